# The same targets for people and for CI. GNU make 3.81 (macOS) and later.
.DEFAULT_GOAL := help
.PHONY: help site build check test fetch bench lock clean
.DELETE_ON_ERROR:

PORT   ?= 8000
FORMAT ?= text
VENV   := .venv
BIN    := $(VENV)/bin
SCHEMA := $(BIN)/check-jsonschema --quiet --builtin-schema vendor
PIP    := $(BIN)/python -m pip --disable-pip-version-check install

# The first Python that is new enough; `make PYTHON=/path/to/python3` overrides it.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

# Real upstream files for the tests, where they lie beside the checkout.
export MESHBOOK_SAMPLES ?= $(wildcard ../shared/data)

help: ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

site: $(VENV)/build.stamp ## build the site and serve it at http://127.0.0.1:8000 (another port: PORT=9000)
	@$(BIN)/meshbook serve --port $(PORT)

build: $(VENV)/build.stamp ## build the complete site into site/
	@$(BIN)/meshbook build

check: $(VENV)/dev.stamp ## check the cases, the code style, the types and the project's own files
	@echo "==> Checking the cases"
	@$(BIN)/meshbook check --format $(FORMAT)
	@echo "==> Checking style (ruff)"
	@$(BIN)/ruff check .
	@echo "==> Checking types (mypy)"
	@$(BIN)/mypy
	@echo "==> Checking CITATION.cff and .github"
	@$(SCHEMA).citation-file-format CITATION.cff
	@$(SCHEMA).github-workflows .github/workflows/*.yml
	@$(SCHEMA).dependabot .github/dependabot.yml

test: $(VENV)/dev.stamp tests/node_modules/.stamp ## run every test, browser tests included
	@echo "==> Looking for Chromium"
	@CHROMIUM=$$($(BIN)/python tests/chromium.py) || exit 1; export CHROMIUM; \
	  echo "==> Running the tests in two processes, the browser being $$CHROMIUM"; \
	  $(BIN)/python -m pytest -n 2 --dist loadfile

fetch: $(VENV)/build.stamp ## fetch measurements, signals and lists into docs/data (some: SOURCES="github adopters")
	@$(BIN)/meshbook fetch $(SOURCES)

bench: $(VENV)/dev.stamp ## measure build, search and page weight on generated catalogues (long)
	@$(BIN)/python -m tests.bench

lock: $(VENV)/dev.stamp ## pin the newest versions that pyproject.toml and tests/package.json allow
	@echo "==> Locking the Python packages"
	@$(BIN)/uv pip compile $(LOCK) --group build -o requirements/build.txt pyproject.toml
	@$(BIN)/uv pip compile $(LOCK) --group build --group test --group lint --group bench --group lock \
	  -c requirements/build.txt -o requirements/dev.txt pyproject.toml
	@echo "==> Locking the npm packages"
	@cd tests && ../$(BIN)/npm install --package-lock-only

clean: ## remove the environment, the caches and the built site
	rm -rf $(VENV) .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache site tests/node_modules

# One lock for Python 3.11-3.14 on Linux and macOS: versions and hashes, never an address.
LOCK := --quiet --no-config --upgrade --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

# Stamps: nothing is installed again until a lock changes.
$(VENV)/.stamp:
	@test -n "$(PYTHON)" || { echo "Meshbook needs Python 3.11 or later and found none: install it, or name it with make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Meshbook needs Python 3.11 or later, and $(PYTHON) is not." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python has no venv module. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "==> Making the Python environment in $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/build.stamp: $(VENV)/.stamp requirements/build.txt pyproject.toml
	@echo "==> Installing the packages that build the site"
	@$(PIP) --require-hashes -r requirements/build.txt
	@$(PIP) --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/build.stamp requirements/dev.txt
	@echo "==> Installing the packages for tests and checks"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

tests/node_modules/.stamp: $(VENV)/dev.stamp tests/package.json tests/package-lock.json
	@echo "==> Installing the npm packages for tests"
	@cd tests && ../$(BIN)/npm ci
	@touch $@
