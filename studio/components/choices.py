"""What a person chooses for a story: mood, hero, style, voice, preset, seed."""

import secrets
from typing import Any, Final

import streamlit as st

from core.ages import AGES, USUAL_AGE
from core.errors import StudioError
from core.figures import FIGURES_LETTERS
from core.ideas import IDEA_LETTERS, MADE_UP_PAGES, USUAL_PAGES, against_mood
from core.languages import ENGLISH, LANGUAGES, name_of, primary
from core.story import (
    GUIDE_STRENGTH,
    LENGTHS,
    MOODS,
    SHAPES,
    STYLES,
    USUAL_LENGTH,
    Mood,
)
from studio.components import drafts, music, state, voices
from studio.components.cards import sign
from studio.components.text import plain, sentence, size
from studio.models import ModelLibrary
from studio.narrators import Narrators
from studio.presets import Presets
from studio.views import PresetView

USUAL_STRENGTH: Final = 0.75
"""Enough for another place to appear, little enough for figures to stay (tried with starter)."""


IDEA_DRAFT: Final = "create/idea"
OFFERED: Final = ("she", "he", "they")
"""Pronouns of a hero who is not an "it"."""


def mood_label(mood: str) -> str:
    """A mood with its emoji."""
    found = MOODS.get(mood)
    return f"{found.emoji} {found.label}" if found else plain(mood)


def mood_text(mood: str) -> str:
    """The same as a text that is no Markdown."""
    found = MOODS.get(mood)
    return f"{found.emoji} {found.label}" if found else mood


def style_label(style: str) -> str:
    """An art style with its emoji."""
    found = STYLES.get(style)
    return f"{found.emoji} {found.label}" if found else plain(style)


def mood_cards() -> str:
    """A card for each mood; returns the chosen one's id."""
    chosen = state.get("create.mood", "comedy")
    with st.container(horizontal=True, gap="small", key="moods"):
        for mood in MOODS.values():
            _mood_card(mood, mood.id == chosen)
    with st.container(key="mood-said"):  # On a phone, where the cards are too small for it.
        st.caption(plain(MOODS[chosen].blurb))
    return chosen


def _mood_card(mood: Mood, chosen: bool) -> None:
    with st.container(
        border=True, width=152, height="stretch", gap="xsmall", horizontal_alignment="center"
    ):
        sign(mood.emoji)
        st.button(
            mood.label,
            key=f"create.mood.{mood.id}",
            type="primary" if chosen else "secondary",
            icon=":material/check:" if chosen else None,
            width="stretch",
            on_click=state.put,
            args=("create.mood", mood.id),
        )
        st.caption(plain(mood.blurb), text_alignment="center")


def length_choice(page: str, usual: str = USUAL_LENGTH) -> None:
    """How long a story that is written shall be, remembered as "<page>.length"."""
    length = st.segmented_control(
        "Length",
        list(LENGTHS),
        required=True,
        format_func=str.capitalize,
        **state.kept(f"{page}.length", usual),
    )
    low, high = LENGTHS[length or usual]
    st.caption(f"{low} to {high} words")


def idea_choice(page: str, *, alone: bool = False) -> str:
    """What a story is about, in a line, remembered as "<page>.idea"; `alone`: without pictures."""
    kept = state.kept(f"{page}.idea", "")
    with st.container(gap=None):
        idea = st.text_input(
            "Your idea" if alone else "Idea or moral (optional)",
            placeholder="A fox who can’t sleep" if alone else "About sharing",
            max_chars=IDEA_LETTERS,
            width=620 if alone else "stretch",
            **kept,
        )
        drafts.keep(IDEA_DRAFT, kept["key"], "")
    if said := against_mood(idea, state.get(f"{page}.mood", "")):
        st.warning(plain(said), icon="🧭")
    return (idea or "").strip()


def figures_choice(page: str) -> None:
    """Who is called what, remembered as "<page>.figures"."""
    st.text_input(
        "Names of other characters (optional)",
        placeholder="The dog is Bruno, he is afraid of water",
        max_chars=FIGURES_LETTERS,
        help="What captions call them, and their names; the story and the cast use these.",
        **state.kept(f"{page}.figures", ""),
    )


def pages_choice(page: str) -> None:
    """How many pages a story without pictures has, remembered as "<page>.pages"."""
    low, high = MADE_UP_PAGES
    st.slider("Pages", low, high, width=260, **state.kept(f"{page}.pages", USUAL_PAGES))


def language_choice(presets: Presets, narrators: Narrators, page: str) -> None:
    """In which language a story is written and read, remembered as "<page>.language"."""
    preset = chosen_preset(presets)
    try:
        writer = presets.models(preset)["writer"]
        voices = narrators.voices(preset)
    except StudioError:
        return  # The preset's own line says what is missing.
    spoken = {primary(tag): tag for tag in reversed(voices)}
    now = state.get(f"{page}.language", ENGLISH)
    if not writer.languages:
        label = plain(presets.called(writer.id) or writer.id)
        said = f"The book will be in English: {label} writes no other language."
        if primary(now) != ENGLISH:
            able = presets.writers_of(primary(now))
            other = f" For {name_of(primary(now))} choose {' or '.join(able)}." if able else ""
            st.warning(f"{said}{other}", icon="🌍")
        else:
            st.caption(f"{said} For others choose other models under “Details”.")
        return
    widget = f"{page}.tongue"
    options = [
        code for code in LANGUAGES if code in (ENGLISH, *writer.languages) and code in spoken
    ]
    st.session_state[widget] = primary(now) if primary(now) in options else ENGLISH
    st.selectbox(
        "Language",
        options,
        format_func=lambda code: LANGUAGES[code].called,
        width=200,
        key=widget,
        on_change=lambda: state.put(f"{page}.language", spoken[st.session_state[widget]]),
    )


def age_choice(page: str) -> None:
    """For whom a story is written, remembered as "<page>.age"."""
    age = st.segmented_control(
        "Reading age",
        list(AGES),
        required=True,
        format_func=lambda name: AGES[name].label,
        **state.kept(f"{page}.age", USUAL_AGE),
    )
    st.caption(AGES[age or USUAL_AGE].blurb)


def pronoun_choice(page: str) -> None:
    """How the story speaks of the hero, remembered as "<page>.pronoun"; it may choose itself."""
    st.segmented_control(
        "The hero is (optional)",
        OFFERED,
        format_func=str.capitalize,
        help="How the story speaks of the hero. Without a choice, name and pictures decide.",
        **state.kept(f"{page}.pronoun", None),
    )


def new_seed() -> None:
    """Choose another seed at random."""
    state.put("create.seed", secrets.randbelow(1_000_000))


def more_choices(presets: Presets, narrators: Narrators, library: ModelLibrary, page: str) -> None:
    """Preset, voice (remembered for `page`) and seed, for those who want to choose."""
    preset_choice(presets)
    voices.choice(presets, narrators, library, page, chosen_preset(presets))
    music.choice(presets, library, "create", chosen_preset(presets))
    picture_choice(presets, "create", chosen_preset(presets))
    st.caption(sentence(presets.device_line()))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(
            "Seed",
            min_value=0,
            max_value=2**53 - 1,
            step=1,
            width=220,
            help="The same pictures, choices and seed make the same book again.",
            **state.kept("create.seed", 0),
        )
        st.button("New seed", icon=":material/casino:", on_click=new_seed, key="reseed")


def chosen_preset(presets: Presets) -> str:
    """The preset that was chosen, else the one that the settings name."""
    return state.get("create.preset") or presets.usual


def preset_choice(presets: Presets) -> None:
    """Which models make the book, each preset in plain words."""
    offered = {preset.id: preset for preset in presets.views()}
    if chosen_preset(presets) not in offered:
        state.put("create.preset", next(iter(offered)))
    st.radio(
        "Models",
        list(offered),
        format_func=lambda name: plain(offered[name].label),
        captions=[_preset_line(preset) for preset in offered.values()],
        **state.kept("create.preset", chosen_preset(presets)),
    )


def _preset_line(preset: PresetView) -> str:
    if preset.ready:
        return plain(preset.blurb)
    if preset.download_mib > 0:
        return f"{plain(preset.blurb)} Not here yet: {size(preset.download_mib)} to download."
    return f"{plain(preset.blurb)} Not ready: {sentence(preset.why)}"


def preset_line(presets: Presets, narrators: Narrators, page: str) -> str:
    """Which preset will make the book and who reads, in a few words; "" where there is none."""
    chosen = next((p for p in presets.views() if p.id == chosen_preset(presets)), None)
    if chosen is None:
        return ""
    if not chosen.ready:
        return f"Models: {plain(chosen.label)}, not on this computer yet."
    reads = voices.line(presets, narrators, page, chosen.id)
    return reads if chosen.id == presets.usual else f"Models: {plain(chosen.label)}. {reads}"


def picture_choice(presets: Presets, page: str, preset: str) -> None:
    """What the preset's illustrator lets people choose: the shape of drawings, or continuity."""
    if presets.draws(preset):
        st.segmented_control(
            "Shape of the pictures",
            list(SHAPES),
            required=True,
            format_func=lambda shape: "Square" if shape == "square" else shape,
            **state.kept(f"{page}.shape", "square"),
        )
    else:
        guide_choice(page)
        continuity_choice(page)
        if state.get(f"{page}.guided") and state.get(f"{page}.continues"):
            st.caption("Both are chosen: each picture starts from its drawing.")


def chosen_pictures(presets: Presets, page: str, preset: str) -> dict[str, Any]:
    """Shape and continuity as a request wants them."""
    if presets.draws(preset):
        shape = state.get(f"{page}.shape", "square")
        return {"shape": shape, "continuity": None, "guide": None}
    guided = state.get(f"{page}.guided", False)
    guide = float(state.get(f"{page}.guide_strength", GUIDE_STRENGTH)) if guided else None
    return {"continuity": chosen_continuity(page), "guide": guide}


def guide_choice(page: str) -> None:
    """Whether a picture starts from the studio's drawing, remembered as "<page>.guided"."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.toggle(
            "Start from the drawing",
            help="The studio draws the page first, and the illustrator paints over it: who is on "
            "it and where they stand stays the same from page to page.",
            **state.kept(f"{page}.guided", False),
        )
        if state.get(f"{page}.guided"):
            st.slider(
                "Strength",
                min_value=0.1,
                max_value=1.0,
                step=0.05,
                width=260,
                **state.kept(f"{page}.guide_strength", GUIDE_STRENGTH),
            )


def continuity_choice(page: str) -> None:
    """Whether a picture starts from the one before it, remembered as "<page>.continues"."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.toggle(
            "Each picture starts from the one before it",
            help="Places and figures then change less from page to page; a new picture puts those "
            "behind it out of date.",
            **state.kept(f"{page}.continues", False),
        )
        if state.get(f"{page}.continues"):
            st.slider(
                "Strength",
                min_value=0.1,
                max_value=1.0,
                step=0.05,
                width=260,
                **state.kept(f"{page}.strength", USUAL_STRENGTH),
            )


def chosen_continuity(page: str) -> float | None:
    """The share of a picture that is painted anew; None when each begins afresh."""
    if not state.get(f"{page}.continues", False):
        return None
    return float(state.get(f"{page}.strength", USUAL_STRENGTH))


def chosen_story(page: str) -> dict[str, Any]:
    """Idea, reading age, length and pronoun as a request wants them."""
    return {
        "idea": state.get(f"{page}.idea", "").strip() or None,
        "figures": state.get(f"{page}.figures", "").strip(),
        "age": state.get(f"{page}.age", USUAL_AGE),
        "length": state.get(f"{page}.length", USUAL_LENGTH),
        "pronoun": state.get(f"{page}.pronoun") or "",
    }


def chosen_voice(page: str) -> dict[str, Any]:
    """Language, voice and speed as a request wants them."""
    return {
        "language": state.get(f"{page}.language", "en"),
        "voice": state.get(f"{page}.voice") or None,
        "speed": float(state.get(f"{page}.speed", 1.0)),
    }
