"""What an article is about if it is no new attack, by `data/lexicons/theme.toml`: sport, drills, storms, trials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.attributes.actor import ActorValue
from extractors.casualties.harm import CasualtyValue
from extractors.draft import Frame
from extractors.lexicon import Hit
from extractors.reading import Reading, Sentence, Zone
from extractors.registry import lexicon_for
from models.vocabulary import EventType, MentionLabel

TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 4, 2, 1
OPENING = 2  # words before such a theme word
MIN_THEME = 4  # a theme word in the title, or two in the lead
_REPEATED = frozenset({"rehearsal"})  # themes that also count where the body goes on about what the lead tells
_FOREMOST = frozenset({"memory"})  # counts as in the title where a sentence opens with it: "Ten years after"
_LED = frozenset({"court", "award", "report"})  # count as in the title where the lead tells of them
_STRONG = frozenset({"remnant", "no attack", "obituary"})  # count so wherever title and lead tell of them
_LIKENED = frozenset({"like", "as"})
_FIRED = frozenset({EventType.ROCKET_ATTACK, EventType.MISSILE_ATTACK, EventType.DRONE_ATTACK, EventType.AIRSTRIKE,
                    EventType.SHELLING, EventType.SHOOTING, EventType.ARMED_CLASH, EventType.SUICIDE_BOMBING})
_FIGHTERS = frozenset({"armed_group", "umbrella"})


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's code, the tokens of its words in title and lead, and what lexicon attributes say of it."""

    code: str
    drops: bool
    yields: str
    words: frozenset[int]


def theme_of(reading: Reading, announcing: frozenset[int]) -> Theme | None:
    """The heaviest theme of title and lead; null where it weighs too little."""
    weights: Counter[str] = Counter()
    repeated: Counter[str] = Counter()
    attrs: dict[str, tuple[bool, str]] = {}
    words: set[int] = set()
    for hit in lexicon_for("theme").hits(reading.doc):
        if hit.code == "label" and _is_in_name(reading, hit):
            continue
        sentence = reading.sentence_at(hit.first)
        attrs[hit.code] = bool(hit.entry.attrs["drops"]), str(hit.entry.attrs.get("yields", "never"))
        if hit.code in _REPEATED and sentence.index not in announcing:
            repeated[hit.code] += BODY_WEIGHT
        if sentence.index in announcing:
            weights[hit.code] += TITLE_WEIGHT if _is_foremost(hit, sentence) else LEAD_WEIGHT
            words.update(range(hit.first, hit.last))
    for told, weight in repeated.items():
        weights[told] += weight if told in weights else 0
    code, weight = max(weights.items(), key=lambda item: item[1], default=("", 0))
    code = "memory" if code == "mourning" and "memory" in weights else code
    return Theme(code, *attrs[code], frozenset(words)) if weight >= MIN_THEME else None


def _is_in_name(reading: Reading, hit: Hit) -> bool:
    """ "the Las Vegas Review-Journal": a hyphen without spaces makes a name and no label"""
    word, mark = reading.doc[hit.first], reading.doc[hit.last - 1]
    return mark.text == "-" and not (word.whitespace_ or mark.whitespace_)


def _is_foremost(hit: Hit, sentence: Sentence) -> bool:
    """Whether a theme word weighs as in a title."""
    if sentence.zone is Zone.TITLE or hit.code in _STRONG:
        return True
    opens = hit.code in _FOREMOST and hit.first - sentence.first <= OPENING
    return opens or (hit.code in _LED and sentence.zone is Zone.LEAD)


def is_overruled(reading: Reading, theme: Theme, told: Sequence[Frame]) -> bool:
    """Whether title and lead tell of people harmed with arms or by fighters, which is no match and no storm.

    ``yields`` of the theme says to what: "harm" to any arms and any harm, "fighters" to those who bear arms,
    "day" to any harm; ``told`` are then frames with a day.
    """
    if theme.yields == "never":
        return False
    harmed = {f.sentence for f in told if _harms(reading, f.sentence)}
    armed = (f for f in told if f.event_type is not None and not f.generic)
    if theme.yields == "fired" and any(
            f.event_type in _FIRED and not (f.generic and f.instrument is None) and theme.words.isdisjoint(f.clause)
            for f in told):
        return True
    return bool(harmed) and any(
        theme.yields == "day" or _by_fighters(reading, f) or (theme.yields == "harm" and _by_arms(reading, f))
        for f in armed)


def _harms(reading: Reading, index: int) -> bool:
    """Whether a sentence tells of people who were killed or hurt."""
    sentence = reading.sentences[index]
    return any(isinstance(m.value, CasualtyValue) and not (m.value.zero or m.value.weak)
               for m in reading.overlapping(sentence.first, sentence.last, [MentionLabel.CASUALTY]))


def _by_fighters(reading: Reading, frame: Frame) -> bool:
    if frame.agent is None:
        return False
    doers = reading.overlapping(*frame.agent, [MentionLabel.ACTOR])
    return any(isinstance(m.value, ActorValue) and m.value.kind in _FIGHTERS for m in doers)


def _by_arms(reading: Reading, frame: Frame) -> bool:
    """Whether a munition is what it is done with, and not what something is likened to: "hurled cars like missiles"."""
    if frame.instrument is None:
        return False
    arms = reading.doc[frame.instrument[0]:frame.instrument[1]].root
    return arms.head.lower_ not in _LIKENED
