"""The command line of the measuring floor. Figures go to standard output, complaints to error."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from core.errors import BadInput, StudioError

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
        str, typer.Option(help="One or more of bleu, rouge_l, cider, chair; commas between them.")
    ] = "bleu,rouge_l,cider",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    per_item: Annotated[
        bool, typer.Option("--per-item", help="The figures of each id as well.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Seed of the intervals (without --json).")] = 0,
) -> None:
    """Score captions against references, to the conventions of the COCO evaluation."""
    from core.settings import Settings
    from eval.custom import own_metrics
    from eval.scoring import read_captions
    from eval.scoring import score as score_captions

    if seed < 0:
        raise BadInput(f"{seed} is no seed; it must be a whole number from 0 up.")
    names = [name.strip() for name in metric.split(",") if name.strip()]
    own = own_metrics(Settings.from_environment().metrics)
    scores = score_captions(read_captions(candidates, references), names, own)
    if as_json:
        result: dict[str, object] = {
            name: None if f.value != f.value else f.value for name, f in scores.figures.items()
        }
        if per_item:
            result["per_item"] = scores.per_item()
        print(json.dumps(result, allow_nan=False))
        return
    for name, interval in scores.intervals(seed=seed).items():
        print(f"{name:14} {interval}")
    if per_item:
        for key, figures in scores.per_item().items():
            print(key, *(f"{name}={value:.4f}" for name, value in figures.items()), sep="\t")


@app.command()
def metrics() -> None:
    """List the metrics, those of your own (STUDIO_METRICS), and why some are not offered."""
    from core.settings import Settings
    from eval.custom import own_metrics
    from eval.offered import NOT_OFFERED, offered

    own = own_metrics(Settings.from_environment().metrics)
    for name, said in offered().items():
        print(f"{name:22} {said}")
    for metric in own:
        print(f"{metric.name:22} {metric.said} ({metric.file}, of {', '.join(metric.given)})")
    for said in NOT_OFFERED.values():
        print(f"\n{said}")


@app.command()
def run(
    suite: Annotated[
        str, typer.Argument(help="One of: world, folder, sequences, stories, latency.")
    ] = "world",
    preset: Annotated[
        str, typer.Option(help="Which models (default: STUDIO_PRESET, else starter).")
    ] = "",
    seed: Annotated[int, typer.Option(help="Which items are drawn.")] = 0,
    n: Annotated[int, typer.Option("--n", help="How many items, at most.")] = 50,
    data: Annotated[
        str | None,
        typer.Option(
            help="Folder of pictures with captions (suite folder) or of stories (sequences)."
        ),
    ] = None,
    split: Annotated[str | None, typer.Option(help="Only this split of its data set.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    csv: Annotated[Path | None, typer.Option(help="Write the items here as CSV.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a report here.")] = None,
    store: Annotated[
        bool,
        typer.Option("--store", help="Keep the run in the studio's database, as it goes on."),
    ] = False,
    resume: Annotated[
        str,
        typer.Option(
            help="Go on with a stored run that was interrupted: its id, as `runs` shows it."
        ),
    ] = "",
    fail_below: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-below",
            help="A figure and its limit, such as BLEU-4=0.18; exit 3 where it is lower. "
            "May be given several times.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress on standard error.")] = False,
) -> None:
    """Run an evaluation suite here and now; the same seed gives the same quality figures."""
    from eval.cli_run import Asked, read_limits, run_suite

    limits = read_limits(fail_below or [])
    asked = Asked(
        suite=suite,
        preset=preset,
        n=n,
        seed=seed,
        data=data,
        split=split,
        store=store,
        quiet=quiet,
        resume=resume,
    )
    if code := run_suite(asked, as_json=as_json, csv=csv, html=html, limits=limits):
        raise typer.Exit(code)


@app.command()
def runs(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the runs in the studio's database, newest first."""
    from eval.cli_compare import list_runs

    list_runs(as_json=as_json)


@app.command()
def compare(
    first: Annotated[
        str,
        typer.Argument(help="A run: its id as `runs` shows it, or a JSON file of `run --json`; "
                       "several of other seeds with commas between them are pooled."),
    ],
    second: Annotated[str, typer.Argument(help="The run to hold against it, given likewise.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a report here.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of intervals and p-values.")] = 0,
) -> None:  # fmt: skip
    """Compare two runs over the items that both measured: differences with their 95 % intervals,
    p-values corrected over the table, and what could have been told from so many items."""
    from eval.cli_compare import compare_runs

    compare_runs(first, second, as_json=as_json, html=html, seed=seed)


@app.command()
def explore(
    data: Annotated[
        str,
        typer.Argument(
            help="A folder of pictures with captions (COCO, Flickr, TSV, CSV, JSON), a caption "
            "file, a file of stories (JSON, JSONL), a folder of pictures alone, or “gallery”: the "
            "studio's own books."
        ),
    ],
    html: Annotated[Path | None, typer.Option(help="Write the report here.")] = None,
    csv: Annotated[
        Path | None, typer.Option(help="Write every table into this folder, as CSV.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    seed: Annotated[int, typer.Option(help="Draws stories, and pictures where not all.")] = 0,
    split: Annotated[str | None, typer.Option(help="Only this split of the data set.")] = None,
    pictures: Annotated[int, typer.Option(help="Open so many pictures at most.")] = 20_000,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress on standard error.")] = False,
) -> None:
    """Look at a data set: words and lengths, stories, sizes, pictures that are there twice or do
    not open, languages.  The same data and seed give the same report."""
    from eval.cli_explore import Asked, explore_data

    asked = Asked(data=data, split=split, seed=seed, pictures=pictures, quiet=quiet)
    explore_data(asked, as_json=as_json, csv=csv, html=html)


@app.command()
def correlate(
    data: Annotated[
        Path,
        typer.Argument(help="CSV, TSV, JSON or JSONL: a row (an object) for each judged item."),
    ],
    score_column: Annotated[str, typer.Option("--score", help="The column of scores.")] = "score",
    human: Annotated[str, typer.Option(help="The column of people's judgements.")] = "human",
    group: Annotated[
        str, typer.Option(help="A column that says which rows belong together (a picture, a book).")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    seed: Annotated[int, typer.Option(help="Seed of the intervals.")] = 0,
) -> None:
    """Rank correlations of scores with human judgements: Kendall's τ-b and τ-c, Spearman's ρ."""
    from eval.correlating import correlate_file

    correlate_file(data, score=score_column, human=human, group=group, as_json=as_json, seed=seed)


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
