"""Cards of presets and models: what each is, whether it is here, and what can be done with it."""

from collections.abc import Sequence

import streamlit as st

from studio.components import state
from studio.components.guard import attempt, do
from studio.components.text import listed, plain, sentence, size
from studio.model_views import MIB, DownloadView, ModelView
from studio.models import ModelLibrary
from studio.presets import Presets
from studio.views import PresetView

_LOOKS = {
    "ready": ("ready", "green", ":material/check:"),
    "downloadable": ("not here", "gray", ":material/cloud_download:"),
    "missing": ("missing", "red", ":material/error:"),
    "queued": ("waiting", "blue", ":material/hourglass_empty:"),
    "running": ("downloading", "blue", ":material/downloading:"),
    "pausing": ("pausing", "orange", ":material/pause:"),
    "paused": ("paused", "orange", ":material/pause:"),
    "failed": ("failed", "red", ":material/error:"),
}


def presets(presets: Presets, library: ModelLibrary, views: Sequence[ModelView]) -> None:
    """A card for each preset with what it would still download."""
    by_id = {view.id: view for view in views}
    with st.container(horizontal=True, gap="medium", key="presets"):
        for preset in presets.views():
            members = [by_id[model_id] for model_id in preset.models.values()]
            _preset(library, preset, members)


def _preset(library: ModelLibrary, preset: PresetView, members: Sequence[ModelView]) -> None:
    with st.container(border=True, width=352, height="stretch", gap="xsmall"):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown(f"**{plain(preset.label)}**", width="content")
            if preset.ready:
                st.badge("ready", icon=":material/check:", color="green")
            else:
                missing = [view for view in members if view.state != "ready"]
                st.badge(f"{len(members) - len(missing)} of {len(members)} ready", color="gray")
        st.caption(plain(preset.blurb))
        names = listed([plain(view.label) for view in members])
        st.caption(f"{names}.")
        wanted = [
            view.id
            for view in members
            if view.state == "downloadable" and not (view.download and view.download.active)
        ]
        if wanted:
            st.button(
                f"Download all ({size(preset.download_mib)})",
                icon=":material/download:",
                key=f"models.preset.{preset.id}",
                on_click=fetch,
                args=(library, wanted),
            )


def card(library: ModelLibrary, view: ModelView) -> None:
    """One model."""
    download = view.download
    shown = download.status if download and view.state != "ready" else view.state
    with st.container(border=True, width=352, height="stretch", gap="xsmall"):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown(f"**{plain(view.label)}**", width="content")
            label, color, icon = _LOOKS.get(shown, _LOOKS["downloadable"])
            st.badge(label, color=color, icon=icon)  # type: ignore[arg-type]
        st.caption(plain(view.blurb))
        st.caption(_facts(view))
        _where(view)
        if download and view.state != "ready":
            progress(download)
        st.space("stretch")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _actions(library, view)


def _facts(view: ModelView) -> str:
    lines = [f"Licence: {plain(view.licence)}"]
    sizes = []
    if view.download_mib:
        sizes.append(f"{size(view.download_mib)} download")
    if view.disk_mib >= 1:
        sizes.append(f"{size(view.disk_mib)} on disk")
    if view.memory_mib:
        sizes.append(f"{size(view.memory_mib)} memory")
    if sizes:
        lines.append(" · ".join(sizes))
    if view.presets:
        lines.append(f"Used by {listed([plain(name) for name in view.presets])}")
    if view.sources:
        lines.append(sentence(view.origin or f"Comes from {view.sources}"))
    if view.page and view.repository:
        lines.append(f"[{plain(view.repository)}]({view.page}) at {plain(view.revision_words)}")
    return "  \n".join(lines)


def _where(view: ModelView) -> None:
    icon = ":material/warning:" if view.fits is False else ":material/memory:"
    color = "orange" if view.fits is False else "gray"
    loaded = " It is loaded now." if view.loaded else ""
    st.markdown(f":{color}[{icon}] :small[{sentence(view.where)}{loaded}]")
    if view.state == "missing":
        st.caption(sentence(view.why))


def progress(download: DownloadView) -> None:
    """A download's bar, or why it failed."""
    if download.active or download.status == "paused":
        done, total = size(download.done_bytes / MIB), size(download.total_bytes / MIB)
        files = f"{download.done_files} of {download.total_files} files"
        text = f"{done} of {total} · {files}" if download.total_bytes else "Waiting for the worker"
        if download.fraction == 1 and " " in download.file:
            text = sentence(download.file)
        st.progress(download.fraction, text=text)
    if download.error:
        st.error(sentence(download.error), icon="⚠️")


def _actions(library: ModelLibrary, view: ModelView) -> None:
    download = view.download
    if download and download.active:
        st.button(
            "Pause",
            icon=":material/pause:",
            key=f"models.pause.{view.id}",
            disabled=download.status == "pausing",
            on_click=do,
            args=(library.pause, view.id),
        )
        return
    if view.state == "downloadable":
        begun = download is not None and download.status in ("paused", "failed")
        st.button(
            "Go on" if begun else "Download",
            icon=":material/download:",
            type="primary",
            key=f"models.download.{view.id}",
            on_click=fetch,
            args=(library, [view.id]),
        )
    if view.state == "ready":
        st.button(
            "Try it",
            icon=":material/play_arrow:",
            key=f"models.try.{view.id}",
            on_click=state.put,
            args=("models.try", view.id),
        )
    if view.removable:
        _removal(library, view)


def _removal(library: ModelLibrary, view: ModelView) -> None:
    with st.popover("Remove", icon=":material/delete:", type="tertiary"):
        shared = ""
        if view.shared_with:
            others = listed([plain(name) for name in view.shared_with])
            shared = f" {others} would be gone too, as it is made of the same files."
        st.write(
            f"Delete the files of {plain(view.label)} from this computer?{shared} They can be "
            "downloaded again."
        )
        st.button(
            f"Delete {size(view.disk_mib)}",
            icon=":material/delete:",
            type="primary",
            key=f"models.remove.{view.id}",
            on_click=_remove,
            args=(library, view),
        )


def fetch(library: ModelLibrary, model_ids: Sequence[str]) -> None:
    """Begin the downloads; what goes wrong is said."""
    for model_id in model_ids:
        attempt(library.download, model_id)


def _remove(library: ModelLibrary, view: ModelView) -> None:
    if attempt(library.remove, view.id):
        if state.get("models.try") == view.id:
            state.put("models.try", None)
        st.toast(f"{plain(view.label)} was removed.", icon="🗑️")
