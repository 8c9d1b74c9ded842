"""The evidence of killed and wounded: equal, overlapping, risen, different. Unknown and zero say nothing."""

from __future__ import annotations

import math

from pipeline.linking.features import Features, Toll
from pipeline.linking.reasons import NOTHING, Found, both
from pipeline.linking.weights import weights


def tolls(left: Features, right: Features) -> Found:
    """What the figures of two reports say, with the words for it; a later, larger toll hardly speaks against it."""
    when = (left.published or 0, right.published or 0)
    early, late = (right, left) if when[0] > when[1] else (left, right)
    risen = 0 < when[0] != when[1] > 0
    killed, why_killed = _toll(early.killed, late.killed, "killed", risen)
    wounded, why_wounded = _toll(early.wounded, late.wounded, "wounded", risen)
    return killed + wounded, both(why_killed, why_wounded)


def _toll(early: Toll | None, late: Toll | None, effect: str, risen: bool) -> Found:
    rule = weights().toll
    if early is None or late is None:
        return NOTHING
    a, b = (next((n for n in (t[1], t[0], t[2]) if n is not None), 0) for t in (early, late))
    if a == b:
        return rule.equal + rule.equal_per_doubling * math.log2(max(1, a)), ("both {} {}", a, effect)
    if _low(early) <= _high(late) and _low(late) <= _high(early):
        return rule.overlapping, ("{} and {} {}, ranges meet", a, b, effect)
    return (rule.grown if risen and b > a else rule.different), ("{}, then {} {}", a, b, effect)


def _low(toll: Toll) -> float:
    return float(toll[0] if toll[0] is not None else toll[1] or 0)


def _high(toll: Toll) -> float:
    return math.inf if toll[2] is None else float(toll[2])
