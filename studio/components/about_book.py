"""About the book: who made it and for whom, its cover, and how it is printed."""

from collections.abc import Collection
from typing import Final

import streamlit as st

from core.export.book import LAYOUTS, PAPER, About, Print
from core.story import Picture
from studio.about import LIMITS, AboutBook, Said
from studio.components import drafts, own_pictures, state
from studio.components.guard import attempt, guard
from studio.reading import Reading
from studio.uploads import Uploads
from studio.views import StoryView

_OWN: Final = -1
_LAYOUT_ICONS: Final = {"full": "🖼️", "above": "⬆️", "beside": "⬅️"}
_HELP: Final = {
    "square": "Like most picture books.",
    "a4": "One page a sheet of A4 paper.",
    "a5": "Half a sheet of A4 a page.",
    "booklet": "Print on both sides of A4 paper, turned at the short edge; fold in the middle.",
}


def button(reading: Reading, uploads: Uploads, about: AboutBook, view: StoryView) -> None:
    """The button that opens the dialog, beside the downloads."""
    if st.button(
        "About the book",
        icon=":material/edit_note:",
        key="story.about",
        disabled=not view.word_count,
        help="Author, dedication, cover, and how the book is printed",
    ):
        state.put("about.brought", None)
        dialog(reading, uploads, about, view.id)


@st.dialog("About the book", width="medium")
def dialog(reading: Reading, uploads: Uploads, about: AboutBook, story_id: str) -> None:
    """What stands on cover and title page, and layout and size of the PDF."""
    with guard():
        view, said = reading.story(story_id), about.of(story_id)
        words = _lines(story_id, said)
        page, own = _cover(uploads, view, said)
        how = _printing(said)
        with st.container(horizontal=True):
            if (
                st.button("Save", type="primary", icon=":material/check:", key="about.save")
                and attempt(about.write, story_id, words, cover=own, cover_page=page)
                and attempt(about.print_as, story_id, how)
            ):
                st.rerun()
            if (
                said.versions
                and st.button("Undo", icon=":material/undo:", key="about.undo", type="tertiary")
                and attempt(about.undo, story_id)
            ):
                st.rerun()


def _lines(story_id: str, said: Said) -> About:
    left, right = st.columns(2)
    author = left.text_input(
        "Author", said.about.author, max_chars=LIMITS["author"], key="about.author"
    )
    illustrator = right.text_input(
        "Illustrator",
        said.about.illustrator,
        max_chars=LIMITS["illustrator"],
        key="about.illustrator",
    )
    drafts.keep(f"{story_id}/dedication", "about.dedication", said.about.dedication)
    dedication = left.text_area(
        "Dedication",
        said.about.dedication,
        max_chars=LIMITS["dedication"],
        height=80,
        key="about.dedication",
        placeholder="For Mia",
    )
    age = right.text_input(
        "For ages", said.about.age, max_chars=LIMITS["age"], key="about.age", placeholder="3 to 6"
    )
    return About(
        author=author or "",
        illustrator=illustrator or "",
        dedication=dedication or "",
        age=age or "",
    )


def _cover(uploads: Uploads, view: StoryView, said: Said) -> tuple[int, Picture | str | None]:
    """The page whose picture is on the cover, or a picture of one's own."""
    pages = {segment.index: segment.number for segment in view.segments}
    first = list(pages).index(said.cover_page) if said.cover_page in pages else 0
    chosen = st.selectbox(
        "Picture on the cover",
        [*pages, _OWN],
        index=len(pages) if said.cover else first,
        format_func=lambda i: "A picture of my own…" if i == _OWN else f"Page {pages[i]}",
        key="about.cover",
    )
    if chosen != _OWN:
        return chosen, None
    brought = own_pictures.brought(uploads, "about.brought", key="about.file")
    return _shown(said, pages), brought or said.cover


def _shown(said: Said, pages: Collection[int]) -> int:
    """The page for the cover; the first where that one is not in the book any more."""
    return said.cover_page if said.cover_page in pages else next(iter(pages))


def _printing(said: Said) -> Print:
    now = said.printing
    st.markdown("**The PDF**")
    layout = st.segmented_control(
        "Layout",
        list(LAYOUTS),
        default=now.layout,
        required=True,
        format_func=lambda name: f"{_LAYOUT_ICONS[name]} {LAYOUTS[name]}",
        key="about.layout",
    )
    paper = st.segmented_control(
        "Size",
        list(PAPER),
        default=now.paper,
        required=True,
        format_func=PAPER.__getitem__,
        key="about.paper",
    )
    st.caption(_HELP[paper or now.paper])
    with st.container(horizontal=True):
        bleed = st.checkbox(
            "3 mm of bleed",
            now.bleed and paper != "booklet",
            key="about.bleed",
            disabled=paper == "booklet",
            help="For a print shop: pictures reach over the edge, where the paper is cut.",
        )
        settings = st.checkbox(
            "Say how it was made",
            now.settings,
            key="about.settings",
            help="Mood, style, seed and models in small type on the last page.",
        )
    return Print(
        layout=layout or now.layout, paper=paper or now.paper, bleed=bleed, settings=settings
    )
