"""Wordings that are kept for finished stories are none of the training text's."""

import re

from core.stages import fresh
from core.stages.rewording import reworded, ways
from train.writer_data import story_of


def test_no_line_of_the_grammar_has_them() -> None:
    kept = [line.partition(":")[0].strip() for line in fresh.PHRASES.strip().splitlines()]
    kept += [line.partition(":")[0].strip() for line in fresh.ADJECTIVES.strip().splitlines()]
    found = re.compile(rf"\b(?:{'|'.join(kept)})\b")
    told = 0
    for number in range(150):
        sample = story_of(f"fresh{number}", 0)
        shown = " ".join(sample.captions)
        words = {word for word in found.findall(" ".join(sample.tale.parts)) if word not in shown}
        told += bool(words)
    assert told == 0


def test_a_known_line_is_said_in_another_way() -> None:
    part = "He took the path to the bridge and stopped because the moon was gone."
    assert any("rickety bridge" in way for way in ways(part))
    known = set(re.findall(r"\w+", part.lower()))

    def copied(parts):
        words = set(re.findall(r"\w+", " ".join(parts).lower()))
        return int(bool(words) and words <= known)

    assert copied(reworded([part], copied, 40)) == 0
    assert not any("right right" in way for way in ways("It hung right in the middle of the sky."))


def test_any_narrated_sentence_can_be_told_as_people_tell_it() -> None:
    told = list(ways('"The key," said Mia. The whale slept. Then Mia slept, and Mia dreamt.'))
    assert (
        '"The key," said Mia. They say that the whale slept. Then Mia slept, and Mia dreamt.'
        in told
    )
    assert not any(way.startswith('"They') for way in told)
    assert any(
        "They say that Mia ran" in way for way in ways("Mia ran. So did the cat, and Mia won.")
    )
