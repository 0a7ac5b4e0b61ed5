"""Trains the bundled writer: a small Llama that turns captions into a story, from nothing.

    python -m train.writer --smoke                      # a minute: does it all hold together?
    python -m train.writer --minutes 60                 # the bundled model, on one CPU core
    python -m train.writer --minutes 60 --resume        # go on where a killed run stopped
    python -m train.writer --start starter/writer       # go on from finished weights

Stories come from the hand-written grammar in `train/world/tales`, drawn as they are needed (two
hundredths of a second each), every one by its own number, so that a run can be repeated and
resumed.  The first part of a run is a drill of short stories, nearly all of whose words stand in
the captions: copying is the skill that everything else rests on, and it's learnt there several
times faster.
"""

import argparse
import json
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from core.stages.starter_prompt import PARTS, PICTURES
from train import common, facts, loop, muon, writer_data
from train.common import RUNS
from train.copying import seed_copying
from train.world.tales.reading import main_noun
from train.writer_data import (
    BLOCK,
    LEAST_DRILLS,
    Batch,
    batches,
    collate,
    encode,
    story_of,
    texts,
    train_tokenizer,
)


@dataclass(frozen=True)
class Size:
    """How large the model is, and how it's fed."""

    hidden: int = 192
    inner: int = 512
    layers: int = 6
    heads: int = 4
    vocabulary: int = 3072
    batch_tokens: int = 4096


TINY = Size(hidden=96, inner=128, layers=2, heads=2, vocabulary=1024, batch_tokens=768)


def build_model(size: Size, tokenizer: PreTrainedTokenizerFast) -> LlamaForCausalLM:
    """A Llama of this size with fresh weights."""
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=size.hidden,
            intermediate_size=size.inner,
            num_hidden_layers=size.layers,
            num_attention_heads=size.heads,
            num_key_value_heads=size.heads,
            head_dim=64,
            rope_parameters={"rope_type": "default", "rope_theta": 500000.0},
            max_position_embeddings=1024,
            tie_word_embeddings=True,
            initializer_range=0.03,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )
    numbers = [
        tokenizer.convert_tokens_to_ids([a, b]) for a, b in zip(PICTURES, PARTS, strict=True)
    ]
    seed_copying(model, numbers)
    # Plain products train faster than the fused attention on a CPU.
    model.set_attn_implementation("eager")
    return model


def loss_of(model: LlamaForCausalLM, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean loss over the answer's tokens, and the logits there (only those are computed)."""
    with loop.half_precision():
        hidden = model.model(input_ids=batch.ids[:, :-1], use_cache=False).last_hidden_state
        told = batch.told[:, 1:]
        logits = model.lm_head(hidden[told])
    logits = logits.float()
    return F.cross_entropy(logits, batch.ids[:, 1:][told]), logits


@torch.no_grad()
def validate(
    model: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast, seed: int, stories: int
) -> dict[str, float]:
    """Loss on stories never trained on, and how surely the captions' nouns are foretold."""
    model.eval()
    loss = right = nouns = 0.0
    for i in range(stories):
        sample = story_of(f"validation{i}", seed)
        row = encode(sample, tokenizer)
        batch = collate([row], 0)
        batch = Batch(batch.ids.to(model.device), batch.told.to(model.device))
        value, logits = loss_of(model, batch)
        loss += value.item()
        best = logits.argmax(-1).tolist()
        offsets = tokenizer(texts(sample)[1], return_offsets_mapping=True)["offset_mapping"]
        answer, at = row[0][row[1] :], len(sample.tale.title)
        text = texts(sample)[1]
        for caption, part in zip(sample.captions, sample.tale.parts, strict=True):
            begin = text.index(part, at)
            at = text.find(main_noun(caption), begin)
            if at < 0:
                at = begin
                continue
            last = at + len(main_noun(caption))
            told = [k for k, (a, b) in enumerate(offsets) if a < last and b > at]
            nouns += 1
            right += all(best[k] == answer[k] for k in told)
    model.train()
    return {"loss": loss / stories, "copied": right / max(nouns, 1)}


def learning_rate(progress: float, step: int, peak: float, warmup: int = 100) -> float:
    """Warm-up over `warmup` steps, then a cosine to a twentieth of the peak."""
    cosine = 0.5 * (1 + math.cos(math.pi * min(progress, 1.0)))
    return peak * min(1.0, (step + 1) / warmup) * (0.05 + 0.95 * cosine)


def drill_share(progress: float) -> float:
    """All drills at first, then fewer and fewer."""
    if progress < 0.12:
        return 1.0
    return max(LEAST_DRILLS, 1.0 - (progress - 0.12) / 0.12)


def save(
    model: LlamaForCausalLM,
    tokenizer: PreTrainedTokenizerFast,
    folder: Path,
    temperature: float = 0.7,
) -> None:
    """Write the model in the Hugging Face layout; each file stays below 20 MB."""
    folder.mkdir(parents=True, exist_ok=True)
    heavy = sum(p.numel() for p in model.parameters()) * 4 > 19 * 2**20
    state = {k: v.to(torch.bfloat16) if heavy else v for k, v in model.state_dict().items()}
    model.generation_config = GenerationConfig(
        do_sample=True,
        temperature=temperature,
        top_p=0.9,
        max_new_tokens=640,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model.save_pretrained(folder, state_dict=state, safe_serialization=True)
    tokenizer.save_pretrained(folder)


def data_files() -> list[Path]:
    """What the stories are written by."""
    return [*sorted((common.ROOT / "train/world/tales").rglob("*.py")), Path(writer_data.__file__)]


def older(state: dict[str, Any]) -> dict[str, Any]:
    """A checkpoint that keeps step and seconds beside the optimisers, as `loop.Training` has it."""
    if "budget" in state:
        return state
    adamw, matrices = state["optimizers"]
    return {
        "model": state["model"],
        "adamw": adamw,
        "muon": matrices,
        "rng": {"torch": state["rng"]},
        "budget": {"step": state["step"], "spent": state["seconds"]},
        "block": state["block"],
        "tokens": state["tokens"],
    }


def write_card(
    folder: Path,
    model: LlamaForCausalLM,
    sessions: Sequence[facts.Session],
    figures: Mapping[str, float],
    stories: int,
) -> None:
    config = model.config
    common.write_model_card(
        folder,
        "Starter writer",
        ["text-generation", "storybook-studio"],
        {
            "What it is": f"A `LlamaForCausalLM` of {common.parameters_of(model) / 1e6:.1f} million"
            f" parameters ({config.num_hidden_layers} layers, width {config.hidden_size}, "
            f"vocabulary {config.vocab_size:,}, context {config.max_position_embeddings:,}) that "
            "turns captions into a titled story. English only.",
            "Prompt": "Mood, hero, number of words and captions between marks; the model goes on "
            "with the title and one part for each picture. `core/stages/starter_prompt.py` has the "
            "format that training and the studio share.",
            "Data": f"About {stories:,} stories that this project's own grammar writes "
            "(`train/world/tales/`) around captions of the picture-book world and around captions "
            "of all kinds of other things from a caption grammar of its own. No other text, no "
            "captions of other people's pictures.",
            "What it has read": "`seen.safetensors` holds a Bloom filter of all runs of twelve "
            "words in its training text (`python -m train.seen`); the studio steers round them.",
            "Training": facts.training_text(sessions)
            + "\n\nThe first two layers start with hand-set copying heads (`train/copying.py`), "
            "without which so small a model learns to copy nouns far too late.",
            "Figures": "Held-out stories of the grammar: loss "
            f"{figures['loss']:.2f} nats a token; the captions' main nouns foretold "
            f"{figures['copied']:.0%}.",
            "Limits": "Stories have a want, a turn and an ending, but the steps between may "
            "stutter or come twice, and pronouns slip. Captions unlike its training are retold, "
            "not understood; rare words are misspelt at times. The studio checks every part (its "
            "picture told, length, whole sentences) and writes down what it had to mend.",
        },
    )


def train(args: argparse.Namespace) -> dict[str, Any]:
    """Run the training that `args` describe; returns the last figures."""
    rng = common.seed_everything(args.seed)
    size = TINY if args.smoke else Size()
    run: Path = args.run
    start = common.existing(args.start)
    tokenizer = loop.kept_tokenizer(
        PreTrainedTokenizerFast,
        (run / "model",),
        args.resume and (run / "checkpoint.pt").exists(),
        lambda: (
            PreTrainedTokenizerFast.from_pretrained(start)
            if start
            else train_tokenizer(size.vocabulary, args.seed, 150 if args.smoke else 6000)
        ),
    )
    model = build_model(size, tokenizer)
    if start:
        model.load_state_dict(LlamaForCausalLM.from_pretrained(start).state_dict())
    matrices, others = muon.split(model)
    decayed = [p for p in others if p.dim() > 1]
    plain = [p for p in others if p.dim() <= 1]
    adamw = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.05}, {"params": plain, "weight_decay": 0.0}],
        lr=args.lr, betas=(0.9, 0.95), fused=True,
    )  # fmt: skip
    warmup = 100 if args.steps is None else min(100, 1 + args.steps // 5)
    training = loop.Training(
        "writer", args, run / "checkpoint.pt", rng, facts.data_hash(data_files()),
        modules={"model": model},
        optimisers={"adamw": adamw, "muon": muon.Muon(matrices, lr=args.lr)},
        rate=lambda budget: learning_rate(budget.fraction, budget.step, args.lr, warmup),
    )  # fmt: skip
    block = tokens = 0
    if state := training.resume(older):
        block, tokens = state["block"], state["tokens"]
    elif training.main:
        save(model, tokenizer, run / "model")
    processes, own = training.accelerator.num_processes, training.accelerator.process_index
    few = 4 if args.smoke else 12
    first: float | None = None
    last: float | None = None
    measured = time.monotonic() - args.report

    with training:
        while not training.done:
            drills = drill_share(1.0 if start else training.budget.fraction)
            groups = list(batches(block, args.seed, drills, tokenizer, size.batch_tokens))
            for batch in groups[own : len(groups) // processes * processes : processes]:
                batch = Batch(batch.ids.to(training.device), batch.told.to(training.device))
                loss, _ = loss_of(model, batch)
                training.step(loss, {"loss": loss}, clip=model)
                last = loss.item()
                first = last if first is None else first
                tokens += int(batch.ids.ne(0).sum()) * processes
                if args.steps is not None and training.done:
                    break
            block += 1
            if training.main and time.monotonic() - measured > args.report:
                measured = time.monotonic()
                told = f"{drills:.0%} drills, {tokens / 1e6:.2f} M tokens"
                training.say(told)
                training.measured(validate(model, tokenizer, args.seed, few))
            if training.due(args.save_every):
                training.save(block=block, tokens=tokens)
                save(model, tokenizer, run / "model")
        figures: dict[str, Any] = {}
        if training.main:
            figures = validate(model, tokenizer, args.seed, 4 if args.smoke else 64)
            training.measured(figures)
            sessions = training.report()
            for folder in [run / "model"] + ([args.out] if args.out is not None else []):
                save(model, tokenizer, folder)
                write_card(folder, model, sessions, figures, block * BLOCK)
            steps, minutes = facts.total(sessions)
            figures |= {
                "parameters": common.parameters_of(model), "steps": steps, "tokens": tokens,
                "stories": block * BLOCK, "first_loss": first, "last_loss": last,
                "seed": args.seed, "minutes": round(minutes, 1),
            }  # fmt: skip
            (run / "figures.json").write_text(json.dumps(figures, indent=2) + "\n")
    return figures


def parser() -> loop.Parser:
    """The command line."""
    made = loop.parser(__doc__, minutes=60.0, lr=2e-3, seed=1)
    add = made.add_argument
    seconds = loop.number(float, 0)
    add("--run", type=Path, default=RUNS / "writer", help="folder for checkpoints and curves")
    add("--out", type=Path, default=None, help="folder for the finished model (starter/writer)")
    add("--start", type=Path, help="a finished writer to begin from, with its tokenizer")
    add("--report", type=seconds, default=60.0, help="seconds between evaluations (%(default)s)")
    add("--save-every", type=seconds, default=180.0, help="seconds between checkpoints")
    return made


@loop.plain_words()
def main(argv: list[str] | None = None) -> dict[str, Any]:
    return train(loop.read(parser(), "writer", argv, smoke_steps=40))


if __name__ == "__main__":
    main()
