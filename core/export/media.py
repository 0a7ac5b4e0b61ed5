"""Pictures and sounds of a book, as small as a phone or an e-reader needs them."""

import io
from typing import Final

from PIL import Image as Pillow

from core.export.audio import wav_to_mp3
from core.export.book import Image, Sound

SIDE: Final = 1200
"""Longest side of a picture that leaves the studio to be looked at, in pixels."""
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
