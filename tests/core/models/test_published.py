"""Every architecture of the catalogue at its true size, without a byte of weights."""

import importlib
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import torch

from core.models.registry import Catalog

PARTS = tomllib.loads(Path(__file__).with_name("published.toml").read_text())["part"]
NEAR = 0.02
"""How far a count may be from a figure that is only known roughly."""


def built(part: dict[str, Any]) -> torch.nn.Module:
    """A part on the meta device, as the library builds it from its configuration."""
    module, _, name = part["class"].partition(":")
    cls = getattr(importlib.import_module(module), name)
    with torch.device("meta"):
        if hasattr(cls, "config_class") and cls.config_class is not None:
            return cls(cls.config_class(**part["values"]))
        # What the library would assume of a UNet is what Stable Diffusion 1.5 has.
        return cls.from_config(part["values"])


@pytest.mark.parametrize(
    "part", PARTS, ids=lambda p: f"{p['models'][0]}-{p['class'].split(':')[1]}"
)
def test_it_has_as_many_parameters_as_published(part: dict[str, Any]) -> None:
    count = sum(weights.numel() for weights in built(part).parameters())
    count += part.get("twice", 0)
    assert count == part["parameters"]
    assert (part["known"] == "exact") == ("near" not in part)
    assert count == pytest.approx(part.get("near", count), rel=NEAR)


def test_every_published_model_is_in_the_table_and_as_large_as_said() -> None:
    catalog = Catalog.load()
    mib: dict[str, float] = defaultdict(float)
    for part in PARTS:
        for model in part["models"]:
            mib[model] += part["parameters"] * part["bytes"] / 2**20
    entries = {e.id: e for e in catalog.models.values() if e.repository is not None}
    assert set(mib) == set(entries)
    for name, entry in entries.items():
        # Tokenizers and adapters come on top.
        assert 0.97 * mib[name] <= entry.download_mib <= 1.05 * mib[name] + 10, name
