"""Reading ages: for whom a story is written, and what that asks of its sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class ReadingAge:
    """A reading age. `brief` is what a language model is told, `sentence` the least and the most
    words that its sentences have on the average."""

    id: str
    label: str
    blurb: str
    brief: str
    sentence: tuple[float, float]


AGES: Final[Mapping[str, ReadingAge]] = {
    age.id: age
    for age in (
        ReadingAge(
            id="3-5",
            label="3–5",
            blurb="Short sentences, everyday words.",
            brief="three to five years, to be read to: very short sentences of about six words, "
            "one thing in each, everyday words only, and now and then a line that comes again",
            sentence=(4, 8),
        ),
        ReadingAge(
            id="6-8",
            label="6–8",
            blurb="Plain sentences, a new word here and there.",
            brief="six to eight years: plain sentences of about ten words",
            sentence=(7, 12.5),
        ),
        ReadingAge(
            id="9-12",
            label="9–12",
            blurb="Longer sentences, richer words.",
            brief="nine to twelve years: sentences of fifteen words and more that say why and how, "
            "exact and uncommon words, and what goes on in somebody's head",
            sentence=(11.5, 22),
        ),
    )
}
USUAL_AGE: Final = "6-8"
