"""The model card of an adapter that preferences taught: whose they were, its figures and limits."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from train import facts, model_card
from train.bases import Base
from train.preferring.pairs import Pair, counted


def write(
    args: argparse.Namespace,
    base: Base,
    config: Any,
    *,
    learnt: Sequence[Pair],
    measured_on: str,
    parameters: int,
    before: Mapping[str, float],
    after: Mapping[str, float],
    sessions: Sequence[facts.Session],
) -> Path:
    """README.md beside the adapter."""
    people = len({pair.person for pair in learnt if pair.person})
    steps, _ = facts.total(sessions)
    started = f" It goes on from the adapter in `{args.start}`." if args.start else ""
    rows = [
        (when, f"{found['loss']:.3f}", f"{found['margin']:.2f}", f"{found['right']:.0%}")
        for when, found in (("before", before), ("after", after))
    ]
    sections = {
        "What it is": (
            f"{model_card.lora(config, base)}: {parameters:,} parameters in float16, taught by "
            "direct preference optimisation (Rafailov et al. 2023) to write what readers "
            f"preferred.{started}"
        ),
        "Use": model_card.use_of_writer(args.out),
        "Data": (
            f"{len(learnt):,} pairs of a better and a worse text, of {max(people, 1):,} "
            f"{'person' if people < 2 else 'people'}: {counted(learnt)}; each seen "
            f"{steps * args.batch / len(learnt):.1f} times. " + model_card.licences(args, base)
        ),
        "Training": f"{facts.training_text(sessions)}\n\nβ = {args.beta:g}.",
        "Figures": model_card.table(
            f"Measured on pairs {measured_on}. Margin: β times by how many nats more the better "
            "text gained; right: the share of pairs in which it gained more.",
            ("teaching", "loss", "margin", "right"),
            rows,
        ),
        "Limits": (
            "It prefers what these readers preferred, which need not be what others do; a person "
            "should read what it wrote before children do."
        ),
    }
    front = model_card.built_on(base, args, "peft")
    tags = ["text-generation", "lora", "dpo"]
    return model_card.write(args.out, "Writer", tags, sections, front)
