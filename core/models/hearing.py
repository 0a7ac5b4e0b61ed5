"""What an ear hears in speech, beside what should have been said."""

from core.models.base import Utterance
from core.models.whisper import LONGEST_S, Whisper
from core.word_errors import differences, normalised

MOST_S = LONGEST_S - 2.0
"""An ear hears so much at once."""


def heard(ear: Whisper, said: Utterance, *, language: str) -> str:
    """The words of speech of any length, heard in portions that end with a word."""
    ends = [end for _, _, _, end in said.words] or [len(said.samples) / said.sample_rate]
    ends[-1] = len(said.samples) / said.sample_rate
    parts, begin = [], 0.0
    for i, end in enumerate(ends):
        following = ends[i + 1] if i + 1 < len(ends) else None
        if following is not None and following - begin <= MOST_S:
            continue
        first, last = round(begin * said.sample_rate), round(end * said.sample_rate)
        parts.append(ear.heard(said.samples[first:last], said.sample_rate, language=language))
        begin = end
    return " ".join(parts)


def misread(ear: Whisper, text: str, said: Utterance, *, language: str) -> list[tuple[str, str]]:
    """(word of the text or "", what was heard in its place or "") for all that differs."""
    words = normalised(heard(ear, said, language=language), language)
    return [(d.said, d.heard) for d in differences(normalised(text, language), words)]
