"""Whisper: says which words a sound holds, and when. An ear for measuring voices and recordings.

Runs by CTranslate2 (MIT), with the features and the files of the published model; the package is
optional, as only measuring needs it.  Sources: Radford et al. 2022, "Robust Speech Recognition via
Large-Scale Weak Supervision"; https://github.com/OpenNMT/CTranslate2.
"""

from importlib import util
from pathlib import Path
from typing import Any, Final

import numpy as np

from core.errors import BadInput, ModelUnavailable
from core.sound import resampled

RATE: Final = 16000
LONGEST_S: Final = 30.0
BEAMS: Final = 5
TOKEN_S: Final = 0.02
"""The encoder has a state for so much sound."""
PACKAGE: Final = "ctranslate2==4.8.5"


class Whisper:
    """One loaded model; the first use of a sound costs most (about a second on two cores)."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        """`folder` holds `model.bin`, `config.json` and `tokenizer.json`; `threads` 0: all."""
        if util.find_spec("ctranslate2") is None:
            raise ModelUnavailable(
                f"Whisper runs by CTranslate2, which is not installed: run `pip install {PACKAGE}`."
            )
        import ctranslate2
        from tokenizers import Tokenizer
        from transformers import WhisperFeatureExtractor

        try:
            self._model = ctranslate2.models.Whisper(
                str(folder), device="cpu", compute_type="int8", intra_threads=threads
            )
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # Both raise plain RuntimeError and Exception.
            raise ModelUnavailable(
                f"{folder} holds no Whisper for CTranslate2: {error}."
            ) from error
        self._features = WhisperFeatureExtractor()
        self._storage = ctranslate2.StorageView

    def heard(self, samples: np.ndarray, rate: int, *, language: str = "en") -> str:
        """The text of up to 30 seconds of sound (mono), as the ear writes it."""
        prompt = self._prompt(language, "<|notimestamps|>")
        (result,) = self._model.generate(
            self._encoded(samples, rate), [prompt], beam_size=BEAMS, max_length=224
        )
        return str(self._tokenizer.decode(result.sequences_ids[0])).strip()

    def times(
        self, samples: np.ndarray, rate: int, text: str, *, language: str = "en"
    ) -> list[float]:
        """When each word of `text` (between spaces) begins, in seconds, by the ear's attention.

        Its resolution is 20 ms.
        """
        words = text.split()
        tokens = [
            self._tokenizer.encode(f" {word}", add_special_tokens=False).ids for word in words
        ]
        (found,) = self._model.align(
            self._encoded(samples, rate),
            self._prompt(language, "<|notimestamps|>"),
            [[token for word in tokens for token in word]],
            [int(min(LONGEST_S, len(samples) / rate) * 100)],
        )
        begun: dict[int, int] = {}
        for token, moment in found.alignments:
            begun.setdefault(token, moment)
        firsts = np.cumsum([0, *(len(word) for word in tokens)])[:-1]
        return [begun.get(int(first), 0) * TOKEN_S for first in firsts]

    def _encoded(self, samples: np.ndarray, rate: int) -> Any:
        seconds = len(samples) / rate
        if seconds > LONGEST_S:
            raise BadInput(
                f"The ear hears at most {LONGEST_S:.0f} seconds at once; this sound has "
                f"{seconds:.0f}."
            )
        sound = resampled(samples, rate, RATE)
        features = self._features(sound, sampling_rate=RATE, return_tensors="np").input_features
        return self._storage.from_array(np.ascontiguousarray(features, np.float32))

    def _prompt(self, language: str, last: str) -> list[int]:
        code = {"cmn": "zh", "nb": "no"}.get(language.split("-")[0], language.split("-")[0])
        marks = ("<|startoftranscript|>", f"<|{code}|>", "<|transcribe|>", last)
        found = [self._tokenizer.token_to_id(mark) for mark in marks]
        ids = [i for i in found if i is not None]
        if len(ids) < len(marks):
            raise BadInput(f"The ear does not know the language “{language}”.")
        return ids
