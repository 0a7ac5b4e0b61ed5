"""The stage: who and what a text puts into the scene, and who a word means."""

from collections.abc import Sequence
from typing import Final

from picturebook.reading import knowing, looks, meaning
from picturebook.reading.actors import LIVING, Actor, Item
from picturebook.reading.members import Member
from picturebook.reading.phrase import TOYS, Phrase
from picturebook.reading.told import Told
from picturebook.words import Match

_MANY: Final = 3
"""So many are "dogs" of whom no number is said."""


class Stage(Told):
    """Everything that is told so far."""

    # -- who is meant ----------------------------------------------------------------------

    def entity(self, phrase: Phrase, present: bool = True) -> Actor | Item | None:
        """The figure or thing that a phrase means; None if neither, or if it isn't there."""
        if isinstance(phrase.entity, Actor | Item):
            phrase.entity.present = phrase.entity.present or present
            return phrase.entity
        if phrase.denied:
            self.took(phrase)
            return None
        found: Actor | Item | None
        if phrase.kind == "pronoun":
            found = meaning.pronoun(self, phrase)
        elif phrase.kind == "name":
            found = meaning.named(self, phrase)
        elif known := meaning.known_by_name(self, phrase):
            found = known
        elif phrase.match is None:
            found = self._member_called(phrase)
        elif meaning.eaten(self, phrase):
            found = self._thing(phrase)
        elif phrase.match.sort in LIVING and not self._toy_thing(phrase):
            found = self._somebody(phrase)
        elif phrase.match.sort == "thing" or self._toy_thing(phrase):
            found = self._thing(phrase)
        else:
            found = None
        if found is None:
            return None
        phrase.entity = found
        found.present = found.present or present
        found.spans.append((phrase.start, phrase.end))
        if isinstance(found, Actor):
            found.mentioned = self.sentence
        self.took(phrase)
        if isinstance(found, Actor):
            looks.born(found, phrase, self.lexicon)
            for more in phrase.more:
                self.same(found, more)
        return found

    def same(self, actor: Actor, phrase: Phrase) -> None:
        """A phrase that says more of a figure: "Mia was a small girl with red hair"."""
        self.took(phrase)
        if phrase.kind == "name":
            actor.names = (*actor.names, phrase.head)
            self._is_member(actor, phrase.head)
            pronoun = self.lexicon.given.get(phrase.head.lower().split(" ")[0], "")
            actor.pronoun = actor.pronoun or pronoun
            if actor.kind == "child" and pronoun:
                actor.kind = "girl" if pronoun == "she" else "boy"
            return
        match = phrase.match
        if match is None or actor.look is not None:
            return
        if match.key in TOYS:
            actor.toy = True
            if match.key == "teddy-bear":
                actor.kind, actor.sort, actor.guessed = "bear", "animal", False
            return
        if match.sort in LIVING and match.sort == "role" and actor.sort != "animal":
            actor.role = actor.role or match.key
        elif match.sort in LIVING and (actor.kind in ("", "person", "child") or actor.guessed):
            actor.kind, actor.sort = match.key, match.sort
        elif match.key in self.lexicon.attribute("broader").get(actor.kind, ()):
            actor.kind = match.key
        actor.guessed = actor.guessed and match.sort not in LIVING
        looks.born(actor, phrase, self.lexicon)

    def _is_member(self, actor: Actor, name: str) -> None:
        """ "There is a man … His name is Otis": then he is the cast's Otis."""
        member = self.cast.called(name) if self.cast is not None else None
        if member is None or any(known.id == member.id for known in self.actors):
            return
        before, actor.id, actor.look = actor.id, member.id, member.look
        actor.names, actor.pronoun = member.names, member.pronoun
        self.relations = [
            (kind, *(member.id if one == before else one for one in ids))  # type: ignore[misc]
            for kind, *ids in self.relations
        ]

    def took(self, phrase: Phrase) -> None:
        """Notes that the words of a phrase are in the scene."""
        self.taken.append((phrase.start, phrase.end))

    def _member_called(self, phrase: Phrase) -> Actor | None:
        member = self.cast.described(phrase.head) if self.cast else None
        return self.of_cast(member) if member is not None else None

    def of_cast(self, member: Member) -> Actor:
        """The figure of a member of the cast."""
        for actor in self.actors:
            if actor.id == member.id:
                return actor
        look = member.look
        animal = self.lexicon.noun(look.kind, "animal") is not None
        actor = Actor(
            id=member.id,
            sort="animal" if animal else "person",
            kind=look.kind,
            order=len(self.actors) + len(self.items),
            names=member.names,
            role=look.role,
            look=look,
            pronoun=member.pronoun,
            said=member.names[0] if member.names else look.kind,
        )
        self.actors.append(actor)
        return actor

    def _somebody(self, phrase: Phrase) -> Actor:
        assert phrase.match is not None
        match, count = phrase.match, phrase.count
        if not phrase.several and not phrase.other:
            member = knowing.described(self, phrase)
            other = phrase.count == 1 and not phrase.definite and match.sort != "animal"
            if member is not None and (self.caption or not (other and member.names)):
                return self.of_cast(member)
        known = knowing.known_actor(self, phrase)
        if known is not None:
            return known
        kin = meaning.kind_of_kin(self, phrase)
        match = Match(kin, "animal") if kin else match
        actor = self.new(match, phrase.said)
        actor.plural = phrase.plural
        actor.definite = phrase.definite and phrase.owner is None
        many = 2 if phrase.head in ("twin", "parent", "grandparent") else _MANY
        actor.count = count if count > 1 else many if phrase.plural else 1
        self._age(actor, phrase)
        self.draws(phrase)
        return actor

    def _age(self, actor: Actor, phrase: Phrase) -> None:
        """ "old" and "young", and who a role is: "woman tennis player"."""
        for hint in phrase.hints:
            if hint.sort == "person" and actor.sort == "role":
                actor.kind = hint.key
            elif hint.sort == "role" and actor.sort == "person":
                actor.role = actor.role or hint.key
        if phrase.old and actor.kind in ("man", "woman", "person", ""):
            actor.kind = {"man": "grandfather", "woman": "grandmother"}.get(actor.kind, actor.kind)
        if phrase.young and actor.sort == "role" and actor.kind in ("", "person"):
            actor.kind = "child"
        if phrase.young and actor.kind == "person" and actor.sort == "person":
            little = any(u.low in ("little", "small") for u in phrase.describing)
            actor.kind = "child" if little or actor.count > 1 else "teenager"

    def new(self, match: Match, said: str) -> Actor:
        """A new figure of a kind or a role."""
        entry = self.lexicon.entry("role", match.key) if match.sort == "role" else None
        kind = str(entry.data.get("kind", "")) if entry is not None else ""
        actor = Actor(
            id=self._id(match.key),
            sort=match.sort,
            kind=(kind or "person") if match.sort == "role" else match.key,
            role=match.key if match.sort == "role" else "",
            order=len(self.actors) + len(self.items),
            said=said,
            exact=match.exact,
        )
        self.actors.append(actor)
        return actor

    def _id(self, key: str) -> str:
        number = self._numbers[key] = self._numbers.get(key, 0) + 1
        return f"{key}-{number}"

    # -- things ----------------------------------------------------------------------------

    def _toy_thing(self, phrase: Phrase) -> bool:
        """A toy of what the vocabulary has as a toy of its own: "toy car", "stuffed bear"."""
        if not phrase.toy or phrase.match is None or phrase.match.sort != "animal":
            return False
        return phrase.match.key == "bear" and self.lexicon.noun("teddy bear") is not None

    def _thing(self, phrase: Phrase) -> Item:
        assert phrase.match is not None
        match = phrase.match
        if match.sort == "animal":
            match = self.lexicon.noun("teddy bear") or match
        for item in reversed(self.items):
            same = item.kind == match.key
            mass = not (phrase.count or phrase.plural)
            if same and (phrase.definite or mass or self.caption) and not phrase.other:
                item.colour = item.colour or looks.colour(phrase)
                return item
        return self.thing(match, phrase)

    def thing(self, match: Match, phrase: Phrase | None = None) -> Item:
        """A new thing, as a phrase tells it."""
        item = Item(match.key, match.key, len(self.actors) + len(self.items))
        item.id = self._id(match.key)
        item.exact = match.exact
        if phrase is not None:
            item.colour = looks.colour(phrase)
            item.pattern, item.size = phrase.pattern, phrase.size
            item.plural = phrase.plural
            item.count = phrase.count if phrase.count > 1 else _MANY if phrase.plural else 1
            if match.key.endswith("s") or phrase.said.lower() in ("scissors", "stairs", "glasses"):
                item.count = phrase.count if phrase.count > 1 else 1
            item.said = phrase.said
            self.draws(phrase)
        self.items.append(item)
        return item

    # -- the rest --------------------------------------------------------------------------

    def relate(self, kind: str, subject: str, object_: str, other: str = "") -> None:
        """One relation; the first between two stays."""
        if subject == object_:
            return
        for known in self.relations:
            closer = known[0] == "beside" and kind not in ("beside", "facing")
            closer = closer or (known[0] == "facing" and kind in ("behind", "under", "riding"))
            if known[1:3] in ((subject, object_), (object_, subject)) and closer:
                self.relations.remove(known)
                break
            if known[1:3] == (subject, object_) or known[1:3] == (object_, subject):
                return
        self.relations.append((kind, subject, object_, other))

    def draws(self, phrase: Phrase) -> None:
        """Notes what is drawn for a word that has no picture of its own."""
        match = phrase.match
        if match is None or phrase.head.replace(" ", "-") == match.key:
            return
        if not match.exact and phrase.kind == "noun":
            self.replaced.setdefault(phrase.said.lower(), match.key.replace("-", " "))

    def moment(self, matches: Sequence[Match]) -> None:
        """Times, weathers and seasons."""
        for match in matches:
            self.moments[match.sort].append(match.key)
