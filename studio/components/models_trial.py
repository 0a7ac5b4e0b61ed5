"""The box in which one model is tried with something small, watched while it works."""

from pathlib import Path
from typing import Final

import streamlit as st

from studio.components import state
from studio.components.guard import attempt, do
from studio.components.live import watch
from studio.components.text import plain, sentence
from studio.model_views import ModelView, TrialView
from studio.models import ModelLibrary
from studio.trying import LONGEST
from studio.uploads import Uploads

_ASKED: Final = {
    "captioner": "It says what is in the picture.",
    "writer": "It writes three sentences about this.",
    "illustrator": "It paints this.",
    "narrator": "It reads this aloud.",
    "composer": "It makes eight seconds of music like this.",
    "scorer": "It says how well the picture fits this (100 · cosine; higher is better).",
}
_TEXTS: Final = {
    "writer": "a fox in a red coat waves at an owl in the forest",
    "illustrator": "a fox in a red coat waves in the forest",
    "composer": "a slow lullaby, music box and harp, soft",
    "scorer": "a fox in a red coat",
}
_SPOKEN: Final = {
    "de": "Es war einmal ein kleiner Fuchs, der wollte das Meer sehen.",
    "es": "Había una vez un pequeño zorro que quería ver el mar.",
    "fr": "Il était une fois un petit renard qui voulait voir la mer.",
}
_ENGLISH: Final = "Once upon a time, a small fox wanted to see the sea."


def panel(library: ModelLibrary, uploads: Uploads, view: ModelView) -> None:
    """What to try a model with, and what came of it."""
    with st.container(border=True, key="trial"):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown(f"**Try {plain(view.label)}.** {_ASKED[view.role]}", width="stretch")
            st.button(
                "",
                icon=":material/close:",
                type="tertiary",
                key="models.try.close",
                help="Close",
                on_click=_close,
                args=(library, view.id),
            )
        given, made = st.columns(2)
        with given:
            _inputs(library, uploads, view)
        with made:
            trial = library.trying.trial(view.id)
            if trial is not None and trial.active:
                _watch(library, view.id)
            elif trial is not None:
                _result(trial)


def _inputs(library: ModelLibrary, uploads: Uploads, view: ModelView) -> None:
    samples = {sample.name: sample.path for sample in uploads.samples()}
    text = picture = None
    if view.role in ("captioner", "scorer"):
        name = st.selectbox(
            "Picture",
            list(samples),
            format_func=lambda name: Path(name).stem.replace("-", " "),
            **state.kept("models.try.picture", next(iter(samples))),
        )
        own = st.file_uploader(
            "Or a picture of your own",
            key="models.try.own",
            max_upload_size=uploads.max_mib,
        )
        picture = own.getvalue() if own else Path(samples[name]).read_bytes()
        st.image(samples[name] if own is None else picture, width=160)
    if view.role != "captioner":
        usual = _TEXTS.get(view.role) or _SPOKEN.get(view.language or "", _ENGLISH)
        text = st.text_area(
            "Text", max_chars=LONGEST, height=90, **state.kept(f"models.try.text.{view.id}", usual)
        )
    trial = library.trying.trial(view.id)
    if st.button(
        "Start",
        icon=":material/play_arrow:",
        type="primary",
        key="models.try.start",
        disabled=trial is not None and trial.active,
    ):
        attempt(library.trying.start, view.id, text=text or "", picture=picture)
        st.rerun()


def _watch(library: ModelLibrary, model_id: str) -> None:
    def active() -> TrialView | None:
        trial = library.trying.trial(model_id)
        return trial if trial is not None and trial.active else None

    def progress(trial: TrialView) -> None:
        st.progress(trial.fraction or 0.0, text=plain(trial.message) or "Working")
        if trial.text:
            st.text(trial.text)
        st.button(
            "Cancel",
            icon=":material/stop_circle:",
            key="models.try.cancel",
            disabled=trial.status == "cancelling",
            on_click=do,
            args=(library.trying.cancel, model_id),
        )

    watch(active, progress)


def _result(trial: TrialView) -> None:
    if trial.error:
        st.error(sentence(trial.error), icon="⚠️")
        return
    if trial.status == "cancelled":
        st.info("Cancelled.")
        return
    if trial.mime == "image/png" and trial.media:
        st.image(trial.media, width=360, alt="What the model painted")
    elif trial.media:
        st.audio(trial.media, format=trial.mime or "audio/wav")
    elif trial.text:
        st.text(trial.text)
    if trial.note:
        st.warning(sentence(trial.note), icon=":material/memory:")
    loading = f" · loaded in {trial.load_s:.1f} s" if trial.load_s else ""
    st.caption(f"{trial.run_s:.1f} s{loading} · {plain(trial.device)}, {plain(trial.dtype)}")


def _close(library: ModelLibrary, model_id: str) -> None:
    library.trying.cancel(model_id)
    state.put("models.try", None)
