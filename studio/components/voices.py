"""Which language and voice read a book aloud, and how fast; a line of each can be heard."""

import re
from collections.abc import Mapping
from typing import Final

import streamlit as st

from core.errors import StudioError
from studio.components import state
from studio.components.guard import do
from studio.components.text import plain, sentence, size
from studio.models import ModelLibrary
from studio.narrators import Narrators
from studio.presets import Presets

USUAL: Final = ""
"""Stands for the voice that a language has when nobody chooses."""


@st.cache_data(show_spinner=False, max_entries=16, ttl=3600)
def _voices(
    _narrators: Narrators, preset: str, narrator: str, lacking: list[str]
) -> dict[str, dict[str, str]]:
    return _narrators.voices(preset)


@st.cache_data(show_spinner="Reading a line aloud …", max_entries=32)
def _sample(
    _narrators: Narrators,
    narrator: str,
    preset: str,
    language: str,
    voice: str | None,
    speed: float,
) -> bytes:
    return _narrators.sample(preset, language, voice, speed)


def _known(
    presets: Presets, narrators: Narrators, page: str, preset: str
) -> dict[str, dict[str, str]]:
    """The voices of a preset; one of their languages is the chosen one."""
    narrator, lacking = presets.models(preset)["narrator"].id, narrators.to_fetch(preset)
    voices = _voices(narrators, preset, narrator, lacking)
    if state.get(f"{page}.language") not in voices:
        state.put(f"{page}.language", "en" if "en" in voices else next(iter(voices), "en"))
    return voices


def language(presets: Presets, narrators: Narrators, page: str, preset: str, label: str) -> None:
    """The language alone, remembered as "<page>.language"."""
    try:
        voices = _known(presets, narrators, page, preset)
    except StudioError:
        return  # The preset's own line says what is missing.
    widget = f"{page}.tongue"
    st.session_state[widget] = state.get(f"{page}.language")
    st.selectbox(
        label,
        list(voices),
        format_func=lambda code: _language(code, voices[code]),
        width=190,
        key=widget,
        on_change=lambda: state.put(f"{page}.language", st.session_state[widget]),
    )


def choice(
    presets: Presets, narrators: Narrators, library: ModelLibrary, page: str, preset: str
) -> None:
    """Language, voice and speed, remembered as "<page>.language" and so on."""
    try:
        voices = _known(presets, narrators, page, preset)
    except StudioError as error:
        st.caption(sentence(str(error)))
        return
    language = state.get(f"{page}.language")
    names = {USUAL: _usual(voices.get(language, {})), **voices.get(language, {})}
    if state.get(f"{page}.voice") not in names:
        state.put(f"{page}.voice", USUAL)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Language of the voice",
            list(voices),
            format_func=lambda code: _language(code, voices[code]),
            width=190,
            **state.kept(f"{page}.language", language),
        )
        st.selectbox(
            "Voice",
            list(names),
            format_func=lambda name: names.get(name, name),
            width=300,
            **state.kept(f"{page}.voice", USUAL),
        )
        st.slider(
            "Speaking speed",
            min_value=0.5,
            max_value=2.0,
            step=0.05,
            format="%.2f×",
            width=180,
            **state.kept(f"{page}.speed", 1.0),
        )
        st.button(
            "Listen",
            icon=":material/volume_up:",
            key=f"{page}.hear",
            on_click=state.put,
            args=(f"{page}.heard", True),
        )
    voice = state.get(f"{page}.voice") or None
    if said := narrators.said(preset, language, voice):
        st.caption(plain(said))
        fetch(library, page, presets.narrator(preset))
    for other in narrators.to_fetch(preset):
        fetch(library, page, other)
    _hear(narrators, page, preset, language, voice)


def fetch(library: ModelLibrary, page: str, model: str) -> None:
    """The button that brings a model, where it is not here yet."""
    view = library.model(model)
    if view.state != "downloadable":
        return
    if view.download and view.download.active:
        st.caption(f"{plain(view.label)} is on its way; the page Models shows how far it is.")
        return
    st.button(
        f"Download {plain(view.label)} ({size(view.download_mib)})",
        icon=":material/download:",
        key=f"{page}.fetch_voice.{view.id}",
        help=plain(view.blurb),
        on_click=do,
        args=(library.download, view.id),
    )


def line(presets: Presets, narrators: Narrators, page: str, preset: str) -> str:
    """Who will read aloud, in a sentence."""
    language = state.get(f"{page}.language") or "en"
    voice = state.get(f"{page}.voice") or None
    try:
        if said := narrators.said(preset, language, voice):
            return plain(said)
        narrator = narrators.chosen(preset, language, voice)
        return f"{plain(presets.called(narrator.id) or narrator.id)} reads aloud."
    except StudioError as error:
        return sentence(str(error))


def _hear(narrators: Narrators, page: str, preset: str, language: str, voice: str | None) -> None:
    """The line, once somebody asked for it; another choice asks anew."""
    speed = float(state.get(f"{page}.speed", 1.0))
    asked = (preset, language, voice, speed)
    if state.get(f"{page}.heard") is True:
        state.put(f"{page}.heard", asked)
    if state.get(f"{page}.heard") != asked:
        return
    try:
        narrator = narrators.chosen(preset, language, voice)
        sound = _sample(narrators, f"{narrator.id} {narrator.revision}", *asked)
    except StudioError as error:
        st.caption(sentence(str(error)))
        return
    st.audio(sound, format="audio/wav", autoplay=True, width=420)


def _usual(names: Mapping[str, str]) -> str:
    first = next(iter(names.values()), "")
    return f"Usual voice: {first}" if first else "Usual voice"


def _language(code: str, names: Mapping[str, str]) -> str:
    """The name of a language: "English" from its last voice, "English (America), man"."""
    *_, last = names.values() or [code]
    return re.split(r" \(|,", last)[0] or code
