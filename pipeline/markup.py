"""Markup as text, where no tree is worth its making."""

from __future__ import annotations

import html
import re

_BLOCKS = re.compile(r"<(?:/?(?:p|div|li|ul|ol|h[1-6]|blockquote|tr|table)|br)\b[^>]*>", re.IGNORECASE)
_DROPPED = re.compile(r"<(script|style|iframe|figure)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^<>]*>")


def plain_text(markup: str | None) -> str | None:
    """Markup as text, one paragraph a line; null when nothing is left."""
    if not markup:
        return None
    text = _TAGS.sub("", _BLOCKS.sub("\n", _DROPPED.sub("", markup)))
    lines = (" ".join(line.split()) for line in html.unescape(text).splitlines())
    return "\n".join(line for line in lines if line) or None
