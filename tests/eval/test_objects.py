"""Which of COCO's categories a caption names: known answers, and what people's captions give."""

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest

import eval.measures
from core.errors import BadInput
from eval.measures.objects import invented_share, named, objects


def test_each_of_the_eighty_is_found_by_its_own_name() -> None:
    table = Path(eval.measures.__file__).parent / "objects.toml"
    names = list(tomllib.loads(table.read_text("utf-8")))
    assert len(names) == 80
    missed = [name for name in names if name not in objects(f"there is a {name}")]
    assert missed == ["mouse"]  # as often an animal as a thing on a desk
    assert objects("a computer mouse") == ("mouse",)


@pytest.mark.parametrize(
    ("caption", "found"),
    [
        ("Two men wait at a train station.", ("person",)),
        ("hot dogs and puppies", ("hot dog", "dog")),
        ("a stuffed bear on a flower bed", ("teddy bear",)),
        ("an orange cat beside an orange", ("cat", "orange")),
        ("an orange and white cat", ("cat",)),
        ("children in orange with olive oil and a beer bottle", ("person", "bottle")),
        ("a player swings a bat at a baseball game", ("person", "baseball bat")),
        ("three people on skis; people ski", ("person", "skis")),
        ("furniture, traffic, a plant and an animal", ()),
        ("", ()),
    ],
)
def test_words_name_categories(caption: str, found: tuple[str, ...]) -> None:
    assert objects(caption) == found


def test_references_are_needed_and_shares_are_of_sums() -> None:
    with pytest.raises(BadInput, match="at least one reference"):
        named("a dog", [])
    one = named("a dog and a cat", ["a kitten"])
    assert (one.objects, one.invented) == (("dog", "cat"), ("dog",))
    assert invented_share(np.array([[1.0, 4.0], [0.0, 0.0]])).tolist() == [[0.25], [0.0]]


def test_people_invent_little_and_another_pictures_caption_nearly_all(shared_data: Path) -> None:
    rows = json.loads((shared_data / "coco_mini/captions.json").read_text("utf-8"))
    every = [texts for row in _rows(rows) if len(texts := row["captions"]) > 2]
    assert len(every) > 50
    own = [named(texts[0], texts[1:]) for texts in every]
    wrong = [
        named(texts[0], other[1:])
        for texts, other in zip(every, [*every[1:], every[0]], strict=True)
    ]
    right, chance = (
        sum(len(one.invented) for one in found) / sum(len(one.objects) for one in found)
        for found in (own, wrong)
    )
    assert right < 0.15
    assert chance > 0.6


def _rows(content: object) -> list[dict[str, list[str]]]:
    found = content if isinstance(content, list) else content["images"]  # type: ignore[index]
    return list(found)
