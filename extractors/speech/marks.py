"""Speech without a verb: "according to X", "X:" before what X says, "― X" behind a quotation."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extractors.actors.responsibility import is_thing
from extractors.attributes.actor import nouns
from extractors.attributes.person import titles
from extractors.columns import lowers, texts
from extractors.reading import Sentence, reading_of
from extractors.speech.spans import phrase_range, trimmed
from extractors.speech.verbs import Speech
from extractors.speech.words import lemma_of

_DASHES = frozenset({"―", "—", "–", "--"})
_QUESTIONS = frozenset({"who", "what", "where", "when", "why", "how"})  # heads of an analyst's entries
_SPEAKING = frozenset({"ORG", "PERSON"})
_ENDS = frozenset({",", ".", ";", ":"})
MAX_LABEL = 6  # words of a speaker's name before a colon


def marked(doc: Doc, inside: bytearray) -> Iterator[Speech]:
    """Speech shown by a preposition or a mark."""
    text, lower = texts(doc), lowers(doc)
    for sentence in reading_of(doc).sentences:
        credit = _credit(doc, sentence)
        label = credit or _label(doc, sentence)
        if label is not None:
            yield label
        for i in range(sentence.first, sentence.last):
            if lower[i] == "according" and not inside[i]:
                yield from _according(doc[i])
            elif lower[i] == "per" and not inside[i] and (i == sentence.first or text[i - 1] in _DASHES | {","}):
                yield from _per(doc[i])
            elif text[i] in _DASHES and i > sentence.first and inside[i - 1]:
                yield from _signature(doc, i, sentence)


def _according(token: Token) -> Iterator[Speech]:
    doc = token.doc
    to = token.i + 1
    if to + 1 >= len(doc) or doc[to].lower_ != "to":
        return
    head = next((c for c in (*doc[to].children, *token.children) if c.dep_ == "pobj"), None)
    if head is not None:
        first, last = phrase_range(head)
        source = max(first, to + 1), _before_clause(doc, head.i, _with_name(head, last))
        yield Speech((token.i, to + 1), source, token.i, head.i, "according", "according")


def _per(token: Token) -> Iterator[Speech]:
    """ "Per the ministry, ..."; no "per cent", "per day"."""
    head = next((c for c in token.children if c.dep_ == "pobj"), None)
    if head is not None and (head.ent_type_ in _SPEAKING or lemma_of(head) in nouns()) and (
            head.pos_ == "PROPN" or any(c.dep_ in {"det", "amod", "compound"} for c in head.lefts)):
        first, last = phrase_range(head)
        yield Speech((token.i, token.i + 1), (max(first, token.i + 1), _before_clause(token.doc, head.i, last)),
                     token.i, head.i, "according", "per")


def _with_name(office: Token, last: int) -> int:
    """End of "the mayor, Ivan Petrenko," where the parser gave the name between commas to another clause."""
    doc = office.doc
    if (office.pos_ != "NOUN" and lemma_of(office) not in titles()) or last + 1 >= len(doc) or doc[last].text != ",":
        return last
    end = last + 1
    while end < len(doc) and _names_somebody(doc[end]) and end - last <= MAX_LABEL:
        end += 1
    named = doc[last + 1].ent_type_ == "PERSON" or end - last > 2
    apart = named and end < len(doc) and doc[end].text in _ENDS and (
        doc[end].text != "," or doc[end - 1].dep_ in {"nsubj", "nsubjpass", "appos"})
    return end if apart else last


def _names_somebody(token: Token) -> bool:
    """Whether a token goes on with a person's name: "Gen.", "Pir", "-", "Hossein"."""
    return token.ent_type_ == "PERSON" or (token.ent_type_ == "" and (token.pos_ == "PROPN" or token.tag_ == "HYPH"))


def _before_clause(doc: Doc, first: int, last: int) -> int:
    """End of a speaker's name where the clause that follows begins without a comma ("According to Ana Ruiz a bus"), or
    with an attack that the parser took for an apposition ("according to the general, a raid on X left")."""
    told = (c for c in doc[first].rights if c.dep_ in {"appos", "conj"} and doc[c.left_edge.i - 1].text == ",")
    last = min([last, *(c.left_edge.i - 1 for c in told if is_thing(c))])
    return next((i for i in range(first + 1, last) if doc[i].pos_ == "DET" and doc[i - 1].ent_type_ == "PERSON"), last)


def _label(doc: Doc, sentence: Sentence) -> Speech | None:
    """A name and a colon at the head of a sentence: headline or transcript."""
    stop = min(sentence.last - 1, sentence.first + MAX_LABEL + 2)
    if ":" not in texts(doc)[sentence.first:stop]:
        return None
    for i in range(sentence.first, stop):
        if doc[i].text == ":":
            first, last = trimmed(doc, sentence.first, i)
            words = [t for t in doc[first:last] if t.is_alpha]
            timed = any(t.text[:1].isdigit() for t in doc[first:last])  # the time of a live blog's entry
            if last > i - 1 and words and not timed and _is_name(words):
                return Speech((i, i + 1), (first, last), i, last - 1, "label", "label")
            return None
        if doc[i].pos_ in {"VERB", "AUX"}:
            return None
    return None


def _credit(doc: Doc, sentence: Sentence) -> Speech | None:
    """ "Source: the regional governor on Telegram": who told what stands around it."""
    first = sentence.first
    if sentence.last - first < 3 or doc[first].lower_ not in {"source", "sources"} or doc[first + 1].text != ":":
        return None
    end = first + 2
    while end < sentence.last and doc[end].lower_ not in {"on", "in", "via", "during", "at"} and doc[end].text != ";":
        end += 1
    start, stop = trimmed(doc, first + 2, end)
    if start >= stop:
        return None
    return Speech((first, first + 2), (start, stop), first, doc[start:stop].root.i, "label", "credit")


def _is_name(words: list[Token]) -> bool:
    """Whether all words but the small ones are names, as a speaker before a colon is written."""
    if len(words) == 1 and words[0].lower_ in _QUESTIONS:
        return False
    if any(w.lower_ in {"the", "a"} for w in words) or words[-1].ent_type_ in {"GPE", "LOC", "DATE"}:
        return False
    return lemma_of(words[-1]) in nouns() or all(w.pos_ == "PROPN" or w.is_upper for w in words if len(w) > 2)


def _signature(doc: Doc, dash: int, sentence: Sentence) -> Iterator[Speech]:
    end = dash + 1
    while end < sentence.last and doc[end].text not in _DASHES and not doc[end].is_space:
        end += 1
    first, last = trimmed(doc, dash + 1, end)
    if first < last and doc[first].is_title and last - first <= MAX_LABEL:
        yield Speech((dash, dash + 1), (first, last), dash, last - 1, "label", "signature")
