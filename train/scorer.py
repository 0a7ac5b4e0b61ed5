"""Trains a scorer: a picture's side on a frozen encoder and a text's side that meet by contrast.

    python -m train.scorer --data flickr8k coco drawn --words all-MiniLM-L6-v2 --minutes 40
    python -m train.scoring.final --scorer runs/my-scorer --data flickr8k

The encoder's features are computed once and kept. In a batch every other picture's texts are wrong
ones (InfoNCE: van den Oord et al. 2018; CLIP: Radford et al. 2021). Interrupted (Ctrl-C or
SIGTERM), --resume goes on where it was.
"""

import copy
import signal
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor
from torch.nn import functional as F

from core.errors import BadInput
from core.models.dual_encoder import DualModel, load_dual, numbered, save_dual
from train import cli, common, loop
from train.captioning import building, sample_data
from train.captioning.data import Captioned, read, texts_of
from train.captioning.features import Features
from train.common import RUNS
from train.scoring import card, measure, words
from train.scoring.naming import Naming
from train.scoring.pairs import Pairs, read_tales
from train.scoring.seen import Seen, Told

UNSEEN: Final = 0.15
"""Share of places that are hidden from the picture's side while it learns."""
PARTS: Final = 8
"""Lots, by length, that the texts of a batch are read in."""
SMALL: Final = {"width": 64, "heads": 4}


def parser() -> cli.Parser:
    """The command line."""
    made = cli.parser(__doc__, minutes=40.0, lr=6e-4, threads=1)
    add = made.add_argument
    add(
        "--data",
        nargs="+",
        help="folders or caption files of any known layout; folder:2 takes it twice",
    )
    add("--encoder-weights", help="EfficientNet-Lite2 as a .pth file; else the captioner's")
    add("--encoder-file", type=Path, help="a file beside --out that holds the encoder; else a copy")
    add("--words", type=Path, help="a folder with a reader of sentences (BERT, MiniLM)")
    add("--start", type=Path, help="a finished scorer to begin from")
    add("--lock-text", action="store_true", help="teach the picture's side only: much quicker")
    add(
        "--blend",
        type=float,
        default=0.0,
        help="share of --start's weights in what is measured and written (Wortsman et al. 2022)",
    )
    add("--tales", type=Path, help="tales whose pages tell pictures by their captions")
    add("--batch", type=cli.number(int, 2), default=128, help="pictures in a step (%(default)s)")
    add("--threshold", type=cli.number(int, 1), default=2, help="mentions that make a word known")
    add("--vector", type=cli.number(int, 8), default=256, help="numbers of a score's vector")
    add("--grid", type=cli.number(int, 1, 9), default=9, help="places a side that it looks at")
    add("--naming", type=float, default=0.3, help="weight of naming words (%(default)s)")
    add("--dropout", type=float, default=0.2, help="of both sides (%(default)s)")
    add("--smoothing", type=float, default=0.05, help="of labels (%(default)s)")
    add("--measure", type=cli.number(int, 1), default=500, help="validation pictures a data set")
    said = "seconds between checkpoints (%(default)g)"
    add("--every", type=cli.number(float, -2), default=240.0, help=said)
    add("--cache", type=Path, default=RUNS / "features", help="where features are kept")
    add("--licence", default="unknown", help="what the data allow, for the card")
    add("--out", type=Path, default=RUNS / "my-scorer", help="the scorer (%(default)s)")
    add("--runs", type=Path, default=RUNS / "scorer-run", help="checkpoints and curves")
    return made


def fresh(
    args: Any, pictures: list[Captioned], pages: Mapping[str, list[str]]
) -> tuple[DualModel, Any]:
    """A scorer that has learnt nothing but its encoder and, with --words, words."""
    encoder = building.encoder_of("efficientnet-lite2", args.encoder_weights)
    size, table = (32 if args.smoke else 160), None
    if args.words:
        tokenizer, table = words.of_reader(args.words, size)
    else:
        texts = [*texts_of(pictures), *(text for told in pages.values() for text in told)]
        tokenizer = words.of_texts(texts, threshold=args.threshold)
    small: dict[str, Any] = SMALL if args.smoke else {}
    model = DualModel(
        {
            "architectures": ["StudioScorer"],
            "encoder": {"kind": "efficientnet-lite2"},
            "given_words": table is not None,
            "vector": args.vector,
            "picture": {
                "grid": args.grid, "width": 512, "heads": 8, "dropout": args.dropout, **small,
            },
            "text": {
                "words": len(tokenizer), "vector": size, "width": 256, "heads": 4, "layers": 2,
                "longest": 96, "dropout": args.dropout, **small,
            },
        }
    )  # fmt: skip
    model.encoder.load_state_dict(encoder.state_dict())
    if table is not None:
        model.text.words.weight.data.copy_(table)
    return model, tokenizer


def of_texts(model: DualModel, tokenizer: Any, texts: Sequence[str]) -> Tensor:
    """Unit vectors of texts; short ones are read apart from long ones, for the sake of speed."""
    ids = numbered(tokenizer, texts, model.text.longest).to(model.heat.device)
    lengths = (ids > 0).sum(1)
    order = lengths.argsort(stable=True)
    parts = [model.of_ids(ids[part, : lengths[part].max()]) for part in order.chunk(PARTS)]
    return torch.cat(parts)[order.argsort()]


def blended(model: DualModel, begun: DualModel, share: float) -> DualModel:
    """The mean of what it was and what it is: it generalises better than either."""
    if not share:
        return model
    made, before = copy.deepcopy(model), begun.state_dict()
    made.load_state_dict(
        {name: part.lerp(before[name].to(part), share) for name, part in model.state_dict().items()}
    )
    return made


def contrast(pictures: Tensor, texts: Tensor, sharpness: Tensor, smoothing: float) -> Tensor:
    """InfoNCE both ways; `texts` (B · K, d) stand picture by picture, and a picture's others are
    neither right nor wrong for the one in hand."""
    count, many = len(pictures), len(texts) // len(pictures)
    logits = sharpness * pictures @ texts.T  # (B, B · K)
    owner = torch.arange(count, device=logits.device).repeat_interleave(many)
    to_picture = F.cross_entropy(logits.T, owner, label_smoothing=smoothing)
    own = owner[None] == torch.arange(count, device=logits.device)[:, None]
    to_text = logits.new_zeros(())
    for k in range(many):
        others = own.clone()
        right = torch.arange(count, device=logits.device) * many + k
        others[torch.arange(count), right] = False
        to_text = to_text + F.cross_entropy(logits.masked_fill(others, -1e4), right) / many
    return (to_picture + to_text) / 2


@cli.plain_words()
def main(argv: list[str] | None = None) -> None:
    args = cli.read(parser(), "scorer", argv, smoke_steps=60)
    if args.data is None:
        if not args.smoke:
            raise BadInput("Name a data set: --data FOLDER.")
        args.data = [str(sample_data.draw(cli.SMOKE / "pictures"))]
    rng = common.seed_everything(args.seed)
    pictures, validation = read(args.data)
    pages = read_tales(args.tales) if args.tales else {}
    if args.start:
        model, tokenizer = load_dual(args.start), words.beside(args.start)
    elif args.resume and (args.runs / "begun" / "config.json").exists():
        model, tokenizer = load_dual(args.runs / "begun"), words.beside(args.runs / "begun")
    else:
        model, tokenizer = fresh(args, pictures, pages)
        save_dual(model, args.runs / "begun")
        tokenizer.save_pretrained(args.runs / "begun")
    model.config["picture"]["grid"] = model.picture.grid = args.grid
    if model.config["given_words"]:
        model.text.words.requires_grad_(False)
    model.encoder.requires_grad_(False)
    device = loop.accelerator().device
    everything = [*pictures, *(p for held in validation.values() for p in held)]
    features = Features(model.encoder.to(device), everything, cache=args.cache)
    places = Seen(features, model, [str(p.image) for p in everything], args.cache)
    pairs = Pairs(pictures, size=loop.share(args.batch), seed=args.seed, pages=pages)
    sets = measure.held_out(pictures, validation, args.measure)
    data = common.data_hash([p.image for p in pictures[:: max(1, len(pictures) // 500)]])
    read_by: Callable[[Sequence[str]], Tensor] = partial(of_texts, model, tokenizer)
    if args.lock_text:
        model.text.requires_grad_(False)
        read_by = Told(model, tokenizer, pairs.texts(), args.cache)
    naming = Naming(pictures, tokenizer, model.config["picture"]["width"])
    learning = torch.nn.ModuleDict({"picture": model.picture, "text": model.text, "naming": naming})
    learning.register_parameter("heat", model.heat)
    training = loop.Training(
        "scorer", args, args.runs / "checkpoint.pt", rng, data,
        modules={"sides": learning},
        optimisers={"adamw": common.adamw([learning], lr=args.lr, decay=0.1)},
    )  # fmt: skip
    begun = copy.deepcopy(model)
    training.resume()
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(1))

    with training:
        learning.train()
        while not training.done and not stopped:
            processes = training.accelerator.num_processes
            number = training.budget.step * processes + training.accelerator.process_index
            batch = pairs[number]
            seen = places(batch.pictures).to(device)
            seen = seen * (torch.rand(*seen.shape[:2], 1, device=device) > UNSEEN)
            with loop.half_precision():
                mixed = model.picture.mixed(seen)
                looked = F.normalize(model.picture.project(mixed).float(), dim=-1)
                told = read_by(batch.texts).to(device)
                named = naming(mixed, batch.pictures)
            met = contrast(looked, told, model.sharpness, args.smoothing)
            losses = {"contrast": met.detach(), "naming": named.detach()}
            training.step(met + args.naming * named, losses, clip=learning)
            if training.due(args.every):
                made = blended(model, begun, args.blend)
                figures = {
                    name: measure.measured(made, tokenizer, places, held)
                    for name, held in sets.items()
                }
                for name, found in figures.items():
                    training.measured(found, name)
                with common.written_whole(args.out) as new:
                    save_dual(made, new, encoder=args.encoder_file)
                    tokenizer.save_pretrained(new)
                card.write(args, made, len(pictures), sets, training.report(), figures)
                training.save()
        if stopped:
            training.save()
            training.say("Stopped. --resume goes on from here.")


if __name__ == "__main__":
    main()
