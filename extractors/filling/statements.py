"""Statements on one event: each speaker of its report with the stance taken.

A medium that only relays ("Reuters reports") is no speaker of its own, the voice of a party or state is. A source's
plain saying is left out beside its claim, blame, denial or confirmation; a headline's speaker beside the body's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from extractors.agents import agent_at
from extractors.attributes.attribution import AttributionValue
from extractors.concern import concerns
from extractors.context import words
from extractors.culprits import Culprit, agents_of, culprits_of, is_unknown
from extractors.draft import Draft
from extractors.filling.attributions import fill as attributions_fill
from extractors.filling.attributions import is_own
from extractors.reading import Reading, Zone
from extractors.responsibility import is_habit, is_nobody
from extractors.retold import relayed
from extractors.speakers import sources_of
from extractors.speech.content import contents
from extractors.speech.find import all_speech
from extractors.speech.verbs import Speech
from extractors.speech.words import lemma_of, sense_of
from extractors.topic import looks_ahead
from extractors.voices import is_armed_voice, is_speaker, same_speaker
from models.event import Attribution, Source, Span, Statement
from models.vocabulary import AttributionStance, MentionLabel, SourceKind, StatementStance

_ACTING = frozenset({"nsubj"})
_CLAIMS_ONLY = frozenset({AttributionStance.DENIED, AttributionStance.CLAIMED})
_STANCES: Mapping[str, StatementStance] = {
    "confirms": StatementStance.CONFIRMS, "claims": StatementStance.SAYS, "denies": StatementStance.DENIES,
    "blames": StatementStance.BLAMES, "says": StatementStance.SAYS, "according": StatementStance.SAYS,
    "label": StatementStance.SAYS,
}
_CLAIMS = {AttributionStance.CLAIMED: StatementStance.CLAIMS, AttributionStance.DENIED: StatementStance.DENIES,
           AttributionStance.ACCUSED: StatementStance.BLAMES}


def fill(draft: Draft, reading: Reading) -> tuple[Statement, ...]:
    """Statements in text order."""
    culprits = [*culprits_of(draft, reading), *agents_of(draft, reading)]
    attributions = attributions_fill(draft, reading)
    found: list[tuple[bool, Statement]] = []
    for speech in reading.once("stances", lambda: [s for s in all_speech(reading.doc) if _takes_stance(reading, s)]):
        if concerns(draft, reading, speech.head):
            title = reading.sentence_at(speech.head).zone is Zone.TITLE
            found += [(title, _agreed(reading, _statement(reading, culprits, speech, s), speech, attributions))
                      for s in sources_of(reading, speech) if is_speaker(reading, s)]
    body = [s for title, s in found if not title]
    return tuple(_distinct([s for title, s in found if not title or not _told(s, body)]))


def _takes_stance(reading: Reading, speech: Speech) -> bool:
    """Whether words of speech by somebody tell of what happened."""
    if any(isinstance(m.value, AttributionValue) and m.value.series
           for m in reading.headed(speech.head, MentionLabel.CUE)):
        return False  # blame for many attacks, not for this one
    stance = _plain(reading, speech)
    if stance is None or _nobody(reading, speech) or is_habit(reading.doc[speech.head]):
        return False
    return stance is not StatementStance.SAYS or not looks_ahead(reading, speech)


def _plain(reading: Reading, speech: Speech) -> StatementStance | None:
    """The stance by the words of speech alone; null where they take none."""
    return reading.once(("stance", speech), lambda: _stance_of_words(reading, speech))


def _stance_of_words(reading: Reading, speech: Speech) -> StatementStance | None:
    if speech.code == "thinks" and relayed(reading, speech) is not None:
        return StatementStance.SAYS
    if _is_unsure(reading, speech):
        return StatementStance.CANNOT_CONFIRM
    return _STANCES.get(speech.code)


def _is_unsure(reading: Reading, speech: Speech) -> bool:
    """ "could not confirm", "said it was unable to verify", "neither confirm nor deny"."""
    doc = reading.doc
    verb = doc[speech.head]
    above = verb.head if verb.dep_ == "conj" else verb
    if speech.code == "confirms" or (speech.code == "denies" and above.i != verb.i):
        return any(t.lower_ in words("unsure") or lemma_of(t) in words("unsure")
                   for t in (*doc[speech.cue[0]:speech.cue[1]], *above.lefts))
    if _STANCES.get(speech.code) is not StatementStance.SAYS:
        return False
    said = [t for first, last in contents(doc, speech) for t in doc[first:last]]
    return any(sense is not None and sense.entry.code == "confirms" and _lacks(t)
               for t in said if t.pos_ == "VERB" for sense in [sense_of(t)])


def _lacks(verb: Token) -> bool:
    """Whether a verb of confirming is negated, by itself or by what it completes."""
    near = [*verb.lefts, *((verb.head, *verb.head.lefts) if verb.dep_ == "xcomp" else ())]
    return any(t.lower_ in words("unsure") or lemma_of(t) in words("unsure") for t in near)


def _told(statement: Statement, body: list[Statement]) -> bool:
    """Whether the body has a speaker of the headline's stance or kind."""
    return any(b.stance is statement.stance or b.source.kind is statement.source.kind for b in body)


def _distinct(statements: list[Statement]) -> Iterator[Statement]:
    kept: list[Statement] = []
    firm = [s for s in statements if s.stance is not StatementStance.SAYS]
    seen: set[tuple[StatementStance, str | None, str]] = set()  # a live blog says the same a thousand times
    for item in statements:
        key = (item.stance, item.source.name, item.source.text)
        if key in seen and same_speaker(item.source, item.source):
            continue
        seen.add(key)
        plain = item.stance is StatementStance.SAYS
        if plain and any(same_speaker(item.source, f.source) for f in firm):
            continue
        if not any(k.stance is item.stance and same_speaker(item.source, k.source) for k in kept):
            kept.append(item)
            yield item


def _nobody(reading: Reading, speech: Speech) -> bool:
    return speech.speaker is not None and is_nobody(reading.doc[speech.speaker])


def _statement(reading: Reading, culprits: list[Culprit], speech: Speech, source: Source) -> Statement:
    cue = reading.doc[speech.cue[0]:speech.cue[1]]
    spans: list[Span] = [(cue.start_char, cue.end_char), *source.spans]
    stance = _stance(reading, culprits, speech, source)
    return Statement(source, cue.text, stance, tuple(dict.fromkeys(spans)), f"statement.{speech.rule}")


def _stance(reading: Reading, culprits: list[Culprit], speech: Speech, source: Source) -> StatementStance:
    """By the words of responsibility at the cue, then by whom the content names as the attacker."""
    stance = _plain(reading, speech) or StatementStance.SAYS
    if stance is StatementStance.CANNOT_CONFIRM:
        return stance
    for mention in reading.headed(speech.head, MentionLabel.CUE):
        value = mention.value
        if isinstance(value, AttributionValue) and value.stance in _CLAIMS:
            return _CLAIMS[value.stance]
    if speech.code == "claims" and is_armed_voice(reading, source):
        return StatementStance.CLAIMS
    if stance is not StatementStance.SAYS:
        return stance
    ranges = contents(reading.doc, speech)
    for culprit in culprits:
        if any(first <= culprit.frame.token < last for first, last in ranges):
            if is_own(reading, source, culprit.agent):
                return StatementStance.CLAIMS
            known = source.kind is not SourceKind.MEDIA and not is_unknown(reading, culprit.agent)
            return StatementStance.BLAMES if known else stance
    return stance


def _names_culprit(reading: Reading, speech: Speech, source: Source, attributions: Sequence[Attribution]) -> bool:
    """Whether the content has one of the event's attackers, not the speaker, in an acting position."""
    wanted = {a.actor_id for a in attributions if a.actor_id and a.stance not in _CLAIMS_ONLY}
    for first, last in contents(reading.doc, speech):
        for token in reading.doc[first:last]:
            if token.dep_ not in _ACTING or token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
                continue
            agent = agent_at(reading, token.i) if wanted else None
            if agent is not None and agent.actor_id in wanted and not is_own(reading, source, agent):
                return True
    return False


def _agreed(reading: Reading, statement: Statement, speech: Speech, attributions: Sequence[Attribution]) -> Statement:
    """With the stance that the same speaker takes in the event's attributions."""
    if statement.stance is StatementStance.SAYS:
        for item in attributions:
            if item.source is not None and item.stance in _CLAIMS and same_speaker(item.source, statement.source):
                return replace(statement, stance=_CLAIMS[item.stance])
        relays = statement.source.kind is SourceKind.MEDIA
        if not relays and _names_culprit(reading, speech, statement.source, attributions):
            return replace(statement, stance=StatementStance.BLAMES)
    return statement
