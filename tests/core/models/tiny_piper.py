"""A tiny Piper voice: a real ONNX file whose phonemes are tones, with noise over them.

The file is written here byte by byte, as the library `onnx` is no requirement; its layout is
https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
"""

import json
from pathlib import Path
from typing import Any, Final

import numpy as np

RATE: Final = 16000
TONE: Final = 800
"""Samples of each symbol at normal speed."""
FLOAT, INT64, BOOL = 1, 7, 9
SYMBOLS: Final = "_^$ !'(),-.:;?abcdefhijklmnopstuvwxzæðŋɐɑɔəɚɛɡɪɹɾʃʊʌʒˈˌːθᵻ"


def make_voice(folder: Path, *, speakers: int = 1, **changes: Any) -> Path:
    """Write `tiny.onnx` and `tiny.onnx.json`; `changes` are made to the configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tiny.onnx").write_bytes(_model(speakers))
    config = {
        "audio": {"sample_rate": RATE, "quality": "tiny"},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": {symbol: [i] for i, symbol in enumerate(SYMBOLS)},
        "num_speakers": speakers,
        "speaker_id_map": {f"p{i}": i for i in range(speakers)} if speakers > 1 else {},
        **changes,
    }
    (folder / "tiny.onnx.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def _model(speakers: int) -> bytes:
    """Each symbol beyond the blank, begin and end is a tone of its own."""
    nodes = [
        _node("Cast", ["input"], "ids", to=FLOAT),
        _node("Unsqueeze", ["ids", "axis"], "column"),
        _node("Gather", ["scales", "one"], "length"),
        _node("Mul", ["length", "tone"], "samples"),
        _node("Cast", ["samples"], "count", to=INT64),
        _node("Range", ["zero", "count", "one"], "range"),
        _node("Cast", ["range"], "steps", to=FLOAT),
        _node("Mul", ["steps", "radians"], "time"),
        _node("Mul", ["column", "apart"], "raised"),
        _node("Add", ["raised", "lowest"], "hertz"),
        _node("Mul", ["hertz", "time"], "phase"),
        _node("Sin", ["phase"], "wave"),
        _node("Greater", ["column", "edge"], "sounding"),
        _node("Cast", ["sounding"], "mask", to=FLOAT),
        _node("Mul", ["wave", "mask"], "tones"),
        _node("Mul", ["tones", "third"], "quiet"),
        _node("RandomNormalLike", ["quiet"], "noise"),
        _node("Gather", ["scales", "zero"], "amount"),
        _node("Mul", ["noise", "amount"], "more"),
        _node("Mul", ["more", "hundredth"], "hiss"),
        _node("Mul", ["hiss", "mask"], "heard"),
        _node("Add", ["quiet", "heard"], "sum"),
        _node("Reshape", ["sum", "shape"], "output" if speakers == 1 else "plain"),
    ]
    inputs = [("input", INT64, 2), ("input_lengths", INT64, 1), ("scales", FLOAT, 1)]
    if speakers > 1:
        inputs.append(("sid", INT64, 1))
        nodes += [
            _node("Cast", ["sid"], "speaker", to=FLOAT),
            _node("Add", ["speaker", "edge"], "strength"),
            _node("Div", ["plain", "strength"], "output"),
        ]
    constants = {
        "axis": np.array([2]),
        "zero": np.array(0),
        "one": np.array(1),
        "tone": np.array(TONE, np.float32),
        "radians": np.array(2 * np.pi / RATE, np.float32),
        "apart": np.array(40, np.float32),
        "lowest": np.array(100, np.float32),
        "edge": np.array(2.5, np.float32),
        "third": np.array(0.3, np.float32),
        "hundredth": np.array(0.01, np.float32),
        "shape": np.array([1, 1, 1, -1]),
    }
    graph = b"".join(_field(1, node) for node in nodes) + _field(2, "tiny")
    graph += b"".join(_field(5, _tensor(name, value)) for name, value in constants.items())
    graph += b"".join(_field(11, _value(*given)) for given in inputs)
    graph += _field(12, _value("output", FLOAT, 4))
    return _field(1, 8) + _field(7, graph) + _field(8, _field(2, 17))


def _field(number: int, value: bytes | str | int) -> bytes:
    """A field of a protocol buffer."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    content = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    found = bytearray()
    value %= 2**64
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def _node(kind: str, inputs: list[str], output: str, **attributes: int) -> bytes:
    made = b"".join(_field(1, name) for name in inputs) + _field(2, output) + _field(4, kind)
    for name, value in attributes.items():
        made += _field(5, _field(1, name) + _field(3, value) + _field(20, 2))
    return made


def _tensor(name: str, value: np.ndarray) -> bytes:
    kind = FLOAT if value.dtype == np.float32 else INT64
    dims = b"".join(_field(1, size) for size in value.shape)
    return dims + _field(2, kind) + _field(8, name) + _field(9, value.tobytes())


def _value(name: str, kind: int, dims: int) -> bytes:
    shape = b"".join(_field(1, _field(2, f"{name}{i}")) for i in range(dims))
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, shape)))
