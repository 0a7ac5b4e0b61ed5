"""Bark narrators: a tiny real one in the published layout, loaded from a user's own catalogue."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from core.errors import BadInput, Cancelled, DamagedWeights, UnknownName
from core.models.bark import LONGEST, Bark
from core.models.base import Utterance
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.registry import Catalog
from core.models.spoken_text import PAUSES_S
from tests.core.models import narrators
from tests.core.models.test_families import Stop
from tests.core.models.tiny_bark import FRAME, RATE, make_bark

TEXT = "The old fox ran home. “It’s late — 🦊 café!” said Ann.\n\nThe end."
PLAN = DevicePlan(device="cpu", dtype="float32", why="A test.")


def catalogue(folder: Path, options: str = "", **made: Any) -> Catalog:
    """A user's own catalogue beside a freshly made model."""
    make_bark(folder / "voice", **made)
    file = folder / "own.toml"
    file.write_text(
        '[models.mine]\nrole = "narrator"\nfamily = "bark"\npath = "voice"\n'
        f'label = "My voice"\nlicence = "MIT"\noptions = {{{options}}}\n'
    )
    return Catalog.load(file)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    torch.set_num_threads(1)
    return catalogue(tmp_path_factory.mktemp("bark"))


@pytest.fixture(scope="module")
def narrator(own: Catalog) -> Bark:
    return load(own, "mine", PLAN)


def speak(narrator: Bark, text: str = TEXT, **changes: Any) -> Utterance:
    return narrators.speak(narrator, text, **changes)


def test_a_seed_means_a_reading(narrator: Bark) -> None:
    narrators.assert_a_seed_means_a_reading(narrator, TEXT, rate=RATE)


def test_sentences_are_timed_by_samples_and_words_beside_espeak(narrator: Bark) -> None:
    said = speak(narrator)
    assert [TEXT[a:b] for a, b, _, _ in said.words] == [
        *"The old fox ran home It’s late café said Ann The end".split()
    ]
    last = 0.0
    for _, _, start, end in said.words:
        assert last <= start < end <= len(said.samples) / RATE
        last = end
    first = speak(narrator, "The old fox ran home.")
    assert len(first.samples) % FRAME == 0
    assert said.samples[: len(first.samples)].tobytes() == first.samples.tobytes()
    assert said.words[:5] == first.words
    assert said.words[4][3] == pytest.approx(len(first.samples) / RATE)
    assert said.words[5][2] - said.words[4][3] == pytest.approx(PAUSES_S["sentence"], abs=0.15)
    assert said.words[10][2] - said.words[9][3] == pytest.approx(PAUSES_S["paragraph"], abs=0.15)


def test_it_speaks_as_the_library_does(narrator: Bark) -> None:
    text, voice = "The old fox ran home.", "v2/en_speaker_9"
    said = speak(narrator, text, voice=voice)
    _, history = narrator._voice("en", voice)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(7)
        encoded = narrator.tokenizer(
            text, add_special_tokens=False, padding="max_length", max_length=64, return_tensors="pt"
        )
        expected = narrator.model.generate(
            encoded["input_ids"],
            attention_mask=encoded["attention_mask"],
            history_prompt=history,
            min_eos_p=0.2,
        )
    assert said.samples.tobytes() == expected[0].numpy().tobytes()


def test_voices_are_those_whose_files_are_here(own: Catalog, narrator: Bark) -> None:
    expected = {
        "en": {
            "v2/en_speaker_6": "English, voice 7",
            "v2/en_speaker_9": "English, voice 10",
            "en_speaker_0": "English, voice 1, first set",
        },
        "de": {"v2/de_speaker_3": "German, voice 4"},
    }
    assert narrator.voices() == own.voices("mine") == expected
    spoken = {
        voice: speak(narrator, "Ab.", voice=voice).samples.tobytes()
        for voice in (None, "v2/en_speaker_6", "v2/en_speaker_9")
    }
    assert spoken[None] == spoken["v2/en_speaker_6"] != spoken["v2/en_speaker_9"]
    assert speak(narrator, "Der Fuchs.", language="de-AT").words
    with pytest.raises(UnknownName, match=r"no language called “fr”.*are: de, en"):
        speak(narrator, language="fr")
    with pytest.raises(UnknownName, match=r"called “Bob”.*en_speaker_9"):
        speak(narrator, voice="Bob")


def test_without_voices_the_first_sentence_gives_it(tmp_path: Path) -> None:
    own = catalogue(tmp_path, voices=())
    narrator = load(own, "mine", PLAN)
    assert len(own.voices("mine") or {}) == 13
    assert narrator.voices()["fr"] == {"chance": "French, a voice by chance"}
    heard: list[Any] = []
    original = narrator._say

    def listen(piece: Any, voice: Any, **rest: Any) -> Any:
        heard.append(voice)
        return original(piece, voice, **rest)

    narrator._say = listen  # type: ignore[method-assign]
    assert speak(narrator, language="fr").words
    assert heard[0] is None
    assert heard[1] is heard[2]
    assert heard[1]["fine_prompt"].shape[0] == 8


def test_the_usual_voice_can_be_named(tmp_path: Path) -> None:
    own = catalogue(tmp_path, 'voice = "v2/en_speaker_9"')
    narrator = load(own, "mine", PLAN)
    usual = speak(narrator, "Ab.").samples.tobytes()
    assert usual == speak(narrator, "Ab.", voice="v2/en_speaker_9").samples.tobytes()
    file = tmp_path / "own.toml"
    file.write_text(file.read_text().replace("speaker_9", "speaker_5"))
    with pytest.raises(UnknownName, match=r"voice called “v2/en_speaker_5”"):
        load(Catalog.load(file), "mine", PLAN)


def test_long_sentences_are_spoken_in_pieces(narrator: Bark) -> None:
    words = ["fox"] * 100
    said = speak(narrator, " ".join(words))
    assert len(said.words) == len(words)
    gaps = [b[2] - a[3] for a, b in zip(said.words, said.words[1:], strict=False)]
    assert sum(gap > 0.9 * PAUSES_S["clause"] for gap in gaps) == 400 // LONGEST


def test_speed_changes_the_length(narrator: Bark) -> None:
    usual = speak(narrator)
    slow = speak(narrator, speed=0.5)
    assert len(slow.samples) == pytest.approx(2 * len(usual.samples), rel=0.01)
    assert slow.words[-1][3] == pytest.approx(2 * usual.words[-1][3], rel=0.01)
    with pytest.raises(BadInput, match="speed of 9"):
        speak(narrator, speed=9.0)


def test_it_can_be_cancelled_in_the_middle(narrator: Bark) -> None:
    counter = Stop(10_000)
    speak(narrator, check=counter)
    assert counter.calls > 50
    stop = Stop(counter.calls - 2)
    with pytest.raises(Cancelled):
        speak(narrator, check=stop)
    assert stop.calls == counter.calls - 1
    assert not any(layer._forward_pre_hooks for layer in narrator.model.fine_acoustics.layers)


@pytest.mark.parametrize("text", ["", "  \n", "🦊🎉", "… — !"])
def test_nothing_to_say_is_a_short_silence(narrator: Bark, text: str) -> None:
    said = speak(narrator, text)
    assert len(said.samples) == RATE // 2
    assert not said.samples.any()
    assert said.words == ()


def test_half_precision_keeps_the_decoder_whole(own: Catalog) -> None:
    half = load(own, "mine", DevicePlan(device="cpu", dtype="bfloat16", why="A test."))
    assert half.model.semantic.dtype == torch.bfloat16
    assert half.model.codec_model.dtype == torch.float32
    assert np.isfinite(speak(half, "The fox.").samples).all()


def test_what_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    own = catalogue(tmp_path)
    narrator = load(own, "mine", PLAN)
    file = tmp_path / "voice/speaker_embeddings/v2/en_speaker_6_fine_prompt.npy"
    np.save(file, np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(DamagedWeights, match=r"My voice cannot be loaded.*put its files into"):
        speak(narrator)
    settings = tmp_path / "voice/generation_config.json"
    found = json.loads(settings.read_text())
    found["semantic_config"]["text_encoding_offset"] = 10_048
    settings.write_text(json.dumps(found))
    with pytest.raises(DamagedWeights, match="it knows only"):
        load(own, "mine", PLAN)
    settings.unlink()
    with pytest.raises(DamagedWeights):
        load(own, "mine", PLAN)
