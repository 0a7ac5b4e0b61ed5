"""The writer's bars: what the model writes by itself, and what the studio makes of it."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from core.models.causal_lm import CausalLM
from core.stages.formats import Brief, format_of
from core.stages.starter_cast import cast_for
from core.stages.writing import Author, seed_of, tell
from core.text import main_noun, tells
from train.evaluate_writer import (
    Answer,
    Asked,
    answer,
    distinct_3,
    figures,
    grammar_prompts,
    photo_prompts,
    world_prompts,
)
from train.readers import PLAN, never, source
from train.report import plots
from train.report.bars import Report
from train.report.copied import RUN, TrainingRuns, held, words_in
from train.report.moods import MoodReader, confusion
from train.report.setup import Setup, progress

WORDS: Final = (200, 250)
SHOWN: Final = 3
_BATCH: Final = 10
_TIMED: Final = 5


@dataclass(frozen=True)
class Quiet:
    """A `core.build.Context` for which nobody waits."""

    def note(self, slot: str, message: str, **more: Any) -> None:
        """Nothing is shown."""

    def check(self) -> None:
        """Nobody cancels."""

    def media(self, sha256: str) -> bytes:
        raise KeyError(sha256)


def writer(setup: Setup, report: Report) -> None:
    """Raw stories, the studio's stories of the same captions, and stories of photographs."""
    if setup.absent("writer", report):
        return
    model = CausalLM.load(source(setup.starter / "writer", "starter-writer"), PLAN)
    hear = None if setup.captioner is None else setup.hear
    asked = world_prompts(setup.stories, setup.seed, setup.moods, hear)
    raw = _raw(model, asked, setup.seed, "stories")
    told = figures(raw)
    report.bar("writer", "200 to 250 words before trimming", told["length_200_250"], least=0.80)
    finished = _finished(model, asked, setup.seed, "stories of the studio")
    words = [story["words"] for story in finished]
    inside = [WORDS[0] <= count <= WORDS[1] for count in words]
    report.bar("writer", "200 to 250 words in the studio", float(np.mean(inside)), least=0.99)
    name = "every picture's noun told, in order"
    report.bar("writer", name, _in_order(asked, finished), least=0.95)
    report.bar("writer", f"{name}, before mending", told["all_in_order"])
    report.bar("writer", "nouns told before mending", told["nouns_told"])
    _moods(setup, asked, finished, report)
    report.bar("writer", "distinct-3 within a story", told["distinct_3"], least=0.85)
    mended = float(np.mean([distinct_3(story["parts"]) for story in finished]))
    report.bar("writer", "distinct-3 within a story of the studio", mended)
    _copied(setup, model, raw, asked, finished, report)
    seconds = float(np.mean([story["seconds"] for story in finished]))
    report.bar("writer", "seconds for a story in the studio", seconds)
    speed = tokens_per_second(model, asked[:_TIMED], setup.seed)
    report.bar("writer", "tokens a second", speed, least=60)
    _any_kind(setup, model, report)
    _photos(setup, model, report)
    counts = {"the model alone": [one.words for one in raw], "the studio": words}
    figure = plots.histogram(counts, "words of a story", WORDS)
    report.plot("words", "Lengths of stories", figure)
    for one, story in list(zip(asked, finished, strict=True))[:SHOWN]:
        said = "\n".join(f"{i + 1}. {caption}" for i, caption in enumerate(one.captions))
        text = "\n\n".join(story["parts"])
        heading = f"A story: {story['title']} ({one.mood}, {story['words']} words)"
        report.section(heading, f"{said}\n\n{text}")


def _raw(model: CausalLM, asked: Sequence[Asked], seed: int, what: str) -> list[Answer]:
    """What the model answers in one go, a batch at a time."""
    temperature = float(model.options.get("temperature", 0.7))
    answers: list[Answer] = []
    for start in progress(range(0, len(asked), _BATCH), f"{what}, {_BATCH} at a time"):
        group = asked[start : start + _BATCH]
        answers += answer(model.model, model.tokenizer, group, seed + start, temperature, _BATCH)[0]
    return answers


def studio_story(model: CausalLM, asked: Asked, seed: int) -> dict[str, Any]:
    """The story that the studio's writing stage makes of the same captions."""
    brief = Brief(mood=asked.mood, hero=None, captions=asked.captions, words=WORDS, seed=seed)
    author = Author(
        model=model,
        form=format_of(model),
        brief=brief,
        seed=seed_of(seed, *asked.captions),
        ctx=Quiet(),
        slot="story",
    )
    return tell(author)


def _finished(
    model: CausalLM, asked: Sequence[Asked], seed: int, what: str
) -> list[dict[str, Any]]:
    """The studio's story of each prompt, and its seconds."""
    stories = []
    for number, one in enumerate(progress(asked, what)):
        started = time.perf_counter()
        story = studio_story(model, one, seed + number)
        stories.append(story | {"seconds": time.perf_counter() - started})
    return stories


def _in_order(asked: Sequence[Asked], finished: Sequence[Mapping[str, Any]]) -> float:
    return float(
        np.mean(
            [
                all(
                    tells(part, main_noun(caption))
                    for caption, part in zip(one.captions, story["parts"], strict=True)
                )
                for one, story in zip(asked, finished, strict=True)
            ]
        )
    )


def _moods(
    setup: Setup, asked: Sequence[Asked], finished: Sequence[Mapping[str, Any]], report: Report
) -> None:
    reader = MoodReader(setup.moods, seed=setup.seed)
    wanted = [one.mood for one in asked]
    read = reader.read([" ".join(story["parts"]) for story in finished])
    right = float(np.mean([a == b for a, b in zip(wanted, read, strict=True)]))
    report.bar("writer", "mood named by a classifier", right, least=0.90)
    table = confusion(setup.moods, wanted, read)
    report.plot("moods", "Moods asked for and moods read", plots.matrix(setup.moods, table))


def as_learnt(asked: Asked, story: Mapping[str, Any], seed: int) -> str:
    """A story of the studio as the writer wrote it, with stand-ins for all names."""
    cast = cast_for(asked.mood, None, asked.captions, seed)
    return " ".join(cast.stood_in(part) for part in story["parts"])


def _copied(
    setup: Setup,
    model: CausalLM,
    raw: Sequence[Answer],
    asked: Sequence[Asked],
    finished: Sequence[Mapping[str, Any]],
    report: Report,
) -> None:
    """Runs of words from the training text, in what people read and in what the model says."""
    known = model.seen or TrainingRuns.of_writer(
        setup.training_stories, setup.writer_seed, setup.kept
    )
    texts = {
        "": [
            as_learnt(one, story, setup.seed + number)
            for number, (one, story) in enumerate(zip(asked, finished, strict=True))
        ],
        ", unsteered": [" ".join(one.parts) for one in raw],
    }
    for how, told in texts.items():
        runs = [known.copied(text) for text in told]
        free = float(np.mean([count == 0 for count in runs]))
        name = f"no {RUN}-word run of the training text{how}"
        report.bar("writer", name, free, least=None if how else 0.95)
        most = [max(len(words_in(text)) - RUN + 1, 1) for text in told]
        share = float(np.mean([a / b for a, b in zip(runs, most, strict=True)]))
        report.bar("writer", f"share of {RUN}-word runs from the training text{how}", share)
    if model.seen is None:
        report.remark(
            f"The training text is the first {setup.training_stories} stories of seed "
            f"{setup.writer_seed}, remade; the stories are compared before real names are put in."
        )
        return
    share = held(model.seen, setup.training_stories)
    report.bar("writer", f"runs of {setup.training_stories} training stories known", share)
    report.remark(
        "The training text is all that the writer has ever read (starter/writer/seen.safetensors, "
        f"{model.seen.about.get('runs', 0):,} runs); the stories are compared before real names "
        "are put in."
    )


def _any_kind(setup: Setup, model: CausalLM, report: Report) -> None:
    """Captions of anything, invented words among them."""
    asked = grammar_prompts(max(1, setup.stories // 3), setup.seed, setup.moods)
    told = figures(_raw(model, asked, setup.seed, "stories of anything"))
    finished = _finished(model, asked, setup.seed, "the studio's stories of anything")
    name = "captions of any kind: every noun told, in order"
    report.bar("writer", name, _in_order(asked, finished))
    report.bar("writer", f"{name}, before mending", told["all_in_order"])


def tokens_per_second(model: CausalLM, asked: Sequence[Asked], seed: int) -> float:
    """One story after the other, as the studio streams them."""
    tokens = 0
    started = time.perf_counter()
    for number, one in enumerate(asked):
        pieces = model.stream(
            one.prompt,
            seed=seed + number,
            max_new_tokens=480,
            temperature=float(model.options.get("temperature", 0.7)),
            top_p=float(model.options.get("top_p", 0.95)),
            check=never,
        )
        tokens += len(model.tokenizer.encode("".join(pieces), add_special_tokens=False))
    return tokens / (time.perf_counter() - started)


def _photos(setup: Setup, model: CausalLM, report: Report) -> None:
    captions = setup.photos / "flickr8k_small/captions.json"
    if not captions.exists():
        report.remark(f"No {captions}: stories of photographs are not measured.")
        return
    asked = photo_prompts(captions, max(1, setup.stories // 3), setup.seed, setup.moods)
    told = figures(_raw(model, asked, setup.seed, "stories of photographs"))
    report.bar("writer", "nouns of photographs' captions told", told["nouns_told"], least=0.85)
    report.bar("writer", "200 to 250 words, of photographs", told["length_200_250"])


def known_moods(moods: Sequence[str], grammar: Sequence[str]) -> tuple[str, ...]:
    """Those moods that the grammar tells."""
    return tuple(mood for mood in moods if mood in grammar)
