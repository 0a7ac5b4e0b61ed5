"""The storyteller behind the stages "outlining", "writing" and "rewriting"."""

from dataclasses import replace
from typing import Any

import pytest

from core.build import Artifact, Task, edited
from core.errors import BadInput
from core.models.storyteller import Storyteller
from core.stages.plots import changed, outline_of, telling_of
from core.stages.rewriting import Rewriting
from core.stages.table import STAGES
from core.stages.wished import Wish, ease, read_wish
from core.text import count_words, main_noun, tells
from tests.core.stages.givens import CAPTIONS, Remember, artifact, writing_task

OWN = "Everybody stopped and sang one song, quite out of tune."


def outline(**more: Any) -> Artifact:
    task = writing_task(**more)
    ((_task, made),) = next(iter(STAGES["outlining"].run([task], Storyteller(), Remember())))
    return artifact(made.text, data=made.data)


def change(before: Artifact, **more: Any) -> Artifact:
    lines = replace(outline_of(before, 5), **more)
    return edited(
        stage="outlining", text=str(lines), before=before.key, data=changed(before, lines)
    )


def pages(plot: Artifact, captions: tuple[str, ...] = CAPTIONS, **params: Any) -> list[Any]:
    inputs = {f"caption/{i}": artifact(caption) for i, caption in enumerate(captions)}
    tasks = [
        Task(
            slot=f"segment/{i}",
            params={"index": i, "segments": 5, "mood": "comedy", "words": [200, 250], **params},
            seed=i,
            inputs={f"caption/{i}": inputs[f"caption/{i}"], "outline": plot},
            context={slot: a for slot, a in inputs.items() if slot != f"caption/{i}"},
        )
        for i in range(5)
    ]
    return [made for group in STAGES["writing"].run(tasks, Storyteller(), Remember())
            for _, made in group]  # fmt: skip


def test_what_was_shown_is_told() -> None:
    plot = outline(hero="Pip")
    telling = telling_of(plot)
    assert telling is not None
    made = pages(plot)
    assert tuple(m.text for m in made) == telling.parts
    assert 200 <= sum(m.data["words"] for m in made) <= 250
    assert all(name.startswith(f"{telling.thread}/") for name in plot.data["wordings"])
    assert plot.data["plan"]
    for line, text in zip(plot.data["beats"], telling.parts, strict=True):
        assert set(line.split()) <= set(text.split()), "a line is of the page's own words"


def test_a_changed_line_is_told_as_a_person_wrote_it() -> None:
    plot = outline(hero="Pip")
    beats = list(plot.data["beats"])
    beats[2] = OWN
    mine = change(plot, beats=tuple(beats))
    content, before = mine.data["content"], plot.data["content"]
    assert {slot for slot in before if content[slot] != before[slot]} == {"segment/2", "draft/2"}
    made = pages(mine)
    parts = telling_of(plot).parts
    assert [m.text for i, m in enumerate(made) if i != 2] == [
        p for i, p in enumerate(parts) if i != 2
    ]
    assert made[2].text.endswith(OWN)
    assert tells(made[2].text, main_noun(CAPTIONS[2]))
    assert "page 3: your own words, as you wrote them" in made[2].data["notes"][0]
    shown = "Two owls sat in the snow and sang."
    beats[2] = shown
    assert pages(change(plot, beats=tuple(beats)))[2].text == shown, "the line shows the picture"


def test_lines_that_change_places_are_told_about_their_new_pictures() -> None:
    plot = outline(hero="Pip")
    beats = list(plot.data["beats"])
    beats[1], beats[3] = beats[3], beats[1]
    made = pages(change(plot, beats=tuple(beats)))
    parts = telling_of(plot).parts
    for i in (1, 3):
        assert made[i].text not in parts
        assert tells(made[i].text, main_noun(CAPTIONS[i]))
        assert any("told anew" in note for note in made[i].data["notes"])


def test_pages_that_move_with_their_pictures_stay_as_they_were_told() -> None:
    plot = outline(hero="Pip")
    order = [0, 3, 2, 1, 4]
    lines = outline_of(plot, 5)
    lines = replace(lines, beats=tuple(lines.beats[i] for i in order))
    moved = artifact(str(lines), data=changed(plot, lines, order))
    made = pages(moved, tuple(CAPTIONS[i] for i in order))
    assert [m.text for m in made] == [telling_of(plot).parts[i] for i in order]


def test_a_mended_caption_changes_its_page_alone() -> None:
    plot = outline(hero="Pip")
    captions = (*CAPTIONS[:3], "a dog asleep on a sofa", CAPTIONS[4])
    made = pages(plot, captions)
    parts = telling_of(plot).parts
    assert [m.text for m in made[:3]] == list(parts[:3])
    assert made[3].text != parts[3]
    assert tells(made[3].text, "dog")


def test_a_plot_by_hand_alone() -> None:
    plot = outline(hero="Pip")
    beats = tuple(f"Pip looks under stone number {i}." for i in range(1, 6))
    made = pages(change(plot, beats=beats))
    assert all(m.text.endswith(beat) for m, beat in zip(made, beats, strict=True))


def test_other_words_for_one_page() -> None:
    plot = outline(hero="Pip")
    texts = {pages(plot, take=take)[1].text for take in (1, 2, 3)}
    assert len(texts) == 3
    assert telling_of(plot).parts[1] not in texts


def test_a_page_told_anew_keeps_the_books_length_or_says_it() -> None:
    plot = outline(hero="Pip")
    parts = list(telling_of(plot).parts)
    for take in range(1, 7):
        for page in (1, 3):
            made = pages(plot, take=take)[page]
            others = [part for i, part in enumerate(parts) if i != page]
            total = sum(map(count_words, [*others, made.text]))
            said = [note for note in made.data["notes"] if "words now, not 200 to 250" in note]
            assert bool(said) == (not 200 <= total <= 250)


def wished(wish: str, page: int = 1) -> tuple[str, Any]:
    plot = outline(hero="Pip")
    return telling_of(plot).parts[page], pages(plot, wish=wish)[page]


def test_wishes_that_the_storyteller_heeds() -> None:
    before, made = wished("shorter")
    assert count_words(made.text) < count_words(before)
    before, made = wished("a bit longer, please", page=2)
    assert count_words(made.text) > count_words(before)
    before, made = wished("in other words")
    assert made.text != before
    before, made = wished("plainer")
    assert ease(made.text) < ease(before)
    assert not made.data["notes"]


def test_nobody_is_left_out_who_is_not_there() -> None:
    before, made = wished("without the walrus")
    assert (made.text, made.data["refused"]) == (before, True)
    assert made.data["notes"] == ["Page 2 does not speak of walrus"]
    shown = main_noun(CAPTIONS[1])
    before, made = wished(f"without the {shown}")
    assert made.data.get("refused") or not tells(made.text, shown)


def test_what_the_storyteller_cannot_is_said_and_changes_nothing() -> None:
    before, made = wished("funnier")
    assert made.text == before
    assert made.data["refused"]
    (said,) = made.data["notes"]
    assert "“funnier” is for a language model" in said
    before, made = wished("shorter and funnier")
    assert count_words(made.text) < count_words(before)
    assert "“funnier” is for a language model" in made.data["notes"][0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("shorter", Wish(shorter=True)),
        ("Please make it a bit longer!", Wish(longer=True)),
        ("without the wolf", Wish(without=("wolf",))),
        ("shorter, and without the big wolf", Wish(shorter=True, without=("big wolf",))),
        ("simpler, for small children", Wish(plainer=True)),
        ("tell it in other words", Wish(other=True)),
        ("funnier", Wish(rest="funnier")),
        ("без волка", Wish(rest="без волка")),
    ],
)
def test_wishes_are_read(text: str, found: Wish) -> None:
    assert replace(read_wish(text), text="") == found


@pytest.mark.parametrize("text", ["", "  ", "x" * 5000])
def test_wishes_that_are_none(text: str) -> None:
    with pytest.raises(BadInput):
        read_wish(text)


def test_without_somebody() -> None:
    wish = read_wish("without the wolves")
    assert wish.left_in("Then the wolf came.")
    assert not wish.left_in("Then nobody came.")


def whole_story() -> Artifact:
    """A story as an older studio told it, as a whole."""
    plot = outline(hero="Pip")
    told = telling_of(plot)
    data = {"title": plot.data["title"], "parts": list(told.parts), "thread": told.thread,
            "plan": "", "beats": list(told.steps), "wordings": list(told.wordings),
            "hero": dict(told.hero), "range": [200, 250]}  # fmt: skip
    return artifact("A story", data=data)


def test_a_page_of_a_story_that_was_told_as_a_whole() -> None:
    story = whole_story()
    inputs = {"story": story, **writing_task().inputs}
    params = {"index": 1, "segments": 5, "mood": "comedy", "hero": None}
    task = Task(slot="segment/1", params=params, seed=7, inputs=inputs)
    ((made,),) = Rewriting().run([task], Storyteller(), Remember())
    assert made[1].text != story.data["parts"][1]
    assert made[1].data["words"] == count_words(str(made[1].text))


def test_pages_of_another_writer_are_left_to_that_writer() -> None:
    story = Artifact(key="s", stage="writing", maker="model", text="A\n\nB", data={"parts": ["B"]})
    params = {"index": 0, "segments": 1, "mood": "scary", "hero": None}
    inputs = {"story": story, **writing_task().inputs}
    task = Task(slot="segment/0", params=params, seed=7, inputs=inputs)
    with pytest.raises(BadInput, match="written by somebody else"):
        list(Rewriting().run([task], Storyteller(), Remember()))
