"""A night over the sample finds its eight attacks, each once with all its articles, and makes nothing of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from models.stored import StoredEvent
from models.vocabulary import Salience
from pipeline import settings
from pipeline.nightly import night
from pipeline.options import Options
from pipeline.sample import content
from pipeline.sample.server import serving
from pipeline.store import open_store
from pipeline.store.events import events

ATTACKS = {attack.id: attack for attack in content.attacks()}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[StoredEvent]]:
    folder = tmp_path_factory.mktemp("sample")
    database = f"sqlite:///{folder / 'x.db'}"
    with serving() as server:
        sources = server.write_sources(folder / "sources.toml")
        chosen = settings.load(database_url=database, archive_dir=folder / "a", sources_file=sources)
        night(chosen, Options())
    with closing(open_store(database)) as store, store.read() as tx:
        yield list(events(tx))


def told_by(event: StoredEvent) -> set[str]:
    """The event's articles as outlet/slug."""
    return {f"{a.url.split('/')[3]}/{a.url.rsplit('/', 1)[1]}" for a in event.articles}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_of_the_sample_is_one_event_with_all_its_articles(found: list[StoredEvent], name: str) -> None:
    attack = ATTACKS[name]
    (event,) = [event for event in found if told_by(event) & set(attack.articles)]
    assert told_by(event) == set(attack.articles)
    assert event.event_type == attack.event_type
    assert event.date is not None
    assert event.date.start == attack.date
    assert event.place is not None
    assert attack.place in event.place.name


@pytest.mark.parametrize("name", ATTACKS)
def test_its_figures_are_within_what_is_told(found: list[StoredEvent], name: str) -> None:
    attack = ATTACKS[name]
    (event,) = [event for event in found if told_by(event) & set(attack.articles)]
    for told, count in ((attack.killed, event.killed), (attack.wounded, event.wounded)):
        if told is not None:
            assert count is not None
            assert count.best is not None
            assert told[0] <= count.best <= told[1]
    assert attack.n_independent in (None, event.n_independent)


def test_attack_words_without_an_attack_make_no_reported_event(found: list[StoredEvent]) -> None:
    reported = {name for attack in ATTACKS.values() for name in attack.articles}
    others = [told_by(event) - reported for event in found if event.salience is Salience.MAIN]
    assert set().union(*others) == set()


def test_the_sample_holds_no_event_but_its_attacks(found: list[StoredEvent]) -> None:
    assert len(found) == len(ATTACKS)
