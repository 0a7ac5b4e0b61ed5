"""What concerns the whole book: title, mood, style, hero, voice, another story."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import streamlit as st

from core.errors import StudioError
from core.story import GUIDE_STRENGTH, MOODS
from studio.components import choices, music, outline, state, styles
from studio.components.guard import attempt, guard
from studio.components.text import sentence
from studio.components.voices import choice as voice_choice
from studio.editing import Editing
from studio.models import ModelLibrary
from studio.narrators import Narrators
from studio.plotting import Plotting
from studio.presets import Presets
from studio.reading import Reading
from studio.restyling import Restyling
from studio.views import StoryView

_DONE: Final = "book.done"
"""Set when a click in the dialog has done what it is for, so that the dialog closes."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What the settings of a book use."""

    reading: Reading
    editing: Editing
    presets: Presets
    narrators: Narrators
    library: ModelLibrary
    plotting: Plotting
    restyling: Restyling


@st.dialog("Book settings", width="medium")
def settings(desk: Desk, story_id: str) -> None:
    """Change what the whole book is made from; nothing is rebuilt before the reader asks for it."""
    with guard():
        view = desk.reading.story(story_id)
        request = view.request
        title = st.text_input("Title", value=view.title, max_chars=120, key="book.new_title")
        mood = st.segmented_control(
            "Mood",
            list(MOODS),
            default=request.mood,
            required=True,
            format_func=choices.mood_label,
            key="book.new_mood",
            disabled=not request.written,
            help=None if request.written else "The text is your own; its mood stays.",
        )
        st.markdown("**Art style**: one click redraws the whole book in it.")
        styles.cards("book", request.style, partial(_restyle, desk, view.id), busy=_busy(view))
        if st.session_state.pop(_DONE, False):
            st.rerun()
        hero = st.text_input(
            "Hero's name", value=request.hero or "", max_chars=40, key="book.new_hero"
        )
        if request.written:
            choices.idea_choice("book")
            choices.figures_choice("book")
            with st.container(horizontal=True, gap="medium"):
                with st.container(width="content", gap="xxsmall"):
                    choices.age_choice("book")
                with st.container(width="content", gap="xxsmall"):
                    choices.length_choice("book")
        if st.button("Who is in your book", icon=":material/theater_comedy:", key="book.cast"):
            state.put("story.mode", "cast")
            st.rerun()
        voice_choice(desk.presets, desk.narrators, desk.library, "book", request.preset)
        music.choice(desk.presets, desk.library, "book", request.preset)
        choices.picture_choice(desk.presets, "book", request.preset)
        new: dict[str, Any] = {
            "mood": mood,
            "hero": (hero or "").strip() or None,
            "idea": state.get("book.idea", "").strip() or None,
            "figures": state.get("book.figures", "").strip(),
            "age": state.get("book.age", request.age),
            "length": state.get("book.length", request.length),
            **choices.chosen_pictures(desk.presets, "book", request.preset),
            **choices.chosen_voice("book"),
            **music.chosen(desk.presets, "book", request.preset),
        }
        changed = {name: value for name, value in new.items() if value != getattr(request, name)}
        st.caption(
            "What depends on a change is marked as out of date; you rebuild it when you like."
        )
        outline.plot(desk.editing, view)
        with st.container(horizontal=True):
            if st.button("Apply", type="primary", icon=":material/check:", key="book.apply"):
                _apply(desk, view, title or "", changed)
            if request.written:
                _another_story(desk, view)


def open_settings(desk: Desk, view: StoryView) -> None:
    """Open the dialog with what was chosen for the book."""
    st.session_state.pop(_DONE, None)
    state.put("book.idea", view.request.idea or "")
    state.put("book.figures", view.request.figures)
    state.put("book.age", view.request.age)
    state.put("book.length", view.request.length)
    state.put("book.language", view.request.language)
    state.put("book.voice", view.request.voice or "")
    state.put("book.speed", view.request.speed)
    state.put("book.composer", view.request.composer or "")
    state.put("book.shape", view.request.shape)
    state.put("book.continues", view.request.continuity is not None)
    state.put("book.strength", view.request.continuity or choices.USUAL_STRENGTH)
    state.put("book.guided", view.request.guide is not None)
    state.put("book.guide_strength", view.request.guide or GUIDE_STRENGTH)
    settings(desk, view.id)


def _busy(view: StoryView) -> bool:
    return bool(view.build and view.build.active)


def _restyle(desk: Desk, story_id: str, style: str) -> None:
    if attempt(desk.restyling.restyle, story_id, style):
        state.put("story.mode", "glance")
    st.session_state[_DONE] = True


def _apply(desk: Desk, view: StoryView, title: str, changed: dict[str, Any]) -> None:
    try:
        if title.strip() != view.title:
            desk.editing.edit(view.id, "title", title)
        if changed:
            desk.editing.change(view.id, **changed)
    except StudioError as error:
        st.error(sentence(str(error)), icon="⚠️")
        return
    st.rerun()


def _another_story(desk: Desk, view: StoryView) -> None:
    busy = _busy(view)
    if st.button(
        "Write another story",
        icon=":material/refresh:",
        key="book.again",
        disabled=busy,
        help="The same pictures and captions, by another plot. Earlier texts are kept.",
    ):
        desk.editing.regenerate(view.id, "outline")
        st.rerun()
    if (
        view.outline
        and view.outline.versions > 1
        and st.button(
            "Back to the plot before",
            icon=":material/undo:",
            key="book.undo",
            disabled=busy,
            type="tertiary",
        )
    ):
        desk.plotting.undo(view.id)
        st.rerun()
