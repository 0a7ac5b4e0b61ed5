"""What a story is: the request a person makes, and the words the studio has for moods and styles.

Frozen dataclasses that cross the floors.  What is *made* for a story are artifacts (`core.build`).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from core.ages import AGES, USUAL_AGE
from core.errors import BadInput, UnknownName
from core.ideas import MADE_UP_PAGES, USUAL_PAGES
from core.languages import primary, scaled
from core.text import PASTED_WORDS as PASTED_WORDS
from core.text import count_for_pictures, split_pasted
from picturebook.wishes import PRONOUNS as PRONOUNS


@dataclass(frozen=True, kw_only=True)
class Mood:
    """A story's mood. `brief` is the instruction that a general language model gets."""

    id: str
    label: str
    emoji: str
    blurb: str
    brief: str


@dataclass(frozen=True, kw_only=True)
class ArtStyle:
    """A style of illustration. `phrase` ends the illustrator's prompt."""

    id: str
    label: str
    emoji: str
    phrase: str


MOODS: Final[Mapping[str, Mood]] = {
    mood.id: mood
    for mood in (
        Mood(
            id="romance",
            label="Romance",
            emoji="💞",
            blurb="Tender hearts, shy smiles, a promise kept.",
            brief="a warm, tender romance, gentle enough for children",
        ),
        Mood(
            id="comedy",
            label="Comedy",
            emoji="😄",
            blurb="Mishaps, mix-ups and a good laugh at the end.",
            brief="a light-hearted comedy full of harmless mishaps",
        ),
        Mood(
            id="scary",
            label="Scary",
            emoji="👻",
            blurb="Creaks, shadows, and courage. Safe for bedtime.",
            brief="an eerie story with a safe and happy end, suitable for children",
        ),
        Mood(
            id="action",
            label="Action",
            emoji="⚡",
            blurb="Quick feet, narrow escapes, no time to lose.",
            brief="a fast action adventure in short, lively sentences",
        ),
        Mood(
            id="cartoonish",
            label="Cartoonish",
            emoji="🤪",
            blurb="BOING! Zany, loud and wonderfully silly.",
            brief="a zany, cartoonish story with sound words and silly surprises",
        ),
        Mood(
            id="funny",
            label="Funny",
            emoji="🤣",
            blurb="One joke after the other, told with a straight face.",
            brief="a funny story full of jokes, absurd logic and kind teasing",
        ),
        Mood(
            id="poetic",
            label="Poetic",
            emoji="🪶",
            blurb="Quiet pictures in words, light as a feather.",
            brief="a lyrical, poetic story in quiet images and musical sentences, without rhymes",
        ),
        Mood(
            id="noir",
            label="Noir",
            emoji="🕵️",
            blurb="Rain, riddles, and a detective who never gives up.",
            brief="a detective story in the dry voice of film noir, harmless enough for children",
        ),
        Mood(
            id="bedtime",
            label="Bedtime",
            emoji="🌙",
            blurb="Soft, slow and safe, until all eyes are closed.",
            brief="a soft, slow bedtime story that grows sleepier and ends with everybody asleep",
        ),
    )
}

STYLES: Final[Mapping[str, ArtStyle]] = {
    style.id: style
    for style in (
        ArtStyle(id="paper", label="Cut paper", emoji="✂️", phrase="cut paper"),
        ArtStyle(id="watercolour", label="Watercolour", emoji="🎨", phrase="soft watercolour"),
        ArtStyle(id="crayon", label="Crayon", emoji="🖍️", phrase="crayon drawing"),
        ArtStyle(id="ink", label="Ink and wash", emoji="🖋️", phrase="ink and wash drawing"),
        ArtStyle(id="felt", label="Felt", emoji="🧵", phrase="felt applique"),
        ArtStyle(id="pencil", label="Pencil", emoji="✏️", phrase="graphite pencil drawing"),
        ArtStyle(
            id="chalk",
            label="Chalk on dark paper",
            emoji="🌌",
            phrase="bright chalk drawing on dark paper",
        ),
        ArtStyle(
            id="geometric", label="Geometric", emoji="📐", phrase="flat geometric illustration"
        ),
        ArtStyle(id="woodcut", label="Woodcut", emoji="🪵", phrase="coloured woodcut print"),
        ArtStyle(
            id="riso", label="Dotted print", emoji="🟠", phrase="risograph print with halftone dots"
        ),
        ArtStyle(id="glass", label="Stained glass", emoji="🪟", phrase="stained glass window"),
    )
}

SHAPES: Final[Mapping[str, tuple[int, int]]] = {
    "square": (1024, 1024),
    "4:3": (1024, 768),
    "16:9": (1280, 720),
}
"""Shapes of a drawn picture, in pixels.

Other illustrators paint in the size that they were trained for.
"""

LENGTHS: Final[Mapping[str, tuple[int, int]]] = {
    "short": (100, 150),
    "usual": (200, 250),
    "long": (350, 450),
}
"""The least and the most words of a story that is written."""
USUAL_LENGTH: Final = "usual"
MAX_PICTURES: Final = 10
GUIDE_STRENGTH: Final = 0.65
"""The share of a drawing that an illustrator paints anew: enough for its own look, little enough
for figures and places to stay."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture that was accepted: opened, turned upright, on white, stored by content."""

    sha256: str
    name: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class StoryRequest:
    """Everything a person chose for one story: `pictures`, a pasted `text`, or an `idea`.

    `language` is the book's ("": that of its text), `voice` the narrator's; `speed` is a factor
    (1.0 = normal).
    With `continuity` (0.05 to 1) a picture starts from the one before it, and this share of it is
    painted anew (*strength*); without, from noise.  `shape` is that of drawn pictures,
    With `guide` (0.05 to 1) an illustrator that paints starts from the page as the studio draws it,
    and this share is painted anew; it goes before `continuity`.
    `length` and reading `age` are those of a story that is written, of `LENGTHS` and
    `core.ages.AGES`; a pasted text keeps its own.
    With an `idea` a story is about it; without pictures it has `pages` pages, and what they show is
    made up.  `avoid` names plots and wordings that were told before (`core.threads.teller`),
    `figures` names others (`core.figures`), `pronoun` is the hero's, one of `PRONOUNS`; "" leaves
    it to the writer.
    `composer` is the model that makes the music; None: the studio composes it.
    """

    pictures: tuple[Picture, ...] = ()
    text: str | None = None
    idea: str | None = None
    pages: int = USUAL_PAGES
    title: str | None = None
    mood: str = "comedy"
    style: str = "paper"
    hero: str | None = None
    preset: str = "starter"
    seed: int = 0
    length: str = USUAL_LENGTH
    age: str = USUAL_AGE
    language: str = "en"
    voice: str | None = None
    speed: float = 1.0
    continuity: float | None = None
    guide: float | None = None
    shape: str = "square"
    avoid: tuple[str, ...] = ()
    pronoun: str = ""
    figures: str = ""
    composer: str | None = None

    def __post_init__(self) -> None:
        if self.text and self.pictures:
            raise BadInput("Give either one to ten pictures or a story text, not both.")
        if self.text and self.idea:
            raise BadInput(
                "A story text is told as it stands: leave the idea out, or the text, if the studio "
                "is to write."
            )
        if not (self.pictures or self.text or self.idea):
            raise BadInput("Give one to ten pictures, an idea for a story, or a story text.")
        least, most = MADE_UP_PAGES
        if not least <= self.pages <= most:
            raise BadInput(
                f"A story without pictures has {least} to {most} pages, not {self.pages}."
            )
        if len(self.pictures) > MAX_PICTURES:
            raise BadInput(
                f"{len(self.pictures)} pictures are too many: choose at most {MAX_PICTURES}."
            )
        if self.mood not in MOODS:
            raise UnknownName("mood", self.mood, MOODS)
        if self.style not in STYLES:
            raise UnknownName("art style", self.style, STYLES)
        if self.shape not in SHAPES:
            raise UnknownName("shape of pictures", self.shape, SHAPES)
        if self.length not in LENGTHS:
            raise UnknownName("length", self.length, LENGTHS)
        if self.age not in AGES:
            raise UnknownName("reading age", self.age, AGES)
        if self.pronoun and self.pronoun not in PRONOUNS:
            raise UnknownName("pronoun", self.pronoun, PRONOUNS)
        if not 0.5 <= self.speed <= 2.0:
            raise BadInput(f"A speaking speed of {self.speed:g} is not possible; choose 0.5 to 2.")
        if self.continuity is not None and not 0.05 <= self.continuity <= 1:
            raise BadInput(
                f"A continuity of {self.continuity:g} is not possible; choose the share of a "
                "picture that is painted anew, 0.05 to 1, or none."
            )
        if self.guide is not None and not 0.05 <= self.guide <= 1:
            raise BadInput(
                f"A strength of {self.guide:g} is not possible; choose the share of the drawing "
                "that is painted anew, 0.05 to 1."
            )
        if not 0 <= self.seed < 2**63:
            raise BadInput("The seed must be a whole number from 0 to 9223372036854775807.")

    @property
    def written(self) -> bool:
        """Whether the studio writes the story; a pasted text is told as it stands."""
        return self.text is None

    @property
    def words(self) -> tuple[int, int]:
        """The least and the most words of the story (characters in Chinese and Japanese)."""
        return scaled(LENGTHS[self.length], self.tongue)

    @property
    def tongue(self) -> str:
        """The language that the story is written in: the one that it is read aloud in."""
        return primary(self.language)

    @property
    def segment_count(self) -> int:
        """How many segments (pages) the book has; known before anything is built."""
        if self.text is not None:
            return len(split_pasted(self.text))
        if not self.pictures:
            return self.pages
        return count_for_pictures(len(self.pictures))

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, the inverse of `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "StoryRequest":
        """Rebuild a request that `to_json` wrote; older ones have "words", as many as usual."""
        values = {name: value for name, value in data.items() if name != "words"}
        values["pictures"] = tuple(Picture(**p) for p in values.get("pictures", ()))
        values["avoid"] = tuple(values.get("avoid", ()))
        return cls(**values)


@dataclass(frozen=True, kw_only=True)
class WordTiming:
    """When a word is spoken: seconds from the start of the segment's narration.

    `start_char`/`end_char` point into the segment's text, so a page can light the word.
    `estimated`: the voice did not tell, the time is reckoned from those around it and by letters.
    """

    word: str
    start_s: float
    end_s: float
    start_char: int = 0
    end_char: int = 0
    estimated: bool = False
