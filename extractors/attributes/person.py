"""PERSON: named people with and without their titles, and people who are called by role alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from extractors.attributes.actor import is_place
from extractors.columns import lemmas, lowers, texts, tokens
from extractors.lexicon import FOLDER, read_entries
from extractors.mention import Mention
from extractors.phrases import phrase_of
from extractors.places.toponyms import terms
from extractors.reading import Reading, reading_of
from models.event import Norm
from models.vocabulary import MentionLabel

AFTER = ("actor",)
_PRONOUNS = frozenset({"i", "he", "she"})
_JOINTS = frozenset({"of", "for", "the", "to"})
MAX_TITLE = 9
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "appos", "agent", "ROOT"})
_INNER = frozenset({"compound", "nmod"})
_SINGULAR = frozenset({"NN", "NNP"})


@dataclass(frozen=True, slots=True)
class PersonValue:
    """A person; ``name`` without titles, ``role`` the title or role noun, ``kind`` the kind of speaker."""

    name: str | None
    role: str | None
    kind: str


@cache
def titles() -> Mapping[str, str]:
    """Kind of speaker by lemma of a title or role."""
    return {term: entry.code for entry in read_entries(FOLDER / "person.toml").entry for term in entry.terms}


def extract(doc: Doc) -> Iterator[Mention]:
    """All people of an article; "President X" gives the bare name too."""
    reading = reading_of(doc)
    found: Found = {}
    for entity in doc.ents:
        if entity.label_ == "PERSON" and not is_place(reading, entity) and not _is_other(reading, entity):
            for first, last, rule in _named(entity):
                found.setdefault((first, last), (rule, entity.root.i, _person(entity)))
    for first, value in _surnames(doc, found):
        found.setdefault((first, first + 1), ("person.surname", first, value))
    roles = titles()
    for token, lemma, lower in zip(tokens(doc), lemmas(doc), lowers(doc), strict=True):
        if lemma not in roles and lower not in _PRONOUNS:
            continue
        if _is_role(token):
            first, last = phrase_of(token, of=True)
            value = PersonValue(None, token.text, titles().get(token.lemma_.lower(), "other"))
            found.setdefault((first, last), ("person.role", token.i, value))
        elif token.lower_ in _PRONOUNS and token.pos_ == "PRON":
            found.setdefault((token.i, token.i + 1), ("person.pronoun", token.i, PersonValue(None, None, "other")))
    for (first, last), (rule, head, value) in sorted(found.items()):
        norm: Norm | None = {"name": value.name, "actor_id": None} if value.name else None
        yield reading.mention(MentionLabel.PERSON, first, last, rule, head=head, norm=norm, value=value)


def _is_other(reading: Reading, entity: Span) -> bool:
    """Whether a name that the model takes for a person is a known group, a village or part of a munition."""
    if len(entity) > 1 and entity[0].lower_ in terms("opening"):
        return True
    known = reading.resolvers.actors.find(entity.text)
    return known is not None or bool(reading.overlapping(entity.start, entity.end, [MentionLabel.WEAPON]))


Found = dict[tuple[int, int], tuple[str, int, PersonValue]]


def _surnames(doc: Doc, found: Found) -> Iterator[tuple[int, PersonValue]]:
    """Later uses of the last word of a full name that the model has passed over."""
    full = {v.name.split()[-1]: v for _, _, v in found.values() if v.name and len(v.name.split()) > 1}
    taken = {i for first, last in found for i in range(first, last)}
    for index, text in enumerate(texts(doc)):
        if text not in full or index in taken:
            continue
        token = doc[index]
        if not token.ent_type_ and token.dep_ not in _INNER and not _is_anothers(doc, index):
            yield token.i, full[token.text]


def _is_anothers(doc: Doc, index: int) -> bool:
    """Whether another first name stands before a surname ("Olha Koval" is not "Petro Koval")."""
    before = doc[index - 1] if index else None
    return before is not None and before.pos_ == "PROPN" and before.lower_ not in titles() and not before.is_punct


def _bounds(entity: Span) -> tuple[int, int]:
    """Entity without titles at its head and marks at its end."""
    first, last = entity.start, entity.end
    while first < last - 1 and (entity.doc[first].lower_ in titles() or not entity.doc[first].text[0].isalnum()):
        first += 1
    while last - 1 > first and (entity.doc[last - 1].tag_ == "POS" or not entity.doc[last - 1].text[-1].isalnum()):
        last -= 1
    return first, last


def _named(entity: Span) -> Iterator[tuple[int, int, str]]:
    first, last = _bounds(entity)
    start = _title_start(entity.doc, first)
    yield start, last, "person.title" if start < first else "person.name"


def _title_start(doc: Doc, first: int) -> int:
    """First token of the title before a name: "the Foreign Secretary", "Minister for the Middle East", "Lt. Gen."."""
    start, nearest = first, _word_before(doc, first)
    if nearest is None or not (doc[nearest].lower_ in titles() or _in_title(doc, nearest)):
        return first
    while (before := _word_before(doc, start)) is not None:
        named = doc[before].text[:1].isupper() and not doc[before].is_stop
        if named or _opens_title(doc, before):
            start = before
        else:
            break
    return start - 1 if start and start < first and doc[start - 1].lower_ == "the" else start


def _word_before(doc: Doc, token: int) -> int | None:
    """The word before a token in its sentence, across the dot of an abbreviation; null at the sentence's start."""
    start = reading_of(doc).sentence_at(token).first
    if token <= start:
        return None
    before = token - 1
    if doc[before].text == "." and before > start and doc[before - 1].lower_ in titles():
        before -= 1
    return before if doc[before].is_alpha or doc[before].text.endswith(".") else None


def _in_title(doc: Doc, token: int) -> bool:
    """Whether a capitalised word closes a title that runs on behind its noun ("Minister for Central Asia")."""
    first = max(0, token - MAX_TITLE)
    return any(doc[i].lower_ in titles() and doc[i].text[:1].isupper() and _opens_title(doc, i + 1)
               and all(t.text[:1].isupper() or t.lower_ in _JOINTS for t in doc[i:token + 1])
               for i in range(first, token))


def _opens_title(doc: Doc, joint: int) -> bool:
    """Whether a small word belongs to a title: behind a title noun, or an article behind such a word."""
    nearest = next((i for i in range(joint, max(-1, joint - 3), -1) if doc[i].lower_ not in _JOINTS), None)
    return doc[joint].lower_ in _JOINTS and nearest is not None and doc[nearest].lower_ in titles()


def _person(entity: Span) -> PersonValue:
    first, last = _bounds(entity)
    start = _title_start(entity.doc, first)
    role = entity.doc[first - 1].lower_ if start < first else None
    return PersonValue(entity.doc[first:last].text, role, titles().get(role or "", "other"))


def _is_role(token: Token) -> bool:
    """Whether a noun stands for one person: singular, head of its phrase, no part of a name."""
    named = token.dep_ in _ARGUMENTS or (token.dep_ == "pobj" and token.head.dep_ == "agent")
    return (token.lemma_.lower() in titles() and token.tag_ in _SINGULAR and named
            and token.ent_type_ not in {"PERSON", "ORG"} and not _goes_on(token) and _is_determined(token))


def _goes_on(token: Token) -> bool:
    """Whether a name or a hyphen follows: then the noun is a title or half a word."""
    return token.i + 1 < len(token.doc) and (token.nbor().ent_type_ == "PERSON" or token.nbor().text == "-")


def _is_determined(token: Token) -> bool:
    return token.is_title or any(c.dep_ in {"det", "poss", "nummod"} for c in token.children)
