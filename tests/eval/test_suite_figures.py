"""Figures with intervals, paired differences, and the report that shows them."""

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core.figure import Figure
from core.text import inert
from db.evaluations import Run, RunItem
from eval.caption_figures import caption_statistics, invented, object_statistics, seen_in
from eval.comparing import compare
from eval.export import items_csv
from eval.figures import Statistic, figures_of, mean_of, written
from eval.report import comparison_report, run_report


def captions(words: str, n: int = 8) -> list[RunItem]:
    """Items whose caption repeats a reference in part."""
    return [
        RunItem(
            name=f"{i}.png",
            data={
                "caption": f"a {words} on the beach {i}",
                "references": [f"a red fox on the beach {i}", f"a fox {i}"],
            },
        )
        for i in range(n)
    ]


def test_nan_and_broken_items_are_left_out_and_counted() -> None:
    values = {"a": 1.0, "b": None, "c": float("nan"), "d": 3.0}
    figure = figures_of({"x": mean_of(values)}, seed=0)["x"]
    assert (figure.value, figure.n, figure.left_out) == (2.0, 2, 2)
    assert figure.low is not None
    items = [*captions("red fox"), RunItem(name="x.png", data={}, error="“x.png” is damaged.")]
    found = figures_of(caption_statistics(items), seed=0)
    assert (found["BLEU-4"].n, found["BLEU-4"].left_out) == (8, 1)
    assert found["BLEU-4"].value == pytest.approx(1.0, abs=1e-6)
    assert figures_of({"x": mean_of({"b": None})}, seed=0) == {}


def test_a_bleu_without_a_hit_says_so_and_claims_no_interval() -> None:
    items = [
        RunItem(name=str(i), data={"caption": "a red fox", "references": [f"one {i} owl a red"]})
        for i in range(5)
    ]
    found = figures_of(caption_statistics(items), seed=0)
    assert (found["BLEU-3"].low, found["BLEU-3"].note) == (None, "no 3-gram matched")
    assert written(found["BLEU-4"]).endswith("(no 4-gram matched)")
    assert found["BLEU-2"].note == "all items alike"
    statistics = caption_statistics(items)
    longer = [replace(i, data={**i.data, "caption": "a red fox on it"}) for i in items]
    rows = {row.name: row for row in compare(statistics, caption_statistics(longer))}
    assert rows["BLEU-4"].verdict == "no difference can be told"
    assert written(rows["BLEU-4"].difference) == "0.000 (no 4-gram matched)"
    assert written(Figure(value=-1e-9, low=-1e-8, high=1e-9, n=3)) == "0.000 [0.000, 0.000]"


def test_a_corpus_figure_of_few_has_a_rough_interval() -> None:
    few, many = ([*captions("red fox", n - 2), *captions("owl", 2)] for n in (8, 30))
    found = figures_of(caption_statistics(few), seed=0)["BLEU-1"]
    assert found.note == "rough"
    assert written(found).endswith("] rough")
    assert figures_of(caption_statistics(many), seed=0)["BLEU-1"].note == ""


def test_the_same_seed_gives_the_same_interval() -> None:
    values = {str(i): float(i % 7) for i in range(40)}
    one, two = (figures_of({"x": mean_of(values)}, seed=3) for _ in range(2))
    assert one == two
    assert one != figures_of({"x": mean_of(values)}, seed=4)
    assert one["x"].low < one["x"].value < one["x"].high


def test_a_paired_difference_is_narrower_than_the_intervals_of_its_runs() -> None:
    rng = np.random.default_rng(0)
    base = rng.normal(0, 1, 60)
    first = mean_of({str(i): float(v) for i, v in enumerate(base)})
    second = mean_of({str(i): float(v) + 0.1 for i, v in enumerate(base + rng.normal(0, 0.05, 60))})
    sides = tuple(figures_of({"x": s}, seed=0) for s in (first, second))
    (compared,) = compare({"x": first}, {"x": second})
    assert compared.difference is not None
    assert compared.difference.value == pytest.approx(0.1, abs=0.03)
    assert compared.verdict == "the second is higher"
    assert compared.difference.high - compared.difference.low < 0.1
    assert sides[0]["x"].high - sides[0]["x"].low > 0.3


def test_what_a_caption_says_of_a_drawn_scene() -> None:
    scene = {"subject": "girl", "act": "ride", "place": "beach", "time": "evening"}
    whole = {"subject": 1.0, "act": 1.0, "place": 1.0}
    assert seen_in("A little girl is riding a brown horse on the beach.", scene) == whole
    assert seen_in("a young girl rides a horse along the shore", scene) == whole
    assert seen_in("a boy rides a bike on the beach", scene) == {**whole, "subject": 0.0}
    assert seen_in("nobody", scene) == {"subject": 0.0, "act": 0.0, "place": 0.0}
    assert seen_in("a red bowl of apples", {"subject": "bowl"}) == {"subject": 1.0}


def a_run(**changes: object) -> Run:
    values: dict[str, object] = {
        "id": "r", "suite": "folder", "preset": "starter", "n": 8, "seed": 0, "status": "done",
        "message": "Done: 8 pictures.", "fraction": 1.0, "error": None,
        "figures": {"BLEU-4": Figure(value=0.3, low=0.2, high=0.4, n=8, left_out=1)},
        "details": {"models": {"captioner": {"id": "m", "revision": "r1"}}, "code": "v1",
                    "facts": {"notes": ["2 captions are empty and dropped."]}},
        "cancel_requested": False, "created_at": 0.0, "finished_at": 1.0, "done": 8,
    }  # fmt: skip
    return Run(**{**values, **changes})  # type: ignore[arg-type]


def test_the_report_is_one_file_that_asks_nobody() -> None:
    rude = RunItem(name="<b>.png", data={"caption": "<script>alert(1)</script>", "x": None})
    page = run_report(a_run(), [rude], label="A folder", measures="Looks & says.")
    assert "0.300 [0.200, 0.400]" in page
    assert "(1 left out)" in page
    assert "2 captions are empty and dropped." in page
    assert "<script>" not in page
    assert "<b>.png" not in page
    assert not re.search(r"https?://|src=|@import|url\(", page)
    assert "<svg" in page
    partial = run_report(
        a_run(status="cancelled", message="Partial: 3 of 8 pictures.", figures={}),
        [],
        label="A folder",
        measures="",
    )
    assert "Partial: 3 of 8" in partial
    assert "nothing was measured" in partial


def test_the_report_says_under_its_title_how_it_was_made_and_can_be_read_on_a_phone() -> None:
    models = {"captioner": {"id": "m", "revision": "r1", "device": "cpu", "dtype": "float32"}}
    run = a_run(details={"models": models}, seed=7)
    item = RunItem(name="a.png", data={"run_s": 0.123456, "caption": "a red fox " * 5})
    page = run_report(run, [item, RunItem(name="b.png", data={}, error="Damaged.")], label="A",
                      measures="")  # fmt: skip
    top = page[: page.index("<h2>")]
    assert "seed 7 · cpu float32" in top
    assert "<td class=number>0.1235" in page
    assert "<th>run s" in page
    assert "<td colspan=2>Damaged." in page
    assert "@media (max-width" in page
    assert "@media print" in page
    assert "data-label=n>" in page


def test_a_figure_that_is_shown_as_nothing_stands_at_the_beginning_of_its_axis() -> None:
    page = run_report(a_run(figures={"x": Figure(value=3e-6, low=2e-6, high=4e-6, n=4)}), [],
                      label="A", measures="")  # fmt: skip
    assert "e-06" not in page


def test_a_comparison_shows_both_and_their_difference() -> None:
    first = mean_of({str(i): float(i % 3) for i in range(8)})
    second = mean_of({str(i): i % 3 + 1.0 for i in range(8)})
    page = comparison_report(
        a_run(), a_run(seed=1), compare({"x": first}, {"x": second}), label="A folder",
        said=["It was <busier>."],
    )  # fmt: skip
    assert "<p class=warn>It was &lt;busier&gt;." in page
    assert "the second is higher" in page
    assert "1.000 [1.000, 1.000]" in page
    assert "0.008" in page  # 2 of 2^8 exchanges reach it


def test_csv_has_a_row_for_every_item_and_its_error() -> None:
    items = [*captions("red fox", 1), RunItem(name="x.png", data={}, error="It is damaged.")]
    lines = items_csv(items).splitlines()
    assert lines[0] == "item,caption,references,error"
    references = '"[""a red fox on the beach 0"", ""a fox 0""]"'
    assert lines[1] == f"0.png,a red fox on the beach 0,{references},"
    assert lines[2] == "x.png,,,It is damaged."


def test_csv_is_read_back_without_loss() -> None:
    odd = ["12", "-1", "null", "true", "", " ", '["a"]', '"quoted"', "'=1", "'", "=1", "@x", "NaN",
           "two\nlines", "a\r\nb", "commas, and | bars", "ünï 🦊", "1e5", "{}"]  # fmt: skip
    items = [
        *captions("red fox", 2),
        RunItem(name="x.png", data={}, error="“x, y” is damaged: 5 %."),
        RunItem(
            name="12", data={"n": 3, "f": 0.1 + 0.2, "none": None, "yes": True, "deep": {"a": [1]}}
        ),
        *(RunItem(name=text or "nothing", data={"caption": text, "list": [text]}) for text in odd),
    ]
    first, *rows = csv.reader(io.StringIO(items_csv(items), newline=""))
    assert [name_and_data(first, row) for row in rows] == [(i.name, i.data) for i in items]
    assert [row[-1] for row in rows if row[-1]] == ["“x, y” is damaged: 5 %."]


def name_and_data(columns: list[str], row: list[str]) -> tuple[Any, dict[str, Any]]:
    """As the table says of itself: what is no JSON is a text, behind an apostrophe if it must be;
    an empty cell is nothing."""

    def value(cell: str) -> Any:
        if cell.startswith("'") and inert(cell[1:]) == cell:
            return cell[1:]
        try:
            return json.loads(cell)
        except ValueError:
            return cell

    cells = zip(columns[1:-1], row[1:-1], strict=True)
    return value(row[0]), {column: value(cell) for column, cell in cells if cell}


def test_a_mean_of_zeros_is_no_share_and_a_share_is() -> None:
    nothing = {str(i): 0.0 for i in range(20)}
    plain = figures_of({"x": mean_of(nothing)}, seed=0)["x"]
    assert (plain.value, plain.low, plain.high) == (0, None, None)
    share = figures_of({"x": mean_of(nothing, share=True)}, seed=0)["x"]
    assert share.high == pytest.approx(0.161, abs=0.001)  # Wilson's, of 0 in 20


def test_invented_objects_are_figures_of_a_run() -> None:
    items = captions("red fox", 3)
    for item in items:
        item.data.update(invented([f"a dog on a {item.data['caption']}"][0], ["a fox"]))
    found = figures_of(object_statistics(items), seed=0)
    assert found["Captions with an invented object (share, after CHAIRs)"].value == 1
    assert found["Objects invented (share of those named, after CHAIRi)"].value == 1
    assert object_statistics(captions("red fox")) == {}


def test_no_cell_is_a_formula() -> None:
    bad = '=HYPERLINK("http://x")'
    items = [RunItem(name="@x.png", data={"caption": bad, "score": -1.5}, error=None)]
    row = next(csv.reader(items_csv(items).splitlines()[1:]))
    assert row == ["'@x.png", f"'{bad}", "-1.5", ""]


def test_a_figure_is_written_with_what_is_known() -> None:
    assert written(Figure(value=0.5, low=0.4, high=0.6, n=3)) == "0.500 [0.400, 0.600]"
    assert written(Figure(value=0.5, n=1)) == "0.500"
    assert written(Figure(value=224.0, low=221.04, high=227.0, n=2)) == "224.0 [221.0, 227.0]"
    assert written(Figure(value=-12.346, n=1)) == "-12.35"
    assert written(None) == "–"
    one = Statistic(names=("a",), rows=np.array([[2.0]]))
    assert figures_of({"x": one}, seed=0)["x"] == Figure(value=2.0, n=1)


def test_figures_without_an_interval_say_why() -> None:
    same = figures_of({"x": mean_of({str(i): 0.5 for i in range(9)})}, seed=0)["x"]
    assert (same.low, same.high, same.note) == (None, None, "all items alike")
    assert written(same) == "0.500 (all items alike)"
    every = figures_of({"x": mean_of({str(i): 1.0 for i in range(20)}, share=True)}, seed=0)["x"]
    assert (every.value, every.high) == (1.0, 1.0)
    assert every.low == pytest.approx(0.8389, abs=1e-4)  # Wilson's, for 20 of 20
    slow = {str(i): float(i) for i in range(50)}
    few = figures_of(
        {"p95": mean_of(slow, quantile=0.95), "p50": mean_of(slow, quantile=0.5)}, seed=0
    )
    assert few["p95"].low is None
    assert few["p50"].low is not None
