"""The model library: durable downloads from a real server, trials, commands and the page."""

import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image
from safetensors.numpy import save_file

from core.errors import BadInput, ModelUnavailable
from core.settings import ROOT, Settings
from studio.compose import Studio
from studio.model_views import ModelView, TrialView
from tests.conftest import TINY_CATALOG
from tests.core.models.hub_host import COMMIT, HubHost

FAR = f"""
[models.far]
role = "scorer"
family = "clip"
repository = "studio/tiny"
revision = "{COMMIT}"
label = "Far"
licence = "MIT"
download_mib = 1
memory_mib = 10
[models.near]
role = "scorer"
family = "clip"
repository = "studio/tiny"
revision = "{COMMIT}"
label = "Near"
licence = "MIT"
"""
PICTURE = io.BytesIO()
Image.new("RGB", (64, 48), "teal").save(PICTURE, "PNG")


@pytest.fixture
def host(tiny_catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubHost]:
    """A hub with the tiny CLIP and some weight, and an empty cache."""
    from huggingface_hub import constants

    folder = tmp_path / "published"
    shutil.copytree(tiny_catalog.parent / "starter/clip", folder)
    save_file({"more": np.arange(200_000, dtype=np.float32)}, folder / "more.safetensors")
    host = HubHost(folder)
    template = host.url + "/{repo_id}/resolve/{revision}/{filename}"
    for name, value in {
        "HF_HUB_OFFLINE": False,
        "ENDPOINT": host.url,
        "HUGGINGFACE_CO_URL_TEMPLATE": template,
        "HF_HUB_CACHE": str(tmp_path / "cache"),
    }.items():
        monkeypatch.setattr(constants, name, value)
    yield host
    host.close()


@pytest.fixture
def settings(tmp_path: Path, tiny_catalog: Path) -> Settings:
    """As the environment would give them, with a model that is far away."""
    catalog = tiny_catalog.parent / "with-far.toml"
    catalog.write_text(TINY_CATALOG + FAR, encoding="utf-8")
    return Settings.from_environment(
        {
            "STUDIO_DATA_DIR": str(tmp_path / "data"),
            "STUDIO_CATALOG": str(catalog),
            "STUDIO_DEVICE": "cpu",
        }
    )


@pytest.fixture
def idle(settings: Settings) -> Iterator[Studio]:
    """A studio without a worker."""
    opened = Studio(settings)
    yield opened
    opened.close()


def until(done: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.05)


def view(studio: Studio) -> ModelView:
    return studio.library.model("far")


def status(studio: Studio) -> str:
    download = view(studio).download
    return download.status if download else "none"


def test_a_download_is_paused_survives_a_restart_and_is_removed(
    host: HubHost, settings: Settings
) -> None:
    host.manners.delay_s = 0.05
    first = Studio(settings)
    first.worker.start()
    assert view(first).state == "downloadable"
    first.library.download("far")
    first.library.download("far")  # pressed twice is once
    until(lambda: (d := view(first).download) is not None and d.done_bytes > 100_000)
    with pytest.raises(BadInput, match="is being downloaded"):
        first.library.remove("far")
    first.library.pause("far")
    until(lambda: status(first) == "paused")
    assert view(first).disk_mib > 0.05
    first.library.download("far")
    until(lambda: status(first) == "running")
    first.close()

    host.manners.delay_s = 0.0
    host.manners.asked.clear()
    second = Studio(settings)
    assert second.library.downloading()
    second.worker.start()
    until(lambda: not second.library.downloading())
    assert status(second) == "done", view(second).download
    assert any(sent for sent in host.bytes_sent_from()), "it began anew"
    assert view(second).state == "ready"
    assert view(second).shared_with == ("Near",)
    with second.pool.use("far") as lease:
        assert lease.model_id == "far"
        with pytest.raises(BadInput, match="at work"):
            second.library.remove("near")
    assert second.library.remove("far") > 0.5
    assert view(second).state == "downloadable"
    assert not view(second).loaded
    second.close()


def test_what_goes_wrong_is_said_and_can_be_tried_again(host: HubHost, idle: Studio) -> None:
    host.manners.gated = True
    idle.library.download("far")
    assert idle.library.step("far") == "failed"
    download = view(idle).download
    assert download is not None
    assert "set it as HF_TOKEN" in (download.error or "")
    host.manners.gated = False
    idle.library.download("far")
    assert idle.library.step("far") == "done"
    assert idle.library.step("far") == "done", "what is over is not done again"
    with pytest.raises(BadInput, match="not downloaded from anywhere"):
        idle.library.download("starter-scorer")


def tried(studio: Studio, model_id: str, **given: object) -> TrialView:
    studio.library.trying.start(model_id, **given)  # type: ignore[arg-type]
    until(lambda: not studio.library.trying.trial(model_id).active)  # type: ignore[union-attr]
    trial = studio.library.trying.trial(model_id)
    assert trial is not None
    return trial


def test_every_kind_of_model_can_be_tried(idle: Studio) -> None:
    picture = PICTURE.getvalue()
    assert tried(idle, "tiny-captioner", picture=picture).text
    assert tried(idle, "tiny-writer", text="a fox in a red coat in the forest").text
    painted = tried(idle, "tiny-illustrator", text="a fox")
    assert Image.open(io.BytesIO(painted.media or b"")).size == (32, 32)
    assert (painted.status, painted.device, painted.error) == ("done", "cpu", None)
    spoken = tried(idle, "espeak", text="Hello there, little fox.")
    assert soundfile.info(io.BytesIO(spoken.media or b"")).duration > 0.5
    score = tried(idle, "tiny-scorer", text="a fox", picture=picture)
    assert 0 <= float(score.text or "") <= 100


def test_a_story_of_three_sentences_at_most(idle: Studio) -> None:
    from core.text import sentences

    told = tried(idle, "tiny-writer", text="a fox in a red coat waves in the forest").text or ""
    title, _, body = told.partition("\n\n")
    assert title
    assert "<|" not in told
    assert 1 <= len(sentences(body)) <= 3


def test_a_trial_is_cancelled_and_bad_ones_are_refused(idle: Studio) -> None:
    trying = idle.library.trying
    with idle.pool.use("tiny-scorer"):
        trying.start("tiny-illustrator", text="a fox")
        with pytest.raises(BadInput, match="being tried already"):
            trying.start("tiny-illustrator", text="a fox")
        trying.cancel("tiny-illustrator")
    until(lambda: not trying.trial("tiny-illustrator").active)  # type: ignore[union-attr]
    trial = trying.trial("tiny-illustrator")
    assert trial is not None
    assert (trial.status, trial.media) == ("cancelled", None)
    for model_id, given, said in (
        ("tiny-illustrator", {"text": "  "}, "no text"),
        ("tiny-writer", {"text": "x" * 301}, "301 characters"),
        ("tiny-captioner", {}, "no picture"),
        ("tiny-scorer", {"text": "a fox", "picture": b"no"}, "picture"),
    ):
        with pytest.raises(BadInput, match=said):
            trying.start(model_id, **given)
    with pytest.raises(ModelUnavailable, match="not downloaded"):
        trying.start("gemma-2b-it", text="a fox")


def test_the_list_needs_neither_torch_nor_models(settings: Settings) -> None:
    code = (
        "import sys; from core.settings import Settings; from studio.compose import Studio\n"
        "studio = Studio(Settings.from_environment())\n"
        "views = studio.library.models(); studio.presets.views(); studio.close()\n"
        "heavy = {'torch', 'transformers', 'diffusers'} & set(sys.modules)\n"
        "print(len(views), sorted(heavy))"
    )
    environ = {**os.environ, "STUDIO_DATA_DIR": str(settings.data_dir)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env=environ, capture_output=True, text=True, check=True,
    )  # fmt: skip
    count, heavy = done.stdout.split(maxsplit=1)
    assert int(count) >= 10
    assert heavy.strip() == "[]"


@pytest.fixture
def run(host: HubHost, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys):
    """Run one command in this process; returns exit code, standard output and error lines."""
    from studio.cli import main

    monkeypatch.setenv("STUDIO_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("STUDIO_CATALOG", str(settings.extra_catalog))
    monkeypatch.setenv("STUDIO_DEVICE", "cpu")

    def call(*arguments: str) -> tuple[int, str, list[str]]:
        monkeypatch.setattr(sys, "argv", ["studio", "models", *arguments])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, [line for line in err.splitlines() if line.strip()]

    return call


def test_commands(run, host: HubHost, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = run("list", "--json")
    rows = {row["id"]: row for row in json.loads(out)}
    assert code == 0
    assert rows["far"]["state"] == "not downloaded"
    assert rows["starter-scorer"]["state"] == "ready"
    code, out, lines = run("download", "far")
    assert (code, out) == (0, "Far is ready (1 MiB).\n"), lines
    (line,) = [line for line in run("list")[1].splitlines() if line.startswith("far ")]
    assert "ready" in line
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, _, lines = run("remove", "far")
    assert (code, len(lines)) == (2, 1)
    assert "--yes" in lines[0]
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert "Far stays." in run("remove", "far")[1]
    code, out, _ = run("remove", "far", "--yes")
    assert code == 0
    assert "Far is removed" in out
    host.manners.private = True
    code, _, lines = run("download", "far", "--quiet")
    assert (code, len(lines)) == (1, 1)
    assert "no repository studio/tiny that you may see" in lines[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["download"], "models list"),
        (["download", "nobody"], "no model called “nobody”"),
        (["download", "starter-scorer"], "is ready"),
        (["remove", "nobody", "--yes"], "no model called “nobody”"),
        (["remove", "starter-scorer", "--yes"], "nothing to remove"),
        (["remove"], "No model was named"),
    ],
)
def test_bad_arguments(run, arguments: list[str], said: str) -> None:
    code, out, lines = run(*arguments)
    if "ready" in said:
        assert (code, said in out) == (0, True)
        return
    assert (code, len(lines)) == (2, 1)
    assert said in lines[0]
