# Needs Python 3.11 or newer, make and a package index reached by pip's own configuration.
# Every target makes .venv and installs from the hashed locks by itself; a second call finds it done.

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,\
  $(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet

.DEFAULT_GOAL := help
.PHONY: help install demo test check accuracy lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: .venv/installed ## .venv with the program
	@echo "Installed: $(BIN)/strikelog --help"

demo: .venv/installed ## the nightly flow over the bundled sample newsroom
	@$(BIN)/strikelog sample demo

test: .venv/installed-tests ## all tests
	$(BIN)/pytest -n 2 --dist worksteal

check: .venv/installed-tests ## style, types and architecture
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/pytest tests/test_architecture.py

accuracy: .venv/installed-tests ## every scorer against its floor (reads ../shared when it is there)
	$(BIN)/python tests/accuracy.py

lock: ## write both lock files anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group build $(LOCK) -o requirements.lock
	uv pip compile pyproject.toml --group build --group dev -c requirements.lock $(LOCK) -o tests/requirements.lock
LOCK := --universal --python-version 3.11 --no-emit-index-url --generate-hashes --no-header -q

clean: ## remove what the other targets made, the stores of the user excepted
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv .venv

# The program itself is installed without build isolation: its build tool is in the lock, with hashes.
.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -c 'from pipeline.normalise.gazetteer import index_file; index_file()' # so that the first command need not
	@touch $@

.venv/installed-tests: tests/requirements.lock .venv/installed
	$(PIP) --require-hashes -r tests/requirements.lock
	@touch $@
