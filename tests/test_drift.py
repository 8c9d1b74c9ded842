"""Parser drift: warned of when a source's pages stop looking like its own past, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest
from article_pages import news_article, page

from pipeline.clean import clean
from pipeline.clean.drift import Drift, PageLook, drifts, look

PAST = [PageLook(2000 + 40 * n, True, True) for n in range(60)]


def warned(now: list[PageLook], past: list[PageLook] = PAST) -> list[str]:
    return [drift.what for drift in drifts("wire", past, now)]


def test_a_night_like_all_others_warns_of_nothing() -> None:
    assert warned(PAST[10:25]) == []
    assert warned([*PAST[:14], PageLook(0, False, False, read=False)]) == []


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (replace(PAST[0], read=False, length=0), "could not be read"),
        (replace(PAST[0], length=90), "are shorter than"),
        (replace(PAST[0], length=60_000), "are longer than"),
        (replace(PAST[0], titled=False), "have no title"),
        (replace(PAST[0], dated=False), "have no date"),
    ],
)
def test_a_changed_layout_is_told_by_what_changed(now: PageLook, what: str) -> None:
    (told,) = warned([now] * 8)
    assert told.startswith(what)


def test_what_a_source_never_had_is_no_drift() -> None:
    undated = [replace(one, dated=False) for one in PAST]
    assert warned(undated[:10], undated) == []


def test_few_pages_say_nothing() -> None:
    broken = [replace(PAST[0], read=False)] * 4
    assert warned(broken) == []
    assert warned(broken * 3, PAST[:10]) == []


def test_a_look_counts_only_dates_of_the_page_itself() -> None:
    dated = clean(page(data=news_article(datePublished="2023-12-20")), url="https://x.example/2023/12/20/a")
    assert look(dated) == PageLook(len(dated.text), True, True)
    assert not look(clean(page(), url="https://x.example/2023/12/20/a")).dated


def test_the_warning_reads_well() -> None:
    assert str(Drift("wire", "have no title", 0.75, 0.02, 8)) == "wire: 75% of 8 pages have no title, usually 2%"
