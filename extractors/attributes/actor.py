"""ACTOR: organisations, forces and groups, named or described.

A name comes from the catalogue or the model's entities; a described actor is a noun phrase whose head is a body, a
force or a group of people. Spans follow `extractors.phrases`; a name inside a longer phrase is a mention too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from extractors.columns import lemmas, texts, tokens
from extractors.context import words as grammar
from extractors.lexicon import FOLDER, Entry, read_entries
from extractors.mention import Mention
from extractors.phrases import determined, phrase_of
from extractors.reading import Reading, reading_of
from extractors.resolve import ResolvedActor
from extractors.tree import root_of
from models.event import Norm
from models.vocabulary import MentionLabel

AFTER = ("trigger", "weapon")
_LOCATED = frozenset({"pobj", "appos", "conj", "nmod", "compound"})
_WHERE = frozenset({"in", "at", "near", "from", "to", "toward", "towards", "around", "outside", "inside", "into", "of",
                    "on", "west", "east", "north", "south", "throughout", "across", "between"})
_AGENT = frozenset({"nsubj", "agent", "poss"})
_NAMING = frozenset({"ORG", "NORP"})
_UNKNOWN = frozenset({"", "ORG"})
_GROUPS = frozenset({"armed_group", "umbrella"})
_OWNER = frozenset({"'s", "’s", "'", "’"})
_ASKING = frozenset({"which", "what", "whatever", "whichever"})
MAX_NAME = 9


@dataclass(frozen=True, slots=True)
class ActorValue:
    """An actor; ``actor_id`` is null when the catalogue lacks it, ``named`` when it is only described."""

    kind: str
    name: str
    actor_id: str | None
    country: str | None
    named: bool


@cache
def nouns() -> Mapping[str, Entry]:
    """Entry by lemma of an actor noun."""
    entries = read_entries(FOLDER / "actor.toml").entry
    return {term: entry for entry in entries for term in entry.terms}


def extract(doc: Doc) -> Iterator[Mention]:
    """All actors of an article; spans may nest."""
    reading = reading_of(doc)
    found: dict[tuple[int, int], tuple[str, int]] = {}
    known = list(_catalogued(reading))
    headed: dict[int, list[tuple[int, int]]] = {}
    for first, last, _, head in known:
        headed.setdefault(head, []).append((first, last))
    for first, last, rule, head in (*known, *_entities(reading), *_described(doc)):
        if not any(f <= first and last <= end and end - f > last - first for f, end in headed.get(head, ())):
            found.setdefault((first, last), (rule, head))
    found.update({(first, last): (rule, head) for first, last, rule, head in known})
    for (first, last), (rule, head) in sorted(found.items()):
        value = _value(reading, first, last, rule, head)
        norm: Norm = {"name": value.name, "actor_id": value.actor_id}
        yield reading.mention(MentionLabel.ACTOR, first, last, rule, head=head, norm=norm, value=value)


Found = tuple[int, int, str, int]


def _catalogued(reading: Reading) -> Iterator[Found]:
    """Names that the catalogue knows, whatever the model says of them."""
    doc, token = reading.doc, 0
    words = texts(doc)
    while token < len(words):
        size = _name_length(reading, words, token) if _may_start(words[token]) else 0
        if size and (first := _name_start(doc, token, token + size)) < token:
            yield from _with_determiner(doc, first, token + size, "actor.entity")
        elif size:
            yield from _with_determiner(doc, token, token + size, "actor.catalogue")
        token += size or 1


def _may_start(word: str) -> bool:
    return word[:1].isupper() or not word.isascii() or word in grammar("name_start") or word in grammar("uncapitalised")


def _name_length(reading: Reading, words: Sequence[str], token: int) -> int:
    doc = reading.doc
    size = reading.resolvers.actors.longest(words[token:token + MAX_NAME])
    capital = any(w[:1].isupper() or not w.isascii() for w in words[token:token + size])
    if not size or not (capital or words[token] in grammar("uncapitalised")):
        return 0
    known = reading.resolvers.actors.find(reading.text(token, token + size))
    stateless = known is not None and known.kind != "government"
    return size if stateless or (known and _acts(doc[root_of(doc, token, token + size)])) else 0


def _name_start(doc: Doc, first: int, last: int) -> int:
    """Where a longer name begins that a state's name only ends ("Jaish al-Adl Iran"), else its own start."""
    head = doc[root_of(doc, first, last)]
    if head.ent_type_ != "GPE" or head.i >= last:
        return first
    joined = [c for c in head.children if c.dep_ == "compound" and c.i < first and c.pos_ == "PROPN"]
    named = [c.left_edge.i for c in joined if c.text[0].isupper() and c.ent_type_ in _UNKNOWN]
    start = min(named, default=first)
    while start >= 2 and start < first and doc[start - 1].text == "-" and not doc[start - 1].whitespace_:
        start -= 2
    return start


def _acts(head: Token) -> bool:
    """Whether a state's name is used of its government: it acts, or stands with "the" as one."""
    return head.dep_ in _AGENT or head.head.dep_ == "agent" or head.ent_type_ == "ORG"


def _entities(reading: Reading) -> Iterator[Found]:
    """The model's organisations and peoples, but for names that are places."""
    for entity in reading.doc.ents:
        if entity.label_ not in _NAMING or is_place(reading, entity):
            continue
        doc, head = reading.doc, entity.root
        if entity.label_ == "NORP" and head.tag_ not in {"NNS", "NNPS"}:
            continue
        first, last = entity.start, entity.end
        while first < last - 1 and (doc[first].dep_ == "det" or not doc[first].text[0].isalnum()):
            first += 1
        while last - 1 > first and (doc[last - 1].tag_ == "POS" or not doc[last - 1].text[-1].isalnum()):
            last -= 1
        found = list(_with_determiner(doc, first, last, "actor.entity"))
        yield from found[-1:] if entity.label_ == "NORP" else found


def is_place(reading: Reading, entity: Span) -> bool:
    """Whether an entity is a name of the gazetteer and stands where a place does ("in", "near", "of")."""
    head = entity.root
    if head.dep_ not in _LOCATED or not any(t.lower_ in _WHERE for t in head.ancestors):
        return False
    names = reading.resolvers.places.candidates(" ".join(t.text for t in entity if t.lower_ != "the"))
    return bool(names) and reading.resolvers.actors.find(entity.text) is None


def _with_determiner(doc: Doc, first: int, last: int, rule: str) -> Iterator[Found]:
    """A name, and the name with its article; a state has its article only as a whole ("the United States")."""
    head = doc[root_of(doc, first, last)]
    start = determined(head, first)
    if start == first or head.ent_type_ != "GPE":
        yield first, last, rule, head.i
    if start < first:
        yield start, last, rule, head.i


def _opens(token: Token) -> bool:
    """Whether a word is the first of its sentence; a line break can stand before it."""
    return bool(token.is_sent_start) or (token.i > 0 and token.nbor(-1).is_space and bool(token.nbor(-1).is_sent_start))


def _described(doc: Doc) -> Iterator[Found]:
    """Noun phrases of actor nouns, and pronouns of groups."""
    known = nouns()
    for token, lemma in zip(tokens(doc), lemmas(doc), strict=True):
        entry = known.get(lemma)
        if entry is None and lemma.endswith("s") and (entry := known.get(lemma.removesuffix("s"))) is not None:
            entry = entry if _opens(token) and token.pos_ == "PROPN" else None  # "Rebels", taken for a name
        if entry is None:
            continue
        if entry.code == "pronoun":
            if token.pos_ == "PRON" and token.dep_ == "nsubj":
                yield token.i, token.i + 1, "actor.pronoun", token.i
        elif _heads_actor(token, entry):
            first, last = phrase_of(token, of=bool(entry.attrs.get("of")))
            yield first, last, "actor.noun", token.i


def _heads_actor(token: Token, entry: Entry) -> bool:
    if token.pos_ not in {"NOUN", "PROPN"} or any(c.lower_ in _ASKING for c in token.lefts):
        return False
    if token.dep_ in {"compound", "amod", "nmod"}:
        return token.is_title and not token.is_sent_start and token.ent_type_ == ""
    return not entry.attrs.get("plural") or token.tag_ in {"NNS", "NNPS"}


def _value(reading: Reading, first: int, last: int, rule: str, head: int) -> ActorValue:
    text = reading.text(first, last)
    known: ResolvedActor | None = None if rule == "actor.pronoun" else reading.resolvers.actors.find(text)
    lemma = reading.doc[head].lemma_.lower()
    entry = nouns().get(lemma) or nouns().get(lemma.removesuffix("s"))  # names keep their plural: "Defence Forces"
    if known is None and rule == "actor.noun" and entry is not None and entry.code in _GROUPS:
        known = _group_inside(reading, first, last)
    if known is not None:
        return ActorValue(known.kind, known.name, known.actor_id, known.country, True)
    return ActorValue(entry.code if entry else "organisation", text, None, None, rule == "actor.entity")


def _group_inside(reading: Reading, first: int, last: int) -> ResolvedActor | None:
    """The group that a phrase names behind its country: "Yemen's Houthi movement", "Somalia's Shabaab militant group".

    Null where more than plain nouns follow the name.
    """
    words = texts(reading.doc)
    owners = [i for i in range(first, last) if words[i] in _OWNER]
    for start in range(owners[-1] + 1, last) if owners else ():
        size = reading.resolvers.actors.longest(words[start:last])
        known = reading.resolvers.actors.find(reading.doc[start:start + size].text) if size else None
        if known is not None and known.kind in _GROUPS and all(w.islower() for w in words[start + size:last]):
            return known
    return None
