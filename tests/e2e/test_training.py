"""A person trains a captioner in the browser; the studio is killed in the middle and goes on."""

import re
import sqlite3
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server
from train.captioning import sample_data

SLOW = 300_000


def steps(server: Server) -> list[int]:
    with sqlite3.connect(f"file:{server.data / 'studio.db'}?mode=ro", uri=True) as connection:
        query = "select step from training_points where name = 'loss/words' order by step"
        return [step for (step,) in connection.execute(query)]


def test_a_training_survives_a_kill(page: Page, server: Server, tmp_path: Path) -> None:
    folder = sample_data.draw(tmp_path / "shapes")
    page.goto(f"{server.url}/train")
    expect(page.get_by_role("heading", name="Train", exact=True)).to_be_visible(timeout=SLOW)
    page.locator("input[type=file]").first.set_input_files(
        [str(path) for path in sorted(folder.iterdir())]
    )
    for path in sorted(folder.iterdir()):
        expect(page.get_by_role("button", name=f"Remove {path.name}")).to_be_visible(timeout=SLOW)
    expect(page.get_by_test_id("stStatusWidget")).to_be_hidden(timeout=SLOW)
    page.get_by_role("button", name="Start the training").click()
    pause = page.get_by_role("button", name="Pause")
    expect(pause).to_be_enabled(timeout=SLOW)
    expect(page.get_by_text("What it makes after").first).to_be_visible(timeout=SLOW)

    server.kill()
    before = steps(server)
    server.start()
    page.goto(f"{server.url}/train")
    use = page.get_by_role("button", name="Use it")
    expect(use).to_be_visible(timeout=SLOW)
    after = steps(server)
    assert after[0] == before[0], "it went on, and did not begin anew"
    assert after[-1] > before[-1]
    use.click()
    expect(page.get_by_text("in use")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Look closer").click()
    expect(page.get_by_text(re.compile("wanted: ")).first).to_be_visible(timeout=SLOW)
    assert "Traceback" not in page.inner_text("body")
