"""Which frames are one event, and which events are the news.

Main events are those that title or lead announce. A later frame joins the event that it does not contradict;
a date of its own far from the news, a marker of the past, another place or another kind of attack part it off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import TypeAlias

from extractors.attributes.weapon import WeaponValue
from extractors.context import parting, words
from extractors.draft import Draft, Frame
from extractors.frames import TYPE_OF_WEAPON
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.salience import Days, News, frame_days, frame_places, is_old, news_of
from extractors.scope import ranks_of
from models.vocabulary import Assertion, EventType, MentionLabel, Salience

SAME_PLACE_KM = 30.0
ANNOUNCED_WEIGHT = 2.0  # a type that title or lead gives counts double
WEAK_WEIGHT = 0.3  # of words that name the effect ("explosion") and not the means
SUICIDE_SHARE = 0.4  # of the heaviest type's weight, from which a suicide attack is one

_T: TypeAlias = EventType
_FAMILY: Mapping[EventType, str] = {
    _T.ROCKET_ATTACK: "fire", _T.MISSILE_ATTACK: "fire", _T.SHELLING: "fire", _T.DRONE_ATTACK: "fire",
    _T.AIRSTRIKE: "air", _T.BOMBING: "blast", _T.SUICIDE_BOMBING: "blast", _T.GRENADE_ATTACK: "blast",
    _T.SHOOTING: "ground", _T.ARMED_CLASH: "ground", _T.ABDUCTION: "abduction", _T.ARSON: "arson",
}
_COMPATIBLE = frozenset({("fire", "air"), ("air", "fire"), ("blast", "ground"), ("ground", "blast"), ("fire", "blast"),
                         ("blast", "fire"), ("arson", "ground"), ("ground", "arson"), ("arson", "blast")})


_RENAMED = frozenset({(_T.MISSILE_ATTACK, _T.ROCKET_ATTACK), (_T.ROCKET_ATTACK, _T.MISSILE_ATTACK),
                      (_T.SHELLING, _T.ROCKET_ATTACK), (_T.BOMBING, _T.GRENADE_ATTACK)})
PRECISE_WEIGHT = 2.0  # of a munition with a calibre or a designation
_VAGUE = frozenset({"blast", "blasts", "explosion", "explosions", "detonation", "detonations"})


@dataclass(slots=True)
class Cluster:
    """Frames gathered for one event."""

    old: bool
    frames: list[Frame] = field(default_factory=list)
    announced: bool = False
    main: bool = False
    days: Days | None = None
    places: list[Mention] = field(default_factory=list)

    def families(self) -> set[str]:
        """Type families of the frames."""
        return {_FAMILY[f.event_type] for f in self.frames if f.event_type is not None and f.event_type in _FAMILY}


@dataclass(frozen=True, slots=True)
class Told:
    """A frame with its own time and places."""

    frame: Frame
    days: Days | None
    places: tuple[Mention, ...]
    old: bool
    definite: bool
    announced: bool
    parting: str  # "apart", "beside" or ""


def drafts_of(reading: Reading, frames: Sequence[Frame]) -> list[Draft]:
    """Events of an article, main ones first, in text order."""
    told = [f for f in frames if f.assertion is Assertion.ASSERTED]
    news = news_of(reading, told)
    clusters = [c for c in _gather(reading, told, news) if _is_event(reading, c, news)]
    _promote(clusters, news)
    ranks = ranks_of(reading, [c.frames for c in clusters], [c.main for c in clusters])
    alone = sum(c.main for c in clusters) == 1
    drafts = [_draft(reading, c, r, alone, news) for c, r in zip(clusters, ranks, strict=True)]
    return sorted(drafts, key=lambda d: (d.salience is not Salience.MAIN, d.frames[0].token))


def _is_event(reading: Reading, cluster: Cluster, news: News) -> bool:
    """Whether the frames tell of one attack and not only of harm, of attacks at large or of the article's theme."""
    solid = [f for f in cluster.frames if not f.generic]
    if news.drops and not cluster.days:
        return any(f.event_type is not None and f.background for f in solid)
    solid += [f for f in cluster.frames if f.generic and f.agent is not None
              and f.trigger.text.casefold().startswith("kill")]
    if not solid:
        return False
    anchored = cluster.days is not None or bool(cluster.places)
    return anchored or any(not _at_large(reading, f) and (cluster.announced or _has_detail(reading, f)) for f in solid)


def _at_large(reading: Reading, frame: Frame) -> bool:
    """Whether a trigger speaks of attacks as a kind: a plural without a number."""
    token = reading.doc[frame.token]
    return token.tag_ in {"NNS", "NNPS"} and not any(c.dep_ == "nummod" for c in token.children)


def _has_detail(reading: Reading, frame: Frame) -> bool:
    """Whether a frame says more than that there was an attack: who or what was hit, or with how many of what."""
    sentence = reading.sentences[frame.sentence]
    around = reading.overlapping(sentence.first, sentence.last, [MentionLabel.CASUALTY, MentionLabel.WEAPON])
    return frame.patient is not None or any(m.head in frame.clause for m in around)


def _promote(clusters: Sequence[Cluster], news: News) -> None:
    """Make the announced events main; where nothing is announced, the first new one."""
    if news.theme is not None:
        return
    for cluster in clusters:
        cluster.main = cluster.announced and not cluster.old
    announced = [c for c in clusters if c.announced]
    if not any(c.main for c in clusters) and announced:
        announced[0].main = True
    elif not any(c.main for c in clusters):
        for cluster in clusters:
            cluster.main = not cluster.old and (cluster.places != [] or cluster.days is not None
                                                or cluster is clusters[0])


def _gather(reading: Reading, frames: Sequence[Frame], news: News) -> list[Cluster]:
    clusters: list[Cluster] = []
    homes: dict[int, Cluster] = {}
    for frame in sorted(frames, key=lambda f: (f.generic, f.token)):
        told = _told(reading, frame, news)
        home = _host(homes, frame) if frame.generic else None
        home = home or _home(clusters, told)
        if home is None:
            home = Cluster(told.old)
            clusters.append(home)
        homes.setdefault(frame.sentence, home)
        home.frames.append(frame)
        home.days = home.days or told.days
        home.places.extend(told.places)
        home.announced = home.announced or (told.announced and not frame.generic)
    return clusters


def _told(reading: Reading, frame: Frame, news: News) -> Told:
    days = frame_days(reading, frame)
    announced, definite = frame.sentence in news.announcing, _definite(reading, frame)
    undatable = news.day is None and days is not None and not announced and not definite
    return Told(frame, days, tuple(frame_places(reading, frame)), frame.background or is_old(days, news) or undatable,
                definite, announced, parting(reading.doc[frame.token], frame.clause))


def _host(homes: Mapping[int, Cluster], frame: Frame) -> Cluster | None:
    """The event that a harm word continues: its own sentence's, else the sentence's before."""
    return homes.get(frame.sentence) or homes.get(frame.sentence - 1)


def _definite(reading: Reading, frame: Frame) -> bool:
    """Whether the trigger points back: "the attack", "this strike", "the rockets were fired"."""
    token = reading.doc[frame.token]
    if token.pos_ in {"NOUN", "PROPN"}:
        return any(c.dep_ == "det" and c.lower_ in words("definite") for c in token.children)
    weapons = reading.overlapping(*frame.instrument, [MentionLabel.WEAPON]) if frame.instrument else []
    return any(isinstance(m.value, WeaponValue) and m.value.definite and not m.value.modifier for m in weapons)


def _home(clusters: Sequence[Cluster], told: Told) -> Cluster | None:
    """The cluster that a frame joins: the latest that fits, one of the same type before others."""
    fitting = [c for c in clusters if _fits(c, told)]
    kind = told.frame.event_type
    same_type = [c for c in fitting if any(f.event_type is kind for f in c.frames)]
    found = same_type or fitting
    return found[-1] if found else None


def _fits(cluster: Cluster, told: Told) -> bool:
    if told.days and cluster.days and (told.days[1] < cluster.days[0] or cluster.days[1] < told.days[0]):
        return False
    undated = told.days is None and not told.old
    if told.old != cluster.old and not (told.frame.generic or (undated and (told.definite or cluster.announced))):
        return False
    if told.definite or told.frame.generic or (told.announced and cluster.announced and not told.parting):
        return True
    if not _kinds_agree(cluster, told.frame) or told.parting == "apart":
        return False
    return not (told.places and cluster.places and _apart(told.places, cluster.places))


def _kinds_agree(cluster: Cluster, frame: Frame) -> bool:
    """Whether a typed frame can be part of what the cluster tells."""
    family, families = _FAMILY.get(frame.event_type or _T.OTHER_ATTACK), cluster.families()
    return family is None or not families or any(f == family or (family, f) in _COMPATIBLE for f in families)


def _apart(here: Sequence[Mention], there: Sequence[Mention]) -> bool:
    """Whether no place of the one list lies in or near one of the other."""
    return not any(_near(a.norm or {}, b.norm or {}) for a in here for b in there)


def _near(a: Mapping[str, object], b: Mapping[str, object]) -> bool:
    coarse = max(int(str(a.get("precision") or 1)), int(str(b.get("precision") or 1)))
    same_country = bool(a.get("country")) and a.get("country") == b.get("country")
    if same_country and (coarse >= 5 or (coarse >= 3 and a.get("admin1") == b.get("admin1"))):
        return True
    return _kilometres(a, b) <= SAME_PLACE_KM


def _kilometres(a: Mapping[str, object], b: Mapping[str, object]) -> float:
    lat1, lon1, lat2, lon2 = (radians(float(str(m[k]))) for m in (a, b) for k in ("lat", "lon"))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, h)))


def _draft(reading: Reading, cluster: Cluster, rank: dict[int, int], alone: bool, news: News) -> Draft:
    salience = Salience.MAIN if cluster.main else Salience.BACKGROUND
    frames = sorted(cluster.frames, key=lambda f: (f.generic, f.event_type is None, f.token))
    kind = _type_of(cluster, news)
    kind = _T.SUICIDE_BOMBING if kind is _T.SUICIDE_BOMBING else _by_munition(reading, rank, kind)
    return Draft(tuple(frames), kind, Assertion.ASSERTED, salience, rank, alone)


def _by_munition(reading: Reading, rank: Mapping[int, int], kind: EventType) -> EventType:
    """The type of the event's named munition, where the words for the act leave it open or contradict it."""
    votes: dict[EventType, float] = {}
    for mention in reading.labelled(MentionLabel.WEAPON):
        value = mention.value
        told = TYPE_OF_WEAPON.get(str((mention.norm or {}).get("class")))
        if mention.head in rank and told is not None and isinstance(value, WeaponValue) and not value.implied:
            precise = value.calibre_mm is not None or value.designation is not None
            votes[told] = votes.get(told, 0.0) + (PRECISE_WEIGHT if precise else 1.0) / (1 + rank[mention.head])
    best = max(votes, key=lambda k: votes[k], default=None)
    if best is None or (kind is not _T.OTHER_ATTACK and (kind, best) not in _RENAMED):
        return kind
    return best if kind is _T.OTHER_ATTACK or votes[best] > votes.get(kind, 0.0) + 1.0 else kind


def _type_of(cluster: Cluster, news: News) -> EventType:
    """The type that most of the event's frames bear; title and lead weigh more."""
    votes: dict[EventType, float] = {}
    for frame in cluster.frames:
        if frame.event_type is not None:
            weight = ANNOUNCED_WEIGHT if frame.sentence in news.announcing else 1.0
            weight *= WEAK_WEIGHT if frame.generic or frame.trigger.text.casefold() in _VAGUE else 1.0
            votes[frame.event_type] = votes.get(frame.event_type, 0.0) + weight
    named: dict[EventType, float] = {k: v for k, v in votes.items() if k is not _T.OTHER_ATTACK} or votes
    if not named:
        return _T.OTHER_ATTACK
    best = max(named, key=lambda k: named[k])
    if named.get(_T.SUICIDE_BOMBING, 0.0) >= SUICIDE_SHARE * named[best]:
        return _T.SUICIDE_BOMBING
    return best
