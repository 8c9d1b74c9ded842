"""The place with which a sentence opens: "In Medellin, a bomb ...": the scene of what it goes on to tell.

A paragraph may also bear its place as a label ("Korabelnyi district: artillery hit a house"). A scene lasts
to the end of its paragraph or to the next one, and its place need not be known to any gazetteer: quarters are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Token

from extractors.columns import lowers, texts, tokens
from extractors.context import words
from extractors.draft import Frame
from extractors.mention import Mention
from extractors.places.nearness import PROVINCE, UNKNOWN, exact, near, spot_of
from extractors.reading import Reading, Sentence, Zone
from extractors.text.entries import bare_start, entries_of, town_of
from models.vocabulary import MentionLabel

_PLACES = (MentionLabel.PLACE, MentionLabel.FACILITY)
_OTHERS = (MentionLabel.DATE, MentionLabel.ACTOR, MentionLabel.NATIONALITY, MentionLabel.WEAPON)
_OPENING = frozenset({"ADV", "CCONJ", "PUNCT", "SPACE"})
_LABELLING = frozenset({":", "–", "—"})
LABEL_TOKENS = 6  # of a place that stands before a colon
PHRASE_TOKENS = 10  # from a preposition to the name that it leads to


@dataclass(frozen=True, slots=True)
class Scene:
    """Where what follows happened: a name, its mention where one was found, the sentence that it opens."""

    name: str
    place: Mention | None
    at: int
    labels: bool = False  # it stands before a colon, as what a paragraph is headed with

    def tells(self, frame: Frame) -> bool:
        """Whether a trigger stands where the scene is set, or right behind."""
        return frame.sentence - self.at <= 1

    def differs(self, other: Scene) -> bool:
        """Whether two scenes are two places: other names, neither holding the other."""
        if self.name == other.name:
            return False
        if not (self.place and other.place and _is_resolved(self.place) and _is_resolved(other.place)):
            return True
        one, two = spot_of(self.place), spot_of(other.place)
        coarse = max(one.precision, two.precision) in range(PROVINCE, UNKNOWN)
        return (one.lat, one.lon) != (two.lat, two.lon) and not (coarse and near(one, two))


def scenes_of(reading: Reading) -> Mapping[int, Scene]:
    """Scene by sentence index, carried on through each paragraph; computed once per article."""
    return reading.once("scenes told", lambda: _scenes(reading))


def _scenes(reading: Reading) -> dict[int, Scene]:
    found: dict[int, Scene] = {}
    current: Scene | None = None
    paragraph = -1
    for sentence in reading.sentences:
        if sentence.zone is Zone.DATELINE and (town := headed(reading, sentence)) is not None:
            current, paragraph = _scene(town, sentence), sentence.paragraph
        if sentence.zone in {Zone.TITLE, Zone.FURNITURE, Zone.DATELINE}:
            continue
        opens = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        own = _opening(reading, sentence) or (_label(reading, sentence) if opens else None)
        current = own if own is not None or opens else current
        if current is not None:
            found[sentence.index] = current
    return found


def headed(reading: Reading, sentence: Sentence) -> Mention | None:
    """The town at the head of the entry that a sentence stands in: "* KHOST - Two rockets fell ..."."""
    entry = entries_of(reading).get(sentence.index)
    if entry is None or entry.mark != "town":
        return None
    return town_of(reading, reading.sentences[entry.sentences[0]])


def _first(reading: Reading, sentence: Sentence) -> Token | None:
    """The first word of a sentence behind marks of lists, clock times and linking adverbs."""
    start = bare_start(reading, sentence)
    first = next((t for t in tokens(reading.doc)[start:sentence.last] if t.pos_ not in _OPENING), None)
    return _behind_time(reading, sentence, first) if first is not None else None


def _behind_time(reading: Reading, sentence: Sentence, first: Token) -> Token:
    """The preposition behind a phrase of time: "On the same day, in Monguno, ...", "Hours earlier, at Orlu, ..." """
    start, end = first.i, min(first.i + PHRASE_TOKENS, sentence.last - 1)
    written = texts(reading.doc)[start:end]
    comma = start + written.index(",") if "," in written else None
    if comma is None or lowers(reading.doc)[comma + 1] not in words("scene"):
        return first
    if any(t.pos_ in {"VERB", "AUX"} for t in tokens(reading.doc)[start:comma]):
        return first
    if reading.overlapping(start, comma, _PLACES):
        return first
    timed = not words("day or time").isdisjoint(lowers(reading.doc)[start:comma])
    return reading.doc[comma + 1] if timed or reading.overlapping(first.i, comma, [MentionLabel.DATE]) else first


def _opening(reading: Reading, sentence: Sentence) -> Scene | None:
    """The place of the phrase at the head of a sentence: "In the Isha quarter, ...", "Separately, at Orlu, ..." """
    first = _first(reading, sentence)
    if first is None or first.lower_ not in words("scene"):
        return _struck(reading, sentence, first) if first is not None else None
    rest = reading.doc[first.i + 1:min(first.i + PHRASE_TOKENS, sentence.last)]
    end = next((t.i for t in rest if t.is_punct or t.pos_ in {"VERB", "AUX"}), rest.end)
    held = reading.overlapping(first.i + 1, end, _PLACES)
    if held and _may_open(reading, held[0]) and _leads_to(reading, first.i + 1, held[0].first):
        return _scene(held[0], sentence)
    return None if held or not _closes(reading, end) else _unknown(reading, sentence, first.i + 1, end)


def _struck(reading: Reading, sentence: Sentence, first: Token) -> Scene | None:
    """The place with which a sentence opens as what was struck: "The village of X was fired upon", "X was shelled" """
    head = next((t for t in tokens(reading.doc)[first.i:sentence.last] if t.dep_ == "nsubjpass"), None)
    if head is None or head.left_edge.i != first.i or not reading.overlapping(
            head.head.i, head.head.i + 1, [MentionLabel.TRIGGER]):
        return None
    held = reading.overlapping(first.i, head.right_edge.i + 1, [MentionLabel.PLACE])
    named = len(held) == 1 and (held[0].head == head.i or head.lower_ in words("settlement"))
    return _scene(held[0], sentence) if named and _may_open(reading, held[0]) else None


def _may_open(reading: Reading, place: Mention) -> bool:
    """Whether a place owns nothing: "in Kandahar's old city" opens no scene of Kandahar."""
    return place.last >= len(reading.doc) or reading.doc[place.last].tag_ != "POS"


def _leads_to(reading: Reading, first: int, last: int) -> bool:
    """Whether a preposition goes with a name: "in the town of X", and not "in response to an attack of X"."""
    return not any(t.pos_ in {"ADP", "PART", "SCONJ"} and t.lower_ != "of" for t in reading.doc[first:last])


def _closes(reading: Reading, end: int) -> bool:
    return end < len(reading.doc) and reading.doc[end].text == ","


def _unknown(reading: Reading, sentence: Sentence, first: int, last: int) -> Scene | None:
    """A name that nothing knows: capital letters up to the comma, and no day or group."""
    name = [t for t in reading.doc[first:last] if t.pos_ != "DET"]
    known = (m for m in reading.overlapping(first, last, _OTHERS) if m.label is not MentionLabel.ACTOR or _is_known(m))
    if not name or any(known):
        return None
    named = all(t.text[:1].isupper() and t.is_alpha for t in name)
    return Scene(" ".join(t.lower_ for t in name), None, sentence.index) if named else None


def _is_known(actor: Mention) -> bool:
    return bool((actor.norm or {}).get("actor_id"))


def _label(reading: Reading, sentence: Sentence) -> Scene | None:
    """A place before a colon at the head of a paragraph: "Marhanets: ...", "Central district: ..." """
    start = bare_start(reading, sentence)
    last = min(start + LABEL_TOKENS, sentence.last)
    colon = next((t.i for t in tokens(reading.doc)[start:last] if t.text in _LABELLING or (
        t.text == "-" and t.whitespace_ and t.i > start and t.nbor(-1).whitespace_)), start)
    held = [m for m in reading.overlapping(start, colon, _PLACES) if _may_open(reading, m)]
    if held:
        return replace(_scene(held[0], sentence), labels=True)
    label = tokens(reading.doc)[start:colon]
    district = bool(label) and label[0].text[:1].isupper() and label[-1].lower_ in words("quarter")
    return Scene(reading.text(start, colon).casefold(), None, sentence.index, labels=True) if district else None


def _is_resolved(place: Mention) -> bool:
    return place.norm is not None and place.norm.get("lat") is not None


def _scene(place: Mention, sentence: Sentence) -> Scene:
    return Scene(str((place.norm or {}).get("name") or place.text).casefold(), place, sentence.index)


def scene_of(reading: Reading, frame: Frame) -> tuple[Mention, ...]:
    """The town or site at the head of a trigger's own sentence, where it has coordinates; empty without one.

    Harm told in the next sentence of the paragraph was done there too: "In Aden, ... Nine others were hurt."
    """
    sentence = reading.sentences[frame.sentence]
    carried = scenes_of(reading).get(frame.sentence) if frame.generic else None
    if carried is not None and carried.at < frame.sentence and carried.place is not None:
        settled = _is_resolved(carried.place) and exact(spot_of(carried.place))
        return (carried.place,) if settled and not reading.overlapping(sentence.first, sentence.last, _PLACES) else ()
    first = _first(reading, sentence)
    first = _behind_time(reading, sentence, first) if first is not None else None
    if first is None or first.lower_ not in words("scene") or first.i >= frame.token:
        return ()
    held = reading.overlapping(first.left_edge.i, min(first.right_edge.i + 1, frame.token), _PLACES)
    return tuple(m for m in held if _is_resolved(m) and exact(spot_of(m)))
