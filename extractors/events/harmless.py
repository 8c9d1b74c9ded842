"""Words for an attack that tell of none: accidents, cameras, orders, bombs blown up by sappers, missiles tested."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from extractors.attributes.trigger import TriggerValue
from extractors.draft import TokenRange
from extractors.lexicon import FOLDER, read_entries
from extractors.munitions.words import named_before
from extractors.reading import Reading
from extractors.tree import root_of
from models.vocabulary import EventType, MentionLabel

_PASSES = frozenset({"over", "into", "off", "across", "through"})
_AIMS = frozenset({"at", "on", "against", "toward", "towards", "targeting"})
_TIMES = frozenset({"DATE", "TIME"})
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass"})
_FLYING = frozenset({"rocket", "missile", "drone"})
_DEFINITE = frozenset({"the", "these", "those", "both"})
_COMPOUND = frozenset({"compound", "amod", "nmod"})


@cache
def words(code: str) -> frozenset[str]:
    """A list of `data/lexicons/harmless.toml`."""
    entries = read_entries(FOLDER / "harmless.toml").entry
    return frozenset(term for entry in entries if entry.code == code for term in entry.terms)


def harmless_of(reading: Reading) -> set[int]:
    """Tokens of the triggers that were found to speak of no attack."""
    return reading.once("harmless", set[int])


def is_harmless(reading: Reading, token: Token, value: TriggerValue, agent: TokenRange | None, armed: bool) -> bool:
    """Whether a trigger speaks of no attack; ``armed`` tells that a munition stands in its clause."""
    if _is_harmless(reading, token, value, agent, armed):
        harmless_of(reading).add(token.i)
        return True
    return False


def _is_harmless(reading: Reading, token: Token, value: TriggerValue, agent: TokenRange | None, armed: bool) -> bool:
    if value.event_type is EventType.SHOOTING and _is_filmed(token):
        return True
    if value.event_type is EventType.SHOOTING and _is_at_nobody(reading, token):
        return True
    if token.pos_ == "VERB" and (_is_in_words(token) or any(_is(h, "figure") for h in _root(reading, agent))):
        return True
    if token.lower_ == "executed" and any(c.dep_ in _OBJECTS and _is(c, "agenda") for c in token.children):
        return True
    if _is_of_gear(token) or _is_disposal(reading, token, agent) or _is_salute(token):
        return True
    if (token.pos_ == "VERB" and _is_of_prices(token)) or (not armed and _is_scuffle(reading, token)):
        return True
    if _is(token, "searching") and any(map(_searches, (*_root(reading, agent), *_before(token)))):
        return True
    if armed:
        return value.event_type is None and (
            _is_test(token) or _is_called_test(token) or _is_known_test(reading, token))
    meant = _is(token, "deliberate")  # "aircraft attacked a depot"
    doers = [h for h in _root(reading, agent) if not (meant and _is(h, "craft"))]
    heads = [*_before(token), *_agents_of_others(token), *doers]
    return value.event_type is None and any(map(_is_mishap, heads))


def _is_of_gear(token: Token) -> bool:
    """Whether a word for firing only says what a thing is for: "launching rails", "bomb-dropping drones"."""
    if token.tag_ == "VBG" and token.dep_ in _COMPOUND and token.head.lemma_.lower() in _FLYING:
        return token.i < token.head.i
    return token.dep_ in _COMPOUND and token.i < token.head.i and _is(token, "launching") and _is(token.head, "gear")


def _is_disposal(reading: Reading, token: Token, agent: TokenRange | None) -> bool:
    """Whether arms are done away with: "sappers blew up the bomb", "a controlled explosion"."""
    within = (n for c in token.children if c.dep_ == "prep" for n in c.children if _is(n, "disposal"))
    if any(c.lower_ == "controlled" for t in (token, *within) for c in t.children):
        return True
    doers = [t for head in _root(reading, agent) for t in (head, *head.children)]
    disposed = any(_is(t, "disposer") for t in doers) and not _is(token, "launching")
    things = [c for c in token.children if c.dep_ in _OBJECTS or c.lower_ == "last"]
    things += [c for c in token.head.children if c.dep_ == "nsubjpass" and token.dep_ == "conj"]
    things += [n for thing in things for of in thing.children if of.lower_ == "of" for n in of.children]
    things += [token.head] if token.dep_ == "acl" and token.tag_ == "VBN" else []  # "shells blown up"
    if any(c.lower_ in {"it", "them", "they"} and (disposed or (
            _is(token, "undone") and named_before(reading, c) is not None)) for c in things):
        return True  # "blew up the last of them", of the shells told before
    ordnance = any(c.pos_ != "PRON" and (reading.overlapping(c.i, c.i + 1, [MentionLabel.WEAPON]) or _is(c, "ordnance"))
                   for c in things)
    return ordnance and (_is(token, "undone") or disposed)


def is_likeness(munition: Token, verb: Token) -> bool:
    """ "attacked the plan as a time bomb", "cars flew like missiles": what something is called or likened to"""
    told = munition.head if munition.dep_ == "pobj" else munition
    return told.lower_ == "like" or (told.lower_ == "as" and told.head.i == verb.i and _is(verb, "deliberate"))


def _is_in_words(verb: Token) -> bool:
    """ "opened fire on the premier over the contract", "struck six buoys": nobody is shot at"""
    below = [c for t in (verb, *verb.children) for c in t.children]
    ways = (c for c in below if c.dep_ == "prep" and c.lower_ in {"over", "for", "on"})
    over = (n for c in ways for n in c.children if n.dep_ == "pobj")
    return any(_is(n, "matter") for n in over) or any(_is(c, "practice") for c in verb.children if c.dep_ in _OBJECTS)


def _searches(doer: Token) -> bool:
    """ "officers", "a police team and agents of the bureau" """
    return any(_is(t, "searcher") for head in (doer, *doer.conjuncts) for t in (head, *(
        c for c in head.children if c.dep_ == "compound")))


def _is_of_prices(verb: Token) -> bool:
    """ "shares were hammered", "the rupee was battered": not by munitions"""
    return _is(verb, "driven down") and any(_is(c, "traded") for c in verb.children if c.dep_ in _OBJECTS)


def _is_scuffle(reading: Reading, token: Token) -> bool:
    """ "Protesters clashed with police": a fight in the street of which no shot is told"""
    if not _is(token, "scuffle"):
        return False
    sentence = reading.sentence_at(token.i)
    if reading.overlapping(sentence.first, sentence.last, [MentionLabel.WEAPON, MentionLabel.CASUALTY]):
        return False
    return any(_is(t, "crowd") for t in reading.doc[sentence.first:sentence.last])


def _is_salute(verb: Token) -> bool:
    """ "guns fired 21 rounds in honour of the mayor" """
    return _is(verb, "launching") and any(
        _is(n, "homage") for c in verb.children if c.dep_ == "prep" and c.lower_ in {"in", "as"} for n in c.children)


def _is(token: Token, code: str) -> bool:
    return token.lower_ in words(code) or token.lemma_.lower() in words(code)


def _before(token: Token) -> list[Token]:
    """Nouns that make a compound with a trigger noun: "bird strike", "bee attack"."""
    means = token.lemma_.lower() == "attack"  # "truck attack": driven into people
    return [c for c in token.children if c.dep_ in _COMPOUND and token.pos_ in ("NOUN", "PROPN")
            and not (means and _is(c, "rammer"))]


def _agents_of_others(token: Token) -> list[Token]:
    """By-phrases of verbs beside it: "was struck and killed by a car"."""
    return [n for verb in token.conjuncts for c in verb.children if c.dep_ == "agent" for n in c.children]


def _root(reading: Reading, agent: TokenRange | None) -> list[Token]:
    """The noun of those who did it; "a swarm of bees" are bees."""
    head = reading.doc[root_of(reading.doc, *agent)] if agent else None
    if head is None or not _is(head, "swarm"):
        return [] if head is None else [head]
    return [head, *(n for c in head.children if c.lower_ == "of" for n in c.children)]


def _is_mishap(head: Token) -> bool:
    """Whether what struck is a vehicle, an animal, the weather or a fire that nobody opened."""
    return _is(head, "mishap") or (_is(head, "blaze") and not any(map(_of_guns, head.children)))


def _of_guns(token: Token) -> bool:
    return token.ent_type_ in ("NORP", "GPE") or _is(token, "fighting")


def _is_filmed(token: Token) -> bool:
    """Whether a camera or a player shoots: by what is shot."""
    objects = [c for c in token.children if c.dep_ in _OBJECTS or (c.dep_ == "prep" and c.lower_ == "of")]
    nouns = [n for c in objects for n in (c.children if c.dep_ == "prep" else (c,))]
    if token.dep_ == "acl" and token.tag_ == "VBN":
        nouns.append(token.head)
    return any(_is(noun, "picture") or (noun in objects and _is(noun, "quarry")) for noun in nouns)


def _is_at_nobody(reading: Reading, token: Token) -> bool:
    """Whether shots go at munitions in flight or into the air."""
    fired = (token, token.head, *token.children) if token.pos_ == "NOUN" else (token, *token.children)
    aims = [n for t in fired for c in t.children if c.dep_ == "prep" and c.lower_ in _AIMS | _PASSES | {"in"}
            for n in c.children if n.dep_ == "pobj"]
    flying = {m.head for m in reading.labelled(MentionLabel.WEAPON) if (m.norm or {}).get("class") in _FLYING}
    return any(_is(n, "nobody") or n.i in flying for n in aims)


def _is_test(token: Token) -> bool:
    """Whether missiles fly over or into open water or over a country, and at nothing."""
    if not _is(token, "launching") or any(c.dep_ == "prt" for c in token.children):  # "shot down over the sea"
        return False
    sent = [c for c in token.children if c.dep_ in _OBJECTS]
    if token.dep_ in _COMPOUND and token.i < token.head.i:  # a headline read as one noun: "X fires missiles into sea"
        sent.append(token.head)
    ways = _ways(token, *sent)
    if any(way in _AIMS and not _is(n, "openness") for way, n in ways):
        return False
    bearings = (c for t in (token, *sent) for c in t.children if _is(c, "bearing"))
    return any(_is_empty(way, n) for way, n in ways) or any(bearings)


def _ways(*tokens: Token) -> list[tuple[str, Token]]:
    """Prepositions and the nouns behind them that say where something goes."""
    return [(c.lower_, n) for t in tokens for c in t.children if c.dep_ == "prep"
            for n in c.children if n.dep_ == "pobj" and n.ent_type_ not in _TIMES]


def _is_known_test(reading: Reading, token: Token) -> bool:
    """Whether missiles are told of again that a test was told of before: "The missiles were launched at dawn"."""
    sent = [c for c in token.children if c.dep_ in _OBJECTS]
    known = any(d.lower_ in _DEFINITE for c in sent for d in c.children)
    if not known or not _is(token, "launching") or any(
            way in _AIMS and not reading.overlapping(n.i, n.i + 1, [MentionLabel.DATE]) for way, n in _ways(token)):
        return False
    return any(m.head < token.i and _is_test(reading.doc[m.head]) for m in reading.labelled(MentionLabel.TRIGGER))


def _is_called_test(token: Token) -> bool:
    """ "presented the firing as a test" """
    ways = {"as", "in", "during"} if token.pos_ == "VERB" and _is(token, "launching") else {"as"}
    around = (c for t in (token, token.head) for c in t.children if c.lower_ in ways and c.i > token.i)
    named = any(_is(n, "trial") for c in around for n in c.children if n.dep_ == "pobj")
    return token.pos_ in ("NOUN", "VERB") and named


def _is_empty(way: str, goal: Token) -> bool:
    """Whether a missile goes where nobody is: over or towards open water, off a coast, over a country."""
    if way == "off":
        return _is(goal, "openness") or _is(goal, "shore")
    return way in _PASSES | _AIMS and (_is(goal, "openness") or (way == "over" and goal.ent_type_ == "GPE"))
