"""Books as PDF, ZIP and folder."""

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image as Pillow

from core.errors import StorageError
from core.export import book_pdf, book_zip, wav_to_mp3, write_folder
from core.export.book import Book, Image, Original, Page, Sound, fitting, stanzas
from core.export.typeset import markup, missing, right_to_left
from core.story import Picture, StoryRequest, WordTiming

ARABIC = "كان الثعلب الصغير يمشي في الغابة ليلاً وهو يحمل فانوساً. قال: من هناك؟"


def png(size: tuple[int, int] = (64, 64)) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, "teal").save(out, "PNG")
    return out.getvalue()


def wav() -> bytes:
    out = io.BytesIO()
    hum = 0.4 * np.sin(np.arange(22050) / 10)
    soundfile.write(out, hum, 22050, format="WAV", subtype="PCM_16")
    return out.getvalue()


def image(size: tuple[int, int] = (96, 64)) -> Image:
    return Image(content=png(size), mime="image/png", width=size[0], height=size[1], alt="a fox")


WORDS = (
    WordTiming(word="The", start_s=0.0, end_s=0.4, start_char=0, end_char=3),
    WordTiming(word="fox", start_s=0.4, end_s=0.8, start_char=4, end_char=7, estimated=True),
)


def book(*texts: str, title: str = "The Fox & the <Rain>") -> Book:
    pages = tuple(
        Page(
            index=i,
            text=text,
            caption="a fox",
            prompt="a fox, cut paper",
            image=image(),
            sound=Sound(content=wav(), seconds=1.0, words=WORDS),
        )
        for i, text in enumerate(texts or ("The fox ran.", "It rained."))
    )
    request = StoryRequest(
        pictures=(Picture(sha256="p", name="x.jpg", width=64, height=64),), seed=7
    )
    timing = {
        "stage": "writing",
        "segment": None,
        "model": "starter-storyteller",
        "device": "cpu",
        "dtype": "float32",
        "load_s": 0.1,
        "run_s": 1.0,
    }
    details = {"device": "cpu", "timings": [timing], "models": {"writer": "starter-storyteller"}}
    return Book(
        story_id="s",
        title=title,
        request=request,
        pages=pages,
        cover=pages[0].image,
        originals=(Original(name="x.jpg", image=image((64, 64))),),
        details=details,
    )


def test_stanzas_keep_the_lines_of_verse() -> None:
    poem = "\nThe fox went out,\n    he prayed to the moon \n \t\nfor he had\n\n\nmany a mile\n"
    assert stanzas(poem) == (
        ("The fox went out,", "    he prayed to the moon"), ("for he had",), ("many a mile",),
    )  # fmt: skip
    assert stanzas(" \n ") == ()


def test_word_times_that_do_not_fit_the_text_are_left_out() -> None:
    assert fitting("The fox", WORDS) == WORDS
    assert fitting("The dog", WORDS) == WORDS[:1]
    assert fitting("A the fox", WORDS) == ()


def test_a_book_knows_its_language_and_direction() -> None:
    assert (book().language, book().rtl) == ("en", False)
    assert (book(ARABIC).language, book(ARABIC).rtl) == ("ar", True)
    assert book("きつねが山に住んでいました").language == "ja"


def test_story_json_is_what_the_command_line_promises(tmp_path: Path) -> None:
    path = write_folder(book(), tmp_path / "new" / "out")
    story = json.loads(path.read_text(encoding="utf-8"))
    assert list(story) == [
        "title", "mood", "preset", "seed", "word_count", "device", "segments", "timings",
    ]  # fmt: skip
    assert (story["word_count"], story["seed"], story["mood"]) == (5, 7, "comedy")
    first = story["segments"][0]
    assert list(first) == [
        "index", "text", "caption", "prompt", "illustration", "narration", "word_timings",
    ]  # fmt: skip
    assert first["word_timings"] == [
        {"word": "The", "start_s": 0.0, "end_s": 0.4},
        {"word": "fox", "start_s": 0.4, "end_s": 0.8, "estimated": True},
    ]
    assert Pillow.open(path.parent / first["illustration"]).size == (96, 64)
    assert soundfile.info(path.parent / first["narration"]).duration == pytest.approx(1.0)
    assert soundfile.info(path.parent / "audio/01.mp3").format == "MP3"
    assert set(story["timings"][0]) == {
        "stage", "segment", "model", "device", "dtype", "load_s", "run_s",
    }  # fmt: skip
    assert (path.parent / "story.txt").read_text(encoding="utf-8").startswith("The Fox & the")
    assert all(tmp_path in p.parents for p in tmp_path.rglob("*"))


def test_a_zip_holds_the_same_and_is_the_same_every_time(tmp_path: Path) -> None:
    content = book_zip(book())
    assert content == book_zip(book())
    path = write_folder(book(), tmp_path)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert ".." not in name
            assert not name.startswith("/")
            assert archive.read(name) == (path.parent / name).read_bytes()
        assert "originals/01 x.png" in archive.namelist()
        assert {"story.txt", "story.json", "pictures/01.png", "audio/02.wav", "audio/02.mp3"} <= {
            *archive.namelist()
        }


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="file"):
        write_folder(book(), tmp_path / "file" / "out")


def test_mp3_has_sound() -> None:
    samples, rate = soundfile.read(io.BytesIO(wav_to_mp3(wav())))
    assert rate == 22050
    assert np.abs(samples).max() > 0.2


def pages_of(content: bytes, folder: Path) -> list[Pillow.Image]:
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not installed")
    (folder / "book.pdf").write_bytes(content)
    command = ["pdftoppm", "-r", "30", "-png", str(folder / "book.pdf"), str(folder / "page")]
    subprocess.run(command, check=True, capture_output=True)
    return [Pillow.open(p) for p in sorted(folder.glob("page*.png"))]


def test_a_pdf_has_a_page_for_each_segment(tmp_path: Path) -> None:
    content = book_pdf(book())
    assert content == book_pdf(book())
    pages = pages_of(content, tmp_path)
    assert len(pages) == 4
    assert all(page.width == page.height for page in pages)


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", 3),
        ("A fox ran and ran, and sang. " * 200, 5),
        ("x" * 4000, 4),
        (ARABIC, 3),
        (ARABIC * 40, None),
        ("<script>alert(1)</script> & **x** $x^2$ </font> 🦊 漢字 \x00\x07", 3),
    ],
)
def test_any_text_is_printed(text: str, pages: int | None, tmp_path: Path) -> None:
    made = pages_of(book_pdf(book(text)), tmp_path)
    assert len(made) >= 3
    if pages:
        assert abs(len(made) - pages) <= 1


def test_odd_books(tmp_path: Path) -> None:
    bare = Book(
        story_id="s",
        title=ARABIC,
        request=book().request,
        pages=(Page(index=0, text="Hi."), Page(index=1, text="Thin.", image=image((500, 2)))),
    )
    assert len(pages_of(book_pdf(bare), tmp_path)) == 4
    long = book(title="A very long title that goes on and on " * 8)
    assert book_pdf(long).startswith(b"%PDF")


def test_characters_without_a_glyph_are_named() -> None:
    assert missing("A fox 🦊, 漢! ‏\u200d") == ["🦊", "漢"]
    assert "□" in markup("🦊")
    assert markup("a & <b>") == "a &amp; &lt;b&gt;"
    assert right_to_left(ARABIC)
    assert not right_to_left("A " + ARABIC)


@pytest.mark.parametrize(("rate", "expected"), [(16000, 16000), (1200, 8000), (96000, 48000)])
def test_a_voice_of_any_sample_rate_becomes_mp3(rate: int, expected: int) -> None:
    wav = io.BytesIO()
    tone = 0.5 * np.sin(np.arange(2 * rate) * 2 * np.pi * 220 / rate)
    soundfile.write(wav, tone, rate, format="WAV", subtype="PCM_16")
    samples, found = soundfile.read(io.BytesIO(wav_to_mp3(wav.getvalue())))
    assert found == expected
    assert len(samples) / found == pytest.approx(2.0, abs=0.1)
    spectrum = np.abs(np.fft.rfft(samples[:expected]))
    assert spectrum.argmax() == pytest.approx(220, abs=2)
