"""Every bad picture gets a sentence, every odd one is opened."""

import io
import struct
import zlib
from importlib.util import find_spec

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from core.errors import BadInput
from core.pictures import description_of, encode, open_picture, safe_name


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
        ("🦊" * 63 + ".jpg", "🦊" * 44 + ".jpg"),
        ("ü" * 78 + ".png", "ü" * 76 + ".png"),
        ("🦊" * 100, "🦊" * 45),
    ],
)
def test_names_are_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert len(safe_name(name)) <= 80
    assert len(safe_name(name).encode()) <= 180


def chunk(kind: bytes, data: bytes, *, sum_off: int = 0) -> bytes:
    check = struct.pack(">I", (zlib.crc32(kind + data) + sum_off) % 2**32)
    return struct.pack(">I", len(data)) + kind + data + check


def with_chunk(content: bytes, extra: bytes, *, before: bytes = b"IDAT") -> bytes:
    """A PNG with another chunk in front of its first chunk of a kind."""
    at = content.index(before) - 4
    return content[:at] + extra + content[at:]


ICC_NAME = b"profile\0\0"
MUCH = zlib.compress(bytes(1_700_000))


@pytest.mark.parametrize("before", [b"IDAT", b"IEND"])
@pytest.mark.parametrize(
    "extra",
    [
        chunk(b"zTXt", b"Comment\0\0" + MUCH),
        chunk(b"iTXt", b"Comment\0\1\0\0\0" + MUCH),
        chunk(b"tEXt", b"Comment\0" + b"x" * 1_700_000),
        chunk(b"iCCP", ICC_NAME + MUCH),
        chunk(b"iCCP", ICC_NAME + b"not packed at all"),
        chunk(b"eXIf", bytes(1_700_000)),
        chunk(b"tEXt", b"Title\0Fox", sum_off=1),
        chunk(b"zTXt", b"Title\0\0" + zlib.compress(b"Fox"), sum_off=1),
        chunk(b"iCCP", ICC_NAME + zlib.compress(b"Fox"), sum_off=1),
        chunk(b"tIME", b"123", sum_off=7),
        chunk(b"prVt", b"\0" * 90, sum_off=7),
    ],
)
def test_png_is_opened_whatever_its_metadata_are(extra: bytes, before: bytes) -> None:
    content = as_bytes(photo(), "PNG")
    image = opened(with_chunk(content, extra, before=before))
    assert image.tobytes() == photo().tobytes()


def test_png_with_damaged_pixels_is_refused_though_metadata_are_not_asked() -> None:
    content = bytearray(as_bytes(photo(), "PNG"))
    content[content.index(b"IDAT") + 200] ^= 1
    with pytest.raises(BadInput, match="damaged"):
        opened(bytes(content))


def test_png_keeps_transparency_and_direction() -> None:
    palette = Image.new("P", (4, 4), 0)
    palette.putpalette([10, 20, 30] * 256)
    content = with_chunk(as_bytes(palette, "PNG", transparency=0), chunk(b"tEXt", b"a\0b"))
    assert opened(content).getpixel((1, 1)) == (255, 255, 255)
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(as_bytes(photo((60, 40)), "PNG", exif=exif.tobytes())).size == (40, 60)


KINDS_OF_JPEG = {
    "baseline": ("RGB", {"quality": 80}),
    "progressive": ("RGB", {"quality": 80, "progressive": True}),
    "grey": ("L", {"quality": 95}),
    "four colours": ("CMYK", {"quality": 90}),
    "restarts": ("RGB", {"quality": 90, "restart_marker_blocks": 3}),
}


@pytest.mark.parametrize("missing", [1, 2])
@pytest.mark.parametrize("kind", KINDS_OF_JPEG)
def test_jpeg_without_its_end_mark_is_opened_whole(kind: str, missing: int) -> None:
    mode, options = KINDS_OF_JPEG[kind]
    content = as_bytes(photo((203, 149)).convert(mode), "JPEG", **options)
    assert content.endswith(b"\xff\xd9")
    assert opened(content[:-missing]).tobytes() == opened(content).tobytes()


@pytest.mark.parametrize("missing", [40, 400, 4000])
@pytest.mark.parametrize("kind", KINDS_OF_JPEG)
def test_jpeg_that_lacks_pixels_is_refused(kind: str, missing: int) -> None:
    mode, options = KINDS_OF_JPEG[kind]
    content = as_bytes(photo((203, 149)).convert(mode), "JPEG", **options)
    with pytest.raises(BadInput, match="cut off"):
        opened(content[:-missing])


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"hevc", b"mif1"])
@pytest.mark.skipif(find_spec("pillow_heif") is not None, reason="pillow-heif opens them")
def test_heic_is_answered_in_one_sentence(brand: bytes) -> None:
    size = 16 + 4 * 9
    head = struct.pack(">I", size) + b"ftyp" + brand + b"\0\0\0\0" + b"xxxx" * 8 + b"mif1"
    with pytest.raises(BadInput, match=r"HEIC photo.*as JPEG") as caught:
        open_picture("IMG_1.HEIC", head + bytes(99), max_mib=5)
    assert str(caught.value).count(".") == 2  # that of the name and that of the sentence


def test_a_description_in_the_file_travels_with_the_picture() -> None:
    """PNG's and EXIF's descriptions are kept when a picture is stored; others are no captions."""
    said = "a fox in a red coat walking in the forest"
    text = PngInfo()
    text.add_itxt("Description", said)
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG", pnginfo=text)
    exif = Image.Exif()
    exif[0x010E] = said
    jpeg = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(jpeg, "JPEG", exif=exif)
    for name, content in (("a.png", out.getvalue()), ("b.jpg", jpeg.getvalue())):
        opened = open_picture(name, content, max_mib=1)
        assert opened.description == said
        stored, _ = encode(opened.image, opened.description)
        assert description_of(Image.open(io.BytesIO(stored))) == said
    exif[0x010E] = "OLYMPUS DIGITAL CAMERA TWO"  # What cameras write there.
    jpeg = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(jpeg, "JPEG", exif=exif)
    assert open_picture("c.jpg", jpeg.getvalue(), max_mib=1).description == ""
