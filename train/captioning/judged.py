"""Judges captions of drawn scenes by what was drawn: subject, act and place, each right or wrong.

    python -m train.captioning.judged --captioner starter/captioner --data runs/drawn --n 300

The captions are read back by `picturebook.reading`, strictly: a grandfather is no man. Also says
how well the scenes' own captions are read, which is the most that a captioner can reach.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from core.models.encoder_decoder import EncoderDecoder
from picturebook.reading import read
from picturebook.sampling import attributes
from train.captioning.shown import JUDGED
from train.captioning.words import tokenizer_of


def shares(
    captions: Iterable[str], shown: Iterable[Mapping[str, str]]
) -> tuple[dict[str, float], list[tuple[str, str, str, str]]]:
    """Share of scenes whose subject, act and place are said; and what was wrong: which, drawn,
    read, caption."""
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    wrong = []
    for caption, truth in zip(captions, shown, strict=True):
        found = attributes(read(caption).scene)
        for name in JUDGED:
            if name in truth:
                count[name] += 1
                right[name] += found.get(name) == truth[name]
                if found.get(name) != truth[name]:
                    wrong.append((name, truth[name], str(found.get(name)), caption))
    return {name: round(right[name] / max(1, count[name]), 4) for name in JUDGED}, wrong


def main(argv: Sequence[str] | None = None) -> dict[str, Any]:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--captioner", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="of train.captioning.drawn")
    parser.add_argument("--n", type=int, default=300)
    parser.add_argument("--style", help="only this style")
    parser.add_argument("--wrong", type=int, default=0, help="show so many of what was wrong")
    args = parser.parse_args(argv)
    rows = json.loads((args.data / "captions.json").read_text(encoding="utf-8"))
    rows = [row for row in rows if row["split"] == "dev" and args.style in (None, row["style"])][
        : args.n
    ]
    captioner = EncoderDecoder.of_folder(args.captioner, tokenizer_of)
    pictures = [Image.open(args.data / row["image"]) for row in rows]
    texts = [result.text for result in captioner.caption(pictures, check=lambda: None)]
    shown = [row["shows"] for row in rows]
    figures, wrong = shares(texts, shown)
    most, _ = shares((row["captions"][0] for row in rows), shown)
    for line in wrong[: args.wrong]:
        print(*line, sep=" | ")
    result = {"n": len(rows), **figures, "own captions": most}
    print(json.dumps(result))
    return result


if __name__ == "__main__":
    main()
