"""How books are found: search, shelves, filters, order, and pages of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from core.ages import AGES
from core.story import MOODS
from studio.browsing import Browsed, Browsing, Wanted
from studio.components import state
from studio.components.cards import sign
from studio.components.choices import mood_label
from studio.components.text import plain
from studio.making import MakingDesk
from studio.presets import Presets

SORTS: Final = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "best": "Best rated",
    "title": "By title",
}
PAGE: Final = "gallery.page"
_TURNS: Final = "gallery.turns"
ANY: Final = "any"
_STARS: Final = {ANY: "Any rating", "4": "★ 4 or more", "3": "★ 3 or more", "0": "Not rated yet"}
_FILTERS: Final = ("mood", "hero", "stars", "age", "preset")
_OPEN: Final = "gallery.filters.open"
_SHELF: Final = "gallery.shelf"
_EVERY, _MAKING = "every", "making"
_WIDTH: Final = 200


@dataclass(frozen=True)
class Chosen:
    """What is looked for, in which order."""

    filters: Wanted
    sort: str

    @property
    def chosen(self) -> bool:
        """Whether something is looked for, and not simply everything."""
        return any(value not in (None, "", False) for value in self.filters.values())


def bar(presets: Presets, browsing: Browsing, making: MakingDesk) -> Chosen:
    """The controls; what they say."""
    open_ = state.get(_OPEN, False)
    count = sum(state.get(f"gallery.{name}", ANY) != ANY for name in _FILTERS)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            "Search",
            placeholder="Title or words of the story",
            icon=":material/search:",
            width=320,
            **_kept("search", ""),
        )
        sort = st.selectbox(
            "Sort by",
            list(SORTS),
            format_func=SORTS.__getitem__,
            width=180,
            **_kept("sort", "newest"),
        )
        st.button(
            f"Filters ({count})" if count else "Filters",
            icon=":material/expand_less:" if open_ else ":material/filter_alt:",
            key="gallery.filters",
            on_click=state.put,
            args=(_OPEN, not open_),
        )
        if count:
            st.button(
                "Reset filters",
                icon=":material/filter_alt_off:",
                key="gallery.reset",
                type="tertiary",
                on_click=_reset,
            )
    if open_:
        with st.container(border=True, horizontal=True, key="gallery-filters"):
            _filters(presets, browsing)
    shelf = _shelves(browsing, making)
    wanted: Wanted = {"search": (search or "").strip()}
    for name in ("mood", "hero", "age", "preset"):
        wanted[name] = _value(name)  # type: ignore[literal-required]
    stars = _value("stars")
    wanted["stars"] = int(stars) if stars is not None else None
    wanted["making"] = shelf == _MAKING
    wanted["shelf"] = shelf.removeprefix("=") if shelf.startswith("=") else None
    return Chosen(wanted, sort or "newest")


def _kept(name: str, default: Any) -> dict[str, Any]:
    """A remembered widget that, changed, leads back to the first page."""
    found = state.kept(f"gallery.{name}", default)
    save = found["on_change"]

    def changed(key: str) -> None:
        save(key)
        _first_page()

    return {**found, "on_change": changed}


def _value(name: str) -> str | None:
    value = state.get(f"gallery.{name}", ANY)
    return None if value == ANY else value


def _filters(presets: Presets, browsing: Browsing) -> None:
    known = {preset.id: preset.label for preset in presets.views()}
    heroes = [ANY, *browsing.heroes()]
    chosen = state.get("gallery.hero", ANY)
    options: dict[str, tuple[str, list[str], dict[str, str]]] = {
        "mood": ("Mood", [ANY, *MOODS], {ANY: "Every mood"}),
        "hero": ("Hero", heroes if chosen in heroes else [*heroes, chosen], {ANY: "Any hero"}),
        "stars": ("Stars", list(_STARS), _STARS),
        "age": ("Reading age", [ANY, *AGES], {ANY: "Every age"}),
        "preset": ("Models", [ANY, *known], {ANY: "All models", **known}),
    }
    said: dict[str, Callable[[str], str]] = {
        "mood": mood_label,
        "age": lambda age: AGES[age].label,
        "hero": lambda name: plain(name, 40),
    }

    def words(names: dict[str, str], own: Callable[[str], str]) -> Callable[[str], str]:
        return lambda value: names[value] if value in names else own(value)

    for name, (label, values, names) in options.items():
        st.selectbox(
            label,
            values,
            format_func=words(names, said.get(name, str)),
            width=_WIDTH,
            **_kept(name, ANY),
        )


def _shelves(browsing: Browsing, making: MakingDesk) -> str:
    """The shelf that is looked at: "every", "making", or "=" and its name."""
    labels = {_EVERY: "All books"}
    if busy := len(making.now()):
        labels[_MAKING] = f"Being made ({busy})"
    labels |= {f"={name}": f"{plain(name)} ({n})" for name, n in browsing.shelves().items()}
    if state.get(_SHELF, _EVERY) not in labels:
        state.put(_SHELF, _EVERY)
    if len(labels) == 1:
        return _EVERY
    chosen = st.pills(
        "Shelves",
        list(labels),
        format_func=labels.__getitem__,
        required=True,
        label_visibility="collapsed",
        **_kept("shelf", _EVERY),
    )
    return str(chosen or _EVERY)


def _reset() -> None:
    for name in _FILTERS:
        state.put(f"gallery.{name}", ANY)
    _first_page()


def _first_page() -> None:
    state.put(PAGE, 1)
    state.put(_TURNS, state.get(_TURNS, 0) + 1)


def pages(page: Browsed) -> None:
    """The pages of the gallery, where there are several."""
    if page.pages == 1:
        return
    key = f"gallery.pages.{state.get(_TURNS, 0)}"  # What is looked for anew begins anew.
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.pagination(
            page.pages,
            default=page.number,
            key=key,
            on_change=lambda: state.put(PAGE, st.session_state[key]),
        )


def nothing(*, filtered: bool) -> None:
    """Say that there is no such book, or none at all."""
    with st.container(border=True, horizontal_alignment="center"):
        sign("🔍" if filtered else "📚")
        if filtered:
            st.write("No book fits this search. Try other words, or every mood.")
        else:
            st.write("No books yet. The first one takes about a minute.")
            st.page_link("app_pages/create.py", label="Make a storybook", icon=":material/draw:")
