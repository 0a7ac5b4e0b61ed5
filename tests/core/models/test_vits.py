"""VITS narrators: a tiny real one, loaded from a user's own catalogue file."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import VitsConfig, VitsModel

from core.errors import BadInput, Cancelled, ModelUnavailable, UnknownName
from core.models.base import Utterance
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.registry import Catalog
from core.models.spoken_text import PAUSES_S
from core.models.vits import Vits
from tests.core.models import narrators
from tests.core.models.test_families import Stop
from tests.core.models.tiny_vits import FRAME, RATE, make_narrator

TEXT = "The old fox, kind and 25, ran home.\n\n“It’s late — 🦊 café!” said Ann."
PLAN = DevicePlan(device="cpu", dtype="bfloat16", why="A test.")


def catalogue(folder: Path, **tokenizer: Any) -> Catalog:
    """A user's own catalogue beside a freshly made model."""
    make_narrator(folder / "voice", **tokenizer)
    file = folder / "own.toml"
    file.write_text(
        '[models.mine]\nrole = "narrator"\nfamily = "vits"\npath = "voice"\n'
        'label = "My voice"\nlicence = "MIT"\n'
    )
    return Catalog.load(file)


@pytest.fixture(scope="module")
def narrator(tmp_path_factory: pytest.TempPathFactory) -> Vits:
    torch.set_num_threads(1)
    return load(catalogue(tmp_path_factory.mktemp("vits")), "mine", PLAN)


def speak(narrator: Vits, text: str = TEXT, **changes: Any) -> Utterance:
    return narrators.speak(narrator, text, **changes)


def test_a_seed_means_a_reading(narrator: Vits) -> None:
    narrators.assert_a_seed_means_a_reading(narrator, TEXT, rate=RATE)
    assert narrator.model.dtype == torch.float32


def test_a_decoder_in_half_precision_sounds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = catalogue(tmp_path)
    spoken = {}
    for instructions in (False, True):
        monkeypatch.setattr("core.models.vits.cpu_has_bf16", lambda has=instructions: has)
        narrator = load(made, "mine", PLAN)
        assert (narrator.model.decoder.conv_pre.weight.dtype == torch.bfloat16) is instructions
        assert narrator.model.decoder.conv_post.weight.dtype == torch.float32
        assert narrator.model.flow.flows[0].conv_pre.weight.dtype == torch.float32
        spoken[instructions] = speak(narrator)
    full, half = spoken[False], spoken[True]
    assert half.words == full.words
    assert half.samples.shape == full.samples.shape
    noise = np.square(half.samples - full.samples).mean()
    assert 0 < noise < 1e-3 * np.square(full.samples).mean()  # More than 30 dB below it.


def test_every_spoken_word_has_its_time(narrator: Vits) -> None:
    said = speak(narrator)
    assert [TEXT[a:b] for a, b, _, _ in said.words] == [
        *"The old fox kind and 25 ran home".split(),
        *"It’s late café said Ann".split(),
    ]
    last = 0.0
    for _, _, start, end in said.words:
        assert last <= start < end <= len(said.samples) / RATE
        last = end
    assert said.words[-1][3] == pytest.approx(len(said.samples) / RATE)
    assert speak(narrator, "Fox Привет den.").words[1][:2] == (11, 14)


def test_times_are_the_durations_that_the_model_speaks_with(narrator: Vits) -> None:
    seen: list[torch.Tensor] = []
    hook = narrator.model.duration_predictor.register_forward_hook(
        lambda _module, _inputs, out: seen.append(out)
    )
    said = speak(narrator, "Ab cd.", speed=0.5)
    hook.remove()
    frames = torch.ceil(torch.exp(seen[0].flatten()) / 0.5)
    assert len(frames) == 2 * len("ab cd") + 1
    assert int(frames.sum()) * FRAME == len(said.samples)
    # A blank and a letter, twice; the space has a blank of its own.
    assert said.words[0][2:] == pytest.approx((0.0, float(frames[:4].sum()) * FRAME / RATE))
    assert said.words[1][2] == pytest.approx(float(frames[:6].sum()) * FRAME / RATE)
    assert not narrator.model.duration_predictor._forward_hooks


def test_it_is_silent_between_sentences(narrator: Vits) -> None:
    said = speak(narrator)
    end, start = said.words[7][3], said.words[8][2]
    assert start - end == pytest.approx(PAUSES_S["paragraph"])
    assert not said.samples[round(end * RATE) : round(start * RATE)].any()
    fast = speak(narrator, "Ab. Cd.", speed=2.0)
    assert fast.words[1][2] - fast.words[0][3] == pytest.approx(PAUSES_S["sentence"] / 2)
    assert len(speak(narrator, speed=0.5).samples) > 1.3 * len(speak(narrator, speed=2.0).samples)


def test_long_sentences_are_spoken_in_pieces(
    narrator: Vits, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert narrator.longest == 300
    monkeypatch.setattr(narrator, "longest", 12)
    text = "the fox ran over the hill and slept"
    said = speak(narrator, text)
    assert [text[a:b] for a, b, _, _ in said.words] == text.split()


def test_it_can_be_cancelled_in_the_middle(narrator: Vits) -> None:
    counter = Stop(10_000)
    speak(narrator, check=counter)
    assert counter.calls > 6
    stop = Stop(counter.calls - 2)
    with pytest.raises(Cancelled):
        speak(narrator, check=stop)
    assert stop.calls == counter.calls - 1
    assert not narrator.model.flow._forward_pre_hooks
    assert speak(narrator, "Ab.").words


@pytest.mark.parametrize("text", ["", "  \n", "🦊🎉", "… — !"])
def test_nothing_to_say_is_a_short_silence(narrator: Vits, text: str) -> None:
    said = speak(narrator, text)
    assert len(said.samples) == RATE // 2
    assert not said.samples.any()
    assert said.words == ()


def test_what_cannot_be_spoken_is_one_sentence(narrator: Vits) -> None:
    with pytest.raises(BadInput, match=r"My voice cannot read this text aloud.*letters; choose"):
        speak(narrator, "Пора домой.")
    with pytest.raises(UnknownName, match=r"no language called “de”.*are: en"):
        speak(narrator, language="de")
    with pytest.raises(UnknownName, match=r"called “Bob”.*default"):
        speak(narrator, voice="Bob")
    with pytest.raises(BadInput, match="speed of 9"):
        speak(narrator, speed=9.0)
    assert speak(narrator, "Ab.", language="en-US", voice="default").words
    assert narrator.voices() == {"en": {"default": "My voice"}}


def test_a_model_may_have_several_voices(tmp_path: Path) -> None:
    choir = load(catalogue(tmp_path, speakers=2), "mine", PLAN)
    assert choir.voices() == {
        "en": {"speaker-1": "My voice, voice 1", "speaker-2": "My voice, voice 2"}
    }
    first, second, usual = (
        speak(choir, "Ab.", voice=voice).samples.tobytes()
        for voice in ("speaker-1", "speaker-2", None)
    )
    assert usual == first != second


@pytest.mark.parametrize(
    ("setting", "why"),
    [
        ({"is_uroman": True}, "uroman"),
        ({"phonemize": True}, "phonemes"),
        ({"language": None}, "which language"),
    ],
)
def test_models_that_need_more_are_refused(tmp_path: Path, setting: Any, why: str) -> None:
    with pytest.raises(ModelUnavailable, match=why):
        load(catalogue(tmp_path, **setting), "mine", PLAN)


def test_the_published_architecture_is_the_default_one() -> None:
    """36.3 million, as facebook/mms-tts-eng is published (145 MB in float32, 762 tensors)."""
    with torch.device("meta"):
        model = VitsModel(VitsConfig())
    assert sum(p.numel() for p in model.parameters()) == 36_284_592
    assert len(model.state_dict()) == 762
