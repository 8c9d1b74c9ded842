"""Whether words of responsibility speak of an event: in its own sentences, or of the only news at all."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.attributes.attribution import AttributionValue
from extractors.context import parting, status_of, words
from extractors.draft import Draft
from extractors.reading import Reading, Sentence, Zone
from extractors.tree import clause_of
from models.vocabulary import MentionLabel, Salience

MAX_RANK = 3
CONTINUING = 2  # the rank of sentences that go on about an event without a word for it
_APART = frozenset({"since", "than"})  # what stands behind them is only compared with


def concerns(draft: Draft, reading: Reading, token: int) -> bool:
    """Whether a word of responsibility ("claimed", "blamed") speaks of an event.

    It does inside the event's own sentences. Where an article has one new attack, it also does elsewhere unless its
    clause tells of a day of its own or of the past: "responsibility for an attack on a convoy was claimed"; where it
    has several, what is said of them all ("claimed both attacks").
    """
    rank = draft.rank.get(token, MAX_RANK + 1)
    if rank <= MAX_RANK:
        return rank < CONTINUING or not _charges(reading, token) or not _is_of_another(
            reading, reading.sentence_at(token), reading.doc[token])
    if draft.salience is not Salience.MAIN:
        return False
    if not draft.alone:
        return reading.once(("said of all", token), lambda: _of_all(reading, token))
    sentence, word = reading.sentence_at(token), reading.doc[token]
    if token in draft.elsewhere or not _is_news(sentence, word):
        return False
    clause = {t.i for t in clause_of(word)}
    if _is_of_another(reading, sentence, word):
        return False
    dates = reading.overlapping(sentence.first, sentence.last, [MentionLabel.DATE])
    return not any(m.head in clause and not _compared(reading.doc[m.head], word) for m in dates)


def _charges(reading: Reading, token: int) -> bool:
    """Whether a word says who did it or did not: "denied any part in", "claimed"."""
    return any(isinstance(m.value, AttributionValue) for m in reading.headed(token, MentionLabel.CUE))


def _is_news(sentence: Sentence, word: Token) -> bool:
    return sentence.parsed and sentence.zone is not Zone.FURNITURE and not status_of(word).background


def _of_all(reading: Reading, token: int) -> bool:
    """Whether the word's own phrase names the attacks told before: "claimed the attacks", "blamed X for both"."""
    sentence, word = reading.sentence_at(token), reading.doc[token]
    if not _is_news(sentence, word):
        return False
    triggers = reading.overlapping(sentence.first, sentence.last, [MentionLabel.TRIGGER])
    deeds = [*(reading.doc[m.head] for m in triggers), *(t for t in word.subtree if t.lower_ in words("several deeds"))]
    plurals = (noun for noun in deeds if noun.tag_ in {"NNS", "NNPS"})
    return any(word.is_ancestor(noun) and any(c.lower_ in words("recurring") for c in noun.lefts) for noun in plurals)


def _is_of_another(reading: Reading, sentence: Sentence, word: Token) -> bool:
    """Whether a clause or what it says tells of another attack: "after midnight another strike hit"."""
    said = {t.i for c in (word, *word.children) if c.i == word.i or c.dep_ == "ccomp" for t in clause_of(c)}
    for trigger in reading.overlapping(sentence.first, sentence.last, [MentionLabel.TRIGGER]):
        head = reading.doc[trigger.head]
        if head.i in said and head.dep_ != "relcl" and not _compared(head, word) and (
                status_of(head).background or parting(head, [t.i for t in clause_of(head)]) == "apart"):
            return True
    return False


def _compared(date: Token, word: Token) -> bool:
    """Whether a day stands in a comparison below a word ("the deadliest since August")."""
    for node in date.ancestors:
        if node.i == word.i:
            return False
        if node.lower_ in _APART:
            return True
    return False
