"""Tiny models in the layout in which the full-size ones are published: the same files and names."""

import json
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderTiny,
    DDIMScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    LDMTextToImagePipeline,
    PNDMScheduler,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from diffusers.pipelines.latent_diffusion.pipeline_latent_diffusion import (
    LDMBertConfig,
    LDMBertModel,
)
from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
from transformers import (
    BertTokenizer,
    CLIPConfig,
    CLIPImageProcessorPil,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    GPT2Config,
    Idefics3Config,
    Idefics3ForConditionalGeneration,
    Idefics3ImageProcessorPil,
    Idefics3Processor,
    PreTrainedTokenizerFast,
    VisionEncoderDecoderConfig,
    VisionEncoderDecoderModel,
    ViTConfig,
    ViTImageProcessorPil,
)

from tests.core.models.tiny import SIZE, _bytes, _clip_text, _clip_tokenizer, _roughen

CHANNELS = (16, 32)


def make_stable_diffusion(folder: Path) -> None:
    """As `stable-diffusion-v1-5`: AutoencoderKL, PNDM, safety checker, feature extractor."""
    tokenizer = _clip_tokenizer()
    vision = {
        "hidden_size": 32,
        "intermediate_size": 32,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "image_size": SIZE,
        "patch_size": 8,
    }
    text = _clip_text(tokenizer)
    checker = StableDiffusionSafetyChecker(
        CLIPConfig(vision_config=vision, text_config=text.to_dict(), projection_dim=16)
    )
    checker.concept_embeds_weights.data.fill_(2.0)  # nothing is as alike as that
    checker.special_care_embeds_weights.data.fill_(2.0)
    StableDiffusionPipeline(
        vae=_vae(),
        text_encoder=_roughen(CLIPTextModel(text)),
        tokenizer=tokenizer,
        unet=_unet(),
        scheduler=PNDMScheduler(beta_schedule="scaled_linear", skip_prk_steps=True, steps_offset=1),
        safety_checker=checker,
        feature_extractor=CLIPImageProcessorPil(
            size={"shortest_edge": SIZE}, crop_size={"height": SIZE, "width": SIZE}
        ),
    ).save_pretrained(folder)
    _old_clip_files(folder / "tokenizer")


def make_sd_turbo(folder: Path) -> None:
    """As `sd-turbo`: half-precision weights under names of their own, Euler, no safety checker."""
    tokenizer = _clip_tokenizer()
    StableDiffusionPipeline(
        vae=_vae(),
        text_encoder=_roughen(CLIPTextModel(_clip_text(tokenizer))),
        tokenizer=tokenizer,
        unet=_unet(),
        scheduler=EulerDiscreteScheduler(
            beta_schedule="scaled_linear", timestep_spacing="trailing", steps_offset=1
        ),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    ).to(dtype=torch.float16).save_pretrained(folder, variant="fp16")
    _old_clip_files(folder / "tokenizer")


def make_sdxl_turbo(folder: Path) -> None:
    """As `sdxl-turbo`: two tokenizers and text encoders, sizes among the conditions."""
    tokenizer = _clip_tokenizer()
    StableDiffusionXLPipeline(
        vae=_vae(),
        text_encoder=_roughen(CLIPTextModel(_clip_text(tokenizer))),
        text_encoder_2=_roughen(CLIPTextModelWithProjection(_clip_text(tokenizer))),
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        unet=_unet(
            cross_attention_dim=64,
            addition_embed_type="text_time",
            addition_time_embed_dim=8,
            projection_class_embeddings_input_dim=16 + 6 * 8,
        ),
        scheduler=EulerAncestralDiscreteScheduler(
            beta_schedule="scaled_linear", timestep_spacing="trailing", steps_offset=1
        ),
        add_watermarker=False,
    ).save_pretrained(folder)
    _old_clip_files(folder / "tokenizer")
    _old_clip_files(folder / "tokenizer_2")


def make_ldm(folder: Path) -> None:
    """As `ldm-text2im-large-256`: a BERT of its own, `vqvae`, DDIM."""
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "a", "fox", "bear", "lazy", "dog"]
    tokenizer = BertTokenizer(vocab={word: i for i, word in enumerate(words)}, model_max_length=512)
    config = LDMBertConfig(
        vocab_size=len(words),
        max_position_embeddings=77,
        encoder_layers=2,
        encoder_ffn_dim=32,
        encoder_attention_heads=2,
        head_dim=16,
        d_model=32,
    )
    LDMTextToImagePipeline(
        vqvae=_vae(),
        bert=_roughen(LDMBertModel(config)),
        tokenizer=tokenizer,
        unet=_unet(),
        scheduler=DDIMScheduler(beta_schedule="scaled_linear", clip_sample=False),
    ).save_pretrained(folder)
    (folder / "tokenizer/tokenizer.json").unlink()
    (folder / "tokenizer/vocab.txt").write_text("\n".join(words) + "\n")


def make_tiny_autoencoder(folder: Path) -> None:
    """As `taesd`: one configuration, one file of weights."""
    AutoencoderTiny(
        latent_channels=4,
        encoder_block_out_channels=(16, 16),
        decoder_block_out_channels=(16, 16),
        num_encoder_blocks=(1, 1),
        num_decoder_blocks=(1, 1),
    ).save_pretrained(folder)


def make_picture_lora(folder: Path, *, targets: tuple[str, ...] = ("to_q", "to_v")) -> None:
    """As `lcm-lora-sdv1-5`: one file, for the U-Net."""
    from peft import LoraConfig
    from peft.utils import get_peft_model_state_dict

    unet = _unet()
    unet.add_adapter(LoraConfig(r=4, lora_alpha=4, target_modules=list(targets)))
    for name, weights in unet.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weights, std=0.5)
    StableDiffusionPipeline.save_lora_weights(
        folder, unet_lora_layers=get_peft_model_state_dict(unet)
    )


def make_vision_language(folder: Path) -> None:
    """As `SmolVLM-256M-Instruct`: Idefics3, its processor's files, a chat template beside them."""
    marks = ["<|im_start|>", "<|im_end|>", "<image>", "<fake_token_around_image>", "<global-img>"]
    rows = [f"<row_{row + 1}_col_{col + 1}>" for row in range(6) for col in range(6)]
    tokenizer = _bytes([*marks, "<end_of_utterance>", *rows])
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<|im_start|>",
        eos_token="<end_of_utterance>",
        pad_token="<|im_end|>",
    )
    template = (
        "<|im_start|>{% for message in messages %}{{message['role'] | capitalize}}:"
        "{% for line in message['content'] %}{% if line['type'] == 'text' %}{{line['text']}}"
        "{% elif line['type'] == 'image' %}{{ '<image>' }}{% endif %}{% endfor %}"
        "<end_of_utterance>\n{% endfor %}{% if add_generation_prompt %}Assistant:{% endif %}"
    )
    text = {
        "model_type": "llama",
        "vocab_size": len(fast),
        "hidden_size": 32,
        "intermediate_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "max_position_embeddings": 512,
        "pad_token_id": fast.pad_token_id,
        "bos_token_id": fast.bos_token_id,
        "eos_token_id": fast.eos_token_id,
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
    config = Idefics3Config(
        text_config=text,
        vision_config=vision,
        scale_factor=2,
        image_token_id=fast.convert_tokens_to_ids("<image>"),
        pad_token_id=fast.pad_token_id,
        tie_word_embeddings=True,
    )
    model = Idefics3ForConditionalGeneration(config)
    model.generation_config.eos_token_id = fast.eos_token_id
    model.generation_config.pad_token_id = fast.pad_token_id
    _roughen(model).save_pretrained(folder)
    images = Idefics3ImageProcessorPil(
        size={"longest_edge": 4 * SIZE}, max_image_size={"longest_edge": SIZE}
    )
    Idefics3Processor(images, fast, image_seq_len=4).save_pretrained(folder)
    images.save_pretrained(folder)
    (folder / "chat_template.jinja").unlink(missing_ok=True)
    (folder / "chat_template.json").write_text(json.dumps({"chat_template": template}))
    _change(folder / "preprocessor_config.json", image_processor_type="Idefics3ImageProcessor")
    processor = {"image_seq_len": 4, "processor_class": "Idefics3Processor"}
    (folder / "processor_config.json").write_text(json.dumps(processor))
    _change(folder / "tokenizer_config.json", tokenizer_class="GPT2Tokenizer")


def make_vit_gpt2(folder: Path) -> None:
    """As `vit-gpt2-image-captioning`: ViT and GPT-2, whose mark begins and ends a caption."""
    tokenizer = _bytes(["<|endoftext|>"])
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<|endoftext|>", eos_token="<|endoftext|>"
    )
    size = {"initializer_range": 0.5}
    encoder = ViTConfig(
        **size,
        hidden_size=32,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        image_size=SIZE,
        patch_size=8,
    )
    decoder = GPT2Config(
        **size,
        vocab_size=len(fast),
        n_embd=32,
        n_layer=2,
        n_head=2,
        n_positions=64,
        bos_token_id=fast.bos_token_id,
        eos_token_id=fast.eos_token_id,
    )
    config = VisionEncoderDecoderConfig.from_encoder_decoder_configs(encoder, decoder)
    config.decoder_start_token_id = fast.bos_token_id
    config.pad_token_id = fast.eos_token_id
    _roughen(VisionEncoderDecoderModel(config)).save_pretrained(folder)
    fast.save_pretrained(folder)
    (folder / "tokenizer.json").unlink()
    found = json.loads(tokenizer.to_str())["model"]
    merges = [m if isinstance(m, str) else " ".join(m) for m in found["merges"]]
    (folder / "vocab.json").write_text(json.dumps(found["vocab"]))
    (folder / "merges.txt").write_text("\n".join(["#version: 0.2", *merges]) + "\n")
    _change(folder / "tokenizer_config.json", tokenizer_class="GPT2Tokenizer")
    ViTImageProcessorPil(size={"height": SIZE, "width": SIZE}).save_pretrained(folder)
    _change(folder / "preprocessor_config.json", image_processor_type="ViTImageProcessor")


def _old_clip_files(folder: Path) -> None:
    """The files of a CLIP tokenizer as they were when these models were published."""
    found = json.loads((folder / "tokenizer.json").read_text())
    merges = [m if isinstance(m, str) else " ".join(m) for m in found["model"]["merges"]]
    (folder / "vocab.json").write_text(json.dumps(found["model"]["vocab"]))
    (folder / "merges.txt").write_text("\n".join(["#version: 0.2", *merges]) + "\n")
    marks = {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>"}
    (folder / "special_tokens_map.json").write_text(json.dumps(marks))
    (folder / "tokenizer.json").unlink()
    _change(folder / "tokenizer_config.json", tokenizer_class="CLIPTokenizer", model_max_length=77)


def _change(file: Path, **values: Any) -> None:
    file.write_text(json.dumps({**json.loads(file.read_text()), **values}))


def _vae() -> AutoencoderKL:
    return AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        block_out_channels=CHANNELS,
        latent_channels=4,
        norm_num_groups=8,
        sample_size=SIZE,
        scaling_factor=0.18215,
    )


def _unet(**changes: Any) -> UNet2DConditionModel:
    return UNet2DConditionModel(
        **{
            "sample_size": SIZE // 2,
            "in_channels": 4,
            "out_channels": 4,
            "block_out_channels": CHANNELS,
            "layers_per_block": 1,
            "norm_num_groups": 8,
            "cross_attention_dim": 32,
            "attention_head_dim": 2,
            "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
            "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
            **changes,
        }
    )
