"""The name of an actor inside its phrase: without articles and descriptions, in the catalogue's spelling."""

from __future__ import annotations

from difflib import SequenceMatcher

from spacy.tokens import Doc, Token

from extractors.actors.responsibility import object_of, terms
from extractors.attributes.actor import ActorValue
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.speech.words import lemma_of
from extractors.tree import child_of
from models.vocabulary import MentionLabel

_AT_LARGE = frozenset({"forces", "troops"})
ALIKE = 0.6  # share of letters in common from which two spellings are one name
_OPENING = {'"': '"', "“": "”"}
_BANDS = frozenset({"armed_group", "umbrella"})
_ARMED = _BANDS | {"state_force"}
_JOINTS = frozenset({"al", "Al", "el", "El", "-", "’", "'"})


def spelling(printed: str, value: ActorValue) -> str:
    """The catalogue's spelling of a group ("Kataib Hezbollah"), unless an acronym or quite another name is printed.

    A force whose printed name is part of its own gets the whole ("Revolutionary Guard Corps"), and so does one of all
    the words ("Armed Forces of the Russian Federation"); "X forces" stays as printed."""
    if value.kind not in _ARMED or value.actor_id is None or printed.replace(".", "").isupper():
        return printed
    if value.kind == "state_force":
        return value.name if _is_part(printed, value.name) else printed
    left, right = ("".join(c for c in name.casefold() if c.isalnum()) for name in (printed, value.name))
    if left == right or printed.split()[-1].lower() in _AT_LARGE:
        return printed
    return value.name if SequenceMatcher(None, left, right).ratio() >= ALIKE else printed


def _is_part(printed: str, name: str) -> bool:
    """Whether words of a name, two at least, are printed without the others, or "of the" stands between them."""
    words = printed.casefold().replace("’", "'").split()
    words = words[1:] if words[0].endswith("'s") else words  # "Iran's"
    return len(words) > 1 and (set(words) < set(name.casefold().split()) or "of" in words)


def end_with_ties(reading: Reading, head: Token, last: int) -> int:
    """End of "militants linked to X", "a militia backed by Iran", "forces loyal to Y"."""
    for child in head.rights:
        if child.dep_ in {"acl", "amod"} and child.i == last and child.lemma_.lower() in terms("modifier"):
            end = child.right_edge.i + 1
            named = [m.last for m in reading.overlapping(child.i, end, [MentionLabel.ACTOR]) if m.last <= end]
            return min(named, default=end)
    return last


def core_of(reading: Reading, first: int, last: int, actor_id: str) -> tuple[int, int]:
    """The words that the catalogue knows, without "Yemen's", "Iran-backed", "outlawed" before them."""
    doc, actors = reading.doc, reading.resolvers.actors
    best = (first, last)
    for start in range(first, last):
        if start > first and (not doc[start].text[:1].isalnum() or doc[start - 1].text in _JOINTS):
            continue
        size = actors.longest([t.text for t in doc[start:last]])
        known = actors.find(doc[start:start + size].text) if size else None
        if known is not None and known.actor_id == actor_id:
            best = (start, start + size)
    return best


def bare(text: str) -> str:
    """Without the article at its head, and without a quotation mark that opens there and closes elsewhere."""
    if text[:1] in _OPENING and text[1:].count(_OPENING[text[0]]) == 0:
        text = text[1:]
    first, _, rest = text.partition(" ")
    if rest and first.lower() in terms("hedge"):
        return bare(rest)  # "suspected herders"
    return rest if rest and first.lower() in {"the", "a", "an", "these", "those", "its", "their", "some"} else text


def own_name(noun: Token) -> Token | None:
    """What a group is said to be called: X in "a group calling itself X", "an umbrella known as X"."""
    for child in noun.rights:
        if child.dep_ in {"acl", "relcl"} and lemma_of(child) in terms("naming"):
            name = child_of(child, "oprd", "attr") or object_of(child, "as") or _last_name(child)
            if name is not None and name.pos_ == "PROPN":
                return name
    return None


def _last_name(verb: Token) -> Token | None:
    """What is called, where the parser took it for an object."""
    return next((c for c in verb.rights if c.dep_ in {"dobj", "ccomp", "appos"} and c.pos_ == "PROPN"), None)


def told_kind(reading: Reading, mention: Mention) -> str:
    """The kind of an unknown name by its apposition: "X, an armed wing of Y", "X, a militia"."""
    for child in reading.doc[mention.head].rights:
        if child.dep_ == "appos":
            for other in reading.overlapping(child.i, child.i + 1, [MentionLabel.ACTOR]):
                if isinstance(other.value, ActorValue) and other.value.kind in _ARMED:
                    return other.value.kind
            if lemma_of(child) in terms("unit"):
                return "armed_group"
    return "organisation"


def name_behind(reading: Reading, mention: Mention) -> Mention | None:
    """The known group whose name follows "the militant group" without a comma, however the parser took it.

    Not the first half of a double name ("the group A/B")."""
    if getattr(mention.value, "kind", "") not in _BANDS or not reading.doc[mention.last - 1].is_lower:
        return None
    behind = reading.overlapping(mention.last, mention.last + 1, [MentionLabel.ACTOR])
    return next((m for m in behind if m.first == mention.last and isinstance(m.value, ActorValue)
                 and reading.doc[m.last:m.last + 1].text != "/" and m.value.actor_id and m.value.kind in _BANDS), None)


def is_tied(doc: Doc, last: int) -> bool:
    """Whether a name only tells with whom a group goes: "an al-Qaeda linked group", "the Iran-backed militia"."""
    after = [t for t in doc[last:last + 2] if t.text != "-"][:1]
    return any(lemma_of(t) in terms("modifier") for t in after)
