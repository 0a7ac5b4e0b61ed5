"""The pen that everything is drawn with: it knows frame, light and style, not the subject.

`form` lays down a shape with the style's edge and shadow, `flat` a detail on it, `line` a line, and
`art` a drawing of `picturebook/art/` in the colours that are wanted.  Frames nest: with
`pen.at(x=…, y=…, scale=…)` everything inside is drawn in units of its own.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import skia

from picturebook.drawing.artwork import Art, Part, Shape
from picturebook.drawing.colours import WHITE, Colour, Light, lightened, mix, multiply, rgb, shaded
from picturebook.drawing.marks import Mark
from picturebook.drawing.painting import Move, Tint, matrix_of
from picturebook.drawing.paths import Point, moved, oval, within
from picturebook.drawing.style import Style

_MAIN: Final = ("body", "hair", "cloth", "skin")
"""Roles that "shade" and "light" are relatives of, the first that is coloured."""


class Pen:
    """Collects the marks of one page (`wide` x 256 units) in one style and light."""

    def __init__(self, style: Style, light: Light, *, wide: float = 256.0, seed: int = 0) -> None:
        self.style = style
        self.light = light
        self.wide = wide
        self.seed = seed
        self.marks: list[Mark] = []
        self.far: float | None = None
        """How far into the haze landscape lies (0..1); None for figures and things."""
        self.owner = ""
        self.tint: Tint | None = None
        """What season and snow do to roles, in every drawing that has none of its own."""
        self._frames = [skia.Matrix()]
        self._clips: list[skia.Path] = []
        self._alpha = 1.0

    # Frames

    @property
    def frame(self) -> skia.Matrix:
        """From the units of now to those of the page."""
        return self._frames[-1]

    @contextmanager
    def at(
        self,
        x: float = 0.0,
        y: float = 0.0,
        *,
        scale: float = 1.0,
        scale_y: float | None = None,
        turn: float = 0.0,
        flip: bool = False,
        about: Point | None = None,
    ) -> Iterator[None]:
        """A frame with its origin at (x, y), mirrored, turned by degrees (about its own point)."""
        matrix = skia.Matrix.Concat(self.frame, skia.Matrix())
        matrix.preTranslate(x, y)
        if turn:
            matrix.preRotate(turn, *(about or (0.0, 0.0)))
        matrix.preScale(-scale if flip else scale, scale if scale_y is None else scale_y)
        self._frames.append(matrix)
        try:
            yield
        finally:
            self._frames.pop()

    @contextmanager
    def moved(self, matrix: skia.Matrix) -> Iterator[None]:
        """A frame by any matrix."""
        self._frames.append(skia.Matrix.Concat(self.frame, matrix))
        try:
            yield
        finally:
            self._frames.pop()

    @contextmanager
    def clipped(self, path: skia.Path) -> Iterator[None]:
        """Only what lies within `path` (in the units of now) is drawn."""
        here = moved(path, self.frame)
        self._clips.append(within(self._clips[-1], here) if self._clips else here)
        try:
            yield
        finally:
            self._clips.pop()

    @contextmanager
    def whose(self, figure: str) -> Iterator[None]:
        """Marks made inside belong to this figure or thing."""
        before, self.owner = self.owner, figure
        try:
            yield
        finally:
            self.owner = before

    @contextmanager
    def distance(self, far: float | None) -> Iterator[None]:
        """Inside, landscape is drawn that lies so far away."""
        before, self.far = self.far, far
        try:
            yield
        finally:
            self.far = before

    @contextmanager
    def faint(self, alpha: float) -> Iterator[None]:
        """Inside, everything lets the page shine through."""
        before, self._alpha = self._alpha, self._alpha * alpha
        try:
            yield
        finally:
            self._alpha = before

    def point(self, x: float, y: float) -> Point:
        """Where a point of now lies on the page."""
        p = self.frame.mapXY(x, y)
        return p.x(), p.y()

    def here(self, x: float, y: float) -> Point:
        """Where a point of the page lies in the units of now."""
        back = skia.Matrix()
        self.frame.invert(back)
        p = back.mapXY(x, y)
        return p.x(), p.y()

    # Light

    def lit(self, colour: Colour) -> Colour:
        """A colour in the light of the place."""
        if self.far is None:
            return multiply(colour, self.light.figures)
        return self.light.on(colour, self.far)

    # Marks

    def add(self, mark: Mark) -> None:
        """Lay down a finished mark in page units, within the clip of now."""
        mark.clip = self._clips[-1] if self._clips else None
        mark.figure = mark.figure or self.owner
        mark.alpha *= self._alpha
        self.marks.append(mark)

    def form(
        self,
        path: skia.Path,
        colour: Colour,
        *,
        to: Colour | None = None,
        role: str = "",
        shadow: float = 1.0,
        line: float = 1.0,
        volume: float = 1.0,
    ) -> None:
        """A shape with the style's edge; `to` is its colour at the lower end, `shadow`, `line` and
        `volume` (light and shade on it) scale what the style adds, 0 for none."""
        page = moved(path, self.frame)
        before = len(self.marks)
        top, low = self.lit(colour), self.lit(to) if to else None
        self.style.form(self, page, top, low, shadow=shadow, line=line, volume=volume)
        for mark in self.marks[before:]:
            if mark.role == "main":
                mark.role, mark.base = role, colour

    def flat(
        self,
        path: skia.Path,
        colour: Colour,
        *,
        alpha: float = 1.0,
        blur: float = 0.0,
        role: str = "",
        lit: bool = True,
    ) -> None:
        """A detail that lies on what is below it: eyes, light, shade."""
        scale = self.frame.mapRadius(1.0)
        tone = self.style.tone(self.lit(colour) if lit else colour)
        self.add(
            Mark(moved(path, self.frame), tone, alpha, blur=blur * scale, role=role, base=colour)
        )

    def line(
        self,
        path: skia.Path,
        colour: Colour,
        width: float,
        *,
        alpha: float = 1.0,
        role: str = "",
        lit: bool = True,
    ) -> None:
        """A line with round ends, `width` in the units of now."""
        tone = self.style.tone(self.lit(colour) if lit else colour)
        wide = width * self.frame.mapRadius(1.0)
        self.add(Mark(moved(path, self.frame), tone, alpha, width=wide, role=role, base=colour))

    def halo(self, x: float, y: float, radius: float, colour: Colour, alpha: float) -> None:
        """Light that fades away from (x, y)."""
        self.add(Mark(moved(oval(x, y, radius), self.frame), colour, alpha, fade=True))

    def ground_shadow(self, x: float, y: float, rx: float, ry: float) -> None:
        """The soft shade below who stands at (x, y)."""
        shade = 0.26 if self.light.lamps < 1 else 0.40
        self.flat(oval(x, y, rx, ry), (0.10, 0.06, 0.22), alpha=shade, blur=ry * 0.35, lit=False)

    # Drawings

    def art(
        self,
        art: Art,
        *,
        colours: Mapping[str, Colour] | None = None,
        moves: Mapping[str, Move] | None = None,
        hide: Collection[str] = (),
        show: Collection[str] = (),
        only: Collection[str] | None = None,
        tint: Tint | None = None,
        volume: float = 1.0,
        shadow: float = 1.0,
    ) -> None:
        """A drawing in the units of its file.

        `colours`: by role ("body" brings its "shade" and "light" along); `moves`: how parts are
        moved; `hide`, `show`, `only`: parts that are left out, shown though hidden, or drawn alone
        (an `only` part is drawn with all it holds; shapes outside any part are drawn for the id
        ""); `tint` changes colours by role; `volume` and `shadow` are those of `form`.
        """
        painting = _Painting(
            pen=self,
            colours=colours or {},
            moves=moves or {},
            hide=hide,
            show=show,
            tint=tint or self.tint,
            volume=volume,
            shadow=shadow,
        )
        painting.lay(art, only)


@dataclass(frozen=True, kw_only=True)
class _Painting:
    """One way to lay down drawings; `Pen.art` says what the fields mean."""

    pen: Pen
    colours: Mapping[str, Colour]
    moves: Mapping[str, Move]
    hide: Collection[str]
    show: Collection[str]
    tint: Tint | None
    volume: float
    shadow: float

    def lay(self, art: Art, only: Collection[str] | None) -> None:
        """The drawing, or `only` these parts of it."""
        for item in art.items:
            name = item.id if isinstance(item, Part) else ""
            if only is None or name in only:
                self._item(item)
            elif isinstance(item, Part):
                self._only(item, only)

    def _only(self, part: Part, only: Collection[str]) -> None:
        for item in part.items:
            if isinstance(item, Part):
                if item.id in only:
                    self._item(item)
                else:
                    self._only(item, only)

    def _item(self, item: Shape | Part) -> None:
        if isinstance(item, Shape):
            self._shape(item)
            return
        if item.id in self.hide or (item.hidden and item.id not in self.show):
            return
        with self.pen.moved(matrix_of(item, self.moves.get(item.id))):
            for inner in item.items:
                self._item(inner)

    def _shape(self, shape: Shape) -> None:
        pen, colour, role = self.pen, self._colour(shape), shape.role
        if role == "glow":
            lamps = pen.light.lamps
            # Window panes turn to lamplight; lava, crystals and signals keep their own colour.
            vivid = max(colour) - min(colour)
            colour = mix(colour, rgb("ffe9a0"), 0.75 * lamps * max(0.15, 1 - 1.6 * vivid))
            if lamps and not shape.width:
                tone = multiply(colour, mix(pen.light.ambient, WHITE, 0.9))
                path = moved(shape.path, pen.frame)
                pen.add(Mark(path, tone, shape.alpha, role=role, base=colour))
                return
        if shape.width:
            pen.line(shape.path, colour, shape.width, alpha=shape.alpha, role=role)
        elif shape.flat:
            pen.flat(shape.path, colour, alpha=shape.alpha, role=role)
        elif shape.alpha < 1:
            with pen.faint(shape.alpha):
                pen.form(shape.path, colour, role=role, shadow=0, volume=0)
        else:
            pen.form(shape.path, colour, role=role, volume=self.volume, shadow=self.shadow)

    def _colour(self, shape: Shape) -> Colour:
        colour = shape.colour
        for role in shape.roles:
            if role in self.colours:
                colour = self.colours[role]
                break
            main = next((self.colours[m] for m in _MAIN if m in self.colours), None)
            if main is not None and role in ("shade", "light"):
                colour = shaded(main) if role == "shade" else lightened(main)
                break
        if self.tint:
            for role in shape.roles:
                colour = self.tint(role, colour)
        return colour
