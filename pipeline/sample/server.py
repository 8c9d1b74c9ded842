"""Serving the sample newsroom on 127.0.0.1, with validators and its few troubles."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.sample import content, feeds, pages

HTML, XML, TEXT = "text/html; charset=utf-8", "application/xml; charset=utf-8", "text/plain; charset=utf-8"
ROBOTS = "User-agent: *\nDisallow: /gulf-courier/members/\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address answers."""

    status: int
    kind: str
    body: bytes

    @property
    def etag(self) -> str:
        """A strong validator of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


GONE = Answer(404, TEXT, b"Not here any more.")
Site = Mapping[str, Answer]


def site(base: str, edition: int = 1) -> Site:
    """All answers of the newsroom at address ``base`` (no trailing slash), by path."""
    answers = {"/robots.txt": Answer(200, TEXT, ROBOTS.encode())}
    for outlet in content.outlets():
        answers |= _outlet(outlet, base, edition)
    return answers


def _outlet(outlet: content.Outlet, base: str, edition: int) -> dict[str, Answer]:
    written = list(content.articles(outlet))
    answers = {f"/{outlet.id}/": Answer(200, HTML, pages.front_page(outlet, base, written).encode())}
    for kind, where in outlet.feeds.items():
        answers[f"/{outlet.id}{where}"] = _feed(kind, outlet, written, base, edition)
    for article in written:
        others = [other for other in written if other is not article][:3]
        page = pages.article_page(outlet, article, base, edition, others)
        answers[pages.path(outlet, article)] = _page(article.behaviour, page)
    return answers


def _feed(kind: str, outlet: content.Outlet, written: list[content.SampleArticle], base: str, edition: int) -> Answer:
    if kind == "dead":
        return Answer(503, TEXT, b"Back soon.")
    make = {"rss": feeds.rss, "atom": feeds.atom, "sitemap": feeds.sitemap}[kind]
    return Answer(200, XML, make(outlet, written, base, edition).encode())


def _page(behaviour: str, page: str) -> Answer:
    if behaviour == "gone":
        return GONE
    if behaviour == "challenge":
        return Answer(403, HTML, page.encode())
    body = page.encode()
    if behaviour == "invalid_utf8":
        body = body.replace(b" I ", b" \xc3\x28I \xff", 1)
    return Answer(200, HTML, body)


class Handler(BaseHTTPRequestHandler):
    """Answers GET from the server's site."""

    protocol_version = "HTTP/1.1"
    server: SampleServer

    def do_GET(self) -> None:
        """Answer, or 304 where the reader has it already."""
        answer = self.server.site.get(self.path.partition("?")[0], GONE)
        known = answer.status == 200 and self.headers.get("If-None-Match") == answer.etag
        self.send_response(304 if known else answer.status)
        if answer.status == 200:
            self.send_header("ETag", answer.etag)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", "0" if known else str(len(answer.body)))
        self.end_headers()
        if not known:
            self.wfile.write(answer.body)

    def log_request(self, code: object = "-", size: object = "-") -> None:  # noqa: ARG002 - http.server's signature
        """Keep the requests for whoever asks; nothing on the screen."""
        self.server.requests.append(self.path)


class SampleServer(ThreadingHTTPServer):
    """The newsroom; ``requests`` lists the paths that were asked for."""

    daemon_threads = True

    def __init__(self, port: int, edition: int) -> None:
        try:
            super().__init__(("127.0.0.1", port), Handler)
        except OSError as error:
            raise UsageError(f"port {port}: {error.strerror}", todo="choose another with --port") from None
        self.base = f"http://127.0.0.1:{self.server_address[1]}"
        self.site = site(self.base, edition)
        self.requests: list[str] = []

    def write_sources(self, file: Path) -> Path:
        """Write the sources file that leads to this server."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(feeds.sources_toml(content.outlets(), self.base), "utf-8")
        return file


@contextmanager
def serving(port: int = 0, edition: int = 1) -> Iterator[SampleServer]:
    """The newsroom in a thread of this process, on a free port when ``port`` is 0."""
    server = SampleServer(port, edition)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
