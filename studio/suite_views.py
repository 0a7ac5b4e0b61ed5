"""Evaluation runs as the pages have them, and two of them compared."""

from collections.abc import Sequence

from db.evaluations import Run, RunItem
from eval import comparing
from eval.choosing import SUITES, kind_of
from eval.comparing import Comparison
from eval.suites import model_names
from studio.views import EvaluationRun


def compared(
    first: Sequence[tuple[Run, list[RunItem]]], second: Sequence[tuple[Run, list[RunItem]]]
) -> list[Comparison]:
    """Runs of one suite, those of each side pooled; paired where all are of the same data."""
    run, other = first[0][0], second[0][0]
    kind = kind_of(run.suite)
    fit = [comparing.cautions(kind, run.details, one.details)[0] for one, _ in (*first, *second)]
    return comparing.compared(
        kind,
        comparing.pooled([items for _, items in first]),
        comparing.pooled([items for _, items in second]),
        models=(model_names(run.details), model_names(other.details)),
        paired=all(fit),
    )


def run_view(run: Run) -> EvaluationRun:
    """A run as pages have it."""
    kind = SUITES.get(run.suite)
    return EvaluationRun(**vars(run), label=kind.label if kind else run.suite)
