"""Downloads against a real server that speaks as the Hugging Face hub does, and misbehaves."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from core.errors import BadInput, Cancelled, ModelUnavailable, StorageError
from core.models import disk, downloads, fetching
from core.models.device import choose_device
from core.models.loading import load
from core.models.registry import Catalog
from core.settings import ROOT
from tests.core.models.hub_host import COMMIT, TOKEN, HubHost
from tests.core.models.tiny_piper import make_voice

ENTRY = """
[models.far]
role = "scorer"
family = "{family}"
repository = "{repository}"
revision = "{revision}"
label = "Far"
licence = "MIT"
download_mib = 1
"""


@pytest.fixture
def host(tiny_root: Path, tmp_path: Path) -> Iterator[HubHost]:
    """A hub with the tiny CLIP, about 100 kB of weights more than once around a buffer."""
    folder = tmp_path / "published"
    shutil.copytree(tiny_root / "starter/clip", folder)
    save_file({"more": np.arange(200_000, dtype=np.float32)}, folder / "more.safetensors")
    host = HubHost(folder)
    yield host
    host.close()


@pytest.fixture
def catalog(host: HubHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    """A catalogue with the model of that hub, and an empty cache."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "ENDPOINT", host.url)
    template = host.url + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(fetching, "RETRY_S", 0.01)
    monkeypatch.setenv("HF_TOKEN_PATH", str(tmp_path / "no-token"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    return written(tmp_path)


def written(tmp_path: Path, **changes: str) -> Catalog:
    values = {"family": "clip", "repository": "studio/tiny", "revision": COMMIT, **changes}
    (tmp_path / "own.toml").write_text(ENTRY.format(**values))
    return Catalog.load(tmp_path / "own.toml")


def test_a_model_arrives_whole_and_works(catalog: Catalog, host: HubHost) -> None:
    seen: list[downloads.Progress] = []
    entry = catalog.model("far")
    assert not catalog.status("far").ready
    folder = downloads.fetch(catalog, "far", on_progress=seen.append)
    assert folder.name == COMMIT
    assert catalog.status("far").ready
    assert (folder / "more.safetensors").read_bytes() == (
        host.folder / "more.safetensors"
    ).read_bytes()
    done = [progress.done_bytes for progress in seen]
    assert done == sorted(done)
    last = seen[-1]
    assert (last.done_bytes, last.done_files) == (last.total_bytes, last.total_files)
    assert last.total_bytes > 800_000
    assert not (folder.parents[1] / ".parts").exists() or disk.arrived_bytes(entry) == 0
    (folder / "more.safetensors").unlink()
    assert load(catalog, "far", choose_device("cpu")).embed_texts(["a fox"]).shape == (1, 16)


def test_a_second_download_fetches_nothing(catalog: Catalog, host: HubHost) -> None:
    downloads.fetch(catalog, "far")
    host.manners.asked.clear()
    downloads.fetch(catalog, "far")
    assert host.bytes_sent_from() == []


def test_a_pause_keeps_what_has_arrived(catalog: Catalog, host: HubHost) -> None:
    host.manners.delay_s = 0.02
    state = {"bytes": 0}

    def pause() -> None:
        if state["bytes"] > 300_000:
            raise Cancelled

    def count(progress: downloads.Progress) -> None:
        state["bytes"] = progress.done_bytes

    with pytest.raises(Cancelled):
        downloads.fetch(catalog, "far", on_progress=count, check=pause)
    kept = disk.arrived_bytes(catalog.model("far"))
    assert kept > 200_000
    assert not catalog.status("far").ready
    host.manners.asked.clear()
    first: list[int] = []
    downloads.fetch(catalog, "far", on_progress=lambda p: first.append(p.done_bytes))
    assert catalog.status("far").ready
    assert first[0] == kept
    assert any(sent and sent != "bytes=0-" for sent in host.bytes_sent_from())


def test_dropped_connections_are_taken_up_again(catalog: Catalog, host: HubHost) -> None:
    host.manners.drop_after = 100_000
    downloads.fetch(catalog, "far")
    assert len(host.bytes_sent_from()) > 8
    assert catalog.status("far").ready


def test_a_server_without_ranges_starts_anew(catalog: Catalog, host: HubHost) -> None:
    host.manners.drop_after, host.manners.drops, host.manners.ranges = 300_000, 1, False
    seen: list[int] = []
    folder = downloads.fetch(catalog, "far", on_progress=lambda p: seen.append(p.done_bytes))
    assert (folder / "more.safetensors").stat().st_size > 800_000
    assert seen[-1] == max(seen)


def test_a_damaged_file_is_thrown_away(catalog: Catalog, host: HubHost) -> None:
    host.manners.damaged = True
    with pytest.raises(ModelUnavailable, match=r"safetensors of Far arrived damaged"):
        downloads.fetch(catalog, "far")
    assert not catalog.status("far").ready
    host.manners.damaged = False
    downloads.fetch(catalog, "far")
    assert catalog.status("far").ready


def test_an_endless_file_is_not_taken_in(catalog: Catalog, host: HubHost, tmp_path: Path) -> None:
    host.manners.endless = True
    with pytest.raises(ModelUnavailable, match=r"safetensors of Far arrived damaged"):
        downloads.fetch(catalog, "far")
    assert host.manners.poured < 32 * 2**20, "the buffers of the connection, no more"
    files = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert sum(path.stat().st_size for path in files) < 2**20


def test_a_network_that_wants_a_login(catalog: Catalog, host: HubHost) -> None:
    host.manners.portal = True
    with pytest.raises(ModelUnavailable, match="log in to the network"):
        downloads.fetch(catalog, "far")
    assert not catalog.status("far").ready


def test_gates_and_tokens(catalog: Catalog, host: HubHost, monkeypatch: pytest.MonkeyPatch) -> None:
    host.manners.gated = True
    with pytest.raises(ModelUnavailable, match=r"accept them at .*studio/tiny.*set it as HF_TOKEN"):
        downloads.fetch(catalog, "far")
    with pytest.raises(ModelUnavailable, match="does not accept the token") as caught:
        downloads.fetch(catalog, "far", token="hf_wrong")
    assert "hf_wrong" not in str(caught.value)
    host.manners.gated = "nobody"
    with pytest.raises(ModelUnavailable, match="has no access to it yet"):
        downloads.fetch(catalog, "far", token=TOKEN)
    host.manners.gated = True
    downloads.fetch(catalog, "far", token=TOKEN)
    assert catalog.status("far").ready


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"revision": "f" * 40}, "no revision “ffff"),
        ({"repository": "studio/none"}, "no repository studio/none"),
        ({"repository": "a/b/c"}, "names no repository"),
        ({"family": "blip"}, r"it is a CLIPModel.*loads BlipFor.*weights were not downloaded"),
        ({"family": "vits"}, "it is a CLIPModel"),
    ],
)
def test_a_catalogue_that_is_wrong(
    catalog: Catalog, host: HubHost, tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    if "family" in changes:
        config = json.loads((host.folder / "config.json").read_text())
        assert config["architectures"] == ["CLIPModel"]
    with pytest.raises((BadInput, ModelUnavailable), match=said) as caught:
        downloads.fetch(written(tmp_path, **changes), "far")
    assert "\n" not in str(caught.value)
    assert host.bytes_sent_from() == []


def test_pickles_are_refused(catalog: Catalog, host: HubHost) -> None:
    for file in host.folder.glob("*.safetensors"):
        file.rename(file.with_suffix(".bin"))
    with pytest.raises(ModelUnavailable, match=r"only as a pickle \(model.bin\).*can run any"):
        downloads.fetch(catalog, "far")
    assert disk.arrived_bytes(catalog.model("far")) == 0


def test_pickles_beside_safetensors_stay_where_they_are(catalog: Catalog, host: HubHost) -> None:
    (host.folder / "pytorch_model.bin").write_bytes(b"boo")
    folder = downloads.fetch(catalog, "far")
    assert not (folder / "pytorch_model.bin").exists()


def test_no_network(catalog: Catalog, host: HubHost, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelUnavailable, match=r"127.0.0.1:9 cannot be reached \(no connection\)"):
        downloads.fetch(catalog, "far")
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelUnavailable, match="remove HF_HUB_OFFLINE"):
        downloads.fetch(catalog, "far")


def test_only_this_revision_is_removed(catalog: Catalog, host: HubHost, tmp_path: Path) -> None:
    folder = downloads.fetch(catalog, "far")
    other = folder.parent / ("e" * 40)
    other.mkdir()
    (other / "config.json").symlink_to(os.readlink(folder / "config.json"))
    stranger = tmp_path / "cache/models--somebody--else/snapshots/1/config.json"
    stranger.parent.mkdir(parents=True)
    stranger.write_text("{}")
    entry = catalog.model("far")
    before = disk.disk_bytes(entry)
    assert before > 800_000
    freed = disk.remove(entry)
    assert 800_000 < freed < before
    assert not folder.exists()
    assert json.loads((other / "config.json").read_text())["architectures"] == ["CLIPModel"]
    assert stranger.exists()
    with pytest.raises(BadInput, match="nothing to remove"):
        disk.remove(entry)
    downloads.fetch(catalog, "far")
    assert catalog.status("far").ready


def test_an_unfinished_download_is_removed(catalog: Catalog, host: HubHost) -> None:
    host.manners.delay_s = 0.01
    entry = catalog.model("far")

    def stop() -> None:
        if disk.arrived_bytes(entry):
            raise Cancelled

    with pytest.raises(Cancelled):
        downloads.fetch(catalog, "far", check=stop)
    kept = disk.arrived_bytes(entry)
    assert kept > 0
    assert disk.remove(entry) == kept
    assert disk.arrived_bytes(entry) == 0
    assert not disk.repositories(entry)[0].folder.exists()


def test_what_comes_with_the_studio_is_not_downloaded_or_removed(catalog: Catalog) -> None:
    with pytest.raises(BadInput, match="not downloaded from anywhere"):
        downloads.fetch(catalog, "starter-scorer")
    with pytest.raises(BadInput, match="cannot be removed"):
        disk.remove(catalog.model("starter-scorer"))


FULL = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from core.errors import StudioError
from core.models import disk, downloads, fetching
from core.models.registry import Catalog
catalog = Catalog.load(Path(sys.argv[1]))
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, hard))
try:
    downloads.fetch(catalog, "far")
except StudioError as error:
    print(type(error).__name__, error)
kept = disk.arrived_bytes(catalog.model("far"))
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
first = []
downloads.fetch(catalog, "far", on_progress=lambda p: first.append(p.done_bytes))
print(kept, first[0], catalog.status("far").ready)
"""


def test_a_disk_that_fills_up_on_the_way(catalog: Catalog, host: HubHost, tmp_path: Path) -> None:
    """The kernel refuses to let the file grow, as a full disk does; with room it goes on."""
    environ = {**os.environ, "HF_ENDPOINT": host.url, "HF_HOME": str(tmp_path / "home")}
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_TOKEN", "HF_HUB_CACHE"):
        environ.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "own.toml")],
        cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    said, figures = done.stdout.splitlines()
    assert said.startswith("StorageError The disk that holds"), done.stderr
    assert "is full" in said
    assert "goes on where it stopped" in said
    kept, first, ready = figures.split()
    assert int(kept) >= 500_000
    assert (first, ready) == (kept, "True")


def test_a_disk_that_is_too_small_from_the_start(
    catalog: Catalog, host: HubHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(StorageError, match=r"still needs 1 MiB and only 0 MiB are free"):
        downloads.fetch(catalog, "far")
    assert host.bytes_sent_from() == []


def test_a_voice_comes_alone_out_of_a_repository_of_many(
    catalog: Catalog, host: HubHost, tmp_path: Path
) -> None:
    for name in ("amy", "joe"):
        make_voice(host.folder / "en" / name)
    text = (
        '[models.{0}]\nrole = "narrator"\nfamily = "piper"\nrepository = "studio/tiny"\n'
        'revision = "main"\nlabel = "{0}"\nlicence = "MIT"\n'
        'files = ["en/{0}/tiny.onnx", "en/{0}/tiny.onnx.json"]\n'
    )
    (tmp_path / "own.toml").write_text(text.format("amy") + text.format("joe"))
    catalog = Catalog.load(tmp_path / "own.toml")
    folder = downloads.fetch(catalog, "amy")
    assert sorted(file.name for file in folder.iterdir()) == ["tiny.onnx", "tiny.onnx.json"]
    assert folder.parts[-2:] == ("en", "amy")
    assert catalog.voices("amy") == {"en": {"default": "amy"}}
    assert not catalog.status("joe").ready
    downloads.fetch(catalog, "joe")
    assert catalog.status("amy").ready
    assert catalog.status("joe").ready
    plan = choose_device("cpu")
    assert load(catalog, "joe", plan).voices() == {"en": {"default": "joe"}}
