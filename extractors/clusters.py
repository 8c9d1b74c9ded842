"""Which frames are one event, and which events are the news.

Main events are those that title or lead announce. A later frame joins the event that it does not contradict;
a date of its own far from the news, a marker of the past or another place part it off as background.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from extractors.draft import Draft, Frame
from extractors.mention import Mention
from extractors.reading import Reading, Sentence, Zone
from extractors.tree import distance
from models.vocabulary import Assertion, EventType, MentionLabel, Salience

OLD_DAYS = 4  # a dated frame this long before the news is background
LEAD_SENTENCES = 3  # sentences after the title that announce the news
SAME_PLACE_KM = 30.0
_TYPE_WEIGHT = {Zone.TITLE: 2.0, Zone.LEAD: 2.0}


@dataclass(slots=True)
class Cluster:
    """Frames gathered for one event."""

    frames: list[Frame]
    main: bool
    days: tuple[date, date] | None = None
    places: list[Mention] = field(default_factory=list)

    def add(self, frame: Frame, days: tuple[date, date] | None, places: Iterable[Mention]) -> None:
        """Take a frame in."""
        self.frames.append(frame)
        self.days = self.days or days
        self.places.extend(places)


def drafts_of(reading: Reading, frames: Sequence[Frame]) -> list[Draft]:
    """Events of an article, main ones first, in text order."""
    told = [f for f in frames if f.assertion is Assertion.ASSERTED]
    clusters = _gather(reading, told)
    clusters = [c for c in clusters if any(not f.generic for f in c.frames) or _harm_alone(reading, c)]
    ranks = _ranks(reading, clusters)
    alone = sum(c.main for c in clusters) == 1
    drafts = [_draft(reading, c, r, alone) for c, r in zip(clusters, ranks, strict=True)]
    return sorted(drafts, key=lambda d: (d.salience is not Salience.MAIN, d.frames[0].token))


def _harm_alone(reading: Reading, cluster: Cluster) -> bool:
    """Whether harm words alone tell of an attack: somebody killed somebody."""
    return any(f.trigger.text.casefold().startswith(("kill", "homicide")) and
               (f.agent is not None or f.instrument is not None) for f in cluster.frames)


def frame_days(reading: Reading, frame: Frame) -> tuple[date, date] | None:
    """First and last day of the date that stands closest to a trigger in its sentence."""
    sentence = reading.sentences[frame.sentence]
    dated = [m for m in reading.overlapping(sentence.first, sentence.last, [MentionLabel.DATE])
             if m.norm and m.norm.get("start")]
    dated.sort(key=lambda m: (m.head not in frame.clause, distance(reading.doc[frame.token], reading.doc[m.head])))
    if not dated or (dated[0].head not in frame.clause and len(_rivals(reading, frame)) > 1):
        return None
    norm = dated[0].norm or {}
    start = date.fromisoformat(str(norm["start"]))
    return start, date.fromisoformat(str(norm.get("end") or norm["start"]))


def _rivals(reading: Reading, frame: Frame) -> list[Mention]:
    sentence = reading.sentences[frame.sentence]
    return reading.overlapping(sentence.first, sentence.last, [MentionLabel.TRIGGER])


def frame_places(reading: Reading, frame: Frame) -> list[Mention]:
    """Places with coordinates in a trigger's clause."""
    sentence = reading.sentences[frame.sentence]
    found = reading.overlapping(sentence.first, sentence.last, [MentionLabel.PLACE, MentionLabel.FACILITY])
    return [m for m in found if m.head in frame.clause and m.norm and m.norm.get("lat") is not None]


def news_day(reading: Reading, frames: Sequence[Frame]) -> date | None:
    """The day that the news is of: publication, else the first date of title and lead."""
    if reading.article.published is not None:
        return reading.article.published.date()
    for frame in frames:
        days = frame_days(reading, frame)
        if days and (days[1] - days[0]).days <= 6:
            return days[1]
    return None


def _announces(sentence: Sentence, first_body: int) -> bool:
    return sentence.zone is Zone.TITLE or sentence.index < first_body + LEAD_SENTENCES


def _gather(reading: Reading, frames: Sequence[Frame]) -> list[Cluster]:
    reference = news_day(reading, frames)
    first_body = next((s.index for s in reading.sentences if s.zone in {Zone.LEAD, Zone.BODY}), 0)
    clusters: list[Cluster] = []
    for frame in frames:
        days, places = frame_days(reading, frame), frame_places(reading, frame)
        old = frame.background or _old(days, reference)
        announced = _announces(reading.sentences[frame.sentence], first_body) and not old
        home = _home(clusters, frame, days, places, old)
        if home is None:
            home = Cluster([], main=announced and not frame.generic)
            clusters.append(home)
        home.main = home.main or (announced and not frame.generic)
        home.add(frame, days, places)
    return clusters


def _old(days: tuple[date, date] | None, reference: date | None) -> bool:
    return days is not None and reference is not None and days[1] < reference - timedelta(days=OLD_DAYS)


def _home(clusters: Sequence[Cluster], frame: Frame, days: tuple[date, date] | None,
          places: Sequence[Mention], old: bool) -> Cluster | None:
    """The cluster that a frame joins: the latest that fits, main ones first for news."""
    fitting = [c for c in clusters if _fits(c, frame, days, places, old)]
    if not fitting:
        return None
    same_type = [c for c in fitting if frame.event_type is None or any(f.event_type in {frame.event_type, None} for f in c.frames)]
    return (same_type or fitting)[-1]


def _fits(cluster: Cluster, frame: Frame, days: tuple[date, date] | None, places: Sequence[Mention], old: bool) -> bool:
    if old == cluster.main and not (frame.generic and not days):
        return False
    if days and cluster.days and (days[1] < cluster.days[0] or cluster.days[1] < days[0]):
        return False
    return not (places and cluster.places and _apart(places, cluster.places))


def _apart(here: Sequence[Mention], there: Sequence[Mention]) -> bool:
    """Whether no place of the one list lies in or near one of the other."""
    return not any(_near(a.norm or {}, b.norm or {}) for a in here for b in there)


def _near(a: Mapping[str, object], b: Mapping[str, object]) -> bool:
    coarse = max(int(str(a.get("precision") or 1)), int(str(b.get("precision") or 1)))
    if a.get("country") and a.get("country") == b.get("country") and coarse >= 5:
        return True
    if a.get("admin1") and a.get("admin1") == b.get("admin1") and a.get("country") == b.get("country") and coarse >= 3:
        return True
    return _kilometres(a, b) <= SAME_PLACE_KM


def _kilometres(a: Mapping[str, object], b: Mapping[str, object]) -> float:
    lat1, lon1, lat2, lon2 = (radians(float(str(m[k]))) for m in (a, b) for k in ("lat", "lon"))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, h)))


def _ranks(reading: Reading, clusters: Sequence[Cluster]) -> list[dict[int, int]]:
    """For each cluster, the rank of every token in its scope."""
    by_sentence: dict[int, list[tuple[int, Frame]]] = {}
    for number, cluster in enumerate(clusters):
        for frame in cluster.frames:
            by_sentence.setdefault(frame.sentence, []).append((number, frame))
    ranks: list[dict[int, int]] = [{} for _ in clusters]
    current: int | None = None
    paragraph = -1
    mains = [n for n, c in enumerate(clusters) if c.main]
    for sentence in reading.sentences:
        if sentence.zone is Zone.FURNITURE:
            continue
        here = by_sentence.get(sentence.index)
        if here:
            _share(reading, sentence, here, ranks)
            current = here[-1][0] if len({n for n, _ in here}) == 1 else None
        else:
            if sentence.paragraph != paragraph and current not in mains:
                current = mains[0] if len(mains) == 1 else None
            owners = [current] if current is not None else mains
            for number in owners:
                ranks[number].update(dict.fromkeys(range(sentence.first, sentence.last), 2))
        paragraph = sentence.paragraph
    return ranks


def _share(reading: Reading, sentence: Sentence, here: Sequence[tuple[int, Frame]], ranks: list[dict[int, int]]) -> None:
    """Give each token of a sentence to the event whose trigger is nearest in the tree."""
    numbers = {n for n, _ in here}
    for index in range(sentence.first, sentence.last):
        if len(numbers) == 1:
            number = here[0][0]
            ranks[number][index] = 0 if any(index in f.clause for _, f in here) else 1
            continue
        gaps = [(distance(reading.doc[index], reading.doc[f.token]), n) for n, f in here]
        best = min(gaps)[0]
        for gap, number in gaps:
            if gap == best:
                ranks[number][index] = 0


def _draft(reading: Reading, cluster: Cluster, rank: dict[int, int], alone: bool) -> Draft:
    salience = Salience.MAIN if cluster.main else Salience.BACKGROUND
    frames = sorted(cluster.frames, key=lambda f: (f.generic, f.event_type is None, f.token))
    return Draft(tuple(frames), _type_of(reading, cluster, rank), Assertion.ASSERTED, salience, rank, alone)


def _type_of(reading: Reading, cluster: Cluster, rank: Mapping[int, int]) -> EventType:
    """The type that most of the event's frames bear; title, lead and a printed calibre weigh more."""
    votes: dict[EventType, float] = {}
    for frame in cluster.frames:
        if frame.event_type is not None:
            zone = reading.sentences[frame.sentence].zone
            weight = _TYPE_WEIGHT.get(zone, 1.0)
            votes[frame.event_type] = votes.get(frame.event_type, 0.0) + weight
    if EventType.SUICIDE_BOMBING in votes:
        return EventType.SUICIDE_BOMBING
    named = {k: v for k, v in votes.items() if k is not EventType.OTHER_ATTACK} or votes
    if named:
        return max(named, key=lambda k: named[k])
    return EventType.OTHER_ATTACK
