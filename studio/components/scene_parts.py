"""What a scene consists of, one part at a time: who, which things, where and when."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from picturebook import arranging, looks
from picturebook.scene import CROWD, FACES, Figure, Look, Scene, Thing
from studio.components import picking, state
from studio.components.picking import called, cards, colours, searched
from studio.components.text import plain
from studio.scene_desk import SceneView

Change = Callable[[Scene], Scene]
Put = Callable[[Change], None]
"""Takes a change of the scene."""
_ACTS: Final = (
    "stand", "walk", "run", "jump", "sit", "sleep", "wave", "dance", "eat", "read", "point", "hug",
)  # fmt: skip
_BODY: Final = ("stand", "walk", "run", "sit", "sleep", "jump", "eat", "fly", "swim")
_PLACES: Final = (
    "meadow", "forest", "beach", "village", "street", "garden", "mountain", "sea", "castle",
    "kitchen", "bedroom", "playground", "farm", "snowy-slope", "space", "under-water",
)  # fmt: skip
_TIMES: Final[Mapping[str, str]] = {
    "": "🤷 Any", "dawn": "🌅 Dawn", "morning": "🌤️ Morning", "day": "☀️ Day",
    "evening": "🌇 Evening", "night": "🌙 Night",
}  # fmt: skip
_WEATHERS: Final[Mapping[str, str]] = {
    "": "🤷 Any", "clear": "☀️ Clear", "cloudy": "☁️ Cloudy", "rain": "🌧️ Rain", "snow": "❄️ Snow",
    "fog": "🌫️ Fog", "wind": "💨 Wind", "storm": "⛈️ Storm",
}  # fmt: skip
_SEASONS: Final[Mapping[str, str]] = {
    "": "🤷 Any", "spring": "🌷 Spring", "summer": "🌻 Summer", "autumn": "🍂 Autumn",
    "winter": "⛄ Winter",
}  # fmt: skip
_STANDING: Final[Mapping[str, str]] = {
    "": "by itself", "holding": "in the hands of", "beside": "next to", "riding": "riding",
}  # fmt: skip
_MOVES: Final = (
    ("Left", ":material/arrow_back:", {"right": -1}),
    ("Right", ":material/arrow_forward:", {"right": 1}),
    ("Nearer", ":material/zoom_in:", {"nearer": 1}),
    ("Farther", ":material/zoom_out:", {"nearer": -1}),
    ("Turn around", ":material/flip:", {"turn": 1}),
)


# -- who -----------------------------------------------------------------------------------------
def who(view: SceneView, scene: Scene, put: Put) -> None:
    """Everybody in the picture; one of them to change."""
    figures = {f.id: f for f in scene.figures}
    chosen = _chosen(figures, "scene.figure")
    if figures:
        cards(
            "In the picture",
            [(f.id, _name(view, f), picking.doing(f.look, f.id, f.act)) for f in scene.figures],
            chosen,
            partial(state.put, "scene.figure"),
            key="scene.figures",
        )
    _add_figure(view, scene, put)
    if chosen:
        with st.container(border=True):
            _figure(view, scene, figures[chosen], put)


def _add_figure(view: SceneView, scene: Scene, put: Put) -> None:
    """Somebody of the cast, or a stranger, by name."""
    there = {f.id for f in scene.figures}
    cast = {f"cast {p.id}": p for p in view.players if p.id not in there}
    kinds = [*cast, *looks.people(), *looks.animals()]
    key = f"scene.add.figure.{len(scene.figures)}.{'-'.join(sorted(there))}"

    def add() -> None:
        kind = st.session_state[key]
        if kind in cast:
            player = cast[kind]
            put(lambda s: _added(arranging.add_figure(s, player.look, id=player.id)))
        elif kind:
            put(lambda s: _added(arranging.add_figure(s, Look(kind=kind))))

    st.selectbox(
        "Add a character",
        kinds,
        index=None,
        format_func=lambda kind: cast[kind].label if kind in cast else called(kind),
        placeholder="Type to search: a name, girl, owl …",
        key=key,
        on_change=add,
    )


def _figure(view: SceneView, scene: Scene, figure: Figure, put: Put) -> None:
    def change(**values: object) -> None:
        put(lambda s: arranging.with_figure(s, replace(_figure_of(s, figure.id), **values)))  # type: ignore[arg-type]

    name, key = _name(view, figure), f"scene.{figure.id}"
    known = arranging.acts(figure.look)
    usual = _ACTS if looks.is_clothed(figure.look) else _BODY
    offered = [act for act in usual if act in known]
    if figure.act not in offered:
        offered.insert(0, figure.act)
    cards(
        f"What {name} does",
        [(act, called(act), picking.doing(figure.look, figure.id, act)) for act in offered],
        figure.act,
        lambda act: change(act=act, posture=""),
        key=f"{key}.act",
    )
    act = f"{key}.acts.{figure.act}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            f"All {len(known)} acts",
            known,
            index=None,
            format_func=called,
            placeholder="Type to search",
            width=200,
            key=act,
            on_change=searched(act, lambda name: change(act=name, posture="")),
        )
        face = f"{key}.face.{figure.face}"
        st.selectbox(
            "Face",
            FACES,
            index=FACES.index(figure.face) if figure.face in FACES else 0,
            format_func=lambda word: word or "as it does",
            width=160,
            key=face,
            on_change=lambda: change(face=st.session_state[face]),
        )
        if all(p.id != figure.id for p in view.players):
            count = f"{key}.count.{figure.count}"
            st.number_input(
                "How many",
                min_value=1,
                max_value=CROWD,
                value=figure.count,
                width=140,
                key=count,
                on_change=lambda: change(count=st.session_state[count]),
            )
    _standing(view, scene, figure.id, name, put)
    _move(scene, figure.id, name, put)


# -- things --------------------------------------------------------------------------------------
def things(view: SceneView, scene: Scene, put: Put) -> None:
    """All things in the picture; one of them to change."""
    found = {t.id: t for t in scene.things}
    chosen = _chosen(found, "scene.thing")
    if found:
        cards(
            "In the picture",
            [(t.id, called(t.kind), picking.thing(t)) for t in scene.things],
            chosen,
            partial(state.put, "scene.thing"),
            key="scene.things",
        )
    else:
        st.caption("No thing is in the picture.")
    _add_thing(view, scene, put)
    if chosen:
        with st.container(border=True):
            _thing(view, scene, found[chosen], put)


def _add_thing(view: SceneView, scene: Scene, put: Put) -> None:
    key = f"scene.add.thing.{'-'.join(t.id for t in scene.things)}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        holder = st.selectbox(
            "In the hands of",
            ["", *(f.id for f in scene.figures)],
            format_func=lambda id: _label(view, scene, id) if id else "nobody",
            width=180,
            key="scene.add.holder",
        )

        def add() -> None:
            kind = st.session_state[key]
            if kind:
                put(lambda s: _added(arranging.add_thing(s, kind, holder=holder or "")))

        st.selectbox(
            "Add a thing",
            arranging.things(),
            index=None,
            format_func=called,
            placeholder="Type to search: kite, boat, cake …",
            width=260,
            key=key,
            on_change=add,
        )


def _thing(view: SceneView, scene: Scene, thing: Thing, put: Put) -> None:
    def change(**values: object) -> None:
        put(lambda s: arranging.with_thing(s, replace(_thing_of(s, thing.id), **values)))  # type: ignore[arg-type]

    key, name = f"scene.{thing.id}", f"the {called(thing.kind)}"
    colours(
        f"Colour of {name}",
        ("", *looks.COLOURS),
        thing.colour,
        lambda colour: change(colour=colour),
        key=f"{key}.colour",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        count = f"{key}.count.{thing.count}"
        st.number_input(
            "How many",
            min_value=1,
            max_value=5,
            value=min(thing.count, 5),
            width=140,
            key=count,
            on_change=lambda: change(count=st.session_state[count]),
        )
    _standing(view, scene, thing.id, name, put)
    _move(scene, thing.id, name, put)


# -- where and when --------------------------------------------------------------------------------
def where(scene: Scene, put: Put) -> None:
    """Place, time, weather, season, and the picture mirrored."""

    def change(**values: object) -> None:
        put(lambda s: replace(s, **values))  # type: ignore[arg-type]

    offered = list(_PLACES)
    if scene.place and scene.place not in offered:
        offered.insert(0, scene.place)
    cards(
        "Where",
        [(key, called(key), picking.place(key)) for key in offered],
        scene.place,
        lambda key: change(place=key),
        key="scene.place",
    )
    widget = f"scene.places.{scene.place}"
    st.selectbox(
        f"All {len(arranging.places())} places",
        arranging.places(),
        index=None,
        format_func=called,
        placeholder="Type to search",
        width=300,
        key=widget,
        on_change=searched(widget, lambda key: change(place=key)),
    )
    for field, label, words in (
        ("time", "Time of day", _TIMES),
        ("weather", "Weather", _WEATHERS),
        ("season", "Season", _SEASONS),
    ):
        _moment(scene, field, label, words, change)
    st.toggle(
        "Mirrored: left is right",
        value=scene.mirrored,
        key=f"scene.mirrored.{scene.mirrored}",
        on_change=lambda: change(mirrored=not scene.mirrored),
    )


def _moment(
    scene: Scene, field: str, label: str, words: Mapping[str, str], change: Callable[..., None]
) -> None:
    value = str(getattr(scene, field))
    key = f"scene.{field}.{value}"
    st.pills(
        label,
        list(words),
        default=value if value in words else "",
        wrap=True,
        format_func=words.__getitem__,
        key=key,
        on_change=lambda: change(**{field: st.session_state[key] or ""}),
    )


# -- both ------------------------------------------------------------------------------------------
def _standing(view: SceneView, scene: Scene, id: str, name: str, put: Put) -> None:
    """How it is put, and to what."""
    others = [one for one in arranging.ids(scene) if one != id]
    if not others:
        return
    is_thing = any(t.id == id for t in scene.things)
    kind, other = arranging.standing(scene, id)
    kinds = ["", *([arranging.HELD] if is_thing and scene.figures else []), *arranging.STANDINGS]
    how, what = f"scene.{id}.how.{kind}.{other}", f"scene.{id}.what.{kind}.{other}"

    def pick() -> None:
        word, to = st.session_state[how], st.session_state.get(what) or others[0]
        if word == arranging.HELD and all(f.id != to for f in scene.figures):
            to = scene.figures[0].id
        put(lambda s: arranging.put(s, id, word, to))

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            f"How {name} stands",
            kinds,
            index=kinds.index(kind) if kind in kinds else 0,
            format_func=lambda word: _STANDING.get(word, word),
            width=180,
            key=how,
            on_change=pick,
        )
        if kind:
            st.selectbox(
                "to whom or what",
                others,
                index=others.index(other) if other in others else 0,
                format_func=lambda one: _label(view, scene, one),
                width=200,
                key=what,
                on_change=pick,
            )


def _move(scene: Scene, id: str, name: str, put: Put) -> None:
    """Steps left, right, nearer, farther; turned round; taken out."""
    st.caption(plain(f"Move {name}"))
    with st.container(horizontal=True, gap="xsmall"):
        for label, icon, step in _MOVES:
            st.button(
                label,
                icon=icon,
                key=f"scene.move.{id}.{label}",
                on_click=put,
                args=(partial(_moved, id=id, step=step),),
            )
        st.button(
            "Remove",
            icon=":material/delete:",
            key=f"scene.out.{id}",
            on_click=put,
            args=(lambda s: arranging.take_out(s, id),),
        )


def _moved(scene: Scene, *, id: str, step: Mapping[str, int]) -> Scene:
    return arranging.move(
        scene,
        id,
        right=step.get("right", 0),
        nearer=step.get("nearer", 0),
        turn=bool(step.get("turn")),
    )


def _added(scene: Scene) -> Scene:
    """The scene; the last of its figures and things are those to change next."""
    for key, all_ in (("scene.figure", scene.figures), ("scene.thing", scene.things)):
        if all_:
            state.put(key, all_[-1].id)
    return scene


def _chosen(found: Mapping[str, object], key: str) -> str | None:
    chosen = state.get(key)
    return chosen if chosen in found else next(iter(found), None)


def _name(view: SceneView, figure: Figure) -> str:
    """What a figure is called: "Pip", "the owl"."""
    named = next((p.label for p in view.players if p.id == figure.id), "")
    return named or f"the {called(figure.look.role or figure.look.kind)}"


def _label(view: SceneView, scene: Scene, id: str) -> str:
    figure = next((f for f in scene.figures if f.id == id), None)
    if figure is not None:
        return _name(view, figure)
    return next((f"the {called(t.kind)}" for t in scene.things if t.id == id), id)


def _figure_of(scene: Scene, id: str) -> Figure:
    return next(f for f in scene.figures if f.id == id)


def _thing_of(scene: Scene, id: str) -> Thing:
    return next(t for t in scene.things if t.id == id)
