"""Frames gathered for one event."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from extractors.draft import Frame
from extractors.events.salience import Days
from extractors.events.toldframe import Told
from extractors.mention import Mention
from extractors.places.nearness import Spot, exact
from extractors.text.entries import Entry
from models.vocabulary import EventType, WeaponClass


@dataclass(slots=True)
class Cluster:
    """Frames gathered for one event."""

    old: bool
    frames: list[Frame] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)  # of its frames
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
    stopped: set[WeaponClass] = field(default_factory=set)  # that air defences are told to have stopped
    came: bool = False  # something else than that air defences stopped it is told
    unknown: set[str] = field(default_factory=set)  # towns that no gazetteer has
    munitions: set[WeaponClass] = field(default_factory=set)  # that its sentences name
    whom: set[str] = field(default_factory=set)  # nouns of what it befell
    told: bool = False  # by other words than what police were called to
    deaths: set[int] = field(default_factory=set)  # how many its sentences tell to have been killed

    def add(self, told: Told) -> None:
        """Take in a frame with what its clause tells."""
        frame = told.frame
        self.frames.append(frame)
        self.sentences.add(frame.sentence)
        self.types.add(frame.event_type)
        self.entry = self.entry or told.entry
        self.victims |= told.victims
        self.sides |= told.sides
        self.sites |= told.sites
        self.doers |= told.doers
        self.struck |= told.struck
        self.unknown |= told.unknown
        self.whom |= {told.whom} - {""}
        self.deaths |= told.deaths
        self.told = self.told or not (told.called or told.frame.generic)
        self.stopped |= told.stopped
        self.came = self.came or not told.stops
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


def days_agree(cluster: Cluster, told: Told) -> bool:
    """Whether the dates of a frame and an event overlap, or one has none."""
    if told.days is None or cluster.days is None:
        return True
    return told.days[0] <= cluster.days[1] and cluster.days[0] <= told.days[1]


def strikes_back(cluster: Cluster, sides: Set[str], spots: Sequence[Spot]) -> bool:
    """Whether the forces of the country that was attacked strike another country: "Turkish howitzers shelled X"."""
    if not (sides and any(map(exact, cluster.spots)) and any(map(exact, spots))):
        return False
    return {s.country for s in cluster.spots} <= sides and sides.isdisjoint(s.country for s in spots)
