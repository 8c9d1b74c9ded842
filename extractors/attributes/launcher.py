"""What munitions are fired from: class, improvised or not, capacity, calibre, what became of it and through whom.

A vehicle or ramp counts only where its sentence says that something was launched with it; ships and aircraft only
where a munition came "from" them; a launcher in its own words always.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.attributes.weapon import WeaponValue
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
from extractors.munitions.launcher_phrase import LAUNCHERS, phrase_start
from extractors.munitions.launcher_status import status_of
from extractors.munitions.launching import is_launcher
from extractors.numbers import Number
from extractors.reading import Reading, reading_of
from extractors.registry import lexicon_for
from models.vocabulary import LauncherClass, LauncherStatus, MentionLabel, WeaponClass

AFTER = ("quantity", "weapon")
REACH = 12  # tokens behind a civilian vehicle in which its tubes are told
HELD_REACH = 3  # tokens from the number of what a launcher can fire to the munition: "twelve 122 mm rockets"
_HOLDING = frozenset({"tube", "barrel", "barreled", "barrelled", "tubed", "rail", "cell"})


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
    vehicles = tuple(h for h in hits if "kind" not in h.entry.attrs)
    launching, improvised, status, holder, unfired = (
        tuple(h for h in hits if h.entry.attrs.get("kind", h.code) in k) for k in kinds
    )
    cues = Cues(launching, improvised, status, holder, unfired, vehicles)
    for hit in hits:
        if "kind" not in hit.entry.attrs and is_launcher(reading, hit, cues):
            value = _value(reading, hit, cues)
            first, last = value.phrase
            yield reading.mention(MentionLabel.LAUNCHER, first, last, f"launcher.{hit.code}", head=hit.last - 1,
                                  norm={"class": str(value.launcher_class)}, value=value)  # fmt: skip


def _value(reading: Reading, hit: Hit, cues: Cues) -> LauncherValue:
    sentence = reading.sentence_at(hit.first)
    phrase = _phrase(reading, hit)
    made = (*cues.improvised, *(c for c in cues.launching if c.entry.attrs.get("improvised")))
    near = [c for c in made if phrase[0] - 2 <= c.first < phrase[1] + 2]
    status, actor = status_of(reading, hit, cues.status, cues.unfired)
    capacity = capacity_of(reading, hit, cues)
    held = munitions_in(reading, capacity.last, capacity.last + HELD_REACH) if capacity is not None else []
    calibre = next((m.calibre_mm for m in (*munitions_in(reading, *phrase), *held) if m.calibre_mm), None)
    kind = _class_of(reading, hit)
    improvised = bool(near) or kind is LauncherClass.IMPROVISED or _carries_tubes(reading, hit, sentence.last)
    weak = bool(hit.entry.attrs.get("weak"))
    return LauncherValue(kind, phrase, improvised, capacity, calibre, status, actor, weak)


def _class_of(reading: Reading, hit: Hit) -> LauncherClass:
    """The class of the words; a launcher of a rocket's name, or of several tubes, is a multiple one."""
    kind = LauncherClass(hit.code)
    if kind is not LauncherClass.OTHER or reading.doc[hit.last - 1].lower_ not in LAUNCHERS:
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
    last = hit.last
    clause = next((c for c in head.children if c.dep_ in ("acl", "relcl") and c.i >= hit.last), None)
    if clause is not None and clause.tag_ == "VBN" and any(c.dep_ == "dobj" for c in clause.children):
        clause = None  # "rockets fired from a minibus hit the embassy"
    if clause is not None and clause.dep_ == "acl":
        last = max(last, min(_end(clause), last + CAPACITY_REACH, sentence.last))
    return phrase_start(reading, hit), last


def _end(clause: Token) -> int:
    """End of a participle clause, without a relative clause at its tail ("... of wood, from which")."""
    stop = next((t.i for t in clause.subtree if t.dep_ == "relcl" or t.lower_ in ("that", "which", "who")), None)
    if stop is None:
        return clause.right_edge.i + 1
    while stop > clause.i + 1 and clause.doc[stop - 1].pos_ in ("ADP", "PUNCT"):
        stop -= 1
    return stop
