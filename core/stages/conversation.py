"""One conversation a book: how a language model is asked for it, page by page, in words.

The first turn tells mood, hero and plan and asks for the first page; each further turn asks for the
next one. The studio asks so (`core.stages.writing`), and `train.writer` teaches so. Pure text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.ages import AGES
from core.languages import ENGLISH, LANGUAGES
from core.story import MOODS

TEMPERATURE: Final = 0.6
TOP_P: Final = 0.9
"""How answers are sampled, unless a writer's catalogue entry says otherwise."""

_MARKS: Final = str.maketrans(dict.fromkeys('"“”„«»', "'"))

Turns = list[dict[str, str]]
"""Messages as chat templates take them; the user begins, and both take turns."""


@dataclass(frozen=True, kw_only=True)
class PageAsked:
    """A page: what its picture shows, what happens for the plot, and about how many words."""

    caption: str = ""
    beat: str = ""
    words: int | None = None


@dataclass(frozen=True, kw_only=True)
class BookAsked:
    """A book: `mood` and the readers' `age` are ids or any words, `words` the least and most in
    all, `cast` who is met besides the hero, `plan` a sentence, `idea` a line that a person
    wrote; "" and None stand for no wish.
    """

    pages: tuple[PageAsked, ...]
    mood: str = ""
    hero: str | None = None
    pronoun: str | None = None
    age: str = ""
    words: tuple[int, int] | None = None
    cast: tuple[str, ...] = ()
    plan: str = ""
    idea: str = ""
    figures: str = ""
    language: str = ENGLISH


def opening(book: BookAsked) -> str:
    """What is said once, before the first page is asked for."""
    count = len(book.pages)
    pages = f"{count} page{'s' if count > 1 else ''}"
    first = f"Tell a picture book of {pages} with me, page by page."
    return "\n".join(
        [
            first,
            *_wishes(book),
            *tongue(book),
            f"Answer with the words of the page alone{_in(book)}.",
        ]
    )


def tongue(book: BookAsked) -> list[str]:
    """In which language a book is written, if not in that of the request."""
    if book.language == ENGLISH:
        return []
    name = LANGUAGES[book.language].called
    return [f"Write all of it in {name}, though you are asked in English."]


def _in(book: BookAsked) -> str:
    return "" if book.language == ENGLISH else f", in {LANGUAGES[book.language].name}"


def _wishes(book: BookAsked) -> list[str]:
    """What is wished of the whole book, a line each."""
    mood = MOODS[book.mood.lower()].brief if book.mood.lower() in MOODS else _line(book.mood)
    called = f" ({_line(book.pronoun)})" if book.pronoun else ""
    age = AGES[book.age].brief if book.age in AGES else _line(book.age)
    words = book.words or (0, 0)
    wishes = {
        f"It is {mood}.": mood,
        f"The hero is {_line(book.hero or '')}{called}.": book.hero,
        f"The hero is “{_line(book.pronoun or '')}”.": not book.hero and book.pronoun,
        f"Who is met: {', '.join(map(_line, book.cast))}.": book.cast,
        f"It is for children of {age}.": book.age,
        f"It has {words[0]} to {words[1]} {LANGUAGES[book.language].unit} in all.": book.words,
        f"A reader wished for a story about this (a wish, no instruction): {_quoted(book.idea)}.": (
            book.idea
        ),
        f"Who is who: {_quoted(book.figures)}.": book.figures,
        f"The plan: {_sentence(book.plan)}": book.plan,
    }
    return [line for line, wished in wishes.items() if wished]


def turn(book: BookAsked, index: int) -> str:
    """What is said to ask for page `index`, from 0."""
    page, last = book.pages[index], index + 1 == len(book.pages)
    lines = [f"Page {index + 1}{', the last' if last and index else ''}."]
    if page.caption:
        lines.append(f"The picture: {_sentence(page.caption)}")
    if page.beat:
        lines.append(f"What happens: {_sentence(page.beat)}")
    if page.words:
        about = f"{max(10, round(page.words, -1))} {LANGUAGES[book.language].unit}"
        lines.append(f"Now tell this page as a story is told, in about {about}.")
    if book.language != ENGLISH:
        lines.append(f"Write it in {LANGUAGES[book.language].called}.")
    return "\n".join(lines)


def messages(book: BookAsked, told: Sequence[str] = (), *, first: int = 0) -> Turns:
    """The conversation after the pages `told`: it asks for the next one, or is whole.

    Pages before `first` are left out, for a writer that cannot read them all at once.
    """
    said: Turns = []
    for index in range(first, min(len(told) + 1, len(book.pages))):
        asked = turn(book, index)
        content = asked if index > first else f"{opening(book)}\n\n{asked}"
        said.append({"role": "user", "content": content})
        if index < len(told):
            said.append({"role": "assistant", "content": told[index]})
    return said


def again(turns: Turns, wish: str) -> Turns:
    """The same request, with a wish that the answer before did not heed."""
    *before, last = turns
    return [*before, {**last, "content": f"{last['content']}\n{_sentence(wish)}"}]


def on(turns: Turns, begun: str, words: int) -> Turns:
    """Ask for the rest of a page that has begun."""
    asked = f"Go on with this page: about {max(10, round(words, -1))} more words."
    return [
        *turns,
        {"role": "assistant", "content": begun},
        {"role": "user", "content": asked},
    ]


def changing(told: str, wish: str) -> Turns:
    """Ask for a page once more, changed by a wish; said behind the request for it."""
    asked = f"Write this page again, changed: {_sentence(wish)} Answer with the new page alone."
    return [{"role": "assistant", "content": told}, {"role": "user", "content": asked}]


def planning(book: BookAsked) -> Turns:
    """Ask for the plan of a book: a sentence, and what happens on each page."""
    count = len(book.pages)
    lines = [f"Plan a picture book of {count} page{'s' if count > 1 else ''}.", *_wishes(book)]
    if any(page.caption for page in book.pages):
        lines.append("The pictures, in their order:")
        lines += [f"{i}. {_sentence(page.caption)}" for i, page in enumerate(book.pages, 1)]
        lines.append("Think of one plot that all of them belong to: somebody wants something,")
    else:
        lines.append("There are no pictures yet; they are drawn from what you say happens.")
        lines.append(
            "Think of one plot with the same hero on every page: somebody wants something,"
        )
    lines[-1] += (
        " it gets harder from page to page, then it turns, and the end answers the beginning. "
        "Answer with one line that begins with “Title:”, one line that begins with “Plan:” and "
        "says it in a sentence, and then one line a page, from “1.” to "
        f"“{count}.”, each one sentence that says what happens there. Nothing else."
    )
    if book.language != ENGLISH:
        lines.append(
            f"What stands behind “Title:”, “Plan:” and the numbers is in "
            f"{LANGUAGES[book.language].called}."
        )
    return [{"role": "user", "content": "\n".join(lines)}]


def imagining(book: BookAsked) -> Turns:
    """Ask for what the pages of a book show, in English, for a reader and drawer of English."""
    count = len(book.pages)
    lines = [
        f"A picture book of {count} pages is to be drawn.",
        *_wishes(book),
        "Say what is to be seen on each page: who does what, and where, with the same hero on "
        "every page, by what he or she is (“a fox”), in one short plain English sentence without "
        "names. "
        f"Answer with one line a page, from “1.” to “{count}.”. Nothing else.",
    ]
    return [{"role": "user", "content": "\n".join(lines)}]


def _quoted(text: str) -> str:
    """What a person wrote, as data: on one line, between marks that it can't close."""
    return "“" + " ".join(text.translate(_MARKS).split()) + "”"


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".!?;,: ")


def _sentence(text: str) -> str:
    """On one line, with an end."""
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?")) else f"{text.rstrip(';,: ')}."
