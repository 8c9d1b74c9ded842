"""Casualties of one event: every telling in its scope, and the roll-up of killed and wounded."""

from __future__ import annotations

from extractors.draft import Draft
from extractors.harmed import CasualtyValue
from extractors.reading import Reading, Zone
from extractors.tolls import Told, figure
from models.event import Casualty, Count
from models.vocabulary import Effect, MentionLabel, Party, Salience


def fill(draft: Draft, reading: Reading) -> tuple[Casualty, ...]:
    """One casualty for each counted telling, parts and hints left out; ``cumulative`` ones are kept and marked."""
    found = []
    for told in tellings(draft, reading):
        value, number = told.value, told.value.number
        if value.part or value.weak or number is None:
            continue
        span = told.span(reading)
        count = Count(number.low, number.best, number.high, reading.doc.text[span[0] : span[1]], (span,))
        party = _party(value, draft, reading)
        found += [
            Casualty(effect, party, count, value.cumulative, None, None, (told.mention.span,), told.mention.rule)
            for effect in value.effects
        ]
    return tuple(found)


def roll_up(draft: Draft, reading: Reading, effect: Effect) -> Count | None:
    """The event's own count of one effect, never a cumulative toll; null where the text is silent."""
    return figure(tellings(draft, reading), effect, reading)


def tellings(draft: Draft, reading: Reading) -> list[Told]:
    """Casualty mentions in the scope of an event, in text order."""
    found = []
    for rank, mention in draft.mentions(reading, MentionLabel.CASUALTY):
        if isinstance(mention.value, CasualtyValue):
            sentence = reading.sentence_at(mention.head)
            if sentence.zone is not Zone.FURNITURE and not (draft.salience is Salience.BACKGROUND and rank > 1):
                found.append(Told(mention, mention.value, rank, sentence.index, sentence.zone))
    return sorted(found, key=lambda t: t.mention.first)


def _party(value: CasualtyValue, draft: Draft, reading: Reading) -> Party:
    """Fighters of the attacking side are perpetrators; else the party of the victim's own word."""
    if value.armed and _is_agent(value, draft, reading):
        return Party.PERPETRATOR
    return value.party


def _is_agent(value: CasualtyValue, draft: Draft, reading: Reading) -> bool:
    words = {reading.doc[t].lemma_.lower() for t in range(*value.group) if reading.doc[t].pos_ in ("NOUN", "PROPN")}
    agents = {
        t.lemma_.lower()
        for f in draft.frames
        if f.agent
        for t in reading.doc[f.agent[0] : f.agent[1]]
        if t.pos_ in ("NOUN", "PROPN")
    }
    return bool(words & agents)
