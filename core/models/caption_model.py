"""A captioner as one thing: image encoder, decoder of words, and the folder that they lie in.

Its folder has Hugging Face's layout: config.json, a tokenizer, safetensors in shards (encoder and
decoder apart). Large matrices may be stored as int8 with a scale for each row; they are widened
when they are read.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn

from core.errors import UnknownName
from core.models.caption_encoders import Encoder
from core.models.caption_lm import LmDecoder
from core.models.caption_lstm import AttentionLstmDecoder, LstmDecoder
from core.models.caption_search import Search
from core.models.caption_transformer import TransformerDecoder
from core.models.efficientnet_lite import TAIL, Tail

DECODERS: Final[Mapping[str, Any]] = {
    "lstm": LstmDecoder,
    "attention-lstm": AttentionLstmDecoder,
    "transformer": TransformerDecoder,
    "lm": LmDecoder,
}
SCALE: Final = ".scale"
"""Behind the name of an int8 matrix: what its rows are multiplied with."""
_NARROW: Final = ("decoder.", "tail.")
_INDEX: Final = "model.safetensors.index.json"


class CaptionModel(nn.Module):
    """`config` is what stands in config.json: encoder, decoder, search, calibration, gate, tail.

    With a `gate`, it says of pooled features (above 0) that this decoder should speak.  With a
    `tail`, the decoder looks through last stages of its own, not through the encoder's.
    """

    def __init__(self, config: Mapping[str, Any], shared: Encoder | None = None) -> None:
        super().__init__()
        self.config: dict[str, Any] = dict(config)
        encoder, decoder = dict(config["encoder"]), dict(config["decoder"])
        kind = decoder.pop("kind")
        if kind not in DECODERS:
            raise UnknownName("caption decoder", kind, DECODERS)
        self.encoder = shared or Encoder(encoder.pop("kind"), encoder)
        seen = self.encoder.settings
        self.decoder: Any = DECODERS[kind](
            **{"channels": seen["channels"], "places": seen["places"], **decoder}
        )
        gate = config.get("gate")
        self.gate = nn.Linear(seen["channels"], 1) if gate else None
        self.tail = Tail.of(self.encoder.lite) if config.get("tail") else None

    def give_tail(self) -> None:
        """Last stages of its own, to begin with those of the encoder, if it has none."""
        if self.tail is None:
            self.config["tail"] = True
            self.tail = Tail.of(self.encoder.lite)

    @property
    def search(self) -> Search:
        """How this captioner wants its words to be searched."""
        given = dict(self.config.get("search", {}))
        given["banned"] = tuple(given.get("banned", Search.banned))
        return Search(**given)


def load_model(folder: Path, encoder: Encoder | None = None) -> CaptionModel:
    """The captioner of a folder, in float32; `ValueError` where a tensor is missing or over.

    One whose folder holds no encoder shares that of another.
    """
    from safetensors.torch import load_file

    model = CaptionModel(json.loads((folder / "config.json").read_text("utf-8")), encoder)
    stored: dict[str, Tensor] = {}
    for shard in _shards(folder):
        stored |= load_file(folder / shard)
    state = {
        name: widened(part, stored.get(name + SCALE))
        for name, part in stored.items()
        if not name.endswith(SCALE)
    }
    tied = {
        name
        for name in model.state_dict()
        if name.endswith("lm_head.weight") or (encoder and name.startswith("encoder."))
    }
    lacking = sorted(set(model.state_dict()) - set(state) - tied)
    if lacking or (over := sorted(set(state) - set(model.state_dict()))):
        what = f"lacks {lacking[0]}" if lacking else f"has {over[0]}, which is not wanted"
        raise ValueError(f"the captioner {what}")
    model.load_state_dict(state, strict=False)
    return model.eval()


def _shards(folder: Path) -> list[str]:
    if (folder / _INDEX).is_file():
        index = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
        return sorted(set(index["weight_map"].values()))
    return ["model.safetensors"]


def shard_of(folder: Path, prefix: str) -> str:
    """The file of a captioner's folder that holds the tensors whose names begin with `prefix`."""
    index = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
    return next(str(file) for name, file in index["weight_map"].items() if name.startswith(prefix))


def _is_late(name: str) -> bool:
    """Whether a tensor belongs to the stages that a tail stands for."""
    head, _, rest = name.partition("encoder.body.blocks.")
    return name.startswith("encoder.body.head.") or (
        not head and bool(rest) and int(rest.partition(".")[0]) >= TAIL
    )


def narrowed(part: Tensor) -> tuple[Tensor, Tensor]:
    """A matrix as int8, and what its rows are multiplied with."""
    rows = part.float().flatten(1)
    scale = (rows.abs().amax(1) / 127).clamp(min=1e-8).half()
    whole = (rows / scale.float()[:, None]).round().clamp(-127, 127)
    return whole.to(torch.int8).view(part.shape), scale


def widened(part: Tensor, scale: Tensor | None) -> Tensor:
    """A stored tensor in float32, multiplied row by row with its scale."""
    if scale is not None:
        return part.float() * scale.float().view(-1, *[1] * (part.ndim - 1))
    return part.float() if part.is_floating_point() else part


def save_model(
    model: CaptionModel, folder: Path, *, int8: bool = False, with_encoder: bool = True
) -> None:
    """Write config.json and shards in half precision; large matrices of decoder and tail as int8
    where it is wanted, and those of the encoder's own last stages, if a tail took their place."""
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(model.config, indent=2, sort_keys=True, ensure_ascii=False)
    (folder / "config.json").write_text(text + "\n", encoding="utf-8")
    shards: dict[str, dict[str, Tensor]] = {"encoder": {}, "decoder": {}}
    if not with_encoder:
        del shards["encoder"]
    if model.tail is not None:
        shards["tail"] = {}
    for name, part in model.state_dict().items():
        kind = name.partition(".")[0]
        shard = shards.get(kind if kind in ("encoder", "tail") else "decoder")
        if shard is None:
            continue
        if name.endswith("lm_head.weight") and _is_tied(model):
            continue
        narrow = name.startswith(_NARROW) or (model.tail is not None and _is_late(name))
        if int8 and narrow and part.ndim >= 2 and part.numel() > 10_000:
            shard[name], shard[name + SCALE] = narrowed(part)
        else:
            shard[name] = (part.half() if part.is_floating_point() else part).contiguous()
    count = len(shards)
    names = {key: f"model-{i:05}-of-{count:05}.safetensors" for i, key in enumerate(shards, 1)}
    for key, shard in shards.items():
        save_file(shard, folder / names[key], metadata={"format": "pt"})
        (folder / names[key]).chmod(0o644)
    size = sum(part.nbytes for shard in shards.values() for part in shard.values())
    index = {
        "metadata": {"total_size": size},
        "weight_map": {name: names[key] for key, shard in shards.items() for name in shard},
    }
    (folder / _INDEX).write_text(json.dumps(index, indent=1, sort_keys=True) + "\n", "utf-8")


def _is_tied(model: CaptionModel) -> bool:
    lm = getattr(model.decoder, "lm", None)
    return lm is not None and lm.get_output_embeddings().weight is lm.get_input_embeddings().weight
