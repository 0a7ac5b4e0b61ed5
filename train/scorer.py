"""Trains the scorer: a small CLIP whose text encoder is the illustrator's as well.

Two stages. `text` needs no pictures: the text tower learns to make every attribute of a scene
linearly readable from its pooled state, its mean token state and its padding, whatever the
wording. It is then frozen for good. `vision` trains the image tower and both projections to
meet it, with captions that are wrong in a single attribute as hard negatives.

    python -m train.scorer --stage text --minutes 5
    python -m train.scorer --stage vision --minutes 20
"""

import argparse
import json
import random
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from transformers import CLIPConfig, CLIPImageProcessorPil, CLIPModel, CLIPTokenizer

from train import common, facts, loop, scorer_vision, smoke
from train.common import ATTRIBUTES, RUNS, STARTER, Heads
from train.wording import (
    build_clip_tokenizer,
    corpus,
    filler_sentences,
    read_stories,
    style_suffix,
    vary,
)
from train.world.scene import captions, prompt, sample

VOCABULARY_SIZE: Final = 4096
SIZE: Final = 128
PATCH: Final = 16


def make_config(tokenizer: CLIPTokenizer, smoke: bool) -> CLIPConfig:
    text, image = (48, 48) if smoke else (192, 192)
    return CLIPConfig(
        text_config={
            "vocab_size": len(tokenizer),
            "hidden_size": text,
            "intermediate_size": text * 4,
            "num_hidden_layers": 2 if smoke else 4,
            "num_attention_heads": text // 48 if smoke else 6,
            "max_position_embeddings": 77,
            "projection_dim": text,
            "bos_token_id": tokenizer.bos_token_id,
            "eos_token_id": tokenizer.eos_token_id,
            "pad_token_id": tokenizer.pad_token_id,
        },
        vision_config={
            "hidden_size": image,
            "intermediate_size": image * 4,
            "num_hidden_layers": 2 if smoke else 6,
            "num_attention_heads": image // 16 if smoke else 6,
            "image_size": SIZE,
            "patch_size": PATCH,
            "projection_dim": text,
        },
        projection_dim=text,
    )


def make_processor() -> CLIPImageProcessorPil:
    return CLIPImageProcessorPil(
        size={"shortest_edge": SIZE},
        crop_size={"height": SIZE, "width": SIZE},
        image_mean=[0.5] * 3,
        image_std=[0.5] * 3,
    )


class TextReader(nn.Module):
    """The text tower and the three places from which the attributes must be readable."""

    def __init__(self, model: CLIPModel) -> None:
        super().__init__()
        self.tower = model.text_model
        width = model.config.text_config.hidden_size
        self.pooled = Heads(width, extra=1)
        self.mean = Heads(width, extra=1)
        self.padding = Heads(width, extra=1)

    def states(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        out = self.tower(input_ids=ids)
        hidden, end = out.last_hidden_state, self.tower.eos_token_id
        after = (ids == end).cumsum(1)
        words = (after == 0).float()[..., None]
        # The first end mark is pooled; those after it are padding and see the whole text.
        pads = (after > 1).float() * torch.rand(ids.shape, device=ids.device)
        chosen = hidden[torch.arange(len(ids), device=ids.device), pads.argmax(1)]
        return out.pooler_output, (hidden * words).sum(1) / words.sum(1), chosen

    def loss(self, ids: Tensor, labels: Tensor, padded: bool) -> dict[str, Tensor]:
        pooled, mean, padding = self.states(ids)
        losses = {
            "pooled": self.pooled.loss(pooled, labels),
            "mean": self.mean.loss(mean, labels),
        }
        if padded:
            losses["padding"] = self.padding.loss(padding, labels)
        return losses


@torch.no_grad()
def text_accuracy(
    reader: TextReader, tokenizer: CLIPTokenizer, count: int, seed: int
) -> dict[str, dict[str, float]]:
    """How often each attribute is read rightly from held-out canonical captions with style."""
    reader.eval()
    rng = random.Random(seed)
    scenes = [sample(rng, "test") for _ in range(count)]
    labels = torch.tensor([common.labels_of(vars(scene)) for scene in scenes])
    wordings = {
        "prompt": [prompt(scene) for scene in scenes],
        "wording": [
            captions(scene)[rng.choice((3, 4, 5))] + style_suffix(scene, rng) for scene in scenes
        ],
    }
    found: dict[str, dict[str, float]] = {}
    for kind, texts in wordings.items():
        hits: dict[str, list[Tensor]] = {"pooled": [], "mean": [], "padding": []}
        for start in range(0, count, 64):
            ids = tokenizer(
                texts[start : start + 64], padding="max_length", truncation=True,
                return_tensors="pt",
            ).input_ids.to(reader.tower.device)  # fmt: skip
            for name, state in zip(hits, reader.states(ids), strict=True):
                heads: Heads = getattr(reader, name)
                part = labels[start : start + 64].to(state.device)
                hits[name].append(heads.hits(state, part))
        for name, rows in hits.items():
            share = torch.cat(rows).float().mean(0).tolist()
            found[f"{kind}/{name}"] = dict(zip(ATTRIBUTES, share, strict=True))
    reader.train()
    return found


def train_text(args: argparse.Namespace) -> None:
    rng = common.seed_everything(args.seed)
    stories = read_stories(args.stories, 200 if args.smoke else 2100)
    fillers = filler_sentences(stories)
    words = random.Random(args.seed)
    texts = corpus(words, 500 if args.smoke else 20_000) + stories
    tokenizer = loop.kept_tokenizer(
        CLIPTokenizer,
        (args.runs / "tokenizer", args.out),
        args.resume and (args.runs / "text.pt").exists(),
        lambda: build_clip_tokenizer(texts, VOCABULARY_SIZE),
    )
    model = CLIPModel(make_config(tokenizer, args.smoke))
    reader = TextReader(model)
    training = loop.Training(
        "scorer/text", args, args.runs / "text.pt", rng, facts.data_hash(sources(args)),
        modules={"model": model, "reader": reader},
        optimisers={"optimiser": common.adamw([reader], lr=args.lr)},
    )  # fmt: skip
    if state := training.resume():
        words.setstate(_tuples(state["words"]))
    if index := training.accelerator.process_index:
        words.seed(f"{args.seed}/{index}/{training.budget.step}")

    with training:
        size = loop.share(32 if args.smoke else 128)
        while not training.done:
            pairs = [vary(sample(words, "train"), words, fillers) for _ in range(size * 4)]
            # Texts of like length go together, so that little of a batch is padding.
            lengths = [len(ids) for ids in tokenizer([text for text, _ in pairs]).input_ids]
            order = np.argsort(lengths, kind="stable").reshape(4, size)
            for rows in rng.permutation(order):
                padded = rng.random() < (0.15 if training.budget.fraction < 0.5 else 0.5)
                some = rows[:: 3 if padded else 1]
                ids = tokenizer(
                    [pairs[row][0] for row in some], truncation=True, return_tensors="pt",
                    padding="max_length" if padded else "longest",
                ).input_ids.to(training.device)  # fmt: skip
                labels = torch.tensor([pairs[row][1] for row in some], device=training.device)
                with loop.half_precision():
                    losses = reader.loss(ids, labels, padded)
                training.step(torch.stack(list(losses.values())).sum(), losses, clip=reader)
                if training.due(60) and not training.done:
                    training.save(words=words.getstate())
                    found = text_accuracy(reader, tokenizer, 128, 1)
                    training.measured({key: _mean(rows) for key, rows in found.items()})
                if training.done:
                    break
        if training.main:
            _finish_text(args, training, reader, model, tokenizer, words)


def _finish_text(
    args: argparse.Namespace,
    training: loop.Training,
    reader: TextReader,
    model: CLIPModel,
    tokenizer: CLIPTokenizer,
    words: random.Random,
) -> None:
    # Saved weights are half precision; the frozen tower is rounded before anyone builds on it.
    for parameter in model.text_model.parameters():
        parameter.data = parameter.data.half().float()
    training.save(words=words.getstate())
    found = text_accuracy(reader, tokenizer, 64 if args.smoke else 500, 1)
    for key, rows in found.items():
        training.measured(rows, key)
    report = {
        "sessions": training.report(),
        "figures": {key: _mean(rows) for key, rows in found.items()},
    }
    (args.runs / "history.json").write_text(json.dumps([report]), encoding="utf-8")
    model.text_model.save_pretrained(args.runs / "text_encoder")
    tokenizer.save_pretrained(args.runs / "text_encoder")
    scorer_vision.export(model, tokenizer, make_processor(), args.out)


def _mean(shares: dict[str, float]) -> float:
    return sum(shares.values()) / len(shares)


def sources(args: argparse.Namespace) -> list[Path]:
    """What the text stage learns from: the world's vocabulary, and stories where given."""
    world = sorted((common.ROOT / "train" / "world").glob("*.py"))
    return [*world, common.ROOT / "train" / "wording.py"] + (
        [args.stories] if args.stories.exists() else []
    )


def _tuples(value: object) -> object:
    return tuple(_tuples(item) for item in value) if isinstance(value, (list, tuple)) else value


def parser() -> loop.Parser:
    """The command line."""
    made = loop.parser(__doc__, minutes=5.0, lr=None, threads=2)
    add = made.add_argument
    add("--stage", choices=("text", "vision", "all"), default="all")
    add(
        "--batch", type=loop.number(int, 4), default=48,
        help="pictures in a step of `vision` (%(default)s)",
    )  # fmt: skip
    add("--data", type=Path, default=common.WORLD, help="folder of the world")
    add(
        "--stories", type=Path, default=Path("../shared/data/tinystories/stories.jsonl"),
        help="JSON lines with general English for the tokenizer; left out where missing",
    )  # fmt: skip
    add(
        "--captioner", type=Path, default=STARTER / "captioner", help="its image tower is the start"
    )
    add("--out", type=Path, default=STARTER / "scorer")
    add("--runs", type=Path, default=RUNS / "scorer", help="checkpoints and curves")
    return made


@loop.plain_words()
def main(argv: list[str] | None = None) -> None:
    args = loop.read(parser(), "scorer", argv, smoke_steps=40)
    chosen = args.lr
    if args.smoke and not (args.runs / "history.json").exists():
        # The pictures need texts to meet.
        args.stage = "text" if args.stage == "text" else "all"
    if args.stage in ("text", "all"):
        args.lr = chosen or 1e-3
        train_text(args)
    if args.stage in ("vision", "all"):
        smoke.prepare(args)
        args.lr = chosen or 1.2e-3
        scorer_vision.train_vision(args)


if __name__ == "__main__":
    main()
