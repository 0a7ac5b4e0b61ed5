"""Colours by name and the light of hour and weather: what they do to a colour."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

Colour = tuple[float, float, float]
"""Red, green, blue, each 0..1."""


@cache
def rgb(code: str) -> Colour:
    """`"ff8800"` or `"#ff8800"` as a colour."""
    code = code.removeprefix("#")
    if len(code) == 3:
        code = "".join(c * 2 for c in code)
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def mix(a: Colour, b: Colour, amount: float) -> Colour:
    """`a` moved towards `b` by `amount` (0..1)."""
    red, green, blue = (x + (y - x) * amount for x, y in zip(a, b, strict=True))
    return red, green, blue


def multiply(a: Colour, b: Colour) -> Colour:
    """`a` seen in light of colour `b`."""
    red, green, blue = (min(1.0, x * y) for x, y in zip(a, b, strict=True))
    return red, green, blue


def clamped(colour: Colour) -> Colour:
    """A colour that can be shown: each part within 0..1."""
    red, green, blue = (min(1.0, max(0.0, c)) for c in colour)
    return red, green, blue


def grey_of(colour: Colour) -> Colour:
    """The grey that is as bright as a colour."""
    value = sum(colour) / 3
    return value, value, value


def vivid(colour: Colour) -> Colour:
    """A colour with a quarter more of itself."""
    grey = sum(colour) / 3
    red, green, blue = (grey + (c - grey) * 1.25 for c in colour)
    return clamped((red, green, blue))


def code_of(colour: Colour) -> str:
    """A colour as `"#ff8800"`."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, c)) * 255):02x}" for c in colour)


WHITE: Final = (1.0, 1.0, 1.0)
PAPER: Final = rgb("fffaf0")
INK: Final = rgb("3d2521")
DUSK: Final = rgb("1a1040")
"""What every colour darkens towards."""

NAMED: Final[Mapping[str, Colour]] = {
    name: rgb(code)
    for name, code in {
        "red": "e4322f", "orange": "f58220", "yellow": "fcc419", "green": "1fa35a",
        "blue": "2b6be3", "purple": "8b3fc4", "pink": "f583b0", "brown": "8a5a34",
        "black": "35303f", "white": "fdf8ee", "grey": "8f97a3", "beige": "e3cfa5",
        "cream": "fbeed0", "turquoise": "18a99a", "navy": "24407e", "gold": "e9b53a",
        "silver": "c3cbd6", "maroon": "8e2a3a", "blond": "f1cf6b", "tan": "cfa06a",
        "light-blue": "8cc6f0", "dark-green": "14663c",
    }.items()
}  # fmt: skip
"""Colours by the names that scenes use."""

SKINS: Final[Mapping[str, Colour]] = {
    name: rgb(code)
    for name, code in {
        "light": "fbdcc4", "fair": "f3c5a0", "tan": "d9a074", "brown": "a86f47", "dark": "6f442c",
    }.items()
}  # fmt: skip

HAIRS: Final[Mapping[str, Colour]] = {
    name: rgb(code)
    for name, code in {
        "black": "2f2833", "brown": "6b4226", "blond": "eec65e", "red": "c4552b", "grey": "a9abb5",
        "white": "f1efea",
    }.items()
}  # fmt: skip


def shaded(colour: Colour) -> Colour:
    """The darker relative of a colour: what lies in its shade."""
    return mix(colour, DUSK, 0.22 if sum(colour) > 0.9 else 0.4)


def lightened(colour: Colour) -> Colour:
    """The lighter relative of a colour: what the light falls on."""
    return mix(colour, WHITE, 0.38)


@dataclass(frozen=True)
class Light:
    """The light of one scene."""

    sky: tuple[Colour, Colour, Colour]
    """Top, middle, horizon."""
    ambient: Colour
    """What the landscape's daylight colours are multiplied by."""
    figures: Colour
    """The same for figures and things: gentler, so that a red coat stays red at night."""
    haze: Colour
    """What far things fade into."""
    glow: Colour
    """Sunlight or moonlight on edges."""
    lamps: float
    """How much windows and lamps shine, 0..1."""

    def on(self, colour: Colour, far: float = 0.0) -> Colour:
        """A daylight colour of the landscape in this light; `far` 0 (near) .. 1 (horizon)."""
        return mix(multiply(colour, self.ambient), self.haze, far)


def _light(sky: str, ambient: Colour, figures: Colour, haze: str, glow: str, lamps: float) -> Light:
    top, middle, horizon = (rgb(code) for code in sky.split())
    return Light((top, middle, horizon), ambient, figures, rgb(haze), rgb(glow), lamps)


_HOURS: Final[Mapping[str, Light]] = {
    "dawn": _light("7a6fb8 f3a7b0 ffe0a8", (0.96, 0.82, 0.84), (0.99, 0.94, 0.92), "f2b8b4",
                   "ffe2a8", 0.3),
    "morning": _light("a9c3f0 ffd0c4 ffeeb8", (1.0, 0.95, 0.88), (1.0, 0.98, 0.95), "ffdcc8",
                      "fff2b0", 0.0),
    "day": _light("2f9bea 79c8f7 d8f2fd", WHITE, WHITE, "c5e6f5", "fffbe0", 0.0),
    "evening": _light("5f3a9c e0567c ffa63d", (1.0, 0.74, 0.70), (1.0, 0.91, 0.86), "e8757a",
                      "ffc15e", 0.7),
    "night": _light("0b1440 1c2f7a 3d5bb0", (0.36, 0.47, 0.76), (0.80, 0.83, 0.97), "2c4390",
                    "bcd0ff", 1.0),
}  # fmt: skip

_SKIES: Final[Mapping[str, Mapping[str, str]]] = {
    "cloudy": {"dawn": "7d7398 c9a4ac e8cdb4", "morning": "a7b2cc d9cccc f0e2cc",
               "day": "7fa9cc aac9de dfeaf0", "evening": "5a4480 b8607c e79a68",
               "night": "0e1738 1d2c66 394f94"},
    "rain": {"dawn": "6d668c a58c9c cfb4a8", "morning": "8f93b0 bfb0b8 e2d2c6",
             "day": "73879c 97aab9 c2d0d8", "evening": "4d3a72 8f4f78 cf7a66",
             "night": "0e1634 1d2a55 34487d"},
    "snow": {"dawn": "9a8fc4 e0b6c6 fbe0c8", "morning": "b4c4ea f0d4da fff0dc",
             "day": "84bbe6 b4d9f2 e8f5fc", "evening": "6f55ad d97599 ffbd7a",
             "night": "141f55 2a4190 5673c4"},
    "fog": {"dawn": "b0a4bc d9bfc2 efd8c8", "morning": "c9cfdc e4dcda f4ebe0",
            "day": "b4c4ce d0dce2 e8eef0", "evening": "8a6fa2 cb8c98 f0b48c",
            "night": "27335e 3f5080 6276a6"},
    "storm": {"dawn": "3f3766 6f5a80 b98a84", "morning": "4c4f74 7c7792 c9a898",
              "day": "2b3852 4c5f7c 8094a8", "evening": "2a1b4c 6a2f5e b8553f",
              "night": "070b24 121c48 26386e"},
    "wind": {"dawn": "8f88c4 eeb2b4 f6e2b0", "morning": "9dbbe4 f2d4c8 f9f0c4",
             "day": "46a9d2 90d2e4 e2f4e6", "evening": "5a3f96 d85f7a f8b04c",
             "night": "0c1a44 1f387a 4268a8"},
}  # fmt: skip
_DIM: Final[Mapping[str, Colour]] = {
    "cloudy": (0.93, 0.94, 0.96),
    "rain": (0.84, 0.88, 0.92),
    "fog": (0.94, 0.95, 0.96),
    "storm": (0.66, 0.70, 0.80),
}
_GENTLY: Final[Mapping[str, Colour]] = {
    "rain": (0.95, 0.96, 0.98),
    "fog": (0.98, 0.98, 0.99),
    "storm": (0.88, 0.90, 0.96),
}


def light(time: str, weather: str = "clear", kind: str = "") -> Light:
    """The light at `time` in `weather`; `kind` is a place's own: room, cave, deep or space."""
    here = _HOURS[time or "day"]
    weather = weather or "clear"
    if weather != "clear":
        top, middle, horizon = (rgb(code) for code in _SKIES[weather][time or "day"].split())
        here = replace(
            here,
            sky=(top, middle, horizon),
            ambient=multiply(here.ambient, _DIM.get(weather, WHITE)),
            figures=multiply(here.figures, _GENTLY.get(weather, WHITE)),
            haze=mix(here.haze, middle, 0.7),
            lamps=max(here.lamps, 0.5) if weather == "storm" else here.lamps,
        )
    if not kind:
        return here
    if kind == "room":  # Lamps are warm when it is dark outside.
        return replace(
            here,
            ambient=mix(mix(here.ambient, WHITE, 0.4), (1.0, 0.87, 0.74), 0.7 * here.lamps),
            figures=mix(here.figures, (1.0, 0.94, 0.86), 0.8 * here.lamps),
            glow=mix(here.glow, rgb("ffdf9a"), 0.7 * here.lamps),
            haze=mix(here.haze, rgb("f3e2c8"), 0.6),
        )
    if kind == "cave":
        return replace(
            here, ambient=mix(mix(here.ambient, WHITE, 0.3), rgb("9a86d8"), 0.45),
            figures=mix(here.figures, rgb("d9d0ff"), 0.35), glow=mix(here.glow, rgb("a8f0ff"), 0.5),
            haze=rgb("2c2350"), lamps=1.0,
        )  # fmt: skip
    if kind == "deep":
        dark = 0.35 * here.lamps
        return replace(
            here, sky=(rgb("38b6d6"), rgb("1b86b8"), rgb("12568c")),
            ambient=mix((0.72, 0.95, 1.0), (0.30, 0.45, 0.70), dark),
            figures=mix(WHITE, rgb("cfeeff"), 0.5), haze=rgb("2a8fbc"), glow=rgb("d8fbff"),
        )  # fmt: skip
    if kind == "space":
        return replace(
            here, sky=(rgb("0b0930"), rgb("1b1450"), rgb("3a2f7c")),
            ambient=mix(here.ambient, WHITE, 0.5), figures=mix(here.figures, WHITE, 0.6),
            haze=rgb("2b2466"), lamps=1.0,
        )  # fmt: skip
    raise ValueError(f"Unknown light {kind!r}; known are room, cave, deep, space.")
