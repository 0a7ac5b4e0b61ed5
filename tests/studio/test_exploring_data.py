"""Data sets looked at as durable work, and the page that shows what was found."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from core.errors import BadInput, StorageError
from core.settings import Settings
from studio.compose import Studio
from studio.exploring import GALLERY
from studio.training.data import keep, size_mib
from tests.studio.pages import visit, words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "photos"
    made.mkdir()
    rows = []
    for i in range(5):
        Image.effect_noise((64, 48), 40 + i).save(made / f"{i}.png")
        rows.append(f"{i}.png\ta red fox number {'one two three four five'.split()[i]} sits here\n")
    (made / "captions.tsv").write_text("".join(rows), encoding="utf-8")
    return made


def work(studio: Studio, look_id: str) -> str:
    """Do what the worker would do."""
    while (outcome := studio.exploring.step(look_id)) == "more":
        pass
    return outcome


def test_a_folder_is_looked_at_from_the_page(drawn_studio: Studio, folder: Path) -> None:
    app = visit("data")
    assert "Nothing was looked at yet" in words(app)
    app.segmented_control(key="_data.source").set_value("folder").run()
    app.text_input(key="_data.folder").set_value(str(folder)).run()
    app.button(key="data.start").click().run()
    (look,) = drawn_studio.exploring.all()
    assert look.status == "queued"
    assert work(drawn_studio, look.id) == "done"
    app.run()
    assert not app.exception
    assert not app.error
    assert {m.label: m.value for m in app.metric}["Captions"] == "5"
    assert "Words of captions" in words(app)
    for view in ("pictures", "inside", "search"):
        app.segmented_control(key="_data.view").set_value(view).run()
        assert not app.exception, view
        assert not app.error, view
    app.text_input(key="_data.search").set_value("FOX three").run()
    assert "1 found." in words(app)
    app.button(key="data.forget").click().run()
    assert drawn_studio.exploring.all() == []


def packed(folder: Path, name: str = "photos") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"{name}/{path.name}")
    return made.getvalue()


def test_an_upload_is_looked_at_where_no_folder_may_be(settings: Settings, folder: Path) -> None:
    studio = Studio(replace(settings, shared=True))
    rooms = studio.settings.data_dir / "explored"
    look_id = studio.exploring.start(files=[("photos.zip", packed(folder))])
    assert work(studio, look_id) == "done"
    look = studio.exploring.get(look_id)
    assert look.label == "photos.zip"
    found = studio.exploring.found(look_id)
    assert (found.counts["pictures"], found.counts["broken"]) == (5, 0)
    told = json.dumps([{"story": ["A fox ran.", "It was late."]}, {"story": ["A dog slept."]}])
    stories = studio.exploring.start(files=[("tales.json", told.encode())])
    assert work(studio, stories) == "done"
    assert studio.exploring.found(stories).tables["stories_pages"].rows == ((1, 1), (2, 1))
    note = studio.exploring.start(files=[("note.txt", b"hello")])
    assert work(studio, note) == "failed"
    assert studio.exploring.get(note).error.startswith("note.txt is no caption file")
    with pytest.raises(BadInput, match="bring files"):
        studio.exploring.start(files=[])
    with pytest.raises(BadInput, match="no ZIP file"):
        studio.exploring.start(files=[("broken.zip", b"PK")])
    assert {room.name for room in rooms.iterdir()} == {look_id, stories, note}
    studio.exploring.forget(look_id)
    assert not (rooms / look_id).exists()
    studio.close()


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_room_is_asked_for_what_a_zip_holds(tmp_path: Path) -> None:
    held = zipped({"a.json": bytes(3 * 2**20), "b.exe": bytes(2**20)})
    assert len(held) < 2**16
    assert size_mib([("a.ZIP", held), ("b.tsv", bytes(2**20)), ("c.zip", b"PK")]) == pytest.approx(
        4, abs=1e-4
    )
    keep([("a.zip", held)], tmp_path / "data")
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["a.json"]


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    long = f"{'a' * 300}.json"
    with pytest.raises(StorageError, match=r"“tales.zip” cannot be kept .* \(File name too long\)"):
        keep([("tales.zip", zipped({long: b"{}"}))], tmp_path / "data")


def test_the_page_takes_an_upload(drawn_studio: Studio, folder: Path) -> None:
    app = visit("data")
    app.segmented_control(key="_data.source").set_value("upload").run()
    app.button(key="data.start").click().run()
    assert "bring files" in words(app)
    files = [(path.name, path.read_bytes(), "") for path in sorted(folder.iterdir())]
    app.file_uploader(key="data.files.0").set_value(files).run()
    app.button(key="data.start").click().run()
    assert not app.exception
    (look,) = drawn_studio.exploring.all()
    assert look.label == "captions.tsv and 5 more"
    assert work(drawn_studio, look.id) == "done"
    app.run()
    assert {m.label: m.value for m in app.metric}["Captions"] == "5"
    # Another look is the one that is shown, as soon as it is done.
    app.file_uploader(key="data.files.1").set_value(files[1:2]).run()
    app.button(key="data.start").click().run()
    assert {m.label: m.value for m in app.metric}["Captions"] == "5"
    (second,) = (one for one in drawn_studio.exploring.all() if one.id != look.id)
    assert work(drawn_studio, second.id) == "done"
    app.run()
    shown = {m.label: m.value for m in app.metric}
    assert shown["Pictures"] == "1"
    assert "Captions" not in shown


def test_the_studios_own_books(drawn_studio: Studio) -> None:
    look_id = drawn_studio.exploring.start(GALLERY)
    assert work(drawn_studio, look_id) == "done"
    found = drawn_studio.exploring.found(look_id)
    assert found.tables["stories_pages"].rows == ((4, 1),)
    assert found.tables["stories_pictures"].rows == ((4, 1),)
    told = drawn_studio.exploring.drawn(look_id, 0)
    assert told is not None
    assert told.pages[0].text.startswith("Mia found a yellow kite")
    assert drawn_studio.exploring.small(told.pages[0].image)
    assert "<html" in drawn_studio.exploring.html(look_id)


def test_what_was_opened_is_not_opened_again(
    drawn_studio: Studio, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after `kill -9`: another process goes on with what the first one kept."""
    monkeypatch.setattr("studio.exploring._STEP_S", 0.0)
    look_id = drawn_studio.exploring.start(str(folder))
    assert [drawn_studio.exploring.step(look_id) for _ in range(2)] == ["more", "more"]
    kept = drawn_studio.settings.data_dir / "explored" / look_id / "looked.jsonl"
    before = [json.loads(line)["name"] for line in kept.read_text().splitlines()]
    assert before == ["0.png", "1.png"]
    kept.write_text(kept.read_text() + '{"name": "2.p')
    other = Studio(drawn_studio.settings)
    (folder / "0.png").write_bytes(b"")  # would be broken if it were opened again
    assert work(other, look_id) == "done"
    assert other.exploring.found(look_id).counts["broken"] == 0
    other.close()


def test_other_data_are_not_gone_on_with(
    drawn_studio: Studio, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.exploring._STEP_S", 0.0)
    look_id = drawn_studio.exploring.start(str(folder))
    drawn_studio.exploring.step(look_id)
    (folder / "captions.tsv").write_text("0.png\tsomething else\n", encoding="utf-8")
    other = Studio(drawn_studio.settings)
    assert work(other, look_id) == "failed"
    assert "have changed since" in other.exploring.get(look_id).error
    other.close()


def test_a_look_is_cancelled(
    drawn_studio: Studio, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.exploring._STEP_S", 0.0)
    look_id = drawn_studio.exploring.start(str(folder))
    drawn_studio.exploring.step(look_id)
    drawn_studio.exploring.cancel(look_id)
    assert work(drawn_studio, look_id) == "cancelled"
    with pytest.raises(BadInput, match="look again"):
        drawn_studio.exploring.found(look_id)


def test_only_named_folders_are_read_where_others_reach_the_pages(
    settings: Settings, folder: Path
) -> None:
    studio = Studio(replace(settings, shared=True))
    with pytest.raises(BadInput, match="set STUDIO_SUITE_FOLDERS"):
        studio.exploring.start(str(folder))
    with pytest.raises(BadInput, match="Name a folder"):
        studio.exploring.start(" ")
    studio.close()
