"""Comparing runs: shared items only, randomisation test, Holm, pooled seeds, files."""

import itertools
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput
from core.figure import Figure
from db.evaluations import Run, RunItem
from eval.caption_figures import caption_statistics
from eval.caption_suites import WorldScenes
from eval.comparing import Comparison, compare, compared, exchanged, holm, pooled
from eval.figures import mean_of
from eval.saved import read_run, run_json

WORDS = "red blue small large fox owl cat dog runs sleeps sits jumps in on by the".split()


def captions(n: int, seed: int, *, start: int = 0) -> list[RunItem]:
    """Items whose references depend on their name alone, their captions on the seed as well."""
    found = []
    for i in range(start, start + n):
        fixed, drawn = np.random.default_rng(i), np.random.default_rng((seed, i))
        references = [" ".join(fixed.choice(WORDS, 8)) for _ in range(2)]
        kept = references[0].split()
        kept[int(drawn.integers(8))] = str(drawn.choice(WORDS))
        data = {"caption": " ".join(kept), "references": references}
        found.append(RunItem(name=f"{i:03d}", data=data))
    return found


def by_name(found: list[Comparison]) -> dict[str, Comparison]:
    return {one.name: one for one in found}


def test_a_run_does_not_differ_from_a_part_of_itself() -> None:
    """CIDEr-D's rarities come from the shared items: else 15 of 40 items 'differ' from the 40."""
    whole, part = captions(40, 1), captions(15, 1)
    found = by_name(compared(WorldScenes, whole, part, models=({}, {})))
    cider = found["CIDEr-D"]
    assert cider.difference is not None
    assert (cider.difference.value, cider.difference.n) == (0.0, 15)
    assert cider.first == cider.second
    assert cider.verdict == "no difference can be told"
    alone = caption_statistics(whole)["CIDEr-D"].figure(seed=0).value
    assert cider.first is not None
    assert cider.first.value != pytest.approx(alone)


def test_other_data_and_other_items_are_not_paired() -> None:
    first, other = captions(10, 1), captions(10, 1, start=50)
    for found in (
        compared(WorldScenes, first, other, models=({}, {})),
        compared(WorldScenes, first, first, models=({}, {}), paired=False),
    ):
        assert {one.verdict for one in found} == {"fewer than two items in common"}
        assert all(one.difference is None and one.p is None for one in found)
    mixed = compare({"a": mean_of({"x": 1.0})}, {"b": mean_of({"x": 1.0})})
    assert {one.verdict for one in mixed} == {"only one of them has it"}


def test_an_item_that_one_side_could_not_open_counts_on_neither() -> None:
    first, second = captions(6, 1), captions(6, 2)
    second[2] = RunItem(name=second[2].name, data={}, error="It is damaged.")
    found = by_name(compared(WorldScenes, first, second, models=({}, {})))
    difference = found["ROUGE-L"].difference
    assert difference is not None
    assert difference.n == 5


def test_the_exchange_test_of_a_mean_is_its_definition() -> None:
    rng = np.random.default_rng(3)
    one, two = rng.normal(0, 1, 9), rng.normal(0.4, 1, 9)
    first, second = (mean_of({str(i): float(v) for i, v in enumerate(x)}) for x in (one, two))
    gaps = two - one
    seen = abs(gaps.mean())
    signs = np.array(list(itertools.product((1, -1), repeat=9)))
    exact = float((np.abs((signs * gaps).mean(axis=1)) >= seen - 1e-12).mean())
    assert exchanged(first, second) == pytest.approx(exact)


def test_the_exchange_test_covers_corpus_figures_and_quantiles() -> None:
    good, bad = captions(20, 1), captions(20, 1)
    for item in bad:
        item.data["caption"] = "the the the the"  # type: ignore[index]
    found = by_name(compared(WorldScenes, good, bad, models=({}, {})))
    assert found["BLEU-4"].verdict == "the second is lower"
    assert (found["BLEU-1"].losses, found["BLEU-1"].wins) == (20, 0)
    slow = mean_of({str(i): float(i) for i in range(20)}, quantile=0.5)
    slower = mean_of({str(i): i + 2.0 for i in range(20)}, quantile=0.5)
    (found_slow,) = compare({"s": slow}, {"s": slower})
    assert found_slow.difference is not None
    assert found_slow.difference.value == pytest.approx(2.0)
    few = mean_of({str(i): float(i) for i in range(9)}, quantile=0.5)
    more = mean_of({str(i): i + 2.0 for i in range(9)}, quantile=0.5)
    (of_few,) = compare({"s": few}, {"s": more})
    assert of_few.difference is not None
    assert (of_few.difference.value, of_few.difference.low) == (2.0, None)
    assert (of_few.detectable, of_few.verdict) == (None, "no difference can be told")


def test_holm_steps_down() -> None:
    figure = Figure(value=1.0, low=0.5, high=1.5, n=9)
    row = Comparison(name="", first=figure, second=figure, difference=figure)
    found = holm([replace(row, p=p) for p in (0.04, 0.01, 0.03, None)])
    assert [one.adjusted for one in found] == pytest.approx([0.06, 0.03, 0.06, None])
    assert [one.verdict for one in found] == [
        "no difference can be told",
        "the second is higher",
        "no difference can be told",
        "fewer than two items in common",
    ]


def test_runs_that_do_not_differ_are_seldom_said_to() -> None:
    """Under no difference at most about one table in twenty may hold a verdict."""
    wrong = 0
    for seed in range(120):
        rng = np.random.default_rng(seed)
        sides = []
        for _ in range(2):
            values = rng.gamma(2.0, 1.0, (25, 4))
            sides.append(
                {f"f{k}": mean_of({str(i): float(values[i, k]) for i in range(25)})
                 for k in range(4)}
            )  # fmt: skip
        found = compare(*sides)
        wrong += any("second is" in one.verdict for one in found)
    assert wrong <= 12


def test_a_difference_of_the_detectable_size_is_mostly_found() -> None:
    found = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        noise = rng.normal(0, 1, 40)
        one = mean_of({str(i): float(v) for i, v in enumerate(noise)})
        none = mean_of({str(i): float(v + rng.normal(0, 0.5)) for i, v in enumerate(noise)})
        (size,) = [row.detectable for row in compare({"x": one}, {"x": none})]
        assert size is not None
        rng = np.random.default_rng(1000 + seed)
        more = mean_of({str(i): float(v + size + rng.normal(0, 0.5)) for i, v in enumerate(noise)})
        (row,) = compare({"x": one}, {"x": more})
        found += row.verdict == "the second is higher"
    assert 38 <= found <= 58


def test_seeds_are_pooled_and_an_item_in_two_of_them_counts_once() -> None:
    one, two = captions(5, 1), captions(5, 1, start=3)
    assert [item.name for item in pooled([one, two])] == [f"{i:03d}" for i in range(8)]


def a_run(items: list[RunItem]) -> Run:
    return Run(
        id="r", suite="world", preset="starter", n=3, seed=1, status="done", message="Done: 3.",
        fraction=1.0, figures={"ROUGE-L": Figure(value=1 / 3, low=None, high=None, n=3)},
        details={"models": {}, "code": "1"}, error=None, cancel_requested=False, created_at=1.5,
        finished_at=2.25, done=len(items),
    )  # fmt: skip


def test_a_run_comes_back_from_its_file_without_loss(tmp_path: Path) -> None:
    items = [*captions(3, 1), RunItem(name="=x", data={"v": 0.1 + 0.2}, error="Bad “é”.")]
    file = tmp_path / "run.json"
    file.write_text(run_json(a_run(items), items), "utf-8")
    assert read_run(file) == (a_run(items), items)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no evaluation run"),
        (json.dumps({"format": "storybook-studio-run", "version": 9}), "another version"),
        (json.dumps({"format": "storybook-studio-run", "version": 1, "items": []}), "damaged"),
    ],
)
def test_a_file_that_is_no_run_is_refused(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "run.json"
    file.write_text(text, "utf-8")
    with pytest.raises(BadInput, match=why):
        read_run(file)
