"""A tiny Stable Diffusion made from nothing: with a few drawn shapes all that a smoke run needs."""

from pathlib import Path
from typing import Final

import torch
from diffusers import AutoencoderTiny, DDIMScheduler, StableDiffusionPipeline, UNet2DConditionModel

from train.captioning.sample_data import COLOURS, SHAPES
from train.words import WIDTH, build_encoder, build_tokenizer

SIZE: Final = 32


def tiny_base(folder: Path, *, seed: int = 0) -> Path:
    """A `StableDiffusionPipeline` of 32 × 32 pixels with random weights, made once."""
    if (folder / "model_index.json").exists():
        return folder
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        tokenizer = build_tokenizer([f"a {c} {s} on grey" for c in COLOURS for s in SHAPES], 600)
        unet = UNet2DConditionModel(
            sample_size=SIZE // 4,
            block_out_channels=(32, 64),
            layers_per_block=1,
            norm_num_groups=8,
            cross_attention_dim=WIDTH,
            attention_head_dim=2,
            down_block_types=("CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
            up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
        )
        vae = AutoencoderTiny(
            encoder_block_out_channels=(8, 8, 8),
            decoder_block_out_channels=(8, 8, 8),
            num_encoder_blocks=(1, 1, 1),
            num_decoder_blocks=(1, 1, 1),
        )
        StableDiffusionPipeline(
            vae=vae,
            text_encoder=build_encoder(tokenizer),
            tokenizer=tokenizer,
            unet=unet,
            scheduler=DDIMScheduler(
                beta_schedule="scaled_linear", clip_sample=False, steps_offset=1
            ),
            safety_checker=None,
            feature_extractor=None,
            requires_safety_checker=False,
        ).save_pretrained(folder)
    return folder
