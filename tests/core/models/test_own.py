"""Models by a folder or a name that no catalogue has, chosen for a role of a preset."""

import json
from pathlib import Path

import pytest

from core.errors import BadInput, UnknownName
from core.models import own
from core.models.adapters import CONFIG
from core.models.registry import Catalog


def adapter(folder: Path, name: str = "mine", **config: object) -> Path:
    """A folder that looks like a trained adapter."""
    made = folder / name
    made.mkdir(parents=True)
    (made / CONFIG).write_text(json.dumps(config))
    (made / "adapter_model.safetensors").write_bytes(b"")
    return made


def test_an_adapter_is_a_writer_on_the_model_that_it_names(tmp_path: Path) -> None:
    catalog = Catalog.load()
    folder = adapter(tmp_path, base_model_name_or_path="smollm2-135m-instruct")
    catalog.choose("starter", "writer", str(folder))
    entry = catalog.model(catalog.preset("starter").models["writer"])
    base = catalog.model("smollm2-135m-instruct")
    assert (entry.id, entry.weights, entry.role) == ("mine", base.weights, "writer")
    assert entry.options["adapter"] == str(folder)
    assert entry.how == base.how
    assert "adapter" not in base.options


def test_a_base_is_known_by_its_repository_too(tmp_path: Path) -> None:
    models = Catalog.load().models
    folder = adapter(tmp_path, base_model_name_or_path="qwen/qwen2.5-1.5B-instruct")
    entry = own.in_folder("writer", folder, models)
    assert entry.repository == models["qwen2.5-1.5b-instruct"].repository
    assert entry.revision == models["qwen2.5-1.5b-instruct"].revision
    unknown = adapter(tmp_path, "other", base_model_name_or_path="some/model", revision="ab" * 20)
    entry = own.in_folder("writer", unknown, models)
    assert (entry.repository, entry.revision) == ("some/model", "ab" * 20)
    assert entry.how.startswith("run `hf download some/model --revision abab")


def test_a_language_model_in_a_folder_writes(tmp_path: Path) -> None:
    (tmp_path / "llama").mkdir()
    (tmp_path / "llama" / "config.json").write_text("{}")
    (tmp_path / "llama" / "model.safetensors").write_bytes(bytes(2**20))
    catalog = Catalog.load()
    catalog.choose("starter", "writer", str(tmp_path / "llama"))
    entry = catalog.model("llama")
    assert (entry.family, entry.memory_mib) == ("causal_lm", 1)
    assert catalog.folder("llama") == tmp_path / "llama"


def test_a_captioner_in_a_folder_captions(tmp_path: Path) -> None:
    (tmp_path / "eyes").mkdir()
    (tmp_path / "eyes" / "config.json").write_text("{}")
    catalog = Catalog.load()
    catalog.choose("starter", "captioner", str(tmp_path / "eyes"))
    assert catalog.model("eyes").family == "encoder_decoder"


def test_two_folders_of_one_name_are_two_models(tmp_path: Path) -> None:
    catalog, named = Catalog.load(), {"base_model_name_or_path": "smollm2-135m-instruct"}
    for folder in ("a", "b"):
        catalog.choose("starter", "writer", str(adapter(tmp_path / folder, **named)))
        chosen = catalog.model(catalog.preset("starter").models["writer"])
        assert chosen.options["adapter"] == str(tmp_path / folder / "mine")


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ({}, "does not say which model"),
        ({"base_model_name_or_path": "starter-drawn"}, "no language model with weights"),
        ({"base_model_name_or_path": "/gone/for good"}, "There is no language model /gone"),
    ],
)
def test_an_adapter_of_nothing_is_refused(
    tmp_path: Path, config: dict[str, object], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        own.in_folder("writer", adapter(tmp_path, **config), Catalog.load().models)


def test_what_is_no_model_is_told(tmp_path: Path) -> None:
    catalog = Catalog.load()
    with pytest.raises(BadInput, match="holds no writer: it has no config"):
        catalog.choose("starter", "writer", str(tmp_path))
    with pytest.raises(BadInput, match="“espeak” is no writer; it is a narrator"):
        catalog.choose("starter", "writer", "espeak")
    with pytest.raises(UnknownName):
        catalog.choose("starter", "writer", "nobody")
    broken = adapter(tmp_path)
    (broken / CONFIG).write_text("[")
    with pytest.raises(BadInput, match="is no adapter's configuration"):
        catalog.choose("starter", "writer", str(broken))
