"""A tiny Bark of the real classes, saved as `bark-small` is published: random, but no mock."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from transformers import BarkConfig, BarkModel, BertTokenizer

RATE = 1200
FRAME = 16
"""Samples a frame; 75 frames a second."""
CODES = 16
MEANINGS = 50
"""Semantic tokens; the one after them ends a sentence."""
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz.,!?'"]
VOICES = ("v2/en_speaker_6", "v2/en_speaker_9", "v2/de_speaker_3", "en_speaker_0", "announcer")


def make_bark(folder: Path, *, voices: tuple[str, ...] = VOICES, **semantic: Any) -> Path:
    """Save a model that babbles; `semantic` changes that part of its generation_config.json."""
    torch.manual_seed(0)
    vocabulary = [*WORDS, *(f"##{word}" for word in WORDS[5:])]
    tokenizer = BertTokenizer(
        vocab={word: i for i, word in enumerate(vocabulary)}, do_lower_case=False
    )
    size = {"hidden_size": 32, "num_layers": 2, "num_heads": 2, "block_size": 256}
    # As published: text tokens come behind the semantic ones, the coarse codes too, and three more.
    text = MEANINGS + 10 + len(vocabulary)
    coarse = MEANINGS + 2 * CODES + 3
    config = BarkConfig(
        semantic_config={
            **size,
            "input_vocab_size": text + 2,
            "output_vocab_size": MEANINGS + 10,
        },
        coarse_acoustics_config={
            **size,
            "input_vocab_size": coarse,
            "output_vocab_size": coarse,
        },
        fine_acoustics_config={
            **size,
            "input_vocab_size": CODES + 1,
            "output_vocab_size": CODES + 1,
        },
        codec_config={
            "model_type": "encodec",
            "target_bandwidths": [2.4],
            "sampling_rate": RATE,
            "num_filters": 4,
            "upsampling_ratios": [4, 4],
            "codebook_size": CODES,
            "codebook_dim": 16,
            "hidden_size": 16,
        },
    )
    config.architectures = ["BarkModel"]
    folder.mkdir(parents=True)
    config.save_pretrained(folder)
    model = BarkModel(config)
    for name, weights in model.named_parameters():
        if "codec" not in name and weights.ndim > 1:
            torch.nn.init.normal_(weights, std=0.4)
    for layer in model.codec_model.quantizer.layers:
        layer.codebook.embed.normal_()
    _save(model, folder)
    generation = {
        "model_type": "bark",
        "sample_rate": RATE,
        "codebook_size": CODES,
        "semantic_config": {
            "do_sample": True,
            "temperature": 0.7,
            "eos_token_id": MEANINGS,
            "max_new_tokens": 60,
            "text_encoding_offset": MEANINGS + 10,
            "text_pad_token": text,
            "semantic_infer_token": text + 1,
            "semantic_vocab_size": MEANINGS,
            "max_input_semantic_length": 64,
            "semantic_rate_hz": 49.9,
            **semantic,
        },
        "coarse_acoustics_config": {
            "do_sample": True,
            "temperature": 0.7,
            "coarse_semantic_pad_token": coarse - 3,
            "coarse_infer_token": coarse - 1,
            "max_coarse_history": 60,
            "max_coarse_input_length": 64,
            "sliding_window_len": 20,
        },
        "fine_acoustics_config": {
            "temperature": 0.5,
            "max_fine_history_length": 64,
            "max_fine_input_length": 128,
        },
    }
    (folder / "generation_config.json").write_text(json.dumps(generation))
    tokenizer.save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n")
    if voices:
        _save_voices(folder, voices)
    return folder


def _save(model: BarkModel, folder: Path) -> None:
    """The published files hold normed weights under the names that torch gave them in 2023."""
    tied = {
        f"fine_acoustics.lm_heads.{i}.weight" for i in range(len(model.fine_acoustics.lm_heads))
    }
    weights = {
        name.replace("parametrizations.weight.original0", "weight_g").replace(
            "parametrizations.weight.original1", "weight_v"
        ): tensor.contiguous()
        for name, tensor in model.state_dict().items()
        if name not in tied
    }
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


def _save_voices(folder: Path, voices: tuple[str, ...]) -> None:
    index: dict[str, Any] = {"repo_or_path": "suno/bark-small"}
    rng = np.random.default_rng(0)
    for voice in voices:
        made = {
            "semantic_prompt": rng.integers(0, MEANINGS, 40),
            "coarse_prompt": rng.integers(0, CODES, (2, 60)),
            "fine_prompt": rng.integers(0, CODES, (8, 60)),
        }
        index[voice] = {part: f"speaker_embeddings/{voice}_{part}.npy" for part in made}
        for part, array in made.items():
            file = folder / index[voice][part]
            file.parent.mkdir(parents=True, exist_ok=True)
            np.save(file, array)
    (folder / "speaker_embeddings_path.json").write_text(json.dumps(index))
