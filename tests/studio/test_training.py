"""The training room: real trainings of seconds in processes of their own."""

import io
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from core.build import QuietContext
from core.errors import BadInput
from core.models.machine import place
from core.settings import Settings
from core.story import StoryRequest
from db.training_jobs import TrainingJobs
from studio import one_task
from studio.compose import Studio
from studio.training import child, data, kinds
from studio.training.views import TrainingView
from tests.train.conftest import FIVE
from train.captioning import sample_data
from train.writing.sample_data import stories as stories_of

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
    writer = kinds.KINDS["writer"]
    brief = ("--steps", "3", "--every", "-1", "--rank", "2", "--longest", "512", "--measure", "2")
    made = {"minute": replace(writer.sizes["minute"], options=brief, memory_gib=0.0)}
    monkeypatch.setitem(kinds.KINDS, "writer", replace(writer, sizes=made))
    hero = kinds.KINDS["hero"]
    quick = (
        "--steps", "2", "--lora", "2", "--size", "64", "--batch", "1", "--accumulation", "1",
        "--checkpoint-every", "1", "--inference-steps", "2", "--measure", "1", "--scorer", "no",
    )  # fmt: skip
    made = {"minute": replace(hero.sizes["minute"], options=quick, memory_gib=0.0)}
    monkeypatch.setitem(kinds.KINDS, "hero", replace(hero, sizes=made, others={"minute": 2}))
    painter = kinds.KINDS["illustrator"]
    monkeypatch.setitem(kinds.KINDS, "illustrator", replace(painter, sizes=made))
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
    asked = {"name": "Mine", "files": [("shapes.zip", pictures)], **given}
    return studio.training.start("captioner", size=size, **asked)  # type: ignore[arg-type]


def time_of(studio: Studio, size: str = "minute") -> tuple[float, int]:
    """How long a captioner is said to take, and by how many trainings."""
    kind = next(kind for kind in studio.training.kinds() if kind.id == "captioner")
    found = next(one for one in kind.sizes if one.id == size)
    assert found.seconds is not None
    return found.seconds, found.trainings


def view(studio: Studio, training: str) -> TrainingView:
    return next(one for one in studio.training.all() if one.id == training)


def until(studio: Studio, training: str, *wanted: str, seconds: float = 400) -> TrainingView:
    end = time.monotonic() + seconds
    while (now := view(studio, training)).status not in wanted:
        assert time.monotonic() < end, now
        assert now.status != "failed", now
        time.sleep(0.3)
    return now


@pytest.mark.usefixtures("sizes")
def test_a_captioner_of_a_zip_is_trained_used_and_put_away(studio: Studio, pictures: bytes) -> None:
    assert time_of(studio) == (kinds.KINDS["captioner"].sizes["minute"].guess_s, 0)
    training = begin(studio, pictures)
    done = until(studio, training, "done")
    assert (done.number, done.data) == (1, "5 pictures with 5 captions")
    seconds, trainings = time_of(studio)
    assert trainings == 1
    assert 0 < seconds < 400
    curves = studio.training.curves(training)
    assert len(curves["learnt/loss"]) >= 1
    assert [step for step, _ in curves["loss/words"]][-1] == 6
    shown = studio.training.samples(training)
    assert {sample.wanted for sample in shown} <= set(FIVE.values())
    assert all(Path(str(sample.picture)).is_file() for sample in shown)
    assert "Captioner" in studio.training.card(training)
    assert done.facts["Seed"] == "0"

    studio.training.use(training)
    assert studio.presets.models("own")["captioner"].id == done.model_id
    assert studio.presets.models("own")["captioner"].revision != "missing"
    with pytest.raises(BadInput, match="in use"):
        studio.training.delete(training)

    again = until(studio, begin(studio, pictures, beginning=training, seed=1), "done")
    assert (again.number, again.parent) == (2, "Mine 1")
    studio.training.use(again.id)
    assert studio.presets.models("own")["captioner"].id == again.model_id
    studio.training.use(training)  # back to the first
    assert studio.presets.models("own")["captioner"].id == done.model_id
    studio.training.put_away("captioner")
    assert studio.presets.models("own")["captioner"].id == studio.training.models.present(
        "captioner"
    )
    studio.training.delete(training)
    assert not (studio.settings.data_dir / "trainings" / training).exists()


@pytest.mark.usefixtures("sizes")
def test_a_training_rests_goes_on_and_the_next_waits(studio: Studio, pictures: bytes) -> None:
    first = begin(studio, pictures, "hour")
    end = time.monotonic() + 400
    while len(studio.training.curves(first).get("learnt/loss", ())) < 2:
        assert time.monotonic() < end
        assert view(studio, first).status != "failed", view(studio, first)
        time.sleep(0.3)
    second = begin(studio, pictures)
    assert view(studio, second).message == "Waits for “Mine”"
    studio.training.pause(first)
    until(studio, first, "paused")
    before = [step for step, _ in studio.training.curves(first)["loss/words"]]
    until(studio, second, "done")
    studio.training.go_on(first)
    end = time.monotonic() + 400
    while (now := [s for s, _ in studio.training.curves(first)["loss/words"]])[-1] <= before[-1]:
        assert time.monotonic() < end
        time.sleep(0.3)
    assert now[0] == before[0], "it went on, and did not begin anew"
    assert time_of(studio, "hour")[1] == 0
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
    assert "2 pictures with captions are not in the folder" in refused(
        ("captions.tsv", b"a.png\ta cat\nb.png\ta dog\n")
    )
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


@pytest.mark.usefixtures("sizes")
def test_a_writer_learns_stories(studio: Studio, tmp_path: Path) -> None:
    stories = stories_of(tmp_path / "stories.json").read_bytes()
    writer = next(kind for kind in studio.training.kinds() if kind.id == "writer")
    assert "tiny-writer" in writer.beginnings
    given = {"size": "minute", "name": "Tales", "files": [("stories.json", stories)]}
    with pytest.raises(BadInput, match="begins from"):
        studio.training.start("writer", beginning="nothing", **given)  # type: ignore[arg-type]
    training = studio.training.start("writer", beginning="tiny-writer", **given)  # type: ignore[arg-type]
    done = until(studio, training, "done")
    assert done.data == "20 stories"
    assert studio.training.samples(training)[0].wanted.startswith("One day a")
    assert studio.catalog.status(done.model_id).ready
    further = studio.training.start("writer", beginning=training, **given)  # type: ignore[arg-type]
    assert until(studio, further, "done").parent == "Tales 1"
    with pytest.raises(BadInput, match="“Tales” is a writer already"):
        begin(studio, b"", name="Tales")


@pytest.mark.usefixtures("sizes")
def test_a_hero_is_learnt_from_five_pictures(studio: Studio, tmp_path: Path) -> None:
    drawn = sorted(sample_data.draw(tmp_path / "shapes").glob("*.png"))
    files = [(path.name, path.read_bytes()) for path in drawn]
    hero = partial(
        studio.training.start, "hero", size="minute", name="Bruno", beginning="tiny-illustrator"
    )
    with pytest.raises(BadInput, match="Say who it is"):
        hero(files=files[:5])
    with pytest.raises(BadInput, match="from 5 to 20 pictures; 4 are there"):
        hero(files=files[:4], subject="Bruno the ball")
    done = until(studio, hero(files=files[:5], subject="Bruno the ball"), "done")
    shown = studio.training.samples(done.id)
    assert {sample.text for sample in shown} == {"a picture of Bruno the ball"}
    assert studio.catalog.status(done.model_id).ready
    assert studio.catalog.model(done.model_id).role == "illustrator"


@pytest.mark.usefixtures("sizes")
def test_a_hero_is_learnt_beside_others_of_its_kind(studio: Studio, tmp_path: Path) -> None:
    drawn = sorted(sample_data.draw(tmp_path / "shapes").glob("*.png"))
    files = [(path.name, path.read_bytes()) for path in drawn]
    hero = partial(
        studio.training.start, "hero", size="minute", name="Bruno", beginning="tiny-illustrator",
        files=files[:5], subject="Bruno the ball",
    )  # fmt: skip
    with pytest.raises(BadInput, match="Say what those others of its kind are"):
        hero(others=files[5:7])
    with pytest.raises(BadInput, match="no picture among those of others"):
        hero(species="a ball", others=[("captions.tsv", b"a\tb")])
    painted = hero(species="a ball")
    brought = hero(species="a ball", others=files[5:8])
    rooms = studio.settings.data_dir / "trainings"
    for training, where, many in ((painted, "run/class-pictures-*", 2), (brought, "others", 3)):
        done = until(studio, training, "done")
        assert len(list(rooms.joinpath(training).glob(f"{where}/*.png"))) == many
        assert "Beside them stood pictures of “a picture of a ball”" in studio.training.card(
            done.id
        )
        assert len(studio.training.curves(training)["loss/prior"]) >= 1
    assert not list(rooms.joinpath(brought).glob("run/class-pictures-*")), "none were painted"


@pytest.mark.usefixtures("sizes")
def test_an_illustrator_learns_captioned_pictures(studio: Studio, pictures: bytes) -> None:
    training = studio.training.start(
        "illustrator", size="minute", name="Shapes", beginning="tiny-illustrator",
        files=[("shapes.zip", pictures)],
    )  # fmt: skip
    done = until(studio, training, "done")
    assert (done.number, done.data) == (1, "5 pictures with 5 captions")
    assert {sample.text for sample in studio.training.samples(training)} <= set(FIVE.values())
    studio.training.use(training)
    assert studio.presets.models("own")["illustrator"].id == done.model_id
    made = one_task.make  # the catalogue opens it, and it paints
    painted = studio.pool.run(
        done.model_id,
        lambda lease: made("illustrator", lease.backend, "a red ball", QuietContext()),
    )
    assert painted.media is not None
    assert painted.media.startswith(b"\x89PNG")


def test_times_are_of_this_machine_and_whole_trainings(quiet: Studio) -> None:
    jobs = TrainingJobs(quiet.database)
    here = place("cpu", weights=False)
    plan = {"kind": "captioner", "size": "hour", "device": "cpu", "data": ""}
    for took, machine in (
        (100.0, here),
        (300.0, here),
        (200.0, here),
        (9.0, "another"),
        (None, None),
    ):
        job_id = jobs.create(role="captioner", name="Mine", plan=plan, parent=None)
        jobs.publish(job_id, took_s=took, machine=machine)
    assert time_of(quiet, "hour") == (200.0, 3)
    assert time_of(quiet, "minute")[1] == 0
    elsewhere = quiet.training.kinds("cuda:0")[0].sizes
    assert [size.trainings for size in elsewhere] == [0, 0, 0]


def test_books_that_people_rated_well_teach(quiet: Studio, tmp_path: Path) -> None:
    kind, room = kinds.KINDS["captioner"], tmp_path / "room"
    bring = partial(quiet.training._bringing.bring, kind, files=(), folder="", books=True)
    with pytest.raises(BadInput, match="rate the books that you like"):
        bring(room / "none")
    pictures = [quiet.uploads.accept(sample.name, Path(sample.path).read_bytes())
                for sample in quiet.uploads.samples()[:2]]  # fmt: skip
    story = quiet.books.create(StoryRequest(pictures=tuple(pictures), preset="tiny", seed=1))
    quiet.rating_desk.rate(story, stars=5)
    assert quiet.training.good_books() == 1
    latest = quiet.builds.latest(story)
    assert latest is not None
    while quiet.building.step(latest.id) == "more":
        pass
    where, brought = bring(room / "some")
    assert brought.words == "2 pictures with 2 captions"
    assert len(list(where.iterdir())) == 3


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("No row fits 768 tokens; give a larger --longest.", "No row fits 768 tokens."),
        ("It stopped at step 3. Try again with a smaller --lr.", "It stopped at step 3."),
        ("tales.json: row 2, the story is empty.", "tales.json: row 2, the story is empty."),
        ("Name a data set: --data FOLDER.", "Name a data set."),
        ("--alpha needs --lora.", "--alpha needs --lora."),
        (
            "Memory ran out: a smaller --batch needs less. What was kept so far stays.",
            "Memory ran out. What was kept so far stays.",
        ),
        (
            "A step of Tiny with --batch 4 --four-bit needs about 3.1 GiB, and 2.0 GiB are free in "
            "this computer's memory; this would fit: --batch 2 --four-bit (1.9 GiB).",
            "A step of Tiny needs about 3.1 GiB, and 2.0 GiB are free in this computer's memory.",
        ),
        (
            "A step of Tiny with --size 256 needs about 3 GiB, and 2 GiB are free here. This would "
            "fit: --size 128 (1.9 GiB).",
            "A step of Tiny needs about 3 GiB, and 2 GiB are free here.",
        ),
    ],
)
def test_pages_do_not_speak_of_options(said: str, shown: str) -> None:
    assert child.without_options(said) == shown


def test_what_would_fit_is_said() -> None:
    writer = kinds.KINDS["writer"]
    said = kinds.lacking(writer, "hour", card_gib=0, free_gib=2.5, base_gib=1.0)
    assert said == (
        "“An hour” needs 3.0 GiB of free memory, and 2.5 GiB are free. “A minute to try” fits."
    )
    said = kinds.lacking(writer, "minute", card_gib=0, free_gib=2.5, base_gib=3.0)
    assert said.endswith("Begin from a smaller model, or close other programs.")
    assert not kinds.lacking(writer, "paper", card_gib=16, free_gib=None)
