# Every target is a thin line over `python -m scripts`, which has --help. `make help` lists the targets.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UPKEEP := .cache/upkeep/bin
PACKAGE ?= datapackage
SITE_URL ?=
PORT ?= 8000
SOURCES ?=
PUBLIC ?= public
PREVIOUS ?=
TARGET ?=
ENDPOINT ?=
GO ?=
OLD ?=
SOURCE ?=
INTO ?=
ADDRESS ?=
DATE ?=
FOLLOW ?=
AGAINST ?=
KEEP ?=
COPY ?= public
KEY ?=
SECRET_KEY ?=
VERSION ?=
MOST ?=
INDICATOR ?=
AREA ?=
CSV ?=
FOLDER ?=
STANDARDS ?=
ENGINE ?= usual
RUN := $(BIN)/python -m scripts
MAY_INSTALL := command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]
INSTALL := apt-get install -y -qq --no-install-recommends
TESTS := $(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

COMPARED = $(if $(PREVIOUS),$(if $(subst none,,$(PREVIOUS)),--previous "$$PREVIOUS",--no-previous))

export PACKAGE SITE_URL PORT SOURCES PUBLIC PREVIOUS TARGET ENDPOINT OLD SOURCE INTO ADDRESS DATE FOLLOW AGAINST COPY KEY SECRET_KEY VERSION MOST INDICATOR AREA FOLDER STANDARDS ENGINE

ifeq ($(wildcard mkdocs.yml scripts/setup.py),)
$(error make works in the folder of the project: `make -C FOLDER $(or $(MAKECMDGOALS),help)`)
endif

.DEFAULT_GOAL := help
.PHONY: help new setup sums setup-spark setup-sign setup-ingest setup-deploy setup-mcp setup-test python mcp publish rollback reproduce verify sign deploy compare fetch outdated facts test test-all test-quick test-browser test-site fuzz check validate serve ingest ingest-check describe translations release mutate bench lock audit ready lint types browser rsync caddy sheets clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

# What is installed is known by the content of the lock files: see scripts/setup.py.
setup: python ## Install what building needs, from lock files, into .venv and node_modules
	@$(PYTHON) -m scripts.setup build npm

setup-ingest: python
	@$(PYTHON) -m scripts.setup build ingest

setup-deploy: python
	@$(PYTHON) -m scripts.setup build deploy

setup-test: python
	@$(PYTHON) -m scripts.setup build npm ingest deploy sign test formats mcp npm-test s3-server sdmx

python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0])'

new: setup ## Write a small working package to write over: make new FOLDER=<folder>
	@$(RUN) new "$$FOLDER"

# PREVIOUS=<folder> names the release to compare with, PREVIOUS=none compares with none; KEEP=none keeps no site to go back to.
publish: setup ## Validate the package, build the site, verify it and put it in public/
	@$(RUN) publish --package "$$PACKAGE" --site-url "$$SITE_URL" --public "$$PUBLIC" $(COMPARED) $(if $(filter none,$(KEEP)),--keep-none)

rollback: setup ## Bring back the site that was public before; again, and it is undone
	@$(RUN) rollback --public "$$PUBLIC"

reproduce: setup ## Build the site twice in different surroundings and compare every byte
	@$(RUN) reproduce --package "$$PACKAGE" --site-url "$$SITE_URL"

verify: setup setup-sign ## Compare a copy of the site with its manifest: make verify COPY=<folder or address> KEY=<public key>
	@$(RUN) verify "$$COPY" $(if $(KEY),--key "$$KEY")

sign: setup setup-sign ## Sign the manifest of the public site: make sign SECRET_KEY=<file>
	@$(RUN) sign "$$PUBLIC" --secret-key "$$SECRET_KEY"

setup-mcp: python
	@$(PYTHON) -m scripts.setup build mcp

# What machines ask stands on standard input, and nothing else may be printed.
mcp: ## Answer machines from the public site, by the Model Context Protocol (after make setup-mcp)
	@$(RUN) mcp "$$PUBLIC"

setup-sign: python
	@$(PYTHON) -m scripts.setup sign

# Nothing is sent or removed unless GO=1: see docs/hosting.md.
deploy: setup-deploy ## Say what a target lacks of public/, and with GO=1 bring it there: make deploy TARGET=<address>
	@$(RUN) deploy "$$TARGET" --public "$$PUBLIC" --endpoint "$$ENDPOINT" $(if $(GO),--go)

test: ready ## Publish to a folder of the tests' own, then run every test, also in a real browser
	@$(TESTS)

test-all: ready ## The same with every case of every test: nightly, and before a release
	@$(TESTS) --every

# Types are read beside the publication of the site, which leaves a part of two processors to others.
ready: setup-test browser rsync caddy sheets lint
	@$(MAKE) --no-print-directory --jobs=2 types test-site

test-quick: setup-test ## Run the tests of units alone: no site, no browser, no network
	@$(TESTS) -m unit

test-browser: setup-test browser test-site ## Run the tests in a real browser
	@$(TESTS) -m browser

# The site that tests look at. It is published anew when anything differs that it was made from; public/ stays as it is.
test-site: setup-test
	@$(BIN)/python -m tests.site $(COMPARED)

fuzz: setup-test ## Spoil the package in ever other ways for SECONDS (900); validation must tell each and never break
	@$(BIN)/python -m tests.fuzz $(SECONDS)

check: lint types ## Lint, format and types

lint: setup-test
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .

types: setup-test
	@$(BIN)/mypy

# ENGINE=duckdb or ENGINE=spark asks that engine about every table of observations, ENGINE=pandas none: docs/decisions/0054.
validate: setup $(if $(filter spark,$(ENGINE)),setup-spark) ## Tell every problem of the package
	@$(RUN) validate "$$PACKAGE" --public "$$PUBLIC" $(COMPARED) --engine "$$ENGINE"

sums: setup $(if $(filter spark,$(ENGINE)),setup-spark) ## Print the aggregates of the package as CSV: make sums PACKAGE=<folder> > FILE
	@$(RUN) sums "$$PACKAGE" --engine "$$ENGINE"

setup-spark: python
	@$(PYTHON) -m scripts.setup build spark

serve: setup ## Show the site on this machine and build it again when a file changes
	@$(RUN) serve --package "$$PACKAGE" --port "$$PORT"

ingest: setup-ingest ## Make the package from raw snapshots: make ingest SOURCES=<folder>
	@$(RUN) ingest --sources "$$SOURCES" --package "$$PACKAGE"

compare: setup ## Tell as Markdown in which rows and pages another site differs from public/: make compare OLD=<folder>
	@$(RUN) compare "$$OLD" "$$PUBLIC"

# The one command that asks a network for content; no build needs it.
fetch: setup-ingest ## Bring the newest edition of a source and say how its shape differs: make fetch SOURCE=<id> INTO=<folder>
	@$(RUN) fetch "$$SOURCE" --into "$$INTO" --package "$$PACKAGE" --address "$$ADDRESS" --date "$$DATE" \
	  $(if $(FOLLOW),--follow "$$FOLLOW") $(if $(AGAINST),--against "$$AGAINST")

outdated: setup ## List the sources whose next edition should be there: make outdated DATE=YYYY-MM-DD
	@$(RUN) outdated --on "$$DATE" --package "$$PACKAGE"

facts: setup ## Propose which facts to look for next, and why: make facts, or with MOST=N, INDICATOR=<id>, AREA=<code>, CSV=1
	@$(RUN) facts "$$PACKAGE" $(if $(MOST),--most "$$MOST") $(if $(INDICATOR),--indicator "$$INDICATOR") \
	  $(if $(AREA),--area "$$AREA") $(if $(CSV),--csv)

release: setup ## Name the package, keep it for ever, tell what changed: make release VERSION=2026.2 DATE=2026-11-29
	@$(RUN) release --package "$$PACKAGE" --version "$$VERSION" --date "$$DATE"

describe: setup-ingest ## Write datapackage.json anew after a hand-written table was changed
	@$(RUN) describe --package "$$PACKAGE"

translations: setup-ingest ## Renew the catalogues of translations with the English texts, say what they lack, fill the package
	@$(RUN) translations --package "$$PACKAGE" $(if $(ALL),--all)

ingest-check: setup-ingest ## Prove that the package is what the raw snapshots give: make ingest-check SOURCES=<folder>
	@$(RUN) ingest-check --sources "$$SOURCES" --package "$$PACKAGE"

mutate: setup-test ## Change the code of rooms on purpose and count what the tests notice: make mutate ROOMS="summarise" SAMPLE=400
	@$(PYTHON) -m scripts.setup mutate
	@$(BIN)/python -m tests.mutate $(if $(SAMPLE),--sample $(SAMPLE)) $(ROOMS)

bench: setup-test ## Measure a publication beside plain MkDocs, then seconds and memory of each stage
	@$(BIN)/python -m tests.bench.ratios
	@$(BIN)/python -m tests.bench

# Programs that only tests need: Debian's own, installed when they are not there and this user may.
rsync caddy: program = $@
sheets: program = soffice
rsync caddy sheets: debian = $(if $(filter sheets,$@),libreoffice-calc,$(program))
rsync caddy sheets:
	@command -v $(program) >/dev/null 2>&1 || { \
	  if $(MAY_INSTALL); then \
	    echo "Installing Debian's $(debian) for the tests (once) …"; \
	    apt-get update -qq && $(INSTALL) $(debian) >/dev/null; \
	  else \
	    echo "The tests need $(program) on the PATH: apt-get install $(debian)" >&2; exit 2; \
	  fi; }

# Chromium without its window does the same in a third of the time; where it cannot be had, the one with it serves.
browser:
	@command -v chromium-headless-shell >/dev/null 2>&1 || { \
	  if $(MAY_INSTALL); then \
	    echo "Installing Debian's chromium-headless-shell for the tests (once) …"; \
	    apt-get update -qq && { $(INSTALL) chromium-headless-shell || command -v chromium || $(INSTALL) chromium; } >/dev/null 2>&1; \
	  fi; \
	  command -v chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 || { \
	    echo "The tests need Chromium on the PATH: apt-get install chromium-headless-shell" >&2; exit 2; }; }

lock: setup ## Choose exact versions anew and write the lock files
	@$(PYTHON) -m scripts.setup upkeep
	@cd requirements && for share in build ingest deploy sign test formats mcp mutate spark upkeep s3-server sdmx; do \
	  ../$(UPKEEP)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -o $$share.lock $$share.in || exit 1; \
	done
	@for folder in . tests/browser tests/audit; do \
	  (PATH="$(CURDIR)/$(BIN):$$PATH"; cd $$folder && npm install --silent --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts) || exit 1; \
	done

audit: setup-test ## Vulnerabilities, age, licences of what is installed; the public site: axe, Lighthouse, its catalogue by STANDARDS=<folder>; the rules on Spark
	@$(PYTHON) -m scripts.setup upkeep npm-audit
	@$(BIN)/python -m scripts.audit
	@$(BIN)/python -m tests.standards "$$STANDARDS" "$$PUBLIC"
	@$(BIN)/python -m tests.audit.accessibility "$$PUBLIC"
	@$(BIN)/python -m tests.audit.lighthouse "$$PUBLIC"
	@if command -v java >/dev/null 2>&1; then \
	  $(PYTHON) -m scripts.setup spark && $(BIN)/python -m pytest -q tests/large/on_spark.py; \
	else echo "Java is not here, so the rules were not run on Spark: apt-get install default-jre-headless"; fi

clean: ## Remove everything that make has made, but not the published site
	@rm -rf $(VENV) node_modules tests/browser/node_modules audit build .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
