"""Nouns of what can be aimed at, with target class and the phrase around them; `extractors.filling.targets` chooses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.mention import Mention
from extractors.reading import Sentence, reading_of
from extractors.registry import lexicon_for
from extractors.tree import children, root_of
from models.vocabulary import MentionLabel, TargetClass

_WITHIN = frozenset({"-", "–", "/", "'", "’", "'s", "’s"})  # marks inside a phrase
MAX_PHRASE = 9
_PRE = frozenset({"amod", "compound", "nmod", "nummod", "poss", "case", "punct"})
_POST = frozenset({"of", "in", "at", "near"})


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A thing or people that can be attacked; ``phrase`` are its tokens with modifiers, people are at a ``site``."""

    target_class: TargetClass
    phrase: tuple[int, int]
    site: bool = False


def extract(doc: Doc) -> Iterator[Mention]:
    """Helper mentions (not shown) in text order."""
    reading = reading_of(doc)
    for hit in lexicon_for("target").hits(doc):
        phrase = phrase_around(doc, hit.first, hit.last, reading.sentence_at(hit.first))
        value = TargetValue(TargetClass(hit.code), phrase, bool(hit.entry.attrs.get("site")))
        land = "wide" if hit.entry.attrs.get("wide") else "town" if hit.entry.attrs.get("town") else hit.code
        rule = f"target.{land}"
        yield reading.mention(MentionLabel.CUE, hit.first, hit.last, rule, head=hit.last - 1,
                              value=value, shown=False)  # fmt: skip


def phrase_around(doc: Doc, first: int, last: int, sentence: Sentence) -> tuple[int, int]:
    """A noun phrase without its determiner, with an "of" or "in" phrase when that is short."""
    head = doc[root_of(doc, first, last)]
    start = _start(doc, first, sentence.first)
    follow = next((c for c in children(head) if c.dep_ == "prep" and c.i == last and c.lower_ in _POST), None)
    if follow is not None:
        end = _complement_end(follow)
        if end - start <= MAX_PHRASE:
            return start, min(end, sentence.last)
    return start, last


def _start(doc: Doc, first: int, limit: int) -> int:
    while first > limit and (_modifies(doc[first - 1]) or _joined(doc, first)):
        first -= 1
    return first


def _modifies(token: Token) -> bool:
    if token.lower_ == "dead":  # "shot dead a clerk"
        return False
    return token.dep_ in _PRE and not token.is_space and (token.text in _WITHIN or not token.is_punct)


def _joined(doc: Doc, first: int) -> bool:
    """Whether a hyphen ties a token to the one before: a phrase does not begin inside "67-year-old"."""
    return not doc[first - 1].whitespace_ and "-" in (doc[first].text[:1], doc[first - 1].text[-1:])


def _complement_end(preposition: Token) -> int:
    complement = next((c for c in children(preposition) if c.dep_ == "pobj"), None)
    return preposition.i + 1 if complement is None else complement.i + 1
