"""The reader in the studio: cover to stars, whole screen, bedtime, settings, a lost network."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from core.export.book import About
from core.settings import Settings
from core.story import StoryRequest
from studio.compose import Studio
from tests.e2e.conftest import Server
from tests.studio.conftest import STORY
from tests.studio.pages import (
    build,
)

NOW = (
    "document.querySelectorAll('*').values().map(e => e.shadowRoot)"
    ".find(s => s?.querySelector('.reader'))"
)
"""The shadow root in which the reader is."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str, str]]:
    """A server with two books that are made: an English one, and one in Arabic letters."""
    data = tmp_path_factory.mktemp("shelf")
    studio = Studio(
        Settings.from_environment({"STUDIO_DATA_DIR": str(data), "STUDIO_DEVICE": "cpu"})
    )
    arabic = "كان الثعلب الصغير يمشي في الغابة ليلا وهو يحمل فانوسا جميلا. " * 10
    made = []
    for text, language in ((STORY, "en"), (arabic, "ar")):
        request = StoryRequest(text=text, title="Pip", pages=3, seed=3, language=language)
        story = studio.books.create(request)
        build(studio, story)
        studio.about.write(story, About(author="Maya", dedication="For Ben"))
        made.append(story)
    studio.close()
    server = Server(data)
    server.start()
    yield server, made[0], made[1]
    server.kill()


def opened(page: Page, shelf: tuple[Server, str, str], story: int = 1) -> Page:
    page.goto(f"{shelf[0].url}/story?story={shelf[story]}")
    expect(page.locator(".reader.js")).to_be_visible()
    return page


def phone(browser: Browser, **more: object) -> Page:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, **more
    )
    context.set_default_timeout(60_000)
    return context.new_page()


def test_from_the_cover_to_the_stars(page: Page, shelf: tuple[Server, str, str]) -> None:
    opened(page, shelf)
    where = page.locator("#where")
    expect(where).to_have_text("Cover")
    expect(page.locator(".cover")).to_contain_text("Maya")
    expect(page.locator(".cover img")).to_be_visible()
    for said in ("1 / 3", "2 / 3", "3 / 3", "The End"):
        page.keyboard.press("ArrowRight")
        expect(where).to_have_text(said)
    page.locator(".stars button").nth(3).click()
    # What is said below the book is the same.
    page.reload()
    expect(page.locator(".reader.js")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(where).to_have_text("Cover")
    for _ in range(4):
        page.locator("#next").click()
    expect(page.locator(".stars .given")).to_have_count(4)
    page.locator("#again").click()
    expect(where).to_have_text("Cover")


def test_every_word_is_lit_and_one_is_said_by_itself(
    page: Page, shelf: tuple[Server, str, str]
) -> None:
    opened(page, shelf)
    page.locator("#next").click()
    page.locator("#looks").click()
    page.locator("[data-set=auto]").uncheck()
    page.evaluate(
        f"""() => {{
             const root = {NOW}; window.seen = new Set();
             const words = [...root.querySelectorAll("#p1 [data-s]")];
             new MutationObserver((all) => all.forEach(({{ target }}) => {{
               if (target.matches(".now")) window.seen.add(words.indexOf(target));
             }})).observe(root.querySelector("#p1"), {{ attributes: true, subtree: true }});
             window.count = words.length;
           }}"""
    )
    page.locator("#play").click()
    page.wait_for_function(f"() => {NOW}.querySelector('#p1 audio').ended", timeout=120_000)
    missed = page.evaluate("window.count - window.seen.size")
    assert page.evaluate("window.count") > 20
    assert missed == 0
    page.locator("#p1 [data-s]").nth(4).click()
    page.wait_for_function(f"() => {NOW}.querySelector('#p1 audio').paused")
    start = float(page.locator("#p1 [data-s]").nth(4).get_attribute("data-s") or 0) / 1000
    at = page.evaluate(f"{NOW}.querySelector('#p1 audio').currentTime")
    assert start <= at < start + 2


def test_what_a_reader_likes_is_remembered(page: Page, shelf: tuple[Server, str, str]) -> None:
    opened(page, shelf)
    page.locator("#looks").click()
    page.locator("[data-set=font]").select_option("Lexend")
    page.locator("[data-set=spacing]").select_option("2.1")
    page.locator("[data-set=speed]").select_option("0.8")
    page.locator("[data-set=view]").select_option("two")
    page.locator("#larger").click()
    page.wait_for_function("document.fonts.check('16px Lexend')")
    page.reload()
    opened(page, shelf)
    page.locator("#next").click()
    expect(page.locator("#where")).to_have_text("1–2 / 3")
    expect(page.locator(".page:visible")).to_have_count(2)
    family = page.locator("#p1 .text").evaluate("e => getComputedStyle(e).fontFamily")
    assert family.startswith("Lexend")
    page.locator("#play").click()
    expect(page.locator("#p1 .now")).to_have_count(1)
    assert page.evaluate(f"{NOW}.querySelector('#p1 audio').playbackRate") == 0.8
    kept = json.loads(page.evaluate("localStorage.getItem('storybook-reader')"))
    assert kept["size"] > 1.1


def test_bedtime_fills_the_screen_dims_and_falls_asleep(
    page: Page, shelf: tuple[Server, str, str]
) -> None:
    opened(page, shelf)
    page.locator("#looks").click()
    page.locator("#bedtime").click()
    expect(page.locator(".reader.fills")).to_have_attribute("data-theme", "bedtime")
    ground = page.locator(".reader").evaluate("e => getComputedStyle(e).backgroundColor")
    assert sum(map(int, re.findall(r"\d+", ground))) < 60
    page.clock.install()
    page.locator("[data-set=sleep]").select_option("10")
    page.locator("#play").click()
    page.clock.fast_forward(10 * 60_000 + 1000)
    expect(page.locator("#asleep")).to_be_visible()
    assert page.evaluate(f"{NOW}.querySelectorAll('audio').values().every(a => a.paused)")
    page.locator("#asleep").click()
    page.locator("#full").click()
    expect(page.locator(".reader.fills")).to_have_count(0)


def test_a_lost_network_is_said_and_reading_goes_on(
    page: Page, shelf: tuple[Server, str, str]
) -> None:
    opened(page, shelf)
    page.context.route("**/files/*.mp3", lambda route: route.abort())
    page.reload()
    expect(page.locator(".reader.js")).to_be_visible()
    page.locator("#next").click()
    page.locator("#play").click()
    expect(page.locator("#note")).to_contain_text("network is gone")
    page.locator("#next").click()
    expect(page.locator("#where")).to_have_text("2 / 3")
    page.context.unroute("**/files/*.mp3")
    expect(page.locator("#p2 .now")).to_have_count(1, timeout=30_000)
    expect(page.locator("#note")).to_be_hidden()
    # What is here already is read on meanwhile.
    page.context.set_offline(True)
    expect(page.locator("#note")).to_contain_text("network is gone")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Pause")
    page.context.set_offline(False)
    expect(page.locator("#note")).to_be_hidden()


def test_hands_on_a_phone(browser: Browser, shelf: tuple[Server, str, str]) -> None:
    page = opened(phone(browser), shelf)
    page.locator("#looks").click()
    small = page.evaluate(
        f"""() => [...{NOW}.querySelectorAll("button, select")].filter((e) => e.offsetParent)
             .map((e) => [e.id || e.textContent, e.getBoundingClientRect()])
             .filter(([, box]) => Math.min(box.width, box.height) < 44).map(([name]) => name)"""
    )
    assert small == []
    page.locator("#looks").click()
    box = page.locator("#book").bounding_box()
    assert box is not None
    touch = page.context.new_cdp_session(page)
    y = box["y"] + 100
    for kind, x in (("touchStart", 320), ("touchMove", 200), ("touchMove", 60)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator("#where")).to_have_text("1 / 3")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.context.close()


def test_a_book_from_right_to_left(page: Page, shelf: tuple[Server, str, str]) -> None:
    opened(page, shelf, 2)
    expect(page.locator("#where")).to_have_text("الغلاف")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#where")).to_have_text("1 / 3")
    assert page.locator("#p1 .text").get_attribute("dir") == "rtl"
    picture, text = (page.locator(f"#p1 {of}").bounding_box() for of in (".picture", ".leaf"))
    assert picture is not None
    assert text is not None
    assert picture["x"] > text["x"]


def test_music_plays_under_the_voice(page: Page, shelf: tuple[Server, str, str]) -> None:
    page.add_init_script(
        """const real = AudioContext.prototype.createBufferSource;
           AudioContext.prototype.createBufferSource = function () {
             const made = real.call(this);
             window.beds = [...(window.beds || []), made];
             return made;
           };"""
    )
    opened(page, shelf)
    page.locator("#play").click()
    page.wait_for_function("window.beds?.length === 1", timeout=60_000)
    loop = page.evaluate(
        "[beds[0].loop, beds[0].loopEnd - beds[0].loopStart, beds[0].buffer.duration]"
    )
    assert loop[0] is True
    assert loop[1] == 48
    assert loop[2] > 48.3
    page.locator("#looks").click()
    page.locator("[data-set=music]").uncheck()
    page.reload()
    expect(page.locator(".reader.js")).to_be_visible()
    page.locator("#next").click()
    page.locator("#play").click()
    expect(page.locator("#p1 .now")).to_have_count(1)
    assert page.evaluate("window.beds === undefined")
