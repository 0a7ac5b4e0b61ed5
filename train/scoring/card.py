"""The model card of a scorer: what it is, what taught it, its figures and its limits."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.models.dual_encoder import DualModel
from train import common, facts
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
        f"| {name} | {len(sets[name].places)} | "
        + " | ".join(f"{100 * found[key]:.1f} %" for key in ("picture to text", "text to picture"))
        + f" | {found['right']:.1f} | {found['wrong']:.1f} | {found['area']:.3f} |"
        for name, found in figures.items()
    ]
    sections = {
        "What it does": (
            "Pictures and texts become unit vectors; 100 · cosine says how well they fit. "
            f"{model.encoder.kind}, frozen, with a head of {sides[0]:,} parameters that attends to "
            f"its places; word vectors and a transformer for texts, {sides[1]:,} parameters."
        ),
        "Data": f"{pictures:,} pictures of {names}. Licence of the data: {args.licence}.",
        "Training": facts.training_text(sessions),
        "Figures": "\n".join(
            [
                "One caption a picture; R@1 among 100, the mean over groups of 100; mean scores of "
                "right and of wrong pairs; area under the curve between them.",
                "",
                "| set | n | picture → text | text → picture | right | wrong | area |",
                "|---|---|---|---|---|---|---|",
                *rows,
            ]
        ),
        "Limits": (
            "It knows what its data show; order and number of things hardly count for it. Its "
            "scores are not comparable with those of other scorers."
        ),
    }
    common.write_model_card(args.out, "Scorer", ["image-text-retrieval"], sections)
    return args.out / "README.md"
