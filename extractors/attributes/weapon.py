"""Munitions and means of attack: class, designation as printed, calibre in millimetres, how many.

Class words come from the lexicon, designations from the catalogue behind `Resolvers.munitions`, calibres from
`extractors.calibre`; what stands together ("three 122mm Grad rockets", "rockets of 107mm caliber") is one
mention. A designation that is also a common name counts only beside a weapon word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors import nlp
from extractors.calibre import calibres
from extractors.counting import number_before
from extractors.lexicon import Hit
from extractors.mention import Mention
from extractors.numbers import Number
from extractors.reading import reading_of
from extractors.registry import lexicon_for
from extractors.resolve import Munitions, ResolvedMunition
from models.event import Norm
from models.vocabulary import MentionLabel, WeaponClass

AFTER = ("quantity",)
REACH = 4  # tokens between parts of one name, and between a guarded name and its weapon word
_GLUE = frozenset({"-", "‑", "–", "/", '"', "'", "“", "”", "‘", "’", "(", "[", "of", "the", "a", "type"})
_BARRIERS = frozenset({"and", "or", "with", "by", "from", "at", "in", "on", "to", "the", "a", "an"})
_INTERCHANGEABLE = frozenset(
    frozenset(pair)
    for pair in (
        (WeaponClass.ROCKET, WeaponClass.MISSILE),
        (WeaponClass.MISSILE, WeaponClass.DRONE),
        (WeaponClass.ROCKET, WeaponClass.GRENADE),
        (WeaponClass.BOMB, WeaponClass.AERIAL_BOMB),
        (WeaponClass.ARTILLERY_SHELL, WeaponClass.MORTAR),
    )
)
_HELPERS = frozenset({"generic", "license"})


@dataclass(frozen=True, slots=True)
class WeaponValue:
    """One munition as told; ``weapon_class`` null for a bare "projectile".

    ``implied``: the word names an act ("airstrike"); ``modifier``: it qualifies an act ("rocket attack"), so its
    number is the act's. ``plural`` tells "rockets" from "rocket"."""

    weapon_class: WeaponClass | None
    designation: str | None = None
    calibre_mm: float | None = None
    munition_id: str | None = None
    number: Number | None = None
    implied: bool = False
    modifier: bool = False
    plural: bool = False
    definite: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    first: int
    last: int
    kind: str  # "class", "generic", "name", "calibre"
    weapon_class: WeaponClass | None = None
    munition: ResolvedMunition | None = None
    mm: float | None = None
    implied: bool = False


def extract(doc: Doc) -> Iterator[Mention]:
    """WEAPON mentions; bare generic words are helpers."""
    reading = reading_of(doc)
    munitions = reading.resolvers.munitions
    groups = list(_groups(doc, _parts(doc, munitions)))
    values = [_value(doc, group, munitions) for group in groups]
    for number, group in enumerate(groups):
        value = values[number]
        if _is_team(doc, group):
            continue
        if value.weapon_class is None and number + 1 < len(groups) and _shares_noun(doc, group, groups[number + 1]):
            value = replace(value, weapon_class=values[number + 1].weapon_class)
        first, last = group[0].first, max(p.last for p in group)
        norm = None if value.weapon_class is None else _norm(value, munitions)
        rule = "weapon." + "+".join(sorted({p.kind for p in group}))
        shown = value.weapon_class is not None and not (value.implied and len(group) == 1)
        yield reading.mention(
            MentionLabel.WEAPON, first, last, rule, head=last - 1, norm=norm, value=value, shown=shown
        )


def _is_team(doc: Doc, group: Sequence[_Part]) -> bool:
    """ "The Rockets beat the Lakers": a capitalised word within a sentence of prose is a name"""
    token = doc[group[0].first]
    if len(group) > 1 or group[0].kind != "class" or token.pos_ != "PROPN" or not token.text.istitle():
        return False
    sentence = reading_of(doc).sentence_at(token.i)
    words = [t for t in doc[sentence.first : sentence.last] if t.is_alpha]
    prose = sum(t.is_lower for t in words) > len(words) / 2
    return prose and sentence.first < token.i and token.tag_ == "NNPS"


def _shares_noun(doc: Doc, group: Sequence[_Part], following: Sequence[_Part]) -> bool:
    """ "107mm and 122mm rockets": two calibres, one noun"""
    gap = doc[group[-1].last : following[0].first]
    return following[0].kind == group[0].kind == "calibre" and len(gap) == 1 and gap[0].lower_ in ("and", "or", ",")


def _norm(value: WeaponValue, munitions: Munitions) -> Norm:
    return {
        "class": str(value.weapon_class),
        "designation": family_name(value, munitions),
        "calibre_mm": value.calibre_mm,
    }


def family_name(value: WeaponValue, munitions: Munitions) -> str | None:
    """The printed designation, else the family that class and calibre point to, else null."""
    if value.designation or value.calibre_mm is None or value.weapon_class is None:
        return value.designation
    family = munitions.family(str(value.weapon_class), value.calibre_mm)
    return family.designation if family else None


_MATCHERS: WeakKeyDictionary[Munitions, PhraseMatcher] = WeakKeyDictionary()


def _matcher(vocab: Vocab, munitions: Munitions) -> PhraseMatcher:
    """The compiled names of a catalogue, once per catalogue."""
    if munitions not in _MATCHERS:
        _MATCHERS[munitions] = _compile(vocab, munitions)
    return _MATCHERS[munitions]


def _compile(vocab: Vocab, munitions: Munitions) -> PhraseMatcher:
    matcher = PhraseMatcher(vocab, attr="LOWER")
    tokenizer = nlp.load().make_doc
    names = list(munitions.names())
    matcher.add("free", [tokenizer(n) for n, guarded in names if not guarded])
    matcher.add("guarded", [tokenizer(n) for n, guarded in names if guarded])
    return matcher


def _parts(doc: Doc, munitions: Munitions) -> list[_Part]:
    """Class words, designations and calibres in text order, the longest first where they overlap."""
    hits = lexicon_for("weapon").hits(doc)
    parts = [
        _Part(
            h.first,
            h.last,
            "generic" if h.code == "generic" else "class",
            None if h.code in _HELPERS else WeaponClass(h.code),
            implied=bool(h.entry.attrs.get("implied")),
        )
        for h in hits
        if h.code != "license" and not _is_verb(doc, h)
    ]
    words = {t for h in hits for t in range(h.first, h.last)}
    parts += _names(doc, munitions, words)
    parts += [_Part(c.first, c.last, "calibre", mm=c.mm) for c in calibres(doc)]
    parts.sort(key=lambda p: (-(p.last - p.first), p.kind != "name", p.first))
    taken: set[int] = set()
    kept = []
    for part in parts:
        if taken.isdisjoint(range(part.first, part.last)):
            taken.update(range(part.first, part.last))
            kept.append(part)
    return sorted(kept, key=lambda p: p.first)


def _is_verb(doc: Doc, hit: Hit) -> bool:
    """ "Militants shell the town": a munition's name used as a verb"""
    return hit.last - hit.first == 1 and doc[hit.first].pos_ == "VERB" and not hit.entry.attrs.get("implied")


def _names(doc: Doc, munitions: Munitions, words: set[int]) -> Iterator[_Part]:
    found = [(doc.vocab.strings[key], a, b) for key, a, b in _matcher(doc.vocab, munitions)(doc)]
    licensed: set[str] = set()
    for guard, first, last in sorted(found, key=lambda m: (m[0] != "free", m[1])):
        munition = munitions.find(doc[first:last].text)
        if munition is None or not any(c.isupper() or c.isdigit() or ord(c) > 1500 for c in doc[first:last].text[:2]):
            continue
        if guard == "free" or munition.munition_id in licensed or _licensed(doc, first, last, words):
            licensed.add(munition.munition_id)
            yield _Part(first, last, "name", WeaponClass(munition.weapon_class), munition)


def _licensed(doc: Doc, first: int, last: int, words: set[int]) -> bool:
    """Whether a weapon word stands beside a guarded name, in its sentence, with no other name between."""
    after = doc[last] if last < len(doc) else None
    if after is not None and after.text[:1].isupper() and after.is_alpha and last not in words:
        return False
    sentence = reading_of(doc).sentence_at(first)
    nearby = range(max(sentence.first, first - REACH), min(sentence.last, last + REACH))
    return any(token in words for token in nearby)


def _groups(doc: Doc, parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    """Parts that name one munition together."""
    group: list[_Part] = []
    for part in parts:
        if group and not _joins(doc, group, part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _joins(doc: Doc, group: Sequence[_Part], part: _Part) -> bool:
    last = group[-1]
    gap = doc[last.last : part.first]
    if len(gap) > REACH or any(p.kind == part.kind for p in group) or last.implied or part.implied:
        return False
    if not _compatible(group, part):
        return False
    if part.kind in ("name", "calibre") and last.kind in ("class", "generic"):
        return all(t.lower_ in _GLUE for t in gap)
    return all((t.is_alpha and t.lower_ not in _BARRIERS) or t.text in _GLUE for t in gap)


def _compatible(group: Sequence[_Part], part: _Part) -> bool:
    """A name and a class word agree, but the press calls many rockets missiles and the reverse."""
    classes = {p.weapon_class for p in (*group, part) if p.weapon_class is not None}
    return len(classes) < 2 or frozenset(classes) in _INTERCHANGEABLE


def _value(doc: Doc, group: Sequence[_Part], munitions: Munitions) -> WeaponValue:
    named = next((p for p in group if p.munition), None)
    spoken = next((p for p in group if p.weapon_class is not None and p.munition is None), None)
    mm = next((p.mm for p in group if p.mm is not None), None)
    first, last = group[0].first, max(p.last for p in group)
    kind = _class_of(named, spoken)
    value = WeaponValue(
        kind,
        _printed(doc, named, munitions) if named else None,
        mm,
        named.munition.munition_id if named and named.munition else None,
        implied=all(p.implied for p in group),
    )
    head = doc[max(p.last for p in group if p.kind in ("class", "generic", "name")) - 1] if kind else doc[last - 1]
    modifier = _qualifies(doc, head.i)
    determiner = doc[first - 1].lower_ if first else ""
    return replace(
        value,
        number=None if modifier else number_before(doc, first),
        modifier=modifier,
        plural=head.tag_ in ("NNS", "NNPS") or (not head.tag_ and head.lower_.endswith("s")),
        definite=determiner in ("the", "this", "that", "these", "those", "its", "their"),
    )


def _printed(doc: Doc, named: _Part, munitions: Munitions) -> str:
    """The designation as printed, in the singular ("Grads" is "Grad")."""
    text = doc[named.first : named.last].text
    return text[:-1] if text.endswith("s") and munitions.find(text[:-1]) == named.munition else text


def _class_of(named: _Part | None, spoken: _Part | None) -> WeaponClass | None:
    """The designation's own class outranks a loose word ("Smerch missiles" are rockets), not a real one."""
    if named is None:
        return spoken.weapon_class if spoken else None
    loose = {WeaponClass.ROCKET, WeaponClass.MISSILE, WeaponClass.BOMB}
    if spoken is None or spoken.weapon_class in loose:
        return named.weapon_class
    return spoken.weapon_class


def _qualifies(doc: Doc, head: int) -> bool:
    """Whether a munition word qualifies the next noun: "rocket attack", "drone strikes"."""
    if head + 1 >= len(doc):
        return False
    token, following = doc[head], doc[head + 1]
    if following.text == "-" and head + 2 < len(doc):
        following = doc[head + 2]
    if token.dep_:
        return (
            token.dep_ in ("compound", "amod", "nmod") and token.head.i > head and token.head.pos_ in ("NOUN", "PROPN")
        )
    return following.lower_ in (
        "attack",
        "attacks",
        "strike",
        "strikes",
        "fire",
        "barrage",
        "salvo",
        "explosion",
        "blast",
    )
