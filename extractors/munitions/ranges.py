"""Range check: a munition is not fired from farther away than it flies (domain: what no other system offers, 6).

The places that the text says it was launched from are held against the place of the event; what the uncertainties of
both leave over must lie within the munition's maximum range. A failed check is told with the event, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from spacy.tokens import Token

from extractors.draft import Draft
from extractors.mention import Mention
from extractors.places.values import PlaceValue
from extractors.reading import Reading
from extractors.registry import lexicon_for
from extractors.resolve import ResolvedMunition, ResolvedPlace
from models.event import Place, Weapon
from models.vocabulary import MentionLabel

EARTH_M = 6_371_000
TOWN = 3  # UCDP precision: a launch place no coarser than a town or its surroundings
_PLACES = (MentionLabel.PLACE, MentionLabel.FACILITY)
_FROM = frozenset({"from"})


def out_of_range(draft: Draft, reading: Reading, where: Place | None, weapons: tuple[Weapon, ...]) -> Iterator[str]:
    """One sentence for each launch place that lies farther from the event than a munition of it can fly."""
    if where is None or where.lat is None or where.lon is None:
        return
    for mention, site in _launch_places(draft, reading):
        gap = _metres((where.lat, where.lon), (site.lat, site.lon))
        least = gap - (where.uncertainty_m or 0) - site.uncertainty_m
        for weapon in weapons:
            munition = _known(reading, weapon)
            if munition is not None and munition.max_range_m is not None and least > munition.max_range_m:
                far, reach = f"{gap / 1000:.0f} km", f"{munition.max_range_m / 1000:.0f} km"
                yield f"{weapon.name}: launched from {mention.text}, {far} away, but flies {reach} at most"


def _launch_places(draft: Draft, reading: Reading) -> Iterator[tuple[Mention, ResolvedPlace]]:
    """Towns and sites from which the text says that something of this event was launched."""
    for rank, mention in draft.mentions(reading, *_PLACES):
        value = mention.value
        if rank > 1 or not isinstance(value, PlaceValue) or value.place is None or value.precision > TOWN:
            continue
        if _is_launch_place(reading, reading.doc[mention.head]):
            yield mention, value.place


def _is_launch_place(reading: Reading, token: Token) -> bool:
    """ "fired from Jurf al-Sakhar", "launched from the outskirts of Qaim" """
    origin = False
    for node in token.ancestors:
        origin = origin or node.lower_ in _FROM
        if node.pos_ in ("VERB", "AUX") or node.dep_ == "ROOT":
            return origin and node.i in _launching(reading)
    return False


def _launching(reading: Reading) -> frozenset[int]:
    """Tokens of the words for firing."""
    hits = lexicon_for("outcome").hits(reading.doc)
    return frozenset(t for h in hits if h.code == "fired" for t in range(h.first, h.last))


def _known(reading: Reading, weapon: Weapon) -> ResolvedMunition | None:
    """The munition of a weapon: by its designation, else the family of class and calibre."""
    munitions = reading.resolvers.munitions
    found = munitions.find(weapon.designation) if weapon.designation else None
    if found is None and weapon.calibre_mm is not None:
        found = munitions.family(str(weapon.class_), weapon.calibre_mm)
    return found


def _metres(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees, in metres."""
    a, b, c, d = (radians(v) for v in (*one, *two))
    return 2 * EARTH_M * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))
