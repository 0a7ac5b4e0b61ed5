"""The captioner's, the scorer's and the limits' bars."""

import random
from collections.abc import Sequence
from typing import Final

import numpy as np
import torch

from train.evaluate_vision import Photo, retrieval, seconds_for
from train.readers import Scorer, catalogued
from train.report import plots
from train.report.bars import Report
from train.report.setup import Setup
from train.vision_metrics import SAID, area_under_curve, attribute_shares, bleu4, ordering
from train.wording import one_wrong
from train.world.scene import canonical, references

SHOWN: Final = 12


def captioner(setup: Setup, report: Report) -> None:
    """Captions of held-out scenes against their references and attributes."""
    if setup.absent("captioner", report):
        return
    texts, _ = setup.captions
    told = [references(scene) for scene in setup.scenes]
    report.bar("captioner", "BLEU-4 against five references", bleu4(texts, told), least=0.60)
    shares = attribute_shares(texts, setup.truths)
    for name in SAID:
        report.bar("captioner", f"{name} right", shares[name], least=0.95)
    report.bar("captioner", "whole caption right", shares["all"])
    for count in (1, 2, 3):
        chosen = [i for i, scene in enumerate(setup.scenes) if len(scene.cast) == count]
        if chosen:
            part = attribute_shares([texts[i] for i in chosen], [setup.truths[i] for i in chosen])
            report.bar("captioner", f"whole caption right, {count} in the picture", part["all"])
    assert setup.captioner is not None
    seconds = seconds_for(setup.captioner, (setup.drawn * 5)[:5])
    report.bar("captioner", "seconds for 5 pictures", seconds, most=1.5)
    sheet = plots.contact_sheet(setup.drawn[:SHOWN], texts[:SHOWN], 4)
    report.sheet("captions", "Held-out pictures and what the captioner says", sheet)


def scorer(setup: Setup, report: Report) -> None:
    """Retrieval and order of the scores."""
    if setup.absent("scorer", report):
        return
    assert setup.scorer is not None
    rng = random.Random(setup.seed)
    images = setup.scorer.see(setup.drawn)
    right = setup.scorer.read([canonical(scene) for scene in setup.scenes])
    wrong = setup.scorer.read([canonical(one_wrong(scene, rng)) for scene in setup.scenes])
    for name, share in retrieval(images, right).items():
        report.bar("scorer", name, share, least=0.90)
    ordered = ordering(images, right, wrong, right.roll(1, 0))
    report.bar("scorer", "right > one attribute wrong > wrong scene", ordered, least=0.95)
    report.bar("scorer", "right > one attribute wrong", ordering(images, right, wrong))


def limits(setup: Setup, report: Report) -> None:
    """Telling the world's pictures from photographs."""
    photos = setup.photographs
    if not photos:
        report.remark(
            f"No photographs in {setup.photos}: whether the models know their limits is not "
            "measured."
        )
        return
    if setup.absent("captioner", report):
        return
    assert setup.captioner is not None
    shown = [photo.open() for photo in photos]
    texts, sure = setup.captions
    said, unsure = setup.captioner(shown)
    report.bar("limits", "confidence, AUC", area_under_curve(sure, unsure), least=0.95)
    limit = float(catalogued("starter-captioner").get("familiar_above", 0.0))
    report.bar("limits", "the studio's limit of confidence", limit)
    report.bar("limits", "scenes above it", float(np.mean(np.array(sure) >= limit)))
    report.bar("limits", "photographs below it", float(np.mean(np.array(unsure) < limit)))
    report.bar("limits", "confidence that 95 % of the scenes reach", float(np.quantile(sure, 0.05)))
    figure = plots.histogram(
        {"held-out scenes": sure, "photographs": unsure}, "the captioner's confidence", [limit]
    )
    report.plot("confidence", "Confidence on scenes and photographs", figure)
    report.remark(_said_of_photographs(photos, said, unsure))
    if setup.scorer is None:
        report.remark("No scorer: photographs are told by the captioner alone.")
        return
    world, other = setup.scorer.see(setup.drawn), setup.scorer.see(shown)
    pool = setup.scorer.read([canonical(scene) for scene in setup.scenes])
    best, strange = ((images @ pool.T).amax(1).tolist() for images in (world, other))
    name = "the scorer's best caption, AUC"
    report.bar("limits", name, area_under_curve(best, strange), least=0.95)
    known, unknown = together(
        (sure, own_scores(setup.scorer, world, texts)),
        (unsure, own_scores(setup.scorer, other, said)),
    )
    report.bar("limits", "both together, AUC", area_under_curve(known, unknown), least=0.95)
    report.remark(
        "The scorer's best caption is chosen among those of all held-out scenes; “both together” "
        "needs none of them: it adds the confidence and the scorer's cosine of the captioner's "
        "own caption. The studio's note goes by the confidence alone."
    )


def own_scores(scorer: Scorer, images: torch.Tensor, captions: Sequence[str]) -> list[float]:
    """How well each picture fits the caption it was given."""
    return (images * scorer.read(captions)).sum(-1).tolist()


def together(
    world: tuple[Sequence[float], Sequence[float]], other: tuple[Sequence[float], Sequence[float]]
) -> tuple[list[float], list[float]]:
    """Log confidence plus cosine, each in standard deviations of the world's own."""

    def table(pair: tuple[Sequence[float], Sequence[float]]) -> np.ndarray:
        return np.stack([np.log(np.maximum(pair[0], 1e-9)), np.array(pair[1])])

    known, strange = table(world), table(other)
    mean, spread = known.mean(1, keepdims=True), known.std(1, keepdims=True) + 1e-9
    return (
        ((known - mean) / spread).sum(0).tolist(),
        ((strange - mean) / spread).sum(0).tolist(),
    )


def _said_of_photographs(
    photos: Sequence[Photo], said: Sequence[str], unsure: Sequence[float]
) -> str:
    """A few photographs by name, and what is made of them; no photograph is put into the report."""
    rows = zip(photos[:SHOWN], said, unsure, strict=False)
    return "What the captioner makes of photographs: " + "; ".join(
        f"{photo.path.name}, {sure:.2f} sure: “{text}”" for photo, text, sure in rows
    )
