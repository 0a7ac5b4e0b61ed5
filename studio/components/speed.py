"""The view Speed: what a book would cost here, whole books, every stage, and trends."""

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from core.errors import BadInput
from core.story import MAX_PICTURES
from studio.components import shown, state
from studio.components import speed_charts as charts
from studio.components.charts import device_name
from studio.components.text import plain, some
from studio.evaluating import Filters
from studio.presets import Presets
from studio.speed import Recorded, Speed
from studio.views import BookPoint, CostCheck, Estimate, StageSpeed

_CLICKS = "evaluate.speed.clicks"


def section(presets: Presets, speed: Speed, chosen: Filters) -> None:
    """The whole view."""
    recorded = speed.now()
    speeds = recorded.stages(chosen)
    if not speeds and chosen != Filters():
        st.info("Nothing that was recorded matches the filters.", icon="🔎")
        return
    if not speeds:
        shown.empty(
            "the seconds and the memory of every stage on each device, how they change over time,"
            " and what a book would cost on this computer",
            "Make a book",
        )
        return
    _cost(presets, recorded)
    _books(recorded.book_points(chosen), recorded.cost_check(chosen))
    _stages(speeds)
    _trend(recorded, speeds, chosen)


def cost_line(speed: Speed, *, preset: str, pictures: int, text: str | None) -> str:
    """What the book that is being asked for will take, in a few words; "" while that is open."""
    if not pictures and not text:
        return ""
    try:
        found = speed.lately(age_s=60).cost(preset, pictures=pictures, text=text)
    except BadInput:
        return ""
    if found is None:
        return "How long it takes is not known yet: no books like this one were made here."
    source = f"from {some(found.n, 'book')}" if found.n else "by the times of single pieces"
    return f"About {_duration(found.seconds)} on this computer, {source}."


def _cost(presets: Presets, recorded: Recorded) -> None:
    st.header("What a book would cost here", anchor=False)
    labels = {preset.id: preset.label for preset in presets.views()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        preset = st.selectbox(
            "Models",
            list(labels),
            format_func=labels.__getitem__,
            width=190,
            **state.kept("evaluate.speed.preset", presets.usual),
        )
        devices = recorded.devices(preset)
        device = devices[0] if devices else None
        if len(devices) > 1:
            device = st.selectbox(
                "Device", devices, format_func=device_name, width=150, key="evaluate.speed.device"
            )
        pictures = st.slider(
            "Pictures", 1, MAX_PICTURES, width=260, **state.kept("evaluate.speed.pictures", 5)
        )
    found = recorded.cost(preset, pictures=pictures, device=device)
    if found is None:
        st.caption(
            f"Nothing yet by the models of “{plain(labels[preset])}” here: two books, or a run of"
            " the suite Latency (under Runs), and it can be said."
        )
        return
    _estimate(found)


def _estimate(found: Estimate) -> None:
    between = ""
    if found.low is not None and found.high is not None:
        between = f"{_duration(found.low)} to {_duration(found.high)} for 8 of 10 books"
    st.metric(
        "A book of so many pictures",
        f"about {_duration(found.seconds)}",
        border=True,
        delta=between or "too few books for a range",
        delta_color="off",
        delta_arrow="off",
    )
    loading = ""
    if found.loading:
        loading = f" {_duration(found.loading)} of it is loading models that are not in memory now."
    source = f"From {some(found.n, 'book')} by the same models on the same device."
    if not found.n:
        source = (
            "Summed up from the times of single pieces, as too few whole books were made like this;"
            " what lies between the pieces is not in it, and it is not checked."
        )
    st.caption(source + loading)
    if found.unloaded:
        st.caption(f"Loading {plain(', '.join(found.unloaded))} was never timed and comes on top.")


def _books(books: Sequence[BookPoint], check: CostCheck) -> None:
    if not books:
        st.caption("No whole book yet: rebuilding a part of one is not counted as a book.")
        return
    _leading(charts.book_figure(books), "books")
    if check.error is not None:
        st.caption(
            f"Checked against {some(check.n, 'real book')}, each predicted from the others: the"
            f" median error is {check.error:.0%}. Tap a point to open its story."
        )
    if check.interrupted:
        st.caption(
            f"{some(check.interrupted, 'build')} that had been interrupted (the computer slept, or"
            " the studio was closed) are left out."
        )
    shown.csv(charts.book_table(books), "speed-books")


def _stages(speeds: Sequence[StageSpeed]) -> None:
    st.header("Every stage", anchor=False)
    measure = st.segmented_control(
        "What is shown",
        list(charts.MEASURES),
        format_func=charts.MEASURES.__getitem__,
        required=True,
        label_visibility="collapsed",
        **state.kept("evaluate.speed.measure", charts.PIECE),
    )
    shown.chart(charts.stage_figure(speeds, measure), f"speed.stages.{measure}")
    if measure == charts.MEMORY:
        st.caption(
            "On a processor: the memory of the studio's whole process, looked at 50 times a second;"
            " on a card: what was allocated there. Programs of their own and servers are not seen."
        )
    else:
        st.caption(
            "Cold: the piece had to wait for its model to be loaded. Warm: it was in memory."
            " Captions are made together; each has an equal share of the time."
        )
    shown.table(charts.speed_table(speeds), "speed-stages")


def _trend(recorded: Recorded, speeds: Sequence[StageSpeed], chosen: Filters) -> None:
    st.header("Over time", anchor=False)
    labels = charts.names(speeds)
    busiest = max(range(len(speeds)), key=lambda i: _work(speeds[i]))
    if state.get("evaluate.speed.series") not in labels:
        state.put("evaluate.speed.series", labels[busiest])
    label = st.selectbox(
        "Stage", labels, width=420, **state.kept("evaluate.speed.series", labels[busiest])
    )
    trend = recorded.trend(speeds[labels.index(label)], chosen)
    _leading(charts.trend_figure(trend, label), f"trend.{label}")
    st.caption("Tap a single piece to open its story. Runs of suites stand at the time they began.")
    shown.csv(charts.trend_table(trend), "speed-trend")


def _work(speed: StageSpeed) -> float:
    """Seconds that went into it in all, roughly."""
    return speed.n * speed.warm.p50 if speed.warm else 0.0


def _leading(figure: go.Figure, key: str) -> None:
    """A chart whose points lead to their stories."""
    # A chosen point stays chosen when the reader comes back, so every click makes a new chart.
    clicks = state.get(_CLICKS, 0)
    figure.update_layout(dragmode=False)
    event = st.plotly_chart(
        figure,
        theme="streamlit",
        key=f"evaluate.speed.{key}.{clicks}",
        on_select="rerun",
        selection_mode="points",
        config={"displayModeBar": False},
    )
    for point in event.selection.points:
        story_id = (point.get("customdata") or [None])[0]
        if story_id:
            state.put(_CLICKS, clicks + 1)
            st.switch_page("app_pages/story.py", query_params={"story": story_id})


def _duration(seconds: float) -> str:
    """Seconds as people say them: "8 s", "40 s", "3 min"."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min"
