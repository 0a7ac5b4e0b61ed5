"""What was found as one HTML file that needs nothing else: charts, tables, pictures, a search."""

import base64
import html
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image
from plotly.offline import get_plotlyjs

from corpora.told import Told
from eval.exploring.charts import charts
from eval.exploring.cloud import cloud
from eval.exploring.data import Data
from eval.exploring.looking import Explored, Table, drawn, every_text
from eval.export import table_csv

HERE: Final = Path(__file__).parent
PICKS: Final = 8
"""So many stories (or pictures) are drawn to be leafed through."""
MOST_PAGES: Final = 12
SHOWN_ROWS: Final = 12
SEARCHED: Final = 20_000
"""So many texts can be searched in the report; the page *Data* searches all."""
PAIRS: Final = 24
"""So many pairs of pictures that are there twice are shown as pictures."""
_COLOURS: Final = ("#c8683f", "#4a86c8")
_THUMBNAIL: Final = 220
_SECTIONS: Final = {
    "Captions": (
        "captions_lengths", "captions_each", "splits", "captions_repeated",
    ),
    "Words of captions": ("captions_words", "captions_growth", "captions_vocabulary"),
    "Stories": ("stories_lengths", "stories_pages", "stories_pictures", "pages_lengths"),
    "Words of stories": ("stories_words", "stories_growth", "stories_vocabulary"),
    "Languages": ("languages",),
    "Pictures": ("sizes", "aspects", "forms", "broken", "same", "alike"),
}  # fmt: skip


def written(explored: Explored, data: Data) -> str:
    """The report; the same data and seed give the same bytes."""
    figures = charts(explored, _COLOURS)
    body = [_head(explored), _picks(data, explored.seed)]
    for title, names in _SECTIONS.items():
        parts = [
            _part(name, table, figures[name].to_html(
                full_html=False, include_plotlyjs=False, div_id=f"chart-{name}",
                config={"displayModeBar": False, "responsive": True},
            ) if name in figures else "", explored, data)
            for name in names
            if (table := explored.tables.get(name))
        ]  # fmt: skip
        if parts:
            body.append(f"<h2>{title}</h2><div class=parts>{''.join(parts)}</div>")
    body.append(_search(data))
    style = (HERE.parent / "report.css").read_text("utf-8") + (HERE / "report.css").read_text()
    return (
        '<!doctype html><html lang=en><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_e(explored.name)}</title><style>{style}</style>"
        f"<script>{get_plotlyjs()}</script></head><body>{''.join(body)}"
        f"<script>{(HERE / 'report.js').read_text('utf-8')}</script></body></html>\n"
    )


def tiles(explored: Explored) -> list[tuple[str, str]]:
    """The numbers to see first: what is counted, and the number in words."""
    counts = explored.counts
    found = [
        (name.capitalize(), f"{int(counts[name]):,}")
        for name in ("pictures", "captions", "stories")
        if counts.get(name)
    ]
    for kind, one in (("captions", "caption"), ("stories", "story")):
        if kind in counts:
            found += [
                (f"Words a {one}, median", f"{counts[f'median words in {kind}']:,.0f}"),
                (f"Vocabulary, {kind}", f"{int(counts[f'different words of {kind}']):,}"),
            ]
    if explored.opened:
        found.append(("Broken files", f"{int(counts['broken']):,}"))
        twice = len(explored.tables["same"].rows) if "same" in explored.tables else 0
        found.append(("There twice", f"{twice:,}"))
    return found


def _head(explored: Explored) -> str:
    shown = "".join(f"<li><b>{value}</b>{_e(name)}" for name, value in tiles(explored))
    notes = "".join(f"<p class=warn>{_e(note)}</p>" for note in explored.notes)
    opened = f", {explored.opened:,} pictures opened" if explored.opened else ""
    return (
        f"<h1>{_e(explored.name)}</h1><p class=soft>Layout: {_e(explored.layout)}; seed "
        f"{explored.seed}{opened}.</p>{notes}<ul class=tiles>{shown}</ul>"
    )


def _part(name: str, table: Table, chart: str, explored: Explored, data: Data) -> str:
    """A table with its chart, its note, and its CSV file."""
    note = f"<p><small>{_e(table.note)}</small></p>" if table.note else ""
    more = ""
    if name.endswith("_words"):
        rows = [(str(row[0]), int(row[1])) for row in table.rows]
        drawing = base64.b64encode(cloud(rows, explored.language, explored.seed).encode()).decode()
        words = ", ".join(word for word, _ in rows[:10])
        more = (
            f'<figure class=cloud><img alt="Word cloud: {_e(words)}" '
            f'src="data:image/svg+xml;base64,{drawing}"></figure>'
        )
    if name in ("same", "alike"):
        more = _pairs(table, data)
    wide = " class=wide-part" if more or name in ("captions_repeated", "broken") else ""
    shut = "" if chart or more else " open"
    inside = f"<details{shut}><summary>Table</summary>{_table(name, table)}</details>"
    return f"<section{wide}><h3>{_e(table.title)}</h3>{note}{chart}{more}{inside}</section>"


def _table(name: str, table: Table) -> str:
    head = "".join(f"<th>{_e(column)}" for column in table.columns)
    shares = [column.startswith("share") for column in table.columns]
    rows = "".join(
        f"<tr>{''.join(_cell(*cell) for cell in zip(row, shares, strict=True))}</tr>"
        for row in table.rows[:SHOWN_ROWS]
    )
    left = len(table.rows) - SHOWN_ROWS
    more = f"<p><small>{left:,} more rows are in the CSV file.</small></p>" if left > 0 else ""
    data = base64.b64encode(table_csv(table.columns, table.rows).encode("utf-8-sig")).decode()
    return (
        f"<div class=wide><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        f'{more}<p><a download="{name}.csv" href="data:text/csv;base64,{data}">Take along as CSV'
        "</a></p>"
    )


def _cell(value: str | int | float, share: bool) -> str:
    if isinstance(value, str):
        return f"<td>{_e(value)}"
    plain = f"{value:.1%}" if share else f"{value:,}" if isinstance(value, int) else f"{value:.4g}"
    return f"<td class=number>{plain}"


def _pairs(table: Table, data: Data) -> str:
    files = {picture.name: picture.image for picture in data.pictures}
    shown = "".join(
        f"<figure>{thumbnail(files.get(str(a)))}{thumbnail(files.get(str(b)))}"
        f"<figcaption>{_e(str(a))}<br>{_e(str(b))}</figcaption></figure>"
        for a, b, *_ in table.rows[:PAIRS]
    )
    return f"<div class=pairs>{shown}</div>"


def _picks(data: Data, seed: int) -> str:
    picked = [told for at in range(PICKS) if (told := drawn(data, seed + at))]
    if not picked:
        return ""
    one, more = (
        ("A story", "Another story") if data.stories else ("Some pictures", "Other pictures")
    )
    shown = "".join(
        f"<article{'' if at == 0 else ' hidden'}>{_told(told)}</article>"
        for at, told in enumerate(picked)
    )
    return (
        f"<h2>{one}, drawn by the seed</h2><div id=picks>{shown}</div>"
        f"<p><button id=another type=button>{more}</button></p>"
    )


def _told(told: Told) -> str:
    pages = "".join(
        f"<li>{thumbnail(page.image)}<p>{_e(page.text)}</p>" for page in told.pages[:MOST_PAGES]
    )
    left = len(told.pages) - MOST_PAGES
    more = f"<p><small>and {left} more pages</small></p>" if left > 0 else ""
    title = f"<h3>{_e(told.title)}</h3>" if told.title else ""
    return f"{title}<ol class=pages>{pages}</ol>{more}"


def _search(data: Data) -> str:
    texts = [[title, page.text] for title, page in every_text(data)]
    if not texts:
        return ""
    kept = json.dumps(texts[:SEARCHED], ensure_ascii=False).replace("<", "\\u003c")
    note = (
        f"<p><small>The first {SEARCHED:,} of {len(texts):,} texts; the page Data of the studio "
        "searches all.</small></p>"
        if len(texts) > SEARCHED
        else ""
    )
    return (
        f"<h2>Search</h2>{note}<p><label>Words that a caption or a page must have "
        "<input id=asked type=search></label></p><p id=hits role=status></p><ol id=found></ol>"
        f'<script type="application/json" id=texts>{kept}</script>'
    )


def thumbnail(file: Path | None, pixels: int = _THUMBNAIL) -> str:
    """A small picture inside the page; nothing where the file cannot be opened."""
    small = small_jpeg(file, pixels) if file else None
    if small is None:
        return ""
    data = base64.b64encode(small).decode()
    return f'<img alt="" loading=lazy src="data:image/jpeg;base64,{data}">'


def small_jpeg(file: Path, pixels: int) -> bytes | None:
    """A picture's bytes, made no larger than so many pixels; None where it cannot be opened."""
    try:
        with Image.open(file) as image:
            image.draft("RGB", (pixels, pixels))
            small = image.convert("RGB")
            small.thumbnail((pixels, pixels))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    out = io.BytesIO()
    small.save(out, "JPEG", quality=75)
    return out.getvalue()


def _e(text: str) -> str:
    return html.escape(text)


def write_csv(explored: Explored, folder: Path) -> Sequence[Path]:
    """Every table as a CSV file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, table in explored.tables.items():
        files.append(folder / f"{name}.csv")
        files[-1].write_text(table_csv(table.columns, table.rows), encoding="utf-8-sig")
    return files
