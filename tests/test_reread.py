"""Texts that older rules have read are read again: field by field, in batches, from where it was cut short."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tellings import article, event, place

from pipeline import settings
from pipeline.reread import reread_all
from pipeline.settings import Settings
from pipeline.store import Store, open_store
from pipeline.store.dump import canonical_lines
from pipeline.store.keeping import store_readings

TEXT = "A rocket hit Ain al-Asad air base in Iraq on Tuesday, wounding {} soldiers, the army said."


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    """Settings of a store in which older rules have read three articles, each with a toll of 9."""
    found = settings.load(database_url=f"sqlite:///{tmp_path / 'x.db'}", batch_articles=1)
    store = open_store(found.database_url)
    old = [article(n, event(wounded=9, place=place(f"Site {n}")), text=TEXT.format(n + 2)) for n in range(3)]
    store_readings(store, [(replace(text, published=f"2026-0{n + 1}-10"), read) for n, (text, read) in enumerate(old)])
    store.close()
    return found


def dump(chosen: Settings) -> list[str]:
    store: Store = open_store(chosen.database_url)
    with store.read() as tx:
        lines = list(canonical_lines(tx))
    store.close()
    return lines


def test_a_dry_run_says_what_would_change_and_why_and_writes_nothing(chosen: Settings) -> None:
    before = dump(chosen)
    lines = list(reread_all(chosen, dry_run=True))
    told = [line.strip() for line in lines if "wounded: " in line]
    assert told == [f"wounded: 9 -> {number} (rules changed)" for number in (2, 3, 4)]
    assert lines[-1].endswith("Dry run: nothing was written.")
    assert dump(chosen) == before


def test_cut_short_it_goes_on_where_it_was(chosen: Settings) -> None:
    assert next(reversed(list(reread_all(chosen, limit=1)))).startswith("1 articles")
    assert sum("wounded: 9" in line for line in reread_all(chosen)) == 2
    assert list(reread_all(chosen))[-1].startswith("0 articles")
