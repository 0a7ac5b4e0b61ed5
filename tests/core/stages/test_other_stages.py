"""Reading, segmenting, titling, prompting, painting, narrating, scoring."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.build import Task
from core.errors import Cancelled
from core.models.base import CaptionResult
from core.stages.prompting import fit, most_visual
from core.stages.segmenting import align
from core.stages.table import LABELS, STAGES
from core.stages.titling import make_title
from tests.core.stages.givens import CAPTIONS, Remember, artifact

STORY = "\n\n".join(
    f"The {who} went {where} with a friend and looked for something that was lost there. "
    "They sat down and ate a cake. Then they sang until all was well again."
    for who, where in (
        ("fox", "into the forest at night"),
        ("fox", "along the road"),
        ("fox", "over the hill to the castle"),
        ("fox", "home in the rain"),
    )
)


def run(stage: str, task: Task, model: Any = None, ctx: Any = None) -> Any:
    groups = list(STAGES[stage].run([task], model, ctx or Remember()))
    ((made_for, made),) = groups[0]
    assert made_for is task
    return made


class Illustrator:
    """Counts words as tokens and paints its seed."""

    size = (16, 16)
    guidance_scale = 4.0

    def __init__(self, style: str = "starter", max_tokens: int = 30) -> None:
        self.prompt_style = style
        self.max_tokens = max_tokens

    def count_tokens(self, prompt: str) -> int:
        return len(prompt.replace(",", " ,").split()) + 2

    def paint(self, prompts: Any, *, seeds: Any, on_step: Any, **start: Any) -> list[Image.Image]:
        self.start = start
        for i in range(3):
            on_step(i + 1, 3)
        return [Image.new("RGB", self.size, (seed % 256, 0, 0)) for seed in seeds]


def test_every_stage_has_words_for_people() -> None:
    assert STAGES.keys() == LABELS.keys()
    assert all(name == stage.name for name, stage in STAGES.items())


def test_reading_keeps_every_word() -> None:
    task = Task(slot="story", params={"text": STORY, "title": None}, seed=0, inputs={})
    made = run("reading", task)
    assert made.data["words"] == len(STORY.split())
    assert " ".join(made.data["parts"]).split() == STORY.split()
    headed = Task(
        slot="s", params={"text": f"# A *Fox*\n\n{STORY}", "title": ""}, seed=0, inputs={}
    )
    assert run("reading", headed).data["title"] == "A *Fox"


def segment(index: int, story: Any, captions: Any = (), count: int = 3) -> str:
    inputs = {"story": story, **{f"caption/{i}": artifact(c) for i, c in enumerate(captions)}}
    params = {"index": index, "segments": count}
    return run("segmenting", Task(slot="s", params=params, seed=0, inputs=inputs)).text


def test_segments_are_the_parts_that_were_written() -> None:
    story = artifact("x", data={"parts": ["One.", "Two.", "Three."]})
    assert [segment(i, story) for i in range(3)] == ["One.", "Two.", "Three."]


def test_an_edited_story_is_aligned_to_the_captions() -> None:
    text = "The Title\n\nA fox ran. It ran far. It was cold. A bear sang. An owl slept. The end."
    story = artifact(text, data={"title": "The Title"})
    captions = ("a fox running", "a bear", "an owl sleeping")
    parts = [segment(i, story, captions) for i in range(3)]
    assert parts[0].startswith("A fox ran.")
    assert "bear" in parts[1]
    assert "owl" in parts[2]
    assert (
        " ".join(parts) == "A fox ran. It ran far. It was cold. A bear sang. An owl slept. The end."
    )


@given(
    st.lists(st.sampled_from(["A fox ran.", "An owl slept.", "It rained."]), max_size=12),
    st.integers(1, 10),
)
def test_aligning_never_fails_and_keeps_order(said: list[str], count: int) -> None:
    parts = align(said, ["a fox", "an owl", ""][:count] or [""])
    assert all(parts)
    if len(said) >= len(parts):
        assert " ".join(parts).split() == " ".join(said).split()


def test_titles() -> None:
    title = run("titling", Task(slot="t", params={}, seed=0, inputs={"story": artifact(STORY)}))
    assert "Fox" in title.text
    assert make_title(["a fox with a lantern", "an owl"]) == "The Fox and the Owl"
    assert make_title(["an owl"], "Pip") == "Pip and the Owl"
    assert make_title(["So Rosa ran to Rosa and Rosa sang to Rosa by the sea."]).startswith("Rosa")
    assert make_title(["🦊"])


def prompt_for(text: str, caption: str | None = None, *, maker: str = "code", **more: Any) -> Any:
    inputs = {"segment/1": artifact(text, maker=maker)}
    if caption is not None:
        inputs["caption/1"] = artifact(caption)
    if "parts" in more:
        inputs["story"] = artifact("x", data={"parts": more.pop("parts")})
    task = Task(slot="prompt/1", params={"style": "cut paper", "hero": None}, seed=0, inputs=inputs)
    return run("prompting", task, Illustrator(**more))


def test_other_illustrators_get_caption_and_text() -> None:
    made = prompt_for("He was happy. A huge golden dragon sat on the hill.", "a man", style="plain")
    assert made.text == "a man, A huge golden dragon sat on the hill, cut paper"


@pytest.mark.parametrize("limit", [6, 8, 12, 20, 40])
def test_prompts_fit_and_say_what_was_left_out(limit: int) -> None:
    made = prompt_for("A dragon sat on the hill.", CAPTIONS[0], style="plain", max_tokens=limit)
    assert made.data["tokens"] <= limit
    assert made.text.endswith("cut paper")
    whole = " ".join([made.text.replace(", cut paper", ""), *reversed(made.data["dropped"])])
    assert sorted(whole.replace(",", "").split()) == sorted(
        f"{CAPTIONS[0]} A dragon sat on the hill".split()
    )


@given(st.lists(st.text(alphabet="ab ", min_size=1, max_size=30), max_size=6), st.integers(3, 20))
def test_fit_never_exceeds_the_limit(phrases: list[str], limit: int) -> None:
    prompt, _dropped = fit([phrases], "s", lambda text: len(text.split()), limit)
    assert len(prompt.split()) <= limit


def test_most_visual() -> None:
    assert most_visual('"Oh no!" she said. A red fox slept under a tree. So it was.').startswith(
        "A red"
    )
    assert most_visual("🦊") == "🦊"


def test_painting_says_each_step_and_can_be_cancelled() -> None:
    task = Task(slot="illustration/2", params={}, seed=7, inputs={"prompt/2": artifact("a fox")})
    ctx = Remember()
    made = run("illustrating", task, Illustrator(), ctx)
    assert Image.open(io.BytesIO(made.media)).getpixel((0, 0)) == (7, 0, 0)
    assert made.mime == "image/png"
    assert made.data == {"width": 16, "height": 16, "steps": 3, "guidance": 4.0}
    assert ctx.notes[1][1] == "Painting picture 3: step 2 of 3"
    with pytest.raises(Cancelled):
        run("illustrating", task, Illustrator(), Remember(patience=2))


def test_a_picture_may_start_from_the_one_before() -> None:
    png = io.BytesIO()
    Image.new("RGB", (4, 4), (9, 8, 7)).save(png, "PNG")
    task = Task(
        slot="illustration/2",
        params={"strength": 0.4},
        seed=7,
        inputs={
            "prompt/2": artifact("a fox"),
            "illustration/1": artifact(None, media="before"),
        },
    )
    model = Illustrator()
    run("illustrating", task, model, Remember({"before": png.getvalue()}))
    assert model.start["strength"] == 0.4
    assert model.start["init_image"].getpixel((0, 0)) == (9, 8, 7)
    alone = Task(slot="illustration/2", params={}, seed=7, inputs={"prompt/2": artifact("a fox")})
    run("illustrating", alone, model)
    assert model.start == {}


def png(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "PNG")
    return out.getvalue()


def test_captions_come_in_one_batch() -> None:
    class Captioner:
        def caption(self, images: Any, *, check: Any) -> list[CaptionResult]:
            check()
            return [CaptionResult(text=f" {i.getpixel((0, 0))} ", confidence=0.5) for i in images]

    files = {"a": png("red"), "b": png("blue")}
    tasks = [
        Task(slot=f"caption/{i}", params={}, seed=0, inputs={}, sources=(name,))
        for i, name in enumerate(files)
    ]
    (group,) = STAGES["captioning"].run(tasks, Captioner(), Remember(files))
    assert [made.text for _task, made in group] == ["(255, 0, 0)", "(0, 0, 255)"]
    assert group[0][1].data == {"confidence": 0.5}


def test_scores_of_a_real_clip(tmp_path: Path) -> None:
    from core.models.clip import Clip
    from core.models.device import choose_device
    from core.models.source import Source
    from tests.core.models.tiny import make_clip

    make_clip(tmp_path / "clip")
    source = Source(folder=tmp_path / "clip", label="tiny", how="make it again", options={})
    scorer = Clip.load(source, choose_device("cpu"))
    task = Task(
        slot="score/0",
        params={},
        seed=0,
        inputs={"prompt/0": artifact("a fox"), "illustration/0": artifact(None, media="a")},
    )
    made = run("scoring", task, scorer, Remember({"a": png("red")}))
    assert -1 <= made.data["cosine"] <= 1
    assert made.data["score"] == pytest.approx(100 * max(made.data["cosine"], 0))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("„Guten Morgen!“, rief der Fuchs. „Wohin gehst du? Es ist noch früh.“", "Guten Morgen"),
        ("从前，有一只小狐狸住在山上。他每天早上都去湖边喝水。", "从前，有一只小狐狸住在山上"),
        ("एक समय की बात है, एक छोटी लोमड़ी पहाड़ी पर रहती थी।", "एक समय की बात है"),
        (
            "It was Christmas. The hen met the bear. “Every Christmas,” said the hen.",
            "The Hen and the Bear",
        ),
    ],
)
def test_titles_keep_the_story_s_language_and_name_no_feasts(text: str, title: str) -> None:
    assert make_title([text]) == title
