"""What is told so far while a text is read, without the reading itself."""

from collections.abc import Mapping

from picturebook.reading.actors import Actor, Item
from picturebook.reading.members import Cast, Member
from picturebook.reading.phrase import Phrase
from picturebook.reading.places import Setting
from picturebook.words import Lexicon, Match


class Told:
    """Who and what is there; `picturebook.reading.stage.Stage` says how words find it."""

    def __init__(
        self, lexicon: Lexicon, cast: Cast | None, names: frozenset[str] = frozenset()
    ) -> None:
        self.lexicon = lexicon
        self.names = names
        self.cast = cast
        self.kinds: Mapping[str, Match] = {}
        """What is known of some names before the text says it: "Bruno" is a dog."""
        self.actors: list[Actor] = []
        self.items: list[Item] = []
        self.relations: list[tuple[str, str, str, str]] = []
        self.setting = Setting()
        self.moments: dict[str, list[str]] = {"time": [], "weather": [], "season": []}
        self.replaced: dict[str, str] = {}
        self.left_out: list[str] = []
        self.taken: list[tuple[int, int]] = []
        self.clause = 0
        self.sentence = 0
        self.group: list[Actor] = []
        """The last subjects that acted together: "they"."""
        self.vague = False
        """Whether the last subject is nothing that is drawn: then "it" is that."""
        self.caption = False
        """Whether the caption is being read, which adds to what the page told."""
        self.others: frozenset[str] = frozenset()
        """Names of the objects: a subject's pronoun means somebody else."""
        self.garment = ""
        """The last garment that was told: "a red one" is another of these."""
        self._numbers: dict[str, int] = {}

    def entity(self, phrase: Phrase, present: bool = True) -> Actor | Item | None:
        """The figure or thing that a phrase means; None if neither, or if it isn't there."""
        raise NotImplementedError

    def of_cast(self, member: Member) -> Actor:
        """The figure of a member of the cast, who comes in if not there."""
        raise NotImplementedError

    def new(self, match: Match, said: str) -> Actor:
        """Somebody who comes in."""
        raise NotImplementedError

    def took(self, phrase: Phrase) -> None:
        """Note that a phrase was read."""
        raise NotImplementedError
