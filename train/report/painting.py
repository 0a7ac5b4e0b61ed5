"""The illustrator's bars: what was asked for is seen, nothing is copied, styles and heroes hold."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from PIL import Image

from train.evaluate_illustrator import Painter, load
from train.judge import Judge, judge
from train.readers import catalogued
from train.report import nearest, plots
from train.report.bars import Report
from train.report.judging import trained_judge
from train.report.setup import PIXELS, Setup, progress
from train.vision_metrics import (
    SAID,
    all_present,
    attribute_shares,
    attributes_in,
    judged_shares,
)
from train.world.dataset import scenes
from train.world.draw import draw
from train.world.scene import Scene, attributes, held_out, prompt, sample
from train.world.vocabulary import STYLES

ATTRIBUTES: Final = tuple(name for name in SAID if name != "prop")
SHOWN: Final = 30
PAGES: Final = 5


def illustrator(setup: Setup, report: Report) -> None:
    """Paints everything, then reads it back."""
    if setup.absent("illustrator", report):
        return
    options = catalogued("starter-illustrator")
    painter = Painter(
        load(setup.starter / "illustrator"),
        int(options["num_inference_steps"]),
        float(options["guidance_scale"]),
    )
    net = trained_judge(setup, report)
    asked = scenes("test", n=8 * setup.pictures + 40, seed=setup.seed)
    chosen, pairs = asked[: setup.pictures], with_two(asked, max(2, setup.pictures // 3))
    later = [scene for scene in pairs if scene not in chosen]
    painted = dict(_paint(painter, [*chosen, *later], setup.seed, "painting"))
    pictures = [painted[scene] for scene in chosen]
    width = min(size for picture in pictures for size in picture.size)
    report.bar("illustrator", "pixels wide and high", width, least=256)
    report.bar("illustrator", "seconds a picture", float(np.median(painter.seconds)), most=2.0)
    drawn = [draw(scene, PIXELS) for scene in chosen]
    truths = [attributes(scene) for scene in chosen]
    answers = judge(pictures, net) if net is not None else []
    _read_back(setup, truths, drawn, pictures, net, report)
    _both(setup, pairs, [painted[scene] for scene in pairs], net, report)
    _sheet(chosen, pictures, report)
    nearest.copies(setup, pictures, drawn, truths, answers, report)
    _styles(setup, painter, net, report)
    _heroes(setup, painter, net, report)


def with_two(asked: Sequence[Scene], count: int) -> list[Scene]:
    """The first scenes of two figures."""
    return [scene for scene in asked if len(scene.cast) == 2][:count]


def _paint(
    painter: Painter, asked: Sequence[Scene], seed: int, what: str
) -> list[tuple[Scene, Image.Image]]:
    return [
        (scene, painter(prompt(scene), seed + number))
        for number, scene in enumerate(progress(asked, what))
    ]


def _read_back(
    setup: Setup,
    truths: Sequence[Mapping[str, str]],
    drawn: Sequence[Image.Image],
    painted: Sequence[Image.Image],
    net: Judge | None,
    report: Report,
) -> None:
    """Attributes by both readers, beside those of drawn pictures of the same scenes.

    The bar is on the captioner's six attributes; held things and styles stand beside it.
    """
    report.remark(
        f"The illustrator's attributes are the captioner's: {', '.join(ATTRIBUTES)}. Held things "
        "and styles have figures of their own."
    )
    both = {"drawn": drawn, "painted": painted}
    if setup.captioner is not None:
        texts = {key: setup.captioner(pictures)[0] for key, pictures in both.items()}
        columns = {key: attribute_shares(said, truths) for key, said in texts.items()}
        _shares("captioner", columns, SAID, report)
    if net is not None:
        answers = {key: judge(pictures, net) for key, pictures in both.items()}
        columns = {key: judged_shares(seen, truths) for key, seen in answers.items()}
        _shares("judge", columns, (*SAID, "style"), report)


def _shares(
    reader: str,
    columns: Mapping[str, Mapping[str, float]],
    names: Sequence[str],
    report: Report,
) -> None:
    means = {
        key: float(np.mean([shares[name] for name in ATTRIBUTES]))
        for key, shares in columns.items()
    }
    report.bar("illustrator", f"attributes read by the {reader}", means["painted"], least=0.90)
    for name in names:
        report.bar("illustrator", f"{name} read by the {reader}", columns["painted"][name])
    report.bar("illustrator", f"attributes of drawn pictures, {reader}", means["drawn"])
    shown = {key: {name: shares[name] for name in names} for key, shares in columns.items()}
    heading = f"Attributes of drawn and painted pictures, read by the {reader}"
    report.plot(f"attributes_{reader}", heading, plots.bars(shown, 0.9))


def _both(
    setup: Setup,
    pairs: Sequence[Scene],
    pictures: Sequence[Image.Image],
    net: Judge | None,
    report: Report,
) -> None:
    """Two figures asked for, both seen."""
    readers = {}
    if setup.captioner is not None:
        texts, _ = setup.captioner(pictures)
        readers["captioner"] = [attributes_in(text)["character"] for text in texts]
    if net is not None:
        readers["judge"] = [tuple(answer["cast"]) for answer in judge(pictures, net)]
    for reader, found in readers.items():
        share = both_present(found, [attributes(scene) for scene in pairs])
        report.bar("illustrator", f"two characters both present, {reader}", share, least=0.85)


def both_present(found: Sequence[Sequence[str]], truths: Sequence[Mapping[str, str]]) -> float:
    """Share of pictures in which every character asked for was found."""
    return float(np.mean([all_present(*pair) for pair in zip(found, truths, strict=True)]))


def _sheet(chosen: Sequence[Scene], pictures: Sequence[Image.Image], report: Report) -> None:
    prompts = [prompt(scene) for scene in chosen[:SHOWN]]
    sheet = plots.contact_sheet(pictures[:SHOWN], prompts, 6, side=160)
    report.sheet("illustrations", "Illustrations and their held-out prompts", sheet)


def _styles(setup: Setup, painter: Painter, net: Judge | None, report: Report) -> None:
    """The same prompts and seeds in every style."""
    base = scenes("test", n=max(1, setup.pictures // 6), seed=setup.seed + 1)
    asked = [replace(scene, style=style) for scene in base for style in STYLES]
    seeds = [setup.seed + number // len(STYLES) for number in range(len(asked))]
    pictures = [
        painter(prompt(scene), seed)
        for scene, seed in progress(list(zip(asked, seeds, strict=True)), "styles")
    ]
    if net is not None:
        read = [answer["style"] for answer in judge(pictures, net)]
        right = [style == scene.style for style, scene in zip(read, asked, strict=True)]
        report.bar("illustrator", "style read by the judge", float(np.mean(right)), least=0.90)
    drawn = [draw(scene, PIXELS) for scene in asked]
    for name, some in (("painted", pictures), ("drawn", drawn)):
        report.bar("illustrator", f"grey levels between styles, {name}", between(some, len(STYLES)))
    sheet = plots.contact_sheet(
        pictures[:12], [f"{scene.style}: {prompt(scene)}" for scene in asked[:12]], 3
    )
    report.sheet("styles", "The same prompt and seed in three styles", sheet)


def between(pictures: Sequence[Image.Image], group: int) -> float:
    """Mean difference (0 to 255) between the pictures of each group of neighbours."""
    levels = np.stack([np.asarray(picture, np.float32) for picture in pictures])
    groups = levels.reshape(-1, group, *levels.shape[1:])
    return float(
        np.mean(
            [np.abs(groups[:, i] - groups[:, j]).mean() for i in range(group) for j in range(i)]
        )
    )


def hero_pages(count: int, seed: int) -> list[Scene]:
    """Five held-out scenes a hero: same character, coat and style, other places and deeds."""
    rng = random.Random(f"heroes/{seed}")
    pages: list[Scene] = []
    for _ in range(count):
        hero = sample(rng, "test")
        told: list[Scene] = []
        while len(told) < PAGES:
            scene = sample(rng, "test")
            if len(scene.cast) > 1:
                continue
            scene = replace(scene, character=hero.character, colour=hero.colour, style=hero.style)
            apart = all(scene.place != one.place and scene.action != one.action for one in told)
            if apart and held_out(scene):
                told.append(scene)
        pages += told
    return pages


def _heroes(setup: Setup, painter: Painter, net: Judge | None, report: Report) -> None:
    """Who is the hero of each page, and in which coat?"""
    asked = hero_pages(max(1, setup.pictures // 10), setup.seed)
    pictures = [picture for _, picture in _paint(painter, asked, setup.seed + 1000, "heroes")]
    readers: dict[str, list[dict[str, str]]] = {}
    if setup.captioner is not None:
        said = [attributes_in(text) for text in setup.captioner(pictures)[0]]
        readers["captioner"] = [
            dict(zip(one["character"], one["colour"], strict=False)) for one in said
        ]
    if net is not None:
        readers["judge"] = [answer["cast"] for answer in judge(pictures, net)]
    for reader, casts in readers.items():
        hits = [
            cast.get(scene.character) == scene.colour
            for cast, scene in zip(casts, asked, strict=True)
        ]
        name = f"hero and coat over five pages, {reader}"
        report.bar("illustrator", name, float(np.mean(hits)), least=0.90)
        whole = np.reshape(hits, (-1, PAGES)).all(1).mean()
        report.bar("illustrator", f"heroes right on all five pages, {reader}", float(whole))
    labels = [prompt(scene) for scene in asked[: 2 * PAGES]]
    sheet = plots.contact_sheet(pictures[: 2 * PAGES], labels, PAGES, side=160)
    report.sheet("heroes", "The same hero over five pages", sheet)
