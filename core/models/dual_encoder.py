"""A small scorer: pictures and texts as unit vectors whose cosine says how well they fit.

The picture's side is the captioner's encoder, frozen, and a light head; its file lies in this
model's folder or in that of the model beside it, and is known by its SHA-256. A second such head
may look through the last stages that a captioner has for drawings; a gate over what the encoder saw
tells which of the two is asked. The text's side are word vectors and a small transformer. Trained
by `train.scorer`, the head for drawings by `train.captioner --scorer`.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional as F

from core.models.caption_encoders import Encoder
from core.models.caption_model import SCALE, narrowed, widened
from core.models.device import DevicePlan
from core.models.efficientnet_lite import Tail
from core.models.source import Source, check_numbers, load_tokenizer

BATCH: Final = 16
"""Pictures or texts looked at together."""
WEIGHTS: Final = "model.safetensors"
_ENCODER: Final = "encoder."
_TAIL: Final = "tail."
_LARGE: Final = 10_000
"""Numbers from which a matrix of the head for drawings is stored as int8."""


class PictureSide(nn.Module):
    """Features of places (B, places, channels) → vectors (B, out), by attention over the places."""

    def __init__(
        self, *, channels: int, grid: int, width: int, heads: int, out: int, dropout: float = 0.0
    ) -> None:
        super().__init__()
        self.grid, self.heads = grid, heads
        self.norm = nn.LayerNorm(channels, elementwise_affine=False)
        self.narrow = nn.Linear(channels, width)
        self.attend = nn.Linear(width, heads)
        self.mix = nn.Sequential(
            nn.LayerNorm(2 * width), nn.Dropout(dropout), nn.Linear(2 * width, width)
        )
        self.peak = nn.Linear(width, width, bias=False)
        nn.init.zeros_(self.peak.weight)
        self.project = nn.Sequential(nn.Dropout(dropout), nn.Linear(width, out))

    def pooled(self, features: Tensor) -> Tensor:
        """Places of a square (B, n · n, channels) → those of a smaller one (B, grid², channels)."""
        side = math.isqrt(features.shape[1])
        if side == self.grid:
            return features
        square = features.transpose(1, 2).unflatten(-1, (side, side))
        return F.adaptive_avg_pool2d(square, self.grid).flatten(2).transpose(1, 2)

    def mixed(self, features: Tensor) -> Tensor:
        """What `pooled` gives → what all places together show (B, width)."""
        places = F.gelu(self.narrow(self.norm(features)))
        weight = self.attend(places).softmax(1)  # (B, places, heads)
        parts = places.unflatten(-1, (self.heads, -1))
        chosen = torch.einsum("bph,bphc->bhc", weight, parts).flatten(1)
        pooled = torch.cat([chosen, places.mean(1)], -1)
        together = F.gelu(self.mix(pooled) + self.peak(places.amax(1)))
        return together

    def forward(self, features: Tensor) -> Tensor:
        """What `pooled` gives → vectors."""
        vectors: Tensor = self.project(self.mixed(features))
        return vectors


class TextSide(nn.Module):
    """Numbers of words (B, T), 0 where there is none → vectors (B, out)."""

    def __init__(
        self, *, words: int, vector: int, width: int, heads: int, layers: int, longest: int,
        out: int, dropout: float = 0.0,
    ) -> None:  # fmt: skip
        super().__init__()
        self.longest = longest
        self.words = nn.Embedding(words, vector, padding_idx=0)
        self.widen = nn.Linear(vector, width)
        self.places = nn.Parameter(torch.randn(longest, width) * 0.02)
        self.drop = nn.Dropout(dropout)
        layer = nn.TransformerEncoderLayer(
            width, heads, 2 * width, dropout, F.gelu, batch_first=True, norm_first=True
        )
        self.body = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)
        self.norm = nn.LayerNorm(width)
        self.attend = nn.Linear(width, heads)
        self.project = nn.Linear(width, out)

    def forward(self, ids: Tensor) -> Tensor:
        nothing = ids == 0
        x = self.widen(self.words(ids)) + self.places[: ids.shape[1]]
        x = self.norm(self.body(self.drop(x), src_key_padding_mask=nothing))
        weight = self.attend(x).masked_fill(nothing[..., None], -1e4).softmax(1)
        parts = x.unflatten(-1, (weight.shape[-1], -1))
        pooled = torch.einsum("bth,bthc->bhc", weight, parts).flatten(1)
        vectors: Tensor = self.project(self.drop(pooled))
        return vectors


class DualModel(nn.Module):
    """Encoder, both sides and a temperature; `config` is what stands in config.json.

    With `drawn` in it there are also last stages of the encoder for drawings (`tail`), a head on
    them, and a gate that says of pooled features (above 0) that they are of a drawing.
    """

    def __init__(self, config: Mapping[str, Any]) -> None:
        super().__init__()
        self.config: dict[str, Any] = dict(config)
        given = {k: v for k, v in config["encoder"].items() if k not in ("file", "sha256")}
        self.encoder = Encoder(given.pop("kind"), given)
        channels = self.encoder.settings["channels"]
        self.picture = PictureSide(channels=channels, out=config["vector"], **config["picture"])
        self.text = TextSide(out=config["vector"], **config["text"])
        drawn = config.get("drawn")
        self.tail = self.drawn = self.gate = None
        if drawn is not None:
            self.tail = Tail.of(self.encoder.lite)
            self.drawn = PictureSide(channels=channels, out=config["vector"], **drawn["picture"])
            self.gate = nn.Linear(channels, 1)
        self.heat = nn.Parameter(torch.tensor(2.7))

    @property
    def sharpness(self) -> Tensor:
        """What cosines are multiplied with while learning."""
        return self.heat.exp().clamp(max=100.0)

    def of_features(self, features: Tensor) -> Tensor:
        """Unit vectors (B, out) of places that `picture.pooled` pooled."""
        return F.normalize(self.picture(features).float(), dim=-1)

    def of_pixels(self, pixels: Tensor) -> Tensor:
        """Unit vectors (B, out) of pixels, each by the head that its kind of picture has."""
        if self.tail is None or self.drawn is None or self.gate is None:
            return self.of_features(self.picture.pooled(self.encoder(pixels)))
        middle = self.encoder.middle(pixels)
        features = self.encoder.after(middle)
        vectors = self.of_features(self.picture.pooled(features))
        drawn = self.gate(features.mean(1))[:, 0] > 0
        if drawn.any():
            seen = self.drawn.pooled(self.tail(middle[drawn]))
            vectors[drawn] = F.normalize(self.drawn(seen).float(), dim=-1)
        return vectors

    def of_ids(self, ids: Tensor) -> Tensor:
        """Unit vectors (B, out) of texts."""
        return F.normalize(self.text(ids).float(), dim=-1)


def file_of(folder: Path, given: Mapping[str, Any], what: str = "encoder") -> Path:
    """Where `what`'s weights lie: in the folder itself or in a folder beside it.

    `given`: `file` and `sha256`. `ValueError` for any other place, and for a file that is not the
    one that it learnt with.
    """
    name = str(given["file"])
    parts = Path(name).parts
    beside = len(parts) in (3, 4) and parts[0] == ".." and ".." not in parts[1:]
    if not (beside or (len(parts) == 1 and parts[0] != "..")):
        raise ValueError(f"its {what} “{name}” is neither in its folder nor in one beside it")
    file = folder.parent.joinpath(*parts[1:]) if beside else folder / name
    if not file.is_file():
        raise ValueError(f"its {what} {name} is missing")
    if _sum(file) != given["sha256"]:
        raise ValueError(f"its {what} {name} is not the one that it was trained with")
    return file


def _widened(stored: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """A file's tensors in float32, int8 ones multiplied with their scales."""
    return {
        name: widened(part, stored.get(name + SCALE))
        for name, part in stored.items()
        if not name.endswith(SCALE)
    }


def _sum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _part(file: Path, prefix: str) -> dict[str, Tensor]:
    """Those of a file's tensors whose names begin with `prefix`."""
    from safetensors.torch import load_file

    return {n: part for n, part in _widened(load_file(file)).items() if n.startswith(prefix)}


def load_dual(folder: Path) -> DualModel:
    """The scorer of a folder, in float32; `ValueError` where a tensor is missing or over."""
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    model = DualModel(config)
    state = _part(file_of(folder, config["encoder"]), _ENCODER)
    if drawn := config.get("drawn"):
        state |= _part(file_of(folder, drawn, "encoder of drawings"), _TAIL)
    state |= _widened(load_file(folder / WEIGHTS))
    known = set(model.state_dict())
    if set(state) != known:
        lacking, over = known - set(state), set(state) - known
        what = f"lacks {min(lacking)}" if lacking else f"has {min(over)}, which is not wanted"
        raise ValueError(f"the scorer {what}")
    model.load_state_dict(state)
    return model.eval()


def save_dual(
    model: DualModel, folder: Path, *, encoder: Path | None = None, tail: Path | None = None
) -> None:
    """Write config.json and the sides in half precision, word vectors and the head for drawings
    as int8.

    `encoder` and `tail` are a captioner's files in a folder beside this one that hold the encoder
    and the last stages for drawings; without them copies are written into the folder.
    """
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    parts: dict[str, Tensor] = {}
    seen: dict[str, Tensor] = {}
    late: dict[str, Tensor] = {}
    for name, part in model.state_dict().items():
        if name.startswith((_ENCODER, _TAIL)):
            found = seen if name.startswith(_ENCODER) else late
            found[name] = (part.half() if part.is_floating_point() else part).contiguous()
        elif name == "text.words.weight":
            scale = (part.abs().amax(1) / 127).clamp(min=1e-6)
            parts[name] = (part / scale[:, None]).round().clamp(-127, 127).to(torch.int8)
            parts[name + SCALE] = scale
        elif name.startswith("drawn.") and part.ndim == 2 and part.numel() > _LARGE:
            parts[name], parts[name + SCALE] = narrowed(part)
        else:
            parts[name] = part.half().contiguous()
    model.config["encoder"] |= _kept(seen, folder, encoder, "encoder")
    if late:
        model.config["drawn"] |= _kept(late, folder, tail, "tail")
    save_file(parts, folder / WEIGHTS, metadata={"format": "pt"})
    (folder / WEIGHTS).chmod(0o644)
    text = json.dumps(model.config, indent=2, sort_keys=True, ensure_ascii=False)
    (folder / "config.json").write_text(text + "\n", encoding="utf-8")


def _kept(parts: dict[str, Tensor], folder: Path, file: Path | None, what: str) -> dict[str, str]:
    """Name and sum of the file that holds `parts`; without one a copy is made."""
    from safetensors.torch import save_file

    if file is None:
        file = folder / f"{what}.safetensors"
        save_file(parts, file, metadata={"format": "pt"})
        file.chmod(0o644)
    given = _part(file, f"{what}.")
    if not all(n in given and torch.equal(given[n].half(), p.half()) for n, p in parts.items()):
        raise ValueError(f"{file} does not hold the {what} that the scorer was trained with")
    own = file.parent.resolve() == folder.resolve()
    beside = file.resolve().relative_to(folder.resolve().parent).as_posix() if not own else ""
    found = {"file": file.name if own else f"../{beside}", "sha256": _sum(file)}
    file_of(folder, found, what)
    return found


def numbered(tokenizer: Any, texts: Sequence[str], longest: int) -> Tensor:
    """Texts as numbers (B, T), their first `longest` words; an empty text is one unknown word."""
    rows = [
        list(tokenizer(text, add_special_tokens=False)["input_ids"])[:longest]
        or [tokenizer.unk_token_id]
        for text in texts
    ]
    ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = torch.tensor(row)
    return ids


class DualEncoder:
    """Fulfils `core.models.base.Scorer`."""

    def __init__(self, model: DualModel, tokenizer: Any, *, device: str = "cpu") -> None:
        self.model, self.tokenizer, self.device = model, tokenizer, device
        self.max_tokens = model.text.longest

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "DualEncoder":
        """Model and tokenizer from one folder; it is small and always runs in float32."""
        model = load_dual(source.folder)
        check_numbers(model, source)
        for conv in model.encoder.modules():
            if isinstance(conv, nn.Conv2d):
                conv.weight.data = conv.weight.contiguous(memory_format=torch.channels_last)
        model = model.to(plan.device).requires_grad_(False)
        return cls(model, load_tokenizer(source), device=plan.device)

    @torch.inference_mode()
    def embed_images(self, images: Sequence[Image.Image]) -> np.ndarray:
        """Unit vectors, float32, shape (n, d)."""
        rows = []
        for start in range(0, len(images), BATCH):
            pixels = self.model.encoder.pixels(images[start : start + BATCH]).to(self.device)
            rows.append(self.model.of_pixels(pixels))
        return self._together(rows)

    @torch.inference_mode()
    def embed_texts(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, float32, shape (n, d); a text's first `max_tokens` words count."""
        rows = []
        for start in range(0, len(texts), BATCH):
            ids = numbered(self.tokenizer, texts[start : start + BATCH], self.max_tokens)
            rows.append(self.model.of_ids(ids.to(self.device)))
        return self._together(rows)

    def _together(self, rows: Sequence[Tensor]) -> np.ndarray:
        if not rows:
            return np.zeros((0, self.model.config["vector"]), np.float32)
        return torch.cat(list(rows)).cpu().numpy()
