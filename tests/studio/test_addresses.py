"""Addresses that people type."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from studio import shell


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=shell.ROUTES), follow_redirects=False)


@pytest.mark.parametrize(("asked", "told"), [("/create", "./"), ("/create?x=1&y=2", "./?x=1&y=2")])
def test_create_leads_to_the_first_page(client: TestClient, asked: str, told: str) -> None:
    answer = client.get(asked)
    assert answer.status_code == 307
    assert answer.headers["location"] == told
    assert client.get(f"/{told.removeprefix('./')}").status_code == 200


@pytest.mark.parametrize("name", ["", *shell.PAGES])
def test_every_page_has_an_address(client: TestClient, name: str) -> None:
    assert "Storybook Studio" in client.get(f"/{name}").text
