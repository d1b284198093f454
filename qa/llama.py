"""A language model from a GGUF file, run by llama.cpp in a child process with an OpenAI-like API.

`python -m qa.llama FILE` is that child: it says its address on one line and serves until its input
ends, so that it never outlives the process that started it, however that one ends. In a child, an
abort of the C++ code takes nothing else with it.
"""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from index.errors import LanguageModelError

PACKAGE = "xllamacpp"
CONTEXT = 4096
"""Tokens of prompt and answer together: more would only take memory."""
PATIENCE = 5
"""Seconds a child is given to end by itself."""


class LlamaServer:
    """llama.cpp serving one GGUF file on a port of this machine, until it is closed.

    Raises LanguageModelError if the file or the package is missing, or the file is no model.
    """

    def __init__(self, file: Path) -> None:
        if not file.is_file():
            raise LanguageModelError(f"There is no model file {file}: see ARCHIVE_LLM.")
        if find_spec(PACKAGE) is None:
            raise LanguageModelError(
                f"To run {file.name}, {PACKAGE} is needed: `make llm`, or `pip install {PACKAGE}`."
            )
        self._child = subprocess.Popen(
            [sys.executable, "-m", "qa.llama", str(file.resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # llama.cpp logs pages of it
            cwd=Path(__file__).resolve().parent.parent,  # where the package `qa` is found
            text=True,
        )
        assert self._child.stdout
        self.address = self._child.stdout.readline().strip()
        if not self.address:
            self.close()
            raise LanguageModelError(f"llama.cpp can't load {file}: is it a GGUF model, and whole?")

    def close(self) -> None:
        """Stop the server and give its memory back; nothing happens the second time."""
        child = self._child
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def main() -> None:
    """Serve the file named until the input ends."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = sys.argv[1]
    params.n_ctx = CONTEXT
    params.n_parallel = 1  # the context is shared out among those served at once
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.ui = False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    sys.stdout.flush()
    # Not by `sys.exit`: an orderly end waits for a stream that nobody reads any more.
    import os

    os._exit(0)


if __name__ == "__main__":
    main()
