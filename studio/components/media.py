"""Pictures made small for the browser, once for each size."""

import io
from pathlib import Path
from typing import Final

import streamlit as st
from PIL import Image, ImageOps

from core.errors import StudioError
from studio.media import StoredMedia

PLACEHOLDER: Final = Path(__file__).parent.parent.joinpath("lost.svg").read_text("utf-8")
"""In the place of a picture that is missing or damaged, as SVG."""


def thumbnail(stored: StoredMedia, sha256: str, side: int = 512) -> bytes | str:
    """A stored picture as JPEG that fits in a square of `side` pixels, or `PLACEHOLDER`."""
    try:
        return _small(stored, sha256, side)
    except (StudioError, OSError):  # Pillow's errors are of the system's
        return PLACEHOLDER


def cover(stored: StoredMedia, sha256: str, width: int, height: int) -> bytes | str:
    """The middle of a stored picture, cut to `width` × `height` pixels, as JPEG, or
    `PLACEHOLDER`."""
    try:
        return _cut(stored, sha256, width, height)
    except (StudioError, OSError):
        return PLACEHOLDER


@st.cache_data(max_entries=512, show_spinner=False)
def _small(_stored: StoredMedia, sha256: str, side: int) -> bytes:
    with Image.open(io.BytesIO(_stored.read(sha256))) as picture:
        small = picture.convert("RGB")
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
    return _jpeg(small)


@st.cache_data(max_entries=512, show_spinner=False)
def _cut(_stored: StoredMedia, sha256: str, width: int, height: int) -> bytes:
    with Image.open(io.BytesIO(_stored.read(sha256))) as picture:
        fitted = ImageOps.fit(picture.convert("RGB"), (width, height), Image.Resampling.LANCZOS)
    return _jpeg(fitted)


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()
