"""Shapes of one article's reading: frozen values that flow from extractors to store and exports.

Dates are ISO 8601 days, coordinates WGS 84 degrees, distances metres, calibres millimetres.
Spans are ``[start, end)`` in Python string indices into the article's ``content``. ``None`` means
that the text does not say. Serialise and validate with `models.wire`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from models.vocabulary import (
    Assertion,
    AttributionStance,
    DateMethod,
    Effect,
    EventType,
    ExtractStatus,
    LauncherClass,
    LauncherStatus,
    MentionLabel,
    Outcome,
    Party,
    Salience,
    SourceKind,
    StatementStance,
    TargetClass,
    WeaponClass,
)

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A number as told: ``low <= best <= high``, each null when unbounded or unknown."""

    low: int | None
    best: int | None
    high: int | None
    text: str
    spans: Spans

    def __post_init__(self) -> None:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if known != sorted(known) or any(n < 0 for n in known):
            raise ValueError(f"count {self.text!r}: not 0 <= low <= best <= high: {known}")


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that report the attack."""

    text: str
    spans: Spans
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EventDate:
    """When: first and last day with UCDP precision (1 to 5) and the method that read it."""

    start: date
    end: date
    precision: Annotated[int, Field(ge=1, le=5)]
    method: DateMethod
    time_of_day: str | None
    text: str
    spans: Spans
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words, their resolution (null with `unresolved` saying why), UCDP precision 1 to 7."""

    name: str
    text: str
    relation: str | None
    gazetteer_id: str | None
    country: str | None
    admin1: str | None
    lat: Annotated[float, Field(ge=-90, le=90)] | None
    lon: Annotated[float, Field(ge=-180, le=180)] | None
    precision: Annotated[int, Field(ge=1, le=7)]
    uncertainty_m: int | None
    spans: Spans
    rule: str = ""
    unresolved: str | None = None


@dataclass(frozen=True, slots=True)
class Weapon:
    """What was fired: class, designation, calibre in mm and salvo accounting."""

    class_: Annotated[WeaponClass, Field(alias="class")]
    name: str
    designation: str | None
    calibre_mm: Annotated[int | float, Field(gt=0)] | None
    fired: Count | None
    landed: Count | None
    intercepted: Count | None
    failed: Count | None
    text: str
    spans: Spans
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Launcher:
    """What it was fired from, how many it holds, and what became of it."""

    class_: Annotated[LauncherClass, Field(alias="class")]
    text: str
    improvised: bool
    capacity: Count | None
    calibre_mm: Annotated[int | float, Field(gt=0)] | None
    status: LauncherStatus | None
    by: str | None
    spans: Spans
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What was aimed at or struck, and whose it is."""

    class_: Annotated[TargetClass, Field(alias="class")]
    text: str
    actor: str | None
    spans: Spans
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker: the words and the resolved name."""

    text: str
    name: str | None
    kind: SourceKind
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """A claim of responsibility for the attack; ``actor`` is null only for ``unclaimed``."""

    actor: str | None
    actor_id: str | None
    stance: AttributionStance
    source: Source | None
    cue: str | None
    spans: Spans
    rule: str = ""

    def __post_init__(self) -> None:
        if (self.actor is None) != (self.stance is AttributionStance.UNCLAIMED):
            raise ValueError(f"attribution {self.stance}: only unclaimed has no actor")


@dataclass(frozen=True, slots=True)
class Casualty:
    """One told toll: effect on a party, for this event or (``cumulative``) for more than it."""

    effect: Effect
    party: Party
    count: Count
    cumulative: bool
    as_of: date | None
    source: Source | None
    spans: Spans
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what of the attack."""

    source: Source
    cue: str | None
    stance: StatementStance
    spans: Spans
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that lost: for `explain`."""

    field: str
    text: str
    spans: Spans
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class ExtractedEvent:
    """One attack as one article tells it."""

    event_type: EventType
    assertion: Assertion
    salience: Salience
    trigger: Trigger
    date: EventDate | None
    place: Place | None
    weapons: tuple[Weapon, ...]
    launchers: tuple[Launcher, ...]
    targets: tuple[Target, ...]
    attributions: tuple[Attribution, ...]
    outcomes: tuple[Outcome, ...]
    casualties: tuple[Casualty, ...]
    killed: Count | None
    wounded: Count | None
    statements: tuple[Statement, ...]
    candidates: tuple[Candidate, ...] = ()
    checks: tuple[str, ...] = ()  # failed consistency checks, each a sentence


@dataclass(frozen=True, slots=True)
class Series:
    """A cumulative count of attacks and what is said of them as a whole: never an event."""

    count: Count
    since: date | None
    until: date | None
    text: str
    spans: Spans
    attributions: tuple[Attribution, ...]
    rule: str = ""


Norm = dict[str, object]


@dataclass(frozen=True, slots=True)
class ExtractedMention:
    """A coded mention; ``norm`` by label as the contract says, null when unresolved."""

    label: MentionLabel
    text: str
    start: int
    end: int
    norm: Norm | None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """One output line of `strikelog extract`."""

    id: str
    url: str | None
    content_sha256: str | None
    language: str | None
    extractor_version: str
    status: ExtractStatus
    events: tuple[ExtractedEvent, ...] = ()
    series: tuple[Series, ...] = ()
    mentions: tuple[ExtractedMention, ...] = ()
    error: str | None = None
    unread_chars: int = 0  # characters of content that were not read, with the reason in `error`
