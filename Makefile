# Two commands: `make serve` and `make test`. Everything they need comes from the lock files.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
CORPUS ?= ../shared/corpus
INSTALL = $(BIN)/python -m pip --disable-pip-version-check --quiet install

.DEFAULT_GOAL := help
.PHONY: help serve build check test test-hard fuzz faults justify agree nightly eval foreign exports names facts pages bench conformance shacl lint lock web clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /	/' | expand -t 14

.venv/.python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (make PYTHON=/path/to/python3.11)." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than Python 3.11." >&2; exit 2; }
	@$(PYTHON) -m venv .venv || { echo "This Python lacks the venv module (Debian: the package python3.11-venv)." >&2; exit 2; }
	@touch $@

.venv/.serve: .venv/.python .lock/serve.txt pyproject.toml
	@echo "Installing what the service needs (once) …" >&2
	@$(INSTALL) --require-hashes -r .lock/serve.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.test: .venv/.serve .lock/test.txt
	@echo "Installing what the tests need (once) …" >&2
	@$(INSTALL) --require-hashes -r .lock/test.txt
	@touch $@

serve: .venv/.serve ## build the graph if needed, then serve on http://127.0.0.1:8000/
	@$(BIN)/cetu serve

build: .venv/.serve ## build data/graph/*.trig
	@$(BIN)/cetu build

check: .venv/.serve ## run every check on the built graph, and keep the report for the page /report
	@$(BIN)/cetu check --save

test: .venv/.test ## the tests (seven to nine minutes on two cores)
	@$(BIN)/cetu build --if-stale
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

test-hard: .venv/.test ## the slow suites: generated and hostile documents
	@$(BIN)/cetu build --if-stale
	@CETU_HARD=1 $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

fuzz: .venv/.test ## fuzzed queries at a running service (ARGS=--help)
	@$(BIN)/cetu build --if-stale
	@$(BIN)/python tests/hostile/fuzz.py $(ARGS)

faults: .venv/.test ## every fault of the catalogue must be found, and rightly explained (ARGS=--help)
	@$(BIN)/cetu build --if-stale
	@$(BIN)/python tests/faults/run.py $(ARGS)

justify: .venv/.test ## how long it takes to say why data contradict the ontology
	@$(BIN)/cetu build --if-stale
	@$(BIN)/python tests/faults/justify.py

agree: .venv/.test ## what follows from each document, against owlrl (most of an hour; ARGS=--help)
	@$(BIN)/cetu build --if-stale
	@$(BIN)/python tests/entail/agree.py $(ARGS)

nightly: ## a million fuzzed queries, then the slow suites (hours)
	@$(MAKE) fuzz ARGS='--count 1000000'
	@$(MAKE) test-hard

eval: .venv/.test ## scores of all gold readings, and what is found in the whole corpus
	@$(BIN)/python tests/eval/run.py $(ARGS)

foreign: .venv/.test ## make anew what is kept of other ontologies, from the pinned sources (needs ../shared and npm)
	@$(BIN)/python -m tests.linked.foreign $(ARGS)

exports: .venv/.test ## every export of every document, held to the shapes and vocabularies of others (needs ../shared)
	@$(BIN)/cetu build --if-stale
	@$(BIN)/python -m tests.linked.exports

names: .venv/.test ## reconcile 200 names of real documents: precision and recall
	@$(BIN)/cetu build --if-stale
	@$(BIN)/python -m tests.linked.names

facts: .venv/.test ## read the facts of data/facts/list.csv anew (CORPUS: the folder of the files)
	@for file in data/facts/*.json; do [ ! -f "$$file" ] || $(BIN)/cetu remove "$$(basename "$$file" .json)" --source; done
	@$(BIN)/cetu add --facts --no-check --list data/facts/list.csv $$(tail -n +2 data/facts/list.csv | cut -d, -f1 | sed 's|^|$(CORPUS)/|')

pages: .venv/.test ## how heavy and how slow the pages of a running service are (ARGS=http://127.0.0.1:8000)
	@$(BIN)/python tests/bench/pages.py $(ARGS)

bench: .venv/.test ## ratios to other SPARQL servers over HTTP, and build time per step (ARGS=--help)
	@$(BIN)/python tests/bench/run.py $(ARGS)

conformance: .venv/.test ## the W3C's SPARQL tests against an endpoint (ARGS: see ARGS=--help)
	@$(BIN)/python tests/conformance/run.py $(ARGS)

shacl: .venv/.test ## the W3C's SHACL tests through the project's own step
	@PYTHONPATH=service $(BIN)/python tests/shacl/suite.py $(ARGS)

lint: .venv/.test ## ruff, mypy, import-linter
	@$(BIN)/ruff check service tests
	@$(BIN)/ruff format --check service tests
	@$(BIN)/mypy
	@PYTHONPATH=service $(BIN)/lint-imports

lock: ## make the lock files anew (needs uv)
	uv pip compile pyproject.toml --group build --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -o .lock/serve.txt
	uv pip compile pyproject.toml --group test -c .lock/serve.txt --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -o .lock/test.txt

web: ## bundle the SPARQL editor anew (needs node and npm)
	cd web && npm ci && npm run build

clean: ## remove the environment and caches
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
