"""Speaks a segment and says when each of its words is spoken."""

import io
import math
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import soundfile

from core.build import Context, Made, Task
from core.models.base import Utterance
from core.sound import levelled
from core.text import word_spans

_SILENCE_S: Final = 0.4


class Narrating:
    """Stage "narrating": WAV (16 bit, mono) and a timing for every word."""

    name = "narrating"
    role: str | None = "narrator"
    batch_size = 1

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """One narration after the other."""
        for task in tasks:
            ctx.check()
            page = int(task.slot.rpartition("/")[2]) + 1
            ctx.note(task.slot, f"Reading page {page} aloud")
            text = next(iter(task.inputs.values())).text or ""
            spoken = model.speak(
                text,
                language=task.params["language"],
                voice=task.params.get("voice"),
                speed=float(task.params.get("speed", 1.0)),
                check=ctx.check,
                seed=task.seed,
            )
            yield [(task, narration(text, spoken))]


def narration(text: str, spoken: Utterance) -> Made:
    """Speech as a page keeps it: levelled, as WAV, with the time of every word of `text`."""
    samples = np.clip(np.nan_to_num(np.asarray(spoken.samples, np.float32)), -1.0, 1.0)
    if not samples.size:  # Nothing to say (an edit left only emoji).
        samples = np.zeros(round(_SILENCE_S * spoken.sample_rate), np.float32)
    samples = levelled(samples, spoken.sample_rate)
    duration = samples.size / spoken.sample_rate
    out = io.BytesIO()
    soundfile.write(out, samples, spoken.sample_rate, format="WAV", subtype="PCM_16")
    data = {
        "duration_s": round(duration, 4),
        "sample_rate": spoken.sample_rate,
        "words": timings(text, spoken.words, duration),
        "level_dbfs": round(_level(samples), 2),
    }
    return Made(media=out.getvalue(), mime="audio/wav", data=data, units=round(duration, 4))


def timings(
    text: str,
    events: Sequence[tuple[int, int, float, float]],
    duration: float,
) -> list[dict[str, Any]]:
    """When each word of `text` (`core.text.word_spans`) is spoken (seconds), in order.

    `events` are (start_char, end_char, start_s, end_s) as an `Utterance` has them.  A word without
    an event shares the time between its neighbours with the other silent ones, by length; where
    they leave none, that of the word before, or else behind, as well.  Times that no voice gave are
    marked `estimated`.
    """
    words = word_spans(text)
    spans: list[tuple[float, float] | None] = []
    for start, end in words:
        here = [e for e in events if e[0] < end and e[1] > start]
        spans.append((min(e[2] for e in here), max(e[3] for e in here)) if here else None)
    times: list[tuple[float, float]] = []
    at = 0
    while at < len(words):
        known = spans[at]
        previous = times[-1][1] if times else 0.0
        if known is not None:
            begin = min(max(known[0], times[-1][0] if times else 0.0), duration)
            times.append((begin, min(max(known[1], begin), duration)))
            at += 1
            continue
        stop = at
        while stop < len(words) and spans[stop] is None:
            stop += 1
        after = spans[stop] if stop < len(words) else None
        until = max(min(after[0], duration) if after else duration, previous)
        letters = sum(end - start for start, end in words[at:stop])
        for start, end in words[at:stop]:
            length = (until - previous) * (end - start) / letters
            times.append((times[-1][1] if times else 0.0, 0.0))
            times[-1] = (times[-1][0], min(times[-1][0] + length, until))
        at = stop
    times = _in_order(_lit([text[start:end] for start, end in words], times))
    return [
        {
            "word": text[start:end],
            "start_s": round(begin, 3),
            "end_s": round(finish, 3),
            "start_char": start,
            "end_char": end,
            **({"estimated": True} if span is None else {}),
        }
        for (start, end), (begin, finish), span in zip(words, times, spans, strict=True)
    ]


def _lit(words: Sequence[str], times: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same times, but each word that can be spoken has some: it shares a neighbour's by length.

    Dashes and pictures between spaces may have none.
    """
    spoken = [i for i, word in enumerate(words) if any(_is_said(c) for c in word)]
    result = list(times)
    at = 0
    while at < len(spoken):
        first = at
        while at < len(spoken) and result[spoken[at]][1] <= result[spoken[at]][0]:
            at += 1
        if at > first:
            together = spoken[first - 1 : at] if first else spoken[: at + 1]
            _share(words, together, result)
        at += 1
    return result


def _in_order(times: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same times, none beginning before the one before it: two words may share one event."""
    result: list[tuple[float, float]] = []
    for begin, end in times:
        begin = max(begin, result[-1][0]) if result else begin
        result.append((begin, max(begin, end)))
    return result


def _is_said(c: str) -> bool:
    """Letters, digits, and signs that have a name: of money and sums, "&", "%"."""
    return c.isalnum() or c in "&%§@" or unicodedata.category(c) in ("Sc", "Sm")


def _share(words: Sequence[str], places: Sequence[int], times: list[tuple[float, float]]) -> None:
    """Words at `places` divide their whole time by length; what stands between them follows."""
    begin, end = times[places[0]][0], times[places[-1]][1]
    letters = sum(len(words[i]) for i in places)
    at = begin
    for i in places:
        until = end if i == places[-1] else at + (end - begin) * len(words[i]) / letters
        times[i] = (at, until)
        at = until
    for i in range(places[0] + 1, places[-1]):
        if i not in places:
            times[i] = (times[i - 1][1], times[i - 1][1])


def _level(samples: np.ndarray) -> float:
    """Root mean square in dB below full scale; -120 for silence."""
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    return 20 * math.log10(max(rms, 1e-6))
