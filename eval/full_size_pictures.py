"""Stable Diffusion 1.5 of the published size and layout with random weights, for measuring speed.

Without the safety checker, which only looks at finished pictures.  See `eval.full_size`.
"""

import json
import string
from pathlib import Path
from typing import Any, Final

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, DDIMScheduler, UNet2DConditionModel
from diffusers.utils import logging
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from eval.full_size import write_weights

TINY_AUTOENCODER: Final = "taesd"
"""The folder of madebyollin/taesd inside of the pipeline's."""
_INDEX: Final = {
    "_class_name": "StableDiffusionPipeline",
    "unet": ["diffusers", "UNet2DConditionModel"],
    "vae": ["diffusers", "AutoencoderKL"],
    "text_encoder": ["transformers", "CLIPTextModel"],
    "tokenizer": ["transformers", "CLIPTokenizer"],
    "scheduler": ["diffusers", "DDIMScheduler"],
    "safety_checker": [None, None],
    "feature_extractor": [None, None],
    "requires_safety_checker": False,
}


def illustrator(folder: Path, *, tiny: bool) -> Path:
    """The pipeline's folder, with a tiny autoencoder in it; its prompts are spelt letter by letter.

    Its scheduler is DDIM, which takes exactly as many steps as it is told.
    """
    logging.set_verbosity_error()
    width, vocabulary = (32, 320) if tiny else (768, 49408)
    with torch.device("meta"):
        parts: dict[str, Any] = {
            "unet": _unet(width, tiny=tiny),
            "vae": _autoencoder(tiny=tiny),
            TINY_AUTOENCODER: _tiny_autoencoder(tiny=tiny),
            "text_encoder": CLIPTextModel(
                CLIPTextConfig(
                    vocab_size=vocabulary,
                    hidden_size=width,
                    intermediate_size=4 * width,
                    num_hidden_layers=2 if tiny else 12,
                    num_attention_heads=2 if tiny else 12,
                    projection_dim=width,
                    bos_token_id=0,
                    eos_token_id=1,
                    pad_token_id=1,
                )
            ),
        }
    for name, part in parts.items():
        text = name == "text_encoder"
        (part.config.save_pretrained if text else part.save_config)(folder / name)
        stem = "model" if text else "diffusion_pytorch_model"
        write_weights(part, folder / name / f"{stem}.safetensors")
    letters = [letter + end for letter in string.ascii_lowercase for end in ("", "</w>")]
    marks = ["<|startoftext|>", "<|endoftext|>"]
    words = {word: i for i, word in enumerate([*marks, *letters])}
    CLIPTokenizer(vocab=words, merges=[], model_max_length=77).save_pretrained(folder / "tokenizer")
    scheduler: Any = DDIMScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        clip_sample=False,
        set_alpha_to_one=False,
        steps_offset=1,
    )
    scheduler.save_pretrained(folder / "scheduler")
    (folder / "model_index.json").write_text(json.dumps(_INDEX))
    return folder


def _unet(width: int, *, tiny: bool) -> UNet2DConditionModel:
    channels = (16, 32) if tiny else (320, 640, 1280, 1280)
    cross = ("CrossAttnDownBlock2D",) * (len(channels) - 1)
    return UNet2DConditionModel(
        sample_size=8 if tiny else 64,
        block_out_channels=channels,
        norm_num_groups=8 if tiny else 32,
        cross_attention_dim=width,
        attention_head_dim=2 if tiny else 8,
        down_block_types=(*cross, "DownBlock2D"),
        up_block_types=("UpBlock2D", *(name.replace("Down", "Up") for name in cross)),
    )


def _autoencoder(*, tiny: bool) -> AutoencoderKL:
    sizes = (8, 8) if tiny else (128, 256, 512, 512)
    return AutoencoderKL(
        block_out_channels=sizes,
        down_block_types=("DownEncoderBlock2D",) * len(sizes),
        up_block_types=("UpDecoderBlock2D",) * len(sizes),
        layers_per_block=1 if tiny else 2,
        norm_num_groups=4 if tiny else 32,
        sample_size=16 if tiny else 512,
    )


def _tiny_autoencoder(*, tiny: bool) -> AutoencoderTiny:
    sizes = (8, 8) if tiny else (64, 64, 64, 64)
    return AutoencoderTiny(
        encoder_block_out_channels=sizes,
        decoder_block_out_channels=sizes,
        num_encoder_blocks=(1, 3, 3, 3)[: len(sizes)],
        num_decoder_blocks=(3, 3, 3, 1)[-len(sizes) :],
    )
