"""What a smoke run needs on a fresh clone: a few pictures, and a tiny reader of words."""

import argparse
import random
from pathlib import Path
from typing import Final

from transformers import CLIPTextConfig, CLIPTextModel

from train import loop
from train.common import RUNS
from train.wording import build_clip_tokenizer, corpus
from train.world.dataset import render

PICTURES, HELD_OUT = 64, 16
SIZE: Final = 256
WORDS_WIDTH: Final = 192
"""What the illustrator's UNet reads."""


def prepare(args: argparse.Namespace) -> None:
    """Lets a smoke run without a data set draw one of its own, once."""
    if not args.smoke or (args.data / "images.npy").exists():
        return
    args.data = loop.SMOKE / "world"
    if loop.is_main() and not (args.data / "images.npy").exists():
        draw(args.data)
    loop.accelerator().wait_for_everyone()


def draw(folder: Path) -> None:
    """The smallest data set that all trainers can begin with."""
    render("test", n=HELD_OUT, size=SIZE, seed=3, out=folder / "test", processes=1)
    render("train", n=PICTURES, size=SIZE, seed=3, out=folder, processes=1)


def words(args: argparse.Namespace) -> None:
    """Lets a smoke run of the illustrator without a scorer make a text encoder of its own."""
    if not args.smoke or args.scorer != RUNS / "scorer" or args.scorer.exists():
        return
    args.scorer = loop.SMOKE / "words"
    if loop.is_main() and not args.scorer.exists():
        make_words(args.scorer)
    loop.accelerator().wait_for_everyone()


def make_words(folder: Path) -> None:
    """An untrained text encoder with its tokenizer, as the scorer's training leaves them."""
    tokenizer = build_clip_tokenizer(corpus(random.Random(0), 500), 1500)
    config = CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=WORDS_WIDTH,
        intermediate_size=WORDS_WIDTH,
        num_hidden_layers=1,
        num_attention_heads=4,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    tokenizer.save_pretrained(folder / "tokenizer")
    CLIPTextModel(config).save_pretrained(folder / "text_encoder")
