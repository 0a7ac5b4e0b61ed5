"""Measures the bundled writer on captions it never saw: `python -m train.evaluate_writer`.

Every figure is of the raw model, before the application trims or mends anything.  "told" counts
the parts that name their own caption's main noun; "in order" is the share of stories where every
part does.  The same prompts and seeds are used each time.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from core.stages.shortened import shortened
from core.stages.starter_cast import HEROES, cast_for
from core.stages.starter_prompt import END, TITLE, arc_for, format_prompt, parse
from train.world.scene import Scene, canonical, captions, held_out, sample
from train.world.tales.reading import main_noun
from train.world.tales.samples import draw_captions
from train.world.tales.teller import MOODS

ROOT = Path(__file__).resolve().parents[1]
WORDS = 221
"""What the studio asks for where 200 to 250 words are wanted, title included."""


@dataclass(frozen=True)
class Asked:
    """One prompt."""

    mood: str
    hero: str | None
    words: int
    captions: tuple[str, ...]
    seed: int = 0

    @property
    def prompt(self) -> str:
        """As the studio asks: of a plot by seed, and of what it tells of the captions."""
        told = shortened(self.captions)
        arc = arc_for(self.mood, told, self.words, self.seed)
        return format_prompt(self.mood, self.hero, self.words, told, arc)


@dataclass(frozen=True)
class Answer:
    """What the model wrote."""

    asked: Asked
    title: str
    parts: tuple[str, ...]
    ended: bool

    @property
    def words(self) -> int:
        return sum(len(part.split()) for part in self.parts)

    @property
    def told(self) -> list[bool]:
        """For each caption, whether its own part names its main noun."""
        parts = [*self.parts, *[""] * len(self.asked.captions)]
        return [
            main_noun(caption).lower() in part.lower()
            for caption, part in zip(self.asked.captions, parts, strict=False)
        ]

    @property
    def distinct_3(self) -> float:
        return distinct_3(self.parts)


def distinct_3(parts: Sequence[str]) -> float:
    """Share of a story's runs of three words that are different ones."""
    words = " ".join(parts).lower().split()
    grams = list(zip(words, words[1:], words[2:], strict=False))
    return len(set(grams)) / max(1, len(grams))


def asked_for(mood: str, words: int, captions: tuple[str, ...], seed: int = 0) -> Asked:
    """A prompt with the hero's stand-in, as the application gives it."""
    return Asked(mood, cast_for(mood, None, captions, words).stand_in, words, captions, seed)


def grammar_prompts(count: int, seed: int, moods: Sequence[str] = tuple(MOODS)) -> list[Asked]:
    """Prompts from the training grammar's caption makers, under a seed that training never uses."""
    rng = random.Random(f"evaluation/{seed}")
    prompts = []
    for i in range(count):
        captions = draw_captions(rng.choice((3, 4, 5, 5, 5, 6)), rng)
        prompts.append(asked_for(moods[i % len(moods)], WORDS, captions, i))
    return prompts


def world_scenes(count: int, seed: int) -> list[list[Scene]]:
    """The pictures of `count` stories, held out from training: mostly five, often of one hero."""
    rng = random.Random(f"scenes/{seed}")
    stories = []
    for _ in range(count):
        count, first = rng.choice((5,) * 6 + (2, 3, 4, 6, 8)), sample(rng, "test")
        one_hero = rng.random() < 0.6
        stories.append(
            [first]
            + [
                _with_hero(first, rng) if one_hero else sample(rng, "test")
                for _ in range(count - 1)
            ]
        )
    return stories


def _with_hero(first: Scene, rng: random.Random) -> Scene:
    """Another held-out picture, of the same hero in the same coat."""
    while True:
        other = sample(rng, "test")
        if first.character not in (other.second, other.third):
            other = replace(other, character=first.character, colour=first.colour)
            if held_out(other):
                return other


def world_prompts(
    count: int,
    seed: int,
    moods: Sequence[str] = tuple(MOODS),
    hear: Callable[[Sequence[Scene]], Sequence[str]] | None = None,
) -> list[Asked]:
    """Prompts of held-out scenes in the world's wordings; every second one as `hear` says it."""
    rng = random.Random(f"wordings/{seed}")
    prompts = []
    for i, pictures in enumerate(world_scenes(count, seed)):
        said = [
            canonical(one) if rng.random() < 0.6 else rng.choice(captions(one)) for one in pictures
        ]
        if hear is not None and i % 2:
            said = list(hear(pictures))
        prompts.append(asked_for(moods[i % len(moods)], WORDS, tuple(said), i))
    return prompts


def photo_prompts(
    file: Path, count: int, seed: int, moods: Sequence[str] = tuple(MOODS)
) -> list[Asked]:
    """Prompts from the captions of a folder's `captions.json`, one random photo each."""
    rng = random.Random(f"photos/{seed}")
    rows = json.loads(file.read_text())
    captions = [row["captions"][0] for row in rows if row.get("split", "dev") != "train"]
    return [
        asked_for(moods[i % len(moods)], WORDS, tuple(rng.sample(captions, 5)), i)
        for i in range(count)
    ]


@torch.no_grad()
def answer(
    model: torch.nn.Module,
    tokenizer,
    prompts: Sequence[Asked],
    seed: int,
    temperature: float,
    batch: int,
) -> tuple[list[Answer], float]:
    """The stories, and tokens per second over all of them."""
    answers, tokens, seconds = [], 0, 0.0
    for at in range(0, len(prompts), batch):
        group = prompts[at : at + batch]
        torch.manual_seed(seed + at)
        inputs = tokenizer([asked.prompt for asked in group], return_tensors="pt", padding=True)
        started = time.perf_counter()
        made = model.generate(  # type: ignore[operator]
            input_ids=inputs["input_ids"],
            attention_mask=inputs["attention_mask"],
            do_sample=temperature > 0,
            temperature=temperature or None,
            top_p=0.9 if temperature > 0 else None,
            max_new_tokens=480,
        )
        seconds += time.perf_counter() - started
        new = made[:, inputs["input_ids"].shape[1] :]
        tokens += int((new != tokenizer.pad_token_id).sum())
        for asked, ids in zip(group, new, strict=True):
            text = tokenizer.decode(ids)
            title, parts = parse(TITLE + text)
            answers.append(Answer(asked, title, parts, END in text))
    return answers, tokens / seconds


def one_hero(a: Answer) -> bool:
    """Whether the hero is named, and nobody takes the other hero's name."""
    named = {hero for hero in HEROES.values() if hero in " ".join(a.parts)}
    return named == {a.asked.hero}


def figures(answers: Sequence[Answer]) -> dict[str, float]:
    """The shares and means that the model card reports."""
    told = [told for a in answers for told in a.told]
    mean = statistics.fmean
    return {
        "stories": len(answers),
        "length_200_250": round(mean(200 <= a.words <= 250 for a in answers), 3),
        "mean_words": round(mean(a.words for a in answers), 1),
        "right_number_of_parts": round(
            mean(len(a.parts) == len(a.asked.captions) for a in answers), 3
        ),
        "nouns_told": round(mean(told), 3),
        "all_in_order": round(mean(all(a.told) for a in answers), 3),
        "distinct_3": round(mean(a.distinct_3 for a in answers), 3),
        "one_hero": round(mean(one_hero(a) for a in answers), 3),
    }


def main(argv: list[str] | None = None) -> dict[str, dict[str, float]]:
    arguments = argparse.ArgumentParser(prog="python -m train.evaluate_writer")
    add = arguments.add_argument
    add("--model", type=Path, default=ROOT / "starter" / "writer")
    add("--stories", type=int, default=40, help="for each set of prompts")
    add("--photos", type=Path, default=ROOT.parent / "shared/data/flickr8k_small/captions.json")
    add("--seed", type=int, default=0)
    add("--temperature", type=float, default=0.7)
    add("--batch", type=int, default=10)
    add("--threads", type=int, default=1)
    add("--show", type=int, default=0, help="stories to print")
    args = arguments.parse_args(argv)
    torch.set_num_threads(args.threads)
    tokenizer = AutoTokenizer.from_pretrained(args.model)
    model = AutoModelForCausalLM.from_pretrained(args.model, dtype=torch.float32).eval()
    sets = {
        "world": world_prompts(args.stories, args.seed),
        "grammar": grammar_prompts(args.stories, args.seed),
    }
    if args.photos.exists():
        sets["photos"] = photo_prompts(args.photos, args.stories, args.seed)
    report = {}
    for name, prompts in sets.items():
        answers, speed = answer(model, tokenizer, prompts, args.seed, args.temperature, args.batch)
        report[name] = figures(answers) | {"tokens_per_second": round(speed, 1)}
        for a in answers[: args.show]:
            print(f"\n# {a.title}  ({a.asked.mood}, {a.words} of {a.asked.words} words)")
            for caption, part in zip(a.asked.captions, a.parts, strict=False):
                print(f"  [{caption}]\n  {part}")
    rows = sorted({key for values in report.values() for key in values})
    print("\n" + " " * 24 + "".join(f"{name:>12}" for name in report))
    for row in rows:
        print(f"{row:24}" + "".join(f"{report[name][row]:12}" for name in report))
    print(
        json.dumps(
            {"model": args.model.name, "seed": args.seed, "temperature": args.temperature, **report}
        )
    )
    return report


if __name__ == "__main__":
    main()
