"""Fine-tunes any causal language model on stories: a LoRA, learnt from the answers alone.

    python -m train.writer --base Qwen/Qwen2.5-1.5B-Instruct --data story_generation_dataset.json
    python -m studio story dog.jpg --writer runs/my-writer

The base is a folder, a GGUF file, a name of the catalogue or of the hub, and stays as it is; with
--four-bit it is read in four bits (QLoRA). Data are JSON or JSONL, see docs/writers.md. Interrupted
(Ctrl-C or SIGTERM), --resume goes on where it was.
"""

import argparse
import math
from functools import partial
from pathlib import Path

from core.errors import BadInput
from core.models.loading import quiet_libraries
from train import bases, cli, common, loop, room
from train.common import RUNS
from train.writing import answers, card, data, lora, sample_data, samples, tokens
from train.writing.data import Story
from train.writing.tokens import Encoded

PRECISIONS = {"bf16": "bfloat16", "fp16": "float16"}


def parser() -> cli.Parser:
    """The command line."""
    made = cli.parser(__doc__, minutes=60.0, lr=2e-4, threads=1)
    add = made.add_argument
    lora.options(made, out=RUNS / "my-writer", runs=RUNS / "writer-run")
    add("--data", nargs="+", type=Path, help="JSON or JSONL files of stories")
    add("--form", choices=data.FORMS, default="auto", help="conversation: tales with pages")
    add("--only", nargs="+", default=[], metavar="KEY=VALUE", help="rows to take, as kind=plain")
    add("--held-out", type=Path, help="a file to measure on; else one row in ten")
    add("--epochs", type=cli.number(float, 0, 1e6), help="instead of --minutes")
    return made


def split(args: argparse.Namespace, stories: list[Story]) -> tuple[list[Story], list[Story], str]:
    """What is learnt, what is measured on, and in words what the latter is."""
    if args.held_out:
        held, _ = data.read([args.held_out], form=args.form, only=args.only)
        return stories, held[: args.measure], f"of {args.held_out.name}"
    learnt, held = data.held_back(stories, args.seed, args.measure)
    if held:
        return learnt, held, "that were held back"
    return stories, stories[: args.measure], "that it learnt from (too few to hold some back)"


def with_samples(args: argparse.Namespace) -> None:
    """A smoke run brings what it was not given; everything else must name it."""
    if args.smoke:
        folder = cli.SMOKE / "writer"
        args.data = args.data or [sample_data.stories(folder / "stories.json")]
        if not args.base:
            args.base = str(sample_data.tiny_base(folder / "base"))
            cli.unless_given(parser(), args, lr=5e-3)
    if not args.data:
        raise BadInput("Name a file of stories: --data stories.json.")
    if not args.base:
        raise BadInput("Name a language model to begin from: --base smollm2-135m-instruct.")


@cli.plain_words()
def main(argv: list[str] | None = None) -> None:
    args = cli.read(parser(), "writer", argv, smoke_steps=60)
    quiet_libraries()
    with_samples(args)
    rng = common.seed_everything(args.seed)
    stories, notes = data.read(args.data, form=args.form, only=args.only)
    learnt, held, measured_on = split(args, stories)

    base = bases.find(args.base)
    tokenizer = bases.tokenizer(base)
    template = tokens.PLAIN if tokens.give_template(tokenizer) else None
    if template:
        notes.append(f"{base.name} has no chat template; a plain one is taught and kept beside it.")
    device = loop.accelerator().device
    dtype = PRECISIONS.get(loop.precision(), "float32")
    longest = bases.longest(base, args.longest)
    rows, more = tokens.encoded(learnt, tokenizer, longest)
    measuring, _ = tokens.encoded(held, tokenizer, longest)
    pad = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else 0
    size = loop.share(args.batch)
    widest = max(len(row.ids) for row in (*rows, *measuring))
    more.append(lora.foreseen(base, args, rows=min(size, len(rows)), longest=widest))
    model = lora.loaded(base, args, dtype=dtype, device=str(device))
    batches = tokens.Batches(rows, size=size, pad=pad, seed=args.seed)
    if args.epochs:
        processes = loop.accelerator().num_processes
        args.steps = args.steps or max(1, math.ceil(args.epochs * batches.epoch / processes))

    learning = common.learning(model)
    training = loop.Training(
        "writer", args, args.runs / "checkpoint.pt", rng, common.data_hash(args.data),
        modules={"lora": learning},
        optimisers={"adamw": common.adamw(learning.values(), lr=args.lr, decay=0.0)},
    )  # fmt: skip
    state = lora.resumed(training)
    before = state.get("before") if state else None

    together = lora.together(size)

    def measure() -> dict[str, float]:
        return answers.measured(model, measuring, size=size, pad=pad, device=device)

    with training, common.asked_to_stop() as stopped:
        for note in (*notes, *more):
            training.say(note)
        if before is None and training.main:
            training.say(_counted(rows, measuring, measured_on))
            before = measure()
            training.measured(before, "held out")
        model.train()
        while not training.done and not stopped:
            processes = training.accelerator.num_processes
            number = training.budget.step * processes + training.accelerator.process_index
            step = partial(answers.learn, training, model, batches[number])
            training.update(together.learn(training, step), clip=learning)
            if training.due(args.every):
                after = measure()
                training.measured(after, "held out")
                lora.save(model, base, args.out, template)
                card.write(
                    args, base, model.peft_config["default"],
                    counts=_counts(rows, measuring), parameters=common.parameters_of(learning),
                    measured_on=measured_on, before=before or after, after=after,
                    sessions=training.report(),
                )  # fmt: skip
                training.save(before=before)
                if room.run_id():
                    text, wanted = samples.told(model, tokenizer, held[0], device=device)
                    room.sample(training.budget.step, text, wanted=wanted)
        if stopped:
            training.save(before=before)
            training.say("Stopped. --resume goes on from here.")


def _counts(rows: list[Encoded], measuring: list[Encoded]) -> dict[str, int]:
    return {
        "rows": len(rows),
        "tokens": sum(len(row.ids) for row in rows),
        "answers": sum(int(row.learnt[1:].sum()) for row in rows),
        "measured": len(measuring),
    }


def _counted(rows: list[Encoded], measuring: list[Encoded], measured_on: str) -> str:
    counts = _counts(rows, measuring)
    return (
        f"{counts['rows']:,} rows of {counts['tokens']:,} tokens, {counts['answers']:,} of them "
        f"learnt; measured on {counts['measured']:,} rows {measured_on}"
    )


if __name__ == "__main__":
    main()
