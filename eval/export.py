"""A run's items as CSV, without loss."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from core.text import inert
from db.evaluations import RunItem


def items_csv(items: Sequence[RunItem]) -> str:
    """One row an item: its name, all of its data, and its error.

    Numbers, lists and whatever else is no text stand as JSON, texts as they are, but as JSON where
    they would be taken for it ("12", null, or an empty one); an empty cell is nothing.  Texts that
    a spreadsheet would take for a formula begin with an apostrophe.
    """
    columns = columns_of(items)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["item", *columns, "error"])
    for item in items:
        values = [_written(item.data[name]) if name in item.data else "" for name in columns]
        error = "" if item.error is None else _text(item.error)
        writer.writerow([_text(item.name), *values, error])
    return out.getvalue()


def columns_of(items: Sequence[RunItem]) -> list[str]:
    """The names of what stands in the items' data, in the order in which they first come."""
    return list(dict.fromkeys(name for item in items for name in item.data))


def cell(data: Mapping[str, Any], column: str) -> str | float | int:
    """A value as people read it in a report; lists of texts are joined by " | "."""
    value = data.get(column)
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return " | ".join(value)
    if isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)


def table_csv(columns: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> str:
    """A table as CSV; no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([inert(value) for value in row] for row in rows)
    return out.getvalue()


def _written(value: Any) -> str:
    return _text(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _text(value: str) -> str:
    """A text as it is, where it is read back as the same text."""
    kept = str(inert(value))
    return kept if value and _read(kept) == value else json.dumps(value, ensure_ascii=False)


def _read(cell: str) -> Any:
    if cell.startswith("'") and inert(cell[1:]) == cell:
        return cell[1:]
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell
