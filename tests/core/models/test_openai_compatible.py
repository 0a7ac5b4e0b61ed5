"""Writers on a chat server: a real server on this computer that behaves badly on demand."""

import logging
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import BadInput, Cancelled, ModelUnavailable
from core.models.chat_address import ChatAddress
from core.models.openai_compatible import OpenAICompatible
from core.models.pool import ModelPool
from core.models.registry import Catalog
from core.stages.table import STAGES
from tests.core.models.chat_host import KEY, ChatHost, chat_host
from tests.core.models.conftest import settings
from tests.core.stages.givens import Remember, artifact, page_tasks, writing_task

ASKED = [{"role": "user", "content": "The picture: a fox."}]
OWN = """
[models.mine]
role = "writer"
family = "openai_compatible"
label = "My server"
licence = "mine"
[models.mine.options]
url = "{url}"
model = "a-model"
key_env = "MY_KEY"
"""


@pytest.fixture(scope="module")
def host() -> Iterator[ChatHost]:
    with chat_host() as host:
        yield host


def server(host: ChatHost, behaviour: str, **options: Any) -> OpenAICompatible:
    return OpenAICompatible({"url": host.url(behaviour), "model": "a-model", **options})


def ask(writer: OpenAICompatible, *, patience: int = 10**9) -> Iterator[str]:
    return writer.stream(
        ASKED,
        seed=2**32 - 1,
        max_new_tokens=50,
        temperature=0.5,
        top_p=0.9,
        check=Remember(patience=patience).check,
    )


def test_the_family_is_still_known_by_its_old_name(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(OWN.format(url="http://a/v1").replace("openai_compatible", "chat_server"))
    assert Catalog.load(file).model("mine").family == "openai_compatible"


def test_a_whole_story_is_written_by_it(host: ChatHost, tmp_path: Path) -> None:
    """The studio's own stage, by a writer from a user's own catalogue, lent by the pool."""
    (tmp_path / "own.toml").write_text(OWN.format(url=host.url("good")))
    catalog = Catalog.load(tmp_path / "own.toml")
    pool, remember = ModelPool(catalog, settings(tmp_path)), Remember()
    stories = []
    for _ in range(2):
        with pool.use("mine") as lease:
            assert (lease.device, lease.dtype) == ("server", "none")
            ((_, plan),) = next(
                iter(STAGES["outlining"].run([writing_task()], lease.backend, remember))
            )
            assert (plan.data["plan"], plan.data["notes"]) == ("A hat is lost and found.", [])
            tasks = page_tasks(writing_task(), artifact(plan.text, data=plan.data))
            groups = list(STAGES["writing"].run(tasks, lease.backend, remember))
        stories.append([made for group in groups for _task, made in group])
    assert stories[0] == stories[1], "the same seed gives the same story"
    assert 200 <= sum(page.data["words"] for page in stories[0]) <= 250
    assert len(stories[0]) == 5
    assert any("Writing page" in message for _slot, message, _more in remember.notes)
    assert "The plan: A hat is lost and found." in host.requests[-1]["messages"][0]["content"]
    assert pool.planned is None, "no torch is needed for it"
    pool.close()


def test_what_is_asked(host: ChatHost) -> None:
    text = "".join(ask(server(host, "good", extra_body={"reasoning_effort": "none"})))
    assert text.startswith("The fox")
    assert host.requests[-1] == {
        "model": "a-model",
        "messages": ASKED,
        "stream": True,
        "seed": 2**31 - 1,
        "temperature": 0.5,
        "top_p": 0.9,
        "max_tokens": 50,
        "reasoning_effort": "none",
    }
    assert host.keys[-1] is None


def test_several_answers_are_several_requests(host: ChatHost) -> None:
    before, heard = len(host.requests), []
    replies = server(host, "good").talk().answers(
        ASKED, seeds=[1, 2], max_new_tokens=50, temperature=0.5, top_p=0.9,
        check=Remember().check, hear=heard.append,
    )  # fmt: skip
    assert [body["seed"] for body in host.requests[before:]] == [1, 2]
    assert replies[0].text != replies[1].text
    assert heard[-1] == replies[0].text
    assert replies[0].likelihood is None


def test_the_key_goes_to_the_server(host: ChatHost, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = server(host, "good", key_env="MY_KEY")
    monkeypatch.setenv("MY_KEY", f" {KEY}\n")
    assert "".join(ask(writer))
    assert host.keys[-1] == f"Bearer {KEY}"


def test_odd_but_whole_answers_are_read(host: ChatHost) -> None:
    assert "".join(ask(server(host, "plain"))) == "The föx\ufffd ran. End."
    assert "".join(ask(server(host, "at_once"))) == "All of it."
    assert "".join(ask(server(host, "lingering", timeout_s=0.2))) == "The end."


@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        ("silent", "sends nothing any more; .* or choose a smaller model"),
        ("slow", "sends nothing any more"),
        ("breaks_off", "broke off in the middle .* half a story is not kept; try again"),
        ("breaks_off_inside", "broke off in the middle"),
        ("breaks_off_in_a_line", "broke off in the middle"),
        ("hangs_up", "closed the connection or does not speak HTTP; .*`url` in the catalogue"),
        ("no_http", "does not speak HTTP"),
        ("empty", "sent an empty answer; try again or choose another model"),
        ("only_thinks", "without a word of story .* choose a model that answers at once"),
        ("filtered", "content filter objected; change the captions or choose another model"),
        ("error_inside", r"reports an error \(out of memory at line 3\); look at its log"),
        ("html", r"not as a chat API does .*router.*; correct its address in `url`.*/v1"),
        ("garbage", "not as a chat API does"),
        ("shape", "not as a chat API does"),
        ("lines", "not as a chat API does"),
        ("flood", "not as a chat API does .*more than any answer can have"),
        ("loop", r"sends its callers on to http://127.0.0.1/loop/v1/chat/completions, .*`url`"),
        ("400", r"refuses the request \(400: the … server says no. x+…\); choose another model"),
        ("401", r"does not accept the key \(401\); put a valid one into the .* MY_KEY"),
        ("403", "does not accept the key"),
        ("404", r"has no model “a-model” or no chat API .*`ollama pull a-model`.*`model` in"),
        ("429", "too many requests now .*; wait a while and try again"),
        ("500", r"reports an error \(500: the … server says no"),
        ("503", r"reports an error \(503"),
    ],
)
def test_what_goes_wrong_is_said_in_one_sentence(
    behaviour: str,
    says: str,
    host: ChatHost,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("MY_KEY", KEY)
    limits = {"slow": {"timeout_s": 0.6}, "silent": {"first_timeout_s": 0.6}}.get(behaviour, {})
    writer = server(host, behaviour, key_env="MY_KEY", **limits)
    with pytest.raises(ModelUnavailable, match=says) as caught:
        list(ask(writer))
    sentence = str(caught.value)
    assert sentence.startswith(f"The chat server at {host.url(behaviour)} ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "secret" not in sentence
    assert len(sentence) < 500
    assert KEY not in sentence + caplog.text + repr(vars(writer))


def test_half_a_story_is_never_passed_off_as_one(host: ChatHost) -> None:
    for behaviour in ("breaks_off", "breaks_off_inside", "error_inside", "slow"):
        writer = server(host, behaviour, timeout_s=0.4)
        with pytest.raises(ModelUnavailable):
            list(STAGES["writing"].run(page_tasks(writing_task()), writer, Remember()))


def test_a_server_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_URL", "http://localhost:1/v1")
    with socket.socket() as taken:  # Bound, but it does not listen: connections are refused.
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        for options in ({"url": url}, {}):
            writer = OpenAICompatible(
                {"model": "a", "url_env": "X" if options else "MY_URL", **options}
            )
            with pytest.raises(ModelUnavailable, match=r"cannot be reached \(.+\); start it .*"):
                list(ask(writer))


@pytest.mark.parametrize("behaviour", ["silent", "endless"])
def test_cancelling_hangs_up(behaviour: str, host: ChatHost) -> None:
    started, before = time.monotonic(), host.hung_up
    with pytest.raises(Cancelled):
        list(ask(server(host, behaviour), patience=4))
    assert time.monotonic() - started < 60
    if behaviour == "endless":
        _wait_until_hung_up(host, before)


def test_a_reader_who_has_enough_hangs_up(host: ChatHost) -> None:
    before = host.hung_up
    stream: Any = ask(server(host, "endless"))
    assert next(stream) == "and then "
    stream.close()
    _wait_until_hung_up(host, before)


def _wait_until_hung_up(host: ChatHost, before: int) -> None:
    deadline = time.monotonic() + 20
    while host.hung_up == before:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_built_in_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ready means configured; another address or model is another revision."""
    for name in ("URL", "MODEL", "KEY"):
        monkeypatch.delenv(f"STUDIO_CHAT_{name}", raising=False)
    catalog = Catalog.load()
    first = catalog.revision("chat-server")
    state = catalog.status("chat-server")
    assert state.ready
    assert "“llama3.2” at http://localhost:11434/v1" in state.why
    assert catalog.folder("chat-server") is None
    monkeypatch.setenv("STUDIO_CHAT_KEY", KEY)
    assert catalog.revision("chat-server") == first
    monkeypatch.setenv("STUDIO_CHAT_MODEL", "qwen3")
    second = catalog.revision("chat-server")
    monkeypatch.setenv("STUDIO_CHAT_URL", "https://example.org/v1/chat/completions")
    third = catalog.revision("chat-server")
    assert len({first, second, third, "missing"}) == 4
    assert "“qwen3” at https://example.org/v1;" in catalog.status("chat-server").why
    monkeypatch.setenv("STUDIO_CHAT_URL", "example.org")
    assert catalog.revision("chat-server") == "missing"
    state = catalog.status("chat-server")
    assert not state.ready
    assert "correct the environment variable STUDIO_CHAT_URL" in state.why


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "address is not set or not readable: set `url`"),
        ({"url": "http://a/v1"}, "model is not set"),
        ({"url": "http://a b/v1", "model": "m"}, "must begin with http"),
        ({"url": "ftp://a/v1", "model": "m"}, "must begin with http"),
        ({"url": "http://a:x/v1", "model": "m"}, "must begin with http"),
        ({"url": "http://[a/v1", "model": "m"}, "must begin with http"),
        ({"url": f"http://me:{KEY}@a/v1", "model": "m"}, "must not hold a name, a password"),
        ({"url": f"http://a/v1?key={KEY}", "model": "m"}, "must not hold a name, a password"),
        ({"url": "http://a/v1", "model": "m", "api_key": KEY}, "must not stand in the catalogue"),
    ],
)
def test_settings_that_cannot_work(options: dict[str, str], says: str) -> None:
    with pytest.raises(ModelUnavailable, match=says) as caught:
        ChatAddress.of(options, {})
    assert KEY not in str(caught.value)


def test_a_key_that_no_key_can_be(host: ChatHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "ключ от сервера")
    with pytest.raises(ModelUnavailable, match="key in MY_KEY has") as caught:
        list(ask(server(host, "good", key_env="MY_KEY")))
    assert "ключ" not in str(caught.value)


def test_a_server_needs_no_files(tmp_path: Path) -> None:
    text = OWN.format(url="http://a/v1").replace("[models.mine.options]", 'path = "x"\n[x]')
    (tmp_path / "own.toml").write_text(text)
    with pytest.raises(BadInput, match="needs `url` and `model` in its options"):
        Catalog.load(tmp_path / "own.toml")
