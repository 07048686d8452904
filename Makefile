# Whence: `make demo` sets up and runs the main job on the samples; `make test` sets up and passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format types lock bench clean

help: ## This list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Whence needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/python -c 'from whence.comparison.warming import warm; warm()'
	@touch $@

setup: $(READY) ## The environment, in .venv, from the locked requirements

demo: setup ## Read the samples and show what Whence finds (writes whence-demo/)
	$(BIN)/whence demo

test: setup lint types ## All checks: lint, types, tests
	$(BIN)/pytest -q -n 2 --dist loadfile

lint: setup ## Ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup ## Put the code into ruff's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: setup ## mypy, strict
	$(BIN)/mypy

lock: ## Renew the locked requirements (needs uv); those of the cluster tests are for Python 3.11
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --quiet -o requirements/dev.txt
	uv pip compile pyproject.toml --extra cluster --group dev --group cluster-test --generate-hashes \
	  --python-version 3.11 --no-emit-index-url --quiet -o requirements/cluster.txt

bench: setup ## The benchmarks; results go to benchmarks/RESULTS.md
	@ls benchmarks/*.py

clean: ## Remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis whence-demo
