"""The characters of a text as the model knows them, one for one, and the printed ones put back where it is quoted.

Web pages join figures and units with no-break spaces and hyphens ("122&nbsp;mm"). Each becomes the plain one in the
same position, so that spans stay true; what a reading quotes is then quoted as it was printed.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
HYPHENS = "\u2010\u2011\ufe63\uff0d"
_PLAIN = {**dict.fromkeys(SPACES, " "), **dict.fromkeys(HYPHENS, "-")}
_ODD = re.compile(f"[{SPACES}{HYPHENS}]")
_QUOTED = frozenset({"text", "cue"})
MOST_CHARS = 150_000  # three times a long live blog; what lies behind is not read, and the extraction says so
_SURROGATES = re.compile("[\ud800-\udfff]")


def legible(content: str) -> str:
    """The part of content that is read: as long as content or cut at a line or a word, half characters replaced."""
    if len(content) > MOST_CHARS:
        cut = max(content.rfind("\n", MOST_CHARS // 2, MOST_CHARS), content.rfind(" ", MOST_CHARS // 2, MOST_CHARS))
        content = content[:cut if cut > 0 else MOST_CHARS]
    return content if content.isascii() else _SURROGATES.sub("\ufffd", content)


def plain(content: str) -> str:
    """The text with plain spaces and hyphens; as long as it was."""
    return content if content.isascii() else _ODD.sub(lambda odd: _PLAIN[odd.group()], content)


def printed(value: T, read: str, content: str) -> T:
    """A value (dataclasses and tuples of them) whose quotes of ``read`` are quotes of ``content``."""
    if read == content:
        return value
    if isinstance(value, tuple):
        return tuple(printed(part, read, content) for part in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for field in fields(value):
        part = getattr(value, field.name)
        if isinstance(part, str):
            changed: Any = _quote(part, _spans(value), read, content) if field.name in _QUOTED else part
        else:
            changed = printed(part, read, content)
        if changed is not part:
            changes[field.name] = changed
    return replace(value, **changes) if changes else value


def _spans(value: Any) -> tuple[tuple[int, int], ...]:
    if hasattr(value, "spans"):
        return tuple(value.spans)
    return ((value.start, value.end),) if hasattr(value, "start") and hasattr(value, "end") else ()


def _quote(text: str, spans: tuple[tuple[int, int], ...], read: str, content: str) -> str:
    for start, end in spans:
        at = read.find(text, start, end)
        if at >= 0:
            return content[at:at + len(text)]
    return text
