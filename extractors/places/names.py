"""Whether a name that the gazetteer knows is meant as a place here: evidence from text, model and other uses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from spacy.tokens import Doc

from extractors.columns import tokens
from extractors.mention import Mention
from extractors.places.hosts import is_force
from extractors.places.longer import capital, ends_told_name, goes_on, houses
from extractors.places.surroundings import Surroundings
from extractors.places.toponyms import FACILITIES, Spot, doubtful, ends_in_type, terms, type_word, words_of
from extractors.reading import Reading, Zone
from extractors.resolve import ResolvedPlace
from models.vocabulary import MentionLabel

_PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
_WIDE = frozenset({"sea", "region", "continent"})
_STATES = frozenset({"country", "admin1"})
_SMALL = frozenset({"town", "district", "airport", "village"})
_DASHES = frozenset({"-", "–", "—"})
_JOINING = frozenset({"IN", "TO", "CC"})  # tags of words that are no part of a name, big as they may be
BIG = 100_000  # inhabitants from which a bare name is taken as the place


class Evidence(IntEnum):
    """How sure it is that a spot is a place."""

    PERSON = -1  # another sense: a person, a word
    NONE = 0
    WEAK = 1  # counts if the same name is sure elsewhere in the article
    SURE = 2


@dataclass
class Judge:
    """Weighs the spots of one article."""

    reading: Reading
    people: Sequence[Mention] = ()
    surnames: frozenset[str] = frozenset()
    _people_at: Mapping[int, Mention] = field(default_factory=dict)

    def __post_init__(self) -> None:
        named = [m for m in self.reading.labelled(MentionLabel.PERSON) if m.norm]
        self.people = named
        self._people_at = {i: m for m in sorted(named, key=lambda m: m.last - m.first) for i in range(m.first, m.last)}
        self.surnames = frozenset(m.text.split()[-1] for m in named if len(m.text.split()) > 1)

    def weigh(self, spot: Spot, around: Surroundings, places: Sequence[ResolvedPlace]) -> Evidence:
        """The evidence of one spot; ``places`` are its candidates, most prominent first."""
        doc = self.reading.doc
        top = places[0]
        if self._is_person(spot, around) or self._is_actor(spot, top):
            return Evidence.PERSON
        if top.kind != "country" and spot.name.split()[-1] in houses(self.reading):
            return Evidence.PERSON  # "Crystal", where the text has a "Crystal Bay Hotel"
        if self._is_month(spot) or _is_abbreviation(spot, top) or goes_on(doc, spot) or _is_street(doc, spot):
            return Evidence.NONE
        if self.reading.resolvers.places.demonym(spot.name) is not None and _is_people(top, around):
            return Evidence.PERSON  # "in Spanish", "a Somali village"
        if self._is_word(spot, top):
            return self._doubtful(spot, around, top)
        if ends_told_name(doc, spot):
            return Evidence.WEAK
        if around.inside or around.kind is not None or ends_in_type(spot.name):
            return Evidence.WEAK if not _is_known(top) and _follows_name(doc, spot) else Evidence.SURE
        return self._plain(spot, top)

    def _is_month(self, spot: Spot) -> bool:
        """Whether a name is a part of a day that is told with a number: "1 May"."""
        days = self.reading.overlapping(spot.first, spot.last, [MentionLabel.DATE])
        return any(t.like_num for m in days for t in self.reading.doc[m.first:m.last])

    def _is_word(self, spot: Spot, top: ResolvedPlace) -> bool:
        """Whether a name is rather a word: a type word, a common name, an acronym, or written small elsewhere."""
        words = [w.casefold() for w in spot.name.split()]
        if _is_type(spot.name) or (len(words) == 1 and words[0] in doubtful()):
            return True
        if len(words) > 1 or top.kind in _STATES or top.population >= BIG or top.kind not in _SMALL:
            return False
        return (len(spot.name) <= 4 and spot.name.isupper()) or words[0] in self._small

    @cached_property
    def _small(self) -> frozenset[str]:
        """Words that the article writes without a capital."""
        return frozenset(w for w in set(words_of(self.reading).text) if w.islower())

    def _is_person(self, spot: Spot, around: Surroundings) -> bool:
        doc = self.reading.doc
        placed = any(t.ent_type_ in _PLACE_TYPES for t in tokens(doc)[spot.first : spot.last])
        person = self._people_at.get(spot.first)
        if person is not None and _in_name(person, spot) and not (placed and _listed_with_places(doc, spot)):
            return True
        if spot.first and doc[spot.first - 1].lower_.rstrip(".") in terms("honorific") and not placed:
            return True
        if placed or around.inside or around.kind:
            return False
        return spot.last - spot.first == 1 and spot.name in self.surnames and not _locative(doc, spot)

    def _is_actor(self, spot: Spot, top: ResolvedPlace) -> bool:
        """Whether the same words are a known organisation's name ("SANA") and no state's."""
        doc = self.reading.doc
        before = doc[spot.first - 1].lower_ if spot.first else ""
        if before == "," and spot.name.isupper() and top.kind not in _STATES and _is_signed(doc, spot):
            return True
        if top.kind in _STATES | {"capital"} or before in terms("siting"):
            return False
        same = self.reading.overlapping(spot.first, spot.last, [MentionLabel.ACTOR])
        return any((m.first, m.last) == (spot.first, spot.last) and (m.norm or {}).get("actor_id") for m in same)

    def _doubtful(self, spot: Spot, around: Surroundings, top: ResolvedPlace) -> Evidence:
        doc = self.reading.doc
        if _is_type(spot.name):
            return Evidence.PERSON
        if self.reading.sentence_at(spot.first).zone is Zone.DATELINE:
            return Evidence.SURE
        if around.held or (around.kind is not None and around.kind not in FACILITIES):
            return Evidence.SURE
        if doc[spot.first].ent_type_ not in _PLACE_TYPES or not _locative(doc, spot):
            return Evidence.PERSON
        return Evidence.SURE if top.population >= BIG else Evidence.WEAK  # "in Nice"

    def _plain(self, spot: Spot, top: ResolvedPlace) -> Evidence:
        doc = self.reading.doc
        labels = {t.ent_type_ for t in tokens(doc)[spot.first : spot.last]}
        known = _is_known(top)
        if top.kind in _STATES and _ends_name(doc, spot):
            return Evidence.WEAK
        if labels & _PLACE_TYPES:
            return Evidence.WEAK if top.kind in _WIDE and _inside_name(doc, spot) else Evidence.SURE
        if self.reading.sentence_at(spot.first).zone is Zone.TITLE and not known and not _locative(doc, spot):
            return Evidence.SURE if is_force(self.reading, spot.last) else Evidence.WEAK
        if _inside_name(doc, spot):
            return Evidence.SURE if known and (top.kind in _STATES or _tailed(doc, spot)) else Evidence.WEAK
        if is_force(self.reading, spot.last) and spot.last < len(doc) and doc[spot.last].is_lower:
            return Evidence.SURE
        if known or top.kind in _WIDE or spot.last - spot.first > 1 or top.population >= BIG:
            return Evidence.SURE
        if _locative(doc, spot) and ("PERSON" not in labels or self._lies_in(spot)):
            return Evidence.SURE
        return Evidence.WEAK

    def _lies_in(self, spot: Spot) -> bool:
        """Whether a bare name taken for a person stands after "in", where people do not stand: "in Khar"."""
        doc = self.reading.doc
        alone = spot.last == len(doc) or not capital(doc[spot.last])
        return alone and spot.first > 0 and doc[spot.first - 1].lower_ == "in" and spot.name not in self.surnames


def _is_people(top: ResolvedPlace, around: Surroundings) -> bool:
    """Whether a people's name stands for no place: a town's name, or a division's before another noun than its own."""
    return top.kind not in _STATES or (top.kind == "admin1" and around.kind not in (None, "admin1"))


def _is_type(name: str) -> bool:
    """Whether a name is made of type words alone ("Police Station")."""
    words = name.casefold().split()
    return type_word(words)[0] == len(words) or all(type_word([w])[1] is not None for w in words)


def _in_name(person: Mention, spot: Spot) -> bool:
    """Whether a spot is a part of a person's bare name, and not of a title before it."""
    name = str((person.norm or {}).get("name") or "")
    first = person.last - len(re.findall(r"[^\s-]+|-", name))
    return first <= spot.first < person.last and (spot.first, spot.last) != (first, person.last) and " " in name.strip()


def _is_abbreviation(spot: Spot, top: ResolvedPlace) -> bool:
    """Short forms of divisions ("Va.", "TX", "Mass") count only as containers."""
    bare = spot.name.replace(".", "").replace(" ", "")
    if spot.name.count(".") > 1 or top.kind != "admin1" or bare == top.name:
        return False
    return len(bare) <= 5 and (spot.name.endswith(".") or len(bare) == 2 or top.name.startswith(bare))


def _is_known(top: ResolvedPlace) -> bool:
    """Whether a bare name is enough: a state, a division, a large town, a curated site."""
    if top.kind in _WIDE:
        return False
    if not top.gazetteer_id.startswith("geonames:"):
        return top.kind != "airport" or top.gazetteer_id.startswith("site:")
    return top.kind not in _SMALL and (top.kind != "city" or top.population >= BIG)


def _follows_name(doc: Doc, spot: Spot) -> bool:
    """Whether a capitalised word that is no title stands right before ("Umm X village")."""
    before = doc[spot.first - 1] if spot.first else None
    if before is None or not capital(before) or before.is_sent_start:
        return False
    return before.lower_ not in terms("direction") | terms("tail") and type_word([before.lower_])[1] is None


def _is_signed(doc: Doc, spot: Spot) -> bool:
    """Whether a dash that opens the news follows an agency's capitals: "Homs, SANA-Two people" """
    after = doc[spot.last] if spot.last < len(doc) else None
    return spot.name.endswith(("-", "–")) or (after is not None and after.text in _DASHES)


def _ends_name(doc: Doc, spot: Spot) -> bool:
    """Whether the model takes a spot for the later part of a longer name ("Puerto Jordan", "UK Maritime Trade")."""
    first = doc[spot.first]
    return (first.ent_iob_ == "I" or first.ent_type_ == "ORG") and _follows_name(doc, spot)


def _is_street(doc: Doc, spot: Spot) -> bool:
    """Whether a name is a street's ("Lafayette Road")."""
    following = doc[spot.last].lower_ if spot.last < len(doc) else ""
    if _in_block(doc, spot):
        return True
    return following in terms("street") and (doc[spot.last].text[0].isupper() or following.endswith("."))


def _in_block(doc: Doc, spot: Spot) -> bool:
    """Whether house numbers stand before a name ("the 400 block of North Elm")."""
    token = spot.first - 1
    while token >= 0 and (doc[token].lower_ in terms("direction") or len(doc[token].text.rstrip(".")) == 1):
        token -= 1
    return token > 0 and doc[token].lower_ == "of" and doc[token - 1].lower_ == "block"


def _locative(doc: Doc, spot: Spot) -> bool:
    token = spot.first - 1
    while token >= 0 and doc[token].lower_ in terms("direction") | {"the"}:
        token -= 1
    return token >= 0 and doc[token].lower_ in terms("locative")


def _inside_name(doc: Doc, spot: Spot) -> bool:
    """Whether the name touches other capitalised words."""
    before = doc[spot.first - 1] if spot.first else None
    after = doc[spot.last] if spot.last < len(doc) else None
    left = before is not None and capital(before) and not before.is_sent_start and before.tag_ not in _JOINING
    if left and before is not None and before.lower_ in terms("direction"):
        left = False
    return left or (after is not None and capital(after))


def _tailed(doc: Doc, spot: Spot) -> bool:
    return spot.last < len(doc) and doc[spot.last].lower_ in terms("tail")


def _listed_with_places(doc: Doc, spot: Spot) -> bool:
    return spot.last < len(doc) and doc[spot.last].text == "," and doc[spot.first].ent_type_ in _PLACE_TYPES
