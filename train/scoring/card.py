"""The model card of a scorer: what it is, what taught it, its figures and its limits."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.models.dual_encoder import DualModel
from train import common, facts, model_card
from train.captioning.data import times
from train.captioning.measure import Validation


def write(
    args: argparse.Namespace,
    model: DualModel,
    pictures: int,
    sets: Mapping[str, Validation],
    sessions: Sequence[facts.Session],
    figures: Mapping[str, Mapping[str, float]],
) -> Path:
    """README.md beside the weights."""
    sides = [common.parameters_of(side) for side in (model.picture, model.text)]
    names = ", ".join(times(data)[0].name for data in args.data)
    rows = [
        (
            name,
            len(sets[name].places),
            *(f"{100 * found[key]:.1f} %" for key in ("picture to text", "text to picture")),
            *(f"{found[key]:.1f}" for key in ("right", "wrong")),
            f"{found['area']:.3f}",
        )
        for name, found in figures.items()
    ]
    sections = {
        "What it does": (
            "Pictures and texts become unit vectors; 100 · cosine says how well they fit. "
            f"{model.encoder.kind}, frozen, with a head of {sides[0]:,} parameters that attends to "
            f"its places; word vectors and a transformer for texts, {sides[1]:,} parameters."
        ),
        "Data": f"{pictures:,} pictures of {names}. {model_card.licences(args)}",
        "Training": facts.training_text(sessions),
        "Figures": model_card.table(
            "One caption a picture; R@1 among 100, the mean over groups of 100; mean scores of "
            "right and of wrong pairs; area under the curve between them.",
            ("set", "n", "picture → text", "text → picture", "right", "wrong", "area"),
            rows,
        ),
        "Limits": (
            "It knows what its data show; order and number of things hardly count for it. Its "
            "scores are not comparable with those of other scorers."
        ),
    }
    return model_card.write(args.out, "Scorer", ["image-text-retrieval"], sections)
