"""What the application serves beside its pages, its headers, and how it starts and stops.

Stored files have their content's hash for a name, so browsers may keep them for good and ask for
parts of them. Start: the worker takes up unfinished books before anybody visits. Stop: within
seconds; what was being made goes on at the next start, as after a crash.
"""

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.errors import StudioError
from core.export.fonts import reading_file
from core.export.music import round_mp3
from core.export.opening import MOST_MIB as BOOK_MIB
from core.music.moods import MANNERS
from core.settings import Settings
from corpora.rows import SUFFIXES
from studio import resources, shell
from studio.ending import end_within
from studio.own_voice import MOST_MIB as VOICE_MIB
from studio.training.views import MOST_MIB as DATA_MIB
from studio.upload_limit import UploadLimit

log = logging.getLogger(__name__)

_PLACEHOLDER: Final = Path(__file__).with_name("lost.svg")
_KEPT: Final = "private, max-age=31536000, immutable"
_HEADERS: Final = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"SAMEORIGIN",
    b"permissions-policy": b"geolocation=(), camera=(self), microphone=(self)",
}
_COMPOSING: Final = threading.Lock()
"""It takes the processor for seconds: one after another."""
# A drawing is SVG, and a file that somebody opens by itself must not run anything.
_SANDBOX: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def url(sha256: str, *, voice: bool = False, cover: bool = False) -> str:
    """Where a stored file is served, relative to any page; a narration as MP3, a picture as the
    small `cover` of a card."""
    return f"./files/{sha256}{'.mp3' if voice else '.cover.jpg' if cover else ''}"


def letters_url(family: str) -> str:
    """Where a font for the reader is served (`core.export.fonts.READING`)."""
    return f"./letters/{quote(family)}.ttf"


def music_url(mood: str, seed: int) -> str:
    """Where one round of a book's music is served."""
    return f"./music/{mood}-{seed}.mp3"


async def stored(request: Request) -> Response:
    """A stored file by its content's hash; `….mp3`: that narration as MP3, `….cover.jpg`: that
    picture made small."""
    name = request.path_params["name"]
    studio = await to_thread.run_sync(resources.open_studio)
    try:
        if name.endswith(".mp3"):
            path = await to_thread.run_sync(studio.stored.mp3_file, name.removesuffix(".mp3"))
        elif name.endswith(".cover.jpg"):
            whole = name.removesuffix(".cover.jpg")
            path = await to_thread.run_sync(studio.browsing.cover_file, whole)
        else:
            path = await to_thread.run_sync(studio.stored.whole_file, name)
    except (StudioError, OSError) as error:  # Pillow's errors are of the system's
        return _lost(name, error)
    headers = {"Cache-Control": _KEPT, "Content-Security-Policy": _SANDBOX}
    return FileResponse(path, headers=headers, media_type=studio.files.mime(path))


async def letters(request: Request) -> Response:
    """A font that the reader offers."""
    path = await to_thread.run_sync(reading_file, request.path_params["family"])
    if path is None:
        return PlainTextResponse("There is no such font here.", status_code=404)
    return FileResponse(path, headers={"Cache-Control": _KEPT}, media_type="font/ttf")


async def music(request: Request) -> Response:
    """One round of a mood's music, by seed; composed when it is first asked for."""
    mood, seed = request.path_params["mood"], request.path_params["seed"]
    if mood not in MANNERS or seed >= 2**63:
        return PlainTextResponse("There is no such music.", status_code=404)
    sound = await to_thread.run_sync(_composed, mood, seed)
    return Response(sound, headers={"Cache-Control": _KEPT}, media_type="audio/mpeg")


def _composed(mood: str, seed: int) -> bytes:
    with _COMPOSING:
        return round_mp3(mood, seed)


def _lost(name: str, error: Exception) -> Response:
    """Instead of a file that is missing or damaged; browsers show it where a picture belongs."""
    if name.endswith(".mp3"):
        return PlainTextResponse(str(error), status_code=404)
    headers = {"Cache-Control": "no-store"}
    return FileResponse(_PLACEHOLDER, 404, headers=headers, media_type="image/svg+xml")


async def health(_: Request) -> Response:
    """Whether the studio works: 200, or 503 with a sentence."""
    try:
        studio = await to_thread.run_sync(resources.open_studio)
        await to_thread.run_sync(studio.builds.unfinished)
    except StudioError as error:
        return JSONResponse({"status": "trouble", "message": str(error)}, status_code=503)
    return JSONResponse({"status": "ok", "working": studio.worker.working})


class Headers:
    """Adds the headers that every answer has, unless it has its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI call."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in _HEADERS.items() if name not in given),
                ]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Open the studio beside the server's start; at its end stop in time."""
    threading.Thread(target=_open, name="opening", daemon=True).start()
    yield
    end_within()
    await to_thread.run_sync(resources.close_studio)


def _open() -> None:
    try:
        resources.open_studio()
    except Exception as error:  # the pages say it, too, and try again
        log.warning("%s", error)


def _limits() -> dict[str, int]:
    """MiB that an upload may have, by the ending of its name."""
    pictures = Settings.from_environment().max_upload_mib
    voices = dict.fromkeys((".wav", ".flac", ".ogg", ".mp3", ".webm"), max(VOICE_MIB, pictures))
    data = dict.fromkeys((*SUFFIXES, ".zip"), max(DATA_MIB, BOOK_MIB))
    return {"": pictures, **data, **voices}


ROUTES: Final = [
    *shell.ROUTES,
    Route("/files/{name}", stored),
    Route("/letters/{family}.ttf", letters),
    Route("/music/{mood}-{seed:int}.mp3", music),
    Route("/health", health),
]
MIDDLEWARE: Final = [Middleware(Headers), Middleware(UploadLimit, limits=_limits())]
