"""Models of the published architecture and size with random weights, for measuring speed.

How fast a model is does not depend on what its weights are.  The figures are those of the published
configurations; `tiny` ones are of the same classes, for trying the measurements themselves.
Weights are written to a file a tensor at a time, in bfloat16, so that making a model needs no
memory for it.  Knows nothing of time.
"""

import json
from collections.abc import Mapping
from math import prod
from pathlib import Path
from typing import Any, Final

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from torch import nn

TEXT: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    # Qwen/Qwen2.5-1.5B-Instruct and google/gemma-2b-it
    "text_qwen": (
        "Qwen2",
        {
            "vocab_size": 151936,
            "hidden_size": 1536,
            "intermediate_size": 8960,
            "num_hidden_layers": 28,
            "num_attention_heads": 12,
            "num_key_value_heads": 2,
            "max_position_embeddings": 32768,
            "tie_word_embeddings": True,
        },
    ),
    "text_gemma": (
        "Gemma",
        {
            "vocab_size": 256000,
            "hidden_size": 2048,
            "intermediate_size": 16384,
            "num_hidden_layers": 18,
            "num_attention_heads": 8,
            "num_key_value_heads": 1,
            "head_dim": 256,
            "max_position_embeddings": 8192,
            "tie_word_embeddings": True,
        },
    ),
}
"""Work to the start of the class names, and the configuration."""
TINY_TEXT: Final[Mapping[str, Any]] = {
    "vocab_size": 320,
    "hidden_size": 64,
    "intermediate_size": 128,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 16,
    "max_position_embeddings": 1024,
    "tie_word_embeddings": True,
}


def language_model(folder: Path, work: str, *, tiny: bool) -> Path:
    """A writer whose text never ends by itself; its words are “w0”, “w1” …"""
    import transformers

    kind, figures = TEXT[work]
    config = getattr(transformers, f"{kind}Config")(
        **(TINY_TEXT if tiny else figures), bos_token_id=None, eos_token_id=None, pad_token_id=0
    )
    config.architectures = [f"{kind}ForCausalLM"]
    config.dtype = "bfloat16"
    with torch.device("meta"):
        model = getattr(transformers, f"{kind}ForCausalLM")(config)
    folder.mkdir(parents=True)
    config.save_pretrained(folder)
    write_weights(model, folder / "model.safetensors")
    _words(folder, config.vocab_size)
    return folder


def captioner(folder: Path, *, tiny: bool) -> Path:
    """Salesforce/blip-image-captioning-base, whose captions never end by themselves."""
    from transformers import BlipConfig, BlipForConditionalGeneration, BlipImageProcessorPil

    width, layers, heads, size = (32, 2, 2, 32) if tiny else (768, 12, 12, 384)
    vocabulary = 320 if tiny else 30524
    shared = {
        "hidden_size": width,
        "intermediate_size": 4 * width,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
    }
    text = {
        **shared,
        "vocab_size": vocabulary,
        "encoder_hidden_size": width,
        "projection_dim": width,
        "max_position_embeddings": 512,
        "bos_token_id": vocabulary - 2,
        "eos_token_id": 2,
        "sep_token_id": vocabulary - 1,
        "pad_token_id": 0,
    }
    config = BlipConfig(
        text_config=text,
        vision_config={**shared, "image_size": size, "patch_size": 16},
        projection_dim=width,
        image_text_hidden_size=width,
    )
    config.architectures = ["BlipForConditionalGeneration"]
    config.dtype = "bfloat16"
    with torch.device("meta"):
        model = BlipForConditionalGeneration(config)
    folder.mkdir(parents=True)
    config.save_pretrained(folder)
    # The last token ends a caption: its bias makes it impossible.
    write_weights(model, folder / "model.safetensors", never=("predictions.bias", vocabulary - 1))
    _words(folder, vocabulary)
    BlipImageProcessorPil(size={"height": size, "width": size}).save_pretrained(folder)
    return folder


def narrator(folder: Path, *, tiny: bool) -> Path:
    """facebook/mms-tts-eng, the architecture that transformers has by default."""
    from transformers import VitsConfig, VitsModel

    letters = ["k", " ", "'", "-", *(c for c in "abcdefghijklmnopqrstuvwxyz" if c != "k")]
    small: dict[str, Any] = {
        "hidden_size": 16,
        "num_hidden_layers": 1,
        "ffn_dim": 16,
        "flow_size": 16,
        "spectrogram_bins": 9,
        "upsample_initial_channel": 16,
        "upsample_rates": [4, 4],
        "upsample_kernel_sizes": [8, 8],
        "resblock_kernel_sizes": [3],
        "resblock_dilation_sizes": [[1, 3]],
        "depth_separable_num_layers": 1,
        "duration_predictor_num_flows": 2,
        "duration_predictor_filter_channels": 16,
        "prior_encoder_num_flows": 2,
        "prior_encoder_num_wavenet_layers": 1,
        "posterior_encoder_num_wavenet_layers": 1,
        "sampling_rate": 1600,
    }
    torch.manual_seed(0)
    VitsModel(VitsConfig(vocab_size=len(letters), **(small if tiny else {}))).save_pretrained(
        folder
    )
    (folder / "vocab.json").write_text(json.dumps({c: i for i, c in enumerate(letters)}))
    settings = {
        "tokenizer_class": "VitsTokenizer",
        "add_blank": True,
        "is_uroman": False,
        "language": "eng",
        "normalize": True,
        "pad_token": "k",
        "phonemize": False,
        "unk_token": "<unk>",
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    return folder


def write_weights(
    model: nn.Module, file: Path, *, never: tuple[str, int] | None = None, seed: int = 0
) -> None:
    """Write random bfloat16 weights for a model that lies on "meta", a tensor at a time.

    `never`: the end of a bias's name and the index at which it is very low.
    """
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    end = 0
    parameters = dict(model.named_parameters())
    for name, parameter in parameters.items():
        begin, end = end, end + 2 * prod(parameter.shape)
        header[name] = {
            "dtype": "BF16",
            "shape": list(parameter.shape),
            "data_offsets": [begin, end],
        }
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    generator = torch.Generator().manual_seed(seed)
    with file.open("wb") as out:
        out.write(len(head).to_bytes(8, "little") + head)
        for name, parameter in parameters.items():
            value = _random(name, parameter.shape, torch.bfloat16, generator)
            if never and name.endswith(never[0]):
                value[never[1]] = -10000.0
            out.write(value.view(torch.uint8).numpy().data)


def _random(
    name: str, shape: torch.Size, dtype: torch.dtype, generator: torch.Generator
) -> torch.Tensor:
    """Norms do nothing, biases are zero, matrices keep the size of what goes through them."""
    if len(shape) < 2:
        return torch.full(shape, float(name.endswith("weight")), dtype=dtype)
    scale = prod(shape[1:]) ** -0.5
    return torch.empty(shape, dtype=dtype).normal_(0, scale, generator=generator)


def _words(folder: Path, count: int) -> None:
    """A tokenizer of `count` words."""
    from transformers import PreTrainedTokenizerFast

    words = Tokenizer(models.WordLevel({f"w{i}": i for i in range(count)}, unk_token="w0"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=words, pad_token="w0").save_pretrained(folder)
