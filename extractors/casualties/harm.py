"""What is known of harmed people: the value of a casualty mention, and the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.attributes.quantity import QuantityValue, Use, quantities_of
from extractors.lexicon import Hit
from extractors.numbers import Number
from models.vocabulary import Effect, Party

HARM = frozenset({"verb", "intransitive", "state", "condition", "noun", "toll", "hint"})
MARKS = frozenset({"era", "part", "more", "more_free", "cumulative", "period", "beside", "former"})
AGE_TOKENS = 4  # "-year-old" after its figure


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
    generic: bool = False  # "four dead", "nine people", "11": no kind of people
    reported: bool = False  # "four dead", "nine were killed": a count, not what an attack did
    estimate: bool = False  # "put the toll at nine": one voice's figure
    former: bool = False  # "first reports spoke of three dead": a count that a later one replaces
    owned: bool = False  # "his wife": somebody else than he
    of_there: bool = False  # "no one was hurt there": of one of several places
    joint: bool = False  # "killed and injured": one number for both
    name: str | None = None
    ordinal: int | None = None  # "a fifth victim"
    blow: int | None = None  # "the second bomb killed eight": which of several did it

    @property
    def effect(self) -> str:
        """The first effect."""
        return str(self.effects[0])

    @property
    def count(self) -> Number | None:
        """The number told."""
        return self.number


@dataclass(frozen=True, slots=True)
class HarmContext:
    """What is known of a Doc's tokens: person nouns, things, words such as "including" and "others", counts, ages."""

    doc: Doc
    persons: dict[int, Hit]
    things: frozenset[int]
    marks: dict[int, Hit]
    counts: dict[int, QuantityValue]
    ages: dict[int, QuantityValue]
    harm: tuple[Hit, ...]
    harmed: frozenset[int]  # tokens of harm words

    @classmethod
    def of(cls, doc: Doc, hits: list[Hit]) -> HarmContext:
        """From the hits of the casualty lexicon and the quantities of a Doc."""
        spread = [(t, h) for h in hits for t in range(h.first, h.last)]
        uses: dict[Use, dict[int, QuantityValue]] = {Use.COUNT: {}, Use.AGE: {}}
        for quantity in quantities_of(doc):
            number = quantity.number
            if quantity.use in uses:
                reach = AGE_TOKENS if quantity.use is Use.AGE else 0
                uses[quantity.use].update(dict.fromkeys(range(number.first, number.last + reach), quantity))
        return cls(
            doc,
            {t: h for t, h in spread if kind_of(h) == "person"},
            frozenset(t for t, h in spread if kind_of(h) == "thing"),
            {t: h for t, h in spread if kind_of(h) in MARKS},
            uses[Use.COUNT],
            uses[Use.AGE],
            tuple(h for h in hits if kind_of(h) in HARM),
            frozenset(t for t, h in spread if kind_of(h) in HARM),
        )

    def marked(self, token: int, kind: str) -> bool:
        """Whether a token belongs to a word of this kind."""
        hit = self.marks.get(token)
        return hit is not None and kind_of(hit) == kind


def kind_of(hit: Hit) -> str:
    """The grammar of a lexicon hit."""
    return str(hit.entry.attrs["kind"])


def person_above(context: HarmContext, victim: Token) -> Token:
    """The person that a misread victim depends on: "residents of the camp killed"."""
    node = victim
    while (
        node.i not in context.persons
        and node.dep_ == "pobj"
        and node.head.dep_ == "prep"
        and node.head.head != node.head
    ):
        node = node.head.head
    return node if node.i in context.persons else victim


def whole_above(context: HarmContext, victim: Token) -> Token | None:
    """The whole that a misread part belongs to: "six people, including one woman and two children dead" """
    node = victim
    while node.dep_ == "conj" and node.head != node:
        node = node.head
    if node.dep_ == "pobj" and context.marked(node.head.i, "part") and node.head.head.i in context.persons:
        return node.head.head
    return _number_before(context, victim)


def _number_before(context: HarmContext, victim: Token) -> Token | None:
    """The bare number of which a part stands in the victim's place: "four, among them a colonel, were hurt" """
    first = victim.left_edge.i
    while first > 0 and context.marked(first - 1, "part"):
        first -= 1
    comma = first > 1 and first < victim.left_edge.i and context.doc[first - 1].text == ","
    return context.doc[first - 2] if comma and first - 2 in context.counts else None
