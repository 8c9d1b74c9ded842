"""Numbers near a harm word where its grammar expects them, for sentences that are unread or misread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from extractors.attributes.quantity import QuantityValue, Use
from extractors.columns import tokens
from extractors.context import words
from extractors.counting import quantities_in
from extractors.lexicon import Hit
from extractors.numbers import NumberKind
from extractors.tree import child_of

_LINK_POS = frozenset({"AUX", "ADV", "PART"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_RELATIVES = frozenset({"who", "whom", "that", "which", "whose"})
_AT = frozenset({"in", "at", "near"})
_FIRST_OF = frozenset({"one", "first"})
_ASIDE = frozenset({"including", "among", "mostly", "most", "many", "some", "both", "all"})
LINEAR_REACH = 7
ELLIPSIS_REACH = 12
TOLL_REACH = 25
NUMBER_REACH = 25  # tokens before a harm word where its number may start


def elliptic(doc: Doc, hit: Hit) -> Sequence[Token]:
    """Numbers without their noun that count more people: "five were hurt in one district and at least 16 in another".

    None where they share out a number told before: "two women were injured, one in Afis and the other in Nayrab".
    """
    found = [*_placed_numbers(doc, hit)]
    apart = found and doc[found[0].i - 2].lower_ in _FIRST_OF  # "15 in one, six in another": the first is placed too
    if found and not apart and doc[found[0].i - 1].lower_ == "," and _is_shared_out(doc, hit, found):
        return []
    return found or [*_another(doc, hit)]


def _is_shared_out(doc: Doc, hit: Hit, shares: Sequence[Token]) -> bool:
    """Whether numbers are parts of a larger one: they add up to it, or "the other" or "the rest" follows."""
    near = quantities_in(doc, hit.first - LINEAR_REACH, shares[-1].i + 1)
    counts = {q.number.core: q.number.best or 0 for q in near if q.use is Use.COUNT}
    whole = max((best for i, best in counts.items() if i < shares[0].i), default=0)
    parts = [counts.get(t.i, 0) for t in shares]
    rest = {t.lower_ for t in doc[shares[-1].i : shares[-1].i + ELLIPSIS_REACH]} & words("rest of a share")
    return parts[0] < whole and (sum(parts) == whole or bool(rest))


def _another(doc: Doc, hit: Hit) -> Iterator[Token]:
    """ "one person was killed in Afis and another in Nayrab" """
    for token in doc[hit.last + 1 : hit.last + ELLIPSIS_REACH]:
        if token.pos_ in ("VERB", "AUX") or token.is_sent_start:
            return
        if token.lower_ == "another" and doc[token.i - 1].lower_ == "and" and token.nbor().lower_ in _AT:
            yield token


def _placed_numbers(doc: Doc, hit: Hit) -> Iterator[Token]:
    for quantity in quantities_in(doc, hit.last, hit.last + ELLIPSIS_REACH):
        number = quantity.number
        if quantity.use is not Use.COUNT or number.best is None:
            continue
        after = doc[number.last] if number.last < len(doc) else None
        if after is not None and after.lower_ in ("more", "others") and number.last + 1 < len(doc):
            after = doc[number.last + 1]
        gap = doc[hit.last : number.first]
        placed = after is not None and after.lower_ in _AT
        joined = len(gap) > 0 and gap[-1].lower_ in ("and", ",")
        placed = placed and not in_care(doc[number.core])
        if placed and joined and not any(t.pos_ in ("VERB", "AUX") or t.is_sent_start for t in gap):
            yield doc[number.core]


def in_care(counted: Token) -> bool:
    """ "18 dead and 46 in hospital": who lives"""
    link = child_of(counted, "prep")
    place = child_of(link, "pobj") if link is not None else None
    return place is not None and place.lemma_ in words("care")


def beside(doc: Doc, hit: Hit) -> list[Token]:
    """The nearest count where the word's grammar expects it, for unread or misread sentences."""
    kind = str(hit.entry.attrs["kind"])
    around = quantities_in(doc, hit.first - NUMBER_REACH, hit.last + TOLL_REACH)
    counts = [q for q in around if q.use is Use.COUNT]
    tag = doc[hit.first].tag_
    if kind == "toll":
        return [] if _is_withheld(doc[hit.last - 1]) else _number_after_toll(doc, hit, counts)
    if tag not in ("VBG", "VB") and kind != "noun":
        before = next(
            (q for q in reversed(counts) if q.number.last <= hit.first
             and _bridged(doc, q.number.last, hit.first, kind == "condition")),
            None,
        )
        if before is not None:
            return [_counted(doc[before.number.core], hit.first)]
    if kind in ("verb", "noun"):  # "injury seven others", as some agencies write
        after = next((q for q in counts if q.number.first == hit.last), None)
        if after is not None:
            return [_counted(doc[after.number.core], len(doc))]
    return []


def _is_withheld(toll: Token) -> bool:
    """ "has not released a death toll", "gave no death toll but said ten were shot" """
    return child_of(toll.head, "neg") is not None or any(t.lower_ == "no" for t in toll.lefts)


def _counted(number: Token, last: int) -> Token:
    """The noun that a number counts, where the tree knows one before a token; else the number."""
    return number.head if number.dep_ == "nummod" and number.i < number.head.i < last else number


def _bridged(doc: Doc, first: int, last: int, over_aside: bool) -> bool:
    """Whether only a noun phrase and auxiliaries stand between a number and a harm word, beside who is told in commas:
    "eight people, two of them children, were hurt"; or whether nothing but such an aside parts them."""
    whole = tokens(doc)[first:last]
    gap = _without_aside(whole)
    if over_aside and len(gap) == len(whole):
        return False
    return len(gap) <= LINEAR_REACH and all(
        t.pos_ in _LINK_POS or (t.pos_ in _NOMINAL and t.lower_ not in _RELATIVES) for t in gap
    )


def _without_aside(gap: list[Token]) -> list[Token]:
    commas = [i for i, t in enumerate(gap) if t.text == ","]
    if len(commas) != 2 or not _opens_aside(gap[commas[0] + 1]):
        return gap
    return gap[: commas[0]] + gap[commas[1] + 1 :]


def _opens_aside(token: Token) -> bool:
    return token.lower_ in _ASIDE or token.like_num


def _number_after_toll(doc: Doc, hit: Hit, counts: list[QuantityValue]) -> list[Token]:
    """ "the death toll rose to 14", "the number of dead has gone up from 9 to 12": the first count it leads to"""
    limit = min(len(doc), hit.last + TOLL_REACH)
    for value in counts:
        number = value.number
        if hit.last <= number.first < limit and number.best is not None and number.kind is not NumberKind.ARTICLE:
            gap = doc[hit.last : number.first]
            if any(t.text in (".", ";") or t.is_space for t in gap) or gap[-1:].text in (",", "|"):
                return []  # "according to a first toll, eleven soldiers were killed"
            if doc[number.first - 1].tag_ == "POS":
                continue  # "the number of those killed in Monday's two explosions"
            if doc[number.first - 1].lower_ != "from":
                return [doc[number.core]]
    return []
