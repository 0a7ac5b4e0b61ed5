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

_SKIES: Final[dict[str, dict[str, tuple[str, str, str]]]] = {
    "rain": {
        "morning": ("a58fb5", "c9a9b4", "ead2c0"),
        "day": ("73879c", "97aab9", "c2d0d8"),
        "evening": ("4d3a72", "8f4f78", "cf7a66"),
        "night": ("0e1634", "1d2a55", "34487d"),
    },
    "snow": {
        "morning": ("cdb8e4", "f3cbd6", "fff0d4"),
        "day": ("84bbe6", "b4d9f2", "e8f5fc"),
        "evening": ("6f55ad", "d97599", "ffbd7a"),
        "night": ("141f55", "2a4190", "5673c4"),
    },
    "fog": {
        "morning": ("d8c8df", "efd6da", "f9e9dc"),
        "day": ("b4c4ce", "d0dce2", "e8eef0"),
        "evening": ("8a6fa2", "cb8c98", "f0b48c"),
        "night": ("27335e", "3f5080", "6276a6"),
    },
    "storm": {
        "morning": ("56497a", "86709a", "d3a08e"),
        "day": ("2b3852", "4c5f7c", "8094a8"),
        "evening": ("2a1b4c", "6a2f5e", "b8553f"),
        "night": ("070b24", "121c48", "26386e"),
    },
    "wind": {
        "morning": ("b9abdf", "f6c6c4", "f9f0c0"),
        "day": ("46a9d2", "90d2e4", "e2f4e6"),
        "evening": ("5a3f96", "d85f7a", "f8b04c"),
        "night": ("0c1a44", "1f387a", "4268a8"),
    },
}
_DIM: Final[dict[str, Colour]] = {
    "rain": (0.84, 0.88, 0.92),
    "fog": (0.94, 0.95, 0.96),
    "storm": (0.66, 0.70, 0.80),
}
_HERO: Final[dict[str, Colour]] = {
    "rain": (0.95, 0.96, 0.98),
    "fog": (0.98, 0.98, 0.99),
    "storm": (0.88, 0.90, 0.96),
}


def light(time: str, weather: str) -> Light:
    """The light at `time` in `weather`."""
    clear = _LIGHTS[time]
    if weather == "clear":
        return clear
    top, middle, horizon = (rgb(code) for code in _SKIES[weather][time])
    return Light(
        sky=(top, middle, horizon),
        ambient=multiply(clear.ambient, _DIM.get(weather, WHITE)),
        hero=multiply(clear.hero, _HERO.get(weather, WHITE)),
        haze=mix(clear.haze, middle, 0.7),
        glow=clear.glow,
        lamps=max(clear.lamps, 0.5) if weather == "storm" else clear.lamps,
    )


def lamplit(outside: Light) -> Light:
    """The light in a room at that time: its lamps are warm when it is dark outside."""
    return Light(
        sky=outside.sky,
        ambient=mix(mix(outside.ambient, WHITE, 0.3), (1.0, 0.85, 0.72), 0.72 * outside.lamps),
        hero=mix(outside.hero, (1.0, 0.93, 0.84), 0.8 * outside.lamps),
        haze=outside.haze,
        glow=mix(outside.glow, rgb("ffdf9a"), 0.7 * outside.lamps),
        lamps=outside.lamps,
    )


def underground(outside: Light) -> Light:
    """The light in a cave: dim, and violet from its crystals."""
    ambient = mix(mix(outside.ambient, WHITE, 0.25), rgb("9a86d8"), 0.45)
    return Light(
        sky=outside.sky,
        ambient=ambient,
        hero=mix(outside.hero, rgb("d9d0ff"), 0.35),
        haze=outside.haze,
        glow=mix(outside.glow, rgb("a8f0ff"), 0.5),
        lamps=1.0,
    )


def airless(outside: Light) -> Light:
    """The light on the moon: a black sky with a glow of the hour at the horizon."""
    top, middle, horizon = outside.sky
    return Light(
        sky=(
            mix(top, rgb("0b0930"), 0.86),
            mix(middle, rgb("1b1450"), 0.66),
            mix(horizon, rgb("4a3a8c"), 0.30),
        ),
        ambient=mix(outside.ambient, WHITE, 0.18),
        hero=outside.hero,
        haze=outside.haze,
        glow=outside.glow,
        lamps=outside.lamps,
    )
