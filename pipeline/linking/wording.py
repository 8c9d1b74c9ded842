"""The evidence of wording: what the rare words and the quotes of two articles share."""

from __future__ import annotations

from pipeline.linking.days import share
from pipeline.linking.features import Features
from pipeline.linking.figures import tolls
from pipeline.linking.places import place_words
from pipeline.linking.reasons import Found, shared_words
from pipeline.linking.weights import weights
from pipeline.linking.words import cosine, fold


def wording(left: Features, right: Features) -> Found:
    """What shared rare words and quotes say: of the articles where each tells of one attack, else of the passages."""
    rule, at_odds = weights().text, _at_odds(left, right)
    without = _counted_elsewhere(left, right, at_odds)
    if left.alone and right.alone:
        likeness, words = cosine(left.words, right.words, without), shared_words(left.words, right.words, without)
    else:
        whole = cosine(left.words, right.words, without) if left.main and right.main else 0.0
        passage = max(
            cosine(left.passage, right.passage, without),
            cosine(left.passage, right.words, without) * 0.7,
            cosine(left.words, right.passage, without) * 0.7,
        )
        likeness, words = max(passage, (whole + passage) / 2), shared_words(left.passage, right.passage, without)
    value = max(rule.floor, min(rule.ceiling, rule.slope * (likeness - rule.even))) + (rule.at_odds if at_odds else 0.0)
    value *= rule.one_outlet if value > 0 and left.outlet is not None and left.outlet == right.outlet else 1.0
    value += rule.quote if left.quotes & right.quotes else 0.0
    return value, ("wording {:.2f}{}", likeness, words)


def _counted_elsewhere(left: Features, right: Features, at_odds: bool) -> frozenset[str]:
    """Words that are evidence of their own already: a munition's designation, and the place where that tells little."""
    both = left.designations & right.designations
    named = frozenset(word for name in both for word in fold(name)) if both else both
    return named | place_words(left, right) if at_odds or share(left, right) < 1 else named


def _at_odds(left: Features, right: Features) -> bool:
    """Whether kind, munition and toll all differ: then the place, shared by all its attacks, is no likeness."""
    if left.event_type == right.event_type or not left.weapons or not right.weapons or left.weapons & right.weapons:
        return False
    return tolls(left, right)[0] <= weights().toll.different
