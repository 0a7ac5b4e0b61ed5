"""The report of a data set, opened as a file."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from eval.exploring import report
from eval.exploring.data import open_data
from eval.exploring.looking import explore
from eval.exploring.pictures import look

_OUTSIDE = """() => [...document.querySelectorAll(".js-plotly-plot")].filter(chart => {
  const own = chart.querySelector(".main-svg").getBoundingClientRect();
  const room = chart.closest("section").getBoundingClientRect();
  return own.left < room.left - 1 || own.right > room.right + 1;
}).map(chart => chart.id)"""


@pytest.mark.parametrize("width", [1280, 390])
def test_charts_stay_in_their_boxes(page: Page, tmp_path: Path, width: int) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    rows = []
    for i in range(12):
        Image.effect_noise((64 + 8 * i, 48), 40 + i).save(folder / f"{i}.png")
        rows.append(f"{i}.png\ta red fox {'sits ' * (i % 4 + 1)}here\n")
    (folder / "captions.tsv").write_text("".join(rows), encoding="utf-8")
    data = open_data(str(folder))
    found = explore(data, [look(one.name, one.image) for one in data.pictures], seed=0)
    file = tmp_path / "report.html"
    file.write_text(report.written(found, data), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.as_uri(), wait_until="load")
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot .main-svg').length > 4")
    page.wait_for_function(f"({_OUTSIDE})().length === 0", timeout=20_000)
    scroll = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert scroll <= 0, "nothing is wider than the screen"
