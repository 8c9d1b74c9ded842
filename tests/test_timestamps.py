"""Times as feeds and pages write them."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.timestamps import parse_timestamp, plausible

DUBAI = ZoneInfo("Asia/Dubai")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Thu,21 Dec 2023 4:35:5 GMT+9", "2023-12-21T04:35:05+09:00"),
        ("Wed, 20 Dec 2023 10:15:00 GMT", "2023-12-20T10:15:00+00:00"),
        ("Wed, 20 Dec 23 10:15 EST", "2023-12-20T10:15:00-05:00"),
        ("2023-12-20T10:15:00.123+0300", "2023-12-20T10:15:00+03:00"),
        ("20231220T101500Z", "2023-12-20T10:15:00+00:00"),
        ("2023-12-20", "2023-12-20"),
        ("2023-12-20 10:15", "2023-12-20T10:15:00"),
        ("20.12.2023 10:15", "2023-12-20T10:15:00"),
        ("Dec 20, 2023 08:04 PM GST", "2023-12-20T20:04:00+04:00"),
        ("Wed Dec 20 10:15:00 2023", "2023-12-20T10:15:00"),
        ("Wednesday, December 20th, 2023 at 12:05 a.m.", "2023-12-20T00:05:00"),
        ("20 ديسمبر 2023 10:15 م", "2023-12-20T22:15:00"),
        ("٢٠ ديسمبر ٢٠٢٣", "2023-12-20"),
        ("20 декабря 2023, 10:15", "2023-12-20T10:15:00"),
        ("2023년 12월 20일 오후 1:05", "2023-12-20T13:05:00"),
        ("2023年12月20日 10時15分", "2023-12-20T10:15:00"),
        ("1703067300", "2023-12-20T10:15:00+00:00"),
        ("1703067300000", "2023-12-20T10:15:00+00:00"),
    ],
)
def test_what_is_written_is_read(text: str, iso: str) -> None:
    moment = parse_timestamp(text)
    assert moment is not None
    assert moment.isoformat() == iso


@pytest.mark.parametrize("text", ["", "yesterday", "Wed, 31 Feb 2023", "25:99", "20 December", "2023-13-01", "x" * 500])
def test_what_is_no_time_is_none(text: str) -> None:
    assert parse_timestamp(text) is None


def test_a_time_without_a_zone_takes_the_outlets() -> None:
    moment = parse_timestamp("2023-12-20 00:30", DUBAI)
    assert moment is not None
    assert moment.value.astimezone(UTC) == datetime(2023, 12, 19, 20, 30, tzinfo=UTC)
    assert not moment.zoned


def test_an_abbreviation_means_what_it_means_at_the_outlet() -> None:
    india, israel = (parse_timestamp("20 Dec 2023 10:00 IST", ZoneInfo(z)) for z in ("Asia/Kolkata", "Asia/Jerusalem"))
    assert india is not None
    assert israel is not None
    assert israel.value - india.value == timedelta(hours=3.5)


def test_month_first_only_on_request_and_only_where_it_can_be() -> None:
    assert parse_timestamp("07/08/2023", month_first=True).value.month == 7  # type: ignore[union-attr]
    assert parse_timestamp("07/08/2023").value.month == 8  # type: ignore[union-attr]
    assert parse_timestamp("07/28/2023").value.month == 7  # type: ignore[union-attr]


def test_the_future_and_the_time_before_the_web_cannot_be_true() -> None:
    now = datetime(2023, 12, 20, tzinfo=UTC)
    assert plausible(now + timedelta(hours=14), now)
    assert not plausible(now + timedelta(days=3), now)
    assert not plausible(datetime(1970, 1, 1, tzinfo=UTC), now)


def test_no_month_name_stands_under_two_months() -> None:
    names = tomllib.loads((Path(__file__).parent.parent / "data/calendar/names.toml").read_text("utf-8"))["months"]
    counted = Counter(name for listed in names.values() for name in set(listed))
    assert [name for name, number in counted.items() if number > 1] == []


@given(st.integers(631_152_000, 3_700_000_000))
def test_iso_is_read_back(seconds: int) -> None:
    whole = datetime.fromtimestamp(seconds, UTC)
    assert parse_timestamp(whole.isoformat()).value == whole  # type: ignore[union-attr]


@given(st.text(max_size=60))
def test_any_text_gives_a_moment_or_none(text: str) -> None:
    moment = parse_timestamp(text)
    assert moment is None or moment.value.tzinfo is not None
