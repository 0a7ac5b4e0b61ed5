"""One page of the book on the workbench: text, prompt, picture and narration, each edited alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st

from core.build import Artifact
from core.export.formats import file_stem
from studio.components import captions, fit, own_pictures, own_voice, page_words, scene, variants
from studio.components.editor import editor, follows
from studio.components.guard import attempt, do, guard
from studio.components.media import thumbnail
from studio.components.text import ago, plain, some
from studio.editing import Editing
from studio.jobs import Jobs
from studio.media import StoredMedia
from studio.own_pictures import OwnPictures
from studio.own_voice import OwnVoice
from studio.page_wishes import PageWishes
from studio.paging import Paging
from studio.plotting import Plotting
from studio.presets import Presets
from studio.reading import Reading
from studio.scene_desk import SceneDesk
from studio.uploads import Uploads
from studio.variants import Variants
from studio.versions import Versions
from studio.views import PieceView, SegmentView, StoryView

STALE: Final = "out of date"
_NAMES: Final = {
    "segment": "text",
    "prompt": "prompt",
    "illustration": "picture",
    "narration": "narration",
    "music": "music",
}


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What the workbench of a page uses."""

    stored: StoredMedia
    reading: Reading
    jobs: Jobs
    editing: Editing
    versions: Versions
    paging: Paging
    presets: Presets
    uploads: Uploads
    own: OwnPictures
    scenes: SceneDesk
    plotting: Plotting
    wishes: PageWishes
    voice: OwnVoice
    variants: Variants


def workbench(desk: Desk, view: StoryView, segment: SegmentView) -> None:
    """Everything that can be edited on one page."""
    busy = bool(view.build and view.build.active)
    left, right = st.columns(2, gap="large")
    with left:
        _picture(desk, view, segment, busy)
    with right:
        _text(desk, view, segment, busy)
        _narration(desk, view, segment, busy)
        if segment.music is not None and segment.worded:
            _music(desk, view, segment.music, busy)
        if segment.caption is not None:
            captions.edit(desk.stored, desk.editing, view, segment.caption)


def _picture(desk: Desk, view: StoryView, segment: SegmentView, busy: bool) -> None:
    piece, number = segment.illustration, segment.number
    _heading("Picture", piece)
    if not segment.pictured:
        _without_picture(desk, view, segment, busy)
        return
    if piece.media:
        st.image(thumbnail(desk.stored, piece.media, 768), width="stretch", alt=f"Page {number}")
    elif piece.lost:
        _lost(desk, view, piece, "picture", busy)
    else:
        st.info("The picture is not made yet.", icon="🖼️")
    choose = None
    if desk.presets.draws(view.request.preset):
        choose = partial(
            variants.open_variants, desk.reading, desk.variants, view.id, segment.index
        )
    _actions(desk, view, piece, "Another picture", busy, choose)
    follows(desk.paging, view, piece, "picture")
    with st.container(horizontal=True, vertical_alignment="center"):
        own_pictures.offer(desk.reading, desk.paging, desk.uploads, desk.own, view, segment, busy)
        if piece.media and piece.artifact:
            suffix = (piece.artifact.mime or "image/png").rpartition("/")[2]
            st.download_button(
                "Download the picture",
                data=lambda: desk.stored.read(piece.media or ""),
                file_name=f"{file_stem(view.title)}-{number}.{suffix}",
                mime=piece.artifact.mime or "image/png",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
                key=f"story.download.{view.id}.{segment.index}",
            )
    _prompt(desk, view, segment, busy)
    fit.scores(view, segment)


def _without_picture(desk: Desk, view: StoryView, segment: SegmentView, busy: bool) -> None:
    st.info("This page goes without a picture.", icon="🖼️")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Give it a picture",
            icon=":material/palette:",
            key=f"story.illustrate.{view.id}.{segment.index}",
            disabled=busy,
            help="The one it had before, else one that is made from its words.",
            on_click=do,
            args=(desk.paging.illustrate, view.id, segment.index),
        )
        own_pictures.offer(desk.reading, desk.paging, desk.uploads, desk.own, view, segment, busy)


def _prompt(desk: Desk, view: StoryView, segment: SegmentView, busy: bool) -> None:
    if scene.offer(desk.scenes, view, segment) and desk.presets.draws(view.request.preset):
        return
    piece = segment.prompt
    editor(
        view,
        piece,
        label="What the picture shows",
        height=80,
        save="Save what it shows",
        write=lambda text, seen: desk.editing.edit(view.id, piece.slot, text, seen=seen),
    )
    if piece.edited or piece.versions > 1:
        _actions(desk, view, piece, None, busy)


def _text(desk: Desk, view: StoryView, segment: SegmentView, busy: bool) -> None:
    piece = segment.text
    _heading("Text", piece)
    editor(
        view,
        piece,
        label="The words of this page",
        height=220,
        save="Save the text",
        write=lambda text, seen: desk.paging.write(view.id, segment.index, text, seen=seen),
        placeholder="Without words it is a page for a picture alone.",
    )
    if not segment.worded:
        _without_words(desk, view, segment)
        return
    rewrite = "Rewrite" if view.request.written and not segment.added else None
    _actions(desk, view, piece, rewrite, busy)
    follows(desk.paging, view, piece, "text")
    if not segment.added:
        page_words.wish(desk.wishes, view, segment, busy)
    page_words.line(desk.plotting, view, segment, busy)


def _without_words(desk: Desk, view: StoryView, segment: SegmentView) -> None:
    st.caption("This page goes without words, and nothing is read aloud on it.")
    if aside := desk.paging.aside(view.id, segment.index):
        st.button(
            "Restore its words",
            icon=":material/undo:",
            key=f"story.words.{view.id}.{segment.index}",
            help=plain(aside, 120),
            on_click=do,
            args=(desk.paging.write, view.id, segment.index, aside),
        )


def _narration(desk: Desk, view: StoryView, segment: SegmentView, busy: bool) -> None:
    piece = segment.narration
    if not segment.worded:
        return
    _heading("Narration", piece)
    if piece.media:
        st.audio(desk.stored.mp3(piece.media), format="audio/mpeg")
    elif piece.lost:
        _lost(desk, view, piece, "narration", busy)
    else:
        st.info("The narration is not made yet.", icon="🔈")
    _actions(desk, view, piece, "Read it again", busy)
    own_voice.offer(desk.reading, desk.voice, view, segment, busy)


def _music(desk: Desk, view: StoryView, piece: PieceView, busy: bool) -> None:
    _heading("Music", piece)
    if piece.media and piece.artifact:
        st.audio(desk.stored.read(piece.media), format=piece.artifact.mime or "audio/mpeg")
        st.caption(plain(str(piece.artifact.data.get("prompt", ""))))
    elif piece.lost:
        _lost(desk, view, piece, "music", busy)
    else:
        st.info("The music is not made yet.", icon="🎵")
    _actions(desk, view, piece, "Other music", busy)


def _lost(desk: Desk, view: StoryView, piece: PieceView, what: str, busy: bool) -> None:
    """Instead of a piece whose file is missing or damaged."""
    st.warning(f"The file of this {what} is missing or damaged.", icon="⚠️")
    st.button(
        "Make it again",
        key=f"story.lost.{view.id}.{piece.slot}",
        icon=":material/refresh:",
        disabled=busy,
        on_click=do,
        args=(desk.jobs.build, view.id, [piece.slot]),
    )


def _heading(name: str, piece: PieceView) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(name, anchor=False, width="content")
        badges(piece)


def badges(piece: PieceView) -> None:
    """The state of a piece: out of date, locked, edited, being made."""
    if piece.message:
        st.badge("being made", icon=":material/hourglass_empty:", color="blue")
    elif piece.status == "stale":
        st.badge(STALE, icon=":material/update:", color="orange")
    if piece.locked:
        st.badge("locked", icon=":material/lock:", color="gray")
    if piece.edited:
        kinds = {"illustration": "picture", "narration": "voice"}
        yours = kinds.get(piece.slot.partition("/")[0], "words")
        st.badge(f"your {yours}", icon=":material/edit:", color="violet")


def _actions(
    desk: Desk,
    view: StoryView,
    piece: PieceView,
    again: str | None,
    busy: bool,
    choose: Callable[[], None] | None = None,
) -> None:
    """Regenerate (or `choose` among others), lock, undo and earlier versions of one piece."""
    slot, name = piece.slot, _NAMES[piece.slot.partition("/")[0]]
    key = f"{view.id}.{slot}"
    with st.container(horizontal=True, gap="xsmall"):
        if again:
            pressed = st.button(
                again,
                icon=":material/refresh:",
                key=f"story.again.{key}",
                disabled=busy or piece.locked,
                help="Unlock it first" if piece.locked else None,
                on_click=None if choose else do,
                args=(desk.editing.regenerate, view.id, slot),
            )
            if pressed and choose:
                choose()
        st.button(
            "Unlock" if piece.locked else "Lock",
            icon=":material/lock_open:" if piece.locked else ":material/lock:",
            key=f"story.lock.{key}",
            type="tertiary",
            disabled=piece.artifact is None,
            help=f"A locked {name} stays as it is, whatever changes.",
            on_click=do,
            args=(desk.versions.lock, view.id, slot, not piece.locked),
        )
        if piece.versions > 1:
            st.button(
                "Undo",
                icon=":material/undo:",
                key=f"story.undo.{key}",
                type="tertiary",
                disabled=busy,
                help=f"Restore the {name} before this one.",
                on_click=_undo,
                args=(desk, view.id, slot),
            )
            if st.button(
                some(piece.versions, "version"),
                icon=":material/history:",
                key=f"story.history.{key}",
                type="tertiary",
                help=f"See every earlier {name}.",
            ):
                versions(desk, view.id, slot)


def _undo(desk: Desk, story_id: str, slot: str) -> None:
    def undo() -> None:
        if not desk.versions.undo(story_id, slot):
            st.toast("There is nothing before this one.", icon="💤")

    attempt(undo)


@st.dialog("Earlier versions", width="medium")
def versions(desk: Desk, story_id: str, slot: str) -> None:
    """All versions of a slot, newest first, each with a button that puts it back."""
    with guard():
        view = desk.reading.story(story_id)
        current = {
            piece.artifact.key
            for piece in (view.title_piece, *_pieces(view))
            if piece.slot == slot and piece.artifact
        }
        for number, piece in enumerate(desk.versions.history(story_id, slot)):
            artifact = piece.artifact
            if artifact is None:
                continue
            with st.container(border=True):
                if artifact.media and (artifact.mime or "").startswith("image/"):
                    st.image(
                        thumbnail(desk.stored, artifact.media, 320), width=220, alt="A version"
                    )
                elif artifact.media:
                    st.audio(desk.stored.mp3(artifact.media), format="audio/mpeg")
                if artifact.text:
                    st.text(artifact.text)
                maker = "you" if artifact.by_hand else _maker(desk, artifact)
                with st.container(horizontal=True, vertical_alignment="center"):
                    if artifact.key in current:
                        st.badge("current", icon=":material/check:", color="green")
                    elif st.button(
                        "Restore", icon=":material/undo:", key=f"story.choose.{number}.{slot}"
                    ):
                        desk.versions.choose(story_id, slot, artifact.key)
                        st.rerun()
                    st.caption(f"by {maker}, {ago(artifact.created_at)}", width="content")


def _maker(desk: Desk, artifact: Artifact) -> str:
    """Who made it, by the name that people know."""
    told = plain(desk.presets.called(artifact.model_id) or "the studio")
    return f"{told}, from the book’s file" if artifact.maker == "person" else told


def stamps(view: StoryView) -> list[str | None]:
    """What stands on the pages now; it differs when a piece arrived."""
    drafts = [segment.draft for segment in view.segments if segment.draft]
    return [piece.artifact.key if piece.artifact else None for piece in [*_pieces(view), *drafts]]


def _pieces(view: StoryView) -> list[PieceView]:
    return [
        piece
        for segment in view.segments
        for piece in (segment.text, segment.prompt, segment.illustration, segment.narration)
    ]
