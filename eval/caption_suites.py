"""Suites of captions: held-out scenes of the picture book, and any folder of pictures with
captions."""

import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from core.measured import measured
from core.models.base import Scorer
from db.evaluations import RunItem
from eval.caption_figures import (
    CHANCE,
    SEEN,
    caption_statistics,
    clip_names,
    invented,
    object_statistics,
    own_statistics,
    scored,
    seen_in,
)
from eval.custom import OwnMetric, facts_of
from eval.custom import measured as of_own
from eval.figures import Statistic
from eval.measures import clip
from eval.measures.pairs import scores, shuffled
from eval.readers import CaptionedPicture, read_folder
from eval.scenes import ReferenceScene, held_out
from eval.suites import BATCH, Item, Models, Note, opened


class WorldScenes:
    """Captions of scenes whose combinations of who, act and place no model was trained on."""

    name = "world"
    label = "Drawn scenes"
    measures = (
        "The captioner describes scenes that the picture book draws and no model was trained on; "
        "its words are compared with the captions that the scenes were drawn from."
    )
    unit = "scene"
    roles: tuple[str, ...] = ("captioner",)
    batch = BATCH
    timed = False

    def __init__(self, work: Path, *, own: Sequence[OwnMetric] = ()) -> None:
        self._work = work
        self._own = own
        self.facts: Mapping[str, Any] = {"data": "picture book, held-out scenes", **facts_of(own)}

    def items(self, *, n: int, seed: int, note: Note) -> Sequence[Item]:
        """The scenes, drawn where they were not drawn before."""
        scenes = held_out(self._work / f"scenes-{seed}-{n}", n=n, seed=seed, note=note)
        return [Item(name=f"{seed}-{i:05d}", given=scene) for i, scene in enumerate(scenes)]

    def measure(self, batch: Sequence[Item], models: Models) -> list[RunItem]:
        """Captions, and whether they say who is seen, doing what, where."""
        return _measured(batch, models, _scene_data, root=self._work, own=self._own)

    @staticmethod
    def statistics(items: Sequence[RunItem], models: Mapping[str, str]) -> Mapping[str, Statistic]:
        """Against the references, and the figures that were named."""
        found = caption_statistics(items) | object_statistics(items) | own_statistics(items)
        if any("subject" in item.data for item in items):
            found |= scored(items, SEEN)
        return found


class PictureFolder:
    """Captions of a folder of pictures that has captions of its own."""

    name = "folder"
    label = "A folder of pictures with captions"
    measures = (
        "The captioner describes pictures of your own; its words are compared with the captions "
        "that the folder has, and, by the preset's scorer, with the pictures themselves."
    )
    unit = "picture"
    roles: tuple[str, ...] = ("captioner", "scorer")
    batch = BATCH
    timed = False

    def __init__(
        self, folder: Path, *, split: str | None = None, own: Sequence[OwnMetric] = ()
    ) -> None:
        self._own = own
        self._found = read_folder(folder, split=split)
        self.facts: Mapping[str, Any] = {
            "folder": str(self._found.folder),
            "file": self._found.file.name,
            "format": self._found.format,
            "split": split,
            "pictures": len(self._found.pictures),
            "data": _fingerprint(self._found.pictures),
            "notes": list(self._found.notes),
            **facts_of(own),
        }

    def items(self, *, n: int, seed: int, note: Note) -> Sequence[Item]:
        """`n` pictures of the folder, drawn by the seed."""
        return [Item(name=entry.name, given=entry) for entry in self._found.some(n, seed)]

    def measure(self, batch: Sequence[Item], models: Models) -> list[RunItem]:
        """Captions, and what the scorer says of them."""
        return _measured(
            batch, models, _no_data, root=self._found.folder, own=self._own, score=True
        )

    @staticmethod
    def statistics(items: Sequence[RunItem], models: Mapping[str, str]) -> Mapping[str, Statistic]:
        """Against the references, and by the scorer."""
        scorer = models.get("scorer", "scorer")
        return (
            caption_statistics(items)
            | object_statistics(items)
            | scored(items, clip_names(scorer))
            | own_statistics(items)
        )


Captioned = CaptionedPicture | ReferenceScene


def _scene_data(caption: str, scene: Captioned) -> dict[str, Any]:
    assert isinstance(scene, ReferenceScene)
    return dict(seen_in(caption, scene.attributes))


def _no_data(caption: str, picture: Captioned) -> dict[str, Any]:
    return {}


def _measured(
    batch: Sequence[Item],
    models: Models,
    more: Callable[[str, Captioned], dict[str, Any]],
    *,
    root: Path,
    own: Sequence[OwnMetric],
    score: bool = False,
) -> list[RunItem]:
    """One result an item; a picture that cannot be opened has an error, and the others go on."""
    pictures = [opened(item.given.image) for item in batch]
    images = [picture for picture in pictures if isinstance(picture, Image.Image)]
    readable = [
        item for item, picture in zip(batch, pictures, strict=True) if not isinstance(picture, str)
    ]
    data: dict[str, dict[str, Any]] = {}
    if images:
        with models.use("captioner") as lease:
            work = (lease.backend.caption(some, check=models.check) for some in (images,))
            (done,) = measured(work, lease.meter)
        each = {
            "run_s": round(done.seconds / len(images), 4),
            "load_s": round(lease.load_s / len(images), 4),
            "units": 1,
            "batch": len(images),
            "peak_mib": done.peak_mib,
        }
        for item, result in zip(readable, done.group, strict=True):
            data[item.name] = {
                "caption": result.text.strip(),
                "confidence": _finite(result.confidence),
                "image": _relative(item.given.image, root),
                "references": list(item.given.captions),
                **invented(result.text, item.given.captions),
                **of_own(
                    own,
                    item.name,
                    caption=result.text.strip(),
                    references=list(item.given.captions),
                ),
                **each,
                **more(result.text, item.given),
            }
        if score:
            _score(models, images, [data[item.name] for item in readable])
    return [
        RunItem(name=item.name, data={}, error=picture)
        if isinstance(picture, str)
        else RunItem(name=item.name, data=data[item.name])
        for item, picture in zip(batch, pictures, strict=True)
    ]


def _score(models: Models, images: list[Image.Image], rows: list[dict[str, Any]]) -> None:
    """Add what the scorer says of each picture and its caption; None where it says NaN."""
    with models.use("scorer") as lease:
        scorer: Scorer = lease.backend
        seen = scorer.embed_images(images)
        plain = scorer.embed_texts([row["caption"] for row in rows])
        said = clip.caption_vectors(scorer, [row["caption"] for row in rows])
        told = [clip.caption_vectors(scorer, row["references"]) for row in rows]
    beside = _beside(seen, plain, said, told)
    for i, row in enumerate(rows):
        row |= {key: _finite(values[i]) for key, values in beside.items()}
        row["clip_score"] = row["ref_clip_score"] = row["clip_percent"] = None
        if all(np.isfinite(vectors).all() for vectors in (seen[i], plain[i], said[i], told[i])):
            image, caption = seen[i : i + 1], said[i : i + 1]
            row["clip_score"] = _finite(clip.clip_score(image, caption)[0])
            row["ref_clip_score"] = _finite(clip.ref_clip_score(image, caption, [told[i]])[0])
            row["clip_percent"] = _finite(clip.percent_cosine(image, plain[i : i + 1])[0])


def _beside(
    seen: np.ndarray, plain: np.ndarray, said: np.ndarray, told: Sequence[np.ndarray]
) -> dict[str, np.ndarray]:
    """What pictures score with the captions of the others of a batch, and how often less than with
    their own; the vectors are those of pictures, captions without and with CLIPScore's prefix, and
    of each picture's references."""
    if not all(np.isfinite(vectors).all() for vectors in (seen, plain, said, *told)):
        nothing = np.full(len(seen), np.nan)
        return dict.fromkeys(CHANCE, nothing)
    with_prefix, without = shuffled(scores(seen, said)), shuffled(scores(seen, plain))
    by_references = shuffled(clip.ref_clip_scores(seen, said, told))
    return {
        "clip_score_chance": clip.WEIGHT * with_prefix[0] / 100,
        "ref_clip_score_chance": by_references[0],
        "clip_percent_chance": without[0],
        "clip_better": without[1],
        "ref_clip_better": by_references[1],
    }


def _relative(image: Path, root: Path) -> str:
    """Where the picture is, seen from the folder of the suite."""
    found = image.resolve()
    inside = found.is_relative_to(root.resolve())
    return str(found.relative_to(root.resolve()).as_posix()) if inside else image.name


def _finite(value: float | np.floating[Any]) -> float | None:
    """None for NaN, which is left out of the figures and counted there."""
    number = float(value)
    return round(number, 6) if math.isfinite(number) else None


def _fingerprint(pictures: Sequence[CaptionedPicture]) -> str:
    """Names the pictures and captions of a folder, so that only runs of the same are paired."""
    text = json.dumps([[picture.name, picture.captions] for picture in pictures])
    return hashlib.sha256(text.encode()).hexdigest()[:12]
