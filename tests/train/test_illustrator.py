"""The illustrator's trainers and what they leave: a pipeline that loads without our code."""

import contextlib
import io
from pathlib import Path

import pytest
import torch
from diffusers import StableDiffusionImg2ImgPipeline, StableDiffusionPipeline
from PIL import Image

from db.session import Database
from db.trainings import Trainings
from tests.train.conftest import fall
from train import autoencoder, evaluate_illustrator, illustrator, illustrator_export
from train.common import MissingInput
from train.drawn import Drawn

PROMPT = "a girl is riding a horse on the beach, cut paper"


@pytest.fixture(scope="module")
def trained(drawn: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Both trainers' smoke runs: their folder and what they printed."""
    runs = tmp_path_factory.mktemp("runs")
    common = ["--data", str(drawn), "--out", str(runs), "--smoke"]
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        autoencoder.main([*common, "--steps", "12"])
        illustrator.main([*common, "--steps", "8"])
    return runs, said.getvalue()


@pytest.fixture(scope="module")
def exported(trained: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "illustrator"
    arguments = ["--runs", str(trained[0]), "--out", str(out)]
    illustrator_export.main(arguments)
    # The second export takes the first one's place.
    illustrator_export.main(arguments)
    return out


@pytest.mark.parametrize("trainer", ["decoder", "illustrator"])
def test_the_losses_fall(trained: tuple[Path, str], trainer: str) -> None:
    first, last = fall(trained[1], trainer)
    assert 0 < last < first


def test_resumed_training_goes_on(trained: tuple[Path, str], exported: Path, drawn: Path) -> None:
    arguments = ["--data", str(drawn), "--out", str(trained[0])]
    illustrator.main([*arguments, "--smoke", "--steps", "9", "--resume", "--no-database"])
    state = torch.load(trained[0] / "checkpoint.pt", weights_only=True)
    assert state["budget"]["step"] == 9
    assert "Resumed once; 9 steps" in illustrator_export.report(trained[0])


def test_a_training_may_begin_from_finished_weights(
    exported: Path, drawn: Path, tmp_path: Path
) -> None:
    arguments = ["--data", str(drawn), "--out", str(tmp_path), "--smoke", "--no-database"]
    illustrator.main([*arguments, "--steps", "1", "--start", str(exported)])
    state = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert state["sessions"][0]["start"] == str(exported)


def test_the_curves_reach_the_database(trained: tuple[Path, str], own_database: Path) -> None:
    trainings = Trainings(Database(f"sqlite:///{own_database / 'studio.db'}"))
    run = trainings.runs("illustrator")[-1]
    assert run.state == "done"
    assert run.command.startswith("python -m train.illustrator")
    curves = trainings.curves(run.id)
    assert set(curves) >= {"loss/loss", "loss/binding"}


def test_encoder_is_the_linear_code_exactly(trained: tuple[Path, str], drawn: Path) -> None:
    code = torch.load(trained[0] / "code.pt", weights_only=True)
    vae = illustrator_export.build_vae(autoencoder.build_decoder(), code)
    test = Drawn(drawn, split="test", limit=2)
    images = test.images(range(len(test)))
    wanted = torch.from_numpy(autoencoder.encode(test, code)).float()
    pixels = torch.from_numpy(images).permute(0, 3, 1, 2).float() / 127.5 - 1
    with torch.inference_mode():
        found = vae.encode(pixels).latents * autoencoder.SCALING
    # encode() rounds to half precision.
    torch.testing.assert_close(found, wanted, atol=0.02, rtol=1e-3)


def test_export_is_a_whole_folder_of_small_files(exported: Path) -> None:
    files = [path for path in exported.rglob("*") if path.is_file()]
    assert max(path.stat().st_size for path in files) < 20 * 2**20
    assert sum(path.stat().st_size for path in files) < 48 * 2**20
    assert (exported / "README.md").read_text(encoding="utf-8").startswith("---\nlicense: mit")
    card = (exported / "README.md").read_text(encoding="utf-8")
    assert "- `python -m train.autoencoder --data" in card
    assert "- `python -m train.illustrator --data" in card
    assert [path.name for path in exported.parent.iterdir()] == ["illustrator"]


def test_pipeline_paints_the_same_for_the_same_seed(exported: Path) -> None:
    painter = evaluate_illustrator.Painter(evaluate_illustrator.load(exported), 2, 2.0)
    first, again, other = painter(PROMPT, 1), painter(PROMPT, 1), painter(PROMPT, 2)
    assert first.size == (256, 256)
    assert first.tobytes() == again.tobytes() != other.tobytes()
    assert painter.pipeline.unet.dtype == torch.float32


def test_image_to_image_begins_with_the_given_picture(exported: Path, drawn: Path) -> None:
    pipeline = StableDiffusionPipeline.from_pretrained(exported, local_files_only=True)
    mended = StableDiffusionImg2ImgPipeline(**pipeline.components, requires_safety_checker=False)
    mended.set_progress_bar_config(disable=True)
    picture = Image.fromarray(Drawn(drawn).image(0))
    options = {"strength": 0.5, "num_inference_steps": 4, "guidance_scale": 2.0}
    out = mended(PROMPT, image=picture, generator=torch.Generator().manual_seed(0), **options)
    assert out.images[0].size == (256, 256)


def test_missing_illustrator_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="Train it"):
        evaluate_illustrator.load(tmp_path)
    with pytest.raises(MissingInput, match=r"checkpoint\.pt"):
        illustrator_export.assemble(tmp_path)


def test_it_is_looked_at_beside_what_was_asked_for(
    exported: Path, drawn: Path, tmp_path: Path
) -> None:
    given = ["--model", str(exported), "--data", str(drawn), "--n", "2", "--steps", "2"]
    found = evaluate_illustrator.main([*given, "--sheet", str(tmp_path / "sheet.png")])
    assert found["n"] == 2
    assert found["same seed, identical"] == 1.0
    assert Image.open(tmp_path / "sheet.png").size == (2 * 192, 2 * 192)
    truth = {"subject": "girl", "act": "ride", "place": "beach"}
    said = ["A girl rides a horse on the beach.", "A boy rides a horse on the beach."]
    shares = evaluate_illustrator.shares(said, [truth, truth])
    assert shares == {"subject": 0.5, "act": 1.0, "place": 1.0}
