"""Music by a model: a tiny real MusicGen from a user's own catalogue, and a page's round of it."""

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from core.build import Artifact, Task
from core.errors import Cancelled
from core.models.device import DevicePlan
from core.models.loading import load
from core.models.musicgen import MusicGen
from core.models.registry import Catalog
from core.music.instruments import RATE as OURS
from core.music.rounds import from_mp3
from core.stages.table import STAGES
from tests.core.models.tiny_musicgen import RATE, make_musicgen
from tests.core.stages.givens import Remember

PLAN = DevicePlan(device="cpu", dtype="float32", why="A test.")
PROMPT = "a slow lullaby, harp"


@pytest.fixture(scope="module")
def composer(tmp_path_factory: pytest.TempPathFactory) -> MusicGen:
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("musicgen")
    make_musicgen(folder / "maker")
    own = folder / "own.toml"
    own.write_text(
        '[models.mine]\nrole = "composer"\nfamily = "musicgen"\npath = "maker"\n'
        'label = "My music"\nlicence = "MIT"\n'
    )
    return load(Catalog.load(own), "mine", PLAN)


def test_a_seed_means_a_piece_of_the_wanted_length(composer: MusicGen) -> None:
    steps: list[tuple[int, int]] = []
    before = torch.get_rng_state()
    first, rate = composer.compose(
        PROMPT, seconds=1.0, seed=7, on_step=lambda *done: steps.append(done)
    )
    assert torch.equal(before, torch.get_rng_state())
    assert (rate, first.shape) == (RATE, (RATE, 1))
    assert steps[-1] == (50, 50)
    again, _ = composer.compose(PROMPT, seconds=1.0, seed=7, on_step=lambda *_: None)
    other, _ = composer.compose(PROMPT, seconds=1.0, seed=8, on_step=lambda *_: None)
    said, _ = composer.compose("wild drums", seconds=1.0, seed=7, on_step=lambda *_: None)
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() not in (other.tobytes(), said.tobytes())


def test_it_stops_when_it_is_cancelled(composer: MusicGen) -> None:
    def stop(done: int, total: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        composer.compose(PROMPT, seconds=5.0, seed=7, on_step=stop)


def test_a_page_gets_a_round_as_long_as_it_is_read(composer: MusicGen) -> None:
    spoken = Artifact(key="n", stage="narrating", maker="model", data={"duration_s": 7.0})
    task = Task(slot="music/1", params={"prompt": PROMPT}, seed=3, inputs={"narration/1": spoken})
    context = Remember()
    (((_, made),),) = STAGES["composing"].run([task], composer, context)
    assert made.data == {"round_s": 9.0, "prompt": PROMPT}
    assert made.mime == "audio/mpeg"
    assert any("music for page 2" in str(note) for note in context.notes)
    whole, rate = soundfile.read(io.BytesIO(made.media or b""))
    assert len(whole) / rate == pytest.approx(9.8, abs=0.1)
    round_ = from_mp3(made.media or b"", 9.0)
    assert round_.shape == (9 * OURS, 2)
    steps = np.abs(np.diff(np.concatenate([round_, round_[:100]]), axis=0)).max(1)
    seam = steps[9 * OURS - 200 :].max()
    assert seam <= np.percentile(steps, 99.9)


def test_longer_than_the_model_can_is_repeated(tmp_path: Path, composer: MusicGen) -> None:
    assert composer.longest_s == 30.0
    spoken = Artifact(key="n", stage="narrating", maker="model", data={"duration_s": 300.0})
    task = Task(slot="music/0", params={"prompt": PROMPT}, seed=3, inputs={"narration/0": spoken})
    short = MusicGen.__new__(MusicGen)
    short.__dict__.update(composer.__dict__, longest_s=12.0)
    (((_, made),),) = STAGES["composing"].run([task], short, Remember())
    assert made.data["round_s"] == 10.0
