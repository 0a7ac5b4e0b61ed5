"""Figures of a finished scorer on held-out pictures, made as the studio makes them.

    python -m train.scoring.final --scorer starter/scorer --data flickr8k --first 500

From the picture files, by the family's own code: R@1 among 100 both ways, typical scores of right
and wrong pairs. With --tales also whether pages tell their picture: pages whose words were written
for one of the picture's captions, or, where a held-out picture has none, a page put together from
all its captions (--pages).
"""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from core.errors import BadInput
from core.models.dual_encoder import DualEncoder, load_dual
from train import cli
from train.captioning.data import read
from train.scoring import measure, words

FRAMES = (
    "It was a day that nobody would forget. {0}. “Did you see that?” somebody whispered. And then "
    "it was time to go on.",
    "“Look!” she said. {0}. They stood there for a long while, and nobody said a word.",
    "Far from home, with nothing but hope in the pocket, our friend found this: {0}. The wind "
    "turned, and everything was different.",
    "Once more the clock struck. {0}. What would come next? Only the old letter knew the answer.",
)
"""What stands around a caption on a page of a story."""


def page(number: int, captions: Sequence[str]) -> str:
    """A page that tells a picture by another of its captions than the first."""
    caption = captions[1 % len(captions)].strip(" .")
    return FRAMES[number % len(FRAMES)].format(caption[:1].upper() + caption[1:])


@cli.plain_words()
def main(argv: Sequence[str] | None = None) -> dict[str, Any]:
    parser = cli.Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--scorer", type=Path, required=True)
    add("--data", required=True, help="a folder with a dev split, or named pictures")
    add("--first", type=cli.number(int, 0), default=0, help="pictures to leave (%(default)s)")
    add("--n", type=cli.number(int, 2), default=500)
    add("--among", type=cli.number(int, 2), default=measure.AMONG)
    add("--threads", type=cli.number(int, 1, 1024), default=2)
    add("--pages", action="store_true", help="pages of a story around the captions, too")
    args = parser.parse_args(argv)
    torch.set_num_threads(args.threads)
    _, validation = read([args.data])
    if not validation:
        raise BadInput(f"{args.data} has no dev split.")
    held = next(iter(validation.values()))[args.first : args.first + args.n]
    scorer = DualEncoder(load_dual(args.scorer), words.beside(args.scorer))
    began = time.perf_counter()
    seen = [scorer.embed_images([Image.open(p.image) for p in held[i : i + 10]]) for i in
            range(0, len(held), 10)]  # fmt: skip
    pictures, seconds = np.concatenate(seen), time.perf_counter() - began
    texts = scorer.embed_texts([picture.captions[0] for picture in held])
    found: dict[str, Any] = {"n": len(held), "first": args.first, "among": args.among}
    found |= measure.figures(pictures, texts, args.among)
    if args.pages:
        told = scorer.embed_texts([page(i, p.captions) for i, p in enumerate(held)])
        found["pages"] = measure.figures(pictures, told, args.among)
    found["seconds a picture"] = seconds / len(held)
    print(json.dumps(found, default=float))
    return found


if __name__ == "__main__":
    main()
