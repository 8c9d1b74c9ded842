"""Why an event's values are what they are, in lines: rules, losers, the telling that was chosen, the links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.event import ExtractedEvent
from models.stored import ReportView
from pipeline.quoting import evidence
from pipeline.store.explaining import Explained, LinkView

FIELDS = {
    "event_type": "trigger", "date": "date", "place": "place", "weapons": "weapons", "launchers": "launchers",
    "targets": "targets", "casualties": "casualties", "attributions": "attributions", "statements": "statements",
}  # fmt: skip
LOST_WITH = {"killed": "casualties", "wounded": "casualties"}


def reasons(found: Explained, field: str | None = None) -> Iterator[str]:
    """All lines of `strikelog explain`."""
    yield f"{found.event.event_id}: {found.event.n_articles} articles, {found.event.n_independent} origins"
    for name, kept_in in FIELDS.items():
        if field in (None, name):
            yield from _field(found, name, kept_in)
    if field is None:
        yield from _links(found)
        yield from (f"check failed: {check}" for report in found.reports.values() for check in report.event.checks)


def _field(found: Explained, name: str, kept_in: str) -> Iterator[str]:
    rules = {one.field: one for one in found.event.resolved}
    told = [line for report in found.reports.values() for line in _told(report, name, kept_in)]
    if not told:
        return
    yield ""
    chosen = rules.get(name)
    yield f"{name}: chosen by {chosen.rule} from {chosen.url}" if chosen else f"{name}: all tellings together"
    yield from told
    for one in found.event.disagreements:
        if one.field == name:
            yield f"  told otherwise: {' | '.join(one.tellings)}"


def _told(report: ReportView, name: str, kept_in: str) -> Iterator[str]:
    found = getattr(report.event, kept_in)
    for value in found if isinstance(found, tuple) else () if found is None else (found,):
        words = evidence(report.content, value.spans) if value.spans else value_text(value)
        rule = f"rule {value.rule}, " if value.rule else ""
        yield f"  {report.outlet or report.url}: “{words}” ({rule}{report.extractor_version})"
    yield from _losers(report.event, name, report)


def value_text(value: Any) -> str:
    """The words of a value without a span."""
    return str(getattr(value, "text", "") or getattr(value, "cue", "") or "")


def _losers(event: ExtractedEvent, name: str, report: ReportView) -> Iterator[str]:
    for loser in event.candidates:
        if LOST_WITH.get(loser.field, loser.field) == name:
            yield f"  {report.outlet or report.url}: not “{loser.text}” (rule {loser.rule}): {loser.why}"


def _links(found: Explained) -> Iterator[str]:
    if not found.links:
        return
    yield ""
    yield "why the reports are one event, and what nearly belonged:"
    for link in found.links:
        yield _link(found, link)


def _link(found: Explained, link: LinkView) -> str:
    left = found.reports[link.left].url if link.left in found.reports else f"report {link.left}"
    right = found.reports[link.right].url if link.right in found.reports else f"{link.other_event or 'no event'}"
    why = "; ".join(f"{one.why} {one.odds:+.1f}" for one in link.reasons)
    return f"  {link.probability:.2f}  {left} and {right}: {why}"
