"""Which event an entry of a list goes on to tell: what stands above the list, or what another entry told."""

from __future__ import annotations

from extractors.events.cluster import Cluster
from extractors.events.elsewhere import elsewhere, local_spots
from extractors.events.kinds import agree
from extractors.events.toldframe import Told
from extractors.events.unlike import are_foreign


def is_headed(cluster: Cluster, told: Told) -> bool:
    """Whether an entry tells what stands above the list: the same kind of attack, at its place if it has one."""
    if cluster.old != told.old or not agree(cluster.types, told.frame) or told.parting == "apart":
        return False
    return not local_spots(cluster.spots) or (bool(local_spots(told.spots)) and not elsewhere(cluster, told))


def goes_on(cluster: Cluster, told: Told) -> bool:
    """Whether an entry tells on what another one told: the same kind of attack, at the same place if it has its own."""
    other = told.parting == "apart" or are_foreign(told.means, cluster.types)
    if other or cluster.old != told.old or not agree(cluster.types, told.frame):
        return False
    if local_spots(told.spots) and local_spots(cluster.spots):
        same = not (told.entry and told.entry.mark == "number") or bool({*told.spots} & {*cluster.spots})
        return same and not elsewhere(cluster, told)
    return told.stops or not (told.frame.generic or (told.entry and told.entry.alone))
