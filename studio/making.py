"""Books that are being made now: what is done of each, how many go before it, and how long it
takes still; and books that were finished lately."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.build import SlotState, sources_of
from db.builds import EXPORT, Build, Builds
from db.stories import Stories
from studio.assemble import ASIDE, unscored
from studio.building import Building
from studio.graphs import UNTITLED, Graphs, stale_of
from studio.speed import Speed

SPEED_AGE_S: Final = 600.0
"""What was recorded of speed is read again after so many seconds only."""
TRUSTED_S: Final = 2.0
"""After so many seconds of work its own pace counts."""
KEPT: Final = 200
"""So many ended builds are remembered."""
PACES: Final = (0.5, 4.0)
"""A book is at most so much faster or slower than the ones before."""


@dataclass(frozen=True, kw_only=True)
class Making:
    """A book that is being made: `done` of `total` pieces, `ahead` other books before it; `left_s`
    seconds remain, None where that is not known."""

    story_id: str
    title: str
    message: str
    waiting: bool
    done: int
    total: int
    ahead: int
    left_s: float | None


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A book of which a build ended: it is `finished`, or waits for a person's look at captions or
    plot; `error` says in a sentence why the build failed."""

    build_id: str
    story_id: str
    title: str
    finished: bool
    error: str | None = None


class MakingDesk:
    """What the pages say about work in progress."""

    def __init__(
        self, graphs: Graphs, stories: Stories, builds: Builds, speed: Speed, building: Building
    ) -> None:
        self._building = building
        self._graphs = graphs
        self._stories = stories
        self._builds = builds
        self._speed = speed
        self._told: tuple[tuple[object, ...], list[Making]] = ((), [])
        self._looked: dict[str, bool] = {}

    def now(self) -> list[Making]:
        """All books that are made or wait for it, in their order.

        Everybody who is on a page asks; how far each book is, is looked up once a second.
        """
        builds = [build for build in self._builds.unfinished() if build.kind != EXPORT]
        builds.sort(key=lambda build: build.status == "queued")
        stamp = (int(time.monotonic()), *((build.id, build.status) for build in builds))
        if self._told[0] != stamp:
            self._told = (stamp, self._find(builds))
        return self._told[1]

    def _find(self, builds: list[Build]) -> list[Making]:
        titles = self._stories.titles([build.story_id for build in builds]) if builds else {}
        return [
            self._making(build, ahead, titles[build.story_id])
            for ahead, build in enumerate(builds)
            if build.story_id in titles
        ]

    @property
    def trouble(self) -> str | None:
        """What the work waits for, in a sentence."""
        return self._building.trouble

    def of(self, story_id: str) -> Making | None:
        """One of them."""
        return next((one for one in self.now() if one.story_id == story_id), None)

    def ended(self, since: float) -> list[Ended]:
        """Books finished or failed after a POSIX time, the latest first; cancelled ones are left
        out, and those that somebody deleted."""
        found: dict[str, Build] = {}
        for build in self._builds.ended(since):
            if build.kind != EXPORT and build.status in ("done", "failed"):
                found.setdefault(build.story_id, build)
        titles = self._stories.titles(list(found)) if found else {}
        return [
            Ended(
                build_id=build.id,
                story_id=story_id,
                title=titles[story_id] or UNTITLED,
                finished=self._finished(build.id, story_id),
                error=build.error if build.status == "failed" else None,
            )
            for story_id, build in found.items()
            if story_id in titles
        ]

    def _finished(self, build_id: str, story_id: str) -> bool:
        """Nothing of the book was to be made any more, when this was asked first."""
        if build_id not in self._looked:
            states = self._graphs.states(story_id)
            aside = unscored({slot: state.artifact for slot, state in states.items()})
            missing = {slot for slot, state in states.items() if state.status == "missing"} - aside
            whole = not stale_of(states) and all(slot.startswith(ASIDE) for slot in missing)
            self._looked = {**dict(list(self._looked.items())[-KEPT:]), build_id: whole}
        return self._looked[build_id]

    # -- inside -----------------------------------------------------------------------------
    def _making(self, build: Build, ahead: int, title: str | None) -> Making:
        waiting = build.status == "queued"
        wanted = [] if waiting else self._wanted(build)
        done = [state for state in wanted if state.status == "fresh"]
        left = [state for state in wanted if state.status != "fresh"]
        return Making(
            story_id=build.story_id,
            title=title or UNTITLED,
            message="" if waiting else build.message,
            waiting=waiting,
            done=len(done),
            total=len(wanted),
            ahead=ahead,
            left_s=None if waiting or not left else self._left(build, done, left),
        )

    def _wanted(self, build: Build) -> list[SlotState]:
        """All pieces that the build is to make, or has found made."""
        states = self._graphs.states(build.story_id)
        if build.targets is None:
            return list(states.values())
        there = [slot for slot in build.targets if slot in states]
        return [states[slot] for slot in states if slot in sources_of(states, there)]

    def _left(self, build: Build, done: list[SlotState], left: list[SlotState]) -> float | None:
        """Seconds that remain: what pieces like these took, at the pace of this book."""
        request = self._graphs.request(build.story_id)
        recorded = self._speed.lately(age_s=SPEED_AGE_S)
        usual = recorded.piece_seconds(request.preset)
        if not usual:
            return None
        spent = time.time() - build.started_at if build.started_at else 0.0
        made = [state for state in done if _since(state, build.started_at)]
        expected = _sum(made, usual)
        pace = 1.0
        if spent > TRUSTED_S and expected > 0:
            pace = min(max(spent / expected, PACES[0]), PACES[1])
        return pace * _sum(left, usual)


def _since(state: SlotState, started_at: float | None) -> bool:
    made = state.artifact.created_at if state.artifact else 0.0
    return started_at is not None and made >= started_at


def _sum(states: list[SlotState], usual: Mapping[str, float]) -> float:
    return sum(usual.get(state.step.stage, 0.0) for state in states)


def in_words(seconds: float) -> str:
    """Seconds that remain as people say them: "a few seconds", "about 40 s", "about 3 minutes"."""
    if seconds < 5:
        return "a few seconds"
    if seconds < 55:
        return f"about {5 * round(seconds / 5):.0f} s"
    minutes = max(round(seconds / 60), 1)
    return f"about {minutes} minute{'' if minutes == 1 else 's'}"


def line(one: Making) -> str:
    """How it stands, in a line for people."""
    if one.waiting:
        if not one.ahead:
            return "Waiting for its turn"
        return f"Waiting: {one.ahead} book{'' if one.ahead == 1 else 's'} before it"
    left = f" · {in_words(one.left_s)} left" if one.left_s is not None else ""
    return f"{one.message or 'Working'}{left}"
