"""The counted group behind a harmed noun phrase: how many, whose people, a part or more of another group.

`group_of` turns the head token of a victim phrase into a `CasualtyValue`; it answers null for what is no person.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from extractors.attributes.quantity import QuantityValue, Use
from extractors.casualties.denials import denial_above, denial_of
from extractors.casualties.harm import CasualtyValue, HarmContext, kind_of
from extractors.casualties.shares import is_part, ordinal_of, rest_of, shared_among
from extractors.casualties.victims import head_of
from extractors.context import words
from extractors.counting import counts_by_end, number_before, quantities_in
from extractors.lexicon import Hit
from extractors.numbers import Number, NumberKind
from extractors.tree import child_of
from models.vocabulary import Effect, Party

_SINGULAR_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_PLURAL_PRONOUNS = frozenset({"they", "them", "we", "us", "their"})
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "their", "both"})
_KIN = frozenset({"family", "families", "household", "households"})
_COLLECTIVE = frozenset({"people", "police", "personnel", "troops", *_KIN, "crew", "team", "peshmerga", "taliban"})
_BEFORE = frozenset({"compound", "amod", "nmod", "poss"})
_ANYBODY = frozenset({"people", "persons", "person"})
_BOTH = (Effect.KILLED, Effect.WOUNDED)


def group_of(context: HarmContext, hit: Hit, victim: Token, effects: tuple[Effect, ...]) -> CasualtyValue | None:
    """The counted group behind a victim's head token; null where it is no person."""
    doc = context.doc
    if victim.i in context.counts and (kind_of(hit) == "toll" or _alone(context, victim)):
        return None if _of_things(context, victim) else _from_number(context, context.counts[victim.i], victim, effects)
    if victim.lower_ in words("anybody"):  # "without hurting anyone"; "if anyone was hurt" is silence
        undone = denial_above(head_of(doc, hit))
        return _zero(doc, _nothing(undone), victim, effects) if undone is not None else None
    if (left := rest_of(victim)) is not None:
        return _build(context, effects, victim, left, (left.first, left.last))
    first = _content_start(doc, victim)
    number = number_before(doc, first)
    if number is None or number.kind is NumberKind.ARTICLE:
        number = _size(context, victim) or number
    if victim.lower_ in _KIN and (number is None or number.last <= victim.i):
        number = None  # "a family", "two families": people without number
    inside = (kind_of(hit) == "noun" and hit.first <= victim.i < hit.last) or victim.i == head_of(doc, hit).i
    aged = context.ages.get(victim.i)
    if aged is not None and victim.i not in context.persons:
        counted = number if victim.tag_ == "NNS" else _one(victim)
        return _build(context, effects, victim, counted, (aged.number.first, victim.i + 1))
    if inside and number is None and (denial := _denied(context, victim)) is not None:
        return _zero(doc, denial, victim, effects)
    if not inside and (victim.lower_ == "another" or _is_next(victim)):
        return replace(_build(context, effects, victim, _one(victim), (victim.i, victim.i + 1)), more=True)
    if not inside and not _is_person(context, victim, number):
        return None
    if number is None and (neither := _neither(victim)) is not None:
        return _zero(doc, _nothing(neither), victim, effects)
    if number is not None and number.kind is NumberKind.NONE:
        return _zero(doc, number, victim, effects)
    if number is None or number.kind is NumberKind.ARTICLE or (inside and _is_share(doc, number, effects)):
        if inside:
            return None
        number = number or _implied(victim)
    start, last = (min(number.first, first), number.last) if number else (first, 0)
    return _build(context, effects, victim, number, (start, max(last, victim.i + 1)))


def one_named(context: HarmContext, name: Token, effects: tuple[Effect, ...]) -> CasualtyValue:
    """One person of a list: the last word of the name."""
    value = _build(context, effects, name, _one(name), (_content_start(context.doc, name), name.i + 1))
    return replace(value, name=name.text if name.pos_ == "PROPN" else None)


def _is_person(context: HarmContext, victim: Token, number: Number | None) -> bool:
    """A known word for people, a name, a pronoun, or any noun with a plain count that is no thing."""
    if victim.i in context.things or _is_thing_told(context, victim) or (
            victim.pos_ == "NOUN" and victim.lower_ in words("vehicle_noun")):
        return False
    if victim.i in context.persons or victim.ent_type_ in ("PERSON", "NORP"):
        return True
    if victim.lower_ in _SINGULAR_PRONOUNS or (victim.lower_ in _PLURAL_PRONOUNS and victim.dep_ != "poss"):
        return True
    if victim.pos_ == "PROPN" and (victim.ent_type_ == "" or any(c.i in context.persons for c in victim.lefts)):
        return True  # a name that the model did not know, or one with a title: "police chief Quintero"
    if number is None or number.kind in (NumberKind.ARTICLE, NumberKind.NONE):
        return False
    plural = victim.tag_ in ("NNS", "NNPS")
    return victim.pos_ in ("NOUN", "PROPN") and plural and victim.ent_type_ in ("", "NORP", "CARDINAL")


def _of_things(context: HarmContext, number: Token) -> bool:
    """ "killed 40 of his sheep" """
    return any(t.i in context.things for c in number.children if c.lower_ == "of" for t in c.children)


def _is_thing_told(context: HarmContext, victim: Token) -> bool:
    """ "eleven rockets were still there; two others had burned out": what remains of things that did it before"""
    if victim.dep_ != "nsubj" or victim.lower_ not in words("rest of a share"):
        return False
    before = (t for t in reversed(victim.doc[victim.sent.start : victim.i]) if t.dep_ in ("nsubj", "nsubjpass"))
    subject = next(before, None)
    return subject is not None and subject.i in context.things and subject.tag_ == "NNS"


def _is_next(victim: Token) -> bool:
    """ "killed two men and injured a third" """
    ordinal = any(q.use is Use.ORDINAL for q in quantities_in(victim.doc, victim.i, victim.i + 1))
    return ordinal and victim.i > 0 and victim.doc[victim.i - 1].lower_ == "a"


def _denied(context: HarmContext, victim: Token) -> Number | None:
    """ "none of the rockets caused casualties", "without (causing) casualties", "no reports of injuries" """
    verb = victim.head
    above = verb.head if verb.dep_ == "pcomp" and victim.dep_ == "dobj" else verb
    if above.lower_ == "without":
        return _nothing(above)
    if victim.dep_ == "conj" and verb.pos_ == "NOUN":  # "no damage or casualties"
        number = number_before(context.doc, _content_start(context.doc, verb))
        if number is not None and number.kind is NumberKind.NONE:
            return number
        return _denied(context, verb) if verb.dep_ == "dobj" else None  # "without causing damage or injuries"
    if victim.dep_ == "pobj" and verb.lower_ == "of":
        if verb.head.lower_ in words("knowledge of harm"):  # "no word of any dead" is silence
            return None
        number = number_before(context.doc, _content_start(context.doc, verb.head))
        return number if number is not None and number.kind is NumberKind.NONE else None
    subject = child_of(verb, "nsubj", "nsubjpass")
    value = context.counts.get(subject.i) if subject is not None else None
    if value is not None and value.number.kind is NumberKind.NONE:
        return value.number
    said_of = victim.dep_ == "nsubj" and verb.lemma_ == "be"  # "the wound is not serious"
    governed = victim.dep_ in ("dobj", "nsubjpass", "attr", "nsubj") and verb.pos_ in ("VERB", "AUX") and not said_of
    negation = (child_of(verb, "neg") if governed else None) or denial_of(victim)
    return _nothing(negation) if negation is not None else None


def _neither(victim: Token) -> Token | None:
    """ "neither drivers nor guards were hurt", of both """
    while victim.dep_ == "conj" and victim.head.i < victim.i:
        victim = victim.head
    return next((c for c in victim.lefts if c.lower_ == "neither"), None)


def _nothing(token: Token) -> Number:
    return Number(token.i, token.i + 1, token.i, NumberKind.NONE, 0, 0, 0)


def _alone(context: HarmContext, victim: Token) -> bool:
    """Whether a number stands for its noun: "12 were killed", "leaving three dead"."""
    last = victim.i + 1 >= len(context.doc)
    if last or victim.head.i in context.harmed:  # "eleven hurt"
        return True
    return victim.head.i != victim.i + 1 or victim.dep_ not in ("nummod", "det", "amod")


def _content_start(doc: Doc, victim: Token) -> int:
    """Leftmost token of the noun's own premodifiers that are no numbers."""
    first, counts = victim.i, counts_by_end(doc)
    while first > 0:
        before = doc[first - 1]
        joined = before.dep_ in ("cc", "conj") and before.head.dep_ == "amod"  # "American or Qatari personnel"
        if (not joined and before.dep_ not in _BEFORE) or before.pos_ in ("NUM", "PRON") or first in counts:
            break  # "Eleven people are dead": a number that opens a sentence may be read as an adjective
        first -= 1
    return first


def _is_share(doc: Doc, number: Number, effects: tuple[Effect, ...]) -> bool:
    """ "three of the wounded died" tells nothing of how many were wounded"""
    return effects == (Effect.WOUNDED,) and doc[number.last : number.last + 2].text.lower() == "of the"


def _size(context: HarmContext, victim: Token) -> Number | None:
    """ "a family of five", "an elderly couple", "his parents": the number of a word for a group"""
    known = any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in victim.lefts)
    if victim.lower_ == "couple" or (victim.lower_ == "parents" and known):
        return Number(victim.i, victim.i + 1, victim.i, NumberKind.EXACT, 2, 2, 2)
    following = victim.doc[victim.i + 1 : victim.i + 3]
    if victim.lower_ not in _COLLECTIVE or len(following) < 2 or following[0].lower_ != "of":
        return None
    value = context.counts.get(following[1].i)
    return value.number if value is not None and _alone(context, following[1]) else None


def _implied(victim: Token) -> Number | None:
    """One for a singular person ("the man", a name, "he"), null for a bare plural."""
    if victim.lower_ in _SINGULAR_PRONOUNS:
        return _one(victim)
    if victim.tag_ in ("NNP", "NNPS"):
        return _one(victim) if victim.ent_type_ == "PERSON" or not _is_plural_name(victim) else None
    return _one(victim) if victim.tag_ == "NN" and victim.lower_ not in _COLLECTIVE else None


def _is_plural_name(victim: Token) -> bool:
    """ "Jesuits", "Bodyguards" in capitals, which the model may tag as one name, as "Tosi" as several"""
    return victim.lower_.endswith("s") or victim.lower_ in _COLLECTIVE


def _one(victim: Token) -> Number:
    return Number(victim.i, victim.i + 1, victim.i, NumberKind.EXACT, 1, 1, 1)


def _zero(doc: Doc, number: Number, victim: Token, effects: tuple[Effect, ...]) -> CasualtyValue:
    """ "no casualties", "nobody was hurt": nobody dead either; "no deaths" is silent of the wounded."""
    both = _BOTH if effects != (Effect.KILLED,) else effects
    span = (min(number.first, victim.i), max(victim.i + 1, number.last))
    return CasualtyValue(both, Party.UNKNOWN, number, doc[span[0] : span[1]].text, span, zero=True)


def _from_number(
    context: HarmContext, value: QuantityValue, victim: Token, effects: tuple[Effect, ...]
) -> CasualtyValue | None:
    number = value.number
    if number.kind is NumberKind.NONE:
        return _zero(context.doc, number, victim, effects)
    if number.kind is NumberKind.ARTICLE:
        return None
    return _build(context, effects, victim, number, (number.first, number.last))


def _build(
    context: HarmContext, effects: tuple[Effect, ...], victim: Token, number: Number | None, group: tuple[int, int]
) -> CasualtyValue:
    doc = context.doc
    person = context.persons.get(victim.i) or context.persons.get(group[1]) or shared_among(context, group[1])
    code = person.code if person else "unknown"
    value = CasualtyValue(
        effects, Party.UNKNOWN if code == "armed" else Party(code), number, doc[group[0] : group[1]].text, group
    )
    return replace(
        value,
        part=is_part(context, group, victim),
        ordinal=ordinal_of(doc, group),
        more=_is_more(context, group),
        definite=_is_definite(doc, group, victim),
        armed=code == "armed",
        name=_name(victim),
        generic=_is_anybody(context, group, victim),
        owned=any(c.tag_ == "PRP$" for c in victim.children),
    )


def _is_anybody(context: HarmContext, group: tuple[int, int], victim: Token) -> bool:
    """ "nine people", "11 were killed", "four dead": no kind of people; not "three of its men" """
    following = context.doc[group[1] : group[1] + 1].text.lower()
    bare = group[1] - 1 in context.counts and following != "of"
    return bare or victim.lower_ in _ANYBODY or victim.i in context.harmed


def _is_definite(doc: Doc, group: tuple[int, int], victim: Token) -> bool:
    if victim.lower_ in _SINGULAR_PRONOUNS or victim.ent_type_ == "PERSON":
        return True
    return any(c.lower_ in _DEFINITE for c in victim.children) or (group[0] > 0 and doc[group[0] - 1].lower_ == "the")


def _is_more(context: HarmContext, group: tuple[int, int]) -> bool:
    """ "three others", "another man", "five more people" """
    if any(context.marked(t, "more") for t in range(*group)):
        return True
    near = (context.persons.get(t) for t in range(group[0], group[1] + 1))  # "three other victims" too
    return any(p is not None and bool(p.entry.attrs.get("more")) for p in near)


def _name(victim: Token) -> str | None:
    """The last word of a person's name, to tell one victim from another."""
    if victim.ent_type_ == "PERSON":
        return victim.text
    named = next((c for c in victim.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None)
    return named.text if named is not None else None
