# make run    set up on the first call, then start the studio
# make test   set up, then run all tests, those in a real browser last
# make e2e    only those in a real browser, with a crash in the middle
# make starter-report  measure the bundled models on held-out scenes, write starter/REPORT.md
# make check  format, lint, types and tests
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: run test e2e check format lint setup setup-dev starter-report

run: setup
	@$(PY) -m studio.start --port $(PORT)

setup: $(VENV)/ready

$(VENV)/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=python3.11." if sys.version_info < (3, 11) else 0)'
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the studio needs (about 2 GB, a few minutes, once) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check "$$(grep '^torch==' requirements.txt)"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

setup-dev: $(VENV)/ready-dev

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@sh tools/browser.sh
	@touch $@

test: setup-dev
	$(PY) -m pytest
	$(PY) -m pytest -o addopts=-q tests/e2e

e2e: setup-dev
	$(PY) -m pytest -o addopts=-q tests/e2e

starter-report: setup-dev
	$(PY) -m train.report --n 500 --seed 5

lint: setup-dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy core db eval studio

format: setup-dev
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

check: lint test
