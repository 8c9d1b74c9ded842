"""The store's content is a function of what was stored: not of order, batches, crashes or company."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import new_postgres_database
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tellings import Pair, article, day, event, place, rocket

from models.vocabulary import EventType, Salience
from pipeline.store import Store, open_store
from pipeline.store.checks import problems
from pipeline.store.dump import canonical_lines
from pipeline.store.keeping import store_readings

SITES = (None, place(), place("Camp Karim", 33.0, 43.0), place("Port Sahl", 33.3, 43.2), place("Hill Nine", 34.5, 43.0))
WORDS = ["Karim", "Sahl", "Zorbat", "Melkin", "Tarfaya", "Oduvai", "Brinewell", "Castrel", "Wendolin", "Harrowgat"]


def telling(number: int) -> Pair:
    """A random article whose text shares rare names with the others."""
    dice = random.Random(number)
    names = " ".join(dice.choices(WORDS, k=6))
    events = [
        event(
            date=dice.choice((None, day(0), day(0), day(1), day(2))),
            place=dice.choice(SITES),
            event_type=dice.choice((EventType.ROCKET_ATTACK, EventType.DRONE_ATTACK, EventType.SHOOTING)),
            killed=dice.choice((None, 0, 3, 12)),
            weapons=dice.choice(((), (rocket(122),), (rocket(107),))),
            salience=dice.choice((Salience.MAIN, Salience.MAIN, Salience.BACKGROUND)),
        )
        for _ in range(dice.choice((0, 1, 1, 1, 2)))
    ]
    return article(number, *events, text=f"Troops near {names} came under fire, telling {number} says.")


def dump(store: Store) -> list[str]:
    with store.read() as tx:
        assert list(problems(tx)) == []
        return list(canonical_lines(tx))


def kept(folder: Path, name: str, pairs: list[Pair], sizes: list[int]) -> list[str]:
    """The dump of a new store that got the pairs in batches of these sizes, again and again."""
    return stored(f"sqlite:///{folder / name}.db", pairs, sizes)


def stored(url: str, pairs: list[Pair], sizes: list[int]) -> list[str]:
    """The same of the store at an address."""
    store = open_store(url)
    turn = 0
    while pairs:
        size = sizes[turn % len(sizes)]
        store_readings(store, pairs[:size])
        pairs, turn = pairs[size:], turn + 1
    found = dump(store)
    store.close()
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.randoms(use_true_random=False), st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_order_of_arrival_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, first: int, dice: random.Random, sizes: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    pairs = [telling(first + n) for n in range(18)]
    mixed = dice.sample(pairs, len(pairs))
    assert kept(folder, "mixed", mixed, sizes) == kept(folder, "plain", pairs, [len(pairs)])


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.randoms(use_true_random=False), st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_order_of_arrival_changes_nothing_on_a_server(
    postgres: str, tmp_path_factory: pytest.TempPathFactory, first: int, dice: random.Random, sizes: list[int]
) -> None:
    pairs = [telling(first + n) for n in range(18)]
    mixed = stored(new_postgres_database(postgres), dice.sample(pairs, len(pairs)), sizes)
    assert mixed == kept(tmp_path_factory.mktemp("order"), "plain", pairs, [len(pairs)])


def test_both_databases_hold_the_same(store: Store, tmp_path: Path) -> None:
    pairs = [telling(n) for n in range(30)]
    store_readings(store, pairs)
    assert dump(store) == kept(tmp_path, "other", pairs, [7])


def test_reading_anew_is_as_if_never_read_otherwise(store: Store, tmp_path: Path) -> None:
    def reread(number: int) -> Pair:
        text, _ = telling(number)
        _, other = telling(number + 500)
        return text, type(other)(text.url, text.url, None, "en", "test+2", other.status, other.events)

    store_readings(store, [telling(n) for n in range(30)])
    store_readings(store, [reread(n) for n in range(30)])
    fresh = kept(tmp_path, "fresh", [reread(n) for n in range(30)], [30])
    assert [line for line in dump(store) if '"kind":"event"' in line] == [x for x in fresh if '"kind":"event"' in x]


CHILD = """
import sys
from test_store_order import telling
from pipeline.store import open_store
from pipeline.store.keeping import store_readings
store = open_store(sys.argv[1])
for start in range(int(sys.argv[2]), int(sys.argv[3]), 3):
    store_readings(store, [telling(n) for n in range(start, min(start + 3, int(sys.argv[3])))])
    print("stored", flush=True)
"""


def child(url: str, first: int, last: int) -> subprocess.Popen[str]:
    here = Path(__file__).parent
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, url, str(first), str(last)],
        cwd=here.parent,
        env={"PYTHONPATH": f"{here.parent}:{here}", "PATH": ""},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_killed_at_any_point_and_run_again_is_as_undisturbed(database_url: str, tmp_path: Path) -> None:
    dice = random.Random(7)
    for _ in range(5):
        run = child(database_url, 0, 60)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(dice.uniform(0, 0.15))
        run.send_signal(signal.SIGKILL)
        run.communicate()
    store = open_store(database_url)
    store_readings(store, [telling(n) for n in range(60)])
    assert dump(store) == kept(tmp_path, "plain", [telling(n) for n in range(60)], [60])
    store.close()


def test_two_runs_and_a_reader_at_once_lose_nothing(database_url: str, tmp_path: Path) -> None:
    store = open_store(database_url)
    runs = [child(database_url, 0, 45), child(database_url, 30, 75)]
    seen: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.wait(0.2):
            seen.append(len(dump(store)))

    reader = threading.Thread(target=read)
    reader.start()
    for run in runs:
        run.communicate(timeout=120)
    done.set()
    reader.join()
    assert [run.returncode for run in runs] == [0, 0]
    assert seen == sorted(seen)
    assert dump(store) == kept(tmp_path, "plain", [telling(n) for n in range(75)], [75])
    store.close()
