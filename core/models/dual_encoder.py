"""A small scorer: pictures and texts as unit vectors whose cosine says how well they fit.

The picture's side is the captioner's encoder, frozen, and a light head; its file lies in this
model's folder or in that of the model beside it, and is known by its SHA-256. The text's side are
word vectors and a small transformer. Trained by `train.scorer`.
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
from core.models.caption_model import widened
from core.models.device import DevicePlan
from core.models.loading import Source, check_numbers, load_tokenizer

BATCH: Final = 16
"""Pictures or texts looked at together."""
WEIGHTS: Final = "model.safetensors"
SCALE: Final = ".scale"
"""Behind the name of an int8 matrix: what its rows are multiplied with."""
_ENCODER: Final = "encoder."


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
    """Encoder, both sides and a temperature; `config` is what stands in config.json."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        super().__init__()
        self.config: dict[str, Any] = dict(config)
        given = {k: v for k, v in config["encoder"].items() if k not in ("file", "sha256")}
        self.encoder = Encoder(given.pop("kind"), given)
        channels = self.encoder.settings["channels"]
        self.picture = PictureSide(channels=channels, out=config["vector"], **config["picture"])
        self.text = TextSide(out=config["vector"], **config["text"])
        self.heat = nn.Parameter(torch.tensor(2.7))

    @property
    def sharpness(self) -> Tensor:
        """What cosines are multiplied with while learning."""
        return self.heat.exp().clamp(max=100.0)

    def of_features(self, features: Tensor) -> Tensor:
        """Unit vectors (B, out) of places that `picture.pooled` pooled."""
        return F.normalize(self.picture(features).float(), dim=-1)

    def of_ids(self, ids: Tensor) -> Tensor:
        """Unit vectors (B, out) of texts."""
        return F.normalize(self.text(ids).float(), dim=-1)


def encoder_file(folder: Path, config: Mapping[str, Any]) -> Path:
    """Where the encoder's weights lie: in the folder itself or in a folder beside it.

    `ValueError` for any other place, and for a file that is not the one that it learnt with.
    """
    name = str(config["encoder"]["file"])
    parts = Path(name).parts
    beside = len(parts) == 3 and parts[0] == ".." and ".." not in parts[1:]
    if not (beside or (len(parts) == 1 and parts[0] != "..")):
        raise ValueError(f"its encoder “{name}” is neither in its folder nor in one beside it")
    file = folder.parent / parts[1] / parts[2] if beside else folder / name
    if not file.is_file():
        raise ValueError(f"its encoder {name} is missing")
    if _sum(file) != config["encoder"]["sha256"]:
        raise ValueError(f"its encoder {name} is not the one that it was trained with")
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


def load_dual(folder: Path) -> DualModel:
    """The scorer of a folder, in float32; `ValueError` where a tensor is missing or over."""
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    model = DualModel(config)
    seen = load_file(encoder_file(folder, config))
    stored = load_file(folder / WEIGHTS)
    state = {n: part for n, part in _widened(seen).items() if n.startswith(_ENCODER)}
    for name, part in stored.items():
        if not name.endswith(SCALE):
            scale = stored.get(name + SCALE)
            state[name] = part.float() if scale is None else part * scale.float()[:, None]
    known = set(model.state_dict())
    if set(state) != known:
        lacking, over = known - set(state), set(state) - known
        what = f"lacks {min(lacking)}" if lacking else f"has {min(over)}, which is not wanted"
        raise ValueError(f"the scorer {what}")
    model.load_state_dict(state)
    return model.eval()


def save_dual(model: DualModel, folder: Path, *, encoder: Path | None = None) -> None:
    """Write config.json and the sides in half precision, the word vectors as int8.

    `encoder` is a captioner's file beside the folder that holds the encoder; without it a copy of
    the encoder is written into the folder.
    """
    from safetensors.torch import load_file, save_file

    folder.mkdir(parents=True, exist_ok=True)
    parts: dict[str, Tensor] = {}
    seen: dict[str, Tensor] = {}
    for name, part in model.state_dict().items():
        if name.startswith(_ENCODER):
            seen[name] = (part.half() if part.is_floating_point() else part).contiguous()
        elif name == "text.words.weight":
            scale = (part.abs().amax(1) / 127).clamp(min=1e-6)
            parts[name] = (part / scale[:, None]).round().clamp(-127, 127).to(torch.int8)
            parts[name + SCALE] = scale
        else:
            parts[name] = part.half().contiguous()
    if encoder is None:
        encoder = folder / "encoder.safetensors"
        save_file(seen, encoder, metadata={"format": "pt"})
        encoder.chmod(0o644)
    given = _widened(load_file(encoder))
    if not all(n in given and torch.equal(given[n].half(), p.half()) for n, p in seen.items()):
        raise ValueError(f"{encoder} does not hold the encoder that the scorer was trained with")
    own = encoder.parent.resolve() == folder.resolve()
    name = encoder.name if own else f"../{encoder.parent.name}/{encoder.name}"
    model.config["encoder"] |= {"file": name, "sha256": _sum(encoder)}
    encoder_file(folder, model.config)
    save_file(parts, folder / WEIGHTS, metadata={"format": "pt"})
    (folder / WEIGHTS).chmod(0o644)
    text = json.dumps(model.config, indent=2, sort_keys=True, ensure_ascii=False)
    (folder / "config.json").write_text(text + "\n", encoding="utf-8")


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
            places = self.model.picture.pooled(self.model.encoder(pixels))
            rows.append(self.model.of_features(places))
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
