"""Articles in, searchable passages out. See `python -m index --help`."""
