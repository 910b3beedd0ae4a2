# Two commands for a newcomer: `make demo` and `make test`. Both set up .venv first (Python 3.11 or newer).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO_DESK ?= demo-desk

.PHONY: demo test check bench train docs lock clean
.DELETE_ON_ERROR:

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Probata needs Python 3.11 or newer; name one: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	@echo "Setting up $(VENV) (once; a minute or two)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)
	@$(BIN)/probata run examples/reports.jsonl --desk $(DEMO_DESK)
	@echo
	@echo "The examples are paraphrases. Every value has its passage: take an id from the table above, for example"
	@echo "  $(BIN)/probata show $$($(BIN)/probata findings --desk $(DEMO_DESK) --json | $(BIN)/python -c 'import json,sys; print(json.load(sys.stdin)["findings"][0]["id"])') --desk $(DEMO_DESK)"
	@echo "  $(BIN)/probata verify --desk $(DEMO_DESK)"
	@echo "or read, compare and judge in the browser (docs/guide.md):"
	@echo "  $(BIN)/probata serve --desk $(DEMO_DESK)"

test: $(READY)
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

check: $(READY)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# Scores the dev sets in ../shared and times the steps; adds a row to docs/evaluation.md.
bench: $(READY)
	@$(BIN)/python bench/run.py

# Trains the attribution model anew from ../shared, in steps that can be stopped and gone on with; see training/README.md.
TRAIN := .venv-train
RUN ?= training/run
$(TRAIN)/.ready: training/requirements.txt requirements.lock
	@$(PYTHON) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	@touch $@

train: $(READY) $(TRAIN)/.ready
	@$(TRAIN)/bin/python training/attribution/all.py $(RUN) $(BIN)/python

# The page of commands, from the command line itself, and that of columns, from their tables; the pictures, from the demo's desk.
docs: demo
	@$(BIN)/typer probata.cli.main utils docs --name probata --output docs/commands.md
	@$(BIN)/python tools/columns.py
	@$(BIN)/python tools/screenshots.py $(DEMO_DESK) docs/screens
	@$(BIN)/python tools/drawings.py

# Pins with hashes; no index address may stand in the files.
lock: $(READY)
	@$(BIN)/uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -q -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --group dev --group build --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -q -o requirements-dev.lock

clean:
	rm -rf $(VENV) $(DEMO_DESK)
