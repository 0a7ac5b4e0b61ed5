"""Taking a book along: the forms it can leave the studio in, with progress where it takes long."""

from functools import partial

import streamlit as st

from core.export.book import LAYOUTS, PAPER
from studio.about import AboutBook
from studio.components.guard import do
from studio.components.live import TICK_S, repeat
from studio.components.text import lasting, plain, sentence
from studio.exports import Exports
from studio.views import ExportView, StoryView


def downloads(about: AboutBook, exports: Exports, view: StoryView) -> None:
    """A button that opens the forms of the book; nothing of them is looked up before."""
    ready = any(segment.text.text for segment in view.segments)

    def menu() -> None:
        popover = st.popover(
            "Download",
            icon=":material/download:",
            disabled=not ready,
            width="content",
            key="story.downloads",
            on_change="rerun",
        )
        if popover.open and ready:
            with popover:
                _forms(about, exports, view.id)

    repeat(menu, every=None)


def _forms(about: AboutBook, exports: Exports, story_id: str) -> None:
    known = [exports.offers(story_id)]
    busy = any(offer.active for offer in known[0])

    def forms() -> None:
        offers = known.pop() if known else exports.offers(story_id)
        if busy != any(offer.active for offer in offers):
            st.rerun()  # Only a run of the page begins or ends looking again and again.
        for offer in (offer for offer in offers if offer.music is None):
            _form(about, exports, story_id, offer)
        music = st.toggle(
            "Quiet music below the voice",
            value=True,
            key="take.music",
            help="In films and sound books: a tune of the book's own, by its mood.",
        )
        for offer in offers:
            if offer.music == music or (offer.music is not None and offer.active):
                _form(about, exports, story_id, offer)

    repeat(forms, every=TICK_S if busy else None)


def _form(about: AboutBook, exports: Exports, story_id: str, offer: ExportView) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"take.{offer.id}"):
        with st.container(gap=None):
            st.markdown(f":material/{offer.icon}: **{plain(offer.label)}**")
            st.caption(sentence(offer.lacking) if offer.lacking else plain(offer.blurb))
            if offer.id == "pdf":
                how = about.of(story_id).printing
                st.caption(
                    f"{LAYOUTS[how.layout]}; {PAPER[how.paper]}. *About the book* changes that."
                )
            if not (offer.at_once or offer.ready or offer.active or offer.lacking):
                st.caption(f"Takes {lasting(offer.seconds)}, longer on a busy computer.")
        if offer.active:
            st.button(
                "Cancel",
                icon=":material/stop_circle:",
                key=f"take.cancel.{offer.id}",
                on_click=do,
                args=(exports.cancel, story_id, offer.id),
            )
        elif offer.ready or offer.at_once:
            st.download_button(
                "Download",
                data=partial(exports.content, story_id, offer.id),
                file_name=offer.file_name,
                mime=offer.mime,
                icon=":material/download:",
                on_click="ignore",
                disabled=bool(offer.lacking),
                help=f"Download {plain(offer.label)}",
                key=f"take.download.{offer.id}.{story_id}",
            )
        else:
            st.button(
                "Make",
                icon=":material/construction:",
                disabled=bool(offer.lacking),
                key=f"take.make.{offer.id}",
                on_click=do,
                args=(exports.start, story_id, offer.id),
            )
    if offer.active:
        st.progress(offer.fraction or 0.0, text=plain(offer.message) or "Working")
    elif offer.error:
        st.error(sentence(offer.error), icon="⚠️")
