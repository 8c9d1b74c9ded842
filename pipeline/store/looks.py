"""How the pages of each source looked, run by run: what parser drift is read from."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from models.tables.rows import PageLookRow
from pipeline.clean.drift import PageLook
from pipeline.store.connect import Transaction
from pipeline.store.statements import upsert

PAST = 300  # pages of a source that stand for its past: the latest


def keep_looks(tx: Transaction, run_id: int, looks: Iterable[tuple[int, str, PageLook]]) -> None:
    """Keep (article id, source id, look) of a run's pages; a page that is fetched again in it counts once."""
    rows = [
        {"run_id": run_id, "article_id": article, "source_id": source, "length": look.length, "titled": look.titled,
         "dated": look.dated, "legible": look.read}
        for article, source, look in looks
    ]  # fmt: skip
    upsert(tx, PageLookRow, rows, ["run_id", "article_id"])


def looked_at(tx: Transaction, run_id: int) -> list[str]:
    """The sources of which a run fetched pages."""
    wanted = select(PageLookRow.source_id).where(PageLookRow.run_id == run_id).distinct()
    return list(tx.connection.execute(wanted.order_by(PageLookRow.source_id)).scalars())


def looks(tx: Transaction, source_id: str, run_id: int) -> tuple[list[PageLook], list[PageLook]]:
    """(past, now): the source's latest pages from before a run, and those of the run."""
    columns = (PageLookRow.length, PageLookRow.titled, PageLookRow.dated, PageLookRow.legible)
    of_source = select(*columns).where(PageLookRow.source_id == source_id)
    before = of_source.where(PageLookRow.run_id < run_id).order_by(PageLookRow.run_id.desc(), PageLookRow.article_id)
    rows = (tx.connection.execute(q) for q in (before.limit(PAST), of_source.where(PageLookRow.run_id == run_id)))
    past, now = ([PageLook(*row) for row in found] for found in rows)
    return past, now
