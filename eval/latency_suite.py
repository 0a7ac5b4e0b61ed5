"""Suite of latency: every stage that has a model, run on the same small inputs again and again.

The clock runs around a stage as builds run it; loading is counted apart, and the first run after
loading is cold. Stages end when their text, picture or sound is there on the processor, so the
device has finished when the clock stops.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from core.build import Artifact, QuietContext, Task
from core.measured import measured
from core.models.storyteller import Storyteller
from core.stages.table import STAGES
from db.evaluations import RunItem
from eval.figures import Statistic, mean_of
from eval.scenes import ReferenceScene, held_out
from eval.suites import Item, Models, Note

TIMED: Final = {
    "captioning": "Caption of a picture",
    "writing": "Story of three pictures",
    "illustrating": "Picture",
    "narrating": "Narration of a page",
    "scoring": "Score of a picture",
}
"""Stages with a model, and what one run of each makes."""
_TELLS: Final = 3
"""Pictures of a story."""


class Latency:
    """Seconds a stage, cold and warm apart."""

    name = "latency"
    label = "Latency"
    measures = (
        "Every stage of the preset is run n times on scenes that the picture book draws; seconds "
        "are those of this device, the first run of each stage apart from the others."
    )
    unit = "run"
    roles: tuple[str, ...] = ("captioner", "writer", "illustrator", "narrator", "scorer")
    batch = 1
    timed = True

    def __init__(self, work: Path) -> None:
        self._work = work
        self.facts: Mapping[str, Any] = {"data": "picture book, held-out scenes"}

    def items(self, *, n: int, seed: int, note: Note) -> Sequence[Item]:
        """`n` runs of each stage, stage by stage."""
        count = n + _TELLS - 1
        scenes = held_out(self._work / f"scenes-{seed}-{count}", n=count, seed=seed, note=note)
        return [
            Item(name=f"{stage}/{i}", given=(stage, seed, scenes[i : i + _TELLS]))
            for stage in TIMED
            for i in range(n)
        ]

    def measure(self, batch: Sequence[Item], models: Models) -> list[RunItem]:
        """The seconds of each run."""
        found = []
        for item in batch:
            name, seed, scenes = item.given
            pictures = {_sha256(scene.image): scene.image.read_bytes() for scene in scenes}
            stage = STAGES[name]
            assert stage.role is not None
            tasks = _tasks(name, seed, scenes, list(pictures))
            with models.use(stage.role) as lease:
                context = QuietContext(pictures.__getitem__, models.check)
                work = stage.run(tasks, lease.backend, context)
                pieces = list(measured(work, lease.meter))
            units = [made.units for done in pieces for _, made in done.group]
            peaks = [done.peak_mib for done in pieces if done.peak_mib is not None]
            first = item.name.endswith("/0")
            data = {
                "stage": name,
                "run_s": round(sum(done.seconds for done in pieces), 4),
                "load_s": round(lease.load_s, 4),
                "cold": first or lease.load_s > 0,
                "units": None if None in units else sum(filter(None, units)),
                "peak_mib": max(peaks, default=None),
            }
            found.append(RunItem(name=item.name, data=data))
        return found

    @staticmethod
    def statistics(items: Sequence[RunItem], models: Mapping[str, str]) -> Mapping[str, Statistic]:
        """Warm p50 and p95, the cold run, and loading where it was needed, in seconds."""
        found: dict[str, Statistic] = {}
        for stage, label in TIMED.items():
            mine = [item for item in items if item.data.get("stage") == stage]
            warm = {i.name: i.data["run_s"] for i in mine if not i.data["cold"]}
            cold = {i.name: i.data["run_s"] for i in mine if i.data["cold"]}
            loads = {i.name: i.data["load_s"] for i in mine if i.data["load_s"]}
            found |= {
                f"{label}, warm p50 (s)": mean_of(warm, quantile=0.5),
                f"{label}, warm p95 (s)": mean_of(warm, quantile=0.95),
                f"{label}, cold (s)": mean_of(cold),
                f"{label}, loading (s)": mean_of(loads),
            }
        return found


def _tasks(
    stage: str, seed: int, scenes: Sequence[ReferenceScene], media: Sequence[str]
) -> list[Task]:
    """What a run of a stage makes: one piece, or a story page by page."""
    captions = [scene.captions[0] for scene in scenes]
    text = f"Once upon a time there was {captions[0]}. And then the moon came up over the hill."
    inputs: dict[str, Artifact] = {}
    params: dict[str, Any] = {}
    sources: tuple[str, ...] = ()
    if stage == "captioning":
        sources = (media[0],)
    elif stage == "writing":
        return _pages(seed, captions)
    elif stage == "illustrating":
        inputs = {"prompt/0": _made("prompting", f"{captions[0]}, cut paper")}
    elif stage == "narrating":
        inputs = {"segment/0": _made("segmenting", text)}
        params = {"language": "en", "voice": None, "speed": 1.0}
    elif stage == "scoring":
        picture = Artifact(key="", stage="illustrating", maker="model", media=media[0])
        inputs = {"prompt/0": _made("prompting", captions[0]), "illustration/0": picture}
    slot = f"{stage}/0"
    return [Task(slot=slot, params=params, seed=seed, inputs=inputs, sources=sources)]


def _pages(seed: int, captions: Sequence[str]) -> list[Task]:
    """The pages of a story by a plot of the library."""
    inputs = {f"caption/{i}": _made("captioning", c) for i, c in enumerate(captions)}
    params = {"mood": "comedy", "hero": None, "words": [200, 250], "segments": len(captions)}
    asked = Task(slot="outline", params=params, seed=seed, inputs=inputs)
    ((_, made),) = next(iter(STAGES["outlining"].run([asked], Storyteller(), QuietContext())))
    outline = Artifact(key="", stage="outlining", maker="model", text=made.text, data=made.data)
    return [
        Task(
            slot=f"segment/{i}",
            params={**params, "index": i},
            seed=seed + i,
            inputs={**inputs, "outline": outline},
        )
        for i in range(len(captions))
    ]


def _made(stage: str, text: str) -> Artifact:
    return Artifact(key="", stage=stage, maker="model", text=text)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
