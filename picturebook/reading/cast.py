"""`cast_of`: who plays in a story, and how they look from the first page to the last."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from picturebook.reading import scenes
from picturebook.reading.actors import Actor
from picturebook.reading.clauses import clauses
from picturebook.reading.drafts import HE, SHE, Draft, drafts_of, hero_of, name_hero
from picturebook.reading.language import readable
from picturebook.reading.members import Cast, Member
from picturebook.reading.names import names_in
from picturebook.reading.stage import Stage
from picturebook.reading.tagging import tag
from picturebook.reading.tokens import sentences, told
from picturebook.reading.units import meant
from picturebook.reading.wardrobe import members_of
from picturebook.words import Lexicon, Match, lexicon
from picturebook.words.forms import lemmas

__all__ = ["Cast", "Member", "cast_of"]


MOST: Final = 24
"""So many figures keep one look through the book."""
NOBODY: Final = "nobody"
"""What is called so has a capital and is no figure: a sound, a street, a machine."""


def cast_of(
    pages: Sequence[str],
    captions: Sequence[str] = (),
    hero: str | None = None,
    *,
    called: Mapping[str, str] = MappingProxyType({}),
) -> Cast:
    """Everybody who returns or has a name, the hero first.

    `captions` are those of the pictures that the story was made from: who is in most of them and
    fits is the hero.  `hero` is the name that a person gave, `called` the names of others with
    what a person (or the plot) said that they are: "Bruno" is a "dog", "Plip" is `NOBODY`.
    """
    words = lexicon()
    english = [page for page in pages if readable(page)]
    seen = _of_captions([c for c in captions if readable(c)], words)
    names = names_in(english, words)
    hero = (hero or "").strip().replace("’", "'")
    if hero and hero not in names:
        # What stands in a name of several words is no other's: "Cruz" of "de la Cruz".
        own = hero.split(" ")[1:]
        names = (*(n for n in names if n not in own or f"{hero.split(' ')[0]} {n}" == hero), hero)
    nobody = {name for name, kind in called.items() if kind == NOBODY}
    nobody |= {f"{name} {hero}" for name in nobody}  # "On Long Hill Mia sat down."
    names = tuple(name for name in names if name not in nobody)
    kinds = _kinds(seen, words)
    kinds |= {name: match for name, kind in called.items() if (match := words.noun(kind))}
    names = tuple(dict.fromkeys((*names, *kinds)))
    stage = play(english, words, frozenset(names), kinds)
    drafts = drafts_of(stage, english, names, words)
    if not drafts:
        drafts = [Draft(actor, pages) for actor, pages in seen if pages > 1][:1]
    lead = hero_of(drafts, hero, names)
    narrator = next((d for d in drafts if d.actor.id == "narrator"), None)
    if hero and lead is None and narrator is not None:
        narrator.actor.names = (hero,)
        narrator.actor.guessed = True
        lead = narrator
    if hero and lead is None:
        told = kinds.get(hero)
        if told is None or told.sort == "role":
            told = Match("child", "person")
        lead = Draft(Actor(hero, told.sort, told.key, 0, names=(hero,)), 0)
        drafts.append(lead)
    if lead is not None:
        name_hero(lead, drafts, stage)
        others = {
            key for a in stage.actors if a is not lead.actor and not a.guessed
            for key in (a.kind, a.role) if key and key not in ("child", "person")
        }  # fmt: skip
        others |= {match.key for name, match in kinds.items() if name not in lead.actor.names}
        _from_captions(lead, seen, len(captions), others)
        drafts.sort(key=lambda d: d is not lead)
    return Cast(members=members_of(drafts[:MOST], lead, english, words))


def play(
    pages: Sequence[str],
    words: Lexicon,
    names: frozenset[str],
    kinds: Mapping[str, Match] = MappingProxyType({}),
) -> Stage:
    """A stage on which the whole story has played; `kinds` of some names are known before."""
    stage = Stage(words, None, names)
    stage.kinds = kinds
    offset = 0
    for page in pages:
        kept, _ = told(page)
        near = frozenset(
            w for t in kept for w in (t.low, *lemmas(t.low, "VERB"), *lemmas(t.low, "NOUN"))
        )
        for sentence in sentences([replace(t, start=t.start + offset, end=t.end + offset)
                                   for t in kept]):  # fmt: skip
            stage.sentence += 1
            for saying in clauses(meant(tag(sentence, words, names), words, near), words):
                scenes.tell(stage, saying)
        offset += len(page) + 1
    return stage


def _of_captions(captions: Sequence[str], words: Lexicon) -> list[tuple[Actor, int]]:
    """The figures of the captions, each with the number of pictures that it is in."""
    found: list[tuple[Actor, int]] = []
    names = frozenset(names_in(captions, words))
    for caption in captions:
        stage = play([caption], words, names)
        here: set[str] = set()
        for actor in stage.actors:
            key = _key(actor)
            if not actor.present or actor.count > 1 or key in here:
                continue
            if actor.toy and not actor.names:
                continue
            here.add(key)
            known = next((i for i, (a, _) in enumerate(found) if _key(a) == key), None)
            if known is None:
                found.append((actor, 1))
            else:
                first, times = found[known]
                for garment in actor.wears:
                    first.wear(garment)
                for trait in actor.traits:
                    first.add_trait(trait)
                first.hair_colour = first.hair_colour or actor.hair_colour
                first.hair = first.hair or actor.hair
                first.colour = first.colour or actor.colour
                found[known] = (first, times + 1)
    found.sort(key=lambda entry: (-entry[1], entry[0].order))
    return found


def _key(actor: Actor) -> str:
    """What tells figures of captions apart: their name, else what they are."""
    return actor.names[0] if actor.names else actor.role or actor.kind


def _kinds(seen: Sequence[tuple[Actor, int]], words: Lexicon) -> dict[str, Match]:
    """What captions call those who have a name: "Rex" of "her dog Rex" is a dog."""
    return {
        name: match
        for actor, _ in seen
        if not actor.guessed and actor.kind not in ("child", "person", "")
        for name in actor.names
        if (match := words.noun(actor.role or actor.kind))
    }


def _from_captions(
    lead: Draft, seen: Sequence[tuple[Actor, int]], captions: int, others: set[str]
) -> None:
    """The hero takes kind and looks from who is in most pictures, where that fits the story.

    `others` are the kinds of the story's further figures: those are who is in the pictures then.
    """
    actor = lead.actor
    certain = actor.kind not in ("child", "person", "") and not actor.guessed
    for other, times in seen:
        if times < 2 and captions > 1:
            continue
        if other.names and not {*other.names} & {*actor.names}:
            continue
        same = other.kind == actor.kind and (other.role == actor.role or not actor.role)
        alone = other.kind not in others and other.role not in others
        fits = same or (not certain and alone and _fits(actor, other) and times * 2 >= captions)
        if not fits:
            continue
        if not same:
            actor.kind, actor.sort, actor.role = other.kind, other.sort, other.role
        for garment in other.wears:
            actor.wear(garment)
        for trait in other.traits:
            actor.add_trait(trait)
        actor.hair = actor.hair or other.hair
        actor.hair_colour = actor.hair_colour or other.hair_colour
        actor.colour = actor.colour or other.colour
        lead.words |= {other.said.lower(), other.kind}
        return


def _fits(actor: Actor, other: Actor) -> bool:
    """Whether the story's pronouns allow a picture's figure."""
    if other.sort == "animal" or not actor.pronoun:
        return True
    if other.kind in SHE:
        return actor.pronoun != "he"
    return other.kind not in HE or actor.pronoun != "she"


# -- looks -----------------------------------------------------------------------------------
