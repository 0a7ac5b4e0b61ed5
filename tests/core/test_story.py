"""What a person asks of a story: lengths, pronouns, and what older requests meant."""

from dataclasses import replace

import pytest

from core.build import Choice, Step
from core.errors import UnknownName
from core.plan import plan
from core.story import LENGTHS, PRONOUNS, StoryRequest
from tests.core.graph import MODELS, REQUEST

OUTLINES = {**MODELS, "writer": replace(MODELS["writer"], reads="outline")}
REWRITTEN = {"segment/1": Choice(slot="segment/1", take=1)}
WRITTEN = ("outlining", "writing", "rewriting")


def written(request: StoryRequest) -> list[Step]:
    """The steps that make words."""
    return [step for step in plan(request, OUTLINES, REWRITTEN) if step.stage in WRITTEN]


@pytest.mark.parametrize("length", LENGTHS)
def test_requests_are_read_as_they_were_written(length: str) -> None:
    request = replace(REQUEST, length=length, pronoun="they", age="9-12")
    assert StoryRequest.from_json(request.to_json()) == request
    assert request.words == LENGTHS[length]


def test_older_requests_mean_what_they_meant_and_keep_their_keys() -> None:
    older = {n: v for n, v in REQUEST.to_json().items() if n not in ("length", "pronoun", "age")}
    request = StoryRequest.from_json({**older, "words": [200, 250]})
    assert request == REQUEST
    outline, *pages = written(request)
    asked = {"mood": "comedy", "segments": 5, "words": [200, 250]}
    assert outline.params == {**asked, "hero": None}
    assert pages[0].params == {**asked, "index": 0}
    assert len(pages) == 5


def test_all_that_make_words_are_told_length_pronoun_and_age() -> None:
    outline, *pages = written(replace(REQUEST, length="long", pronoun="she", age="3-5"))
    assert outline.params["pronoun"] == "she"
    for step in (outline, *pages):
        assert step.params["words"] == [350, 450]
        assert step.params["age"] == "3-5"


@pytest.mark.parametrize(
    ("field", "known"), [("length", "short"), ("pronoun", "they"), ("age", "6-8")]
)
def test_what_is_unknown_is_answered_with_what_is_known(field: str, known: str) -> None:
    with pytest.raises(UnknownName, match=known):
        replace(REQUEST, **{field: "vast"})


@pytest.mark.parametrize("pronoun", ["", *PRONOUNS])
def test_every_pronoun_that_a_figure_may_have_may_be_the_heros(pronoun: str) -> None:
    assert replace(REQUEST, pronoun=pronoun).pronoun == pronoun
