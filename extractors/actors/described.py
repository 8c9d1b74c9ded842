"""Who a phrase is that bears no known name: a country that acts, a unit with a name of its own, a rebels' column."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from extractors.actors.names import bare
from extractors.actors.responsibility import terms
from extractors.attributes.actor import nouns
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.words import lemma_of
from models.event import Span

_PLACES = frozenset({"GPE", "LOC", "NORP"})
_AT_OR_TO = frozenset({"in", "at", "near", "of", "to", "from"})
_ARMED_GROUP = "armed_group"
_BEFORE = frozenset({"compound", "nmod", "amod"})
_COUNTING = frozenset({"det", "predet", "nummod"})


@dataclass(frozen=True, slots=True)
class Agent:
    """A resolved actor: the name as printed, its catalogue id, and where it stands."""

    name: str
    actor_id: str | None
    kind: str
    country: str | None
    span: Span
    token: int


def state_of(reading: Reading, word: Token) -> Agent | None:
    """A country or nationality that acts."""
    if word.ent_type_ not in _PLACES and not word.text[:1].isupper():
        return None
    if word.ent_type_ == "GPE" and _is_scene(reading, word):
        return None
    actors, first = reading.resolvers.actors, word.i
    if word.pos_ == "PROPN" and (known := actors.find(reading.doc[word.left_edge.i:word.i + 1].text)) is not None:
        first = word.left_edge.i  # "New Delhi"
    else:
        people = word.text.removesuffix("s") if word.tag_ == "NNPS" else word.text  # "the Russians"
        known = actors.find(word.text) or actors.find(f"{people} government")
    if known is None:
        return None
    name = bare(reading.doc[first:word.i + 1].text)
    return Agent(name, known.actor_id, known.kind, known.country, reading.chars(first, word.i + 1), word.i)


def patron_of(reading: Reading, word: Token) -> Agent | None:
    """ "its Rwandan backers", "the regime's Russian ally": the state whose adjective stands before the noun"""
    if lemma_of(word) not in words("patron"):
        return None
    told = [c for c in word.lefts if c.dep_ == "amod" and c.ent_type_ == "NORP"]
    return state_of(reading, told[0]) if len(told) == 1 else None


def _is_scene(reading: Reading, word: Token) -> bool:
    """Whether the article names a town elsewhere as the place where something is: then it does not act."""
    scenes = reading.once("scenes", lambda: [t for t in word.doc if t.ent_type_ == "GPE" and t.dep_ == "pobj"
                                             and t.head.lower_ in _AT_OR_TO])
    return any(t.text == word.text and t.i != word.i for t in scenes) and not _is_country(reading, word)


def _is_country(reading: Reading, word: Token) -> bool:
    return any(place.kind == "country" for place in reading.resolvers.places.candidates(word.text)[:1])


def unit_of(reading: Reading, word: Token) -> Agent | None:
    """ "the Jaime Martinez front", "another guerrilla column": a unit that bears a name, or one of fighters."""
    if lemma_of(word) not in terms("unit"):
        return None
    named = bears_name(word)
    if not named and not any(_is_fighter(c) for c in word.lefts):
        return None
    first = next((c.left_edge.i for c in word.lefts if named or c.dep_ not in _COUNTING), word.i)
    span = reading.doc[first:word.i + 1]
    return Agent(bare(span.text), None, _ARMED_GROUP, None, (span.start_char, span.end_char), word.i)


def branch_of(reading: Reading, word: Token, whole: Agent) -> Agent:
    """The part of a group that a name before "branch" makes ("X's Khorasan branch"), else the group."""
    named = [t.text for t in reading.doc[whole.token + 1:word.i] if t.pos_ == "PROPN"]
    part = reading.resolvers.actors.find(" ".join((whole.name, *named))) if named else None
    if part is None:
        return whole
    span = reading.doc[reading.doc[whole.token].left_edge.i:word.i + 1]
    return Agent(part.name, part.actor_id, part.kind, part.country, (span.start_char, span.end_char), word.i)


def bears_name(word: Token) -> bool:
    """Whether a name stands before a noun as part of its own."""
    return any(c.pos_ == "PROPN" and c.dep_ in _BEFORE for c in word.lefts)


def _is_fighter(word: Token) -> bool:
    """Whether a noun before another says that fighters make it up: "rebel", "guerrilla"."""
    entry = nouns().get(lemma_of(word))
    return word.dep_ in _BEFORE and entry is not None and entry.code == _ARMED_GROUP
