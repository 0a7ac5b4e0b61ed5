"""A story is reworded where it recites, in words that mean the same, and only there."""

import numpy as np

from core.models.seen import Seen, run_hashes, words_in
from core.stages.rewording import reworded, ways
from core.text import content_words, count_words
from tests.core.stages.givens import CAPTIONS, ScriptedWriter, writing_task
from tests.core.stages.test_writing import write

PARTS = (
    "Mia met a fox in a red coat and a bear in a green coat by the old lighthouse.",
    'The fox began to dance. "Come along with me to the sea," said Mia.',
    "Nobody else heard the song that evening on the hill above the harbour.",
)


def read(*texts: str) -> Seen:
    return Seen.of(np.concatenate([run_hashes(words_in(text)) for text in texts]), 0.05, 8)


def counting(seen: Seen):
    return lambda parts: seen.copied(" ".join(parts))


def test_what_recites_is_reworded_and_the_rest_is_left() -> None:
    copied = counting(read(PARTS[0]))
    assert copied(PARTS) > 0
    told = reworded(PARTS, copied, 250)
    assert copied(told) == 0
    assert told[1:] == list(PARTS[1:])
    assert set(content_words(PARTS[0])) - {"lighthouse"} <= set(content_words(told[0]))
    assert reworded(PARTS, counting(read("another text " * 12)), 250) == list(PARTS)


def test_it_never_grows_beyond_its_limit() -> None:
    copied = counting(read(*PARTS))
    words = count_words(" ".join(PARTS))
    told = reworded(PARTS, copied, words)
    assert count_words(" ".join(told)) <= words
    assert copied(told) < copied(PARTS)


def test_every_way_changes_one_thing_and_keeps_quotation_marks() -> None:
    made = list(ways(PARTS[1]))
    assert len(made) > 5
    assert PARTS[1] not in made
    assert all(text.count('"') == 2 for text in made)
    assert any("Mia said." in text for text in made)
    assert any("started to dance" in text for text in made)
    assert any("in a warm green coat" in text for text in ways(PARTS[0]))


def test_a_writer_with_a_filter_recites_less() -> None:
    free = write(ScriptedWriter(sentences=(3, 5)), writing_task(seed=3))
    writer = ScriptedWriter(sentences=(3, 5))
    writer.seen = read(" ".join(free.data["parts"]))
    told = write(writer, writing_task(seed=3))
    assert any("worded as" in repair for repair in told.data["repairs"])
    assert len(told.data["parts"]) == len(CAPTIONS)
    assert writer.seen.copied(" ".join(told.data["parts"])) < writer.seen.copied(
        " ".join(free.data["parts"])
    )
