"""What stands with every evaluation run: a figure in a cell, how it was made, downloads."""

from collections.abc import Callable

import streamlit as st

from studio.components.text import some
from studio.views import EvaluationRun, Figure


def report(name: str, page: Callable[[], str]) -> None:
    """The button that gives a report as HTML."""
    download("Report as HTML", f"{name}.html", "text/html", "html", page, ":material/description:")


def download(
    label: str,
    file: str,
    mime: str,
    key: str,
    make: Callable[[], str],
    icon: str = ":material/download:",
) -> None:
    """A small button that gives a text as a file."""
    encoding = "utf-8-sig" if mime == "text/csv" else "utf-8"
    st.download_button(
        label,
        data=lambda: make().encode(encoding),
        file_name=file,
        mime=mime,
        icon=icon,
        type="tertiary",
        on_click="ignore",
        key=f"evaluate.{key}",
    )


def short(figure: Figure | None) -> str:
    """A figure in a cell: "0.312 [0.290, 0.334]"."""
    return "–" if figure is None else f"{figure.value:.3f} {interval(figure)}".strip()


def interval(figure: Figure) -> str:
    """Its limits: "[0.290, 0.334]"; why there are none, or what to know of them, where known."""
    if figure.low is None or figure.high is None:
        return f"({figure.note})" if figure.note else ""
    return f"[{figure.low:.3f}, {figure.high:.3f}] {figure.note}".strip()


def made(run: EvaluationRun) -> str:
    """Which models on which device, which code: what a figure is worth little without."""
    models = run.details.get("models", {}).values()
    parts = [f"{m.get('id')} {m.get('revision')}" for m in models]
    places = sorted({f"{m['device']}, {m.get('dtype')}" for m in models if "device" in m})
    parts += [f"on {'; '.join(places)}"] if places else []
    where = run.details.get("machine", {})
    if where:
        parts.append(
            f"{where.get('card') or where['processor']}, {some(where['threads'], 'thread')}, load"
            f" {where['load']}"
        )
    return " · ".join([*parts, f"seed {run.seed}", f"code {run.details.get('code', 'unknown')}"])
