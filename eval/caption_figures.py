"""Figures of captions over the items of a run: against references, and by a scorer."""

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import numpy as np

from db.evaluations import RunItem
from eval.custom import KEY
from eval.figures import Statistic, mean_of
from eval.measures import coco
from eval.measures.objects import invented_share, named
from picturebook.reading import read


def _bleu(sums: np.ndarray, *, order: int) -> np.ndarray:
    return coco.bleu_of(sums)[:, [order]]


def caption_statistics(items: Sequence[RunItem]) -> dict[str, Statistic]:
    """BLEU of the corpus, means of ROUGE-L and CIDEr-D (COCO's conventions; CIDEr-D 0 to 10).

    How rare words are for CIDEr-D comes from the references of these very items.
    """
    usable = [item for item in items if item.error is None]
    if not usable:
        return {}
    names = tuple(item.name for item in usable)
    left_out = len(items) - len(usable)
    candidates, references = coco.tokenised(
        [item.data["caption"] for item in usable], [item.data["references"] for item in usable]
    )
    counts = coco.bleu_counts(candidates, references)
    found = {
        f"BLEU-{k + 1}": Statistic(
            names=names,
            rows=counts,
            of=partial(_bleu, order=k),
            left_out=left_out,
            without="" if coco.hits(counts)[k] else f"no {k + 1}-gram matched",
        )
        for k in range(coco.ORDERS)
    }
    for name, metric, most in (("ROUGE-L", coco.rouge_l, 1.0), ("CIDEr-D", coco.cider_d, 10.0)):
        values = metric(candidates, references).items
        found[name] = Statistic(
            names=names, rows=values[:, None], left_out=left_out, between=(0.0, most)
        )
    return found


YES_OR_NO: Final = frozenset({"on_target", "mood_agrees", "subject", "act", "place"})
"""Keys of what an item has or has not; their means are shares of items."""


def scored(items: Sequence[RunItem], names: Mapping[str, str]) -> dict[str, Statistic]:
    """Means of numbers that the items' data hold; `names` maps their keys to the figures'.

    What is called a share lies between 0 and 1.
    """
    return {
        name: mean_of(
            {item.name: item.data.get(key) for item in items},
            share=key in YES_OR_NO,
            between=(0.0, 1.0) if "(share" in name else (-math.inf, math.inf),
        )
        for key, name in names.items()
    }


def invented(caption: str, references: Sequence[str]) -> dict[str, list[str]]:
    """What items keep for `object_statistics`."""
    found = named(caption, references)
    return {"objects": list(found.objects), "invented": list(found.invented)}


def object_statistics(items: Sequence[RunItem]) -> dict[str, Statistic]:
    """After CHAIR (`eval.measures.objects`): shares of what is named, and of captions; nothing of
    items that were measured before there was such a figure."""
    usable = [item for item in items if "invented" in item.data]
    if not usable:
        return {}
    names, left_out = tuple(item.name for item in usable), len(items) - len(usable)
    counts = [[len(item.data["invented"]), len(item.data["objects"])] for item in usable]
    found = {
        "Captions with an invented object (share, after CHAIRs)": Statistic(
            names=names,
            rows=np.array([[float(wrong > 0)] for wrong, _ in counts]),
            left_out=left_out,
            share=True,
        )
    }
    if sum(all_named for _, all_named in counts):
        found["Objects invented (share of those named, after CHAIRi)"] = Statistic(
            names=names, rows=np.array(counts, dtype=float), of=invented_share, left_out=left_out
        )
    return found


CHANCE: Final = {
    "clip_score_chance": "CLIPScore of others' captions, chance",
    "ref_clip_score_chance": "RefCLIPScore of others' captions, chance",
    "clip_percent_chance": "100·cos of others' captions, chance",
    "clip_better": "Own caption fits better than others' (share; chance 0.5)",
    "ref_clip_better": "Own caption fits better than others' by RefCLIPScore (share; chance 0.5)",
}
"""What scores are worth: the same pictures with the captions of others of their batch."""


def clip_names(scorer: str) -> dict[str, str]:
    """Keys and names of what a scorer says of captions; `scorer` is "id@revision"."""
    return {
        "clip_score": f"CLIPScore ({scorer})",
        "ref_clip_score": f"RefCLIPScore ({scorer})",
        "clip_percent": f"100·cos ({scorer})",
        **{key: f"{name} ({scorer})" for key, name in CHANCE.items()},
    }


def own_statistics(items: Sequence[RunItem]) -> dict[str, Statistic]:
    """Means of what metrics of one's own found (`eval.custom`)."""
    keys = dict.fromkeys(key for item in items for key in item.data if key.startswith(KEY))
    return scored(items, {key: f"{key.removeprefix(KEY)} (own)" for key in keys})


SEEN: Final = {
    "subject": "Subject named (share)",
    "act": "Act right (share)",
    "place": "Place right (share)",
}
"""What a caption should say of a drawn scene, and what the figures are called."""


def seen_in(caption: str, attributes: Mapping[str, str]) -> dict[str, float]:
    """Of a drawn scene's subject, act and place: 1 for what a caption says, 0 for what it does not.

    The caption is read as the picture book reads it, so any word for the same thing counts.
    """
    scene = read(caption).scene
    kinds = {thing.kind for thing in scene.things}
    kinds |= {kind for figure in scene.figures for kind in (figure.look.role, figure.look.kind)}
    said = {
        "subject": kinds,
        "act": {figure.act for figure in scene.figures},
        "place": {scene.place},
    }
    return {name: float(attributes[name] in said[name]) for name in SEEN if name in attributes}
