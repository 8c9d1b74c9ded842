"""Closed vocabularies of the store: how far an article is, what an event id stands for, what an analyst says."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """How far an article has come; each word is what has been done."""

    DISCOVERED = "discovered"
    FETCHED = "fetched"  # fetched and cleaned: a version with text is there
    READ = "read"
    ENDED = "ended"  # nothing more to do: gone, refused, not an article; `reason` says which


class EventStatus(StrEnum):
    """Whether an event id still stands for an event."""

    LIVE = "live"
    MERGED = "merged"  # `merged_into` says where it went
    DELETED = "deleted"  # a tombstone: no report tells of it any more, or an analyst rejected it


class Attribute(StrEnum):
    """What a claim is about: the fields of an event."""

    EVENT_TYPE = "event_type"
    DATE = "date"
    PLACE = "place"
    WEAPON = "weapon"
    LAUNCHER = "launcher"
    TARGET = "target"
    ATTRIBUTION = "attribution"
    OUTCOME = "outcome"
    CASUALTY = "casualty"
    KILLED = "killed"
    WOUNDED = "wounded"
    STATEMENT = "statement"
    CANDIDATE = "candidate"
    CHECK = "check"


class ReviewKind(StrEnum):
    """What an analyst decides about an event."""

    ACCEPT = "accept"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    REJECT = "reject"
    NOTE = "note"


class PairVerdict(StrEnum):
    """What an analyst says of two reports."""

    SAME = "same"
    DIFFERENT = "different"
