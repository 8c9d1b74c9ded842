"""People harmed beside the victim of a harm word, where the tree loses them: enumerations of names and kin.

A list such as "the driver, Gul Rahman, and his two sons" is walked item by item: a name after an unnamed singular
person, or a described person after a name, is the same one; names after a plural without a number are counted for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.casualties.coordinated import conjuncts
from extractors.casualties.harm import HarmContext, kind_of
from extractors.casualties.victims import head_of
from extractors.lexicon import Hit
from extractors.tree import child_of

_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "DET", "PART", "SYM"})
_MARKS = frozenset({"-", "“", "”", '"', "'"})
_AGE_WORDS = frozenset({"aged", "age", "years", "year", "old", "months", "month"})
_NO_NAMES = frozenset({"DATE", "TIME", "NORP", "EVENT", "MONEY", "LAW"})
_BETWEEN = frozenset({"AUX", "ADV", "PART", "DET", "NUM"})
_PERSONAL = frozenset({"", "PERSON"})
_ARTICLES = frozenset({"a", "an"})
_OUTSIDE = frozenset({"nsubj", "nsubjpass"})
_GOVERNORS = frozenset({"VERB", "AUX", "NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class _Item:
    """Tokens between two links of a list, and whether the last link before them is "and"."""

    tokens: tuple[Token, ...]
    joined: bool

    @property
    def head(self) -> Token:
        return self.tokens[-1]

    @property
    def named(self) -> bool:
        name = self.head.tag_ in ("NNP", "NNPS") and self.head.ent_type_ not in _NO_NAMES
        return name and self.tokens[0].lower_ not in _ARTICLES  # "a 30-year-old Kurd" describes

    @property
    def is_age(self) -> bool:
        return all(t.pos_ == "NUM" or t.lower_ in _AGE_WORDS or t.is_punct for t in self.tokens)

    @property
    def belongs(self) -> bool:
        """ "his brother" is somebody else, "brother of the mayor" need not be."""
        return any(t.tag_ == "PRP$" for t in self.tokens)

    @property
    def counted(self) -> bool:
        return any(t.pos_ == "NUM" for t in self.tokens)

    @property
    def share(self) -> Token | None:
        """The number of "one of their children"."""
        found = next((t for t in self.tokens if t.lower_ == "of" and t.i > self.tokens[0].i), None)
        return found.nbor(-1) if found is not None and found.nbor(-1).pos_ == "NUM" else None

    def described(self, context: HarmContext) -> Token | None:
        """The common noun for a person in an item: "his brother" of "his brother Yunus Murad"."""
        found = [t for t in self.tokens if t.i in context.persons and t.tag_ in ("NN", "NNS")]
        aged = self.head if self.head.i in context.ages and not self.named else None
        return found[-1] if found else aged


def with_companions(context: HarmContext, hit: Hit, victims: Iterable[Token]) -> dict[Token, bool]:
    """Victims with those listed and told beside them, in text order; true for who is told by name."""
    known = dict.fromkeys(victims, False)
    first = min(known, key=lambda t: t.i, default=None)
    start = _identified(context.doc, hit) or first
    if start is not None:
        people, last = _listed(context, hit, start)
        known = {v: named for v, named in known.items() if v.i < start.i or v.i >= last} | people
    return known | dict.fromkeys(_beside(context, hit, known), False)


def _identified(doc: Doc, hit: Hit) -> Token | None:
    """The first name of "the dead were identified as ...", told by who they are and not by their number."""
    dead = head_of(doc, hit)
    if dead.dep_ not in ("dobj", "nsubjpass") or child_of(dead, "nummod") is not None or child_of(dead, "det") is None:
        return None
    told_as = next((c for c in dead.head.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > dead.i), None)
    name = child_of(told_as, "pobj") if told_as is not None else None
    return name if name is not None and name.pos_ == "PROPN" else None


def _beside(context: HarmContext, hit: Hit, victims: Iterable[Token]) -> Iterator[Token]:
    """ "killed a commander along with two bodyguards" """
    heads = {head_of(context.doc, hit).i, *(v.i for v in victims)}
    for token in sorted(t for t, h in context.marks.items() if kind_of(h) == "beside"):
        word = context.doc[token]
        above = next((a for a in word.ancestors if a.pos_ in _GOVERNORS), word)
        inside = hit.first <= above.i < hit.last  # "was shot and killed along with his driver"
        if (inside or above.i in heads) and (other := child_of(word, "pobj")) is not None and other.i not in heads:
            yield from conjuncts(other)


def _listed(context: HarmContext, hit: Hit, victim: Token) -> tuple[dict[Token, bool], int]:
    """Each person or counted group of the list that a victim opens, and where it ends; empty where it names nobody."""
    doc = context.doc
    first = _left_edge(victim)
    limit = hit.first if victim.i < hit.first else len(doc)
    items = [i for i in _items(doc, first, limit) if not i.is_age]
    found, last = _people(context, items, head_of(doc, hit))
    told = [i for i in items if i.head.i < last]
    goes_on = victim.i < hit.first and doc[last].text != ","  # "two men, a welder and a joiner were killed": four
    whole = any(i.named for i in told) or (bool(told) and told[-1].joined and (goes_on or not _is_sum(context, told)))
    if len(found) < 2 or not whole or (victim.i < hit.first and not _leads_to(doc, last, limit)):
        return {}, victim.i
    return found, last


def _is_sum(context: HarmContext, items: Sequence[_Item]) -> bool:
    """ "three people, a woman and two children": the first tells the whole of the rest"""
    numbers = [next((context.counts[t.i].best or 0 for t in i.tokens if t.i in context.counts), 1) for i in items]
    return len(numbers) > 2 and numbers[0] == sum(numbers[1:])


def _leads_to(doc: Doc, last: int, limit: int) -> bool:
    """Whether the list runs up to its harm word: "..., all of them farmers, were killed" does not."""
    return all(t.pos_ in _BETWEEN or t.text == "," for t in doc[last:limit])


def _left_edge(victim: Token) -> int:
    first = victim.i
    while first > 0 and victim.doc[first - 1].dep_ in ("compound", "det", "poss", "amod", "nummod", "punct"):
        before = victim.doc[first - 1]
        if not first <= before.head.i <= victim.i or (before.is_punct and before.text not in _MARKS):
            break
        first -= 1
    return first


def _items(doc: Doc, first: int, limit: int) -> Iterator[_Item]:
    """Stretches of noun phrase from a token on, up to the first word that no list of people holds."""
    tokens: list[Token] = []
    joined = False
    for token in doc[first:limit]:
        if token.lower_ == "of" and tokens and tokens[-1].pos_ == "NUM":
            tokens.append(token)
        elif token.text == "," or token.pos_ == "CCONJ":
            if tokens:
                yield _Item(tuple(tokens), joined)
                tokens, joined = [], False
            joined = joined or token.text != ","
        elif _goes_on(token) and not (token.is_sent_start and token.i > first):
            tokens.append(token)
        else:
            break
    if tokens:
        yield _Item(tuple(tokens), joined)


def _goes_on(token: Token) -> bool:
    inside = token.pos_ in _INSIDE or token.tag_ == "PRP$" or token.text in _MARKS
    return inside or token.lower_ == "aged" or _bounds(token)


def _bounds(token: Token) -> bool:
    """ "two nurses and at least ten patients": the words before a number that bound it"""
    return token.pos_ in ("ADV", "ADP") and token.dep_ == "advmod" and any(
        t.pos_ == "NUM" for t in (token.head, token.head.head)
    )


def _people(context: HarmContext, items: Sequence[_Item], harm: Token) -> tuple[dict[Token, bool], int]:
    """Tokens of different people, true for those told by name, and the token after the last."""
    found: dict[Token, bool] = {}
    last, before = 0, None
    for item in items:
        noun = item.described(context)
        if not _may_stand(item, noun, found, harm) and not _is_untold(item, context, found, items[0].counted):
            break
        last = item.head.i + 1
        if before is not None and (_is_same(item, noun, before, context) or _is_titled(item, items, before)):
            continue
        before_noun = before.described(context) if before else None
        if item.named and before_noun is not None and before_noun.tag_ == "NNS" and before_noun in found:
            del found[before_noun]  # "his daughters, Rima and Huda": told by their names
        before = item
        found[item.head if item.named else item.share or noun or item.head] = item.named or noun is None
    return found, last


def _is_titled(item: _Item, items: Sequence[_Item], before: _Item) -> bool:
    """ "a third man, policeman Joe Mwangi": a name with its title that closes no list is who stands before it"""
    apart = not (item.joined or item.belongs or before.named or before.counted or item.tokens[0].lower_ in _ARTICLES)
    return item.named and apart and item is items[-1] and item.head.dep_ == "appos"


def _is_untold(item: _Item, context: HarmContext, found: Mapping[Token, bool], counted: bool) -> bool:
    """ "two nurses, a porter and a pharmacist": whoever closes a list of people is one, or follows a count of them"""
    plain = item.head.tag_ == "NN" and item.tokens[0].lower_ in _ARTICLES and item.head.i not in context.things
    return bool(found) and (item.joined or counted) and plain and item.head.dep_ not in _OUTSIDE


def _may_stand(item: _Item, noun: Token | None, found: Mapping[Token, bool], harm: Token) -> bool:
    """A person, or a name; one that the model takes for a place's or an organisation's only after a person's. Of the
    harm word's own subjects, kin goes on a list: "a baker, his wife and their son were killed"."""
    of_harm = item.belongs and item.head.head == harm and item.head.i < harm.i
    if found and item.head.dep_ in _OUTSIDE and not of_harm:
        return False
    return noun is not None or (item.named and (item.head.ent_type_ in _PERSONAL or any(found.values())))


def _is_same(item: _Item, noun: Token | None, before: _Item, context: HarmContext) -> bool:
    """Whether an item tells of those before it: "the driver, Gul Rahman", "Salma Hadi, a nurse", "two men, X and Y" """
    earlier = before.described(context)
    if earlier is not None and not before.named and noun is None:
        return before.counted if earlier.tag_ == "NNS" else not item.joined
    return before.named and noun is not None and not (item.joined or item.belongs or noun.tag_ == "NNS")
