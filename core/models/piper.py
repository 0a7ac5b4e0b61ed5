"""Piper voices: VITS as ONNX, run by onnxruntime on the processor; it reads eSpeak's phonemes.

Source: https://github.com/OHF-Voice/piper1-gpl (the layout of the files and their inputs; none of
its code); Kim et al. 2021 (VITS).  eSpeak NG, which is GPL, runs as a program of its own.
"""

import re
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from core.errors import BadInput, UnknownName
from core.models.base import Check, Utterance
from core.models.beside_espeak import words_of
from core.models.device import DevicePlan
from core.models.espeak import Espeak, speakable
from core.models.piper_voices import language_of, name_of, speakers_of, voices_of
from core.models.source import Source, read_json
from core.models.spoken_text import PAUSES_S, SILENCE_S, pieces
from core.sound import speech_span
from core.text import is_abbreviation

FADE_S: Final = 0.005
"""A piece begins and ends within so long, so that its edges do not click."""
BEGIN, END, BLANK = "^", "$", "_"
"""Symbols around all phonemes, and after each."""
_MARKS: Final = (
    ("?", "?？؟"),
    ("!", "!！"),
    (".", ".。।॥"),
    (";", ";；؛"),
    (":", ":："),
    (",", ",，、،…—–()[]"),
)
"""Marks that a voice knows, strongest first, and what is written for them."""
_SIGNS: Final = {sign: mark for mark, signs in _MARKS for sign in signs}
_STRENGTH: Final = "".join(mark for mark, _ in _MARKS)
_ALONE: Final = "".join(sign for sign in _SIGNS if sign not in ".,;:!?")
"""Signs that part words even where no space follows."""
_TOKEN: Final = re.compile(rf"[{re.escape(_ALONE)}]|[^\s{re.escape(_ALONE)}]+")
_END: Final = re.compile(r"[.,;:!?][\"'”’»“‘«.,;:!?]*$")

_SEEDING: Final = threading.Lock()
"""onnxruntime has one seed for the whole process, which a session reads when it is made."""


class Piper:
    """Fulfils `core.models.base.Narrator`.

    Options of the catalogue: `language` (BCP 47), `length_scale` (above 1 is slower), `noise_scale`
    and `noise_w` (how much chance is in sound and rhythm), each the voice's own where absent;
    `voice` is by what name a single speaker is asked for, where it reads beside another narrator.
    """

    def __init__(self, model: Path, config: Mapping[str, Any], source: Source) -> None:
        self.model = model
        self.label = source.label
        self.source = source
        self.rate = int(config["audio"]["sample_rate"])
        self.spoken_by = str(config["espeak"]["voice"])
        self.language = language_of(config, source.options)
        self.ids: dict[str, list[int]] = {
            symbol: [int(i) for i in ids] for symbol, ids in config["phoneme_id_map"].items()
        }
        usual = config["inference"]
        options = source.options
        self.length_scale = float(options.get("length_scale", usual["length_scale"]))
        self.noise_scale = float(options.get("noise_scale", usual["noise_scale"]))
        self.noise_w = float(options.get("noise_w", usual["noise_w"]))
        self.speakers = speakers_of(config)
        self.espeak = Espeak()

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "Piper":
        """A voice from a folder with one `.onnx` and its `.onnx.json`."""
        model, config = files_of(source)
        if config.get("phoneme_type", "espeak") != "espeak":
            raise source.damaged("it reads other signs than eSpeak's phonemes")
        narrator = cls(model, config, source)
        if lacking := [symbol for symbol in (BEGIN, END, BLANK) if symbol not in narrator.ids]:
            raise source.damaged(f"its list of phonemes lacks {lacking[0]}")
        narrator._session(0)
        return narrator

    def voices(self) -> dict[str, dict[str, str]]:
        """The one language (BCP 47) and its voices: id to the name that people read."""
        name = name_of(self.source.options)
        return voices_of(self.language, self.label, self.speakers, name=name)

    def speak(
        self,
        text: str,
        *,
        language: str,
        voice: str | None,
        speed: float,
        check: Check,
        seed: int = 0,
    ) -> Utterance:
        """Speak plain text sentence by sentence; `speed` 1.0 is normal.

        The same `seed` gives the same samples; another one speaks with another rhythm and melody.
        The words' times are found by comparing with eSpeak's speech.
        """
        speaker = self._speaker(language, voice)
        if not 0.5 <= speed <= 2.0:
            raise BadInput(f"A speaking speed of {speed:g} is not possible; choose 0.5 to 2.")
        check()
        parts = pieces(speakable(text), None, language=self.language)
        if not parts:
            silence = np.zeros(round(SILENCE_S * self.rate), np.float32)
            return Utterance(samples=silence, sample_rate=self.rate, words=())
        inputs = self._phonemes([part.characters for part in parts], check)
        session = self._session(seed)
        sound: list[np.ndarray] = []
        words: list[tuple[int, int, float, float]] = []
        length = 0
        for part, ids in zip(parts, inputs, strict=True):
            check()
            samples = self._say(session, ids, speaker=speaker, speed=speed)
            if not samples.size:
                continue
            pause = np.zeros(round(PAUSES_S[part.pause] / speed * self.rate) if length else 0)
            length += pause.size
            words += words_of(
                self.espeak, text, part, samples, self.rate,
                voice=self.spoken_by, start_s=length / self.rate, check=check,
            )  # fmt: skip
            length += samples.size
            sound += [pause.astype(np.float32), samples]
        if not sound:
            raise BadInput(
                f"{self.label} knows none of the sounds of this text; choose a narrator for the "
                "language that the text is written in."
            )
        return Utterance(samples=np.concatenate(sound), sample_rate=self.rate, words=tuple(words))

    def _speaker(self, language: str, voice: str | None) -> int | None:
        """Index of the speaker; None for a voice with one. `UnknownName` lists what there is."""
        voices = self.voices()
        ((own, names),) = voices.items()
        if language.strip().lower().replace("_", "-").split("-")[0] != own.split("-")[0]:
            raise UnknownName("language", language, voices)
        if voice is not None and voice not in names:
            raise UnknownName(f"voice for “{own}”", voice, names)
        if not self.speakers:
            return None
        return self.speakers[voice] if voice else min(self.speakers.values())

    def _phonemes(self, texts: Sequence[str], check: Check) -> list[list[int]]:
        """The ids of each text's phonemes and marks, a blank after each."""
        split = [clauses(text) for text in texts]
        wanted = [words for parts in split for words, _ in parts]
        said = iter(self.espeak.phonemes(wanted, voice=self.spoken_by, check=check))
        found = []
        for parts in split:
            spoken = " ".join(next(said) + mark for _, mark in parts)
            found.append(self.encode(spoken))
        return found

    def encode(self, phonemes: str) -> list[int]:
        """Ids of phonemes; those that the voice does not know are left out, as are language marks.

        eSpeak writes "(en)" before words that it takes for another language's.
        """
        plain = unicodedata.normalize("NFD", re.sub(r"\([a-z-]+\)", "", phonemes))
        blank = self.ids[BLANK]
        ids = self.ids[BEGIN] + blank
        for symbol in plain:
            if symbol in self.ids and symbol not in (BEGIN, END, BLANK):
                ids += self.ids[symbol] + blank
        return ids + self.ids[END]

    def _session(self, seed: int) -> Any:
        """The network, its noise begun at `seed`: a session reads the process's seed once."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            with _SEEDING:
                onnxruntime.set_seed(seed % 2**31)
                return onnxruntime.InferenceSession(
                    str(self.model), options, providers=["CPUExecutionProvider"]
                )
        except Exception as error:  # It raises a class of its own for each kind of failure.
            raise self.source.damaged(f"{self.model.name}: {error}") from error

    def _say(
        self, session: Any, ids: Sequence[int], *, speaker: int | None, speed: float
    ) -> np.ndarray:
        """Samples (float32, shape (n,)) without the silence around them."""
        scales = [self.noise_scale, self.length_scale / speed, self.noise_w]
        inputs = {
            "input": np.array([ids], np.int64),
            "input_lengths": np.array([len(ids)], np.int64),
            "scales": np.array(scales, np.float32),
        }
        if speaker is not None:
            inputs["sid"] = np.array([speaker], np.int64)
        try:
            samples = np.asarray(session.run(None, inputs)[0], np.float32).reshape(-1)
        except Exception as error:
            raise self.source.damaged(error) from error
        start, end = speech_span(np.nan_to_num(samples), self.rate)
        samples = np.clip(np.nan_to_num(samples[start:end]), -1.0, 1.0)
        fade = min(round(FADE_S * self.rate), len(samples) // 2)
        if fade:
            slope = np.linspace(0, 1, fade, dtype=np.float32)
            samples[:fade] *= slope
            samples[-fade:] *= slope[::-1]
        return samples


def clauses(text: str) -> list[tuple[str, str]]:
    """A sentence cut at its marks: words, and the one mark (",", ".", "?" …) that follows them.

    eSpeak tells phonemes without marks, and a voice makes pauses and melody of those.
    """
    tokens = _TOKEN.findall(text)
    found: list[tuple[str, str]] = []
    words: list[str] = []
    for i, token in enumerate(tokens):
        end = _END.search(token)
        core = token[: end.start()] if end else token
        mark = _mark(token, core, last=i + 1 == len(tokens))
        if any(c.isalnum() for c in core):
            words.append(core if mark else token)
        if mark and words:
            found.append((" ".join(words), mark))
            words = []
        elif mark and found:
            found[-1] = (found[-1][0], min(mark, found[-1][1], key=_STRENGTH.index))
    if words:
        found.append((" ".join(words), "."))
    elif found and found[-1][1] not in ".?!":
        found[-1] = (found[-1][0], ".")
    return found


def _mark(token: str, core: str, *, last: bool) -> str:
    """The mark that a token ends with; "" for none, or a full stop that ends nothing."""
    if set(token) == {"-"}:
        return ","
    signs = [_SIGNS[c] for c in (token if token in _ALONE else token[len(core) :]) if c in _SIGNS]
    if not signs:
        return ""
    mark = min(signs, key=_STRENGTH.index)
    if mark == "." and not last:
        if len(signs) > 1 and set(signs) == {"."}:
            return ","  # Three dots are a pause.
        if is_abbreviation(core):
            return ""
    return mark


def files_of(source: Source) -> tuple[Path, dict[str, Any]]:
    """The voice's file and its configuration; `DamagedWeights` says what is wrong."""
    models = sorted(source.folder.glob("*.onnx"))
    if len(models) != 1:
        raise source.damaged(f"{source.folder} needs one .onnx file and has {len(models)}")
    config = Path(f"{models[0]}.json")
    if not config.is_file():
        raise source.damaged(f"{config.name} is missing beside it")
    try:
        read = read_json(config)
        for key in ("audio", "espeak", "inference", "phoneme_id_map"):
            if not isinstance(read[key], Mapping):
                raise ValueError
    except (ValueError, KeyError, TypeError) as error:
        raise source.damaged(f"{config.name} does not describe a Piper voice") from error
    return models[0], read
