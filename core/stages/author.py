"""A language model's book while it is written: one conversation, a page at a time.

Of several answers the best is taken.  A page that misses its picture is asked for once more, one
that is too short is gone on with, one that is too long loses whole sentences; `notes` say so.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from core.ages import AGES
from core.build import Context, digest
from core.errors import BadInput, ModelUnavailable
from core.languages import ENGLISH, LANGUAGES, name_of, told_in
from core.stages import conversation
from core.stages.conversation import BookAsked, Turns
from core.stages.parts import Wanted, cost, finish, in_words, tidy, told_once, trim, wish
from core.text import count_words, main_noun

GOING_ON: Final = 4
"""How often a page that is too short is gone on with."""
_TELLING: Final = 12
"""So many words surely tell their language."""
_WRONG_LANGUAGE: Final = 20.0
"""What it costs an answer."""
_FOR_THE_TITLE: Final = 8
"""Words kept free, so that the story stays in its range for those who count its title too."""
_NOTE_EVERY_S: Final = 0.1


def seed_of(*parts: object) -> int:
    """A 32-bit seed derived from others."""
    return int(digest(list(parts))[:8], 16)


def sentence_for(book: BookAsked) -> tuple[float, float] | None:
    """The least and most words of a sentence, on the average, for the book's readers."""
    known = book.age in AGES and book.language == ENGLISH
    return AGES[book.age].sentence if known else None


def tokens_of(model: Any) -> int | None:
    """Tokens that a writer has computed since it was loaded; None where nobody counts them."""
    return getattr(model, "tokens_made", None)


def tokens_since(model: Any, before: int | None) -> int | None:
    """Tokens computed since there were `before`, for versions thrown away too."""
    now = tokens_of(model)
    return None if now is None or before is None else now - before


class Author:
    """One book: what is asked, and the pages before the one that is written (`parts`)."""

    def __init__(self, model: Any, book: BookAsked, *, ctx: Context) -> None:
        self.book, self.ctx, self.model = book, ctx, model
        self.options = model.options or {}
        self.candidates = int(self.options.get("candidates", model.candidates))
        self.talk = model.talk()
        self.count = len(book.pages)
        self.parts: list[str] = []
        self.notes: list[str] = []
        self.attempts = 0
        self.first = 0
        self.seed, self.slot, self.anew = 0, "", False
        self._noted = 0.0

    def write(
        self,
        index: int,
        wanted: Wanted,
        *,
        seed: int,
        slot: str,
        asked: Sequence[dict[str, str]] = (),
        anew: bool = False,
    ) -> str:
        """The text of page `index` behind `parts`; `asked`: what is said after it stood before.

        `notes` say what was done about it; `anew`: it was written before.
        """
        self.seed, self.slot, self.anew = seed, slot, anew
        self.notes, self.attempts = [], 0
        return self.page(index, wanted, asked)

    def words(self) -> int:
        """Words of all pages; the title does not count."""
        return sum(count_words(part) for part in self.parts)

    def page(self, index: int, wanted: Wanted, asked: Sequence[dict[str, str]]) -> str:
        """The text of one page, behind those before it, or as many of them as there is room for."""
        while True:
            try:
                return self._page(index, wanted, asked)
            except BadInput:
                if self.first >= index:
                    raise
                self.first = (self.first + index + 1) // 2
                self.attempts = 0
                gone = "page 1" if self.first == 1 else f"pages 1 to {self.first}"
                self.notes.append(f"page {index + 1}: the writer has no room for {gone} beside it")

    def _page(self, index: int, wanted: Wanted, said: Sequence[dict[str, str]]) -> str:
        before = self.parts[:index]
        words = round((wanted.least + wanted.most) / 2)
        pages = list(self.book.pages)
        pages[index] = replace(pages[index], words=words)
        turns = conversation.messages(
            replace(self.book, pages=tuple(pages)), before, first=min(self.first, index)
        )
        turns = [*turns, *said]
        worth, text, done = self._best(turns, index, wanted, "first")
        if asked := ". ".join(filter(None, (wish(text, wanted), self._otherwise(text)))):
            self.anew = True
            turns = conversation.again(turns, asked)
            once_more = self._best(turns, index, wanted, "again")
            worth, text, done = min((worth, text, done), once_more)
            done = ["it was asked for once more", *done]
        text, more = self._long_enough(turns, index, wanted, text)
        (short,), gone = trim(
            [text], [main_noun(wanted.caption)], round(wanted.least), round(wanted.most)
        )
        done = [*done, *more, *(["sentences were left out for its length"] if gone else [])]
        if not short:
            page = self.book.pages[index]
            short, done = page.beat or page.caption, ["the writer left it empty"]
        if self._otherwise(short):
            self._give_up(short, index)
            done.append(f"it is not in {name_of(self.book.language)}")
        if not wanted.shown(short):
            done.append(f"it does not say what its picture shows ({wanted.caption})")
        self.notes += [f"page {index + 1}: {what}" for what in done]
        return finish(short[:1].upper() + short[1:])

    def _give_up(self, text: str, index: int) -> None:
        """Whoever sends no words, or begins a book in another language, asked twice, does so to its
        end."""
        if not in_words(text):
            raise ModelUnavailable(
                f"The writer sends no words (“{text[:20].strip()}”), though it was asked twice: "
                "choose another model."
            )
        if index or count_words(text) < _TELLING:
            return
        wanted, found = name_of(self.book.language), name_of(told_in(text))
        raise ModelUnavailable(
            f"The writer answers in {found}, though it was asked twice for {wanted}: choose a "
            f"model that writes {wanted}, or {found} as the language of the book."
        )

    def _otherwise(self, text: str) -> str:
        """What to say of a page that is not in words, or in another language than it should be; ""
        if it is as it should be."""
        if not in_words(text):
            return "Write it in words"
        wanted = self.book.language
        if wanted == ENGLISH and not getattr(self.model, "multilingual", False):
            return ""
        found = told_in(text)
        if found in ("", wanted):
            return ""
        return f"Write it in {LANGUAGES[wanted].called}, not in {name_of(found)}"

    def _long_enough(
        self, turns: Turns, index: int, wanted: Wanted, text: str
    ) -> tuple[str, list[str]]:
        """A page with what the writer adds to it until it has its least words."""
        begun, before = text, self.parts[:index]
        for attempt in range(GOING_ON):
            words = count_words(text)
            if words >= wanted.least or not text:
                break
            ideal = (wanted.least + wanted.most) / 2 - words
            asked = conversation.on(turns, text, round(ideal))
            rest = replace(wanted, caption="", least=0.7 * ideal, most=wanted.most - words)
            try:
                _, added, _ = self._best(asked, index, rest, f"on {attempt}", begun=text)
            except BadInput:  # There is no room for more.
                if self.first < index:
                    raise
                break
            text = told_once(f"{text} {added}".strip(), before)
        return text, ["it was gone on with, as it was short"] if text != begun else []

    def _best(
        self, turns: Turns, index: int, wanted: Wanted, which: str, *, begun: str = ""
    ) -> tuple[float, str, list[str]]:
        """The best of several answers: what it is worth, its text, what was mended in it."""
        before = [*self.parts[:index], *([begun] if begun else [])]
        replies = self.talk.answers(
            turns,
            seeds=[seed_of(self.seed, index, which, i) for i in range(self.candidates)],
            max_new_tokens=round(2 * wanted.most) + 24,
            temperature=float(self.options.get("temperature", conversation.TEMPERATURE)),
            top_p=float(self.options.get("top_p", conversation.TOP_P)),
            check=self.ctx.check,
            hear=lambda text: self._note(index, f"{begun} {text}", wanted.most),
        )
        self.attempts += len(replies)
        found = []
        for reply in replies:
            text, done = tidy(reply.text)
            once = told_once(text, before)
            if once != text:
                done.append("what was said before was left out")
            worth = cost(once, wanted, before, likelihood=reply.likelihood)
            worth += _WRONG_LANGUAGE * bool(self._otherwise(once))
            found.append((worth + 3 * (once != text), once, done))
        return min(found)

    def wanted(self, index: int) -> Wanted:
        """What page `index` must be, given how long the pages before it became."""
        low, high = self.book.words or (200, 250)
        high = max(low, high - _FOR_THE_TITLE)
        left, page = self.count - index, self.book.pages[index]
        ideal = max(((low + high) / 2 - self.words()) / left, 8)
        last = left == 1
        english = self.book.language == ENGLISH
        return Wanted(
            # Captions and English lists of words say nothing about a page in another language.
            caption=page.caption if english else "",
            beat=page.beat if english else "",
            least=max(low - self.words(), 8) if last else 0.7 * ideal,
            most=max(high - self.words(), 12) if last else 1.35 * ideal,
            name=(self.book.hero or "") if index == 0 else "",
            sentence=sentence_for(self.book),
        )

    def _note(self, index: int, current: str, most: float) -> None:
        """Say what is being done, at most ten times a second; not the words, as another answer may
        be taken instead."""
        now = time.monotonic()
        if now - self._noted < _NOTE_EVERY_S:
            return
        self._noted = now
        what = "Trying another wording for" if self.anew else "Writing"
        self.ctx.note(
            self.slot,
            f"{what} page {index + 1} of {self.count}",
            done=min(count_words(current), round(most)),
            total=max(round(most), 1),
        )


def others_met(captions: Sequence[str]) -> tuple[str, ...]:
    """Who and what the pictures are about, each once."""
    return tuple(dict.fromkeys(filter(None, map(main_noun, captions))))
