"""Taking back a run: its readings stop counting, the ones before them count again, events follow."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select, update

from models.states import Stage
from models.tables.rows import ArticleRow, ReadingRow, ReportRow, RunRow
from pipeline.store.connect import Transaction
from pipeline.store.linkage import link
from pipeline.store.readings import Change
from pipeline.store.reviving import revive, set_current
from pipeline.store.runs import run as one_run
from pipeline.store.statements import among, chunks


def undo_run(tx: Transaction, run_id: int) -> int:
    """Take back the readings of a run; returns how many stopped counting. Texts stay; NotFoundError."""
    one_run(tx, run_id)
    counted = select(ReadingRow.id, ReadingRow.article_id).where(ReadingRow.run_id == run_id, ReadingRow.current)
    taken = {row.id: row.article_id for row in tx.connection.execute(counted)}
    dropped = _reports(tx, list(taken))
    set_current(tx, list(taken), False)
    added = revive(tx, _former(tx, run_id, list(taken.values())))
    _point_back(tx, list(taken.values()))
    link(tx, Change(added, {}, tuple(dropped), 0), f"run {run_id} undone")
    tx.connection.execute(update(RunRow).where(RunRow.id == run_id).values(undone_at=tx.now))
    return len(taken)


def _reports(tx: Transaction, readings: Sequence[int]) -> list[int]:
    found: list[int] = []
    for batch in chunks(readings):
        wanted = select(ReportRow.id).where(among(tx, ReportRow.reading_id, batch), ReportRow.event_id.is_not(None))
        found += tx.connection.execute(wanted).scalars()
    return found


def _former(tx: Transaction, run_id: int, articles: Sequence[int]) -> list[int]:
    """For each article the last reading from before the run, where there is one."""
    found: list[int] = []
    for batch in chunks(articles):
        wanted = (
            select(func.max(ReadingRow.id))
            .where(among(tx, ReadingRow.article_id, batch), ReadingRow.run_id.is_distinct_from(run_id))
            .where(ReadingRow.id < run_id)  # ids grow with time: what came before the run has smaller ones
            .group_by(ReadingRow.article_id)
        )
        found += [reading for reading in tx.connection.execute(wanted).scalars() if reading is not None]
    return found


def _point_back(tx: Transaction, articles: Sequence[int]) -> None:
    """The text that counts is that of the reading that counts; without one the article waits to be read."""
    for batch in chunks(articles):
        former = select(ReadingRow.version_id).where(ReadingRow.article_id == ArticleRow.id, ReadingRow.current)
        here = update(ArticleRow).where(among(tx, ArticleRow.id, batch))
        tx.connection.execute(here.where(former.exists()).values(version_id=former.scalar_subquery()))
        tx.connection.execute(here.where(~former.exists()).values(stage=Stage.FETCHED))
