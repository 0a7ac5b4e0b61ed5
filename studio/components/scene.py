"""The picture of a page, put together by hand: a live preview, and what it consists of.

Changes gather in a draft of this window; saving makes one version of them and draws the page.
"""

from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from core.errors import StudioError
from picturebook import arranging
from picturebook.scene import Scene
from studio.components import scene_parts, state
from studio.components.guard import flash, guard
from studio.components.text import ago, drawn_otherwise, plain, some
from studio.own_pictures import is_own
from studio.scene_desk import SceneDesk, SceneView
from studio.views import SegmentView, StoryView

_OPEN: Final = "scene.open"
WHO, THINGS, WHERE = "who", "things", "where"
_PARTS: Final = {WHO: "🧍 Who", THINGS: "🪁 Things", WHERE: "🏞️ Where and when"}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A scene that is being changed, and how it stood when that began."""

    seen: SceneView
    scene: Scene


def open_editor(opened: bool = True) -> None:
    """Show the editor instead of the page's workbench, or go back."""
    state.put(_OPEN, opened)


def is_open() -> bool:
    """Whether a person opened the editor."""
    return bool(state.get(_OPEN, False))


def offer(scenes: SceneDesk, view: StoryView, segment: SegmentView) -> bool:
    """Below a page's picture: what it shows, and the button that opens the editor.

    False where the picture isn't drawn from a scene.
    """
    found = scenes.scene(view.id, segment.index)
    if found is None:
        return False
    shown = plain(scenes.describe(found, found.scene)) or "nothing"
    st.caption(f"{heading(segment)}: {shown}.")
    artifact = segment.prompt.artifact
    if artifact and (otherwise := drawn_otherwise(artifact.data)):
        st.caption(plain(otherwise))
    if is_own(segment.illustration.artifact):
        st.caption(
            "Your own picture is shown instead; a change is seen when a drawing stands here."
        )
    st.button(
        "Change what is in the picture",
        icon=":material/draw_abstract:",
        key=f"scene.open.{view.id}.{segment.index}",
        on_click=open_editor,
    )
    return True


def heading(segment: SegmentView) -> str:
    """What the words about a page's scene are of: the picture above them, or the one to come."""
    comes = segment.prompt.status == "fresh" and segment.illustration.status != "fresh"
    return "In the next picture" if comes else "In the picture"


@st.fragment
def editor(scenes: SceneDesk, story_id: str, page: int) -> None:
    """The whole editor of one page's scene."""
    with guard():
        found = scenes.scene(story_id, page)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(
                f"The picture of page {scenes.number(story_id, page)}",
                anchor=False,
                width="content",
            )
            st.space("stretch")
            if st.button("Back to the page", icon=":material/arrow_back:", key="scene.back"):
                open_editor(opened=False)
                st.rerun()
        if found is None:
            st.info("This page's picture is being planned; try again in a moment.", icon="⏳")
            return
        draft = _draft(found)
        left, right = st.columns(2, gap="large")
        with left:
            _preview(scenes, draft)
            _save(scenes, found, draft)
            _words(scenes, draft)
        with right:
            part = st.segmented_control(
                "What to change",
                list(_PARTS),
                default=WHO,
                format_func=_PARTS.__getitem__,
                required=True,
                key="scene.part",
            )
            if part == THINGS:
                scene_parts.things(draft.seen, draft.scene, _putting(draft))
            elif part == WHERE:
                scene_parts.where(draft.scene, _putting(draft))
            else:
                scene_parts.who(draft.seen, draft.scene, _putting(draft))


def _preview(scenes: SceneDesk, draft: Draft) -> None:
    said_so = scenes.describe(draft.seen, draft.scene)
    st.image(scenes.preview(draft.seen, draft.scene), width="stretch", alt=said_so)
    if arranging.is_empty(draft.scene):
        st.info("Nobody and nothing is in this picture: it shows the place alone.", icon="🍃")
    else:
        st.caption(plain(said_so))
    for message in st.session_state.pop("scene.said", []):
        st.warning(plain(message), icon="⚠️")


def _save(scenes: SceneDesk, now: SceneView, draft: Draft) -> None:
    changed = draft.scene != draft.seen.scene
    key = f"scene.{now.story_id}.{now.page}"
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if st.button(
            "Save",
            type="primary",
            icon=":material/check:",
            key=f"{key}.save",
            disabled=not changed or now.locked,
        ):
            try:
                scenes.save(draft.seen, draft.scene)
                st.toast("Saved. The picture was redrawn.", icon="🖼️")
            except StudioError as error:
                flash(str(error))
            _forget(now)
            st.rerun()
        st.button(
            "Discard",
            icon=":material/close:",
            type="tertiary",
            key=f"{key}.discard",
            disabled=not changed,
            on_click=_forget,
            args=(now,),
        )
        if now.key is not None and st.button(
            "Undo",
            icon=":material/undo:",
            type="tertiary",
            key=f"{key}.undo",
            disabled=now.locked,
            help="Restore the scene before this one.",
        ):
            scenes.undo(now)
            _forget(now)
            st.rerun()
        if now.key is not None and st.button(
            "As the text says",
            icon=":material/article:",
            type="tertiary",
            key=f"{key}.read",
            disabled=now.locked,
            help="Let the words of the page decide again what is in its picture.",
        ):
            scenes.choose(now, None)
            _forget(now)
            st.rerun()
        if st.button(
            "Unlock" if now.locked else "Lock",
            icon=":material/lock_open:" if now.locked else ":material/lock:",
            type="tertiary",
            key=f"{key}.lock",
            help="A locked scene stays as it is, whatever changes.",
        ):
            scenes.lock(now, not now.locked)
            st.rerun()
    _versions(scenes, now)


def _versions(scenes: SceneDesk, now: SceneView) -> None:
    """Earlier scenes, one click away."""
    versions = {a.key: a for a in scenes.versions(now)}
    others = [key for key in versions if key != now.key]
    if not others:
        return
    chosen = st.selectbox(
        some(len(others), "other version"),
        others,
        index=None,
        format_func=lambda key: (
            f"{ago(versions[key].created_at)}: {(versions[key].text or '')[:70]}"
        ),
        placeholder="Restore an earlier picture",
        disabled=now.locked,
        key=f"scene.versions.{now.story_id}.{now.page}.{now.key}",
    )
    if chosen:
        scenes.choose(now, chosen)
        _forget(now)
        st.rerun()


def _words(scenes: SceneDesk, draft: Draft) -> None:
    """A scene said in a sentence."""
    key = f"scene.words.{draft.seen.story_id}.{draft.seen.page}"

    def show() -> None:
        try:
            _put(draft, scenes.read(draft.seen, st.session_state[f"{key}.text"] or ""))
        except StudioError as error:
            _say(str(error))

    with st.form(key, border=False):
        st.text_input(
            "Or say it in a sentence",
            placeholder="Lena rides a horse on the beach at sunset",
            max_chars=600,
            key=f"{key}.text",
        )
        st.form_submit_button("Show me", icon=":material/auto_fix_high:", on_click=show)


# -- the draft ---------------------------------------------------------------------------------
def _draft(now: SceneView) -> Draft:
    kept = st.session_state.get(_key(now))
    return kept if isinstance(kept, Draft) else Draft(seen=now, scene=now.scene)


def _putting(draft: Draft) -> scene_parts.Put:
    """Takes changes of the draft's scene; what cannot be is said below the preview."""

    def put(change: scene_parts.Change) -> None:
        try:
            _put(draft, change(_draft(draft.seen).scene))
        except ValueError as error:
            _say(str(error))

    return put


def _put(draft: Draft, scene: Scene) -> None:
    st.session_state[_key(draft.seen)] = replace(draft, scene=scene)


def _say(message: str) -> None:
    st.session_state.setdefault("scene.said", []).append(message)


def _forget(now: SceneView) -> None:
    st.session_state.pop(_key(now), None)


def _key(now: SceneView) -> str:
    return f"scene.draft.{now.story_id}.{now.page}"
