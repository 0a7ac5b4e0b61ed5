"""Gathers what there is to know of a data set into plain tables."""

import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import numpy as np

from corpora.told import Page, Told
from eval.exploring import pictures, words
from eval.exploring.data import Data, Pictured
from eval.exploring.pictures import Looked

TOP_WORDS: Final = 300
MOST_ROWS: Final = 500
"""Tables of single things (broken files, captions that are repeated) have no more rows."""
LANGUAGE_TEXTS: Final = 2_000
"""So many texts are asked for their language; `languages` says how many."""
DRAWN: Final = 4
"""So many pictures are drawn at once where there are no stories."""
_BINS: Final = 40
_USUAL: Final = 99
"""The last step of a histogram begins at this percentile."""
_STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
_ASPECT: Final = 0.1

Cell = str | int | float
Row = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows under columns; `note` says what a figure counts, where that is not plain."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Explored:
    """What was found: `counts` are single numbers by what they count, `tables` by short names;
    `opened` of `pictures` were opened (all, or so many as were asked for, drawn by the seed)."""

    name: str
    layout: str
    seed: int
    language: str
    pictures: int
    opened: int
    counts: Mapping[str, float] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, the inverse of `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Explored":
        tables = {
            name: Table(
                title=one["title"], columns=tuple(one["columns"]),
                rows=tuple(map(tuple, one["rows"])), note=one["note"],
            )
            for name, one in data["tables"].items()
        }  # fmt: skip
        return cls(**{**data, "tables": tables, "notes": tuple(data["notes"])})


def chosen(data: Data, n: int, seed: int) -> list[Pictured]:
    """The pictures to open: all, or `n` drawn by the seed, in the data set's order."""
    if n >= len(data.pictures):
        return list(data.pictures)
    places = sorted(random.Random(seed).sample(range(len(data.pictures)), n))
    return [data.pictures[place] for place in places]


def explore(
    data: Data,
    looked: Sequence[Looked],
    *,
    seed: int = 0,
    note: Callable[[str], None] = lambda message: None,
) -> Explored:
    """Everything about a data set whose pictures were `looked` at (`pictures.look`).

    `note` is told what is being done, and may raise to stop it.
    """
    captions = data.captions
    stories = [" ".join(page.text for page in story.pages) for story in data.stories]
    tables: dict[str, Table] = {}
    counts: dict[str, float] = {"pictures": len(data.pictures)}
    note("Asking which languages these are")
    tables |= _languages(captions or stories, seed)
    language = str(tables["languages"].rows[0][0]) if tables["languages"].rows else ""
    for kind, texts in (("captions", captions), ("stories", stories)):
        if texts:
            note(f"Counting the words of {kind}")
            more, numbers = _texts(kind, texts, language, seed)
            tables |= more
            counts |= numbers
    note("Putting it together")
    tables |= _of_captions(data) | _of_stories(data) | _of_pictures(looked)
    counts["broken"] = sum(bool(one.broken) for one in looked)
    kept = {name: table for name, table in tables.items() if table.rows}
    return Explored(
        name=data.name, layout=data.layout, seed=seed, language=language,
        pictures=len(data.pictures), opened=len(looked), counts=counts, tables=kept,
        notes=(*data.notes, *_notes(data, looked)),
    )  # fmt: skip


def _notes(data: Data, looked: Sequence[Looked]) -> list[str]:
    said = []
    if len(looked) < len(data.pictures):
        said.append(
            f"{len(looked):,} of {len(data.pictures):,} pictures were opened, drawn by the seed: "
            "sizes are of these, and pictures that are there twice are found among these only."
        )
    return said


def _languages(texts: Sequence[str], seed: int) -> dict[str, Table]:
    found, n = words.languages(texts, LANGUAGE_TEXTS, seed)
    return {
        "languages": Table(
            title="Languages",
            columns=("language", "texts", "share"),
            rows=tuple((code, count, count / n) for code, count in found.most_common()),
            note=f"Of {n:,} texts of {words.LANGUAGE_WORDS} words or more. Of one sentence it is a "
            "guess: a language that only a few texts seem to be in is often a mistake.",
        )
    }


def _texts(
    kind: str, texts: Sequence[str], language: str, seed: int
) -> tuple[dict[str, Table], dict[str, float]]:
    """Tables about one kind of texts, and its numbers."""
    counts, lengths = words.counted(texts)
    total, stop = sum(counts.values()), words.stop_words(language)
    said = ((w, n) for w, n in counts.most_common() if w not in stop)
    telling = [(w, n) for w, n in said if len(w) > 1 or _sign(w)]
    grown = words.growth(texts, seed)
    once = sum(1 for count in counts.values() if count == 1)
    tables = {
        f"{kind}_lengths": _histogram(f"Words of {kind}", lengths),
        f"{kind}_words": Table(
            title=f"The most frequent words of {kind}",
            columns=("word", "count", "per 10,000 words"),
            rows=tuple((w, n, round(1e4 * n / total, 2)) for w, n in telling[:TOP_WORDS]),
            note="Words that only hold sentences together (stop words) are left out."
            if stop
            else "No list of stop words is known for this language: none are left out.",
        ),
        f"{kind}_growth": Table(
            title=f"How the vocabulary of {kind} grows",
            columns=("words read", "different words"),
            rows=tuple(zip(grown.tokens, grown.types, strict=True)),
            note=f"Texts in an order drawn by the seed. Heaps' law fitted: different words = "
            f"{grown.k:.3g} · words^{grown.beta:.3f}.",
        ),
        f"{kind}_vocabulary": Table(
            title=f"Vocabularies of {kind}",
            columns=("said at least", "words", "share of all words said"),
            rows=tuple(words.vocabularies(counts)),
        ),
    }
    numbers = {
        kind: len(texts),
        f"words of {kind}": total,
        f"different words of {kind}": len(counts),
        f"words said once in {kind}": once,
        **{f"{name} words in {kind}": value for name, value in _spread(lengths).items()},
    }
    return tables, numbers


def _sign(word: str) -> bool:
    """Whether one character is a word: signs of Chinese and Japanese are."""
    return len(word) == 1 and bool(words.unspaced.EACH_A_WORD.match(word))


def _spread(values: Sequence[float]) -> dict[str, float]:
    low, middle, high = np.percentile(values, (5, 50, 95))
    return {
        "shortest": min(values), "5 %": float(low), "median": float(middle),
        "mean": statistics.fmean(values), "95 %": float(high), "longest": max(values),
    }  # fmt: skip


def _of_captions(data: Data) -> dict[str, Table]:
    each = Counter(len(picture.captions) for picture in data.pictures)
    said: dict[str, list[str]] = {}
    for picture in data.pictures:
        for caption in picture.captions:
            said.setdefault(" ".join(words.words_of(caption)), []).append(caption)
    again = sorted(
        ((texts[0], len(texts)) for plain, texts in said.items() if plain and len(texts) > 1),
        key=lambda row: (-row[1], row[0]),
    )
    splits = Counter(picture.split or "–" for picture in data.pictures)
    return {
        "captions_each": Table(
            title="Captions of a picture",
            columns=("captions", "pictures"),
            rows=tuple(sorted(each.items())) if any(each) else (),
        ),
        "captions_repeated": Table(
            title="Captions that are said of several pictures",
            columns=("caption", "times"),
            rows=tuple(again[:MOST_ROWS]),
            note=f"{len(again):,} in all; case and punctuation do not count.",
        ),
        "splits": Table(
            title="Splits", columns=("split", "pictures"),
            rows=tuple(splits.most_common()) if len(splits) > 1 else (),
        ),
    }  # fmt: skip


def _of_stories(data: Data) -> dict[str, Table]:
    stories = data.stories
    pages = Counter(len(story.pages) for story in stories)
    drawn = Counter(len({p.picture for p in s.pages if p.image}) for s in stories)
    lengths = [len(words.words_of(page.text)) for story in stories for page in story.pages]
    return {
        "stories_pages": Table(
            title="Pages of a story", columns=("pages", "stories"),
            rows=tuple(sorted(pages.items())),
        ),
        "stories_pictures": Table(
            title="Pictures of a story", columns=("pictures", "stories"),
            rows=tuple(sorted(drawn.items())) if any(drawn) else (),
        ),
        "pages_lengths": _histogram("Words of pages", lengths, of="pages"),
    }  # fmt: skip


def _of_pictures(looked: Sequence[Looked]) -> dict[str, Table]:
    whole = [one for one in looked if not one.broken]
    sizes = Counter((one.width, one.height) for one in whole)
    aspects = Counter(round(one.width / one.height / _ASPECT) for one in whole)
    forms = Counter((one.form, one.mode) for one in whole)
    alike = pictures.look_alikes(looked)
    return {
        "sizes": Table(
            title="Sizes",
            columns=("width", "height", "pictures"),
            rows=tuple((w, h, n) for (w, h), n in sizes.most_common()),
            note="In pixels.",
        ),
        "aspects": Table(
            title="Width to height",
            columns=("width / height", "pictures"),
            rows=tuple((round(a * _ASPECT, 1), n) for a, n in sorted(aspects.items())),
        ),
        "forms": Table(
            title="Forms of files",
            columns=("form", "mode", "pictures"),
            rows=tuple((form, mode, n) for (form, mode), n in forms.most_common()),
        ),
        "broken": Table(
            title="Files that do not open",
            columns=("picture", "why"),
            rows=tuple((one.name, one.broken) for one in looked if one.broken)[:MOST_ROWS],
        ),
        "same": Table(
            title="The same file under several names",
            columns=("first", "again"),
            rows=tuple(
                (names[0], name) for names in pictures.same_bytes(looked) for name in names[1:]
            )[:MOST_ROWS],
        ),
        "alike": Table(
            title="Other files that look the same",
            columns=("first", "second", "bits that differ"),
            rows=tuple(alike[:MOST_ROWS]),
            note=f"{len(alike):,} pairs; perceptual hashes of 64 bits (pHash) that differ in "
            f"{pictures.ALIKE} bits or fewer.",
        ),
    }


def _histogram(title: str, values: Sequence[int], of: str = "texts") -> Table:
    """How many values lie in each of at most forty steps of an even width; the last has all that
    are larger, so that one long text does not squeeze the others."""
    if not values:
        return Table(title=title, columns=("from", "to", of), rows=())
    usual = int(np.percentile(values, _USUAL))
    step = next((s for s in _STEPS if (usual - min(values) + 1) / s <= _BINS), _STEPS[-1])
    last = usual // step
    bins = Counter(min(value // step, last) for value in values)
    rows = [
        (at * step, max(values) if at == last else at * step + step - 1, n)
        for at, n in sorted(bins.items())
    ]
    return Table(title=title, columns=("from", "to", of), rows=tuple(rows))


def drawn(data: Data, seed: int) -> Told | None:
    """A story drawn by the seed; where there are none, some pictures with their captions."""
    dice = random.Random(seed)
    if data.stories:
        return dice.choice(data.stories)
    some = dice.sample(data.pictures, min(DRAWN, len(data.pictures)))
    pages = tuple(
        Page(text="\n".join(one.captions), picture=one.name, image=one.image) for one in some
    )
    return Told(title="", pages=pages) if pages else None


def search(data: Data, asked: str, most: int = 50) -> tuple[list[tuple[str, Page]], int]:
    """(title or picture, page or caption) of the first `most` texts in which every asked word
    occurs, and how many there are."""
    wanted = asked.lower().split()
    found = [
        (title, page)
        for title, page in every_text(data)
        if wanted and all(word in page.text.lower() for word in wanted)
    ]
    return found[:most], len(found)


def every_text(data: Data) -> Iterable[tuple[str, Page]]:
    """All captions and pages, with what they are of."""
    for picture in data.pictures:
        for caption in picture.captions:
            yield picture.name, Page(text=caption, picture=picture.name, image=picture.image)
    for story in data.stories:
        for page in story.pages:
            yield story.title or "story", page
