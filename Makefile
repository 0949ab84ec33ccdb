# Two commands matter: `make run` (see it) and `make test` (trust it).
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run fresh test quick lint spelling lock docs debian bench clean

help:  ## This list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: .venv/run.stamp  ## Build films and site, make a demo municipality, serve all on one port
	@$(BIN)/jobvej film build --all
	@$(BIN)/jobvej build
	@$(BIN)/jobvej run --demo --port $(PORT)

fresh:  ## Forget the demo municipality's data and start over
	@rm -rf var
	@$(MAKE) --no-print-directory run

test: .venv/test.stamp debian lint  ## Everything: lint, types, layers, tests in a real browser
	@$(BIN)/pytest

quick: .venv/test.stamp lint  ## The same without the browser
	@$(BIN)/pytest -m "not browser"

lint: .venv/test.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo

bench: .venv/test.stamp debian  ## Every measured claim, one after the other
	@for file in bench/[a-z]*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

docs: .venv/run.stamp  ## Write docs/map.md anew from the modules' first lines
	@$(BIN)/python -m docs.write_map

lock: .venv/run.stamp  ## Resolve the dependencies of pyproject.toml anew, with hashes
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --upgrade pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --extra test -c requirements.txt pyproject.toml -o requirements-test.txt

clean:  ## Remove what is made, but not the data in var/
	@rm -rf build .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "Jobvej needs Python 3.11 or newer. On Debian: sudo apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Jobvej needs Python 3.11 or newer; this is $$($(PYTHON) --version)." \
			"Name a newer one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python's venv is missing. This installs it: sudo apt-get install python3-venv"; exit 1; }

.venv/run.stamp: .venv/bin/python requirements.txt pyproject.toml
	@echo "Installing Python packages into .venv …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements-test.txt
	@echo "Installing the test tools into .venv …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

spelling: .venv/run.stamp  ## Words in the texts that the Danish dictionary does not know
	@$(BIN)/jobvej spelling

debian:
	@missing=""; \
	command -v chromium >/dev/null 2>&1 || missing="chromium"; \
	hunspell -D </dev/null 2>&1 | grep -q da_DK || missing="$$missing hunspell hunspell-da"; \
	[ -z "$$missing" ] || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then sudo=""; \
		elif sudo -n true 2>/dev/null && command -v apt-get >/dev/null; then sudo="sudo"; \
		else echo "The tests need a browser and a Danish dictionary. This installs them:" \
			"sudo apt-get install $$missing"; exit 0; fi; \
		echo "Installing from Debian for the tests: $$missing …"; \
		$$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	}
