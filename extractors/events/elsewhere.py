"""Whether a frame tells of another place than an event: another town, scene or side of its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.events.cluster import Cluster
from extractors.events.kinds import agree, family
from extractors.events.toldframe import Told
from extractors.events.unlike import come_unlike
from extractors.places.nearness import Spot, apart, exact, local
from models.vocabulary import EventType


def is_away(told: Told, cluster: Cluster) -> bool:
    """Whether no place of a frame is near one of an event; not where one of them names none."""
    anew = not (told.announced or told.definite or told.stops)
    if anew and any(map(exact, told.spots)):
        behind = {f.token for f in cluster.frames if not f.generic} & cluster.behind_title
        own = [s for token in behind for s in cluster.at.get(token, ()) if exact(s)]
        if own and apart(told.spots, own):
            return True
    return bool(told.spots and cluster.spots) and apart(told.spots, cluster.spots)


def in_another_town(cluster: Cluster, told: Told) -> bool:
    """Whether the second part of a title tells of an attack of another kind, or a sentence behind the title of one in
    another country than the sentences before it, or of another kind and at the town that it opens with."""
    if told.after_semicolon and come_unlike(told.frame.event_type, cluster.types):
        return True
    here = [s for s in told.spots if exact(s)]
    if not told.announced or told.titled or not here:
        return False
    earlier = {f.token for f in cluster.frames if not f.generic or f.instrument is not None} & cluster.behind_title
    there = [s for token in earlier for s in cluster.at.get(token, ()) if exact(s)]
    if not there or not apart(told.around, there):
        return False
    abroad = {s.country for s in here}.isdisjoint(s.country for s in there)
    return abroad or (bool(told.scene) and come_unlike(told.frame.event_type, cluster.types))


def beside(cluster: Cluster, told: Told) -> bool:
    """Whether another clause of the sentence tells of the same at another town: "hit a depot in A and another in B"."""
    here = [s for s in told.spots if exact(s)]
    others = [f for f in cluster.frames if f.sentence == told.frame.sentence
              and (not f.generic or f.instrument is not None)]
    there = [s for f in others for s in cluster.at.get(f.token, ()) if exact(s)]
    unlike = come_unlike(told.frame.event_type, {f.event_type for f in others})  # "shot X in A and bombed B"
    if not ((told.own or unlike) and here and there):
        return False
    return apart(here, there) or (told.own and unlike and set(here).isdisjoint(there))


def of_other_kind(cluster: Cluster, told: Told) -> bool:
    """Whether a sentence tells of harm done in another way and at another site: "shelling killed a woman in X, while
    two men were shot dead at Y"."""
    here, there = (set(filter(exact, side)) for side in (told.spots, cluster.spots))
    return not agree(cluster.types, told.frame) and bool(here and there) and here.isdisjoint(there) and (
        told.frame.sentence in cluster.sentences)


def elsewhere(cluster: Cluster, told: Told) -> bool:
    """Whether a frame and an event both name towns or provinces, and none of one is near one of the other."""
    mine, theirs = local_spots(told.spots), local_spots(cluster.spots)
    if any(map(exact, mine)) and any(map(exact, theirs)):
        mine, theirs = list(filter(exact, mine)), list(filter(exact, theirs))
    return bool(mine and theirs) and apart(mine, theirs)


def harms_elsewhere(cluster: Cluster, told: Told) -> bool:
    """Whether a munition of its own does harm at another town: "also on Monday, a bomb in Kirkuk wounded two"."""
    anew = told.frame.instrument is not None and not (told.definite or told.titled)
    return anew and any(map(exact, told.spots)) and elsewhere(cluster, told)


def hurts_far_off(cluster: Cluster, told: Told) -> bool:
    """Whether so many, told of behind title and lead, came to harm at a place that is near none of the attack's: "one
    died in an incident in Chaman". Fire from afar hurts people in many places of a country."""
    if told.announced or not told.harmed_at or not any(map(exact, cluster.spots)):
        return False
    afar = any(t is not None and family(t) in {"air", "fire"} for t in cluster.types)
    abroad = {s.country for s in told.harmed_at}.isdisjoint(s.country for s in cluster.spots)
    return (abroad or not afar) and apart(told.harmed_at, cluster.spots)


def in_other_provinces(cluster: Cluster, told: Told) -> bool:
    """Whether a frame and an event name places of other provinces, however near these lie to each other."""
    mine, theirs = ({(s.country, s.admin1) for s in local_spots(spots)} for spots in (told.spots, cluster.spots))
    return bool(mine and theirs) and mine.isdisjoint(theirs) and all(province for _, province in mine | theirs)


def local_spots(spots: Sequence[Spot]) -> list[Spot]:
    """Towns and provinces, and no countries."""
    return [s for s in spots if local(s)]


def in_another_scene(cluster: Cluster, told: Told) -> bool:
    """Whether a sentence tells of another bomb at another building, or opens with another town."""
    if told.sites and cluster.sites and not told.sites & cluster.sites:
        return all(f.sentence != told.frame.sentence for f in cluster.frames)
    if not told.scene:
        return False
    there = [s for s in cluster.spots if exact(s)]
    return apart(told.scene, there) if there else bool(cluster.unknown)


def is_of_other_arms(cluster: Cluster, told: Told) -> bool:
    """Whether a sentence tells of fire from afar at a town that is none of the attack's by hand or bomb, however near:
    "a mortar round landed on a house in Rafah" after a mine at Sheikh Zuweid."""
    types = cluster.types - {None, EventType.OTHER_ATTACK}
    here, there = (set(filter(exact, side)) for side in (told.spots, cluster.spots))
    if told.frame.event_type is None or not types or not (here and there):
        return False
    hand = all(family(t) in {"blast", "ground", "arson"} for t in types if t is not None)
    return told.means == "fired" and hand and here.isdisjoint(there)
