"""Trains the captioner: a small BLIP that says a picture in one plain sentence.

Its image tower is the scorer's start, so train the captioner first.

    python -m train.captioner --minutes 20
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import BertTokenizer, BlipForConditionalGeneration

from train import common, muon
from train.augment import augment, normalise, patch_shares, plain, strange
from train.captioner_model import (
    SIZE,
    caption,
    export,
    make_config,
    make_tokenizer,
)
from train.common import RUNS, STARTER, Budget, Progress, WorldData
from train.judge import FOLDER as JUDGE_FOLDER
from train.judge import load_judge
from train.vision_cards import command, write_captioner_card
from train.vision_help import Helper
from train.vision_metrics import attribute_shares, bleu4

CAST_WEIGHT: Final = 6.0


def caption_all(
    model: BlipForConditionalGeneration, tokenizer: BertTokenizer, small: np.ndarray
) -> tuple[list[str], list[float]]:
    model.eval()
    texts: list[str] = []
    sure: list[float] = []
    for start in range(0, len(small), 50):
        pixels = normalise(plain(small[start : start + 50]))
        more, chances = caption(model, tokenizer, pixels)
        texts, sure = texts + more, sure + chances
    return texts, sure


def held_out_figures(
    model: BlipForConditionalGeneration, tokenizer: BertTokenizer, test: WorldData, count: int
) -> dict[str, float]:
    texts, sure = caption_all(model, tokenizer, test.small(SIZE)[:count])
    model.train()
    rows = test.rows[: len(texts)]
    figures = {
        "bleu4": bleu4(texts, [row["references"] for row in rows]),
        "confidence": float(np.mean(sure)),
        **attribute_shares(texts, [common.attributes_of(row) for row in rows]),
    }
    return {name: round(value, 3) for name, value in figures.items()}


def batch_ids(tokenizer: BertTokenizer, texts: Sequence[str]) -> tuple[Tensor, Tensor, Tensor]:
    """Token ids with BLIP's start mark, their mask, and labels without start and padding."""
    packed = tokenizer(list(texts), padding=True, truncation=True, return_tensors="pt")
    ids, mask = packed.input_ids, packed.attention_mask
    ids[:, 0] = tokenizer.bos_token_id
    labels = ids.masked_fill(mask == 0, -100)
    labels[:, 0] = -100
    return ids, mask, labels


def looking(ids: Tensor, coat: int, attention: Tensor, boxes: Tensor, first: int) -> Tensor:
    """How far the words for a figure look away from it; a help in training.

    Each figure is said as "a fox in a red coat". When the decoder is about to say the character
    and the colour, part of its last layer's heads should look where that figure stands: without
    being told so, so small a model names all the coats and gives them to the wrong figures.
    `attention` is (B, heads, T, 1 + patches), `boxes` (B, figures, 4); rows before `first` are
    pictures of nothing.
    """
    rows, at = torch.nonzero(ids == coat, as_tuple=True)
    which = torch.cumsum(ids == coat, 1)[rows, at] - 1
    kept = (rows >= first) & (which < boxes.shape[1])
    rows, at, which = rows[kept], at[kept], which[kept]
    side = round((attention.shape[-1] - 1) ** 0.5)
    inside = (patch_shares(boxes[rows, which], side) > 0).float()
    losses = []
    # Seen from "coat": "a" before the colour, and "a" before the character.
    for back in (2, 5):
        heads = attention[rows, : attention.shape[1] // 2, at - back, 1:].float()
        mass = (heads * inside[:, None]).sum(-1)
        losses.append(-(mass + 1e-4).log().mean())
    return torch.stack(losses).mean()


def weights_of(ids: Tensor, coat: int) -> Tensor:
    """(B, T - 1): what a wrong word costs; characters and the colours of their coats cost more.

    They are two words of two dozen, and which belongs to which is the hardest to learn.
    """
    weights = torch.ones(ids.shape)
    rows, at = torch.nonzero(ids == coat, as_tuple=True)
    for back in (1, 4):
        weights[rows, at - back] = CAST_WEIGHT
    return weights[:, 1:]


def said_of(data: WorldData, rows: np.ndarray, rng: np.random.Generator) -> list[str]:
    """Mostly the canonical caption, so that this is what greedy decoding says."""
    return [
        data.rows[row]["captions"][0 if rng.random() < 0.9 else int(rng.integers(3, 6))]
        for row in rows
    ]


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=20.0, help="time budget")
    parser.add_argument("--steps", type=int, help="steps instead of minutes; exactly repeatable")
    parser.add_argument("--lr", type=float, default=1.2e-3, help="peak learning rate")
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument(
        "--judge",
        type=Path,
        default=JUDGE_FOLDER / "judge.safetensors",
        help="a judge to learn from, if any",
    )
    parser.add_argument("--strange", type=float, default=0.08, help="share of pictures of nothing")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", type=Path, default=common.WORLD, help="folder of the world")
    parser.add_argument("--start", type=Path, help="a finished captioner to begin from")
    parser.add_argument("--out", type=Path, default=STARTER / "captioner")
    parser.add_argument("--runs", type=Path, default=RUNS / "captioner", help="checkpoints")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.add_argument("--smoke", action="store_true", help="tiny, under a minute: does it learn?")
    args = parser.parse_args(argv)
    args.argv = sys.argv[1:] if argv is None else argv
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    if args.smoke:
        args.steps = args.steps or 30

    rng = common.seed_everything(args.seed)
    data = WorldData(args.data, limit=64 if args.smoke else None)
    test = WorldData(args.data / "test", limit=8 if args.smoke else None)
    small = data.small(SIZE)
    tokenizer = BertTokenizer.from_pretrained(args.start) if args.start else make_tokenizer(data)
    model = BlipForConditionalGeneration(make_config(tokenizer, args.smoke))
    if args.start:
        model.load_state_dict(BlipForConditionalGeneration.from_pretrained(args.start).state_dict())
    model.train()
    coat = tokenizer.convert_tokens_to_ids("coat")
    helper = Helper(model.config.vision_config.hidden_size)
    teacher = None if args.smoke or not args.judge.exists() else load_judge(args.judge)
    matrices, others = muon.split(model)
    optimisers = {
        "muon": muon.Muon(matrices, lr=args.lr),
        "adamw": common.adamw([*others, helper], lr=args.lr),
    }
    budget = Budget(args.minutes, args.steps)
    checkpoint = args.runs / "checkpoint.pt"
    if args.resume and (state := common.load_checkpoint(checkpoint, rng)):
        model.load_state_dict(state["model"])
        helper.load_state_dict(state["helper"])
        for name, optimiser in optimisers.items():
            optimiser.load_state_dict(state[name])
        budget = Budget(args.minutes, args.steps, **state["budget"])
    progress = Progress("captioner", budget)

    saved = time.monotonic()
    for rows in common.batches(len(data), args.batch, rng):
        if budget.done:
            break
        pictures, boxes = augment(small[rows], data.boxes[rows], rng)
        texts = said_of(data, rows, rng)
        # Pictures of nothing keep captions that are not theirs: the best answer is the average one.
        odd = int(rng.binomial(len(rows), args.strange))
        pictures[:odd] = strange(pictures[:odd], rng) if odd else pictures[:0]
        texts[:odd] = said_of(data, rng.integers(0, len(data), odd), rng)
        ids, mask, labels = batch_ids(tokenizer, texts)
        with common.half_precision():
            embeds = model.vision_model(pixel_values=normalise(pictures)).last_hidden_state
            out = model.text_decoder(
                input_ids=ids,
                attention_mask=mask,
                encoder_hidden_states=embeds,
                output_attentions=True,
            )
            seen = helper.loss(embeds[odd:], boxes[odd:], torch.from_numpy(data.labels[rows[odd:]]))
        seen["looking"] = looking(ids, coat, out.cross_attentions[-1], boxes, odd)
        words = F.cross_entropy(
            out.logits[:, :-1].float().transpose(1, 2), labels[:, 1:], reduction="none"
        )
        words = (words * weights_of(ids, coat)).sum() / mask[:, 1:].sum()
        if teacher is not None:
            seen["taught"] = helper.taught(embeds, normalise(pictures), teacher)
        for optimiser in optimisers.values():
            common.set_learning_rate(optimiser, args.lr, budget.fraction)
            optimiser.zero_grad(set_to_none=True)
        (words + 0.5 * torch.stack(list(seen.values())).sum()).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimiser in optimisers.values():
            optimiser.step()
        budget.tick()
        progress.update({"words": words.item()} | {key: loss.item() for key, loss in seen.items()})
        if budget.done or time.monotonic() - saved > 150:
            saved = time.monotonic()
            common.save_checkpoint(
                checkpoint, rng, model=model.state_dict(), helper=helper.state_dict(),
                budget=budget.state(),
                **{name: optimiser.state_dict() for name, optimiser in optimisers.items()},
            )  # fmt: skip
            export(model, tokenizer, args.out)
            count = len(test) if budget.done else 100
            figures = held_out_figures(model, tokenizer, test, count)
            progress.say(f"held out: {figures}")
            runs = [budget.report(command("captioner", args.argv), args.seed)]
            parameters = common.parameters_of(model)
            write_captioner_card(args.out, data, test, runs, figures, parameters)
    progress.say(
        f"loss {progress.first} -> {progress.means}, {common.parameters_of(model)} parameters"
    )


if __name__ == "__main__":
    main()
