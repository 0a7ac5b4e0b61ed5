"""The scorer's second stage: pictures meet the frozen text tower.

Every picture is told from its own right captions, those of the rest of the batch (of which some
share nearly all attributes), and every caption that is wrong in exactly one attribute.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import (
    BlipForConditionalGeneration,
    CLIPImageProcessorPil,
    CLIPModel,
    CLIPTokenizer,
)

from train import common, loop, muon
from train.augment import augment, normalise, plain
from train.common import MissingInput, PictureHeads, WorldData
from train.vision_cards import write_scorer_card
from train.vision_help import Helper
from train.vision_metrics import ordering, recall_at_1
from train.wording import can_be_wrong, one_wrong, shuffled, style_suffix
from train.world.scene import canonical, captions, prompt

NEAR: Final = 6
"""How many captions that are wrong in one attribute each picture is told from."""


def export(
    model: CLIPModel, tokenizer: CLIPTokenizer, processor: CLIPImageProcessorPil, folder: Path
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    common.save_halved(model, folder)
    tokenizer.save_pretrained(folder)
    processor.save_pretrained(folder)


@torch.no_grad()
def pooled_texts(model: CLIPModel, tokenizer: CLIPTokenizer, texts: Sequence[str]) -> Tensor:
    """The text tower's pooled states, before projection; long and short texts apart for speed."""
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    states = torch.empty(len(texts), model.config.text_config.hidden_size, dtype=torch.float16)
    for start in range(0, len(order), 256):
        rows = order[start : start + 256]
        ids = tokenizer(
            [texts[row] for row in rows], padding=True, truncation=True, return_tensors="pt"
        ).input_ids.to(model.device)
        with loop.half_precision():
            states[rows] = model.text_model(input_ids=ids).pooler_output.half().cpu()
    return states


class TextBank:
    """Pooled states of each scene's captions (N, 3, D) and of wrong ones (N, NEAR, D)."""

    def __init__(self, spoken: Tensor, wrong: Tensor) -> None:
        self.spoken, self.wrong = spoken, wrong

    @classmethod
    def build(
        cls, model: CLIPModel, tokenizer: CLIPTokenizer, data: WorldData, seed: int, path: Path
    ) -> "TextBank":
        rng = random.Random(seed)
        texts = []
        for index in range(len(data)):
            scene = data.scene(index)
            wording = captions(shuffled(scene, rng))[rng.randrange(1, 6)]
            texts += [
                canonical(scene),
                prompt(scene),
                wording + (style_suffix(scene, rng) if rng.random() < 0.5 else ""),
            ]
            names = can_be_wrong(scene)
            rng.shuffle(names)
            names = (names * 2)[:NEAR]
            texts += [canonical(one_wrong(scene, rng, name)) for name in names]
        stamp = [len(texts), float(model.text_model.final_layer_norm.weight.detach().sum())]
        if path.exists():
            kept = torch.load(path, weights_only=True)
            if kept["stamp"] == stamp:
                return cls(kept["spoken"], kept["wrong"])
        states = pooled_texts(model, tokenizer, texts).view(len(data), 3 + NEAR, -1)
        bank = cls(states[:, :3].clone(), states[:, 3:].clone())
        torch.save({"stamp": stamp, "spoken": bank.spoken, "wrong": bank.wrong}, path)
        return bank

    def right(self, rows: np.ndarray, rng: np.random.Generator) -> Tensor:
        """States (B, D) of one right caption each."""
        return self.spoken[
            torch.from_numpy(rows), torch.from_numpy(rng.integers(0, 3, len(rows)))
        ].float()

    def one_wrong(self, rows: np.ndarray) -> Tensor:
        """States (B, NEAR, D) of captions that are wrong in exactly one attribute."""
        return self.wrong[torch.from_numpy(rows)].float()


def alike_batches(
    labels: np.ndarray, size: int, rng: np.random.Generator, group: int = 4
) -> Iterator[np.ndarray]:
    """Batches of groups that share nearly all attributes."""
    for seeds in common.batches(len(labels), max(1, size // group), rng):
        near = rng.choice(len(labels), min(len(labels), 1500), replace=False)
        apart = (labels[seeds][:, None] != labels[near][None]).sum(-1)
        closest = near[np.argsort(apart + 99 * (near == seeds[:, None]), axis=1)[:, : group - 1]]
        yield np.unique(np.concatenate([seeds, closest.ravel()]))


@torch.no_grad()
def start_from_captioner(
    model: CLIPModel, captioner: BlipForConditionalGeneration, small: np.ndarray
) -> None:
    """Copies BLIP's image tower into CLIP's, which differs only in its first norm.

    That norm is set to give tokens back their mean spread, over a few pictures.
    """
    ours, theirs = model.vision_model, captioner.vision_model
    new, old = ours.embeddings, theirs.embeddings
    new.patch_embedding.weight.copy_(old.patch_embedding.weight)
    new.position_embedding.weight.copy_(old.position_embedding[0])
    # CLIP's patches have no bias of their own.
    new.position_embedding.weight[1:] += old.patch_embedding.bias
    new.class_embedding.copy_(old.class_embedding.flatten())
    ours.pre_layrnorm.weight.fill_(new(normalise(plain(small[:64]))).std(-1).mean().item())
    ours.pre_layrnorm.bias.zero_()
    for layer, source in zip(ours.encoder.layers, theirs.encoder.layers, strict=True):
        attention = layer.self_attn
        parts = (attention.q_proj, attention.k_proj, attention.v_proj)
        weights, biases = source.self_attn.qkv.weight.chunk(3), source.self_attn.qkv.bias.chunk(3)
        for part, weight, bias in zip(parts, weights, biases, strict=True):
            part.weight.copy_(weight)
            part.bias.copy_(bias)
        attention.out_proj.load_state_dict(source.self_attn.projection.state_dict())
        layer.mlp.load_state_dict(source.mlp.state_dict())
        layer.layer_norm1.load_state_dict(source.layer_norm1.state_dict())
        layer.layer_norm2.load_state_dict(source.layer_norm2.state_dict())
    ours.post_layernorm.load_state_dict(theirs.post_layernorm.state_dict())


class VisionTrainer(nn.Module):
    """The image tower with its training-time heads."""

    def __init__(self, model: CLIPModel) -> None:
        super().__init__()
        self.vision = model.vision_model
        self.visual_projection = model.visual_projection
        self.text_projection = model.text_projection
        self.logit_scale = model.logit_scale
        width = model.config.vision_config.hidden_size
        self.helper = Helper(width)

    def loss(
        self,
        pictures: Tensor,
        boxes: Tensor,
        labels: Tensor,
        right: Tensor,
        wrong: Tensor,
    ) -> dict[str, Tensor]:
        out = self.vision(pixel_values=pictures)
        embeds = self.vision.post_layernorm(out.last_hidden_state)
        images = F.normalize(self.visual_projection(out.pooler_output), dim=-1)
        texts = F.normalize(self.text_projection(right), dim=-1)
        others = F.normalize(self.text_projection(wrong), dim=-1)
        scale = self.logit_scale.exp().clamp(max=60.0)
        batch = scale * images @ texts.T
        near = scale * torch.einsum("bd,bkd->bk", images, others)
        target = torch.arange(len(images), device=images.device)
        return {
            "image": F.cross_entropy(torch.cat([batch, near], 1), target),
            "text": F.cross_entropy(batch.T, target),
            **self.helper.loss(embeds, boxes, labels),
        }

    @torch.no_grad()
    def embed(self, images: np.ndarray) -> tuple[Tensor, Tensor]:
        pooled = torch.cat(
            [
                self.vision(
                    pixel_values=normalise(plain(images[at : at + 100])).to(self.vision.device)
                ).pooler_output
                for at in range(0, len(images), 100)
            ]
        )
        return F.normalize(self.visual_projection(pooled), dim=-1), pooled


@torch.no_grad()
def held_out_figures(
    trainer: VisionTrainer, model: CLIPModel, tokenizer: CLIPTokenizer, test: WorldData, seed: int
) -> dict[str, float]:
    trainer.eval()
    rng = random.Random(seed)
    images, pooled = trainer.embed(test.small(model.config.vision_config.image_size))
    images = images.cpu()
    scenes = [test.scene(index) for index in range(len(test))]

    def embed(texts: Sequence[str]) -> Tensor:
        states = pooled_texts(model, tokenizer, texts).float().to(model.device)
        return F.normalize(model.text_projection(states), dim=-1).cpu()

    right = embed([canonical(scene) for scene in scenes])
    wrong = embed([canonical(one_wrong(scene, rng)) for scene in scenes])
    figures = {
        "r@1 of 100": recall_at_1(images, right, 100),
        "right>one wrong>wrong": ordering(images, right, wrong, right.roll(1, 0)),
    }
    labels = torch.from_numpy(test.labels).to(pooled.device)
    hits = trainer.helper.pooled.hits(pooled, labels).float().mean(0)
    figures |= dict(zip(PictureHeads.NAMES, hits.tolist(), strict=True))
    trainer.train()
    return {name: round(value, 3) for name, value in figures.items()}


def train_vision(args: argparse.Namespace) -> None:
    rng = common.seed_everything(args.seed + 1)
    history = args.runs / "history.json"
    if not (history.exists() and (args.out / "config.json").exists()):
        raise MissingInput(
            f"No trained text tower in {args.runs} and {args.out}. Train it first: "
            "python -m train.scorer --stage text"
        )
    tokenizer = CLIPTokenizer.from_pretrained(args.out)
    processor = CLIPImageProcessorPil.from_pretrained(args.out)
    model = CLIPModel.from_pretrained(args.out, dtype=torch.float32)
    model.text_model.requires_grad_(False).eval()
    data = WorldData(args.data, limit=64 if args.smoke else None)
    test = WorldData(args.data / "test", limit=16 if args.smoke else None)
    small = data.small(model.config.vision_config.image_size)
    if not args.smoke and (args.captioner / "config.json").exists():
        captioner = BlipForConditionalGeneration.from_pretrained(
            args.captioner, dtype=torch.float32
        )
        start_from_captioner(model, captioner, small)
    model.to(loop.accelerator().device)
    trainer = VisionTrainer(model)
    with loop.accelerator().main_process_first():
        bank = TextBank.build(model, tokenizer, data, args.seed, args.runs / "text_bank.pt")
    matrices, others = muon.split(trainer)
    training = loop.Training(
        "scorer/vision", args, args.runs / "vision.pt", rng, data.sha(),
        modules={"trainer": trainer},
        optimisers={
            "muon": muon.Muon(matrices, lr=args.lr),
            "adamw": common.adamw(others, lr=args.lr),
        },
    )  # fmt: skip
    training.resume()
    device = training.device

    with training:
        for rows in alike_batches(data.labels, loop.share(args.batch), rng):
            if training.done:
                break
            pictures, boxes = augment(small[rows], data.boxes[rows], rng)
            labels = torch.from_numpy(data.labels[rows])
            right, wrong = bank.right(rows, rng), bank.one_wrong(rows)
            given = (normalise(pictures), boxes, labels, right, wrong)
            with loop.half_precision():
                losses = trainer.loss(*(part.to(device) for part in given))
            training.step(torch.stack(list(losses.values())).sum(), losses, clip=trainer)
            if training.due(150):
                training.save()
                export(model, tokenizer, processor, args.out)
                figures = held_out_figures(trainer, model, tokenizer, test, 1)
                training.measured(figures)
                text = json.loads(history.read_text(encoding="utf-8"))[0]
                runs = [text, {"sessions": training.report(), "figures": figures}]
                if training.done:
                    history.write_text(json.dumps(runs), encoding="utf-8")
                parameters = common.parameters_of(model)
                write_scorer_card(args.out, data, test, runs, figures, parameters)
