"""One side of a measurement in a process of its own, so that its memory is its own.

`python -m eval.latency_side WORK SIDE …` loads what the work needs, prints a line, and then does
the work once for every line that it reads, printing one line of JSON each.  `eval.latency` starts
two of these and lets them take turns.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from PIL import Image

from core.models.device import DevicePlan, choose_device
from core.models.entry import ModelEntry
from core.models.loading import family_of, quiet_libraries
from core.models.precision import on_processor
from core.models.source import Source
from eval import latency_limit, latency_packaged

PICTURES: Final = 5
CAPTION_TOKENS: Final = 20
PROMPT_TOKENS: Final = 200
STORY_WORDS: Final = 230
FRAMES_A_TOKEN: Final = 2
"""Random weights say nothing of how long sounds last; two frames are an ordinary pace."""
Result = dict[str, Any]
Work = Callable[[], Result]


def plan_for(family: str, device: str | None) -> DevicePlan:
    """Where and how the studio would run a model of a family."""
    entry = ModelEntry(id="x", role="x", family=family, label="x", blurb="", licence="none")
    return on_processor(entry, choose_device(device))


def source(folder: Path, **options: Any) -> Source:
    """A model that was just made."""
    return Source(folder=folder, label=folder.name, how="make it again", options=options)


def captions(folder: Path, side: str, args: argparse.Namespace) -> Work:
    """Five pictures, greedily."""
    rng = np.random.default_rng(0)
    pictures = [
        Image.fromarray(rng.integers(0, 255, (512, 512, 3), np.uint8)) for _ in range(PICTURES)
    ]
    if side == "ours":
        plan = plan_for("blip", args.device)
        ours = family_of("blip").load(source(folder, max_new_tokens=CAPTION_TOKENS), plan)

        def run() -> Result:
            found = ours.caption(pictures, check=_never)
            return {"done": len(found), "dtype": plan.dtype}

        return run
    from eval.baselines.captions import Captions

    theirs = Captions(folder, device=_device(args))
    return lambda: {"done": len(theirs.run(pictures, max_new_tokens=CAPTION_TOKENS))}


def text(folder: Path, side: str, args: argparse.Namespace) -> Work:
    """A prompt of 200 tokens and what follows."""
    prompt = [i % 300 for i in range(1, PROMPT_TOKENS + 1)]
    if side == "ours":
        plan = plan_for("causal_lm", args.device)
        ours = family_of("causal_lm").load(source(folder, prompt_format="plain"), plan)
        read = _bytes_a_token(ours.model)

        def run() -> Result:
            times = [time.perf_counter()]
            tokens = ours.tokens(prompt, 0, args.tokens, 0.0, 1.0, _never)
            said = []
            for token in tokens:
                said.append(token)
                times.append(time.perf_counter())
            ours.tokenizer.decode(said)
            waits = np.diff(times[1:]) if len(times) > 2 else np.diff(times)
            pace = {"token_bytes": read, "token_s": float(np.median(waits))}
            return {"done": len(said), "dtype": plan.dtype, **pace}

        return run
    from eval.baselines.text import Text

    theirs = Text(folder, device=_device(args))
    return lambda: {"done": len(theirs.run(prompt, max_new_tokens=args.tokens))}


def text_packaged(folder: Path, side: str, args: argparse.Namespace) -> Work:
    """The same with real weights, on the processor."""
    return latency_packaged.text(folder, side, args, plan_for("causal_lm", "cpu"))


def pictures(folder: Path, side: str, args: argparse.Namespace) -> Work:
    """Five pictures that continue each other."""
    from eval import latency_pictures

    if side == "baseline":
        return latency_pictures.baseline(folder, device=_device(args), scale=args.scale)
    few = args.work == "pictures_few"
    return latency_pictures.ours(folder, plan=choose_device(args.device), few=few, scale=args.scale)


def narration(folder: Path, side: str, args: argparse.Namespace) -> Work:
    """A story of 230 words."""
    story = _story(12 if args.tiny else STORY_WORDS)
    if side == "ours":
        plan = plan_for("vits", args.device)
        ours = family_of("vits").load(source(folder, language="en"), plan)
        _pace(ours.model)

        def run() -> Result:
            spoken = ours.speak(story, language="en", voice=None, speed=1.0, check=_never)
            return {"audio_s": spoken.samples.size / spoken.sample_rate, "dtype": "float32"}

        return run
    from eval.baselines.narration import Narration

    theirs = Narration(folder, device=_device(args))
    _pace(theirs.model)
    rate = theirs.model.config.sampling_rate
    return lambda: {"audio_s": theirs.run(story).size / rate}


def pool_hit(folder: Path, side: str, args: argparse.Namespace) -> Work:
    """What the pool adds to a model that is loaded; the other side loads it every time."""
    if side == "baseline":
        from eval.baselines.captions import Captions

        def load() -> Result:
            Captions(folder, device=_device(args))
            return {}

        return load
    from core.models.pool import ModelPool
    from core.models.registry import Catalog
    from core.settings import Settings

    file = folder.parent / "own.toml"
    file.write_text(
        f'[models.mine]\nrole = "captioner"\nfamily = "blip"\npath = "{folder.name}"\n'
        'label = "Captioner"\nlicence = "none"\noptions = {max_new_tokens = 1}\n'
    )
    settings = Settings(data_dir=folder, database_url="", queue_url="", device=args.device)
    pool = ModelPool(Catalog.load(file), settings)
    with pool.use("mine") as lease:
        load_s, dtype = lease.load_s, lease.dtype
    picture = Image.new("RGB", (64, 64))

    def run() -> Result:
        begun = time.perf_counter()
        with pool.use("mine") as lease:
            added = time.perf_counter() - begun
            assert lease.load_s == 0.0
            lease.backend.caption([picture], check=_never)
            first = time.perf_counter() - begun
        return {"seconds": added, "first_output_s": first, "load_s": load_s, "dtype": dtype}

    return run


WORKS: Final[dict[str, Callable[[Path, str, argparse.Namespace], Work]]] = {
    "captions": captions,
    "text_qwen": text,
    "text_gemma": text,
    "text_packaged": text_packaged,
    "pictures_same": pictures,
    "pictures_few": pictures,
    "narration": narration,
    "pool_hit": pool_hit,
}


def _never() -> None:
    """Nobody cancels."""


def _device(args: argparse.Namespace) -> str:
    return choose_device(args.device).device


def _story(words: int) -> str:
    """Sentences of ten words, five letters a word, with points."""
    every = [
        "brown",
        "foxes",
        "often",
        "climb",
        "their",
        "tower",
        "under",
        "clear",
        "night",
        "skies",
    ]
    lines = [" ".join(every).capitalize() + "." for _ in range(words // len(every))]
    rest = every[: words % len(every)]
    return " ".join([*lines, *([" ".join(rest) + "."] if rest else [])])


def _pace(model: Any) -> None:
    """Every token lasts as long as in ordinary speech; the predictor works all the same."""

    def hook(_module: Any, _inputs: Any, out: torch.Tensor) -> torch.Tensor:
        return torch.full_like(out, float(np.log(FRAMES_A_TOKEN - 0.5)))

    model.duration_predictor.register_forward_hook(hook)


def _bytes_a_token(model: Any) -> int:
    """Bytes of weights that one token needs: all but the table in which it is looked up."""
    from core.models.int8 import Int8Linear

    total = 0
    for module in model.modules():
        if isinstance(module, Int8Linear):
            total += module.in_features * module.out_features + 4 * module.out_features
        if module is not model.get_input_embeddings():
            total += sum(p.numel() * p.element_size() for p in module.parameters(recurse=False))
    return total


@contextmanager
def _timed(device: str) -> Iterator[list[float]]:
    """The seconds that what is inside takes, until a graphics card has finished it."""
    taken: list[float] = []
    _synchronise(device)
    begun = time.perf_counter()
    yield taken
    _synchronise(device)
    taken.append(time.perf_counter() - begun)


def _synchronise(device: str) -> None:
    if device.startswith("cuda"):
        torch.cuda.synchronize()


def _peak_gib(device: str) -> float:
    """The most memory that this process has had; with a graphics card, the most on the card."""
    if device.startswith("cuda"):
        return torch.cuda.max_memory_allocated() / 2**30
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**30


def arguments(parser: argparse.ArgumentParser) -> None:
    """What both programs understand."""
    parser.add_argument("--device", help="cpu, cuda, mps; the best one if not said")
    parser.add_argument("--scale", type=int, help="divide steps of pictures by this")
    parser.add_argument("--tokens", type=int, default=300, help="tokens of a text")
    parser.add_argument("--tiny", action="store_true", help="small models, to try it out")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", choices=WORKS)
    parser.add_argument("side", choices=("ours", "baseline", "limit"))
    parser.add_argument("folder", type=Path)
    arguments(parser)
    args = parser.parse_args()
    quiet_libraries()
    torch.set_grad_enabled(False)
    device = _device(args)
    begun = time.perf_counter()
    run = (
        latency_limit.limit(tiny=args.tiny)
        if args.side == "limit"
        else WORKS[args.work](args.folder, args.side, args)
    )
    print(json.dumps({"loaded_s": time.perf_counter() - begun}), flush=True)
    for _ in sys.stdin:
        with _timed(device) as taken:
            result = run()
        seconds = result.pop("seconds", taken[0])
        line = {"seconds": seconds, "peak_gib": _peak_gib(device), "device": device, **result}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
