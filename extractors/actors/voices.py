"""Properties of sources: whether they speak for themselves, and whether two of them are one."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Span

from extractors.actors.mouthpieces import principal
from extractors.actors.names import bare
from extractors.actors.responsibility import terms
from extractors.attributes.actor import ActorValue
from extractors.attributes.person import PersonValue
from extractors.context import words
from extractors.reading import Reading
from models.event import Source
from models.vocabulary import SourceKind

_SMALL = frozenset({"the", "a", "an", "of", "in", "for", "and"})
_OFFICIAL = frozenset({"state", "run", "affiliated", "linked", "official", "aligned", "controlled"})
_GROUPS = frozenset({"armed_group", "umbrella"})
MOST_WORDS = 0.6


def is_speaker(reading: Reading, source: Source) -> bool:
    """Whether a source can speak for itself: a person, body or group, and no medium that only relays."""
    if source.text.casefold().split()[:1] in (["any"], ["no"], ["none"], ["neither"]):
        return False
    if source.kind is SourceKind.MEDIA:
        return _has_master(reading, source)
    if source.kind is not SourceKind.OTHER or source.name:
        return True
    start, end = source.spans[0] if source.spans else (0, 0)
    phrase = reading.doc.char_span(start, end, alignment_mode="expand")
    if phrase is not None and (phrase.root.lemma_.lower() in words("speaking") or _is_bare_name(phrase)):
        return True
    return any(m.start < end and start < m.end and isinstance(m.value, ActorValue | PersonValue)
               and getattr(m.value, "kind", "") not in {"people", "pronoun"} for m in reading.near(start, end))


def _is_bare_name(phrase: Span) -> bool:
    """Whether a speaker is a surname that the model knows for nobody's: "Angulo told the radio"."""
    word = phrase.root
    named = word.pos_ == "PROPN" and word.is_title and word.ent_type_ in {"", "PERSON"}
    return named and len(phrase) == 1 and word.head.lemma_ in {"say", "tell"}


def _relays(reading: Reading, source: Source) -> bool:
    """Whether a medium only hands on what others told it: "X reports, citing Y", "X reports with reference to Y"."""
    start, end = source.spans[0] if source.spans else (0, 0)
    phrase = reading.doc.char_span(start, end, alignment_mode="expand")
    if phrase is None:
        return False
    verb = phrase.root.head
    return any(c.lemma_.lower() in words("citing") and c.tag_ == "VBG" for c in verb.children) or \
        any(t.lower_ == "reference" for c in verb.children if c.lower_ == "with" for t in c.children)


def _has_master(reading: Reading, source: Source) -> bool:
    """Whether a medium is the voice of a state or party, or an outlet that reports of its own; agencies relay."""
    known = reading.resolvers.actors.find(source.name or source.text)
    if known is not None and (len(known.lineage) > 1 or known.kind != "agency"):
        return known.kind != "agency" or not _relays(reading, source)
    return bool(set(source.text.casefold().replace("-", " ").split()) & _OFFICIAL)


def is_armed_voice(reading: Reading, source: Source) -> str | None:
    """Name of the armed group that a source is or speaks for, or null."""
    for name in (source.name, source.text):
        known = reading.resolvers.actors.find(name) if name else None
        if known is None:
            continue
        if known.kind in _GROUPS:
            return known.name
        master = reading.resolvers.actors.find(known.lineage[1].replace("-", " ")) if len(known.lineage) > 1 else None
        if master is not None and master.kind in _GROUPS:
            return master.name
    return _principal(reading, source)


def unknown_band(reading: Reading, source: Source) -> str | None:
    """Name of a speaker called a band or group that the catalogue does not know ("a new group, the Dawn Battalion")."""
    phrase = reading.doc.char_span(*source.spans[0], alignment_mode="expand") if source.spans else None
    if phrase is None or phrase.root.lemma_.lower() not in {*terms("unit"), *terms("member")}:
        return None
    named = next((t for t in phrase.root.children if t.dep_ == "appos" and t.pos_ == "PROPN"), None)
    return bare(reading.doc[named.left_edge.i:named.i + 1].text) if named is not None else None


def _principal(reading: Reading, source: Source) -> str | None:
    """Name of the armed group whose spokesman or commander a source is called."""
    phrase = reading.doc.char_span(*source.spans[0], alignment_mode="expand") if source.spans else None
    agent = principal(reading, phrase.root) if phrase is not None else None
    return agent.name if agent is not None and agent.actor_id is not None and agent.kind in _GROUPS else None


def same_speaker(a: Source, b: Source) -> bool:
    """Whether two sources are one: a name in common, or most words of the shorter phrase."""
    if a.name and b.name:
        return a.name == b.name
    if _is_many(a) != _is_many(b) and (a.name or b.name):
        return False  # "police said" and "Police Major X said"
    left, right = _words(a.text), _words(b.text)
    return bool(left and right) and len(left & right) >= MOST_WORDS * min(len(left), len(right))


def _is_many(source: Source) -> bool:
    """Whether a speaker is no more than a body of people: "police", "officials"."""
    return source.name is None and source.text.casefold() in words("bodies of people")


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(w.strip(".,()'’s") for w in text.casefold().split() if w not in _SMALL)
