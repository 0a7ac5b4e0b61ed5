"""Illustrators in their published layouts, loaded as a user's own catalogue says."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import BadInput, Cancelled, DamagedWeights, ModelUnavailable, StudioError
from core.models.adapters import PICTURE_PICKLE, PICTURE_WEIGHTS
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.registry import Catalog
from tests.core.models import tiny_published as tiny
from tests.core.models.tiny import SIZE

ENTRY = """
[models.{id}]
role = "illustrator"
family = "diffusion"
path = "{path}"
label = "{id}"
licence = "mine"
[models.{id}.options]
num_inference_steps = 4
{options}
"""
LCM = """
guidance_scale = 1.0
scheduler = "LCMScheduler"
adapter = "lora"
"""
MODELS = {
    "sd": ("sd", "guidance_scale = 5.0"),
    "turbo": ("turbo", 'variant = "fp16"\nguidance_scale = 0.0'),
    "sdxl": ("sdxl", "guidance_scale = 0.0"),
    "ldm": ("ldm", "guidance_scale = 5.0"),
    "lcm": ("sd", LCM),
    "quick": ("sd", f'{LCM}tiny_autoencoder = "tiny"'),
}


def catalogue(models: dict[str, tuple[str, str]]) -> str:
    return "".join(
        ENTRY.format(id=name, path=path, options=options)
        for name, (path, options) in models.items()
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All layouts below one folder, and a catalogue of them; read only."""
    pytest.importorskip("peft")
    torch.set_num_threads(1)
    torch.manual_seed(0)
    root = tmp_path_factory.mktemp("published")
    tiny.make_stable_diffusion(root / "sd")
    tiny.make_sd_turbo(root / "turbo")
    tiny.make_sdxl_turbo(root / "sdxl")
    tiny.make_ldm(root / "ldm")
    tiny.make_tiny_autoencoder(root / "tiny")
    tiny.make_picture_lora(root / "lora")
    (root / "own.toml").write_text(catalogue(MODELS))
    return root


def loaded(root: Path, model: str, dtype: str = "float32") -> Any:
    catalog = Catalog.load(root / "own.toml")
    assert catalog.status(model).ready
    return load(catalog, model, DevicePlan(device="cpu", dtype=dtype, why="A test."))


class Steps:
    """An `on_step` that remembers, and cancels after `most` steps."""

    def __init__(self, most: int = 1000) -> None:
        self.most = most
        self.seen: list[tuple[int, int]] = []

    def __call__(self, done: int, total: int) -> None:
        self.seen.append((done, total))
        if len(self.seen) >= self.most:
            raise Cancelled


def painted(model: Any, prompt: str = "a fox", *, seed: int = 1, **more: Any) -> Image.Image:
    [picture] = model.paint([prompt], seeds=[seed], **{"on_step": Steps(), **more})
    return picture


def apart(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures, 0..255."""
    return float(np.abs(np.asarray(one, float) - np.asarray(other, float)).mean())


@pytest.mark.parametrize("name", MODELS)
def test_every_layout_paints_what_it_is_told(name: str, published: Path) -> None:
    model = loaded(published, name)
    steps = Steps()
    first = painted(model, on_step=steps)
    assert first.size == model.size == (SIZE, SIZE)
    assert steps.seen[-1] == (len(steps.seen), len(steps.seen))
    assert len(steps.seen) >= 4
    again = painted(model)
    assert first.tobytes() == again.tobytes()
    assert painted(model, "the lazy dog").tobytes() != first.tobytes()
    assert painted(model, seed=2).tobytes() != first.tobytes()
    with pytest.raises(Cancelled):
        painted(model, on_step=Steps(2))
    assert painted(model).tobytes() == first.tobytes()
    with pytest.raises(BadInput, match="too long for"):
        painted(model, "fox " * 90)


@pytest.mark.parametrize("name", MODELS)
def test_every_layout_goes_on_from_a_picture(name: str, published: Path) -> None:
    model = loaded(published, name)
    begin = Image.new("RGB", (50, 40), (250, 20, 20))
    steps = Steps()
    little = painted(model, init_image=begin, strength=0.25, on_step=steps)
    assert len(steps.seen) in (1, 2), "PNDM takes two where others take one"
    assert little.size == model.size
    assert painted(model, init_image=begin, strength=0.25).tobytes() == little.tobytes()
    other = painted(model, init_image=Image.new("RGB", (50, 40)), strength=0.25)
    assert other.tobytes() != little.tobytes()
    steps = Steps()
    painted(model, init_image=begin, strength=0.05, num_inference_steps=2, on_step=steps)
    assert steps.seen, "at least one step, however small the strength"
    for strength in (0.0, 0.04, 1.5):
        with pytest.raises(BadInput, match=r"strength from 0\.05 to 1"):
            painted(model, init_image=begin, strength=strength)


def test_more_strength_is_more_change(published: Path) -> None:
    model = loaded(published, "sd")
    begin = painted(model, num_inference_steps=8)
    little, much = (
        painted(model, "the lazy dog", seed=9, init_image=begin, strength=s, num_inference_steps=20)
        for s in (0.1, 1.0)
    )
    assert 0 < apart(begin, little) < apart(begin, much)


def test_ldm_paints_as_its_own_pipeline_does(published: Path) -> None:
    model = loaded(published, "ldm")
    from diffusers import LDMTextToImagePipeline

    theirs = LDMTextToImagePipeline.from_pretrained(published / "ldm")
    theirs.set_progress_bar_config(disable=True)
    expected = theirs(
        ["a fox"],
        num_inference_steps=4,
        guidance_scale=5.0,
        # Theirs has a scale of 8 to the latents written into it; the tiny model's is 2.
        width=4 * SIZE,
        height=4 * SIZE,
        generator=torch.Generator("cpu").manual_seed(1),
    ).images[0]
    assert apart(painted(model), expected) < 1
    assert apart(painted(model, negative_prompt="the lazy dog"), expected) > 0
    unguided = painted(model, guidance_scale=1.0)
    assert painted(model, guidance_scale=1.0, negative_prompt="dog").tobytes() == unguided.tobytes()


def test_the_options_of_the_catalogue_hold(published: Path) -> None:
    lcm, quick = loaded(published, "lcm"), loaded(published, "quick")
    assert type(lcm.pipeline.scheduler).__name__ == "LCMScheduler"
    assert lcm.pipeline.scheduler.config.beta_schedule == "scaled_linear"
    assert type(lcm.pipeline.vae).__name__ == "AutoencoderKL"
    assert type(quick.pipeline.vae).__name__ == "AutoencoderTiny"
    turbo = loaded(published, "turbo", "bfloat16")
    assert turbo.pipeline.unet.dtype == torch.bfloat16
    assert turbo.pipeline.scheduler.config.timestep_spacing == "trailing"
    assert painted(turbo).size == (SIZE, SIZE)


def test_a_lora_is_merged_into_the_weights(published: Path) -> None:
    from safetensors.torch import load_file

    plain, merged = (loaded(published, name).pipeline.unet.state_dict() for name in ("sd", "lcm"))
    assert plain.keys() == merged.keys()
    deltas = load_file(published / "lora" / PICTURE_WEIGHTS)
    place = "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q"
    down, up = (deltas[f"unet.{place}.lora_{side}.weight"] for side in "AB")
    torch.testing.assert_close(merged[f"{place}.weight"], plain[f"{place}.weight"] + up @ down)
    changed = {name for name in plain if not torch.equal(plain[name], merged[name])}
    assert len(changed) == len(deltas) // 2


def test_what_completes_a_model_is_part_of_its_revision(published: Path, tmp_path: Path) -> None:
    shutil.copytree(published, tmp_path / "own")
    root = tmp_path / "own"
    catalog = Catalog.load(root / "own.toml")
    names = {catalog.revision(name) for name in ("sd", "lcm", "quick")}
    assert len(names) == 3
    shutil.rmtree(root / "tiny")
    assert catalog.revision("quick") == "missing"
    assert catalog.revision("lcm") in names
    state = catalog.status("quick")
    assert not state.ready
    assert "tiny autoencoder of quick lacks config.json" in state.why


def _weights(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def change_file(root: Path) -> None:
        from safetensors.torch import load_file, save_file

        file = root / "lora" / PICTURE_WEIGHTS
        weights = load_file(file)
        change(weights)
        save_file({name: value.contiguous() for name, value in weights.items()}, file)

    return change_file


def _narrow(weights: dict[str, Any]) -> None:
    for name in weights:
        weights[name] = weights[name][:, :3]


def _elsewhere(weights: dict[str, Any]) -> None:
    for name in [name for name in weights if ".up_blocks.0." in name]:
        weights[name.replace(".up_blocks.0.", ".up_blocks.7.")] = weights.pop(name)


def _not_numbers(weights: dict[str, Any]) -> None:
    weights[min(weights)][0, 0] = float("nan")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_weights(_narrow), "The `adapter` of lcm does not fit"),
        (_weights(_elsewhere), "The `adapter` of lcm does not fit"),
        (_weights(_not_numbers), "its weights are not all numbers"),
    ],
)
def test_another_lora_is_refused(
    change: Callable[[Path], None], says: str, published: Path, tmp_path: Path
) -> None:
    root = tmp_path / "own"
    shutil.copytree(published, root)
    change(root)
    with pytest.raises(ModelUnavailable, match=says) as caught:
        loaded(root, "lcm")
    assert "\n" not in str(caught.value)


def test_pickles_are_never_opened(published: Path, tmp_path: Path) -> None:
    root = tmp_path / "own"
    shutil.copytree(published, root)
    (root / "lora" / PICTURE_WEIGHTS).rename(root / "lora" / PICTURE_PICKLE)
    state = Catalog.load(root / "own.toml").status("lcm")
    assert not state.ready
    assert f"is a pickle ({PICTURE_PICKLE}), which can run code" in state.why


@pytest.mark.parametrize(
    ("model", "options", "says"),
    [
        ("sd", 'scheduler = "Magic"', "`scheduler` of mine does not fit .*no “Magic”"),
        ("sd", 'scheduler = "AutoencoderKL"', "no “AutoencoderKL”"),
        ("sd", 'scheduler = "LCMScheduler"\nscheduler_options = 3', "must be a table"),
        ("ldm", 'tiny_autoencoder = "tiny"', "no `vae` to replace"),
    ],
)
def test_options_that_do_not_fit_are_explained(
    model: str, options: str, says: str, published: Path, tmp_path: Path
) -> None:
    root = tmp_path / "own"
    shutil.copytree(published, root)
    (root / "own.toml").write_text(catalogue({"mine": (model, options)}))
    with pytest.raises(ModelUnavailable, match=says):
        loaded(root, "mine")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ('tiny_autoencoder = "a"\ntiny_autoencoder_repository = "b/c"', "not both"),
        ('tiny_autoencoder_repository = "b/c"', "needs an `tiny_autoencoder_revision`"),
        ('adapter_repository = "b/c"', "needs an `adapter_revision`"),
    ],
)
def test_mistakes_in_a_catalogue_are_explained(options: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(catalogue({"mine": ("sd", options)}))
    with pytest.raises(BadInput, match=says):
        Catalog.load(tmp_path / "own.toml")


def test_a_hub_s_lora_is_looked_for(published: Path, tmp_path: Path) -> None:
    options = 'adapter_repository = "a/b"\nadapter_revision = "main"'
    shutil.copytree(published / "sd", tmp_path / "sd")
    (tmp_path / "own.toml").write_text(catalogue({"mine": ("sd", options)}))
    state = Catalog.load(tmp_path / "own.toml").status("mine")
    assert not state.ready
    assert "(a/b) is not downloaded yet: run `python -m studio models download mine`" in state.why


@pytest.mark.parametrize("part", ["safety_checker", "vae"])
def test_parts_without_all_their_weights_are_refused(
    part: str, published: Path, tmp_path: Path
) -> None:
    from safetensors.torch import load_file, save_file

    root = tmp_path / "own"
    shutil.copytree(published, root)
    [file] = (root / "sd" / part).glob("*.safetensors")
    weights = load_file(file)
    weights.pop(sorted(weights)[-1])
    save_file(weights, file, metadata={"format": "pt"})
    with pytest.raises(DamagedWeights, match=f"1 weights are missing in {part}"):
        loaded(root, "sd")


@pytest.mark.parametrize("name", ["sd", "ldm"])
def test_a_decoder_that_leaves_the_range_of_16_bits_decodes_again(
    name: str, published: Path
) -> None:
    model = loaded(published, name, "float16")
    first = model.pipeline.vae.decoder.conv_in
    with torch.no_grad():
        first.weight.mul_(1e3 / first.weight.abs().max())
    picture = np.asarray(painted(model))
    assert picture.std() > 1, "not one colour"
    assert model.pipeline.vae.dtype == torch.float16


@pytest.mark.parametrize("name", ["sd", "ldm"])
@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_no_numbers_are_no_picture(name: str, dtype: str, published: Path) -> None:
    model = loaded(published, name, dtype)
    with torch.no_grad():
        model.pipeline.unet.conv_out.bias.fill_(float("nan"))
    with pytest.raises(StudioError, match="painted no picture"):
        painted(model)
