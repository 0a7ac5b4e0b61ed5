"""The landscapes, far to near; drawn with their landmark on the right, mirrored by `draw.py`."""

from collections.abc import Callable
from typing import Final

from train.world.palette import Light, airless, lamplit, underground
from train.world.places import classic, country, indoors, nature, town, water
from train.world.places.land import Land

PLACES: Final[dict[str, Callable[[Land], None]]] = {
    "forest": classic.forest,
    "meadow": classic.meadow,
    "beach": classic.beach,
    "village": classic.village,
    "mountains": classic.mountains,
    "castle": classic.castle,
    "lighthouse": water.lighthouse,
    "harbour": water.harbour,
    "river": water.river,
    "lake": water.lake,
    "moon": nature.moon,
    "desert": nature.desert,
    "jungle": nature.jungle,
    "cave": nature.cave,
    "farm": country.farm,
    "garden": country.garden,
    "playground": country.playground,
    "market": town.market,
    "station": town.station,
    "city": town.city,
    "kitchen": indoors.kitchen,
    "library": indoors.library,
    "bedroom": indoors.bedroom,
    "classroom": indoors.classroom,
}

SHELTERED: Final = frozenset(("cave", "kitchen", "library", "bedroom", "classroom"))
"""Where the weather is seen outside only; these draw their own piece of sky."""

LIGHTS: Final[dict[str, Callable[[Light], Light]]] = {
    "moon": airless,
    "cave": underground,
    **{room: lamplit for room in ("kitchen", "library", "bedroom", "classroom")},
}
"""Places with a light of their own."""

__all__ = ["LIGHTS", "PLACES", "SHELTERED", "Land"]
