"""A story that somebody brings: its words, its title, and the language that they are in."""

import streamlit as st

from core.languages import ENGLISH, LANGUAGES, primary
from core.story import PASTED_WORDS
from core.text import count_words
from studio.components import drafts, state, voices
from studio.components.choices import chosen_preset
from studio.components.text import some
from studio.narrators import Narrators
from studio.presets import Presets

PAGE = "pasted"
"""Language, voice and speed of such a story are remembered apart from those of a written one."""
_TEXT = "create.text"
DRAFT = "create/text"


def story(presets: Presets, narrators: Narrators) -> None:
    """The fields; the language is found from the words, and may be put right."""
    low, high = PASTED_WORDS
    kept = state.kept(_TEXT, "")
    drafts.keep(DRAFT, kept["key"], "")
    text = st.text_area(
        f"Your story ({low} to {high} words)",
        height=280,
        placeholder="Once upon a time…",
        key=kept["key"],
        on_change=_heard,
        args=(presets, narrators),
    )
    unit = LANGUAGES.get(primary(state.get(f"{PAGE}.language", ENGLISH)), LANGUAGES[ENGLISH]).unit
    count = count_words(text or "")
    said = some(count, unit.removesuffix("s"))
    if count > high:
        st.caption(f":material/warning: {said}: {count - high:,} too many for one book.")
    else:
        st.caption(f"{said} so far. It is told word for word.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Title (optional)",
            max_chars=120,
            width=420,
            placeholder="Its first words",
            **state.kept("create.title", ""),
        )
        voices.language(presets, narrators, PAGE, chosen_preset(presets), "Language of the story")


def _heard(presets: Presets, narrators: Narrators) -> None:
    """Another text may be in another language."""
    text = st.session_state[f"_{_TEXT}"]
    state.put(_TEXT, text)
    found = narrators.language_of(chosen_preset(presets), text)
    if text.strip() and found != state.get(f"{PAGE}.language"):
        state.put(f"{PAGE}.language", found)
        state.put(f"{PAGE}.voice", voices.USUAL)
