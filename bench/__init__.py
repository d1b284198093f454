"""Measure the archive on real questions. See `python -m bench --help`."""
