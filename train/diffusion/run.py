"""Reads top to bottom: what happens when an illustrator is taught (`options` holds the words)."""

import argparse
import math
from collections.abc import Callable, Sequence
from typing import Any

import torch

from core.errors import BadInput
from core.models.loading import quiet_libraries
from train import cli, common, loop
from train.captioning import sample_data as shapes
from train.diffusion import fits, net, options, pictures, result, sample_data
from train.diffusion.batches import Batches
from train.diffusion.buckets import buckets
from train.diffusion.families import StableDiffusion
from train.diffusion.objective import Objective
from train.diffusion.pictures import Shown
from train.diffusion.prior import class_pictures
from train.diffusion.seeing import Seeing
from train.diffusion.step import Step
from train.diffusion.watch import Painter, held_out

HALF = {"bf16": torch.bfloat16, "fp16": torch.float16}


@cli.plain_words()
def main(argv: Sequence[str] | None = None) -> None:
    """The command line."""
    args = options.read(argv)
    quiet_libraries()
    with_samples(args)
    rng = common.seed_everything(args.seed)
    learnt, held = pictures.gather(args.data, instance=args.instance_prompt)
    base, made = net.load(args.base)
    device = loop.accelerator().device
    half = HALF.get(str(loop.accelerator().mixed_precision), torch.float32)
    among = buckets(args.size, made.scale, square=args.square)
    shown, notes = pictures.shown(learnt, among)
    batches = Batches(shown, size=args.batch, seed=args.seed, dropout=args.caption_dropout)
    processes = loop.accelerator().num_processes
    if not (args.steps or args.minutes):
        args.steps = max(1, math.ceil(args.epochs * batches.epoch / args.accumulation / processes))
    said = foreseen(made, base.name, args, half)

    unet = net.prepare(made, base, args, half).to(device)
    seen = Seeing(made, args.cache, net.names_of(base.folder), device)
    weights = common.learning(unet)
    average = _copied(weights) if args.ema else None
    data = pictures.fingerprint(shown)
    training = loop.Training(
        "illustrator", args, args.runs / "checkpoint.pt", rng, data,
        modules={"net": weights} | ({"average": average} if average is not None else {}),
        optimisers={"adamw": net.optimiser(weights, args)},
        rate=lambda budget: args.lr * rate(budget.fraction, args.schedule, args.warmup),
    )  # fmt: skip
    before = resumed(training, args)
    known = [pictures.stamp(one.image) for one in shown]
    painter = Painter(made, args, [one.captions[0] for one in held or learnt], device)
    step = Step(made, unet, Objective(made.pipeline.scheduler, min_snr=args.min_snr), device,
                args.batch)  # fmt: skip
    sources = [seen.source(batches)]
    if args.class_prompt:
        others = class_pictures(
            painter, prompt=args.class_prompt, count=args.class_pictures, given=args.class_data,
            say=lambda text: print(f"[illustrator] {text}", flush=True),
        )  # fmt: skip
        beside, more = pictures.shown(others, among)
        notes += more
        sources.append(
            seen.source(
                Batches(beside, size=args.batch, seed=args.seed + 1), "prior", args.prior_weight
            )
        )
    measured = held[: args.measure] or learnt[: args.measure]
    measuring = seen.source(Batches(pictures.shown(measured, among)[0], size=args.batch, seed=0))
    kind = "held out" if held else "learnt"
    on = f"{len(measured)} pictures that " + ("were held back" if held else "it learns from")

    def measure() -> dict[str, float]:
        chosen = [measuring.batches[number] for number in range(measuring.batches.epoch)]
        unet.eval()

        def cost(batch: Any) -> tuple[torch.Tensor, int]:
            parts = step.parts(measuring, batch)
            return torch.stack([step.cost(measuring, p).sum() for p in parts]).sum(), len(
                batch.pictures
            )

        found = {"loss": held_out(cost, chosen)} | painter.show(training.budget.step)
        unet.train()
        return found

    with training, common.asked_to_stop() as stopped:
        for note in notes:
            training.say(note)
        training.say(f"{_counted(shown, batches, args)}; {said}")
        if before is None and training.main:
            before = measure()
            training.measured(before, kind)
        after = before or {}
        unet.train()
        while not training.done and not stopped:
            begin = training.budget.step * processes + training.accelerator.process_index
            numbers = range(begin * args.accumulation, (begin + 1) * args.accumulation)
            losses = step.learn(
                training, [(s, [s.batches[number] for number in numbers]) for s in sources]
            )
            training.update(losses, clip=weights)
            if average is not None:
                common.follow(average, weights, training.budget.step, args.ema)
            now = training.budget.step
            looked, kept = (
                training.main and (training.done or now % every == 0)
                for every in (args.validate_every, args.checkpoint_every)
            )
            if looked or kept:
                training.check()
            if looked:
                with result.averaged(weights, average):
                    after = measure()
                training.measured(after, kind)
            if kept:
                known = changed(shown, known, training.say)
                with result.averaged(weights, average):
                    result.save(made, base, args)
                result.card(
                    args, base, pictures=len(shown), parameters=common.parameters_of(weights),
                    sessions=training.report(), before=before or {}, after=after, measured_on=on,
                )  # fmt: skip
                training.save(before=before, options=options.fixed(args))
        if stopped and training.main:
            training.save(before=before, options=options.fixed(args))
            training.say("Stopped. --resume goes on from here.")


def with_samples(args: argparse.Namespace) -> None:
    """A smoke run brings what it was not given; everything else must name it."""
    if args.smoke:
        folder = cli.SMOKE / "diffusion"
        if not args.base:
            with loop.accelerator().main_process_first():
                args.base = str(sample_data.tiny_base(folder / "base"))
            cli.unless_given(
                options.parser(), args, size=sample_data.SIZE, lr=2e-3, inference_steps=4
            )
        args.data = args.data or [str(shapes.draw(cli.SMOKE / "pictures"))]
        args.cache = cli.SMOKE / "latents"
    if not args.data:
        raise BadInput("Name pictures to learn from: --data FOLDER.")
    if not args.base:
        raise BadInput("Name an illustrator to begin from: --base stable-diffusion-v1-5.")


def foreseen(made: StableDiffusion, name: str, args: argparse.Namespace, half: torch.dtype) -> str:
    """What a step needs; `BadInput` before anything begins if it does not fit (--anyway: said)."""
    way = fits.Way(
        size=args.size, batch=args.batch, accumulation=args.accumulation, lora=args.lora,
        checkpointing=args.gradient_checkpointing, adam_8bit=args.adam_8bit, ema=bool(args.ema),
        half=half != torch.float32,
    )  # fmt: skip
    unet, device = made.pipeline.unet, loop.accelerator().device
    # It was read into the processor's memory.
    there = sum(part.nbytes for part in unet.parameters()) if device.type == "cpu" else 0
    try:
        return fits.check(
            unet.config, made.scale, way, device=device, name=name, steps=args.steps, there=there
        )
    except BadInput as error:
        if not args.anyway:
            raise
        return f"begun anyway. {error}"


def rate(fraction: float, schedule: str, warmup: float) -> float:
    """The factor of the learning rate at `fraction` of the training."""
    if fraction < warmup:
        return max(fraction / warmup, 0.02)
    along = (fraction - warmup) / (1 - warmup)
    if schedule == "linear":
        return 1 - along
    return common.cosine(along, warmup=0.0, floor=0.0) if schedule == "cosine" else 1.0


def resumed(training: loop.Training, args: argparse.Namespace) -> dict[str, float] | None:
    """With --resume goes on from the checkpoint: what was measured before the teaching."""

    def look(state: dict[str, Any]) -> dict[str, Any]:
        options.check_same(args, state.get("options", {}), training.checkpoint)
        return state

    try:
        state = training.resume(look)
    except (RuntimeError, ValueError, KeyError) as error:
        raise BadInput(
            f"{training.checkpoint} does not fit this illustrator: name the base and the options "
            "of then, or leave --resume to begin anew."
        ) from error
    return state["before"] if state else None


def changed(shown: Sequence[Shown], known: list[str], say: Callable[[str], None]) -> list[str]:
    """Stamps of the files now; says when some are not what they were."""
    now = [pictures.stamp(one.image) for one in shown]
    if now != known:
        count = sum(a != b for a, b in zip(now, known, strict=True))
        say(
            f"{count:,} pictures changed or went away meanwhile; the training goes on with what it "
            "read at its beginning."
        )
    return now


def _copied(weights: torch.nn.ParameterDict) -> torch.nn.ParameterDict:
    made = torch.nn.ParameterDict(
        {
            name: torch.nn.Parameter(weight.detach().clone(), requires_grad=False)
            for name, weight in weights.items()
        }
    )
    return made


def _counted(shown: Sequence[Shown], batches: Batches, args: argparse.Namespace) -> str:
    sizes = len({one.cut.bucket for one in shown})
    many = f"{sizes} sizes" if sizes > 1 else "one size"
    return (
        f"{len(shown):,} pictures of {many}, {batches.epoch:,} batches an epoch; a step learns "
        f"from {args.batch * args.accumulation * loop.accelerator().num_processes}"
    )
