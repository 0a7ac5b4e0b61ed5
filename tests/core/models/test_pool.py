"""The pool: hits, the lock of a device, and the memory budget."""

import threading
import time
from pathlib import Path

import pytest

from core.errors import ModelUnavailable, UnknownName
from core.models import pool as pool_module
from core.models.pool import ModelPool
from tests.core.models.conftest import settings, tiny_catalog_of


@pytest.fixture
def small_pool(tiny_root: Path) -> ModelPool:
    """Room for two of the three models of 140, 120 and 150 MiB."""
    return ModelPool(tiny_catalog_of(tiny_root), settings(tiny_root, memory_budget_mib=300))


def test_a_loaded_model_is_lent_again(small_pool: ModelPool) -> None:
    with small_pool.use("starter-scorer") as first:
        assert first.load_s > 0
        assert (first.device, first.dtype) == ("cpu", "float32")
        assert small_pool.loaded()[0].lent
    with small_pool.use("starter-scorer") as second:
        assert second.load_s == 0.0
        assert second.backend is first.backend
    small_pool.close()
    assert small_pool.loaded() == []


def test_the_least_recently_used_goes_first(small_pool: ModelPool) -> None:
    for model in ("starter-scorer", "starter-captioner", "starter-scorer", "tiny-writer"):
        with small_pool.use(model):
            pass
    assert [m.model_id for m in small_pool.loaded()] == ["starter-scorer", "tiny-writer"]
    with small_pool.use("tiny-writer"), small_pool.use("starter-captioner") as lease:
        assert lease.load_s > 0
    assert [m.model_id for m in small_pool.loaded()] == ["tiny-writer", "starter-captioner"]


def test_a_model_that_is_larger_than_the_memory_is_refused(
    small_pool: ModelPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_pool.settings = settings(small_pool.settings.data_dir, memory_budget_mib=50)
    monkeypatch.setattr(pool_module, "free_memory_mib", lambda device: 60.0)
    with (
        pytest.raises(ModelUnavailable, match="needs about 140 MiB"),
        small_pool.use("starter-scorer"),
    ):
        pass
    monkeypatch.setattr(pool_module, "free_memory_mib", lambda device: 6000.0)
    with small_pool.use("starter-scorer"):
        pass


def test_one_model_at_a_time_on_a_device(pool: ModelPool) -> None:
    inside: list[str] = []
    most = 0

    def work(model_id: str) -> None:
        nonlocal most
        for _ in range(3):
            with pool.use(model_id):
                inside.append(model_id)
                most = max(most, len(inside))
                time.sleep(0.01)
                inside.remove(model_id)

    models = ("starter-scorer", "starter-captioner", "starter-scorer")
    threads = [threading.Thread(target=work, args=(m,)) for m in models]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_the_narrator_does_not_wait_for_the_device(pool: ModelPool) -> None:
    spoken = threading.Event()

    def narrate() -> None:
        with pool.use("espeak") as lease:
            lease.backend.speak("Hi", language="en", voice=None, speed=1.0, check=lambda: None)
        spoken.set()

    with pool.use("starter-scorer"):
        thread = threading.Thread(target=narrate)
        thread.start()
        assert spoken.wait(20)
    thread.join()


def test_an_error_hands_the_model_back(pool: ModelPool) -> None:
    with pytest.raises(RuntimeError, match="oh"), pool.use("starter-scorer"):
        raise RuntimeError("oh")
    assert not any(model.lent for model in pool.loaded())
    with pytest.raises(UnknownName), pool.use("nobody"):
        pass
