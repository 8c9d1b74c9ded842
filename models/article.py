"""Shapes of the way from a source to a clean article."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from models.vocabulary import CleanStatus


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article: what extract reads.

    ``published`` is timezone-aware in the outlet's own offset, or null. ``published_day_only``
    says that the outlet gave a day without a time.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    published: datetime | None = None
    published_day_only: bool = False
    language: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One dated entry of a live blog; ``published`` is ISO 8601, null when the page gives none."""

    title: str | None
    text: str
    published: str | None


@dataclass(frozen=True, slots=True)
class CleanPage:
    """One output line of `strikelog clean`; ``published`` is ISO 8601 as the page gives it.

    The fields after ``error`` go beyond the contract: agency is the credited news agency, dateline
    the place before the first sentence, corrections the outlet's notices, entries a live blog's parts.
    """

    id: str
    url: str | None
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    published_method: str | None
    language: str | None
    site: str | None
    text: str
    status: CleanStatus
    error: str | None = None
    canonical_url: str | None = None
    amp_url: str | None = None
    alternates: tuple[tuple[str, str], ...] = ()  # hreflang, address
    modified: str | None = None
    agency: str | None = None
    dateline: str | None = None
    corrections: tuple[str, ...] = ()
    entries: tuple[LiveEntry, ...] = ()


def content_of(title: str | None, text: str) -> str:
    """The analysed string: title, blank line, text, after NFC and nothing else."""
    return unicodedata.normalize("NFC", f"{title}\n\n{text}" if title else text)


def content_sha256(content: str) -> str:
    """Hex SHA-256 of the UTF-8 bytes of content; lone surrogates are escaped."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
