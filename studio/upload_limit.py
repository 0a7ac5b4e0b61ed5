"""Uploads that are too large are dropped while they arrive, before anybody holds them in memory.

What the pages get of such a file is its name and a line that says how large it was (`check`), so
that they can say so in words: an upload that fails in the browser is told to nobody when others
beside it succeed.
"""

import re
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.errors import BadInput

_PATH: Final = "/_stcore/upload_file/"
_HEAD: Final = 8192
"""The head of a form, with the file's name, ends within so many bytes."""
_FORM: Final = 64 * 1024
"""Bytes that a form adds to its file."""
_NAME: Final = re.compile(rb'filename="[^"\r\n]*(\.\w{1,5})"', re.IGNORECASE)
_BOUNDARY: Final = re.compile(r"boundary=\"?([^\";, ]+)")
_DROPPED: Final = b"storybook-studio: an upload was dropped; bytes: "


def check(name: str, content: bytes, *, what: str, max_mib: int) -> None:
    """Raise `BadInput` for what is left of an upload that was dropped, or too large otherwise."""
    size = len(content)
    if dropped := size < 100 and content.startswith(_DROPPED):
        size = int(content.removeprefix(_DROPPED))
    if dropped and size <= max_mib * 2**20:
        raise BadInput(
            f"“{name}” has {size / 2**20:.1f} MiB, more than one file of its kind may have."
        )
    if size > max_mib * 2**20:
        raise BadInput(f"“{name}” has {size / 2**20:.1f} MiB; {what} may have {max_mib} MiB.")


class _TooLarge(Exception):
    """More arrives than was announced."""


class UploadLimit:
    """Drops files larger than `limits` (MiB by ending, "" for all others) allow.

    What only claims an ending is refused by whoever opens it.
    """

    def __init__(self, app: ASGIApp, limits: Mapping[str, int]) -> None:
        self.app = app
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI call."""
        upload = scope["type"] == "http" and scope["method"] in ("PUT", "POST")
        if not upload or _PATH not in scope["path"]:
            await self.app(scope, receive, send)
            return
        try:
            await self.app(scope, _Counted(receive, Headers(scope=scope), self.limits), send)
        except _TooLarge:
            await PlainTextResponse("The file is too large.", status_code=413)(scope, receive, send)


class _Counted:
    """One upload as it arrives, and what of it is passed on."""

    def __init__(self, receive: Receive, headers: Headers, limits: Mapping[str, int]) -> None:
        self._receive = receive
        self._limits = limits
        said = headers.get("content-length", "")
        self._announced = int(said) if said.isdecimal() else 0
        found = _BOUNDARY.search(headers.get("content-type", ""))
        self._end = f"\r\n--{found.group(1)}--\r\n".encode() if found else b""
        self._limit: int | None = None
        self._arrived = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        if self._limit is None:
            message = await self._begun(message)
        self._arrived += len(message.get("body", b""))
        if self._limit is not None and self._arrived > self._limit + _FORM:
            raise _TooLarge
        return message

    async def _begun(self, message: Message) -> Message:
        """The form with its head whole; with a line instead of a file that is too large."""
        body = message.get("body", b"")
        while b"\r\n\r\n" not in body[:_HEAD] and len(body) < _HEAD and message.get("more_body"):
            message = await self._receive()
            body += message.get("body", b"")
        head, gap, _ = body.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        ending = name.group(1).decode("ascii", "replace").lower() if name else ""
        self._limit = self._limits.get(ending, self._limits[""]) * 2**20
        size = self._announced - len(head) - len(gap) - len(self._end)
        if size <= self._limit or not gap or not self._end:
            return {**message, "body": body}
        while message.get("more_body"):  # a browser reads no answer before it has sent everything
            message = await self._receive()
        line = _DROPPED + str(size).encode()
        return {"type": "http.request", "body": head + gap + line + self._end, "more_body": False}
