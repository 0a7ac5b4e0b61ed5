"""The captioner itself: its tokenizer, its sizes, its start from the scorer, how it speaks."""

from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor
from transformers import (
    BertTokenizer,
    BlipConfig,
    BlipForConditionalGeneration,
    BlipImageProcessorPil,
    BlipProcessor,
    CLIPModel,
)

from train import common
from train.augment import normalise, plain
from train.common import WorldData
from train.wording import build_wordpiece

SIZE: Final = 96
PATCH: Final = 16
LONGEST: Final = 32


def make_tokenizer(data: WorldData) -> BertTokenizer:
    """WordPiece of the captions, with BLIP's start mark; letters stand in for other words."""
    texts = [caption for row in data.rows for caption in row["captions"]]
    letters = [" ".join("abcdefghijklmnopqrstuvwxyz0123456789.,!?'-")]
    vocab = build_wordpiece(texts + letters, 600).get_vocab()
    tokenizer = BertTokenizer(
        vocab=dict(sorted(vocab.items(), key=lambda item: item[1])), model_max_length=LONGEST
    )
    tokenizer.add_special_tokens({"bos_token": "[DEC]"})
    return tokenizer


def make_config(tokenizer: BertTokenizer, smoke: bool) -> BlipConfig:
    text, image = (48, 40) if smoke else (160, 160)
    return BlipConfig(
        text_config={
            "vocab_size": len(tokenizer),
            "hidden_size": text,
            "intermediate_size": text * 4,
            "num_hidden_layers": 2,
            "num_attention_heads": 4 if smoke else 5,
            "max_position_embeddings": 64,
            "bos_token_id": tokenizer.bos_token_id,
            "eos_token_id": tokenizer.sep_token_id,
            "sep_token_id": tokenizer.sep_token_id,
            "pad_token_id": tokenizer.pad_token_id,
            "projection_dim": text,
        },
        vision_config={
            "hidden_size": image,
            "intermediate_size": image * 4,
            "num_hidden_layers": 2 if smoke else 5,
            "num_attention_heads": 5,
            "image_size": SIZE,
            "patch_size": PATCH,
            "hidden_act": "quick_gelu",
            "projection_dim": text,
            "initializer_range": 0.02,
        },
        projection_dim=text,
        image_text_hidden_size=text,
    )


@torch.no_grad()
def start_from_scorer(
    model: BlipForConditionalGeneration, scorer: CLIPModel, spread: float
) -> None:
    """Copies CLIP's image tower into BLIP's, which differs only in its missing first norm.

    The norm is folded into the embeddings, with the mean `spread` of the patches for each one's.
    """
    ours, theirs = model.vision_model, scorer.vision_model
    norm, old = theirs.pre_layrnorm, theirs.embeddings
    gain = norm.weight / spread

    def fold(rows: Tensor) -> Tensor:
        return (rows - rows.mean(-1, keepdim=True)) * gain

    new = ours.embeddings
    kernel = old.patch_embedding.weight
    new.patch_embedding.weight.copy_((kernel - kernel.mean(0)) * gain[:, None, None, None])
    new.patch_embedding.bias.zero_()
    new.position_embedding.copy_((fold(old.position_embedding.weight) + norm.bias)[None])
    # The class token is the same for every picture: its norm is exact.
    new.position_embedding[:, 0] = 0
    new.class_embedding.copy_(norm(old.class_embedding + old.position_embedding.weight[0]))
    for layer, source in zip(ours.encoder.layers, theirs.encoder.layers, strict=True):
        attention = source.self_attn
        parts = (attention.q_proj, attention.k_proj, attention.v_proj)
        layer.self_attn.qkv.weight.copy_(torch.cat([part.weight for part in parts]))
        layer.self_attn.qkv.bias.copy_(torch.cat([part.bias for part in parts]))
        layer.self_attn.projection.load_state_dict(attention.out_proj.state_dict())
        layer.mlp.load_state_dict(source.mlp.state_dict())
        layer.layer_norm1.load_state_dict(source.layer_norm1.state_dict())
        layer.layer_norm2.load_state_dict(source.layer_norm2.state_dict())
    ours.post_layernorm.load_state_dict(theirs.post_layernorm.state_dict())


@torch.no_grad()
def spread_of(scorer: CLIPModel, small: np.ndarray) -> float:
    """The mean deviation of the scorer's patch embeddings, over a few pictures."""
    embedded = scorer.vision_model.embeddings(normalise(plain(small[:64])))
    return embedded.std(-1).mean().item()


@torch.no_grad()
def caption(
    model: BlipForConditionalGeneration, tokenizer: BertTokenizer, pixels: Tensor
) -> tuple[list[str], list[float]]:
    """Captions of a batch and how sure they are: the geometric mean of their tokens' chances."""
    out = model.generate(
        pixel_values=pixels, max_new_tokens=LONGEST, do_sample=False, num_beams=1,
        return_dict_in_generate=True, output_scores=True,
    )  # fmt: skip
    chosen = out.sequences[:, -len(out.scores) :]
    chances = torch.stack(out.scores, 1).log_softmax(-1).gather(2, chosen[..., None])[..., 0]
    said = (chosen != tokenizer.pad_token_id).float()
    sure = ((chances * said).sum(1) / said.sum(1)).exp()
    return tokenizer.batch_decode(out.sequences, skip_special_tokens=True), sure.tolist()


def export(model: BlipForConditionalGeneration, tokenizer: BertTokenizer, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    common.save_halved(model, folder)
    processor = BlipImageProcessorPil(
        size={"height": SIZE, "width": SIZE}, image_mean=[0.5] * 3, image_std=[0.5] * 3
    )
    BlipProcessor(processor, tokenizer).save_pretrained(folder)
    processor.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
