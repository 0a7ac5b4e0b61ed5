"""What a music model is asked for: a mood's music in words, and what a page does in the book."""

from typing import Final

from core.errors import UnknownName
from core.music.moods import DORIAN, HARMONIC, MANNERS, MINOR

_MANNER: Final = {
    "romance": "tender and warm",
    "comedy": "light-hearted and bouncy",
    "scary": "hushed and eerie, gentle enough for children",
    "action": "brisk and adventurous",
    "cartoonish": "playful and zany",
    "funny": "cheeky and comical",
    "poetic": "dreamy and spacious",
    "noir": "smoky and slow, jazz-like",
    "bedtime": "slow and soothing, a lullaby's",
}
"""How the music of a mood is; a mood that is not here is called by its own name."""
_INSTRUMENTS: Final = {
    "musicbox": "music box", "vibes": "vibraphone", "plucked": "pizzicato strings",
    "reed": "clarinet", "bell": "glockenspiel",
}  # fmt: skip
_PARTS: Final = ("a quiet opening", "going on, with a little more movement", "coming to rest")


def music_prompt(mood: str, page: int, pages: int) -> str:
    """What a model is asked for on page `page` (from 0) of `pages`.

    Tempo, bars and instruments are those that the studio composes the mood with
    (`core.music.moods`), alike on all pages of a book.
    """
    if mood not in MANNERS:
        raise UnknownName("mood", mood, MANNERS)
    manner = MANNERS[mood]
    lead, plays = (_INSTRUMENTS.get(name, name) for name in (manner.lead, manner.plays))
    mode = "minor" if manner.scale in (MINOR, HARMONIC, DORIAN) else "major"
    part = _PARTS[0 if page <= 0 else 2 if page >= pages - 1 else 1]
    return (
        f"{_MANNER.get(mood, mood)} instrumental music for a picture book, {lead} and {plays}, "
        f"{mode} key, {manner.tempo:.0f} bpm, {manner.beats}/4 time, {part}, soft background, "
        "no drums, no voice"
    )
