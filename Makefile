# Every target is a thin line over `python -m scripts`, which has --help. `make help` lists the targets.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGE ?= datapackage
SITE_URL ?=
PORT ?= 8000
RUN := $(BIN)/python -m scripts

.DEFAULT_GOAL := help
.PHONY: help setup publish test fuzz check validate serve ingest ingest-check describe bench lock browser clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: $(VENV)/.ready node_modules/.ready ## Install what is needed, from lock files, into .venv and node_modules

$(VENV)/.ready: requirements.lock
	@echo "Setting up Python packages in $(VENV) (once) …"
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

node_modules/.ready: package-lock.json .npmrc $(VENV)/.ready
	@echo "Setting up npm packages in node_modules (once) …"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --silent --ignore-scripts
	@touch $@

publish: setup ## Validate the package, build the site, verify it and put it in public/
	@$(RUN) publish --package $(PACKAGE) --site-url "$(SITE_URL)"

test: setup browser check ## Publish, then run every test, also in a real browser
	@$(RUN) publish
	@$(BIN)/python -m pytest --numprocesses auto --dist loadscope

fuzz: setup ## Spoil the package in at least ten thousand ways; validation must tell each and never break
	@HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -q tests/validate/test_fuzz.py tests/validate/test_faults.py

check: setup ## Lint, format and types
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@$(BIN)/mypy

validate: setup ## Tell every problem of the package
	@$(RUN) validate $(PACKAGE)

serve: setup ## Show the site on this machine and build it again when a file changes
	@$(RUN) serve --package $(PACKAGE) --port $(PORT)

ingest: setup ## Make the package from raw snapshots: make ingest SOURCES=<folder>
	@$(RUN) ingest --sources "$(SOURCES)" --package $(PACKAGE)

describe: setup ## Write datapackage.json anew after a hand-written table was changed
	@$(RUN) describe --package $(PACKAGE)

ingest-check: setup ## Prove that the package is what the raw snapshots give: make ingest-check SOURCES=<folder>
	@$(RUN) ingest-check --sources "$(SOURCES)" --package $(PACKAGE)

bench: setup ## Measure seconds and memory of each stage
	@$(BIN)/python -m tests.bench

browser: # Chromium for the browser tests: Debian's own, installed when it is not there and this user may
	@command -v chromium >/dev/null 2>&1 || { \
	  if command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then \
	    echo "Installing Debian's Chromium for the browser tests (once) …"; \
	    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	  else \
	    echo "The browser tests need Chromium as 'chromium' on the PATH: apt-get install chromium" >&2; exit 2; \
	  fi; }

lock: $(VENV)/.ready ## Choose exact versions anew and write the lock files
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -o requirements.lock requirements.in
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm install --silent --package-lock-only --ignore-scripts

clean: ## Remove everything that make has made, but not the published site
	@rm -rf $(VENV) node_modules build .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
