# Everything starts here: `make help` says what there is. Nothing needs root but a browser for the tests.

PYTHON ?= $(shell for python in python3 python3.15 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := install --require-hashes --only-binary :all: -r
CATALOGUES := scripts/words/languages
TEMPLATE := .cache/messages.pot
UV_VERSION := 0.13.9
COMPILE := .uv/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock" pyproject.toml

.PHONY: help site serve test nightly coverage fuzz audit bench bench-errors picture rooms words lock clean python
.DEFAULT_GOAL := help

help:  ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

# With PARQUET=yes, the open data are there as Parquet too.
site: .venv/project $(if $(PARQUET),.venv/parquet)  ## check the records, and build the site into site/
	$(BIN)/registry site
	$(BIN)/registry schema

serve: .venv/project  ## show the site on this machine, and each saved record at once
	$(BIN)/registry serve

test: .venv/tests  ## run every check that a change must pass
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	@# The same where some of Python is missing: each system has a cache of its own.
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 schemas scripts
	$(BIN)/mypy --platform darwin --cache-dir .mypy_cache/darwin schemas scripts
	$(BIN)/lint-imports
	$(BIN)/registry check
	$(BIN)/registry schema --check
	$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest

nightly: .venv/tests  ## try properties with many more examples, and each hostile text in every field
	$(BIN)/python -m pytest --hypothesis-profile=nightly -m "hypothesis or thorough"

coverage: .venv/tests  ## measure which lines and branches the tests reach, but for those that drive a browser
	rm -rf .cache/coverage && mkdir -p .cache/coverage
	$(BIN)/coverage run -m pytest -m "not browser"
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

bench: .venv/tests  ## measure what the work costs
	$(BIN)/python -m tests.benchmarks.ratios
	$(BIN)/python -m tests.benchmarks.strangers
	$(BIN)/python -m tests.benchmarks.saves

bench-errors: .venv/tests  ## plant mistakes into the records, and measure how well they are found and explained
	$(BIN)/python -m tests.benchmarks.errors

fuzz: .venv/tests  ## write random texts into records for ten minutes, and see that none of them acts on a page
	$(BIN)/python -m tests.fuzz

audit: .venv/tests  ## measure how well everyone can use the site, and write docs/pages/measurements.md
	$(BIN)/python -m tests.browser
	$(BIN)/python -m tests.audit

picture: .venv/tests  ## take the picture in the README, from the site of the small city of the tests
	$(BIN)/python -m tests.picture

rooms: .venv/tests  ## draw the rooms of the code, and write down what they say of themselves
	$(BIN)/python -m tests.project.rooms

words: .venv/project  ## bring the messages of the other languages up to date with the code
	@mkdir -p $(dir $(TEMPLATE))
	@$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --keywords "say say_many:1,2 message messages:1,2" \
		--add-location never --sort-output --omit-header --no-wrap --output $(TEMPLATE) schemas scripts mkdocs.yml
	@$(BIN)/python -m scripts.words.languages.merging $(TEMPLATE) $(CATALOGUES)

lock:  ## write the locks anew from pyproject.toml; what is locked already stays if it still fits
	@$(MAKE) --no-print-directory python
	$(PYTHON) -m venv --clear .uv
	.uv/bin/python -m pip --disable-pip-version-check --quiet install uv==$(UV_VERSION)
	$(COMPILE) --group build --output-file requirements.txt
	$(COMPILE) --extra parquet --constraint requirements.txt --output-file requirements-parquet.txt
	$(COMPILE) --extra parquet --group build --group test --group bench --constraint requirements.txt \
		--output-file requirements-test.txt

clean:  ## remove what the other targets made
	rm -rf .venv .uv site *.egg-info .mypy_cache .pytest_cache .ruff_cache
	git clean -dfqX docs

python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer was found: install one, or say where it is with make PYTHON=…"; exit 1; }

# The environment in three steps, each with a file that says when it was done.

.venv/runtime: requirements.txt
	@$(MAKE) --no-print-directory python
	$(PYTHON) -m venv --clear .venv
	$(PIP) $(LOCKED) requirements.txt
	@touch $@

.venv/project: pyproject.toml .venv/runtime
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/parquet: requirements-parquet.txt .venv/project
	$(PIP) $(LOCKED) requirements-parquet.txt
	@touch $@

.venv/tests: requirements-test.txt .venv/project
	$(PIP) $(LOCKED) requirements-test.txt
	@touch $@
