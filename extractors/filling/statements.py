"""Statements on one event: each speaker of its report with the stance taken.

A medium that only relays ("Reuters reports") is no speaker of its own, the voice of a party or state is. A source's
plain saying is left out beside its claim, blame, denial or confirmation; a headline's speaker beside the body's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from extractors.actors.agents import agent_at
from extractors.actors.avowals import owns_fire
from extractors.actors.culprits import Culprit, agents_of, culprits_of, is_granted, is_unknown
from extractors.actors.doubting import doubted
from extractors.actors.responsibility import is_habit, is_nobody, terms
from extractors.actors.siding import is_own, is_self
from extractors.actors.voices import is_armed_voice, is_speaker, same_speaker
from extractors.attributes.attribution import AttributionValue
from extractors.columns import tokens
from extractors.draft import Draft
from extractors.events.concern import concerns
from extractors.filling.attributions import accounts
from extractors.mention import Mention
from extractors.reading import Reading, Zone
from extractors.speech.content import contents
from extractors.speech.find import all_speech, governing
from extractors.speech.retold import only_quotes
from extractors.speech.speakers import sources_of
from extractors.speech.stances import is_aside, is_policy, only_mourns, says_nothing, stance_of
from extractors.speech.topic import looks_ahead
from extractors.speech.verbs import Speech
from extractors.speech.vouched import is_vouched, only_vouches
from extractors.speech.words import lemma_of
from models.event import Attribution, Source, Span, Statement
from models.vocabulary import AttributionStance, MentionLabel, Salience, SourceKind, StatementStance

_RULE = "statement.attribution"
_MODIFIED = frozenset({"attribution.agent", "attribution.weapon", "attribution.name"})
_SIGN = "attribution.sign"  # "said suspicion fell on"
_ACTING = frozenset({"nsubj"})
_TOLD = frozenset({AttributionStance.ACCUSED, AttributionStance.STATED})
_FOES = frozenset({"enemy"})
_CLAIMS = {AttributionStance.CLAIMED: StatementStance.CLAIMS, AttributionStance.DENIED: StatementStance.DENIES,
           AttributionStance.ACCUSED: StatementStance.BLAMES}


def fill(draft: Draft, reading: Reading) -> tuple[Statement, ...]:
    """Statements in text order."""
    culprits = [*culprits_of(draft, reading), *agents_of(draft, reading)]
    attributions = accounts(draft, reading)
    found: list[tuple[bool, Statement]] = []
    for speech in reading.once("stances", lambda: [s for s in all_speech(reading.doc) if _takes_stance(reading, s)]):
        if concerns(draft, reading, speech.head) or _covers(draft, reading, speech):
            title = reading.sentence_at(speech.head).zone is Zone.TITLE
            found += [(title, _agreed(reading, _statement(reading, culprits, speech, s), speech, attributions))
                      for s in sources_of(reading, speech) if is_speaker(reading, s) or _checks(reading, speech, s)]
    found += _of_attributions(reading, attributions, [s for _, s in found])
    body = [s for title, s in found if not title]
    return tuple(_distinct([s for title, s in found if not title or not _told(s, body)]))


def _covers(draft: Draft, reading: Reading, speech: Speech) -> bool:
    """Whether somebody tells in one sentence of this new attack and of others: "..., a port official said"."""
    here = draft.frames_in(reading.sentence_at(speech.head).index) if draft.salience is Salience.MAIN else ()
    ranges = contents(reading.doc, speech) if here and speech.code == "says" else ()
    return any(first <= frame.token < last <= speech.cue[0] for _, frame in here for first, last in ranges)


def _of_attributions(reading: Reading, attributions: Sequence[Attribution],
                     found: Sequence[Statement]) -> Iterator[tuple[bool, Statement]]:
    """Speakers who take a stance on who did it in words that are no verb of speech ("called the charge baseless")."""
    for item in attributions:
        stance, source = _CLAIMS.get(item.stance), item.source
        if item.stance is AttributionStance.SUSPECTED:  # who suspects blames; who says "suspected rebels" only says
            stance = StatementStance.SAYS if item.rule in _MODIFIED else StatementStance.BLAMES
        if source is None or stance is None or any(same_speaker(s.source, source) for s in found):
            continue
        if is_speaker(reading, source):
            spans = tuple(dict.fromkeys((*item.spans, *source.spans)))
            yield _in_title(reading, item.spans[0]), Statement(source, item.cue or "", stance, spans, _RULE)


def _in_title(reading: Reading, where: Span) -> bool:
    span = reading.doc.char_span(*where, alignment_mode="expand")
    return span is not None and reading.sentence_at(span.start).zone is Zone.TITLE


def _takes_stance(reading: Reading, speech: Speech) -> bool:
    """Whether words of speech by somebody tell of what happened."""
    cues = [m.value for m in reading.headed(speech.head, MentionLabel.CUE) if isinstance(m.value, AttributionValue)]
    stance = stance_of(reading, speech)
    if any(c.series for c in cues) or (stance is StatementStance.BLAMES and not cues):
        return False  # blame for many attacks or for something else, not for this attack
    if stance is None or _nobody(reading, speech) or is_habit(reading.doc[speech.head]):
        return False
    if says_nothing(reading, speech) or is_aside(reading, speech) or only_quotes(reading, speech):
        return False
    if stance is not StatementStance.SAYS:
        return True
    return not (looks_ahead(reading, speech) or is_policy(reading, speech) or only_mourns(reading, speech))


def _checks(reading: Reading, speech: Speech, source: Source) -> bool:
    """Whether a medium tells that it could not confirm what others say: its own word."""
    return source.kind is SourceKind.MEDIA and stance_of(reading, speech) is StatementStance.CANNOT_CONFIRM


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
    spans: list[Span] = [reading.chars(*speech.cue), *source.spans]
    stance = _stance(reading, culprits, speech, source)
    return Statement(source, reading.text(*speech.cue), stance, tuple(dict.fromkeys(spans)), f"statement.{speech.rule}")


def _stance(reading: Reading, culprits: list[Culprit], speech: Speech, source: Source) -> StatementStance:
    """By the words of responsibility at the cue, then by whom the content names as the attacker."""
    stance = stance_of(reading, speech) or StatementStance.SAYS
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
    ranges, vouched = contents(reading.doc, speech), is_vouched(reading, speech)
    for culprit in culprits:
        if any(first <= culprit.frame.token < last for first, last in ranges):
            if is_own(reading, source, culprit.agent) or is_self(reading, speech, culprit.agent):
                return StatementStance.CLAIMS
            if culprit.hedged or vouched or is_granted(reading, culprit):
                continue
            known = source.kind is not SourceKind.MEDIA and not is_unknown(reading, culprit.agent)
            return StatementStance.BLAMES if known else stance
    own_fire = is_armed_voice(reading, source) and owns_fire(reading.doc, ranges)
    return StatementStance.CLAIMS if own_fire else stance


def _names_culprit(reading: Reading, speech: Speech, source: Source, attributions: Sequence[Attribution]) -> bool:
    """Whether the content says who did it, or has one of the attackers, not the speaker, in an acting position."""
    wanted = {a.actor_id for a in attributions if a.actor_id and a.stance in _TOLD}
    foes = _described(attributions)
    if any(_is_named(reading, m, wanted) and governing(reading.doc, m.head) == speech for m in _namings(reading)):
        return True
    for first, last in contents(reading.doc, speech):
        for token in tokens(reading.doc)[first:last]:
            if token.dep_ not in _ACTING or token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
                continue
            if lemma_of(token) in foes:
                return True
            if lemma_of(token) in terms("anaphor"):
                continue  # "the attackers came on motorcycles" accuses nobody
            agent = agent_at(reading, token.i) if wanted else None
            if agent is not None and agent.actor_id in wanted and not is_own(reading, source, agent):
                return True
    return False


def _speaks_for(reading: Reading, source: Source, item: Attribution) -> bool:
    """Whether a speaker is the voice of a group that claims the attack."""
    group = is_armed_voice(reading, source)
    known = reading.resolvers.actors.find(group) if group else None
    return known is not None and known.actor_id == item.actor_id


def _described(attributions: Sequence[Attribution]) -> frozenset[str]:
    """Lemmas of nouns for the attackers that only tell their kind ("bandits"), not that they attacked ("gunmen")."""
    told = (a.actor.casefold().split()[-1] for a in attributions if a.actor and not a.actor_id and a.stance in _TOLD)
    nouns = {form for word in told for form in (word, word.removesuffix("s"))}
    return frozenset(nouns - {*terms("anaphor"), *terms("unknown"), *terms("bare")}) | _FOES


def _namings(reading: Reading) -> list[Mention]:
    """The words by which speakers name a doer in a clause of theirs: "was the work of", "came from X's positions"."""
    return reading.once("namings", lambda: [m for m in reading.labelled(MentionLabel.CUE)
                                            if isinstance(m.value, AttributionValue)
                                            and m.value.stance is AttributionStance.STATED
                                            and doubted(reading.doc[m.head], m.value.stance) is m.value.stance])


def _is_named(reading: Reading, mention: Mention, wanted: Set[str | None]) -> bool:
    actor = mention.value.actor if isinstance(mention.value, AttributionValue) else None
    agent = agent_at(reading, actor) if actor is not None else None
    return agent is not None and agent.actor_id in wanted


def _agreed(reading: Reading, statement: Statement, speech: Speech, attributions: Sequence[Attribution]) -> Statement:
    """With the stance that the same speaker takes in the event's attributions."""
    if statement.stance is StatementStance.SAYS:
        for item in attributions:
            told = item.source is not None and same_speaker(item.source, statement.source)
            if told and item.stance is AttributionStance.SUSPECTED and item.rule == _SIGN:
                return replace(statement, stance=StatementStance.BLAMES)
            accuses = item.stance is AttributionStance.ACCUSED
            own = item.stance is AttributionStance.CLAIMED and _speaks_for(reading, statement.source, item)
            if (told or own) and item.stance in _CLAIMS and not (accuses and only_vouches(reading, item)):
                return replace(statement, stance=_CLAIMS[item.stance])
        idle = statement.source.kind is SourceKind.MEDIA or is_vouched(reading, speech)
        if not idle and _names_culprit(reading, speech, statement.source, attributions):
            return replace(statement, stance=StatementStance.BLAMES)
    return statement
