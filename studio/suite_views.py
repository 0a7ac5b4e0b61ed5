"""Evaluation runs as the pages have them, and two of them compared."""

import dataclasses

from db.evaluations import Figure, Run, RunItem
from eval.choosing import SUITES, kind_of
from eval.figures import Comparison, compare
from eval.suites import model_names
from studio.views import EvaluationRun, FigureView


def compared(
    first: Run, second: Run, mine: list[RunItem], theirs: list[RunItem]
) -> list[Comparison]:
    """Two runs of one suite and their items, paired where both are of the same data."""
    kind = kind_of(first.suite)
    data = [run.details.get("facts", {}).get("data") for run in (first, second)]
    pairs = data[0] == data[1]
    return compare(
        kind.statistics(mine, model_names(first.details)) if pairs else {},
        kind.statistics(theirs, model_names(second.details)) if pairs else {},
        figures=(first.figures, second.figures),
    )


def figure_view(figure: Figure | None) -> FigureView | None:
    """A figure as pages have it."""
    return None if figure is None else FigureView(**dataclasses.asdict(figure))


def run_view(run: Run) -> EvaluationRun:
    """A run as pages have it."""
    fields = {field.name for field in dataclasses.fields(EvaluationRun)}
    values = {name: value for name, value in vars(run).items() if name in fields}
    kind = SUITES.get(run.suite)
    shown = {name: FigureView(**dataclasses.asdict(f)) for name, f in run.figures.items()}
    label = kind.label if kind else run.suite
    return EvaluationRun(**{**values, "label": label, "figures": shown, "partial": run.partial})
