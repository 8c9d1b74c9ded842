"""Statements on one event: each speaker of its report once for each stance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.agents import agent_at
from extractors.draft import Draft
from extractors.reading import Reading
from extractors.speakers import source_of
from extractors.speech.content import contents
from extractors.speech.find import all_speech
from extractors.speech.verbs import Speech
from models.event import Source, Span, Statement
from models.vocabulary import StatementStance

MAX_RANK = 3
_STANCES: Mapping[str, StatementStance] = {
    "confirms": StatementStance.CONFIRMS, "claims": StatementStance.CLAIMS, "denies": StatementStance.DENIES,
    "blames": StatementStance.BLAMES, "says": StatementStance.SAYS, "according": StatementStance.SAYS,
    "shows": StatementStance.SAYS, "opinion": StatementStance.SAYS,
}


def fill(draft: Draft, reading: Reading) -> tuple[Statement, ...]:
    """Statements in text order."""
    kept: list[Statement] = []
    for speech in all_speech(reading.doc):
        if draft.rank.get(speech.head, 9) > MAX_RANK or speech.code not in _STANCES:
            continue
        statement = _statement(reading, draft, speech)
        if statement is not None and not any(_same(statement, k) for k in kept):
            kept.append(statement)
    return tuple(kept)


def _statement(reading: Reading, draft: Draft, speech: Speech) -> Statement | None:
    source = source_of(reading, speech)
    if source is None:
        return None
    cue = reading.doc[speech.cue[0]:speech.cue[1]]
    spans: list[Span] = [(cue.start_char, cue.end_char), *source.spans]
    stance = _STANCES[speech.code]
    if stance is StatementStance.SAYS and any(_blames(reading, draft, speech, source)):
        stance = StatementStance.BLAMES
    return Statement(source, cue.text, stance, tuple(dict.fromkeys(spans)), f"statement.{speech.rule}")


def _blames(reading: Reading, draft: Draft, speech: Speech, source: Source) -> Iterator[bool]:
    """Whether an attack word in the speech's content has an agent other than the speaker."""
    ranges = contents(reading.doc, speech)
    for frame in draft.frames:
        if frame.agent is None or not any(first <= frame.token < last for first, last in ranges):
            continue
        agent = agent_at(reading, reading.doc[frame.agent[0]:frame.agent[1]].root.i)
        yield agent is not None and agent.name.casefold() not in source.text.casefold()


def _same(a: Statement, b: Statement) -> bool:
    if a.stance is not b.stance:
        return False
    names = {n for n in (a.source.text, a.source.name) if n}
    return bool(names & {n for n in (b.source.text, b.source.name) if n})
