"""Colours and light of the picture-book world: what time and weather do to a colour."""

from dataclasses import dataclass
from typing import Final

Colour = tuple[float, float, float]
"""Red, green, blue, each 0..1."""


def rgb(code: str) -> Colour:
    """`"ff8800"` as a colour."""
    return tuple(int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))  # type: ignore[return-value]


def mix(a: Colour, b: Colour, amount: float) -> Colour:
    """`a` moved towards `b` by `amount` (0..1)."""
    return tuple(x + (y - x) * amount for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


def multiply(a: Colour, b: Colour) -> Colour:
    """`a` seen in light of colour `b`."""
    return tuple(min(1.0, x * y) for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


WHITE: Final = (1.0, 1.0, 1.0)
PAPER: Final = rgb("fffaf0")
INK: Final = rgb("3d2521")

COATS: Final[dict[str, Colour]] = {
    "red": rgb("e4322f"),
    "blue": rgb("2b6be3"),
    "yellow": rgb("fcc419"),
    "green": rgb("1fa35a"),
    "purple": rgb("8b3fc4"),
}


@dataclass(frozen=True)
class Light:
    """The light of one scene."""

    sky: tuple[Colour, Colour, Colour]
    """Top, middle, horizon."""
    ambient: Colour
    """What the landscape's daylight colours are multiplied by."""
    hero: Colour
    """The same for the hero: gentler, so that the coat keeps its colour at night."""
    haze: Colour
    """What far things fade into."""
    glow: Colour
    """Sunlight or moonlight on edges."""
    lamps: float
    """How much windows and lamps shine, 0..1."""

    def on(self, colour: Colour, far: float = 0.0) -> Colour:
        """A daylight colour of the landscape in this light; `far` 0 (near) .. 1 (horizon)."""
        return mix(multiply(colour, self.ambient), self.haze, far)


_LIGHTS: Final[dict[str, Light]] = {
    "morning": Light(
        sky=(rgb("c9a9e6"), rgb("ffbfc4"), rgb("ffeeb8")),
        ambient=(1.0, 0.93, 0.84),
        hero=(1.0, 0.97, 0.93),
        haze=rgb("ffdcc8"),
        glow=rgb("fff2b0"),
        lamps=0.0,
    ),
    "day": Light(
        sky=(rgb("2f9bea"), rgb("79c8f7"), rgb("d8f2fd")),
        ambient=(1.0, 1.0, 1.0),
        hero=(1.0, 1.0, 1.0),
        haze=rgb("c5e6f5"),
        glow=rgb("fffbe0"),
        lamps=0.0,
    ),
    "evening": Light(
        sky=(rgb("5f3a9c"), rgb("e0567c"), rgb("ffa63d")),
        ambient=(1.0, 0.72, 0.70),
        hero=(1.0, 0.91, 0.86),
        haze=rgb("e8757a"),
        glow=rgb("ffc15e"),
        lamps=0.7,
    ),
    "night": Light(
        sky=(rgb("0b1440"), rgb("1c2f7a"), rgb("3d5bb0")),
        ambient=(0.34, 0.45, 0.74),
        hero=(0.80, 0.83, 0.97),
        haze=rgb("2c4390"),
        glow=rgb("bcd0ff"),
        lamps=1.0,
    ),
}

_RAIN_SKY: Final[dict[str, tuple[str, str, str]]] = {
    "morning": ("a58fb5", "c9a9b4", "ead2c0"),
    "day": ("73879c", "97aab9", "c2d0d8"),
    "evening": ("4d3a72", "8f4f78", "cf7a66"),
    "night": ("0e1634", "1d2a55", "34487d"),
}
_SNOW_SKY: Final[dict[str, tuple[str, str, str]]] = {
    "morning": ("cdb8e4", "f3cbd6", "fff0d4"),
    "day": ("84bbe6", "b4d9f2", "e8f5fc"),
    "evening": ("6f55ad", "d97599", "ffbd7a"),
    "night": ("141f55", "2a4190", "5673c4"),
}


def light(time: str, weather: str) -> Light:
    """The light at `time` in `weather`."""
    clear = _LIGHTS[time]
    if weather == "clear":
        return clear
    top, middle, horizon = (
        rgb(code) for code in (_RAIN_SKY if weather == "rain" else _SNOW_SKY)[time]
    )
    dim = (0.84, 0.88, 0.92) if weather == "rain" else (1.0, 1.0, 1.0)
    return Light(
        sky=(top, middle, horizon),
        ambient=multiply(clear.ambient, dim),
        hero=multiply(clear.hero, (0.95, 0.96, 0.98)) if weather == "rain" else clear.hero,
        haze=mix(clear.haze, middle, 0.7),
        glow=clear.glow,
        lamps=clear.lamps,
    )
