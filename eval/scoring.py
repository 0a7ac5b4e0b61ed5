"""Scores captions in files against reference captions: reads, checks, measures, adds intervals.

Knows nothing of models: `python -m eval score` is a thin layer over it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from core.errors import BadInput, UnknownName
from core.figure import Figure
from eval.custom import OF_CAPTIONS, OwnMetric
from eval.intervals import mean_interval, share_interval, sum_intervals
from eval.measures import coco
from eval.measures.objects import invented_share, named
from eval.offered import NOT_OFFERED

METRICS: Final[Mapping[str, tuple[str, ...]]] = {
    "bleu": ("BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4"),
    "rouge_l": ("ROUGE-L",),
    "cider": ("CIDEr",),
    "chair": ("CHAIRi-variant", "CHAIRs-variant"),
}
"""What the command line calls a metric, and the names of its figures."""
_NAMED: Final = 3
"""So many ids are named in a sentence about more of them."""


@dataclass(frozen=True, kw_only=True)
class Captions:
    """Ids, in the candidates' order, each with its candidate and at least one reference."""

    ids: tuple[str, ...]
    candidates: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Figures of a set of captions by their names.

    `counts` is what BLEU was computed from, shape (n, 10) (`eval.measures.coco.bleu_counts`),
    `objects` what CHAIRi was, shape (n, 2) (`eval.measures.objects.invented_share`).
    """

    ids: tuple[str, ...]
    figures: Mapping[str, coco.Score]
    counts: np.ndarray | None
    objects: np.ndarray | None = None

    def intervals(self, *, seed: int = 0) -> dict[str, Figure]:
        """95 % intervals. CIDEr's takes as given how rare words are in this set."""
        found: dict[str, Figure] = {}
        if self.counts is not None:
            bleu = sum_intervals(self.counts, coco.bleu_of, seed=seed)
            found |= zip(METRICS["bleu"], bleu, strict=True)
        if self.objects is not None:
            of_named, of_captions = METRICS["chair"]
            found[of_named] = sum_intervals(self.objects, invented_share, seed=seed)[0]
            hits = self.figures[of_captions].items
            found[of_captions] = share_interval(int(hits.sum()), len(hits))
        for name, figure in self.figures.items():
            if name not in found:
                known = figure.items[~np.isnan(figure.items)]
                if len(known):
                    found[name] = mean_interval(known, seed=seed)
        return {name: found[name] for name in self.figures if name in found}

    def per_item(self) -> dict[str, dict[str, float]]:
        """Each id with its figures; one that could not be had is not there."""
        return {
            key: {
                name: float(figure.items[i])
                for name, figure in self.figures.items()
                if not np.isnan(figure.items[i])
            }
            for i, key in enumerate(self.ids)
        }


def read_captions(candidates: Path, references: Path) -> Captions:
    """Read candidates (JSON: id to text) and references (JSON: id to a list of texts).

    An empty candidate is a caption like any other, and a bad one.  `BadInput`: a file that is not
    such JSON, ids that only one of them has, references that are missing or empty.
    """
    mine = _read(candidates, "candidates")
    theirs = _read(references, "references")
    for key, text in mine.items():
        if not isinstance(text, str):
            raise BadInput(
                f"{candidates.name}: the candidate of “{key}” is {_kind(text)}; it must be a text."
            )
    for key, texts in theirs.items():
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise BadInput(
                f"{references.name}: the references of “{key}” are {_kind(texts)}; they must be a "
                "list of texts."
            )
        if not texts or not all(text.strip() for text in texts):
            what = "an empty one among its references" if texts else "no reference"
            raise BadInput(f"{references.name}: “{key}” has {what}; each needs at least one text.")
    if lacking := [key for key in mine if key not in theirs]:
        raise BadInput(f"{_ids(lacking)} in {candidates.name} but not in {references.name}.")
    if lacking := [key for key in theirs if key not in mine]:
        raise BadInput(f"{_ids(lacking)} in {references.name} but not in {candidates.name}.")
    return Captions(
        ids=tuple(mine),
        candidates=tuple(mine.values()),
        references=tuple(tuple(theirs[key]) for key in mine),
    )


def score(captions: Captions, metrics: Sequence[str], own: Sequence[OwnMetric] = ()) -> Scores:
    """The figures of the named metrics (`METRICS`, or of `own`), in the order in which papers print
    them."""
    mine = {metric.name: metric for metric in own if metric.of == OF_CAPTIONS}
    for name in metrics:
        if name in mine:
            continue
        if name in NOT_OFFERED:
            raise BadInput(NOT_OFFERED[name])
        if name not in METRICS:
            raise UnknownName("metric", name, [*METRICS, *mine])
    if not metrics or not captions.ids:
        raise BadInput("There is nothing to score: name at least one metric and one caption.")
    candidates, references = coco.tokenised(captions.candidates, captions.references)
    figures: dict[str, coco.Score] = {}
    counts = None
    if "bleu" in metrics:
        counts = coco.bleu_counts(candidates, references)
        figures |= zip(METRICS["bleu"], coco.bleu(counts), strict=True)
    for metric, measure in (("rouge_l", coco.rouge_l), ("cider", coco.cider_d)):
        if metric in metrics:
            figures[METRICS[metric][0]] = measure(candidates, references)
    objects = None
    if "chair" in metrics:
        figures[METRICS["chair"][1]], objects = _chair(captions)
        each = invented_share(objects)[:, 0]
        whole = float(invented_share(objects.sum(axis=0, keepdims=True))[0, 0])
        figures[METRICS["chair"][0]] = coco.Score(value=whole, items=each)
    for name in metrics:
        if name in mine:
            figures[name] = _own(captions, mine[name])
    return Scores(ids=captions.ids, figures=figures, counts=counts, objects=objects)


def _own(captions: Captions, metric: OwnMetric) -> coco.Score:
    """NaN for captions that it cannot judge, which its mean leaves out."""
    rows = zip(captions.ids, captions.candidates, captions.references, strict=True)
    found = [metric.value(key, caption=caption, references=[*told]) for key, caption, told in rows]
    items = np.array([np.nan if value is None else value for value in found])
    known = items[~np.isnan(items)]
    return coco.Score(value=float(known.mean()) if len(known) else float("nan"), items=items)


def _chair(captions: Captions) -> tuple[coco.Score, np.ndarray]:
    """CHAIRs, and the counts of CHAIRi (objects invented, objects named), shape (n, 2)."""
    found = [
        named(text, told)
        for text, told in zip(captions.candidates, captions.references, strict=True)
    ]
    wrong = np.array([float(bool(one.invented)) for one in found])
    counts = [[len(one.invented), len(one.objects)] for one in found]
    return coco.Score(value=float(wrong.mean()), items=wrong), np.array(counts, dtype=float)


def _read(path: Path, what: str) -> dict[str, Any]:
    shape = "id to text" if what == "candidates" else "id to a list of texts"
    try:
        content = json.loads(path.read_text("utf-8-sig"), object_pairs_hook=_once)
    except FileNotFoundError:
        raise BadInput(f"There is no file {path} with {what}.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not UTF-8 text; save it as UTF-8 JSON.") from None
    except RecursionError:
        raise BadInput(f"{path.name} is nested too deeply; it must map {shape}.") from None
    except _Twice as twice:
        raise BadInput(f"{path.name} has the id “{twice}” more than once.") from None
    except json.JSONDecodeError as error:
        raise BadInput(
            f"{path.name} is not JSON ({error.msg}, line {error.lineno}); it must map {shape}."
        ) from None
    except ValueError:
        raise BadInput(f"{path.name} holds a number of thousands of digits.") from None
    if not isinstance(content, dict):
        raise BadInput(f"{path.name} is {_kind(content)}; it must be a JSON object, {shape}.")
    if not content:
        raise BadInput(f"{path.name} is empty; it must map {shape}.")
    return content


class _Twice(Exception):
    """An id that stands in a JSON object more than once; JSON readers keep the last, silently."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _kind(value: Any) -> str:
    if isinstance(value, list):
        odd = [item for item in value if not isinstance(item, str)]
        return f"a list with {_kind(odd[0])} in it" if odd else "a list"
    kinds = {dict: "an object", str: "a text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


def _ids(keys: Sequence[str]) -> str:
    """ "“a”, “b” and 7 more ids are", ready for a sentence."""
    named = ", ".join(f"“{key}”" for key in keys[:_NAMED])
    if len(keys) == 1:
        return f"The id {named} is"
    more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
    return f"The ids {named}{more} are"
