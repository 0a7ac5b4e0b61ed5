"""The training room: real trainings of seconds in processes of their own."""

import io
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadInput
from core.settings import Settings
from studio.services import Studio
from studio.training import data, kinds
from studio.training.views import TrainingView
from tests.train.conftest import FIVE
from train.captioning import sample_data

SHORT = (
    "--steps", "6", "--every", "-1", "--batch", "2", "--variants", "0", "--threshold", "1",
    "--measure", "2", "--beams", "1",
)  # fmt: skip
LONG = ("--minutes", "5", *SHORT[2:])


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Five pictures and a table of theirs, in a ZIP that holds one folder."""
    drawn = sample_data.draw(tmp_path_factory.mktemp("shapes"))
    table = "".join(f"{name}.png\t{text}\n" for name, text in FIVE.items())
    return packed(
        {"shapes/captions.tsv": table.encode()}
        | {f"shapes/{name}.png": (drawn / f"{name}.png").read_bytes() for name in FIVE}
    )


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sizes for tests: six steps, and one that does not end by itself."""
    known = kinds.KINDS["captioner"]
    short = replace(known.sizes["minute"], options=SHORT, memory_gib=0.0)
    made = {**known.sizes, "minute": short, "hour": replace(short, label="Long", options=LONG)}
    monkeypatch.setitem(kinds.KINDS, "captioner", replace(known, sizes=made))


@pytest.fixture
def quiet(settings: Settings) -> Iterator[Studio]:
    """A studio whose worker does not run."""
    opened = Studio(settings)
    yield opened
    opened.close()


def packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def begin(studio: Studio, pictures: bytes, size: str = "minute", **given: object) -> str:
    files = [("shapes.zip", pictures)]
    return studio.training.start("captioner", size=size, name="Mine", files=files, **given)  # type: ignore[arg-type]


def view(studio: Studio, training: str) -> TrainingView:
    return next(one for one in studio.training.all() if one.id == training)


def until(studio: Studio, training: str, *wanted: str, seconds: float = 120) -> TrainingView:
    end = time.monotonic() + seconds
    while (now := view(studio, training)).status not in wanted:
        assert time.monotonic() < end, now
        assert now.status != "failed", now
        time.sleep(0.05)
    return now


@pytest.mark.usefixtures("sizes")
def test_a_captioner_of_a_zip_is_trained_used_and_put_away(studio: Studio, pictures: bytes) -> None:
    training = begin(studio, pictures)
    done = until(studio, training, "done")
    assert (done.number, done.data) == (1, "5 pictures with 5 captions")
    curves = studio.training.curves(training)
    assert len(curves["learnt/loss"]) >= 1
    assert [step for step, _ in curves["loss/words"]][-1] == 6
    shown = studio.training.samples(training)
    assert {sample.wanted for sample in shown} <= set(FIVE.values())
    assert all(Path(str(sample.picture)).is_file() for sample in shown)
    assert "Captioner" in studio.training.card(training)
    assert done.facts["Seed"] == "0"

    studio.training.use(training)
    assert studio.presets_known.models("own")["captioner"].id == done.model_id
    assert studio.presets_known.models("own")["captioner"].revision != "missing"
    with pytest.raises(BadInput, match="in use"):
        studio.training.delete(training)

    again = until(studio, begin(studio, pictures, beginning=training, seed=1), "done")
    assert (again.number, again.parent) == (2, "Mine 1")
    studio.training.use(again.id)
    assert studio.presets_known.models("own")["captioner"].id == again.model_id
    studio.training.use(training)  # back to the first
    assert studio.presets_known.models("own")["captioner"].id == done.model_id
    studio.training.put_away("captioner")
    assert studio.presets_known.models("own")["captioner"].id == studio.training.models.present(
        "captioner"
    )
    studio.training.delete(training)
    assert not (studio.settings.data_dir / "trainings" / training).exists()


@pytest.mark.usefixtures("sizes")
def test_a_training_rests_goes_on_and_the_next_waits(studio: Studio, pictures: bytes) -> None:
    first = begin(studio, pictures, "hour")
    end = time.monotonic() + 60
    while len(studio.training.curves(first).get("learnt/loss", ())) < 2:
        assert time.monotonic() < end
        assert view(studio, first).status != "failed", view(studio, first)
        time.sleep(0.05)
    second = begin(studio, pictures)
    assert view(studio, second).message == "Waits for “Mine”"
    studio.training.pause(first)
    until(studio, first, "paused")
    before = [step for step, _ in studio.training.curves(first)["loss/words"]]
    until(studio, second, "done")
    studio.training.go_on(first)
    end = time.monotonic() + 60
    while (now := [s for s, _ in studio.training.curves(first)["loss/words"]])[-1] <= before[-1]:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert now[0] == before[0], "it went on, and did not begin anew"
    studio.training.cancel(first)
    until(studio, first, "cancelled")


def test_what_cannot_be_trained_is_said_and_leaves_nothing(
    quiet: Studio, pictures: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*files: tuple[str, bytes], size: str = "minute", **given: object) -> str:
        with pytest.raises(BadInput) as error:
            quiet.training.start("captioner", size=size, name="", files=files, **given)  # type: ignore[arg-type]
        return str(error.value)

    assert "bring files" in refused()
    assert "no captions in what you brought" in refused(("a.png", b"x"))
    assert "none of them is there" in refused(("captions.tsv", b"a.png\ta cat\nb.png\ta dog\n"))
    assert "no ZIP file" in refused(("a.zip", b"no zip"))
    assert "outside" in refused(("a.zip", packed({"../../a.png": b"x"})))
    monkeypatch.setattr(data, "UNPACKED_MIB", 1)
    assert "more than 1 MiB" in refused(("a.zip", packed({"a.png": bytes(2**21)})))
    said = refused(("a.zip", pictures), size="paper")
    assert "needs a graphics card with 6 GiB; none was chosen. “An hour” fits." in said
    assert "There is no folder" in refused(folder="/nowhere")
    assert not list((quiet.settings.data_dir / "trainings").glob("*"))


def test_visitors_of_a_shared_studio_only_look(settings: Settings, pictures: bytes) -> None:
    opened = Studio(replace(settings, shared=True))
    try:
        assert "STUDIO_TRAIN=1" in opened.training.closed()
        with pytest.raises(BadInput, match="Other computers"):
            begin(opened, pictures)
    finally:
        opened.close()
