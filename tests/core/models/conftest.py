"""The real catalogue over tiny models that lie where the bundled ones do."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.settings import Settings
from tests.core.models.far import catalog, host, hub  # noqa: F401

OWN = """
[models.tiny-illustrator]
role = "illustrator"
family = "diffusion"
path = "starter/illustrator"
label = "Tiny illustrator"
licence = "MIT"
dtype = "float32"
[models.tiny-illustrator.options]
num_inference_steps = 24
guidance_scale = 2.5
[models.tiny-writer]
role = "writer"
family = "causal_lm"
path = "starter/writer"
label = "Tiny writer"
licence = "MIT"
memory_mib = 150
dtype = "float32"
[models.tiny-writer.options]
prompt_format = "plain"
"""
"""The families of diffusion models and language models have no bundled one."""


def tiny_catalog_of(root: Path) -> Catalog:
    """The real catalogue over the tiny models of `root`, and its illustrator and writer."""
    path = root / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return Catalog.load(path, root=root)


@pytest.fixture(scope="session")
def tiny_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with tiny starter models; read only."""
    import torch

    from tests.core.models.tiny import make_starter

    torch.set_num_threads(1)  # faster for models this small, above all on a busy machine
    return make_starter(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def own_root(tiny_root: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    shutil.copytree(tiny_root, tmp_path / "root")
    return tmp_path / "root"


def settings(folder: Path, memory_budget_mib: int = 4096) -> Settings:
    """Settings of a test: on the processor, nothing stored."""
    return Settings(
        data_dir=folder,
        database_url="",
        queue_url="",
        device="cpu",
        memory_budget_mib=memory_budget_mib,
    )


@pytest.fixture(scope="session")
def pool(tiny_root: Path) -> Iterator[ModelPool]:
    """Lends the tiny starter models."""
    pool = ModelPool(tiny_catalog_of(tiny_root), settings(tiny_root))
    yield pool
    pool.close()
