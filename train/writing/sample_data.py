"""A few small stories, and a language model made from nothing: all that a smoke run needs."""

import itertools
import json
from pathlib import Path
from typing import Final

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

ANIMALS: Final = ("fox", "owl", "bear", "cat", "mouse")
PLACES: Final = ("in the snow", "by the sea", "in a garden", "on a hill")
MARKS: Final = ("<|pad|>", "<|begin|>", "<|end|>")
CHAT: Final = (
    "{% for message in messages %}{{ '<|begin|>' + message['role'] + '\\n' + message['content'] "
    "+ '<|end|>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|begin|>assistant\\n' }}{% endif %}"
)


def stories(file: Path) -> Path:
    """A JSON list of {"caption", "story"}."""
    rows = [
        {
            "caption": f"a {animal} {place}",
            "story": f"One day a {animal} sat {place} and waited. Nobody came. Then the {animal} "
            f"heard a song, and it was a friend. They stayed {place} until the stars came out.",
        }
        for animal, place in itertools.product(ANIMALS, PLACES)
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return file


def pairs(file: Path) -> Path:
    """A JSONL of pairs: a story that ends well against one that does not."""
    rows = []
    for animal, place in itertools.product(ANIMALS, PLACES):
        glad, cross = (
            f"One day a {animal} sat {place} and was {end}." for end in ("very glad", "only cross")
        )
        prompt = f"Tell of a {animal} {place}."
        rows.append(json.dumps({"prompt": prompt, "chosen": glad, "rejected": cross}))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def tiny_base(folder: Path, *, template: str | None = CHAT, seed: int = 0) -> Path:
    """A Llama of two small layers, with a tokenizer of the sample stories' pieces."""
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=list(MARKS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    texts = stories(folder / "stories.json").read_text(encoding="utf-8")
    made.train_from_iterator([texts], trainer)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token=MARKS[0], eos_token=MARKS[2], chat_template=template
    )
    tokenizer.save_pretrained(folder)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=128,
        intermediate_size=256,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=1024,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        # A LoRA can't change the head, so what it reads out must be far apart.
        initializer_range=0.2,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        LlamaForCausalLM(config).save_pretrained(folder)
    return folder
