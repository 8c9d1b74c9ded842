"""Reasons in words, made only when they are kept or read: most pairs are judged by their odds alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pipeline.linking.words import Vector, shared

Why = tuple[object, ...]  # a template for `str.format` with its values; a set is listed, a function called
Found = tuple[float, Why]
NOTHING: Found = (0.0, ())


def words_of(why: Why) -> str:
    """A reason as a person reads it; "" where there is none."""
    return str(why[0]).format(*map(_plain, why[1:])) if why else ""


def both(one: Why, other: Why) -> Why:
    """Two reasons as one."""
    return (f"{one[0]}; {other[0]}", *one[1:], *other[1:]) if one and other else one or other


def shared_words(left: Vector, right: Vector, without: frozenset[str]) -> Callable[[], str]:
    """What two vectors share, to stand behind a likeness."""
    return partial(_shared_words, left, right, without)


def _shared_words(left: Vector, right: Vector, without: frozenset[str]) -> str:
    words = shared(left, right, without)
    return f": {', '.join(words)}" if words else ""


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(str, value)))
    return value() if callable(value) else value
