"""Measures the Story page while many people read and a book is made; ends with one JSON line.

python tools/visitors.py --visitors 30 --seconds 60

Visitors are real websocket sessions of a real server: each opens the page of a finished book, then
asks for it again every few seconds (as a click does), and looks at work in progress as often as its
browser would.  Seconds are from asking until the page is whole; bytes are what the server sent.
One visitor alone, while nothing is made, comes first: on a busy computer only the ratio to that
visitor's seconds and the processor's seconds a rerun say something of the studio.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import psutil  # noqa: E402
from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402
from websockets.asyncio.client import ClientConnection, connect  # noqa: E402
from websockets.typing import Subprotocol  # noqa: E402

from core.settings import Settings  # noqa: E402
from core.story import StoryRequest  # noqa: E402
from studio.compose import Studio  # noqa: E402

THINK_S = (3.0, 6.0)
"""Seconds between two clicks of a visitor."""
TEXT = "A little fox with a lantern walked through the forest to the old red house. "


class Visitor:
    """One browser tab with the page of a story."""

    def __init__(self, port: int, story_id: str, until: float) -> None:
        self.port, self.query, self.until = port, f"story={story_id}", until
        self.opened = 0.0
        self.clicks: list[float] = []
        self.sizes: list[int] = []
        self.fragments: dict[str, float] = {}
        self.page = ""
        self.asked = 0
        self._arrived = 0

    async def run(self) -> None:
        """Open the page, then click until the time is over."""
        await asyncio.sleep(random.uniform(0, 3))
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        async with connect(
            address, max_size=None, open_timeout=60, subprotocols=[Subprotocol("streamlit")]
        ) as socket_:
            self.opened = await self._ask(socket_)
            while not self.clicks or time.monotonic() < self.until:
                await self._think(socket_, random.uniform(*THINK_S))
                before = self._arrived
                self.clicks.append(await self._ask(socket_))
                self.sizes.append(self._arrived - before)

    async def _think(self, socket_: ClientConnection, seconds: float) -> None:
        """Read; fragments that run by themselves are asked for as a browser does."""
        end = time.monotonic() + seconds
        due = {name: time.monotonic() + every for name, every in self.fragments.items()}
        while (now := time.monotonic()) < end:
            for name, at in list(due.items()):
                if now >= at:
                    await self._ask(socket_, fragment=name)
                    due[name] = time.monotonic() + self.fragments.get(name, 1e9)
            await asyncio.sleep(0.05)

    async def _ask(self, socket_: ClientConnection, fragment: str = "") -> float:
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_name = "story"
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.fragment_id = fragment
        if not fragment:
            self.fragments.clear()
        self.asked += 1
        began = time.monotonic()
        await socket_.send(message.SerializeToString())
        while True:
            data = await asyncio.wait_for(socket_.recv(), 120)
            self._arrived += len(data)
            answer = ForwardMsg()
            answer.ParseFromString(data)
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self.page = answer.new_session.page_script_hash
            elif kind == "auto_rerun":
                self.fragments[answer.auto_rerun.fragment_id] = answer.auto_rerun.interval
            elif kind == "script_finished" and (fragment or answer.script_finished in (0, 1)):
                return time.monotonic() - began


@dataclass(frozen=True, kw_only=True)
class Visited:
    """Visits, and the processor's seconds that the server spent in these `took_s` seconds."""

    visitors: list[Visitor]
    cpu_s: float
    took_s: float

    @property
    def clicks(self) -> list[float]:
        """Seconds of every click, shortest first."""
        return sorted(second for visitor in self.visitors for second in visitor.clicks)

    @property
    def reruns(self) -> int:
        """All that was asked for: first loads, clicks, looks of fragments."""
        return sum(visitor.asked for visitor in self.visitors)


def finished_book(settings: Settings, pages: int) -> str:
    """Make a book of so many pages, drawn and read aloud; its id."""
    studio = Studio(settings)
    text = "\n\n".join(f"{TEXT}It was page {n}. {TEXT}" for n in range(1, pages + 1))
    story_id = studio.books.create(StoryRequest(text=text, preset=settings.preset, seed=1))
    build = studio.builds.latest(story_id)
    while build is not None and studio.building.step(build.id) == "more":
        pass
    studio.close()
    return story_id


def work(settings: Settings, books: int) -> None:
    """Put books into the queue for the server's worker."""
    studio = Studio(settings)
    for seed in range(books):
        idea = StoryRequest(
            idea="a fox who can't sleep", pages=5, preset=settings.preset, seed=seed
        )
        studio.books.create(idea)
    studio.close()


def serve(data: Path, port: int) -> subprocess.Popen[bytes]:
    """A server over a data folder, once it answers."""
    command = [sys.executable, "-m", "streamlit", "run", "studio/app.py", "--server.headless=true"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1"]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "STUDIO_DATA_DIR": str(data)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(1200):
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
            return process
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


async def visit(count: int, port: int, story_id: str, seconds: float) -> list[Visitor]:
    """Let visitors come and read."""
    until = time.monotonic() + seconds
    visitors = [Visitor(port, story_id, until) for _ in range(count)]
    await asyncio.gather(*(visitor.run() for visitor in visitors))
    return visitors


def watched(server: psutil.Process, coming: Coroutine[Any, Any, list[Visitor]]) -> Visited:
    """Let visitors come, and see what it costs the server."""
    before, began = server.cpu_times(), time.monotonic()
    visitors = asyncio.run(coming)
    after, took = server.cpu_times(), time.monotonic() - began
    spent = after.user + after.system - before.user - before.system
    return Visited(visitors=visitors, cpu_s=spent, took_s=took)


def settle(server: psutil.Process, most_s: float = 120.0) -> None:
    """Wait until the server has loaded its models and does nothing by itself."""
    until = time.monotonic() + most_s
    while time.monotonic() < until and server.cpu_percent(interval=3) > 5:
        pass


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--alone", type=float, default=30.0, help="seconds of one visitor before")
    parser.add_argument("--pages", type=int, default=5)
    parser.add_argument("--books", type=int, default=10, help="made meanwhile; 0: none")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="visitors-") as folder:
        settings = Settings.from_environment({**os.environ, "STUDIO_DATA_DIR": folder})
        story_id = finished_book(settings, options.pages)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = serve(Path(folder), port)
        process = psutil.Process(server.pid)
        try:
            asyncio.run(visit(1, port, story_id, 3.0))  # Imports and caches of the first visit.
            settle(process)
            alone = watched(process, visit(1, port, story_id, options.alone))
            work(settings, options.books)
            many = watched(process, visit(options.visitors, port, story_id, options.seconds))
        finally:
            server.terminate()
            server.wait(20)
    figures = {
        "visitors": options.visitors,
        "books_waiting": options.books,
        "n": len(many.clicks),
        "median_s": round(statistics.median(many.clicks), 3),
        "p95_s": round(many.clicks[int(0.95 * (len(many.clicks) - 1))], 3),
        "alone_n": len(alone.clicks),
        "alone_median_s": round(statistics.median(alone.clicks), 3),
        "ratio_to_alone": round(
            statistics.median(many.clicks) / statistics.median(alone.clicks), 2
        ),
        "alone_cpu_s_a_rerun": round(alone.cpu_s / max(alone.reruns, 1), 3),
        "first_load_median_s": round(statistics.median(v.opened for v in many.visitors), 3),
        "bytes_a_run_median": int(statistics.median(s for v in many.visitors for s in v.sizes)),
        "server_cpu_share": round(many.cpu_s / many.took_s, 2),
        "load": round(os.getloadavg()[0], 1),
        "cores": os.cpu_count(),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
