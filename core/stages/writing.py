"""Writes the story from the captions and sees to it that it keeps its promises.

One stream, part by part.  A finished part is judged at once: one that does not tell its picture,
repeats itself or does not end is thrown away, and the stream starts again in front of it with
another seed.  What is left to do at the end (word count, a picture still untold) is done in whole
sentences and written down in the artifact's data.
"""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from core.build import Context, Made, Task, digest
from core.stages.formats import Brief, Format, captions_for_parts, format_of, plain
from core.stages.parts import (
    PartReader,
    Wanted,
    cost,
    finish,
    sentence_about,
    tidy_title,
    told_once,
    trim,
)
from core.stages.telling import has_plots, tell_story
from core.stages.titling import make_title
from core.text import count_words, main_noun, sentences, tells

EXTENSIONS: Final = 10
"""How often a part of a story that is too short is written again, longer."""
_FOR_THE_TITLE: Final = 8
"""Words kept free, so that the story stays in its range for those who count its title too."""
_NOTE_EVERY_S: Final = 0.1
_NO_NAMES: Final = frozenset(
    "And Because But For If In It Nor On Or So Then There This Was When While With Yet".split()
)


def seed_of(*parts: object) -> int:
    """A 32-bit seed derived from others."""
    return int(digest(list(parts))[:8], 16)


def tokens_of(model: Any) -> int | None:
    """Tokens that a writer has computed since it was loaded; None where nobody counts them."""
    return getattr(model, "tokens_made", None)


def tokens_since(model: Any, before: int | None) -> int | None:
    """Tokens computed since there were `before`, for versions thrown away too."""
    now = tokens_of(model)
    return None if now is None or before is None else now - before


@dataclass
class Author:
    """One story while it is written: the model, the task, and what is there so far."""

    model: Any
    form: Format
    brief: Brief
    seed: int
    ctx: Context
    slot: str
    title: str | None = None
    parts: list[str] = field(default_factory=list)
    spare: list[list[str]] = field(default_factory=list)
    attempts: list[int] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    trimmed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.count = len(self.brief.captions)
        self.nouns = [main_noun(caption) for caption in self.brief.captions]
        low, high = self.brief.words
        self.low, self.high = low, max(low, high - _FOR_THE_TITLE)
        self._noted = 0.0

    # -- asking the model ---------------------------------------------------------------------
    def open(self, seed: int, *, words: int, before: Sequence[str] | None) -> PartReader:
        """A stream of everything after the parts `before` (None: from the title on)."""
        title = None if before is None else self.title
        left = self.count - len(before or ())
        if self.form.part_by_part and before is not None:
            left = 1
        options = getattr(self.model, "options", None) or {}
        pieces: Iterator[str] = self.model.stream(
            self.form.prompt(self.brief, words=words, title=title, parts=list(before or ())),
            seed=seed,
            max_new_tokens=40 + left * (40 + 3 * self.brief.words[1] // self.count),
            temperature=float(options.get("temperature", 0.8)),
            top_p=float(options.get("top_p", 0.95)),
            check=self.ctx.check,
        )
        return PartReader(pieces, self.form)

    def note(self, index: int, current: str = "", *, always: bool = False) -> None:
        """Show the story so far, at most ten times a second."""
        now = time.monotonic()
        if now - self._noted < _NOTE_EVERY_S and not always:
            return
        self._noted = now
        shown = [part for part in (self.title, *self.parts, current.strip()) if part]
        self.ctx.note(
            self.slot,
            f"Writing part {min(index + 1, self.count)} of {self.count}",
            done=index,
            total=self.count,
            text="\n\n".join(shown),
        )

    # -- writing ------------------------------------------------------------------------------
    def wanted(self, index: int) -> Wanted:
        """What part `index` must be, given how long the parts before it became."""
        low, high = self.low, self.high
        used = sum(count_words(part) for part in self.parts[:index])
        left = self.count - index
        ideal = max(((low + high) / 2 - used) / left, 8)
        last = left == 1
        return Wanted(
            noun=self.nouns[index],
            least=max(low - used, 8) if last else 0.7 * ideal,
            most=max(high - used, 12) if last else 1.35 * ideal,
            name=plain(self.brief.hero) if self.brief.hero and index == 0 else None,
            last=last,
        )

    def asked_words(self, index: int) -> int:
        """The length to ask for, so that the parts from `index` on come out right."""
        low, high = self.low, self.high
        used = sum(count_words(part) for part in self.parts[:index])
        wished = ((low + high) / 2 - used) / max(self.count - index, 1) * self.count
        return round(min(max(wished, low / 2), 2 * high))

    def write(self) -> None:
        """Title and all parts, each the best of several versions."""
        stream = self._write_title()
        for index in range(self.count):
            stream = self._write_part(index, stream)
            self.note(index + 1, always=True)
        if stream:
            stream.close()

    def _write_title(self) -> PartReader | None:
        """The title; the stream stands behind it, or is None if the story has to start anew."""
        for attempt in range(self.form.attempts):
            again = (attempt,) if attempt else ()
            seed = seed_of(self.seed, "start", *again)
            reader = self.open(seed, words=self.asked_words(0), before=None)
            title, over = reader.next(most_words=30, read=str.strip)
            self.title = tidy_title(title)
            if self.title:
                return None if over else reader
            reader.close()
        self.title = make_title(list(self.brief.captions), self.brief.hero)
        return None

    def _write_part(self, index: int, stream: PartReader | None) -> PartReader | None:
        wanted = self.wanted(index)
        best: tuple[float, int, str] | None = None
        versions: list[str] = []
        tries = 0
        for tries in range(1, self.form.attempts + 1):
            self.ctx.check()
            if stream is None:
                stream = self.open(
                    seed_of(self.seed, index, tries),
                    words=self.asked_words(index),
                    before=self.parts,
                )
            text, ended = stream.next(
                most_words=round(2.5 * wanted.most) + 10,
                on_text=lambda current: self.note(index, current),
            )
            worth = cost(text, wanted, self.parts, ended=ended or self.form.end is None)
            versions.append(text)
            if best is None or worth < best[0]:
                best = (worth, tries, text)
            if worth == 0:
                break
            stream.close()
            stream = None
        assert best is not None
        once = told_once(best[2], self.parts)
        if once != best[2]:
            self.repairs.append(f"part {index + 1}: left out what was said before")
        self.attempts.append(tries)
        self.parts.append(finish(once) or sentence_about(plain(self.brief.captions[index])))
        self.spare.append([s for version in versions for s in sentences(version)])
        if stream is not None and ended:
            stream = None
        return stream

    # -- keeping the promises -----------------------------------------------------------------
    def keep_one_name(self) -> None:
        """“Ivy the fox” on one page and “Max the fox” on the next are one fox: one name."""
        for noun in dict.fromkeys(self.nouns):
            named = re.compile(rf"\b([A-Z][a-z]+)(?=,? (?:the|a) {re.escape(noun)}\b)")
            found = [name for part in self.parts for name in named.findall(part)]
            hero = plain(self.brief.hero) if self.brief.hero and noun == self.nouns[0] else None
            names = {name for name in found if name not in _NO_NAMES}
            name = hero or next((name for name in found if name in names), None)
            others = names - {name}
            if not name or not others:
                continue
            other = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(others)))})\b")
            self.parts = [other.sub(name.replace("\\", r"\\"), part) for part in self.parts]
            self.repairs.append(f"the {noun} is called {name} on every page")

    def tell_every_picture(self) -> None:
        """Where a part still does not tell its picture, begin it with the caption as a sentence."""
        for index, noun in enumerate(self.nouns):
            if not tells(self.parts[index], noun):
                told = sentence_about(plain(self.brief.captions[index]))
                self.parts[index] = f"{told} {self.parts[index]}".strip()
                self.repairs.append(f"part {index + 1}: told its picture in a sentence of its own")
        hero = plain(self.brief.hero) if self.brief.hero else ""
        if hero and hero.lower() not in " ".join(self.parts).lower():
            self.parts[0] = f"This is the story of {hero}. {self.parts[0]}"
            self.repairs.append("part 1: named the hero in a sentence of its own")

    def fit(self) -> None:
        """Bring the story within its range of words, in whole sentences."""
        low, high = self.low, self.high
        for attempt in range(EXTENSIONS):
            total = self.words()
            if total > high:
                self.parts, gone = trim(self.parts, self.nouns, low, high)
                self.trimmed += gone
                return
            if total >= low:
                return
            self._extend(attempt, low - total, high - total)
        self._add_spare(low, high)

    def words(self) -> int:
        """Words of all parts; the title does not count."""
        return sum(count_words(part) for part in self.parts)

    def _extend(self, attempt: int, least: int, most: int) -> None:
        """Write one of the shortest parts again, longer; keep it if it is as good."""
        order = sorted(range(self.count), key=lambda i: (count_words(self.parts[i]), i))
        index = order[attempt % self.count]
        old = count_words(self.parts[index])
        before = self.parts[:index]
        wanted = Wanted(
            noun=self.nouns[index],
            least=old + max(1, least / 3),
            most=old + most,
            name=plain(self.brief.hero) if self.brief.hero and index == 0 else None,
            last=index == self.count - 1,
        )
        reader = self.open(
            seed_of(self.seed, index, "longer", attempt),
            words=min((old + most) * self.count, 2 * self.brief.words[1]),
            before=before,
        )
        text, ended = reader.next(most_words=2 * (old + most))
        reader.close()
        self.spare[index] += sentences(text)
        others = before + self.parts[index + 1 :]
        if cost(text, wanted, others, ended=ended or self.form.end is None) < 0.6:
            self.parts[index] = finish(text)
            self.attempts[index] += 1

    def _add_spare(self, low: int, high: int) -> None:
        """Take sentences from versions that were put aside until the story is long enough."""
        for turn in range(12):
            for index in sorted(range(self.count), key=lambda i: count_words(self.parts[i])):
                total = self.words()
                if total >= low:
                    return
                told = " ".join(self.parts).lower()
                for sentence in self.spare[index]:
                    words = count_words(sentence)
                    fits = 3 <= words <= high - total and sentence.lower() not in told
                    whole = sentence.count('"') % 2 == 0 and finish(sentence) == sentence
                    neat = not sentence[0].islower() or turn > 5
                    if fits and whole and neat:
                        said = sentences(self.parts[index])
                        said.insert(max(len(said) - 1, 1), sentence)
                        self.parts[index] = " ".join(said)
                        self.repairs.append(f"part {index + 1}: a sentence of another version")
                        break


def tell(author: Author) -> dict[str, Any]:
    """Run an author to the end; what is recorded of it."""
    author.write()
    author.keep_one_name()
    author.tell_every_picture()
    author.fit()
    author.tell_every_picture()  # The hero's only sentence may have been taken out.
    return {
        "title": author.title,
        "parts": list(author.parts),
        "words": author.words(),
        "attempts": list(author.attempts),
        "repairs": list(author.repairs),
        "trimmed": list(author.trimmed),
    }


class Writing:
    """Stage "writing": the whole story."""

    name = "writing"
    role: str | None = "writer"
    batch_size = 1

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """One story after the other, streamed."""
        for task in tasks:
            if has_plots(model):
                yield [(task, tell_story(task, model, ctx))]
                continue
            low, high = task.params["words"]
            before = tokens_of(model)
            author = Author(
                model=model,
                form=format_of(model),
                brief=Brief(
                    mood=task.params["mood"],
                    hero=task.params.get("hero"),
                    captions=captions_for_parts(task, task.params["segments"]),
                    words=(int(low), int(high)),
                    seed=task.seed,
                ),
                seed=task.seed,
                ctx=ctx,
                slot=task.slot,
            )
            data = tell(author)
            text = "\n\n".join([data["title"], *data["parts"]])
            yield [(task, Made(text=text, data=data, units=tokens_since(model, before)))]
