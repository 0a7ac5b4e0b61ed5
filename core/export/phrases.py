"""What a book says on its cover, title page and last page, in the language that it is told in."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from core.scripts import right_to_left

_ENGLISH: Final = "en"


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Set phrases of a language; "{}" stands for a name, an age or a number.

    `joined` stands between the last two of several names, `stop` ends a sentence.
    """

    language: str
    written: str
    pictures: str
    ages: str
    told: str
    edited: str
    drawn: str
    painted: str
    own_pictures: str
    read: str
    own_voice: str
    made: str
    cover: str
    page: str
    about: str
    end: str
    joined: str = " and "
    stop: str = "."

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return right_to_left(self.about)

    @property
    def letters(self) -> str:
        """Everything together: the letters that a book needs for them."""
        return "".join(str(getattr(self, field.name)) for field in fields(self))

    def listed(self, names: Sequence[str]) -> str:
        """Names as one: "A, B and C"."""
        between = "، " if self.rtl else self.joined if self.joined == "、" else ", "
        return self.joined.join(filter(None, (between.join(names[:-1]), names[-1])))

    def sentence(self, said: str) -> str:
        """With the mark that ends it."""
        return said + self.stop


def phrases(language: str) -> Phrases:
    """The phrases of a language (BCP 47, without region), English where it has none."""
    return _ALL.get(language, _ALL[_ENGLISH])


_ALL: Final[Mapping[str, Phrases]] = {
    language: Phrases(language=language, **said)
    for language, said in tomllib.loads(
        Path(__file__).with_name("phrases.toml").read_text("utf-8")
    ).items()
}
