"""Runs ffmpeg, a program of its own (its build is under the GPL): it is run, never linked."""

import errno
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Final

import numpy as np

from core.errors import StudioError
from core.export.film.timeline import RATE_FPS

_THREE: Final = {
    **{"en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita", "pt": "por", "nl": "nld"},
    **{"pl": "pol", "tr": "tur", "uk": "ukr", "ru": "rus", "zh": "zho", "ja": "jpn", "ko": "kor"},
    **{"hi": "hin", "ar": "ara", "he": "heb", "th": "tha", "sv": "swe", "fi": "fin"},
}
"""Languages as tracks of a film name them (ISO 639-2)."""
_NO_SPACE: Final = "No space left on device"


@cache
def _found() -> str:
    try:
        import imageio_ffmpeg

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        return ""


def program() -> str:
    """The path of ffmpeg; `StudioError` where there is none."""
    if why := lacking():
        raise StudioError(why)
    return _found()


def lacking() -> str:
    """Why no film can be made here, in one sentence, or ""."""
    if _found():
        return ""
    return (
        "The program ffmpeg, which makes films and sound books, is not installed here: install the"
        " package imageio-ffmpeg; every other form works without it."
    )


def run(arguments: Sequence[str]) -> None:
    """Run ffmpeg to its end; `StudioError` or `OSError` says what it complained of."""
    with tempfile.TemporaryFile() as said:
        code = subprocess.run(
            [program(), *_QUIETLY, *arguments], stdin=subprocess.DEVNULL, stderr=said, check=False
        ).returncode
        if code:
            raise _complaint(said)


@dataclass(frozen=True, kw_only=True)
class Film:
    """What a film is made of beside its frames: `size` in pixels; `about` holds title and chapters
    (ffmpeg's metadata), `sound` a WAV file, `subtitles` an SRT file."""

    size: tuple[int, int]
    language: str
    about: Path
    sound: Path | None = None
    subtitles: Path | None = None

    class Feed:
        """Takes frames, one after another."""

        def __init__(self, process: "subprocess.Popen[bytes]") -> None:
            self._process = process

        def frame(self, pixels: np.ndarray) -> None:
            """The next frame: uint8 (height, width, 4), blue, green, red and one unused."""
            assert self._process.stdin is not None
            self._process.stdin.write(np.ascontiguousarray(pixels).data.cast("B"))

    @contextmanager
    def writing(self, path: Path) -> Iterator["Film.Feed"]:
        """Feed the frames inside of it; if it is left by an error, ffmpeg is stopped."""
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(
                [program(), *_QUIETLY, *self._arguments(), str(path)],
                stdin=subprocess.PIPE,
                stderr=said,
            )
            try:
                yield Film.Feed(process)
                assert process.stdin is not None
                process.stdin.close()
                if process.wait():
                    raise _complaint(said)
            except BrokenPipeError:
                process.wait()
                raise _complaint(said) from None
            finally:
                if process.poll() is None:
                    process.kill()
                    process.wait()

    def _arguments(self) -> list[str]:
        width, height = self.size
        pipe = ["-f", "rawvideo", "-pix_fmt", "bgr0", "-s", f"{width}x{height}"]
        inputs = [*pipe, "-r", str(RATE_FPS), "-i", "pipe:0", "-i", str(self.about)]
        maps, coded = ["-map", "0:v", "-map_metadata", "1", "-map_chapters", "1"], [*_VIDEO]
        language = _THREE.get(self.language, "und")
        number = 2
        for file, kind, how in (
            (self.sound, "a", ["-c:a", "aac", "-b:a", "160k"]),
            (self.subtitles, "s", ["-c:s", "mov_text", "-disposition:s:0", "0"]),
        ):
            if file is not None:
                inputs += ["-i", str(file)]
                maps += ["-map", f"{number}:{kind}"]
                coded += [*how, f"-metadata:s:{kind}:0", f"language={language}"]
                number += 1
        return [*inputs, *maps, *coded, "-movflags", "+faststart", "-f", "mp4"]


_QUIETLY: Final = ("-hide_banner", "-loglevel", "error", "-nostats", "-y")
_VIDEO: Final = (
    *("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-g", str(4 * RATE_FPS)),
    *("-vf", "scale=out_color_matrix=bt709:out_range=tv", "-pix_fmt", "yuv420p"),
    *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
)


def _complaint(said: IO[bytes]) -> Exception:
    said.seek(0)
    lines = said.read().decode("utf-8", "replace").strip().splitlines()
    if any(_NO_SPACE in line for line in lines):
        return OSError(errno.ENOSPC, _NO_SPACE)
    last = lines[-1].strip()[:200] if lines else "it gave no reason"
    return StudioError(f"ffmpeg could not make the file ({last}); try again.")
