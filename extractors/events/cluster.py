"""Frames gathered for one event, and which of them a further frame joins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from extractors.draft import Frame
from extractors.events.kinds import agree, family, on_the_ground
from extractors.events.salience import Days
from extractors.events.toldframe import Told
from extractors.events.unlike import are_foreign, come_unlike
from extractors.mention import Mention
from extractors.places.nearness import Spot, apart, exact, local
from extractors.text.entries import Entry
from models.vocabulary import EventType, WeaponClass

_SHOT = frozenset({EventType.SHOOTING, EventType.ARMED_CLASH})  # shots go everywhere, bombs and fires strike a thing


@dataclass(slots=True)
class Cluster:
    """Frames gathered for one event."""

    old: bool
    frames: list[Frame] = field(default_factory=list)
    types: set[EventType | None] = field(default_factory=set)
    announced: bool = False
    titled: bool = True  # nothing but the title tells of it so far
    main: bool = False
    days: Days | None = None
    spots: list[Spot] = field(default_factory=list)
    at: dict[int, Sequence[Spot]] = field(default_factory=dict)  # spots by the token of a trigger
    behind_title: set[int] = field(default_factory=set)  # tokens of triggers that do not stand in the title
    entry: Entry | None = None
    victims: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    doers: set[str] = field(default_factory=set)
    scene: Mention | None = None  # the place with which its telling opens
    joint: set[int] = field(default_factory=set)  # tokens of triggers that tell of this event and of others with it
    struck: set[str] = field(default_factory=set)
    munitions: set[WeaponClass] = field(default_factory=set)  # that its sentences name

    def add(self, told: Told) -> None:
        """Take in a frame with what its clause tells."""
        frame = told.frame
        self.frames.append(frame)
        self.types.add(frame.event_type)
        self.entry = self.entry or told.entry
        self.victims |= told.victims
        self.sides |= told.sides
        self.sites |= told.sites
        self.doers |= told.doers
        self.struck |= told.struck
        self.days = self.days or self.days_by(told)
        self.at[frame.token] = told.spots
        self.spots.extend(s for s in told.spots if s not in self.spots)
        self.titled = self.titled and told.titled
        self.behind_title |= set() if told.titled else {frame.token}

    def days_by(self, told: Told) -> Days | None:
        """The days that a frame gives to the event; harm of an old war does not date the news."""
        return None if told.frame.generic and told.old and not self.old else told.days

    @property
    def is_custom(self) -> bool:
        """Whether it tells of nothing but what happened time and again ("almost daily shelling")."""
        return self.days is None and all(f.why.startswith("habitual") for f in self.frames)


def host(homes: Mapping[int, Cluster], told: Told) -> Cluster | None:
    """The event that a harm word continues: its own sentence's, else the sentence's before in the same entry."""
    here, before = homes.get(told.frame.sentence), homes.get(told.frame.sentence - 1)
    found = here or (before if before and (told.entry is None or before.entry is told.entry) else None)
    return None if found is not None and are_foreign(told.means, found.types) else found


def home_of(clusters: Sequence[Cluster], told: Told) -> Cluster | None:
    """The cluster that a frame joins: the latest that fits, one at its place or of its type before others."""
    fitting = [c for c in clusters if _fits(c, told)]
    fitting = [c for c in fitting if not _elsewhere(c, told)] or fitting
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


def days_agree(cluster: Cluster, told: Told) -> bool:
    """Whether the dates of a frame and an event overlap, or one has none."""
    if told.days is None or cluster.days is None:
        return True
    return told.days[0] <= cluster.days[1] and cluster.days[0] <= told.days[1]


def _parted(cluster: Cluster, told: Told) -> str:
    """The marker that parts a frame from what was told before; a title is no telling that one could be later than."""
    return "" if cluster.titled and not told.titled else told.parting


def _fits(cluster: Cluster, told: Told) -> bool:
    away = told.away and cluster.days is None and not (cluster.old or told.definite)
    if away or not days_agree(cluster, told) or (told.days is not None and cluster.is_custom):
        return False
    if told.victims and cluster.victims and not told.victims & cluster.victims:
        return False
    if told.sides and cluster.sides and not told.sides & cluster.sides:
        return False
    if told.fresh and apart(told.spots, [s for s in cluster.spots if exact(s)]):
        return False
    if _in_another_scene(cluster, told) or _at_another_thing(cluster, told) or _is_answer(cluster, told):
        return False
    if told.entry is not None and cluster.entry is not told.entry:
        if cluster.entry is not None:
            return _goes_on(cluster, told)
        if told.entry.alone:
            return _is_headed(cluster, told)
    undated = told.days is None and not told.old
    if told.old != cluster.old and not (told.frame.generic or (undated and (told.definite or cluster.announced))):
        return False
    if told.cut and any(f.sentence == told.frame.sentence and not f.generic for f in cluster.frames):
        return False
    if told.cause and any(_answers(f, told.frame) for f in cluster.frames):
        return False
    if cluster.old and _is_news(told):
        return False
    if told.frame.generic and not told.definite and are_foreign(told.means, cluster.types):
        return False
    if not told.frame.generic and not told.sufferers.isdisjoint(cluster.doers):  # those who attacked are attacked
        return False
    if told.definite or told.frame.generic:
        return True
    if _in_another_town(cluster, told):
        return False
    if _announced_together(cluster, told):
        return True
    if _is_another_kind_beside(cluster, told):
        return False
    if not agree(cluster.types, told.frame) or _parted(cluster, told) == "apart" or _comes_otherwise(cluster, told):
        return False
    return not (_is_away(told, cluster) or (told.parting and _elsewhere(cluster, told)))


def _is_answer(cluster: Cluster, told: Told) -> bool:
    return strikes_back(cluster, told.sides, told.spots) and not (told.definite or told.frame.generic)


def strikes_back(cluster: Cluster, sides: Set[str], spots: Sequence[Spot]) -> bool:
    """Whether the forces of the country that was attacked strike another country: "Turkish howitzers shelled X"."""
    if not (sides and any(map(exact, cluster.spots)) and any(map(exact, spots))):
        return False
    return {s.country for s in cluster.spots} <= sides and sides.isdisjoint(s.country for s in spots)


def _is_news(told: Told) -> bool:
    """Whether title or lead tell of harm with its arms or its day, and not of long ago."""
    known = told.frame.event_type is not None or told.days is not None
    return told.frame.generic and told.announced and known and not told.old


def _is_away(told: Told, cluster: Cluster) -> bool:
    """Whether no place of a frame is near one of an event; not where one of them names none."""
    return bool(told.spots and cluster.spots) and apart(told.spots, cluster.spots)


def _is_another_kind_beside(cluster: Cluster, told: Told) -> bool:
    """Whether somebody "also" attacked by other means whom or what nothing told before: "also bombed a barracks"."""
    kind, others = told.frame.event_type, cluster.types - {None}
    named = told.frame.agent is not None and told.frame.patient is not None
    return told.parting == "beside" and named and kind is not None and bool(others) and kind not in others


def _comes_otherwise(cluster: Cluster, told: Told) -> bool:
    """Whether another sentence tells of munitions that came in another way, or of others that were stopped."""
    if any(f.sentence == told.frame.sentence for f in cluster.frames):
        return False
    others = bool(told.stopped and cluster.munitions) and told.stopped.isdisjoint(cluster.munitions)
    return others or are_foreign(told.means, cluster.types)


def _announced_together(cluster: Cluster, told: Told) -> bool:
    """Whether title and lead tell of both, at one place where they are of two kinds."""
    if not (told.announced and cluster.announced) or _parted(cluster, told) or _beside(cluster, told):
        return False
    elsewhere_told = not cluster.titled and all(f.sentence != told.frame.sentence for f in cluster.frames)
    if (told.after_semicolon or elsewhere_told) and are_foreign(told.means, cluster.types):
        return False
    return told.frame.event_type in cluster.types or not (_elsewhere(cluster, told) or _of_other_kind(cluster, told))


def _in_another_town(cluster: Cluster, told: Told) -> bool:
    """Whether the second part of a title tells of an attack of another kind, or a sentence behind the title of one in
    another country than the sentences before it, or of another kind and at the town that it opens with."""
    if told.after_semicolon and come_unlike(told.frame.event_type, cluster.types):
        return True
    here = [s for s in told.spots if exact(s)]
    earlier = {f.token for f in cluster.frames if not f.generic or f.instrument is not None} & set(cluster.behind_title)
    there = [s for token in earlier for s in cluster.at.get(token, ()) if exact(s)]
    if not told.announced or told.titled or not here or not there or not apart(told.around, there):
        return False
    abroad = {s.country for s in here}.isdisjoint(s.country for s in there)
    return abroad or (bool(told.scene) and come_unlike(told.frame.event_type, cluster.types))


def _beside(cluster: Cluster, told: Told) -> bool:
    """Whether another clause of the sentence tells of the same at another town: "hit a depot in A and another in B"."""
    here = [s for s in told.spots if exact(s)]
    beside = [f for f in cluster.frames if f.sentence == told.frame.sentence and not f.generic]
    there = [s for f in beside for s in cluster.at.get(f.token, ()) if exact(s)]
    own = told.own or come_unlike(told.frame.event_type, {f.event_type for f in beside})  # "shot X in A and bombed B"
    return own and bool(here and there) and apart(here, there)


def _at_another_thing(cluster: Cluster, told: Told) -> bool:
    """Whether attackers on the ground "also" struck something else: "in addition, a bank was burned"."""
    if not told.parting or told.definite or not on_the_ground([*cluster.types, told.frame.event_type]) or (
            told.frame.event_type in _SHOT):
        return False
    return bool(told.struck and cluster.struck) and told.struck.isdisjoint(cluster.struck)


def _of_other_kind(cluster: Cluster, told: Told) -> bool:
    """Whether a sentence tells of harm done in another way and at another site: "shelling killed a woman in X, while
    two men were shot dead at Y"."""
    here, there = (set(filter(exact, side)) for side in (told.spots, cluster.spots))
    return not agree(cluster.types, told.frame) and bool(here and there) and here.isdisjoint(there) and (
        told.frame.sentence in {f.sentence for f in cluster.frames})


def _elsewhere(cluster: Cluster, told: Told) -> bool:
    """Whether a frame and an event both name towns or provinces, and none of one is near one of the other."""
    mine, theirs = _local(told.spots), _local(cluster.spots)
    if any(map(exact, mine)) and any(map(exact, theirs)):
        mine, theirs = list(filter(exact, mine)), list(filter(exact, theirs))
    return bool(mine and theirs) and apart(mine, theirs)


def _local(spots: Sequence[Spot]) -> list[Spot]:
    return [s for s in spots if local(s)]


def _in_another_scene(cluster: Cluster, told: Told) -> bool:
    """Whether a sentence tells of another bomb at another building, or opens with another town."""
    if told.sites and cluster.sites and not told.sites & cluster.sites:
        return all(f.sentence != told.frame.sentence for f in cluster.frames)
    there = [s for s in cluster.spots if exact(s)] if told.scene else []
    return bool(there) and apart(told.scene, there)


def _is_headed(cluster: Cluster, told: Told) -> bool:
    """Whether an entry tells what stands above the list: the same kind of attack, at its place if it has one."""
    if cluster.old != told.old or not agree(cluster.types, told.frame) or told.parting == "apart":
        return False
    return not _local(cluster.spots) or (bool(_local(told.spots)) and not _elsewhere(cluster, told))


def _goes_on(cluster: Cluster, told: Told) -> bool:
    """Whether an entry tells on what another one told: the same kind of attack, at the same place if it has its own."""
    other = told.parting == "apart" or are_foreign(told.means, cluster.types)
    if other or cluster.old != told.old or not agree(cluster.types, told.frame):
        return False
    if _local(told.spots) and _local(cluster.spots):
        same = not (told.entry and told.entry.mark == "number") or bool({*told.spots} & {*cluster.spots})
        return same and not _elsewhere(cluster, told)
    return told.stops or not (told.frame.generic or (told.entry and told.entry.alone))
