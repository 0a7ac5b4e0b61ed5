"""Every bad picture gets a sentence, every odd one is opened."""

import io
import struct
import zlib
from importlib.util import find_spec

import numpy as np
import pytest
from PIL import Image

from core.errors import BadInput
from core.pictures import encode, open_picture, safe_name


def as_bytes(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(content: bytes, name: str = "x.png") -> Image.Image:
    image = open_picture(name, content, max_mib=5).image
    assert image.mode == "RGB"
    return image


def photo(size: tuple[int, int] = (64, 48)) -> Image.Image:
    rng = np.random.default_rng(0)
    return Image.fromarray(rng.integers(0, 255, (size[1], size[0], 3), dtype=np.uint8))


def huge_png(side: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    )


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + b"\0" * 64
SVG = b"<?xml version='1.0'?><svg xmlns='x'><script>alert(1)</script></svg>"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.jpg", b"", "is empty"),
        ("note.jpg", b"Dear fox, this is a letter.", "text"),
        ("cut.jpg", as_bytes(photo((400, 300)), "JPEG")[:9000], "cut off"),
        ("cut.png", as_bytes(photo(), "PNG")[:3000], "cut off"),
        ("head.jpg", as_bytes(photo(), "JPEG")[:40], "“head.jpg”"),
        ("bomb.png", huge_png(30_000), "pixels"),
        ("large.png", huge_png(9_000), "9000 × 9000"),
        ("big.bmp", as_bytes(photo((1500, 1500)), "BMP"), "at most|may have 5 MiB"),
        ("evil.svg", SVG, "SVG"),
        ("evil.png", b"  <svg onload='x'/>", "SVG"),
        ("noise.bin", bytes(range(256)) * 20, "not a picture"),
        ("phone.heic", HEIC, "HEIC" if find_spec("pillow_heif") is None else "damaged"),
    ],
)
def test_says_what_is_wrong(name: str, content: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says) as caught:
        open_picture(f"../../{name}", content, max_mib=5)
    message = str(caught.value)
    assert f"“{name}”" in message
    assert message.endswith(".")
    assert "\n" not in message


def test_opens_cmyk_and_palette_and_greys() -> None:
    red = Image.new("RGB", (8, 8), (200, 30, 30))
    assert abs(opened(as_bytes(red.convert("CMYK"), "JPEG")).getpixel((4, 4))[0] - 200) < 20
    assert opened(as_bytes(red.convert("P"), "PNG")).getpixel((4, 4))[0] > 180
    assert opened(as_bytes(red.convert("L"), "PNG")).size == (8, 8)
    assert opened(as_bytes(red.convert("1"), "PNG")).size == (8, 8)
    assert opened(as_bytes(red, "WEBP")).size == (8, 8)
    assert opened(as_bytes(red, "AVIF")).size == (8, 8)


def test_16_bit_keeps_its_brightness() -> None:
    deep = Image.fromarray(np.full((6, 6), 32768, np.uint16))
    assert abs(opened(as_bytes(deep, "PNG")).getpixel((3, 3))[0] - 128) <= 1


def test_transparent_stands_on_white() -> None:
    clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    assert opened(as_bytes(clear, "PNG")).getpixel((1, 1)) == (255, 255, 255)
    grey = Image.new("LA", (4, 4), (0, 0))
    assert opened(as_bytes(grey, "PNG")).getpixel((1, 1)) == (255, 255, 255)
    palette = Image.new("P", (4, 4), 0)
    palette.putpalette([10, 20, 30] * 256)
    content = as_bytes(palette, "PNG", transparency=0)
    assert opened(content).getpixel((1, 1)) == (255, 255, 255)


def test_first_frame_of_an_animation() -> None:
    frames = [Image.new("RGB", (9, 9), c) for c in ("red", "blue")]
    content = as_bytes(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50)
    assert opened(content).getpixel((2, 2))[0] > 200


def test_turns_photos_upright_and_drops_metadata() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    content = as_bytes(photo((60, 40)), "JPEG", exif=exif.tobytes())
    image = opened(content)
    assert image.size == (40, 60)
    stored, _mime = encode(image)
    assert b"Exif" not in stored
    assert not Image.open(io.BytesIO(stored)).getexif()


@pytest.mark.parametrize(("size", "stored"), [((1, 1), (1, 1)), ((5000, 20), (1600, 6))])
def test_odd_sizes(size: tuple[int, int], stored: tuple[int, int]) -> None:
    content, mime = encode(opened(as_bytes(photo(size), "PNG")))
    assert Image.open(io.BytesIO(content)).size == stored
    assert mime in ("image/png", "image/jpeg")


def test_the_same_pixels_are_stored_as_the_same_bytes() -> None:
    big = photo((900, 700))
    one = encode(opened(as_bytes(big, "PNG")))
    two = encode(opened(as_bytes(big, "BMP"), "other.bmp"))
    assert one == two
    assert one[1] == "image/jpeg"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\photos\\my fox 🦊.jpg", "my fox 🦊.jpg"),
        ("a\0b\n\u202ec.png", "ab c.png"),
        ("...", "picture"),
        ("", "picture"),
        ("x" * 300 + ".jpeg", "x" * 75 + ".jpeg"),
        ('a<b>:"|?*.png', "a b .png"),
    ],
)
def test_names_are_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert len(safe_name(name)) <= 80
