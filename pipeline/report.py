"""The run report: what a run saw, what became of each item, what is in the store now. Kept in our own store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from models.vocabulary import Fate
from pipeline.outcome import Outcome, Reason, Stage, by_fate, count

ORDER = {stage: number for number, stage in enumerate(Stage)}


@dataclass(frozen=True, slots=True)
class Report:
    """One run. ``fates`` adds up to ``items`` (articles seen); ``feeds`` and ``problems`` are of the sources."""

    run_id: int
    kind: str
    started_at: datetime
    seconds: float
    items: int
    fates: Mapping[str, int]
    reasons: Mapping[str, int]
    feeds: Mapping[str, int]
    problems: Sequence[str] = ()
    events_total: int = 0
    events_new: int = 0
    cut_short: Sequence[int] = ()  # earlier runs that never ended: this one took over what they left
    warnings: Sequence[str] = field(default_factory=tuple)

    def as_json(self) -> dict[str, object]:
        """The report as the store keeps it."""
        return asdict(self) | {"started_at": self.started_at.isoformat()}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Report:
        """From what `as_json` gave."""
        return cls(**{**kept, "started_at": datetime.fromisoformat(kept["started_at"])})


def final(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The last fate of each article: that of the latest stage that it came to. Feeds are left out."""
    last: dict[str, Outcome] = {}
    for outcome in sorted(outcomes, key=lambda outcome: ORDER[outcome.stage]):
        if outcome.stage is not Stage.DISCOVER:
            last[outcome.key] = outcome
    return list(last.values())


def tally(outcomes: Sequence[Outcome]) -> tuple[int, dict[str, int], dict[str, int], dict[str, int]]:
    """(articles seen, by fate, by reason, feeds by reason) of all fates that a run recorded."""
    articles = final(outcomes)
    reasons = count(articles)
    fates = by_fate(reasons)
    feeds = count(outcome for outcome in outcomes if outcome.stage is Stage.DISCOVER)
    return len(articles), {fate: fates[fate] for fate in Fate}, _sorted(reasons), _sorted(feeds)


def problems(outcomes: Iterable[Outcome]) -> list[str]:
    """One line for each feed that could not be read and each article that a person should look at."""
    odd = {Fate.RETRY, Fate.QUARANTINED}
    feeds = [o for o in outcomes if o.stage is Stage.DISCOVER and o.fate in odd]
    articles = [o for o in outcomes if o.stage is not Stage.DISCOVER and o.fate is Fate.QUARANTINED]
    return [f"{o.reason}: {o.key}" + (f" ({o.detail})" if o.detail else "") for o in [*feeds, *articles]]


def lines(report: Report) -> list[str]:
    """The report for a screen."""
    new = report.events_new
    shown = [
        f"Run {report.run_id} ({report.kind}), {report.seconds:.1f} s",
        f"  feeds     {_listed(report.feeds) or 'none asked'}",
        f"  articles  {report.items} seen: {_listed(report.fates)}",
        *(f"            {number:6}  {reason.replace('_', ' ')}" for reason, number in report.reasons.items()),
        f"  events    {report.events_total} in the store, {new} new",
    ]
    if not report.reasons.get(Reason.STORED) and not report.reasons.get(Reason.UPDATED) and not new:
        shown.append("  Nothing new: everything that the sources list is in the store already.")
    shown += [f"  took over what run {run} left when it was cut short" for run in report.cut_short]
    shown += [f"  warning: {text}" for text in report.warnings]
    shown += [f"  problem: {text}" for text in report.problems[:20]]
    if len(report.problems) > 20:
        shown.append(f"  ... and {len(report.problems) - 20} more problems")
    return shown


def _sorted(reasons: Counter[Reason]) -> dict[str, int]:
    return {str(reason): number for reason, number in reasons.most_common()}


def _listed(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in numbers.items() if number)
