"""Models with eight-bit weights: as good as in full precision, and never twice in memory."""

import gc
import json
import math
import subprocess
import sys
import threading
import weakref
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn
from transformers import (
    AutoModelForCausalLM,
    GemmaConfig,
    LlamaConfig,
    LlamaForCausalLM,
    Qwen2Config,
)

from core.errors import DamagedWeights
from core.models import int8
from core.models.causal_lm import CausalLM
from core.models.decoding import LeanDecoding, LibraryDecoding
from core.models.device import DevicePlan
from core.models.entry import ModelEntry
from core.models.precision import has_int8, on_processor
from core.models.source import Source
from core.models.weight_files import WeightFiles
from core.settings import ROOT
from tests.core.models.test_families import never
from tests.core.models.tiny import make_writer

pytestmark = pytest.mark.skipif(not has_int8(), reason="torch has no fbgemm here")
SIZES: dict[str, Any] = {
    "vocab_size": 90,
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 16,
    "max_position_embeddings": 128,
    "pad_token_id": 0,
}
CONFIGS = [
    LlamaConfig(**SIZES, tie_word_embeddings=False),
    Qwen2Config(**SIZES, tie_word_embeddings=True),
    GemmaConfig(**SIZES, tie_word_embeddings=True),
]
PROMPTS = ["the quick brown fox in a red coat", "a little bear in the green forest"]


def plan(dtype: str) -> DevicePlan:
    return DevicePlan(device="cpu", dtype=dtype, why="A test.")


def source(folder: Path, **options: Any) -> Source:
    return Source(folder=folder, label="Mine", how="make it again", options=options)


def saved(config: Any, folder: Path, **save: Any) -> Any:
    """A random model in float32, and its files in bfloat16."""
    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_config(deepcopy(config)).float()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("bias") or "norm" in name:
                parameter.uniform_(0.5, 1.5)
            parameter.copy_(parameter.bfloat16())
    weights = {name: value.bfloat16() for name, value in model.state_dict().items()}
    model.save_pretrained(folder, state_dict=weights, **save)
    return model.eval()


@pytest.fixture(scope="module")
def writers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, CausalLM]:
    """A Llama of random weights that are far from even, in three precisions."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("writer")
    make_writer(folder, words=320)  # among more words of chance there are closer ties
    torch.manual_seed(0)
    config = LlamaConfig.from_pretrained(
        folder, hidden_size=192, intermediate_size=512, num_hidden_layers=6
    )
    model = LlamaForCausalLM(config)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.normal_(0, 0.08)
    model.save_pretrained(folder)
    return {
        dtype: CausalLM.load(source(folder, prompt_format="plain"), plan(dtype))
        for dtype in ("float32", "bfloat16", "int8")
    }


@pytest.fixture(scope="module")
def stories(writers: dict[str, CausalLM]) -> list[tuple[list[int], list[int]]]:
    """Prompts and what the writer makes of them, as tokens."""
    writer = writers["float32"]
    prompts = [writer.encode(prompt) for prompt in PROMPTS]
    return [(ids, list(writer.tokens(ids, seed, 200, 0.7, 0.95, never)))
            for ids in prompts for seed in range(1, 9)]  # fmt: skip


@torch.inference_mode()
def guesses(model: Any, ids: list[int], said: list[int]) -> torch.Tensor:
    """Log-probabilities (tokens of the story, vocabulary) when the story is given."""
    logits = model(input_ids=torch.tensor([ids + said])).logits[0, len(ids) - 1 : -1]
    return logits.float().log_softmax(-1)


def test_perplexity_stays(
    writers: dict[str, CausalLM], stories: list[tuple[list[int], list[int]]]
) -> None:
    def perplexity(model: Any) -> float:
        losses = [
            -guesses(model, ids, said).gather(1, torch.tensor(said)[:, None])
            for ids, said in stories
        ]
        return math.exp(torch.cat(losses).mean())

    full = perplexity(writers["float32"].model)
    assert perplexity(writers["int8"].model) == pytest.approx(full, rel=0.02)
    assert int8.has(writers["int8"].model)
    assert not int8.has(writers["float32"].model)


def test_bfloat16_takes_the_same_likeliest_tokens(
    writers: dict[str, CausalLM], stories: list[tuple[list[int], list[int]]]
) -> None:
    """Each token on its own: after the first other word two texts cannot be compared."""
    same = [
        guesses(writers["float32"].model, *story).argmax(-1)
        == guesses(writers["bfloat16"].model, *story).argmax(-1)
        for story in stories
    ]
    assert torch.cat(same).float().mean() >= 0.95


@pytest.mark.parametrize("config", CONFIGS, ids=lambda c: c.model_type)
def test_loaded_from_files_it_is_the_model(config: Any, tmp_path: Path) -> None:
    model = saved(config, tmp_path, max_shard_size="20KB")
    assert (tmp_path / "model.safetensors.index.json").exists()
    quantised = int8.load_causal_lm(source(tmp_path))
    assert not any(type(module) is nn.Linear for module in quantised.modules())
    assert quantised.get_input_embeddings().weight.dtype == torch.bfloat16
    ids = torch.randint(0, 90, (1, 24), generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        expected, found = model(input_ids=ids).logits, quantised(input_ids=ids).logits
    assert (found - expected).norm() / expected.norm() < 0.05
    assert int8.parameters(quantised) >= sum(
        math.prod(t.shape) for t in WeightFiles(tmp_path).tensors.values()
    )


@pytest.mark.parametrize("config", CONFIGS, ids=lambda c: c.model_type)
def test_lean_decoding_is_the_librarys(config: Any) -> None:
    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_config(deepcopy(config)).float().eval()
    assert LeanDecoding.fits(model)
    lean, library = LeanDecoding(model, 40), LibraryDecoding(model, alone=False)
    for ids in ([5, 9, 33, 2], [7], [8], [50, 51, 52], [1]):
        assert torch.allclose(lean.logits(ids), library.logits(ids), rtol=1e-4, atol=1e-5)
    for decoding in (lean, library):
        decoding.keep(5)
    assert torch.allclose(lean.logits([3]), library.logits([3]), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("config", CONFIGS, ids=lambda c: c.model_type)
def test_texts_side_by_side_are_those_alone(config: Any) -> None:
    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_config(deepcopy(config)).float().eval()
    begun, said = [5, 9, 33, 2], ([7, 1, 3], [8, 8, 8], [50, 2, 9])
    for decoding in (LeanDecoding(model, 40), LibraryDecoding(model, alone=False)):
        decoding.logits(begun)
        branches = decoding.branch(len(said), 3)
        found = [branches.logits([text[i] for text in said]) for i in range(3)][-1]
        after = decoding.logits([4])
        for row, text in zip(found, said, strict=True):
            alone = LibraryDecoding(model, alone=False).logits([*begun, *text])
            assert torch.allclose(row, alone, rtol=1e-4, atol=1e-5)
        alone = LibraryDecoding(model, alone=False).logits([*begun, 4])
        assert torch.allclose(after, alone, rtol=1e-4, atol=1e-5), "it stays as it was"


def test_a_sliding_window_is_left_to_the_library() -> None:
    config = Qwen2Config(**SIZES, use_sliding_window=True, sliding_window=4, max_window_layers=0)
    assert not LeanDecoding.fits(AutoModelForCausalLM.from_config(config))


def test_one_loud_token_does_not_drown_the_others() -> None:
    torch.manual_seed(0)
    linear = nn.Linear(64, 32)
    x = torch.randn(6, 64)
    x[0] *= 1000
    with torch.inference_mode():
        expected, found = linear(x), int8.Int8Linear.of(linear)(x)
        alone = int8.Int8Linear.of(linear)(x[3:4])
    error = (found - expected).norm(dim=-1) / expected.norm(dim=-1)
    assert error.max() < 0.03
    assert (alone[0] - expected[3]).norm() / expected[3].norm() < 0.03


def test_weights_at_their_limits_do_not_overflow() -> None:
    """The kernels add pairs of products in sixteen bits on older processors."""
    linear = nn.Linear(64, 4, bias=False)
    nn.init.ones_(linear.weight)
    x = torch.ones(1, 64)
    x[0, 0] = -0.01
    with torch.inference_mode():
        found = int8.Int8Linear.of(linear)(x)
    assert found.tolist()[0] == pytest.approx([63.0] * 4, rel=0.01)


@pytest.mark.parametrize("shape", [(90, 64), (2241, 3), (2, 2), (33, 300)])
def test_packed_weights_give_the_same_numbers(shape: tuple[int, int]) -> None:
    """So that nothing of a story depends on how far the packing is."""
    dice = torch.Generator().manual_seed(0)
    top = int8.LARGEST
    weight = torch.randint(-top, top + 1, shape, generator=dice, dtype=torch.int8)
    weight[0] = top
    lying = int8.AsTheyLie(weight)
    layer = int8.Int8Linear(lying, shape, torch.rand(shape[0], generator=dice), None)
    for tokens in (1, 2, 40):
        x = torch.randint(-127, 128, (tokens, shape[1]), generator=dice).float()
        x[0] = 127
        exact = (x.double() @ weight.double().T).float()
        assert torch.equal(lying(x), exact)
        assert torch.equal(int8.Packed(weight)(x), exact)
    before = layer(x)
    layer.pack()
    assert isinstance(layer.products, int8.Packed)
    assert torch.equal(layer(x), before)


def packing() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "pack-weights"]


def test_a_model_is_packed_while_it_is_used_and_not_kept(tmp_path: Path) -> None:
    saved(CONFIGS[1], tmp_path)
    model = int8.load_causal_lm(source(tmp_path))
    ids = torch.tensor([[5, 9, 33, 2]])
    with torch.inference_mode():
        early = model(input_ids=ids).logits
        for thread in packing():
            thread.join()
        late = model(input_ids=ids).logits
    assert torch.equal(early, late)
    layers = [m for m in model.modules() if isinstance(m, int8.Int8Linear)]
    assert all(isinstance(layer.products, int8.Packed) for layer in layers)
    again = int8.load_causal_lm(source(tmp_path))
    gone = weakref.ref(again)
    del again
    gc.collect()
    assert gone() is None


def test_missing_and_misshapen_weights_are_said(tmp_path: Path) -> None:
    saved(CONFIGS[1], tmp_path / "a")
    saved(Qwen2Config(**{**SIZES, "num_hidden_layers": 1}), tmp_path / "b")
    (tmp_path / "b/config.json").write_bytes((tmp_path / "a/config.json").read_bytes())
    with pytest.raises(DamagedWeights, match=r"layers\.1"):
        int8.load_causal_lm(source(tmp_path / "b"))
    config = json.loads((tmp_path / "a/config.json").read_text())
    (tmp_path / "a/config.json").write_text(json.dumps({**config, "intermediate_size": 80}))
    with pytest.raises(DamagedWeights, match="shape"):
        int8.load_causal_lm(source(tmp_path / "a"))


def test_int8_is_for_processors_and_what_the_catalogue_leaves_open() -> None:
    def entry(**changes: Any) -> ModelEntry:
        values = {"role": "writer", "family": "causal_lm", "licence": "MIT", **changes}
        return ModelEntry(id="a", label="A", blurb="", **values)

    wide = plan("bfloat16")
    assert on_processor(entry(), wide).dtype == "int8"
    assert on_processor(entry(family="blip"), wide).dtype == "int8"
    assert on_processor(entry(dtype="float32"), plan("float32")).dtype == "float32"
    assert on_processor(entry(family="diffusion"), wide) == wide
    card = DevicePlan(device="cuda", dtype="bfloat16", why="A test.")
    assert on_processor(entry(), card) == card


def test_loading_never_holds_a_second_copy(tmp_path: Path) -> None:
    """Watched from outside: what one process took more than another that loaded nothing."""
    config = LlamaConfig(
        **{**SIZES, "hidden_size": 1024, "intermediate_size": 4096, "num_hidden_layers": 10},
        tie_word_embeddings=True,
    )
    LlamaForCausalLM(config).bfloat16().save_pretrained(tmp_path)
    stored = sum(math.prod(t.shape) for t in WeightFiles(tmp_path).tensors.values())
    code = (
        "import resource, threading; from pathlib import Path; from core.models import int8; "
        "from core.models.source import Source; before = resource.getrusage(0).ru_maxrss; "
        f"model = int8.load_causal_lm(Source(folder=Path({str(tmp_path)!r}), label='', how='', "
        "options={})); "
        "[t.join() for t in threading.enumerate() if t.name == 'pack-weights']; "
        "print(resource.getrusage(0).ru_maxrss - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    taken = int(done.stdout.split()[-1]) * (1 if sys.platform == "darwin" else 1024)
    # One byte a weight, and room for one matrix, the buffers and the library's own modules; as
    # bfloat16 they would be two bytes, as float32 four.  Packing is no second copy either.
    assert taken < 1.3 * stored + 64 * 2**20


def test_a_writer_with_int8_weights_writes(tiny_root: Path) -> None:
    folder = tiny_root / "starter" / "writer"
    writer = CausalLM.load(source(folder, prompt_format="plain"), plan("int8"))

    def said(seed: int) -> str:
        asked = [{"role": "user", "content": PROMPTS[0]}]
        (reply,) = writer.talk().answers(
            asked, seeds=[seed], max_new_tokens=20, temperature=1.0, top_p=0.9, check=never
        )
        return reply.text

    assert said(1) == said(1) != said(2)
