"""When an article was published, and which of the page's many dates said so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from lxml.html import HtmlElement

from pipeline.clean.facts import Facts, inner_text
from pipeline.clean.jsonld import text_of
from pipeline.timestamps import Moment, parse_timestamp, plausible

_META = (
    "article:published_time", "og:article:published_time", "http://ogp.me/ns/article#published_time",
    "article:published", "og:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate",
    "publish-date", "publish_date", "publication_date", "article_date_original", "date.available", "date.created",
    "datecreated", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dc.date",
    "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "article.created", "originalpublicationdate",
    "published_time", "release_date", "date", "rnews:datepublished", "analyticsattributes.articledate",
    "epoch-publish-date", "weibo: article:create_at", "displaydate",
)  # fmt: skip
_META_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dc.date.modified",
    "dcterms.modified", "date.modified", "article_date_updated", "http://ogp.me/ns/article#modified_time",
)  # fmt: skip
_URL_DATE = re.compile(
    r"(?<!\d)(?P<y>19[89]\d|20\d\d)(?:(?P<s>[/_.-])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|/?(?P<m2>0[1-9]|1[0-2])/?(?P<d2>0[1-9]|[12]\d|3[01]))"
)
_DATED = re.compile(r"date|time|publi|posted|created|stamp|meta|info|byline|dateline|detail", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|aktualis|edited|mis à jour|actualizado", re.IGNORECASE)
_SOMEWHERE_ELSE = re.compile(
    r"related|sidebar|widget|recommend|teaser|comment|footer|most-read|popular|latest|card|promo", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Published:
    """A publication time as ISO 8601 with what the page gave and no more, and the method that found it.

    ``method``: json-ld, meta, time (element), url, text, modified (only a date of change was there), feed.
    """

    iso: str
    method: str


def published_of(
    facts: Facts, zone: tzinfo | None = None, feed: datetime | None = None, now: datetime | None = None
) -> Published | None:
    """The publication time by the first method that gives a date that can be true.

    A time without a zone gets ``zone`` (the outlet's) when it is given. ``feed`` is the feed's date, the last resort.
    """
    latest = now or datetime.now(UTC)
    for method, text in _candidates(facts):
        if (moment := parse_timestamp(text, zone or UTC)) and plausible(moment.value, latest):
            return Published(_iso(moment, zone), method)
    if feed is not None and plausible(feed, latest):
        return Published(feed.isoformat(), "feed")
    changed = _modified_text(facts)
    if changed and (moment := parse_timestamp(changed, zone or UTC)) and plausible(moment.value, latest):
        return Published(_iso(moment, zone), "modified")
    return None


def modified_of(facts: Facts, zone: tzinfo | None = None) -> str | None:
    """The time of the last change that the page states, ISO 8601."""
    return iso_of(_modified_text(facts), zone)


def iso_of(text: str | None, zone: tzinfo | None = None) -> str | None:
    """A page's time as ISO 8601; null when there is none or no format fits."""
    moment = parse_timestamp(text, zone or UTC) if text else None
    return _iso(moment, zone) if moment else None


def _candidates(facts: Facts) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        if text := text_of(facts.article.get(key)):
            yield "json-ld", text
    for name in _META:
        for text in facts.meta.get(name, ()):
            yield "meta", text
    for node in facts.nodes:
        if text := text_of(node.get("datePublished")):
            yield "json-ld", text
    on_page = list(_time_elements(facts.tree))
    from_url = _url_date(facts)
    agreeing = [text for text in on_page if _same_day(text, from_url)]
    yield from (("time", text) for text in agreeing or (on_page if from_url is None else ()))
    if from_url:
        yield "url", from_url
    yield from (("time", text) for text in on_page)
    yield from (("text", text) for text in _texts(facts.tree))


def _modified_text(facts: Facts) -> str | None:
    return text_of(facts.article.get("dateModified")) or facts.first(*_META_MODIFIED)


def _iso(moment: Moment, zone: tzinfo | None) -> str:
    return moment.value.isoformat() if zone and not moment.day_only else moment.isoformat()


def _time_elements(tree: HtmlElement) -> Iterator[str]:
    """The datetimes of time elements: those marked as publication first, then the page's order."""
    marked: list[str] = []
    plain: list[str] = []
    for element in tree.iter("time", "abbr", "span", "div", "p", "relative-time"):
        if element.tag not in ("time", "relative-time") and element.get("itemprop") != "datePublished":
            continue
        text = element.get("datetime") or element.get("content") or element.get("title") or inner_text(element)
        label = " ".join(element.get(name) or "" for name in ("class", "itemprop"))
        if not text or _elsewhere(element) or _CHANGED.search(label):
            continue
        first = "datePublished" in label or element.get("pubdate") is not None or "publi" in label.lower()
        (marked if first else plain).append(text)
    yield from [*marked, *plain][:5]


def _url_date(facts: Facts) -> str | None:
    url = facts.first("og:url") or facts.url or ""
    for address in (facts.url or "", url):
        for match in _URL_DATE.finditer(address.partition("?")[0]):
            month, day = match["m"] or match["m2"], match["d"] or match["d2"]
            text = f"{match['y']}-{int(month):02}-{int(day):02}"
            if parse_timestamp(text):
                return text
    return None


def _same_day(text: str, day: str | None) -> bool:
    moment = parse_timestamp(text)
    if moment is None or day is None:
        return False
    return abs(moment.value.date() - datetime.fromisoformat(day).date()) <= timedelta(days=1)


def _texts(tree: HtmlElement) -> Iterator[str]:
    """Short texts whose element is called a date, near the top of the page first."""
    for element in tree.iter("span", "div", "p", "li", "small", "em", "td", "h3", "h4", "h5", "h6", "a", "b", "i"):
        label = " ".join(filter(None, (element.get("class"), element.get("id"))))
        if not label or not _DATED.search(label) or _elsewhere(element):
            continue
        text = inner_text(element)
        if 6 <= len(text) <= 120 and any(c.isdigit() for c in text):
            yield text


def _elsewhere(element: HtmlElement) -> bool:
    near = [element, *list(element.iterancestors())[:5]]
    return any(p.tag in ("aside", "footer", "nav") or _SOMEWHERE_ELSE.search(p.get("class") or "") for p in near)
