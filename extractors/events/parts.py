"""Parting what title and lead announce together ("three attacks", "attacks in A and B") where the body tells each.

What is told of all of them ("The attacks killed nine on Monday; nobody has claimed them") belongs to every part, with
its day and its claims but without its figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.columns import tokens
from extractors.counting import number_before
from extractors.draft import Frame
from extractors.events.anew import has_toll, points_back
from extractors.events.cluster import Cluster
from extractors.events.frameplaces import frame_places
from extractors.events.kinds import agree
from extractors.events.salience import News
from extractors.events.scenes import Scene, scenes_of
from extractors.numbers import NumberKind
from extractors.places.nearness import apart, exact, groups, spot_of, spots_of
from extractors.reading import Reading
from extractors.text.entries import entries_of

MIN_LABELS = 2  # paragraphs under a place of their own, of which an article is a roundup
_PLURAL = frozenset({"NNS", "NNPS"})


def parts_of(reading: Reading, cluster: Cluster, news: News) -> list[Cluster]:
    """The events of a cluster: itself, or one for each scene, or one for each place that the body names."""
    if cluster.old:
        return [cluster]
    if not cluster.announced:
        return _by_scenes(reading, cluster, news) or [cluster]
    return _by_scenes(reading, cluster, news) or _by_places(reading, cluster, news)


def announce_scenes(reading: Reading, clusters: Sequence[Cluster], news: News) -> list[Cluster]:
    """Take for announced what stands in a scene of its own, where title or lead tell of attacks in the plural.

    What tells of them all belongs to each; a cluster of nothing else is no event beside them.
    """
    sums = {f.sentence for c in clusters if c.announced for f in c.frames if _is_sum(reading, f, news)}
    staged = [(c, own) for c in clusters if not c.old and (own := _own_scene(reading, c))]
    labelled = sum(own.labels for _, own in staged) >= MIN_LABELS
    if not (sums or labelled) or len(_distinct(own for _, own in staged)) < 2:
        return list(clusters)
    entries = entries_of(reading)
    single = {f.sentence for c in clusters for f in c.frames if _is_of_one(reading, f)} - sums
    sums |= {n for n in news.announcing - single if n < min(scenes_of(reading)) and n not in entries}
    joint = [f for c in clusters for f in c.frames if f.sentence in sums or _names_all(reading, f)]
    for cluster, own in staged:
        cluster.announced, cluster.scene = True, cluster.scene or own.place
        _share([cluster], joint)
    shared = {f.token for f in joint}
    homes = [c for c, _ in staged]
    others = [c for c in clusters if c not in homes and any(f.token not in shared for f in c.frames)]
    for other in others:
        other.announced = other.announced or _is_one_more(reading, other)
        _share([other] if other.announced and not other.old else [], joint)
    return [c for c in clusters if c in homes or c in others]


def _is_of_one(reading: Reading, frame: Frame) -> bool:
    """Whether a trigger tells of a single attack: "In one attack, a lorry bomb killed eight"; not "gunmen raided X"."""
    with_it = (reading.doc[slice(*part)].root for part in (frame.instrument, frame.agent) if part is not None)
    words_for = (*tokens(reading.doc)[frame.trigger.first:frame.trigger.last], *with_it)
    return not frame.generic and not any(t.tag_ in _PLURAL for t in words_for)


def _is_one_more(reading: Reading, cluster: Cluster) -> bool:
    """Whether an attack is told as news with its toll, in an article of many: "elsewhere a car bomb killed ten"."""
    told = any(_tells(f) and not f.background for f in cluster.frames)
    return told and not cluster.old and any(has_toll(reading, f) for f in cluster.frames)


def announce_counted(reading: Reading, clusters: Sequence[Cluster], news: News) -> None:
    """Take for announced what is told apart from the first of the attacks that title or lead count, in place.

    "Two blasts hit the capital ... Half an hour later a car bomb went off at a gate."
    """
    for first in [c for c in clusters if c.announced and not c.old]:
        sums = [f for f in first.frames if _is_sum(reading, f, news)]
        most = max((_counted(reading, f) for f in sums), default=1)
        others = [c for c in clusters if not c.announced and not c.old and _goes_with(first, c)]
        for other in others[:most - 1]:
            other.announced = True
            _share([other], sums)


def _counted(reading: Reading, frame: Frame) -> int:
    """How many attacks a trigger in the plural tells of; 1 where no number stands before it."""
    number = number_before(reading.doc, frame.trigger.first)
    return number.best if number is not None and number.kind is NumberKind.EXACT and number.best else 1


def _goes_with(first: Cluster, other: Cluster) -> bool:
    """Whether a cluster can be another of the attacks counted: of the kind and the days, told as news."""
    told = [f for f in other.frames if _tells(f) and not f.background]
    days = first.days is None or other.days is None or (
        other.days[0] <= first.days[1] and first.days[0] <= other.days[1])
    return days and bool(told) and any(agree(first.types, f) for f in told)


def _own_scene(reading: Reading, cluster: Cluster) -> Scene | None:
    """The scene in which a cluster's attack is told."""
    scenes = scenes_of(reading)
    staged = (f for f in cluster.frames if f.sentence in scenes and scenes[f.sentence].tells(f) and _tells(f))
    return next((scenes[f.sentence] for f in staged if f.token not in cluster.joint and not f.background), None)


def _names_all(reading: Reading, frame: Frame) -> bool:
    """Whether a trigger speaks of attacks told before: "the attacks", "the blasts"."""
    return not frame.generic and reading.doc[frame.token].tag_ in _PLURAL and points_back(reading, frame)


def _is_sum(reading: Reading, frame: Frame, news: News) -> bool:
    """Whether title or lead speak of attacks in the plural."""
    plural = any(t.tag_ in _PLURAL for t in tokens(reading.doc)[frame.trigger.first:frame.trigger.last])
    staged = frame.sentence in scenes_of(reading)
    return plural and not frame.generic and frame.sentence in news.announcing and not staged


def _by_scenes(reading: Reading, cluster: Cluster, news: News) -> list[Cluster]:
    """One event for each scene in which an attack is told anew; empty where there are not two."""
    told = scenes_of(reading)
    own = {f.token: told[f.sentence] for f in cluster.frames if f.sentence in told}
    anew = [own[f.token] for f in sorted(cluster.frames, key=lambda f: f.token)
            if f.token in own and own[f.token].tells(f) and _tells(f) and not points_back(reading, f)]
    scenes = _distinct(anew)
    if len(scenes) < 2:
        return []
    told_first, days = cluster.announced, cluster.days
    parts = [Cluster(cluster.old, announced=told_first, days=days, scene=scene.place) for scene in scenes]
    for frame in sorted(cluster.frames, key=lambda f: f.token):
        home = own.get(frame.token)
        fitting = [p for p, s in zip(parts, scenes, strict=True) if home is not None and not s.differs(home)]
        if fitting:
            fitting[0].frames.append(frame)
        elif frame.sentence in news.announcing or reading.doc[frame.token].tag_ in _PLURAL:
            _share(parts, [frame])
        else:
            (_last_told(parts, frame) or parts)[0].frames.append(frame)
    for part in parts:
        own_frames = (f for f in part.frames if f.token not in part.joint)
        part.spots = list(spots_of(p for f in own_frames for p in frame_places(reading, f)))
    return parts


def _tells(frame: Frame) -> bool:
    """Whether a frame tells of an attack and not only of harm."""
    return not frame.generic or frame.instrument is not None or frame.agent is not None


def _distinct(scenes: Iterable[Scene]) -> list[Scene]:
    found: list[Scene] = []
    for scene in scenes:
        if all(scene.differs(other) for other in found):
            found.append(scene)
    return found


def _share(parts: Sequence[Cluster], frames: Iterable[Frame]) -> None:
    """Give frames that tell of all parts to each of them."""
    for frame in frames:
        for part in parts:
            part.joint.add(frame.token)
            if frame not in part.frames:
                part.frames.append(frame)


def _by_places(reading: Reading, cluster: Cluster, news: News) -> list[Cluster]:
    """One event for each place that the body tells of an attack at."""
    own = {f.token: [s for s in map(spot_of, frame_places(reading, f)) if exact(s)] for f in cluster.frames
           if f.sentence not in news.announcing and not points_back(reading, f)}
    sites = groups([s for spots in own.values() for s in spots])
    if len(sites) < 2:
        return [cluster]
    parts = [Cluster(cluster.old, announced=True, days=cluster.days, spots=site) for site in sites]
    for frame in cluster.frames:
        spots = own.get(frame.token)
        fitting = [p for p in parts if spots and not apart(spots, p.spots)]
        (fitting or _last_told(parts, frame) or parts)[0].frames.append(frame)
    return parts


def _last_told(parts: Sequence[Cluster], frame: Frame) -> list[Cluster]:
    """The part whose own frames stand last before a frame in its sentence or the one before."""
    near = [p for p in parts
            if any(0 <= frame.sentence - f.sentence <= 1 for f in p.frames if f.token not in p.joint)]
    return near[-1:]
