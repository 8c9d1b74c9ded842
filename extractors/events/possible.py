"""Whether an article can tell of an attack at all, by what its weapons, forces and victims are: the last gate.

Most articles about something else that pass the gates before the model speak of "fire", "hit" or "attack" in some other
sense. Here each trigger is asked what `extractors.events.needs` will ask, as far as it is known before places, days and
speakers are read; what is not known yet counts as there, so that no event is lost.
"""

from __future__ import annotations

from spacy.tokens import Token

from extractors.actors.responsibility import is_passive, subject
from extractors.attributes.actor import ActorValue
from extractors.attributes.trigger import TriggerValue
from extractors.casualties.harm import CasualtyValue
from extractors.context import status_of, words
from extractors.events.forces import doer_of
from extractors.events.incident import own_clause
from extractors.events.needs import counts
from extractors.events.runs import may_count
from extractors.mention import Mention
from extractors.reading import Reading, Zone
from extractors.speech.words import lemma_of
from extractors.tree import children
from extractors.triage import with_deeds
from models.vocabulary import Assertion, MentionLabel

_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "obj"})
_FORCES = frozenset({"state_force", "armed_group", "government"})


def may_tell(reading: Reading) -> bool:
    """Whether some trigger may open an event, or there may be a series."""
    return (may_count(reading)
            or any(_counts_many(m) for m in reading.labelled(MentionLabel.CASUALTY))
            or any(_may_open(reading, m) for m in reading.labelled(MentionLabel.TRIGGER))
            or bool(list(with_deeds(reading))))


def _counts_many(harm: Mention) -> bool:
    return isinstance(harm.value, CasualtyValue) and harm.value.toll and harm.value.cumulative


def _may_open(reading: Reading, trigger: Mention) -> bool:
    sentence, told = reading.sentence_at(trigger.head), trigger.value
    if not sentence.parsed or sentence.zone is Zone.FURNITURE or not isinstance(told, TriggerValue):
        return False
    token = reading.doc[trigger.head]
    need = told.verb if token.pos_ in {"VERB", "AUX"} else told.noun
    if need == "never" or status_of(token).assertion is not Assertion.ASSERTED:
        return False
    return _may_follow(reading, token, need) or counts(
        reading, sentence, token, own_clause(reading, sentence, token), need)


def _may_follow(reading: Reading, token: Token, need: str) -> bool:
    """Whether what is not read yet may be what a trigger needs: launchers, outcomes, places, nationalities."""
    if need == "with":
        return any(c.lower_ == "with" for c in children(token))
    if need == "warlike":
        return any(c.dep_ in _CORE for c in children(token))
    if need not in {"weapon", "struck"}:
        return need == "done" and bool(reading.labelled(MentionLabel.PLATFORM))
    downs = token.lower_ in words("stopping")  # a plane, maybe
    return downs or bool(reading.labelled(MentionLabel.WEAPON)) or _may_fly(reading, token) or (
        need == "struck" and _by_forces(reading, token))


def _may_fly(reading: Reading, verb: Token) -> bool:
    doer = subject(verb)
    if doer is None:
        return False
    air = lemma_of(doer) in words("flying") or any(c.lower_ == "air" for c in children(doer))
    return air or bool(reading.overlapping(doer.i, doer.i + 1, [MentionLabel.PLATFORM]))


def _by_forces(reading: Reading, verb: Token) -> bool:
    doer = doer_of(verb)
    return doer is not None and not is_passive(verb) and any(
        isinstance(m.value, ActorValue) and m.value.kind in _FORCES
        for m in reading.overlapping(doer.i, doer.i + 1, [MentionLabel.ACTOR]))
