"""What a preset still needs, fetched where somebody wants to use it: size, progress, pause."""

from collections.abc import Sequence

import streamlit as st

from studio.components.guard import attempt
from studio.components.live import watch
from studio.components.models_cards import fetch, progress
from studio.components.text import listed, plain, sentence, size, some
from studio.model_views import ModelView
from studio.models import ModelLibrary
from studio.presets import Presets


def missing(presets: Presets, library: ModelLibrary, preset: str) -> list[ModelView]:
    """The preset's models that are not ready."""
    ids = dict.fromkeys(ref.id for ref in presets.models(preset).values())
    return [view for view in map(library.model, ids) if view.state != "ready"]


def offer(presets: Presets, library: ModelLibrary, preset: str) -> bool:
    """Whether the preset's models are here; where not, they are offered, or progress is shown."""
    views = missing(presets, library, preset)
    if not views:
        return True
    if not _active(views):
        _box(presets, library, preset, views)
        return False

    def fetched() -> list[ModelView] | None:
        now = missing(presets, library, preset)
        return now if _active(now) else None

    watch(fetched, lambda now: _box(presets, library, preset, now))
    return False


def waits(presets: Presets, library: ModelLibrary, preset: str) -> str:
    """What the make-buttons wait for, in a sentence."""
    views = missing(presets, library, preset)
    names = listed([plain(view.label) for view in views])
    if _active(views):
        return f"Waits until {names} {'is' if len(views) == 1 else 'are'} downloaded."
    return f"Waits for {names}: download above, or choose other models under “Details”."


def _active(views: Sequence[ModelView]) -> bool:
    return any(view.download and view.download.active for view in views)


def _box(presets: Presets, library: ModelLibrary, preset: str, views: Sequence[ModelView]) -> None:
    label = plain(presets.label(preset))
    with st.container(border=True, gap="small", key="fetching"):
        st.markdown(
            f":material/cloud_download: **{label}** needs {some(len(views), 'model')} that"
            f" {'is' if len(views) == 1 else 'are'} not on this computer yet."
        )
        for view in views:
            _model(view)
        idle = [
            view
            for view in views
            if view.state == "downloadable" and not (view.download and view.download.active)
        ]
        active = [view.id for view in views if view.download and view.download.active]
        with st.container(horizontal=True, gap="small"):
            if idle:
                begun = any(view.download and view.download.done_bytes for view in idle)
                mib = sum(view.download_mib for view in idle)
                st.button(
                    f"{'Go on' if begun else 'Download'} ({size(mib)})",
                    icon=":material/download:",
                    type="primary",
                    key="create.download",
                    on_click=fetch,
                    args=(library, [view.id for view in idle]),
                )
            if active:
                st.button(
                    "Pause",
                    icon=":material/pause:",
                    key="create.pause",
                    on_click=_pause,
                    args=(library, active),
                )
        st.caption(
            "You may leave this page meanwhile; what has arrived is kept. Licences and more are on"
            " the page Models."
        )


def _model(view: ModelView) -> None:
    what = f"{plain(view.label)}: {plain(view.blurb)}"
    if view.state == "downloadable":
        st.markdown(f"{what} {size(view.download_mib)}, {plain(view.licence)}.")
        if view.download:
            progress(view.download)
    else:
        st.markdown(what)
        st.caption(sentence(view.why))


def _pause(library: ModelLibrary, model_ids: Sequence[str]) -> None:
    for model_id in model_ids:
        attempt(library.pause, model_id)
