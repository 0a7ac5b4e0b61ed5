"""Words survive the browser that they were typed in; ten pages are put in order on a phone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from core.settings import Settings
from core.story import StoryRequest
from studio.compose import Studio
from tests.e2e.conftest import ARGUMENTS, Server

PAGES = 10
STORY = "\n\n".join(
    f"On day {day} the small fox went down to the river, where a red boat lay in the grass. She "
    "sat in it until the sun was low, counted the fish, and told nobody at home what she had seen."
    for day in range(1, PAGES + 1)
)
FINGER = 44


@pytest.fixture
def written(tmp_path: Path) -> Iterator[tuple[Server, str]]:
    """A studio with a book of ten pages; only its words are there."""
    studio = Studio(Settings.from_environment({"STUDIO_DATA_DIR": str(tmp_path / "data")}))
    book = studio.books.enter(StoryRequest(text=STORY, seed=3))
    studio.jobs.build(book, [f"segment/{page}" for page in range(PAGES)])
    build = studio.builds.latest(book)
    assert build is not None
    while studio.building.step(build.id) == "more":
        pass
    assert len(studio.reading.story(book).segments) == PAGES
    studio.close()
    server = Server(tmp_path / "data")
    server.start()
    yield server, book
    server.kill()


def phone(browser: Browser, folder: Path) -> BrowserContext:
    """A browser of its own, whose memory lies in a folder."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    context = browser.browser_type.launch_persistent_context(
        folder, executable_path=path, args=ARGUMENTS, viewport={"width": 390, "height": 844}
    )
    context.set_default_timeout(60_000)
    return context


def edit(context: BrowserContext, server: Server, book: str) -> Page:
    page = context.new_page()
    page.goto(f"{server.url}/story?story={book}")
    page.get_by_test_id("stButtonGroup").get_by_text("Edit").first.click()
    expect(words(page)).to_be_visible()
    return page


def words(page: Page):
    return page.get_by_role("textbox", name="The words of this page")


def test_words_outlive_the_browser_and_pages_move_on_a_phone(
    written: tuple[Server, str], browser: Browser, tmp_path: Path
) -> None:
    server, book = written
    context = phone(browser, tmp_path / "browser")
    page = edit(context, server, book)
    before = words(page).input_value()
    words(page).fill("Nobody had seen the fox since Tuesday.")
    page.get_by_test_id("stButtonGroup").get_by_text("Page 2").click()
    expect(words(page)).not_to_have_value("Nobody had seen the fox since Tuesday.")
    context.close()
    server.kill()
    server.start()

    context = phone(browser, tmp_path / "browser")
    page = edit(context, server, book)
    expect(words(page)).to_have_value(before)
    expect(page.get_by_text("You typed this before and did not save it.")).to_be_visible()
    page.get_by_role("button", name="Restore").click()
    expect(words(page)).to_have_value("Nobody had seen the fox since Tuesday.")
    page.get_by_role("button", name="Save the text").click()
    expect(page.get_by_text("your words")).to_be_visible()
    page.wait_for_function(
        "!Object.keys(localStorage).some((name) => name.startsWith('storybook.draft.'))"
    )

    page.get_by_role("button", name="All pages").click()
    dialog = page.get_by_role("dialog")
    down = dialog.get_by_role("button", name="Down")
    expect(down).to_have_count(PAGES)
    for button in (down.first, dialog.get_by_role("button", name="Up").last):
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= FINGER
        assert box["x"] + box["width"] <= 390
    # The first page to the end, as a thumb does it: one step after the other.
    for place in range(PAGES - 1):
        down.nth(place).click()
        expect(dialog.locator("p", has_text=f"{place + 2} Nobody had seen")).to_be_visible()
    page.keyboard.press("Escape")
    page.reload()
    page.get_by_test_id("stButtonGroup").get_by_text("Edit").first.click()
    page.get_by_test_id("stButtonGroup").get_by_text(f"Page {PAGES}").click()
    expect(words(page)).to_have_value("Nobody had seen the fox since Tuesday.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
