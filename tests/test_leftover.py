"""Munitions that were never fired are not counted with those that were."""

from __future__ import annotations

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
]


@pytest.mark.parametrize(("text", "fired"), TEXTS)
def test_fired(text: str, fired: int | None) -> None:
    (read,) = Reader(make_resolvers()).read([Article("a", text, language="en")])
    (weapon,) = read.events[0].weapons
    assert (weapon.fired.best if weapon.fired else None) == fired
