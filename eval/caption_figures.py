"""Figures of captions against references, over any of the items: BLEU, ROUGE-L, CIDEr-D, CLIP."""

from collections.abc import Mapping, Sequence

from db.evaluations import RunItem
from eval.figures import Statistic, mean_of
from eval.metrics import coco
from eval.metrics.ptb import tokenise


def caption_statistics(items: Sequence[RunItem]) -> dict[str, Statistic]:
    """BLEU of the corpus, means of ROUGE-L and CIDEr-D (COCO's conventions; CIDEr-D 0 to 10).

    How rare words are for CIDEr-D comes from the references of these very items.
    """
    usable = [item for item in items if item.error is None]
    names = tuple(item.name for item in usable)
    left_out = len(items) - len(usable)
    candidates = [tokenise(item.data["caption"]) for item in usable]
    references = [[tokenise(text) for text in item.data["references"]] for item in usable]
    if not usable:
        return {}
    counts = coco.bleu_counts(candidates, references)
    found = {
        f"BLEU-{k + 1}": Statistic(
            names=names,
            rows=counts,
            of=lambda sums, k=k: coco.bleu_of(sums)[:, k],
            left_out=left_out,
        )
        for k in range(coco.ORDERS)
    }
    for name, metric in (("ROUGE-L", coco.rouge_l), ("CIDEr-D", coco.cider_d)):
        values = metric(candidates, references).items
        found[name] = Statistic(names=names, rows=values[:, None], left_out=left_out)
    return found


def shares(items: Sequence[RunItem], name: str) -> Statistic:
    """The mean of one number that every item's data holds."""
    return mean_of({item.name: _number(item, name) for item in items})


def _number(item: RunItem, name: str) -> float | None:
    value = item.data.get(name)
    return None if value is None else float(value)


def clip_statistics(items: Sequence[RunItem], scorer: str) -> dict[str, Statistic]:
    """CLIPScore and RefCLIPScore (Hessel et al., EMNLP 2021; w = 2.5) and 100 · cosine, each named
    with the scorer that saw the pictures."""
    cosine = {item.name: _number(item, "cosine") for item in items}
    nearest = {item.name: _number(item, "reference_cosine") for item in items}
    scores = {name: _score(c) for name, c in cosine.items()}
    return {
        f"CLIPScore ({scorer})": mean_of(scores),
        f"RefCLIPScore ({scorer})": mean_of(
            {name: _harmonic(scores[name], nearest[name]) for name in cosine}
        ),
        f"100·cos ({scorer})": mean_of({name: _hundred(c) for name, c in cosine.items()}),
    }


def _score(cosine: float | None) -> float | None:
    return None if cosine is None else 2.5 * max(cosine, 0.0)


def _hundred(cosine: float | None) -> float | None:
    return None if cosine is None else 100 * max(cosine, 0.0)


def _harmonic(score: float | None, reference: float | None) -> float | None:
    if score is None or reference is None:
        return None
    reference = max(reference, 0.0)
    return 2 * score * reference / (score + reference) if score + reference else 0.0


def figure_shares(caption: str, attributes: Mapping[str, str]) -> tuple[float, float]:
    """Of a world scene's figures: the share that a caption names, and the share that it names in
    their own coat ("a fox in a purple coat")."""
    words = caption.lower().replace(",", " ").split()
    named = coats = 0
    figures = [
        (attributes[who], attributes[colour])
        for who, colour in (
            ("character", "colour"),
            ("second", "second_colour"),
            ("third", "third_colour"),
        )
        if attributes.get(who, "none") != "none"
    ]
    for who, colour in figures:
        if who not in words:
            continue
        named += 1
        after = words[words.index(who) + 1 :]
        coats += "coat" in after and after[max(after.index("coat") - 1, 0)] == colour
    return named / len(figures), coats / len(figures)
