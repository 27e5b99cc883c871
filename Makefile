# Every target works from a fresh clone: scripts/bootstrap.sh makes .venv when a target needs it.
# To use another interpreter: make run PYTHON=python3.13
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Nothing of the caller's Python may leak into the project's.
unexport PYTHONPATH PYTHONHOME
export PYTHONNOUSERSITE := 1

# Always by path, so that another environment in PATH does not matter.
python := .venv/bin/python

# The modules that write the files of schemas/, each with the folder as its argument.
schema_makers := extractor.write.json_schema extractor.checks.catalogue extractor.warehouse.contract extractor.corrections.published
write_schemas = for maker in $(schema_makers); do $(python) -m "$$maker" $(1); done

.PHONY: help run test hunt check bench samples golden score mutations schemas lock clean run-env dev-env

help: ## list what can be done here
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 10 | sed 's/^/  make /'

run: run-env ## convert the sample PDFs into output/, with pages to review them
	@.venv/bin/schede convert samples/ -o output/
	@.venv/bin/schede review output/ >/dev/null
	@echo "The results are in output/. To see them beside their pages, open output/review/index.html in a browser."

test: dev-env ## run the tests
	@scripts/install-postgresql.sh
	@scripts/install-browser.sh
	@$(python) -m pytest -q -n auto --dist loadgroup

hunt: dev-env ## run the property tests on newly drawn cases, to find what nobody has seen
	@NEW_CASES=1 $(python) -m pytest -q -n auto --dist loadgroup -m hypothesis

check: dev-env ## run the formatter, linter, type checker and the schemas' drift check
	@$(python) -m ruff format --check .
	@$(python) -m ruff check .
	@$(python) -m mypy
	@fresh=$$(mktemp -d); trap 'rm -rf "$$fresh"' EXIT; $(call write_schemas,"$$fresh"); \
	diff -ru schemas "$$fresh" || { echo "The schemas differ from the records: make schemas" >&2; exit 1; }

bench: dev-env ## measure speed and memory on the samples
	@$(python) -m tests.bench
	@$(python) -m tests.bench_batch --documents 300
	@$(python) -m tests.bench_cluster --documents 120

samples: dev-env ## draw the sample PDFs again
	@samples/install-producers.sh
	@$(python) -m samples.maker samples/

golden: dev-env ## write the samples' expected JSON again
	@$(python) -m tests.golden

score: dev-env ## write docs/score.md, the score on the samples, again
	@$(python) -m tests.score

mutations: dev-env ## write docs/mutations.md, what becomes of misread values, again
	@$(python) -m tests.mutation_run

schemas: dev-env ## write the published schemas again
	@$(call write_schemas,schemas)

lock: ## pin the newest allowed packages again
	@scripts/lock.sh

clean: ## remove .venv, caches and the contents of output/
	@rm -rf .venv build dist *.egg-info extractor/native/_core*.so .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find output -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

run-env:
	@scripts/bootstrap.sh run

dev-env:
	@scripts/bootstrap.sh dev
