"""Curves of trainings as charts: pure functions."""

from collections.abc import Mapping

import plotly.graph_objects as go

from studio.components.charts import RULE, colour, layout
from studio.training.views import Curve

_POINTS = 1500
"""More points of a curve than a screen shows are thinned out."""
_LEARNT = "loss/"
_HELD = "/loss"
_PARTS = {"loss": "learning", "prior": "learning: others of its kind"}


def losses(curves: Mapping[str, Curve], *, height: int = 300) -> go.Figure | None:
    """What a model loses on what it learns (a line) and on what was held back (dots); None while
    there is nothing yet."""
    figure = go.Figure()
    number = 0
    for name, curve in curves.items():
        if not curve or not (name.startswith(_LEARNT) or name.endswith(_HELD)):
            continue
        held = _held(name)
        figure.add_scatter(
            x=[step for step, _ in _thin(curve)],
            y=[value for _, value in _thin(curve)],
            name=_label(name),
            mode="lines+markers" if held or len(curve) < 3 else "lines",
            line={"color": colour(number), "width": 2, "dash": "dot" if held else "solid"},
        )
        number += 1
    if not number:
        return None
    figure.update_xaxes(title="Steps")
    return layout(figure, "Loss", height)


def measures(curves: Mapping[str, Curve], *, height: int = 260) -> go.Figure | None:
    """What was measured on held-out data besides the loss; None where nothing was."""
    figure = go.Figure()
    number = 0
    for name, curve in curves.items():
        if not curve or name.startswith(_LEARNT) or name.endswith(_HELD):
            continue
        figure.add_scatter(
            x=[step for step, _ in curve],
            y=[value for _, value in curve],
            name=name.rpartition("/")[2],
            mode="lines+markers",
            line={"color": colour(number), "width": 2},
        )
        number += 1
    if not number:
        return None
    figure.update_xaxes(title="Steps")
    return layout(figure, "On held-out data", height)


def side_by_side(runs: Mapping[str, Mapping[str, Curve]], *, height: int = 340) -> go.Figure | None:
    """The losses of several trainings in one chart: learning as a line, held out dotted."""
    figure = go.Figure()
    for number, (label, curves) in enumerate(runs.items()):
        for name, curve in curves.items():
            held = _held(name)
            if curve and (held or name.startswith(_LEARNT)):
                figure.add_scatter(
                    x=[step for step, _ in _thin(curve)],
                    y=[value for _, value in _thin(curve)],
                    name=f"{label}, {'held out' if held else 'learning'}",
                    mode="lines",
                    line={"color": colour(number), "width": 2, "dash": "dot" if held else "solid"},
                )
    if not figure.data:
        return None
    figure.update_xaxes(title="Steps", gridcolor=RULE, griddash="dot")
    return layout(figure, "Loss", height)


def _held(name: str) -> bool:
    """Whether a curve is of what was measured, not of what was learnt in that step."""
    return name.endswith(_HELD) and not name.startswith(_LEARNT)


def _label(name: str) -> str:
    if _held(name):
        data = name.removesuffix(_HELD)
        return "measured on what it learnt" if data == "learnt" else f"held out: {data}"
    part = name.removeprefix(_LEARNT)
    return _PARTS.get(part, f"learning: {part}")


def _thin(curve: Curve) -> Curve:
    every = max(1, len(curve) // _POINTS)
    return [*curve[::every], *([curve[-1]] if (len(curve) - 1) % every else [])]
