"""`cast_of`: who plays in a story, and how they look from the first page to the last."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from zlib import crc32

from picturebook.reading import scenes
from picturebook.reading.actors import Actor
from picturebook.reading.clauses import clauses
from picturebook.reading.language import readable
from picturebook.reading.members import Cast, Member
from picturebook.reading.names import names_in
from picturebook.reading.stage import Stage
from picturebook.reading.tagging import tag
from picturebook.reading.tokens import sentences, told
from picturebook.scene import Garment, Look
from picturebook.words import Lexicon, lexicon

__all__ = ["Cast", "Member", "cast_of"]

_COLOURS: Final = (
    "red", "blue", "yellow", "green", "purple", "orange", "turquoise", "pink", "white", "brown",
)  # fmt: skip
_HAIR: Final = ("brown", "black", "blond", "red")
_SKIN: Final = ("light", "tan", "brown", "fair", "dark")
_GARMENTS: Final = {"she": ("dress", "jumper", "coat"), "he": ("jumper", "tee", "coat")}
_SHE: Final = frozenset("woman girl grandmother".split())
_HE: Final = frozenset("man boy grandfather".split())
_MOST: Final = 24


def cast_of(
    pages: Sequence[str], captions: Sequence[str] = (), hero: str | None = None
) -> Cast:
    """Everybody who returns or has a name, the hero first.

    `captions` are those of the pictures that the story was made from: who is in most of them and fits
    is the hero.  `hero` is the name that a person gave.
    """
    words = lexicon()
    english = [page for page in pages if readable(page)]
    seen = _of_captions([c for c in captions if readable(c)], words)
    names = names_in(english, words)
    hero = (hero or "").strip()
    if hero and hero not in names:
        names = (*names, hero)
    stage = _read(english, words, frozenset(names))
    drafts = _drafts(stage, english, names, words)
    if not drafts:
        drafts = [Draft(actor, pages) for actor, pages in seen if pages > 1][:1]
    lead = _lead(drafts, hero, names)
    narrator = next((d for d in drafts if d.actor.id == "narrator"), None)
    if hero and lead is None and narrator is not None:
        narrator.actor.names = (hero,)
        narrator.actor.guessed = True
        lead = narrator
    if hero and lead is None:
        lead = Draft(Actor(hero, "person", "child", 0, names=(hero,)), 0)
        drafts.append(lead)
    if lead is not None:
        _the_hero(lead, drafts, stage)
        others = {
            key for a in stage.actors if a is not lead.actor and not a.guessed
            for key in (a.kind, a.role) if key and key not in ("child", "person")
        }  # fmt: skip
        _from_captions(lead, seen, len(captions), others)
        drafts.sort(key=lambda d: d is not lead)
    return Cast(members=_members(drafts[:_MOST], lead, english, words))


class Draft:
    """Somebody of the cast in the making, and on how many pages."""

    def __init__(self, actor: Actor, pages: int) -> None:
        self.actor = actor
        self.pages = pages
        self.words: set[str] = set()


def _read(pages: Sequence[str], words: Lexicon, names: frozenset[str]) -> Stage:
    """A stage on which the whole story has played."""
    stage = Stage(words, None, names)
    offset = 0
    for page in pages:
        kept, _ = told(page)
        for sentence in sentences([replace(t, start=t.start + offset, end=t.end + offset)
                                   for t in kept]):  # fmt: skip
            stage.sentence += 1
            for saying in clauses(tag(sentence, words, names), words):
                scenes.tell(stage, saying)
        offset += len(page) + 1
    return stage


def _drafts(
    stage: Stage, pages: Sequence[str], names: Sequence[str], words: Lexicon
) -> list[Draft]:
    ends: list[int] = []
    for page in pages:
        ends.append((ends[-1] if ends else 0) + len(page) + 1)

    def on(actor: Actor) -> int:
        return len({next(i for i, end in enumerate(ends) if a < end) for a, _ in actor.spans})

    found: list[Draft] = []
    for actor in stage.actors:
        actor.names = tuple(n for n in actor.names if n in names)
        alias = next((d for d in found if _alias(d.actor, actor)), None)
        if alias is not None:
            alias.actor.names = tuple(dict.fromkeys((*alias.actor.names, *actor.names)))
            alias.actor.spans += actor.spans
            alias.pages = on(alias.actor)
            continue
        draft = Draft(actor, on(actor))
        if actor.names:
            found.append(draft)
        elif actor.count == 1 and not actor.plural and draft.pages > 1 and not actor.toy:
            draft.words = {actor.said.lower()}
            found.append(draft)
    for draft in found:
        if draft.actor.names:
            _kind_word(draft, words)
    found = _same_kind(found)
    found.sort(key=lambda d: (-d.pages, d.actor.order))
    return _one_each(found)


def _same_kind(found: list[Draft]) -> list[Draft]:
    """"the bear" is Bombo, if he is the only bear with a name."""
    kept = list(found)
    for draft in found:
        actor = draft.actor
        if actor.names or actor.sort == "person":
            continue
        same = [d for d in found if d.actor.names and d.actor.kind == actor.kind
                and d.actor.role == actor.role and not d.actor.guessed]  # fmt: skip
        if len(same) == 1:
            same[0].words |= draft.words
            same[0].actor.spans += actor.spans
            kept.remove(draft)
    return kept


def _one_each(found: list[Draft]) -> list[Draft]:
    """Of figures without a name one of each kind is kept: "the fox" means one fox."""
    kept: list[Draft] = []
    for draft in found:
        kind = draft.actor.role or draft.actor.kind
        if draft.actor.names or all(
            kind != (d.actor.role or d.actor.kind) or d.actor.names for d in kept
        ):  # fmt: skip
            kept.append(draft)
    return kept


def _the_hero(lead: Draft, drafts: list[Draft], stage: Stage) -> None:
    """"the boy" of a story is its hero, if nothing else tells who the hero is."""
    for actor in stage.actors:
        hero = lead.actor
        kinds = ("girl", "boy", "man", "woman")
        unknown = hero.guessed and actor is not hero and actor.sort == "person"
        if not (unknown and actor.definite and not actor.names and actor.count == 1):
            continue
        if actor.kind in kinds and hero.surely("she" if actor.kind in _SHE else "he") or (
            actor.kind in kinds and not hero.pronoun
        ):  # fmt: skip
            hero.kind, hero.guessed = actor.kind, False
            lead.words.add(actor.said.lower())
            actor.guessed = True
            drafts[:] = [d for d in drafts if d.actor is not actor]


def _alias(one: Actor, other: Actor) -> bool:
    """"Captain Whiskers" and "Whiskers" are one."""
    for a in one.names:
        for b in other.names:
            longer, shorter = (a, b) if len(a) > len(b) else (b, a)
            if longer != shorter and " " in longer and longer.split(" ")[-1] == shorter:
                return True
            if longer != shorter and " " in longer and longer.split(" ")[0] == shorter:
                return True
    return False


def _kind_word(draft: Draft, words: Lexicon) -> None:
    """A name that is a word says who it is: "Bear", "Grandma", "Captain Flint", "Dr. Fox"."""
    actor = draft.actor
    for name in actor.names:
        for part in name.replace(".", "").split(" "):
            match = words.noun(part)
            if part.lower() in words.given or match is None or not match.exact:
                continue
            if match.sort == "animal" and actor.kind in ("child", "person", "", "boy", "girl"):
                actor.kind, actor.sort, actor.role = match.key, "animal", ""
            elif match.sort == "person" and (actor.guessed or actor.kind in ("child", "person", "")):
                actor.kind = match.key
                actor.guessed = False
                if name == part:
                    draft.words.add(part.lower())
            elif match.sort == "role" and not actor.role and actor.sort != "animal":
                actor.role = match.key
    if actor.sort == "animal":
        draft.words.add(actor.kind)


def _lead(drafts: Sequence[Draft], hero: str, names: Sequence[str]) -> Draft | None:
    for draft in drafts:
        if hero and any(hero == n or hero in n.split(" ") for n in draft.actor.names):
            return draft
    if hero:
        return None
    named = [d for d in drafts if d.actor.names]
    order = {name: i for i, name in enumerate(names)}
    if named:
        return min(named, key=lambda d: (-d.pages, min(order.get(n, 99) for n in d.actor.names)))
    return drafts[0] if drafts else None


# -- captions --------------------------------------------------------------------------------


def _of_captions(captions: Sequence[str], words: Lexicon) -> list[tuple[Actor, int]]:
    """The figures of the captions, each with the number of pictures that it is in."""
    found: list[tuple[Actor, int]] = []
    for caption in captions:
        stage = _read([caption], words, frozenset())
        here: set[str] = set()
        for actor in stage.actors:
            key = actor.role or actor.kind
            if not actor.present or actor.count > 1 or key in here or actor.toy:
                continue
            here.add(key)
            known = next((i for i, (a, _) in enumerate(found) if (a.role or a.kind) == key), None)
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
        same = other.kind == actor.kind and (other.role == actor.role or not actor.role)
        alone = other.kind not in others and other.role not in others
        fits = same or (
            not certain and alone and _fits(actor, other) and times * 2 >= captions
        )
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
    if other.kind in _SHE:
        return actor.pronoun != "he"
    return other.kind not in _HE or actor.pronoun != "she"


# -- looks -----------------------------------------------------------------------------------


def _members(
    drafts: Sequence[Draft], lead: Draft | None, pages: Sequence[str], words: Lexicon
) -> tuple[Member, ...]:
    story = "\n".join(pages)
    kinds = Counter(d.actor.kind for d in drafts if d.actor.sort == "person")
    for draft in drafts:
        if kinds[draft.actor.kind] == 1 and draft.actor.sort == "person":
            draft.words |= {draft.actor.kind}
    used: set[str] = set()
    taken: Counter[str] = Counter()
    members = []
    for number, draft in enumerate(drafts):
        actor = draft.actor
        pronoun = _pronoun(actor, story, words) or (_commonest(story) if draft is lead else "")
        base = re.sub(r"[^a-z0-9]+", "-", (actor.names[0] if actor.names else actor.said).lower())
        identity = base.strip("-") or f"figure-{number + 1}"
        while identity in used:
            identity += "-2"
        used.add(identity)
        look = _look(actor, identity, pronoun, draft is lead, taken, words)
        members.append(
            Member(
                id=identity,
                names=actor.names,
                pronoun=pronoun,
                look=look,
                words=tuple(sorted(w for w in draft.words if w)),
            )
        )
    return tuple(members)


def _pronoun(actor: Actor, story: str, words: Lexicon) -> str:
    if actor.id == "narrator":
        return "i"
    if actor.kind in _SHE or actor.kind in _HE:
        return "she" if actor.kind in _SHE else "he"
    for name in actor.names:
        pronoun = words.given.get(name.lower().split(" ")[0], "")
        if pronoun:
            return pronoun
    near: Counter[str] = Counter()
    for name in actor.names or (actor.said,):
        same = rf"\b{re.escape(name)}\b[^.!?\"“]*?\b(she|he|her|his)\b"
        following = rf"\b{re.escape(name)}\b[^.!?]*?[.!?]\s+(She|He)\b"
        for pattern, value in ((same, 2), (following, 1)):
            for match in re.finditer(pattern, story):
                near["she" if match[1].lower() in ("she", "her") else "he"] += value
    if near:
        return near.most_common(1)[0][0]
    return "it" if actor.sort == "animal" else ""


def _commonest(story: str) -> str:
    """"she" or "he", whichever the story says more often."""
    found = Counter(re.findall(r"\b(she|her|he|his|him)\b", story.lower()))
    she, he = found["she"] + found["her"], found["he"] + found["his"] + found["him"]
    return "she" if she > he else "he" if he > she else ""


def _look(
    actor: Actor, identity: str, pronoun: str, lead: bool, taken: Counter[str], words: Lexicon
) -> Look:
    """The look; what nobody says is chosen by the id, different for everybody."""
    chance = crc32(identity.encode())
    kind = actor.kind
    if kind in ("child", "person", ""):
        pairs = {"child": ("girl", "boy"), "person": ("woman", "man"), "": ("girl", "boy")}[kind]
        kind = pairs[pronoun == "he"] if pronoun in ("she", "he") else pairs[chance % 2]
    look = replace(actor.as_look(kind), toy=False)
    if actor.sort == "animal":
        return replace(look, dressed=lead or look.dressed)
    colour = look.wears[0].colour if look.wears else ""
    if not look.wears and not look.role:
        start = chance % len(_COLOURS)
        order = [*_COLOURS[start:], *_COLOURS[:start]]
        colour = min(order, key=lambda c: taken[c])
        garments = _GARMENTS["she" if kind in _SHE else "he"]
        garment = words.noun(garments[chance // 16 % len(garments)], "garment")
        if garment is not None:
            look = replace(look, wears=(Garment(kind=garment.key, colour=colour),))
    taken[colour] += 1
    if not look.hair_colour and kind not in ("grandmother", "grandfather"):
        look = replace(look, hair_colour=_HAIR[chance // 64 % len(_HAIR)])
    if not look.skin:
        look = replace(look, skin=_SKIN[chance // 512 % len(_SKIN)])
    return look
