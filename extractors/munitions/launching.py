"""Whether a vehicle, platform, ramp or craft is told to have launched something."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.context import words
from extractors.lexicon import Hit
from extractors.munitions.carrying import SENTENCES_BACK, is_loaded, is_met, is_part
from extractors.munitions.launcher_capacity import NAME_REACH, Cues, munitions_in, numbers_in
from extractors.munitions.launcher_phrase import LAUNCHERS, apposed_to
from extractors.munitions.words import named_before
from extractors.reading import Reading
from extractors.tree import child_of
from models.vocabulary import LauncherClass

REACH = 12  # tokens between a vehicle and the word that says that it launched something
MOST_ARCS = 4  # between a "from" and the verb of launching
DRONE_REACH = 2  # tokens between "from" and a drone
_BEARING = frozenset({"with", "carrying", "holding", "bearing", "containing"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SENDING = frozenset({"fire", "launch", "drop", "release"})
_MAIN = frozenset({"ROOT", "conj", "ccomp", "aux"})


def is_launcher(reading: Reading, hit: Hit, cues: Cues) -> bool:
    """Whether a vehicle, platform or ramp is told to have launched something."""
    sentence = reading.sentence_at(hit.first)
    last = reading.doc[hit.last - 1]
    if last.dep_ == "compound" and last.head.lower_ in words("ammunition"):
        return False  # "100 MLRS rounds"
    if _qualifies(reading, hit, cues) or any(c.lower_ == "no" for c in last.children):
        return False
    needs = hit.entry.attrs.get("needs")
    if needs == "launch" and _is_hit(reading, hit):
        return False
    if needs is not None and (_sends(reading, hit) or apposed_to(reading, hit) is not None):
        return True
    near = [c for c in cues.launching if sentence.first <= c.first < sentence.last and _gap(hit, c) <= REACH]
    if needs == "launch" and (_bears(reading, hit, cues) or _used_to_fire(reading, hit)):
        return True
    if needs == "launch" and (is_loaded(reading, hit) or is_part(reading, hit, cues.status)):
        return True
    if needs == "launch" and _is_told_again(reading, hit, cues):
        return True
    if needs == "launch":
        return bool(near) and bool(
            munitions_in(reading, sentence.first, sentence.last) or any("launch" in _text(reading, c) for c in near)
            or any(sentence.first <= c.first < hit.first and _gap(hit, c) <= REACH for c in cues.holder)
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


def _is_told_again(reading: Reading, hit: Hit, cues: Cues) -> bool:
    """ "fired from a lorry. The burnt-out lorry was found later" """
    head, sentence = reading.doc[hit.first : hit.last].root, reading.sentence_at(hit.first)
    if not any(c.lower_ == "the" for c in head.children) or not is_met(reading, head, cues.status):
        return False
    first = reading.sentences[max(0, sentence.index - SENTENCES_BACK)].first
    return any(first <= h.first < sentence.first and h.code == hit.code and (_sends(reading, h) or "needs" not in (
        h.entry.attrs)) for h in cues.vehicles)


def _is_hit(reading: Reading, hit: Hit) -> bool:
    """ "a missile fired by a drone hit a car": what a munition strikes"""
    head = reading.doc[hit.first : hit.last].root
    verb, passive = head.head, head.dep_ == "nsubjpass"
    by = child_of(verb, "agent") if passive else None
    doer = child_of(by, "pobj") if by is not None else child_of(verb, "nsubj")
    struck = passive or head.dep_ == "dobj"
    return struck and doer is not None and bool(munitions_in(reading, doer.i, doer.i + 1))


def _qualifies(reading: Reading, hit: Hit, cues: Cues) -> bool:
    """Whether a word only describes the launcher behind it: "a Kia pickup" """
    word = reading.doc[hit.last - 1]
    if word.dep_ not in ("compound", "nmod"):
        return False
    ship = word.head.lower_ in words("bears vehicles")  # "the car carrier"
    return ship or any(h.first <= word.head.i < h.last for h in cues.vehicles)


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
    while head.dep_ in ("compound", "amod") and head.head.pos_ == "PROPN" and head.head.i >= hit.last:
        head = head.head  # "the frigate Admiral Essen"
    verbs = [head.head] if head.dep_ == "nsubj" else []
    verbs += [c for v in verbs for c in v.children if c.dep_ == "conj" and child_of(c, "nsubj", "nsubjpass") is None]
    if head.dep_ == "dobj" and head.head.lemma_ == "use":
        verbs += [c for c in (*head.head.children, *head.children) if c.pos_ == "VERB"]
    sent = [child_of(v, "dobj") for v in verbs if v.lemma_ in _SENDING]
    if head.dep_ == "pobj" and head.head.dep_ == "agent" and head.head.head.lemma_ in _SENDING:
        verb = head.head.head  # "two missiles fired by a drone"
        sent.append(verb.head if verb.dep_ == "acl" else child_of(verb, "nsubjpass"))
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
    sending = verb if verb.lemma_ in _SENDING else None if drone else _sending_above(verb)
    return sending is not None and _of_munitions(reading, sending)


def _of_munitions(reading: Reading, verb: Token) -> bool:
    """Whether a clause of launching speaks of munitions, by name or as "they" and "it" """
    sentence = reading.sentence_at(verb.i)
    told = (c for c in verb.children if c.dep_ in ("nsubjpass", "dobj"))
    return bool(munitions_in(reading, sentence.first, sentence.last)) or any(
        named_before(reading, t) is not None for t in told
    )


def _sending_above(node: Token) -> Token | None:
    """The verb of launching on which a "from" hangs, by itself or through the munition or a time."""
    for _ in range(MOST_ARCS):
        if node.pos_ == "VERB":
            return node if _is_sending(node) else None
        if node.pos_ not in ("NOUN", "PROPN", "ADP"):
            return None
        node = node.head
    return None


def _is_sending(verb: Token) -> bool:
    """ "fired", "lobbed", "set off" """
    off = any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children)
    return verb.lemma_ in words("sends off") or (off and verb.lemma_ in words("sets off"))


def _text(reading: Reading, hit: Hit) -> str:
    return reading.doc[hit.first : hit.last].text.casefold()


def _gap(a: Hit, b: Hit) -> int:
    return max(a.first - b.last, b.first - a.last, 0)
