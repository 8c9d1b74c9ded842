"""The place of one event: by structure first, then its sentences, then title and lead; the specific beats the general.

Never where it was fired from, where somebody spoke, where the report was written, or an actor's home.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extractors.attributes.place import PlaceValue
from extractors.draft import Draft, Frame
from extractors.mention import Mention
from extractors.reading import Reading, Zone
from extractors.resolve import ResolvedPlace
from extractors.timeparts import sayings
from extractors.toponyms import terms
from extractors.tree import distance
from models.event import Place
from models.vocabulary import MentionLabel, Salience

RANK_COST = {0: 0.0, 1: 1.6, 2: 3.2, 3: 2.4}
COARSE_COST = {1: 0.0, 2: 0.1, 3: 0.5, 4: 0.9, 5: 1.2, 6: 2.4, 7: 0.3}
PATIENT_GAIN, MODIFIER_GAIN, LOCATIVE_GAIN = 1.2, 1.0, 0.5
ARC_COST, UNKNOWN_COST, AFTERMATH_COST, DATELINE_COST = 0.12, 0.7, 2.5, 4.2
TOO_DEAR = 7.0
_PLACES = (MentionLabel.FACILITY, MentionLabel.PLACE)
_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "on",
        "near",
        "outside",
        "over",
        "around",
        "across",
        "inside",
        "against",
        "into",
        "toward",
        "towards",
        "off",
        "of",
        "to",
        "between",
        "along",
        "within",
        "throughout",
        "through",
        "by",
        "targeting",
    }
)
_MODIFIER = frozenset({"compound", "amod", "nmod", "poss"})
_PLACED = frozenset({"settlement", "district", "camp", "base", "airport", "energy", "crossing"})
_COARSE = frozenset({2, 3, 4, 5, 6})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that an event may have."""

    cost: float
    mention: Mention
    value: PlaceValue
    rank: int


def fill(draft: Draft, reading: Reading) -> Place | None:
    """The place of an event, or null where nothing tells it."""
    found = sorted(_candidates(draft, reading), key=lambda c: (c.cost, c.mention.first))
    if not found or found[0].cost > TOO_DEAR:
        return _by_nationality(draft, reading)
    best = _more_specific(found[0], found)
    return _place(best, found, reading)


def _candidates(draft: Draft, reading: Reading) -> Iterator[Candidate]:
    for rank, mention in (*draft.mentions(reading, *_PLACES), *_just_before(draft, reading)):
        value = mention.value
        if isinstance(value, PlaceValue) and not value.dateline and not _is_other(draft, reading, mention, value):
            yield Candidate(_cost(draft, reading, rank, mention, value), mention, value, rank)
    if draft.salience is Salience.MAIN:
        yield from _local(reading)


def _local(reading: Reading) -> Iterator[Candidate]:
    """A dateline's town that the text names again ("TOWN - Town police say ..."): local news tells of its own town."""
    mentions = reading.labelled(*_PLACES)
    told = [m for m in mentions if isinstance(m.value, PlaceValue) and m.value.place is not None]
    for mention in told:
        value = mention.value
        if not isinstance(value, PlaceValue) or value.place is None or value.place.precision > 3:
            continue
        again = any(m.value.place == value.place for m in told if m is not mention and isinstance(m.value, PlaceValue))
        if (value.dateline or value.in_name) and again:
            yield Candidate(DATELINE_COST + (0.0 if value.dateline else 0.5), mention, value, 3)


def _just_before(draft: Draft, reading: Reading) -> Iterator[tuple[int, Mention]]:
    """Places of the sentence before the event's first, in its paragraph, that are in no event's scope."""
    first = min(f.sentence for f in draft.frames)
    if first == 0 or reading.sentences[first - 1].paragraph != reading.sentences[first].paragraph:
        return
    before = reading.sentences[first - 1]
    for mention in reading.overlapping(before.first, before.last, _PLACES):
        if mention.head not in draft.rank:
            yield 2, mention


def _is_other(draft: Draft, reading: Reading, mention: Mention, value: PlaceValue) -> bool:
    """Whether a place is somebody's home, part of a name, an origin or where somebody spoke."""
    token = reading.doc[mention.head]
    if value.in_name or _of_actor(reading, mention) or _is_origin(token, mention) or _is_home(token):
        return True
    frame = _nearest(draft, reading, mention)
    if frame is not None and _inside(frame.agent, mention) and not _inside(frame.patient, mention):
        return not any(t.dep_ == "prep" and t.lower_ in _LOCATIVE for t in token.ancestors)
    return _is_speakers(reading, token)


def _inside(span: tuple[int, int] | None, mention: Mention) -> bool:
    return span is not None and span[0] <= mention.head < span[1]


def _of_actor(reading: Reading, mention: Mention) -> bool:
    """A place that only qualifies an actor: "US forces", "the Baghdad Operations Command"."""
    actors = [
        m
        for m in reading.overlapping(mention.first, mention.last, [MentionLabel.ACTOR])
        if m.first <= mention.first and m.last >= mention.last and m.last - m.first > mention.last - mention.first
    ]
    token = reading.doc[mention.head]
    return any(a.head != mention.head and token.dep_ in _MODIFIER for a in actors)


def _is_home(token: Token) -> bool:
    """Whether a place only says where somebody is from ("a Hartford man")."""
    return token.dep_ in _MODIFIER and token.head.lemma_.casefold() in terms("person")


def _is_origin(token: Token, mention: Mention) -> bool:
    value = mention.value
    if isinstance(value, PlaceValue) and value.relation_code == "source":
        return value.relation in {"from", "out of"}
    governor = next((t for t in token.ancestors if t.dep_ == "prep" or t.pos_ == "VERB"), None)
    return governor is not None and governor.lower_ == "from"


def _is_speakers(reading: Reading, token: Token) -> bool:
    """Whether a place hangs on a verb of saying and not on what is said."""
    triggers = {i for m in reading.labelled(MentionLabel.TRIGGER) for i in range(m.first, m.last)}
    for node in token.ancestors:
        if node.i in triggers:
            return False
        if node.pos_ in {"VERB", "AUX"}:
            return node.lemma_.casefold() in sayings()
    return False


def _cost(draft: Draft, reading: Reading, rank: int, mention: Mention, value: PlaceValue) -> float:
    cost = RANK_COST[rank] + COARSE_COST[value.precision] + _unknown_cost(value)
    token = reading.doc[mention.head]
    frame = _nearest(draft, reading, mention)
    if frame is not None:
        cost += ARC_COST * min(10, distance(token, reading.doc[frame.token])) + 0.15 * draft.frames.index(frame)
        cost -= PATIENT_GAIN if _inside(frame.patient, mention) else 0.0
        cost -= MODIFIER_GAIN if token.head.i == frame.token or token.head.head.i == frame.token else 0.0
    if token.head.lower_ in _LOCATIVE and token.dep_ == "pobj":
        cost -= LOCATIVE_GAIN
    elif token.dep_ in _MODIFIER and mention.label is MentionLabel.PLACE:
        cost += 0.6
    verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
    if verb is not None and verb.lemma_.casefold() in terms("aftermath") and (frame is None or verb.i != frame.token):
        cost += AFTERMATH_COST
    zone = reading.sentence_at(mention.head).zone
    return cost - (0.5 if zone in {Zone.TITLE, Zone.LEAD} and rank < 2 else 0.0)


def _unknown_cost(value: PlaceValue) -> float:
    if value.place is not None:
        return 0.0
    return 0.1 if value.kind in _PLACED else UNKNOWN_COST


def _nearest(draft: Draft, reading: Reading, mention: Mention) -> Frame | None:
    sentence = reading.sentence_at(mention.head).index
    token = reading.doc[mention.head]
    here = [f for f in draft.frames if f.sentence == sentence]
    return min(here, key=lambda f: distance(token, reading.doc[f.token]), default=None)


def _more_specific(best: Candidate, found: Sequence[Candidate]) -> Candidate:
    """A place inside the best one, where that is a mere country or province."""
    if best.value.precision not in _COARSE or best.value.place is None:
        return best
    outer = best.value.place
    for candidate in found:
        place = candidate.value.place
        if candidate.value.precision >= best.value.precision or candidate.cost > best.cost + 4.0:
            continue
        if place is None:
            if candidate.value.kind in _PLACED and candidate.rank < 3:
                return candidate
            continue
        if outer.precision > 1 and place.country == outer.country and outer.admin1 in (None, place.admin1):
            return candidate
    return best


def _place(best: Candidate, found: Sequence[Candidate], reading: Reading) -> Place:
    value, mention = best.value, best.mention
    if value.place is None:
        around = _surrounding(found, reading)
        return Place(
            value.name,
            mention.text,
            value.relation,
            None,
            around.country if around else None,
            around.admin1 if around else None,
            None,
            None,
            1,
            None,
            (mention.span,),
            mention.rule,
            value.unresolved,
        )
    p = value.place
    return Place(
        p.name,
        mention.text,
        value.relation or "at",
        p.gazetteer_id,
        p.country,
        p.admin1,
        p.lat,
        p.lon,
        value.precision,
        value.uncertainty_m,
        (mention.span,),
        mention.rule,
    )


def _surrounding(found: Sequence[Candidate], reading: Reading) -> ResolvedPlace | None:
    """What holds an unknown place: the nearest known one of the event, else the article's usual country."""
    known = next((c.value.place for c in found if c.value.place is not None and c.value.place.country), None)
    if known is not None:
        return known
    places = [m.value.place for m in reading.labelled(*_PLACES) if isinstance(m.value, PlaceValue) and m.value.place]
    usual = Counter(p.country for p in places if p.country and p.kind != "country").most_common(1)
    return next((p for p in places if usual and p.country == usual[0][0]), None)


def _by_nationality(draft: Draft, reading: Reading) -> Place | None:
    """Only the country, from a nationality word of what was struck ("an Iraqi base")."""
    for frame in draft.frames:
        if frame.patient is None:
            continue
        for mention in reading.overlapping(*frame.patient, [MentionLabel.NATIONALITY]):
            code = (mention.norm or {}).get("country")
            name = reading.resolvers.places.country_name(str(code)) if code else None
            entry = next((p for p in reading.resolvers.places.candidates(name or "") if p.kind == "country"), None)
            if entry is not None:
                return Place(
                    entry.name,
                    mention.text,
                    "in",
                    entry.gazetteer_id,
                    entry.country,
                    None,
                    entry.lat,
                    entry.lon,
                    6,
                    entry.uncertainty_m,
                    (mention.span,),
                    "place.nationality",
                )
    return None
