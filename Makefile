# Ask the Archive. `make chat` does everything from nothing. Works with GNU Make 3.81 (macOS) and later.

# The first Python that is new enough; name another with `make chat PYTHON=/path/to/python3.12`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	if "$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; \
	then echo "$$p"; break; fi; done)
PY = .venv/bin/python
UV ?= uv
COMPILE = $(UV) pip compile --quiet pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --only-binary :all: --no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make lock' --no-emit-package torch

.DEFAULT_GOAL := help
.PHONY: help .venv dev browser llm chat ask index test fuzz lint bench bench-quality bench-index \
	bench-smoke plots screenshots lock clean

help:
	@echo 'make chat       install, index seeds/, and open the chat page on 127.0.0.1:7860'
	@echo 'make ask Q="…"  ask from the terminal'
	@echo 'make index      bring the index up to date with seeds/'
	@echo 'make test       run every test, the browser'"'"'s included'
	@echo 'make fuzz       read spoiled files of every format, ten minutes each; make fuzz FOR=60 ONLY=.pdf'
	@echo 'make lint       formatting, types and import rules'
	@echo 'make bench      measure everything (hours at first); make bench-quality SET=clapnq: one set'
	@echo 'make bench-index  measure building and searching the index, beside other libraries'
	@echo 'make bench-smoke  run every measurement on a handful of questions'
	@echo 'make llm        what a language model in a GGUF file or on a server needs (ARCHIVE_LLM)'
	@echo 'make .venv      only install;  make clean  remove what was built'

# Always run, and done in a blink when nothing changed: scripts/install.py compares its stamp.
.venv: python
	@"$(PYTHON)" scripts/install.py

dev: python
	@"$(PYTHON)" scripts/install.py dev

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "Ask the Archive needs Python 3.11 to 3.14;" \
		"here is only: $$(python3 --version 2>&1)." \
		"Install one, or name it: make chat PYTHON=/path/to/python3.12" >&2; exit 1; }

browser: dev
	@$(PY) -m tests.chromium

# What the extra `llm` of pyproject.toml names, in the versions that fit what is installed.
llm: .venv
	@$(PY) -m pip install --quiet --constraint requirements/lock.txt $$($(PY) -c \
		'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["llm"])')

chat: .venv
	@$(PY) app.py

# The question travels in the environment, so that no quote, $ or ; in it is ever interpreted.
unexport Q
export QUESTION = $(value Q)
ask: .venv
	@test -n "$$QUESTION" || { echo 'Say what to ask: make ask Q="Who confirmed the report?"' >&2; exit 2; }
	@$(PY) -m index status >/dev/null 2>&1 || $(PY) -m index build || test $$? -eq 1
	@$(PY) -m qa -- "$$QUESTION" || test $$? -eq 3

index: .venv
	@$(PY) -m index build

# A core for each process; the tests of a file stay together, as they share what they made.
test: dev browser
	OMP_NUM_THREADS=1 $(PY) -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

fuzz: dev
	$(PY) -m tests.fuzz $(ONLY) --seconds $(or $(FOR),600)

lint: dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

bench: plots browser
	$(PY) -m bench

bench-quality: plots
	$(PY) -m bench $(SET)

bench-index: plots
	$(PY) -m bench index_speed scale incremental copies cold

bench-smoke: .venv
	$(PY) -m bench --smoke

# What the extra `bench` of pyproject.toml names; the archive itself needs none of it.
plots: .venv
	@$(PY) -c 'import matplotlib' 2>/dev/null || $(PY) -m pip install --quiet $$($(PY) -c \
		'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["bench"])')

screenshots: dev browser
	$(PY) -m tests.screenshot

# Keeps the locked versions where they still fit; delete the two files to move to newer ones.
lock:
	$(COMPILE) --output-file requirements/lock.txt
	$(COMPILE) --output-file requirements/dev.txt --extra dev --constraints requirements/lock.txt \
		$$(sed -n 's/^\([a-z0-9._-]*\)==.*/--no-emit-package \1/p' requirements/lock.txt)

clean:
	rm -rf .venv data build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
