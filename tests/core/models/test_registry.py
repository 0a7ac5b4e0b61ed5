"""The catalogue: names, revisions, what is ready, and a user's own file."""

import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput, DamagedWeights, ModelUnavailable, UnknownName
from core.models import checksums
from core.models.adapters import extras_of
from core.models.device import choose_device, cpu_has_bf16
from core.models.entry import FAMILIES
from core.models.loading import load
from core.models.registry import Catalog
from core.plan import ROLES
from core.settings import ROOT
from tests.core.models.conftest import tiny_catalog_of

NOT_PINNED = ("mms-tts-deu", "ldm-text2im-large-256", "bark-small", "musicgen-small")
OWN = """
[models.mine]
role = "writer"
family = "causal_lm"
path = "mine"
label = "Mine"
licence = "mine alone"
options = {prompt_format = "plain"}

[presets.mine]
label = "My own"
captioner = "starter-captioner"
writer = "mine"
illustrator = "starter-drawn"
narrator = "espeak"
scorer = "starter-scorer"
"""


def test_unknown_names_list_the_known_ones() -> None:
    catalog = Catalog.load()
    with pytest.raises(UnknownName, match=r"no model called “gpt9”.*starter-storyteller"):
        catalog.model("gpt9")
    with pytest.raises(
        UnknownName, match=r"no preset called “finest”.*classic, light, own-words, starter"
    ):
        catalog.preset("finest")


def test_every_preset_names_a_model_for_every_role() -> None:
    catalog = Catalog.load()
    for preset in catalog.presets.values():
        assert tuple(preset.models) == ROLES
        assert preset.blurb
    for entry in catalog.models.values():
        assert entry.licence
        assert entry.hardware
        # A commit, except where it could not be looked up or there is none (`docs/decisions.md`).
        pinned = len(entry.revision or "") == 40 or entry.id in NOT_PINNED
        assert entry.repository is None or pinned
        for extra in extras_of(entry):
            here = extra.path is not None and (ROOT / extra.path).is_dir()
            assert here or len(extra.revision or "") == 40
    assert {entry.family for entry in catalog.models.values()} <= set(FAMILIES)


def test_a_revision_names_the_weights(own_root: Path) -> None:
    catalog = Catalog.load(root=own_root)
    before, scorer = catalog.refs("starter"), catalog.revision("starter-scorer")
    config = own_root / "starter/scorer/config.json"
    config.write_text(config.read_text() + "\n")
    assert catalog.revision("starter-scorer") == scorer
    checksums.write(own_root / "starter")
    after = catalog.refs("starter")
    assert catalog.revision("starter-scorer") not in (scorer, "", "missing")
    assert after["captioner"] == before["captioner"]
    assert all(ref.revision not in ("", "missing") for ref in after.values())


def test_a_model_card_may_change_freely(own_root: Path) -> None:
    catalog = Catalog.load(root=own_root)
    before = catalog.revision("starter-scorer")
    (own_root / "starter/scorer/README.md").write_text("# Card")
    checksums.write(own_root / "starter")
    assert catalog.revision("starter-scorer") == before


def test_what_is_missing_is_said_at_once(tmp_path: Path) -> None:
    catalog = Catalog.load(root=tmp_path)
    started = time.perf_counter()
    state = catalog.status("gemma-2b-it")
    assert time.perf_counter() - started < 10
    assert not state.ready
    assert "4.7 GiB" in state.why
    assert "python -m studio models download gemma-2b-it" in state.why
    assert "git checkout -- starter/scorer" in catalog.status("starter-scorer").why
    assert catalog.refs("starter")["captioner"].revision == "missing"
    # Drawing and storyteller need no weights, so they are never missing.
    assert set(catalog.missing("starter")) == {"starter-captioner", "starter-scorer"}
    assert catalog.download_mib("classic") > 9000
    assert 1500 < catalog.download_mib("light") < 2100
    with pytest.raises(ModelUnavailable, match="not downloaded"):
        load(catalog, "gemma-2b-it", choose_device("cpu"))


def test_a_downloaded_model_is_found_in_the_cache(
    tiny_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    catalog = Catalog.load(root=tiny_root)
    entry = catalog.model("clip-vit-base-patch32")
    repository = "models--" + str(entry.repository).replace("/", "--")
    snapshot = tmp_path / repository / "snapshots" / str(entry.revision)
    assert not catalog.status(entry.id).ready
    shutil.copytree(tiny_root / "starter/clip", snapshot)
    assert catalog.status(entry.id).ready
    scorer = load(catalog, entry.id, choose_device("cpu"))
    assert scorer.embed_texts(["a fox"]).shape == (1, 16)


def test_a_user_adds_models_in_a_file_of_their_own(tiny_root: Path, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN)
    catalog = Catalog.load(tmp_path / "own.toml", root=tiny_root)
    assert "put its files into" in catalog.status("mine").why
    shutil.copytree(tiny_root / "starter/writer", tmp_path / "mine")
    assert catalog.status("mine").ready
    before = catalog.refs("mine")["writer"].revision
    writer = load(catalog, "mine", choose_device("cpu"))
    assert writer.prompt_format == "plain"
    (tmp_path / "mine/extra.json").write_text("{}")
    assert catalog.refs("mine")["writer"].revision != before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('role = "writer"', 'role = "poet"'), "no role called “poet”"),
        (('family = "causal_lm"', 'family = "magic"'), "no model family called “magic”.*blip"),
        (('path = "mine"', ""), "either `path` or `repository`"),
        (('path = "mine"', 'repository = "a/b"'), "needs a `revision`"),
        (('label = "Mine"', 'colour = "red"'), "unknown settings: colour"),
        (('licence = "mine alone"', ""), "lacks: licence"),
        (("[models.mine]", "[models.espeak]"), "already a model “espeak”"),
        (('writer = "mine"', 'writer = "espeak"'), "as writer, but it is a narrator"),
        (('writer = "mine"', ""), "names no writer"),
        (("[presets.mine]", "[presets.mine"), "not valid TOML"),
    ],
)
def test_mistakes_in_it_are_explained(
    change: tuple[str, str], message: str, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text(OWN.replace(*change))
    with pytest.raises(BadInput, match=message):
        Catalog.load(tmp_path / "own.toml")


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (
            'num_inference_steps = "many"',
            "`num_inference_steps` of .* is 'many'.*integer",
        ),
        ("guidance_scale = nan", "`guidance_scale` of model “mine” is nan.*finite"),
        ("size = [512]", r"`size` of model “mine” is \[512\].*at least 2"),
        ('plans = "yes"', "`plans` of model “mine” is 'yes'.*boolean"),
        ("top_p = 2", "`top_p` of model “mine” is 2.*less than or equal to 1"),
    ],
)
def test_an_option_that_cannot_be_is_named(option: str, says: str, tmp_path: Path) -> None:
    entry = 'role = "illustrator"\nfamily = "diffusion"\npath = "p"\nlabel = "M"\nlicence = "MIT"'
    own = tmp_path / "own.toml"
    own.write_text(f"[models.mine]\n{entry}\n[models.mine.options]\n{option}\n", "utf-8")
    with pytest.raises(BadInput, match=says):
        Catalog.load(own)


def test_a_missing_catalogue_is_explained(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        Catalog.load(tmp_path / "none.toml")


def test_damaged_files_are_named_with_the_remedy(own_root: Path) -> None:
    catalog, plan = Catalog.load(root=own_root), choose_device("cpu")
    weights = own_root / "starter/scorer/model.safetensors"
    content = weights.read_bytes()
    weights.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(
        DamagedWeights, match=r"scorer/model.safetensors is damaged.*git checkout -- starter/scorer"
    ):
        load(catalog, "starter-scorer", plan)
    (own_root / "starter/scorer/tokenizer.json").unlink()
    weights.write_bytes(content)
    with pytest.raises(DamagedWeights, match=r"scorer/tokenizer.json is missing"):
        load(catalog, "starter-scorer", plan)


def test_truncated_or_incomplete_weights_never_load(own_root: Path) -> None:
    from safetensors.torch import load_file, save_file

    catalog, plan = tiny_catalog_of(own_root), choose_device("cpu")
    weights = own_root / "starter/scorer/model.safetensors"
    content = weights.read_bytes()
    weights.write_bytes(content[:1000])
    checksums.write(own_root / "starter")
    with pytest.raises(DamagedWeights, match="not whole"):
        load(catalog, "starter-scorer", plan)
    for name in ("writer/model", "illustrator/unet/diffusion_pytorch_model"):
        weights = own_root / f"starter/{name}.safetensors"
        tensors = load_file(weights)
        tensors.pop(sorted(tensors)[3])
        save_file(tensors, weights, metadata={"format": "pt"})
    checksums.write(own_root / "starter")
    for model in ("tiny-writer", "tiny-illustrator"):
        with pytest.raises(DamagedWeights, match="missing"):
            load(catalog, model, plan)


def test_unlisted_and_unsafe_weights_never_load(own_root: Path) -> None:
    catalog, plan = Catalog.load(root=own_root), choose_device("cpu")
    for weights in (own_root / "starter/scorer").glob("*.safetensors"):
        weights.rename(weights.with_suffix(".bin"))
    checksums.write(own_root / "starter")
    with pytest.raises(ModelUnavailable, match="no safetensors weights"):
        load(catalog, "starter-scorer", plan)
    (own_root / "starter" / checksums.NAME).unlink()
    with pytest.raises(ModelUnavailable, match="not listed"):
        load(catalog, "starter-scorer", plan)


def test_the_device_is_never_another_than_asked_for(tmp_path: Path) -> None:
    import torch

    assert choose_device("cpu").device == "cpu"
    assert "processor" in choose_device("cpu").why
    with pytest.raises(BadInput, match="no device “gpu”"):
        choose_device("gpu")
    if not torch.cuda.is_available():
        with pytest.raises(ModelUnavailable, match="STUDIO_DEVICE"):
            choose_device("cuda")
    (tmp_path / "cpuinfo").write_text("flags : sse avx512_bf16 avx2")
    assert cpu_has_bf16(tmp_path / "cpuinfo")
    (tmp_path / "cpuinfo").write_text("flags : sse avx512f")
    assert not cpu_has_bf16(tmp_path / "cpuinfo")
    assert not cpu_has_bf16(tmp_path / "none")


def test_voices_are_known_without_loading(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    entry = """
    [models.{name}]
    role = "narrator"
    family = "vits"
    path = "{name}"
    label = "Voice"
    licence = "MIT"
    options = {{{options}}}
    """
    names = {"one": 'language = "de"', "many": 'language = "de"', "mute": ""}
    text = "".join(entry.format(name=n, options=o) for n, o in names.items())
    (tmp_path / "own.toml").write_text(text)
    for name in names:
        (tmp_path / name).mkdir()
        speakers = 5 if name == "many" else 1
        (tmp_path / name / "config.json").write_text(f'{{"num_speakers": {speakers}}}')
        save_file({"x": np.zeros(1)}, tmp_path / name / "model.safetensors")
    catalog = Catalog.load(tmp_path / "own.toml")
    assert catalog.voices("one") == {"de": {"default": "Voice"}}
    assert catalog.voices("many") is None
    assert catalog.voices("mute") is None
    assert catalog.voices("espeak") is None
    with pytest.raises(ModelUnavailable, match="not downloaded"):
        catalog.voices("mms-tts-eng")


def test_a_snapshot_without_one_of_its_shards_is_not_ready(
    tiny_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    catalog = Catalog.load(root=tiny_root)
    entry = catalog.model("qwen2.5-1.5b-instruct")
    repository = "models--" + str(entry.repository).replace("/", "--")
    snapshot = tmp_path / repository / "snapshots" / str(entry.revision)
    shutil.copytree(tiny_root / "starter/writer", snapshot)
    assert catalog.status(entry.id).ready
    index = snapshot / "model.safetensors.index.json"
    index.write_text('{"weight_map": {"a": "model.safetensors", "b": "model-2.safetensors"}}')
    assert not catalog.status(entry.id).ready
    shutil.copy(snapshot / "model.safetensors", snapshot / "model-2.safetensors")
    assert catalog.status(entry.id).ready


def test_another_architecture_never_loads(own_root: Path) -> None:
    catalog, plan = Catalog.load(root=own_root), choose_device("cpu")
    shutil.rmtree(own_root / "starter/captioner")
    shutil.copytree(own_root / "starter/clip", own_root / "starter/captioner")
    checksums.write(own_root / "starter")
    wrong = "it is a CLIPModel, and the family “encoder_decoder” loads"
    with pytest.raises(DamagedWeights, match=wrong):
        load(catalog, "starter-captioner", plan)


@pytest.mark.parametrize(
    ("writer", "illustrator", "now"),
    [
        ("gemma-2b-it", "starter-illustrator", "starter-drawn"),
        ("starter-writer", "starter-drawn", "starter-storyteller"),
    ],
)
def test_a_model_that_left_names_what_took_its_place(
    writer: str, illustrator: str, now: str, tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        f"[presets.old]\ncaptioner = 'blip-base'\nwriter = '{writer}'\n"
        f"illustrator = '{illustrator}'\nnarrator = 'espeak'\n"
        "scorer = 'clip-vit-base-patch32'\n"
    )
    with pytest.raises(BadInput, match=f"no longer part of the studio; name “{now}”"):
        Catalog.load(file)
