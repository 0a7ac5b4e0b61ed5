"""The model card of a captioner: what it is, what taught it, its figures and its limits."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.models.caption_model import CaptionModel
from train import common, facts, model_card
from train.captioning.data import times
from train.captioning.measure import Validation


def write(
    args: argparse.Namespace,
    model: CaptionModel,
    pictures: int,
    sets: Mapping[str, Validation],
    sessions: Sequence[facts.Session],
    figures: Mapping[str, Mapping[str, float]],
) -> Path:
    """README.md beside the weights."""
    encoder, decoder = model.config["encoder"]["kind"], model.config["decoder"]["kind"]
    count = common.parameters_of(model.decoder)
    names = ("bleu1", "bleu2", "bleu3", "bleu4", "cider")
    rows = [
        (name, len(sets[name].places), *(f"{found[key]:.3f}" for key in names))
        for name, found in figures.items()
    ]
    calibration = model.config.get("calibration")
    sure = (
        f"Expected calibration error {calibration['expected_error']:.3f} over "
        f"{calibration['n']} held-out pictures: a caption is right when two thirds of its telling "
        "words stand in the references (`train/captioning/calibrate.py`)."
        if calibration
        else "Not calibrated: the confidence is the mean probability of a word."
    )
    data = ", ".join(times(data)[0].name for data in args.data)
    sections = {
        "What it does": (
            f"It says a picture in a sentence: {encoder}, frozen, and a decoder of the kind "
            f"{decoder} with {count:,} parameters; beam search with {args.beams} beams."
        ),
        "Data": f"{pictures:,} pictures of {data}. {model_card.licences(args)}",
        "Training": facts.training_text(sessions),
        "Figures": model_card.table(
            f"Beam {args.beams}, COCO conventions, pictures it did not learn from unless the set "
            "is called “learnt”.",
            ("set", "n", "BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4", "CIDEr"),
            rows,
        ),
        "Confidence": sure,
        "Limits": "It names what its data name, guesses at what it cannot see, and counts badly.",
    }
    return model_card.write(args.out, "Captioner", ["image-to-text"], sections)
