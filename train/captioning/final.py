"""Figures of a finished captioner on held-out pictures; with --calibrate its confidence, too.

    python -m train.captioning.final --captioner starter/captioner --data flickr8k --first 500

Captions are made as the studio makes them: from the picture files, by the family's own code. With
--calibrate the curve of the confidence is fitted on these pictures and written into config.json; so
fit it on the first half of a split and report on the second.
"""

import argparse
import json
import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from tqdm import tqdm

from core.errors import BadInput
from core.models.encoder_decoder import DRAWINGS, EncoderDecoder, Speaker
from train import cli
from train.captioning.calibrate import apply, expected_error, fit, is_right
from train.captioning.data import read
from train.captioning.measure import figures_of
from train.captioning.words import tokenizer_of

BATCH = 10


def unsure(speaker: Speaker, confidence: float) -> float:
    """The mean log-probability of a word behind a confidence."""
    if speaker.calibration is None:
        return math.log(max(confidence, 1e-9))
    score = math.log(max(confidence, 1e-9) / max(1 - confidence, 1e-9))
    slope, offset = (speaker.calibration[name] for name in ("slope", "offset"))
    return float((score - offset) / slope)


@cli.plain_words()
def main(argv: Sequence[str] | None = None) -> dict[str, Any]:
    parser = cli.Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--captioner", type=Path, required=True)
    add("--data", required=True, help="a folder with a dev split, or named pictures")
    add("--first", type=cli.number(int, 0), default=0, help="pictures to leave (%(default)s)")
    add("--n", type=cli.number(int, 1), default=500)
    add("--beams", type=cli.number(int, 1, 16), help="where not the captioner's own")
    add("--threads", type=cli.number(int, 1, 1024), default=2)
    add("--calibrate", action="store_true", help="fit the confidence and write it down")
    add("--drawings", action="store_true", help="calibrate the decoder for drawings")
    add("--show", type=cli.number(int, 0), default=0, help="captions to print")
    args = parser.parse_args(argv)
    torch.set_num_threads(args.threads)
    _, validation = read([args.data])
    if not validation:
        raise BadInput(f"{args.data} has no dev split.")
    held = next(iter(validation.values()))[args.first : args.first + args.n]
    search = {"beams": args.beams} if args.beams else {}
    captioner = EncoderDecoder.of_folder(args.captioner, tokenizer_of, **search)
    speaker, folder = captioner.speaker, args.captioner
    if args.drawings:
        if captioner.drawings is None:
            raise BadInput(f"{args.captioner} has no decoder for drawings.")
        speaker, folder = captioner.drawings, folder / DRAWINGS
    results = []
    began = time.perf_counter()
    for start in tqdm(range(0, len(held), BATCH), mininterval=5.0):
        pictures = [Image.open(picture.image) for picture in held[start : start + BATCH]]
        results += captioner.caption(pictures, check=lambda: None)
    seconds = time.perf_counter() - began
    texts, references = [r.text for r in results], [list(p.captions) for p in held]
    right = np.array(
        [is_right(text, refs) for text, refs in zip(texts, references, strict=True)]
    ).astype(float)
    found: dict[str, Any] = {"n": len(held), "first": args.first, "beams": speaker.search.beams}
    found |= figures_of(texts, references) | {"right": round(float(right.mean()), 4)}
    found["seconds a picture"] = round(seconds / len(held), 3)
    if args.calibrate:
        scores = np.array([unsure(speaker, result.confidence) for result in results])
        curve = fit(scores, right)
        config = speaker.model.config | {"calibration": curve}
        text = json.dumps(config, indent=2, sort_keys=True, ensure_ascii=False)
        (folder / "config.json").write_text(text + "\n", encoding="utf-8")
        chances = apply(curve, scores)
    else:
        chances = np.array([result.confidence for result in results])
    found["expected calibration error"] = round(expected_error(chances, right), 4)
    for picture, result in list(zip(held, results, strict=True))[: args.show]:
        print(f"{picture.image.name}  {result.confidence:.2f}  {result.text}", end="")
        print("".join(f"  | or: {text}" for text in result.candidates))
    print(json.dumps(found))
    return found


if __name__ == "__main__":
    main()
