"""Published figures: a metric that does not reproduce them is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.correlating import kendall_tau_c
from eval.measures import coco
from eval.scoring import Captions, score

EVERY = ("bleu", "rouge_l", "cider")


def read(folder: Path, name: str) -> Any:
    path = folder / "metric_known_answers" / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("kind", ["good", "bad"])
def test_the_clipscore_example_to_four_decimals(shared_data: Path, kind: str) -> None:
    known = read(shared_data, "clipscore_example.json")
    candidates, references = known["candidates"][kind], known["references"]
    captions = Captions(
        ids=tuple(candidates),
        candidates=tuple(candidates.values()),
        references=tuple(tuple(references[key]) for key in candidates),
    )
    figures = score(captions, EVERY).figures
    found = {name: round(figure.value, 4) for name, figure in figures.items()}
    assert found == known["expected"][kind]


def test_flickr8k_experts_agree_as_published(shared_data: Path) -> None:
    """Kendall's tau-c between each figure and the experts' scores, within 0.3 points of it."""
    known = read(shared_data, "flickr8k_expert.json")
    candidates, references, judged = [], [], []
    for row in known["rows"]:
        texts = known["references"][row["image"]]
        if row["candidate"] not in texts:
            candidates += [row["candidate"]] * len(row["scores"])
            references += [texts] * len(row["scores"])
            judged += row["scores"]
    mine, theirs = coco.tokenised(candidates, references)
    bleu = coco.bleu(coco.bleu_counts(mine, theirs))
    items = {
        "BLEU-1": bleu[0].items,
        "BLEU-4": bleu[3].items,
        "ROUGE-L": coco.rouge_l(mine, theirs).items,
        "CIDEr": coco.cider_d(mine, theirs).items,
    }
    found = {name: 100 * kendall_tau_c(values, judged) for name, values in items.items()}
    assert found == pytest.approx(known["expected_kendall_tau_c_percent"], abs=0.05)


def test_tau_c_itself() -> None:
    """A perfect order of 2 × 2 equal groups is 1, its reverse -1, no order 0."""
    levels = [1, 1, 2, 2]
    assert kendall_tau_c([0, 0, 1, 1], levels) == 1
    assert kendall_tau_c([1, 1, 0, 0], levels) == -1
    assert kendall_tau_c([0, 1, 0, 1], levels) == 0
