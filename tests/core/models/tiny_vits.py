"""A tiny VITS of the real class, saved as MMS-TTS is published: small and random, but no mock."""

import json
import string
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from transformers import VitsConfig, VitsModel

VOCABULARY = ["k", " ", "'", "-", *(c for c in string.ascii_lowercase if c != "k")]
"""As in mms-tts-eng the blank (token 0) is a letter, too."""
RATE = 1600
FRAME = 16
"""Samples a frame."""


def make_narrator(folder: Path, *, speakers: int = 1, **tokenizer: Any) -> Path:
    """Save a model that hums; `tokenizer` changes its tokenizer_config.json."""
    torch.manual_seed(0)
    config = VitsConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=16,
        num_hidden_layers=1,
        ffn_dim=16,
        flow_size=16,
        spectrogram_bins=9,
        upsample_initial_channel=16,
        upsample_rates=[4, 4],
        upsample_kernel_sizes=[8, 8],
        resblock_kernel_sizes=[3],
        resblock_dilation_sizes=[[1, 3]],
        depth_separable_num_layers=1,
        duration_predictor_num_flows=2,
        duration_predictor_filter_channels=16,
        prior_encoder_num_flows=2,
        prior_encoder_num_wavenet_layers=1,
        posterior_encoder_num_wavenet_layers=1,
        sampling_rate=RATE,
        num_speakers=speakers,
        speaker_embedding_size=8 if speakers > 1 else 0,
    )
    folder.mkdir(parents=True)
    config.architectures = ["VitsModel"]
    config.save_pretrained(folder)
    # The published files hold normed weights under the names that torch gave them in 2023.
    weights = {
        name.replace("parametrizations.weight.original0", "weight_g").replace(
            "parametrizations.weight.original1", "weight_v"
        ): tensor.contiguous()
        for name, tensor in VitsModel(config).state_dict().items()
    }
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "vocab.json").write_text(json.dumps({c: i for i, c in enumerate(VOCABULARY)}))
    settings = {
        "add_blank": True,
        "is_uroman": False,
        "language": "eng",
        "model_max_length": 1000000000000000019884624838656,
        "normalize": True,
        "pad_token": "k",
        "phonemize": False,
        "tokenizer_class": "VitsTokenizer",
        "unk_token": "<unk>",
        **tokenizer,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    special = {"pad_token": "k", "unk_token": "<unk>"}
    (folder / "special_tokens_map.json").write_text(json.dumps(special))
    return folder
