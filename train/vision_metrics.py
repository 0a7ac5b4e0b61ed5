"""Figures for models that look: retrieval, ordering, attributes in captions, BLEU, AUC."""

import re
from collections.abc import Mapping, Sequence

import torch
from sacrebleu.metrics import BLEU
from torch import Tensor

from train.common import ATTRIBUTES
from train.world.vocabulary import CHARACTERS, COLOURS

_WORDS: dict[str, dict[str, str]] = {
    "action": {
        "standing|waiting": "standing",
        "walking|strolling": "walking",
        "jumping|leaping": "jumping",
    },
    "place": {
        "forest|woods|trees": "forest",
        "meadow|field": "meadow",
        "beach|sea|seaside": "beach",
        "village": "village",
        "mountains": "mountains",
        "castle": "castle",
    },
    "time": {
        "morning|sunrise": "morning",
        "day|noon|daytime": "day",
        "evening|sunset|dusk": "evening",
        "night|moon": "night",
    },
    "weather": {"rain|rains|rainy": "rain", "snow|snows": "snow"},
    "prop": {name: name for name in ("balloon", "lantern", "umbrella")},
}


def attributes_in(caption: str) -> dict[str, str | None]:
    """The attributes a caption names (style apart); None where it names none of the values.

    Weather and prop are read as clear and none where nothing else is said.
    """
    text = caption.lower()
    hero = next((name for name in re.findall(r"[a-z]+", text) if name in CHARACTERS), None)
    coat = re.search(rf"({'|'.join(COLOURS)}) coat", text)
    found: dict[str, str | None] = {"character": hero, "colour": coat[1] if coat else None}
    for name, patterns in _WORDS.items():
        rest = {"weather": "clear", "prop": "none"}.get(name)
        found[name] = next(
            (value for words, value in patterns.items() if re.search(rf"\b({words})\b", text)),
            rest,
        )
    return found


def attribute_shares(
    captions: Sequence[str], truths: Sequence[Mapping[str, str]]
) -> dict[str, float]:
    """How many captions name each attribute rightly; `all` counts the wholly right ones."""
    names = [name for name in ATTRIBUTES if name != "style"]
    hits = torch.tensor(
        [
            [attributes_in(caption)[name] == truth[name] for name in names]
            for caption, truth in zip(captions, truths, strict=True)
        ]
    ).float()
    shares = dict(zip(names, hits.mean(0).tolist(), strict=True))
    return shares | {"all": hits.prod(1).mean().item()}


def bleu4(captions: Sequence[str], references: Sequence[Sequence[str]]) -> float:
    """Corpus BLEU-4 from 0 to 1 against several references each."""
    streams = [list(stream) for stream in zip(*references, strict=True)]
    return BLEU(lowercase=True).corpus_score(list(captions), streams).score / 100


def recall_at_1(images: Tensor, texts: Tensor, among: int) -> float:
    """How often a picture finds its own caption first among `among` captions."""
    hits = [
        (part @ said.T).argmax(1) == torch.arange(len(part))
        for part, said in zip(images.split(among), texts.split(among), strict=True)
    ]
    return torch.cat(hits).float().mean().item()


def ordering(images: Tensor, *captions: Tensor) -> float:
    """How often the captions' scores fall strictly in the order given."""
    scores = torch.stack([(images * texts).sum(-1) for texts in captions])
    return (scores[:-1] > scores[1:]).all(0).float().mean().item()


def area_under_curve(higher: Sequence[float], lower: Sequence[float]) -> float:
    """The chance that one of `higher` exceeds one of `lower`; ties count half."""
    above, below = torch.tensor(higher)[:, None], torch.tensor(lower)[None]
    return ((above > below).float() + 0.5 * (above == below).float()).mean().item()
