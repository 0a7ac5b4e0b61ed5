"""The model card of a writer's adapter: what it is for, what taught it, its figures and limits."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from train import common, facts
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
        f"| {when} | {found['loss']:.3f} | {found['perplexity']:.2f} |"
        for when, found in (("before", before), ("after", after))
    ]
    sections = {
        "What it is": (
            f"A LoRA of rank {config.r} (alpha {config.lora_alpha:g}, dropout "
            f"{config.lora_dropout:g}) for `{base.name}`{four}: {parameters:,} "
            "parameters in float16. It writes stories as those it was taught with."
        ),
        "Use": (
            f"`python -m studio story PICTURES --writer {args.out}`, or `adapter = …` in the "
            "options of a `causal_lm` writer of the catalogue, or `peft.PeftModel`."
        ),
        "Data": (
            f"{counts['rows']:,} rows of {files}, {counts['tokens']:,} tokens, of which "
            f"{counts['answers']:,} are the answers that were learnt, each "
            f"{steps * args.batch / counts['rows']:.1f} times. Licence of the data: "
            f"{args.licence}."
            + (f" {args.attribution.rstrip('.')}." if args.attribution else "")
            + f" Licence of the base: {base.licence}."
        ),
        "Training": facts.training_text(sessions),
        "Figures": "\n".join(
            [
                f"Measured on {counts['measured']:,} rows {measured_on}. Loss: the mean of the "
                "answers' tokens, in nats a token.",
                "",
                "| teaching | loss | perplexity |",
                "|---|---|---|",
                *rows,
            ]
        ),
        "Limits": (
            "It writes what its stories are like, and makes the mistakes of its base; a person "
            "should read what it wrote before children do."
        ),
    }
    front = {"license": args.licence, "library_name": "peft"}
    if not Path(base.name).is_absolute():
        front["base_model"] = base.name
    common.write_model_card(args.out, "Writer", ["text-generation", "lora"], sections, front)
    return args.out / "README.md"
