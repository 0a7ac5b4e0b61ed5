"""The threads: plots that can carry any pictures, read from `library/*.txt` and checked.

The notation is told in `README.md` beside this file.  Every fault says file, line and thread.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Final
from zlib import crc32

from core.errors import UnknownName
from core.threads.seen import CONDITIONS
from core.threads.speaking import barks, of_one
from picturebook.reading.actors import LIVING
from picturebook.reading.cast import NOBODY
from picturebook.words import lexicon

FOLDER: Final = Path(__file__).parent / "library"
STEPS: Final = ("opening", "early", "middle", "late", "short", "turn", "ending")
"""A book goes from left to right; "short" are brief pages that may stand anywhere in the middle."""
MEET: Final = "meet"
"""Sentences before a wording that tells nothing of its picture."""
MIDDLE: Final = ("middle", "early", "late", "short")
"""The steps between opening and turn."""
SLOTS: Final = frozenset(
    """hero he him his hers He His himself clause Clause who Who they them their They
    themselves was doing place met Met met2 all thing Thing it It its is spot Spot""".split()
)
BETWEEN: Final = "between"
"""The thread that holds brief pages for all of them."""
_ABOUT_SOMEBODY: Final = frozenset("who Who they them their They themselves doing".split())
_OF_THING: Final = frozenset("thing Thing it It its is".split())
"""Slots for what a picture shows, if it is a thing with a name."""
_SOMEBODY: Final = frozenset(
    """person child baby grownup group one couple parent crowd dog cat horse bird animal living
    talks hero""".split()
)
_CALLED: Final = frozenset({"met", "mettalks", "met2"})
"""Conditions that somebody is called back."""
_CALLS: Final = {
    "met": _CALLED, "Met": _CALLED, "met2": frozenset({"met2"}), "all": frozenset({"met2"}),
}  # fmt: skip
"""Which of these conditions a slot for somebody of an earlier page needs."""
_CALLING: Final = frozenset("middle late short turn ending".split())
"""The steps that may call somebody back."""
SAYS_I: Final = "several who say I"
"""Implied of a wording in which {met} speaks as one."""
TELLING: Final = frozenset("clause Clause who Who doing thing Thing spot Spot".split())
"""A wording with one of these tells its picture."""
_LEAST: Final = {
    "opening": 4, "early": 8, "middle": 8, "late": 7, "short": 4, "turn": 4, "ending": 5,
}  # fmt: skip
"""So many wordings a step has at least."""
SEVERAL: Final = frozenset("group couple crowd parent".split())
"""Conditions under which the figure is more than one."""
_LONGEST: Final = 62
_HEAD: Final = re.compile(r"^(moods|ages|plan|refrain|titles|cast): *(.+)$")
_LINE: Final = re.compile(r"^- \[([^\]]*)\] (.+)$")
SLOT: Final = re.compile(r"\{(\w*)\}")
OPTIONAL: Final = re.compile(r" ?⟦[^⟦⟧]*⟧")
_NAMED: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")

Say = Callable[[int, str], None]
"""Notes a fault of a line."""


class Faulty(ValueError):
    """A file of threads that can't be used; each line of the message is one fault."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One page text with the conditions under which it may be told."""

    id: str
    """Stable as long as its text is: "late-1f3c9a02"."""
    conditions: frozenset[str]
    barred: frozenset[str]
    text: str
    line: int = 0
    implied: frozenset[str] = frozenset()
    """What is barred by what the text says, though its line does not say so."""

    @cached_property
    def slots(self) -> frozenset[str]:
        """The slots that its text fills."""
        return frozenset(SLOT.findall(self.text))


@dataclass(frozen=True, kw_only=True)
class Step:
    """One stretch of a thread and all its wordings."""

    name: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, kw_only=True)
class Thread:
    """A plot."""

    id: str
    moods: tuple[str, ...]
    ages: str
    plan: str
    refrain: str
    titles: tuple[str, ...]
    steps: Mapping[str, Step]
    meets: tuple[Wording, ...] = ()
    """Sentences that bring a picture in, before a wording that does not tell it."""
    cast: Mapping[str, str] = field(default_factory=dict)
    """What its named figures are, where the text does not show it: "Moth" is a "cat"; `NOBODY`
    where a capital is no name: "Plip"."""

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The wordings of all steps."""
        return tuple(w for step in self.steps.values() for w in step.wordings)

    @cached_property
    def text(self) -> str:
        """Its plan and all its wordings, with titles."""
        return " ".join([self.plan, *self.titles, *(w.text for w in self.wordings)])

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its own figures, and whatever else has a capital in mid-sentence."""
        return frozenset(n for w in self.wordings for n in _NAMED.findall(w.text))


def parse(text: str, *, file: str = "threads") -> tuple[Thread, ...]:
    """The threads of one file. Raises `Faulty` with every fault in it."""
    faults: list[str] = []
    found: list[Thread] = []
    name, step, start = "", "", 0
    heads: dict[str, str] = {}
    steps: dict[str, list[Wording]] = {}

    def say(line: int, what: str) -> None:
        faults.append(f"{file}, line {line}, thread {name or '(none)'}: {what}")

    def close() -> None:
        if name:
            found.append(_thread(name, heads, steps, start, say))

    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        head, wording = _HEAD.match(line), _LINE.match(line)
        if not line:
            continue
        if line.startswith("# "):
            close()
            name, heads, steps, step, start = line[2:].strip(), {}, {}, "", number
            if any(t.id == name for t in found):
                say(number, "has the name of another thread")
        elif not name:
            say(number, "stands before the first “# name”")
        elif line.startswith("@"):
            step = line[1:].strip()
            if step not in (*STEPS, MEET):
                say(number, f"@{step} is no step: use {', '.join((*STEPS, MEET))}")
            steps.setdefault(step, [])
        elif wording and step:
            steps[step].append(_wording(wording, step, number, say))
        elif head and not step:
            heads[head[1]] = head[2].strip()
        else:
            say(number, f"can't be read: {line[:60]}")
    close()
    if not found and not faults:
        faults.append(f"{file}: holds no thread")
    if faults:
        raise Faulty("\n".join(faults))
    return tuple(found)


def _wording(match: re.Match[str], step: str, number: int, say: Say) -> Wording:
    asked = match[1].split()
    text = match[2].strip()
    for condition in asked:
        if condition.lstrip("!") not in CONDITIONS:
            say(number, f"asks for “{condition}”, which is no condition")
    slots = frozenset(SLOT.findall(text))
    for slot in sorted(slots - SLOTS):
        say(number, f"has a slot {{{slot}}} that nothing fills")
    bare = SLOT.sub("", text)
    if "{" in bare or "}" in bare or text.count("⟦") != text.count("⟧"):
        say(number, "has a bracket that is not closed")
    conditions = frozenset(c for c in asked if not c.startswith("!"))
    named = {"they", "them", "their", "They"} if "thing" in conditions else set()
    if slots & _ABOUT_SOMEBODY - named and not conditions & _SOMEBODY:
        say(number, "speaks of somebody, but does not ask that there is somebody")
    if slots & _OF_THING and "thing" not in conditions:
        say(number, "names a thing with {thing} or {it}, but does not ask for [thing]")
    for slot, needed in _CALLS.items():
        if slot in slots and not conditions & needed:
            say(number, f"calls somebody back with {{{slot}}}, but does not ask for "
                f"[{' or '.join(sorted(needed))}]")  # fmt: skip
    if _CALLED & {c.lstrip("!") for c in asked} and step not in _CALLING:
        say(number, f"@{step} comes before anybody can be called back")
    if step == MEET and not slots & TELLING:
        say(number, "tells nothing of the picture: @meet needs {clause}, {spot} or {who}")
    if len(text.split()) > _LONGEST:
        say(number, f"has {len(text.split())} words, at most {_LONGEST} are told")
    implied = _implied(asked, text)
    return Wording(
        id=f"{step}-{crc32(text.encode()):08x}",
        conditions=conditions,
        barred=implied | {c[1:] for c in asked if c.startswith("!")},
        implied=implied,
        text=text,
        line=number,
    )


def _implied(asked: Sequence[str], text: str) -> frozenset[str]:
    """Several do not say "I" with one mouth, and nobody barks with a full one."""
    said = {c.lstrip("!") for c in asked}
    found = {"group"} if of_one(text) and not said & {*SEVERAL, "one"} else set()
    if barks(text) and "mouth" not in said:
        found.add("mouth")
    if of_one(text, met=True):
        found.add(SAYS_I)
    return frozenset(found)


def _thread(
    name: str, heads: Mapping[str, str], steps: Mapping[str, Sequence[Wording]], start: int,
    say: Say,
) -> Thread:  # fmt: skip
    for key in ("moods", "plan", "titles"):
        if key not in heads:
            say(start, f"has no {key}:")
    for step in STEPS if name != BETWEEN else ("short",):
        wordings = steps.get(step, ())
        if len(wordings) < _LEAST[step]:
            say(start, f"@{step} has {len(wordings)} wordings, at least {_LEAST[step]} are wanted")
        if not any(not w.conditions and not w.barred for w in wordings):
            say(start, f"@{step} has no wording for any picture at all, “- [] …”")
        texts = [w.text for w in wordings]
        if len(set(texts)) < len(texts):
            say(start, f"@{step} tells a wording twice")
    cast = {}
    for one in heads.get("cast", "").split("|"):
        figure, _, kind = map(str.strip, one.partition("="))
        if kind:
            cast[figure] = kind
    for figure, kind in cast.items():
        match = lexicon().noun(kind)
        if kind != NOBODY and (match is None or match.sort not in LIVING):
            say(start, f"says that {figure} is “{kind}”, which is nobody who can be drawn")
    return Thread(
        id=name,
        moods=tuple(m.strip() for m in heads.get("moods", "").split(",") if m.strip()),
        ages=heads.get("ages", ""),
        plan=heads.get("plan", ""),
        refrain=heads.get("refrain", ""),
        titles=tuple(t.strip() for t in heads.get("titles", "").split("|") if t.strip()),
        steps={step: Step(name=step, wordings=tuple(steps.get(step, ()))) for step in STEPS},
        meets=tuple(steps.get(MEET, ())),
        cast=cast,
    )


@cache
def library(folder: Path = FOLDER) -> tuple[Thread, ...]:
    """All threads of a folder, in the order of their names."""
    found: dict[str, Thread] = {}
    faults: list[str] = []
    for file in sorted(folder.glob("*.txt")):
        try:
            for thread in parse(file.read_text("utf-8"), file=file.name):
                if thread.id in found:
                    faults.append(f"{file.name}, thread {thread.id}: stands in another file, too")
                found[thread.id] = thread
        except Faulty as error:
            faults.append(str(error))
    if faults:
        raise Faulty("\n".join(faults))
    return tuple(found[name] for name in sorted(found) if name != BETWEEN)


@cache
def _between() -> Thread:
    """What any thread may tell."""
    return parse((FOLDER / f"{BETWEEN}.txt").read_text("utf-8"), file=f"{BETWEEN}.txt")[0]


def between() -> tuple[Wording, ...]:
    """Brief pages that any thread may tell in the middle of a long book."""
    return _between().steps["short"].wordings


def meets() -> tuple[Wording, ...]:
    """Sentences with which any thread may bring a picture in."""
    return _between().meets


def thread(name: str) -> Thread:
    """The thread of a name; raises `UnknownName` with those there are."""
    for one in library():
        if one.id == name:
            return one
    raise UnknownName("thread", name, [t.id for t in library()])


def of_mood(mood: str) -> tuple[Thread, ...]:
    """The threads that suit a mood, those written for it first."""
    fit = [t for t in library() if mood in t.moods]
    return tuple(sorted(fit, key=lambda t: t.moods.index(mood)))
