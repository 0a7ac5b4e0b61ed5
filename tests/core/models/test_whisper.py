"""The ear: a tiny real Whisper for CTranslate2."""

from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput, ModelUnavailable
from tests.core.models.tiny_whisper import make_ear

pytest.importorskip("ctranslate2", reason="CTranslate2 is not installed (requirements-dev.txt)")

from core.models.whisper import Whisper

SOUND = np.random.default_rng(0).normal(0, 0.1, 22050).astype(np.float32)


@pytest.fixture(scope="module")
def ear(tmp_path_factory: pytest.TempPathFactory) -> Whisper:
    return Whisper(make_ear(tmp_path_factory.mktemp("ear")), threads=1)


def test_the_same_sound_is_heard_alike(ear: Whisper) -> None:
    heard = ear.heard(SOUND, 22050)
    assert isinstance(heard, str)
    assert "<|" not in heard
    assert ear.heard(SOUND, 22050) == heard


def test_words_begin_in_order_within_the_sound(ear: Whisper) -> None:
    times = ear.times(SOUND, 22050, "the old fox ran")
    assert len(times) == 4
    assert times == sorted(times)
    assert 0 <= times[0] <= times[-1] <= 1.02


def test_what_it_cannot_hear_is_one_sentence(ear: Whisper, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="at most 30 seconds at once; this sound has 31"):
        ear.heard(np.zeros(31 * 8000, np.float32), 8000)
    with pytest.raises(BadInput, match="does not know the language “tlh”"):
        ear.heard(SOUND, 22050, language="tlh")
    with pytest.raises(ModelUnavailable, match="holds no Whisper for CTranslate2"):
        Whisper(tmp_path)
