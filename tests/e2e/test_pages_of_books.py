"""Exports in a real browser: the read-along page turns, lights and speaks; fixed pages fit."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from core.export.epub import book_epub
from core.export.readalong import book_html
from tests.core.export.shelf import CHINESE, HINDI, LATIN, POEM, SHELF, book, words
from tests.core.export.shelf import page as leaf

LONG = book(pages=[leaf(0, LATIN, seconds=6), leaf(1, POEM, seconds=6), leaf(2, LATIN)])


@pytest.fixture
def phone(browser: Browser):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, color_scheme="dark"
    )
    shown = context.new_page()
    shown.trouble = []  # type: ignore[attr-defined]
    shown.on("console", lambda message: shown.trouble.append(message.text))  # type: ignore[attr-defined]
    shown.on("pageerror", lambda error: shown.trouble.append(str(error)))  # type: ignore[attr-defined]
    shown.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith(("data:", "blob:", "file:"))
            else shown.trouble.append(asked.url)  # type: ignore[attr-defined]
        ),
    )
    yield shown
    context.close()


def opened(shown: Page, tmp_path: Path, name: str = "long") -> None:
    path = tmp_path / "book.html"
    path.write_bytes(book_html(LONG if name == "long" else SHELF[name]))
    shown.goto(path.as_uri())


def swipe(shown: Page, start: int, end: int) -> None:
    touch = shown.context.new_cdp_session(shown)
    places = [("touchStart", start), ("touchMove", (start + end) // 2), ("touchMove", end)]
    for kind, x in places:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 300}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_pages_turn_by_swipe_key_and_button(phone: Page, tmp_path: Path) -> None:
    opened(phone, tmp_path)
    where = phone.locator("#where")
    expect(where).to_have_text("Cover")
    swipe(phone, 320, 60)
    expect(where).to_have_text("1 / 3")
    phone.keyboard.press("ArrowRight")
    expect(where).to_have_text("2 / 3")
    phone.locator("#next").click()
    expect(where).to_have_text("3 / 3")
    swipe(phone, 60, 320)
    expect(where).to_have_text("2 / 3")
    swipe(phone, 200, 190)
    expect(where).to_have_text("2 / 3")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    assert phone.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 19, 28)"
    assert phone.trouble == []  # type: ignore[attr-defined]


def test_a_right_to_left_book_turns_the_other_way(phone: Page, tmp_path: Path) -> None:
    opened(phone, tmp_path, "arabic")
    phone.keyboard.press("ArrowLeft")
    expect(phone.locator("#where")).to_have_text("1 / 2")
    swipe(phone, 60, 320)
    expect(phone.locator("#where")).to_have_text("2 / 2")


def test_words_light_up_with_the_voice(phone: Page, tmp_path: Path) -> None:
    opened(phone, tmp_path)
    phone.keyboard.press("ArrowRight")
    phone.locator("#play").click()
    seen = phone.evaluate(
        """() => new Promise((done) => {
             const audio = document.querySelector("#p1 audio"), seen = [];
             const look = () => {
               const now = document.querySelector("#p1 .now");
               if (now && now.textContent !== seen.at(-1)?.[0]) {
                 seen.push([now.textContent, audio.currentTime - now.dataset.s / 1000]);
               }
               if (document.querySelector("#p1").hidden) done(seen); else setTimeout(look, 5);
             };
             look();
           })"""
    )
    said = [word.word for word in words(LATIN)]
    lit = [text for text, _ in seen]
    assert lit == [word for word in said if word in lit], "in their order"
    assert len(lit) > 0.7 * len(said), "a busy machine may miss some, not many"
    late = sorted(seconds for _, seconds in seen)
    assert -0.02 < late[len(late) // 2] < 0.2
    # The page was read to its end, and the next one is read by itself.
    expect(phone.locator("#where")).to_have_text("2 / 3")
    assert not phone.evaluate("document.querySelector('#p2 audio').paused")


def test_a_word_is_said_by_itself(phone: Page, tmp_path: Path) -> None:
    opened(phone, tmp_path)
    phone.keyboard.press("ArrowRight")
    phone.locator("#p1 [data-s]").nth(3).click()
    stopped = "() => document.querySelector('#p1 audio').paused"
    phone.wait_for_function(f"() => !({stopped})() || document.querySelector('#p1 .now')")
    phone.wait_for_function(stopped)
    at = phone.evaluate("document.querySelector('#p1 audio').currentTime")
    assert words(LATIN, 6)[3].start_s < at < words(LATIN, 6)[3].end_s + 0.5


def test_it_is_read_without_scripts(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    shown = context.new_page()
    opened(shown, tmp_path)
    for number in (1, 2, 3):
        expect(shown.locator(f"#p{number} .text")).to_be_visible()
        expect(shown.locator(f"#p{number} audio")).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    "text",
    [LATIN * 12, HINDI * 9, CHINESE * 25, (POEM + "\n\n") * 6, "x" * 3000, "Boing! " * 400],
    ids=["latin", "hindi", "chinese", "verse", "no end", "long"],
)
def test_fixed_pages_hold_their_text(text: str, page: Page, tmp_path: Path) -> None:
    content = book_epub(book((text, LATIN)), fixed=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    for path in sorted(tmp_path.glob("EPUB/page-*.xhtml")):
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready")
        place = page.locator(".text").bounding_box()
        folio = page.locator(".folio").bounding_box()
        assert place is not None
        assert folio is not None
        assert place["y"] >= 0
        assert place["y"] + place["height"] <= folio["y"] + 1
        assert page.locator(".text").evaluate("e => e.scrollWidth <= e.clientWidth")
