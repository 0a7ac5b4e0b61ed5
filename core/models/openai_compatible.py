"""Writers that run on a server with the OpenAI chat API: Ollama, vLLM, llama.cpp and others.

One request for each stretch of text, streamed as server-sent events.  Every wait (for the
connection, the first word, the next one) ends soon after the user cancels, because it is cut into
short ones; closing the connection makes the server stop too.
"""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import httpx2

from core.errors import ModelUnavailable
from core.models.base import Check, Message, Reply
from core.models.chat_address import ChatAddress
from core.models.chat_answer import Answer, message_of

CONNECT_S: Final = 5.0
BETWEEN_S: Final = 60.0
"""Seconds without a piece of text after which a server counts as stuck (`timeout_s`)."""
FIRST_S: Final = 300.0
"""The same before the first piece: many servers load their model then (`first_timeout_s`)."""
LINGER_S: Final = 2.0
"""Seconds in which more may come after a server has given the reason why it ended."""
POLL_S: Final = 0.2
BODY_LIMIT: Final = 64 * 1024
"""Bytes of an error page that are read."""
SEED_LIMIT: Final = 2**31
"""Some servers keep seeds in 32 bits, with a sign."""

_T = TypeVar("_T")


class OpenAICompatible:
    """Fulfils `core.models.base.Writer`; keeps no state, so several threads may use it at once.

    Options: `url`, `model`, `key_env` (see `ChatAddress`), `timeout_s`, `first_timeout_s`,
    `extra_body` (a table of what else the server shall be told, e.g. `reasoning_effort`), and
    `temperature` and `top_p`, as for every writer.
    """

    tokens_made = None
    """A server streams pieces of text, which need not be its tokens."""
    multilingual = True
    """It may answer in another language than it was asked for."""
    candidates = 1
    """Each would be a request of its own."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.address = ChatAddress.of(options)
        self.options: dict[str, Any] = dict(options)
        self.between_s = float(options.get("timeout_s", BETWEEN_S))
        self.first_s = float(options.get("first_timeout_s", max(FIRST_S, self.between_s)))
        self.extra_body = dict(options.get("extra_body", {}))

    def talk(self) -> "OpenAICompatible":
        """Itself: every request tells the server the whole conversation."""
        return self

    def answers(
        self,
        messages: Sequence[Message],
        *,
        seeds: Sequence[int],
        hear: Callable[[str], None] | None = None,
        **how: Any,
    ) -> list[Reply]:
        """One request for each seed; see `core.models.base.Talk`."""
        found: list[Reply] = []
        for seed in seeds:
            text = ""
            for piece in self.stream(messages, seed=seed, **how):
                text += piece
                if hear is not None and not found:
                    hear(text)
            found.append(Reply(text=text))
        return found

    def stream(
        self,
        messages: Sequence[Message],
        *,
        seed: int,
        max_new_tokens: int,
        temperature: float,
        top_p: float,
        check: Check,
    ) -> Iterator[str]:
        """Yield pieces of text as the server sends them; `ModelUnavailable` says what went wrong.

        It does so at the end, too, if what came was only half an answer.
        """
        body = {
            "model": self.address.model,
            "messages": [dict(message) for message in messages],
            "stream": True,
            "seed": seed % SEED_LIMIT,
            "temperature": temperature,
            "top_p": top_p,
            "max_tokens": max_new_tokens,
            **self.extra_body,
        }
        call = _Call(self.address, check)
        try:
            yield from self._pieces(call, body)
        except httpx2.TransportError as error:
            raise self._unreachable(error) from None
        except (httpx2.InvalidURL, httpx2.DecodingError, UnicodeError) as error:
            raise self._error(f"cannot be asked ({self.address.readable(error)})") from None
        finally:
            call.close()

    def _pieces(self, call: "_Call", body: Mapping[str, Any]) -> Iterator[str]:
        deadline = time.monotonic() + self.first_s
        try:
            response = call.send(body, deadline)
            if response.status_code != 200:
                raise self._refusal(response, call.read(BODY_LIMIT, deadline))
            kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            answer = Answer(self.address, streamed=kind != "application/json")
            while (chunk := self._chunk(call, answer, deadline)) is not None:
                before = answer.events
                yield from answer.feed(chunk)
                if answer.done:
                    break
                if answer.ended:
                    deadline = time.monotonic() + min(LINGER_S, self.between_s)
                elif answer.events > before:
                    deadline = time.monotonic() + self.between_s
        except TimeoutError:
            raise self._error(
                "sends nothing any more; it may be overloaded or still loading its model: look at "
                "its log, and try again or choose a smaller model"
            ) from None
        yield from answer.end()

    @staticmethod
    def _chunk(call: "_Call", answer: Answer, deadline: float) -> bytes | None:
        """The next bytes; None at the end, and where an answer that was said to be over breaks."""
        try:
            return call.chunk(deadline)
        except (httpx2.ReadError, httpx2.RemoteProtocolError, TimeoutError) as error:
            if answer.ended:
                return None
            if isinstance(error, TimeoutError):
                raise
            raise answer.broken_off() from None

    def _unreachable(self, error: httpx2.TransportError) -> ModelUnavailable:
        if isinstance(error, httpx2.RemoteProtocolError | httpx2.ReadError | httpx2.WriteError):
            return self._error(
                "closed the connection or does not speak HTTP; look at its log, and correct "
                f"{self.address.url_from} if another program answers there"
            )
        reason = (
            f"no connection within {CONNECT_S:.0f} seconds"
            if isinstance(error, httpx2.TimeoutException)
            else self.address.readable(error) or type(error).__name__
        )
        return self._error(
            f"cannot be reached ({reason}); start it (with Ollama: `ollama serve`), or correct "
            f"{self.address.url_from}"
        )

    def _refusal(self, response: httpx2.Response, body: bytes) -> ModelUnavailable:
        """One sentence for an HTTP status that is not 200."""
        status, address = response.status_code, self.address
        reason = f" ({status}{_said(body, address)})"
        if 300 <= status < 400:
            where = address.readable(_without_secrets(response.headers.get("location", "")))
            return self._error(
                f"sends its callers on{f' to {where}' if where else ''}, and requests are not "
                f"passed on, since they can hold a key; put the final address into "
                f"{address.url_from}"
            )
        if status in (401, 403):
            variable = address.key_env
            where = f"the environment variable {variable}" if variable else "one (`key_env`)"
            return self._error(
                f"{'does not accept the key' if address.key() else 'asks for a key'} ({status}); "
                f"put a valid one into {where} and start the studio again"
            )
        if status in (404, 405):
            return self._error(
                f"has no model “{address.model}” or no chat API at this address{reason}; fetch "
                f"the model there (with Ollama: `ollama pull {address.model}`), or correct "
                f"{address.model_from} or {address.url_from}"
            )
        if status == 429:
            return self._error(f"has too many requests now{reason}; wait a while and try again")
        if status >= 500:
            return self._error(f"reports an error{reason}; look at its log and try again")
        return self._error(
            f"refuses the request{reason}; choose another model in {address.model_from}, or "
            "correct the model's options in the catalogue"
        )

    def _error(self, what: str) -> ModelUnavailable:
        return ModelUnavailable(f"The chat server at {self.address.url} {what}.")


class _Call:
    """One request on an event loop of its own, which only runs while something is awaited."""

    def __init__(self, address: ChatAddress, check: Check) -> None:
        self._address = address
        self._check = check
        self._loop = asyncio.new_event_loop()
        self._client: httpx2.AsyncClient | None = None
        self._response: httpx2.Response | None = None
        self._bytes: Any = None

    def send(self, body: Mapping[str, Any], deadline: float) -> httpx2.Response:
        """Ask; the answer's status and headers. `TimeoutError` behind the deadline."""
        key = self._address.key()
        self._client = httpx2.AsyncClient(
            timeout=httpx2.Timeout(None, connect=CONNECT_S, write=BETWEEN_S),
            headers={"Authorization": f"Bearer {key}"} if key else {},
            follow_redirects=False,
            trust_env=not self._address.local,  # No proxy stands between programs of one computer.
        )
        url = f"{self._address.url}/chat/completions"
        request = self._client.build_request("POST", url, json=dict(body))
        self._response = self._wait(self._client.send(request, stream=True), deadline)
        self._bytes = self._response.aiter_bytes()
        return self._response

    def chunk(self, deadline: float) -> bytes | None:
        """The next bytes of the answer; None at its end."""
        return self._wait(self._next(), deadline)

    def read(self, most: int, deadline: float) -> bytes:
        """The beginning of a short answer, or as much of it as can be had."""
        body = b""
        try:
            while len(body) < most and (chunk := self.chunk(deadline)) is not None:
                body += chunk
        except httpx2.TransportError:
            pass
        return body[:most]

    def close(self) -> None:
        """Hang up."""
        try:
            if self._response is not None:
                self._loop.run_until_complete(self._response.aclose())
            if self._client is not None:
                self._loop.run_until_complete(self._client.aclose())
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            self._loop.close()

    async def _next(self) -> bytes | None:
        return await anext(self._bytes, None)

    def _wait(self, coroutine: Coroutine[Any, Any, _T], deadline: float) -> _T:
        task = self._loop.create_task(coroutine)
        try:
            while not task.done():
                self._check()
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError
                self._loop.run_until_complete(asyncio.wait({task}, timeout=min(POLL_S, left)))
            return task.result()
        finally:
            if not task.done():
                task.cancel()
                self._loop.run_until_complete(asyncio.gather(task, return_exceptions=True))


def _said(body: bytes, address: ChatAddress) -> str:
    """The server's own message behind a colon; nothing for a page of HTML."""
    text = body.decode("utf-8", errors="replace").strip()
    try:
        message = message_of(json.loads(text))
    except (ValueError, RecursionError):
        message = "" if text.startswith("<") else text
    readable = address.readable(message)
    return f": {readable}" if readable else ""


def _without_secrets(url: str) -> str:
    """An address without what may be secret in it: user, password, query."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return ""
    return f"{parts.scheme}://{host}{parts.path}" if host else parts.path
