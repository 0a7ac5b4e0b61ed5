"""EfficientNet-Lite: a small, fast network that looks at photos, after Google's published plan.

Mobile inverted bottlenecks with ReLU6 and without squeeze-and-excite (EfficientNet: Tan and Le,
2019; the Lite variants: Google, 2020). Batch normalisation is folded into the convolutions when
published weights are read, so what runs is convolutions alone. Knows nothing of captions.
"""

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F

SIZE: Final = 260
"""Pixels a side that Lite2 was trained at."""
GRID: Final = 9
"""Places a side of its last features."""
WIDTH: Final = 1280
"""Channels of its last features."""
TAIL: Final = 15
"""Blocks before the last two stages, which a captioner may have of its own."""
MIDDLE: Final = (120, 17, 17)
"""What Lite2 has seen before its tail: channels and places."""
_EPSILON: Final = 1e-3


class Stage(NamedTuple):
    """Blocks of one kind in a row; the first of them takes `stride`."""

    repeats: int
    kernel: int
    stride: int
    expand: int
    channels: int


LITE2: Final = (
    Stage(1, 3, 1, 1, 16),
    Stage(3, 3, 2, 6, 24),
    Stage(3, 5, 2, 6, 48),
    Stage(4, 3, 2, 6, 88),
    Stage(4, 5, 1, 6, 120),
    Stage(5, 5, 2, 6, 208),
    Stage(1, 3, 1, 6, 352),
)


class SameConv(nn.Conv2d):
    """A convolution padded as TensorFlow's "SAME": what is odd goes to the right and below."""

    def forward(self, x: Tensor) -> Tensor:
        (stride, _), (kernel, _) = self.stride, self.kernel_size
        if stride == 1:
            return F.conv2d(x, self.weight, self.bias, 1, kernel // 2, 1, self.groups)
        pads = [max((-(-n // stride) - 1) * stride + kernel - n, 0) for n in x.shape[:1:-1]]
        sides = [side for pad in pads for side in (pad // 2, pad - pad // 2)]
        return F.conv2d(F.pad(x, sides), self.weight, self.bias, stride, 0, 1, self.groups)


class Block(nn.Module):
    """Widen, look around channel by channel, narrow; added to what came in where it fits."""

    def __init__(self, channels: int, *, out: int, kernel: int, stride: int, expand: int) -> None:
        super().__init__()
        wide = channels * expand
        self.expand = SameConv(channels, wide, 1) if expand > 1 else None
        self.depthwise = SameConv(wide, wide, kernel, stride, groups=wide)
        self.project = SameConv(wide, out, 1)
        self.kept = stride == 1 and channels == out

    def forward(self, x: Tensor) -> Tensor:
        wide = x if self.expand is None else F.relu6(self.expand(x))
        narrow = self.project(F.relu6(self.depthwise(wide)))
        return x + narrow if self.kept else narrow


class EfficientNetLite(nn.Module):
    """Pictures (B, 3, 260, 260), squares in (x − 127) / 128 → features (B, 1280, 9, 9)."""

    def __init__(self, stages: Sequence[Stage] = LITE2, *, width: int = WIDTH) -> None:
        super().__init__()
        self.stem = SameConv(3, 32, 3, 2)
        channels, blocks = 32, []
        for repeats, kernel, stride, expand, out in stages:
            for number in range(repeats):
                step = 1 if number else stride
                blocks.append(Block(channels, out=out, kernel=kernel, stride=step, expand=expand))
                channels = out
        self.blocks = nn.ModuleList(blocks)
        self.head = SameConv(channels, width, 1)

    def forward(self, pixels: Tensor) -> Tensor:
        middle = self.middle(pixels)
        return late(self.blocks[TAIL:], self.head, middle)

    def middle(self, pixels: Tensor) -> Tensor:
        """Pictures → what stands before the last two stages (Lite2: B, 120, 17, 17)."""
        x = F.relu6(self.stem(pixels))
        for block in self.blocks[:TAIL]:
            x = block(x)
        return x


class Tail(nn.Module):
    """The last two stages once more, to be taught: `middle` → features (B, places, channels)."""

    def __init__(self, blocks: nn.ModuleList, head: nn.Module) -> None:
        super().__init__()
        self.blocks, self.head = copy.deepcopy(blocks), copy.deepcopy(head)

    @classmethod
    def of(cls, body: EfficientNetLite) -> "Tail":
        """That of an encoder, to begin with."""
        return cls(cast(nn.ModuleList, body.blocks[TAIL:]), body.head)

    def forward(self, middle: Tensor) -> Tensor:
        return late(self.blocks, self.head, middle).flatten(2).transpose(1, 2)


def late(blocks: Iterable[nn.Module], head: nn.Module, x: Tensor) -> Tensor:
    """The last blocks and the widest convolution."""
    for block in blocks:
        x = block(x)
    return F.relu6(head(x))


def from_published(state: Mapping[str, Tensor]) -> tuple[EfficientNetLite, nn.Linear]:
    """The encoder and ImageNet classifier of a published state; every tensor must find its place.

    Names are those of the PyTorch port (`_blocks.3._expand_conv.weight`, `_bn0.running_mean` …).
    """
    left = {name: t for name, t in state.items() if not name.endswith("num_batches_tracked")}
    model = EfficientNetLite()
    _fold(model.stem, left, "_conv_stem", "_bn0")
    for number, part in enumerate(model.blocks):
        block: Any = part
        name = f"_blocks.{number}."
        if block.expand is not None:
            _fold(block.expand, left, f"{name}_expand_conv", f"{name}_bn0")
        _fold(block.depthwise, left, f"{name}_depthwise_conv", f"{name}_bn1")
        _fold(block.project, left, f"{name}_project_conv", f"{name}_bn2")
    _fold(model.head, left, "_conv_head", "_bn1")
    classifier = nn.Linear(WIDTH, 1000)
    classifier.load_state_dict({p: left.pop(f"_fc.{p}") for p in ("weight", "bias")})
    if left:
        raise ValueError(f"These are no weights of EfficientNet-Lite2: {sorted(left)[:3]} is over.")
    return model.eval(), classifier.eval()


@torch.no_grad()
def _fold(conv: SameConv, left: dict[str, Tensor], name: str, norm: str) -> None:
    """A convolution with the batch normalisation after it, as one convolution with a bias."""
    weight = left.pop(f"{name}.weight")
    scale, shift, mean, variance = (
        left.pop(f"{norm}.{part}") for part in ("weight", "bias", "running_mean", "running_var")
    )
    factor = scale / (variance + _EPSILON).sqrt()
    if conv.weight.shape != weight.shape or conv.bias is None:
        raise ValueError(f"{name} has the shape {tuple(weight.shape)}, not {conv.weight.shape}.")
    conv.weight.copy_(weight * factor[:, None, None, None])
    conv.bias.copy_(shift - mean * factor)
