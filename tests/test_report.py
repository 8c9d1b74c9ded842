"""The run report counts each article once, at the last stage that it came to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from models.vocabulary import Fate
from pipeline.outcome import Outcome, Reason, Stage
from pipeline.report import Report, final, lines, problems, tally

SEEN = [
    Outcome("https://a/feed", "a", Stage.DISCOVER, Reason.LISTED),
    Outcome("https://b/feed", "b", Stage.DISCOVER, Reason.SERVER_ERROR, "HTTP 503"),
    Outcome("https://a/1", "a", Stage.EXTRACT, Reason.STORED),
    Outcome("https://a/1", "a", Stage.FETCH, Reason.WAITING),
    Outcome("https://a/2", "a", Stage.FETCH, Reason.WAITING),
    Outcome("https://a/3", "a", Stage.FETCH, Reason.GONE),
    Outcome("https://a/4", "a", Stage.EXTRACT, Reason.FAILED, "ValueError: x"),
]
REPORT = Report(7, "nightly", datetime(2023, 12, 21, tzinfo=UTC), 3.0, 0, {}, {}, {})


def test_the_last_stage_decides() -> None:
    assert {o.key: o.reason for o in final(SEEN)}["https://a/1"] is Reason.STORED


def test_fates_add_up_to_the_articles_seen() -> None:
    items, fates, reasons, feeds = tally(SEEN)
    assert items == 4 == sum(fates.values()) == sum(reasons.values())
    assert fates == {Fate.DONE: 1, Fate.SKIPPED: 1, Fate.RETRY: 1, Fate.QUARANTINED: 1}
    assert feeds == {"listed": 1, "server_error": 1}


def test_problems_are_dead_feeds_and_what_a_person_should_look_at() -> None:
    told = ["server_error: https://b/feed (HTTP 503)", "failed: https://a/4 (ValueError: x)"]
    assert problems(SEEN) == told


def test_a_run_with_nothing_new_says_so() -> None:
    assert any("Nothing new" in line for line in lines(REPORT))
    busy = replace(REPORT, reasons={"stored": 1}, events_new=1)
    assert not any("Nothing new" in line for line in lines(busy))


def test_the_kept_report_is_read_back_as_it_was() -> None:
    assert Report.of(REPORT.as_json()) == replace(REPORT, problems=(), warnings=())
