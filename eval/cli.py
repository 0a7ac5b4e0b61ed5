"""The command line of the measuring floor. Figures go to standard output, complaints to error."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from core.errors import BadInput, StudioError
from eval.cli_run import run

app = typer.Typer(
    name="python -m eval",
    help="Measures captions, pictures, stories and narrations, and models that make them.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def _eval() -> None:
    """Measures captions, pictures, stories and narrations, and models that make them."""


@app.command()
def score(
    candidates: Annotated[Path, typer.Option(help="JSON file: id to caption.")],
    references: Annotated[Path, typer.Option(help="JSON file: id to a list of captions.")],
    metric: Annotated[
        str, typer.Option(help="One or more of bleu, rouge_l, cider; commas between them.")
    ] = "bleu,rouge_l,cider",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    per_item: Annotated[
        bool, typer.Option("--per-item", help="The figures of each id as well.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Seed of the intervals (without --json).")] = 0,
) -> None:
    """Score captions against references, to the conventions of the COCO evaluation."""
    from eval.scoring import read_captions
    from eval.scoring import score as score_captions

    if seed < 0:
        raise BadInput(f"{seed} is no seed; it must be a whole number from 0 up.")
    names = [name.strip() for name in metric.split(",") if name.strip()]
    scores = score_captions(read_captions(candidates, references), names)
    if as_json:
        result: dict[str, object] = {name: f.value for name, f in scores.figures.items()}
        if per_item:
            result["per_item"] = scores.per_item()
        print(json.dumps(result))
        return
    for name, interval in scores.intervals(seed=seed).items():
        print(f"{name:8} {interval}")
    if per_item:
        for key, figures in scores.per_item().items():
            print(key, *(f"{name}={value:.4f}" for name, value in figures.items()), sep="\t")


app.command()(run)


def main() -> None:
    """Run the command line; a `StudioError` becomes one sentence and its exit code."""
    try:
        app(standalone_mode=True)
    except StudioError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # the last door: a sentence, never a traceback
        kind = type(error).__name__
        print(f"Something unexpected went wrong ({kind}: {error}).", file=sys.stderr)
        sys.exit(1)
