"""VITS narrators (`VitsModel`), above all Meta's MMS-TTS: one small model for each language.

Sources: Kim et al. 2021, "Conditional Variational Autoencoder with Adversarial Learning for
End-to-End Text-to-Speech" (VITS); Pratap et al. 2023, "Scaling Speech Technology to 1,000+
Languages" (MMS); https://huggingface.co/facebook/mms-tts.
"""

from dataclasses import replace
from math import prod
from typing import Any, Final

import numpy as np
import torch
from torch import nn
from torch.nn.utils import parametrize
from transformers import VitsModel, VitsTokenizer

from core.errors import BadInput, ModelUnavailable, UnknownName
from core.models.base import Check, Utterance
from core.models.device import DevicePlan, cpu_has_bf16
from core.models.source import Source, load_weights
from core.models.spoken_text import (
    LONGEST_PIECE,
    PAUSES_S,
    SILENCE_S,
    Piece,
    pieces,
    word_times,
)

TWO_LETTERS: Final = dict(
    pair.split("=")
    for pair in (
        "ara=ar bul=bg cat=ca ces=cs dan=da deu=de ell=el eng=en est=et eus=eu fas=fa fin=fi "
        "fra=fr glg=gl heb=he hin=hi hrv=hr hun=hu ind=id isl=is ita=it kor=ko lav=lv nld=nl "
        "nob=nb pol=pl por=pt ron=ro rus=ru slk=sk spa=es swe=sv swh=sw tam=ta tel=te tha=th "
        "tur=tr ukr=uk vie=vi cym=cy"
    ).split()
)
"""ISO 639-3, which MMS uses, to the shorter code of BCP 47; other languages keep three letters."""


class Vits:
    """Fulfils `core.models.base.Narrator`.

    Options of the catalogue: `language` (BCP 47; default: the tokenizer's own) and `speaking_rate`
    (1.0 is the model's normal rate; default: its configuration's).

    In float32: in half precision VITS counts frames wrongly beyond 256 (about 4 s), since it
    numbers them in the precision of its weights.  Only its last part, which turns features into
    sound and takes most of the time, runs in bfloat16 on processors that have the instructions.
    """

    def __init__(
        self,
        model: Any,
        tokenizer: Any,
        *,
        label: str,
        language: str,
        speaking_rate: float | None = None,
    ) -> None:
        self.model = model
        self.label = label
        self.language = language
        self.speaking_rate = float(speaking_rate or model.config.speaking_rate)
        self.add_blank = bool(tokenizer.add_blank)
        self.vocabulary = {c: i for c, i in tokenizer.encoder.items() if len(c) == 1}
        tokens = min(tokenizer.model_max_length, 2 * LONGEST_PIECE + 1)
        self.longest = max(1, (tokens - 1) // 2 if self.add_blank else tokens)

    @classmethod
    def load(cls, source: Source, plan: DevicePlan) -> "Vits":
        """Model and tokenizer from one folder.

        `ModelUnavailable` for models that read phonemes or another alphabet than their language's.
        """
        tokenizer = VitsTokenizer.from_pretrained(source.folder, local_files_only=True)
        if tokenizer.is_uroman:
            raise ModelUnavailable(
                f"{source.label} reads only text that the program uroman has turned into Latin "
                "letters, which the studio does not do; choose another narrator."
            )
        if tokenizer.phonemize:
            raise ModelUnavailable(
                f"{source.label} reads phonemes instead of letters, which the studio cannot give "
                "it; choose a model of MMS-TTS or another narrator."
            )
        own = tokenizer.language
        language = source.options.get("language") or TWO_LETTERS.get(own, own)
        if not language:
            raise ModelUnavailable(
                f"{source.label} does not say which language it speaks; write `language` into its "
                "options in the catalogue."
            )
        model = load_weights(VitsModel, source.folder, source, replace(plan, dtype="float32"))
        fold_norms(model)
        if plan.device == "cpu" and cpu_has_bf16():
            halve_decoder(model)
        return cls(
            model,
            tokenizer,
            label=source.label,
            language=str(language),
            speaking_rate=source.options.get("speaking_rate"),
        )

    def voices(self) -> dict[str, dict[str, str]]:
        """The one language (BCP 47) and its voices: id to the name that people read."""
        count = self.model.config.num_speakers
        if count == 1:
            return {self.language: {"default": self.label}}
        return {
            self.language: {f"speaker-{i}": f"{self.label}, voice {i}" for i in range(1, count + 1)}
        }

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

        The same `seed` gives the same samples on the same kind of device; another seed speaks with
        another rhythm and melody.  A text without letters and digits is a short silence;
        `BadInput` for one of which the model knows no letter, and for an impossible speed.
        """
        speaker = self._speaker(language, voice)
        if not 0.5 <= speed <= 2.0:
            raise BadInput(f"A speaking speed of {speed:g} is not possible; choose 0.5 to 2.")
        check()
        rate = int(self.model.config.sampling_rate)
        if not any(c.isalnum() for c in text):
            silence = np.zeros(round(SILENCE_S * rate), np.float32)
            return Utterance(samples=silence, sample_rate=rate, words=())
        parts = pieces(text, self.vocabulary.keys(), language=self.language, longest=self.longest)
        if not parts:
            raise BadInput(
                f"{self.label} cannot read this text aloud, as it knows none of its letters; "
                "choose a narrator for the language that the text is written in."
            )
        sound: list[np.ndarray] = []
        times: list[np.ndarray] = []
        length = 0
        for index, part in enumerate(parts):
            check()
            pause = np.zeros(round(PAUSES_S[part.pause] / speed * rate), np.float32)
            samples, ends = self._say(
                part,
                speaker=speaker,
                speaking_rate=self.speaking_rate * speed,
                # Each piece has a noise of its own.
                seed=(seed + 0x9E3779B1 * index) % 2**63,
                check=check,
            )
            length += pause.size
            times.append((length + ends) / rate)
            length += samples.size
            sound += [pause, samples]
        return Utterance(
            samples=np.concatenate(sound),
            sample_rate=rate,
            words=word_times(text, parts, times),
        )

    def _speaker(self, language: str, voice: str | None) -> int | None:
        """Index of the speaker; None for a model with one. `UnknownName` lists what there is."""
        voices = self.voices()
        wanted = language.strip().lower().replace("_", "-")
        if wanted.split("-")[0] != self.language.lower().split("-")[0]:
            raise UnknownName("language", language, voices)
        known = list(voices[self.language])
        if voice is not None and voice not in known:
            raise UnknownName(f"voice for “{self.language}”", voice, known)
        if len(known) == 1:
            return None
        return known.index(voice) if voice else 0

    @torch.inference_mode()
    def _say(
        self,
        piece: Piece,
        *,
        speaker: int | None,
        speaking_rate: float,
        seed: int,
        check: Check,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Samples (float32, shape (n,)) and where in them each character begins and ends.

        The second, shape (characters + 1,), counts samples; the blank before a character belongs to
        it, as the model puts part of its sound there.

        `VitsModel` does not say how long each token takes, but it sums up what its duration
        predictor says, rounded up to frames.  A hook listens to the predictor in the same pass and
        this method rounds in the same way.
        """
        ids = [self.vocabulary[c] for c in piece.characters]
        if self.add_blank:
            ids = [i for one in ids for i in (0, one)] + [0]
        heard: list[torch.Tensor] = []

        def listen(_module: Any, _inputs: Any, log_durations: torch.Tensor) -> None:
            heard.append(log_durations)

        def pause(_module: Any, _inputs: Any) -> None:
            check()

        model = self.model
        hooks = [model.duration_predictor.register_forward_hook(listen)]
        hooks += [
            module.register_forward_pre_hook(pause)
            for module in (model.flow, *model.decoder.upsampler)
        ]
        devices = [model.device] if model.device.type == "cuda" else []
        try:
            # The model draws its noise from the global generator, which is put back afterwards.
            with torch.random.fork_rng(devices=devices):
                torch.manual_seed(seed)
                waveform = model(
                    torch.tensor([ids], device=model.device),
                    speaker_id=speaker,
                    speaking_rate=speaking_rate,
                ).waveform[0]
        finally:
            for hook in hooks:
                hook.remove()
        frames = torch.ceil(torch.exp(heard[0].flatten()) * (1.0 / speaking_rate))
        ends = np.concatenate([[0.0], np.cumsum(frames.double().cpu().numpy())])
        if self.add_blank:
            ends = np.append(ends[:-2:2], ends[-1])  # The last one has a blank after it, too.
        ends *= prod(model.config.upsample_rates)
        return waveform.float().cpu().numpy(), np.minimum(ends, waveform.numel())


def fold_norms(model: nn.Module) -> None:
    """Compute normed weights once instead of at every pass (Salimans and Kingma 2016)."""
    for module in model.modules():
        if parametrize.is_parametrized(module, "weight"):
            parametrize.remove_parametrizations(module, "weight", leave_parametrized=True)


def halve_decoder(model: Any) -> None:
    """Run the decoder (HiFi-GAN) in bfloat16, up to the layer that makes samples of features."""
    decoder = model.decoder.to(torch.bfloat16)
    last = decoder.conv_post.float()

    def narrow(_module: Any, inputs: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(x if x is None else x.to(torch.bfloat16) for x in inputs)

    def widen(_module: Any, inputs: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(x.float() for x in inputs)

    decoder.register_forward_pre_hook(narrow)
    last.register_forward_pre_hook(widen)
