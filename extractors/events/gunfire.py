"""Fire of guns that no word names: "two men fired at the post", "the bus was fired on"."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.actors.responsibility import is_passive, object_of, subject, terms
from extractors.attributes.actor import ActorValue
from extractors.context import words
from extractors.events.means import type_by
from extractors.reading import Reading
from extractors.speech.words import lemma_of
from extractors.tree import children
from models.vocabulary import EventType, MentionLabel

_ON_FOOT = frozenset({"people", "police"})
_FROM_AFAR = frozenset({EventType.ROCKET_ATTACK, EventType.MISSILE_ATTACK, EventType.SHELLING, EventType.DRONE_ATTACK})
_SENT = frozenset({"dobj", "obj"})


def shoots(reading: Reading, verb: Token) -> bool:
    """Whether people fire at something and nothing is said to be fired; an army may do so with all it has."""
    if lemma_of(verb) != "fire" or verb.pos_ != "VERB" or verb.dep_ in {"acl", "amod"}:
        return False
    aimed = any(c.dep_ in {"prep", "prt"} and c.lower_ in words("firing at") for c in children(verb))
    if not aimed or any(c.dep_ in _SENT and lemma_of(c) not in words("shots") for c in children(verb)):
        return False
    doer = object_of(verb, "by") if is_passive(verb) else subject(verb)
    if doer is None:
        hit = subject(verb)
        return is_passive(verb) and hit is not None and not reading.overlapping(hit.i, hit.i + 1, [MentionLabel.PLACE])
    if lemma_of(doer) in terms("unknown"):
        return True
    kinds = {m.value.kind for m in reading.overlapping(doer.i, doer.i + 1, [MentionLabel.ACTOR])
             if m.head == doer.i and isinstance(m.value, ActorValue)}
    return not kinds.isdisjoint(_ON_FOOT) or ("armed_group" in kinds and not _has_heavy_arms(reading))


def shells(verb: Token) -> bool:
    """ "Tanks fired on the crowd": nothing is said to be fired, and guns on wheels do it"""
    if lemma_of(verb) != "fire" or verb.pos_ != "VERB" or any(c.dep_ in _SENT for c in children(verb)):
        return False
    doer = subject(verb)
    return doer is not None and lemma_of(doer) in words("guns on wheels") and any(
        c.dep_ in {"prep", "prt"} and c.lower_ in words("firing at") for c in children(verb))


def _has_heavy_arms(reading: Reading) -> bool:
    """Whether the article tells of munitions that are sent from afar: rebels may then fire those."""
    return any(type_by(m) in _FROM_AFAR for m in reading.labelled(MentionLabel.WEAPON))
