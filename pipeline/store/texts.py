"""Keeping texts: an article by its canonical address, and each different text of it as a version."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import bindparam, select, update

from models.article import content_of, content_sha256
from models.states import Stage
from models.stored import ArticleText, KeptText
from models.tables.rows import ArticleRow, VersionRow
from pipeline.origins import credit, fingerprint
from pipeline.store.articles import add_aliases, article_ids, blank_article
from pipeline.store.connect import Transaction
from pipeline.store.counter import draw
from pipeline.store.statements import among, chunks, insert_rows


@dataclass(frozen=True, slots=True)
class _Version:
    article_id: int
    sha256: str
    text: ArticleText


def keep_texts(tx: Transaction, texts: Sequence[ArticleText]) -> list[KeptText]:
    """Keep cleaned texts; one result each, in order. A text that is there already is only made current again."""
    names = {text.canonical_url: (text.canonical_url, text.url, *text.aliases) for text in texts}
    ids, fresh = _ids(tx, names)
    wanted = [_Version(ids[text.canonical_url], _hash(text), text) for text in texts]
    known = _known_versions(tx, [version.article_id for version in wanted if version.article_id not in fresh])
    missing = {(v.article_id, v.sha256): v for v in wanted if (v.article_id, v.sha256) not in known}
    numbers = dict(zip(missing, draw(tx, len(missing)), strict=True)) if missing else {}
    known |= numbers
    current = {v.article_id: _current(v, known) for v in wanted}  # the text kept last
    insert_rows(tx, ArticleRow, [blank_article(tx, key, url) | current[key] for key, url in fresh.items()])
    add_aliases(tx, {name: ids[url] for url, group in names.items() for name in group if name != url})
    insert_rows(tx, VersionRow, [_row(tx, numbers[key], v) for key, v in missing.items()])
    _make_current(tx, {key: values for key, values in current.items() if key not in fresh})
    return [
        KeptText(
            v.article_id,
            known[v.article_id, v.sha256],
            v.sha256,
            v.article_id in fresh,
            (v.article_id, v.sha256) in numbers,
        )
        for v in wanted
    ]


def _hash(text: ArticleText) -> str:
    return content_sha256(content_of(text.title, text.text))


def _ids(tx: Transaction, names: Mapping[str, Sequence[str]]) -> tuple[dict[str, int], dict[int, str]]:
    """(article ids by canonical address, the addresses of new ids); an alias leads to its article."""
    known = article_ids(tx, list(dict.fromkeys(name for group in names.values() for name in group)))
    ids = {url: next((known[name] for name in group if name in known), 0) for url, group in names.items()}
    missing = [url for url, found in ids.items() if not found]
    ids |= zip(missing, draw(tx, len(missing)), strict=True) if missing else ()
    return ids, {ids[url]: url for url in missing}


def _known_versions(tx: Transaction, articles: Sequence[int]) -> dict[tuple[int, str], int]:
    known: dict[tuple[int, str], int] = {}
    for batch in chunks(set(articles)):
        columns = select(VersionRow.article_id, VersionRow.content_sha256, VersionRow.id)
        for article, sha256, version in tx.connection.execute(
            columns.where(among(tx, VersionRow.article_id, batch))
        ).all():
            known[article, sha256] = version
    return known


def _row(tx: Transaction, version_id: int, version: _Version) -> dict[str, object]:
    text = version.text
    return {
        "id": version_id,
        "article_id": version.article_id,
        "content_sha256": version.sha256,
        "url": text.url,
        "title": text.title,
        "text": text.text,
        "authors": json.dumps(text.authors, ensure_ascii=False) if text.authors else None,
        "published": text.published,
        "published_method": text.published_method,
        "language": text.language,
        "clean_status": text.clean_status,
        "from_feed": text.from_feed,
        "fetched_at": text.fetched_at or tx.now,
        "headers": json.dumps(text.headers) if text.headers else None,
        "archive_key": text.archive_key,
        "credit": credit(text.text),
        "shingles": fingerprint(text.text),
    }


def _current(version: _Version, ids: Mapping[tuple[int, str], int]) -> dict[str, object]:
    outlet = version.text.outlet or _host(version.text.url)
    return {"version_id": ids[version.article_id, version.sha256], "outlet": outlet, "stage": Stage.FETCHED}


def _make_current(tx: Transaction, current: Mapping[int, Mapping[str, object]]) -> None:
    """Point known articles at their texts; the stage of one steps back when the text is another."""
    if current:
        other = ArticleRow.version_id.is_distinct_from(bindparam("version_id"))
        changed = update(ArticleRow).where(ArticleRow.id == bindparam("article"), other)
        values: dict[str, Any] = {name: bindparam(name) for name in ("version_id", "outlet", "stage")}
        tx.connection.execute(changed.values(values), [{"article": key, **now} for key, now in current.items()])


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
