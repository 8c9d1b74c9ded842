"""What an answer is: a page to read, a wall, a fact, or a reason to come again."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from models.page import FetchStatus
from pipeline.clean.decode import is_binary
from pipeline.clean.walls import is_challenge, is_consent
from pipeline.fetch.exchange import Answer

_SMALL = 60_000  # bytes: a wall says little; a longer page is looked at by clean
_NOT_PAGES = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/msword")
_HIDDEN = re.compile(r"<(script|style|noscript|template)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_REFRESH = re.compile(
    rb"<meta[^>]+http-equiv\s*=\s*[\"']?refresh[\"']?[^>]+content\s*=\s*[\"']?\s*(\d+)\s*[;,]\s*url\s*=\s*[\"']?([^\"'>\s]+)",
    re.IGNORECASE,
)
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 507, 520, 521, 522, 523, 524, 525, 527, 530})


def judge(answer: Answer, *, feed: bool = False) -> tuple[FetchStatus, str | None, bool]:
    """Status, reason and whether to try again within this run, for an answer that is no redirect."""
    code = answer.status
    if code == 304:
        return FetchStatus.NOT_MODIFIED, None, False
    if code in (404, 410):
        return FetchStatus.GONE, f"HTTP {code}", False
    if code == 402:
        return FetchStatus.PAYWALLED, "HTTP 402", False
    if code in (401, 403, 405, 406, 429, 503) and _is_challenge(answer):
        return FetchStatus.BLOCKED, f"HTTP {code}, a challenge page", False
    if code == 429:
        return FetchStatus.RATE_LIMITED, "HTTP 429", True
    if code >= 500 or code in (408, 425):
        return FetchStatus.SERVER_ERROR, f"HTTP {code}", code in _AGAIN
    if code >= 400:
        return FetchStatus.FORBIDDEN, f"HTTP {code}", False
    if code != 200 and code != 203:
        return FetchStatus.MALFORMED, f"HTTP {code} is no answer to this request", False
    return (FetchStatus.FETCHED, None, False) if feed else _page(answer)


def _page(answer: Answer) -> tuple[FetchStatus, str | None, bool]:
    kind = (answer.header("content-type") or "").lower().partition(";")[0].strip()
    if kind.startswith(_NOT_PAGES) or is_binary(answer.body):
        return FetchStatus.NOT_HTML, f"not a text page ({kind or 'no content type'})", False
    if _is_challenge(answer):
        return FetchStatus.BLOCKED, "a challenge page", False
    if len(answer.body) < _SMALL and is_consent(_visible(answer.body)):
        return FetchStatus.CONSENT, "a consent page", False
    return FetchStatus.FETCHED, None, False


def retry_after_s(answer: Answer) -> float | None:
    """Seconds that the server asks us to wait: Retry-After in either form."""
    text = (answer.header("retry-after") or "").strip()
    if text.isdecimal():
        return float(min(int(text), 10**7))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def max_age_s(answer: Answer) -> float | None:
    """How long the answer stays fresh by its Cache-Control, seconds."""
    match = re.search(r"max-age\s*=\s*\"?(\d{1,9})", answer.header("cache-control") or "")
    return float(match[1]) if match else None


def refresh_target(answer: Answer) -> str | None:
    """Where a page that is only a meta refresh leads."""
    if len(answer.body) > 8192:
        return None
    match = _REFRESH.search(answer.body)
    if match is None or int(match[1]) > 10:
        return None
    return html.unescape(match[2].decode("utf-8", "replace"))


def _is_challenge(answer: Answer) -> bool:
    headers = {key: value for key, value in reversed(answer.headers) if key == "cf-mitigated"}
    if not headers and len(answer.body) >= _SMALL:
        return False
    source = answer.body[:_SMALL].decode("utf-8", "replace")
    return is_challenge(_visible(answer.body), source, answer.status, headers)


def _visible(body: bytes) -> str:
    return " ".join(html.unescape(_HIDDEN.sub(" ", body[:_SMALL].decode("utf-8", "replace"))).split())
