"""Words that stand for a munition told before: "a bomb went off in Kirkuk and a second exploded in Hawija"."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from spacy.tokens import Token

from extractors.attributes.trigger import TriggerValue
from extractors.attributes.weapon import WeaponValue
from extractors.context import words
from extractors.draft import Frame
from extractors.events.frameplaces import frame_places
from extractors.mention import Mention
from extractors.places.nearness import exact, spots_of
from extractors.reading import Reading
from extractors.tree import children
from models.vocabulary import MentionLabel

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ARGUMENTS = _SUBJECTS | {"dobj", "obj"}
_JOINED = frozenset({"conj", "advcl", "ccomp", "parataxis"})


def stands_for(reading: Reading, verb: Token) -> Mention | None:
    """The munition, or the noun for a blast, of which the bare subject of a verb is one more: "another", "two more"."""
    subject = next((c for c in children(verb) if c.dep_ == "nsubj"), None)
    if subject is None or verb.pos_ != "VERB" or not is_elliptic(subject):
        return None
    told = reading.overlapping(verb.i, verb.i + 1, [MentionLabel.TRIGGER])
    if any(isinstance(m.value, TriggerValue) and m.value.verb == "harm" for m in told):
        return None  # "another was hurt"
    return next(_antecedents(reading, verb, subject), None)


def is_elliptic(noun: Token) -> bool:
    """Whether a word stands without its noun ("another", "the second", "two more") or with one that says no more
    ("a second device")."""
    below = children(noun)
    if noun.lower_ in words("any bearer"):
        return any(c.lower_ in words("one more than told") for c in below)
    if noun.tag_ == "CD":
        return not any(c.dep_ in {"prep", "nummod", "compound"} for c in below)
    return noun.lower_ in words("one of them") and not any(c.dep_ == "prep" for c in below)


def lent_to(frames: Iterable[Frame], rank: Container[int]) -> frozenset[int]:
    """Tokens of the munitions of an event's triggers that are told outside its scope, with another event."""
    return frozenset(i for f in frames if f.instrument is not None for i in range(*f.instrument) if i not in rank)


def is_one_more(reading: Reading, frame: Frame) -> bool:
    """Whether a munition is one more of its kind, at a town of its own: "a second grenade went off in Hub" """
    if frame.instrument is None or frame.generic:
        return False
    munition = reading.doc[slice(*frame.instrument)].root
    anew = {c.lower_ for c in children(munition)}
    more = anew & words("one more than told") and not anew & words("definite")
    return bool(more) and munition.dep_ in _SUBJECTS and any(map(exact, spots_of(frame_places(reading, frame))))


def parting_words(reading: Reading, frame: Frame) -> frozenset[int]:
    """The tokens among which markers of another attack are looked for: for a bare "another" that is told of no place
    not those on its verb, for what falls beside the first is of one attack with it."""
    below = children(reading.doc[frame.token])
    if not any(c.dep_ == "nsubj" and is_elliptic(c) for c in below) or frame_places(reading, frame):
        return frame.clause
    places = reading.overlapping(min(frame.clause), max(frame.clause) + 1, [MentionLabel.PLACE, MentionLabel.FACILITY])
    unknown = any(m.head in frame.clause and m.norm is None for m in places)
    return frame.clause if unknown else frame.clause - {c.i for c in below}


def _antecedents(reading: Reading, verb: Token, subject: Token) -> Iterator[Mention]:
    """What the verb before tells of, in the sentence or the one before; its subject first."""
    sentence = reading.sentence_at(verb.i)
    above = verb.head if verb.dep_ in _JOINED and verb.head.i < verb.i else None
    above = above or next((c for c in children(verb) if c.dep_ in _JOINED and c.i < subject.i and c.pos_ == "VERB"),
                          None)
    if above is None and verb.dep_ == "ROOT" and sentence.index:
        before = reading.sentences[sentence.index - 1]
        above = next((t for t in reading.doc[before.first:before.last] if t.dep_ == "ROOT" and before.parsed), None)
    if above is None or above.pos_ != "VERB":
        return
    for noun in sorted((c for c in children(above) if c.dep_ in _ARGUMENTS), key=lambda c: c.dep_ not in _SUBJECTS):
        found = munition_at(reading, noun)
        if found is not None:
            yield found
        elif is_elliptic(noun) and (earlier := stands_for(reading, above)) is not None:
            yield earlier


def munition_at(reading: Reading, noun: Token) -> Mention | None:
    """The munition, those who use one, or the blast that a noun names."""
    labels = (MentionLabel.WEAPON, MentionLabel.TRIGGER)
    found = [m for label in labels for m in reading.overlapping(noun.i, noun.i + 1, [label])]
    for mention in found:
        value = mention.value
        weapon = isinstance(value, WeaponValue) and not value.modifier
        act = isinstance(value, TriggerValue) and value.noun != "never" and noun.pos_ == "NOUN"
        if mention.head == noun.i and (weapon or act):
            return mention
    return None
