"""A run's items as CSV."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from core.text import inert
from db.evaluations import RunItem


def items_csv(items: Sequence[RunItem]) -> str:
    """One row an item: its name, every number and text of its data, and its error."""
    columns = columns_of(items)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["item", *columns, "error"])
    for item in items:
        values = [cell(item.data, column) for column in columns]
        writer.writerow([inert(value) for value in (item.name, *values, item.error or "")])
    return out.getvalue()


def columns_of(items: Sequence[RunItem]) -> list[str]:
    """The names of what stands in the items' data, in the order in which they first come."""
    return list(dict.fromkeys(name for item in items for name in item.data))


def cell(data: Mapping[str, Any], column: str) -> str | float | int:
    """A value as one cell; lists of texts are joined by " | "."""
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
