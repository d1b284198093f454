"""The peers' own virtual environment, in `data/bench/peers-venv`."""

import hashlib
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from bench.remembering import BENCH

VENV = BENCH / "peers-venv"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
STAMP = VENV / "requirements.sha256"
INSTALL_SECONDS = 1200


def python() -> Path:
    """The environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def digest() -> str:
    """SHA-256 of the requirements: rankings of other versions don't count."""
    return hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()


def installed() -> bool:
    """Whether the environment has what the requirements say."""
    return STAMP.is_file() and STAMP.read_text("utf-8") == digest()


def install() -> str | None:
    """Make the environment; the reason when that fails.

    It sees our packages behind its own, so that torch and chromadb are not fetched again.
    """
    try:
        _run(sys.executable, "-m", "venv", "--clear", str(VENV))
        _run(str(python()), "-c", _SEE_OURS, sysconfig.get_path("purelib"))
        _run(str(python()), "-m", "pip", "install", "--quiet", "--requirement", str(REQUIREMENTS))
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        return f"can't be installed: {said[-1] if said else error}"
    STAMP.write_text(digest(), encoding="utf-8")
    return None


_SEE_OURS = (
    "import sys, sysconfig, pathlib; "
    "pathlib.Path(sysconfig.get_path('purelib'), 'ours.pth').write_text(sys.argv[1] + '\\n')"
)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=INSTALL_SECONDS)
