"""Extents: the whole verb group of a cue, the whole noun phrase of a speaker."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractors.reading import reading_of
from extractors.speech.words import Sense, carriers, lemma_of
from extractors.tree import children

TokenRange = tuple[int, int]
_GROUP = frozenset({"aux", "auxpass", "neg", "advmod"})
_QUOTE_ENDS = frozenset({",", "”", '"', "’", "'"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_HUNG = frozenset({"appos", "conj", "dobj", "npadvmod", "attr"})
_LABEL_ENDS = frozenset({":"})
_ALONE = frozenset({"conj", "ROOT", "parataxis", "dep", "advcl"})  # how the parser hangs a verb of saying at the end
_DASHES = frozenset({"–", "—", "―", "--"})
MAX_NAME = 8  # tokens of a name and office right behind "said"
_PAIRS = {")": "(", "”": "“", '"': '"'}
_BREAKS = frozenset({",", ";", ":", "-", "–", "—", "―", "--", '"', "“", "”", "(", ")"})


def subject_of(verb: Token) -> Token | None:
    """The verb's own grammatical subject; "quoted X as saying" has X, ", reported X" what looks like its object."""
    subjects = [c for c in children(verb) if c.dep_ in _SUBJECTS and c.i != verb.i
                and not (verb.tag_ == "VBG" and c.i > verb.i)]  # ", saying the rebels had fled": of what is said
    if len(subjects) > 1 and verb.i and verb.nbor(-1).text in _QUOTE_ENDS:
        return subjects[-1]  # "two rockets in all, says the mayor"
    if len(subjects) > 1 and _touches(subjects[-1], verb) and verb.tag_ != "VBP":  # headlines say "X, Y accuse"
        return subjects[-1]  # "a car detonated on Monday, killing 18 people, officials said", read as "a car said"
    if subjects:
        return subjects[0]
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.i < verb.head.i:
        return next((c for dep in ("dobj", "nsubjpass") for c in children(verb.head.head) if c.dep_ == dep), None)
    if (stray := _stray(verb)) is not None:
        return stray
    if (behind := _behind(verb)) is not None:
        return behind
    inverted = any(c.dep_ == "ccomp" and c.i < verb.i for c in children(verb))
    if inverted and verb.i and verb.nbor(-1).text in _QUOTE_ENDS:
        return next((c for c in children(verb) if c.dep_ == "dobj" and c.i > verb.i), None)
    return None


def _touches(subject: Token, verb: Token) -> bool:
    """Whether a subject stands between a comma and its verb."""
    first = subject.left_edge.i
    return first > 0 and verb.doc[first - 1].text == "," and subject.right_edge.i == verb.i - 1


def _behind(verb: Token) -> Token | None:
    """The name right behind a verb after a quotation that the parser gave to a later clause (", said X after ...")."""
    if verb.tag_ == "VBG" or verb.i == 0 or verb.nbor(-1).text not in _QUOTE_ENDS or verb.i + 1 >= len(verb.doc):
        return None
    noun = verb.nbor(1)
    while noun.dep_ in {"compound", "det", "amod", "nmod"} and noun.i < noun.head.i <= verb.i + MAX_NAME:
        noun = noun.head
    lent = noun.dep_ in _SUBJECTS and noun.head.i > noun.i and noun.head.dep_ in {"ccomp", "advcl"}
    if noun.head.dep_ == "ccomp" and noun.head.i == noun.i + 1 and verb.nbor(-1).text == ",":
        return None  # "an official, who ..., said X was"
    return noun if lent and noun.pos_ in {"NOUN", "PROPN"} else None


def _stray(verb: Token) -> Token | None:
    """A speaker hung elsewhere by the parser: the noun between a comma and a finite verb ("..., a source told X")."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i == 0:
        return None
    if verb.dep_ == "acl" and verb.nbor(-1).text == "," and verb.head.pos_ in {"NOUN", "PROPN"}:
        return verb.head  # "X, the spokesman of the group, announced ..." read as "X announced by"
    if verb.dep_ not in _ALONE or any(c.dep_ in {"mark", "advmod"} and c.i < verb.i for c in verb.children):
        return None
    if (named := _apposed(verb)) is not None:
        return _office_of(named)
    before = verb.nbor(-2) if verb.nbor(-1).text == "," and verb.i > 1 else verb.nbor(-1)
    for noun in (before, *before.ancestors):
        if noun.i >= verb.i or not before.i <= noun.right_edge.i < verb.i:
            return None
        first = noun.left_edge.i
        apart = first > 0 and verb.doc[first - 1].text == ","
        if apart and noun.dep_ in _HUNG and noun.pos_ in {"NOUN", "PROPN"}:
            return _office_of(noun)
    return None


def _office_of(name: Token) -> Token:
    """The office before a speaker's name, where both stand apart ("..., the police spokesman (PPRO), SP X, said")."""
    office = name.head
    own = name.dep_ == "appos" and name.ent_type_ == "PERSON" and office.ent_type_ != "PERSON"
    first = office.left_edge.i
    apart = own and office.dep_ == "npadvmod" and first > 0 and name.doc[first - 1].text == ","
    return office if apart else name


def _apposed(verb: Token) -> Token | None:
    """The speaker whom the parser took for one more name of a place ("... the centre of X, the mayor, Y, wrote")."""
    if verb.nbor(-1).text != "," or verb.i < 2:
        return None
    noun, found = verb.nbor(-2), None
    while noun.dep_ == "appos" and noun.right_edge.i in {verb.i - 1, verb.i - 2} and noun.pos_ in {"NOUN", "PROPN"} \
            and noun.left_edge.i > 0 and verb.doc[noun.left_edge.i - 1].text == ",":
        found, noun = noun, noun.head
    return found


def carried_by(verb: Token) -> Token | None:
    """The verb that carries this one ("declined to say", "went on to add"), or null."""
    head = verb.head
    if verb.dep_ in {"xcomp", "advcl", "pcomp", "ccomp"} and head.i < verb.i:
        if head.dep_ == "prep":
            head = head.head
        between = tuple(t.lower_ for t in verb.doc[head.i + 1:verb.i])
        for rest in carriers().get(lemma_of(head), ()):
            if between[:len(rest)] == rest and subject_of(verb) is None and verb.i - head.i <= len(rest) + 4:
                return head
    return None


def group_start(verb: Token) -> int:
    """First token of the verb group: auxiliaries, negation and adverbs that touch it."""
    start = verb.i
    members = {c.i for c in children(verb) if c.dep_ in _GROUP}
    while start - 1 >= 0 and start - 1 in members:
        start -= 1
    while start < verb.i and verb.doc[start].pos_ == "SCONJ":
        start += 1
    while start < verb.i and verb.doc[start].lower_ in {"when", "while", "as", "how", "why", "where"}:
        start += 1
    return start


def cue_range(verb: Token, sense: Sense | None) -> TokenRange:
    """The verb group with what carries it, its particle and the preposition of its content."""
    start, top = group_start(verb), verb
    for _ in range(3):
        carrier = carried_by(top)
        if carrier is None:
            break
        start, top = group_start(carrier), carrier
    end = verb.i + 1
    for word in (sense.follow if sense else ()):
        end = max(end, next((t.i + 1 for t in verb.doc[end:end + 3] if t.lower_ == word), end))
    end = _with_tail(verb, end)
    return (start, end)


def _with_tail(verb: Token, end: int) -> int:
    """Particle, then the preposition of the content when nothing else is its object."""
    doc = verb.doc
    for child in children(verb):
        if child.i == end and child.dep_ == "prt":
            end += 1
    has_object = any(c.dep_ in {"dobj", "ccomp", "dative"} for c in children(verb))
    if end < len(doc) and not has_object:
        tok = doc[end]
        if tok.dep_ == "prep" and tok.head.i == verb.i and any(c.dep_ in {"pobj", "pcomp"} for c in children(tok)) \
                and tok.lower_ in {"for", "on", "about", "of", "against"}:
            end += 1
    if end < len(doc) and doc[end].text == ":":
        end += 1
    return end


def phrase_range(head: Token, stop: int | None = None) -> TokenRange:
    """The whole noun phrase of a head; ``stop`` is the first token of the cue behind it."""
    first, last = head.left_edge.i, head.right_edge.i + 1
    sentence = reading_of(head.doc).sentence_at(head.i)
    first, last = max(first, sentence.first), min(last, sentence.last)
    if stop is not None and first < stop < last:
        last = stop
    first = max([first, *(i + 1 for i in range(first, head.i) if head.doc[i].text in _DASHES | _LABEL_ENDS
                          and (head.doc[i].whitespace_ or not i or head.doc[i - 1].whitespace_))])
    last = min([last, *(c.left_edge.i for c in children(head) if _is_aside(c))])
    first, last = trimmed(head.doc, first, last)
    return (first, last + 1) if _closes_aside(head.doc, first, last, stop) else (first, last)


def _is_aside(token: Token) -> bool:
    """Whether a participle tells what a speaker did meanwhile: no part of the name."""
    return token.dep_ in {"acl", "advcl"} and token.tag_ == "VBG" and token.left_edge.i > 0 \
        and token.doc[token.left_edge.i - 1].text == ","


def _closes_aside(doc: Doc, first: int, last: int, stop: int | None) -> bool:
    """Whether a comma between speaker and cue closes an apposition: it belongs to the speaker's phrase."""
    return stop is not None and last + 1 == stop and doc[last].text in {",", "--"} \
        and any(t.text == doc[last].text for t in doc[first:last])


def trimmed(doc: Doc, first: int, last: int) -> TokenRange:
    """Without marks and conjunctions at the edges."""
    while first < last - 1 and (doc[first].text in _BREAKS or doc[first].dep_ in {"cc", "mark"} or doc[first].is_space):
        first += 1
    while last - 1 > first and (doc[last - 1].text in _BREAKS or doc[last - 1].is_space):
        opening = _PAIRS.get(doc[last - 1].text)
        if opening and any(t.text == opening for t in doc[first:last - 1]):
            break
        last -= 1
    return (first, last)
