"""Every error the archive raises on purpose.

    ArchiveError
    ├── SettingsError       a setting holds a value we can't use
    ├── ArticlesError       the articles folder is missing, empty or unreadable
    ├── UnreadableError     one file can't be read as what its name says; the others are
    ├── ModelError          the embedding model can't be loaded, or isn't what it claims
    ├── UnusableIndexError  the index can't be used
    │   ├── NoIndexError        nothing was built yet
    │   ├── BrokenIndexError    files are missing, or of another format
    │   ├── DiskError           the disk refuses its files, which may well be whole
    │   ├── OtherModelError     it was built with another model
    │   └── ServerError         the Chroma server that has it can't be used
    ├── BuildRunningError   another build holds the lock
    ├── QuestionError       the question or its filters make no sense
    ├── LanguageModelError  the language model can't be had, or did not answer
    ├── ExportError         a file to be checked is no export
    └── FeedbackError       what people say of an answer can't be written down

Each message says what is wrong, where, and what to do next; it is shown to the user as it is.
"""

MB = 1_000_000


def size_limit(max_bytes: int) -> str:
    """What may be read of one file, and the setting that raises it, for a message."""
    return f"the limit is {max_bytes // MB} MB; ARCHIVE_MAX_FILE_MB raises it"


class ArchiveError(Exception):
    """Base of all errors a user can do something about."""


class SettingsError(ArchiveError):
    """A setting holds a value we can't use."""


class ArticlesError(ArchiveError):
    """The articles folder is missing, empty or unreadable."""


class UnreadableError(ArchiveError):
    """One file can't be read as what its name says; the message continues the file's name."""


class ModelError(ArchiveError):
    """The embedding model can't be loaded, or its weights are not what they claim to be."""


class UnusableIndexError(ArchiveError):
    """The index can't be used."""


class NoIndexError(UnusableIndexError):
    """Nothing was built yet."""


class BrokenIndexError(UnusableIndexError):
    """Files of the index are missing, damaged or of another format version."""


class DiskError(UnusableIndexError):
    """The index's files can't be used for a reason of the disk: no room, no right to read them."""


class OtherModelError(UnusableIndexError):
    """The index was built with another embedding model."""


class ServerError(UnusableIndexError):
    """The Chroma server that has the index can't be reached, is none, or refuses."""


class BuildRunningError(ArchiveError):
    """Another build holds the lock."""


class QuestionError(ArchiveError):
    """The question or its filters make no sense."""


class LanguageModelError(ArchiveError):
    """The language model that writes answers can't be had, or did not answer."""


class ExportError(ArchiveError):
    """A file to be checked can't be read, is no export, or is one of another version."""


class FeedbackError(ArchiveError):
    """What people say of an answer can't be written down."""
