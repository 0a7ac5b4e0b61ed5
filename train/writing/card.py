"""The model card of a writer's adapter: what it is for, what taught it, its figures and limits."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from train import facts, model_card
from train.bases import Base


def write(
    args: argparse.Namespace,
    base: Base,
    config: Any,
    *,
    counts: Mapping[str, int],
    parameters: int,
    measured_on: str,
    before: Mapping[str, float],
    after: Mapping[str, float],
    sessions: Sequence[facts.Session],
) -> Path:
    """README.md beside the adapter."""
    files = ", ".join(f"`{Path(file).name}`" for file in args.data)
    four = ", which was read in four bits (NF4)" if args.four_bit else ""
    steps, _ = facts.total(sessions)
    rows = [
        (when, f"{found['loss']:.3f}", f"{found['perplexity']:.2f}")
        for when, found in (("before", before), ("after", after))
    ]
    sections = {
        "What it is": (
            f"{model_card.lora(config, base)}{four}: {parameters:,} parameters in float16. It "
            "writes stories as those it was taught with."
        ),
        "Use": model_card.use_of_writer(args.out),
        "Data": (
            f"{counts['rows']:,} rows of {files}, {counts['tokens']:,} tokens, of which "
            f"{counts['answers']:,} are the answers that were learnt, each "
            f"{steps * args.batch / counts['rows']:.1f} times. {model_card.licences(args, base)}"
        ),
        "Training": facts.training_text(sessions),
        "Figures": model_card.table(
            f"Measured on {counts['measured']:,} rows {measured_on}. Loss: the mean of the "
            "answers' tokens, in nats a token.",
            ("teaching", "loss", "perplexity"),
            rows,
        ),
        "Limits": (
            "It writes what its stories are like, and makes the mistakes of its base; a person "
            "should read what it wrote before children do."
        ),
    }
    front = model_card.built_on(base, args, "peft")
    return model_card.write(args.out, "Writer", ["text-generation", "lora"], sections, front)
