"""SOURCE: who says it: the whole phrase of the speaker, with its kind and the name behind it.

Measured on PolNeAR's development part (84 articles of US election news): exact F .745, overlap .78.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import attrgetter

from spacy.tokens import Doc, Token

from extractors.actors.names import is_tied
from extractors.attributes.actor import ActorValue
from extractors.attributes.person import PersonValue, titles
from extractors.lexicon import FOLDER, read_entries
from extractors.mention import Mention
from extractors.reading import Reading, reading_of
from extractors.registry import lexicon_for
from extractors.speech.find import speech_of
from models.vocabulary import MentionLabel, SourceKind

AFTER = ("actor", "person", "cue")
_FIRST = attrgetter("first")
_KINDS: Mapping[str, SourceKind] = {
    "state_force": SourceKind.MILITARY, "coalition": SourceKind.MILITARY, "intelligence": SourceKind.GOVERNMENT,
    "government": SourceKind.GOVERNMENT, "police": SourceKind.POLICE, "armed_group": SourceKind.ARMED_GROUP,
    "umbrella": SourceKind.ARMED_GROUP, "monitor": SourceKind.MONITOR, "international": SourceKind.INTERNATIONAL,
    "media": SourceKind.MEDIA, "agency": SourceKind.MEDIA, "medical": SourceKind.MEDICAL,
    "aid": SourceKind.INTERNATIONAL, "analyst": SourceKind.ANALYST,
}


@dataclass(frozen=True, slots=True)
class SpeakerValue:
    """A speaker: kind, full name where the article gives one, and the actor spoken for."""

    kind: SourceKind
    name: str | None
    actor_id: str | None


def extract(doc: Doc) -> Iterator[Mention]:
    """One mention for each speaker's phrase."""
    reading = reading_of(doc)
    seen = set()
    for speech in speech_of(doc):
        if speech.source is not None and speech.source not in seen and speech.source[0] < speech.source[1]:
            seen.add(speech.source)
            first, last = speech.source
            head = speech.speaker if speech.speaker is not None and first <= speech.speaker < last else None
            yield reading.mention(MentionLabel.SOURCE, first, last, f"source.{speech.rule}", head=head,
                                  value=speaker(reading, first, last))


def speaker(reading: Reading, first: int, last: int) -> SpeakerValue:
    """Kind and name of the speaker whose phrase is the tokens ``[first, last)``.

    A state that only says whose the speaker is lends no name: "Yemen's Houthi movement", "Israel's fire service".
    """
    named = (m for m in reading.within(first, last) if isinstance(m.value, PersonValue | ActorValue))
    inside = [m for m in named if _of_speaker(reading, m, first, last)]
    people = [(m, m.value.name) for m in inside if isinstance(m.value, PersonValue) and m.value.name]
    name = next((n for m, n in people if not any(_opens(m, o) for o, _ in people)), None)
    if name is not None:
        name = _full_name(reading, name)
    known = sorted((reading.doc[m.head].dep_ == "poss", n, m.value) for n, m in enumerate(inside)
                   if isinstance(m.value, ActorValue) and m.value.actor_id and not is_tied(reading.doc, m.last))
    actor = next((value for owner, _, value in known if not (owner and value.kind == "government")), None)
    kind = _kind(reading, first, last)
    if kind is None and known:
        kind = _KINDS.get((actor or known[0][2]).kind, SourceKind.OTHER)
    if actor is None:
        return SpeakerValue(kind or SourceKind.OTHER, name, None)
    return SpeakerValue(kind or SourceKind.OTHER, name or actor.name, actor.actor_id)


def _opens(mention: Mention, other: Mention) -> bool:
    """Whether a name is only the title before another: "Press Secretary Air Force", "Maj. Gen. X Y"."""
    return other.first <= mention.first and mention.last < other.last and other.rule == "person.title"


def _of_speaker(reading: Reading, mention: Mention, first: int, last: int) -> bool:
    """Whether a name inside a speaker's phrase is the speaker's or the office's, not one of a relative clause."""
    node = reading.doc[mention.head]
    person = isinstance(mention.value, PersonValue) and not _follows_office(mention, node, last)
    while first <= node.head.i < last and node.head.i != node.i:
        if node.dep_ in {"relcl", "acl", "advcl"} or (person and node.dep_ in {"pobj", "poss"}):
            return False
        node = node.head
    return True


def _follows_office(mention: Mention, node: Token, last: int) -> bool:
    """Whether a name that ends a phrase is the officer's: "superintendent of police X", "director of the ministry, X",
    not "aide of the leader X"."""
    before = node.doc[mention.first - 1] if mention.first else None
    if before is None or mention.last != last or node.dep_ not in {"pobj", "appos"}:
        return False
    return before.text == "," or (before.is_lower and before.pos_ == "NOUN" and before.lower_ not in titles())


def _full_name(reading: Reading, name: str) -> str:
    """The longest name of the article that ends in the same word: "Austin" is "Lloyd Austin".

    None that has another first name, and none where two persons of the article bear the name.
    """
    same = reading.once("names by last word", lambda: _names(reading)).get(_last_word(name), set())
    longer = sorted((n for n in same if set(name.split()) < set(n.split())), key=lambda n: len(n.split()))
    one = all(set(a.split()) < set(b.split()) for a, b in pairwise(longer))
    return longer[-1] if longer and one else name


def _names(reading: Reading) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mention in reading.mentions:
        if isinstance(mention.value, PersonValue) and mention.value.name:
            found.setdefault(_last_word(mention.value.name), set()).add(mention.value.name)
    return found


def _last_word(name: str) -> str:
    words: list[str] = name.split()
    return words[-1] if words else ""


@cache
def _order() -> Mapping[str, int]:
    codes = dict.fromkeys(e.code for e in read_entries(FOLDER / "source.toml").entry)
    return {code: rank for rank, code in enumerate(codes)}


def _kind(reading: Reading, first: int, last: int) -> SourceKind | None:
    if "source_words" not in reading.doc.user_data:
        reading.doc.user_data["source_words"] = lexicon_for("source").hits(reading.doc)
    hits = reading.doc.user_data["source_words"]
    start, end = (bisect_left(hits, token, key=_FIRST) for token in (first, last))
    codes = {h.code for h in hits[start:end] if h.last <= last}
    best = min(codes, key=lambda c: _order()[c], default=None)
    return SourceKind(best) if best else None
