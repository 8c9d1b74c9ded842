"""A frame with what its own clause tells: time, places, whom it befell, and how it stands to what was told before."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.draft import Frame
from extractors.events.salience import Days
from extractors.places.nearness import Spot
from extractors.text.entries import Entry
from models.vocabulary import WeaponClass


@dataclass(frozen=True, slots=True)
class Told:
    """A frame with its own time and places."""

    frame: Frame
    days: Days | None
    spots: tuple[Spot, ...]
    old: bool
    definite: bool
    announced: bool
    titled: bool  # it stands in the title
    parting: str  # "apart", "beside" or ""
    cut: bool  # it was some hours or days from what its sentence tells beside it
    entry: Entry | None  # of a list-like article
    stops: bool  # it tells that munitions were stopped
    victims: frozenset[str]  # parts of the names of those whom it befell
    sides: frozenset[str]  # countries of the forces or groups that did it
    sites: frozenset[str] = frozenset()  # things that a single bomb went off at
    scene: tuple[Spot, ...] = ()  # the place that its sentence opens with ("In Medellin, a bomb ...")
    munitions: frozenset[WeaponClass] = frozenset()  # of which one that is told as known can be
    struck: frozenset[str] = frozenset()  # things that its verb acts on
    cause: bool = False  # its sentence tells what came after it
    that: bool = False  # "that attack": the one told last
    fresh: bool = False  # "four died in a strike on X", told after title and lead
    means: str = ""  # how its munition came: "fired", "planted", "dropped"
    stopped: frozenset[WeaponClass] = frozenset()  # the classes of what air defences stopped
    after_semicolon: bool = False  # of the title
    away: bool = False  # it is of other days than what title and lead announce
    doers: frozenset[str] = frozenset()  # ids of the known actors who did it
    sufferers: frozenset[str] = frozenset()  # ids of the known actors whom it befell
    own: bool = False  # it is told in a joined clause with its own subject, or in a part without its verb
    unknown: frozenset[str] = frozenset()  # towns of its clause that no gazetteer has
    around: tuple[Spot, ...] = ()  # all places that its sentence names
    aside: bool = False  # its sentence opens with what sets it elsewhere: "in a separate incident"
    happened: bool = False  # "the attack took place on": its clause tells nothing but when it was
    whom: str = ""  # the noun of what it befell
    known: str = ""  # the same where it is told as known: "the clinic was hit"
    deaths: frozenset[int] = frozenset()  # how many its sentence tells to have been killed
    anew: bool = False  # "a strike", "a missile hit": told as one not told before
    called: bool = False  # "officers responded to a shooting": told as the one known
    harmed_at: tuple[Spot, ...] = ()  # places at which so many, not told of before, came to harm
