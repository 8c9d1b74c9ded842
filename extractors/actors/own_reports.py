"""Claims in an armed group's own voice: it tells of munitions fired and names no attacker."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.actors.agents import agent_at
from extractors.actors.culprits import culprits_of
from extractors.actors.responsibility import is_passive, object_of
from extractors.actors.voices import is_armed_voice, unknown_band
from extractors.attributes.actor import ActorValue
from extractors.attributes.trigger import TriggerValue
from extractors.context import is_answered
from extractors.draft import Draft, Frame
from extractors.reading import Reading
from extractors.speech.find import governing
from extractors.speech.speakers import sources_of
from models.event import Attribution
from models.vocabulary import AttributionStance, MentionLabel, SourceKind

_CIVIL = frozenset({SourceKind.MEDICAL, SourceKind.POLICE, SourceKind.GOVERNMENT})  # they tell of what others did


def own_reports(draft: Draft, reading: Reading) -> Iterator[Attribution]:
    """An armed group's voice that tells of munitions fired, with no attacker named, tells of its own."""
    named = {c.frame.token for c in culprits_of(draft, reading)}  # "Ukrainian artillery fired", said the others
    for frame in draft.frames:
        unknown = _is_unresolved(reading, frame)
        told = unknown or (frame.agent is None and frame.token not in named)
        if not told or frame.instrument is None or is_answered(reading.doc[frame.token]):
            continue
        value = frame.trigger.value
        if isinstance(value, TriggerValue) and value.suffers and not _is_blow(reading, frame):
            continue  # "the town came under fire", said those who hold it
        speech = governing(reading.doc, frame.token)
        for source in sources_of(reading, speech) if speech is not None else ():
            if source.kind in _CIVIL:
                continue  # "the Houthi-run health ministry"
            group = is_armed_voice(reading, source) or (unknown_band(reading, source) if unknown else None)
            if group is not None and not _suffers(reading, frame, group):
                known = reading.resolvers.actors.find(group)
                spans = tuple(sorted({frame.trigger.span, *source.spans}))
                yield Attribution(group, known.actor_id if known else None, AttributionStance.CLAIMED, source,
                                  frame.trigger.text, spans, "attribution.own_report")


def _is_unresolved(reading: Reading, frame: Frame) -> bool:
    """Whether a frame's agent is a pronoun that goes back to no known actor: it can be a band of no known name."""
    word = reading.doc[frame.agent[0]] if frame.agent is not None else None
    return word is not None and word.lower_ in {"it", "they"} and agent_at(reading, word.i) is None


def _is_blow(reading: Reading, frame: Frame) -> bool:
    """ "the airport had been hit with a missile" """
    deed = reading.doc[frame.token]
    return is_passive(deed) and object_of(deed, "with") is not None


def _suffers(reading: Reading, frame: Frame, group: str) -> bool:
    """Whether the group itself, or something of its own, is in the clause as what was hit."""
    words = {reading.doc[i].lower_ for i in frame.clause}
    if words & {"its", "their", "our", "members", "fighters", "positions", *group.casefold().split()}:
        return True
    return any(isinstance(m.value, ActorValue) and m.value.name == group
               for m in reading.headed_in(frame.clause, (MentionLabel.ACTOR,)))
