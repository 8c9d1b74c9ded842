"""Attributions of one event: who did it according to whom.

Two readings are joined: words of responsibility in the event's scope ("claimed", "blamed", "no group has"), and the
agents of its attack words ("Russian forces struck", "a Houthi missile hit"), which are the article's own statement,
a named source's accusation when the clause is that source's, or a claim when the source is the actor itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from extractors.actors.attackers import VAGUE, is_cited
from extractors.actors.avowals import is_idle
from extractors.actors.charged import behind, charged, speakers_of
from extractors.actors.communiques import issuer_of_all
from extractors.actors.culprits import Culprit, culprits_of, is_granted, is_unknown, names_nobody
from extractors.actors.described import Agent
from extractors.actors.doubting import doubted
from extractors.actors.names import bare
from extractors.actors.own_reports import own_reports
from extractors.actors.responsibility import is_habit, is_negated, is_supposed, terms
from extractors.actors.siding import (
    answering,
    answers,
    as_group,
    is_of_own_state,
    is_own,
    is_self,
    is_state_of,
    same_actor,
)
from extractors.actors.voices import is_speaker
from extractors.attributes.actor import nouns
from extractors.attributes.attribution import AttributionValue
from extractors.draft import Draft
from extractors.events.concern import MAX_RANK, concerns
from extractors.kept import once_for
from extractors.mention import Mention
from extractors.reading import Reading, Zone
from extractors.speech.find import governing
from extractors.speech.speakers import sources_of
from extractors.speech.verbs import Speech
from extractors.speech.words import lemma_of
from models.event import Attribution, Source, Span
from models.vocabulary import AttributionStance, MentionLabel, Salience, SourceKind

_BY_OTHERS = frozenset({AttributionStance.ACCUSED, AttributionStance.SUSPECTED, AttributionStance.DENIED})
_SUPPOSED = frozenset({AttributionStance.ACCUSED, AttributionStance.SUSPECTED})
_BY_DEED = frozenset({"attribution.did", "attribution.cleft", "attribution.doer", "attribution.origin",
                      "attribution.avowed", "attribution.struck"})  # rules that need an actor
_MEMBERS = frozenset({"armed_group", "umbrella", "state_force"})  # a man from a country is not its government


def fill(draft: Draft, reading: Reading) -> tuple[Attribution, ...]:
    """All attributions of an event, explicit ones first, each actor and stance once.

    A source's "bandits" are left out where the article itself speaks of bandits, "an Islamist group" that claims
    where a group claims by name, and that nobody had claimed before.
    """
    told = accounts(draft, reading)
    named = any(k.actor_id and k.stance is AttributionStance.CLAIMED for k in told)
    kept = [k for k in told if not (named and (_is_anybody(k) or k.stance is AttributionStance.UNCLAIMED))]
    return tuple(item for item in kept if item.actor_id is not None or item.stance is not AttributionStance.ACCUSED or
                 not any(k.stance is AttributionStance.STATED and same_actor(k, item) for k in kept))


def accounts(draft: Draft, reading: Reading) -> tuple[Attribution, ...]:
    """What article and sources say of the attacker, each actor and stance once."""
    return once_for(reading, draft, "accounts", lambda: _accounts(draft, reading))


def _accounts(draft: Draft, reading: Reading) -> tuple[Attribution, ...]:
    found = [*_explicit(draft, reading), *_of_frames(draft, reading), *own_reports(draft, reading)]
    title = reading.sentences[0].last if reading.sentences and reading.sentences[0].zone is Zone.TITLE else 0
    end = reading.doc[title - 1].idx if title else 0
    found.sort(key=lambda a: bool(a.spans) and a.spans[0][0] < end)  # the body names speakers more fully than the title
    busy = [item for item in found if not is_idle(reading, item, found)]
    kept = _once(reading, busy)
    again = [item for item in busy if item not in kept and item.stance in _SUPPOSED]
    kept = _once(reading, [answering(reading, item, kept) for item in kept])
    return tuple(item for item in kept if answers(reading, item, kept) and not _is_outdone(item, [*kept, *again]))


def _once(reading: Reading, found: Sequence[Attribution]) -> list[Attribution]:
    kept: list[Attribution] = []
    for item in found:
        if not any(_same(reading, item, k) for k in kept):
            kept.append(item)
    return kept


def _is_outdone(item: Attribution, kept: Sequence[Attribution]) -> bool:
    """Whether the article's own "fighters" or "gunmen" are told by name elsewhere, or who is in "the X attack".

    What the same words only suppose is not stated: "presumably carried out by"."""
    if item.actor is None or item.stance is not AttributionStance.STATED:
        return False
    if any(k is not item and k.actor == item.actor and set(k.spans) & set(item.spans) for k in kept):
        return True
    others = [k for k in kept if k is not item and k.actor and k.stance is not AttributionStance.DENIED]
    if item.actor_id is not None:
        return item.rule == "attribution.name" and any(k.actor_id == item.actor_id for k in others)
    by_name = (k.actor_id or (k.stance is AttributionStance.CLAIMED and _is_name(k.actor or "")) for k in others)
    return (any(by_name) and not _is_name(item.actor)) or (
        _is_faceless(item) and not all(_is_faceless(k) for k in others))


def _is_name(actor: str) -> bool:
    """Whether an actor ends in a name: "Bangsamoro Freedom Movement", not "breakaway Muslim guerrillas"."""
    return actor.split()[-1][:1].isupper()


def _is_faceless(item: Attribution) -> bool:
    """Whether an actor is no more than "men" or "gunmen"."""
    last = (item.actor or "").casefold().split()[-1:]
    nobody = {*terms("unknown"), *terms("anaphor"), "gunmen", "men", "women"}
    return item.actor_id is None and any(w in nobody or w.removesuffix("s") in nobody for w in last)


def _is_anybody(item: Attribution) -> bool:
    """Whether a claimer is "an Islamist group" or the man who speaks, whom a group's name beside them outdoes."""
    if item.stance is not AttributionStance.CLAIMED or not item.actor or item.actor_id is not None:
        return False
    last = item.actor.split()[-1].casefold()
    person = item.source is not None and item.source.name == item.actor
    return person or last in {*nouns(), *(f"{noun}s" for noun in nouns())}


def _same(reading: Reading, a: Attribution, b: Attribution) -> bool:
    """Whether two rows take one stance on one actor; who else takes it is in the event's statements."""
    same = a.actor == b.actor or same_actor(a, b) or is_state_of(reading, a.actor, b.actor)
    return a.stance is b.stance and same


def _explicit(draft: Draft, reading: Reading) -> Iterator[Attribution]:
    for mention, value in reading.once("responsibility", lambda: _told(reading)):
        if _concerns(draft, reading, mention, value):
            yield from attributions_of(reading, mention, value)


def _told(reading: Reading) -> list[tuple[Mention, AttributionValue]]:
    """Phrases of responsibility for single attacks."""
    cues = ((m, m.value) for m in reading.labelled(MentionLabel.CUE))
    return [(m, value) for m, value in cues if isinstance(value, AttributionValue) and not value.series]


def _concerns(draft: Draft, reading: Reading, mention: Mention, value: AttributionValue) -> bool:
    """Whether words of responsibility speak of this event; that nobody has claimed is said of the news."""
    rank = draft.rank.get(mention.head, 9)
    if value.stance is not AttributionStance.UNCLAIMED:
        return concerns(draft, reading, mention.head)
    if draft.salience is Salience.MAIN:
        return rank <= MAX_RANK or draft.alone
    return rank <= 1


def attributions_of(reading: Reading, mention: Mention, value: AttributionValue) -> Iterator[Attribution]:
    """What one phrase of responsibility says: one attribution, or one for each of several speakers."""
    if value.actor is None:
        if value.stance is AttributionStance.UNCLAIMED:
            yield Attribution(None, None, value.stance, None, mention.text, (mention.span,), mention.rule)
        return
    agent = charged(reading, mention, value)
    speech = governing(reading.doc, mention.head)
    if is_cited(speech, value.actor):
        return
    by_deed = mention.rule in _BY_DEED or reading.doc[value.actor].pos_ == "PRON"
    if agent is None or (
            by_deed and agent.kind in VAGUE and not is_unknown(reading, agent)):
        return
    if (mention.rule == "attribution.member" or _is_one(reading.doc[value.actor])) and agent.kind not in _MEMBERS:
        return
    stance, sources = doubted(reading.doc[mention.head], value.stance), speakers_of(reading, value)
    if stance is None or (agent.actor_id is None and lemma_of(reading.doc[agent.token]) in terms("bare")):
        return
    if stance in {AttributionStance.STATED, AttributionStance.ACCUSED} and is_supposed(reading.doc[value.actor]):
        stance = AttributionStance.SUSPECTED  # "carried out by suspected rebels", "blamed on suspected rebels"
    if stance is AttributionStance.STATED and speech is not None:
        sources = sources_of(reading, speech)
        told = _told_by(reading, speech, sources, agent)
        if told is None:
            return
        stance = told
    elif stance in _BY_OTHERS and not sources and speech is not None:
        sources = sources_of(reading, speech)
    spans = _spans(mention.span, agent)
    if stance in _SUPPOSED:  # "X, suspected to be behind it" is nobody's word, and least of all X's
        sources = tuple(s for s in sources if not is_own(reading, s, agent))
    for source in sources or (None,):
        doer = as_group(reading, source, agent) if stance is AttributionStance.CLAIMED else agent
        yield Attribution(doer.name, doer.actor_id, stance, source, mention.text, spans, mention.rule)


def _is_one(word: Token) -> bool:
    """Whether a word names one of a people, and no state: "the bomber was a Saudi"."""
    return word.ent_type_ == "NORP" and any(c.lower_ in {"a", "an"} for c in word.lefts)


def _told_by(reading: Reading, speech: Speech, sources: Sequence[Source],
             agent: Agent) -> AttributionStance | None:
    """The stance of an attacker's naming in what others say: a claim or denial by itself, a suspicion, an accusation.

    Null where others deny it.
    """
    if lemma_of(reading.doc[speech.head]) in terms("passive"):
        return AttributionStance.SUSPECTED
    own = any(is_own(reading, source, agent) for source in sources) or is_self(reading, speech, agent)
    if speech.code != "denies" and is_negated(reading.doc[speech.head]):
        return None  # "has not confirmed that it carried out the strike"
    if speech.code == "denies":
        own = own or any(is_of_own_state(source, agent) for source in sources)
        return AttributionStance.DENIED if own and not is_habit(reading.doc[speech.head]) else None
    if own:
        return AttributionStance.CLAIMED
    if not sources or is_unknown(reading, agent):
        return AttributionStance.STATED
    return AttributionStance.ACCUSED


def _spans(cue: Span, agent: Agent) -> tuple[Span, ...]:
    return tuple(sorted({cue, agent.span}))


def _of_frames(draft: Draft, reading: Reading) -> Iterator[Attribution]:
    for culprit in culprits_of(draft, reading):
        yield from _stated(reading, culprit)


def _stated(reading: Reading, culprit: Culprit) -> Iterator[Attribution]:
    agent, trigger = behind(reading, culprit.agent), culprit.frame.trigger
    spans = _spans(trigger.span, agent)
    speech = governing(reading.doc, culprit.frame.token)
    told = sources_of(reading, speech) if speech is not None and not names_nobody(reading, culprit) else ()
    sources = tuple(s for s in told if is_speaker(reading, s)
                    and (is_own(reading, s, agent) or (s.kind is not SourceKind.MEDIA
                                                       and not is_granted(reading, culprit))))
    for source in sources or (None,):
        stance = AttributionStance.STATED
        if culprit.hedged:
            stance = AttributionStance.SUSPECTED
        elif source is not None and speech is not None:
            told_by = _told_by(reading, speech, (source,), agent)
            if told_by is None:
                continue
            stance = told_by
        if stance is AttributionStance.STATED and (issuer := issuer_of_all(reading)) is not None and is_own(
                reading, issuer, agent):  # the group's own communiqué
            stance, source = AttributionStance.CLAIMED, issuer
        rule = f"attribution.{culprit.rule}"
        if stance is AttributionStance.CLAIMED and source is not None and is_self(reading, speech, agent):
            agent = replace(agent, name=source.name or bare(source.text))
        doer = as_group(reading, source, agent) if stance is AttributionStance.CLAIMED else agent
        yield Attribution(doer.name, doer.actor_id, stance, source, trigger.text, spans, rule)
