"""Trains the captioner: a small BLIP that says a picture in one plain sentence.

Its image tower is the scorer's start, so train the captioner first.

    python -m train.captioner --minutes 20
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from transformers import BertTokenizer, BlipForConditionalGeneration

from core.errors import BadInput
from train import common, loop, muon, smoke
from train.augment import augment, normalise, patch_shares, plain, strange
from train.captioner_model import (
    SIZE,
    caption,
    export,
    make_config,
    make_tokenizer,
)
from train.common import RUNS, STARTER, WorldData
from train.vision_cards import write_captioner_card
from train.vision_help import Helper
from train.vision_metrics import attribute_shares, bleu4
from train.wording import in_order
from train.world.scene import captions

CAST_WEIGHT: Final = 6.0
SOFT: Final = 0.45
"""Share of pictures that are blurred, as painted ones are softer than drawn ones."""
HELPED_FROM: Final = 60
"""The step from which new helpers teach a tower that was trained before; first they learn."""


def caption_all(
    model: BlipForConditionalGeneration, tokenizer: BertTokenizer, small: np.ndarray
) -> tuple[list[str], list[float]]:
    model.eval()
    texts: list[str] = []
    sure: list[float] = []
    for start in range(0, len(small), 50):
        pixels = normalise(plain(small[start : start + 50])).to(model.device)
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
    weights = torch.ones(ids.shape, device=ids.device)
    rows, at = torch.nonzero(ids == coat, as_tuple=True)
    for back in (1, 4):
        weights[rows, at - back] = CAST_WEIGHT
    return weights[:, 1:]


def said_of(
    data: WorldData, rows: np.ndarray, boxes: Tensor, rng: np.random.Generator
) -> tuple[list[str], Tensor]:
    """Mostly the canonical caption, so that this is what greedy decoding says.

    Those who stand beside each other are named from left to right: whom to begin with would
    otherwise be anybody's guess. `boxes` (B, figures, 4) come back in the order of the caption.
    """
    texts, told = [], boxes.clone()
    for number, row in enumerate(rows):
        scene = data.scene(row)
        if scene.relation == "beside":
            count = len(scene.cast)
            order = (boxes[number, :count, 0] + boxes[number, :count, 2]).argsort().tolist()
            scene = in_order(scene, order)
            told[number, :count] = boxes[number, order]
        texts.append(captions(scene)[0 if rng.random() < 0.9 else int(rng.integers(3, 6))])
    return texts, told


def parser() -> loop.Parser:
    """The command line."""
    made = loop.parser(__doc__, minutes=20.0, lr=1.2e-3, threads=2)
    add = made.add_argument
    add("--batch", type=loop.number(int, 1), default=48, help="pictures in a step (%(default)s)")
    add("--strange", type=float, default=0.08, help="share of pictures of nothing")
    add("--data", type=Path, default=common.WORLD, help="folder of the world")
    add("--start", type=Path, help="a finished captioner to begin from")
    add("--out", type=Path, default=STARTER / "captioner")
    add("--runs", type=Path, default=RUNS / "captioner", help="checkpoints and curves")
    return made


@loop.plain_words()
def main(argv: list[str] | None = None) -> None:
    args = loop.read(parser(), "captioner", argv, smoke_steps=30)
    if not 0 <= args.strange <= 1:
        raise BadInput(f"--strange is a share from 0 to 1, not {args.strange}.")
    smoke.prepare(args)
    rng = common.seed_everything(args.seed)
    data = WorldData(args.data, limit=64 if args.smoke else None)
    test = WorldData(args.data / "test", limit=8 if args.smoke else None)
    small = data.small(SIZE)
    start = common.existing(args.start)
    tokenizer = loop.kept_tokenizer(
        BertTokenizer,
        (args.runs / "tokenizer", args.out),
        args.resume and (args.runs / "checkpoint.pt").exists(),
        lambda: BertTokenizer.from_pretrained(start) if start else make_tokenizer(data),
    )
    model = BlipForConditionalGeneration(make_config(tokenizer, args.smoke))
    if start:
        model.load_state_dict(BlipForConditionalGeneration.from_pretrained(start).state_dict())
    model.train()
    coat = tokenizer.convert_tokens_to_ids("coat")
    helper = Helper(model.config.vision_config.hidden_size)
    matrices, others = muon.split(model)
    training = loop.Training(
        "captioner", args, args.runs / "checkpoint.pt", rng, data.sha(),
        modules={"model": model, "helper": helper},
        optimisers={
            "muon": muon.Muon(matrices, lr=args.lr),
            "adamw": common.adamw([*others, helper], lr=args.lr),
        },
    )  # fmt: skip
    training.resume()
    device = training.device

    with training:
        for rows in common.batches(len(data), loop.share(args.batch), rng):
            if training.done:
                break
            pictures, boxes = augment(small[rows], data.boxes[rows], rng, blur=SOFT)
            texts, told = said_of(data, rows, boxes, rng)
            # Pictures of nothing keep captions that are not theirs: the best answer is the
            # average one.
            odd = int(rng.binomial(len(rows), args.strange))
            pictures[:odd] = strange(pictures[:odd], rng) if odd else pictures[:0]
            others = rng.integers(0, len(data), odd)
            texts[:odd], _ = said_of(data, others, torch.from_numpy(data.boxes[others]), rng)
            ids, mask, words = (part.to(device) for part in batch_ids(tokenizer, texts))
            pixels, boxes, told = (p.to(device) for p in (normalise(pictures), boxes, told))
            labels = torch.from_numpy(data.labels[rows[odd:]]).to(device)
            with loop.half_precision():
                embeds = model.vision_model(pixel_values=pixels).last_hidden_state
                out = model.text_decoder(
                    input_ids=ids,
                    attention_mask=mask,
                    encoder_hidden_states=embeds,
                    output_attentions=True,
                )
                alone = start is not None and training.budget.step < HELPED_FROM
                shown = embeds.detach() if alone else embeds
                seen = helper.loss(shown[odd:], boxes[odd:], labels)
            seen["looking"] = looking(ids, coat, out.cross_attentions[-1], told, odd)
            costs = F.cross_entropy(
                out.logits[:, :-1].float().transpose(1, 2), words[:, 1:], reduction="none"
            )
            said = (costs * weights_of(ids, coat)).sum() / mask[:, 1:].sum()
            loss = said + 0.5 * torch.stack(list(seen.values())).sum()
            training.step(loss, {"words": said, **seen}, clip=model)
            if training.due(150):
                training.save()
                export(model, tokenizer, args.out)
                figures = held_out_figures(
                    model, tokenizer, test, len(test) if training.done else 100
                )
                training.measured(figures)
                parameters = common.parameters_of(model)
                write_captioner_card(args.out, data, test, training.report(), figures, parameters)


if __name__ == "__main__":
    main()
