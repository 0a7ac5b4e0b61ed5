"""Averages the weights of two captioners of one descent (Wortsman et al. 2022, "Model soups").

    python -m train.captioning.average FORCED CRITICISED --share 0.3 --out my-captioner

Self-critical training on few pictures learns them by heart; a share of it in what teacher forcing
taught keeps most of what both know. Choose the share on pictures that no figure is reported of.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from torch import Tensor

from core.errors import BadInput
from core.models.caption_model import CaptionModel, load_model, save_model
from train import cli
from train.captioning import words


def _learnt(model: CaptionModel) -> dict[str, Tensor]:
    """Everything but the encoder."""
    return {n: part for n, part in model.state_dict().items() if not n.startswith("encoder.")}


@cli.plain_words()
def main(argv: Sequence[str] | None = None) -> None:
    parser = cli.Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("first", type=Path)
    add("second", type=Path)
    add("--share", type=cli.number(float, -1e-9, 1), default=0.3, help="of the second")
    add("--length-power", type=float, help="how beam search weighs length from now on")
    add("--int8", action="store_true", help="store the decoder's matrices as int8")
    add("--out", type=Path, required=True)
    args = parser.parse_args(argv)
    model, second = load_model(args.first), load_model(args.second)
    if model.tail is not None or second.tail is not None:
        model.give_tail()
        second.give_tail()
    mine, other = _learnt(model), _learnt(second)
    if mine.keys() != other.keys() or any(mine[k].shape != other[k].shape for k in mine):
        raise BadInput(f"{args.first} and {args.second} are not of one make.")
    mixed = {n: (1 - args.share) * part + args.share * other[n] for n, part in mine.items()}
    model.load_state_dict(mixed, strict=False)
    for of_the_first in ("calibration", "reranker"):
        model.config.pop(of_the_first, None)  # they no longer hold
    if args.length_power is not None:
        model.config["search"] = {
            **model.config.get("search", {}), "length_power": args.length_power
        }  # fmt: skip
    save_model(model, args.out, int8=args.int8)
    of_lm = model.config["decoder"]["kind"] == "lm"
    words.of_folder(args.first, of_lm=of_lm).save(args.out)


if __name__ == "__main__":
    main()
