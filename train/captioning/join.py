"""Joins two captioners of one encoder: one speaks of photos, the other of drawings.

    python -m train.captioning.join --photos runs/photos --drawings runs/drawn-captioner \\
      --of-photos flickr8k coco_gathered --of-drawings runs/drawn --out my-captioner

The gate is a logistic curve over pooled features, fitted on training pictures of both kinds and
measured on held-out ones; it alone decides which of the two speaks. With --gate that of a joined
captioner is kept: it looks at what the encoder saw, not at what the two have learnt.
"""

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from core.errors import BadInput
from core.models.caption_encoders import Encoder
from core.models.caption_model import CaptionModel, load_model, save_model
from core.models.encoder_decoder import DRAWINGS
from train import cli
from train.captioning import words
from train.captioning.data import read
from train.captioning.features import Features
from train.common import RUNS


def pooled(
    encoder: Encoder, folders: Sequence[str], *, cache: Path, most: int
) -> tuple[Tensor, Tensor]:
    """Pooled features of some training and some held-out pictures, (n, channels) each."""
    train, validation = read(folders)
    held = [picture for pictures in validation.values() for picture in pictures]
    features = Features(encoder, [*train, *held], cache=cache)

    def some(first: int, count: int) -> Tensor:
        step = max(1, count // most)
        rows = range(first, first + count, step)
        parts = [features([row]).mean(1) for row in rows]
        return torch.cat(parts) if parts else torch.zeros(0, features.shape[1])

    return some(0, len(train)), some(len(train), len(held))


def fitted(no: Tensor, yes: Tensor) -> nn.Linear:
    """A logistic curve that is above 0 for rows of `yes` (n, channels)."""
    gate = nn.Linear(no.shape[1], 1)
    nn.init.zeros_(gate.weight)
    nn.init.zeros_(gate.bias)
    rows = torch.cat([no, yes])
    wanted = torch.cat([torch.zeros(len(no)), torch.ones(len(yes))])
    weight = torch.where(wanted > 0, len(no) / len(yes), 1.0)
    optimiser = torch.optim.LBFGS(gate.parameters(), max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        cost = F.binary_cross_entropy_with_logits(gate(rows)[:, 0], wanted, weight=weight)
        cost = cost + 1e-3 * gate.weight.square().sum()
        cost.backward()
        return cost

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    return gate.requires_grad_(False)


def kept(folder: Path, encoder: Encoder) -> tuple[nn.Linear, dict[str, Any]]:
    """The gate of a joined captioner of this encoder, and how well it tells."""
    joined = load_model(folder / DRAWINGS, encoder)
    if joined.gate is None:
        raise BadInput(f"{folder} has no gate.")
    return joined.gate, joined.config["gate"]


def measured(args: argparse.Namespace, encoder: Encoder) -> tuple[nn.Linear, dict[str, Any]]:
    """A gate fitted on training pictures, and how well it tells held-out ones."""
    if not (args.of_photos and args.of_drawings):
        raise BadInput("Name data sets with --of-photos and --of-drawings, or keep a --gate.")
    no = pooled(encoder, args.of_photos, cache=args.cache, most=args.most)
    yes = pooled(encoder, args.of_drawings, cache=args.cache, most=args.most)
    gate = fitted(no[0], yes[0])
    return gate, {
        "photos taken for photos": round(float((gate(no[1]) <= 0).float().mean()), 4),
        "of": len(no[1]),
        "drawings taken for drawings": round(float((gate(yes[1]) > 0).float().mean()), 4),
        "of drawings": len(yes[1]),
    }


@cli.plain_words()
def main(argv: Sequence[str] | None = None) -> dict[str, Any]:
    parser = cli.Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--photos", type=Path, required=True, help="the captioner of photos")
    add("--drawings", type=Path, required=True, help="the captioner of drawings")
    add("--of-photos", nargs="+", help="data sets of photos")
    add("--of-drawings", nargs="+", help="data sets of drawings")
    add("--gate", type=Path, help="a joined captioner whose gate is kept, instead of data sets")
    add("--reranker", help="a scorer in a folder beside --out that helps to choose, by its name")
    said = "what its cosine weighs beside the mean log-probability of a word (%(default)s)"
    add("--weight", type=cli.number(float, 0), default=1.0, help=said)
    add("--most", type=cli.number(int, 1), default=2500, help="pictures of each kind")
    add("--cache", type=Path, default=RUNS / "features")
    add("--out", type=Path, required=True)
    args = parser.parse_args(argv)
    photos, drawings = load_model(args.photos), load_model(args.drawings)
    gate, found = kept(args.gate, photos.encoder) if args.gate else measured(args, photos.encoder)
    if args.photos.resolve() != args.out.resolve():
        shutil.copytree(args.photos, args.out, dirs_exist_ok=True)
    if args.reranker:
        named = {"folder": f"../{args.reranker}", "weight": args.weight}
        text = json.dumps(photos.config | {"reranker": named}, indent=2, sort_keys=True)
        (args.out / "config.json").write_text(text + "\n", encoding="utf-8")
    joined = CaptionModel({**drawings.config, "gate": found}, photos.encoder)
    joined.decoder.load_state_dict(drawings.decoder.state_dict())
    if joined.tail is not None and drawings.tail is not None:
        joined.tail.load_state_dict(drawings.tail.state_dict())
    assert joined.gate is not None
    joined.gate.load_state_dict(gate.state_dict())
    save_model(joined, args.out / DRAWINGS, int8=True, with_encoder=False)
    words.of_folder(args.drawings, of_lm=False).save(args.out / DRAWINGS)
    print(json.dumps(found))
    return found


if __name__ == "__main__":
    main()
