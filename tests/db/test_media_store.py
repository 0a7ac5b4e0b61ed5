"""Media files: named by content, whole or not there, checked, and nothing outside the folder."""

import hashlib
import itertools
import multiprocessing
import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.errors import BadInput, StorageError
from db.media import MediaStore


def files(store):
    return [path for path in store.root.rglob("*") if path.is_file()]


def test_put_read_path(tmp_path):
    store = MediaStore(tmp_path / "media")
    name = store.put(b"content", "image/png")
    assert name == hashlib.sha256(b"content").hexdigest()
    assert store.path(name) == store.root / name[:2] / f"{name}.png"
    assert store.read(name) == b"content"
    assert store.put(b"content", "image/webp") == name
    assert files(store) == [store.path(name)]
    assert store.has(name)
    assert not store.has("0" * 64)
    odd = store.put(b"odd", "application/x-odd; charset=x")
    assert store.path(odd).suffix == ".bin"
    assert store.read(store.put(b"", "audio/wav")) == b""


@pytest.mark.parametrize(
    "name", ["", "..", "../" * 10 + "etc/passwd", "a" * 63, "A" * 64, "g" * 64, "a" * 64 + "\n"]
)
def test_a_name_is_64_hexadecimal_digits(tmp_path, name):
    store = MediaStore(tmp_path)
    for method in (store.path, store.read, store.has):
        with pytest.raises(BadInput, match="64"):
            method(name)


def test_missing_and_damaged_files_are_said(tmp_path):
    store = MediaStore(tmp_path)
    with pytest.raises(StorageError, match="missing"):
        store.read("0" * 64)
    name = store.put(b"content", "image/png")
    store.path(name).write_bytes(b"cont")
    with pytest.raises(StorageError, match=r"damaged.*backup"):
        store.read(name)
    store.put(b"content", "image/png")
    assert store.read(name) == b"content"


def test_many_threads_put_the_same_file(tmp_path):
    store = MediaStore(tmp_path)
    content = os.urandom(1_000_000)
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: store.put(content, "image/png"), range(16)))
    assert len(names) == len(files(store)) == 1
    assert store.read(names.pop()) == content


def test_a_failed_write_leaves_nothing(tmp_path, monkeypatch):
    store = MediaStore(tmp_path)

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="full") as caught:
        store.put(b"content", "image/png")
    assert str(tmp_path) in str(caught.value)
    assert files(store) == []


def put_for_ever(root, ready):
    store = MediaStore(root)
    ready.set()
    for i in itertools.count():
        store.put(bytes([i % 256]) * 3_000_000 + str(i).encode(), "image/png")


def test_a_kill_in_the_middle_leaves_no_half_file(tmp_path):
    fork = multiprocessing.get_context("fork")
    for i in range(4):
        ready = fork.Event()
        process = fork.Process(target=put_for_ever, args=(tmp_path, ready))
        process.start()
        assert ready.wait(10)
        time.sleep(0.05 + 0.037 * i)
        process.kill()
        process.join()
    store = MediaStore(tmp_path)
    whole = [path for path in files(store) if not path.name.startswith(".")]
    assert whole
    for path in whole:
        assert store.read(path.stem)


def test_what_a_kill_left_is_swept_later(tmp_path):
    folder = tmp_path / "ab"
    folder.mkdir()
    old, new = folder / ".abc.png.1.tmp", folder / ".abc.png.2.tmp"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (1, 1))
    MediaStore(tmp_path)
    assert (old.exists(), new.exists()) == (False, True)


def test_a_file_is_whole_until_it_is_harmed(tmp_path):
    media = MediaStore(tmp_path)
    name = media.put(b"a picture", "image/png")
    assert media.whole(name)
    assert media.whole(name)
    path = media.path(name)
    path.write_bytes(b"a pictura and more")
    assert not media.whole(name)
    media.put(b"a picture", "image/png")
    assert media.whole(name)
    path.unlink()
    assert not media.whole(name)
    assert not media.whole("no name of a file")
