"""A person makes, mends, rates and finds a book again; and the same with a crash in the middle."""

import re
import sqlite3
import time
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from core.settings import ROOT
from tests.e2e.conftest import Server

SAMPLES = [str(path) for path in sorted((ROOT / "studio" / "samples").glob("*.png"))]
SLOW = 300_000
"""Milliseconds: these machines are shared, and tests measure no speed."""


def quiet(page: Page) -> None:
    """No traceback ever reaches a page."""
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert "Traceback" not in page.inner_text("body")


def upload(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.locator("input[type=file]").first.set_input_files(SAMPLES)
    expect(page.get_by_text("5 pictures, told in this order")).to_be_visible(timeout=SLOW)


def look(page: Page) -> Locator:
    """Caption what the captioner was unsure of; returns the button that goes on."""
    write = page.get_by_role("button", name=re.compile("Write the story"))
    expect(write).to_be_visible(timeout=SLOW)
    captions = page.locator("textarea")
    expect(captions).to_have_count(5)
    for i in range(5):
        if not captions.nth(i).input_value():
            captions.nth(i).fill(f"a fox with {i + 2} balloons in the forest")
            captions.nth(i).blur()
            expect(page.get_by_text("Your words").first).to_be_visible()
    expect(write).to_be_enabled(timeout=SLOW)
    return write


def artifacts(server: Server) -> dict[str, float]:
    with sqlite3.connect(f"file:{server.data / 'studio.db'}?mode=ro", uri=True) as connection:
        return dict(connection.execute("select key, created_at from artifacts").fetchall())


def test_a_book_from_upload_to_gallery(page: Page, server: Server) -> None:
    upload(page, server)
    page.get_by_role("button", name="Look at the pictures").click()
    write = look(page)
    captions = page.locator("textarea")
    captions.nth(1).fill("a fox in a red coat sleeping in the meadow by day with a lantern")
    captions.nth(1).blur()
    expect(page.get_by_text("Your words").first).to_be_visible()
    write.click()
    expect(page.get_by_text("Your book is being made")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Read the book").click(timeout=SLOW)

    page.wait_for_url(re.compile(r"/story\?story="))
    story_url = page.url
    expect(page.get_by_role("region", name="Cover")).to_be_visible()
    page.get_by_role("navigation", name="Pages").get_by_role("button", name="Next").click()
    expect(page.get_by_role("region", name="Cover")).to_be_hidden()
    quiet(page)

    page.get_by_test_id("stButtonGroup").get_by_text("Edit").first.click()
    words = page.get_by_label("The words of this page")
    expect(words).to_be_visible()
    words.fill(words.input_value() + " And then everybody sang.")
    page.get_by_role("button", name="Save the text").click()
    expect(page.get_by_text("Out of date: page 1 (picture and narration)")).to_be_visible()
    before = artifacts(server)
    page.get_by_role("button", name=re.compile("Rebuild what changed")).click()
    expect(page.get_by_text("Out of date")).to_have_count(0, timeout=SLOW)
    expect(page.get_by_test_id("stProgress")).to_have_count(0, timeout=SLOW)
    # One page's prompt, picture, narration and two scores, and nothing else.
    assert len(artifacts(server)) - len(before) <= 5
    assert len(artifacts(server)) > len(before)

    before = artifacts(server)
    # While the page is being redrawn, the old and the new button can stand side by side.
    page.get_by_role("button", name="Another picture", disabled=False).first.click()
    page.get_by_role("dialog").get_by_role("button", name="Picture 3").click(timeout=SLOW)
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=SLOW)
    expect(page.get_by_role("button", name="3 versions").first).to_be_visible(timeout=SLOW)
    expect(page.get_by_test_id("stProgress")).to_have_count(0, timeout=SLOW)
    assert 1 <= len(artifacts(server)) - len(before) <= 2

    stars = page.get_by_test_id("stFeedback").first.get_by_role("button")
    if stars.count() == 0:
        stars = page.get_by_test_id("stFeedback").first.locator("button")
    stars.nth(3).click()
    time.sleep(1)

    page.goto(f"{server.url}/gallery")
    expect(page.get_by_text("1 book")).to_be_visible()
    expect(page.get_by_text("4.0", exact=False).first).to_be_visible()
    page.goto(story_url)
    page.reload()
    page.get_by_test_id("stButtonGroup").get_by_text("Edit").first.click()
    expect(page.get_by_label("The words of this page")).to_have_value(
        re.compile("everybody sang"), timeout=SLOW
    )
    page.goto(f"{server.url}/evaluate")
    expect(page.get_by_text("CLIP score", exact=False).first).to_be_visible(timeout=SLOW)
    quiet(page)


def test_a_crash_in_the_middle(page: Page, server: Server) -> None:
    upload(page, server)
    page.get_by_role("button", name="Look at the pictures").click()
    page.wait_for_url(re.compile(r"\?story="), timeout=SLOW)
    url = page.url
    look(page).click()
    until = time.monotonic() + 300
    while len(artifacts(server)) < 8 and time.monotonic() < until:
        time.sleep(0.05)
    server.kill()
    made = artifacts(server)
    assert len(made) >= 8
    server.start()
    # Nobody opens the page: reaching the server once is enough, the work goes on by itself.
    page.goto(server.url)
    page.goto(url)
    page.get_by_role("button", name="Read the book").click(timeout=SLOW)
    now = artifacts(server)
    assert made.items() <= now.items(), "a finished artifact was lost or built again"
    quiet(page)


def test_bad_files_get_a_sentence(page: Page, server: Server, tmp_path: Path) -> None:
    (tmp_path / "note.jpg").write_text("this is no picture")
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "cut.png").write_bytes(Path(SAMPLES[0]).read_bytes()[:3000])
    (tmp_path / "drawing.svg").write_text("<svg><script>alert(1)</script></svg>")
    page.goto(server.url)
    bad = [str(tmp_path / name) for name in ("note.jpg", "empty.png", "cut.png", "drawing.svg")]
    page.locator("input[type=file]").first.set_input_files([*bad, SAMPLES[0]])
    for name in ("note.jpg", "empty.png", "cut.png", "drawing.svg"):
        expect(page.get_by_test_id("stAlert").filter(has_text=name)).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("One picture: it becomes a story of its own")).to_be_visible()
    quiet(page)
