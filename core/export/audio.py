"""Narrations in the formats that players like."""

import io

import soundfile


def wav_to_mp3(content: bytes) -> bytes:
    """A WAV file as MP3 of the same sample rate."""
    samples, rate = soundfile.read(io.BytesIO(content), dtype="float32")
    out = io.BytesIO()
    soundfile.write(out, samples, rate, format="MP3", subtype="MPEG_LAYER_III")
    return out.getvalue()
