"""The size of the starter set and a cold start."""

import subprocess
import sys
import time
from typing import Final

from train.common import ROOT, size_of
from train.report.bars import Report
from train.report.setup import Setup

_COLD: Final = """
import sys
from pathlib import Path
from PIL import Image
from core.models.blip import Blip
from core.models.device import choose_device
from core.models.loading import Source, quiet_libraries

quiet_libraries()
source = Source(folder=Path(sys.argv[1]), label="captioner", how="train it", options={})
model = Blip.load(source, choose_device("cpu"))
print(model.caption([Image.open(sys.argv[2])], check=lambda: None)[0].text)
"""


def size(setup: Setup, report: Report) -> None:
    """MiB of the folder, and seconds until a fresh process has said its first caption."""
    report.bar("size", "MiB of the folder", size_of(setup.starter), most=96)
    if setup.absent("captioner", report):
        return
    setup.kept.mkdir(parents=True, exist_ok=True)
    picture = setup.kept / "first.png"
    setup.drawn[0].save(picture)
    started = time.perf_counter()
    subprocess.run(
        [
            sys.executable,
            "-c",
            _COLD,
            str(setup.starter.resolve() / "captioner"),
            picture.resolve(),
        ],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    seconds = time.perf_counter() - started
    report.bar("size", "seconds of a cold start to the first caption", seconds, most=15)
