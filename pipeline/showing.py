"""An event for people: each value with the sentence behind it, what is told otherwise, the toll over time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from models.event import ExtractedEvent, Spans, Weapon
from models.stored import ReportView, StoredEvent
from models.wire import to_dict
from pipeline.figures import number, told_by
from pipeline.quoting import evidence
from pipeline.resolution import Told
from pipeline.store.explaining import Explained
from pipeline.store.revisions import State, differences
from pipeline.tolls import Toll, timeline

Value = tuple[str, str, Spans]  # field, value in words, where it stands


def values_of(event: ExtractedEvent) -> Iterator[Value]:
    """Every value of an event in words, with its spans."""
    yield "type", event.event_type.replace("_", " "), event.trigger.spans
    if event.date is not None:
        days = dict.fromkeys((event.date.start.isoformat(), event.date.end.isoformat()))
        yield "date", f"{' to '.join(days)} ({event.date.method}, precision {event.date.precision})", event.date.spans
    if event.place is not None:
        yield "place", _place(event), event.place.spans
    for weapon in event.weapons:
        fates = ((name, getattr(weapon, name)) for name in ("fired", "landed", "intercepted", "failed"))
        told = ", ".join(f"{name} {number(value)}" for name, value in fates if value is not None)
        yield "weapon", (weapon.designation or weapon.name) + (f": {told}" if told else ""), _all_spans(weapon)
    for launcher in event.launchers:
        by = f" by {launcher.by}" if launcher.by else ""
        room = f", holds {number(launcher.capacity)}" if launcher.capacity else ""
        yield "launcher", f"{launcher.text} ({launcher.status or 'status not told'}{by}{room})", launcher.spans
    for target in event.targets:
        yield "target", f"{target.text} ({target.class_})", target.spans
    if event.outcomes:
        yield "outcome", ", ".join(one.replace("_", " ") for one in event.outcomes), ()
    for toll in event.casualties:
        words = f"{number(toll.count)} {toll.effect}, {toll.party}" + (", cumulative" if toll.cumulative else "")
        yield "casualties", words, toll.spans
    for one in event.attributions:
        speaker = f", says {one.source.name or one.source.text}" if one.source else ""
        yield "attribution", f"{one.stance}: {one.actor or 'nobody'}{speaker}", one.spans
    for statement in event.statements:
        who = statement.source.name or statement.source.text
        yield "statement", f"{who}: {statement.stance.replace('_', ' ')}", statement.spans


def _all_spans(weapon: Weapon) -> Spans:
    """Where a weapon and its counts stand."""
    counts = (weapon.fired, weapon.landed, weapon.intercepted, weapon.failed)
    return (*weapon.spans, *(span for count in counts if count is not None for span in count.spans))


def _place(event: ExtractedEvent) -> str:
    place = event.place
    if place is None:
        return ""
    where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    point = f" ({place.lat:.4f}, {place.lon:.4f})" if place.lat is not None and place.lon is not None else ""
    return f"{where}{point}, precision {place.precision}" + (f"; {place.unresolved}" if place.unresolved else "")


def as_text(event: StoredEvent, found: Explained, former: Sequence[State] = ()) -> str:
    """The whole page of an event."""
    return "\n".join((*_head(event), *_reports(found.reports.values()), *_tail(event, found), *_former(former)))


def _head(event: StoredEvent) -> Iterator[str]:
    day = event.date.start.isoformat() if event.date else "day unknown"
    where = event.place.name if event.place else "place unknown"
    times = f"first seen {event.first_seen:%Y-%m-%d %H:%M}, last changed {event.last_changed:%Y-%m-%d %H:%M} UTC"
    yield f"{event.event_id}  {event.event_type.replace('_', ' ')}, {where}, {day}"
    yield f"told by {told_by(event.n_articles, event.n_outlets, event.n_independent)}"
    yield f"killed {number(event.killed)}, wounded {number(event.wounded)}; {times}"
    yield from (f"reviewed: {words}" for words in event.reviewed)
    yield from (f"told otherwise, {one.field}: {' | '.join(one.tellings)}" for one in event.disagreements)


def _reports(reports: Iterable[ReportView]) -> Iterator[str]:
    for report in reports:
        yield ""
        yield f"{report.outlet or ''}  {report.published or 'no date'}  {report.url}  [{report.event.salience}]"
        for field, words, spans in values_of(report.event):
            yield f"  {field}: {words}"
            if spans:
                yield f"      “{evidence(report.content, spans)}”"


def tolls_of(found: Explained) -> list[Toll]:
    """The toll over time, from the reports of an explained event."""
    told = (Told(str(key), r.url, r.outlet, r.published or "", r.event) for key, r in found.reports.items())
    return timeline(told)


def _tail(event: StoredEvent, found: Explained) -> Iterator[str]:
    tolls = tolls_of(found)
    if tolls:
        yield ""
        yield "toll over time:"
    for toll in tolls:
        speaker = f", {toll.speaker}" if toll.speaker else ""
        told = f"{number(toll.count)} {toll.effect} ({toll.party}) {toll.kind}{speaker}"
        yield f"  {toll.said or 'no date'}  {told}  {toll.url}"
    if event.resolved:
        yield ""
        yield "chosen: " + "; ".join(f"{one.field} by {one.rule}" for one in event.resolved)


def _former(states: Sequence[State]) -> Iterator[str]:
    for old, new in pairwise(states):
        yield ""
        yield f"{new.since:%Y-%m-%d %H:%M} UTC, {new.cause}:"
        yield from (f"  {line}" for line in differences(old.view, new.view))


def as_json(event: StoredEvent, found: Explained, former: Sequence[State] = ()) -> str:
    """The same as JSON: the event, its reports with sentences, tolls, and former states where asked for."""
    data: dict[str, Any] = to_dict(event)
    data["reports"] = [_report(report) for report in found.reports.values()]
    data["tolls"] = [to_dict(toll) for toll in tolls_of(found)]
    if former:
        data["history"] = [
            {"since": state.since.isoformat(), "cause": state.cause, "status": state.status, "event": state.view}
            for state in former
        ]
    return json.dumps(data, ensure_ascii=False, indent=2)


def _report(report: ReportView) -> dict[str, Any]:
    quotes = [
        {
            "field": field,
            "value": words,
            "spans": spans,
            "sentence": evidence(report.content, spans, "", "") if spans else None,
        }
        for field, words, spans in values_of(report.event)
    ]
    return {"url": report.url, "published": report.published, "extractor_version": report.extractor_version,
            "event": to_dict(report.event), "values": quotes}  # fmt: skip
