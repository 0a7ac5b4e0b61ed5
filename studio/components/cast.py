"""Who is in your book: every figure with name, pronoun and look, to be changed by hand.

Changes gather in a draft of this window; saving makes one version of them and draws the pictures
anew in which the figure stands.
"""

import secrets
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from picturebook import looks
from picturebook.scene import Look
from studio.cast_views import CastView, FigureView, HeroView, Saved
from studio.casting_desk import MOST, PRONOUNS, CastingDesk
from studio.components import state
from studio.components.guard import attempt, do, guard
from studio.components.media import thumbnail
from studio.components.picking import cards, face
from studio.components.text import ago, listed, plain, some
from studio.components.wardrobe import wardrobe
from studio.media import StoredMedia
from studio.versions import Versions
from studio.views import StoryView

_WHO: Final = "cast.who"
_PAGE: Final = 132
"""Pixels that a page's picture is wide below the editor."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is being changed of a figure, and how it stood when that began."""

    seen: FigureView
    look: Look
    name: str
    pronoun: str
    shown: bool
    with_name: bool = False

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        s = self.seen
        return (self.look, self.name.strip() or s.label, self.pronoun, self.shown) != (
            s.look,
            s.label,
            s.pronoun,
            s.shown,
        )


def before_drawing(
    stored: StoredMedia, versions: Versions, casting: CastingDesk, view: StoryView
) -> None:
    """On Create, after the captions: who is expected to play."""
    cast = casting.cast(view.id)
    if cast is None or not cast.figures:
        return
    st.header("Who is in your book", anchor=False)
    st.write(
        "This is how they will look on every page. Change what you like now, or later in the book."
    )
    editor(stored, versions, casting, view, cast)


def page(stored: StoredMedia, versions: Versions, casting: CastingDesk, view: StoryView) -> None:
    """The cast of a book on its page."""
    cast = casting.cast(view.id)
    if cast is None:
        st.info(
            "The characters are known when the first pictures of this book are planned.", icon="🎭"
        )
        return
    st.write(
        "A change redraws only the pictures that this character is in. A new name is put into the"
        " text and read aloud; nothing else is rewritten."
    )
    if not cast.figures:
        st.info(
            "Nobody in this story has a name or appears twice, so there is nobody to dress.",
            icon="🎭",
        )
        return
    editor(stored, versions, casting, view, cast)


def editor(
    stored: StoredMedia, versions: Versions, casting: CastingDesk, view: StoryView, cast: CastView
) -> None:
    """Everybody as portraits, and one of them to change."""
    figures = {figure.id: figure for figure in cast.figures}
    chosen = state.get(_WHO)
    if chosen not in figures:
        chosen = cast.figures[0].id
    portraits = [
        (f.id, f.label if f.shown else f"{f.label} (left out)", face(_draft(view, f).look, f.id))
        for f in cast.figures
    ]
    cards("Everybody", portraits, chosen, lambda id: state.put(_WHO, id), key=f"cast.{view.id}")
    if len(cast.figures) >= MOST:
        st.caption(
            f"The {MOST} figures that matter most keep one look through the book; all others look "
            "as each page has them."
        )
    with st.container(border=True):
        _figure(stored, casting, view, cast, figures[chosen])
    _history(versions, casting, view, cast)


def _figure(
    stored: StoredMedia, casting: CastingDesk, view: StoryView, cast: CastView, figure: FigureView
) -> None:
    draft = _draft(view, figure)
    key = _key(view, figure)
    left, right = st.columns([1, 2], gap="large")
    with left:
        st.image(
            casting.picture(figure, draft.look, style=view.request.style),
            width="stretch",
            alt=f"{figure.label}, as drawn in this book",
        )
        _save(casting, view, cast, figure, draft, key)
        _said(view, cast, figure, draft, _typed(view, figure))
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Surprise me",
                icon=":material/casino:",
                key=f"{key}.surprise",
                on_click=_surprise,
                args=(view, figure),
            )
            if st.button("My heroes", icon=":material/groups:", key=f"{key}.heroes"):
                _heroes(casting, view, figure)
    with right:
        wardrobe(
            draft.look, figure.id, lambda look: _put(view, figure, look=look), key=f"{key}.look"
        )
    if cast.written:
        _stands_on(stored, view, figure)


def _said(view: StoryView, cast: CastView, figure: FigureView, draft: Draft, key: str) -> None:
    """Name, pronoun, and whether the figure is drawn at all."""
    nameable = figure.named or (not cast.written and figure.hero)
    # Keys change with what stands there, so that it is shown when it comes from elsewhere.
    name = f"{key}.name.{figure.label}.{draft.with_name}"
    st.text_input(
        "Name",
        value=draft.name,
        max_chars=40,
        disabled=not nameable,
        help=None if nameable else "The story gives this character no name.",
        key=name,
        on_change=lambda: _put(view, figure, name=st.session_state[name]),
    )
    if figure.pronoun == "i":
        st.caption("Tells the story, as “I”.")
    else:
        pronoun = f"{key}.pronoun.{figure.pronoun}"
        st.segmented_control(
            "Pronoun",
            PRONOUNS,
            default=draft.pronoun or None,
            key=pronoun,
            help="How the story speaks of this character, so that the studio knows who is meant. "
            + ("The words of the story stay." if cast.written else "The storyteller keeps to it."),
            on_change=lambda: _put(view, figure, pronoun=st.session_state[pronoun] or ""),
        )
    if cast.written:
        shown = f"{key}.shown.{figure.shown}"
        st.toggle(
            "In the pictures",
            value=draft.shown,
            key=shown,
            on_change=lambda: _put(view, figure, shown=st.session_state[shown]),
        )
        if figure.shown and not draft.shown and figure.pages:
            st.warning(
                f"{_capital(figure.label)} stands on {_pages(view, figure.pages)}: there it will"
                " be missing from the picture, though the text speaks of it.",
                icon="👻",
            )


def _save(
    casting: CastingDesk,
    view: StoryView,
    cast: CastView,
    figure: FigureView,
    draft: Draft,
    key: str,
) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            "Save" if cast.written else "Keep this look",
            type="primary",
            icon=":material/check:",
            key=f"{key}.save",
            disabled=not draft.changed or cast.locked,
            on_click=_saved,
            args=(casting, view, figure),
        )
        st.button(
            "Discard",
            icon=":material/close:",
            key=f"{key}.discard",
            type="tertiary",
            disabled=not draft.changed,
            on_click=_forget,
            args=(view, figure),
        )
        if cast.locked:
            st.caption("🔒 The cast is locked.")
        elif draft.changed and cast.written and figure.pages and draft.look != figure.look:
            st.caption(f"Saving redraws {_pages(view, figure.pages)}.")


def _stands_on(stored: StoredMedia, view: StoryView, figure: FigureView) -> None:
    """The pictures in which the figure stands, as they are now."""
    with st.container(horizontal=True, gap="small"):
        for segment in view.segments:
            picture = segment.illustration.media
            if picture and segment.index in figure.pages:
                st.image(
                    thumbnail(stored, picture, 264),
                    width=_PAGE,
                    caption=f"Page {segment.number}",
                    alt=f"Page {segment.number}",
                )


def _history(versions: Versions, casting: CastingDesk, view: StoryView, cast: CastView) -> None:
    """Undo, lock, and what was changed so far."""
    earlier = casting.versions(view.id)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if cast.changed:
            st.button(
                "Undo",
                icon=":material/undo:",
                key=f"cast.undo.{view.id}",
                disabled=cast.locked,
                help="Undo the latest change to the cast, with its pictures and names.",
                on_click=_undo,
                args=(casting, view),
            )
        if cast.written:
            st.button(
                "Unlock the cast" if cast.locked else "Lock the cast",
                icon=":material/lock_open:" if cast.locked else ":material/lock:",
                key=f"cast.lock.{view.id}",
                type="tertiary",
                help="A locked cast stays as it is, whatever changes.",
                on_click=do,
                args=(versions.lock, view.id, "cast", not cast.locked),
            )
    if not earlier:
        return
    st.caption(plain(f"The latest change: {earlier[0].text} ({ago(earlier[0].created_at)})"))
    if len(earlier) > 1 and not cast.locked:
        keys = [a.key for a in earlier[1:]] + [""]
        said = {a.key: f"{a.text} ({ago(a.created_at)})" for a in earlier}
        widget = f"cast.back.{view.id}.{earlier[0].key}"
        st.selectbox(
            "Go back to an earlier cast",
            keys,
            index=None,
            format_func=lambda key: said.get(key, "As the story was read"),
            placeholder=some(len(earlier), "change"),
            width=420,
            key=widget,
            on_change=lambda: _back(casting, view, st.session_state[widget]),
        )


def _back(casting: CastingDesk, view: StoryView, key: str | None) -> None:
    if key is not None and attempt(casting.go_back, view.id, key or None):
        _forget_all(view)


@st.dialog("My heroes", width="medium")
def _heroes(casting: CastingDesk, view: StoryView, figure: FigureView) -> None:
    """Figures of other books, each a click away."""
    with guard():
        found = casting.heroes(view.id)
        if not found:
            st.info("The characters of your other drawn books will stand here.", icon="📚")
            return
        st.write(f"Whose look shall {plain(figure.label)} have?")
        named = figure.named or not figure.pages
        take = named and st.toggle("Take the name, too", value=True, key="cast.heroes.name")
        with st.container(horizontal=True, gap="medium"):
            for number, hero in enumerate(found):
                with st.container(width=120, gap="xsmall"):
                    st.image(face(hero.look, hero.name), width=110, alt=hero.name)
                    if st.button(plain(hero.name), key=f"cast.hero.{number}", width="stretch"):
                        _borrow(view, figure, hero, name=bool(take))
                        st.rerun()
                    st.caption(plain(hero.title, 40))


def _borrow(view: StoryView, figure: FigureView, hero: HeroView, *, name: bool) -> None:
    draft = replace(_draft(view, figure), look=hero.look)
    if name:
        draft = replace(draft, name=hero.name, with_name=not draft.with_name)
    _store(view, figure, draft)


def _surprise(view: StoryView, figure: FigureView) -> None:
    look = _draft(view, figure).look
    _put(view, figure, look=looks.surprise(look, secrets.randbelow(1_000_000)))


def _saved(casting: CastingDesk, view: StoryView, figure: FigureView) -> None:
    draft = _draft(view, figure)
    done: list[Saved] = []

    def save() -> None:
        saved = casting.change(
            view.id,
            draft.seen,
            name=draft.name,
            pronoun=draft.pronoun,
            look=draft.look,
            shown=draft.shown,
        )
        done.append(saved)

    if attempt(save):
        drawn, kept = done[0].drawn, done[0].kept
        st.toast(f"Saved. Redrawn: {_pages(view, drawn)}." if drawn else "Saved.", icon="🎭")
        if kept:
            st.toast(f"Locked, so the old name stays: {_pages(view, kept)}.", icon="🔒")
    _forget(view, figure)


def _undo(casting: CastingDesk, view: StoryView) -> None:
    if attempt(casting.undo, view.id):
        _forget_all(view)
        st.toast("The latest change was undone.", icon="↩️")


# -- the draft ---------------------------------------------------------------------------------
def _key(view: StoryView, figure: FigureView) -> str:
    """Of the widgets of a figure."""
    return f"cast.{view.id}.{figure.id}"


def _typed(view: StoryView, figure: FigureView) -> str:
    """Of what people type and switch; another after each save, so that it shows what stands."""
    return f"{_key(view, figure)}.{state.get(f'cast.round.{figure.id}', 0)}"


def _draft(view: StoryView, figure: FigureView) -> Draft:
    fresh = Draft(
        seen=figure,
        look=figure.look,
        name=figure.label if figure.named else "",
        pronoun=figure.pronoun,
        shown=figure.shown,
    )
    return state.get(f"cast.draft.{view.id}.{figure.id}") or fresh


def _store(view: StoryView, figure: FigureView, draft: Draft) -> None:
    st.session_state[f"cast.draft.{view.id}.{figure.id}"] = draft


def _put(view: StoryView, figure: FigureView, **changes: object) -> None:
    _store(view, figure, replace(_draft(view, figure), **changes))  # type: ignore[arg-type]


def _forget(view: StoryView, figure: FigureView) -> None:
    st.session_state.pop(f"cast.draft.{view.id}.{figure.id}", None)
    state.put(f"cast.round.{figure.id}", state.get(f"cast.round.{figure.id}", 0) + 1)


def _forget_all(view: StoryView) -> None:
    for key in [str(k) for k in st.session_state if str(k).startswith(f"cast.draft.{view.id}.")]:
        figure = key.removeprefix(f"cast.draft.{view.id}.")
        del st.session_state[key]
        state.put(f"cast.round.{figure}", state.get(f"cast.round.{figure}", 0) + 1)


def _pages(view: StoryView, pages: tuple[int, ...]) -> str:
    numbers = [str(number) for number in view.numbers(pages)]
    return f"page{'' if len(numbers) == 1 else 's'} {listed(numbers)}"


def _capital(label: str) -> str:
    return plain(label[:1].upper() + label[1:])
