"""What the tokens that an attack acts on name: known nouns, persons, places, else whatever noun stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.person import PersonValue
from extractors.attributes.platform import PlatformValue
from extractors.attributes.target import TargetValue, phrase_around
from extractors.casualties.harm import CasualtyValue
from extractors.context import words
from extractors.draft import TokenRange
from extractors.events.befallen import named_in
from extractors.mention import Mention
from extractors.munitions.laden import carriers
from extractors.places.ships import of_ships
from extractors.reading import Reading, Zone
from extractors.registry import lexicon_for
from models.event import Target
from models.vocabulary import MentionLabel, Party, TargetClass

MOST = 5  # things of a list: "the bank, the court and the post office"
MAX_CREDIT = 4  # words of who tells what a headline says
MOST_OF_NAME = 3  # words of a ship's name behind its noun
COUNTRY, SEA = 6, 7  # UCDP precisions
PLACES = (MentionLabel.FACILITY, MentionLabel.PLACE)
_C = TargetClass
_CLASS_OF = {"government": _C.LEADER, "military": _C.TROOPS, "police": _C.POLICE, "armed_group": _C.ARMED_GROUP}
_CLASS_BY = {Party.CIVILIAN: _C.CIVILIANS, Party.MILITARY: _C.TROOPS, Party.POLICE: _C.POLICE, Party.PERPETRATOR: None,
             Party.UNKNOWN: _C.CIVILIANS}  # fmt: skip
LAND = frozenset({"target.town", "target.wide", "target.place"})
_OF_A_NAME = frozenset({"compound", "nmod", "amod", "appos"})
_WITHIN = frozenset({"compound", "nmod"})
_OWNERS = (MentionLabel.ACTOR, MentionLabel.NATIONALITY)
_NO_TARGET = (MentionLabel.WEAPON, MentionLabel.TRIGGER, MentionLabel.DATE, MentionLabel.LAUNCHER, MentionLabel.SOURCE)
_NO_ENTITY = frozenset({"DATE", "TIME", "CARDINAL", "QUANTITY", "ORDINAL", "MONEY", "PERCENT"})
_UNSURE = frozenset({_C.CIVILIANS, _C.OTHER, _C.RESIDENTIAL})  # what a name alone may be taken for
_QUOTES = frozenset({'"', "'", "“", "‘", "«"})


def targets_in(reading: Reading, patient: TokenRange, *, things: bool) -> Iterator[Target]:
    """Targets named in a patient's tokens; nouns that no list has only of people, or where ``things`` are struck."""
    patient = _without_credit(reading, patient)
    nouns = [m for m in reading.overlapping(*patient, (MentionLabel.CUE,)) if isinstance(m.value, TargetValue)]
    named = [m for m in named_in(reading, patient) if not reading.overlapping(m.head, m.head + 1, PLACES)]
    people = [m.head for m in named]
    nouns = [m for m in nouns if not is_munition(reading, m) and not _is_of_a_name(reading, m, people)]
    nouns = [m for m in nouns if not (m.rule in LAND and _is_beside_a_place(reading, m))]
    heads = [m for m in nouns if _is_head(reading, m, patient)]
    yield from (person_target(reading, m) for m in named)
    if heads:
        yield from (noun_target(reading, m) for m in heads[:MOST])
        return
    root = reading.doc[patient[0] : patient[1]].root
    part = _whole(reading, root, nouns) if not people else None
    other = None if people or part else other_target(reading, root, nouns)
    other = other if things or (other is not None and other.class_ is not _C.OTHER) else None
    if part is not None:
        yield noun_target(reading, part)
    elif other is not None:
        yield other
    elif nouns and not people:
        yield noun_target(reading, nouns[0])
    elif not people:
        places = [m for m in reading.overlapping(*patient, PLACES) if not is_vast(m)]
        yield from (place_target(reading, m) for m in places[:1])


def _without_credit(reading: Reading, patient: TokenRange) -> TokenRange:
    """A headline's object without who tells it: "Drone kills two in Tyre: ministry"."""
    return patient[0], max(patient[0] + 1, min(patient[1], credit_of(reading, patient[0])))


def credit_of(reading: Reading, token: int) -> int:
    """The token from which the headline that holds a token tells who says it; its end where it does not."""
    sentence = reading.sentence_at(token)
    if sentence.zone is not Zone.TITLE:
        return sentence.last
    colon = next((i for i in range(sentence.last - 1, sentence.first, -1) if reading.doc[i].text == ":"), sentence.last)
    told = [t for t in reading.doc[colon + 1:sentence.last] if not (t.is_space or t.is_punct)]
    return colon if 0 < len(told) <= MAX_CREDIT else sentence.last


def person_target(reading: Reading, mention: Mention) -> Target:
    """A named victim, with the noun before the name: "retired judge Jorge Silva"."""
    value = mention.value
    kind = _CLASS_OF.get(value.kind, _C.CIVILIANS) if isinstance(value, PersonValue) else _C.CIVILIANS
    before = (m for m in reading.labelled(MentionLabel.CUE) if m.last == mention.first)
    noun = next((m.value for m in before if isinstance(m.value, TargetValue)), None)
    first = noun.phrase[0] if noun else mention.first
    return _target(reading, noun.target_class if noun else kind, (first, mention.last), "target.person")


def noun_target(reading: Reading, mention: Mention) -> Target:
    """A known noun with its phrase, and with the name that it is part of or that follows it."""
    value = mention.value
    if not isinstance(value, TargetValue):
        raise TypeError(f"mention {mention.text!r} is no target")
    first, last = _name_of(reading, mention) or value.phrase
    for place in reading.overlapping(mention.first, mention.last, PLACES):
        first, last = min(first, place.first), max(last, place.last)  # "Camp Lemonnier"
    if last == mention.last and value.target_class is TargetClass.SHIP:
        last = _named_until(reading, last)
    owner = next((m.text for m in reading.overlapping(first, last, _OWNERS)), None)
    return replace(_target(reading, value.target_class, (first, last), mention.rule), actor=owner)


def _name_of(reading: Reading, mention: Mention) -> TokenRange | None:
    """The name of which a noun only says what it is: "the Sea Glory, a tanker with Greek links" """
    noun = reading.doc[mention.head]
    name = noun.head
    if noun.dep_ != "appos" or name.pos_ != "PROPN" or name.i >= noun.i or not _may_be_struck(reading, name):
        return None
    return phrase_around(reading.doc, name.i, name.i + 1, reading.sentence_at(name.i))


def place_target(reading: Reading, mention: Mention) -> Target:
    """A place or facility that stands for what is there."""
    phrase = phrase_around(reading.doc, mention.first, mention.last, reading.sentence_at(mention.first))
    kind = TargetClass.BASE if mention.label is MentionLabel.FACILITY else TargetClass.RESIDENTIAL
    return _target(reading, kind, phrase, f"target.{mention.label.lower()}")


def is_country(mention: Mention) -> bool:
    """Whether a place is no more than a country."""
    return mention.norm is not None and mention.norm.get("precision") == COUNTRY


def is_vast(mention: Mention) -> bool:
    """Whether a place is no more than a country or a sea: no target."""
    return is_country(mention) or (mention.norm is not None and mention.norm.get("precision") == SEA)


def is_munition(reading: Reading, mention: Mention) -> bool:
    """Whether a noun is what was fired or set off: drones that were shot down and a van full of explosives."""
    weapons = reading.overlapping(mention.first, mention.last, (MentionLabel.WEAPON,))
    return _is_bomb(reading, mention.head) or any(m.head == mention.head for m in weapons)


def _is_bomb(reading: Reading, token: int) -> bool:
    """Whether a noun is a vehicle that is told as a bomb."""
    return token in reading.once("carriers", lambda: carriers(reading))


def _target(reading: Reading, kind: TargetClass, phrase: TokenRange, rule: str) -> Target:
    kind = _C.SHIP if kind in _UNSURE and _is_ships_name(reading, phrase) else kind
    return Target(kind, reading.text(*phrase), None, (reading.chars(*phrase),), rule)


def _is_ships_name(reading: Reading, phrase: TokenRange) -> bool:
    """ "USS Cole", "the tanker Athena": a name that tells no kind of thing by itself"""
    named = (m.value for m in reading.overlapping(*phrase, (MentionLabel.PLATFORM,)))
    return any(isinstance(v, PlatformValue) and v.named for v in named) or phrase[1] - 1 in of_ships(reading)


def other_target(reading: Reading, root: Token, nouns: Sequence[Mention] = ()) -> Target | None:
    """A noun that no list has: "the Epicentr hypermarket", "a police checkpost"; its class may stand in its words."""
    if not _may_be_struck(reading, root):
        return None
    kind = _class_of(reading, root, nouns)
    if kind is None:
        return None
    actor = next(iter(reading.overlapping(root.i, root.i + 1, (MentionLabel.ACTOR,))), None)
    first, last = (actor.first, actor.last) if actor is not None else (root.i, root.i + 1)
    first, last = phrase_around(reading.doc, first, last, reading.sentence_at(root.i))
    while first < root.i and (reading.doc[first].dep_ == "det" or not reading.doc[first].text[:1].isalnum()):
        first += 1
    owner = actor.text if actor is not None else None
    return replace(_target(reading, kind, (first, last), "target.other"), actor=owner)


def _whole(reading: Reading, root: Token, nouns: Sequence[Mention]) -> Mention | None:
    """The known noun that an unknown one is a part of: "the sixth floor of the hotel", "a group of soldiers" """
    if _harmed(reading, root) is not None:
        return None
    of = next((c for c in root.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return next((m for m in nouns if of is not None and reading.doc[m.head].head == of), None)


def _may_be_struck(reading: Reading, root: Token) -> bool:
    unfit = {root.lower_, root.lemma_.lower()} & words("no_target")
    noun = root.pos_ in ("NOUN", "PROPN") and root.ent_type_ not in _NO_ENTITY and root.is_alpha
    if not noun or unfit or _is_bomb(reading, root.i):
        return False
    if reading.overlapping(root.i, root.i + 1, (*_NO_TARGET, *PLACES)):
        return False
    cues = reading.overlapping(root.i, root.i + 1, (MentionLabel.CUE, MentionLabel.CASUALTY))
    return not any(m.head == root.i and isinstance(m.value, OutcomeValue | CasualtyValue) for m in cues)


def _class_of(reading: Reading, root: Token, nouns: Sequence[Mention]) -> TargetClass | None:
    """By a known noun among its words, else by who was harmed; none for attackers and mere numbers of people."""
    for mention in nouns:
        token = reading.doc[mention.head]
        if isinstance(mention.value, TargetValue) and token.head == root and token.dep_ in _WITHIN:
            return mention.value.target_class
    harmed = _harmed(reading, root)
    if harmed is not None:
        return None if harmed.zero or harmed.generic else _CLASS_BY[harmed.party]
    return _C.CIVILIANS if root.i in reading.once("persons", lambda: _persons(reading)) else _C.OTHER


def _persons(reading: Reading) -> frozenset[int]:
    """Tokens of words for people."""
    hits = lexicon_for("casualty").hits(reading.doc)
    return frozenset(t for h in hits if h.entry.attrs["kind"] == "person" for t in range(h.first, h.last))


def _harmed(reading: Reading, root: Token) -> CasualtyValue | None:
    """The group of harmed people that a noun is the head of."""
    return reading.once("the harmed", lambda: _harmed_by_token(reading)).get(root.i)


def _harmed_by_token(reading: Reading) -> dict[int, CasualtyValue]:
    """The first told group of harmed people that holds a token."""
    found: dict[int, CasualtyValue] = {}
    for mention in reading.labelled(MentionLabel.CASUALTY):
        if isinstance(mention.value, CasualtyValue):
            for token in range(*mention.value.group):
                found.setdefault(token, mention.value)
    return found


def _is_beside_a_place(reading: Reading, mention: Mention) -> bool:
    """ "Erbil, the capital of the region": the name says more"""
    token = reading.doc[mention.head]
    return token.dep_ == "appos" and bool(reading.overlapping(token.head.i, token.head.i + 1, PLACES))


def _named_until(reading: Reading, last: int) -> int:
    """The end of the name right behind a noun: "the frigate Hessen", "the tanker 'Pacific Star'"."""
    doc, sentence = reading.doc, reading.sentence_at(last - 1)
    first = last + 1 if last < sentence.last and doc[last].text in _QUOTES else last
    end = first
    while end < min(sentence.last, first + MOST_OF_NAME) and doc[end].text[:1].isupper() and doc[end].is_alpha:
        end += 1
    return end if end > first else last


def _is_of_a_name(reading: Reading, mention: Mention, people: Sequence[int]) -> bool:
    """Whether a noun only says who a named person is: "Judge Silva", "Jorge Silva, a retired judge"."""
    token = reading.doc[mention.head]
    return token.head.i in people and token.dep_ in _OF_A_NAME


def _is_head(reading: Reading, mention: Mention, patient: TokenRange) -> bool:
    """Whether a noun stands for the patient itself and not for something inside it."""
    token = reading.doc[mention.head]
    return not (patient[0] <= token.head.i < patient[1]) or token.dep_ in ("conj", "appos") or token.head == token
