"""Trains image captioners: an image encoder, frozen, and a decoder of your choice on any data set.

    python -m train.captioner --data flickr8k --decoder transformer --minutes 60 --out my-captioner
    python -m studio caption dog.jpg --captioner my-captioner

The encoder's features are computed once and kept. Teacher forcing with label smoothing comes first;
with --self-critical, a last share of the time rewards whole captions by CIDEr. Interrupted (Ctrl-C
or SIGTERM), --resume goes on where it was.
"""

import signal
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from core.errors import BadInput
from core.models.caption_encoders import KINDS
from core.models.caption_model import DECODERS, CaptionModel, save_model
from core.models.caption_search import UNKNOWN, draw
from core.models.huge_pages import keep_what_is_freed
from train import cli, common, loop, room
from train.captioning import building, card, measure, reward, sample_data
from train.captioning.calibrate import apply, expected_error, fit, is_right
from train.captioning.data import MANY, Batch, Batches, Captioned, hash_of, read, texts_of
from train.captioning.features import Features
from train.captioning.measure import Validation
from train.captioning.shown import NAMING, Shown
from train.captioning.words import Words
from train.common import RUNS
from train.scoring.beside import SHARE, Beside
from train.sparing import Together

SHOWN: Final = 5
"""Captions of held-out pictures that are shown at every measuring."""
UNSEEN: Final = 0.1
"""Share of places that are hidden from the decoder while it learns."""


def parser() -> cli.Parser:
    """The command line."""
    made = cli.parser(__doc__, minutes=60.0, lr=6e-4, threads=1)
    add = made.add_argument
    add(
        "--data",
        nargs="+",
        help="folders or caption files of any known layout; folder:2 takes it twice",
    )
    said = "what sees the picture, and stays as it is (%(default)s)"
    add("--encoder", choices=list(KINDS), default="efficientnet-lite2", help=said)
    add("--encoder-weights", help="a .pth file, a folder or a name on the hub")
    said = "what says the caption; lm: a language model that reads pictures (%(default)s)"
    add("--decoder", choices=list(DECODERS), default="transformer", help=said)
    add("--width", type=cli.number(int, 8, 4096), help="of the decoder, where not the usual one")
    add("--layers", type=cli.number(int, 1, 64), help="of the decoder, where not the usual ones")
    add("--lm", default="gpt2", help="for --decoder lm: catalogue, folder or hub (%(default)s)")
    add("--lora", type=cli.number(int, 0, 512), default=0, help="teach the lm by a LoRA of rank …")
    add("--whole", action="store_true", help="teach all weights of the lm")
    add("--batch", type=cli.number(int, 1), default=24, help="pictures in a step (%(default)s)")
    add(
        "--tail",
        type=cli.number(float, 0, 1),
        help="teach the encoder's last stages, too, at "
        "this share of the learning rate (efficientnet-lite2)",
    )
    add(
        "--threshold",
        type=cli.number(int, 1),
        help="mentions that make a word known (4; of few captions fewer)",
    )
    add("--words", type=Path, help="a text file of further words that must be known")
    add("--longest", type=cli.number(int, 2), default=80, help="words of a caption (%(default)s)")
    add("--say", type=cli.number(int, 2), default=30, help="words that it will say at most")
    add("--smoothing", type=float, default=0.1, help="of labels (%(default)s)")
    said = "changed copies a picture (%(default)s)"
    add("--variants", type=cli.number(int, 0, 8), default=1, help=said)
    said = "with --tail, how much of each side of a picture may be left out (%(default)s)"
    add("--zoom", type=cli.number(float, -1e-9, 0.9), default=0.0, help=said)
    add("--self-critical", type=float, default=0.0, help="share of the time, 0 to 1, at the end")
    add("--beams", type=cli.number(int, 1, 16), default=3, help="1 is greedy (%(default)s)")
    add("--measure", type=cli.number(int, 1), default=500, help="validation pictures a data set")
    said = "seconds between checkpoints (%(default)g)"
    add("--every", type=cli.number(float, -2), default=300.0, help=said)
    add("--start", type=Path, help="a finished captioner to begin from")
    add("--grow", action="store_true", help="learn words, too, that --start did not know")
    add("--scorer", type=Path, help="a scorer that gets a head for drawings beside it (--tail)")
    said = "also learn to name who, act and place of drawn scenes (needs --tail)"
    add("--shown", action="store_true", help=said)
    add(
        "--captions",
        type=cli.number(int, 1, MANY),
        default=MANY,
        help="captions of a picture in a step (%(default)s)",
    )
    add(
        "--blank",
        type=cli.number(float, -1e-9, 1),
        default=0.0,
        help="share of given words that are hidden, so that it looks instead of guessing",
    )
    add("--cache", type=Path, default=RUNS / "features", help="where features are kept")
    add("--licence", default="unknown", help="what the data allow, for the card")
    add("--out", type=Path, default=RUNS / "my-captioner", help="the captioner (%(default)s)")
    add("--runs", type=Path, default=RUNS / "captioner-run", help="checkpoints and curves")
    return made


def usual_threshold(captions: int) -> int:
    """Mentions that make a word known, 1 to 4: of five captions every word must count."""
    return min(4, 1 + captions // 200)


def forced(
    model: CaptionModel, seen: Tensor, batch: Batch, smoothing: float, *, blank: float = 0.0
) -> Tensor:
    """Cross entropy of the next word, given the right ones before it, less those made `blank`."""
    decoder, ids = model.decoder, batch.ids
    if blank:
        hidden = torch.rand(ids.shape) < blank
        hidden[..., 0] = False  # the start
        ids = ids.masked_fill(hidden, UNKNOWN)
    labels = batch.labels.to(seen.device)
    kept = labels >= 0
    with loop.half_precision():
        logits = decoder(decoder.see(seen), ids.to(seen.device), kept)
    return F.cross_entropy(logits.float(), labels[kept], label_smoothing=smoothing)


def learn(
    training: loop.Training,
    model: CaptionModel,
    seen: Tensor,
    batch: Batch,
    most: int,
    *,
    smoothing: float,
    blank: float,
) -> dict[str, float]:
    """Adds up the gradients of `forced`, `most` pictures at once; the loss."""
    total, count = 0.0, (batch.labels >= 0).sum()
    for first in range(0, len(batch.pictures), most):
        rows = slice(first, first + most)
        ids, labels = batch.ids[rows], batch.labels[rows]
        part = replace(batch, pictures=batch.pictures[rows], ids=ids, labels=labels)
        loss = forced(model, seen[rows], part, smoothing, blank=blank)
        share = loss * ((labels >= 0).sum() / count)
        training.backward(share)
        total += float(share.detach())
    return {"words": total}


def criticised(
    model: CaptionModel, seen: Tensor, batch: Batch, words: Words, rewards: reward.Reward
) -> tuple[Tensor, float]:
    """Captions drawn by chance learn from how they compare; also the mean reward."""
    decoder, search = model.decoder, model.search
    decoder.eval()  # what is drawn and what learns must be the same
    with loop.half_precision():
        with torch.no_grad():
            drawn = draw(decoder, decoder.see(seen), len(seen) * MANY, search)
        texts = reward.said_of(drawn, words.end)
        worth = np.array(
            [rewards(int(batch.pictures[row // MANY]), text) for row, text in enumerate(texts)]
        ).reshape(len(seen), MANY)
        drawn = drawn.unflatten(0, (len(seen), MANY))
        first = torch.full_like(drawn[..., :1], words.start)
        ids = torch.cat([first, drawn[..., :-1]], -1)
        ended = (drawn == words.end).cumsum(-1)
        wanted = drawn.masked_fill((ended > 0) & ~((ended == 1) & (drawn == words.end)), -100)
        logits = decoder(decoder.see(seen), ids)
    gains = torch.from_numpy(reward.advantages(worth)).float().to(seen.device)
    loss = reward.policy_loss(logits, wanted, gains)
    decoder.train()
    return loss, float(worth.mean())


def export(model: CaptionModel, words: Words, folder: Path) -> None:
    """The captioner as the studio loads it; a LoRA is merged into its language model."""
    with common.written_whole(folder) as new:
        _write(model, words, new)


def _write(model: CaptionModel, words: Words, folder: Path) -> None:
    decoder = model.decoder
    adapted: Any = getattr(decoder, "lm", None)
    if hasattr(adapted, "merge_adapter"):
        adapted.merge_adapter()
        plain = {
            name.replace("lm.base_model.model.", "lm.").replace(".base_layer.", "."): part
            for name, part in model.state_dict().items()
            if ".lora_" not in name
        }
        whole = CaptionModel(model.config)
        whole.load_state_dict(plain, strict=False)
        save_model(whole, folder)
        adapted.unmerge_adapter()
    else:
        save_model(model, folder, int8=model.config["decoder"]["kind"] == "transformer")
    words.save(folder)


def calibrated(
    model: CaptionModel, features: Features, held: Validation, words: Words
) -> dict[str, float]:
    """Fits the confidence on half of the held-out pictures and judges it on the others."""
    found = measure.say(model.decoder, features, held.places, model.search)
    scores = np.array([said[0].mean for said in found])
    right = np.array(
        [
            is_right(words.decode(said[0].ids), refs)
            for said, refs in zip(found, held.references, strict=True)
        ]
    ).astype(float)
    curve = fit(scores[::2], right[::2])
    error = expected_error(apply(curve, scores[1::2]), right[1::2])
    return curve | {"expected_error": round(error, 4), "n": len(scores[1::2])}


def held_out(
    args: Any, pictures: list[Captioned], validation: dict[str, list[Captioned]]
) -> dict[str, Validation]:
    """The first `--measure` pictures of each data set's validation; else those that it learns."""
    sets: dict[str, Validation] = {}
    at = len(pictures)
    for name, held in validation.items():
        count = min(len(held), args.measure)
        sets[name] = Validation(pictures=held[:count], places=range(at, at + count))
        at += len(held)
    if not sets:
        print("Too few pictures to hold some back: figures are of the pictures it learns from.")
        count = min(len(pictures), args.measure)
        sets["learnt"] = Validation(pictures=pictures[:count], places=range(count))
    return sets


@cli.plain_words()
def main(argv: list[str] | None = None) -> None:
    args = cli.read(parser(), "captioner", argv, smoke_steps=60)
    if args.data is None:
        if not args.smoke:
            raise BadInput("Name a data set: --data FOLDER.")
        args.data = [str(sample_data.draw(cli.SMOKE / "pictures"))]
    if not 0 <= args.self_critical <= 1:
        raise BadInput(f"--self-critical is a share from 0 to 1, not {args.self_critical}.")
    if args.shown and not args.tail:
        raise BadInput("--shown teaches the encoder's last stages, so it needs --tail.")
    rng = common.seed_everything(args.seed)
    pictures, validation = read(args.data)
    extra = args.words.read_text(encoding="utf-8").split() if args.words else []
    if args.threshold is None:
        args.threshold = usual_threshold(len(texts_of(pictures)))
    if args.start:
        model, words = building.finished(args.start)
        if args.grow:
            words = building.grown(model, words, texts_of(pictures), args.threshold)
    else:
        model, words = building.fresh(args, pictures, extra)
    building.learning(model, lora=args.lora, whole=args.whole, tail=bool(args.tail))
    device = loop.accelerator().device
    everything = [*pictures, *(p for held in validation.values() for p in held)]
    model.encoder.to(device)
    features = Features(
        model.encoder, everything, cache=args.cache, variants=args.variants, tail=model.tail,
        zoom=args.zoom,
    )  # fmt: skip
    batches = Batches(
        pictures, words, size=loop.share(args.batch), longest=args.longest, seed=args.seed,
        captions=args.captions,
    )  # fmt: skip
    sets = held_out(args, pictures, validation)
    rewards = reward.Reward(batches.encoded, end=words.end) if args.self_critical else None
    data = hash_of(pictures)
    beside = Beside(args.scorer, pictures) if args.scorer else None
    seen_as = model.encoder.settings
    shown = (
        Shown(pictures, channels=seen_as["channels"], places=seen_as["places"])
        if args.shown
        else None
    )
    learners = {"decoder": model.decoder, "tail": model.tail, "scorer": beside, "shown": shown}
    everybody = torch.nn.ModuleList(part for part in learners.values() if part is not None)
    training = loop.Training(
        "captioner", args, args.runs / "checkpoint.pt", rng, data,
        modules={name: part for name, part in learners.items() if part is not None},
        optimisers={"adamw": _optimiser(model, [beside, shown], args)},
        rate=lambda budget: args.lr * _rate(budget.fraction, args.self_critical),
    )  # fmt: skip
    training.resume()
    # What meets by contrast, or reads a picture's features only once, learns from a batch as one.
    apart = beside is None and model.tail is None
    together = Together(
        loop.share(args.batch),
        "a smaller --longest, --width or --lm, --lora in place of --whole",
    )
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(1))

    with training:
        model.decoder.train()
        while not training.done and not stopped:
            processes = training.accelerator.num_processes
            number = training.budget.step * processes + training.accelerator.process_index
            batch = batches[number]
            seen = features(batch.pictures, np.random.default_rng([args.seed, number])).to(device)
            critical = training.budget.fraction >= 1 - args.self_critical
            if critical and batch.many and rewards is not None:
                loss, worth = criticised(model, seen.detach(), batch, words, rewards)
                # "reward" is what rises; the policy's loss hovers around zero.
                training.step(loss, {"reward": torch.tensor(worth)}, clip=everybody)
            else:
                seen = seen * (torch.rand(*seen.shape[:2], 1, device=device) > UNSEEN)
                if apart:
                    step = partial(
                        learn, training, model, seen, batch, smoothing=args.smoothing,
                        blank=args.blank,
                    )  # fmt: skip
                    training.update(together.learn(training, step), clip=everybody)
                else:
                    loss = forced(model, seen, batch, args.smoothing, blank=args.blank)
                    losses = {"words": loss.detach()}
                    if beside is not None:
                        drawn = np.random.default_rng([args.seed, number, 1])
                        met = beside(seen, batch.pictures, drawn)
                        losses["pairs"], loss = met.detach(), loss + SHARE * met
                    if shown is not None:
                        named = shown(seen, batch.pictures)
                        losses["shown"], loss = named.detach(), loss + NAMING * named
                    training.step(loss, losses, clip=everybody)
            if training.due(args.every):
                figures = {}
                for name, held in sets.items():
                    figures[name], texts = measure.measured(
                        model.decoder, features, held, words, model.search, beams=args.beams
                    )
                    training.measured(figures[name], name)
                    if beside is not None:
                        training.measured(beside.measured(features, held), f"{name}, scorer")
                    if shown is not None:
                        training.measured(shown.measured(features, held), f"{name}, shown")
                    for text, picture in zip(texts[:SHOWN], held.pictures, strict=False):
                        training.say(f"    {text}")
                        room.sample(
                            training.budget.step, text, picture.image, wanted=picture.captions[0]
                        )
                if training.done:
                    first = next(iter(sets.values()))
                    if len(first.places) >= 50:
                        model.config["calibration"] = calibrated(model, features, first, words)
                export(model, words, args.out)
                if beside is not None:
                    beside.save(args.out / "scorer")
                card.write(args, model, len(pictures), sets, training.report(), figures)
                training.save()
        if stopped:
            training.save()
            training.say("Stopped. --resume goes on from here.")


def _optimiser(
    model: CaptionModel, others: Sequence[nn.Module | None], args: Any
) -> torch.optim.AdamW:
    """AdamW; what is in a tail learns at a share of the rate."""
    made = common.adamw([model.decoder, *(part for part in others if part is not None)], lr=args.lr)
    if model.tail is not None:
        for group in common.adamw([model.tail], lr=args.lr).param_groups:
            made.add_param_group({**group, "share": args.tail or 0.0})
    return made


def _rate(fraction: float, critical: float) -> float:
    """Warm-up and cosine for the first phase; a quarter of it, falling, for the second."""
    if fraction < 1 - critical:
        return common.cosine(fraction / (1 - critical))
    along = (fraction - (1 - critical)) / max(critical, 1e-9)
    return 0.25 * common.cosine(along, warmup=0.02, floor=0.05)


if __name__ == "__main__":
    keep_what_is_freed()
    main()
