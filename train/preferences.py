"""Teaches a writer what readers preferred: a LoRA by direct preference optimisation (DPO).

    python -m train.preferences --write pairs.jsonl
    python -m train.preferences --base smollm2-135m-instruct --out runs/preferred
    python -m studio story dog.jpg --writer runs/preferred

Pairs of a better and a worse text come from the studio's own database (STUDIO_DATA_DIR): A/B votes
about pages, pages that somebody edited, and books of the same request with different stars; or from
JSONL files (--data) with "prompt", "chosen" and "rejected", as `trl` has them. Below --least pairs
nothing is taught, and the program says how many are missing. --write only writes the pairs down.

The base is a folder, a GGUF file, a name of the catalogue or of the hub; --start goes on from an
adapter that `train.writer` taught. The reference is the writer as it is at the beginning.
Interrupted (Ctrl-C, SIGTERM or a crash), --resume goes on where it was, with the pairs of then.
"""

import argparse
import math
from functools import partial
from pathlib import Path

from core.errors import BadInput
from core.models.loading import quiet_libraries
from core.settings import Settings
from train import bases, cli, common, loop
from train.common import RUNS
from train.preferring import card, gathering, loss, pairs
from train.preferring.pairs import Pair
from train.writer import PRECISIONS
from train.writing import data, lora, sample_data, tokens

LEAST = 20
"""Below so many pairs a training would learn those by heart, and nothing else."""


def parser() -> cli.Parser:
    """The command line."""
    made = cli.parser(__doc__, minutes=30.0, lr=5e-5, threads=1)
    add = made.add_argument
    add("--data", nargs="+", type=Path, help="JSONL files of pairs; else the studio's database")
    add("--write", type=Path, metavar="FILE", help="only write the pairs down, as JSONL")
    add("--least", type=cli.number(int, 1), default=LEAST, help="pairs (%(default)s)")
    add("--apart", type=cli.number(int, 1, 4), default=2, help="stars between books (%(default)s)")
    add("--beta", type=cli.number(float, 0, 100), default=0.1, help="of DPO (%(default)s)")
    add("--epochs", type=cli.number(float, 0, 1e6), help="instead of --minutes")
    lora.options(made, out=RUNS / "preferred", runs=RUNS / "preferences-run")
    return made


def gathered(args: argparse.Namespace) -> tuple[list[Pair], list[str]]:
    """The pairs to learn from, and notes on what was left out."""
    if args.resume and (args.runs / "checkpoint.pt").exists():
        return pairs.read([args.runs / "pairs.jsonl"]), []
    if args.data:
        return pairs.read(args.data), []
    return gathering.of_studio(Settings.from_environment(), apart=args.apart)


def enough(found: list[Pair], least: int) -> None:
    """`BadInput` where there are too few pairs: how many are missing, and how to get them."""
    missing = least - len(found)
    if missing > 0:
        have = f"There {'is 1 pair' if len(found) == 1 else f'are {len(found)} pairs'}"
        what = f" ({pairs.counted(found)})" if found else ""
        raise BadInput(
            f"{have}{what}; {least} are needed, so {missing} more: choose between two texts on the "
            "page Compare, edit pages, or give stars to books of the same pictures."
        )


def with_samples(args: argparse.Namespace) -> None:
    """A smoke run brings what it was not given."""
    if args.smoke:
        folder = cli.SMOKE / "preferences"
        args.data = args.data or [sample_data.pairs(folder / "pairs.jsonl")]
        if not args.base:
            args.base = str(sample_data.tiny_base(folder / "base"))
            cli.unless_given(parser(), args, lr=3e-3)


@cli.plain_words()
def main(argv: list[str] | None = None) -> None:
    args = cli.read(parser(), "preferences", argv, smoke_steps=40)
    with_samples(args)
    found, notes = gathered(args)
    if args.write:
        pairs.write(args.write, found)
        what = f": {pairs.counted(found)}" if found else ""
        print("\n".join([f"{len(found)} pairs in {args.write}{what}.", *notes]))
        return
    enough(found, args.least)
    if not args.base:
        raise BadInput("Name a language model to begin from: --base smollm2-135m-instruct.")
    kept = pairs.write(args.runs / "pairs.jsonl", found)
    quiet_libraries()
    rng = common.seed_everything(args.seed)

    base = bases.find(args.base)
    tokenizer = bases.tokenizer(base)
    template = tokens.PLAIN if tokens.give_template(tokenizer) else None
    device = loop.accelerator().device
    dtype = PRECISIONS.get(loop.precision(), "float32")
    longest = bases.longest(base, args.longest)
    made = [(pair, loss.encoded(pair, tokenizer, longest)) for pair in found]
    fitting = [(pair, both) for pair, both in made if both is not None]
    if not fitting:
        raise BadInput(f"No pair fits into {longest:,} tokens; give a larger --longest.")
    if len(fitting) < len(found):
        notes.append(f"{len(found) - len(fitting)} pairs are longer than {longest:,} tokens.")
    pad = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else 0
    size = loop.share(args.batch)
    widest = max(len(both.ids) for _, both in fitting)
    notes.append(lora.foreseen(base, args, rows=2 * min(size, len(fitting)), longest=widest))
    model = lora.loaded(base, args, dtype=dtype, device=str(device))

    learning = common.learning(model)
    training = loop.Training(
        "preferences", args, args.runs / "checkpoint.pt", rng, common.data_hash([kept]),
        modules={"lora": learning},
        optimisers={"adamw": common.adamw(learning.values(), lr=args.lr, decay=0.0)},
    )  # fmt: skip
    # What the model said before the teaching; once it has begun, only the checkpoint knows.
    rows = loss.with_reference(model, [both for _, both in fitting], pad=pad, device=device)
    if state := lora.resumed(training):
        rows = loss.referred(rows, state["reference"])
    numbered = list(enumerate(rows))
    learnt, held = data.held_back(numbered, args.seed, args.measure)
    measuring = [row for _, row in held or learnt[: args.measure]]
    measured_on = "that were held back" if held else "that it learnt from (too few to hold back)"
    batches = tokens.Batches(
        [row for _, row in learnt], size=size, pad=pad, seed=args.seed, make=loss.batch
    )
    if args.epochs:
        processes = training.accelerator.num_processes
        args.steps = args.steps or max(1, math.ceil(args.epochs * batches.epoch / processes))

    together = lora.together(size)

    def measure() -> dict[str, float]:
        return loss.measured(model, measuring, beta=args.beta, size=size, pad=pad, device=device)

    before = state.get("before") if state else None
    reference = [row.before for row in rows]
    with training, common.asked_to_stop() as stopped:
        for note in notes:
            training.say(note)
        if before is None and training.main:
            training.say(f"{len(learnt)} pairs; measured on {len(measuring)} {measured_on}")
            before = measure()
            training.measured(before, "held out")
        model.train()
        while not training.done and not stopped:
            processes = training.accelerator.num_processes
            number = training.budget.step * processes + training.accelerator.process_index
            step = partial(loss.learn, training, model, batches[number], beta=args.beta)
            training.update(together.learn(training, step), clip=learning)
            if training.due(args.every):
                after = measure()
                training.measured(after, "held out")
                lora.save(model, base, args.out, template)
                card.write(
                    args, base, model.peft_config["default"],
                    learnt=[fitting[place][0] for place, _ in learnt], measured_on=measured_on,
                    parameters=common.parameters_of(learning), before=before or after,
                    after=after, sessions=training.report(),
                )  # fmt: skip
                training.save(before=before, reference=reference)
        if stopped:
            training.save(before=before, reference=reference)
            training.say("Stopped. --resume goes on from here.")


if __name__ == "__main__":
    main()
