"""What evaluation runs found: looked at, labelled, compared, put side by side, taken along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from core.errors import BadInput
from db.evaluations import Evaluations, Run, RunItem
from eval.choosing import kind_of
from eval.comparing import Comparison, cautions, pooled, shared
from eval.export import items_csv
from eval.report import comparison_report, run_report
from eval.saved import run_json
from eval.suites import model_names
from studio.suite_views import compared

_KEPT: Final = 20
MOST_TAGS: Final = 10
LONGEST_TAG: Final = 40
LONGEST_NOTE: Final = 2000


@dataclass(frozen=True, kw_only=True)
class ItemPair:
    """One item that both sides measured: its own values of a figure, and what was said of it.

    `picture` is its file, where the suite has one and it is still there.
    """

    name: str
    first: float
    second: float
    said: tuple[str, str]
    references: tuple[str, ...]
    picture: Path | None

    @property
    def difference(self) -> float:
        """Second minus first."""
        return self.second - self.first


class RunResults:
    """The results of evaluation runs; `work` is where suites keep the scenes that they drew."""

    def __init__(self, runs: Evaluations, work: Path) -> None:
        self._runs = runs
        self._work = work
        self._compared: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Comparison]] = {}

    def run(self, run_id: str) -> Run:
        """The run of that id; `BadInput` if there is none."""
        run = self._runs.get(run_id)
        if run is None:
            raise BadInput("There is no evaluation run with this address.")
        return run

    def items(self, run_id: str) -> list[RunItem]:
        """What a run looked at so far."""
        return self._runs.items(self.run(run_id).id)

    def label(self, run_id: str, *, tags: Sequence[str], note: str) -> None:
        """Give a finished run tags (without repetitions, in their order) and a note."""
        run = self.run(run_id)
        if run.finished_at is None:
            raise BadInput("A run can be labelled when it has ended.")
        kept = list(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
        if len(kept) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in kept):
            raise BadInput(
                f"A run has up to {MOST_TAGS} tags of up to {LONGEST_TAG} characters each."
            )
        if len(note) > LONGEST_NOTE:
            raise BadInput(f"A note has up to {LONGEST_NOTE:,} characters.")
        self._runs.update(run_id, details={**run.details, "tags": kept, "note": note.strip()})

    # -- compared -------------------------------------------------------------------------------
    def compare(self, first: Sequence[str], second: Sequence[str]) -> list[Comparison]:
        """Two sides of one suite, the runs of each pooled: figures over the items that both
        measured, and the paired difference (second minus first)."""
        known = (tuple(first), tuple(second))
        if known not in self._compared:
            sides = [self._side(ids) for ids in known]
            if len({run.suite for side in sides for run, _ in side}) > 1:
                raise BadInput("Only runs of the same suite can be compared.")
            for side in sides:
                if len({tuple(model_names(run.details).items()) for run, _ in side}) > 1:
                    raise BadInput("Only runs of the same models can be pooled.")
            if not all(items for side in sides for _, items in side):
                raise BadInput("There is nothing to compare: one of the runs has no items.")
            if len(self._compared) > _KEPT:
                self._compared.clear()
            self._compared[known] = compared(*sides)
        return self._compared[known]

    def cautions(self, first: str, second: str) -> list[str]:
        """What to know before two runs are held against each other, in sentences."""
        one, two = self.run(first), self.run(second)
        return cautions(kind_of(one.suite), one.details, two.details)[1]

    def pairs(self, first: Sequence[str], second: Sequence[str], figure: str) -> list[ItemPair]:
        """Each item that both sides measured, by its own values of a figure; the largest
        differences first."""
        sides = [self._side(ids) for ids in (first, second)]
        kind = kind_of(sides[0][0][0].suite)
        whose = {item.name: run for run, items in sides[0] for item in items}
        mine, theirs = shared(*(pooled([items for _, items in side]) for side in sides))
        if not mine:
            return []
        found = [
            kind.statistics(items, model_names(side[0][0].details)).get(figure)
            for items, side in zip((mine, theirs), sides, strict=True)
        ]
        values = [
            {} if one is None else dict(zip(one.names, map(float, one.values()), strict=True))
            for one in found
        ]
        rows = [
            ItemPair(
                name=one.name,
                first=values[0][one.name],
                second=values[1][one.name],
                said=(str(one.data.get("caption", "")), str(two.data.get("caption", ""))),
                references=tuple(one.data.get("references", ())),
                picture=self.picture(whose[one.name], one),
            )
            for one, two in zip(mine, theirs, strict=True)
            if one.name in values[0] and one.name in values[1]
        ]
        return sorted(rows, key=lambda row: (-abs(row.difference), row.name))

    def picture(self, run: Run, item: RunItem) -> Path | None:
        """The picture that an item is about, where it can still be found."""
        name = item.data.get("image")
        if not name:
            return None
        root = Path(run.details.get("facts", {}).get("folder") or self._work).resolve()
        file = (root / str(name)).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None

    def same_but_seed(self, run_id: str) -> list[str]:
        """The finished runs of the same suite, models and data, this one first: they can be
        pooled."""
        run = self.run(run_id)
        mine = _but_seed(run)
        others = [
            other.id
            for other in self._runs.recent(None)
            if other.suite == run.suite and other.status == "done" and other.id != run.id
            if other.seed != run.seed and _but_seed(other) == mine
        ]
        return [run.id, *others]

    def differing(self, run_ids: Sequence[str]) -> dict[str, list[str]]:
        """What was set differently in these runs: the name, and each run's value."""
        flat = [_flat(self.run(run_id)) for run_id in run_ids]
        names = list(dict.fromkeys(name for one in flat for name in one))
        rows = {name: [one.get(name, "–") for one in flat] for name in names}
        return {name: values for name, values in rows.items() if len(set(values)) > 1}

    # -- taken along ----------------------------------------------------------------------------
    def csv(self, run_id: str) -> str:
        """A run's items as CSV."""
        return items_csv(self.items(run_id))

    def json(self, run_id: str) -> str:
        """A run with all of its items as JSON that `eval compare` reads."""
        return run_json(self.run(run_id), self.items(run_id))

    def html(self, run_id: str) -> str:
        """A run as one HTML file that needs nothing else."""
        run, items = self.run(run_id), self.items(run_id)
        kind = kind_of(run.suite)
        pictures = {item.name: found for item in items if (found := self.picture(run, item))}
        return run_report(run, items, label=kind.label, measures=kind.measures, pictures=pictures)

    def comparison_html(self, first: Sequence[str], second: Sequence[str]) -> str:
        """Two sides next to each other as one HTML file."""
        one, two = self.run(first[0]), self.run(second[0])
        label = kind_of(one.suite).label
        said = [line for run_id in (*first, *second) for line in self.cautions(first[0], run_id)]
        found = self.compare(first, second)
        return comparison_report(one, two, found, label=label, said=list(dict.fromkeys(said)))

    def _side(self, ids: Sequence[str]) -> list[tuple[Run, list[RunItem]]]:
        return [(self.run(run_id), self._runs.items(run_id)) for run_id in ids]


def _but_seed(run: Run) -> tuple[Any, ...]:
    details = run.details
    data = details.get("facts", {}).get("data")
    return (run.preset, model_names(details), data, details.get("code"))


def _flat(run: Run) -> dict[str, str]:
    """Everything that was set in a run, by a name for people."""
    found = {"Models": run.preset, "Seed": str(run.seed), "Items asked for": str(run.n)}
    found["Code"] = str(run.details.get("code", "unknown"))
    for role, model in run.details.get("models", {}).items():
        found |= {f"{role.capitalize()}, {key}": str(value) for key, value in model.items()}
    for group in ("options", "facts", "machine"):
        values: Mapping[str, Any] = run.details.get(group) or {}
        found |= {
            f"{group.capitalize()}: {name}": str(value)
            for name, value in values.items()
            if name not in ("notes", "load", "free_mib")
        }
    return found
