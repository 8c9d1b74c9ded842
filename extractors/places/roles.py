"""What a place name does when it does not say where: it qualifies an actor, a person, an origin, a speaker."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.columns import tokens
from extractors.context import status_of, words
from extractors.dates.lexicon import sayings
from extractors.mention import Mention
from extractors.places.toponyms import terms, type_word
from extractors.places.values import PlaceValue
from extractors.reading import Reading
from models.vocabulary import Assertion, MentionLabel

MODIFIER = frozenset({"compound", "amod", "nmod", "poss"})
PLACES = (MentionLabel.FACILITY, MentionLabel.PLACE)
COUNTRY = 6  # precision
_TOWARDS = frozenset({"to", "for", "towards"})
_TRIGGER = frozenset({MentionLabel.TRIGGER})
_INNER = frozenset({"of", "over", "above"})  # "from the direction of", "from over"


def only_qualifies(reading: Reading, mention: Mention) -> bool:
    """ "the Washington-backed militia", "through Lebanon's airspace" """
    after = [t.lower_ for t in tokens(reading.doc)[mention.last : mention.last + 2]]
    if len(after) == 2 and after[0] in {"-", "–", "’s", "'s"}:
        return after[1] in (terms("passage") if after[0].endswith("s") else terms("affiliation"))
    return False


def of_actor(reading: Reading, mention: Mention) -> bool:
    """A place that only qualifies an actor: "US forces", "the Baghdad Operations Command"."""
    actors = [
        m
        for m in reading.overlapping(mention.first, mention.last, [MentionLabel.ACTOR])
        if m.first <= mention.first and m.last >= mention.last and m.last - m.first > mention.last - mention.first
    ]
    token = reading.doc[mention.head]
    owner = token.dep_ == "pobj" and token.head.lower_ == "of" and (mention.norm or {}).get("precision") == COUNTRY
    return any(a.head != mention.head and (token.dep_ in MODIFIER or owner) for a in actors)


def acts(token: Token, value: PlaceValue) -> bool:
    """Whether a country or capital stands for its government: "the US responded", "drones launched by Russia", no
    "Mali saw an attack"."""
    state = value.precision >= COUNTRY or (value.place is not None and value.place.kind == "capital")
    if state and token.dep_ == "pobj" and token.head.lower_ == "by":
        return True
    return state and token.dep_ == "nsubj" and token.head.lemma_ not in words("endures")


def of_person(reading: Reading, mention: Mention) -> bool:
    """A place that only qualifies whoever holds an office: "the Belgorod governor"."""
    token = reading.doc[mention.head]
    if token.dep_ not in MODIFIER:
        return False
    people = reading.overlapping(mention.first, mention.last, [MentionLabel.PERSON, MentionLabel.SOURCE])
    return any(m.head == token.head.i and m.last > mention.last for m in people)


def is_home(token: Token) -> bool:
    """Whether a place only says where somebody is from ("a Hartford man")."""
    if token.dep_ in MODIFIER:
        return token.head.lemma_.casefold() in terms("person")
    person = token.head.head  # "Ann Smith, 30, of Hartford"
    return token.head.lower_ == "of" and (person.ent_type_ == "PERSON" or person.pos_ == "NUM")


def is_origin(token: Token, mention: Mention) -> bool:
    """Whether something came or was fired from a place."""
    value = mention.value
    if isinstance(value, PlaceValue) and value.relation_code == "source":
        return value.relation in {"from", "out of"}
    for node in token.ancestors:
        if node.lower_ == "from":
            return True
        if node.pos_ in {"VERB", "AUX"} or (node.dep_ == "prep" and node.lower_ not in _INNER):
            return False
    return False


def is_of_no_attack(reading: Reading, place: Token) -> bool:
    """Whether a place hangs on an attack that was only planned: "a cell that was about to fire at the town"."""
    act = next((t for t in place.ancestors if reading.overlapping(t.i, t.i + 1, [MentionLabel.TRIGGER])), None)
    return act is not None and status_of(act).assertion in {Assertion.PLANNED, Assertion.THREATENED}


def is_bound_for(token: Token) -> bool:
    """Whether a place is where a journey goes: "carrying oil from Basra to Singapore", "bound for Haifa"."""
    if token.dep_ != "pobj" or token.head.lower_ not in _TOWARDS:
        return False
    journey = token.head.head
    return journey.lemma_.casefold() in terms("journey") or journey.lower_ in terms("journey")


def holds_another(reading: Reading, token: Token) -> bool:
    """ "Loy Manda, a village in Nesh district": what a place is told to lie in, or to border on, is not the place"""
    if token.dep_ == "dobj" and token.head.lemma_ in words("lying beside"):
        return True
    for node in token.ancestors:
        if node.dep_ == "appos" and type_word([node.lower_])[1] is not None:
            return bool(reading.overlapping(node.head.i, node.head.i + 1, PLACES))
        if node.pos_ in {"VERB", "AUX"}:
            return False
    return False


def is_speakers(reading: Reading, token: Token) -> bool:
    """Whether a place hangs on a verb of saying and not on what is said, or speaks itself ("according to X")."""
    if token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according":
        return True
    for node in token.ancestors:
        if reading.overlapping(node.i, node.i + 1, _TRIGGER):
            return False
        if node.pos_ in {"VERB", "AUX"}:
            return node.lemma_.casefold() in sayings()
    return False
