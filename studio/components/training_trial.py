"""A trained model beside the present one, at the same small task."""

from pathlib import Path
from typing import Final

import streamlit as st

from studio.components import state
from studio.components.guard import attempt
from studio.components.live import watch
from studio.components.text import plain, sentence
from studio.models import ModelLibrary
from studio.training.room import TrainingRoom
from studio.training.views import TrainingView
from studio.uploads import Uploads

_OPEN: Final = "train.try"


def opened() -> str | None:
    """The training whose trial is shown."""
    return state.get(_OPEN)


def toggle(training_id: str) -> None:
    """Show a training's trial, or close it."""
    state.put(_OPEN, None if opened() == training_id else training_id)


def panel(
    library: ModelLibrary, uploads: Uploads, training: TrainingRoom, view: TrainingView
) -> None:
    """What to try both with, and what came of it."""
    present = training.models.present(view.role)
    models = {view.model_id: view.label, present: f"{library.model(present).label} (now)"}
    picture = text = None
    if view.role == "captioner":
        samples = {sample.name: sample.path for sample in uploads.samples()}
        name = st.selectbox(
            "Picture",
            list(samples),
            format_func=lambda name: Path(name).stem.replace("-", " "),
            **state.kept("train.try.picture", next(iter(samples))),
        )
        own = st.file_uploader(
            "Or a picture of your own",
            key="train.try.own",
            max_upload_size=uploads.max_mib,
        )
        picture = own.getvalue() if own else Path(samples[name]).read_bytes()
        st.image(samples[name] if own is None else picture, width=160)
    else:
        text = st.text_area(
            "About what",
            max_chars=300,
            height=80,
            **state.kept("train.try.text", "a fox in a red coat waves at an owl in the forest"),
        )
    busy = _busy(library, models)
    if st.button("Start", key="train.try.start", icon=":material/play_arrow:", disabled=busy):
        for model in models:
            attempt(library.trying.start, model, text=text or "", picture=picture)
        st.rerun()
    if busy:
        watch(lambda: _busy(library, models), lambda _: _both(library, models))
    else:
        _both(library, models)


def _busy(library: ModelLibrary, models: dict[str, str]) -> bool:
    trials = [library.trying.trial(model) for model in models]
    return any(trial is not None and trial.active for trial in trials)


def _both(library: ModelLibrary, models: dict[str, str]) -> None:
    for column, (model, label) in zip(st.columns(2), models.items(), strict=True):
        trial = library.trying.trial(model)
        with column:
            st.markdown(f"**{plain(label)}**")
            if trial is None:
                continue
            if trial.error:
                st.error(sentence(trial.error), icon="⚠️")
            elif trial.active:
                st.progress(trial.fraction or 0.0, text=plain(trial.message) or "Working")
            if trial.mime == "image/png" and trial.media:
                st.image(trial.media, width=320, alt=f"What {label} painted")
            elif trial.text:
                st.text(trial.text)
