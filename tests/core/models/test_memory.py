"""Memory that is short: which plan is taken, and what happens when it runs out for real."""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image

from core.build import Made, ModelRef, QuietContext, Task
from core.builder import Builder
from core.errors import BadInput, ModelUnavailable, OutOfMemory
from core.models import memory
from core.models import pool as pool_module
from core.models.base import Lease
from core.models.device import DevicePlan
from core.models.entry import ModelEntry
from core.models.pool import ModelPool
from core.models.precision import has_int8
from core.models.registry import Catalog
from core.settings import Settings
from core.stages.captioning import Captioning
from tests.core.graph import Memory, World
from tests.core.models.conftest import settings
from tests.core.models.tiny import answer_of

CARD = DevicePlan(device="cuda", dtype="bfloat16", why="")
PLAIN_CPU = DevicePlan(device="cpu", dtype="float32", why="")
OWN = """
[models.free-{role}]
role = "{role}"
family = "{family}"
path = "starter/{folder}"
label = "Free {role}"
licence = "MIT"
memory_mib = {mib}
options = {{prompt_format = "plain", num_inference_steps = 2}}
"""


def entry(family: str = "causal_lm", **fields: Any) -> ModelEntry:
    given = {"id": "m", "role": "writer", "label": "M", "blurb": "", "licence": "MIT"}
    return ModelEntry(family=family, memory_mib=1000, **{**given, **fields})


@pytest.fixture
def half_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """A processor with bf16 instructions and without those for eight bits."""
    monkeypatch.setattr(memory, "cpu_has_bf16", lambda: True)
    monkeypatch.setattr(memory, "on_processor", lambda entry, plan: plan)


def ways(entry: ModelEntry, base: DevicePlan) -> list[tuple[str, str, bool]]:
    return [(p.device, p.precision, p.sparing) for p in memory.plans(entry, base)]


def test_plans_get_smaller(half_cpu: None) -> None:
    assert ways(entry(), CARD) == [
        ("cuda", "bfloat16", False),
        ("cuda", "nf4", False),
        ("cpu", "bfloat16", False),
        ("cpu", "nf4", False),
    ]
    assert ways(entry("diffusion"), CARD) == [
        ("cuda", "bfloat16", False),
        ("cuda", "bfloat16", True),
        ("cpu", "bfloat16", False),
        ("cpu", "bfloat16", True),
    ]
    assert ways(entry(), PLAIN_CPU) == [
        ("cpu", "float32", False),
        ("cpu", "bfloat16", False),
        ("cpu", "nf4", False),
    ]
    for family in ("causal_lm", "diffusion", "blip"):
        needs = [memory.need_mib(entry(family), p) for p in memory.plans(entry(family), PLAIN_CPU)]
        assert needs == sorted(needs, reverse=True)


@pytest.mark.skipif(not has_int8(), reason="torch has no kernels for eight bits here")
def test_eight_bits_come_first_on_a_processor() -> None:
    assert ways(entry(), PLAIN_CPU) == [("cpu", "int8", False), ("cpu", "nf4", False)]
    assert ways(entry("blip"), PLAIN_CPU) == [("cpu", "int8", False)]
    assert ways(entry(dtype="float32"), PLAIN_CPU) == [("cpu", "float32", False)]
    assert memory.need_mib(entry(), memory.plans(entry(), PLAIN_CPU)[0]) == 650


def test_a_fixed_precision_and_an_adapter_are_kept(half_cpu: None) -> None:
    assert ways(entry(dtype="float32"), CARD) == [
        ("cuda", "float32", False),
        ("cpu", "float32", False),
    ]
    assert memory.need_mib(entry(dtype="float32"), PLAIN_CPU) == 1000
    adapted = entry(options={"adapter": "lora"})
    assert all(precision != "nf4" for _, precision, _ in ways(adapted, CARD))
    assert ways(entry("vits"), PLAIN_CPU) == [("cpu", "float32", False)]


@pytest.mark.parametrize(
    ("room", "device", "precision", "said"),
    [
        ({"cuda": 8000, "cpu": 8000}, "cuda", "bfloat16", "needs about 1000 MiB, and 7.8 GiB are"),
        ({"cuda": 500, "cpu": 8000}, "cuda", "nf4", r"would need 1000 MiB, and only 500 MiB are"),
        ({"cuda": 100, "cpu": 8000}, "cpu", "bfloat16", "on the processor in half .*only 100 MiB"),
        ({"cuda": None, "cpu": None}, "cuda", "bfloat16", "needs about 1000 MiB."),
    ],
)
def test_the_best_plan_that_fits(
    half_cpu: None, room: dict[str, float | None], device: str, precision: str, said: str
) -> None:
    import re

    found = memory.fit(entry(), CARD, room.__getitem__)
    assert (found.plan.device, found.plan.precision, found.fits) == (device, precision, True)
    assert re.search(said, found.why), found.why


def test_nothing_fits(half_cpu: None) -> None:
    found = memory.fit(entry(), CARD, lambda device: 50.0)
    assert not found.fits
    assert "needs about 400 MiB of memory and only 50 MiB are free" in found.why


def test_what_counts_as_out_of_memory() -> None:
    with pytest.raises(RuntimeError) as caught:
        torch.empty(2**50)
    assert memory.is_out_of_memory(caught.value)
    assert memory.is_out_of_memory(torch.OutOfMemoryError("CUDA out of memory."))
    assert memory.is_out_of_memory(MemoryError())
    assert not memory.is_out_of_memory(RuntimeError("shape mismatch"))
    assert not memory.is_out_of_memory(ValueError("out of memory"))


@pytest.fixture
def own_pool(
    tiny_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ModelPool]:
    """Lends tiny models whose precision is not fixed, on a processor without bf16 and int8."""
    monkeypatch.setattr(memory, "on_processor", lambda entry, plan: plan)
    text = "".join(
        OWN.format(role=role, family=family, folder=folder, mib=10)
        for role, family, folder in (
            ("writer", "causal_lm", "writer"),
            ("illustrator", "diffusion", "illustrator"),
            ("captioner", "blip", "blip"),
        )
    )
    shutil.copytree(tiny_root, tmp_path / "own")
    (tmp_path / "own/catalog.toml").write_text(text)
    catalog = Catalog.load(tmp_path / "own/catalog.toml", root=tiny_root)
    pool = ModelPool(catalog, settings(tmp_path))
    pool._plan = PLAIN_CPU
    yield pool
    pool.close()


def hungry(lease: Lease, enough: int, seen: list[tuple[str, str]]) -> str:
    """Work that really runs out of memory until its turn number `enough`."""
    seen.append((lease.dtype, lease.note))
    if len(seen) < enough:
        torch.empty(2**50)
    return "done"


def test_running_out_is_answered_with_the_next_smaller_plan(own_pool: ModelPool) -> None:
    with own_pool.use("starter-scorer"):
        pass
    seen: list[tuple[str, str]] = []
    assert own_pool.run("free-illustrator", lambda lease: hungry(lease, 4, seen)) == "done"
    assert [dtype for dtype, _ in seen] == ["float32", "float32", "bfloat16", "bfloat16"]
    assert seen[0][1] == ""
    assert "worked alone and in smaller portions" in seen[1][1]
    assert "ran on the processor in half precision (bfloat16), not on" in seen[2][1]
    assert "in slices" in seen[3][1]
    # What was loaded before was unloaded to make room.
    assert [model.model_id for model in own_pool.loaded()] == ["free-illustrator"]
    with own_pool.use("free-illustrator") as lease:
        image = lease.backend.paint(["a fox"], seeds=[1], on_step=lambda done, total: None)[0]
        assert lease.backend.pipeline.unet.dtype == torch.bfloat16
    assert image.size[0] > 0


def test_when_nothing_smaller_is_left_it_is_said(own_pool: ModelPool) -> None:
    seen: list[tuple[str, str]] = []
    with pytest.raises(ModelUnavailable, match=r"even on the processor in half precision.*slices"):
        own_pool.run("free-illustrator", lambda lease: hungry(lease, 99, seen))
    assert len(seen) == 4
    assert own_pool.loaded() == []
    with pytest.raises(RuntimeError, match="oh"), own_pool.use("free-writer"):
        raise RuntimeError("oh")


def test_four_bits_write(own_pool: ModelPool) -> None:
    """The tiny writer really runs quantised, by bitsandbytes."""
    own_pool._alone.add("free-writer")
    own_pool._first["free-writer"] = 2
    with own_pool.use("free-writer") as lease:
        assert lease.dtype == "nf4"
        kinds = {type(module).__name__ for module in lease.backend.model.modules()}
        assert "Linear4bit" in kinds
        before = lease.backend.tokens_made
        answer_of(lease.backend, "a fox", tokens=5)
        assert lease.backend.tokens_made > before
    assert "4 bits" in lease.note


class Greedy(Captioning):
    """The real captioner's stage, on a device with room for two pictures at a time."""

    def run(self, tasks: Sequence[Task], model: Any, ctx: Any) -> Iterator[Any]:
        sizes.append(len(tasks))
        if len(tasks) > 2:
            torch.empty(2**50)
        results = model.caption([Image.new("RGB", (32, 32))] * len(tasks), check=ctx.check)
        yield [(t, Made(text=r.text)) for t, r in zip(tasks, results, strict=True)]


sizes: list[int] = []


def test_a_batch_that_is_too_large_is_halved(own_pool: ModelPool) -> None:
    world, said = World(), []

    class Loud(QuietContext):
        def note(self, slot: str, message: str, **more: Any) -> None:
            said.append(message)

    world.models = {**world.models, "captioner": ModelRef(id="free-captioner", revision="1")}
    sizes.clear()
    builder = Builder(store=world.store, stages={"captioning": Greedy()}, models=own_pool)
    slots = [f"caption/{i}" for i in range(5)]
    builder.build(world.steps, "s", slots, Loud())
    assert sizes == [5, 3, 2, 1, 2]
    assert isinstance(world.store, Memory)
    artifacts = [world.store.artifacts[world.store.chosen[s].key or ""] for s in slots]
    assert all("Memory was short: Free captioner" in str(a.data["memory"]) for a in artifacts)
    assert any("ran out of memory" in message for message in said)
    json.dumps([dict(a.data) for a in artifacts])


@pytest.mark.parametrize("room", [0, 1])
def test_a_model_of_one_plan_works_in_ever_smaller_portions(own_pool: ModelPool, room: int) -> None:
    """A fixed precision leaves no smaller plan, and yet one picture may fit."""

    class Narrow(Greedy):
        def run(self, tasks: Sequence[Task], model: Any, ctx: Any) -> Iterator[Any]:
            if len(tasks) > room:
                sizes.append(len(tasks))
                torch.empty(2**50)
            yield from super().run(tasks, model, ctx)

    world = World()
    world.models = {**world.models, "captioner": ModelRef(id="starter-captioner", revision="1")}
    sizes.clear()
    builder = Builder(store=world.store, stages={"captioning": Narrow()}, models=own_pool)
    slots = [f"caption/{i}" for i in range(5)]
    if room:
        builder.build(world.steps, "s", slots, QuietContext())
        assert sizes == [5, 3, 2, 1, 1, 1, 2, 1, 1]
        assert isinstance(world.store, Memory)
        artifacts = [world.store.artifacts[world.store.chosen[s].key or ""] for s in slots]
        assert all("in smaller portions" in str(a.data["memory"]) for a in artifacts)
        return
    with pytest.raises(
        ModelUnavailable, match=r"ran out of memory, even on the processor.*smaller"
    ):
        builder.build(world.steps, "s", slots, QuietContext())
    assert sizes == [5, 3, 2, 1]


def test_running_out_while_loading(own_pool: ModelPool, monkeypatch: pytest.MonkeyPatch) -> None:
    real, tried = pool_module.load, []

    def load(catalog: Catalog, model_id: str, plan: DevicePlan) -> Any:
        tried.append(plan.precision)
        if plan.dtype == "float32":
            torch.empty(2**50)
        return real(catalog, model_id, plan)

    monkeypatch.setattr(pool_module, "load", load)
    with own_pool.use("free-captioner") as lease:
        assert lease.dtype == "bfloat16"
        assert "Memory was short" in lease.note
    assert tried == ["float32", "float32", "bfloat16"]


def test_what_is_at_work_is_not_dropped(own_pool: ModelPool) -> None:
    with own_pool.use("free-captioner"), pytest.raises(BadInput, match="is at work"):
        own_pool.drop("free-captioner")
    own_pool.drop("free-captioner")
    assert not own_pool.holds("free-captioner")


def test_the_budget_is_set_or_a_share_of_what_is_free(
    own_pool: ModelPool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert own_pool._budget("cpu") == 4096
    own_pool.settings = Settings.from_environment({"STUDIO_DATA_DIR": str(tmp_path)})
    monkeypatch.setattr(memory, "free_memory_mib", lambda device: 10_000.0)
    assert own_pool._budget("cpu") == pytest.approx(6000)
    for wrong in ("lots", "-1", "0"):
        with pytest.raises(BadInput, match="STUDIO_MEMORY_MIB"):
            Settings.from_environment({"STUDIO_MEMORY_MIB": wrong})


def test_out_of_memory_does_not_hold_on_to_the_work(own_pool: ModelPool) -> None:
    with pytest.raises(OutOfMemory), own_pool.use("free-captioner"):
        torch.empty(2**50)
    assert own_pool.loaded() == []
