"""Story: read the book, edit it page by page, rate it, take it along."""

import streamlit as st

from core.ages import AGES
from core.errors import BadInput
from studio.about import AboutBook
from studio.components import (
    about_book,
    cast,
    choices,
    glance,
    page_table,
    pieces,
    progress,
    reader,
    scene,
    state,
    survey,
    taking,
    whole_book,
)
from studio.components.deleted import restore
from studio.components.guard import do, guard
from studio.components.media import thumbnail
from studio.components.rating import rating
from studio.components.text import ago, listed, plain, some
from studio.compose import Studio
from studio.exports import Exports
from studio.jobs import Jobs
from studio.making import MakingDesk
from studio.media import StoredMedia
from studio.rating import Rating
from studio.resources import open_studio
from studio.uploads import Uploads
from studio.views import StoryView

READ, GLANCE, EDIT, CAST, RATE = "read", "glance", "edit", "cast", "rate"
MODES = {
    READ: "📖 Read",
    GLANCE: "🔲 At a glance",
    EDIT: "✏️ Edit",
    CAST: "🎭 Cast",
    RATE: "⭐ Rate",
}
# Letters of a title over the page; the cover has all of it.
HEADING = 90
# What is built along; a reader counts what they see and hear.
UNSEEN = ("prompt", "guide", "score", "told")


def show(studio: Studio, view: StoryView) -> None:
    """The whole page for one story."""
    if view.deleted:
        restore(studio.books, studio.housekeeping, view)
        return
    asked = _asked_place(view)
    if asked is not None and state.get("story.asked") != (view.id, asked):
        state.put("story.asked", (view.id, asked))
        state.put("story.page", view.segments[asked].index)
    if wanted := st.query_params.get("edit"):
        del st.query_params["edit"]
        state.put("story.mode", EDIT)
        scene.open_editor(opened=wanted == "picture")
    settings = whole_book.Desk(
        reading=studio.reading,
        editing=studio.editing,
        presets=studio.presets,
        narrators=studio.narrators,
        library=studio.library,
        plotting=studio.plotting,
        restyling=studio.restyling,
    )
    _header(settings, studio.uploads, studio.about, studio.exports, view)
    mode = st.session_state.get("story.mode", READ)
    busy = bool(view.build and view.build.active)
    if busy:
        progress.watch(
            studio.reading,
            view.id,
            lambda now: _live(
                studio.stored, studio.jobs, studio.making, now, before=view, mode=mode
            ),
        )
    else:
        progress.outcome(view)
        _rebuild(studio.jobs, view)
    if not view.word_count:
        if not busy:
            st.info("This story is not written yet.", icon="🪶")
            st.page_link(
                "app_pages/create.py",
                label="Go on making it",
                icon=":material/draw:",
                query_params={"story": view.id},
            )
    elif mode == EDIT:
        desk = pieces.Desk(
            stored=studio.stored,
            reading=studio.reading,
            jobs=studio.jobs,
            editing=studio.editing,
            versions=studio.versions,
            paging=studio.paging,
            presets=studio.presets,
            uploads=studio.uploads,
            own=studio.own,
            scenes=studio.scenes,
            plotting=studio.plotting,
            wishes=studio.wishes,
            voice=studio.voice,
            variants=studio.variants,
        )
        _edit(desk, studio.rating_desk, view)
    elif mode == CAST:
        cast.page(studio.stored, studio.versions, studio.casting, view)
    elif mode == GLANCE:
        glance.sheet(studio.stored, studio.swapping, view)
    elif mode == RATE:
        _rate(studio.stored, studio.rating_desk, view)
    else:
        reader.book(studio.about, studio.rating_desk, view, at=asked)
        st.space("small")
        rating(studio.rating_desk, view.id, None, "How do you like the book?")
        if view.finished:
            survey.form(studio.comparing, view.id)
    for note in view.notes:
        st.caption(f"💡 {plain(note)}")


def _header(
    settings: whole_book.Desk, uploads: Uploads, about: AboutBook, exports: Exports, view: StoryView
) -> None:
    st.title(plain(view.title, HEADING), anchor=False)
    request = view.request
    age = f" for {AGES[request.age].label}" if request.written else ""
    st.caption(
        f"{choices.mood_label(request.mood)}{age} · {choices.style_label(request.style)} ·"
        f" {some(view.word_count, 'word')} · {some(len(view.segments), 'page')} ·"
        f" {ago(view.created_at)}"
    )
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.segmented_control(
            "What to do",
            list(MODES),
            format_func=MODES.__getitem__,
            required=True,
            label_visibility="collapsed",
            wrap=True,
            **state.kept("story.mode", READ),
        )
        with st.container(horizontal=True, width="content", gap="small", key="book-tools"):
            if st.button("Book settings", icon=":material/tune:", key="story.settings"):
                whole_book.open_settings(settings, view)
            about_book.button(settings.reading, uploads, about, view)
            taking.downloads(about, exports, view)


def _live(
    stored: StoredMedia,
    jobs: Jobs,
    making: MakingDesk,
    view: StoryView,
    *,
    before: StoryView,
    mode: str,
) -> None:
    progress.strip(jobs, making, view)
    if not before.word_count:
        progress.growing_book(stored, view)
    elif mode in (EDIT, GLANCE) and pieces.stamps(view) != pieces.stamps(before):
        st.rerun()


def _rebuild(jobs: Jobs, view: StoryView) -> None:
    """Say what is out of date, and offer to build exactly that."""
    waiting = [*view.stale, *view.missing]
    if not waiting or not view.word_count:
        return
    count = sum(slot.partition("/")[0] not in UNSEEN for slot in waiting)
    number = f" ({count})" if count else ""
    with (
        st.container(border=True),
        st.container(horizontal=True, vertical_alignment="center"),
    ):
        stale = [
            f"page {segment.number} ({listed(segment.stale)})"
            for segment in view.segments
            if segment.stale
        ]
        what = f"Out of date: {listed(stale)}." if stale else f"{progress.missing_line(view)}."
        st.markdown(f":orange[:material/update:] {what}", width="stretch")
        st.button(
            f"Rebuild what changed{number}" if view.stale else f"Make the rest{number}",
            type="primary",
            icon=":material/construction:",
            key="story.rebuild",
            on_click=do,
            args=(jobs.build, view.id),
        )


def _asked_place(view: StoryView) -> int | None:
    """The place (from 0) that the address asks for; `page` in it counts as people do."""
    asked = st.query_params.get("page", "")
    place = int(asked) - 1 if asked.isascii() and asked.isdigit() and len(asked) < 5 else -1
    return place if 0 <= place < len(view.segments) else None


def _edit(desk: pieces.Desk, ratings: Rating, view: StoryView) -> None:
    segment = page_table.choice(view)
    if scene.is_open() and segment.prompt.artifact is not None:
        scene.editor(desk.scenes, view.id, segment.index)
        return
    page_table.tools(desk.stored, desk.reading, desk.paging, view, segment)
    pieces.workbench(desk, view, segment)
    st.divider()
    rating(ratings, view.id, segment.index, f"Rate page {segment.number}")


def _rate(stored: StoredMedia, ratings: Rating, view: StoryView) -> None:
    with st.container(border=True):
        rating(ratings, view.id, None, "The whole book")
    for segment in view.segments:
        with (
            st.container(border=True),
            st.container(horizontal=True, gap="medium"),
        ):
            if segment.illustration.media:
                st.image(
                    thumbnail(stored, segment.illustration.media),
                    width=180,
                    alt=f"Page {segment.number}",
                )
            with st.container(width="stretch"):
                st.text(segment.text.text or "")
                rating(ratings, view.id, segment.index, f"Page {segment.number}")


def _nothing(sentence: str) -> None:
    st.title("Story", anchor=False)
    st.info(plain(sentence), icon="📚")
    with st.container(horizontal=True):
        st.page_link(
            "app_pages/gallery.py", label="Open the gallery", icon=":material/photo_library:"
        )
        st.page_link("app_pages/create.py", label="Make a storybook", icon=":material/draw:")


with guard():
    studio = open_studio()
    with (
        st.container(horizontal_alignment="center"),
        st.container(width=1080),
    ):
        story_id = st.query_params.get("story") or state.get("story.id")
        if not story_id:
            _nothing("No story is open. Choose one in the gallery, or make a new one.")
        else:
            try:
                view = studio.reading.story(story_id)
            except BadInput as error:
                state.put("story.id", None)
                _nothing(str(error))
            else:
                state.put("story.id", story_id)
                st.query_params["story"] = story_id
                show(studio, view)
