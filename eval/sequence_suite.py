"""The suite of stories along pictures: does each page fit its picture, do the pictures hang
together?"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from PIL import Image

from core.errors import BadInput
from core.models.base import Scorer
from corpora.rows import UnreadableCorpus
from corpora.stories import read_stories
from corpora.told import Told
from db.evaluations import RunItem
from eval.caption_figures import scored
from eval.figures import Statistic
from eval.measures import clip
from eval.suites import BATCH, Item, Models, Note, opened

FIGURES: Final = {
    "fit": "Page fits its picture (cosine × 100, {})",
    "found": "Picture found by its page among the story's (share, {})",
    "chance": "The same by chance (share)",
    "order": "Page fits its picture better than the neighbours' (share, {})",
    "alike": "Pictures of a story alike (mean cosine, {})",
    "near": "Neighbouring pictures alike (mean cosine, {})",
    "told": "Pages of a story alike (mean cosine, {})",
}


class PictureSequences:
    """Stories that are told along pictures: SSID, VIST, or pages of books."""

    name = "sequences"
    label = "Stories along pictures"
    measures = (
        "The preset's scorer says how well each page of a data set's stories (SSID, VIST, pages of "
        "books) fits its picture, whether a page tells its picture from the story's others, and "
        "how alike the pictures of a story are."
    )
    unit = "story"
    roles: tuple[str, ...] = ("scorer",)
    batch = BATCH
    timed = False

    def __init__(self, folder: Path) -> None:
        try:
            found = read_stories(folder)
        except UnreadableCorpus as error:
            raise BadInput(str(error)) from error
        stories = [s for s in found.stories if _whole(s)] if found else []
        if found is None or not stories:
            raise BadInput(
                f"There are no stories with two or more pages and a picture a page in {folder}; "
                "SSID's and VIST's JSON hold such, or a list of {book, image, text}."
            )
        self._stories = stories
        self.facts: Mapping[str, Any] = {
            "folder": str(folder),
            "format": found.layout,
            "stories": len(stories),
            "notes": list(found.notes),
        }

    def items(self, *, n: int, seed: int, note: Note) -> Sequence[Item]:
        """`n` stories, drawn by the seed."""
        chosen = self._stories
        if n < len(chosen):
            chosen = Random(seed).sample(chosen, n)
        return [Item(name=story.title, given=story) for story in chosen]

    def measure(self, batch: Sequence[Item], models: Models) -> list[RunItem]:
        """What the scorer says of each story."""
        return [self._measured(item, models) for item in batch]

    def _measured(self, item: Item, models: Models) -> RunItem:
        models.check()
        story: Told = item.given
        images: list[Image.Image] = []
        for page in story.pages:
            assert page.image is not None
            found = opened(page.image)
            if isinstance(found, str):
                return RunItem(name=item.name, data={}, error=found)
            images.append(found)
        texts = [page.text for page in story.pages]
        with models.use("scorer") as lease:
            scorer: Scorer = lease.backend
            seen, read = scorer.embed_images(images), scorer.embed_texts(texts)
        if not (np.isfinite(seen).all() and np.isfinite(read).all()):
            return RunItem(name=item.name, data={}, error="The scorer's vectors are no numbers.")
        data = {"texts": texts, "pictures": [page.picture for page in story.pages]}
        return RunItem(name=item.name, data=data | along(seen, read))

    @staticmethod
    def statistics(items: Sequence[RunItem], models: Mapping[str, str]) -> Mapping[str, Statistic]:
        """Means over stories."""
        scorer = models.get("scorer", "scorer")
        return scored(items, {key: name.format(scorer) for key, name in FIGURES.items()})


def along(seen: np.ndarray, read: np.ndarray) -> dict[str, float]:
    """Figures of one story: vectors of its pictures and of its pages, both of shape (n, d), n ≥ 2.

    `found` is 1 for a page that fits no other picture of the story better than its own, 0
    otherwise (a tie counts as its share); `order` asks that of the pictures beside it alone.
    """
    pictures, pages = clip.units(seen), clip.units(read)
    fits = pages @ pictures.T
    own = fits.diagonal()
    count = len(own)
    best = np.isclose(fits, fits.max(1, keepdims=True), rtol=0, atol=1e-9)
    beside = [
        float(np.mean([own[i] > fits[i, j] for j in (i - 1, i + 1) if 0 <= j < count]))
        for i in range(count)
    ]
    return {
        "fit": float(100 * np.maximum(own, 0).mean()),
        "found": float((best.diagonal() / best.sum(1)).mean()),
        "chance": 1 / count,
        "order": float(np.mean(beside)),
        "alike": clip.pairwise(pictures),
        "near": float((pictures[:-1] * pictures[1:]).sum(1).mean()),
        "told": clip.pairwise(pages),
    }


def _whole(story: Told) -> bool:
    return len(story.pages) > 1 and all(page.image is not None for page in story.pages)
