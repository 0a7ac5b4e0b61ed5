"""How versions came about: which model, style, mood and seed, read from what they were made from.

Artifacts never change, so what was once read is kept for the life of the process.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from core.story import MOODS, STYLES
from db.votes import Origin, Votes

PERSON: Final = "a person"
_STYLE_NAMES: Final = {
    name: style.label for style in STYLES.values() for name in (style.id, style.phrase)
}
_PAGE_STAGES: Final = ("segmenting", "rewriting", "writing")
_WRITERS: Final = ("writing", "rewriting")


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What a version is compared by; `words` is the text of the page that it belongs to.

    `model` is the illustrator of a picture and the writer of a text, or `PERSON`; style and mood
    are in words for people, None where nothing says which.
    """

    model: str
    revision: str
    style: str | None
    mood: str | None
    seed: int
    words: str | None


class Lineage:
    """Traits of artifacts by their keys."""

    def __init__(self, votes: Votes) -> None:
        self._votes = votes
        self._origins: dict[str, Origin] = {}
        self._traits: dict[str, Traits] = {}

    def traits(self, keys: Iterable[str]) -> dict[str, Traits]:
        """Traits by key; keys that are in no database are left out."""
        wanted = set(keys)
        todo = wanted - set(self._origins)
        while todo:
            found = self._votes.origins(todo)
            self._origins.update(found)
            todo = {key for origin in found.values() for key in origin.inputs} - set(self._origins)
        for key in wanted - set(self._traits):
            if key in self._origins:
                self._traits[key] = self._told(key)
        return {key: self._traits[key] for key in wanted if key in self._traits}

    def _told(self, key: str) -> Traits:
        own = self._origins[key]
        before = list(self._before(key))

        def first(fits: Callable[[Origin], bool]) -> Origin | None:
            return next(filter(fits, before), None)

        maker = own if own.model_id else first(lambda o: o.stage in _WRITERS)
        styled = first(lambda o: "style" in o.params)
        told = first(lambda o: "mood" in o.params)
        page = first(lambda o: o.stage in _PAGE_STAGES)
        style = str(styled.params["style"] or "") if styled else ""
        mood = str(told.params["mood"] or "") if told else ""
        by_hand = own.maker == "person"
        return Traits(
            model=PERSON if by_hand or maker is None else maker.model_id or PERSON,
            revision="" if by_hand or maker is None else maker.model_revision or "",
            style=_STYLE_NAMES.get(style, style) or None,
            mood=MOODS[mood].label if mood in MOODS else mood or None,
            seed=own.seed,
            words=page.text if page else None,
        )

    def _before(self, key: str) -> Iterable[Origin]:
        """The artifact and what it was made from, nearest first."""
        seen, level = {key}, [key]
        while level:
            yield from (self._origins[k] for k in level if k in self._origins)
            found = (i for k in level if k in self._origins for i in self._origins[k].inputs)
            level = [i for i in dict.fromkeys(found) if i not in seen]
            seen.update(level)
