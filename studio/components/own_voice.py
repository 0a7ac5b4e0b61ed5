"""Reading a page oneself: record in the browser, hear it, put it on the page."""

import streamlit as st

from studio.components.guard import attempt, guard
from studio.components.text import listed, plain, some
from studio.own_voice import OwnVoice, is_own
from studio.reading import Reading
from studio.views import SegmentView, StoryView

_SHOWN = 6


def offer(
    reading: Reading, voice: OwnVoice, view: StoryView, segment: SegmentView, busy: bool
) -> None:
    """The button on the edit view, and what an ear heard otherwise in a recording."""
    piece = segment.narration
    if st.button(
        "Read it myself",
        icon=":material/mic:",
        key=f"story.record.{view.id}.{segment.index}",
        type="tertiary",
        disabled=busy or piece.locked or not segment.text.text,
        help="Unlock the narration first" if piece.locked else None,
    ):
        _dialog(reading, voice, view.id, segment.index)
    if is_own(piece.artifact) and piece.artifact and (said := misread_line(piece.artifact.data)):
        st.caption(plain(said))


@st.dialog("Read this page yourself", width="medium")
def _dialog(reading: Reading, voice: OwnVoice, story_id: str, page: int) -> None:
    with guard():
        view = reading.story(story_id)
        st.markdown(plain(view.page(page).text.text or ""))
        sound = st.audio_input("Record", key=f"own_voice.{story_id}.{page}")
        st.caption(
            "Silence before and after is cut off, and the recording made as loud as other pages."
            " It stays on this computer."
        )
        if sound is not None and st.button(
            "Use it on this page", type="primary", icon=":material/check:", key="own_voice.put"
        ):
            with st.spinner("Finding the words in it …"):
                done = attempt(voice.put, story_id, page, sound.getvalue())
            if done:
                st.rerun()


def misread_line(data: object) -> str:
    """What was read otherwise, in a sentence; "" for nothing."""
    pairs = data.get("misread") if hasattr(data, "get") else None
    if not pairs:
        return ""
    parts = []
    for said, heard in pairs[:_SHOWN]:
        if not heard:
            parts.append(f"“{said}” was left out")
        elif not said:
            parts.append(f"“{heard}” is not on the page")
        else:
            parts.append(f"you read “{heard}”, the page says “{said}”")
    more = len(pairs) - _SHOWN
    rest = f", and {some(more, 'word')} more" if more > 0 else ""
    return f"Heard otherwise (the ear errs, too): {listed(parts)}{rest}."
