"""Names that people give before there is a story."""

import pytest

from core.build import Artifact, Task
from core.errors import BadInput
from core.figures import NamedFigure, called, hero_name, named_figures, who_is_who
from core.models.storyteller import Storyteller
from core.stages.plots import telling_of
from core.stages.table import STAGES
from picturebook.reading.cast import Cast, cast_of
from tests.core.stages.givens import Remember, artifact

BRUNO = "The dog is Bruno, he is afraid of water"


@pytest.mark.parametrize(
    "name",
    ["Pip", "Captain Whiskers", "Dr. Fox", "Anne-Marie", "D'Arcy", "Mary Ann", "Hope", "Skip",
     "Pip the fox", "a fox called Pip", "St. John", "Sammy Davis Jr.", "Mia and Max", "Chase",
     "Grace", "An", "My", "Maria del Carmen", "Little Red Riding Hood", "李小龙", "Işık"],
)  # fmt: skip
def test_names_are_taken_as_they_are(name: str) -> None:
    assert hero_name(f"  {name}\n") == name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("he", "pronoun"),
        ("They", "pronoun"),
        ("Nobody", "pronoun"),
        ("Who?", "pronoun"),
        ("The", "stands before one"),
        ("of the", "stands before one"),
        ("ran", "a verb and no name"),
        ("Sing", "a verb and no name"),
        ("is", "a verb and no name"),
        ("Mr.", "a title alone"),
        ("go home", "sentence"),
        ("Pip runs home", "sentence"),
        ("The fox is brave.", "sentence"),
        ("Pip! Run!", "sentence"),
        ("a very brave fox who never sleeps", "sentence"),
        ("🦊", "letters"),
        ("x" * 41, "40 characters"),
    ],
)
def test_what_is_no_name_is_said(name: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        hero_name(name)


def test_the_storyteller_has_one_hero() -> None:
    with pytest.raises(BadInput, match=r"one hero, not two.*the girl is Max"):
        hero_name("Mia and Max", several=False)
    assert hero_name("Robin Hood", several=False) == "Robin Hood"
    assert hero_name("") is hero_name(None) is None


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        (BRUNO, [("dog", "Bruno", "he is afraid of water")]),
        ("the girl is Ida; my cat: Mrs. Paws", [("girl", "Ida", ""), ("cat", "Mrs. Paws", "")]),
        ("Bruno is the dog who barks. He is old.", [("dog", "Bruno", "barks. He is old")]),
        ("a fox called Captain Whiskers", [("fox", "Captain Whiskers", "")]),
        ("", []),
    ],
)
def test_who_is_called_what(line: str, figures: list[tuple[str, str, str]]) -> None:
    assert [(f.kind, f.name, f.about) for f in named_figures(line)] == figures


@pytest.mark.parametrize("line", ["nobody here", "🐶", "x" * 301])
def test_a_line_that_names_nobody_is_refused(line: str) -> None:
    with pytest.raises(BadInput, match=r"the dog is Bruno|at most 300"):
        named_figures(line)


def test_captions_have_the_names() -> None:
    bruno = [NamedFigure(kind="dog", name="Bruno")]
    assert called("a small dog in the snow", bruno) == "The small dog Bruno in the snow"
    assert called("two dogs and a dog's toy", bruno) == "two dogs and a dog's toy"
    assert called("the dog Bruno", bruno) == "The dog Bruno"


def plotted(hero: str | None, said: tuple[str, ...]) -> tuple[Artifact, dict[str, Artifact]]:
    inputs = {f"caption/{i}": artifact(text) for i, text in enumerate(said)}
    params = {"mood": "funny", "hero": hero, "words": [200, 250], "segments": 3, "figures": BRUNO}
    task = Task(slot="outline", params=params, seed=4, inputs=inputs)
    ((told,),) = STAGES["outlining"].run([task], Storyteller(), Remember())
    return artifact(told[1].text, data=told[1].data), inputs


def test_what_the_story_calls_somebody_is_what_the_cast_calls_them() -> None:
    said = ("A dog is running in the snow", "two girls on a swing", "A dog sits on the beach")
    outline, inputs = plotted("Mia", said)
    assert any("what you said of Bruno is not in it" in note for note in outline.data["notes"])
    telling = telling_of(outline)
    assert telling is not None
    assert any("Bruno" in part for part in telling.parts)
    pages = {f"segment/{i}": artifact(part) for i, part in enumerate(telling.parts)}
    task = Task(
        slot="cast", params={"hero": "Mia", "figures": BRUNO}, seed=1,
        inputs={"outline": outline, **inputs}, context=pages,
    )  # fmt: skip
    ((cast,),) = STAGES["casting"].run([task], None, Remember())
    assert '"names": ["Bruno"]' in (cast[1].text or "")
    found = [m for m in cast_of(telling.parts).members if "Bruno" in m.names]
    assert [m.look.kind for m in found] == ["dog"]


def test_a_figure_is_what_a_person_said_also_where_the_story_never_says_it() -> None:
    task = Task(
        slot="cast", params={"hero": "Mia", "figures": BRUNO}, seed=1,
        inputs={"caption/0": artifact("A dog in the snow"), "caption/1": artifact("A dog")},
        context={"segment/0": artifact("Mia ran home. Bruno ran after her."),
                 "segment/1": artifact("Mia laughed, and Bruno ate the cake.")},
    )  # fmt: skip
    ((cast,),) = STAGES["casting"].run([task], None, Remember())
    members = Cast.from_json(cast[1].text or "").members
    assert [(m.names, m.look.kind) for m in members] == [(("Mia",), "girl"), (("Bruno",), "dog")]


def test_a_named_figure_of_most_pictures_is_the_hero() -> None:
    said = ("A dog is running in the snow", "A dog is sleeping", "A dog sits on the beach")
    telling = telling_of(plotted(None, said)[0])
    assert telling is not None
    assert telling.hero == {"name": "Bruno", "pronoun": "he", "kind": "dog"}


def test_language_models_are_told_who_is_who() -> None:
    assert who_is_who(named_figures(BRUNO)) == "Bruno is the dog (he is afraid of water)"
