"""The model "far", whose weights come in packages, and hosts that give them."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.models import fetching
from core.models.registry import Catalog
from tests.core.models.hub_host import HubHost
from tests.core.models.package_host import PackageHost

CONTENT = np.random.default_rng(0).bytes(600_000)
PARTS = [CONTENT[:250_000], CONTENT[250_000:500_000], CONTENT[500_000:]]
PACKAGES = '{packages = "far-part{n}==1.0", member = "far_part{n}/part{nn}.bin", parts = 3}'
HUB = '{repository = "studio/tiny", revision = "main", file = "far.bin"}'


def catalog_of(folder: Path, *sources: str, name: str = "far.onnx", of: bytes = CONTENT) -> Catalog:
    """A catalogue with the model "far", whose family does not matter here."""
    (folder / "own.toml").write_text(
        '[models.far]\nrole = "writer"\nfamily = "causal_lm"\nlabel = "Far"\nlicence = "MIT"\n'
        f'download_mib = 1\n[[models.far.weights]]\nname = "{name}"\nbytes = {len(of)}\n'
        f'sha256 = "{hashlib.sha256(of).hexdigest()}"\nsources = [{", ".join(sources)}]\n'
    )
    return Catalog.load(folder / "own.toml")


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PackageHost]:
    """An index with the three parts, the only one that pip knows, and an empty cache."""
    host = PackageHost()
    for n, part in enumerate(PARTS, 1):
        host.put(f"far-part{n}", {f"far_part{n}/part0{n}.bin": part})
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    values = {"INDEX_URL": host.url, "CONFIG_FILE": os.devnull, "RETRIES": "0", "TIMEOUT": "5"}
    for name, value in values.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    monkeypatch.setattr("huggingface_hub.constants.HF_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(fetching, "RETRY_S", 0.01)
    monkeypatch.setattr("core.models.packages.POLL_S", 0.02)
    yield host
    host.close()


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubHost]:
    """A hub that has the whole file."""
    from huggingface_hub import constants

    (tmp_path / "published").mkdir()
    (tmp_path / "published/far.bin").write_bytes(CONTENT)
    hub = HubHost(tmp_path / "published")
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "ENDPOINT", hub.url)
    template = hub.url + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setenv("HF_TOKEN_PATH", str(tmp_path / "no-token"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    yield hub
    hub.close()


@pytest.fixture
def catalog(host: PackageHost, tmp_path: Path) -> Catalog:
    """Packages alone."""
    return catalog_of(tmp_path, PACKAGES)
