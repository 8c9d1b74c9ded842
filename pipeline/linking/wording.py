"""The evidence of wording: what the rare words and the quotes of two articles share."""

from __future__ import annotations

from pipeline.linking.features import Features
from pipeline.linking.figures import tolls
from pipeline.linking.places import place_words
from pipeline.linking.reasons import Found, shared_words
from pipeline.linking.weights import weights
from pipeline.linking.words import cosine


def wording(left: Features, right: Features) -> Found:
    """What shared rare words and quotes say: of the articles where each tells of one attack, else of the passages."""
    rule, at_odds = weights().text, _at_odds(left, right)
    placed = place_words(left, right) if at_odds else frozenset()
    if left.alone and right.alone:
        likeness, words = cosine(left.words, right.words, placed), shared_words(left.words, right.words, placed)
    else:
        whole = cosine(left.words, right.words, placed) if left.main and right.main else 0.0
        passage = max(
            cosine(left.passage, right.passage, placed),
            cosine(left.passage, right.words, placed) * 0.7,
            cosine(left.words, right.passage, placed) * 0.7,
        )
        likeness, words = max(passage, (whole + passage) / 2), shared_words(left.passage, right.passage, placed)
    value = max(rule.floor, min(rule.ceiling, rule.slope * (likeness - rule.even))) + (rule.at_odds if at_odds else 0.0)
    value *= rule.one_outlet if value > 0 and left.outlet is not None and left.outlet == right.outlet else 1.0
    value += rule.quote if left.quotes & right.quotes else 0.0
    return value, ("wording {:.2f}{}", likeness, words)


def _at_odds(left: Features, right: Features) -> bool:
    """Whether kind, munition and toll all differ: then the place, shared by all its attacks, is no likeness."""
    if left.event_type == right.event_type or not left.weapons or not right.weapons or left.weapons & right.weapons:
        return False
    return tolls(left, right)[0] <= weights().toll.different
