"""Shared by all tests: no network, and a catalogue of tiny models of the real classes."""

import gc
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("studio", deadline=None)  # A busy machine is slow, not wrong.
settings.load_profile("studio")

os.environ.setdefault("OMP_NUM_THREADS", "1")  # Files run side by side; read when torch is loaded.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
os.environ.setdefault("STUDIO_EXAMPLE", "0")  # Galleries of tests begin empty.
if not os.environ.get("STUDIO_FETCH_WEIGHTS"):
    # A server of the tests would fetch what its preset wants from the start; and what somebody
    # fetched before, a voice or a writer, would speak and write in tests that are not about it.
    os.environ.setdefault("PIP_NO_INDEX", "1")
    NO_MODELS = tempfile.TemporaryDirectory(prefix="studio-tests-")
    os.environ["HF_HOME"] = NO_MODELS.name

TINY_CATALOG = """
[models.tiny-captioner]
role = "captioner"
family = "blip"
path = "starter/blip"
label = "Tiny captioner"
licence = "MIT"
[models.tiny-captioner.options]
max_new_tokens = 12
[models.tiny-writer]
role = "writer"
family = "causal_lm"
path = "starter/writer"
label = "Tiny writer"
licence = "MIT"
[models.tiny-writer.options]
prompt_format = "plain"
candidates = 1
[models.tiny-illustrator]
role = "illustrator"
family = "diffusion"
path = "starter/illustrator"
label = "Tiny illustrator"
licence = "MIT"
[models.tiny-illustrator.options]
num_inference_steps = 3
guidance_scale = 2.0
[models.tiny-scorer]
role = "scorer"
family = "dual_encoder"
path = "starter/scorer"
label = "Tiny scorer"
licence = "MIT"
[presets.tiny]
label = "Tiny"
blurb = "Random weights, for tests."
captioner = "tiny-captioner"
writer = "tiny-writer"
illustrator = "tiny-illustrator"
narrator = "espeak"
scorer = "tiny-scorer"
[presets.drawn]
label = "Drawn"
blurb = "Tiny models, plots told and pictures drawn by code."
captioner = "tiny-captioner"
writer = "starter-storyteller"
illustrator = "starter-drawn"
narrator = "espeak"
scorer = "tiny-scorer"
"""


@pytest.fixture(scope="module", autouse=True)
def seldom_searched() -> None:
    """What is there by now is not searched for garbage each time that a studio closes: with all the
    libraries loaded that took a third of the tests' time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def tiny_catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's own catalogue file with a preset “tiny”: real classes, random weights."""
    from tests.core.models.tiny import make_starter

    root = make_starter(tmp_path_factory.mktemp("tiny"))
    path = root / "catalog.toml"
    path.write_text(TINY_CATALOG, encoding="utf-8")
    gc.freeze()  # That has imported everything.
    return path
