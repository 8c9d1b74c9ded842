"""What munitions are fired from: class, improvised or not, capacity, calibre, what became of it and through whom.

A vehicle or ramp counts only where its sentence says that something was launched with it; ships and aircraft only
where a munition came "from" them; a launcher in its own words always.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.attributes.weapon import WeaponValue
from extractors.context import words
from extractors.lexicon import Hit
from extractors.mention import Mention
from extractors.munitions.launcher_capacity import (
    CAPACITY_REACH,
    NAME_REACH,
    Cues,
    capacity_of,
    munitions_in,
    numbers_in,
)
from extractors.numbers import Number
from extractors.reading import Reading, reading_of
from extractors.registry import lexicon_for
from extractors.tree import child_of
from models.vocabulary import LauncherClass, LauncherStatus, MentionLabel, WeaponClass

AFTER = ("quantity", "weapon")
REACH = 12  # tokens between a vehicle and the word that says that it launched something
DRONE_REACH = 2  # tokens between "from" and a drone
MOST_STEPS = 9  # arcs between a launcher and the verb that tells what became of it
_STATUS_ORDER = (LauncherStatus.SEIZED, LauncherStatus.DESTROYED, LauncherStatus.ABANDONED, LauncherStatus.FOUND)
_BEARING = frozenset({"with", "carrying", "holding", "bearing", "containing"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SENDING = frozenset({"fire", "launch", "drop", "release"})
_HOLDING = frozenset({"tube", "barrel", "barreled", "barrelled", "tubed", "rail", "cell"})
_BEFORE_NOUN = frozenset({"det", "amod", "compound", "nummod", "nmod", "npadvmod"})
_MAIN = frozenset({"ROOT", "conj", "ccomp", "aux"})
_LAUNCHERS = frozenset({"launcher", "launchers", "launchpad", "mlrs"})


@dataclass(frozen=True, slots=True)
class LauncherValue:
    """One launcher as told; ``phrase`` are the tokens that describe it, ``by`` those who found or took it."""

    launcher_class: LauncherClass
    phrase: tuple[int, int]
    improvised: bool
    capacity: Number | None
    calibre_mm: float | None
    status: LauncherStatus | None
    by: tuple[int, int] | None
    weak: bool = False


def extract(doc: Doc) -> Iterator[Mention]:
    """LAUNCHER mentions in text order."""
    reading = reading_of(doc)
    hits = lexicon_for("launcher").hits(doc)
    kinds = (("launching",), ("improvised",), ("status",), ("holder", "tube", "rail"), ("unfired",))
    cues = Cues(*(tuple(h for h in hits if h.entry.attrs.get("kind", h.code) in k) for k in kinds))
    for hit in hits:
        if "kind" not in hit.entry.attrs and _is_launcher(reading, hit, cues):
            value = _value(reading, hit, cues)
            first, last = value.phrase
            yield reading.mention(MentionLabel.LAUNCHER, first, last, f"launcher.{hit.code}", head=hit.last - 1,
                                  norm={"class": str(value.launcher_class)}, value=value)  # fmt: skip


def _is_launcher(reading: Reading, hit: Hit, cues: Cues) -> bool:
    """Whether a vehicle, platform or ramp is told to have launched something."""
    sentence = reading.sentence_at(hit.first)
    last = reading.doc[hit.last - 1]
    if last.dep_ == "compound" and last.head.lower_ in words("ammunition"):
        return False  # "100 MLRS rounds"
    needs = hit.entry.attrs.get("needs")
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


def _bears(reading: Reading, hit: Hit, cues: Cues) -> bool:
    """ "a truck with eight unfired rockets", "a pickup fitted with a rack of 12 tubes" """
    doc, last = reading.doc, reading.sentence_at(hit.first).last
    after = doc[hit.last : min(hit.last + REACH, last)]
    carrying = next((t.i for t in after if t.lower_ in _BEARING), None)
    if carrying is None or any(t.tag_ in _FINITE and t.dep_ in _MAIN and t.i < carrying for t in after):
        return False
    parts = [c for c in (*cues.holder, *cues.unfired) if carrying < c.first < hit.last + REACH and c.first < last]
    launchers = [t for t in after if t.i > carrying and t.lower_ in _LAUNCHERS]
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


def _text(reading: Reading, hit: Hit) -> str:
    return reading.doc[hit.first : hit.last].text.casefold()


def _gap(a: Hit, b: Hit) -> int:
    return max(a.first - b.last, b.first - a.last, 0)


def _value(reading: Reading, hit: Hit, cues: Cues) -> LauncherValue:
    sentence = reading.sentence_at(hit.first)
    phrase = _phrase(reading, hit)
    made = (*cues.improvised, *(c for c in cues.launching if c.entry.attrs.get("improvised")))
    near = [c for c in made if phrase[0] - 2 <= c.first < phrase[1] + 2]
    status, actor = _status(reading, hit, cues.status)
    calibre = next((m.calibre_mm for m in munitions_in(reading, *phrase) if m.calibre_mm), None)
    kind = _class_of(reading, hit)
    improvised = bool(near) or kind is LauncherClass.IMPROVISED or _carries_tubes(reading, hit, sentence.last)
    weak = bool(hit.entry.attrs.get("weak"))
    return LauncherValue(kind, phrase, improvised, capacity_of(reading, hit, cues), calibre, status, actor, weak)


def _class_of(reading: Reading, hit: Hit) -> LauncherClass:
    """The class of the words; a launcher of a rocket's name, or of several tubes, is a multiple one."""
    kind = LauncherClass(hit.code)
    if kind is not LauncherClass.OTHER or reading.doc[hit.last - 1].lower_ not in _LAUNCHERS:
        return kind
    first = max(reading.sentence_at(hit.first).first, hit.first - NAME_REACH)
    named = (m.value for m in reading.overlapping(first, hit.last, (MentionLabel.WEAPON,))
             if reading.doc[m.head].head.i in range(hit.first, hit.last))  # fmt: skip
    rocket = any(isinstance(v, WeaponValue) and v.weapon_class is WeaponClass.ROCKET and v.designation for v in named)
    tubes = any(n.value > 1 and reading.doc[n.last : hit.first].text.strip("- ").lower() in _HOLDING
                for n in numbers_in(reading, first, hit.first))  # fmt: skip
    return LauncherClass.MULTIPLE_ROCKET_LAUNCHER if rocket or tubes else kind


def _carries_tubes(reading: Reading, hit: Hit, last: int) -> bool:
    """A civilian truck with launch tubes on it is improvised."""
    if hit.code not in ("truck", "trailer"):
        return False
    following = reading.doc[hit.last : min(last, hit.last + REACH)]
    return any(t.lower_ in ("tubes", "launchers", "launcher") for t in following)


def _phrase(reading: Reading, hit: Hit) -> tuple[int, int]:
    """The noun phrase with what was done to it: "a flatbed truck modified to launch up to five rockets"."""
    doc = reading.doc
    sentence = reading.sentence_at(hit.first)
    head = doc[hit.first : hit.last].root
    first, last = hit.first, hit.last
    while (
        first > sentence.first
        and (doc[first - 1].dep_ in _BEFORE_NOUN or doc[first - 1].text == "-")
        and doc[first - 1].head.i >= first
    ):
        first -= 1
    clause = next((c for c in head.children if c.dep_ in ("acl", "relcl") and c.i >= hit.last), None)
    if clause is not None and clause.dep_ == "acl":
        last = max(last, min(_end(clause), last + CAPACITY_REACH, sentence.last))
    return first, last


def _end(clause: Token) -> int:
    """End of a participle clause, without a relative clause at its tail ("... of wood, from which")."""
    stop = next((t.i for t in clause.subtree if t.dep_ == "relcl" or t.lower_ in ("that", "which", "who")), None)
    if stop is None:
        return clause.right_edge.i + 1
    while stop > clause.i + 1 and clause.doc[stop - 1].pos_ in ("ADP", "PUNCT"):
        stop -= 1
    return stop


def _status(reading: Reading, hit: Hit, cues: Sequence[Hit]) -> tuple[LauncherStatus | None, tuple[int, int] | None]:
    """What became of it: the strongest status word whose object or subject it is, or that stands next to it."""
    sentence = reading.sentence_at(hit.first)
    head = reading.doc[hit.first : hit.last].root
    found: dict[LauncherStatus, tuple[int, int] | None] = {}
    for cue in cues:
        if not sentence.first <= cue.first < sentence.last:
            continue
        verb = reading.doc[cue.first : cue.last].root
        if _governs(verb, head):
            found.setdefault(LauncherStatus(cue.code), _agent(verb))
    best = next((s for s in _STATUS_ORDER if s in found), None)
    return (best, found[best]) if best is not None else (None, None)


def _governs(verb: Token, head: Token) -> bool:
    """Whether a launcher is what a verb acts on, through prepositions and conjuncts."""
    node = head
    for _ in range(MOST_STEPS):
        if node != head and _ends_phrase(node):
            break
        if node.dep_ == "prep" and node.lower_ in ("from", "by", "using"):
            return False
        if node.head == verb:
            return node.dep_ not in ("nsubj", "npadvmod") or verb.lower_ in (
                "abandoned",
                "burned",
                "found",
                "discovered",
            )
        if node.dep_ in ("acl", "relcl") and node == verb:
            return True
        if node.head == node:
            break
        node = node.head
    return verb.head == head and verb.dep_ in ("acl", "relcl", "amod")


def _ends_phrase(node: Token) -> bool:
    """Whether a word is a verb of its own, and no participle of the launcher's phrase ("the vehicle used to fire")."""
    participle = node.tag_ == "VBN" and node.dep_ == "ccomp" and child_of(node, "aux", "auxpass") is None
    return node.pos_ in ("VERB", "AUX") and node.dep_ not in ("xcomp", "acl", "relcl", "conj") and not participle


def _agent(verb: Token) -> tuple[int, int] | None:
    passive = child_of(verb, "auxpass", "nsubjpass") is not None
    subject = child_of(verb, "nsubj") if not passive else None
    by = child_of(verb, "agent")
    if subject is None and verb.dep_ == "conj" and not passive:
        subject = child_of(verb.head, "nsubj")
    actor = child_of(by, "pobj") if by is not None else subject
    if actor is None or actor.pos_ in ("PRON", "NUM") or actor.tag_ == "CD":
        return None
    first = actor.left_edge.i
    if actor.doc[first].lower_ == "the" and first < actor.i:
        first += 1
    return first, actor.i + 1
