"""Weaves one picture into its page: never the caption as it stands, but all of its words."""

import random
import re
from collections.abc import Sequence
from typing import Final

from train.world.tales import frames, pieces
from train.world.tales.mood import Mood
from train.world.tales.vary import vary
from train.world.tales.view import View
from train.world.tales.wild import article

_CHOICE: Final = re.compile(r"\[([^\[\]]*)\]")
_SLOT: Final = re.compile(r"\{(\w+)\}")
_STARTS: Final = re.compile(r'(?:^|[.!?] )"?$')
_NEEDS: Final = ("D", "P", "M", "Y", "R", "W")


def fill(pattern: str, slots: dict[str, str], rng: random.Random, *, varied: bool = True) -> str:
    """Choose, vary, fill in, and begin sentences with a capital."""
    text = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), pattern)
    text = vary(text, rng) if varied else text
    out, last = "", 0
    for match in _SLOT.finditer(text):
        out += text[last : match.start()]
        last = match.end()
        key = match[1]
        value = slots[key] if key in slots else slots[key[0].lower() + key[1:]]
        starts = _STARTS.search(out.lstrip()) or (key not in slots and key[0].isupper())
        if (starts or key == "F") and value:
            value = value[0].upper() + value[1:]
        out += value
    told = " ".join((out + text[last:]).split())
    return re.sub(r"(^|[.!?] )([a-z])", lambda m: m[1] + m[2].upper(), told)


class Weaver:
    """Tells what pictures show, in the voice of one mood, without using a sentence twice."""

    def __init__(self, mood: Mood, slots: dict[str, str], rng: random.Random) -> None:
        self.mood, self.slots, self.rng = mood, slots, rng
        self.used: set[str] = set()

    def weave(
        self, view: View, *, hero: bool, first: bool, named: bool, room: int, link: str
    ) -> str:
        """The sentences that tell one picture, in about `room` words.

        `hero`: the subject is the hero; `first`: for the first time; `named`: the reader has
        already heard the name.
        """
        rng = self.rng
        deed = re.sub(r"\bits\b", self.slots["his"], view.deed) if hero else view.deed
        have = {
            "D": deed, "P": view.place, "M": view.time, "Y": view.weather,
            "R": view.prop, "W": view.wear,
        }  # fmt: skip
        frame = self._frame(
            view, have, hero=hero, intro=first and not named, link=bool(link), short=room < 12
        )
        needs = {key for key in _NEEDS if f"{{{key}}}" in frame}
        left = [key for key in ("W", "P", "R", "M", "Y") if have[key] and key not in needs]
        apart = self._apart(view, left, room - self._length(frame, view))
        bound = [key for key in left if key not in apart]
        dressed = ""
        if "W" in bound:
            bound.remove("W")
            wear = view.wear
            if hero and not first:
                wear = re.sub(r"^an? ", rng.choice((self.slots["his"] + " ", "the ")), wear)
            dressed = f" {'wearing' if view.wearing else 'in'} {wear}"
        rest = [view.odd] if view.odd else []
        rest += [have[key] for key in bound if key == "P"]
        others = [have[key] for key in bound if key != "P"]
        rng.shuffle(others)
        if rest == [view.place] and " " not in view.deed and view.held and rng.random() < 0.4:
            rest, others = (
                [view.prop],
                [text for text in (view.place, *others) if text != view.prop],
            )
            rest, others = (rest, others) if "R" in bound else ([view.place], others[1:])
        others.sort(key=lambda text: text.startswith("while"))
        slots = dict(self.slots)
        slots.update(self.agreeing(view))
        slots.update(have, x="".join(f" {text}" for text in rest + others))
        seen_as = re.sub(r"^the ", "", view.a) if hero else view.a
        slots["A"] = (seen_as if seen_as == view.a else article(seen_as)) + re.sub(
            r"\b(in|wearing) .*", rf"\1 {view.wear}", dressed
        )
        slots["B"] = article(seen_as) if seen_as != view.a else view.a
        slots["w"] = slots["A"].removeprefix(slots["B"])
        slots["N"] = slots["A"].removeprefix("the ").removeprefix("an ").removeprefix("a ")
        slots["S"] = view.the + dressed
        if first:
            name = self.slots["H"]
            slots["S"] = rng.choice((f"{name} {slots['S']}", f"{name}, {slots['A']},"))
        follows = frame.startswith(("{F} {H}", "{F} {S}"))
        slots["F"] = link if follows or not link.startswith(frames.BOUND) else ""
        slots["z"] = fill(self.fresh(self.mood.tails), self.slots, rng) if room > 14 else ""
        slots["z"] = slots["z"][:1].lower() + slots["z"][1:]
        main = re.sub(r",+([,.!?])", r"\1", fill(frame, slots, rng))
        before: list[str] = []
        after: list[str] = []
        for sentence, early in self._sentences(view, apart, hero):
            (before if early and not first and rng.random() < 0.5 else after).append(sentence)
        return " ".join([*before[:1], main, *before[1:], *after])

    def agreeing(self, view: View) -> dict[str, str]:
        """The slots that depend on one or many."""
        return {
            "was": "were" if view.many else "was",
            "the": view.short,
            "it": "they" if view.many else "it",
            "obj": "them" if view.many else "it",
            "its": "their" if view.many else "its",
        }

    def _frame(
        self, view: View, have: dict[str, str], *, hero: bool, intro: bool, link: bool, short: bool
    ) -> str:
        family = self.mood.family
        if intro:
            pool: Sequence[str] = frames.INTRO
        elif hero:
            pool = frames.HERO_COMMON + frames.HERO[family] * 2
        elif view.alive:
            pool = frames.MET_COMMON + frames.MET[family] * 2
        else:
            pool = frames.THING_COMMON + frames.THING[family] * 2
        fits = []
        for frame in pool:
            needs = [key for key in _NEEDS if f"{{{key}}}" in frame]
            if any(not have[key] for key in needs):
                continue
            if ("D" in needs) != bool(have["D"]):
                continue
            if "W" in needs and view.wearing:
                continue
            if "{P} {was}" in frame and len(have["P"].split()) > 6:
                continue
            fits.append(frame)
        linked = [frame for frame in fits if frame.startswith("{F}")]
        if link and linked:
            fits = linked
        if not fits:
            fits = ["{F} {A} {was} {D}{x}."] if have["D"] else ["{F} there {was} {A}{x}."]
            if hero:
                fits = ["{F} {S} was {D}{x}."] if have["D"] else ["{F} there was {S}{x}."]
        leading = [frame for frame in fits if re.match(r"\{[PMYR]\}", frame)]
        if sum(bool(have[key]) for key in "PMYR") > 2 and leading and self.rng.random() < 0.3:
            fits = leading
        if short:
            fits = sorted(fits, key=len)[: max(8, len(fits) // 2)]
        return self.fresh(fits)

    def _length(self, frame: str, view: View) -> int:
        return len(frame.split()) + len(view.seen.caption.split()) - 2

    def _apart(self, view: View, left: list[str], room: int) -> list[str]:
        """Which of the pieces get a sentence of their own."""
        can = []
        for key in left:
            if (
                (key == "R" and view.held and view.alive)
                or key in ("M", "Y")
                or (key == "W" and view.alive and re.match(r"an? (?!.* and )", view.wear))
                or (key == "P" and view.deed and view.where)
            ):
                can.append(key)
        self.rng.shuffle(can)
        weight = {"R": 0, "Y": 1, "M": 1, "W": 2, "P": 3}
        can.sort(key=lambda key: weight[key] + self.rng.random() * 1.6)
        chosen: list[str] = []
        for key in can:
            if room < 6 or len(chosen) >= 3:
                break
            chosen.append(key)
            room -= 8
        return chosen

    def _sentences(self, view: View, apart: list[str], hero: bool) -> list[tuple[str, bool]]:
        """The pieces that stand apart, and whether each may come before the main sentence."""
        rng, family = self.rng, self.mood.family
        who = rng.choice((self.slots["he"], self.slots["H"])) if hero else view.short
        whose = self.slots["his"] if hero else view.short + ("'" if view.many else "'s")
        if not hero and view.many and not view.short.endswith("s"):
            whose = view.short + "'s"
        slots = {**self.slots, "who": who, "whose": whose}
        made: list[tuple[str, bool]] = []
        apart = list(apart)
        if "R" in apart:
            apart.remove("R")
            noun = view.held.split()[-1]
            front, kind = "", ""
            for key, phrase, is_kind in (
                ("M", view.time, view.time_kind),
                ("Y", view.weather, view.weather_kind),
            ):
                if key in apart and (noun, is_kind) in pieces.HELD and is_kind:
                    front, kind = phrase, is_kind
                    apart.remove(key)
                    break
            pool = pieces.HELD.get((noun, kind)) or pieces.HELD["", ""]
            clause = self.fresh(pool)
            if noun != view.held:  # "the yellow umbrella": all its words
                clause = clause.replace(f"the {noun}", f"the {view.held}", 1)
            slots["thing"] = view.held
            if view.prop.startswith(("holding", "carrying")):
                be = "were" if view.many else "was"
                clause = clause.replace(f"the {view.held}", "it", 1).replace("the {thing}", "it")
                clause = f"{who} {be} {view.prop}, and {clause}"
            slots["front"] = front
            pattern = f"{{Front}}, {clause}." if front else f"{clause}."
            made.append((fill(pattern, slots, rng), False))
        for key in apart:
            if key == "W":
                slots["thing"] = re.sub(r"^an? ", "", view.wear)
                pool = pieces.WEARING if view.wearing else pieces.WEAR
                slots["worn"] = view.wear
                slots["be"] = "were" if view.many else "was"
                made.append((fill(self.fresh(pool), slots, rng), False))
                continue
            table = {"M": pieces.WHEN, "Y": pieces.SKY}.get(key)
            if table is None:
                phrase, pool = view.place, pieces.PLACE[family]
            elif key == "M":
                phrase, pool = view.time, pieces.WHEN[family][view.time_kind]
            else:
                phrase, pool = view.weather, pieces.SKY[family][view.weather_kind]
            slots["phrase"] = phrase
            sentence = fill(f"{{Phrase}}, {self.fresh(pool)}.", slots, rng)
            made.append((sentence.replace('".', '."'), True))
        return made

    def fresh(self, pool: Sequence[str]) -> str:
        """One of the pool, if possible one that was not told yet."""
        fresh = [text for text in pool if text not in self.used]
        pattern = self.rng.choice(fresh or list(pool))
        self.used.add(pattern)
        return pattern
