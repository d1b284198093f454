"""Ask the archive: `from qa import Archive, answer`."""

from qa.pipeline import Archive, answer
from qa.records import Answer, Citation, Query

__all__ = ["Answer", "Archive", "Citation", "Query", "answer"]
