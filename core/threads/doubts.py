"""What is or may be wrong with a thread's wordings, judged by rule before any book is told."""

import re
from collections.abc import Iterator
from typing import Final

from core.threads.library import SEVERAL, TELLING, Thread, Wording
from core.threads.speaking import outside

_MEETS: Final = range(5, 9)
"""So many sentences of @meet a thread has."""
_MEET_WORDS: Final = range(5, 25)
_SOMEBODY: Final = re.compile(r"\{[Ww]ho\}")
_YOUNG_WORDS: Final = 36
_BEASTS: Final = frozenset("animal dog cat horse bird".split())
_THEY: Final = re.compile(r"\{[Ww]ho\}[^.!?…]*[.!?…]”?⟧? ?⟦?(They|He|She)\b")
_IT: Final = re.compile(r"(?:^|[.!?…⟧⟦] ?)\{Who\}[^.!?…]*[.!?…]⟧? ?⟦?(It|They|He|She)\b")
_SLEEPS: Final = re.compile(r"\b(?:asleep|sleep(?:s|ing)?|slept|snor\w+|doz\w+|dream\w+)\b")
_FIGURE_SLEEPS: Final = re.compile(
    rf"\{{(?:[Ww]ho|[Tt]hey|[Cc]lause)\}}[^.!?“”]*{_SLEEPS.pattern}"
    rf"|{_SLEEPS.pattern}[^.!?“”]*\{{[Ww]ho\}}"
)
_BACK: Final = re.compile(r"\{(?:[Mm]et2?|all)\}(?:’s\b| (?:was|were|is|are|has|have|does|do)\b)")
_THEM_BACK: Final = re.compile(r"\{(?:[Mm]et2?)\}[^.!?…]*[.!?…]”?⟧? ?⟦?(He|She)\b")
_THING_WAS: Final = re.compile(r"\{Thing\} (?:was|is|has)\b|\{thing\},? which (?:was|is|has)\b")
_IT_IS: Final = re.compile(r"\{it\}(?:’s\b| (?:was|were|is|are|\{was\}|\{is\}))")
_NOT: Final = re.compile(r"\b(?:not|n’t|never|no|nobody|wake|waking|awake)\b|n’t\b")
_POSTURES: Final = re.compile(
    r"\{(?:[Ww]ho|[Tt]hey)\} (?:\{was\} )?(?:only |just )?"
    r"(?:sat|stood|lay|sitting|standing|lying|still)\b(?! (?:up|down|aside|back))"
)
_LOUD: Final = re.compile(
    r"\{(?:[Ww]ho|[Tt]hey)\} (?:\w+ )?(barked|woofed|growled|miaowed|neighed|mooed|quacked|tweeted|"
    r"sang|shouted|roared|wagged|purred)\b"
)
_VOICES: Final = {
    "barked": "dog", "woofed": "dog", "wagged": "dog", "miaowed": "cat", "purred": "cat",
    "neighed": "horse", "quacked": "bird", "tweeted": "bird",
}  # fmt: skip


_ALONE: Final = re.compile(
    r"\{his\}(?:[.,;:!?”…⟧]|$| (?:in|on|at|to|of|and|or|was|were|with|from|too)\b)"
)


def thread_faults(thread: Thread) -> list[str]:
    """What must be mended: "late-1f3c9a02, line 12: “I” is said by several …"."""
    return [
        f"{thread.id}/{wording.id}, line {wording.line}: {what}"
        for wording in (*thread.meets, *thread.wordings)
        for what in _wrong(wording)
    ]


def thread_doubts(thread: Thread) -> list[str]:
    """What somebody should look at."""
    found = []
    if len(thread.meets) not in _MEETS:
        found.append(f"{thread.id}: @meet has {len(thread.meets)} sentences, 5 to 8 are wanted")
    for meet in thread.meets:
        if len(meet.text.split()) not in _MEET_WORDS:
            found.append(f"{thread.id}/{meet.id}, line {meet.line}: {len(meet.text.split())} words")
    return found + [
        f"{thread.id}/{wording.id}, line {wording.line}: {what}"
        for wording in thread.wordings
        for what in _doubtful(wording)
    ]


def _wrong(wording: Wording) -> Iterator[str]:
    if "group" in wording.implied:
        yield "the figure says “I”, so it needs [one] or [!group]"
    back = _BACK.search(wording.text)
    if back:
        yield f"“{back[0]}”: whoever comes back may be one or several, “stood” fits both"

    alone = _ALONE.search(wording.text)
    if alone:
        yield f"“{alone[0]}”: nothing of {{his}} is named, write {{hers}}"
    one = _THING_WAS.search(wording.text)
    if one:
        yield f"“{one[0]}”: {{thing}} may be several, write {{was}}"
    object_ = _IT_IS.search(wording.text)
    if object_:
        yield f"“{object_[0]}”: {{it}} may be “them”, write {{they}} or {{It}}"


def _doubtful(wording: Wording) -> Iterator[str]:
    text = outside(wording.text)
    asked = wording.conditions
    back = _THEM_BACK.search(text)
    if back:
        yield f"“{back[1]}” after {{met}}: whoever comes back has no pronoun"
    length = len(wording.text.split())
    if "young" in asked and length > _YOUNG_WORDS:
        yield f"[young] has {length} words, at most {_YOUNG_WORDS} are wanted"
    somebody = _SOMEBODY.search(text)
    if somebody and not asked & SEVERAL:
        beast = bool(asked & _BEASTS)
        literal = (_IT if beast else _THEY).search(text)
        if literal:
            yield f"“{literal[1]}” after {{who}}: if it is the figure, write {{They}}"
    if _FIGURE_SLEEPS.search(text) and "sleep" not in asked and not _NOT.search(text):
        yield "speaks of sleep without [sleep]"
    if _POSTURES.search(text) and "moving" not in wording.barred and "still" not in asked and (
        "sleep" not in asked
    ):  # fmt: skip
        yield "sits, stands or lies: [still] or [!moving]?"
    loud = _LOUD.search(text)
    if loud and "sleep" not in wording.barred and "talks" not in asked:
        yield f"“{loud[1]}” without [!sleep]"
    if loud and loud[1] in _VOICES and _VOICES[loud[1]] not in asked:
        yield f"“{loud[1]}” without [{_VOICES[loud[1]]}]"
    if not wording.slots & TELLING and not asked and "short" in wording.id:
        yield "a short page that does not tell its picture"
