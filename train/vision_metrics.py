"""Figures for models that look: retrieval, ordering, attributes in captions, BLEU, AUC."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import torch
from sacrebleu.metrics import BLEU
from torch import Tensor

from train.world.scene import NOBODY, VOCABULARY
from train.world.vocabulary import (
    ACTIONS,
    BETWEEN,
    CHARACTERS,
    COLOURS,
    HAPPENING,
    PROPS,
    THROUGH,
    named,
)

SAID: Final = ("character", "colour", "action", "place", "time", "weather", "prop")
"""What a caption can name."""
_SKY: Final = {"storm": "in a storm", "snow": "in the snow", "rain": "in the rain",
               "fog": "in the fog", "wind": "in the wind"}  # fmt: skip


def _phrases(name: str) -> list[tuple[str, str]]:
    """Every phrase of an attribute and its value, the longest first."""
    table: Mapping[str, Sequence[str]] = VOCABULARY[name]
    found = [(phrase, key) for key, phrases in table.items() for phrase in phrases if phrase]
    if name == "place":
        found += [(phrase, key) for key, phrase in THROUGH.items()]
    if name == "weather":
        found += [(phrase, key) for key, phrase in _SKY.items()]
        found += [(phrase, key) for key, phrase in HAPPENING.items()]
    return sorted(found, key=lambda pair: -len(pair[0]))


_READ: Final = {name: _phrases(name) for name in ("weather", "time", "place")}
_THINGS: Final = sorted(
    ((named(key), key) for key in PROPS if key != "none"), key=lambda pair: -len(pair[0])
)
_BETWEEN: Final = [
    (phrase.replace("{thing}", "an? .*?").partition(" {them}")[0], key)
    for key, phrases in BETWEEN.items()
    for phrase in phrases
]
_ACTIONS: Final = sorted(
    ((phrase, key) for key, phrases in ACTIONS.items() for phrase in phrases),
    key=lambda pair: -len(pair[0]),
)


def attributes_in(caption: str) -> dict[str, Any]:
    """The attributes a caption names (style apart); None where it names none of the values.

    `character` and `colour` are tuples, in the caption's order.  Weather and prop are read as
    clear and none where nothing else is said.
    """
    text = f" {caption.lower().replace(' ,', ',')} "
    found: dict[str, Any] = {"weather": "clear", "time": None, "place": None}
    for name, phrases in _READ.items():
        for phrase, value in phrases:
            if re.search(rf"\b{phrase}\b", text):
                found[name] = value
                text = re.sub(rf"\b{phrase}\b", " ", text, count=1)
                break
    found["prop"] = "none"
    for phrase, value in _THINGS:
        held = rf"\b(with|holding|carrying|under|giving|handing) {phrase}\b"
        if re.search(held, text):
            found["prop"] = value
            break
    found["character"] = tuple(word for word in re.findall(r"[a-z]+", text) if word in CHARACTERS)
    found["colour"] = tuple(re.findall(rf"({'|'.join(COLOURS)}) coat", text))
    deeds = [(rf"\b{phrase} (?=an? )", value) for phrase, value in _BETWEEN]
    deeds += [(rf"\b{phrase}\b", value) for phrase, value in _ACTIONS]
    found["action"] = next((value for deed, value in deeds if re.search(deed, text)), None)
    return found


def truths_of(truth: Mapping[str, str]) -> dict[str, Any]:
    """A scene's attributes, in the form of `attributes_in`."""
    who = (truth["character"], truth["second"], truth["third"])
    coats = (truth["colour"], truth["second_colour"], truth["third_colour"])
    return {
        **{name: truth[name] for name in ("action", "place", "time", "weather", "prop")},
        "character": tuple(word for word in who if word != NOBODY),
        "colour": tuple(word for word in coats if word != NOBODY),
    }


def _right(said: Mapping[str, Any], truth: Mapping[str, Any], name: str) -> bool:
    """Whether a caption names an attribute as it is.

    Those who stand beside each other may be named in any order; of a deed between two, who does
    it counts. A coat is right on its own figure, or, where a figure is named wrongly, in its place.
    """
    if name == "character" and truth["action"] not in BETWEEN:
        return sorted(said[name]) == sorted(truth[name])
    if name == "colour" and set(said["character"]) == set(truth["character"]):
        worn = dict(zip(said["character"], said["colour"], strict=False))
        coats = zip(truth["character"], truth["colour"], strict=True)
        return all(worn.get(who) == coat for who, coat in coats)
    return bool(said[name] == truth[name])


def attribute_shares(
    captions: Sequence[str], truths: Sequence[Mapping[str, str]]
) -> dict[str, float]:
    """How many captions name each attribute rightly, of all figures; `all`: the wholly right ones.

    `figures` and `coats` count figures instead: how many are named, and with the right coat.
    """
    pairs = [
        (attributes_in(caption), truths_of(truth))
        for caption, truth in zip(captions, truths, strict=True)
    ]
    named, worn, count = 0, 0, 0
    for said, truth in pairs:
        coats = dict(zip(said["character"], said["colour"], strict=False))
        count += len(truth["character"])
        named += sum(who in coats for who in truth["character"])
        worn += sum(
            coats.get(who) == coat
            for who, coat in zip(truth["character"], truth["colour"], strict=True)
        )
    shares = _shares(SAID, [[_right(said, truth, name) for name in SAID] for said, truth in pairs])
    return shares | {"figures": named / max(count, 1), "coats": worn / max(count, 1)}


def judged_shares(
    answers: Sequence[Mapping[str, Any]], truths: Sequence[Mapping[str, str]]
) -> dict[str, float]:
    """The same of the judge's answers (`train.judge`), and the style."""
    around = ("action", "place", "time", "weather", "prop", "style")
    hits = []
    for answer, truth in zip(answers, truths, strict=True):
        wanted = truths_of(truth)
        coats = dict(zip(wanted["character"], wanted["colour"], strict=True))
        there = set(answer["cast"]) == set(coats)
        # As with captions: where a figure is taken for another, its coat may still be right.
        worn = sorted(answer["cast"].values()) == sorted(coats.values())
        right = answer["cast"] == coats if there else worn
        hits.append([there, right, *(answer[name] == truth[name] for name in around)])
    return _shares(("character", "colour", *around), hits)


def _shares(names: Sequence[str], hits: Sequence[Sequence[bool]]) -> dict[str, float]:
    table = torch.tensor(hits).double()
    shares = dict(zip(names, table.mean(0).tolist(), strict=True))
    return shares | {"all": table.prod(1).mean().item()}


def all_present(found: Collection[str], truth: Mapping[str, str]) -> bool:
    """Whether every character of a scene is among those found in its picture."""
    return set(truths_of(truth)["character"]) <= set(found)


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
