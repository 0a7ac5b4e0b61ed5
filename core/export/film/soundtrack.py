"""What is heard: the voice of every page at its time, music below it, and the chapters."""

import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
import soundfile

from core.export.book import Book, Sound
from core.export.film.timeline import Scene, lasts
from core.music import PIECE, under
from core.music.instruments import RATE
from core.music.rounds import from_mp3
from core.sound import CEILING, resampled

_OF_TWO: Final = np.float32(np.sqrt(0.5))
"""The same sound from two sides is 3 LU louder; the voice stays at -18 LUFS."""


def write_sound(book: Book, scenes: Sequence[Scene], path: Path, *, music: bool) -> bool:
    """Write the sound of a whole film or sound book as stereo WAV; False where there is none."""
    speech = spoken(scenes)
    if not music and not speech.any():
        return False
    own = [
        (round(scene.start_s * RATE), partial(from_mp3, made.content, made.round_s))
        for scene in scenes
        if scene.page and (made := scene.page.music)
    ]
    below = under(speech, book.request.mood, book.request.seed, own) if music else None
    with soundfile.SoundFile(path, "w", RATE, 2, subtype="PCM_16") as file:
        for start in range(0, len(speech), PIECE):
            mixed = np.repeat(speech[start : start + PIECE, None], 2, axis=1)
            if below is not None:
                mixed += next(below)
            file.write(np.clip(_OF_TWO * mixed, -CEILING, CEILING))
    return True


def spoken(scenes: Sequence[Scene]) -> np.ndarray:
    """The voices of all pages, mono float32 at 44.1 kHz, with silence between."""
    whole = np.zeros(round(lasts(scenes) * RATE), np.float32)
    for scene in scenes:
        if scene.page and scene.page.sound:
            start = round(scene.voice_s * RATE)
            voice = _samples(scene.page.sound)[: max(len(whole) - start, 0)]
            whole[start : start + len(voice)] += voice
    return whole


def metadata(book: Book, scenes: Sequence[Scene]) -> str:
    """Title, author and chapters as ffmpeg reads them (its metadata file)."""
    lines = [";FFMETADATA1", f"title={_said(book.title)}"]
    if book.about.author:
        lines.append(f"artist={_said(book.about.author)}")
    for scene in scenes:
        name = scene.name[0].upper() + scene.name[1:] if scene.page else scene.kind.capitalize()
        lines += [
            *("[CHAPTER]", "TIMEBASE=1/1000", f"START={round(1000 * scene.start_s)}"),
            *(f"END={round(1000 * (scene.start_s + scene.seconds))}", f"title={_said(name)}"),
        ]
    return "\n".join(lines) + "\n"


def _samples(sound: Sound) -> np.ndarray:
    samples, rate = soundfile.read(io.BytesIO(sound.content), dtype="float32", always_2d=True)
    return resampled(samples.mean(1), rate, RATE)


def _said(text: str) -> str:
    """Text in ffmpeg's metadata: its own signs are escaped, and it is one line."""
    line = " ".join(text.split()).replace("\\", "\\\\")
    for sign in "=;#":
        line = line.replace(sign, f"\\{sign}")
    return line
