"""What is remembered of downloads."""

from db.downloads import Downloads

FIGURES = {
    "done_bytes": 2**33,
    "total_bytes": 2**34,
    "done_files": 1,
    "total_files": 3,
    "file": "a.safetensors",
}


def test_one_download_a_model(database):
    downloads = Downloads(database)
    assert downloads.begin("far")
    assert not downloads.begin("far")
    downloads.note("far", **FIGURES)
    assert not downloads.begin("far")
    found = downloads.all()["far"]
    assert (found.status, found.done_bytes, found.active) == ("running", 2**33, True)
    downloads.finish("far", "failed", "The disk is full.")
    assert downloads.all()["far"].error == "The disk is full."
    assert downloads.begin("far")
    again = downloads.all()["far"]
    assert (again.status, again.error, again.done_bytes) == ("queued", None, 2**33)


def test_a_pause_is_asked_for_once(database):
    downloads = Downloads(database)
    downloads.begin("far")
    downloads.request_pause("far")
    assert downloads.is_paused("far")
    downloads.finish("far", "paused")
    assert not downloads.is_paused("far")
    assert not downloads.all()["far"].active
    downloads.forget("far")
    assert downloads.all() == {}
    assert not downloads.is_paused("far")
