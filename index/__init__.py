"""Articles in, searchable passages out. See `python -m index --help`."""

__version__ = "0.1.0"
