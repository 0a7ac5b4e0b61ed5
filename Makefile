# make run    set up on the first call, then start the studio
# make test   set up, then run all tests, those in a real browser last
# make e2e    only those in a real browser, with a crash in the middle
# make starter-report  measure the bundled models on held-out scenes, write starter/REPORT.md
# make bench  speed with models of full size and random weights (hours on a processor; ONLY=captions
#             runs one work), ends with one JSON line
# make check  format, lint, types and tests
# make starter HOURS=6   draws the world and trains all bundled models from nothing, in about so
#             many hours of training; interrupted, it goes on where it was (rm -r runs/starter:
#             begin anew). ACCELERATE=1 starts the trainers by `accelerate launch`.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: run test e2e check format lint setup setup-dev starter starter-report bench

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

bench: setup
	@$(PY) -m eval.latency $(foreach work,$(ONLY),--only $(work))

lint: setup-dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy core db eval studio

format: setup-dev
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

check: lint test

# Every step leaves a stamp when it is finished; trainings go on from their checkpoints.
HOURS ?= 6
THREADS ?= $(shell nproc 2>/dev/null || echo 2)
PICTURES ?= 20000
MADE := runs/starter
STAMP := $(MADE)/done
LAUNCH := $(if $(ACCELERATE),$(VENV)/bin/accelerate launch -m,$(PY) -m)
# $(call train,MODULE AND OPTIONS,SHARE OF THE HOURS)
train = $(LAUNCH) train.$(1) --resume --minutes $$(awk 'BEGIN { print $(HOURS) * 60 * $(2) }')
step = @mkdir -p $(STAMP) && touch $@
FROM_WORLD := --data $(MADE)/world --threads $(THREADS)
SCORER := --runs $(MADE)/scorer --out $(MADE)/out/scorer

starter: $(STAMP)/exports

$(STAMP)/world: | $(VENV)/ready
	$(PY) -m train.world.dataset --n $(PICTURES) --out $(MADE)/world
	$(step)

$(STAMP)/scorer-text: $(STAMP)/world
	$(call train,scorer --stage text,0.08) $(SCORER) $(FROM_WORLD)
	$(step)

$(STAMP)/captioner: $(STAMP)/scorer-text
	$(call train,captioner,0.18) $(FROM_WORLD) --runs $(MADE)/captioner \
	  --out $(MADE)/out/captioner
	$(step)

$(STAMP)/scorer-vision: $(STAMP)/captioner
	$(call train,scorer --stage vision,0.16) $(SCORER) $(FROM_WORLD) \
	  --captioner $(MADE)/out/captioner
	$(step)

$(STAMP)/judge: $(STAMP)/scorer-vision
	$(call train,judge,0.06) $(FROM_WORLD) --out $(MADE)/judge
	$(step)

$(STAMP)/latents: $(STAMP)/judge
	$(PY) -m train.autoencoder --stage latents $(FROM_WORLD) --out $(MADE)/illustrator
	$(step)

$(STAMP)/decoder: $(STAMP)/latents
	$(call train,autoencoder --stage decoder,0.08) $(FROM_WORLD) --out $(MADE)/illustrator
	$(step)

$(STAMP)/illustrator: $(STAMP)/decoder
	$(call train,illustrator,0.28) $(FROM_WORLD) --scorer $(MADE)/scorer --out $(MADE)/illustrator
	$(step)

$(STAMP)/writer: $(STAMP)/illustrator
	$(call train,writer,0.16) --threads $(THREADS) --run $(MADE)/writer --out $(MADE)/out/writer
	$(PY) -m train.seen --run $(MADE)/writer --out $(MADE)/out/writer
	$(step)

# Only now do the bundled models change, all together.
$(STAMP)/exports: $(STAMP)/writer
	$(PY) -m train.illustrator_export --runs $(MADE)/illustrator --scorer $(MADE)/scorer \
	  --out $(MADE)/out/illustrator
	for model in scorer captioner illustrator writer; do \
	  rm -rf starter/$$model && cp -R $(MADE)/out/$$model starter/$$model || exit 1; done
	mkdir -p starter/judge && cp $(MADE)/judge/judge.safetensors $(MADE)/judge/README.md starter/judge
	$(PY) -m core.models.checksums write
	$(step)
