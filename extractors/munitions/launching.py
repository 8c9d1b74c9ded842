"""Whether a vehicle, platform, ramp or craft is told to have launched something."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.context import words
from extractors.lexicon import Hit
from extractors.munitions.launcher_capacity import NAME_REACH, Cues, munitions_in, numbers_in
from extractors.reading import Reading
from extractors.tree import child_of
from models.vocabulary import LauncherClass

REACH = 12  # tokens between a vehicle and the word that says that it launched something
DRONE_REACH = 2  # tokens between "from" and a drone
_BEARING = frozenset({"with", "carrying", "holding", "bearing", "containing"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SENDING = frozenset({"fire", "launch", "drop", "release"})
_BEFORE_NOUN = frozenset({"det", "amod", "compound", "nummod", "nmod", "npadvmod"})
_MAIN = frozenset({"ROOT", "conj", "ccomp", "aux"})
LAUNCHERS = frozenset({"launcher", "launchers", "launchpad", "mlrs"})


def is_launcher(reading: Reading, hit: Hit, cues: Cues) -> bool:
    """Whether a vehicle, platform or ramp is told to have launched something."""
    sentence = reading.sentence_at(hit.first)
    last = reading.doc[hit.last - 1]
    if last.dep_ == "compound" and last.head.lower_ in words("ammunition"):
        return False  # "100 MLRS rounds"
    if _qualifies(reading, hit, cues):
        return False
    needs = hit.entry.attrs.get("needs")
    if needs is not None and (_sends(reading, hit) or apposed_to(reading, hit) is not None):
        return True
    near = [c for c in cues.launching if sentence.first <= c.first < sentence.last and _gap(hit, c) <= REACH]
    if needs == "launch" and (_bears(reading, hit, cues) or _used_to_fire(reading, hit)):
        return True
    if needs == "launch":
        return bool(near) and bool(
            munitions_in(reading, sentence.first, sentence.last) or any("launch" in _text(reading, c) for c in near)
        )
    if needs == "from":
        if _fires(reading, hit):
            return True
        reach = DRONE_REACH if hit.code == LauncherClass.DRONE else NAME_REACH
        before = reading.doc[max(sentence.first, hit.first - reach) : hit.first]
        near_munition = bool(munitions_in(reading, sentence.first, hit.first))
        drone = hit.code == LauncherClass.DRONE
        return near_munition and any(
            t.lower_ == "from" and (not drone or t.nbor(-1).lemma_ in _SENDING) for t in before if t.i > 0
        )
    if hit.entry.attrs.get("weak"):
        named = bool(munitions_in(reading, sentence.first, sentence.last))
        return named or "launch" in _text(reading, hit) or bool(near)
    return True


def _qualifies(reading: Reading, hit: Hit, cues: Cues) -> bool:
    """Whether a word only describes the launcher behind it: "a Kia pickup" """
    word = reading.doc[hit.last - 1]
    return word.dep_ in ("compound", "nmod") and any(h.first <= word.head.i < h.last for h in cues.vehicles)


def _bears(reading: Reading, hit: Hit, cues: Cues) -> bool:
    """ "a truck with eight unfired rockets", "a pickup fitted with a rack of 12 tubes" """
    doc, last = reading.doc, reading.sentence_at(hit.first).last
    after = doc[hit.last : min(hit.last + REACH, last)]
    carrying = next((t.i for t in after if t.lower_ in _BEARING), None)
    if carrying is None or any(t.tag_ in _FINITE and t.dep_ in _MAIN and t.i < carrying for t in after):
        return False
    parts = [c for c in (*cues.holder, *cues.unfired) if carrying < c.first < hit.last + REACH and c.first < last]
    launchers = [t for t in after if t.i > carrying and t.lower_ in LAUNCHERS]
    counted = any(n.last <= c.first < n.last + NAME_REACH for c in parts for n in numbers_in(reading, carrying, last))
    return bool(launchers) or (bool(parts) and (counted or bool(munitions_in(reading, carrying, last))))


def _fires(reading: Reading, hit: Hit) -> bool:
    """ "a drone fired two missiles", "used a drone to drop grenades": what a craft sends off is told"""
    head = reading.doc[hit.first : hit.last].root
    verbs = [head.head] if head.dep_ == "nsubj" else []
    if head.dep_ == "dobj" and head.head.lemma_ == "use":
        verbs += [c for c in (*head.head.children, *head.children) if c.pos_ == "VERB"]
    sent = (child_of(v, "dobj") for v in verbs if v.lemma_ in _SENDING)
    return any(t is not None and bool(munitions_in(reading, t.i, t.i + 1)) for t in sent)


def _used_to_fire(reading: Reading, hit: Hit) -> bool:
    """ "used a flatbed lorry to fire six rockets" """
    head = reading.doc[hit.first : hit.last].root
    if head.dep_ != "dobj" or head.head.lemma_ != "use":
        return False
    around = (*head.head.children, *head.children)
    return any(t.lemma_ in ("fire", "launch") and t.pos_ == "VERB" for t in around)


def _sends(reading: Reading, hit: Hit) -> bool:
    """ "launched 20 missiles from ships in the bay", "fired mortars from the bed of a moving truck" """
    node = reading.doc[hit.first : hit.last].root
    if node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.lower_ in words("part of a vehicle"):
        node = node.head.head
    if node.dep_ != "pobj" or node.head.lower_ != "from":
        return False
    verb = node.head.head
    drone = hit.code == LauncherClass.DRONE
    sent = verb.lemma_ in _SENDING if drone else _sending_above(verb) is not None
    sentence = reading.sentence_at(hit.first)
    return sent and bool(munitions_in(reading, sentence.first, sentence.last))


def _sending_above(node: Token) -> Token | None:
    """The verb of launching on which a "from" hangs, by itself or through the munition or a time."""
    for _ in range(3):
        if node.lemma_ in _SENDING and node.pos_ == "VERB":
            return node
        if node.pos_ not in ("NOUN", "PROPN", "ADP"):
            return None
        node = node.head
    return None


def apposed_to(reading: Reading, hit: Hit) -> Token | None:
    """The launcher or firing point that a vehicle explains, as it stands: "the launcher, a converted dump truck" """
    first = phrase_start(reading, hit)
    if first < 2 or reading.doc[first - 1].text != ",":
        return None
    named = reading.doc[first - 2]
    firing = named.i > 0 and named.nbor(-1).lower_ in words("firing") and named.lower_ in words("point of launch")
    return named if named.lower_ in LAUNCHERS or firing else None


def phrase_start(reading: Reading, hit: Hit) -> int:
    """First token of the noun phrase that a hit ends: "a 40-barrel | launcher" """
    doc, first = reading.doc, hit.first
    start = reading.sentence_at(first).first
    while (
        first > start
        and (doc[first - 1].dep_ in _BEFORE_NOUN or doc[first - 1].text == "-")
        and doc[first - 1].head.i >= first
    ):
        first -= 1
    return first


def _text(reading: Reading, hit: Hit) -> str:
    return reading.doc[hit.first : hit.last].text.casefold()


def _gap(a: Hit, b: Hit) -> int:
    return max(a.first - b.last, b.first - a.last, 0)
