"""A run, or two runs side by side, as one HTML file: no script, nothing fetched from elsewhere."""

import base64
import html
import io
import math
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from PIL import Image

from core.figure import Figure
from db.evaluations import Run, RunItem
from eval.comparing import Comparison
from eval.export import cell, columns_of
from eval.figures import written

STYLE: Final = Path(__file__).with_name("report.css")
SHOWN_ITEMS: Final = 200
"""So many items are in the report; the CSV has all."""
_WIDTH: Final = 220
_THUMBNAIL: Final = 96
"""Pixels of a small picture's longer side."""
_SMALLEST_AXIS: Final = 0.01
"""No axis is shorter: what is shown as 0.000 stands at its beginning."""
_INTERVALS: Final = (
    "<p><small>[ ] is a 95 % interval over the items: of shares Wilson's, of means of fewer than "
    "twenty by Student's t, else by the bootstrap; n is how many items count. A quantile beyond "
    "which fewer than five items lie has none. CIDEr-D's takes as given how rare words are in this "
    "very set. Points stand on an axis of their own for each figure.</small></p>"
)


def run_report(
    run: Run,
    items: Sequence[RunItem],
    *,
    label: str,
    measures: str,
    pictures: Mapping[str, Path] = MappingProxyType({}),
) -> str:
    """One run: how it was made, its figures with intervals, and its items, with a small picture
    where `pictures` has one by the item's name."""
    rows = "".join(_figure_row(name, figure) for name, figure in run.figures.items())
    figures = (
        "<table class=figures><thead><tr><th>Figure<th>Value [95 % interval]<th>n<th></tr></thead>"
        f"<tbody>{rows}</tbody></table>{_INTERVALS}"
        if rows
        else "<p>No figures: nothing was measured.</p>"
    )
    body = (
        f"<p class=soft>{_e(measures)}</p>{_state(run)}<h2>Figures</h2>{figures}"
        f"<h2>How it was made</h2>{_facts(run)}<h2>Items</h2>{_items(items, pictures)}"
    )
    return _page(label, body)


def comparison_report(
    first: Run,
    second: Run,
    comparisons: Sequence[Comparison],
    *,
    label: str,
    said: Sequence[str] = (),
) -> str:
    """Two runs of one suite: figures side by side and their paired difference; `said`: what a
    reader must know of the two (`eval.comparing.cautions`)."""
    rows = "".join(_comparison_row(c) for c in comparisons)
    body = (
        f"{_state(first)}{_state(second)}"
        f"{''.join(f'<p class=warn>{_e(line)}</p>' for line in said)}"
        "<p class=soft>The difference is second minus first, over the items that both runs "
        "measured; its interval resamples those items together. p is of a randomisation test, "
        "corrected after Holm over this table; the last column but two is the smallest difference "
        "that so many items would show in four of five cases.</p>"
        "<h2>Figures</h2><div class=wide><table class=figures><thead><tr><th>Figure"
        "<th class=first>First<th class=second>Second<th>Difference<th>n of both<th>p<th>Can be "
        "told from<th>Verdict<th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>{_INTERVALS}<h2 class=first>First</h2>{_facts(first)}"
        f"<h2 class=second>Second</h2>{_facts(second)}"
    )
    return _page(f"{label}: two runs", body)


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang=en><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_e(title)}</title><style>{STYLE.read_text('utf-8')}</style></head>"
        f"<body><h1>{_e(title)}</h1>{body}</body></html>\n"
    )


def _state(run: Run) -> str:
    where = sorted({f"{m['device']} {m.get('dtype')}" for m in _models(run) if "device" in m})
    line = " · ".join((f"Preset {run.preset}", f"seed {run.seed}", *where, _when(run.created_at)))
    said = [f"<p class={'warn' if run.partial else 'said'}>{_e(run.message)} {_e(line)}.</p>"]
    if run.error:
        said.append(f"<p class=warn>{_e(run.error)}</p>")
    said += [
        f"<p class=warn>{_e(note)}</p>" for note in run.details.get("facts", {}).get("notes", ())
    ]
    return "".join(said)


def _facts(run: Run) -> str:
    rows: list[tuple[str, str]] = [
        ("Suite", run.suite),
        ("Preset", run.preset),
        ("Items", f"{run.done} of {run.n} asked for"),
        ("Seed", str(run.seed)),
        ("When", _when(run.created_at)),
        ("Code", str(run.details.get("code", "unknown"))),
    ]
    rows += [
        (role.capitalize(), model_line(m)) for role, m in run.details.get("models", {}).items()
    ]
    facts = {
        k: v for k, v in run.details.get("facts", {}).items() if k != "notes" and v is not None
    }
    rows += [(name.capitalize(), str(value)) for name, value in facts.items()]
    cells = "".join(f"<tr><th>{_e(name)}<td>{_e(value)}</tr>" for name, value in rows)
    return f"<table class=facts>{cells}</table>"


def _models(run: Run) -> list[Mapping[str, Any]]:
    return list(run.details.get("models", {}).values())


def _when(posix: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(posix))


def model_line(model: Mapping[str, Any]) -> str:
    """A model in one line: "starter-captioner, revision 1f3a…, on cpu, float32"."""
    parts = [str(model.get("id")), f"revision {model.get('revision')}"]
    if "device" in model:
        parts += [f"on {model['device']}", str(model.get("dtype"))]
    return ", ".join(parts)


def _figure_row(name: str, figure: Figure) -> str:
    left = f" ({figure.left_out} left out)" if figure.left_out else ""
    return (
        f"<tr><td>{_e(name)}<td class=number>{_e(written(figure))}<td class=number "
        f"data-label=n>{figure.n}{left}<td>{_bars([('first', figure)])}</tr>"
    )


def _comparison_row(c: Comparison) -> str:
    pairs = [(key, f) for key, f in (("first", c.first), ("second", c.second)) if f]
    n = c.difference.n if c.difference else 0
    return (
        f"<tr><td>{_e(c.name)}<td class=number data-label=First>{_e(written(c.first))}"
        f"<td class=number data-label=Second>{_e(written(c.second))}"
        f"<td class=number data-label=Difference>{_e(written(c.difference))}"
        f'<td class=number data-label="n of both">{n}<td class=number data-label=p>'
        f'{_chance(c.adjusted)}<td class=number data-label="Can be told from">'
        f"{_size(c.detectable)}<td>{_e(c.verdict)}<td>{_bars(pairs)}</tr>"
    )


def _chance(p: float | None) -> str:
    return "–" if p is None else "&lt; 0.001" if p < 0.001 else f"{p:.3f}"


def _size(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"


def _bars(figures: Sequence[tuple[str, Figure]]) -> str:
    """Values as points on one axis, their intervals as lines."""
    ends = [v for _, f in figures for v in (f.value, f.low, f.high) if v is not None]
    low, high = min(0.0, *ends, 0.0), _round_up(max(*ends, _SMALLEST_AXIS))

    def x(value: float) -> float:
        return 4 + (_WIDTH - 8) * (value - low) / (high - low)

    height = 14 * len(figures) + 14
    parts = [f"<line class=axis x1=4 x2={_WIDTH - 4} y1={height - 12} y2={height - 12} />"]
    for i, (key, figure) in enumerate(figures):
        y = 8 + 14 * i
        if figure.low is not None and figure.high is not None:
            parts.append(
                f"<line class={key} stroke=currentColor stroke-width=3 stroke-opacity=.45 "
                f"x1={x(figure.low):.1f} x2={x(figure.high):.1f} y1={y} y2={y} />"
            )
        parts.append(
            f"<circle class={key} fill=currentColor cx={x(figure.value):.1f} cy={y} r=3.5 />"
        )
    parts.append(f"<text x=2 y={height - 2}>{low:g}</text>")
    parts.append(f"<text x={_WIDTH - 2} y={height - 2} text-anchor=end>{high:g}</text>")
    words = "; ".join(written(figure) for _, figure in figures)
    return (
        f'<svg role=img aria-label="{_e(words)}" width={_WIDTH} height={height} '
        f'viewBox="0 0 {_WIDTH} {height}">{"".join(parts)}</svg>'
    )


def _round_up(value: float) -> float:
    """The next of 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power >= value * 0.999)


def _items(items: Sequence[RunItem], pictures: Mapping[str, Path]) -> str:
    shown = list(items[:SHOWN_ITEMS])
    columns = [name for name in columns_of(shown) if name != "image"]
    head = "".join(f"<th>{_e(name.replace('_', ' '))}" for name in ("item", *columns))
    rows = []
    for item in shown:
        name = f"{_thumbnail(pictures.get(item.name))}{_e(item.name)}"
        if item.error:
            span = max(1, len(columns))
            rows.append(f"<tr><td>{name}<td colspan={span}>{_e(item.error)}</tr>")
            continue
        values = "".join(_cell(cell(item.data, column)) for column in columns)
        rows.append(f"<tr><td>{name}{values}</tr>")
    more = len(items) - len(shown)
    note = f"<p>{more:,} more items are in the CSV file.</p>" if more > 0 else ""
    return (
        f"<div class=wide><table class=items><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>{note}"
    )


def _thumbnail(file: Path | None) -> str:
    """A small picture inside the page; nothing where the file cannot be opened."""
    if file is None:
        return ""
    try:
        with Image.open(file) as image:
            small = image.convert("RGB")
            small.thumbnail((_THUMBNAIL, _THUMBNAIL))
    except (OSError, ValueError, Image.DecompressionBombError):
        return ""
    out = io.BytesIO()
    small.save(out, "JPEG", quality=70)
    data = base64.b64encode(out.getvalue()).decode()
    return f'<img alt="" loading=lazy src="data:image/jpeg;base64,{data}"><br>'


def _cell(value: str | float | int) -> str:
    if isinstance(value, str):
        return f"<td{' class=text' if len(value) > 20 else ''}>{_e(value)}"
    return f"<td class=number>{value:.4g}" if isinstance(value, float) else f"<td>{value}"


def _e(text: str) -> str:
    return html.escape(text)
