"""What extractors ask of the normalisers, as protocols: `pipeline.normalise` implements them.

Extractors find words and structure; gazetteer, calendar and catalogues turn words into values. The
implementations are passed in, so that the dependency points from the pipeline to the extractors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Protocol

from models.vocabulary import DateMethod


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A gazetteer answer: WGS 84, UCDP precision of the place itself, metres of uncertainty."""

    name: str
    gazetteer_id: str
    kind: str  # "site", "airport", "city", "district", "admin1", "country", "sea", "region", ...
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    precision: int
    uncertainty_m: int
    population: int = 0


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """First and last day with UCDP precision."""

    start: date
    end: date
    precision: int
    method: DateMethod
    time_of_day: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """An entry of the actor catalogue."""

    actor_id: str
    name: str
    kind: str  # "state_force", "armed_group", "umbrella", "government", "media", "organisation", ...
    country: str | None
    lineage: tuple[str, ...] = ()  # ids of the actor and of all that it is part or front of, nearest first


@dataclass(frozen=True, slots=True)
class ResolvedMunition:
    """An entry of the munition catalogue."""

    munition_id: str
    designation: str
    weapon_class: str
    calibre_mm: float | None
    max_range_m: int | None


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """One name of a document, for `Places.choose`.

    ``inside`` are names that the text puts around it ("X, Anbar, Iraq"), ``lies_in`` the one of them that it says in
    so many words ("X, a hamlet in Y"), ``kinds`` what a word beside it allows ("province"), ``weight`` its mentions.
    """

    name: str
    inside: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    weight: int = 1
    lies_in: str | None = None


class Places(Protocol):
    """Toponym lookup."""

    def candidates(self, name: str) -> Sequence[ResolvedPlace]:
        """All entries that bear a name, most prominent first; empty if none."""
        ...

    def longest(self, words: Sequence[str]) -> int:
        """How many of the leading words (with the hyphens between them) form the longest known name; 0 if none."""
        ...

    def alike(self, name: str, countries: Sequence[str]) -> ResolvedPlace | None:
        """The entry of a country (the first counts most) that a name of no entry sounds like, or null."""
        ...

    def sea_near(self, lat: float, lon: float) -> ResolvedPlace | None:
        """The sea at whose coast a point may lie, null far inland."""
        ...

    def choose(self, queries: Sequence[PlaceQuery], url: str | None = None,
               peoples: Mapping[str, int] = MappingProxyType({})) -> Sequence[ResolvedPlace | None]:
        """One entry for each of a document's names, chosen together; ``url`` tells the outlet's home, ``peoples`` how
        often the document names the nationals, forces and groups of a country."""
        ...

    def demonym(self, word: str) -> str | None:
        """Country code of a nationality word ("Iraqi"), empty for a people without a state, else null."""
        ...

    def home(self, url: str | None) -> ResolvedPlace | None:
        """Where the outlet of an address is at home, null where that is not known."""
        ...

    def capital(self, code: str) -> ResolvedPlace | None:
        """The capital of a country by the country's code."""
        ...

    def country_name(self, code: str) -> str | None:
        """The shown name of a country code."""
        ...


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """The structure of a date expression; ``kind`` says which fields count.

    date: year?, month, day, last_month?, last_day?, weekday? - month: year?, month, which? - year, decade: year -
    quarter: offset (1 to 4), year?, which? - weekday: weekday, which?, week?, offset? (weeks from the latest) -
    day: offset in days from the day of writing - ago, span: offset in units back from it -
    shift: offset in units from the anchor - unit: which, unit - feast: unit (its rule in the lexicon) - clock: part
    alone. Of a date or feast ``offset`` is in days from it. ``which`` and ``week`` are last, this or next, of a
    weekend also "the"; ``part`` is a time of day.
    """

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    unit: str | None = None
    which: str | None = None
    week: str | None = None
    part: str | None = None
    swappable: bool = False


class Dates(Protocol):
    """Calendar arithmetic on date expressions."""

    def resolve(self, expression: TimeExpression, published: date | None, anchor: date | None,
                past: bool) -> ResolvedDate | None:
        """Value of an expression; ``published`` is the day of writing in the outlet's zone, ``anchor`` the day
        that "two days later" counts from, ``past`` false where the sentence speaks of the future."""
        ...


class Actors(Protocol):
    """Catalogue of actors."""

    def find(self, name: str) -> ResolvedActor | None:
        """The actor that bears a name or alias, or null."""
        ...

    def commanded_by(self, words: Sequence[str]) -> ResolvedActor | None:
        """The armed forces of the state whose leader, minister or spokesman is named in some words, or null."""
        ...

    def longest(self, words: Sequence[str]) -> int:
        """How many of the leading words form the longest known name; 0 if none."""
        ...


class Munitions(Protocol):
    """Catalogue of munitions."""

    def find(self, name: str) -> ResolvedMunition | None:
        """The munition that bears a name or alias, or null."""
        ...

    def names(self) -> Iterable[tuple[str, bool]]:
        """All names; true for one that counts only beside a weapon word ("Grad", "Badr")."""
        ...

    def family(self, weapon_class: str, calibre_mm: float) -> ResolvedMunition | None:
        """The family of a calibre within a weapon class, or null."""
        ...


@dataclass(frozen=True, slots=True)
class Resolvers:
    """The normalisers of one process."""

    places: Places
    dates: Dates
    actors: Actors
    munitions: Munitions
