"""Where an event may have happened: every place in its scope with what speaks for and against it.

A place that is somebody's home, part of a name, an origin, or where somebody spoke is no candidate. Costs were set
on two thirds of attacks_dev; move them together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from extractors.draft import Draft, Frame
from extractors.mention import Mention
from extractors.places.hosts import is_force
from extractors.places.roles import (
    MODIFIER,
    PLACES,
    acts,
    holds_another,
    is_bound_for,
    is_home,
    is_of_no_attack,
    is_origin,
    is_speakers,
    of_actor,
    of_person,
    only_qualifies,
)
from extractors.places.toponyms import terms
from extractors.places.values import PlaceValue
from extractors.reading import Reading, Zone
from extractors.tree import children, distance
from models.vocabulary import MentionLabel, Salience

RANK_COST = {0: 0.0, 1: 1.6, 2: 3.2, 3: 2.4}
COARSE_COST = {1: 0.0, 2: 0.1, 3: 0.5, 4: 0.9, 5: 1.2, 6: 2.4, 7: 0.3}
PATIENT_GAIN, MODIFIER_GAIN, LOCATIVE_GAIN = 1.2, 1.0, 0.5
SCENE_GAIN = 2.0
ARC_COST, UNKNOWN_COST, AFTERMATH_COST, DATELINE_COST, STREET_COST = 0.12, 0.7, 2.5, 4.2, 4.0
TOO_DEAR = 7.0
PLACED = frozenset({"settlement", "district", "camp", "base", "airport", "energy", "crossing", "land"})
VILLAGES = frozenset({"settlement", "camp"})
VILLAGE_REACH = 3.0
COARSE = frozenset({2, 3, 4, 5, 6})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that an event may have."""

    cost: float
    mention: Mention
    value: PlaceValue
    rank: int
    at: frozenset[str] = frozenset()  # ids of the gazetteer of the places that it is told to lie at


def candidates_of(draft: Draft, reading: Reading) -> Iterator[Candidate]:
    """All places that an event may have, with their costs."""
    for rank, mention in (*draft.mentions(reading, *PLACES), *_just_before(draft, reading)):
        value = mention.value
        if isinstance(value, PlaceValue) and (mention is draft.scene or not (
                value.dateline or _abroad(draft, value) or _is_other(draft, reading, mention, value))):
            yield Candidate(_cost(draft, reading, rank, mention, value), mention, value, rank)
    if draft.salience is Salience.MAIN:
        yield from reading.once("local places", lambda: list(_local(reading)))


def _local(reading: Reading) -> Iterator[Candidate]:
    """A dateline's town that the text names again ("TOWN - Town police say ..."): local news tells of its own town."""
    mentions = reading.labelled(*PLACES)
    told = [m for m in mentions if isinstance(m.value, PlaceValue) and m.value.place is not None]
    times = Counter(m.value.place for m in told if isinstance(m.value, PlaceValue))
    for mention in told:
        value = mention.value
        if not isinstance(value, PlaceValue) or value.place is None or value.place.precision > 3:
            continue
        again = times[value.place] > 1
        if value.dateline and (again or value.place.kind != "capital"):
            yield Candidate(DATELINE_COST + (0.0 if again else 0.6), mention, value, 3)
        elif is_force(reading, mention.last) or (value.in_name and again):
            yield Candidate(DATELINE_COST + 0.5, mention, value, 3)
        elif again and is_home(reading.doc[mention.head]):
            yield Candidate(DATELINE_COST + 1.5, mention, value, 3)


def _just_before(draft: Draft, reading: Reading) -> Iterator[tuple[int, Mention]]:
    """Places of the sentence before the event's first, in its paragraph, that are in no event's scope."""
    first = min(f.sentence for f in draft.frames)
    if first == 0 or reading.sentences[first - 1].paragraph != reading.sentences[first].paragraph:
        return
    before = reading.sentences[first - 1]
    for mention in reading.overlapping(before.first, before.last, PLACES):
        if mention.head not in draft.rank:
            yield 2, mention


def _abroad(draft: Draft, value: PlaceValue) -> bool:
    """Whether a place lies in another country than the town at the head of the event's entry."""
    head = draft.scene.value if draft.scene is not None else None
    if not isinstance(head, PlaceValue) or not head.dateline or head.place is None or value.place is None:
        return False
    return head.place.country is not None and value.place.country != head.place.country


def _is_other(draft: Draft, reading: Reading, mention: Mention, value: PlaceValue) -> bool:
    """Whether a place is somebody's home, part of a name, an origin or where somebody spoke."""
    token = reading.doc[mention.head]
    if value.in_name or only_qualifies(reading, mention) or of_actor(reading, mention) or of_person(reading, mention):
        return True
    if is_origin(token, mention) or is_bound_for(token) or is_home(token):
        return True
    if acts(token, value) or holds_another(reading, token):
        return True
    if is_of_no_attack(reading, token):
        return True
    _, frame = _nearest(draft, reading, mention)
    if frame is not None and _inside(frame.agent, mention) and not _inside(frame.patient, mention):
        return not any(t.dep_ == "prep" and t.lower_ in terms("locative") for t in token.ancestors)
    return is_speakers(reading, token)


def _inside(span: tuple[int, int] | None, mention: Mention) -> bool:
    return span is not None and span[0] <= mention.head < span[1]


def _cost(draft: Draft, reading: Reading, rank: int, mention: Mention, value: PlaceValue) -> float:
    cost = RANK_COST[rank] + COARSE_COST[value.precision] + _unknown_cost(value)
    token = reading.doc[mention.head]
    cost -= SCENE_GAIN if mention is draft.scene else 0.0
    order, frame = _nearest(draft, reading, mention)
    if frame is not None:
        cost += ARC_COST * min(10, distance(token, reading.doc[frame.token])) + 0.15 * order
        cost -= PATIENT_GAIN if _inside(frame.patient, mention) else 0.0
        cost -= MODIFIER_GAIN if token.head.i == frame.token or token.head.head.i == frame.token else 0.0
    if token.head.lower_ in terms("locative") and token.dep_ == "pobj":
        cost -= LOCATIVE_GAIN
    elif token.dep_ in MODIFIER and mention.label is MentionLabel.PLACE:
        cost += 0.6
    if _is_afterwards(reading, mention, frame):
        cost += AFTERMATH_COST
    verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
    if verb is not None and _is_aftermath(verb) and (frame is None or verb.i != frame.token):
        cost += AFTERMATH_COST
    zone = reading.sentence_at(mention.head).zone
    return cost - (0.5 if zone in {Zone.TITLE, Zone.LEAD} and rank < 2 else 0.0)


def _is_aftermath(verb: Token) -> bool:
    """ "was arrested", "taken into custody" """
    if verb.lemma_.casefold() in terms("aftermath"):
        return True
    return any(t.lower_ == "custody" for c in children(verb) if c.dep_ == "prep" for t in children(c))


def _is_afterwards(reading: Reading, mention: Mention, frame: Frame | None) -> bool:
    """Whether a place is a hospital or jail that nothing tells to be struck itself."""
    if reading.doc[mention.last - 1].lower_ not in terms("afterwards"):
        return False
    token = reading.doc[mention.head]
    struck = frame is not None and (_inside(frame.patient, mention) or frame.token in (token.head.i, token.head.head.i))
    return not struck


def _unknown_cost(value: PlaceValue) -> float:
    if value.place is not None:
        return 0.0
    return STREET_COST if value.kind == "street" else 0.1 if value.kind in PLACED else UNKNOWN_COST


def _nearest(draft: Draft, reading: Reading, mention: Mention) -> tuple[int, Frame | None]:
    """The nearest frame of a mention's sentence, behind its place among the event's frames."""
    here = draft.frames_in(reading.sentence_at(mention.head).index)
    token = reading.doc[mention.head]
    return min(here, key=lambda pair: distance(token, reading.doc[pair[1].token]), default=(0, None))
