"""The book as PDF and as pictures of its pages, in every layout, size and script."""

import dataclasses
import io

import pytest
from made_books import ARABIC, book, image
from PIL import Image as Pillow
from pypdf import PdfReader

from core.errors import UnknownName
from core.export import fonts
from core.export.book import LAYOUTS, PAPER, About, Book, Colophon, Page, Print
from core.export.pdf import book_pdf, imposition, pages_png
from core.export.setting import calm_end

MM = 72 / 25.4
MARKUP = (
    '#strong[x] $x^2$ *bold* _it_ <b> </script> #image("/etc/passwd") @ref `a` \\ // /* = - &amp;'
)
SCRIPTS = {
    "ar": ARABIC,
    "he": "השועל הקטן הלך ביער בלילה ונשא פנס.",
    "hi": "छोटी लोमड़ी रात में जंगल में चल रही थी।",
    "th": "สุนัขจิ้งจอกตัวน้อยเดินอยู่ในป่าตอนกลางคืน",
    "ja": "小さなきつねが夜の森を歩いていました。",
    "zh": "小狐狸夜里在森林里走着，手里提着灯笼。",
    "ko": "작은 여우가 밤에 숲 속을 걸었습니다.",
    "ru": "Лисёнок шёл ночью по лесу.",
}


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words_of(content: bytes) -> str:
    """All text of a PDF without white space."""
    text = "".join(page.extract_text() for page in read(content).pages)
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PAPER)
def test_every_layout_tells_the_story_in_every_size(layout: str, paper: str) -> None:
    made = dataclasses.replace(
        book("The fox ran over the hill.", "It rained all day."),
        about=About(author="Anna L.", illustrator="Tom", dedication="For Mia", age="3 to 6"),
        colophon=Colophon(sentences=("Drawn by hand.",), settings=("Seed: 7",)),
    )
    how = Print(layout=layout, paper=paper)
    content = book_pdf(made, how)
    assert content == book_pdf(made, how)
    said = words_of(content)
    for wanted in (
        *("TheFox&the<Rain>", "Thefoxranoverthehill.", "Itrainedallday.", "WrittenbyAnnaL."),
        *("PicturesbyTom", "ForMia", "Forages3to6", "Drawnbyhand.", "Seed:7"),
    ):
        assert wanted in said, wanted
    width, height = (edge / MM for edge in read(content).pages[0].mediabox[2:])
    sizes = {"square": (210, 210), "a4": (297, 210), "a5": (148, 210), "booklet": (296, 210)}
    assert (round(width), round(height)) == sizes[paper]


def test_a_pdf_is_tagged_and_names_its_pictures_language_and_author() -> None:
    made = dataclasses.replace(book(), about=About(author="Anna"))
    content = book_pdf(made)
    reader = read(content)
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert str(catalog["/Lang"]).startswith("en")
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (made.title, "Anna")
    assert b"pdfuaid:part" in bytes(catalog["/Metadata"].get_data())
    assert alternatives(catalog["/StructTreeRoot"]) >= {"a fox"}
    assert "Seed" not in words_of(book_pdf(made, Print(settings=False)))


def alternatives(node: object) -> set[str]:
    """The alternative texts below a node of a PDF's structure."""
    found: set[str] = set()
    todo = [node]
    while todo:
        at = todo.pop().get_object()  # type: ignore[attr-defined]
        if isinstance(at, list):
            todo += at
        elif isinstance(at, dict):
            found |= {str(at["/Alt"])} if "/Alt" in at else set()
            todo += [at["/K"]] if "/K" in at else []
    return found


def test_number_of_pages() -> None:
    five = book(*["The fox ran."] * 5)
    assert len(read(book_pdf(five, Print(layout="above"))).pages) == 5 + 4
    assert len(read(book_pdf(five, Print(layout="beside", paper="a4"))).pages) == 5 + 4
    facing = read(book_pdf(five, Print(layout="beside"))).pages
    assert len(facing) == 10 + 5
    assert "The fox ran." in facing[4].extract_text(), "text on the right, its picture on the left"


def test_bleed_is_cut_off() -> None:
    page = read(book_pdf(book(), Print(layout="full", bleed=True))).pages[0]
    assert [round(edge / MM) for edge in page.mediabox[2:]] == [216, 216]
    assert [round(edge / MM) for edge in page.trimbox] == [3, 3, 213, 213]


@pytest.mark.parametrize("rtl", [False, True])
def test_a_folded_booklet_reads_in_order(rtl: bool) -> None:
    sides = imposition(12, rtl=rtl)
    assert sides[:2] == ([(0, 11), (10, 1)] if rtl else [(11, 0), (1, 10)])
    # Fold the sheets into one another: turning each right leaf shows the back of its left one.
    leaves = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        front, back = (front[::-1], back[::-1]) if rtl else (front, back)
        leaves.append(((front[1], back[0]), (back[1], front[0])))
    order = [p for outer, _ in leaves for p in outer] + [p for _, i in leaves[::-1] for p in i]
    assert order == list(range(12))
    with pytest.raises(ValueError, match="half a sheet"):
        imposition(10)


def test_a_booklet_ends_with_its_back_on_the_first_sheet() -> None:
    sides = read(
        book_pdf(book(*["The fox ran."] * 3), Print(layout="above", paper="booklet"))
    ).pages
    assert len(sides) == 4, "7 pages on two sheets"
    assert "The Fox" in sides[0].extract_text()
    assert "The fox ran." in sides[2].extract_text()


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_script_is_shown_and_can_be_read_back(language: str) -> None:
    text = SCRIPTS[language]
    made = book(text, f"{text} 🦊", title=text[:20])
    assert made.language == language
    assert not fonts.missing(made.title + made.text)
    said = words_of(book_pdf(made, Print(layout="above")))
    letters = {c for c in text if c.isalpha()}
    assert len(letters & set(said)) > 0.8 * len(letters)
    assert "emptyboxes" not in said


def test_markup_is_shown_as_it_is_written() -> None:
    emoji = "👨‍👩‍👧 1️⃣ 🇩🇪 ❤️ e\u0301\u0323"
    about = About(author=MARKUP, illustrator=MARKUP, dedication=MARKUP, age=MARKUP)
    made = dataclasses.replace(book(MARKUP, emoji, title=MARKUP), about=about)
    wanted = "".join(MARKUP.split())
    assert words_of(book_pdf(made)).count(wanted) >= 5


def test_lines_of_verse_stay_lines() -> None:
    poem = "The fox went out,\n    he prayed\n \t\nfor he had many\na mile to go"
    content = book_pdf(book(poem), Print(layout="above"))
    lines = [line.strip() for line in read(content).pages[2].extract_text().splitlines()]
    assert lines[:4] == ["The fox went out,", "he prayed", "for he had many", "a mile to go"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_page_breaks_the_book(layout: str) -> None:
    made = Book(
        story_id="s",
        title="A very long title that goes on and on " * 8,
        request=book().request,
        pages=(
            Page(index=0, text=""),
            Page(index=1, text="", image=image()),
            Page(index=2, text="Thin.", image=image((500, 2))),
            Page(index=3, text="Hi.", image_note="The picture of page 4 is gone.", damaged=True),
            Page(index=4, text="", image_note="Page 5 has no picture yet."),
            Page(index=5, text="A fox ran and ran, and sang. " * 286, image=image()),
            Page(index=6, text="x" * 4000),
            Page(index=7, text="Rare: \U00012000 \x07\x00", image=image()),
        ),
    )
    content = book_pdf(made, Print(layout=layout))
    said = words_of(content)
    assert said.count("sang") == 286
    assert said.count("x") > 3990
    assert "Thepictureofpage4isgone." in said
    assert "Page5hasnopictureyet." in said
    assert "U+12000" in said
    assert len(book_pdf(dataclasses.replace(made, pages=()), Print(layout=layout))) > 1000


def test_long_pages_do_not_make_the_others_small() -> None:
    short, long = "The fox ran.", "A fox ran and ran, and sang. " * 286
    heights = []
    for texts in ((short, short), (short, long)):
        page = read(book_pdf(book(*texts), Print(layout="above"))).pages[2]
        sizes: list[float] = []
        page.extract_text(visitor_text=lambda t, _c, _m, _f, s, sizes=sizes: sizes.append(s))
        heights.append(max(sizes))
    assert heights[0] == heights[1]


@pytest.mark.parametrize("pixels", [(1920, 1080), (1080, 1920)])
def test_pages_as_pictures_have_the_size_of_the_film(pixels: tuple[int, int]) -> None:
    made = book("The fox ran. " * 60, "It rained.")
    sheets = pages_png(made, pixels=pixels, layout="above")
    assert [(sheet.part, sheet.page) for sheet in sheets if sheet.part != "page"] == [
        ("cover", None), ("title", None), ("made", None),
    ]  # fmt: skip
    assert {sheet.page for sheet in sheets if sheet.part == "page"} == {0, 1}
    assert all(Pillow.open(io.BytesIO(sheet.content)).size == pixels for sheet in sheets)


def test_words_stand_where_the_picture_is_calm() -> None:
    def busy(top: bool) -> str:
        made = Pillow.effect_noise((96, 96), 90).convert("RGB")
        made.paste("white", (0, 48, 96, 96) if top else (0, 0, 96, 48))
        out = io.BytesIO()
        made.save(out, "PNG")
        return calm_end(dataclasses.replace(image(), content=out.getvalue()))

    assert (busy(True), busy(False)) == ("bottom", "top")


def test_a_book_without_font_packages_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "PACKAGES", ("fontpkg_literata",))
    for cached in (fonts.fonts, fonts._characters):
        cached.cache_clear()
    try:
        assert "U+6F22" in words_of(book_pdf(book("A fox, 漢!")))
    finally:
        monkeypatch.undo()
        for cached in (fonts.fonts, fonts._characters):
            cached.cache_clear()


def test_unknown_ways_of_printing_name_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="above, beside, full"):
        Print(layout="sideways")
    with pytest.raises(UnknownName, match="a4, a5, booklet, square"):
        Print(paper="a0")
