"""Which munitions count as fired: those of the event itself, and none left on a launcher or sent to stop others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extractors.read import Reader
from models.article import Article
from pipeline.normalise import make_resolvers

TEXTS = [
    ("Rockets hit the barracks on Monday. Eleven rockets were still in their tubes when troops came.", None),
    ("Rockets hit the barracks on Monday. A lorry was found burned near the canal with five rockets aboard.", None),
    ("Rockets struck the depot on Sunday. Four tubes were found on a roof, one still holding a rocket.", None),
    ("Rockets hit the barracks on Monday. Sappers defused six rockets that were ready to be fired.", None),
    ("Three rockets hit the barracks on Monday. The remaining two fell in a field.", 5),
    ("Four rockets hit the barracks on Monday. Nine more stood unfired on a rail.", 4),
    ("Troops fired a missile at the port on Monday. Two Patriot missiles brought it down.", 1),
    ("Rockets hit the camp on Monday. Most of the 107mm and 240mm rockets came from the north.", None),
]


@pytest.mark.parametrize(("text", "fired"), TEXTS)
def test_fired(text: str, fired: int | None) -> None:
    (read,) = Reader(make_resolvers()).read([Article("a", text, language="en")])
    (weapon,) = read.events[0].weapons
    assert (weapon.fired.best if weapon.fired else None) == fired


def test_a_headline_tells_of_the_first_event() -> None:
    text = ("Three 107mm rockets came down on Saturday around the Conoco gas plant in Syria, a monitor said.\n\nThe "
            "army said that two rockets hit Green Village on 24 August and that three US soldiers were lightly hurt.")
    article = Article("a", text, title="Three rockets fall by gas plant, no casualties", language="en",
                      published=datetime(2022, 8, 29, tzinfo=UTC))
    first, second = next(iter(Reader(make_resolvers()).read([article]))).events
    assert [e.weapons[0].fired.best for e in (first, second) if e.weapons[0].fired] == [3, 2]
    assert first.wounded is not None
    assert [second.killed, second.wounded.best if second.wounded else None] == [None, 3]
