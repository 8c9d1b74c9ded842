"""Casualties: effect, party and count, read from harm word, victim and number by structure.

Each mention is one group of victims of one harm word. `CasualtyValue` tells what the roll-up needs: whether the
group is a part of another ("including two children"), more of the same ("three others"), one person, a name, a
cumulative toll, or no more than a hint ("was shot" until he dies).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.attributes.quantity import QuantityValue, Use, quantities_of
from extractors.context import status_of
from extractors.counting import number_before
from extractors.lexicon import Hit
from extractors.mention import Mention
from extractors.numbers import Number, NumberKind
from extractors.reading import reading_of
from extractors.registry import lexicon_for
from extractors.victims import child, head_of, victims_of
from models.event import Norm
from models.vocabulary import Assertion, Effect, MentionLabel, Party

AFTER = ("quantity",)
AGE_TOKENS = 4  # "-year-old" after its figure
MAX_SPAN = 30  # tokens from the first victim to the harm word that a quote may hold
_HARM = frozenset({"verb", "intransitive", "state", "condition", "noun", "toll", "hint"})
_SINGULAR_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_PLURAL_PRONOUNS = frozenset({"they", "them", "we", "us", "their"})


@dataclass(frozen=True, slots=True)
class CasualtyValue:
    """One group of harmed people; ``number`` null for a bare plural, ``effects`` two for "casualties"."""

    effects: tuple[Effect, ...]
    party: Party
    number: Number | None
    victim: str
    group: tuple[int, int]  # tokens of the counted phrase
    cumulative: bool = False
    part: bool = False
    more: bool = False
    definite: bool = False
    weak: bool = False
    armed: bool = False
    toll: bool = False
    zero: bool = False
    name: str | None = None

    @property
    def effect(self) -> str:
        """The first effect."""
        return str(self.effects[0])

    @property
    def count(self) -> Number | None:
        """The number told."""
        return self.number


@dataclass(frozen=True, slots=True)
class _Context:
    doc: Doc
    persons: dict[int, Hit]
    marks: dict[int, Hit]
    counts: dict[int, QuantityValue]
    ages: dict[int, QuantityValue]


def extract(doc: Doc) -> Iterator[Mention]:
    """CASUALTY mentions in text order."""
    reading = reading_of(doc)
    hits = lexicon_for("casualty").hits(doc)
    counts = {t: q for q in quantities_of(doc) if q.use is Use.COUNT for t in range(q.number.first, q.number.last)}
    ages = {t: q for q in quantities_of(doc) if q.use is Use.AGE for t in range(q.number.first, q.number.last + AGE_TOKENS)}
    context = _Context(doc, {t: h for h in hits for t in range(h.first, h.last) if _kind(h) == "person"},
                       {t: h for h in hits for t in range(h.first, h.last) if _kind(h) in ("part", "more", "cumulative")}, counts, ages)
    for hit in hits:
        if _kind(hit) in _HARM and not _unreal(doc, hit):
            for value in _values(context, hit):
                first, last = min(hit.first, value.group[0]), max(hit.last, value.group[1])
                if last - first > MAX_SPAN:
                    first, last = value.group
                norm = _norm(value)
                yield reading.mention(MentionLabel.CASUALTY, first, last, f"casualty.{_kind(hit)}", head=head_of(doc, hit).i,
                                      norm=norm, value=value, shown=norm is not None and not value.weak)


def _kind(hit: Hit) -> str:
    return str(hit.entry.attrs["kind"])


def _norm(value: CasualtyValue) -> Norm | None:
    if value.number is None:
        return None
    return {"low": value.number.low, "best": value.number.best, "high": value.number.high, "effect": str(value.effects[0])}


def _unreal(doc: Doc, hit: Hit) -> bool:
    """Planned, threatened or supposed harm is none; negated harm is told as zero."""
    head = head_of(doc, hit)
    if not head.dep_ or _kind(hit) == "hint":
        return False
    return status_of(head).assertion in (Assertion.HYPOTHETICAL, Assertion.PLANNED, Assertion.THREATENED)


def _values(context: _Context, hit: Hit) -> Iterator[CasualtyValue]:
    doc, head = context.doc, head_of(context.doc, hit)
    effects = (Effect.KILLED, Effect.WOUNDED) if hit.code == "both" else (Effect(hit.code),)
    weak = bool(hit.entry.attrs.get("weak"))
    if _kind(hit) == "hint":
        yield CasualtyValue(effects, Party.UNKNOWN, None, "", (hit.first, hit.last), weak=True)
        return
    cumulative = _is_cumulative(context, hit)
    for victim in victims_of(doc, hit):
        value = _group(context, hit, victim, effects)
        if value is None or _is_negated(head, value):
            continue
        toll = _kind(hit) == "toll"
        yield _with(value, weak=weak and not value.zero, cumulative=cumulative, toll=toll)


def _with(value: CasualtyValue, *, weak: bool, cumulative: bool, toll: bool) -> CasualtyValue:
    return CasualtyValue(value.effects, value.party, value.number, value.victim, value.group, cumulative, value.part,
                         value.more, value.definite, weak, value.armed, toll, value.zero, value.name)


def _is_negated(head: Token, value: CasualtyValue) -> bool:
    """ "the officer was not hurt" is silence; "no one was hurt" has its own zero."""
    return not value.zero and child(head, "neg") is not None


def _is_cumulative(context: _Context, hit: Hit) -> bool:
    """Whether a time phrase makes the count one of many events: "since October", "so far this year"."""
    sentence = reading_of(context.doc).sentence_at(hit.first)
    for token in range(max(sentence.first, hit.first - 12), min(sentence.last, hit.last + 14)):
        mark = context.marks.get(token)
        if mark is not None and _kind(mark) == "cumulative":
            return True
    return False


def _group(context: _Context, hit: Hit, victim: Token, effects: tuple[Effect, ...]) -> CasualtyValue | None:
    """The counted group behind a victim's head token; null where it is no person."""
    doc = context.doc
    if victim.i in context.counts and _alone(context, victim):
        return _from_number(context, hit, context.counts[victim.i], victim, effects)
    first = _content_start(doc, victim)
    number = number_before(doc, first)
    person = context.persons.get(victim.i)
    inside = _kind(hit) == "noun" and hit.first <= victim.i < hit.last or victim.i == head_of(doc, hit).i
    aged = context.ages.get(victim.i)
    if aged is not None and person is None:
        return _build(context, effects, victim, _implied(doc, victim) if victim.tag_ != "NNS" else number, (aged.number.first, victim.i + 1), None)
    if inside and number is None and (denial := _denied(context, victim)) is not None:
        return _zero(doc, denial, victim, hit, effects)
    if person is None and not inside and not _nameable(victim, number):
        return None
    if number is not None and number.kind is NumberKind.NONE:
        return _zero(doc, number, victim, hit, effects)
    if number is None or number.kind is NumberKind.ARTICLE:
        if inside:
            return None
        number = number or _implied(doc, victim)
    start = min(number.first if number else first, first)
    return _build(context, effects, victim, number, (start, victim.i + 1), person)


def _denied(context: _Context, victim: Token) -> Number | None:
    """ "none of the rockets caused casualties", "without casualties", "did not cause injuries" """
    verb = victim.head
    if verb.lower_ == "without":
        return Number(verb.i, verb.i + 1, verb.i, NumberKind.NONE, 0, 0, 0)
    subject = child(verb, "nsubj", "nsubjpass")
    value = context.counts.get(subject.i) if subject is not None else None
    if value is not None and value.number.kind is NumberKind.NONE:
        return value.number
    negation = child(verb, "neg") if victim.dep_ in ("dobj", "nsubjpass", "attr", "nsubj") and verb.pos_ in ("VERB", "AUX") else None
    return Number(negation.i, negation.i + 1, negation.i, NumberKind.NONE, 0, 0, 0) if negation is not None else None


def _alone(context: _Context, victim: Token) -> bool:
    """Whether a number stands for its noun: "12 were killed", "leaving three dead"."""
    return victim.i + 1 >= len(context.doc) or victim.head.i != victim.i + 1 or victim.dep_ not in ("nummod", "det", "amod")


def _content_start(doc: Doc, victim: Token) -> int:
    """Leftmost token of the noun's own premodifiers that are no numbers."""
    first = victim.i
    while first > 0 and doc[first - 1].dep_ in ("compound", "amod", "nmod", "poss") and doc[first - 1].pos_ not in ("NUM", "PRON"):
        first -= 1
    return first


def _nameable(victim: Token, number: Number | None) -> bool:
    """A name, a pronoun for people, or any noun with a plain count."""
    if victim.lower_ in _SINGULAR_PRONOUNS | _PLURAL_PRONOUNS or victim.ent_type_ in ("PERSON", "NORP"):
        return True
    if number is None or number.kind in (NumberKind.ARTICLE, NumberKind.NONE):
        return False
    return victim.pos_ in ("NOUN", "PROPN") and victim.tag_ in ("NNS", "NNPS") and victim.ent_type_ in ("", "NORP", "CARDINAL")


def _implied(doc: Doc, victim: Token) -> Number | None:
    """One for a singular person ("the man", a name, "he"), null for a bare plural."""
    singular = victim.lower_ in _SINGULAR_PRONOUNS or (
        victim.tag_ in ("NN", "NNP") and victim.lower_ not in ("people", "police", "personnel", "troops", "family", "crew", "team", "peshmerga"))
    if not singular:
        return None
    return Number(victim.i, victim.i + 1, victim.i, NumberKind.EXACT, 1, 1, 1)


def _zero(doc: Doc, number: Number, victim: Token, hit: Hit, effects: tuple[Effect, ...]) -> CasualtyValue:
    """ "no casualties", "no injuries", "nobody was hurt": nobody dead either, unless only deaths are denied."""
    both = (Effect.KILLED, Effect.WOUNDED) if effects != (Effect.KILLED,) else effects
    span = (number.first, max(victim.i + 1, number.last))
    return CasualtyValue(both, Party.UNKNOWN, number, doc[span[0]:span[1]].text, span, zero=True)


def _from_number(context: _Context, hit: Hit, value: QuantityValue, victim: Token, effects: tuple[Effect, ...]) -> CasualtyValue | None:
    doc, number = context.doc, value.number
    if number.kind is NumberKind.NONE:
        return _zero(doc, number, victim, hit, effects)
    if number.kind is NumberKind.ARTICLE:
        return None
    return _build(context, effects, victim, number, (number.first, number.last), context.persons.get(number.last))


def _build(context: _Context, effects: tuple[Effect, ...], victim: Token, number: Number | None,
           group: tuple[int, int], person: Hit | None) -> CasualtyValue:
    doc = context.doc
    code = person.code if person else "unknown"
    party = Party.UNKNOWN if code == "armed" else Party(code)
    before = doc[group[0] - 1] if group[0] else None
    definite = victim.lower_ in _SINGULAR_PRONOUNS or victim.ent_type_ == "PERSON" or any(
        c.lower_ in ("the", "this", "that", "his", "her", "their", "both") for c in victim.children) or (before is not None and before.lower_ == "the")
    more = any(_kind(context.marks[t]) == "more" for t in range(group[0], group[1]) if t in context.marks) or bool(
        person and person.entry.attrs.get("more")) or _code_after(context, group[1])
    return CasualtyValue(effects, party, number, doc[group[0]:group[1]].text, group, part=_is_part(context, group, victim), more=more,
                         definite=definite, armed=code == "armed", name=_name(victim))


def _code_after(context: _Context, token: int) -> bool:
    person = context.persons.get(token)
    return bool(person and person.entry.attrs.get("more"))


def _name(victim: Token) -> str | None:
    """The last word of a person's name, to tell one victim from another."""
    if victim.ent_type_ == "PERSON":
        return victim.text
    named = next((c for c in victim.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None)
    return named.text if named is not None else None


def _is_part(context: _Context, group: tuple[int, int], victim: Token) -> bool:
    """ "including two children", "two of them were killed" """
    before = context.marks.get(group[0] - 1)
    if before is not None and _kind(before) == "part":
        return True
    after = context.marks.get(group[1])
    if after is not None and _kind(after) == "part" and context.doc[group[1]].lower_ == "of":
        return True
    following = context.doc[group[1]] if group[1] < len(context.doc) else None
    return following is not None and following.lower_ == "of" and victim.i < group[1] and victim.pos_ in ("NUM", "DET")
