"""Coverage-guided fuzzing of every reader of bytes from the web, seeded with the sample newsroom's own."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from models.page import RawPage
from pipeline.sample.server import site
from pipeline.warc import info_of, packed, record_of

SECONDS = int(os.environ.get("STRIKELOG_FUZZ_SECONDS", "12"))  # a target; five of them are a minute
JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "url": "/a", "title": "Shells"}]}'


def seeds(target: str) -> list[bytes]:
    """Whole documents to start from."""
    bodies = [answer.body for answer in site("http://127.0.0.1:1").values()]
    if target == "warc":
        now = datetime(2026, 1, 2, tzinfo=UTC)
        page = RawPage("https://a.example/", "https://a.example/", 200, (("content-type", "text/html"),), b"<p>x", now)
        return [info_of("a"), record_of(page), packed(record_of(page))]
    marks = {"robots": b"User-agent", "html": b"<html", "sitemap": b"urlset", "feed": b"<?xml"}
    return [body for body in bodies if marks[target] in body][:10] + ([JSON_FEED] if target == "feed" else [])


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris has no build for this platform")
@pytest.mark.parametrize("target", ["feed", "sitemap", "robots", "html", "warc"])
def test_no_bytes_break_a_reader(target: str, tmp_path: Path) -> None:
    for number, body in enumerate(seeds(target)):
        (tmp_path / f"seed{number}").write_bytes(body)
    program = Path(__file__).parent / "fuzzing"
    limits = [f"-max_total_time={SECONDS}", "-timeout=20", "-max_len=30000", "-rss_limit_mb=1500", "-verbosity=0"]
    command = [sys.executable, str(program), target, *limits, f"-artifact_prefix={tmp_path}/", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, timeout=20 * SECONDS + 120, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-3000:]
