"""The captioner itself: its tokenizer, its sizes, how it speaks."""

from pathlib import Path
from typing import Final

import torch
from torch import Tensor
from transformers import (
    BertTokenizer,
    BlipConfig,
    BlipForConditionalGeneration,
    BlipImageProcessorPil,
    BlipProcessor,
)

from train import common
from train.common import WorldData
from train.wording import build_wordpiece

SIZE: Final = 128
PATCH: Final = 16
LONGEST: Final = 56


def make_tokenizer(data: WorldData) -> BertTokenizer:
    """WordPiece of the captions, with BLIP's start mark; letters stand in for other words."""
    texts = [caption for row in data.rows for caption in row["captions"]]
    letters = [" ".join("abcdefghijklmnopqrstuvwxyz0123456789.,!?'-")]
    vocab = build_wordpiece(texts + letters, 1200).get_vocab()
    tokenizer = BertTokenizer(
        vocab=dict(sorted(vocab.items(), key=lambda item: item[1])), model_max_length=LONGEST
    )
    tokenizer.add_special_tokens({"bos_token": "[DEC]"})
    return tokenizer


def make_config(tokenizer: BertTokenizer, smoke: bool) -> BlipConfig:
    text, image = (48, 48) if smoke else (192, 192)
    return BlipConfig(
        text_config={
            "vocab_size": len(tokenizer),
            "hidden_size": text,
            "intermediate_size": text * 4,
            "num_hidden_layers": 2,
            "num_attention_heads": 4 if smoke else 6,
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
            "num_hidden_layers": 2 if smoke else 6,
            "num_attention_heads": 4 if smoke else 6,
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
