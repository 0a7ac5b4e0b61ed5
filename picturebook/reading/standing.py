"""How what is said before a preposition stands to what is said after it."""

from typing import Final

from picturebook.reading import deeds
from picturebook.reading.actors import Actor, Item
from picturebook.reading.noticing import fits_hand, length
from picturebook.reading.saying import Place, Saying
from picturebook.reading.stage import Stage

_AT: Final = frozenset("table desk counter bar piano stove sink".split())
_FLAT: Final = frozenset(
    """table plate tray desk counter shelf bench couch bed cake pizza salad stove wagon truck pole
    wall roof chair cutting-board food bun toast rug""".split()
)
_VESSELS: Final = frozenset(
    """bowl cup glass vase basket box bag pot pan boat bucket bathtub sink jar suitcase mug
    refrigerator oven cage nest""".split()
)
_CROSSED: Final = frozenset("bridge railroad-track grass rug mud leaf-pile plank pier".split())
"""Who goes over these is on them."""
OPEN: Final = _FLAT | _VESSELS


def stand(
    stage: Stage,
    saying: Saying,
    relation: str,
    governors: list[Actor | Item],
    entity: Actor | Item,
    place: Place,
) -> None:
    """How what is said before a preposition stands to what is said after it."""
    if not governors:
        return
    thing = isinstance(entity, Item)
    first = governors[0]
    if relation == "between":
        pair = [p.phrase for p in saying.places if p.relation == "between"]
        other = stage.entity(pair[-1]) if len(pair) > 1 else None
        if other is not None and other is entity:
            return
        stage.relate("between", first.id, entity.id, other.id if other else "")
        return
    if relation in ("with", "full", "covered", "around"):
        _with(stage, saying, relation, governors, entity)
        return
    if relation == "on" and place.phrase.head in ("leash", "lead", "collar", "harness"):
        return
    kind = relation
    if relation == "at" and thing:
        kind = "behind" if entity.kind in _AT else "beside"
        if entity.kind == "railroad-track":
            kind = "on"
        elif isinstance(first, Actor) and saying.verb:
            kind = "facing" if kind == "beside" else kind
    elif relation in ("at", "to", "facing"):
        fixed = saying.verb in (
            "mount",
            "attach",
            "tie",
            "fasten",
            "hang",
            "nail",
            "stick",
            "chain",
        )
        kind = "on" if fixed else "facing" if isinstance(first, Actor) else ""
    elif relation == "on" and thing and _strikes(stage, saying):
        kind = "facing"
    elif relation in ("on", "in") and saying.verb in ("ride", "drive", "row", "travel", "surf"):
        mount = entity.kind in deeds.CARRIERS if thing else entity.sort == "animal"  # type: ignore[union-attr]
        kind = "riding" if mount else relation
    if place.word in ("among", "amongst", "amid", "amidst"):
        kind = "beside"
    if kind == "above" and thing and entity.kind in _CROSSED:
        kind = "on"
    if kind == "in" and not thing:
        kind = "beside"
    elif kind == "in" and entity.kind == "mirror":
        kind = "facing"
    elif kind == "in" and entity.kind in ("plate", "tray", "table", "cutting-board"):
        kind = "on"
    if kind in (
        "on",
        "in",
        "under",
        "behind",
        "beside",
        "in front of",
        "above",
        "facing",
        "riding",
    ):
        for governor in governors:
            stage.relate(kind, governor.id, entity.id)


def _strikes(stage: Stage, saying: Saying) -> bool:
    """ "bangs on a drum"."""
    match = stage.lexicon.verb(saying.verb) if saying.verb else None
    return match is not None and match.key == "hit"


def _with(
    stage: Stage,
    saying: Saying,
    relation: str,
    governors: list[Actor | Item],
    entity: Actor | Item,
) -> None:
    first = governors[-1] if relation == "with" else governors[0]
    if isinstance(entity, Actor):
        if isinstance(first, Actor) and saying.verb and not saying.objects and relation == "with":
            match = stage.lexicon.verb(saying.verb)
            same = [a for a in first.acts if a[1] == stage.clause]
            if match is not None and same and not entity.acts and entity.sort == first.sort:
                entity.does(same[-1][2], same[-1][0] * 0.9, stage.clause)
        stage.relate("beside", first.id, entity.id)
        return
    if isinstance(first, Actor) and relation == "covered":
        stage.relate("under", first.id, entity.id)
        return
    if isinstance(first, Actor):
        held = fits_hand(stage, entity) and relation == "with"
        stage.relate("holding" if held else "beside", first.id, entity.id)
        return
    if relation == "around":
        stage.relate("beside", entity.id, first.id)
        return
    kind = "in" if first.kind in _VESSELS else "on" if first.kind in _FLAT else "beside"
    if length(stage, entity) > length(stage, first) > 0:
        kind = "beside"
    stage.relate(kind, entity.id, first.id)
