"""People told beside those already counted: "15 were wounded at the camp; five others at the gate"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.casualties.told import Claim, Told
from extractors.reading import Zone

_REACH = 2  # sentences: "two officers were hurt. One was treated on the spot. Three other people were wounded."


def with_others(base: Claim, claims: Sequence[Claim]) -> Claim:
    """ "15 were wounded at the camp; five others at the gate" """
    here = base.told[0]
    if here.value.more and (before := _told_before(here, claims)) is not None:
        base, here = before, before.told[0]
    for claim in claims:
        other = claim.told[0]
        near = (
            claim is not base
            and 0 <= other.sentence - here.sentence <= _REACH
            and other.mention.first > here.mention.first
        )
        if (
            near
            and other.value.more
            and not _is_counted(other, base.best)
            and not here.value.more
            and claim.best != base.best
            and here.zone is not Zone.TITLE
            and claim.best
            and base.best
            and not any(c.best is not None and c.best >= base.best + claim.best for c in claims)
        ):
            total = base.best + claim.best
            return Claim(
                (*base.told, *claim.told),
                total if base.low is not None else None,
                total,
                total if base.high is not None else None,
            )
    return base


def _is_counted(other: Told, known: int | None) -> bool:
    """ "killed five; a fifth victim died on the way to hospital": whether the whole told before holds him"""
    ordinal = other.value.ordinal
    return ordinal is not None and known is not None and ordinal <= known


def _told_before(others: Told, claims: Sequence[Claim]) -> Claim | None:
    """ "killed one civilian; two others died later": whom the others are added to, at most a sentence earlier"""
    known = [(c, c.told[0]) for c in claims if c.best and not c.told[0].value.more]
    before = [(c, t) for c, t in known if t.mention.first < others.mention.first and t.zone is not Zone.TITLE]
    return next((c for c, t in reversed(before) if others.sentence - t.sentence <= 1), None)
