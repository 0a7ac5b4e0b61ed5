"""Trains the bundled writer: a small Llama that turns captions into a story, from nothing.

    python -m train.writer --smoke                      # a minute: does it all hold together?
    python -m train.writer --minutes 60                 # the bundled model, on one CPU core
    python -m train.writer --minutes 60 --resume        # go on where a killed run stopped
    python -m train.writer --start starter/writer       # go on from finished weights

Stories come from the hand-written grammar in `train/world/tales`, drawn as they are needed (two
milliseconds each), every one by its own number, so that a run can be repeated and resumed.  The
first part of a run is a drill of short stories, nearly all of whose words stand in the captions:
copying is the skill that everything else rests on, and it's learnt there several times faster.
"""

import argparse
import json
import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from core.stages.starter_prompt import PARTS, PICTURES
from train import muon
from train.copying import seed_copying
from train.world.tales.reading import main_noun
from train.writer_data import (
    BLOCK,
    Batch,
    batches,
    collate,
    encode,
    story_of,
    texts,
    train_tokenizer,
)

ROOT = Path(__file__).resolve().parents[1]
_BF16 = torch.cpu._is_avx512_bf16_supported()
"""Half precision only where the processor has instructions for it; elsewhere it is slower."""


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
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_BF16):
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


def learning_rate(progress: float, step: int, peak: float) -> float:
    """Warm-up over 100 steps, then a cosine to a twentieth of the peak."""
    cosine = 0.5 * (1 + math.cos(math.pi * min(progress, 1.0)))
    return peak * min(1.0, (step + 1) / 100) * (0.05 + 0.95 * cosine)


def drill_share(progress: float) -> float:
    """All drills at first, then fewer and fewer."""
    if progress < 0.12:
        return 1.0
    return max(0.04, 1.0 - (progress - 0.12) / 0.12)


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


def train(args: argparse.Namespace) -> dict[str, Any]:
    """Run the training that `args` describe; returns the last figures."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    size = TINY if args.smoke else Size()
    run: Path = args.run
    run.mkdir(parents=True, exist_ok=True)
    checkpoint = run / "checkpoint.pt"
    resumed = args.resume and checkpoint.exists()
    if resumed:
        tokenizer = PreTrainedTokenizerFast.from_pretrained(run / "model")
    elif args.start:
        tokenizer = PreTrainedTokenizerFast.from_pretrained(args.start)
    else:
        tokenizer = train_tokenizer(size.vocabulary, args.seed, 150 if args.smoke else 6000)
    model = build_model(size, tokenizer)
    if args.start:
        model.load_state_dict(LlamaForCausalLM.from_pretrained(args.start).state_dict())
    matrices, others = muon.split(model)
    decayed = [p for p in others if p.dim() > 1]
    plain = [p for p in others if p.dim() <= 1]
    adamw = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.05}, {"params": plain, "weight_decay": 0.0}],
        lr=args.lr, betas=(0.9, 0.95), fused=True,
    )  # fmt: skip
    optimizers = (adamw, muon.Muon(matrices, lr=args.lr))
    block = step = tokens = 0
    before = 0.0
    if resumed:
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        for optimizer, kept in zip(optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        torch.set_rng_state(state["rng"])
        block, step, tokens, before = (state[k] for k in ("block", "step", "tokens", "seconds"))
    else:
        save(model, tokenizer, run / "model")
    count = sum(p.numel() for p in model.parameters())
    print(f"{count:,} parameters, vocabulary {len(tokenizer)}, step {step}", flush=True)

    budget, started = args.minutes * 60, time.monotonic()
    first, losses, last_print, last_save = None, [], 0.0, started
    figures: dict[str, Any] = {}
    while (spent := before + time.monotonic() - started) < budget:
        drills = drill_share(1.0 if args.start else spent / budget)
        for batch in batches(block, args.seed, drills, tokenizer, size.batch_tokens):
            progress = (before + time.monotonic() - started) / budget
            for optimizer in optimizers:
                for group in optimizer.param_groups:
                    group["lr"] = learning_rate(progress, step, args.lr)
            loss, _ = loss_of(model, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for optimizer in optimizers:
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
            losses.append(loss.item())
            first = losses[0] if first is None else first
            step, tokens = step + 1, tokens + int(batch.ids.ne(0).sum())
        block += 1
        now = time.monotonic()
        spent = before + now - started
        if now - last_print > args.report:
            last_print = now
            figures = validate(model, tokenizer, args.seed, 4 if args.smoke else 12)
            print(
                f"step {step}  train {sum(losses) / len(losses):.3f}  validation "
                f"{figures['loss']:.3f}  nouns foretold {figures['copied']:.0%}  "
                f"drills {drills:.0%}  {tokens / spent:,.0f} tokens/s  {tokens / 1e6:.2f} M  "
                f"left {max(0, budget - spent) / 60:.1f} min",
                flush=True,
            )
            losses = losses[-1:]
        if now - last_save > args.save_every or spent >= budget:
            last_save = now
            state = {
                "model": model.state_dict(),
                "optimizers": [optimizer.state_dict() for optimizer in optimizers],
                "rng": torch.get_rng_state(), "block": block, "step": step, "tokens": tokens,
                "seconds": spent,
            }  # fmt: skip
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)
            save(model, tokenizer, run / "model")
    figures = validate(model, tokenizer, args.seed, 4 if args.smoke else 64)
    figures |= {
        "parameters": count, "steps": step, "tokens": tokens, "stories": block * BLOCK,
        "first_loss": first, "last_loss": losses[-1] if losses else None, "seed": args.seed,
        "minutes": round((before + time.monotonic() - started) / 60, 1),
    }  # fmt: skip
    save(model, tokenizer, run / "model")
    if args.out is not None:
        save(model, tokenizer, args.out)
    (run / "figures.json").write_text(json.dumps(figures, indent=2) + "\n")
    print(json.dumps(figures), flush=True)
    return figures


def parser() -> argparse.ArgumentParser:
    """The command line."""
    arguments = argparse.ArgumentParser(
        prog="python -m train.writer", description="Train the bundled writer from nothing."
    )
    add = arguments.add_argument
    add("--minutes", type=float, default=60.0, help="time budget; the schedules scale to it")
    add("--lr", type=float, default=2e-3, help="peak learning rate")
    add("--seed", type=int, default=1)
    add("--threads", type=int, default=1, help="torch threads")
    add("--run", type=Path, default=ROOT / "runs" / "writer", help="folder for checkpoints")
    add("--out", type=Path, default=None, help="folder for the finished model (starter/writer)")
    add("--resume", action="store_true", help="go on from the run's checkpoint")
    add("--start", type=Path, help="a finished writer to begin from, with its tokenizer")
    add("--report", type=float, default=60.0, help="seconds between progress lines")
    add("--save-every", type=float, default=180.0, help="seconds between checkpoints")
    add("--smoke", action="store_true", help="a tiny model, briefly")
    return arguments


def main(argv: list[str] | None = None) -> dict[str, Any]:
    args = parser().parse_args(argv)
    if args.smoke:
        args.minutes, args.report = min(args.minutes, 0.4), 5.0
    return train(args)


if __name__ == "__main__":
    main()
