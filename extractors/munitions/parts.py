"""Parts of munition names: class words, designations of the catalogue, printed calibres; which belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors import nlp
from extractors.columns import tokens
from extractors.context import words as closed_class
from extractors.lexicon import Hit
from extractors.munitions.calibre import calibres
from extractors.munitions.codes import bare_calibres, calibres_of_names, model_codes
from extractors.reading import reading_of
from extractors.registry import lexicon_for
from extractors.resolve import Munitions, ResolvedMunition
from models.vocabulary import WeaponClass

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
class Part:
    """Tokens ``[first, last)`` that are a class word, a bare generic word, a designation or a calibre."""

    first: int
    last: int
    kind: str  # "class", "generic", "name", "calibre"
    weapon_class: WeaponClass | None = None
    munition: ResolvedMunition | None = None
    mm: float | None = None
    implied: bool = False


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
    names += [(f"{name}s", guarded) for name, guarded in names if name[-1].isdigit()]  # "Arash-4s"
    matcher.add("free", [tokenizer(n) for n, guarded in names if not guarded])
    matcher.add("guarded", [tokenizer(n) for n, guarded in names if guarded])
    return matcher


def parts_of(doc: Doc, munitions: Munitions) -> list[Part]:
    """Class words, designations and calibres in text order, the longest first where they overlap."""
    hits = lexicon_for("weapon").hits(doc)
    parts = [
        Part(
            h.first,
            h.last,
            "generic" if h.code == "generic" else "class",
            None if h.code in _HELPERS else WeaponClass(h.code),
            mm=h.entry.attrs.get("mm"),
            implied=bool(h.entry.attrs.get("implied")),
        )
        for h in hits
        if h.code != "license" and not _is_verb(doc, h)
    ]
    sizes = list(calibres(doc))
    words = {t for h in hits for t in range(h.first, h.last)} | {t for c in sizes for t in range(c.first, c.last)}
    named = list(_names(doc, munitions, words))
    known = [(p.first, p.munition.calibre_mm) for p in named if p.munition is not None and p.munition.calibre_mm]
    parts += named
    parts += [Part(first, last, "name") for first, last in model_codes(doc, hits)]
    parts += [Part(c.first, c.last, "calibre", mm=c.mm) for c in sizes]
    nouns = [(h.first, h.last, h.code) for h in hits]
    nouns += [(p.first, p.last, str(p.weapon_class)) for p in named if p.weapon_class]
    figures = (*bare_calibres(doc, nouns, munitions), *calibres_of_names(doc, known))
    parts += [Part(first, first + 1, "calibre", mm=mm) for first, mm in figures]
    parts.sort(key=lambda p: (-(p.last - p.first), p.kind != "name", p.munition is None, p.first))
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


def _names(doc: Doc, munitions: Munitions, words: set[int]) -> Iterator[Part]:
    found = [(doc.vocab.strings[key], a, b) for key, a, b in _matcher(doc.vocab, munitions)(doc)]
    licensed: set[str] = set()
    for guard, first, last in sorted(found, key=lambda m: (m[0] != "free", m[1])):
        text = doc[first:last].text
        munition = munitions.find(text) or munitions.find(text.removesuffix("s"))
        if last < len(doc) and doc[last].lower_ in closed_class("name of fighters"):
            continue  # "the Qassam Brigades"
        if munition is None or not any(c.isupper() or c.isdigit() or ord(c) > 1500 for c in doc[first:last].text[:2]):
            continue
        if guard == "free" or munition.munition_id in licensed or _licensed(doc, first, last, words):
            licensed.add(munition.munition_id)
            yield Part(first, last, "name", WeaponClass(munition.weapon_class), munition)


def _licensed(doc: Doc, first: int, last: int, words: set[int]) -> bool:
    """Whether a weapon word stands beside a guarded name, in its sentence, with no other name between."""
    after = doc[last] if last < len(doc) else None
    if after is not None and after.text[:1].isupper() and after.is_alpha and last not in words:
        return False
    sentence = reading_of(doc).sentence_at(first)
    nearby = range(max(sentence.first, first - REACH), min(sentence.last, last + REACH))
    return any(token in words for token in nearby)


def groups_of(doc: Doc, parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Parts that name one munition together."""
    group: list[Part] = []
    for part in parts:
        if group and not _joins(doc, group, part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _joins(doc: Doc, group: Sequence[Part], part: Part) -> bool:
    last = group[-1]
    gap = tokens(doc)[last.last : part.first]
    if len(gap) > REACH or any(p.kind == part.kind for p in group) or last.implied or part.implied:
        return False
    if not _compatible(group, part):
        return False
    if part.kind in ("name", "calibre") and last.kind in ("class", "generic"):
        told = part.kind == "calibre" and _tells_calibre(doc, part)
        return all(t.lower_ in _GLUE or (told and t.text == ",") for t in gap)
    return all((t.is_alpha and t.lower_ not in _BARRIERS) or t.text in _GLUE for t in gap)


def _tells_calibre(doc: Doc, part: Part) -> bool:
    """ "three rockets, calibre 122 mm, fell", "four rockets, 107mm, were fired" """
    following = doc[part.last].text if part.last < len(doc) else "."
    return not doc[part.first].text[:1].isdigit() or following in (",", ".", ")", ";")


def _compatible(group: Sequence[Part], part: Part) -> bool:
    """A name and a class word agree, but the press calls many rockets missiles and the reverse."""
    classes = {p.weapon_class for p in (*group, part) if p.weapon_class is not None}
    return len(classes) < 2 or frozenset(classes) in _INTERCHANGEABLE
