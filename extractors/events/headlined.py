"""Which events are the news of an article: those that title or lead announce, else the first new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from extractors.attributes.date import DateValue
from extractors.context import is_definite
from extractors.events.asides import is_aside
from extractors.events.cluster import Cluster
from extractors.events.incident import days_before
from extractors.events.many import SINCE
from extractors.events.salience import News, frame_days, is_old, names_recent_day
from extractors.events.telling import speaks_at_large
from extractors.places.nearness import local
from extractors.reading import Reading, Zone
from models.vocabulary import MentionLabel

_ANSWERS = frozenset({"prevented", "court", "search", "mourning"})  # themes of what comes after: arrests, charges
SEASON_DAYS = 120  # an inquiry or an appeal may report what lies so far back
MONTH_DAYS = 31  # a longer time is that of many attacks, which statistics count
EVE = timedelta(days=1)  # a night and its evening are told together
COUNTED_DAYS = 27  # what is told of no place and of so long a time is a count of attacks: "downed 900 drones in March"
MOURNED_DAYS = 4  # after which a funeral tells of an attack as of something known
EARLY = 10  # sentences: an attack that is first told later than that is no news of the article


def promote(reading: Reading, clusters: Sequence[Cluster], news: News) -> None:
    """Make the announced events main; where nothing is announced, the first new one. Counts over months are none."""
    _choose(reading, clusters, news)
    day = news.day if reading.article.published is not None else None
    for cluster in clusters:
        recalled = _is_recalled(cluster, clusters, day)
        aside = recalled or _is_count(cluster) or is_aside(reading, cluster, clusters, news)
        cluster.main = cluster.main and not aside


def _choose(reading: Reading, clusters: Sequence[Cluster], news: News) -> None:
    if news.theme is not None:
        for cluster in clusters:  # a man is held for the shooting of Friday: the shooting is still the news
            recent = _is_recent(cluster, news) or _is_timed(reading, cluster) or (
                news.theme == "mourning" and _is_of_these_days(reading, cluster, news))
            recent = recent and not (news.theme == "mourning" and _is_mourned(reading, clusters, news))
            vowed = news.theme == "threat" and any(f.instrument is not None for f in cluster.frames)
            armed = news.theme != "search" or any(f.event_type is not None or f.generic for f in cluster.frames)
            cluster.main = (vowed or (news.theme in _ANSWERS and armed)) and cluster.announced and recent
        return
    dated, headed = reading.article.published is not None, bool(reading.article.title)
    for cluster in clusters:
        cluster.main = cluster.announced and not cluster.old
    _leave_the_day_before(reading, clusters, news)
    announced = [c for c in clusters if c.announced]
    if not any(c.main for c in clusters) and announced:
        announced[0].main = not dated or _is_recent(announced[0], news) or _is_reported(
                reading, announced[0], news)
    elif not any(c.main for c in clusters):
        for cluster in clusters:
            early = any(f.sentence < EARLY for f in cluster.frames)
            harm = any(f.generic and f.sentence in news.announcing for f in cluster.frames)
            first = cluster is clusters[0] and (harm or not headed)
            old = cluster.old or is_old(cluster.days, news) or (speaks_at_large(reading, cluster) and any(
                is_old(frame_days(reading, f), news) for f in cluster.frames))  # "still attack; in April they killed"
            known = cluster.days is None and not harm and all(is_definite(reading.doc[f.token]) for f in cluster.frames)
            cluster.main = early and not (old or known) and (cluster.days is not None or cluster.spots != [] or first)


def _leave_the_day_before(reading: Reading, clusters: Sequence[Cluster], news: News) -> None:
    """Make what the sentences behind the first tell of days before what title or first sentence do no main event."""
    prose = [n for n in sorted(news.announcing) if reading.sentences[n].zone is not Zone.TITLE]
    first = {*(news.announcing - set(prose)), *prose[:1]}
    foremost = [c for c in clusters if c.main and any(f.sentence in first for f in c.frames)]
    newest = max((c.days[0] for c in foremost if c.days is not None), default=None)
    for cluster in clusters:
        if newest is not None and cluster not in foremost and cluster.entry is None and cluster.days is not None:
            cluster.main = cluster.main and cluster.days[1] >= newest - EVE


def _is_recent(cluster: Cluster, news: News) -> bool:
    """Whether an event has a day of the last week, whatever is told of it: a court, an arrest, a memory."""
    return cluster.days is not None and not is_old(cluster.days, news)


def _is_mourned(reading: Reading, clusters: Sequence[Cluster], news: News) -> bool:
    """Whether the announced attacks lie some days before the funeral that is the news."""
    announced = [c for c in clusters if c.announced]
    dated = [c.days[1] for c in [c for c in announced if not c.old] or announced if c.days is not None]
    if any(days_before(reading, f) >= MOURNED_DAYS for c in announced for f in c.frames):
        return True
    return bool(dated) and news.day is not None and (news.day - max(dated)).days >= MOURNED_DAYS


def _is_count(cluster: Cluster) -> bool:
    """Whether an event is a count over a month or longer, of no place or of what happens time and again."""
    if any(f.why == SINCE for f in cluster.frames) and all(f.background for f in cluster.frames if not f.generic):
        return True
    if cluster.days is None or (cluster.days[1] - cluster.days[0]).days < COUNTED_DAYS:
        return False
    return not any(map(local, cluster.spots)) or all(f.why.startswith("habitual") for f in cluster.frames)


def _is_recalled(cluster: Cluster, clusters: Sequence[Cluster], written: date | None) -> bool:
    """Whether a title speaks without day or place of what the lead dates far back: "Widow wins case over air raid"."""
    bare = cluster.titled and cluster.days is None and not any(map(local, cluster.spots))
    if not written or not bare or any(c.main for c in clusters if c is not cluster):
        return False
    return any(c.announced and not c.titled and c.days is not None and (written - c.days[1]).days > SEASON_DAYS
               for c in clusters)


def _is_of_these_days(reading: Reading, cluster: Cluster, news: News) -> bool:
    """Whether title and lead name a day of the week before the writing beside an undated attack."""
    return cluster.days is None and not cluster.old and names_recent_day(reading, news)


def _is_timed(reading: Reading, cluster: Cluster) -> bool:
    """Whether an undated attack has a time of day ("hours before, at 2:10 am"), as only fresh ones are given."""
    if cluster.days is not None or cluster.old:
        return False
    solid = [f for f in cluster.frames if not f.generic and not f.background]
    held = (reading.sentences[f.sentence] for f in solid)
    days = (m for s in held for m in reading.overlapping(s.first, s.last, [MentionLabel.DATE]))
    return any(isinstance(m.value, DateValue) and m.value.expression.kind == "clock" for m in days)


def _is_reported(reading: Reading, cluster: Cluster, news: News) -> bool:
    """Whether what an article reports lies at most some months back and is no memory, custom or case at court."""
    solid = [f for f in cluster.frames if not f.generic]
    if all(f.background and not f.why.startswith("past: recent") for f in solid or cluster.frames):
        return False
    if cluster.days is not None and (cluster.days[1] - cluster.days[0]).days > MONTH_DAYS:
        return False
    if cluster.old and all(days_before(reading, f) > 1 for f in solid):  # "power is back four days after missiles hit"
        return False
    return cluster.days is None or news.day is None or (news.day - cluster.days[1]).days <= SEASON_DAYS
