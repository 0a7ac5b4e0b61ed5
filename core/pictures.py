"""Opens what people upload: any usual picture becomes an upright RGB image, the rest a sentence.

Knows no storage. Nothing is decoded before the header said how large it is, and metadata (GPS)
never gets further than this file.
"""

import hashlib
import io
import re
import struct
import unicodedata
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from core.errors import BadInput

MAX_MEGAPIXELS: Final = 60
STORED_SIDE: Final = 1600
"""Longest side of a stored picture, in pixels."""
LOSSLESS_SIDE: Final = 512
"""Pictures up to this size are stored as PNG, larger ones as JPEG."""

_FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "PPM")
_LONGEST: Final = 80
"""Characters of a name."""
_LARGEST: Final = 180
"""Bytes of a name."""
_KNOWN: Final = "JPEG, PNG, WebP, GIF, AVIF, TIFF or BMP"
_HEIC_BRANDS: Final = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
)
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_PIXELS: Final = frozenset((b"tRNS",))
"""Chunks that a PNG may lack and whose absence would change what is seen: kept as they are."""
_PNG_HELPFUL: Final = frozenset((b"iCCP", b"eXIf", b"gAMA", b"cHRM", b"sRGB"))
"""Chunks that say how the pixels are meant: kept where they are sound and of a usual size."""
_USUAL: Final = 2**20
"""Bytes, unpacked, that metadata may have to be looked at; Pillow refuses more."""
_FILLERS: Final = (b"", b"\x55" * 64, b"\xaa" * 64)
"""What a JPEG without an end is tried with: a picture that is whole looks the same with each."""


_DESCRIPTION: Final = "Description"
"""The keyword of PNG's text chunks for what a picture shows."""
_EXIF_DESCRIPTION: Final = 0x010E
_LONGEST_DESCRIPTION: Final = 300


@dataclass(frozen=True, kw_only=True)
class OpenedPicture:
    """An accepted picture: RGB, upright, on white; `name` is safe to show and to write.

    `description` is what its file says that it shows, "" for most.
    """

    image: Image.Image
    name: str
    description: str = ""


def safe_name(name: str, fallback: str = "picture") -> str:
    """A file's name without folders, control and direction characters; at most 80 characters and
    180 bytes (file systems take 255, and more is put before it)."""
    name = unicodedata.normalize("NFC", name.encode("utf-8", "ignore").decode("utf-8"))
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(
        " " if c.isspace() else c
        for c in name
        if c.isspace() or c == "\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co")
    )
    name = re.sub(r'[<>:"|?*\s]+', " ", name).strip(" .")
    stem, dot, suffix = name.rpartition(".")
    if not 0 < len(suffix) < 8:
        stem, dot, suffix = name, "", ""
    return f"{_cut(stem, f'{dot}{suffix}')}{dot}{suffix}" if name else fallback


def _cut(stem: str, suffix: str) -> str:
    """A name's beginning, so long that its end still fits behind it."""
    return shortened(stem[: _LONGEST - len(suffix)], _LARGEST - len(suffix.encode()))


def shortened(name: str, most: int) -> str:
    """Its beginning, of at most so many bytes: file systems count bytes, not characters."""
    short = name.encode()[:most].decode("utf-8", "ignore")
    return name if short == name else short.rstrip(" \u200d")


def open_picture(name: str, content: bytes, *, max_mib: int) -> OpenedPicture:
    """Open a picture file; raises `BadInput` with one sentence that names the file."""
    name = safe_name(name)
    if not content:
        raise BadInput(f"“{name}” is empty: choose a picture file ({_KNOWN}).")
    if len(content) > max_mib * 2**20:
        raise BadInput(
            f"“{name}” has {len(content) / 2**20:.1f} MiB; a picture may have {max_mib} MiB."
        )
    if _is_svg(content):
        raise BadInput(f"“{name}” is an SVG drawing, which is not opened: save it as PNG or JPEG.")
    formats = _formats(name, content)
    description = ""
    if content.startswith(_PNG):
        description = _described(content)
        content = _bare_png(content)
    try:
        picture = _open(content, formats)
    except Image.DecompressionBombError:
        raise BadInput(
            f"“{name}” has far too many pixels; a picture may have {MAX_MEGAPIXELS} megapixels."
        ) from None
    except UnidentifiedImageError:
        raise BadInput(_not_a_picture(name, content)) from None
    except Exception:  # Pillow's readers raise what their format's code raises.
        raise BadInput(f"“{name}” is damaged and cannot be opened.") from None
    width, height = picture.size
    if width * height > MAX_MEGAPIXELS * 1_000_000:
        raise BadInput(
            f"“{name}” has {width} × {height} pixels, which is too large; "
            f"a picture may have {MAX_MEGAPIXELS} megapixels."
        )
    try:
        picture = _loaded(picture, content, formats)
        image = _rgb(ImageOps.exif_transpose(picture))
    except Exception:
        raise BadInput(
            f"“{name}” is damaged or was cut off while copying: only a part of it can be read."
        ) from None
    description = description or _one_line(str(picture.getexif().get(_EXIF_DESCRIPTION, "")))
    return OpenedPicture(image=image, name=name, description=description)


def description_of(image: Image.Image) -> str:
    """What a stored picture's file says that it shows (`encode` wrote it); "" for most."""
    said = image.info.get(_DESCRIPTION) or image.getexif().get(_EXIF_DESCRIPTION, "")
    return _one_line(str(said))


def _described(content: bytes) -> str:
    """The description in a PNG's text chunks, if it is short and not compressed."""
    for kind, data, chunk in _chunks(content):
        if kind not in (b"tEXt", b"iTXt") or len(data) > _USUAL or not _sound(kind, data, chunk):
            continue
        keyword, _, rest = bytes(data).partition(b"\0")
        if keyword != _DESCRIPTION.encode():
            continue
        if kind == b"tEXt":
            return _one_line(rest.decode("latin-1"))
        if rest[:1] == b"\0":  # Not compressed; language and translated keyword follow.
            return _one_line(rest[2:].split(b"\0", 2)[-1].decode("utf-8", "replace"))
    return ""


def _one_line(text: str) -> str:
    """A description fit to be a caption: one line of some words, or nothing."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    # Cameras write their names there ("OLYMPUS DIGITAL CAMERA").
    says = len(line.split()) > 3 and not line.isupper() and len(line) <= _LONGEST_DESCRIPTION
    return line if says else ""


def _open(content: bytes, formats: tuple[str, ...]) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(content), formats=formats)


def _loaded(picture: Image.Image, content: bytes, formats: tuple[str, ...]) -> Image.Image:
    """The picture with its pixels; a JPEG that only lacks its end mark is completed."""
    try:
        picture.load()
    except OSError:
        if not content.startswith(b"\xff\xd8"):
            raise
        return _ended(content, formats)
    return picture


def _ended(content: bytes, formats: tuple[str, ...]) -> Image.Image:
    """A JPEG whose end mark is missing; `OSError` when pixels are missing, too.

    A decoder makes up what it does not find, and says nothing. So the missing end is filled in
    several ways: what is in the file comes out the same each time, what is made up does not.
    """
    body = content[:-1] if content.endswith(b"\xff") else content
    looks = set()
    for filler in _FILLERS:
        picture = _open(body + filler + b"\xff\xd9", formats)
        picture.load()
        looks.add(hashlib.sha256(picture.tobytes()).digest())
        if len(looks) > 1:
            raise OSError("pixels are missing")
    return picture


def _bare_png(content: bytes) -> bytes:
    """A PNG without what its pixels do not need: texts, times, previews, damaged or huge metadata.

    Chunks of pixels keep their checksums, so that damage there is still found.
    """
    parts = [_PNG]
    for kind, data, chunk in _chunks(content):
        critical = not kind[:1].islower()  # By the standard, the case of the first letter says it.
        if critical or kind in _PNG_PIXELS or (kind in _PNG_HELPFUL and _sound(kind, data, chunk)):
            parts.append(bytes(chunk))
    return b"".join(parts)


def _chunks(content: bytes) -> Iterator[tuple[bytes, memoryview, memoryview]]:
    """Each chunk: its kind, its data, and all of it; one that is cut off comes as it is."""
    view, at = memoryview(content), len(_PNG)
    while at < len(content):
        length = struct.unpack(">I", content[at : at + 4].ljust(4, b"\xff"))[0]
        yield content[at + 4 : at + 8], view[at + 8 : at + 8 + length], view[at : at + 12 + length]
        at += 12 + length


def _sound(kind: bytes, data: memoryview, chunk: memoryview) -> bool:
    """Whether a chunk of metadata has the right sum and is not suspiciously large."""
    if len(chunk) != len(data) + 12 or len(data) > _USUAL:
        return False
    if zlib.crc32(data, zlib.crc32(kind)) != int.from_bytes(chunk[-4:], "big"):
        return False
    if kind != b"iCCP":
        return True
    packed = bytes(data).partition(b"\0")[2][1:]
    try:
        unpacker = zlib.decompressobj()
        unpacker.decompress(packed, _USUAL)
    except zlib.error:
        return False
    return not unpacker.unconsumed_tail


def encode(image: Image.Image, description: str = "") -> tuple[bytes, str]:
    """An image as it is stored: (bytes, MIME type), the same bytes for the same pixels.

    `description` goes into the file, where `description_of` finds it.
    """
    if max(image.size) > STORED_SIDE:
        scale = STORED_SIDE / max(image.size)
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    image = Image.fromarray(np.asarray(image.convert("RGB")))  # Pixels alone: no profile, no EXIF.
    out = io.BytesIO()
    if max(image.size) <= LOSSLESS_SIDE:
        text = PngInfo()
        if description:
            text.add_itxt(_DESCRIPTION, description)
        image.save(out, "PNG", compress_level=6, pnginfo=text)
        return out.getvalue(), "image/png"
    exif = Image.Exif()
    if description:
        exif[_EXIF_DESCRIPTION] = description
    image.save(out, "JPEG", quality=92, subsampling=0, exif=exif)
    return out.getvalue(), "image/jpeg"


def _is_svg(content: bytes) -> bool:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in start


def _formats(name: str, content: bytes) -> tuple[str, ...]:
    """The formats to try; HEIC only where a user has pillow-heif (its wheel has GPL parts)."""
    if content[4:8] != b"ftyp":
        return _FORMATS
    end = min(max(int.from_bytes(content[:4], "big"), 16), 512)
    brands = {content[at : at + 4] for at in (8, *range(16, end, 4))}
    if brands & {b"avif", b"avis"} or not brands & _HEIC_BRANDS:
        return _FORMATS
    try:
        import pillow_heif
    except ImportError:
        raise BadInput(
            f"“{name}” is a HEIC photo, which cannot be opened here: export or send it as JPEG."
        ) from None
    pillow_heif.register_heif_opener()
    return (*_FORMATS, "HEIF")


def _not_a_picture(name: str, content: bytes) -> str:
    try:
        content[:1024].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < 1000:
            return f"“{name}” is not a picture that can be opened: choose {_KNOWN}."
    if b"\0" in content[:1024]:
        return f"“{name}” is not a picture that can be opened: choose {_KNOWN}."
    return f"“{name}” is not a picture but text, whatever its name says: choose {_KNOWN}."


def _rgb(picture: Image.Image) -> Image.Image:
    """8-bit sRGB on white."""
    if picture.mode.startswith(("I", "F")):
        return _from_deep(picture)
    profile = picture.info.get("icc_profile")
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture).convert("RGB")
    elif picture.mode not in ("RGB", "CMYK"):
        picture = picture.convert("RGB")
    if profile:
        picture = _to_srgb(picture, profile)
    return picture.convert("RGB")


def _to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Colours by the picture's own profile, where it is sound and fits the picture's mode."""
    try:
        source = ImageCms.getOpenProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != picture.mode:
            return picture
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, target, outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _from_deep(picture: Image.Image) -> Image.Image:
    """A grey picture of 16 or 32 bits or of floating-point numbers, scaled to 8 bits."""
    values = np.asarray(picture).astype(np.float64)
    values = np.nan_to_num(values, posinf=0.0, neginf=0.0)
    if picture.mode == "F" and values.max(initial=0.0) <= 1.0:
        values = values * 255
    elif picture.mode.startswith("I;16") or values.max(initial=0.0) > 255:
        top = max(65535.0, values.max(initial=0.0))
        values = values * (255 / top)
    return Image.fromarray(np.clip(np.round(values), 0, 255).astype(np.uint8)).convert("RGB")
