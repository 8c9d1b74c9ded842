"""Munitions that bring others down: "two Patriot missiles brought it down", "shot down by an interceptor missile"."""

from __future__ import annotations

from extractors.mention import Mention
from extractors.reading import Reading
from extractors.registry import lexicon_for
from extractors.tree import child_of


def intercepts(reading: Reading, munition: Mention) -> bool:
    """Whether a munition is what stops another one, and not what was fired in the attack."""
    head = reading.doc[munition.head]
    active = head.dep_ == "nsubj" and child_of(head.head, "auxpass", "nsubjpass") is None
    agent = head.dep_ == "pobj" and head.head.dep_ == "agent"
    verb = head.head if active else head.head.head
    if not (agent or (active and child_of(verb, "dobj") is not None)):
        return False
    hits = lexicon_for("outcome").hits(reading.doc)
    return any(h.code == "intercepted" and h.first <= verb.i < h.last for h in hits)
