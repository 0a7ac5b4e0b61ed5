"""Uploads that are too large: dropped on their way, and said in words."""

import tracemalloc
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from core.errors import BadInput
from corpora.rows import PICTURES
from studio import serving
from studio.training.data import ENDINGS
from studio.training.views import MOST_MIB
from studio.upload_limit import UploadLimit, check

PATH = "/_stcore/upload_file/session/file"


async def keep(request: Request) -> Response:
    async with request.form() as form:
        file = next(iter(form.values()))
        return Response(await file.read(), headers={"X-Name": quote(file.filename)})  # type: ignore[union-attr]


@pytest.fixture
def client() -> TestClient:
    limits = {"": 1, ".zip": 3}
    routes = [Route("/_stcore/upload_file/{session}/{file}", keep, methods=["PUT"])]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(UploadLimit, limits=limits)]))


def put(client: TestClient, name: str, content: bytes) -> Response:
    return client.put(PATH, files={name: (name, content, "image/png")})  # type: ignore[return-value]


@pytest.mark.parametrize("name", ["small.png", "größer.JPG", "no-ending"])
def test_what_is_small_enough_arrives_as_it_is(client: TestClient, name: str) -> None:
    content = bytes(range(256)) * 4096
    assert put(client, name, content).content == content  # type: ignore[attr-defined]


def test_of_a_large_picture_only_its_size_arrives(client: TestClient) -> None:
    arrived = put(client, "big.png", bytes(2 * 2**20))
    assert arrived.status_code == 200
    assert arrived.headers["X-Name"] == "big.png"
    with pytest.raises(BadInput, match=r"“big.png” has 2\.0 MiB; a picture may have 1 MiB"):
        check("big.png", arrived.content, what="a picture", max_mib=1)  # type: ignore[attr-defined]


def test_what_was_dropped_is_never_taken_for_a_file(client: TestClient) -> None:
    """Though its kind may be larger than what the page says for another."""
    arrived = put(client, "big.png", bytes(2 * 2**20))
    with pytest.raises(BadInput, match=r"“big.png” has 2\.0 MiB, more than one file of its kind"):
        check("big.png", arrived.content, what="data", max_mib=300)  # type: ignore[attr-defined]


def test_tables_and_zip_files_may_be_as_large_as_train_says() -> None:
    limits = serving._limits()
    for ending in ENDINGS:
        picture = f".{ending}" in PICTURES
        assert limits.get(f".{ending}", limits[""]) >= (1 if picture else MOST_MIB), ending


def test_other_kinds_have_other_limits(client: TestClient) -> None:
    assert len(put(client, "book.zip", bytes(2 * 2**20)).content) == 2 * 2**20  # type: ignore[attr-defined]
    assert len(put(client, "book.zip", bytes(4 * 2**20)).content) < 100  # type: ignore[attr-defined]


def test_a_size_that_was_not_announced_is_refused(client: TestClient) -> None:
    def pieces():  # type: ignore[no-untyped-def]
        yield b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.png"\r\n\r\n'
        for _ in range(300):
            yield bytes(2**16)

    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert client.put(PATH, content=pieces(), headers=kind).status_code == 413


def test_nothing_large_is_held(client: TestClient) -> None:
    content = bytes(60 * 2**20)
    put(client, "warm.png", b"x")
    tracemalloc.start()
    try:
        put(client, "big.png", content)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 150 * 2**20, "the client has the form once or twice, the server nothing of it"
