"""Charts that a phone can show, and axes with ticks that people read."""

import plotly.graph_objects as go
import pytest

from eval.preference import Vote
from eval.speed import Spread, StageSpeed
from studio.components.charts import log_ticks, rows
from studio.components.preference_charts import pair_table, win_rate_figure
from studio.components.speed_charts import PIECE, names, stage_figure


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [([0.5, 3.0], "0.1", "50"), ([0.002, 40.0], "0.001", "100"), ([0.0, 2.0], "1", "50")],
)
def test_ticks_of_seconds_are_written_out(values: list[float], first: str, last: str) -> None:
    found = log_ticks(values)
    assert (found["ticktext"][0], found["ticktext"][-1]) == (first, last)
    assert len(found["tickvals"]) <= 15
    assert log_ticks([]) == {"type": "log"}


def test_labels_stand_above_their_rows_and_take_no_width() -> None:
    figure = go.Figure()
    rows(figure, ["One", "Two"])
    assert [note.text for note in figure.layout.annotations] == ["One", "Two"]
    assert all(note.xanchor == "left" for note in figure.layout.annotations)
    assert figure.layout.yaxis.showticklabels is False


def test_long_labels_have_two_lines_and_keep_their_end() -> None:
    figure = go.Figure()
    long = "Captions · blip-base · cuda:0 (GTX 1050) · float16 · built books · n 12"
    endless = f"A &lt;b&gt; {'model ' * 40}· n 1,370"
    rows(figure, ["Short · n 3", long, endless])
    texts = [note.text for note in figure.layout.annotations]
    assert texts[0] == "Short · n 3"
    assert texts[1].replace("<br>", " ") == long
    assert texts[2].startswith("A &lt;b&gt; model")
    assert texts[2].endswith(" … · n 1,370")
    assert all(len(line) <= 56 for text in texts for line in text.split("<br>"))
    assert [text.count("<br>") for text in texts] == [0, 1, 1]


def speed(machine: str, stage: str = "writing", p50: float = 1.0) -> StageSpeed:
    spread = Spread(p50=p50, p95=2 * p50, n=3)
    return StageSpeed(
        stage=stage, model="m", device="cpu", dtype="int8", source="built books", n=3, warm=spread,
        cold=None, loading=None, per_unit=None, unit="piece", peak_mib=None, machine=machine,
    )  # fmt: skip


def test_machines_are_named_where_a_stage_has_several() -> None:
    speeds = [speed("Chip, 2 threads"), speed("unknown"), speed("unknown", "scoring")]
    assert names(speeds) == ["Story · Chip, 2 threads", "Story · machine not noted", "Score"]
    figure = stage_figure(speeds, PIECE)
    labels = [note.text for note in figure.layout.annotations]
    assert labels[0] == "Story · Chip, 2 threads · n 3"
    assert list(figure.data[0].y) == [0, 1, 2]


def test_a_map_of_wins_counts_ties_half_and_leaves_out_who_never_met() -> None:
    outcomes = ("left", "left", "tie", "right")
    votes = [Vote(left="b", right="a", outcome=one) for one in outcomes]
    pairs = pair_table([*votes, Vote(left="c", right="c", outcome="tie")])
    figure = win_rate_figure(pairs, ["a", "b", "c"])
    shares = figure.data[0].z
    assert (shares[0][1], shares[1][0]) == (37.5, 62.5)
    assert shares[0][2] is None
    assert figure.data[0].text[1][0] == "62<br>n 4"
