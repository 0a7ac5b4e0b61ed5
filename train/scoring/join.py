"""Gives a scorer a head for drawings that learnt beside a captioner (`train.scoring.beside`).

    python -m train.scoring.join --scorer starter/scorer --head runs/drawings/scorer \\
      --captioner starter/captioner --out starter/scorer

The head looks through the captioner's last stages for drawings, and the captioner's gate tells
which pictures are drawings; the scorer's folder must lie beside the captioner's.
"""

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from core.errors import BadInput
from core.models.caption_model import load_model, shard_of
from core.models.dual_encoder import DualModel, load_dual, save_dual
from core.models.encoder_decoder import DRAWINGS
from train import cli
from train.scoring.beside import NAME

_NEW: Final = ("drawn", "tail", "gate")


@cli.plain_words()
def main(argv: Sequence[str] | None = None) -> None:
    parser = cli.Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--scorer", type=Path, required=True, help="the scorer of photos")
    add("--head", type=Path, required=True, help="the folder of the head for drawings")
    add("--captioner", type=Path, required=True, help="with a decoder for drawings")
    add("--out", type=Path, required=True, help="a folder beside the captioner's")
    args = parser.parse_args(argv)
    from safetensors.torch import load_file

    before = load_dual(args.scorer)
    drawings = load_model(args.captioner / DRAWINGS, load_model(args.captioner).encoder)
    if drawings.tail is None or drawings.gate is None:
        raise BadInput(f"{args.captioner} has no last stages for drawings, or no gate.")
    settings = json.loads((args.head / f"{NAME}.json").read_text("utf-8"))
    model = DualModel({**before.config, "drawn": {"picture": settings}})
    kept = {n: part for n, part in before.state_dict().items() if n.split(".")[0] not in _NEW}
    model.load_state_dict(kept, strict=False)
    assert model.drawn is not None
    assert model.tail is not None
    assert model.gate is not None
    model.drawn.load_state_dict(load_file(args.head / f"{NAME}.safetensors"))
    model.tail.load_state_dict(drawings.tail.state_dict())
    model.gate.load_state_dict(drawings.gate.state_dict())
    save_dual(
        model, args.out,
        encoder=args.captioner / shard_of(args.captioner, "encoder."),
        tail=args.captioner / DRAWINGS / shard_of(args.captioner / DRAWINGS, "tail."),
    )  # fmt: skip
    if args.out.resolve() != args.scorer.resolve():
        for file in args.scorer.glob("tokenizer*"):
            shutil.copy(file, args.out)


if __name__ == "__main__":
    main()
