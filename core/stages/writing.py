"""Writes the pages: a language model in one conversation a book, the storyteller by its plots."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from core.ages import USUAL_AGE
from core.build import Context, Made, Task
from core.figures import named_figures, who_is_who
from core.languages import ENGLISH
from core.stages import conversation
from core.stages.author import Author, others_met, sentence_for, tokens_of, tokens_since
from core.stages.captions import captions_for_parts, plain, unmarked
from core.stages.conversation import BookAsked, PageAsked
from core.stages.parts import Wanted
from core.stages.plots import outline_of
from core.stages.telling import has_plots, tell_page
from core.stages.wished import Wish, wish_of
from core.text import count_words, main_noun

_ROOM: Final = (0.6, 1.5)
"""The shares of its words that a page may have when it is changed by a wish."""


class Writing:
    """Stage "writing": page after page, each behind those before it."""

    name = "writing"
    role: str | None = "writer"
    batch_size = 12

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """The pages of one book, in order; a language model's memory of it is kept between them."""
        if has_plots(model):
            for task in tasks:
                yield [(task, tell_page(task, model, ctx))]
            return
        author: Author | None = None
        written: dict[str, str] = {}
        for task in tasks:
            before = tokens_of(model)
            book = book_of(task)
            if author is None or author.book != book:
                author = Author(model, book, ctx=ctx)
            text = _written(task, author, written)
            written[task.slot] = text
            data = {"attempts": author.attempts, "notes": author.notes, "words": count_words(text)}
            yield [(task, Made(text=text, data=data, units=tokens_since(model, before)))]


def _written(task: Task, author: Author, written: dict[str, str]) -> str:
    index, count = int(task.params["index"]), int(task.params["segments"])
    standing = {slot: artifact.text or "" for slot, artifact in task.context.items()} | written
    pages = [standing.get(f"segment/{i}", "") for i in range(count)]
    author.parts = [
        text or (author.book.pages[i].caption or "…") for i, text in enumerate(pages[:index])
    ]
    old = pages[index]
    wish = wish_of(task)
    if wish is not None:
        return _changed(task, author, index, old, wish)
    wanted = author.wanted(index)
    if old and all(pages):
        least, most = room(pages, index, author.book.words or (200, 250))
        wanted = replace(wanted, least=least, most=most)
    text = author.write(index, wanted, seed=task.seed, slot=task.slot, anew=bool(old))
    if index + 1 == count:
        author.notes += _promises(author.book, [*author.parts, text])
    return text


def _changed(task: Task, author: Author, index: int, old: str, wish: Wish) -> str:
    """A page as somebody wishes it, from how it stands."""
    page, words = author.book.pages[index], count_words(old)
    least, most = wish.room(words) or (_ROOM[0] * words, _ROOM[1] * words)
    about = page.caption if author.book.language == ENGLISH else ""
    about = "" if wish.left_in(main_noun(about)) else about
    wanted = Wanted(
        caption=about, least=least, most=most, without=wish.left_in,
        sentence=sentence_for(author.book),
    )  # fmt: skip
    asked = conversation.changing(old, wish.text)
    text = author.write(index, wanted, seed=task.seed, slot=task.slot, asked=asked, anew=True)
    if left := wish.left_in(text):
        author.notes.append(f"page {index + 1}: it still speaks of {', '.join(left)}")
    return text


def _promises(book: BookAsked, pages: Sequence[str]) -> list[str]:
    """What was asked of the whole book and does not hold."""
    notes = []
    hero = book.hero or ""
    if hero and hero.lower() not in " ".join(pages).lower():
        notes.append(f"no page names {hero}")
    words = sum(map(count_words, pages))
    low, high = book.words or (words, words)
    if not low <= words <= high:
        notes.append(f"the story has {words} words, not {low} to {high}")
    return notes


def room(parts: Sequence[str], index: int, words: tuple[int, int]) -> tuple[int, int]:
    """Fewest and most words of a page's new text, so that all pages rewritten would stay in
    range."""
    old = count_words(parts[index])
    total = sum(count_words(part) for part in parts)
    low, high = words
    if not low <= total <= high:
        return max(1, round(0.75 * old)), round(1.25 * old) + 2
    share = len(parts)
    return max(5, old - (total - low) // share), old + max((high - total) // share, 1)


def book_of(task: Task) -> BookAsked:
    """What a page's task asks of a language model, for the whole book."""
    count = int(task.params["segments"])
    captions = captions_for_parts(task, count) or ("",) * count
    outline = outline_of(task.inputs.get("outline"), count)
    low, high = task.params["words"]
    return BookAsked(
        pages=tuple(
            PageAsked(caption=caption, beat=unmarked(beat))
            for caption, beat in zip(captions, outline.beats or [""] * count, strict=True)
        ),
        mood=task.params["mood"],
        hero=plain(outline.hero) or None,
        pronoun=outline.pronoun or None,
        age=str(task.params.get("age") or USUAL_AGE),
        words=(int(low), int(high)),
        cast=others_met(captions),
        plan=unmarked(outline.plan),
        idea=plain(task.params.get("idea") or ""),
        figures=who_is_who(named_figures(task.params.get("figures"))),
        language=str(task.params.get("language") or ENGLISH),
    )
