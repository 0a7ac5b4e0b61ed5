"""A tiny MusicGen of the real classes, saved as `musicgen-small` is published: random, no mock."""

from pathlib import Path

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import (
    EncodecConfig,
    MusicgenConfig,
    MusicgenDecoderConfig,
    MusicgenForConditionalGeneration,
    PreTrainedTokenizerFast,
    T5Config,
)

RATE = 3200
STEPS_S = 50
CODES = 16
WORDS = ["<pad>", "</s>", "<unk>", *"abcdefghijklmnopqrstuvwxyz0123456789,./-"]


def make_musicgen(folder: Path, *, positions: int = 2048) -> Path:
    """Save a model that hisses; it has room for `positions` steps."""
    torch.manual_seed(0)
    size = {"num_attention_heads": 2, "ffn_dim": 32, "hidden_size": 16, "num_hidden_layers": 1}
    config = MusicgenConfig(
        text_encoder=T5Config(
            vocab_size=64, d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2
        ).to_dict(),
        audio_encoder=EncodecConfig(
            target_bandwidths=[0.8], sampling_rate=RATE, num_filters=4, upsampling_ratios=[8, 8],
            codebook_size=CODES, codebook_dim=16, hidden_size=16, num_lstm_layers=1,
        ).to_dict(),
        decoder=MusicgenDecoderConfig(
            **size, vocab_size=CODES, num_codebooks=4, max_position_embeddings=positions,
            pad_token_id=CODES, bos_token_id=CODES,
        ).to_dict(),
    )  # fmt: skip
    model = MusicgenForConditionalGeneration(config)
    for name, weights in model.decoder.named_parameters():
        if weights.ndim > 1 and "norm" not in name:
            torch.nn.init.normal_(weights, std=0.4)
    for layer in model.audio_encoder.quantizer.layers:
        layer.codebook.embed.normal_()
    model.generation_config.decoder_start_token_id = CODES
    model.generation_config.pad_token_id = CODES
    folder.mkdir(parents=True)
    model.save_pretrained(folder)
    plain = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, "<unk>"))
    plain.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    PreTrainedTokenizerFast(
        tokenizer_object=plain, pad_token="<pad>", eos_token="</s>", unk_token="<unk>"
    ).save_pretrained(folder)
    return folder
