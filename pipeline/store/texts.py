"""Keeping texts: an article by its canonical address, and each different text of it as a version."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import bindparam, insert, select, update

from models.article import content_of, content_sha256
from models.stored import ArticleText, KeptText, Stage
from models.tables import ArticleRow, VersionRow
from pipeline.origins import credit, fingerprint
from pipeline.store.articles import add_aliases, article_ids, blank_article
from pipeline.store.connect import Transaction
from pipeline.store.counter import draw
from pipeline.store.statements import among, chunks


@dataclass(frozen=True, slots=True)
class _Version:
    article_id: int
    sha256: str
    text: ArticleText


def keep_texts(tx: Transaction, texts: Sequence[ArticleText]) -> list[KeptText]:
    """Keep cleaned texts; one result each, in order. A text that is there already is only made current again."""
    ids, fresh = _articles(tx, texts)
    wanted = [_Version(ids[text.canonical_url], _hash(text), text) for text in texts]
    known = _known_versions(tx, [version.article_id for version in wanted])
    missing = {(v.article_id, v.sha256): v for v in wanted if (v.article_id, v.sha256) not in known}
    numbers = dict(zip(missing, draw(tx, len(missing)), strict=True)) if missing else {}
    if missing:
        tx.connection.execute(insert(VersionRow), [_row(tx, numbers[key], v) for key, v in missing.items()])
    known |= numbers
    _make_current(tx, wanted, known)
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


def _articles(tx: Transaction, texts: Sequence[ArticleText]) -> tuple[dict[str, int], set[int]]:
    """(article ids by canonical address, the ids that are new); an alias leads to its article."""
    names = {text.canonical_url: (text.canonical_url, text.url, *text.aliases) for text in texts}
    known = article_ids(tx, [name for group in names.values() for name in group])
    ids = {url: next((known[name] for name in group if name in known), 0) for url, group in names.items()}
    missing = [url for url, found in ids.items() if not found]
    ids |= zip(missing, draw(tx, len(missing)), strict=True) if missing else ()
    if missing:
        tx.connection.execute(insert(ArticleRow), [blank_article(tx, ids[url], url) for url in missing])
    add_aliases(tx, {name: ids[url] for url, group in names.items() for name in group if name != url})
    return ids, {ids[url] for url in missing}


def _known_versions(tx: Transaction, articles: Sequence[int]) -> dict[tuple[int, str], int]:
    known: dict[tuple[int, str], int] = {}
    for batch in chunks(set(articles)):
        columns = select(VersionRow.article_id, VersionRow.content_sha256, VersionRow.id)
        for article, sha256, version in tx.connection.execute(columns.where(among(tx, VersionRow.article_id, batch))):
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


def _make_current(tx: Transaction, wanted: Sequence[_Version], ids: dict[tuple[int, str], int]) -> None:
    """Each article's current version is the one kept last; its stage steps back when the text is another."""
    last = {v.article_id: v for v in wanted}
    changed = (
        update(ArticleRow)
        .where(ArticleRow.id == bindparam("article"), ArticleRow.version_id.is_distinct_from(bindparam("version")))
        .values(version_id=bindparam("version"), outlet=bindparam("outlet"), stage=Stage.FETCHED)
    )
    tx.connection.execute(
        changed,
        [
            {
                "article": v.article_id,
                "version": ids[v.article_id, v.sha256],
                "outlet": v.text.outlet or _host(v.text.url),
            }
            for v in last.values()
        ],
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
