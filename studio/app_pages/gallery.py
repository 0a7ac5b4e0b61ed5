"""Gallery: every finished and unfinished story, to find, open and tidy up."""

import streamlit as st

from core.ages import AGES
from core.story import MOODS
from studio.components import deleted, state
from studio.components.choices import mood_label
from studio.components.guard import attempt, guard
from studio.components.media import cover
from studio.components.text import ago, plain, sentence, some
from studio.resources import open_studio
from studio.services import Studio
from studio.views import CardView

SORTS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "best": "Best rated",
    "title": "By title",
}
ANY = "any"
PER_PAGE = 24


def show(studio: Studio) -> None:
    """Filters and cards."""
    st.title("Gallery", anchor=False)
    _undo_bar(studio)
    _opened(studio)
    _books(studio)
    deleted.shelf(studio)


def _books(studio: Studio) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            "Search",
            placeholder="Title or words of the story",
            icon=":material/search:",
            width=320,
            **state.kept("gallery.search", ""),
        )
        moods = [ANY, *MOODS]
        mood = st.selectbox(
            "Mood",
            moods,
            format_func=lambda name: "Every mood" if name == ANY else mood_label(name),
            width=190,
            **state.kept("gallery.mood", ANY),
        )
        age = st.selectbox(
            "Reading age",
            [ANY, *AGES],
            format_func=lambda name: AGES[name].label if name in AGES else "Every age",
            width=140,
            **state.kept("gallery.age", ANY),
        )
        presets = {preset.id: preset.label for preset in studio.presets()}
        preset = st.selectbox(
            "Models",
            [ANY, *presets],
            format_func=lambda name: presets.get(name, "All models"),
            width=210,
            **state.kept("gallery.preset", ANY),
        )
        sort = st.selectbox(
            "Order",
            list(SORTS),
            format_func=SORTS.__getitem__,
            width=180,
            **state.kept("gallery.sort", "newest"),
        )
    cards = studio.gallery(
        search=(search or "").strip(),
        mood=None if mood == ANY else mood,
        preset=None if preset == ANY else preset,
        age=None if age == ANY else age,
        sort=sort or "newest",
    )
    if not cards:
        chosen = {mood, age, preset} != {ANY}
        _empty(filtered=chosen or bool((search or "").strip()))
        return
    shown = state.get("gallery.shown", PER_PAGE)
    st.caption(some(len(cards), "book"))
    with st.container(horizontal=True, gap="medium", key="cards"):
        for card in cards[:shown]:
            _card(studio, card)
    if len(cards) > shown:
        st.button(
            f"Show more ({len(cards) - shown})",
            icon=":material/expand_more:",
            on_click=state.put,
            args=("gallery.shown", shown + PER_PAGE),
        )


def _card(studio: Studio, card: CardView) -> None:
    with st.container(border=True, width=352, gap="xsmall"):
        if card.cover:
            st.image(cover(studio, card.cover, 640, 480), width="stretch", alt="Cover")
        else:
            with st.container(height=236, border=False, vertical_alignment="center"):
                st.title("📖", anchor=False, text_alignment="center")
        st.markdown(f"**{plain(card.title, 80) or 'Untitled'}**")
        pages = f" · {some(card.segments, 'page')}" if card.segments else ""
        stars = f"⭐ {card.stars:.1f}" if card.stars is not None else "not rated yet"
        st.caption(f"{mood_label(card.mood)}{pages}  \n{stars} · {ago(card.created_at)}")
        if card.excerpt:
            st.caption(plain(card.excerpt, 110))
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.page_link(
                "app_pages/story.py",
                label="Read",
                icon=":material/auto_stories:",
                query_params={"story": card.id},
            )
            _status(card)
            st.button(
                "",
                icon=":material/delete:",
                type="tertiary",
                key=f"gallery.delete.{card.id}",
                help="Delete this book",
                on_click=_delete,
                args=(studio, card),
            )


def _status(card: CardView) -> None:
    looks = {
        "finished": ("finished", "green", ":material/check:"),
        "done": ("finished", "green", ":material/check:"),
        "stale": ("out of date", "orange", ":material/update:"),
        "running": ("being made", "blue", ":material/hourglass_empty:"),
        "queued": ("waiting", "blue", ":material/hourglass_empty:"),
        "failed": ("failed", "red", ":material/error:"),
    }
    status = "unfinished" if card.status == "done" and not card.cover else card.status
    label, color, icon = looks.get(status, ("unfinished", "gray", ":material/pending:"))
    st.badge(label, color=color, icon=icon)  # type: ignore[arg-type]


def _delete(studio: Studio, card: CardView) -> None:
    if attempt(studio.delete, card.id):
        state.put("gallery.deleted", (card.id, card.title))
        if state.get("story.id") == card.id:
            state.put("story.id", None)
        st.toast(f"“{plain(card.title, 40)}” was deleted.", icon="🗑️")


def _undo_bar(studio: Studio) -> None:
    gone = state.get("gallery.deleted")
    if not gone:
        return
    with (
        st.container(border=True),
        st.container(horizontal=True, vertical_alignment="center"),
    ):
        st.markdown(f"“{plain(gone[1], 60)}” was deleted.", width="stretch")
        st.button(
            "Undo",
            icon=":material/undo:",
            type="primary",
            key="gallery.undo",
            on_click=_restore,
            args=(studio, gone[0]),
        )
        st.button(
            "",
            icon=":material/close:",
            type="tertiary",
            key="gallery.dismiss",
            help="Close",
            on_click=state.put,
            args=("gallery.deleted", None),
        )


def _restore(studio: Studio, story_id: str) -> None:
    if attempt(studio.restore, story_id):
        state.put("gallery.deleted", None)


def _opened(studio: Studio) -> None:
    """Open a book from a file, and say what became of it."""
    opens = state.get("gallery.opens", 0)
    with st.popover(
        "Open a book from a file",
        icon=":material/drive_folder_upload:",
        key=f"gallery.opening.{opens}",  # Another one is closed again.
    ):
        file = st.file_uploader(
            "A book’s ZIP, downloaded from the page of a story in any studio",
            type="zip",
            key=f"gallery.file.{opens}",
        )
        if file is not None and st.button(
            "Open this book",
            icon=":material/auto_stories:",
            type="primary",
            key="gallery.open",
        ):
            with st.spinner("Opening the book …"):
                opened = studio.opening.open(file.name, file.getvalue())
            state.put("gallery.opens", opens + 1)
            state.put("gallery.opened", opened)
            st.rerun()
    opened = state.get("gallery.opened")
    if opened is not None:
        notes = "".join(f" {sentence(note)}" for note in opened.notes)
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.markdown(f":material/check: The book was opened.{notes}", width="stretch")
            st.page_link(
                "app_pages/story.py",
                label="Read it",
                icon=":material/auto_stories:",
                query_params={"story": opened.story_id},
            )
            st.button(
                "",
                icon=":material/close:",
                type="tertiary",
                key="gallery.opened.dismiss",
                help="Close",
                on_click=state.put,
                args=("gallery.opened", None),
            )


def _empty(*, filtered: bool) -> None:
    with st.container(border=True, horizontal_alignment="center"):
        st.title("🔍" if filtered else "📚", anchor=False, text_alignment="center")
        if filtered:
            st.write("No book fits this search. Try other words, or every mood.")
        else:
            st.write("No books yet. The first one takes about a minute.")
            st.page_link("app_pages/create.py", label="Make a storybook", icon=":material/draw:")


with guard():
    show(open_studio())
