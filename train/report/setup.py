"""What the parts of the report share: options, held-out scenes, their pictures and captions."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from PIL import Image
from tqdm import tqdm

from train.evaluate_vision import Photo, photographs
from train.readers import Captioner, Scorer
from train.report.bars import Report
from train.world.dataset import scenes
from train.world.draw import draw
from train.world.scene import Scene, attributes

PIXELS: Final = 256


@dataclass(frozen=True)
class Setup:
    """The options, and what is drawn, loaded and captioned once for all parts."""

    starter: Path
    judge: Path
    judge_minutes: float
    world: Path
    photos: Path
    kept: Path
    """Where what took long is kept for the next run."""
    n: int
    pictures: int
    stories: int
    training_pictures: int
    training_stories: int
    writer_seed: int
    moods: tuple[str, ...]
    seed: int
    threads: int

    @cached_property
    def scenes(self) -> list[Scene]:
        """Held-out scenes, drawn freshly from the seed."""
        return scenes("test", n=self.n, seed=self.seed)

    @cached_property
    def truths(self) -> list[dict[str, str]]:
        return [attributes(scene) for scene in self.scenes]

    @cached_property
    def drawn(self) -> list[Image.Image]:
        return [draw(scene, PIXELS) for scene in progress(self.scenes, "drawing scenes")]

    @cached_property
    def photographs(self) -> list[Photo]:
        return photographs(self.photos, self.n, random.Random(self.seed))

    @cached_property
    def captioner(self) -> Captioner | None:
        return Captioner(folder) if (folder := self.model("captioner")) else None

    @cached_property
    def scorer(self) -> Scorer | None:
        return Scorer(folder) if (folder := self.model("scorer")) else None

    @cached_property
    def captions(self) -> tuple[list[str], list[float]]:
        """What the captioner says of the drawn scenes, and how sure it is."""
        assert self.captioner is not None
        return self.captioner(self.drawn)

    def hear(self, pictures: Sequence[Scene]) -> list[str]:
        """What the captioner says of some scenes."""
        assert self.captioner is not None
        return self.captioner([draw(scene, PIXELS) for scene in pictures])[0]

    def model(self, name: str) -> Path | None:
        """A model's folder, if there are weights in it."""
        folder = self.starter / name
        return folder if any(folder.rglob("*.safetensors")) else None

    def absent(self, name: str, report: Report) -> bool:
        """Whether a model is missing, which is said."""
        if self.model(name) is None:
            report.remark(f"No {name} in {self.starter / name}: its bars are not measured.")
            return True
        return False


def progress(items: Any, what: str) -> Iterator[Any]:
    """Items with a bar that says how long it still takes."""
    return iter(tqdm(items, desc=what, mininterval=2.0))
