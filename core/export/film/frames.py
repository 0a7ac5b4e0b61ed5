"""Draws the frames of a film: one prepared picture a page that moves gently, and its words.

Only what is needed for a frame is done for it: words are set once a page and coloured once a word.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import skia
from PIL import Image as Pillow

from core.export.book import Book, Colophon, Image
from core.export.film.letters import PAPER, Lettering, lettering
from core.export.film.timeline import Scene
from core.export.looks import look_of
from core.export.pdf import Sheet, pages_png

_CLOSER: Final = 1.09
"""How much larger a picture is seen at the end of its way (or was at its beginning)."""
_FADE_S: Final = 0.5
_RADIUS: Final = 26
_KIND: Final = (skia.kBGRA_8888_ColorType, skia.kOpaque_AlphaType)
"""Pixels that skia draws some ten times as fast as any others."""
_SMOOTH: Final = skia.SamplingOptions(skia.FilterMode.kLinear)


@dataclass(frozen=True)
class Place:
    """Where a page's picture and words are, in pixels: (x, y, width, height)."""

    picture: tuple[int, int, int, int]
    words: tuple[int, int, int, int]


class Screen:
    """A scene as it is seen, drawn frame by frame into one buffer of (height, width, 4): blue,
    green, red, and 255."""

    def __init__(
        self,
        scene: Scene,
        size: tuple[int, int],
        picture: Image | None,
        place: Place | None = None,
        words: Lettering | None = None,
        accent: str = "",
    ) -> None:
        self.name, self.frames = scene.name, scene.frames
        self._scene, self._size, self._picture = scene, size, picture
        self._place = place or Place((0, 0, *size), (0, 0, 0, 0))
        self._words, self._accent = words, accent
        self._whole = place is None
        self._prepared: skia.Image | None = None
        self._panel: tuple[tuple[int, int | None], skia.Image] | None = None
        self._last: skia.Image | None = None
        self._times = scene.page.sound.words if scene.page and scene.page.sound else ()
        self._buffer = np.zeros((size[1], size[0], 4), np.uint8)
        self._surface: skia.Surface | None = None

    def draw(self, seconds: float, before: "Screen | None" = None) -> np.ndarray:
        """The frame at so many seconds of the scene; the end of the one before fades into it."""
        if self._surface is None:
            self._surface = skia.Surface(self._buffer, *_KIND)
        canvas = self._surface.getCanvas()
        canvas.clear(skia.Color(*PAPER))
        self._draw_picture(canvas, seconds)
        if not self._whole:
            self._draw_words(canvas, seconds)
        if before is not None and seconds < _FADE_S:
            left = 1 - seconds / _FADE_S
            canvas.drawImage(before.end(), 0, 0, skia.SamplingOptions(), skia.Paint(Alphaf=left))
        return self._buffer

    def end(self) -> skia.Image:
        """The last frame."""
        if self._last is None:
            self._last = skia.Image.fromarray(self._buffer.copy(), *_KIND)
        return self._last

    def forget(self) -> None:
        """Leave nothing in memory; it is not drawn again."""
        self._prepared = self._panel = self._last = self._surface = None
        self._buffer = np.zeros((0, 0, 4), np.uint8)

    def _draw_picture(self, canvas: skia.Canvas, seconds: float) -> None:
        if self._picture is None:
            return
        x, y, width, height = self._place.picture
        if self._prepared is None:
            # The title and the end stand still: letters must not swim.
            self._prepared = _prepared(self._picture, width, height, 1 if self._whole else _CLOSER)
        image, box = self._prepared, skia.Rect.MakeXYWH(x, y, width, height)
        if self._whole:
            canvas.drawImage(image, x, y)
            return
        canvas.drawImageRect(image, self._seen(image, seconds), box, _SMOOTH, skia.Paint())
        inner = skia.RRect.MakeRectXY(box, _RADIUS, _RADIUS)
        paper = skia.Paint(Color=skia.Color(*PAPER), AntiAlias=True)
        canvas.drawDRRect(skia.RRect.MakeRect(box.makeOutset(1, 1)), inner, paper)

    def _seen(self, image: skia.Image, seconds: float) -> skia.Rect:
        """The part of the prepared picture that is seen: nearer or farther, and to one side."""
        number = self._scene.page.index if self._scene.page else 0
        way = 0.5 - 0.5 * np.cos(np.pi * min(seconds / self._scene.seconds, 1.0))
        near = way if number % 2 == 0 else 1 - way
        share = _CLOSER ** (-near)
        width, height = image.width() * share, image.height() * share
        across = 0.5 + 0.5 * (way - 0.5) * (1 if number % 4 < 2 else -1)
        return skia.Rect.MakeXYWH(
            (image.width() - width) * across, (image.height() - height) * 0.4, width, height
        )

    def _draw_words(self, canvas: skia.Canvas, seconds: float) -> None:
        if self._words is None or not self._words.leaves:
            return
        word = self._spoken(seconds)
        shown = (self._leaf(seconds, word), word)
        if self._panel is None or self._panel[0] != shown:
            panel = self._words.leaves[shown[0]].lit(word, self._accent)
            self._panel = (shown, _opaque(panel))
        canvas.drawImage(self._panel[1], *self._place.words[:2])

    def _spoken(self, seconds: float) -> int | None:
        """The number of the word that is being spoken, or was the last."""
        now = self._scene.start_s + seconds - self._scene.voice_s
        begun = [i for i, word in enumerate(self._times) if word.start_s <= now + 0.01]
        if not begun or now > self._times[-1].end_s + 0.15:
            return None
        return begun[-1]

    def _leaf(self, seconds: float, word: int | None) -> int:
        assert self._words is not None
        if word is not None:
            return self._words.leaf_of(word)
        last = len(self._words.leaves) - 1
        if self._times:
            return 0 if seconds < self._scene.voice_s - self._scene.start_s + 0.01 else last
        return min(int((last + 1) * seconds / self._scene.seconds), last)


def screens(book: Book, scenes: Sequence[Scene], size: tuple[int, int]) -> list[Screen]:
    """What is seen in each scene, at `size` pixels."""
    cards: dict[str, Sheet] = {}
    for sheet in pages_png(_credited(book), pixels=size, parts=("cover", "made")):
        cards.setdefault(sheet.part, sheet)
    panel = _panel(book, size)
    words = lettering(book, panel[2:])
    accent = look_of(book.request.mood).accent
    found = []
    for scene in scenes:
        page = scene.page
        if page is not None:
            place = _place(page.image, bool(words[page.index].leaves), size, panel, rtl=book.rtl)
            found.append(Screen(scene, size, page.image, place, words[page.index], accent))
            continue
        card = cards.get("cover" if scene.kind == "cover" else "made")
        still = card.content if card else b""
        image = Image(content=still, mime="image/png", width=size[0], height=size[1])
        found.append(Screen(scene, size, image if card else None))
    return found


def _credited(book: Book) -> Book:
    """The book whose end tells of its voice, too, and has no small type."""
    made = book.colophon.sentences
    said = (*made[:-1], book.colophon.voice, *made[-1:])
    return replace(book, colophon=Colophon(sentences=tuple(filter(None, said))))


def _panel(book: Book, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Where words are, beside or below the widest (highest) picture of the book."""
    width, height = size
    margin = _margin(size)
    ratios = [page.image.width / page.image.height for page in book.pages if page.image] or [1.0]
    if width > height:
        widest = max(_contained(ratio, size)[0] for ratio in ratios)
        left = 2 * margin + widest
        wide = _even(width - left - margin)
        return (margin if book.rtl else left, margin, wide, height - 2 * margin)
    highest = max(_contained(ratio, size)[1] for ratio in ratios)
    top = 2 * margin + highest + margin
    return (margin, top, _even(width - 2 * margin), _even(height - top - 2 * margin))


def _place(
    picture: Image | None,
    written: bool,
    size: tuple[int, int],
    panel: tuple[int, int, int, int],
    *,
    rtl: bool,
) -> Place:
    width, height = size
    margin = _margin(size)
    _, y, wide, high = panel
    if picture is None:
        return Place((0, 0, 0, 0), ((width - wide) // 2, (height - high) // 2, wide, high))
    ratio = picture.width / picture.height
    own = _contained(ratio, size)
    if not written:
        share = min((width - 2 * margin) / ratio, height - 2 * margin)
        own = (_even(share * ratio), _even(share))
        return Place(((width - own[0]) // 2, (height - own[1]) // 2, *own), panel)
    if width > height:
        room = width - wide - 3 * margin
        left = margin + (room - own[0]) // 2 + (wide + margin if rtl else 0)
        return Place((left, (height - own[1]) // 2, *own), panel)
    room = y - 3 * margin
    return Place(((width - own[0]) // 2, margin + (room - own[1]) // 2, *own), panel)


def _contained(ratio: float, size: tuple[int, int]) -> tuple[int, int]:
    """The size of a picture in the part of the screen that is for pictures."""
    width, height = size
    margin = _margin(size)
    if width > height:
        most = (0.585 * width, height - 2.0 * margin)
    else:
        most = (width - 2.0 * margin, 0.56 * height)
    high = min(most[0] / ratio, most[1])
    return _even(high * ratio), _even(high)


def _margin(size: tuple[int, int]) -> int:
    return max(2, round(0.045 * min(size)))


def _even(length: float) -> int:
    return max(2, int(length) // 2 * 2)


def _prepared(image: Image, width: int, height: int, closer: float) -> skia.Image:
    """A picture that covers width × height, so large that nothing is seen beyond its pixels."""
    with Pillow.open(io.BytesIO(image.content)) as opened:
        picture = opened.convert("RGBA")
    wide, high = round(width * closer), round(height * closer)
    factor = max(wide / picture.width, high / picture.height)
    across, down = wide / factor, high / factor
    left, top = (picture.width - across) / 2, (picture.height - down) / 2
    box = (left, top, left + across, top + down)
    sized = picture.resize((wide, high), Pillow.Resampling.LANCZOS, box=box)
    paper = Pillow.new("RGBA", sized.size, (*PAPER, 255))
    return _opaque(np.asarray(Pillow.alpha_composite(paper, sized))[..., :3])


def _opaque(rgb: np.ndarray) -> skia.Image:
    pixels = np.full((*rgb.shape[:2], 4), 255, np.uint8)
    pixels[..., :3] = rgb[..., ::-1]
    return skia.Image.fromarray(pixels, *_KIND)
