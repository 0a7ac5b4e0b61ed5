"""A book's pages in another order, fewer or more of them: what is planned, and what is built."""

import pytest

from core.build import ModelRef, edited, examine
from core.pages import ADDED, Arrangement, Leaf, arranged, as_planned, page_of
from core.plan import plan
from core.story import StoryRequest
from tests.core.graph import MODELS, REQUEST, World

DRAWN = {**MODELS, "illustrator": ModelRef(id="drawn", revision="1", reads="scene")}


class Table(World):
    """A story whose pages can be arranged."""

    def __init__(self, request: StoryRequest = REQUEST) -> None:
        super().__init__(request)
        self.pages = as_planned(request)

    @property
    def steps(self):
        return plan(self.request, self.models, self.store.choices("s"), {}, self.pages)

    def lay(self, *leaves: Leaf) -> None:
        self.pages = Arrangement(leaves=leaves, following=max(leaf.page for leaf in leaves) + 1)

    def add(self, page: int, text: str) -> None:
        self.store.put("s", f"segment/{page}", 0, edited(stage=ADDED, text=text, before=None))


def leaves(*pages: int) -> list[Leaf]:
    return [Leaf(page=page, shows=page) for page in pages]


@pytest.mark.parametrize("models", [MODELS, DRAWN])
@pytest.mark.parametrize("continuity", [None, 0.5])
def test_moving_pages_builds_nothing(models, continuity) -> None:
    table = Table(StoryRequest(pictures=REQUEST.pictures, continuity=continuity))
    table.models = dict(models)
    table.build()
    table.lay(*leaves(4, 2, 0, 1, 3))
    assert not table.status("stale") | table.status("missing")
    assert table.build() == []


def test_a_page_that_is_gone_is_neither_built_nor_read_by_others() -> None:
    table = Table()
    table.build()
    table.lay(*leaves(0, 1, 3, 4))
    steps = table.steps
    assert not [step.slot for step in steps if page_of(step.slot) == 2]
    assert not [step.slot for step in steps if "segment/2" in step.context]
    assert table.build() == []
    table.pages = as_planned(table.request)
    assert table.build() == [], "it comes back as it was"


def test_a_picture_may_start_from_one_that_is_gone() -> None:
    table = Table(StoryRequest(pictures=REQUEST.pictures, continuity=0.5))
    table.build()
    table.lay(*leaves(0, 2, 3, 4))
    assert table.build() == []
    kept = {step.slot for step in table.steps if page_of(step.slot) == 1}
    assert kept == {"illustration/1", "prompt/1", "segment/1"}


def test_an_added_page_is_built_alone() -> None:
    table = Table()
    table.build()
    table.lay(*leaves(0, 1), Leaf(page=5), *leaves(2, 3, 4))
    assert table.build() == [], "nothing stands on it yet"
    table.add(5, "A new page.")
    made = table.build()
    assert set(made) == {"prompt/5", "illustration/5", "narration/5", "score/5"}


def test_pages_without_words_or_picture() -> None:
    table = Table()
    table.build()
    table.lay(Leaf(page=0, shows=0, words=False), Leaf(page=1, shows=1, picture=False))
    slots = {step.slot for step in table.steps if page_of(step.slot) is not None}
    assert slots == {
        *("segment/0", "prompt/0", "illustration/0"),
        *("segment/1", "narration/1", "told/1"),
    }
    assert table.build() == []


@pytest.mark.parametrize("models", [MODELS, DRAWN])
def test_a_copy_has_the_keys_of_its_original(models) -> None:
    table = Table()
    table.models = dict(models)
    table.store.set("illustration/1", take=3)
    table.build()
    choices = table.store.choices("s")
    like = {"prompt": (1, 0), "illustration": (1, 3), "narration": (1, 0)}
    table.lay(*leaves(0, 1), Leaf(page=5, shows=1, like=like), *leaves(2, 3, 4))
    first = table.store.artifact(choices["segment/1"].key)
    made = edited(stage=ADDED, text=first.text, before=None, data={"content": first.key})
    table.store.put("s", "segment/5", 0, made)
    table.store.set("illustration/5", take=3)
    states = examine(table.steps, table.store.choices("s"), table.store)
    for kind in ("prompt", "illustration", "narration", "score", "told"):
        assert states[f"{kind}/5"].key == choices[f"{kind}/1"].key, kind
    table.store.set("illustration/5", take=4)
    seeds = {step.slot: step.seed for step in table.steps}
    table.store.set("illustration/1", take=4)
    again = {step.slot: step.seed for step in table.steps}
    assert seeds["illustration/5"] != again["illustration/1"], "another take of the copy is its own"


def test_an_arrangement_is_kept_as_json() -> None:
    like = {"illustration": (1, 3)}
    laid = Arrangement(leaves=(Leaf(page=5, shows=1, like=like), Leaf(page=0)), following=6)
    artifact = edited(stage="paging", text="…", before=None, data=laid.to_json())
    assert arranged(REQUEST, artifact) == laid
    assert arranged(REQUEST, None) == as_planned(REQUEST)
