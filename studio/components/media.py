"""Pictures made small for the browser, once for each size."""

import io

import streamlit as st
from PIL import Image, ImageOps

from studio.services import Studio


@st.cache_data(max_entries=512, show_spinner=False)
def thumbnail(_studio: Studio, sha256: str, side: int = 512) -> bytes:
    """A stored picture as JPEG that fits in a square of `side` pixels."""
    with Image.open(io.BytesIO(_studio.media(sha256))) as picture:
        small = picture.convert("RGB")
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=88)
    return out.getvalue()


@st.cache_data(max_entries=512, show_spinner=False)
def cover(_studio: Studio, sha256: str, width: int, height: int) -> bytes:
    """The middle of a stored picture, cut to `width` × `height` pixels, as JPEG."""
    with Image.open(io.BytesIO(_studio.media(sha256))) as picture:
        fitted = ImageOps.fit(picture.convert("RGB"), (width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    fitted.save(out, "JPEG", quality=88)
    return out.getvalue()
