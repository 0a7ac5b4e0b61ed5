"""A figure's look, one choice at a time, with thumbnails of the figure itself."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from picturebook import looks
from picturebook.scene import Garment, Look
from studio.components.picking import called, cards, colours, face, searched
from studio.components.text import plain

Put = Callable[[Look], None]
"""Takes the look that was chosen."""
WHO, HAIR, FACE, CLOTHES = "who", "hair", "face", "clothes"
LABELS: Final = {WHO: "🧍 Who", HAIR: "💇 Hair", FACE: "🙂 Face", CLOTHES: "👕 Clothes"}
SLOTS: Final[Mapping[str, str]] = {
    "top": "Top",
    "bottom": "Trousers, skirt",
    "whole": "Dress, suit",
    "over": "Over it",
    "feet": "Shoes",
    "head": "Hat",
    "neck": "Neck",
    "hands": "Gloves",
    "back": "On the back",
}
_KIN: Final = {"grandmother": "grandma", "grandfather": "grandpa"}
_SIZES: Final = {"small": "Small", "": "Usual", "big": "Big"}
_PATTERNS: Final = {"": "Plain", "striped": "Striped", "dotted": "Dotted", "checked": "Checked"}
_FACES: Final = {
    "glasses": "Glasses",
    "beard": "Beard or moustache",
    "cheeks": "Freckles and paint",
    "jewels": "Earrings",
}
NOTHING: Final = "none"


def wardrobe(look: Look, id: str, put: Put, *, key: str) -> None:
    """All choices of a look; `put` is called with the new one, `id` draws what it leaves open."""
    groups = [WHO]
    if looks.is_clothed(look):
        groups += [*([HAIR] if looks.is_person(look) else []), FACE, CLOTHES]
    group = st.segmented_control(
        "What to change",
        groups,
        default=groups[0],
        format_func=LABELS.__getitem__,
        required=True,
        key=f"wardrobe.group.{len(groups)}",
    )
    if group == HAIR:
        _hair(look, id, put, key)
    elif group == FACE:
        _face(look, id, put, key)
    elif group == CLOTHES:
        _clothes(look, id, put, key)
    else:
        _who(look, id, put, key)


def _who(look: Look, id: str, put: Put, key: str) -> None:
    def person(kind: str) -> None:
        put(looks.as_kind(look, kind, dressed=False, id=id))

    kinds = [
        (kind, _KIN.get(kind, kind), face(looks.as_kind(look, kind, dressed=False, id=id), id))
        for kind in looks.people()
    ]
    cards("Somebody", kinds, look.kind if looks.is_person(look) else None, person, key=f"{key}.who")
    _animal(look, id, put, key)
    size = f"{key}.size.{look.size}"
    st.segmented_control(
        "Size",
        list(_SIZES),
        default=look.size,
        required=True,
        format_func=_SIZES.__getitem__,
        key=size,
        on_change=lambda: put(replace(look, size=st.session_state[size] or "")),
    )
    if not looks.is_person(look):
        colours(
            "Colour",
            looks.coats(look),
            look.colour,
            lambda name: put(replace(look, colour=name)),
            key=f"{key}.coat",
        )
    if not looks.is_clothed(look):
        _bands(look, id, put, key)


def _animal(look: Look, id: str, put: Put, key: str) -> None:
    names = tuple(sorted({*looks.animals(), *looks.upright()}))
    current = look.kind if look.kind in names and not looks.is_person(look) else None
    widget = f"{key}.animal.{current}"

    def picked() -> None:
        kind = st.session_state[widget]
        if kind:
            put(looks.as_kind(look, kind, dressed=kind in looks.upright(), id=id))

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Or an animal",
            names,
            index=names.index(current) if current else None,
            format_func=called,
            placeholder="Type to search: fox, owl, dragon …",
            width=300,
            key=widget,
            on_change=picked,
        )
        if current in looks.upright() and current in looks.animals():
            upright = f"{key}.upright.{look.dressed}"
            st.toggle(
                "Walks upright, in clothes",
                value=look.dressed,
                key=upright,
                on_change=lambda: put(
                    looks.as_kind(look, look.kind, dressed=st.session_state[upright], id=id)
                ),
            )


def _bands(look: Look, id: str, put: Put, key: str) -> None:
    worn = look.wears[0].kind if look.wears else NOTHING
    options = [
        (band, called(band), face(looks.banded(look, "" if band == NOTHING else band), id))
        for band in (NOTHING, *looks.BANDS)
    ]
    cards(
        "Round its neck",
        options,
        worn,
        lambda band: put(looks.banded(look, "" if band == NOTHING else band)),
        key=f"{key}.band",
    )


def _hair(look: Look, id: str, put: Put, key: str) -> None:
    colours(
        "Colour of the hair",
        looks.HAIR_COLOURS,
        look.hair_colour,
        lambda name: put(replace(look, hair_colour=name or look.hair_colour)),
        key=f"{key}.tone",
    )
    bare = looks.take_off(look, "head")
    options = [
        (hair, called(hair), face(replace(bare, hair=hair), id, head=True))
        for hair in looks.hairs()
    ]
    cards("Hair", options, look.hair, lambda hair: put(replace(look, hair=hair)), key=f"{key}.hair")


def _face(look: Look, id: str, put: Put, key: str) -> None:
    if looks.is_person(look):
        colours(
            "Skin",
            looks.SKIN,
            look.skin,
            lambda name: put(replace(look, skin=name or look.skin)),
            key=f"{key}.skin",
        )
    rolls = looks.WHEELCHAIR in look.traits
    st.toggle(
        "Sits in a wheelchair",
        value=rolls,
        key=f"{key}.wheels.{rolls}",
        on_change=lambda: put(looks.in_wheelchair(look, not rolls)),
    )
    for group, label in _FACES.items():

        def pick(kind: str, group: str = group) -> None:
            put(looks.on_face(look, group, "" if kind == NOTHING else kind))

        options = [
            (kind, called(kind), face(looks.on_face(look, group, kind), id, head=True))
            for kind in looks.FACES[group]
        ]
        none = (NOTHING, NOTHING, face(looks.on_face(look, group, ""), id, head=True))
        cards(
            label,
            [none, *options],
            looks.face_of(look, group) or NOTHING,
            pick,
            key=f"{key}.{group}",
        )


def _clothes(look: Look, id: str, put: Put, key: str) -> None:
    _role(look, id, put, key)
    slot = st.segmented_control(
        "Which",
        list(SLOTS),
        default="top",
        required=True,
        format_func=SLOTS.__getitem__,
        key="wardrobe.slot",
    )
    slot = slot or "top"
    worn = looks.worn(look, slot)

    def pick(kind: str) -> None:
        put(
            looks.take_off(look, slot)
            if kind == NOTHING
            else looks.put_on(look, Garment(kind=kind))
        )

    offered = list(looks.FAVOURITES[slot])
    if worn is not None and worn.kind not in offered:
        offered.insert(0, worn.kind)
    options = [
        (kind, called(kind), face(looks.put_on(look, Garment(kind=kind)), id)) for kind in offered
    ]
    if slot not in (*looks.NECESSARY, "whole", "feet"):
        options.insert(0, (NOTHING, NOTHING, face(looks.take_off(look, slot), id)))
    cards(SLOTS[slot], options, worn.kind if worn else NOTHING, pick, key=f"{key}.{slot}")
    widget = f"{key}.all.{slot}.{worn.kind if worn else NOTHING}"
    everything = looks.clothes(slot)
    if len(everything) > len(looks.FAVOURITES[slot]):
        st.selectbox(
            f"All {len(everything)}",
            everything,
            index=None,
            format_func=called,
            placeholder="Type to search",
            width=300,
            key=widget,
            on_change=searched(widget, pick),
        )
    if worn is not None and worn.kind != "bare":
        _cloth(look, worn, put, key)


def _cloth(look: Look, worn: Garment, put: Put, key: str) -> None:
    """Colour and pattern of what is worn."""
    kind = plain(called(worn.kind))
    colours(
        f"Colour ({kind})",
        ("", *looks.COLOURS),
        worn.colour,
        lambda name: put(looks.put_on(look, replace(worn, colour=name))),
        key=f"{key}.colour.{worn.kind}",
    )
    widget = f"{key}.pattern.{worn.kind}.{worn.pattern}"
    st.segmented_control(
        f"Pattern ({kind})",
        list(_PATTERNS),
        default=worn.pattern if worn.pattern in _PATTERNS else None,
        format_func=_PATTERNS.__getitem__,
        key=widget,
        on_change=lambda: put(
            looks.put_on(look, replace(worn, pattern=st.session_state[widget] or ""))
        ),
    )


def _role(look: Look, id: str, put: Put, key: str) -> None:
    widget = f"{key}.role.{look.role}"
    names = ("", *looks.roles())
    st.selectbox(
        "Dressed as",
        names,
        index=names.index(look.role) if look.role in names else 0,
        format_func=lambda role: called(role) if role else "everyday clothes",
        width=300,
        key=widget,
        on_change=lambda: put(looks.as_role(look, st.session_state[widget], id=id)),
    )
