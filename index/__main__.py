"""`python -m index`: the commands, which take a while to import, and Ctrl-C at any moment."""

import io
import os
import sys
from typing import cast


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        from index.commands import run

        code = run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever read what is printed has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("Stopped; the index is as it was before.", file=sys.stderr)
        return 2


if __name__ == "__main__":
    # Libraries below print warnings of their own; ours are in the summary.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    for stream in (sys.stdout, sys.stderr):  # a name in a script the terminal lacks stops nothing
        cast(io.TextIOWrapper, stream).reconfigure(errors="backslashreplace")
    sys.exit(main())
