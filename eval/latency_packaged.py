"""Speed with real weights: a writer that came as packages, beside llama.cpp on the very same file.

The studio runs int8 rows that were made of the file, llama.cpp the file's own 4 to 6 bits.  Both
go on with one prompt and take the likeliest token, until 300 are written or the story ends; seconds
are those of as many tokens as were asked for, by the tokens that were written.
"""

import argparse
import json
import time
from collections.abc import Callable
from importlib import util
from pathlib import Path
from typing import Any, Final

from core.models import packaged
from core.models.device import DevicePlan
from core.models.loading import family_of
from core.models.registry import Catalog
from core.models.source import Source
from core.settings import ROOT

MODEL: Final = "qwen2.5-coder-1.5b-instruct"
FILES: Final = ROOT / "runs" / "weights"
"""Where `make test-weights` puts the published files, a folder a model."""
BENCH: Final = "cyllama==0.2.18"
PROMPT: Final = (
    "Tell a long story for children, in many pages, about a fox in a red coat who finds a lantern "
    "in the snow, follows an owl through the forest, crosses a river with a bear in a small boat, "
    "and comes home late at night. Tell each page in four sentences. Say what the fox sees and "
    "hears, and what the others say to it. Do not write a title."
)


def why_not() -> str | None:
    """What is missing for this measurement, and how to get it; None if nothing is."""
    if util.find_spec("cyllama") is None:
        return f"llama.cpp is not installed: pip install {BENCH}"
    if packaged.folder_of(_entry()) is None or not _file().is_file():
        return f"the weights of {MODEL} are not here: make test-weights"
    return None


def link(folder: Path) -> None:
    """Write down for both sides where the files are."""
    made = packaged.folder_of(_entry())
    folder.mkdir(parents=True, exist_ok=True)
    places = {"ours": str(made), "file": str(_file())}
    (folder / "places.json").write_text(json.dumps(places), encoding="utf-8")


def text(
    folder: Path, side: str, args: argparse.Namespace, plan: DevicePlan
) -> Callable[[], dict[str, Any]]:
    """A prompt of the chat and what follows; `plan` is how the studio runs it."""
    import torch

    places = json.loads((folder / "places.json").read_text(encoding="utf-8"))
    source = Source(folder=Path(places["ours"]), label=MODEL, how="", options={})
    if side == "ours":
        writer = family_of("causal_lm").load(source, plan)
        ids = writer.encode(PROMPT)

        def ours() -> dict[str, Any]:
            begun = time.perf_counter()
            done = sum(1 for _ in writer.tokens(ids, 0, args.tokens, 0.0, 1.0, _never))
            return {**_paced(begun, done, args.tokens), "dtype": plan.dtype}

        return ours
    from core.models.source import load_tokenizer
    from eval.baselines.llama_cpp import LlamaCpp

    chat = [{"role": "user", "content": PROMPT}]
    prompt = load_tokenizer(source).apply_chat_template(
        chat, tokenize=False, add_generation_prompt=True
    )
    most = 1024 + args.tokens
    theirs = LlamaCpp(Path(places["file"]), threads=torch.get_num_threads(), most=most)

    def llama() -> dict[str, Any]:
        begun = time.perf_counter()
        return _paced(begun, theirs.run(prompt, max_new_tokens=args.tokens), args.tokens)

    return llama


def _paced(begun: float, done: int, asked: int) -> dict[str, Any]:
    taken = time.perf_counter() - begun
    return {"seconds": taken / done * asked, "done": done, "tokens_s": round(done / taken, 2)}


def _entry() -> Any:
    return Catalog.load().model(MODEL)


def _file() -> Path:
    return FILES / MODEL / _entry().weights[0].name


def _never() -> None:
    """Nobody cancels."""
