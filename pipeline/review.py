"""An analyst's correction of one field: from what was typed to a value, and laid over what the texts say."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from models.event import ExtractedEvent
from models.states import ReviewKind
from models.stored import EventView
from models.wire import from_dict, to_dict
from pipeline.conflicts import of_later
from pipeline.differences import short
from pipeline.errors import UsageError
from pipeline.located import closest, tidy_message

FIELDS = (
    "event_type", "salience", "date", "place", "weapons", "launchers", "targets", "attributions", "outcomes",
    "casualties", "killed", "wounded", "statements",
)  # fmt: skip
VOUCHED = ("event_type", "date", "place", "killed", "wounded")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:(?:/| to )(\d{4}-\d\d-\d\d))?")
_COUNT = re.compile(r"(\d+)(\+)?(?:-(\d+))?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision that holds for an event. ``value`` and ``seen`` are JSON text.

    ``against`` is what later texts say against a merge or a split, in words.
    """

    review_id: int
    kind: ReviewKind
    field: str | None
    value: str | None
    seen: str | None
    author: str
    reason: str
    against: tuple[str, ...] = ()


def value_of(event: EventView, field: str, text: str) -> str:
    """The JSON of a field's value as typed: a day or two, a count (3, 3+, 3-5), a word, "null", or JSON. UsageError."""
    if field not in FIELDS:
        raise UsageError(f"no such field: {field!r}", todo=closest(field, FIELDS))
    value = _typed(to_dict(event), field, text.strip())
    try:
        laid_over(event, {field: value})
    except (ValidationError, ValueError) as error:
        why = tidy_message(error.errors()[0]) if isinstance(error, ValidationError) else str(error)
        raise UsageError(f"{field}: {text!r} is no value of it: {why}", todo="see: strikelog schema events") from None
    return json.dumps(value, ensure_ascii=False)


def _typed(event: Mapping[str, Any], field: str, text: str) -> Any:
    if field == "date" and (days := _DAY.fullmatch(text)):
        first, last = days[1], days[2] or days[1]
        told = {"start": first, "end": last, "precision": 1 if first == last else 2, "method": "explicit"}
        return told | {"time_of_day": None, "text": text, "spans": [], "rule": "review"}
    if field in ("killed", "wounded") and (count := _COUNT.fullmatch(text)):
        low, open_end, high = int(count[1]), count[2], int(count[3] or count[1])
        return {"low": low, "best": low, "high": None if open_end else high, "text": text, "spans": []}
    if field == "place" and event["place"] is not None and text[:1] not in "{n":
        return event["place"] | {"name": text, "text": text, "gazetteer_id": None, "spans": [], "rule": "review"}
    try:
        return json.loads(text)
    except ValueError:
        return text


def laid_over(event: EventView, values: Mapping[str, Any]) -> EventView:
    """A view with other values of some fields, given as JSON data; ValidationError."""
    return from_dict(EventView, to_dict(event) | dict(values))


def told_value(event: ExtractedEvent, field: str) -> str:
    """What the texts say of a field, as JSON: remembered beside a correction, to see later whether they changed."""
    return json.dumps(to_dict(event)[field], ensure_ascii=False)


def accepted_values(event: ExtractedEvent) -> str:
    """What the texts say of the fields that an acceptance vouches for, as JSON."""
    told = to_dict(event)
    return json.dumps({field: told[field] for field in VOUCHED}, ensure_ascii=False)


def rejected_values(event: EventView) -> str:
    """What the texts say of an event that is rejected, and which articles they are, as JSON."""
    told = json.loads(accepted_values(event)) | {"articles": [article.url for article in event.articles]}
    return json.dumps(told, ensure_ascii=False)


def apply(event: EventView, verdicts: Sequence[Verdict]) -> EventView:
    """A view with what analysts decided; ``reviewed`` says what, and where the texts have come to differ since."""
    told = to_dict(event)
    values = {v.field: json.loads(v.value) for v in verdicts if v.field is not None and v.value is not None}
    words = [words for verdict in verdicts for words in (_decided(verdict), *conflicts(told, verdict))]
    return laid_over(event, values | {"reviewed": words})


def _decided(verdict: Verdict) -> str:
    what = f"{verdict.field} corrected" if verdict.kind is ReviewKind.CORRECT else verdict.kind.value
    return f"{what} by {verdict.author}: {verdict.reason}"


def conflicts(told: Mapping[str, Any], verdict: Verdict) -> list[str]:
    """What the texts by now say against a decision; ``told`` is the event as they tell it, as JSON data."""
    seen = json.loads(verdict.seen or "null")
    if verdict.kind is ReviewKind.CORRECT:
        return _conflict(verdict, told[str(verdict.field)])
    if verdict.kind is ReviewKind.ACCEPT and seen is not None:
        return _since(seen, told)
    if verdict.kind is ReviewKind.REJECT and seen is not None:
        known = seen.pop("articles")
        later = (article["url"] for article in told["articles"] if article["url"] not in known)
        return [*_since(seen, told), *of_later(ReviewKind.REJECT, later)]
    return list(verdict.against)


def _conflict(verdict: Verdict, now: Any) -> list[str]:
    then, decided = json.loads(verdict.seen or "null"), json.loads(verdict.value or "null")
    if short(now) in (short(then), short(decided)):
        return []
    return [_differs(str(verdict.field), then, now)]


def _since(accepted: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
    """What of an accepted event the texts tell otherwise by now."""
    return [_differs(name, then, told[name]) for name, then in accepted.items() if short(told[name]) != short(then)]


def _differs(field: str, then: Any, now: Any) -> str:
    return f"conflict, {field}: the texts now say {short(now) or 'nothing'}, said {short(then) or 'nothing'} then"
