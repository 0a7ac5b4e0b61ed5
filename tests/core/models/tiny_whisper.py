"""A tiny Whisper with random weights, converted to CTranslate2 as the published one was."""

import json
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import (
    GenerationConfig,
    WhisperConfig,
    WhisperForConditionalGeneration,
    WhisperTokenizerFast,
)

SPECIAL = (
    "<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|translate|>", "<|transcribe|>",
    "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
)  # fmt: skip


def make_ear(folder: Path) -> Path:
    """`model.bin`, `config.json`, `tokenizer.json` in `folder`; bytes are its letters."""
    import ctranslate2
    import torch

    letters = {c: i for i, c in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}
    tokenizer = Tokenizer(models.BPE(letters, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(mark, special=True) for mark in SPECIAL])
    fast = WhisperTokenizerFast(tokenizer_object=tokenizer)
    ids = dict(zip(SPECIAL, fast.convert_tokens_to_ids(list(SPECIAL)), strict=True))
    config = WhisperConfig(
        vocab_size=len(fast),
        d_model=16,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        max_target_positions=448,
        decoder_start_token_id=ids["<|startoftranscript|>"],
        bos_token_id=ids["<|endoftext|>"],
        eos_token_id=ids["<|endoftext|>"],
        pad_token_id=ids["<|endoftext|>"],
        begin_suppress_tokens=None,
    )
    torch.manual_seed(3)
    model = WhisperForConditionalGeneration(config)
    model.generation_config = GenerationConfig(
        alignment_heads=[[0, 0]], lang_to_id={"<|en|>": ids["<|en|>"]}, suppress_tokens=[],
        begin_suppress_tokens=[], no_timestamps_token_id=ids["<|notimestamps|>"],
    )  # fmt: skip
    published = folder / "published"
    model.save_pretrained(published)
    fast.save_pretrained(published)
    converter = ctranslate2.converters.TransformersConverter(
        str(published), copy_files=["tokenizer.json"]
    )
    converter.convert(str(folder / "ear"), force=True)
    assert json.loads((folder / "ear" / "config.json").read_text())["alignment_heads"]
    return folder / "ear"
