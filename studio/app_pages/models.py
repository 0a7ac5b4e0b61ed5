"""Models: what there is, what is on this computer, where it would run, and how it does."""

import streamlit as st

from studio.components import learned, models_cards, models_trial, state
from studio.components.guard import guard
from studio.components.live import repeat, watch
from studio.components.text import sentence, size
from studio.learned import Learned
from studio.model_views import ModelView
from studio.models import ModelLibrary
from studio.presets import Presets
from studio.resources import open_studio
from studio.uploads import Uploads

ROLES = {
    "captioner": "👁️ See",
    "writer": "✍️ Write",
    "illustrator": "🎨 Paint",
    "narrator": "🔊 Read aloud",
    "composer": "🎵 Make music",
    "scorer": "🎯 Score",
}


def show(presets: Presets, library: ModelLibrary, uploads: Uploads, preferred: Learned) -> None:
    """Presets first, then the models of one role, and a place to try one of them."""
    st.title("Models", anchor=False)
    if _busy(library):
        watch(lambda: _busy(library), lambda _: _presets(presets, library))
    else:
        _presets(presets, library)
    role = st.segmented_control(
        "What for",
        list(ROLES),
        format_func=ROLES.__getitem__,
        required=True,
        **state.kept("models.role", "captioner"),
    )
    tried = state.get("models.try")
    chosen = next((view for view in library.models() if view.id == tried), None)
    if chosen is not None and chosen.role == role:
        models_trial.panel(library, uploads, chosen)
    _role(library, role or "captioner")
    learned.settings(preferred)


def _busy(library: ModelLibrary) -> bool:
    """Something changes by itself: a download, or torch is still looking for the device."""
    return library.downloading() or library.finding_out()


def _presets(presets: Presets, library: ModelLibrary) -> None:
    views = library.models()
    here = sum(view.disk_mib for view in views)
    st.write(f"{sentence(presets.device_line())} Models take {size(here)} on this computer.")
    for said in library.stand_ins(presets.usual):
        st.info(sentence(said), icon=":material/swap_horiz:")
    models_cards.presets(presets, library, views)


def _role(library: ModelLibrary, role: str) -> None:
    def cards() -> None:
        views: list[ModelView] = [v for v in library.models() if v.role == role]
        with st.container(horizontal=True, gap="medium", key="models"):
            for view in views:
                models_cards.card(library, view)

    if _busy(library):
        repeat(cards)
    else:
        cards()


with guard():
    studio = open_studio()
    show(studio.presets, studio.library, studio.uploads, studio.learned)
