"""Checkpoints that cannot be used, put in through a user's own catalogue: one sentence each."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import LlamaForCausalLM

from core.errors import DamagedWeights
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.precision import has_int8
from core.models.registry import Catalog

OWN = """
[models.mine]
role = "{role}"
family = "{family}"
path = "model"
label = "Mine"
licence = "MIT"
options = {{prompt_format = "plain"}}
"""
ROLES = {"writer": "causal_lm", "captioner": "blip", "scorer": "clip", "illustrator": "diffusion"}


def own(root: Path, folder: Path, role: str) -> Catalog:
    """A user's catalogue beside a copy of a tiny model that may be damaged."""
    tiny = {"scorer": "clip", "captioner": "blip"}.get(role, role)
    shutil.copytree(root / "starter" / tiny, folder / "model")
    if role == "writer":
        model = LlamaForCausalLM.from_pretrained(folder / "model")
        (folder / "model/model.safetensors").unlink()
        model.save_pretrained(folder / "model", max_shard_size="10KB")
    file = folder / "own.toml"
    file.write_text(OWN.format(role=role, family=ROLES[role]))
    return Catalog.load(file)


def change(file: Path, **values: object) -> None:
    file.write_text(json.dumps({**json.loads(file.read_text()), **values}))


def code(folder: Path) -> None:
    """A model that brings a program of its own, which would leave a trace."""
    target = {"AutoConfig": "own.OwnConfig", "AutoModelForCausalLM": "own.OwnForCausalLM"}
    architectures = ["OwnForCausalLM"]
    change(folder / "config.json", auto_map=target, model_type="own", architectures=architectures)
    (folder / "own.py").write_text(f"open({str(folder / 'ran')!r}, 'w')")


def tokenizer(folder: Path) -> None:
    for file in folder.glob("tokenizer*"):
        file.unlink()


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "shard": (
        lambda f: sorted(f.glob("model-0*"))[1].unlink(),
        r"model-00002-of-\d+.safetensors, named in model.safetensors.index.json, is not there",
    ),
    "index": (
        lambda f: (f / "model.safetensors.index.json").write_text("[]"),
        "index.json does not list files of weights",
    ),
    "tokenizer": (tokenizer, "it has no tokenizer"),
    "words": (lambda f: (f / "tokenizer.json").write_text("{}"), "tokenizer.json cannot be read"),
    "configuration": (lambda f: (f / "config.json").unlink(), "its config.json is missing"),
    "list": (lambda f: (f / "config.json").write_text("[]"), "config.json is no JSON of a model"),
    "code": (code, "a program that comes with its files .* never run"),
}


@pytest.mark.parametrize("dtype", ["float32", "int8"])
@pytest.mark.parametrize("what", DAMAGE)
def test_a_writer_that_is_not_whole(
    tiny_root: Path, tmp_path: Path, what: str, dtype: str, capfd: pytest.CaptureFixture[str]
) -> None:
    catalog = own(tiny_root, tmp_path, "writer")
    damage, why = DAMAGE[what]
    damage(tmp_path / "model")
    with pytest.raises(DamagedWeights, match=f"Mine cannot be loaded .*{why}.*put its files into"):
        load(catalog, "mine", DevicePlan(device="cpu", dtype=dtype, why="A test."))
    assert not (tmp_path / "model/ran").exists()
    assert "[y/N]" not in capfd.readouterr().out


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("dtype", ["float32", "int8"])
def test_weights_that_are_no_numbers(
    tiny_root: Path, tmp_path: Path, role: str, dtype: str
) -> None:
    if dtype == "int8" and not (role in ("writer", "captioner") and has_int8()):
        pytest.skip("does not run in eight bits here")
    catalog = own(tiny_root, tmp_path, role)
    file = sorted((tmp_path / "model").rglob("*.safetensors"))[0]
    weights = load_file(file)
    name = sorted(n for n, w in weights.items() if w.is_floating_point())[0]
    weights[name].view(-1)[0] = torch.inf
    save_file(weights, file, metadata={"format": "pt"})
    with pytest.raises(DamagedWeights, match=r"not all weights are numbers, e\.g\. in "):
        load(catalog, "mine", DevicePlan(device="cpu", dtype=dtype, why="A test."))
