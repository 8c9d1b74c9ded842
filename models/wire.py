"""The wire format: JSON of the event model, written and read in one place."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_json(value: Any) -> bytes:
    """UTF-8 JSON of a model value, one line, contract names ("class") and null for unknown."""
    return _adapter(cast("Any", type(value))).dump_json(value, by_alias=True)


def to_dict(value: Any) -> dict[str, Any]:
    """JSON-ready dict of a model value."""
    return cast("dict[str, Any]", _adapter(cast("Any", type(value))).dump_python(value, mode="json", by_alias=True))


def from_dict(kind: type[T], value: Any) -> T:
    """A model value from JSON-ready data; raises pydantic.ValidationError with the key."""
    return cast("T", _adapter(cast("Any", kind)).validate_python(value))


def from_json(kind: type[T], line: str | bytes) -> T:
    """A model value from its JSON text; raises pydantic.ValidationError with the key."""
    return cast("T", _adapter(cast("Any", kind)).validate_json(line))


def schema(kind: type[Any]) -> dict[str, Any]:
    """JSON Schema (2020-12) of a model type as written."""
    return _adapter(cast("Any", kind)).json_schema(by_alias=True, mode="serialization")
