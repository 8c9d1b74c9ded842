"""Which event a further frame joins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from extractors.draft import Frame
from extractors.events.cluster import Cluster, days_agree, strikes_back
from extractors.events.dating import dates
from extractors.events.elsewhere import (
    beside,
    elsewhere,
    harms_elsewhere,
    hurts_far_off,
    in_another_scene,
    in_another_town,
    in_other_provinces,
    is_away,
    is_of_other_arms,
    of_other_kind,
)
from extractors.events.kinds import agree, family, on_the_ground
from extractors.events.listed import goes_on, is_headed
from extractors.events.many import OF_MANY
from extractors.events.toldframe import Told
from extractors.events.unlike import are_foreign
from extractors.places.nearness import apart, exact
from models.vocabulary import EventType

_SHOT = frozenset({EventType.SHOOTING, EventType.ARMED_CLASH})  # shots go everywhere, bombs and fires strike a thing


def host(homes: Mapping[int, Cluster], told: Told) -> Cluster | None:
    """The event that a harm word continues: its own sentence's, else the sentence's before in the same entry."""
    here, before = homes.get(told.frame.sentence), homes.get(told.frame.sentence - 1)
    found = here or (before if before and (told.entry is None or before.entry is told.entry) else None)
    apart = told.aside or _is_of_many(told.frame) or (told.frame.instrument is not None and told.parting == "apart")
    other = found is not None and (are_foreign(told.means, found.types) or harms_elsewhere(found, told) or (
        here is None and hurts_far_off(found, told)))
    return None if other or (apart and not here) else found


def _is_of_many(frame: Frame) -> bool:
    """Whether a frame tells of many attacks: of a total, or of harm "this year"."""
    return frame.why in OF_MANY or (frame.generic and frame.why.startswith("habitual"))


def home_of(clusters: Sequence[Cluster], told: Told) -> Cluster | None:
    """The cluster that a frame joins: the latest that fits, one at its place or of its type before others."""
    fitting = [c for c in clusters if _fits(c, told)]
    fitting = [c for c in fitting if not elsewhere(c, told)] or fitting
    if told.frame.generic:
        fitting = _told_before([c for c in fitting if c.old == told.old] or fitting, told.frame.token)
    kind = told.frame.event_type
    found = [c for c in fitting if kind in c.types] or [c for c in fitting if c.types == {None}] or fitting
    if told.definite and kind is None:  # "the strikes" are those so named, "the" or "that attack" the one told last
        named = [c for c in fitting if not told.that and _word(told.frame) in map(_word, c.frames)]
        return max(named or fitting, key=lambda c: c.frames[-1].token, default=None)
    return found[-1] if found else None


def _word(frame: Frame) -> str:
    """The last word of a trigger, in the singular."""
    return frame.trigger.text.casefold().split()[-1].removesuffix("s")


def _is_beside(other: Frame, frame: Frame) -> bool:
    """Whether a sentence tells of another attack too; not of one munition: "after a missile fired by X fell near Y"."""
    one = other.instrument is not None and other.instrument == frame.instrument
    return other.sentence == frame.sentence and not other.generic and not one


def _answers(frame: Frame, cause: Frame) -> bool:
    """Whether a frame is fire on somebody that its sentence tells to come after an attack of another kind."""
    fire = frame.event_type is None or family(frame.event_type) in {"air", "fire"}
    known = frame.agent is not None and frame.patient is not None and not frame.generic
    return fire and known and frame.sentence == cause.sentence and frame.event_type is not cause.event_type


def _told_before(clusters: Sequence[Cluster], token: int) -> list[Cluster]:
    """The events told of before a word for harm, the latest of them last; the first of all where none is."""
    last = {id(c): max((f.token for f in c.frames if f.token < token), default=-1) for c in clusters}
    before = sorted((c for c in clusters if last[id(c)] >= 0), key=lambda c: last[id(c)])
    return before or list(clusters[:1])


def _parted(cluster: Cluster, told: Told) -> str:
    """The marker that parts a frame from what was told before; a title is no telling that one could be later than, and
    what a sentence opens with parts nothing inside it."""
    inside = told.aside and any(f.sentence == told.frame.sentence for f in cluster.frames)
    return "" if inside or (cluster.titled and not told.titled) else told.parting


def _fits(cluster: Cluster, told: Told) -> bool:
    away = told.away and cluster.days is None and not (cluster.old or told.definite or dates(cluster, told))
    if away or not days_agree(cluster, told) or (told.days is not None and cluster.is_custom):
        return False
    if _are_others(told.victims, cluster.victims) or _are_others(told.sides, cluster.sides) or (
            told.fresh and apart(told.spots, list(filter(exact, cluster.spots)))) or _kills_others(cluster, told):
        return False
    if told.called and _is_the_announced(cluster, told):
        return True
    if in_another_scene(cluster, told) or _at_another_thing(cluster, told) or _is_answer(cluster, told):
        return False
    if told.entry is not None and cluster.entry is not told.entry:
        if cluster.entry is not None:
            return goes_on(cluster, told)
        if told.entry.alone:
            return is_headed(cluster, told)
    undated = told.days is None and not told.old
    if dates(cluster, told):
        return True
    if told.old != cluster.old and not (told.frame.generic or (undated and (told.definite or cluster.announced))):
        return False
    if any((told.cut and _is_beside(f, told.frame)) or (
            told.cause and _answers(f, told.frame)) for f in cluster.frames):
        return False
    if cluster.old and _is_news(told):
        return False
    if _is_other_harm(cluster, told):
        return False
    if not told.frame.generic and not told.sufferers.isdisjoint(cluster.doers):  # those who attacked are attacked
        return False
    if told.definite or told.frame.generic:
        return True
    if in_another_town(cluster, told):
        return False
    if _announced_together(cluster, told):
        return True
    if _is_another_kind_beside(cluster, told):
        return False
    if not agree(cluster.types, told.frame) or _parted(cluster, told) == "apart" or _comes_otherwise(cluster, told):
        return False
    return not (is_away(told, cluster) or beside(cluster, told) or _is_parted_by_place(cluster, told))


def _is_parted_by_place(cluster: Cluster, told: Told) -> bool:
    return bool(told.parting) and (elsewhere(cluster, told) or in_other_provinces(cluster, told))


def _is_other_harm(cluster: Cluster, told: Told) -> bool:
    """Whether harm is that of many days, or done in another way or place: "elsewhere a bomb killed two"."""
    if not told.frame.generic:
        return False
    if _is_of_many(told.frame) and not cluster.is_custom:
        return True
    if hurts_far_off(cluster, told) or (
            told.aside and told.frame.sentence not in cluster.sentences):
        return True
    if told.frame.instrument is not None and _parted(cluster, told) == "apart":
        return True
    return not told.definite and are_foreign(told.means, cluster.types)


def _is_the_announced(cluster: Cluster, told: Told) -> bool:
    """Whether what police were called to is the attack that title or lead have told: "officers responded to a shooting"
    behind "a man was shot on Monday"."""
    known = cluster.announced and cluster.told and not cluster.old
    return known and agree(cluster.types, told.frame) and not (
        cluster.spots and told.spots and apart(told.spots, cluster.spots))


def _kills_others(cluster: Cluster, told: Told) -> bool:
    """Whether another number of people was killed at another town, however near: "a strike in Jabalia killed 12 ... a
    missile hit a flat in Nuseirat, killing eight"."""
    here, there = ({(s.lat, s.lon) for s in spots if exact(s)} for spots in (told.spots, cluster.spots))
    other = bool(here and there) and here.isdisjoint(there) and _are_others(told.deaths, cluster.deaths)
    return other and told.anew and not (told.titled or cluster.titled)


def _are_others(told: Set[str] | Set[int], known: Set[str] | Set[int]) -> bool:
    """Whether both are named and have nothing in common."""
    return bool(told and known) and told.isdisjoint(known)


def _is_answer(cluster: Cluster, told: Told) -> bool:
    return strikes_back(cluster, told.sides, told.spots) and not (told.definite or told.frame.generic)


def _is_news(told: Told) -> bool:
    """Whether title or lead tell of harm with its arms or its day, and not of long ago."""
    known = told.frame.event_type is not None or told.days is not None
    return told.frame.generic and told.announced and known and not told.old


def _is_another_kind_beside(cluster: Cluster, told: Told) -> bool:
    """Whether somebody "also" attacked by other means whom or what nothing told before: "also bombed a barracks"."""
    kind, others = told.frame.event_type, cluster.types - {None}
    named = told.frame.agent is not None and told.frame.patient is not None
    return told.parting == "beside" and named and kind is not None and bool(others) and kind not in others


def _comes_otherwise(cluster: Cluster, told: Told) -> bool:
    """Whether another sentence tells of munitions that came in another way, or of others that were stopped."""
    if told.frame.sentence in cluster.sentences:
        return False
    others = bool(told.stopped and cluster.munitions) and told.stopped.isdisjoint(cluster.munitions)
    kind = told.frame.event_type
    only_stopped = bool(cluster.stopped) and not (cluster.came or told.stops)
    if only_stopped and kind is not None and kind not in cluster.types and any(map(exact, told.spots)):
        return True  # "39 drones were shot down ... a missile hit a hotel in Kramatorsk"
    return others or are_foreign(told.means, cluster.types) or is_of_other_arms(cluster, told)


def _announced_together(cluster: Cluster, told: Told) -> bool:
    """Whether title and lead tell of both, at one place where they are of two kinds."""
    if not (told.announced and cluster.announced) or _parted(cluster, told) or beside(cluster, told):
        return False
    elsewhere_told = not cluster.titled and told.frame.sentence not in cluster.sentences
    foreign = are_foreign(told.means, cluster.types)
    if (told.after_semicolon and foreign) or (elsewhere_told and (
            is_of_other_arms(cluster, told) or _comes_otherwise(cluster, told))):
        return False
    return told.frame.event_type in cluster.types or not (elsewhere(cluster, told) or of_other_kind(cluster, told))


def _at_another_thing(cluster: Cluster, told: Told) -> bool:
    """Whether attackers on the ground "also" struck something else: "in addition, a bank was burned"."""
    if not told.parting or told.definite or not on_the_ground([*cluster.types, told.frame.event_type]) or (
            told.frame.event_type in _SHOT):
        return False
    return bool(told.struck and cluster.struck) and told.struck.isdisjoint(cluster.struck)
