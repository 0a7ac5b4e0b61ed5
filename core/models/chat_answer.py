"""Reads what a chat server sends: server-sent events, or one JSON document, as pieces of text.

Whatever is not a whole answer ends in `ModelUnavailable` with a sentence: errors inside the stream,
another shape, half an answer, an empty one.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from core.errors import ModelUnavailable
from core.models.chat_address import ChatAddress

MOST_BYTES: Final = 16 * 2**20
"""More than this is no answer any more."""
_DATA: Final = b"data:"
_FIELDS: Final = (b":", b"event:", b"id:", b"retry:")
_UNWANTED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]+")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_THINK: Final = "<think>"
_THOUGHT: Final = "</think>"


class Answer:
    """One answer while it comes. `events` counts those that held an answer's piece."""

    def __init__(self, address: ChatAddress, *, streamed: bool) -> None:
        self.address = address
        self.streamed = streamed
        self.events = 0
        self.done = False
        self._said = False
        self._why_ended: str | None = None
        self._buffer = bytearray()
        self._bytes = 0
        self._thoughts = _Thoughts()

    @property
    def ended(self) -> bool:
        """Whether the server has said that the answer is over."""
        return self.done or self._why_ended is not None

    def feed(self, chunk: bytes) -> Iterator[str]:
        """The text that is complete now."""
        self._bytes += len(chunk)
        if self._bytes > MOST_BYTES:
            raise self._nonsense("more than any answer can have")
        self._buffer += chunk
        if self.streamed and b"\n" in chunk:
            *lines, self._buffer = self._buffer.split(b"\n")
            for line in lines:
                yield from self._line(bytes(line.strip()))

    def end(self) -> Iterator[str]:
        """What is left when nothing more comes; `ModelUnavailable` unless the answer is whole."""
        rest = bytes(self._buffer.strip())
        if rest and self.streamed and self.events and not self.ended and _is_cut(rest):
            raise self.broken_off()
        if rest and not self.done:
            yield from self._line(rest) if self.streamed else self._document(rest)
        if piece := self._clean(self._thoughts.rest()):
            yield piece
        if not self.ended:
            raise self.broken_off()
        if self._why_ended == "content_filter":
            raise self._error(
                "stopped writing because its content filter objected; change the captions or "
                "choose another model"
            )
        if not self._said:
            raise self._error(
                "used up its answer without a word of story (it may be a model that thinks "
                "first); choose a model that answers at once"
                if self._why_ended == "length"
                else "sent an empty answer; try again or choose another model"
            )

    def broken_off(self) -> ModelUnavailable:
        """The error for an answer that ends in the middle, once it is known to be well formed."""
        if not self.events and not self._bytes:
            return self._error("closed the connection without an answer; look at its log")
        return self._error(
            "broke off in the middle of its answer, and half a story is not kept; try again"
        )

    def _line(self, line: bytes) -> Iterator[str]:
        if self.done or not line or line.startswith(_FIELDS):
            return
        if not line.startswith(_DATA):
            # Some servers send an error in the middle of a stream as a bare line.
            if (found := _parse(line)) is not None and isinstance(found, dict):
                self._check_error(found)
            raise self._nonsense(_shown(line))
        data = line.removeprefix(_DATA).strip()
        if data == b"[DONE]":
            self.done = True
        elif data:
            yield from self._event(_parse(data), data, "delta")

    def _document(self, text: bytes) -> Iterator[str]:
        """A server that does not stream sends all of it at once."""
        yield from self._event(_parse(text), text, "message")
        self.done = self._why_ended is not None

    def _event(self, event: Any, raw: bytes, holder: str) -> Iterator[str]:
        if not isinstance(event, dict):
            raise self._nonsense(_shown(raw))
        self._check_error(event)
        choices = event.get("choices")
        if choices == []:
            return  # Counts of tokens, for example.
        choice = choices[0] if isinstance(choices, list) else None
        said = choice.get(holder) if isinstance(choice, dict) else None
        if not isinstance(choice, dict) or not isinstance(said, dict | None):
            raise self._nonsense(_shown(raw))
        text = (said or {}).get("content")
        why = choice.get("finish_reason")
        if not isinstance(text, str | None) or not isinstance(why, str | None):
            raise self._nonsense(_shown(raw))
        self.events += 1
        self._why_ended = why or self._why_ended
        if piece := self._clean(self._thoughts.take(text or "")):
            yield piece

    def _clean(self, text: str) -> str:
        text = _SURROGATE.sub("\ufffd", _UNWANTED.sub("", text))
        self._said = self._said or bool(text.strip())
        return text

    def _check_error(self, event: dict[str, Any]) -> None:
        if event.get("error"):
            said = message_of(event)
            reason = f" ({self.address.readable(said)})" if said else ""
            raise self._error(f"reports an error{reason}; look at its log and try again")

    def _nonsense(self, what: str) -> ModelUnavailable:
        shown = self.address.readable(what)
        return self._error(
            f"answers, but not as a chat API does{f' (“{shown[:60]}”)' if shown else ''}; "
            f"correct its address in {self.address.url_from}, which usually ends in /v1"
        )

    def _error(self, what: str) -> ModelUnavailable:
        return ModelUnavailable(f"The chat server at {self.address.url} {what}.")


class _Thoughts:
    """Takes out what a model thinks aloud before its answer, between <think> and </think>."""

    def __init__(self) -> None:
        self._held = ""
        self._answering = False

    def take(self, text: str) -> str:
        """The text that is surely answer."""
        if self._answering:
            return text
        self._held += text
        start = self._held.lstrip()
        if _THINK.startswith(start[: len(_THINK)]) and _THOUGHT not in start:
            return ""  # Still thinking, or too short to know.
        if start.startswith(_THINK):
            start = start.partition(_THOUGHT)[2].lstrip()
        self._answering = True
        return start

    def rest(self) -> str:
        """What was held back; a thought that never ended is none of the answer."""
        held, self._held = self._held, ""
        return "" if self._answering or held.lstrip().startswith(_THINK) else held


def message_of(document: object) -> str:
    """The message in an error document: the usual shapes of OpenAI, Ollama, FastAPI; else ""."""
    for name in ("error", "message", "detail", "msg"):
        if isinstance(document, dict) and document.get(name):
            inner = document[name]
            return inner if isinstance(inner, str) else message_of(inner)
    if isinstance(document, list) and document:
        return message_of(document[0])
    return ""


def _is_cut(line: bytes) -> bool:
    """Whether the last line of a stream ends in the middle."""
    data = line.removeprefix(_DATA).strip()
    return data != b"[DONE]" and _parse(data) is None


def _parse(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _shown(raw: bytes) -> str:
    return raw[:200].decode("utf-8", errors="replace")
