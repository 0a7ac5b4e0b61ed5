"""What people want of a book's figures otherwise than it was read: names, pronouns, looks.

A wish outlives the cast that it was made for: when the story is told anew, its figure is found
again.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Final

from picturebook.reading.members import Cast, Member
from picturebook.scene import Look, Scene, build, thin

PRONOUNS: Final = ("she", "he", "they", "it")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is wanted of one figure; what is "" or None stays as it was read.

    `figure` is its id in the cast, `kind` what it was there (a role or a kind of look), `hero`
    whether it came first: by these it is found again in another cast.  `absent`: it is not drawn.
    """

    figure: str
    hero: bool = False
    kind: str = ""
    name: str = ""
    pronoun: str = ""
    look: Look | None = None
    absent: bool = False


def to_json(wishes: Sequence[Wish]) -> str:
    """Canonical JSON; equal wishes give equal text."""
    return json.dumps(thin([asdict(w) for w in wishes]), sort_keys=True, ensure_ascii=False)


def from_json(text: str) -> tuple[Wish, ...]:
    """What `to_json` wrote. Raises `ValueError` with a sentence if it is something else."""
    try:
        return build(tuple[Wish, ...], json.loads(text))
    except (TypeError, AttributeError, KeyError) as error:
        raise ValueError(f"These are no wishes: {error}.") from error


def of_figure(cast: Cast, wishes: Sequence[Wish], member: Member) -> Wish:
    """The wish that is for somebody of a cast; one that wants nothing if there is none."""
    found = next((w for w, m in _matched(cast, wishes) if m.id == member.id), None)
    first = bool(cast.members) and cast.members[0].id == member.id
    return found or Wish(figure=member.id, hero=first, kind=kind_of(member))


def with_wish(wishes: Sequence[Wish], wish: Wish) -> tuple[Wish, ...]:
    """The wishes with this one in place of an earlier one for the same figure."""
    same = [w.figure == wish.figure for w in wishes]
    if not any(same):
        return (*wishes, wish)
    return tuple(wish if s else w for w, s in zip(wishes, same, strict=True))


def wished(cast: Cast, wishes: Sequence[Wish]) -> Cast:
    """The cast as people want it; ids stay. Wishes for somebody who is not there wait."""
    by_id = {member.id: wish for wish, member in _matched(cast, wishes)}
    taken = {wish.name for wish in by_id.values() if wish.name}
    members = tuple(_as_wished(m, by_id[m.id], taken) if m.id in by_id else m for m in cast.members)
    return replace(cast, members=members)


def kind_of(member: Member) -> str:
    """What somebody is: the role, else the kind."""
    return member.look.role or member.look.kind


def named(member: Member) -> str:
    """What somebody is called on pages: "Pip", "the rabbit"."""
    if member.names:
        return member.names[0]
    return f"the {kind_of(member).replace('-', ' ')}"


def _matched(cast: Cast, wishes: Sequence[Wish]) -> list[tuple[Wish, Member]]:
    """Each wish with whom it is for: the same id, else the hero, else the only one of the kind."""
    free = {m.id: m for m in cast.members}
    found: dict[int, Member] = {}
    for n, wish in enumerate(wishes):
        if wish.figure in free:
            found[n] = free.pop(wish.figure)
    for n, wish in enumerate(wishes):
        if n not in found and wish.hero and cast.members and cast.members[0].id in free:
            found[n] = free.pop(cast.members[0].id)
    for n, wish in enumerate(wishes):
        alike = [m for m in free.values() if wish.kind and kind_of(m) == wish.kind]
        if n not in found and not wish.hero and len(alike) == 1:
            found[n] = free.pop(alike[0].id)
    return [(wishes[n], member) for n, member in sorted(found.items())]


def _as_wished(member: Member, wish: Wish, taken: Collection[str]) -> Member:
    names = member.names
    if wish.name:
        # Pages that kept the old name are still read.
        names = (wish.name, *(n for n in names if n != wish.name and n not in taken))
    return replace(
        member,
        names=names,
        pronoun=wish.pronoun or member.pronoun,
        look=wish.look or member.look,
        absent=wish.absent,
    )


def present(scene: Scene, cast: Cast) -> Scene:
    """The scene without those of the cast who are not to be drawn, and what only they hold."""
    gone = {m.id for m in cast.members if m.absent}
    if not gone & {f.id for f in scene.figures}:
        return scene
    return without(scene, gone)


def without(scene: Scene, gone: Collection[str]) -> Scene:
    """The scene without figures or things, and what nobody else has in the hands."""
    held = {r.object for r in scene.relations if r.kind == "holding" and r.subject in gone}
    kept = {r.object for r in scene.relations if r.kind == "holding" and r.subject not in gone}
    away = {*gone, *(held - kept)}
    return replace(
        scene,
        figures=tuple(f for f in scene.figures if f.id not in away),
        things=tuple(t for t in scene.things if t.id not in away),
        relations=tuple(r for r in scene.relations if not away & {r.subject, r.object, r.other}),
    )


def redressed(scene: Scene, cast: Cast, before: Mapping[str, Look]) -> Scene:
    """The scene with the cast in the looks that it has now.

    `before`: how the cast looked when the scene was made; what is different in the scene is the
    scene's own (a coat that is worn on this page alone) and stays.
    """
    now = {m.id: m.look for m in cast.members}
    figures = []
    for figure in scene.figures:
        old, new = before.get(figure.id), now.get(figure.id)
        if old is not None and new is not None:
            kept = {
                f.name: getattr(figure.look, f.name)
                for f in fields(Look)
                if getattr(figure.look, f.name) != getattr(old, f.name)
            }
            figure = replace(figure, look=replace(new, **kept))
        figures.append(figure)
    return replace(scene, figures=tuple(figures))


def looks_to_json(looks: Mapping[str, Look]) -> str:
    """Looks by the ids of figures as JSON."""
    plain = {figure: thin(asdict(look)) for figure, look in looks.items()}
    return json.dumps(plain, sort_keys=True, ensure_ascii=False)


def looks_from_json(text: str) -> dict[str, Look]:
    """What `looks_to_json` wrote."""
    return {figure: build(Look, look) for figure, look in json.loads(text).items()}


def renamed(text: str, old: str, new: str) -> str:
    """The text with one name in place of another, whole words only ("Pip’s", "PIP!" too)."""
    for before, after in ((old, new), (old.upper(), new.upper())):
        wanted = re.escape(before).replace("’", "'").replace("'", "['’]")
        text = re.sub(rf"(?<!\w){wanted}(?!\w)", after.replace("\\", r"\\"), text)
    return text
