"""One address for one article: without trackers, AMP and mobile copies, fragments and other accidents."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

_TABLE = Path(__file__).resolve().parent.parent / "data" / "urls" / "tracking.toml"
_AMP_CACHE = re.compile(r"^/(?:[a-z]/)?(?P<secure>s/)?(?P<rest>[^/]+\.[^/]+/.*)$")
_AMP_PATH = re.compile(r"(?:/amp(?:/index)?(?:\.html?)?/?|[./]amp\.html?|\.amp)+$", re.IGNORECASE)
_SAFE = "/:@!$&'()*+,;=~-._"


def canonical_url(url: str) -> str:
    """The identity of an address: equal for copies of one article; "" for what is not http or https.

    It is a key, and nearly always opens too; fetch the address as listed.
    """
    try:
        parts = urlsplit("".join(url.split()) if "\n" in url else url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    if inner := _behind_amp_cache(host, parts):
        return canonical_url(inner)
    named = not _is_local(host)
    scheme = "https" if named and port in (None, 80, 443) else parts.scheme.lower()
    netloc = _host(host, named) + (f":{port}" if port not in (None, 80, 443) else "")
    path = _path(parts.path)
    query = _query(parts.query)
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{scheme}://{netloc}{path}{'?' + query if query else ''}{fragment}"


def _behind_amp_cache(host: str, parts: SplitResult) -> str | None:
    """The publisher's address in an AMP cache's or viewer's own."""
    viewer = re.fullmatch(r"(?:www\.)?google\.[a-z.]+", host) and parts.path.startswith("/amp/")
    path = parts.path[len("/amp") :] if viewer else parts.path
    if not viewer and not host.endswith(".cdn.ampproject.org"):
        return None
    match = _AMP_CACHE.match(path)
    query = f"?{parts.query}" if parts.query else ""
    return f"http{'s' if match['secure'] else ''}://{match['rest']}{query}" if match else None


def _is_local(host: str) -> bool:
    if host == "localhost" or "." not in host:
        return True
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _host(host: str, named: bool) -> str:
    if ":" in host:
        return f"[{host}]"
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return quote(host)
    first, _, rest = host.partition(".")
    return f"www.{rest}" if named and first in _table()[2] and "." in rest else host


def _path(path: str) -> str:
    path = re.sub(r"/{2,}", "/", path) or "/"
    path = re.sub(r"/index\.(?:html?|php|aspx?)$", "/", path)
    path = _AMP_PATH.sub("", path) or "/"
    path = path.removeprefix("/amp") if path.startswith("/amp/") and path.count("/") > 2 else path
    path = path.rstrip("/") or "/"
    return quote(unquote(path, errors="surrogateescape"), safe=_SAFE, errors="surrogateescape")


def _query(query: str) -> str:
    """The parameters that may name the article, sorted."""
    names, prefixes, _ = _table()
    kept = [
        (key, value)
        for key, value in parse_qsl(query.replace("&amp;", "&"), keep_blank_values=True, errors="surrogateescape")
        if key.lower() not in names and not key.lower().startswith(prefixes)
    ]
    return urlencode(sorted(kept), errors="surrogateescape")


@cache
def _table() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """Tracking parameters, their prefixes, and the first labels of mobile hosts."""
    data = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return frozenset(data["names"]), tuple(data["prefixes"]), frozenset(data["mobile_hosts"])
