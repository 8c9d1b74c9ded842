"""What a munition does, what is done with it, and harm that fighters leave, where no word for an attack is told."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.attributes.actor import ActorValue
from extractors.attributes.target import TargetValue
from extractors.attributes.trigger import TriggerValue
from extractors.attributes.weapon import WeaponValue
from extractors.casualties.harm import CasualtyValue
from extractors.context import words
from extractors.events.verbless import bare_munition
from extractors.reading import Reading, Sentence, Zone
from extractors.registry import lexicon_for
from extractors.tree import children
from models.vocabulary import Effect, MentionLabel, WeaponClass

_IN_HAND = frozenset({WeaponClass.SMALL_ARMS, WeaponClass.OTHER})
_THINGS = (MentionLabel.PLACE, MentionLabel.FACILITY, MentionLabel.PLATFORM, MentionLabel.CUE)
_BUILT = (MentionLabel.FACILITY, MentionLabel.CUE)
_INTO = frozenset({"into", "through", "against"})
_GOALS = _INTO | {"at", "on", "onto", "toward", "towards", "inside", "upon"}
_WAYS = _GOALS | {"near", "beside", "outside", "over", "by", "past", "behind", "under", "off", "to", "from", "in",
                  "within", "between", "among"}
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass"})
_JOINED = frozenset({"conj", "advcl", "xcomp"})
_HARM = frozenset({Effect.KILLED, Effect.WOUNDED})


def deed_of(reading: Reading, sentence: Sentence) -> Token | None:
    """The verb (or the noun that stands for it) that tells of an attack; null where none does."""
    harm = list(_harm(reading, sentence))
    for noun in _munitions(reading, sentence):
        found = _by_munition(reading, sentence, noun, harmful=bool(harm))
        if found is not None and not _is_harm(reading, found):
            return found
    raid = next((v for v in _raids(reading, sentence, harm) if not _is_harm(reading, v)), None)
    return raid if raid is not None else bare_munition(reading, sentence)


def _is_harm(reading: Reading, verb: Token) -> bool:
    """Whether a verb is a word for harm, which tells of an attack where a munition or an actor does it."""
    told = (m.value for m in reading.overlapping(verb.i, verb.i + 1, [MentionLabel.TRIGGER]))
    return any(isinstance(v, TriggerValue) and v.verb == "harm" for v in told)


def _code(token: Token) -> str:
    hit = lexicon_for("deed").at(token.doc, token.i)
    return hit.code if hit is not None else ""


def _munitions(reading: Reading, sentence: Sentence) -> Iterator[Token]:
    """The nouns that stand for munitions in their clause: "a pair of rockets", "a lorry packed with explosives"."""
    for mention in reading.overlapping(sentence.first, sentence.last, [MentionLabel.WEAPON]):
        value = mention.value
        if not isinstance(value, WeaponValue) or value.implied or value.modifier or value.weapon_class in _IN_HAND:
            continue
        yield _whole(reading.doc[mention.head])


def _whole(noun: Token) -> Token:
    """The noun that counts or carries a munition."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    over = noun.head
    if noun.dep_ != "pobj":
        return noun
    if over.lower_ == "of" and over.head.pos_ in {"NOUN", "NUM", "PROPN"} and _code(over.head) != "meeting":
        return _whole(over.head)
    if over.lower_ == "with" and over.head.dep_ in {"acl", "amod"} and _code(over.head) == "laden":
        return _whole(over.head.head)
    return noun


def _by_munition(reading: Reading, sentence: Sentence, noun: Token, *, harmful: bool) -> Token | None:
    """The word by which a munition does something or is sent somewhere."""
    over = noun.head
    if noun.dep_ == "nsubj" and _is_done(sentence, over):
        return over if _does(reading, over, harmful=harmful) else None
    if noun.dep_ in _OBJECTS and _is_done(sentence, over):
        ways = {"sending": _GOALS, "flying": _GOALS, "putting": _INTO}.get(_code(over), frozenset())
        sent = _goes(reading, (over, noun), ways)
        return over if sent else None
    if noun.dep_ != "pobj":
        return None
    above = over.head
    if over.lower_ == "by" and above.pos_ == "VERB" and _is_done(sentence, above):
        return above if _code(above) in {"spoiling", "moving"} and (harmful or _suffers(reading, above)) else None
    if over.lower_ == "to" and _code(above) == "losing" and _is_done(sentence, above):
        return above if harmful or _suffers(reading, above) else None
    return above if over.lower_ in {"of", "from", "by"} and _code(above) == "meeting" else None


def _does(reading: Reading, verb: Token, *, harmful: bool) -> bool:
    """Whether a munition comes to a place, spoils a thing, or does whatever it does where people come to harm."""
    code = _code(verb)
    if code in {"moving", "flying"} and _goes_away(verb):
        return False
    objects = [c for c in children(verb) if c.dep_ in _OBJECTS]
    if code in {"moving", "flying"} and (_goes(reading, (verb, *objects), _WAYS) or _suffers(reading, verb)):
        return True
    if code in {"spoiling", "finding"} and _suffers(reading, verb):
        return True
    return harmful and code != "idle" and (code != "finding" or bool(objects))


def _goes_away(verb: Token) -> bool:
    """ "flew off towards the border": nothing came down, unlike "crashed off the coast" """
    away = (c for c in children(verb) if c.lower_ in words("going away"))
    return any(not any(n.dep_ == "pobj" for n in children(c)) for c in away)


def _is_done(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells what happened: past or passive, or the present of a headline; not what may or shall be."""
    below = children(verb)
    if verb.pos_ not in {"VERB", "AUX"} or any(c.tag_ in {"MD", "TO"} for c in below if c.dep_ == "aux"):
        return False
    if verb.tag_ == "VBN":
        return any(c.dep_ in {"aux", "auxpass"} for c in below) or sentence.zone is Zone.TITLE
    return verb.tag_ == "VBD" or (verb.tag_ in {"VBZ", "VBP"} and sentence.zone is Zone.TITLE)


def _goes(reading: Reading, tokens: tuple[Token, ...], ways: frozenset[str]) -> bool:
    """Whether a preposition below leads to a place or a thing."""
    goals = ((c.lower_, n) for t in tokens for c in children(t) if c.dep_ == "prep" and c.lower_ in ways
             for n in children(c) if n.dep_ == "pobj")
    return any(_is_thing(reading, n, _BUILT if way == "over" else _THINGS) for way, n in goals)


def _suffers(reading: Reading, verb: Token) -> bool:
    """Whether a verb is done to a place or a thing."""
    return any(_is_thing(reading, c) for c in children(verb) if c.dep_ in _OBJECTS)


def _is_thing(reading: Reading, noun: Token, labels: tuple[MentionLabel, ...] = _THINGS) -> bool:
    """Whether a noun names or holds a place or a thing; what flies over a country goes elsewhere."""
    found = reading.overlapping(noun.left_edge.i, noun.right_edge.i + 1, labels)
    return any(m.label is not MentionLabel.CUE or isinstance(m.value, TargetValue) for m in found)


def _harm(reading: Reading, sentence: Sentence) -> Iterator[Token]:
    """Heads of the people counted as killed or hurt."""
    for mention in reading.overlapping(sentence.first, sentence.last, [MentionLabel.CASUALTY]):
        value = mention.value
        counted = isinstance(value, CasualtyValue) and value.number is not None and not (value.zero or value.cumulative)
        if counted and isinstance(value, CasualtyValue) and _HARM & set(value.effects):
            yield reading.doc[mention.head]


def _raids(reading: Reading, sentence: Sentence, harm: list[Token]) -> Iterator[Token]:
    """Verbs of title and lead by which fighters do something that leaves people dead or hurt."""
    if not harm or sentence.zone not in {Zone.TITLE, Zone.LEAD}:
        return
    for mention in reading.overlapping(sentence.first, sentence.last, [MentionLabel.ACTOR]):
        doer = reading.doc[mention.head]
        if not isinstance(mention.value, ActorValue) or mention.value.kind != "armed_group":
            continue
        by = doer.dep_ == "pobj" and doer.head.dep_ == "agent"
        verb = doer.head.head if by else doer.head
        acts = (by or doer.dep_ == "nsubj") and _is_done(sentence, verb) and _code(verb) != "idle"
        if acts and any(_leaves(verb, h) for h in harm):
            yield verb


def _leaves(verb: Token, harm: Token) -> bool:
    """Whether a verb leaves people dead, itself or by one joined to it: "swept into the town and left 33 dead"."""
    left = next((t for t in harm.ancestors if t.lemma_ == "leave"), None)
    return left is not None and (left.i == verb.i or (left.head.i == verb.i and left.dep_ in _JOINED))
