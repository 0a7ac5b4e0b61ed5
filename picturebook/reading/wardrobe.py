"""The look of each member of a cast; what nobody says is chosen by the id."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from unicodedata import normalize
from zlib import crc32

from picturebook.reading.actors import Actor
from picturebook.reading.drafts import HE, SHE, Draft
from picturebook.reading.members import Member
from picturebook.scene import Garment, Look
from picturebook.words import Lexicon

_COLOURS: Final = (
    "red", "blue", "yellow", "green", "purple", "orange", "turquoise", "pink", "white", "brown",
)  # fmt: skip


_HAIR: Final = ("brown", "black", "blond", "red")


_SKIN: Final = ("light", "tan", "brown", "fair", "dark")


_GARMENTS: Final = {"she": ("dress", "jumper", "coat"), "he": ("jumper", "tee", "coat")}


def members_of(
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
        called = actor.names[0] if actor.names else actor.said
        plain = normalize("NFKD", called).encode("ascii", "ignore").decode()
        base = re.sub(r"[^a-z0-9]+", "-", plain.lower())
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
    if actor.kind in SHE or actor.kind in HE:
        return "she" if actor.kind in SHE else "he"
    for name in actor.names:
        pronoun = words.given.get(name.lower().split(" ")[0], "")
        if pronoun:
            return pronoun
    near: Counter[str] = Counter()
    for name in actor.names or (actor.said,):
        opens = r"(?:^|[.!?,]\s+|[.!?,][\"”]\s*|\bsaid )"
        same = rf"{opens}{re.escape(name)}\b[^.!?\"“]*?\b(she|he|her|his)\b"
        following = rf"{opens}{re.escape(name)}\b[^.!?]*?[.!?]\s+(She|He)\b"
        for pattern, value in ((same, 1), (following, 2)):
            for match in re.finditer(pattern, story):
                near["she" if match[1].lower() in ("she", "her") else "he"] += value
    if near:
        return near.most_common(1)[0][0]
    return "it" if actor.sort == "animal" else ""


def _commonest(story: str) -> str:
    """ "she" or "he", whichever the story says more often."""
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
        garments = _GARMENTS["she" if kind in SHE else "he"]
        garment = words.noun(garments[chance // 16 % len(garments)], "garment")
        if garment is not None:
            look = replace(look, wears=(Garment(kind=garment.key, colour=colour),))
    taken[colour] += 1
    if not look.hair_colour and kind not in ("grandmother", "grandfather"):
        look = replace(look, hair_colour=_HAIR[chance // 64 % len(_HAIR)])
    if not look.skin:
        look = replace(look, skin=_SKIN[chance // 512 % len(_SKIN)])
    return look
