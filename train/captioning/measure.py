"""How good captions are while training: BLEU-1 to -4 and CIDEr-D by the studio's own metrics."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import evaluate
import torch
from torch.nn import functional as F

from core.models.caption_search import Said, Search, beam_search
from core.settings import ROOT
from train import loop
from train.captioning.data import Captioned, padded
from train.captioning.features import Features
from train.captioning.words import Words

BATCH = 50


@cache
def metric(name: str) -> Any:
    """One of the modules in `eval/metrics`, by the library's door."""
    return evaluate.load(str(ROOT / "eval" / "metrics" / name))


@dataclass(frozen=True, kw_only=True)
class Validation:
    """Pictures to measure on, and where their features stand."""

    pictures: Sequence[Captioned]
    places: Sequence[int]

    @property
    def references(self) -> list[list[str]]:
        return [list(picture.captions) for picture in self.pictures]


def say(
    decoder: Any, features: Features, places: Sequence[int], search: Search
) -> list[list[Said]]:
    """What is found for each picture, best first."""
    device = next(decoder.parameters()).device
    decoder.eval()
    found: list[list[Said]] = []
    for start in range(0, len(places), BATCH):
        seen = features(places[start : start + BATCH]).to(device)
        with loop.half_precision():
            found += beam_search(decoder, seen, search)
    decoder.train()
    return found


def figures_of(texts: Sequence[str], references: Sequence[Sequence[str]]) -> dict[str, float]:
    """BLEU-1 to -4 (0 to 1) and CIDEr-D (0 to 10), to COCO's conventions."""
    given = {"predictions": list(texts), "references": [list(r) for r in references]}
    bleu, cider = metric("bleu").compute(**given), metric("cider").compute(**given)
    found = {f"bleu{k}": round(float(bleu[f"bleu_{k}"]), 4) for k in range(1, 5)}
    return found | {"cider": round(float(cider["cider"]), 4)}


def measured(
    decoder: Any, features: Features, held: Validation, words: Words, search: Search, *, beams: int
) -> tuple[dict[str, float], list[str]]:
    """Figures of one validation set, its loss among them, and the captions."""
    found = say(decoder, features, held.places, replace(search, beams=beams))
    texts = [words.decode(said[0].ids) for said in found]
    loss = loss_of(decoder, features, held, words, longest=search.longest)
    return figures_of(texts, held.references) | {"loss": round(loss, 4)}, texts


@torch.no_grad()
def loss_of(
    decoder: Any, features: Features, held: Validation, words: Words, *, longest: int
) -> float:
    """Mean cross entropy of a word of the references (nat)."""
    device = next(decoder.parameters()).device
    decoder.eval()
    total = count = 0.0
    for start in range(0, len(held.places), BATCH):
        rows = slice(start, start + BATCH)
        texts = [
            [words.encode(text)[:longest] for text in itertools.islice(p.captions, 5)]
            for p in held.pictures[rows]
        ]
        most = max(map(len, texts))
        texts = [[*own, *[[]] * (most - len(own))] for own in texts]
        ids, labels = padded(texts, words)
        labels[:, :, 0].masked_fill_(labels[:, :, 0] == words.end, -100)
        labels = labels.to(device)
        kept = labels >= 0
        seen = features(held.places[rows]).to(device)
        with loop.half_precision():
            logits = decoder(decoder.see(seen), ids.to(device), kept)
        total += float(F.cross_entropy(logits.float(), labels[kept], reduction="sum"))
        count += float(kept.sum())
    decoder.train()
    return total / max(count, 1)
