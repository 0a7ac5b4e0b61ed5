"""A gentle stop ends the process in time and loses nothing; storage trouble is waited for."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import ROOT, Settings
from core.story import StoryRequest
from db.builds import Builds
from db.session import Database
from studio.attempts import MOST
from studio.compose import Studio
from tests.studio.conftest import STORY

PATIENCE_S = 300.0


def settings(data: Path) -> Settings:
    return Settings.from_environment({"STUDIO_DATA_DIR": str(data), "STUDIO_DEVICE": "cpu"})


def ordered(data: Path) -> str:
    """A book that nobody works on yet."""
    studio = Studio(settings(data))
    story = studio.books.create(StoryRequest(text=STORY, preset="starter", seed=3))
    studio.close()
    return story


def build_of(data: Path, story: str):
    database = Database(settings(data).database_url)
    try:
        return Builds(database).latest(story)
    finally:
        database.close()


class Program:
    """The page server or the worker, as a process of its own."""

    def __init__(self, data: Path, kind: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "studio", "worker"]
        if kind == "pages":
            command = [sys.executable, "-m", "streamlit", "run", "studio/app.py"]
            command += ["--server.headless", "true", "--server.port", str(self.port)]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "STUDIO_DATA_DIR": str(data), "STUDIO_DEVICE": "cpu"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def stop(self, how: signal.Signals) -> float:
        """Seconds until it ended."""
        began = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(PATIENCE_S)
        return time.monotonic() - began


@pytest.fixture
def start() -> Iterator:
    running: list[Program] = []

    def begin(data: Path, kind: str) -> Program:
        running.append(Program(data, kind))
        return running[-1]

    yield begin
    for program in running:
        if program.process.poll() is None:
            os.killpg(program.process.pid, signal.SIGKILL)
            program.process.wait()


def until(data: Path, story: str, *states: str) -> str:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        status = build_of(data, story).status
        if status in states:
            return status
        time.sleep(0.1)
    raise AssertionError(f"never {states}: {build_of(data, story)}")


@pytest.mark.parametrize(
    ("kind", "how"),
    [("pages", signal.SIGTERM), ("pages", signal.SIGINT), ("worker", signal.SIGTERM)],
)
def test_a_stop_in_the_middle_of_a_book(tmp_path: Path, start, kind: str, how) -> None:
    story = ordered(tmp_path)
    program = start(tmp_path, kind)
    until(tmp_path, story, "running")
    seconds = program.stop(how)
    assert seconds < 10, "four seconds, and more for a busy machine"
    assert build_of(tmp_path, story).status in ("queued", "running", "done")
    start(tmp_path, kind)
    assert until(tmp_path, story, "done", "failed") == "done"


def test_files_are_served_by_content_and_in_parts(tmp_path: Path, start) -> None:
    studio = Studio(settings(tmp_path))
    name = studio.files.put(b"\x89PNG" + bytes(range(256)), "image/png")
    studio.close()
    program = start(tmp_path, "pages")
    address = f"http://127.0.0.1:{program.port}"
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            status, _, body = get(f"{address}/health")
            break
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)
    assert (status, json.loads(body)["status"]) == (200, "ok")
    _, headers, _ = get(f"{address}/files/{name}")
    assert headers["content-type"] == "image/png"
    assert "immutable" in headers["cache-control"]
    assert headers["x-content-type-options"] == "nosniff"
    status, _, body = get(f"{address}/files/{name}", Range="bytes=1-3")
    assert (status, body) == (206, b"PNG")
    for wrong in ("0" * 64, "..%2fstudio.db", "x", f"{'0' * 64}.mp3"):
        status, _, body = get(f"{address}/files/{wrong}")
        assert status in (400, 404), wrong
        assert b"Traceback" not in body


def get(address: str, **headers: str):
    """Status, headers and body of what a server answers."""
    asked = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.read()


def test_a_locked_database_is_waited_for(tmp_path: Path) -> None:
    story = ordered(tmp_path)
    studio = Studio(settings(tmp_path))
    holder = sqlite3.connect(tmp_path / "studio.db", check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    threading.Timer(15, holder.rollback).start()
    try:
        studio.worker.start()
        deadline = time.monotonic() + PATIENCE_S
        while studio.making.trouble is None:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert "held by another program" in studio.making.trouble
        assert until(tmp_path, story, "done", "failed") == "done"
        assert studio.making.trouble is None
    finally:
        studio.close()
        holder.close()


def test_a_book_that_ends_every_process_is_set_aside(tmp_path: Path) -> None:
    story = ordered(tmp_path)
    studio = Studio(settings(tmp_path))
    build = studio.builds.latest(story)
    for _ in range(MOST):
        assert studio.attempts.begin(build.id)
    try:
        assert studio.building.step(build.id) == "failed"
        assert "set aside" in studio.builds.latest(story).error
        studio.jobs.build(story)
        again = studio.builds.latest(story)
        assert studio.building.step(again.id) == "more"
    finally:
        studio.close()


def test_a_library_that_keeps_pythons_lock_does_not_hold_up_a_stop() -> None:
    endless = "re.match('(a+)+b', 'a' * 64)"
    code = f"import re; from studio.ending import end_within; end_within(0.1); {endless}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=PATIENCE_S, check=False)
    assert done.returncode == 1
