"""A person's recording: what is refused, what is cut off, and that its words are found."""

import io

import numpy as np
import pytest
import soundfile

from core import recording
from core.errors import BadInput
from core.models.espeak import Espeak

TEXT = "The old fox walked over the hill, and it was late in the evening. Dr. Owl slept."


def never() -> None:
    pass


def wav(samples: np.ndarray, rate: int, kind: str = "WAV") -> bytes:
    out = io.BytesIO()
    soundfile.write(out, samples, rate, format=kind)
    return out.getvalue()


def person(text: str = TEXT) -> tuple[np.ndarray, int, list[float]]:
    """Somebody else than the voice that it is compared with; when each word begins."""
    said = Espeak().speak(text, language="en", voice="en-us+f3", speed=0.9, check=never)
    return said.samples, said.sample_rate, [word[2] for word in said.words]


@pytest.mark.parametrize("kind", ["WAV", "FLAC", "OGG"])
def test_silence_is_cut_off_and_words_are_found(kind: str) -> None:
    samples, rate, truth = person()
    quiet = np.random.default_rng(1).normal(0, 1e-4, rate)
    both = np.concatenate([quiet, samples, quiet]) + 0.01
    found, same = recording.read(wav(np.stack([both, both], axis=1), rate, kind))
    assert same == rate
    assert len(samples) <= len(found) + 0.2 * rate
    assert len(found) < len(both) - 1.5 * rate
    said = recording.spoken(TEXT, found, rate, language="en", check=never)
    assert [TEXT[a:b] for a, b, _, _ in said.words][-3:] == ["Dr", "Owl", "slept"]
    errors = np.abs([w[2] - 0.15 - t for w, t in zip(said.words[1:], truth[1:], strict=True)])
    assert np.median(errors) < 0.06
    assert all(start < end for _, _, start, end in said.words)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "cannot be read"),
        (b"RIFF\x00\x00nonsense" * 20, "cannot be read"),
        (wav(np.zeros(8000), 8000), "Nothing is heard"),
        (wav(np.full(8000, 0.5), 8000), "Nothing is heard"),
        (wav(np.zeros(0), 8000), "Nothing is heard"),
        (wav(np.zeros(8000 * 2400, np.float32), 8000), "has 2400 seconds at 8000 Hz; use at most"),
        (wav(np.ones(8000) * 0.1, 4000), "at 4000 Hz"),
    ],
)
def test_what_is_no_reading_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        recording.read(content)
    assert str(caught.value).count(".") == 1
