"""`python -m picturebook.reading.check FILE.toml`: how well captions are read, field by field.

The file holds captions with what is to be seen, written down by hand (its first lines say how).
"""

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from picturebook.reading.cast import cast_of
from picturebook.reading.reader import read
from picturebook.scene import Figure, Scene
from picturebook.words import lexicon

FIELDS: Final = ("who", "acts", "things", "relations", "place", "when", "looks")
_PEOPLE: Final = {
    "person": frozenset("man woman boy girl child teenager grandmother grandfather person".split()),
    "child": frozenset("boy girl child".split()),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Miss:
    """What was to be seen, and what is."""

    text: str
    field: str
    wanted: str
    found: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """Right and judged captions of each field."""

    right: Mapping[str, int]
    judged: Mapping[str, int]
    misses: tuple[Miss, ...]

    def share(self, field: str) -> float:
        """The share of captions that are right in a field."""
        return self.right.get(field, 0) / max(1, self.judged.get(field, 0))

    def __str__(self) -> str:
        return "\n".join(
            f"{field}: {self.right.get(field, 0)} of {self.judged.get(field, 0)} "
            f"({100 * self.share(field):.0f} %)"
            for field in FIELDS
        )


def check(captions: Sequence[Mapping[str, str]]) -> Report:
    """Reads all captions and compares."""
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    misses: list[Miss] = []
    for caption in captions:
        scene = _read(caption)
        for field, (good, wanted, found) in _compare(caption, scene).items():
            judged[field] += 1
            right[field] += good
            if not good:
                misses.append(Miss(text=caption["text"], field=field, wanted=wanted, found=found))
    return Report(right=right, judged=judged, misses=tuple(misses))


def _read(caption: Mapping[str, str]) -> Scene:
    """The scene, with the cast and the place of the pages before if there are any."""
    before, text = caption.get("before", ""), caption["text"]
    if not before:
        return read(text).scene
    cast = cast_of([before, text])
    place = read(before, cast=cast).scene.place
    return read(text, cast=cast, place_before=place).scene


def load(path: Path) -> list[dict[str, str]]:
    """The captions of a file."""
    with path.open("rb") as file:
        return list(tomllib.load(file)["caption"])


def _compare(caption: Mapping[str, str], scene: Scene) -> dict[str, tuple[bool, str, str]]:
    results: dict[str, tuple[bool, str, str]] = {}
    if "who" in caption:
        results |= _figures(caption["who"], scene.figures)
    if "things" in caption:
        said = [
            f"{t.count if t.count > 1 else ''} {t.colour} {t.kind}".strip() for t in scene.things
        ]
        good = all(_thing(wanted, scene) for wanted in _parts(caption["things"], ","))
        results["things"] = (good, caption["things"], ", ".join(said))
    if "relations" in caption:
        kinds = {t.id: t.kind for t in scene.things} | {f.id: f.look.kind for f in scene.figures}
        told = [f"{r.kind} {kinds.get(r.object, r.object)}" for r in scene.relations]
        good = all(
            any(_same(wanted, relation) for relation in told)
            for wanted in _parts(caption["relations"], ";")
        )
        results["relations"] = (good, caption["relations"], "; ".join(told))
    if "place" in caption:
        places = [_key(place, "place") for place in caption["place"].split("/")]
        good = "*" in places or scene.place in places
        results["place"] = (good, caption["place"], scene.place)
    if "when" in caption:
        moment = [scene.time, scene.weather, scene.season]
        good = all(word in moment for word in caption["when"].split())
        results["when"] = (good, caption["when"], " ".join(moment))
    if "looks" in caption:
        worn = [f"{g.colour} {g.kind}" for f in scene.figures for g in f.look.wears]
        worn += [f" {trait}" for f in scene.figures for trait in f.look.traits]
        good = all(_worn(wanted, worn) for wanted in _parts(caption["looks"], ","))
        results["looks"] = (good, caption["looks"], ", ".join(worn))
    return results


def _key(word: str, sort: str) -> str:
    """The key that the vocabulary has for a word of the file."""
    match = lexicon().noun(word, sort)
    return match.key if match is not None else word


def _figures(wanted: str, figures: Sequence[Figure]) -> dict[str, tuple[bool, str, str]]:
    found = "; ".join(f"{f.count} {f.look.role or f.look.kind} {f.act}" for f in figures)
    if wanted == "-":
        return {"who": (not figures, wanted, found)}
    rest = list(figures)
    kinds = acts = True
    parts = _parts(wanted, ";")
    more = "…" in parts
    for part in parts:
        if part == "…":
            continue
        words = part.split()
        count = int(words.pop(0)) if words[0].isdigit() else 0
        kind, act = words[-2] if len(words) > 1 else words[-1], words[-1]
        colour = words[0] if len(words) > 2 else ""
        match = next((f for f in rest if _kind(kind, f) and (not count or f.count == count)
                      and colour in ("", f.look.colour)), None)  # fmt: skip
        if match is None:
            kinds = False
            continue
        rest.remove(match)
        acts = acts and (act.endswith("*") or match.act in act.split("/"))
    alone = not rest or more or "*" in wanted.split()[0]
    result = {"who": (kinds and alone, wanted, found)}
    if kinds:
        result["acts"] = (acts, wanted, found)
    return result


def _kind(wanted: str, figure: Figure) -> bool:
    for kind in wanted.split("/"):
        if kind == "*" or _near(figure.look.kind, [kind]) or kind == figure.look.role:
            return True
        if figure.look.kind in _PEOPLE.get(kind, ()):
            return True
    return False


def _thing(wanted: str, scene: Scene) -> bool:
    words = wanted.split()
    count = int(words.pop(0)) if words[0].isdigit() else 0
    kinds = [_key(kind, "thing") for kind in words[-1].split("/")]
    kinds += words[-1].split("/")
    colour = words[0] if len(words) > 1 else ""
    return "*" in kinds or any(
        _near(t.kind, kinds) and (not count or t.count == count) and colour in ("", t.colour)
        for t in scene.things
    )


def _near(kind: str, wanted: Sequence[str]) -> bool:
    """Whether a kind is one of those wanted, or a special one of them: "dump-truck"."""
    return any(kind == w or kind.endswith(f"-{w}") or kind.startswith(f"{w}-") for w in wanted)


def _same(wanted: str, told: str) -> bool:
    for way in wanted.replace(" or ", "|").split("|"):
        relation, _, kinds = way.strip().rpartition(" ")
        for option in [w for w in _options(relation, kinds)]:
            if option == told or (option.endswith("*") and told.startswith(option[:-1])):
                return True
    return False


def _options(relation: str, kinds: str) -> list[str]:
    """ "on log/rock" and "holding x/beside x" as single relations."""
    found = []
    text = f"{relation} {kinds}"
    current = relation.split("/")[-1]
    for part in text.split("/"):
        words = part.split()
        if len(words) > 1:
            current = " ".join(words[:-1])
        found.append(f"{current} {words[-1]}")
    return found


def _worn(wanted: str, worn: Sequence[str]) -> bool:
    words = wanted.split()
    colour = words[0] if len(words) > 1 else ""
    for kind in words[-1].split("/"):
        match = lexicon().noun(kind, "garment")
        key = match.key if match is not None else kind
        for garment in worn:
            said, _, name = garment.rpartition(" ")
            if (kind == "*" or name == key) and colour in ("", said):
                return True
    return False


def _parts(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]


def main() -> int:
    """Prints the shares, and with --misses what was read otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    report = check(load(options.file))
    if options.misses:
        for miss in report.misses:
            print(f"{miss.field}: {miss.text}\n  wanted {miss.wanted}\n  found  {miss.found}")
    print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
