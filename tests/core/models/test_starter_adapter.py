"""The bundled adapter of the large writer: made for the layers of its base, small, and listed."""

from math import isfinite

from safetensors.torch import load_file

from core.models import checksums
from core.models.adapters import CONFIG, WEIGHTS, folder_of
from core.models.registry import Catalog

ENTRY = Catalog.load().model("starter-writer-large")
LAYERS, HIDDEN, KEYS, INNER = 28, 1536, 256, 8960
SHAPES = {
    "q_proj": (HIDDEN, HIDDEN), "k_proj": (HIDDEN, KEYS), "v_proj": (HIDDEN, KEYS),
    "o_proj": (HIDDEN, HIDDEN), "gate_proj": (HIDDEN, INNER), "up_proj": (HIDDEN, INNER),
    "down_proj": (INNER, HIDDEN),
}  # fmt: skip
"""What goes into and comes out of the linear layers of Qwen2.5 1.5B."""


def test_it_has_both_factors_of_every_layer() -> None:
    folder = folder_of(ENTRY)
    assert folder is not None
    weights = load_file(folder / WEIGHTS)
    assert len(weights) == LAYERS * len(SHAPES) * 2
    for name, part in weights.items():
        of_layer, factor = name.split(".")[-3:-1]
        into, out = SHAPES[of_layer]
        assert tuple(part.shape) == ((8, into) if factor == "lora_A" else (out, 8)), name
        assert isfinite(float(part.float().norm())), name
        assert float(part.float().norm()) > 0, name


def test_it_is_small_and_listed() -> None:
    folder = folder_of(ENTRY)
    assert folder is not None
    assert sum(file.stat().st_size for file in folder.iterdir()) < 20 << 20
    assert {CONFIG, WEIGHTS} <= set(checksums.listed(folder))


def test_it_shares_the_download_of_its_base() -> None:
    base = Catalog.load().model("qwen2.5-coder-1.5b-instruct")
    assert ENTRY.weights == base.weights
