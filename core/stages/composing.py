"""Music for a page, by a model: as long as the page is read aloud, and whole when repeated."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np

from core.build import Context, Made, Task
from core.errors import BadInput
from core.music import BED_LUFS
from core.music.instruments import RATE
from core.music.rounds import SEAM_S, closed, to_mp3

LEAST_S: Final = 8.0
_AROUND_S: Final = 2.0
"""A page is seen so much longer than its voice is heard."""


class Composing:
    """Stage "composing": a stereo MP3 that is repeated, one for each page.

    `data` has "round_s" (after how many seconds it comes again) and "prompt".
    """

    name = "composing"
    role: str | None = "composer"
    batch_size = 1

    def run(
        self, tasks: Sequence[Task], model: Any, ctx: Context
    ) -> Iterator[Sequence[tuple[Task, Made]]]:
        """One page after the other; pages that are longer than the model's music repeat it."""
        for task in tasks:
            ctx.check()
            page = int(task.slot.rpartition("/")[2]) + 1
            spoken = next(iter(task.inputs.values())).data.get("duration_s", 0.0)
            most = model.longest_s - SEAM_S
            seconds = min(max(float(spoken) + _AROUND_S, LEAST_S), most)
            prompt = str(task.params["prompt"])

            def on_step(done: int, total: int, task: Task = task, page: int = page) -> None:
                ctx.check()
                ctx.note(task.slot, f"Making music for page {page}", done=done, total=total)

            on_step(0, 1)
            samples, rate = model.compose(
                prompt, seconds=seconds + SEAM_S, seed=task.seed, on_step=on_step
            )
            round_ = closed(samples, rate, seconds, BED_LUFS)
            if not np.abs(round_).max(initial=0.0) > 0:
                raise BadInput(
                    f"The music model made no sound for page {page}: make the music of this page "
                    "again, or choose the studio's own music."
                )
            lasts = len(round_) / RATE
            data = {"round_s": round(lasts, 4), "prompt": prompt}
            yield [(task, Made(media=to_mp3(round_), mime="audio/mpeg", data=data, units=lasts))]
