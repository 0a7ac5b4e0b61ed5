"""Bark narrators (`BarkModel`): lively voices in thirteen languages, and slow.

Three transformers and a decoder, one after the other: text to meaning, meaning to two coarse
codebooks of sound, those to eight, and the codebooks to samples (EnCodec).  Sources:
https://github.com/suno-ai/bark; Borsos et al. 2022, "AudioLM"; Défossez et al. 2022, "EnCodec".
"""

from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from transformers import BarkModel
from transformers.models.bark.generation_configuration_bark import (
    BarkCoarseGenerationConfig,
    BarkFineGenerationConfig,
    BarkSemanticGenerationConfig,
)

from core.errors import BadInput, UnknownName
from core.models import bark_voices
from core.models.base import Check, Utterance
from core.models.beside_espeak import words_of
from core.models.device import DevicePlan
from core.models.espeak import Espeak
from core.models.source import Source, load_tokenizer, load_weights
from core.models.spoken_text import PAUSES_S, SILENCE_S, Piece, pieces
from core.models.stretch import stretch
from core.models.watch import watching

LONGEST: Final = 180
"""Characters that are spoken in one go: Bark was trained on some 14 seconds, and stops after 15."""
LONGEST_IN: Final = {"ja": 60, "ko": 80, "zh": 50}
"""The same in languages whose characters are syllables or words."""
LIKELY_END: Final = 0.2
"""A piece is over when its end has this probability; Bark otherwise talks on by itself. The value
of Suno's own program."""

Voice = dict[str, torch.Tensor]


class Bark:
    """Fulfils `core.models.base.Narrator`.

    Options of the catalogue: `voice` (one of `voices()`; default: the first of the language) and
    `min_eos_p` (see `LIKELY_END`).

    Sentence by sentence; what was said first is the voice of what comes after, if none was chosen.
    Bark does not say when it speaks which word: sentences are timed by their samples, words within
    them beside eSpeak's speech.  Of the precisions, the transformers take any; the decoder is kept
    in float32.
    """

    def __init__(self, model: Any, tokenizer: Any, *, source: Source) -> None:
        self.model = model
        self.tokenizer = tokenizer
        self.source = source
        self.folder: Path = source.folder
        self.espeak = Espeak()
        given = model.generation_config
        self.semantic = BarkSemanticGenerationConfig(**given.semantic_config)
        self.coarse = BarkCoarseGenerationConfig(**given.coarse_acoustics_config)
        self.fine = BarkFineGenerationConfig(**given.fine_acoustics_config)
        self.codes = int(given.codebook_size)
        self.rate = int(given.sample_rate)
        ends = source.options.get("min_eos_p", self.semantic.min_eos_p)
        self.min_eos_p = float(LIKELY_END if ends is None else ends)

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "Bark":
        """Model, tokenizer and voices from one folder."""
        tokenizer = load_tokenizer(source)
        model = load_weights(BarkModel, source.folder, source, plan)
        if not hasattr(model.generation_config, "semantic_config"):
            raise source.damaged("generation_config.json does not describe a Bark")
        model.codec_model.float()
        narrator = cls(model, tokenizer, source=source)
        highest = narrator.semantic.text_encoding_offset + len(tokenizer) - 1
        known = model.config.semantic_config.input_vocab_size
        if max(highest, narrator.semantic.semantic_infer_token) >= known:
            raise source.damaged(
                f"its tokenizer and generation_config.json go up to {highest}, and it knows only "
                f"{known} tokens"
            )
        if (voice := source.options.get("voice")) is not None:
            names = [v for voices in narrator.voices().values() for v in voices]
            if voice not in names:
                raise UnknownName("voice", str(voice), names)
        return narrator

    def voices(self) -> dict[str, dict[str, str]]:
        """Languages (BCP 47) to their voices: id to the name that people read."""
        return bark_voices.voices(self.folder)

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
        """Speak plain text sentence by sentence; at another `speed` than 1.0 it is stretched.

        The same `seed` gives the same samples on the same kind of device.  A text without letters
        and digits is a short silence.
        """
        code, given = self._voice(language, voice)
        if not 0.5 <= speed <= 2.0:
            raise BadInput(f"A speaking speed of {speed:g} is not possible; choose 0.5 to 2.")
        check()
        parts = pieces(text, None, language=code, longest=LONGEST_IN.get(code, LONGEST))
        sound: list[np.ndarray] = []
        words: list[tuple[int, int, float, float]] = []
        accent = self.espeak.voice_for(code, None)
        length = 0
        for index, part in enumerate(parts):
            check()
            samples, said = self._say(
                part, given, seed=(seed + 0x9E3779B1 * index) % 2**63, check=check
            )
            given = given or said
            pause = np.zeros(round(PAUSES_S[part.pause] / speed * self.rate), np.float32)
            samples = stretch(samples, self.rate, speed) if speed != 1.0 else samples
            length += pause.size
            if samples.size:
                words += words_of(
                    self.espeak, text, part, samples, self.rate,
                    voice=accent, start_s=length / self.rate, check=check,
                )  # fmt: skip
            length += samples.size
            sound += [pause, samples]
        if not length:
            sound = [np.zeros(round(SILENCE_S * self.rate), np.float32)]
        return Utterance(
            samples=np.concatenate(sound),
            sample_rate=self.rate,
            words=tuple(words),
        )

    def _voice(self, language: str, voice: str | None) -> tuple[str, Voice | None]:
        """The language's code, and the voice; None for one by chance. `UnknownName` lists them."""
        voices = self.voices()
        code = language.strip().lower().replace("_", "-").partition("-")[0]
        if code not in voices:
            raise UnknownName("language", language, voices)
        known = voices[code]
        if voice is not None and voice not in known:
            raise UnknownName(f"voice for “{code}”", voice, known)
        usual = self.source.options.get("voice")
        chosen = voice or (usual if usual in known else next(iter(known)))
        if chosen == "chance":
            return code, None
        try:
            arrays = bark_voices.read(self.folder, chosen)
        except (OSError, ValueError) as error:
            raise self.source.damaged(error) from error
        device = self.model.device
        return code, {part: torch.from_numpy(a).to(device) for part, a in arrays.items()}

    @torch.inference_mode()
    def _say(
        self, piece: Piece, voice: Voice | None, *, seed: int, check: Check
    ) -> tuple[np.ndarray, Voice | None]:
        """Samples (float32, shape (n,)), and what was said as a voice for what follows."""
        model = self.model
        encoded = self.tokenizer(
            piece.characters,
            add_special_tokens=False,
            padding="max_length",
            truncation=True,
            max_length=self.semantic.max_input_semantic_length,
            return_tensors="pt",
        ).to(model.device)
        devices = [model.device] if model.device.type == "cuda" else []
        hooks = [
            layer.register_forward_pre_hook(lambda _module, _inputs: check())
            for layer in model.fine_acoustics.layers
        ]
        try:
            # The library draws from the global generator, which is put back afterwards.
            with torch.random.fork_rng(devices=devices):
                torch.manual_seed(seed)
                meaning = model.semantic.generate(
                    encoded["input_ids"],
                    attention_mask=encoded["attention_mask"],
                    history_prompt=voice,
                    semantic_generation_config=self.semantic,
                    min_eos_p=self.min_eos_p,
                    stopping_criteria=watching(check),
                )
                meaning = meaning[:, : _length(meaning[0], self.semantic.eos_token_id)]
                if not meaning.numel():
                    return np.zeros(0, np.float32), None
                settings = {
                    "history_prompt": voice,
                    "semantic_generation_config": self.semantic,
                    "coarse_generation_config": self.coarse,
                    "codebook_size": self.codes,
                }
                # A copy, as the library changes what it is given.
                coarse = model.coarse_acoustics.generate(
                    meaning.clone(), stopping_criteria=watching(check), **settings
                )
                if not coarse.numel():
                    return np.zeros(0, np.float32), None
                fine = model.fine_acoustics.generate(
                    coarse, fine_generation_config=self.fine, **settings
                )
                check()
                samples = model.codec_decode(fine)[0].flatten().float().cpu().numpy()
        finally:
            for hook in hooks:
                hook.remove()
        said = {
            "semantic_prompt": meaning[0],
            "coarse_prompt": fine[0, : self.coarse.n_coarse_codebooks],
            "fine_prompt": fine[0],
        }
        return samples, said


def _length(tokens: torch.Tensor, end: int) -> int:
    """How many tokens come before the first `end`."""
    found = (tokens == end).nonzero()
    return int(found[0, 0]) if len(found) else len(tokens)
