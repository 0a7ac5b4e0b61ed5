"""Pictures and sounds of a book, as small as a phone or an e-reader needs them."""

import io
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from PIL import Image as Pillow

from core.export.audio import wav_to_mp3
from core.export.book import Image, Page, Sound

SIDE: Final = 1200
"""Longest side of a picture that leaves the studio to be looked at, in pixels."""
_AT_ONCE: Final = 2
"""Encoders leave the interpreter free, so two cores do two pages at once."""
_QUALITY: Final = {"WEBP": 84, "JPEG": 88}


def webp(image: Image, side: int = SIDE) -> bytes:
    """A picture for browsers: WebP of at most `side` pixels a side."""
    return _encoded(image, "WEBP", side)


def jpeg(image: Image, side: int = SIDE) -> bytes:
    """A picture for every e-reader: JPEG of at most `side` pixels a side, on white."""
    return _encoded(image, "JPEG", side)


def mp3(sound: Sound) -> bytes:
    """A page read aloud, as MP3."""
    return wav_to_mp3(sound.content)


@dataclass(frozen=True)
class PageFiles:
    """A page's picture and sound as they leave the studio; None where it has none."""

    picture: bytes | None
    sound: bytes | None


def files(
    pages: Sequence[Page], encode: Callable[[Image], bytes], check: Callable[[], None]
) -> Iterator[PageFiles]:
    """Picture (by `encode`) and sound of each page in order, several at work at once.

    `check` is called between pages and may raise, to stop.
    """

    def one(page: Page) -> PageFiles:
        return PageFiles(
            encode(page.image) if page.image else None, mp3(page.sound) if page.sound else None
        )

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            for made in pool.map(one, pages):
                check()
                yield made
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _encoded(image: Image, kind: str, side: int) -> bytes:
    with Pillow.open(io.BytesIO(image.content)) as opened:
        picture = _on_white(opened)
    picture.thumbnail((side, side), Pillow.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, kind, quality=_QUALITY[kind])
    return out.getvalue()


def _on_white(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode == "RGB":
        return picture.copy()
    picture = picture.convert("RGBA")
    return Pillow.alpha_composite(Pillow.new("RGBA", picture.size, "white"), picture).convert("RGB")
