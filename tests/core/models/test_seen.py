"""The filter of read runs: what was read is known, little else is, and it comes back from disk."""

from pathlib import Path

import numpy as np

from core.models.seen import NAME, RUN, Seen, run_hashes, words_in

STORY = "once upon a time a small red fox found a very round stone by the quiet river"


def filter_of(*texts: str) -> Seen:
    runs = np.concatenate([run_hashes(words_in(text)) for text in texts])
    return Seen.of(runs, 0.01, 8, {"sessions": [1]})


def test_every_run_that_was_read_is_known_and_its_neighbours_are_not() -> None:
    seen, words = filter_of(STORY), STORY.split()
    assert seen.copied(STORY) == len(words) - RUN + 1
    assert seen.copied(f"Well! {' '.join(words[2 : 2 + RUN]).title()}, they said.") == 1
    assert seen.copied(" ".join([*words[:6], "blue", *words[7 : 6 + RUN]])) == 0
    assert seen.copied(" ".join(words[: RUN - 1])) == 0
    assert seen.ends_known(["so", *words[:RUN]])
    assert not seen.ends_known([*words[:RUN], "so"])
    assert not seen.ends_known(words[: RUN - 1])


def test_marks_between_parts_are_no_words() -> None:
    cut = " ".join(STORY.split()[:5]) + "<|part2|>" + " ".join(STORY.split()[5:])
    assert filter_of(STORY).copied(cut) == filter_of(STORY).copied(STORY) > 0


def test_few_strange_runs_are_taken_for_known() -> None:
    rng = np.random.default_rng(1)
    read, strange = rng.integers(0, 2**63, (2, 5000), dtype=np.uint64)
    seen = Seen.of(read, 0.01, 8)
    assert seen.knows(read).all()
    assert seen.knows(strange).mean() < 0.01
    # With hardly any bits nearly everything would be known.
    assert Seen.of(read, 0.0005, 8).knows(strange).mean() > 0.5


def test_it_is_the_same_from_disk_and_absent_where_there_is_none(tmp_path: Path) -> None:
    assert Seen.load(tmp_path) is None
    filter_of(STORY).save(tmp_path)
    assert (tmp_path / NAME).exists()
    loaded = Seen.load(tmp_path)
    assert loaded is not None
    assert loaded.copied(STORY) == filter_of(STORY).copied(STORY)
    assert loaded.about == {"sessions": [1]}
