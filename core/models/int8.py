"""Linear layers with weights of eight bits, for processors: half the bytes of bfloat16 to read.

Weights are quantised for each output channel, activations while they come, each token on a scale
of its own: language models have single tokens with activations a hundred times larger than all
others (Dettmers et al. 2022, "LLM.int8()"), and on a common scale those would round the others
away.  Products are summed as whole numbers; everything between the layers is float32.

`load_causal_lm` quantises while it reads, so that there is never a second copy of the model; rows
that are stored as int8 with their scales (`core.models.gguf_files`) are taken as they are.  It can
be used at once; meanwhile its weights are put into the order in which a token needs least time,
which of 1.5 billion parameters takes some seconds and changes no number.
"""

import threading
import warnings
import weakref
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from math import prod
from pathlib import Path
from typing import Any, ClassVar, Final

import torch
from torch import nn
from transformers import AutoConfig, AutoModelForCausalLM, GenerationConfig

from core.models.huge_pages import given_back_at_once, use_huge_pages
from core.models.source import Source, check_numbers
from core.models.weight_files import WeightFiles, scale_name

LARGEST: Final = 63
"""The largest weight.  Without VNNI instructions the kernels add two products of a weight and an
activation (0 to 255) in sixteen bits, which 127 would overflow; seven bits of weight and eight of
activation cost a Llama of 3.5 million parameters 0.24 % of perplexity, eight and seven 0.52 %."""
ACTIVATION: Final = 127
"""The largest activation, of each token."""
PART: Final = 2240
"""Rows that are packed at once: twice as many lie so far apart that packing takes twice as long,
and half as many make a token a tenth slower, as a product of many small ones."""
_TINY: Final = 1e-12

Products = Callable[[torch.Tensor], torch.Tensor]
"""Activations as whole numbers, float32 (tokens, in), to what the weights make of them, as if their
scales were 1: float32 (tokens, out)."""


class Int8Linear(nn.Module):
    """Stands for `nn.Linear`: float32 in (…, in), float32 out (…, out)."""

    def __init__(
        self,
        products: Products,
        shape: tuple[int, ...],
        scales: torch.Tensor,
        bias: torch.Tensor | None,
    ) -> None:
        """`products`: with int8 weights of `shape` (out, in); `scales`: float32, shape (out,), of
        one unit of them."""
        super().__init__()
        self.out_features, self.in_features = shape
        self.products = products
        self.scales = scales
        self.bias = None if bias is None else nn.Parameter(bias.float(), requires_grad=False)

    @classmethod
    def of(cls, linear: nn.Linear) -> "Int8Linear":
        """The same layer, quantised."""
        weight, scales = quantise(linear.weight)
        return cls(Packed(weight), tuple(weight.shape), scales, linear.bias)

    def pack(self) -> None:
        """From now on with packed weights; another thread may be in the middle of a product."""
        if isinstance(self.products, AsTheyLie):
            self.products = Packed(self.products.columns.t())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """See the class."""
        x = x.float()
        unit = x.abs().amax(-1, keepdim=True).clamp_min_(_TINY).div_(ACTIVATION)
        whole = x.div(unit).round_().view(-1, self.in_features)
        y = self.products(whole).view(*x.shape[:-1], -1).mul_(self.scales).mul_(unit)
        return y if self.bias is None else y.add_(self.bias)


class AsTheyLie:
    """Products by oneDNN, with weights of shape (out, in), more than one of each."""

    def __init__(self, weight: torch.Tensor) -> None:
        self.columns = weight.t()

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        """See `Products`."""
        return torch._int_mm(x.to(torch.int8), self.columns).float()


class Packed:
    """Products by fbgemm, with weights in the order that it reads them in, a part after the other.

    With scales a row it would look up each of them by itself, which takes as long as the packing;
    and a whole vocabulary at once takes it five times as long as in parts.
    """

    def __init__(self, weight: torch.Tensor) -> None:
        with _Fbgemm():
            made = [torch._make_per_tensor_quantized_tensor(w, 1.0, 0) for w in weight.split(PART)]
            self.parts = [torch.ops.quantized.linear_prepack(part, None) for part in made]

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        """See `Products`."""
        multiply = torch.ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32
        made = [multiply(x, 1.0, ACTIVATION + 1, part) for part in self.parts]
        return made[0] if len(made) == 1 else torch.cat(made, -1)


class WideEmbedding(nn.Module):
    """A table of word embeddings that stays as it is stored; what is looked up becomes float32."""

    def __init__(self, weight: torch.Tensor, scale: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight, requires_grad=False)
        self.scale = scale

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Shape of `ids` and one axis more."""
        found = nn.functional.embedding(ids, self.weight).float()
        return found if self.scale == 1.0 else found * self.scale


class Int8Embedding(nn.Module):
    """A table of word embeddings in int8 rows; what is looked up becomes float32."""

    def __init__(self, weight: torch.Tensor, scales: torch.Tensor, scale: float) -> None:
        """`weight`: int8, shape (words, width); `scales`: float32, shape (words,)."""
        super().__init__()
        self.weight = nn.Parameter(weight, requires_grad=False)
        self.scales = nn.Parameter(scales * scale, requires_grad=False)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Shape of `ids` and one axis more."""
        return self.weight[ids].float() * self.scales[ids][..., None]


def quantise(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Weights of shape (out, in) as int8 and the float32 scale of each output, shape (out,)."""
    weight = weight.detach().float()
    scales = weight.abs().amax(1).div_(LARGEST).clamp_min_(_TINY)
    return weight.div(scales[:, None]).round_().clamp_(-LARGEST, LARGEST).to(torch.int8), scales


def quantise_layers(model: nn.Module) -> None:
    """Replace every `nn.Linear` of a loaded model, one after the other."""
    for name, module in list(model.named_modules()):
        if type(module) is nn.Linear:
            _put(model, name, Int8Linear.of(module))


def has(model: nn.Module) -> bool:
    """Whether a model has quantised layers."""
    return any(isinstance(module, Int8Linear) for module in model.modules())


def parameters(model: nn.Module) -> int:
    """How many weights a model has, those of quantised layers included."""
    packed = sum(
        m.in_features * m.out_features for m in model.modules() if isinstance(m, Int8Linear)
    )
    return packed + sum(p.numel() for p in model.parameters())


def load_causal_lm(source: Source) -> Any:
    """A language model of transformers with int8 layers, read from the files of `source`.

    Beside the finished model there is only one matrix in memory, as int8. `DamagedWeights` if any
    weight is missing or has another shape.
    """
    folder = source.folder
    files = WeightFiles(folder)
    config = AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config, trust_remote_code=False)
    users: dict[str, dict[str, nn.Module]] = {}
    for stored, name, module in _large(model, config, files):
        _expect(files, stored, module.weight, source)
        users.setdefault(stored, {})[name] = module
    # Reading runs outside Python: as many at once as torch may use threads, and the largest first,
    # or one of them would end alone.
    threads = max(1, torch.get_num_threads())
    with given_back_at_once(), ThreadPoolExecutor(threads) as several:
        order = sorted(users, key=lambda stored: -prod(files.tensors[stored].shape))
        made = [several.submit(_made, files, name, users[name], source) for name in order]
    for future in made:
        for name, module in future.result().items():
            _put(model, name, module)
    for name, parameter in list(model.named_parameters()):
        if parameter.is_meta:
            _expect(files, name, parameter, source)
            value = nn.Parameter(files.whole(name, torch.float32), requires_grad=False)
            _put(model, name, value)
    check_numbers(model, source)
    _remake_buffers(model, source)
    model.generation_config = _generation_config(folder, config)
    _pack_soon(model)
    return model.eval().requires_grad_(False)


def _pack_soon(model: nn.Module) -> None:
    """Beside other work; a model that is given up meanwhile, or a program that ends, ends it."""
    layers = [weakref.ref(module) for module in model.modules() if isinstance(module, Int8Linear)]

    def pack() -> None:
        with given_back_at_once():
            for layer in layers:
                if (found := layer()) and threading.main_thread().is_alive():
                    found.pack()
                found = None
        use_huge_pages()

    threading.Thread(target=pack, name="pack-weights").start()


def _large(model: Any, config: Any, files: WeightFiles) -> Iterator[tuple[str, str, Any]]:
    """(name in the files, name in the model, layer) of all that has a matrix of weights; a model
    may use its table of words twice."""
    head, table = model.get_output_embeddings(), model.get_input_embeddings()
    tied = bool(getattr(config.get_text_config(), "tie_word_embeddings", False))
    names = {module: name for name, module in model.named_modules()}
    for module, name in names.items():
        if type(module) is nn.Linear or isinstance(module, nn.Embedding):
            own = f"{name}.weight"
            if tied and module is head and own not in files.tensors:
                own = f"{names[table]}.weight"
            yield own, name, module


def _made(
    files: WeightFiles,
    stored: str,
    users: Mapping[str, Any],
    source: Source,
) -> dict[str, nn.Module]:
    """What stands for the layers that use a matrix, by their names."""
    made: dict[str, nn.Module] = {}
    tensor = files.tensors[stored]
    linear = any(type(module) is nn.Linear for module in users.values())
    if linear or tensor.dtype == torch.int8:
        weight, scales = _rows(files, stored)
        if not scales.isfinite().all():
            raise source.damaged(f"not all weights are numbers, e.g. in {stored}")
    for name, module in users.items():
        if type(module) is nn.Linear:
            bias = None
            if module.bias is not None:
                _expect(files, f"{name}.bias", module.bias, source)
                bias = files.whole(f"{name}.bias", torch.float32)
            products = AsTheyLie(weight) if min(tensor.shape) > 1 else Packed(weight)
            made[name] = Int8Linear(products, tensor.shape, scales, bias)
            continue
        scale = float(getattr(module, "scalar_embed_scale", 1.0))
        if tensor.dtype == torch.int8:
            made[name] = Int8Embedding(weight, scales, scale)
        else:
            made[name] = WideEmbedding(files.whole(stored, tensor.dtype), scale)
    return made


def _rows(files: WeightFiles, name: str) -> tuple[torch.Tensor, torch.Tensor]:
    """int8 rows and their scales, as they are stored or quantised now."""
    stored = files.tensors[name]
    if stored.dtype == torch.int8:
        return files.whole(name, torch.int8), files.whole(scale_name(name), torch.float32)
    weight = torch.empty(stored.shape, dtype=torch.int8)
    scales = torch.empty(len(weight), dtype=torch.float32)
    for first, rows in files.rows(name):
        last = first + len(rows)
        weight[first:last], scales[first:last] = quantise(rows)
    return weight, scales


def unpacked(folder: Path, dtype: torch.dtype) -> dict[str, torch.Tensor] | None:
    """The weights of a folder that holds int8 rows, in another precision; None if it holds none.

    For graphics cards, and for trainings.
    """
    files = WeightFiles(folder)
    if not any(stored.dtype == torch.int8 for stored in files.tensors.values()):
        return None
    found = {}
    for name, stored in files.tensors.items():
        if stored.dtype == torch.int8:
            scales = files.whole(scale_name(name), torch.float32)
            value = torch.empty(stored.shape, dtype=dtype)
            for first, rows in files.rows(name):
                last = first + len(rows)
                value[first:last] = rows.float() * scales[first:last, None]
            found[name] = value
        elif not name.endswith(scale_name("")):
            found[name] = files.whole(name, dtype)
    return found


def _expect(files: WeightFiles, name: str, like: torch.Tensor, source: Source) -> None:
    if name not in files.tensors:
        raise source.damaged(f"{name} is missing in {source.folder.name}")
    if files.tensors[name].shape != tuple(like.shape):
        raise source.damaged(f"{name} has another shape than its configuration says")


def _remake_buffers(model: nn.Module, source: Source) -> None:
    """Tables that are computed and not stored (rotary frequencies) are made outside "meta"."""
    for name, module in list(model.named_modules()):
        if any(buffer.is_meta for buffer in module.buffers(recurse=False)):
            config = getattr(module, "config", None)
            if config is None:
                raise source.damaged(f"its layer {name} cannot be quantised")
            _put(model, name, type(module)(config))


def _generation_config(folder: Path, config: Any) -> GenerationConfig:
    if (folder / "generation_config.json").is_file():
        return GenerationConfig.from_pretrained(folder, local_files_only=True)
    return GenerationConfig.from_model_config(config)


def _put(model: nn.Module, name: str, value: Any) -> None:
    parent, _, last = name.rpartition(".")
    setattr(model.get_submodule(parent), last, value)


class _Fbgemm:
    """torch packs for fbgemm while anybody is inside; several threads may be."""

    _lock: ClassVar = threading.Lock()
    _inside: ClassVar = 0
    _before: ClassVar = ""

    def __enter__(self) -> None:
        with self._lock:
            if not _Fbgemm._inside:
                _Fbgemm._before = torch.backends.quantized.engine
                torch.backends.quantized.engine = "fbgemm"
                # Tensors of this kind are only the way into the packed form.
                warnings.filterwarnings("ignore", message=".*quantize_per")
            _Fbgemm._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            _Fbgemm._inside -= 1
            if not _Fbgemm._inside:
                torch.backends.quantized.engine = _Fbgemm._before
