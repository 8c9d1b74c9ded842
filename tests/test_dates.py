"""Calendar arithmetic on date expressions, and the day that they count from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates.grammar import expressions
from pipeline.normalise.dates import calendar, months, precision_of
from pipeline.normalise.feasts import easter

WEDNESDAY = date(2021, 3, 10)


def days(
    text: str, published: date | None = WEDNESDAY, anchor: date | None = None, past: bool = True
) -> tuple[str, str]:
    (_, _, expression), *_ = list(expressions(text))
    found = calendar().resolve(expression, published, anchor, past)
    return (str(found.start), str(found.end)) if found else ("", "")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Monday", "2021-03-08", "2021-03-08"),
        ("Wednesday", "2021-03-10", "2021-03-10"),
        ("last Wednesday", "2021-03-03", "2021-03-03"),
        ("Friday of last week", "2021-03-05", "2021-03-05"),
        ("last week", "2021-03-01", "2021-03-07"),
        ("this month", "2021-03-01", "2021-03-31"),
        ("next year", "2022-01-01", "2022-12-31"),
        ("two weeks ago", "2021-02-22", "2021-02-28"),
        ("three months ago", "2020-12-01", "2020-12-31"),
        ("five years ago", "2016-01-01", "2016-12-31"),
        ("the third quarter", "2020-07-01", "2020-09-30"),
        ("October", "2020-10-01", "2020-10-31"),
        ("last March", "2020-03-01", "2020-03-31"),
        ("December 28", "2020-12-28", "2020-12-28"),
        ("Feb. 27 to March 2", "2021-02-27", "2021-03-02"),
        ("the past 24 hours", "2021-03-09", "2021-03-10"),
    ],
)
def test_value(text: str, start: str, end: str) -> None:
    assert days(text) == (start, end)


def test_future_clause_looks_ahead() -> None:
    assert days("Friday", past=False) == ("2021-03-12", "2021-03-12")
    assert days("Friday") == ("2021-03-05", "2021-03-05")


def test_anchor_carries_later_days() -> None:
    assert days("two days later", anchor=date(2021, 1, 4)) == ("2021-01-06", "2021-01-06")
    assert days("a week earlier", anchor=date(2021, 1, 8)) == ("2021-01-01", "2021-01-01")


def test_without_publication_only_explicit_dates_count() -> None:
    assert days("3 May 2019", published=None) == ("2019-05-03", "2019-05-03")
    assert days("Monday", published=None) == ("", "")
    assert days("yesterday", published=None) == ("", "")


@pytest.mark.parametrize(("year", "day"), [(1999, "1999-04-04"), (2000, "2000-04-23"), (2038, "2038-04-25")])
def test_easter(year: int, day: str) -> None:
    assert str(easter(year)) == day


@pytest.mark.parametrize("text", ["that day", "the same week", "that year"])
def test_what_points_back_to_nothing_has_no_day(text: str) -> None:
    assert days(text) == ("", "")


def test_weekday_beside_a_day_tells_the_year() -> None:
    assert days("Saturday, March 3", published=date(2021, 1, 2))[0] == "2018-03-03"


def test_swapped_day_and_month() -> None:
    assert days("25/12/2020")[0] == "2020-12-25"
    assert days("09/03/2021")[0] == "2021-03-09"


@pytest.mark.parametrize("text", ["31 June 2020", "February 30, 2021"])
def test_impossible_day_is_null(text: str) -> None:
    assert days(text) == ("", "")


@given(st.integers(1900, 2100), st.integers(-30, 40), st.integers(1, 24))
def test_months_cover_whole_months(year: int, first: int, count: int) -> None:
    start, end = months(year, first, count)
    assert start.day == 1
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == count - 1


@given(st.text(max_size=200), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_any_text_gives_ordered_days(text: str, published: date) -> None:
    for start, end, expression in expressions(text + " on Monday " + text):
        assert start < end
        found = calendar().resolve(expression, published, None, True)
        assert found is None or (found.start <= found.end and precision_of(found.start, found.end) == found.precision)
