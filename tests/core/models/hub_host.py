"""A Hugging Face hub on this computer: the few answers that a download needs, and bad manners.

A real HTTP server over the files of a folder, with the names, headers and error codes of the real
one (https://huggingface.co/docs/hub/api).
"""

import hashlib
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"
TOKEN = "hf_good"


@dataclass
class Manners:
    """How the server behaves from now on."""

    gated: bool | str = False
    """True: for those without a token; "nobody": for everybody."""
    private: bool = False
    down: bool = False
    """Answers 503 to everything."""
    drop_after: int | None = None
    """A connection ends after so many bytes of a large file."""
    drops: int = 1_000
    """So many connections do."""
    ranges: bool = True
    damaged: bool = False
    endless: bool = False
    """A large file goes on and on."""
    poured: int = 0
    """Bytes that went out so."""
    portal: bool = False
    """Answers everything with a web page, as the network of a hotel does."""
    delay_s: float = 0.0
    """Before every 16 KiB of a file."""
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)
    """Method, path and Range of every request."""


class HubHost:
    """Serves one repository, `repository`, from `folder`."""

    def __init__(self, folder: Path, repository: str = "studio/tiny") -> None:
        self.folder = folder
        self.repository = repository
        self.manners = Manners()
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_HEAD(self) -> None:
                host.answer(self, body=False)

            def do_GET(self) -> None:
                host.answer(self, body=True)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def bytes_sent_from(self) -> list[str | None]:
        """The Range of every request for the weights."""
        return [r for method, path, r in self.manners.asked if method == "GET" and "safet" in path]

    def answer(self, request: BaseHTTPRequestHandler, *, body: bool) -> None:
        manners = self.manners
        path = unquote(urlsplit(request.path).path)
        manners.asked.append((request.command, path, request.headers.get("Range")))
        given = request.headers.get("Authorization")
        if manners.down:
            return _refuse(request, 503, None)
        if manners.portal:
            return _page(request, body=body)
        if given is not None and given != f"Bearer {TOKEN}":
            return _refuse(request, 401, None, "Invalid credentials in Authorization header")
        prefixes = (f"/api/models/{self.repository}/revision/", f"/{self.repository}/resolve/")
        prefix = next((p for p in prefixes if path.startswith(p)), None)
        if prefix is None or (manners.private and given is None):
            return _refuse(request, 404 if given else 401, "RepoNotFound")
        revision, _, name = path.removeprefix(prefix).partition("/")
        if revision not in (COMMIT, "main"):
            return _refuse(request, 404, "RevisionNotFound")
        if prefix == prefixes[0]:
            return self._info(request)
        if manners.gated and given is None:
            return _refuse(request, 401, "GatedRepo")
        if manners.gated == "nobody":
            return _refuse(request, 403, "GatedRepo")
        file = self.folder / name
        if not file.is_file():
            return _refuse(request, 404, "EntryNotFound")
        self._file(request, file, body=body)

    def _info(self, request: BaseHTTPRequestHandler) -> None:
        rows = []
        for file in sorted(f for f in self.folder.rglob("*") if f.is_file()):
            content = file.read_bytes()
            row: dict[str, object] = {"rfilename": str(file.relative_to(self.folder))}
            row |= {"size": len(content), "blobId": git_sha1(content)}
            if _large(file):
                oid = hashlib.sha256(content).hexdigest()
                row["lfs"] = {"sha256": oid, "size": len(content), "pointerSize": 130}
            rows.append(row)
        answer = {"id": self.repository, "sha": COMMIT, "siblings": rows}
        content = json.dumps(answer).encode()
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    def _file(self, request: BaseHTTPRequestHandler, file: Path, *, body: bool) -> None:
        manners = self.manners
        content = file.read_bytes()
        etag = hashlib.sha256(content).hexdigest() if _large(file) else git_sha1(content)
        start = 0
        asked = request.headers.get("Range")
        if asked and manners.ranges:
            start = int(asked.removeprefix("bytes=").partition("-")[0])
        if start and start >= len(content):
            return _refuse(request, 416, None)
        request.send_response(206 if start else 200)
        request.send_header("X-Repo-Commit", COMMIT)
        request.send_header("ETag", f'"{etag}"')
        if _large(file):
            request.send_header("X-Linked-Etag", f'"{etag}"')
            request.send_header("X-Linked-Size", str(len(content)))
        endless = manners.endless and _large(file)
        if not endless:
            request.send_header("Content-Length", str(len(content) - start))
        request.end_headers()
        if not body:
            return None
        if endless:
            request.close_connection = True
            return self._pour(request)
        if manners.damaged and _large(file):
            content = content[:-1] + bytes([content[-1] ^ 1])
        end = len(content)
        cut = manners.drop_after is not None and _large(file) and manners.drops > 0
        if cut:
            assert manners.drop_after is not None
            manners.drops -= 1
            end = min(end, start + manners.drop_after)
        try:
            for at in range(start, end, 1 << 14):
                time.sleep(manners.delay_s)
                request.wfile.write(content[at : min(at + (1 << 14), end)])
        except OSError:
            pass
        request.close_connection = request.close_connection or cut
        return None

    def _pour(self, request: BaseHTTPRequestHandler) -> None:
        """Bytes until the other side has had enough, 256 MiB at most."""
        try:
            for _ in range(1 << 12):
                request.wfile.write(bytes(1 << 16))
                self.manners.poured += 1 << 16
        except OSError:
            pass


def git_sha1(content: bytes) -> str:
    """What git calls a file with this content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def _large(file: Path) -> bool:
    return file.suffix in (".safetensors", ".bin")


def _page(request: BaseHTTPRequestHandler, *, body: bool) -> None:
    content = b"<!doctype html><title>Welcome</title><p>Please log in to the network."
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.send_header("Content-Length", str(len(content)))
    request.end_headers()
    if body:
        request.wfile.write(content)


def _refuse(
    request: BaseHTTPRequestHandler, status: int, code: str | None, message: str = ""
) -> None:
    request.send_response(status)
    if code:
        request.send_header("X-Error-Code", code)
    if message:
        request.send_header("X-Error-Message", message)
    request.send_header("X-Repo-Commit", COMMIT)
    request.send_header("Content-Length", "0")
    request.end_headers()
