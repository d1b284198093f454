"""`python -m ui password NAME`: make a line for the file of passwords (`ARCHIVE_PASSWORDS`).

Asks for the password twice, or reads it from a pipe. Exit codes: 0 done, 2 not.
"""

import argparse
import sys
from collections.abc import Sequence
from getpass import getpass

from index.errors import ArchiveError, SettingsError
from ui.passwords import line


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m ui", description=__doc__)
    parser.add_argument("command", choices=["password"])
    parser.add_argument("name", metavar="NAME", help="who logs in with it")
    options = parser.parse_args(arguments)
    try:
        print(line(options.name, _password()))
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 2
    except (EOFError, KeyboardInterrupt):
        return 2
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass("Password: ")
    if getpass("Once more: ") != password:
        raise SettingsError("These are two passwords; nothing was made.")
    return password


if __name__ == "__main__":
    sys.exit(main())
