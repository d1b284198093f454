"""The pipelines people would use instead, each as its documentation says, on our passages.

They are never dependencies of ours: `bench.peers.environment` gives them an environment of their
own, `bench.peers.compare` asks them there, in a process each.
"""
