"""A real HTTP server on the loopback interface: each path has an answer, every request is noted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Send = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Answer:
    """A complete answer."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


@dataclass
class Noted:
    """One request as the server saw it."""

    path: str
    at: float
    headers: dict[str, str]


class Site:
    """The routes and the log of one server; a list of answers is given out one after the other, the last for good."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.routes: dict[str, Answer | Send | list[Answer | Send]] = {}
        self.log: list[Noted] = []

    def url(self, path: str) -> str:
        return self.base + path

    def paths(self) -> list[str]:
        return [noted.path for noted in self.log]

    def answer(self, path: str) -> Answer | Send:
        route = self.routes.get(path, Answer(b"no such page", 404))
        if isinstance(route, list):
            return route.pop(0) if len(route) > 1 else route[0]
        return route


class Handler(BaseHTTPRequestHandler):
    """Gives the site's answer."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.log.append(Noted(self.path, time.monotonic(), {k.lower(): v for k, v in self.headers.items()}))
        answer = self.site.answer(self.path)
        if not isinstance(answer, Answer):
            answer(self)
            return
        tag = answer.headers.get("ETag")
        if tag and self.headers.get("If-None-Match") == tag:
            answer = Answer(b"", 304, {"ETag": tag})
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """The site's log replaces the lines on stderr."""


class Server(ThreadingHTTPServer):
    """A server whose clients may hang up."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


@contextmanager
def serve() -> Iterator[Site]:
    """A site that answers until the block ends."""
    handler = type("SiteHandler", (Handler,), {})
    with Server(("127.0.0.1", 0), handler) as server:
        handler.site = site = Site(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield site
        server.shutdown()
        thread.join()
