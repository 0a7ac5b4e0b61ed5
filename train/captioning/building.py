"""Builds what a captioner consists of: encoder, vocabulary, decoder, or all of a finished one."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import torch
from torch import nn

from core.errors import BadInput
from core.models.caption_encoders import KINDS, Encoder
from core.models.caption_model import CaptionModel, load_model
from core.models.converting import read_pickle
from core.models.efficientnet_lite import from_published
from train import bases
from train.captioning import words as words_of
from train.captioning.data import Captioned, texts_of
from train.captioning.words import Words
from train.common import STARTER

HUB: Final = {"resnet50": "microsoft/resnet-50", "clip-vit": "openai/clip-vit-base-patch32"}
SIZES: Final[dict[str, dict[str, Any]]] = {
    "lstm": {"width": 512, "layers": 1, "dropout": 0.3},
    "attention-lstm": {"width": 512, "dropout": 0.3},
    "transformer": {"width": 384, "heads": 6, "encoder_layers": 1, "layers": 3, "dropout": 0.2},
    "lm": {"prefix": 9, "mapping": "mlp", "dropout": 0.1},
}
"""What decoders are like unless said otherwise."""
SMALL: Final[dict[str, dict[str, Any]]] = {
    "lstm": {"width": 128},
    "attention-lstm": {"width": 128},
    "transformer": {"width": 64, "heads": 4, "layers": 2},
    "lm": {"prefix": 4},
}
"""And in a smoke run."""


def encoder_of(kind: str, weights: str | None) -> Encoder:
    """The image encoder with its pretrained weights, from a file, a folder or the hub."""
    if kind not in KINDS:
        raise BadInput(f"There is no encoder “{kind}”; the known ones are: {', '.join(KINDS)}.")
    if kind == "efficientnet-lite2":
        if weights is None:
            return load_model(STARTER / "captioner").encoder
        encoder = Encoder(kind)
        try:
            encoder.body = from_published(read_pickle(Path(weights)))[0]
        except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadInput(f"{weights} holds no EfficientNet-Lite2: {error}.") from error
        return encoder.eval()
    from transformers import CLIPVisionModel, ResNetModel

    cls = ResNetModel if kind == "resnet50" else CLIPVisionModel
    try:
        body = cls.from_pretrained(weights or HUB[kind], use_safetensors=True)
    except OSError as error:
        raise BadInput(
            f"The encoder {weights or HUB[kind]} can't be had; download it, or name a folder with "
            "--encoder-weights."
        ) from error
    config = body.config.to_dict()
    settings: dict[str, Any] = {"config": config}
    if kind == "clip-vit":
        side = config["image_size"] // config["patch_size"]
        settings |= {"size": config["image_size"], "channels": config["hidden_size"]}
        settings["places"] = side * side
    else:
        settings["channels"] = config["hidden_sizes"][-1]
    encoder = Encoder(kind, settings)
    encoder.body.load_state_dict(body.state_dict())
    return encoder.eval()


def fresh(
    args: argparse.Namespace, pictures: Sequence[Captioned], extra: Sequence[str]
) -> tuple[CaptionModel, Words]:
    """A captioner that has learnt nothing but its encoder (and its language model)."""
    encoder = encoder_of(args.encoder, args.encoder_weights)
    settings = {**SIZES[args.decoder], **(SMALL[args.decoder] if args.smoke else {})}
    for name in ("width", "layers"):
        if getattr(args, name) is not None:
            settings[name] = getattr(args, name)
    if "heads" in settings and settings["width"] % settings["heads"]:
        settings["heads"] = max(1, settings["width"] // 64)
    lm: nn.Module | None = None
    if args.decoder == "lm":
        base = bases.find(args.lm)
        lm, words = bases.load(base), Words(bases.tokenizer(base), of_lm=True)
        settings["config"] = lm.config.to_dict()  # type: ignore[union-attr, operator]
        search = {"start": words.start, "end": words.end, "banned": []}
    else:
        words = words_of.of_texts(texts_of(pictures), threshold=args.threshold, extra=extra)
        search = {}
    kept = {name: v for name, v in encoder.settings.items() if KINDS[args.encoder].get(name) != v}
    decoder = {"kind": args.decoder, "longest": args.longest, **settings}
    if lm is None:
        decoder["words"] = len(words)
    model = CaptionModel(
        {
            "architectures": ["StudioCaptioner"],
            "encoder": {"kind": args.encoder, **kept},
            "decoder": decoder,
            "search": {"longest": min(args.longest, args.say), "beams": args.beams, **search},
        }
    )
    model.encoder.load_state_dict(encoder.state_dict())
    if lm is not None:
        model.decoder.lm.load_state_dict(lm.state_dict(), strict=False)
        model.decoder.lm.tie_weights()
    return model, words


def finished(folder: Path) -> tuple[CaptionModel, Words]:
    """A captioner that was trained before."""
    try:
        model = load_model(folder)
    except (OSError, ValueError, KeyError) as error:
        raise BadInput(f"{folder} holds no captioner of this trainer: {error}.") from error
    for of_what_it_was in ("calibration", "gate", "reranker"):
        model.config.pop(of_what_it_was, None)
    model.gate = None
    of_lm = model.config["decoder"]["kind"] == "lm"
    return model, words_of.of_folder(folder, of_lm=of_lm)


@torch.no_grad()
def grown(model: CaptionModel, words: Words, texts: Sequence[str], threshold: int) -> Words:
    """A finished transformer with the words of `texts` that it did not know, which begin as rare
    ones; its own words keep their numbers."""
    if model.config["decoder"]["kind"] != "transformer":
        raise BadInput("Only a transformer can learn words that it began without.")
    known: dict[str, int] = words.tokenizer.get_vocab()
    found = words_of.of_texts(texts, threshold=threshold).tokenizer.get_vocab()
    new = sorted(set(found) - set(known), key=lambda word: found[word])
    before = model.decoder.embed.weight
    rows = 0.5 * before[-len(new) :].mean(0) + 0.02 * torch.randn(len(new), before.shape[1])
    model.decoder.embed = nn.Embedding(len(before) + len(new), before.shape[1])
    model.decoder.embed.weight.copy_(torch.cat([before, rows]))
    model.config["decoder"]["words"] = len(before) + len(new)
    return words_of.of_vocabulary(known | {w: i for i, w in enumerate(new, len(before))})


def learning(model: CaptionModel, *, lora: int, whole: bool, tail: bool = False) -> None:
    """What is taught: the decoder; of a language model nothing, a LoRA of that rank, or all; the
    tail of the encoder, which a model gets here if it has none."""
    if tail:
        model.give_tail()
    if model.tail is not None:  # a third quicker on processors
        model.tail.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    model.encoder.requires_grad_(False)
    lm = getattr(model.decoder, "lm", None)
    if lm is None or whole:
        return
    lm.requires_grad_(False)
    if lora:
        from peft import LoraConfig, get_peft_model

        config = LoraConfig(
            r=lora, lora_alpha=2 * lora, target_modules="all-linear", task_type="CAUSAL_LM"
        )
        model.decoder.lm = get_peft_model(lm, config)
