"""Which frames are one event, and which events are the news.

Main events are those that title or lead announce. A later frame joins the event that it does not contradict;
a date of its own far from the news, a marker of the past, another place or another kind of attack part it off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from extractors.attributes.weapon import WeaponValue
from extractors.context import parting, words
from extractors.draft import Draft, Frame
from extractors.harm import CasualtyValue
from extractors.kinds import agree, by_munition, voted
from extractors.mention import Mention
from extractors.nearness import apart, exact, groups, unlike
from extractors.reading import Reading, Zone
from extractors.salience import Days, News, frame_days, frame_places, is_old, news_of
from extractors.scope import ranks_of
from models.vocabulary import Assertion, EventType, MentionLabel, Salience

_TIMELESS = frozenset({"VBP", "VBZ", "VB"})


@dataclass(slots=True)
class Cluster:
    """Frames gathered for one event."""

    old: bool
    frames: list[Frame] = field(default_factory=list)
    types: set[EventType | None] = field(default_factory=set)
    announced: bool = False
    main: bool = False
    days: Days | None = None
    places: list[Mention] = field(default_factory=list)


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
    told = _without_series(reading, told, news)
    gathered = [part for c in _gather(reading, told, news) for part in _split(reading, c, news)]
    clusters = [c for c in gathered if _is_event(reading, c, news)]
    _promote(clusters, news)
    ranks = ranks_of(reading, [c.frames for c in clusters], [c.main for c in clusters])
    alone = sum(c.main for c in clusters) == 1
    drafts = [_draft(reading, c, r, alone, news) for c, r in zip(clusters, ranks, strict=True)]
    return sorted(drafts, key=lambda d: (d.salience is not Salience.MAIN, d.frames[0].token))


def _without_series(reading: Reading, frames: Sequence[Frame], news: News) -> list[Frame]:
    """Frames without the uncounted plurals ("these attacks") of an article that announces one attack."""
    first = next((reading.doc[f.token] for f in frames if f.sentence in news.announcing and not f.generic), None)
    if first is None or first.tag_ not in {"NN", "NNP"}:
        return list(frames)
    return [f for f in frames if f.generic or f.event_type is not None or not _at_large_plural(reading.doc[f.token])]


def _at_large_plural(token: Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"} and not any(c.dep_ == "nummod" for c in token.children)


def _is_event(reading: Reading, cluster: Cluster, news: News) -> bool:
    """Whether the frames tell of one attack and not only of harm, of attacks at large or of the article's theme."""
    solid = [f for f in cluster.frames if not f.generic]
    if news.drops and not (cluster.days and cluster.old):  # the day of a match is the theme's own
        return any(f.event_type is not None and f.background
                   and reading.sentences[f.sentence].zone is not Zone.TITLE for f in solid)
    solid += [f for f in cluster.frames if f.generic and (f.instrument is not None or (
        f.agent is not None and f.trigger.text.casefold().startswith("kill")))]
    if not solid:
        return False
    anchored = cluster.days is not None or bool(cluster.places)
    return anchored or any(not _at_large(reading, f) and (cluster.announced or _has_detail(reading, f)) for f in solid)


def _at_large(reading: Reading, frame: Frame) -> bool:
    """Whether a trigger speaks of attacks as a kind: a bare plural or mass noun, a verb in the simple present."""
    sentence = reading.sentences[frame.sentence]
    harm = reading.overlapping(sentence.first, sentence.last, [MentionLabel.CASUALTY])
    if sentence.zone is Zone.TITLE or any(m.head in frame.clause and _is_counted(m) for m in harm):
        return False
    token = reading.doc[frame.token]
    if token.pos_ in {"VERB", "AUX"}:
        return token.tag_ in _TIMELESS and not any(c.dep_ in {"aux", "auxpass"} for c in token.children)
    kinds = {c.dep_ for c in token.children}
    counted = "nummod" in kinds or (token.tag_ not in {"NNS", "NNPS"} and kinds & {"det", "poss", "compound", "amod"})
    return not counted


def _is_counted(harm: Mention) -> bool:
    """Whether so many people came to harm, and not over weeks or months."""
    return harm.norm is not None and isinstance(harm.value, CasualtyValue) and not harm.value.cumulative


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
        home = home if home and _days_agree(home, told) else _home(clusters, told)
        if home is None:
            home = Cluster(told.old)
            clusters.append(home)
        homes.setdefault(frame.sentence, home)
        home.frames.append(frame)
        home.types.add(frame.event_type)
        home.days = home.days or told.days
        home.places.extend(unlike(told.places, home.places))
        home.announced = home.announced or (told.announced and not frame.generic)
    return clusters


def _split(reading: Reading, cluster: Cluster, news: News) -> list[Cluster]:
    """Part what title and lead announce together ("attacks in A and B") where the body tells each place on its own."""
    if not cluster.announced or cluster.old:
        return [cluster]
    own = {f.token: [p for p in frame_places(reading, f) if exact(p)] for f in cluster.frames
           if f.sentence not in news.announcing and not _definite(reading, f)}
    sites = groups([p for places in own.values() for p in places])
    if len(sites) < 2:
        return [cluster]
    parts = [Cluster(cluster.old, announced=True, days=cluster.days, places=list(site)) for site in sites]
    for frame in cluster.frames:
        places = own.get(frame.token)
        fitting = [p for p in parts if places and not apart(places, p.places)]
        (fitting or _last_told(parts, frame) or parts)[0].frames.append(frame)
    return parts


def _last_told(parts: Sequence[Cluster], frame: Frame) -> list[Cluster]:
    """The part whose frames stand last before a frame in its sentence or the one before."""
    near = [p for p in parts if any(0 <= frame.sentence - f.sentence <= 1 for f in p.frames)]
    return near[-1:]


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
    same_type = [c for c in fitting if kind in c.types]
    found = same_type or fitting
    return found[-1] if found else None


def _days_agree(cluster: Cluster, told: Told) -> bool:
    """Whether the dates of a frame and an event overlap, or one has none."""
    if told.days is None or cluster.days is None:
        return True
    return told.days[0] <= cluster.days[1] and cluster.days[0] <= told.days[1]


def _fits(cluster: Cluster, told: Told) -> bool:
    if not _days_agree(cluster, told):
        return False
    undated = told.days is None and not told.old
    if told.old != cluster.old and not (told.frame.generic or (undated and (told.definite or cluster.announced))):
        return False
    if told.definite or told.frame.generic or (told.announced and cluster.announced and not told.parting):
        return True
    if not agree(cluster.types, told.frame) or told.parting == "apart":
        return False
    return not (told.places and cluster.places and apart(told.places, cluster.places))


def _draft(reading: Reading, cluster: Cluster, rank: dict[int, int], alone: bool, news: News) -> Draft:
    salience = Salience.MAIN if cluster.main else Salience.BACKGROUND
    frames = sorted(cluster.frames, key=lambda f: (f.generic, f.event_type is None, f.token))
    kind = voted(cluster.frames, news)
    if kind is not EventType.SUICIDE_BOMBING:
        kind = by_munition(reading, rank, kind, frames)
    return Draft(tuple(frames), kind, Assertion.ASSERTED, salience, rank, alone)


