"""What the writer reads: stories from the grammar, their tokenizer, and batches of them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from core.stages.starter_prompt import END, MOOD, PAD, SPECIAL_TOKENS, format_prompt, format_story
from train.world.tales.samples import Sample, draw

BLOCK: Final = 64
"""Stories drawn and sorted by length at once; checkpoints fall between blocks."""
LEAST_DRILLS: Final = 0.04
"""The share of short stories when there are fewest."""


def story_of(number: int | str, seed: int, *, drill: bool = False) -> Sample:
    """The training story with this number."""
    return draw(random.Random(f"{seed}/{number}/{drill}"), drill=drill)


def texts(sample: Sample) -> tuple[str, str]:
    """Prompt and answer."""
    prompt = format_prompt(sample.mood, sample.hero, sample.words, sample.captions, sample.tale.arc)
    return prompt, format_story(sample.tale.title, sample.tale.parts)


def train_tokenizer(vocabulary: int, seed: int, stories: int) -> PreTrainedTokenizerFast:
    """Byte-level BPE on the grammar's own text; text comes back from it exactly."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)  # type: ignore[assignment]
    tokenizer.decoder = decoders.ByteLevel()  # type: ignore[assignment]
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(SPECIAL_TOKENS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    corpus = ("".join(texts(story_of(f"bpe{i}", seed))) for i in range(stories))
    tokenizer.train_from_iterator(corpus, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=MOOD,
        eos_token=END,
        pad_token=PAD,
        additional_special_tokens=[t for t in SPECIAL_TOKENS if t not in (MOOD, END, PAD)],
        clean_up_tokenization_spaces=False,
        model_max_length=1024,
        padding_side="left",
    )


@dataclass(frozen=True)
class Batch:
    """Token ids padded at the end, and which of them are the answer."""

    ids: torch.Tensor
    told: torch.Tensor


def encode(sample: Sample, tokenizer: PreTrainedTokenizerFast) -> tuple[list[int], int]:
    """Ids of prompt and answer, and the length of the prompt."""
    prompt, answer = (tokenizer(text)["input_ids"] for text in texts(sample))
    return prompt + answer, len(prompt)


def collate(rows: list[tuple[list[int], int]], pad: int) -> Batch:
    """Pad rows of about the same length to a batch."""
    width = max(len(ids) for ids, _ in rows)
    ids = torch.full((len(rows), width), pad)
    told = torch.zeros(len(rows), width, dtype=torch.bool)
    for i, (row, start) in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        told[i, start : len(row)] = True
    return Batch(ids, told)


def drills_of(block: int, seed: int, share: float) -> list[bool]:
    """Which stories of a block are drills, if that is their share."""
    rng = random.Random(f"{seed}/block{block}")
    return [rng.random() < share for _ in range(BLOCK)]


def batches(
    block: int, seed: int, drills: float, tokenizer: PreTrainedTokenizerFast, batch_tokens: int
) -> Iterator[Batch]:
    """The batches of one block of stories, a share of them drills."""
    rng = random.Random(f"{seed}/block{block}/order")
    rows = [
        encode(story_of(block * BLOCK + i, seed, drill=drill), tokenizer)
        for i, drill in enumerate(drills_of(block, seed, drills))
    ]
    rows = sorted((row for row in rows if len(row[0]) <= 1024), key=lambda row: len(row[0]))
    groups: list[list[tuple[list[int], int]]] = [[]]
    for row in rows:
        if groups[-1] and len(row[0]) * (len(groups[-1]) + 1) > batch_tokens:
            groups.append([])
        groups[-1].append(row)
    rng.shuffle(groups)
    for group in groups:
        yield collate(group, int(tokenizer.pad_token_id))  # type: ignore[arg-type]
