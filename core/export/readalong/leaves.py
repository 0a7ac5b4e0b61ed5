"""What the reader shows, as HTML: cover, pages, last page, and the buttons around them.

The same markup for the file that leaves the studio and for the studio's own pages; where pictures
and sounds lie is an address either way.  Text from people is always escaped.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from core.export.book import About
from core.export.lines import Run, Stanza, writable
from core.export.phrases import Phrases

_HERE: Final = Path(__file__).parent
_SCRIPTS: Final = ("bed.js", "settings.js", "aloud.js", "reader.js")
STARS: Final = 5
_ESTIMATED: Final = (
    "This voice does not say when it speaks which word: the words are lit by estimate."
)
_CHOICES: Final = (
    ("spacing", "Line spacing", (("1.4", "Narrow"), ("1.65", "Usual"), ("2.1", "Wide"))),
    ("speed", "Speed of the voice",
     (("0.6", "Very slow"), ("0.8", "Slow"), ("1", "Usual"), ("1.25", "Fast"))),
    ("view", "Pages", (("one", "One at a time"), ("two", "Two facing each other"),
                       ("all", "All below each other"))),
    ("colours", "Colours", (("device", "As on this device"), ("light", "Light"), ("dark", "Dark"))),
    ("sleep", "Stop reading", (("0", "At the end"), ("10", "After 10 minutes"),
                               ("20", "After 20 minutes"), ("30", "After 30 minutes"))),
)  # fmt: skip
"""What can be chosen in the panel: name, label, values with what people read."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture by its address; `width` and `height` in pixels where they are known."""

    address: str
    alt: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A page of the story.

    `sound` is the address of its voice, `music` that of its own music and how long one round is in
    seconds; pages without go on with what is heard before them.  `blank` says why there is no
    picture ("" where none is wanted); `note` stands above the text; `link` below it: a sentence, a
    label and an address.
    """

    number: int
    stanzas: Sequence[Stanza]
    rtl: bool = False
    picture: Picture | None = None
    sound: str | None = None
    music: tuple[str, float] | None = None
    estimated: bool = False
    blank: str = ""
    note: str = ""
    link: tuple[str, str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A book as the reader shows it.

    `music` is the address of its bed and how long one round is in seconds, for books whose leaves
    have none of their own; `colophon` are the
    sentences of its last page and their language; `stars` are asked for where they can be kept
    (0 for none yet); `letters` are the fonts that are offered beside the book's own, by name, with
    an address where the page has to fetch them.
    """

    title: str
    language: str
    rtl: bool
    say: Phrases
    about: About
    cover: Picture | None
    leaves: Sequence[Leaf]
    music: tuple[str, float] | None = None
    colophon: tuple[str, Sequence[str]] = ("en", ())
    stars: int | None = None
    letters: Sequence[tuple[str, str]] = ()

    @property
    def beds(self) -> list[tuple[int, tuple[str, float]]]:
        """What is heard below the voice: on which leaf (0 is the cover) each music begins."""
        own = [(at, leaf.music) for at, leaf in enumerate(self.leaves, 1) if leaf.music]
        return own or ([(0, self.music)] if self.music else [])


def script() -> str:
    """The reader's script: `new Reader(root, …)` makes the markup live."""
    return "\n".join((_HERE / name).read_text("utf-8") for name in _SCRIPTS)


def style() -> str:
    """The reader's style."""
    return (_HERE / "reader.css").read_text("utf-8")


def inside(reading: Reading, *, alone: bool = False) -> str:
    """Everything inside the reader's root element (`class="reader"`, `lang`, `dir`); `alone`: it is
    all that its page shows."""
    role = ' role="main"' if alone else ""
    return "\n".join(
        [
            _bar(reading),
            _panel(reading),
            f'<div id="book" class="leaves" tabindex="-1"{role}>',
            _cover(reading),
            *(_page(leaf, reading) for leaf in reading.leaves),
            _last(reading),
            "</div>",
            '<p id="note" class="note" role="status" lang="en" dir="ltr" hidden></p>',
            _turning(reading),
            _music(reading),
            '<button id="asleep" class="asleep" lang="en" hidden>Good night. Wake up</button>',
        ]
    )


def text(said: str) -> str:
    """Text as HTML."""
    return escape(writable(said))


def direction(rtl: bool) -> str:
    """As `dir` has it."""
    return "rtl" if rtl else "ltr"


def _bar(reading: Reading) -> str:
    language = text(reading.language)
    return (
        '<header class="bar" lang="en" dir="ltr">'
        f'<span class="name" lang="{language}" dir="auto">{text(reading.title)}</span>'
        '<button id="looks" class="letters" aria-expanded="false" aria-controls="panel"'
        ' aria-label="Reading settings" title="Reading settings">Aa</button>'
        '<button id="bedtime" aria-pressed="false" aria-label="Bedtime" title="Bedtime: dim, large,'
        ' and pages turn by themselves"></button>'
        '<button id="full" aria-pressed="false" aria-label="Full screen" title="Full screen">'
        "</button></header>"
    )


def _panel(reading: Reading) -> str:
    heard = any(leaf.sound for leaf in reading.leaves)
    fonts = [("book", "The book’s own"), *((name, name) for name, _ in reading.letters)]
    silent = () if heard else ("speed", "sleep")
    choices = [("font", "Font", fonts), *(one for one in _CHOICES if one[0] not in silent)]
    size = (
        '<div class="set"><span>Size of the text</span><span class="sizes">'
        '<button id="smaller" aria-label="Smaller text">A−</button>'
        '<button id="larger" aria-label="Larger text">A+</button></span></div>'
    )
    return (
        '<div id="panel" class="panel" role="group" aria-label="Reading settings" lang="en"'
        f' dir="ltr" hidden>{size}{"".join(_choice(*one) for one in choices)}'
        f"{_switch('auto', 'Turn pages automatically') if heard else ''}"
        f"{_switch('music', 'Quiet music') if reading.beds else ''}</div>"
    )


def _choice(name: str, label: str, offered: Iterable[tuple[str, str]]) -> str:
    options = "".join(f'<option value="{text(v)}">{text(said)}</option>' for v, said in offered)
    return f'<label class="set">{label}<select data-set="{name}">{options}</select></label>'


def _switch(name: str, label: str) -> str:
    return f'<label class="set">{label}<input type="checkbox" data-set="{name}"></label>'


def _cover(reading: Reading) -> str:
    about, say = reading.about, reading.say
    before, after = say.pictures.split("{}")
    lines = [f'<h1 dir="auto">{text(reading.title)}</h1>']
    if about.author:
        lines.append(f'<p class="by" dir="auto">{text(about.author)}</p>')
    if about.illustrator:
        by = f"{text(before)}<bdi>{text(about.illustrator)}</bdi>{text(after)}"
        lines.append(f'<p class="by">{by}</p>')
    if about.age:
        lines.append(f'<p class="age">{text(say.ages.format(about.age))}</p>')
    if about.dedication:
        lines.append(f'<p class="dedication" dir="auto">{text(about.dedication)}</p>')
    return (
        f'<section class="page cover{"" if reading.cover else " bare"}"'
        f' lang="{text(reading.language)}" aria-label="{text(say.cover)}">{_picture(reading.cover)}'
        f'<div class="leaf">{"".join(lines)}</div></section>'
    )


def _page(leaf: Leaf, reading: Reading) -> str:
    picture = _picture(leaf.picture)
    if not picture and leaf.blank:
        said = f'<p class="blank" lang="en" dir="ltr">{text(leaf.blank)}</p>'
        picture = f'<div class="picture">{said}</div>'
    sound = ""
    if leaf.sound:
        sound = f'<audio controls preload="none" src="{text(leaf.sound)}"></audio>'
        if leaf.estimated:
            sound += f'<p class="about" lang="en" dir="ltr">{_ESTIMATED}</p>'
    note = f'<p class="stale" lang="en" dir="ltr">{text(leaf.note)}</p>' if leaf.note else ""
    link = ""
    if leaf.link:
        said, label, address = map(text, leaf.link)
        link = (
            f'<p class="about" lang="en" dir="ltr">{said} '
            f'<a href="{address}" target="_self">{label}</a></p>'
        )
    first = "".join(run.text for stanza in leaf.stanzas[:1] for run in stanza[0])[:1]
    latin = " latin" if first.isascii() and first.isalpha() else ""
    return (
        f'<article class="page{"" if picture else " bare"}" id="p{leaf.number}"'
        f' aria-label="{text(reading.say.page.format(leaf.number))}">{picture}<div class="leaf">'
        f'{note}<div class="text{latin}" dir="{direction(leaf.rtl)}">'
        f"{''.join(_paragraphs(leaf.stanzas))}</div>"
        f'{sound}{link}<p class="folio">{leaf.number}</p></div></article>'
    )


def _paragraphs(stanzas: Sequence[Stanza]) -> Iterator[str]:
    for stanza in stanzas:
        yield f"<p>{'<br>'.join(''.join(map(_run, line)) for line in stanza)}</p>"


def _run(run: Run) -> str:
    if run.word is None:
        return text(run.text)
    start, end = round(run.word.start_s * 1000), round(run.word.end_s * 1000)
    return f'<span data-s="{start}" data-e="{end}">{text(run.text)}</span>'


def _last(reading: Reading) -> str:
    language, sentences = reading.colophon
    said = "".join(f"<p>{text(line)}</p>" for line in sentences)
    stars = ""
    if reading.stars is not None:
        one = "".join(
            f'<button aria-label="{n} star{"s" if n > 1 else ""}">☆</button>'
            for n in range(1, STARS + 1)
        )
        stars = (
            '<div class="rate" lang="en" dir="ltr"><p>How did you like the book?</p>'
            f'<div class="stars" role="group" aria-label="Stars for the book">{one}</div></div>'
        )
    return (
        f'<section class="page last bare" aria-label="{text(reading.say.end)}"><div class="leaf">'
        f'<p class="end">{text(reading.say.end)}</p><p class="of" dir="auto">{text(reading.title)}'
        f'</p>{stars}<p class="once" lang="en"><button id="again">Read it again</button></p>'
        f'<div class="made" lang="{language}">{said}</div></div></section>'
    )


def _turning(reading: Reading) -> str:
    heard = any(leaf.sound for leaf in reading.leaves)
    play = '<button id="play" class="play" aria-label="Read aloud"></button>' if heard else ""
    return (
        f'<nav class="turn" lang="en" dir="{direction(reading.rtl)}" aria-label="Pages">'
        '<input id="seek" type="range" min="0" max="1" step="0.05" value="0" hidden'
        ' dir="ltr" aria-label="Position in the narration">'
        f'<div class="row"><button id="back" aria-label="Back"></button>{play}'
        '<span id="where" class="where" aria-live="polite"></span>'
        '<button id="next" aria-label="Next"></button></div></nav>'
    )


def _music(reading: Reading) -> str:
    return "".join(
        f'<audio class="music" preload="none" data-from="{at}" data-round="{seconds:g}"'
        f' src="{text(address)}" hidden></audio>'
        for at, (address, seconds) in reading.beds
    )


def _picture(picture: Picture | None) -> str:
    if picture is None:
        return ""
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
    return (
        f'<div class="picture"><img alt="{text(picture.alt)}"{size} loading="lazy"'
        f' src="{text(picture.address)}"></div>'
    )
