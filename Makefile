# One word per intent; `make help` lists them. Every word gets what it needs itself.
.DEFAULT_GOAL := help
.PHONY: help setup demo try-demo test test-services test-shared check lint fix docs bench clean
SHELL := /bin/bash

PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON ?= python3
export UV_PYTHON_DOWNLOADS := never
UV := .tools/uv/bin/uv
BIN := .venv/bin

help: ## List the words
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

$(UV): tools/bootstrap.py uv.lock
	@$(PYTHON) tools/bootstrap.py
	@touch $(UV)

.venv/.synced: $(UV) pyproject.toml uv.lock
	@$(UV) sync --frozen
	@touch $@

setup: .venv/.synced ## Make .venv with the command .venv/bin/daybill

demo: setup ## Start the demo guide (PORT=8123 HOST=0.0.0.0); its data stays in var/
	@$(BIN)/daybill demo --home var --host $(HOST) --port $(PORT)

try-demo: setup ## Start the demo, ask for a page, stop it
	@$(BIN)/python tools/try_demo.py

test: setup ## Every test that needs no other server, browser journeys included
	@$(PYTHON) tools/chromium.py
	@$(BIN)/pytest $(ARGS)

test-services: setup ## The suite on PostgreSQL, which is installed (as root) and started for it
	@$(BIN)/python tools/postgres.py $(BIN)/pytest -m "not shared and not journey" $(ARGS)

test-shared: setup ## Tests that read the files of ../shared (or DAYBILL_SHARED); skipped and counted without
	@DAYBILL_SHARED="$${DAYBILL_SHARED:-../shared}" $(BIN)/pytest -m shared $(ARGS)

lint: setup ## The quick checks: style, templates, imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python tools/templates.py --check
	@$(BIN)/lint-imports

check: lint ## Everything that is checked without running the site
	@$(BIN)/mypy
	@$(BIN)/python tools/django_checks.py
	@$(BIN)/python tools/write_reference.py --check

fix: setup ## Mend what a machine can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/python tools/templates.py
	@$(BIN)/python tools/write_reference.py

docs: setup ## Write the reference pages that are made from the code
	@$(BIN)/python tools/write_reference.py

bench: setup ## Run the benchmarks
	@set -e; for file in $$(find benchmarks -name '*.py' ! -name '_*' 2>/dev/null | sort); do echo "== $$file"; $(BIN)/python $$file; done

clean: ## Remove what these words made, the demo's data included
	@rm -rf .venv .tools var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
