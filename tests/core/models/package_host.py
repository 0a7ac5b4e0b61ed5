"""A Python package index on this computer, with wheels made here, and bad manners.

A real HTTP server with the pages of PEP 503, which the real pip asks; see `hub_host` for the hub's.
"""

import hashlib
import html
import io
import threading
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

RAN = "ran-by-a-package"
"""The file that a package here makes in the current folder when any of its code is run."""


@dataclass
class Manners:
    """How the server behaves from now on."""

    gone: set[str] = field(default_factory=set)
    """Names of packages that are not there any more."""
    yanked: bool = False
    hashes: bool = True
    """Links say the sum of their file."""
    damaged: bool = False
    drop_after: int | None = None
    """A connection ends after so many bytes of a wheel."""
    drops: int = 1_000
    """So many connections do."""
    delay_s: float = 0.0
    """Before every 16 KiB of a wheel."""
    asked: list[str] = field(default_factory=list)
    """The path of every request for a wheel."""


def wheel_name(name: str, version: str = "1.0") -> str:
    """What the file of a package is called."""
    return f"{name.replace('-', '_')}-{version}-py3-none-any.whl"


def make_wheel(
    name: str,
    files: Mapping[str, bytes],
    *,
    version: str = "1.0",
    compressed: bool = False,
) -> bytes:
    """A package whose code leaves a trace when it is run."""
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    content = {
        f"{module}/__init__.py": f"open({RAN!r}, 'w')".encode(),
        "setup.py": f"open({RAN!r}, 'w')".encode(),
        **files,
        f"{info}/METADATA": (
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
            "Requires-Dist: nobody-has-this\n"
        ).encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": b"",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if compressed else 0) as archive:
        for path, data in content.items():
            archive.writestr(path, data)
    return made.getvalue()


class PackageHost:
    """Serves wheels by the name of their package."""

    def __init__(self) -> None:
        self.wheels: dict[str, tuple[str, bytes]] = {}
        self.manners = Manners()
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                host.answer(self)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/simple/"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def put(self, name: str, files: Mapping[str, bytes], **options: object) -> None:
        """Publish a package."""
        version = str(options.get("version", "1.0"))
        content = make_wheel(name, files, **options)  # type: ignore[arg-type]
        self.wheels[name] = (wheel_name(name, version), content)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        path = unquote(urlsplit(request.path).path)
        kind, _, name = path.strip("/").partition("/")
        if kind == "simple" and name in self.wheels and name not in self.manners.gone:
            return self._page(request, name)
        for file, content in self.wheels.values():
            if kind == "files" and name == file:
                self.manners.asked.append(name)
                return self._file(request, content)
        request.send_response(404)
        request.send_header("Content-Length", "0")
        request.end_headers()
        return None

    def _page(self, request: BaseHTTPRequestHandler, name: str) -> None:
        file, content = self.wheels[name]
        sha = f"#sha256={hashlib.sha256(content).hexdigest()}" if self.manners.hashes else ""
        yanked = ' data-yanked="withdrawn"' if self.manners.yanked else ""
        link = f'<a href="/files/{file}{sha}"{yanked}>{html.escape(file)}</a>'
        page = f"<!DOCTYPE html><html><body>{link}</body></html>".encode()
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.send_header("Content-Length", str(len(page)))
        request.end_headers()
        request.wfile.write(page)

    def _file(self, request: BaseHTTPRequestHandler, content: bytes) -> None:
        manners = self.manners
        request.send_response(200)
        request.send_header("Content-Type", "application/octet-stream")
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        if manners.damaged:
            content = content[:200] + bytes([content[200] ^ 1]) + content[201:]
        end = len(content)
        cut = manners.drop_after is not None and manners.drops > 0
        if cut:
            assert manners.drop_after is not None
            manners.drops -= 1
            end = min(end, manners.drop_after)
        try:
            for at in range(0, end, 1 << 14):
                time.sleep(manners.delay_s)
                request.wfile.write(content[at : min(at + (1 << 14), end)])
        except OSError:
            pass
        request.close_connection = request.close_connection or cut
