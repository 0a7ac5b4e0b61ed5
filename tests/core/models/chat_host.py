"""A real HTTP server with the OpenAI chat API that behaves as the first part of its path says.

`http://127.0.0.1:PORT/good/v1` writes a story; `/slow/v1`, `/html/v1`, `/401/v1` … misbehave.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.core.stages.givens import ScriptedWriter

KEY = "sk-test-0123456789abcdef"


class ChatHost(ThreadingHTTPServer):
    """Remembers what it was asked; `hung_up` counts callers that left before the end."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.hung_up = 0
        self.stopped = threading.Event()

    def url(self, behaviour: str) -> str:
        """The address to use for a behaviour."""
        return f"http://127.0.0.1:{self.server_address[1]}/{behaviour}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that hang up are wanted here."""


@contextmanager
def chat_host() -> Iterator[ChatHost]:
    """A running server; it and its callers' threads are gone afterwards."""
    host = ChatHost()
    thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield host
    finally:
        host.stopped.set()
        host.shutdown()
        thread.join()
        host.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: ChatHost

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body)
        self.server.keys.append(self.headers.get("Authorization"))
        behaviour = self.path.split("/")[1]
        assert self.path.endswith("/v1/chat/completions")
        if behaviour.isdigit():
            self.fail(int(behaviour), f"the {KEY} server\n<b>says</b> no. " + "x" * 500)
            return
        getattr(self, behaviour)(body)

    # -- good ones ----------------------------------------------------------------------------
    def good(self, body: dict[str, Any]) -> None:
        self.begin()
        for piece in ScriptedWriter().pieces(body["messages"], body["seed"], lambda: None):
            self.piece(piece)
        self.piece("", finish_reason="stop")
        self.event({"choices": [], "usage": {"total_tokens": 3}})
        self.send("data: [DONE]\n\n")

    def plain(self, body: dict[str, Any]) -> None:
        """All the oddities that are still right: comments, CRLF, no [DONE], thinking aloud."""
        self.begin()
        self.send(": hello\r\n\r\nevent: message\r\n")
        self.event({"choices": [{"delta": {"role": "assistant", "reasoning": "Hm."}}]})
        for piece in ("<thi", "nk>Let me", " see.</th", "ink>\n\nThe", " fö", "x\ud83d ran.\0"):
            self.piece(piece)
        line = json.dumps({"choices": [{"delta": {"content": " End."}, "finish_reason": "length"}]})
        for byte in f"data: {line}".encode():
            self.send(bytes([byte]))

    def lingering(self, body: dict[str, Any]) -> None:
        """Says that it is over, and does not hang up."""
        self.begin()
        self.piece("The end.", finish_reason="stop")
        self.server.stopped.wait(120)

    def at_once(self, body: dict[str, Any]) -> None:
        choice = {"message": {"role": "assistant", "content": "All of it."}}
        self.document({"choices": [{**choice, "finish_reason": "stop"}]})

    # -- bad ones -----------------------------------------------------------------------------
    def silent(self, body: dict[str, Any]) -> None:
        self.server.stopped.wait(120)

    def slow(self, body: dict[str, Any]) -> None:
        self.begin()
        self.piece("Once")
        self.chatter(lambda: self.send(": still here\n\n"))

    def endless(self, body: dict[str, Any]) -> None:
        self.begin()
        self.chatter(lambda: self.piece("and then "))

    def chatter(self, say: Callable[[], None]) -> None:
        try:
            while not self.server.stopped.is_set():
                say()
                time.sleep(0.02)
        except OSError:
            self.server.hung_up += 1

    def breaks_off(self, body: dict[str, Any]) -> None:
        self.begin()
        self.piece("Once upon a time")

    def breaks_off_inside(self, body: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.piece("Once upon a time")

    def breaks_off_in_a_line(self, body: dict[str, Any]) -> None:
        self.begin()
        self.piece("Once upon a time")
        self.send('data: {"choices": [{"delta": {"content": "there w')

    def hangs_up(self, body: dict[str, Any]) -> None:
        self.connection.close()

    def no_http(self, body: dict[str, Any]) -> None:
        self.send("+OK this is a mail server\r\n")

    def empty(self, body: dict[str, Any]) -> None:
        self.begin()
        self.piece(" \n", finish_reason="stop")
        self.send("data: [DONE]\n\n")

    def only_thinks(self, body: dict[str, Any]) -> None:
        self.begin()
        self.piece("<think>Well, ")
        self.piece("let me see", finish_reason="length")
        self.send("data: [DONE]\n\n")

    def filtered(self, body: dict[str, Any]) -> None:
        self.begin()
        self.piece("Once upon", finish_reason="content_filter")
        self.send("data: [DONE]\n\n")

    def error_inside(self, body: dict[str, Any]) -> None:
        self.begin()
        self.piece("Once upon")
        self.event({"error": {"message": "out of memory\nat line 3.", "code": 500}})

    def html(self, body: dict[str, Any]) -> None:
        self.begin("text/html")
        self.send("<!doctype html><html><body>Welcome to your router</body></html>\n")

    def garbage(self, body: dict[str, Any]) -> None:
        self.begin()
        self.send(b"data: \xff\xfe\x00{{{\n\n")

    def shape(self, body: dict[str, Any]) -> None:
        self.begin()
        self.event({"choices": [{"delta": {"content": ["not", "text"]}}]})

    def lines(self, body: dict[str, Any]) -> None:
        """Ollama's own API, not the one that is wanted."""
        self.begin("application/x-ndjson")
        self.send('{"model": "x", "message": {"content": "Once"}, "done": false}\n')

    def flood(self, body: dict[str, Any]) -> None:
        self.begin()
        self.send("data: ")
        try:
            while True:
                self.send("x" * 2**20)
        except OSError:
            self.server.hung_up += 1

    def loop(self, body: dict[str, Any]) -> None:
        self.send_response(307)
        self.send_header("Location", f"http://me:secret@127.0.0.1{self.path}?key=secret")
        self.end_headers()

    # -- speaking -----------------------------------------------------------------------------
    def begin(self, kind: str = "text/event-stream; charset=utf-8") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()

    def piece(self, text: str, finish_reason: str | None = None) -> None:
        self.event({"choices": [{"delta": {"content": text}, "finish_reason": finish_reason}]})

    def event(self, event: dict[str, Any]) -> None:
        self.send(f"data: {json.dumps(event)}\n\n")

    def send(self, text: str | bytes) -> None:
        self.wfile.write(text if isinstance(text, bytes) else text.encode())
        self.wfile.flush()

    def fail(self, status: int, message: str) -> None:
        self.document({"error": {"message": message, "type": "x"}}, status)

    def document(self, document: dict[str, Any], status: int = 200) -> None:
        content = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.send(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""
