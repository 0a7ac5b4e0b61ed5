"""Everybody can use every page: axe-core finds nothing of weight, the keyboard alone is enough, and
nothing runs over the edge of a narrow screen or with large letters."""

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Server

SLOW = 300_000
WIDE, PHONE = (1280, 900), (390, 844)
SEVERE = ("moderate", "serious", "critical")
KNOWN: dict[str, str] = {}
"""Rules that Streamlit itself breaks and that neither its options nor CSS can mend, with the
reason; there are none."""
MODES = ("At a glance", "Edit", "Cast", "Rate")


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A studio with nothing but its example book."""
    before = os.environ.get("STUDIO_EXAMPLE")
    os.environ["STUDIO_EXAMPLE"] = "1"
    one = Server(tmp_path_factory.mktemp("access") / "data")
    one.start()
    yield one
    one.kill()
    if before is not None:
        os.environ["STUDIO_EXAMPLE"] = before


def shown(browser: Browser, *, dark: bool, size: tuple[int, int]) -> Page:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        has_touch=size == PHONE,
    )
    context.set_default_timeout(60_000)
    return context.new_page()


def opened(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}/{path}")
    expect(page.get_by_test_id("stHeading").first).to_be_visible(timeout=SLOW)
    settled(page)


def settled(page: Page) -> None:
    """Nothing is being drawn any more."""
    page.wait_for_timeout(500)
    rests = page.locator("[data-test-script-state=notRunning]")
    expect(rests).to_have_count(1, timeout=SLOW)
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=SLOW)
    page.wait_for_timeout(500)


def book(page: Page, server: Server) -> str:
    """The address of the example's page."""
    opened(page, server, "gallery")
    link = page.locator(".bookshelf a").first
    expect(link).to_be_visible(timeout=SLOW)
    return (link.get_attribute("href") or "").removeprefix("./")


def faults(page: Page, where: str) -> list[str]:
    """What axe-core finds, one line a rule."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{where}: {rule['id']} ({rule['impact']}): {rule['nodes'][0]['html'][:200]}"
        for rule in found
        if rule["impact"] in SEVERE and rule["id"] not in KNOWN
    ]


@pytest.mark.parametrize(
    ("dark", "size"),
    [(False, WIDE), (True, WIDE), (False, PHONE), (True, PHONE)],
    ids=["light", "dark", "phone", "dark phone"],
)
def test_axe_finds_nothing(
    browser: Browser, furnished: Server, dark: bool, size: tuple[int, int]
) -> None:
    page = shown(browser, dark=dark, size=size)
    story = book(page, furnished)
    found = faults(page, "gallery")
    page.get_by_role("button", name="Filters").click()
    settled(page)
    found += faults(page, "gallery with filters")
    for path in ("", "compare", "evaluate", "data", "models", "story"):
        opened(page, furnished, path)
        found += faults(page, path or "create")
    opened(page, furnished, story)
    found += faults(page, "story")
    for mode in MODES:
        page.get_by_test_id("stButtonGroup").get_by_text(mode).first.click()
        settled(page)
        found += faults(page, mode)
    opened(page, furnished, "")
    page.get_by_role("button", name="Use the five sample pictures").click()
    expect(page.get_by_text("5 pictures, told in this order")).to_be_visible(timeout=SLOW)
    page.get_by_text("Details: models").click()
    settled(page)
    found += faults(page, "create with pictures")
    page.context.close()
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    ("size", "large"), [((360, 740), 1), (PHONE, 1), ((1280, 900), 2)], ids=str
)
def test_nothing_runs_over_the_edge(
    browser: Browser, furnished: Server, size: tuple[int, int], large: int
) -> None:
    page = shown(browser, dark=False, size=size)
    story = book(page, furnished)
    for path in ("", "gallery", story, "compare", "evaluate", "data", "models"):
        opened(page, furnished, path)
        page.add_style_tag(content=f"html {{ font-size: {100 * large}% !important }}")
        settled(page)
        over = page.evaluate(
            """() => {
                 const main = document.querySelector('[data-testid="stMain"]');
                 return [main.scrollWidth - main.clientWidth,
                         document.documentElement.scrollWidth - innerWidth];
               }"""
        )
        assert max(over) <= 1, (path, size, large)
    page.context.close()


def test_the_first_load_leaves_no_errors(browser: Browser, furnished: Server) -> None:
    page = shown(browser, dark=False, size=WIDE)
    trouble: list[str] = []
    page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    for path in ("", "gallery", "models"):
        opened(page, furnished, path)
    assert trouble == []
    page.context.close()


def test_the_phone_menu_closes_after_a_tap(browser: Browser, furnished: Server) -> None:
    page = shown(browser, dark=False, size=PHONE)
    opened(page, furnished, "gallery")
    page.get_by_test_id("stExpandSidebarButton").click()
    menu = page.get_by_test_id("stSidebarNav")
    expect(menu).to_be_visible()
    menu.get_by_text("Models").click()
    page.wait_for_url(re.compile("/models$"))
    expect(menu).not_to_be_in_viewport()
    page.context.close()


def test_cards_open_delete_and_stand_on_shelves(browser: Browser, furnished: Server) -> None:
    page = shown(browser, dark=False, size=WIDE)
    opened(page, furnished, "gallery")
    # Until its scores are counted it is being made.
    expect(page.locator(".bookshelf").get_by_text("an example")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name=re.compile("Put on a shelf")).click()
    name = page.get_by_role("dialog").get_by_label("A new shelf")
    name.fill("Bedtime")
    name.press("Enter")
    settled(page)
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=SLOW)
    expect(page.get_by_text("Bedtime (1)")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name=re.compile("Delete this book")).click()
    expect(page.get_by_text("No books yet")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Undo").click()
    cover = page.locator(".bookshelf .cover").first
    expect(cover).to_be_visible(timeout=SLOW)
    cover.click(force=True)  # The link lies over it.
    page.wait_for_url(re.compile(r"/story\?story="), timeout=SLOW)
    page.context.close()


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str, *, most: int = 150) -> None:
        """Press Tab until what has the focus is called so."""
        pattern = re.compile(name)
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if pattern.search(self.focus()):
                return
        raise AssertionError(f"the Tab key never came to “{name}”, but to “{self.focus()}” last")

    def focus(self) -> str:
        """What has the focus is called."""
        return str(
            self.page.evaluate(
                """() => {
                     let at = document.activeElement;
                     while (at && at.shadowRoot && at.shadowRoot.activeElement)
                       at = at.shadowRoot.activeElement;
                     if (!at || at === document.body) return "";
                     const id = at.getAttribute("aria-labelledby");
                     const by = id && document.getElementById(id);
                     const label = at.labels && at.labels[0];
                     const own = at.matches("a, button, [role]") && at.innerText;
                     return [at.getAttribute("aria-label"), by && by.textContent,
                             label && label.textContent, own].filter(Boolean).join(" | ");
                   }"""
            )
        )

    def choose(self, chosen: str, name: str) -> None:
        """Go from the chosen one of a group of buttons to another, by arrow keys."""
        self.to(chosen)
        for _ in range(12):
            self.page.keyboard.press("ArrowRight")
            if re.search(name, self.focus()):
                self.page.keyboard.press("Space")
                return settled(self.page)
        raise AssertionError(f"the arrow keys never came to “{name}”, but to “{self.focus()}” last")

    def press(self, name: str, key: str = "Enter") -> None:
        self.to(name)
        self.page.keyboard.press(key)


def test_make_read_edit_rate_and_export_by_keyboard(page: Page, server: Server) -> None:
    keys = Keyboard(page)
    opened(page, server, "")
    # Make.
    keys.press("Use the five sample pictures")
    expect(page.get_by_text("5 pictures, told in this order")).to_be_visible()
    settled(page)
    keys.press("Make the whole book at once")
    asked = page.get_by_role("button", name=re.compile("Write the story"))
    read = page.get_by_role("button", name="Read the book")
    expect(asked.or_(read)).to_be_visible(timeout=SLOW)
    if asked.is_visible():
        captions = page.locator("textarea")
        for i in range(captions.count()):
            if not captions.nth(i).input_value():
                keys.to(f"Picture {i + 1}")
                page.keyboard.type(f"a fox with {i + 2} balloons in the forest")
                page.keyboard.press("Control+Enter")
                settled(page)
        expect(asked).to_be_enabled(timeout=SLOW)
        keys.press("Write the story")
    expect(read).to_be_visible(timeout=SLOW)
    settled(page)
    # Read.
    keys.press("Read the book")
    page.wait_for_url(re.compile(r"/story\?story="))
    settled(page)
    # Rate.
    keys.choose("Read$", "Rate$")
    keys.choose("1 out of 5 stars", "4 out of 5 stars")
    # Edit.
    page.reload()
    settled(page)
    keys.choose("Read$", "Edit$")
    words = page.get_by_label("The words of this page")
    expect(words).to_be_visible(timeout=SLOW)
    settled(page)
    keys.to("The words of this page")
    page.keyboard.press("Control+End")
    page.keyboard.type(" And then everybody sang.")
    keys.press("Save the text")
    expect(page.get_by_text("Out of date: page 1")).to_be_visible(timeout=SLOW)
    # Export.
    settled(page)
    keys.press(r"Download\s+expand_more")
    settled(page)
    with page.expect_download(timeout=SLOW) as taken:
        keys.press(r"Download$|Download .*PDF")
    assert taken.value.suggested_filename
    # What takes a while is seen to end, without another touch.
    forms = page.get_by_test_id("stPopoverBody").get_by_role("button")
    ready = forms.filter(has_text="Download").count()
    keys.press("Make$")
    expect(forms.filter(has_text="Download")).to_have_count(ready + 1, timeout=SLOW)
