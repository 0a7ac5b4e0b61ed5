"""Tiny models of the real classes, saved like the bundled ones: small and random, but no mocks."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderTiny,
    DPMSolverMultistepScheduler,
    StableDiffusionPipeline,
    UNet2DConditionModel,
)
from tokenizers import (
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)
from transformers import (
    BlipConfig,
    BlipForConditionalGeneration,
    BlipImageProcessorPil,
    CLIPConfig,
    CLIPImageProcessorPil,
    CLIPModel,
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTokenizer,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
)

from core.models import checksums
from core.models.caption_model import CaptionModel, save_model
from core.models.causal_lm import CausalLM
from core.models.dual_encoder import DualModel, save_dual
from core.settings import ROOT

WORDS = [
    "the quick brown fox jumps over the lazy dog",
    "pack my box with five dozen liquor jugs, and a little bear in the green forest.",
    "größe, schön, été, 狐 🦊",
]
SIZE = 32
PLOT = ROOT / "docs" / "readings" / "storyteller-2.md"
"""English that stays as it is, from which the writer has its words."""


def make_starter(root: Path) -> Path:
    """Save the starter models and a CLIP below `root`/starter, with their checksums."""
    torch.manual_seed(0)
    starter = root / "starter"
    make_captioner(starter / "captioner")
    make_blip(starter / "blip")
    make_writer(starter / "writer")
    make_illustrator(starter / "illustrator")
    make_scorer(starter / "scorer")
    make_clip(starter / "clip")
    checksums.write(starter)
    return root


def make_captioner(folder: Path) -> None:
    """A transformer that babbles of what an untrained encoder sees."""
    vocabulary = {mark: i for i, mark in enumerate(("[pad]", "[start]", "[end]", "[unknown]"))}
    for word in " ".join(WORDS).replace(",", "").split():
        vocabulary.setdefault(word, len(vocabulary))
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="[unknown]"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="[pad]", bos_token="[start]", eos_token="[end]",
        unk_token="[unknown]", clean_up_tokenization_spaces=False,
    ).save_pretrained(folder)  # fmt: skip
    model = CaptionModel(
        {
            "architectures": ["StudioCaptioner"],
            "encoder": {"kind": "efficientnet-lite2"},
            "decoder": {
                "kind": "transformer", "words": len(vocabulary), "width": 32, "heads": 2,
                "layers": 2,
            },
            "search": {"longest": 12},
            "calibration": {"slope": 1.0, "offset": 0.5},
        }
    )  # fmt: skip
    for part in model.encoder.modules():
        if isinstance(part, torch.nn.Conv2d):
            torch.nn.init.kaiming_normal_(part.weight)
    torch.nn.init.normal_(model.decoder.embed.weight)
    save_model(model, folder)


def make_blip(folder: Path) -> None:
    """A BLIP that babbles."""
    tokenizer = _bytes(["[PAD]", "[SEP]", "[CLS]", "[DEC]"])
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", sep_token="[SEP]", cls_token="[CLS]"
    )
    fast.add_special_tokens({"bos_token": "[DEC]"})
    text = {
        "vocab_size": len(fast),
        "hidden_size": 32,
        "encoder_hidden_size": 32,
        "intermediate_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "max_position_embeddings": 64,
        "projection_dim": 32,
        "bos_token_id": fast.bos_token_id,
        "eos_token_id": fast.sep_token_id,
        "sep_token_id": fast.sep_token_id,
        "pad_token_id": fast.pad_token_id,
        "initializer_range": 0.5,
    }
    vision = {
        "hidden_size": 32,
        "intermediate_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "image_size": SIZE,
        "patch_size": 8,
        "initializer_range": 0.5,
    }
    config = BlipConfig(
        text_config=text, vision_config=vision, projection_dim=32, image_text_hidden_size=32
    )
    _roughen(BlipForConditionalGeneration(config)).save_pretrained(folder)
    fast.save_pretrained(folder)
    BlipImageProcessorPil(size={"height": SIZE, "width": SIZE}).save_pretrained(folder)


def make_writer(folder: Path, words: int = 1600) -> None:
    """A Llama that babbles, mostly in whole words, so that a page is written at once."""
    tokenizer = _bytes(["<|pad|>", "<|end|>"], PLOT.read_text("utf-8").splitlines(), words)
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<|pad|>", eos_token="<|end|>"
    )
    config = LlamaConfig(
        vocab_size=len(fast),
        hidden_size=64,  # 4 bits are packed in blocks of 64
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=4096,
        bos_token_id=None,
        eos_token_id=fast.eos_token_id,
        pad_token_id=fast.pad_token_id,
        tie_word_embeddings=True,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    fast.save_pretrained(folder)


def make_illustrator(folder: Path) -> None:
    """A Stable Diffusion that paints noise."""
    tokenizer = _clip_tokenizer()
    scheduler = DPMSolverMultistepScheduler(
        beta_schedule="scaled_linear", timestep_spacing="trailing", steps_offset=1
    )
    unet = UNet2DConditionModel(
        sample_size=SIZE // 4,
        in_channels=4,
        out_channels=4,
        block_out_channels=(16, 32),
        layers_per_block=1,
        norm_num_groups=8,
        cross_attention_dim=32,
        attention_head_dim=2,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
    )
    vae = AutoencoderTiny(
        latent_channels=4,
        encoder_block_out_channels=(8, 8, 8),
        decoder_block_out_channels=(8, 8, 8),
        num_encoder_blocks=(1, 1, 1),
        num_decoder_blocks=(1, 1, 1),
    )
    text = _roughen(CLIPTextModel(_clip_text(tokenizer)))
    StableDiffusionPipeline(
        vae=vae,
        text_encoder=text,
        tokenizer=tokenizer,
        unet=unet,
        scheduler=scheduler,
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    ).save_pretrained(folder)


def make_scorer(folder: Path, texts: Iterable[str] = WORDS) -> None:
    """A picture's and a text's side that never met; it knows the words of `texts`."""
    vision = {
        "hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 2,
        "num_attention_heads": 2, "image_size": SIZE, "patch_size": 8,
    }  # fmt: skip
    encoder = {"kind": "clip-vit", "size": SIZE, "places": 16, "channels": 32, "config": vision}
    _scorer(folder, texts, {"encoder": encoder})


def make_scorer_of_drawings(folder: Path, texts: Iterable[str] = WORDS) -> None:
    """One that has a second head, for drawings; its encoder is of the true size."""
    drawn = {"picture": {"grid": 9, "width": 32, "heads": 2}}
    _scorer(folder, texts, {"encoder": {"kind": "efficientnet-lite2"}, "drawn": drawn})


def _scorer(folder: Path, texts: Iterable[str], more: dict[str, Any]) -> None:
    torch.manual_seed(0)
    words = sorted({word for text in texts for word in re.findall(r"\w+", text.lower())})
    known = {word: i for i, word in enumerate(["[pad]", "[unknown]", *words])}
    tokenizer = Tokenizer(models.WordLevel(known, unk_token="[unknown]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    text = {"words": len(known), "vector": 16, "width": 32, "heads": 2, "layers": 1, "longest": 32}
    model = DualModel(
        {
            "architectures": ["StudioScorer"],
            "given_words": False,
            "vector": 16,
            "picture": {"grid": 3, "width": 32, "heads": 2},
            "text": text,
            **more,
        }
    )
    _roughen(model)
    save_dual(model, folder)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[pad]", unk_token="[unknown]"
    ).save_pretrained(folder)


def make_clip(folder: Path) -> None:
    """A CLIP without any taste."""
    tokenizer = _clip_tokenizer()
    vision = {
        "hidden_size": 32,
        "intermediate_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "image_size": SIZE,
        "patch_size": 8,
    }
    config = CLIPConfig(
        text_config=_clip_text(tokenizer).to_dict(), vision_config=vision, projection_dim=16
    )
    _roughen(CLIPModel(config)).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    CLIPImageProcessorPil(
        size={"shortest_edge": SIZE}, crop_size={"height": SIZE, "width": SIZE}
    ).save_pretrained(folder)


def answer_of(writer: CausalLM, asked: str, *, tokens: int, **how: Any) -> str:
    """What a language model says to one turn, the likeliest unless told otherwise."""
    (reply,) = writer.talk().answers(
        [{"role": "user", "content": asked}],
        **{"seeds": [1], "temperature": 0.0, "top_p": 1.0, "check": lambda: None, **how},
        max_new_tokens=tokens,
    )
    return reply.text


def _roughen(model: torch.nn.Module) -> torch.nn.Module:
    """Larger random weights, so that different inputs give clearly different outputs."""
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.normal_(0, 0.3)
    return model


def _bytes(special: list[str], texts: Iterable[str] = WORDS, size: int = 320) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=special,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def _clip_tokenizer() -> CLIPTokenizer:
    tokenizer = Tokenizer(models.BPE(end_of_word_suffix="</w>", continuing_subword_prefix=""))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    trainer = trainers.BpeTrainer(
        vocab_size=200,
        special_tokens=["<|startoftext|>", "<|endoftext|>"],
        end_of_word_suffix="</w>",
        show_progress=False,
    )
    tokenizer.train_from_iterator([*WORDS[:2], "abcdefghijklmnopqrstuvwxyz , . !"], trainer)
    vocab = tokenizer.get_vocab()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<|startoftext|> $A <|endoftext|>",
        special_tokens=[(t, vocab[t]) for t in ("<|startoftext|>", "<|endoftext|>")],
    )
    from json import loads

    merges = [tuple(m) for m in loads(tokenizer.to_str())["model"]["merges"]]
    return CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=77)


def _clip_text(tokenizer: CLIPTokenizer) -> CLIPTextConfig:
    return CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        projection_dim=16,
        max_position_embeddings=77,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
