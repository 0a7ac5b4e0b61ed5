"""The judge: loaded, or trained first where there is none."""

from typing import Final

from train import judge
from train.report.bars import Report
from train.report.setup import Setup
from train.world.dataset import render

_SCENES: Final = 8000
_PIXELS: Final = 128


def trained_judge(setup: Setup, report: Report) -> judge.Judge | None:
    """The judge, if there is one or time is given to train it."""
    if not setup.judge.exists():
        if not setup.judge_minutes:
            report.remark(
                f"No judge at {setup.judge}: train it with `python -m train.judge`, or give "
                "--judge-minutes; its bars are not measured."
            )
            return None
        report.remark(f"The judge is trained first, {setup.judge_minutes:g} minutes.")
        _train(setup)
    try:
        return judge.load_judge(setup.judge)
    except RuntimeError:
        report.remark(f"The judge at {setup.judge} knows another world; its bars are not measured.")
        return None


def _train(setup: Setup) -> None:
    world = setup.world
    if not (world / "images.npy").exists():
        world = setup.kept / "judge"
        render("test", n=300, size=_PIXELS, seed=2, out=world / "test", processes=setup.threads)
        render("train", n=_SCENES, size=_PIXELS, seed=2, out=world, processes=setup.threads)
    out = setup.judge.parent
    minutes = ["--minutes", str(setup.judge_minutes), "--threads", str(setup.threads)]
    judge.main(["--data", str(world), "--out", str(out), *minutes])
    (out / "judge.safetensors").rename(setup.judge)
