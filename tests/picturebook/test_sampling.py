"""Sampled scenes: they make sense, repeat themselves, keep a held-out share, are told well."""

import random
import re
from collections import Counter

import pytest

from picturebook.drawing.compose import draw
from picturebook.reading import read
from picturebook.sampling import attributes, captions, held_out, sample
from picturebook.sampling.tables import deeds, habitats, places, raw
from picturebook.sampling.verbs import third
from picturebook.scene import RELATIONS, TIMES, WEATHERS, Scene
from picturebook.tables import table
from picturebook.words import lexicon


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    rng = random.Random(5)
    return [sample(rng, split="train") for _ in range(600)]


def test_the_same_seed_gives_the_same_scenes_and_captions() -> None:
    first, second = random.Random(3), random.Random(3)
    for _ in range(20):
        scene = sample(first, split="train")
        assert scene == sample(second, split="train")
        assert captions(scene, first) == captions(scene, second)


def test_the_test_split_holds_combinations_that_training_never_shows(scenes: list[Scene]) -> None:
    rng = random.Random(8)
    tested = [sample(rng, split="test") for _ in range(100)]
    assert all(held_out(scene) for scene in tested)
    assert not any(held_out(scene) for scene in scenes)

    def combination(scene: Scene) -> tuple[str, ...]:
        seen = attributes(scene)
        return seen["subject"], seen.get("act", ""), seen.get("place", "")

    assert not {combination(s) for s in tested} & {combination(s) for s in scenes}


def test_odd_scenes_untie_who_act_and_place(scenes: list[Scene]) -> None:
    rng = random.Random(9)
    odd = [sample(rng, split="train", odd=1.0) for _ in range(200)]
    assert not any(held_out(scene) for scene in odd)

    def told(some: list[Scene]) -> set[tuple[str, str]]:
        seen = [attributes(scene) for scene in some if scene.figures]
        return {(one["act"], one["subject"]) for one in seen if "act" in one}

    assert len(told(odd) - told(scenes)) > 60
    roles = {scene.figures[0].look.role for scene in odd if scene.figures}
    assert len(roles) > 20
    for scene in odd[::20]:
        text = captions(scene, rng)[0]
        draw(scene, style="paper", seed=1, width=120, height=120, label=text)


def test_everything_sampled_is_of_the_vocabulary(scenes: list[Scene]) -> None:
    words = lexicon()
    acts = set(words.keys("act"))
    for scene in scenes:
        here = {f.id for f in scene.figures} | {t.id for t in scene.things}
        assert len(here) == len(scene.figures) + len(scene.things), "ids are unique"
        for figure in scene.figures:
            look = figure.look
            assert words.entry("person", look.kind) or words.entry("animal", look.kind), look.kind
            assert not look.role or words.entry("role", look.role), look.role
            assert figure.act in acts or look.kind in table("animals"), figure.act
            for garment in look.wears:
                assert words.entry("garment", garment.kind), garment.kind
        for thing in scene.things:
            assert thing.kind in table("things"), thing.kind
        for relation in scene.relations:
            assert relation.kind in RELATIONS
            assert {relation.subject, relation.object} <= here
        assert not scene.place or scene.place in table("places")
        assert scene.time in ("", *TIMES)
        assert scene.weather in ("", *WEATHERS)


def test_the_tables_name_what_there_is() -> None:
    words = lexicon()
    assert set(raw("deeds")["words"]) <= {
        key for sort in ("thing", "animal", "person", "role") for key in words.keys(sort)
    }
    for deed in deeds():
        assert deed.act in words.keys("act"), deed.act
        for kind in deed.who:
            known = kind == "hero" or words.entry("person", kind) or words.entry("role", kind)
            assert known, kind
    assert len(habitats()) >= 15
    assert len(places()) >= 60


def test_the_whole_vocabulary_comes_up() -> None:
    rng = random.Random(1)
    drawn = [sample(rng, split="train") for _ in range(4000)]
    kinds = Counter(
        f.look.kind for s in drawn for f in s.figures if f.look.kind in table("animals")
    )
    assert len(kinds) >= 0.7 * len(table("animals"))
    assert len({t.kind for s in drawn for t in s.things}) >= 200
    assert len({s.place for s in drawn}) >= 60
    assert len({f.act for s in drawn for f in s.figures}) >= 55


def test_captions_are_english_sentences(scenes: list[Scene]) -> None:
    rng = random.Random(2)
    for scene in scenes:
        said = captions(scene, rng)
        assert 3 <= len(said) <= 6, said
        for caption in said:
            assert caption[0].isupper(), caption
            assert not re.search(r"  | \.|^,", caption), caption
            assert not re.search(
                r"[{}_]|\b(\w+) \1\b|\ba [aeio]\w|\ban [bcdfgjklmnpqrstvwz]", caption
            ), caption


def test_reading_a_caption_gives_the_scene_back(scenes: list[Scene]) -> None:
    rng = random.Random(4)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for scene in scenes:
        seen = attributes(read(captions(scene, rng)[0]).scene)
        for name, value in attributes(scene).items():
            asked[name] += 1
            right[name] += seen.get(name) == value
    shares = {name: right[name] / asked[name] for name in asked}
    assert all(shares[name] >= 0.94 for name in ("subject", "act", "place", "time", "weather")), (
        shares
    )


def test_verbs_of_the_third_person() -> None:
    told = [third(verb) for verb in ("ride", "carry", "wash", "play with", "have", "look at a cow")]
    assert told == ["rides", "carries", "washes", "plays with", "has", "looks at a cow"]


def test_sampled_scenes_can_be_drawn(scenes: list[Scene]) -> None:
    for scene in scenes[:12]:
        drawing = draw(scene, width=128, height=128)
        whose = {mark.figure for mark in drawing.marks}
        assert {figure.id for figure in scene.figures[:1]} <= whose
