"""Who a definite noun goes back to: "the group", "the militia", "the Lebanese group", "the organisation"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from extractors.actors.described import Agent
from extractors.actors.names import bare
from extractors.attributes.actor import ActorValue
from extractors.context import words
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.speech.words import lemma_of
from models.vocabulary import MentionLabel

_GROUPS = frozenset({"armed_group", "umbrella"})
_NO_BODY = frozenset({"government", "media", "agency"})


def meant(reading: Reading, mention: Mention, kind: str) -> Agent | None:
    """Who "the group", "the militia" or "the Lebanese group" is: the nearest of the kind, and of that country."""
    doc = reading.doc
    if doc[mention.first].lower_ not in {"the", "this", "that"} or not doc[mention.last - 1].is_lower:
        return None
    if mention.last - mention.first == 2 and doc[mention.head].tag_ == "NNS" and kind in _GROUPS:
        return earlier(reading, mention.first, {kind}, acting=True) or earlier(reading, mention.first, {kind})
    if mention.last - mention.first == 2:
        return earlier(reading, mention.first, {kind}) or (
            _band(reading, mention.first) if lemma_of(doc[mention.head]) in words("the group") else None)
    peoples = reading.overlapping(mention.first + 1, mention.last - 1, [MentionLabel.NATIONALITY])
    if kind not in _GROUPS or doc[mention.head].tag_ != "NN" or mention.last - mention.first > 3 or not peoples:
        return None
    country = (peoples[0].norm or {}).get("country")
    return earlier(reading, mention.first, {kind}, str(country)) if country else None


def _band(reading: Reading, token: int) -> Agent | None:
    """The armed group that is "the organisation", where no body of another kind was named after it."""
    found = (m for m in reversed(reading.labelled(MentionLabel.ACTOR)) if m.last <= token)
    nearest = next((m.value for m in found if getattr(m.value, "actor_id", None)
                    and getattr(m.value, "kind", "") not in _NO_BODY), None)
    kind = getattr(nearest, "kind", "")
    return earlier(reading, token, {kind}) if kind in _GROUPS else None


def _acts(word: Token) -> bool:
    """Whether a name, or the noun that it goes with, does something: "the insurgents" are no group that was hit."""
    while word.dep_ in {"compound", "amod", "nmod", "appos", "conj"} and word.head.i != word.i:
        word = word.head
    return word.dep_ == "nsubj" or (word.dep_ == "pobj" and word.head.lower_ == "by")


def earlier(reading: Reading, token: int, kinds: set[str], country: str | None = None,
            acting: bool = False) -> Agent | None:
    """The nearest named actor of a kind, and of a country, before a token; one that does something, if asked."""
    found: Sequence[Mention] = [m for m in reading.labelled(MentionLabel.ACTOR) if m.last <= token]
    wanted = kinds | ({"umbrella"} if "armed_group" in kinds else set())
    for mention in reversed(found):
        value = mention.value
        if isinstance(value, ActorValue) and value.actor_id and value.kind in wanted \
                and country in {None, value.country} and (not acting or _acts(reading.doc[mention.head])):
            return Agent(bare(mention.text), value.actor_id, value.kind, value.country, mention.span, mention.head)
    return None
