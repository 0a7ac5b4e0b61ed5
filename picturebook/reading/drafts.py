"""The figures of a story before they are a cast: names and descriptions that mean the same one."""

from collections.abc import Sequence
from typing import Final

from picturebook.reading.actors import Actor
from picturebook.reading.stage import Stage
from picturebook.words import Lexicon

KIN: Final = frozenset(
    """wife husband mother father mum mom dad mummy daddy mama papa son daughter brother sister
    cousin uncle aunt grandmother grandfather grandma grandpa""".split()
)
SHE: Final = frozenset("woman girl grandmother".split())


HE: Final = frozenset("man boy grandfather".split())


class Draft:
    """Somebody of the cast in the making, and on how many pages."""

    def __init__(self, actor: Actor, pages: int) -> None:
        self.actor = actor
        self.pages = pages
        self.words: set[str] = set()


def drafts_of(
    stage: Stage, pages: Sequence[str], names: Sequence[str], words: Lexicon
) -> list[Draft]:
    ends: list[int] = []
    for page in pages:
        ends.append((ends[-1] if ends else 0) + len(page) + 1)

    def on(actor: Actor) -> int:
        return len({next(i for i, end in enumerate(ends) if a < end) for a, _ in actor.spans})

    found: list[Draft] = []
    for actor in stage.actors:
        if actor.said.lower() in ("animals", "creatures"):
            continue
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
        elif actor.count == 1 and not actor.plural and draft.pages > 1 and not actor.toy and (
            actor.present
        ):  # fmt: skip
            draft.words = {actor.said.lower()}
            found.append(draft)
    for draft in found:
        if draft.actor.names:
            _kind_word(draft, words)
    found = _same_kin(_same_kind(found), words)
    found.sort(key=lambda d: (-d.pages, d.actor.order))
    return _one_each(found)


def _same_kind(found: list[Draft]) -> list[Draft]:
    """ "the bear" is Bombo, if he is the only bear with a name."""
    kept = list(found)
    for draft in found:
        actor = draft.actor
        named = [d for d in found if draft.words & {n.lower() for n in d.actor.names}]
        if named and named[0] is not draft and not actor.names:
            named[0].words |= draft.words
            named[0].actor.spans += actor.spans
            kept.remove(draft)
            continue
        if actor.names or actor.sort == "person":
            continue
        same = [d for d in found if d.actor.names and d.actor.kind == actor.kind
                and d.actor.role == actor.role and not d.actor.guessed]  # fmt: skip
        if len(same) == 1:
            same[0].words |= draft.words
            same[0].actor.spans += actor.spans
            kept.remove(draft)
    return kept


def _same_kin(found: list[Draft], words: Lexicon) -> list[Draft]:
    """ "Dad", "Daddy" and "her father" are one."""
    kept = list(found)
    for kind, line in words.attribute("kin").items():
        kin = [d for d in kept if d.actor.kind == kind
               and set(line) & (d.words | {n.lower() for n in d.actor.names})]  # fmt: skip
        for other in kin[1:]:
            first = kin[0]
            first.actor.names = tuple(dict.fromkeys((*first.actor.names, *other.actor.names)))
            first.words |= other.words
            first.actor.spans += other.actor.spans
            first.pages = max(first.pages, other.pages)
            for garment in other.actor.wears:
                first.actor.wear(garment)
            kept.remove(other)
    return kept


def _one_each(found: list[Draft]) -> list[Draft]:
    """Of figures without a name one of each kind is kept: "the fox" means one fox."""
    kept: list[Draft] = []
    for draft in found:
        if draft.actor.names or all(_key(draft) != _key(d) or d.actor.names for d in kept):
            kept.append(draft)
    return kept


def _key(draft: Draft) -> tuple[str, str]:
    """What one of a story is only once; the wife of a crocodile is none of its kind."""
    actor = draft.actor
    other = actor.said.lower() if actor.sort == "animal" and actor.said.lower() in KIN else ""
    return actor.role or actor.kind, other


def name_hero(lead: Draft, drafts: list[Draft], stage: Stage) -> None:
    """ "the boy" of a story is its hero, if nothing else tells who the hero is."""
    for actor in stage.actors:
        hero = lead.actor
        kinds = ("girl", "boy")
        unknown = hero.guessed and actor is not hero and actor.sort == "person"
        if not (unknown and actor.definite and not actor.names and actor.count == 1):
            continue
        if (actor.kind in kinds and hero.surely("she" if actor.kind in SHE else "he")) or (
            actor.kind in kinds and not hero.pronoun
        ):  # fmt: skip
            hero.kind, hero.guessed = actor.kind, False
            lead.words.add(actor.said.lower())
            actor.guessed = True
            drafts[:] = [d for d in drafts if d.actor is not actor]


def _alias(one: Actor, other: Actor) -> bool:
    """ "Captain Whiskers" and "Whiskers" are one."""
    for a in one.names:
        for b in other.names:
            if a.lower() == b.lower():
                return True
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
        whole = words.noun(name) if " " in name else None
        if whole is not None and whole.exact and whole.sort == "animal":
            actor.kind, actor.sort, actor.role = whole.key, "animal", ""
            continue
        for part in name.replace(".", "").split(" "):
            match = words.noun(part)
            if part.lower() in words.given or match is None or not match.exact:
                continue
            if match.sort == "animal" and actor.kind in ("child", "person", "", "boy", "girl"):
                actor.kind, actor.sort, actor.role = match.key, "animal", ""
            elif match.sort == "person" and (
                actor.guessed or actor.kind in ("child", "person", "")
            ):
                actor.kind = match.key
                actor.guessed = False
                if name == part:
                    draft.words.add(part.lower())
            elif match.sort == "role" and not actor.role and actor.sort != "animal":
                actor.role = match.key
    if actor.sort == "animal":
        draft.words.add(actor.kind)


def hero_of(drafts: Sequence[Draft], hero: str, names: Sequence[str]) -> Draft | None:
    for draft in drafts:
        if hero and any(hero == n or hero in n.split(" ") for n in draft.actor.names):
            draft.actor.names = tuple(dict.fromkeys((hero, *draft.actor.names)))
            return draft
    if hero:
        return None
    named = [d for d in drafts if d.actor.names]
    order = {name: i for i, name in enumerate(names)}
    if named:
        return min(named, key=lambda d: (-d.pages, min(order.get(n, 99) for n in d.actor.names)))
    return drafts[0] if drafts else None


# -- captions --------------------------------------------------------------------------------
