"""The weights of linking: `data/linking.toml`, validated once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.vocabulary import EventType
from pipeline.errors import ConfigError
from pipeline.located import line_of_key, tidy_message

FILE = Path(__file__).resolve().parents[2] / "data" / "linking.toml"
Days = Annotated[int, Field(ge=0, le=30)]
Km = Annotated[float, Field(ge=0)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TextWeights(_Table):
    """What shared wording says."""

    even: Annotated[float, Field(gt=0, lt=1)]
    slope: float
    at_odds: float
    one_outlet: Annotated[float, Field(ge=0, le=1)]
    floor: float
    ceiling: float
    quote: float


class DateWeights(_Table):
    """What the days say."""

    same: float
    gap: tuple[float, ...]
    beyond: float
    unknown: float
    beyond_alike: float
    published_near: float
    published_per_day: float
    published_floor: float
    published_floor_coarse: float
    reach_days: Days
    publication_slack_days: Days
    coarse_slack_days: Days


class SerialWeights(_Table):
    """What counts otherwise where two short reports tell their day, and not the same."""

    day: float
    full_words: Annotated[int, Field(ge=1, le=80)]


class PlaceWeights(_Table):
    """What the places say."""

    same_site: float
    within_uncertainty: float
    same_name: float
    same_admin: float
    same_country: float
    near_km: Km
    apart: float
    far_km: Km
    far: float
    other_country: float
    named_by_the_other: Annotated[float, Field(ge=0, le=1)]


class TypeWeights(_Table):
    """What the kinds of attack say."""

    same: float
    same_family: float
    other_family: float
    opposed: float


class WeaponWeights(_Table):
    """What the munitions say."""

    same_designation: float
    same_class: float
    other_class: float


class ActorWeights(_Table):
    """What the named perpetrators say."""

    shared: float
    other: float


class TargetWeights(_Table):
    """What the targets say."""

    shared: float


class TollWeights(_Table):
    """What killed and wounded say."""

    equal: float
    equal_per_doubling: float
    overlapping: float
    grown: float
    different: float


class Opposed(_Table):
    """Kinds of attack that are never one."""

    types: tuple[EventType, ...]
    against: tuple[EventType, ...]


class Words(_Table):
    """Words without weight."""

    common: frozenset[str]


class Weights(_Table):
    """All of `data/linking.toml`; numbers are natural-log odds unless their name carries a unit."""

    prior: float
    cluster_threshold: float
    background_threshold: float
    edge_threshold: float
    veto: float
    text: TextWeights
    date: DateWeights
    serial: SerialWeights
    place: PlaceWeights
    type: TypeWeights
    weapon: WeaponWeights
    actor: ActorWeights
    target: TargetWeights
    toll: TollWeights
    families: dict[str, frozenset[EventType]]
    opposed: tuple[Opposed, ...]
    words: Words


@cache
def weights() -> Weights:
    """The weights in force; ConfigError names file, line and key."""
    return load(FILE)


def load(file: Path) -> Weights:
    """The weights of a file."""
    try:
        return Weights.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(error), file=file, todo="it must be TOML") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        line = line_of_key(file, str(first["loc"][-1]))
        raise ConfigError(tidy_message(first), file=file, line=line, key=key) from None


def family_of(event_type: EventType) -> frozenset[str]:
    """The families that a kind of attack stands in."""
    return _families()[event_type]


@cache
def _families() -> dict[EventType, frozenset[str]]:
    return {kind: frozenset(name for name, kinds in weights().families.items() if kind in kinds) for kind in EventType}


@cache
def opposed_pairs() -> frozenset[tuple[EventType, EventType]]:
    """Pairs of kinds that are never one attack, in both orders."""
    pairs = {(a, b) for rule in weights().opposed for a in rule.types for b in rule.against}
    return frozenset(pairs | {(b, a) for a, b in pairs})
