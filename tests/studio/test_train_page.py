"""The page Train as a person meets it; trainings are rows made by hand, nothing is trained."""

import pytest

from db.blind_tests import BlindTests
from db.training_jobs import TrainingJobs
from studio.components import training_charts
from studio.compose import Studio
from studio.training.kinds import KINDS
from tests.studio.pages import studio_of_pages, visit, words

__all__ = ["studio_of_pages"]
PLAN = {"kind": "captioner", "size": "minute", "device": "cpu", "data": "5 pictures"}


def version(studio: Studio, number: int, role: str = "captioner") -> str:
    """A finished training whose model lies here."""
    jobs = TrainingJobs(studio.database)
    plan = {**PLAN, "kind": role}
    job_id = jobs.create(role=role, name="Mine", plan=plan, parent=None)
    assert jobs.publish(job_id) == number
    (studio.settings.data_dir / "trainings" / job_id / "model").mkdir(parents=True)
    return job_id


def test_curves_say_what_they_are() -> None:
    curve = [(1, 2.0), (2, 1.0), (3, 0.5)]
    names = ("loss/loss", "loss/prior", "learnt/loss", "coco/loss", "coco/CIDEr")
    figure = training_charts.losses({name: curve for name in names})
    assert figure is not None
    assert {line.name: line.line.dash for line in figure.data} == {
        "learning": "solid",
        "learning: others of its kind": "solid",
        "measured on what it learnt": "dot",
        "held out: coco": "dot",
    }


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_has_its_form(studio: Studio, kind: str) -> None:
    app = visit("train")
    app.segmented_control(key="_train.kind").set_value(kind).run()
    assert not app.exception
    assert not app.error
    assert KINDS[kind].data in [one.label for one in app.file_uploader]
    assert not [one for one in app.number_input if one.label == "Seed"]
    app.toggle(key="_train.more").set_value(True).run()
    assert [one.label for one in app.number_input] == ["Seed"]
    shown = words(app)
    assert "Nothing was trained here yet" in shown
    assert ("needs a graphics card" in shown) is False


def test_a_size_that_needs_a_card_says_so(studio: Studio) -> None:
    app = visit("train")
    app.radio(key="_train.size.captioner").set_value("paper").run()
    assert "needs a graphics card with 6 GiB" in app.warning[0].value
    assert app.button(key="train.start").disabled


def test_an_older_version_is_gone_back_to(studio: Studio) -> None:
    first, second = version(studio, 1), version(studio, 2)
    TrainingJobs(studio.database).use("captioner", second)
    app = visit("train")
    assert not app.exception
    assert app.button(key=f"train.use.{first}").label == "Go back to it"
    assert app.button(key=f"train.away.{second}").label == "Put it away"
    TrainingJobs(studio.database).use("captioner", first)
    app.run()
    assert app.button(key=f"train.use.{second}").label == "Use it"


def test_a_blind_test_is_begun_beside_a_version(studio: Studio) -> None:
    version(studio, 1)
    second = version(studio, 2)
    app = visit("train")
    app.button(key=f"train.blind.{second}").click().run()
    against = app.selectbox(key=f"train.blind.other.{second}")
    assert against.options[0] == "Mine 1"
    assert against.options[1].endswith("(the studio's own)")
    app.button(key=f"train.blind.start.{second}").click().run()
    assert not app.exception
    assert app.error, "the folders of these versions hold no model"
    assert studio.blind.all() == []


def test_a_blind_test_and_its_verdict_stand_beside_the_version(studio: Studio) -> None:
    version(studio, 1), version(studio, 2)
    first, second = "own-mine-1", "own-mine-2"
    tests = BlindTests(studio.database)
    test_id = tests.create(
        "captioner", one=(second, "Mine 2"), other=(first, "Mine 1"),
        tasks=[("", f"{number:064d}") for number in range(7)],
    )  # fmt: skip
    (bar,) = visit("train").get("progress")
    assert bar.proto.text == "Mine 2 and Mine 1 do 7 tasks for a blind test"  # type: ignore[attr-defined]
    for item in tests.items(test_id):
        tests.fill(item, "one", text=f"a dog {item.position}")
        tests.fill(item, "other", text="a cat" if item.position else "a dog 0")
    tests.set_status(test_id, "done")
    assert "nobody has judged yet. On 1 task both made the same. 6 pairs to judge" in words(
        visit("train")
    ).replace("  ", " ")
    for position in range(1, 7):
        tests.vote(test_id, position, "one")
    told = words(visit("train"))
    assert "Mine 2 is better" in told
    assert "Mine 2 was found better on 6, Mine 1 on 0" in told
    studio.training.delete(next(v.id for v in studio.training.all() if v.model_id == first))
    assert studio.blind.all() == []


def test_a_blind_test_on_which_both_made_the_same_waits_for_nobody(studio: Studio) -> None:
    version(studio, 1)
    tests = BlindTests(studio.database)
    test_id = tests.create(
        "captioner", one=("own-mine-1", "Mine 1"), other=("other", "Another"),
        tasks=[("", "0" * 64)],
    )  # fmt: skip
    (item,) = tests.items(test_id)
    for side in ("one", "other"):
        tests.fill(item, side, text="a dog")
    tests.set_status(test_id, "done")
    app = visit("train")
    assert "no winner. On 1 task both made the same." in words(app).replace("  ", " ")
    assert not [button for button in app.button if button.label == "Judge them"]
