"""The place of one event: by structure first, then its sentences, then title and lead; the specific beats the general.

Never where it was fired from, where somebody spoke, where the report was written, or an actor's home.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.attributes.target import TargetValue
from extractors.draft import Draft, TokenRange
from extractors.mention import Mention
from extractors.places.anchors import anchored, far_end
from extractors.places.atsea import moved_to_sea
from extractors.places.hosts import TOWNS, Host, host_of, is_quarter, kilometres
from extractors.places.locating import (
    COARSE,
    PLACED,
    TOO_DEAR,
    VILLAGE_REACH,
    VILLAGES,
    Candidate,
    candidates_of,
)
from extractors.places.nearness import REACH
from extractors.places.roles import PLACES
from extractors.places.toponyms import terms
from extractors.places.values import PlaceValue
from extractors.reading import Reading
from extractors.resolve import ResolvedPlace
from models.event import Place
from models.vocabulary import MentionLabel, TargetClass

_ABROAD = frozenset({TargetClass.DIPLOMATIC, TargetClass.SHIP, TargetClass.AIRCRAFT})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
_ARMS = (MentionLabel.WEAPON, MentionLabel.PLATFORM)
_BESIDE = frozenset({"side", "distance", "near"})
BESIDE_REACH = 8  # tokens from a village to the town that it lies beside
TOWN_REACH = 3.0
_PARTS = frozenset({"settlement", "district", "camp"})
_LOCAL = frozenset({"street", "building"})  # what a dateline's town is taken to hold
NEXT_REACH = 1.5  # by how much less likely a village may be that nothing puts at the likeliest town
LONG_ROAD_M = 50_000
AROUND_M = 20_000  # how far an unknown village may lie from the town that the text puts it at


def fill(draft: Draft, reading: Reading) -> Place | None:
    """The place of an event, or null where nothing tells it."""
    found = ranked(draft, reading)
    if not found or found[0].cost > TOO_DEAR:
        return _by_nationality(draft, reading)
    best = _in_full(_more_specific(found[0], found), found)
    return moved_to_sea(_place(best, found, reading), best.value, draft, reading)


def _in_full(best: Candidate, found: Sequence[Candidate]) -> Candidate:
    """The same place by its full name: "Gaza City", and not a headline's "Gaza"."""
    name, value = best.mention.text, best.value
    return next((c for c in found if value.place is not None and c.value.place == value.place
                 and c.value.relation == value.relation and c.mention.text.startswith(f"{name} ")
                 and c.mention.text.istitle()), best)


def ranked(draft: Draft, reading: Reading) -> list[Candidate]:
    """All places that an event may have, the likeliest first; asked once for the place and once for the losers."""
    return reading.once(("places", id(draft)), lambda: (draft, sorted(
        anchored(list(candidates_of(draft, reading)), reading), key=lambda c: (c.cost, c.mention.first))))[1]


def _more_specific(best: Candidate, found: Sequence[Candidate]) -> Candidate:
    """A place inside the best one, where that is a mere country or province."""
    if (finer := _village(best, found) or _in_its_province(best, found)) is not None:
        return finer
    if best.value.precision not in COARSE or best.value.place is None:
        return best
    if best.value.place.precision == 1 and best.value.relation is not None:  # "near the airport" is not coarse
        return best
    outer = best.value.place
    for candidate in found:
        place = candidate.value.place
        if candidate.value.precision >= best.value.precision or candidate.cost > best.cost + 4.0:
            continue
        if place is None:
            if candidate.value.kind in PLACED and candidate.rank < 3:
                return candidate
            continue
        if outer.precision > 1 and place.country == outer.country and _inside(place, outer):
            return candidate
    return best


def _inside(place: ResolvedPlace, outer: ResolvedPlace) -> bool:
    """Whether a place lies in a division, by its entry or by the division's circle (Sevastopol in Crimea); that both
    lie in one province puts no town into a district (Peshawar, North Waziristan)."""
    if outer.kind != "district" and outer.admin1 in (None, place.admin1):
        return True
    return outer.kind in {"admin1", "district"} and kilometres(place, outer) <= REACH * outer.uncertainty_m / 1000


def _village(best: Candidate, found: Sequence[Candidate]) -> Candidate | None:
    """An unknown village or camp of the event's own clause, where the best one is a town around it."""
    if best.value.place is None or best.value.place.kind not in TOWNS or best.mention.label is MentionLabel.FACILITY:
        return None
    near = [c for c in found if c.value.place is None and c.value.kind in VILLAGES]
    if best.value.relation_code in _BESIDE:  # "the village of X, east of Y": the event was in X
        told = (c for c in near if 0 < best.mention.first - c.mention.last <= BESIDE_REACH)
        if (village := next(told, None)) is not None:
            return village
    here = [c for c in near if c.rank == 0 and c.cost <= best.cost + VILLAGE_REACH]
    town = best.value.place.gazetteer_id
    return next((c for c in here if town in c.at), next((c for c in here if c.cost <= best.cost + NEXT_REACH), None))


def _in_its_province(best: Candidate, found: Sequence[Candidate]) -> Candidate | None:
    """A district or village of the event's own clause, where the likeliest place bears the name of its province: "a
    bomb in Narathiwat ... went off in Rueso district"; not beside "the city of Narathiwat"."""
    town = best.value.place
    if town is None or town.kind not in TOWNS or town.name != town.admin1 or best.value.kind is not None:
        return None
    return next((c for c in found if c.rank < 2 and c.cost <= best.cost + TOWN_REACH and c.value.kind in _PARTS
                 and c.value.place is not None and c.value.place != town and c.value.place.admin1 == town.admin1
                 and c.value.place.country == town.country), None)


def _place(best: Candidate, found: Sequence[Candidate], reading: Reading) -> Place:
    value, p = best.value, best.value.place
    mention = _named(best.mention, reading)
    spans = (mention.span,) if mention is best.mention else (mention.span, best.mention.span)
    host = _host(reading)
    if p is not None and (end := far_end(best, found, reading)) is not None:
        return _between(best, p, end, reading)
    if p is not None:
        town = _town_around(best, host, reading)
        name = f"{p.name}, {town.name}" if town else p.name
        return Place(
            name, mention.text, value.relation or "at", p.gazetteer_id, p.country, p.admin1, p.lat, p.lon,
            value.precision, value.uncertainty_m, spans, mention.rule,
        )  # fmt: skip
    around = _surrounding(best, found, reading)
    near = around if around and around.precision == 1 and value.kind in VILLAGES else None
    if near is None and host is not None and (host.forced or value.kind in _LOCAL):
        around = near = host.place
    elif near is None and value.kind in _LOCAL:
        around = near = _town_near(best, found) or around
        near = near if near and near.precision == 1 else None
    return Place(
        f"{value.name}, {near.name}" if near and near.name not in value.name else value.name,
        mention.text,
        value.relation,
        None,
        around.country if around else None,
        around.admin1 if around else None,
        near.lat if near else None,
        near.lon if near else None,
        2 if near else 1,
        near.uncertainty_m + AROUND_M if near else None,
        spans,
        mention.rule,
        f"{value.unresolved}; the point is that of {near.name} near it" if near else value.unresolved,
    )


def _between(best: Candidate, place: ResolvedPlace, end: Candidate, reading: Reading) -> Place:
    """A stretch of road: the point of its first end, as uncertain as the road is long."""
    other = end.value.place or place
    span = (best.mention.start, end.mention.end)
    reach = max(best.value.uncertainty_m or 0, int(1000 * kilometres(place, other)))
    return Place(
        f"{place.name} - {other.name}", reading.content[span[0]:span[1]], best.value.relation, place.gazetteer_id,
        place.country, place.admin1, place.lat, place.lon, 2 if reach <= LONG_ROAD_M else 5, reach, (span,),
        best.mention.rule,
    )  # fmt: skip


def _town_around(best: Candidate, host: Host | None, reading: Reading) -> ResolvedPlace | None:
    """The far larger town that a place is a quarter of: the local force's, or any where the text says "section"."""
    place = best.value.place
    if place is None or best.value.relation is not None:
        return None
    if host is not None and is_quarter(place, host.place):
        return host.place
    told = reading.once("places told", lambda: [
        (m, m.value.place) for m in reading.labelled(*PLACES) if isinstance(m.value, PlaceValue)])
    if not any(reading.doc[m.last - 1].lower_ in terms("part") for m, p in told if p == place):
        return None
    return next((p for _, p in told if p is not None and is_quarter(place, p)), None)


def _town_near(best: Candidate, found: Sequence[Candidate]) -> ResolvedPlace | None:
    """The town that is told about as well as a street or building."""
    rivals = (c for c in found if c.cost <= best.cost + TOWN_REACH and c.value.relation in (None, "at", "in"))
    return next((c.value.place for c in rivals if c.value.place is not None and c.value.place.kind in TOWNS), None)


def _host(reading: Reading) -> Host | None:
    told = ((m, m.value) for m in reading.labelled(*PLACES))
    places = [(m, v.place, v.dateline) for m, v in told if isinstance(v, PlaceValue) and v.place is not None]
    found = host_of(reading, places)
    home = reading.resolvers.places.home(reading.article.url)
    if found is None and home is not None and any(place == home for _, place, _ in places):
        return Host(home, True)  # the outlet's own town, which the text names
    return found


def _named(mention: Mention, reading: Reading) -> Mention:
    """The mention that names the place: the antecedent of "the base"."""
    if mention.rule != "place.anaphor":
        return mention
    told = [m for m in reading.labelled(*PLACES) if m.value is mention.value and m.rule != mention.rule]
    return next((m for m in reversed(told) if m.first < mention.first), mention)


def _surrounding(best: Candidate, found: Sequence[Candidate], reading: Reading) -> ResolvedPlace | None:
    """What lies around an unknown place: the nearest known one of its sentence, of the event, of the article."""
    found = [c for c in found if not _is_maker(reading, c.mention)]
    sentence = reading.sentence_at(best.mention.first)
    here = [
        (c.value.place.kind == "country", abs(c.mention.first - best.mention.first), c.value.place)
        for c in found
        if c.value.place is not None and sentence.first <= c.mention.first < sentence.last
    ]
    if here:
        return min(here, key=lambda row: row[:2])[2]
    known = next((c.value.place for c in found if c.value.place is not None and c.value.place.country), None)
    if known is not None:
        return known
    places = [m.value.place for m in reading.labelled(*PLACES) if isinstance(m.value, PlaceValue) and m.value.place]
    usual = Counter(p.country for p in places if p.country and p.kind != "country").most_common(1)
    return next((p for p in places if usual and p.country == usual[0][0]), None)


def _is_maker(reading: Reading, place: Mention) -> bool:
    """Whether a country only says whose arms they are: "a US drone"."""
    word = reading.doc[place.head]
    above = word.head.i
    return word.dep_ in _MODIFIERS and bool(reading.overlapping(above, above + 1, _ARMS))


def _is_abroad(reading: Reading, struck: TokenRange) -> bool:
    """Whether what was struck stands or sails in other countries than its own: an embassy, a ship."""
    values = (m.value for m in reading.overlapping(*struck, [MentionLabel.CUE]))
    return any(isinstance(v, TargetValue) and v.target_class in _ABROAD for v in values)


def _by_nationality(draft: Draft, reading: Reading) -> Place | None:
    """Only the country, from a nationality word of what was struck ("an Iraqi base")."""
    for frame in draft.frames:
        if frame.patient is None or _is_abroad(reading, frame.patient):
            continue
        struck = reading.doc[slice(*frame.patient)].root.i  # "another man the Israeli army said was"
        for mention in reading.overlapping(frame.patient[0], struck + 1, [MentionLabel.NATIONALITY]):
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
