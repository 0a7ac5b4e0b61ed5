"""LoRA adapters: merged exactly, named in the revision, and refused where they do not fit."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import BadInput, DamagedWeights, ModelUnavailable
from core.models.adapters import CONFIG, PICKLE, WEIGHTS
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.precision import has_int8
from core.models.registry import Catalog

OWN = """
[models.plain]
role = "writer"
family = "causal_lm"
path = "writer"
label = "Plain"
licence = "mine"
options = {prompt_format = "plain"}

[models.mine]
role = "writer"
family = "causal_lm"
path = "writer"
label = "Mine"
licence = "mine"
[models.mine.options]
prompt_format = "plain"
adapter = "lora"
"""
RANK, ALPHA = 4, 8


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny Llama in the published layout, an adapter beside it, and a catalogue of both."""
    peft = pytest.importorskip("peft")
    import torch
    from transformers import LlamaForCausalLM

    from tests.core.models.tiny import make_writer

    root = tmp_path_factory.mktemp("lora")
    torch.manual_seed(0)
    make_writer(root / "writer")
    config = peft.LoraConfig(
        r=RANK,
        lora_alpha=ALPHA,
        target_modules=["q_proj", "v_proj", "down_proj"],
        task_type="CAUSAL_LM",
    )
    adapted = peft.get_peft_model(LlamaForCausalLM.from_pretrained(root / "writer"), config)
    for name, weights in adapted.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weights, std=0.5)
    adapted.save_pretrained(root / "lora")
    (root / "own.toml").write_text(OWN)
    return root


@pytest.fixture
def own(trained: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    shutil.copytree(trained, tmp_path / "own")
    return tmp_path / "own"


def loaded(root: Path, model: str = "mine") -> Any:
    plan = DevicePlan(device="cpu", dtype="float32", why="A test.")
    return load(Catalog.load(root / "own.toml"), model, plan)


def written(writer: Any) -> str:
    from tests.core.models.tiny import answer_of

    return answer_of(writer, "the quick brown fox", tokens=24)


def test_it_is_merged_into_the_weights(trained: Path) -> None:
    """Equal to W + alpha/rank * B A, computed here by hand; nothing of the adapter is left."""
    import torch
    from safetensors.torch import load_file

    plain, mine = loaded(trained, "plain"), loaded(trained)
    assert type(mine.model) is type(plain.model)
    lora = load_file(trained / "lora" / WEIGHTS)
    expected = plain.model.state_dict()
    for name in [name for name in lora if "lora_A" in name]:
        change = lora[name.replace("lora_A", "lora_B")] @ lora[name] * (ALPHA / RANK)
        target = name.removeprefix("base_model.model.").replace("lora_A.", "")
        expected[target] = expected[target] + change.to(expected[target].dtype)
    merged = mine.model.state_dict()
    assert set(merged) == set(expected)
    for name, weights in expected.items():
        torch.testing.assert_close(merged[name], weights)
    assert not any(weights.requires_grad for weights in mine.model.parameters())
    plain_text, text = written(plain), written(mine)
    assert text != plain_text
    reference = loaded(trained, "plain")
    reference.model.load_state_dict(merged)
    assert text == written(reference)


def test_the_adapter_is_part_of_the_revision(own: Path) -> None:
    catalog = Catalog.load(own / "own.toml")
    plain, before = catalog.revision("plain"), catalog.revision("mine")
    assert plain != before
    (own / "lora" / CONFIG).write_text("{}")
    assert catalog.revision("mine") not in (before, "missing")
    assert catalog.revision("plain") == plain
    shutil.rmtree(own / "lora")
    assert catalog.revision("mine") == "missing"
    state = catalog.status("mine")
    assert not state.ready
    assert f"lacks {CONFIG}" in state.why


def _configured(**values: Any) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        config = json.loads((folder / CONFIG).read_text())
        (folder / CONFIG).write_text(json.dumps({**config, **values}))

    return change


def _weighted(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def change_file(folder: Path) -> None:
        from safetensors.torch import load_file, save_file

        weights = load_file(folder / WEIGHTS)
        change(weights)
        save_file({name: w.contiguous() for name, w in weights.items()}, folder / WEIGHTS)

    return change_file


def _narrow(weights: dict[str, Any]) -> None:
    for name in weights:
        weights[name] = weights[name][:, :2] if "lora_B" in name else weights[name][:, :16]


def _deeper(weights: dict[str, Any]) -> None:
    for name in [name for name in weights if ".layers.1." in name]:
        weights[name.replace(".layers.1.", ".layers.7.")] = weights[name].clone()


def _shallower(weights: dict[str, Any]) -> None:
    for name in [name for name in weights if ".layers.1." in name]:
        del weights[name]


def _not_numbers(weights: dict[str, Any]) -> None:
    weights[min(weights)][0, 0] = float("nan")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_weighted(_narrow), r"does not fit its model \(other layers or other sizes\)"),
        (_weighted(_deeper), r"does not fit its model \(other layers"),
        (_weighted(_shallower), r"does not fit its model \(other layers"),
        (_weighted(_not_numbers), "not all numbers"),
        (_configured(r=RANK * 2), "other layers or other sizes"),
        (_configured(target_modules=["c_attn"]), "does not fit its model"),
        (_configured(peft_type="IA3"), "no LoRA for a language model but IA3"),
        (_configured(task_type="SEQ_CLS"), "no LoRA for a language model"),
        (_configured(init_lora_weights="pissa"), "began with pissa"),
        (lambda folder: (folder / CONFIG).write_text("[]"), "cannot be read"),
    ],
)
def test_another_base_is_refused(change: Callable[[Path], Any], says: str, own: Path) -> None:
    change(own / "lora")
    with pytest.raises(ModelUnavailable, match=f"The adapter of Mine .*{says}.*") as caught:
        loaded(own)
    assert "\n" not in str(caught.value)


def test_an_adapter_says_whose_it_is(own: Path) -> None:
    _configured(base_model_name_or_path="someone/llama")(own / "lora")
    assert written(loaded(own)), "a base in a folder has no name to compare"
    for name, fits in (("someone/Llama", True), ("someone/else", False)):
        (own / "own.toml").write_text(f'{OWN}adapter_base = "{name}"\n')
        if fits:
            loaded(own)
            continue
        with pytest.raises(ModelUnavailable, match=r"made for someone/llama; .*`adapter_base`"):
            loaded(own)


def test_a_damaged_adapter_is_named(own: Path) -> None:
    weights = own / "lora" / WEIGHTS
    weights.write_bytes(weights.read_bytes()[:100])
    with pytest.raises(DamagedWeights, match=f"{WEIGHTS} is not whole"):
        loaded(own)


def test_pickles_are_never_opened(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN)
    for name in ("writer/model.safetensors", f"lora/{PICKLE}", f"lora/{CONFIG}"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    state = Catalog.load(tmp_path / "own.toml").status("mine")
    assert not state.ready
    assert "is a pickle (adapter_model.bin), which can run code and is not opened" in state.why


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('adapter = "lora"', 'adapter = "lora"\nadapter_repository = "a/b"'), "not both"),
        (('adapter = "lora"', 'adapter_repository = "a/b"'), "needs an `adapter_revision`"),
        (('path = "writer"\nlabel = "Mine"', 'label = "Mine"'), "either `path` or `repository`"),
    ],
)
def test_mistakes_are_explained(change: tuple[str, str], says: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN.replace(*change))
    with pytest.raises(BadInput, match=says):
        Catalog.load(tmp_path / "own.toml")


def test_only_some_families_take_one(tmp_path: Path) -> None:
    text = OWN.replace('role = "writer"\nfamily = "causal_lm"', 'role = "scorer"\nfamily = "clip"')
    (tmp_path / "own.toml").write_text(text)
    with pytest.raises(BadInput, match="takes no adapter"):
        Catalog.load(tmp_path / "own.toml")


def test_an_adapter_from_a_hub_is_looked_for(tmp_path: Path) -> None:
    text = OWN.replace(
        'adapter = "lora"', f'adapter_repository = "a/b"\nadapter_revision = "{"0" * 40}"'
    )
    (tmp_path / "own.toml").write_text(text)
    (tmp_path / "writer").mkdir()
    (tmp_path / "writer/model.safetensors").write_text("")
    state = Catalog.load(tmp_path / "own.toml").status("mine")
    assert not state.ready
    assert "(a/b) is not downloaded yet: run `python -m studio models download mine`" in state.why


INT8 = DevicePlan(device="cpu", dtype="int8", why="A test.")


@pytest.mark.skipif(not has_int8(), reason="torch has no kernels for eight bits here")
def test_beside_int8_rows_it_loses_nothing(own: Path) -> None:
    """Even a faint adapter: merged into int8 rows it would be rounded away."""
    import torch
    from safetensors.torch import load_file

    _weighted(lambda weights: [w.mul_(0.02) for name, w in weights.items() if "lora_B" in name])(
        own / "lora"
    )
    catalog = Catalog.load(own / "own.toml")
    plain, mine = load(catalog, "plain", INT8), load(catalog, "mine", INT8)
    assert mine.lean
    x = torch.randn(3, 64, generator=torch.Generator().manual_seed(0))
    lora = load_file(own / "lora" / WEIGHTS)
    for name in ("self_attn.q_proj", "self_attn.v_proj", "mlp.down_proj"):
        layers = [w.model.get_submodule(f"model.layers.1.{name}") for w in (plain, mine)]
        down, up = (
            lora[f"base_model.model.model.layers.1.{name}.lora_{part}.weight"] for part in "AB"
        )
        with torch.inference_mode():
            expected = layers[0](x) + x @ (up @ down * (ALPHA / RANK)).T
            torch.testing.assert_close(layers[1](x), expected, rtol=1e-4, atol=1e-5)


@pytest.mark.skipif(not has_int8(), reason="torch has no kernels for eight bits here")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_weighted(_narrow), "other layers or other sizes"),
        (_weighted(_shallower), "other layers"),
        (_weighted(_not_numbers), "not all numbers"),
        (_configured(target_modules=["c_attn"]), "does not fit its model"),
    ],
)
def test_beside_int8_rows_another_base_is_refused(
    change: Callable[[Path], Any], says: str, own: Path
) -> None:
    change(own / "lora")
    with pytest.raises(ModelUnavailable, match=f"The adapter of Mine .*{says}"):
        load(Catalog.load(own / "own.toml"), "mine", INT8)


def test_turns_are_told_in_the_adapters_form(own: Path) -> None:
    (own / "lora" / "chat_template.jinja").write_text("{{ messages[0]['content'] }} So:")
    (own / "own.toml").write_text(OWN.replace('"plain"', '"chat"'))
    plan = DevicePlan(device="cpu", dtype="float32", why="A test.")
    mine = load(Catalog.load(own / "own.toml"), "mine", plan)
    assert mine.tokenizer.decode(mine.encode("a fox")) == "a fox So:"
    with pytest.raises(DamagedWeights, match="no chat template"):
        load(Catalog.load(own / "own.toml"), "plain", plan)
