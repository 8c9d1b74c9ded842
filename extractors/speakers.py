"""Who speaks: the source behind a speech, pronouns and "the statement" taken back to whom they stand for."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.agents import Agent, agent_at
from extractors.attributes.actor import ActorValue
from extractors.attributes.person import PersonValue, titles
from extractors.attributes.source import SpeakerValue, speaker
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.speech.verbs import Speech
from extractors.speech.words import lemma_of
from models.event import Source
from models.vocabulary import MentionLabel, SourceKind

_REACH = 4  # sentences back
_PERSONAL = frozenset({"he", "she"})
_GROUPS = frozenset({"it", "they"})
_SMALL = frozenset({"the", "a", "an", "of", "in", "for", "and"})
_RELATIVE = frozenset({"who", "which", "that"})
_DOCUMENTS = frozenset({"statement", "report", "release", "announcement", "communique", "tweet", "post", "message",
                        "video", "notice"})


def sources_of(reading: Reading, speech: Speech) -> tuple[Source, ...]:
    """The sources of a speech, one for each of "X and Y"; none when nobody is named."""
    first = source_of(reading, speech)
    if first is None or speech.source is None or speech.speaker is None:
        return (first,) if first is not None else ()
    parts = [reading.doc[speech.speaker], *reading.doc[speech.speaker].conjuncts]
    if len(parts) < 2 or not all(_stands_alone(p) for p in parts):
        return (first,)
    last = speech.source[1]
    ranges = [(max(p.left_edge.i, speech.source[0]), p.i + 1, p) for p in parts if p.i < last]
    return tuple(_printed(reading, (start, end), part) for start, end, part in ranges)


def _stands_alone(word: Token) -> bool:
    """Whether a conjunct is a speaker by itself and no half of "NATO and provincial officials"."""
    return word.ent_type_ in {"ORG", "PERSON"} or word.tag_ in {"NNS", "NNP", "NNPS"}


def source_of(reading: Reading, speech: Speech) -> Source | None:
    """The source of a speech, of several the first; null when nobody is named."""
    if speech.source is None or speech.speaker is None:
        return _inherited(reading, speech)
    word = reading.doc[speech.speaker]
    if word.pos_ == "PRON" or word.lower_ in _PERSONAL | _GROUPS:
        return _behind_pronoun(reading, word)
    if lemma_of(word) in _DOCUMENTS:
        return _behind_document(reading, word, speech.source)
    if lemma_of(word) in {"attack", "strike"}:
        return None
    return _printed(reading, speech.source, word)


def _printed(reading: Reading, source: tuple[int, int], word: Token) -> Source:
    """The phrase itself, or the fuller one that "the official" goes back to."""
    first, last = source
    span = reading.doc[first:last]
    if last - first <= 2 and reading.doc[first].lower_ in {"the", "this"} and word.is_lower:
        earlier = [m for m in _before(reading, first, _REACH * 2) if any(
            t.lower_ == word.lower_ for t in reading.doc[m.first:m.last]) and m.last - m.first > 2]
        if earlier:
            return _of_mention(earlier[-1])
    value = speaker(reading, first, last)
    return Source(_head_text(reading, first, last, word), value.name, value.kind, ((span.start_char, span.end_char),))


def _head_text(reading: Reading, first: int, last: int, word: Token) -> str:
    """The speaker's phrase up to its first comma behind the head."""
    stop = next((i for i in range(word.i + 1, last) if reading.doc[i].text in {",", "("}), last)
    return reading.doc[first:stop].text


def _of_mention(mention: Mention) -> Source:
    value = mention.value
    assert isinstance(value, SpeakerValue)
    text = mention.text.split(",")[0]
    return Source(text, value.name, value.kind, (mention.span,))


def _before(reading: Reading, token: int, reach: int) -> list[Mention]:
    """SOURCE mentions before a token, in reach, that are no pronouns or documents."""
    here = reading.sentence_at(token).index
    start = reading.sentences[max(0, here - reach)].first
    return [m for m in reading.labelled(MentionLabel.SOURCE)
            if start <= m.first and m.last <= token and reading.doc[m.head].pos_ != "PRON"
            and lemma_of(reading.doc[m.head]) not in _DOCUMENTS]


def _is_person(reading: Reading, mention: Mention) -> bool:
    held = reading.overlapping(mention.first, mention.last, [MentionLabel.PERSON])
    return any(isinstance(m.value, PersonValue) for m in held) or lemma_of(reading.doc[mention.head]) in titles()


def _behind_pronoun(reading: Reading, word: Token) -> Source | None:
    if word.lower_ in _RELATIVE:
        return _relative(reading, word)
    if word.lower_ not in _PERSONAL | _GROUPS:
        return None
    personal = word.lower_ in _PERSONAL
    found = [m for m in _before(reading, word.i, _REACH) if _is_person(reading, m) == personal]
    if found:
        return _of_mention(found[-1])
    agent = None if personal else agent_at(reading, word.i)
    return _of_agent(agent) if agent is not None else _named_before(reading, word) if personal else None


def _relative(reading: Reading, word: Token) -> Source | None:
    head = word.head.head
    if word.head.dep_ != "relcl" or head.i >= word.i:
        return None
    first, last = head.left_edge.i, head.i + 1
    return _printed(reading, (first, last), head)


def _named_before(reading: Reading, word: Token) -> Source | None:
    """The nearest named person before "he" in this sentence or the one before."""
    here = reading.sentence_at(word.i).index
    start = reading.sentences[max(0, here - 1)].first
    people = [m for m in reading.labelled(MentionLabel.PERSON) if start <= m.first and m.last <= word.i
              and isinstance(m.value, PersonValue) and m.value.name]
    if not people:
        return None
    value = speaker(reading, people[-1].first, people[-1].last)
    return Source(people[-1].text, value.name, value.kind, (people[-1].span,))


def _of_agent(agent: Agent) -> Source:
    kind = SourceKind.ARMED_GROUP if agent.kind in {"armed_group", "umbrella"} else SourceKind.OTHER
    return Source(agent.name, agent.name, kind, (agent.span,))


def _behind_document(reading: Reading, word: Token, source: tuple[int, int]) -> Source | None:
    """ "its statement", "a statement by the army", "the statement": who issued it."""
    first, last = source
    for child in word.children:
        if child.dep_ == "poss" and child.pos_ == "PRON":
            return _behind_pronoun(reading, child) or _last(reading, first)
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"}:
            issuer = next((c for c in child.children if c.dep_ == "pobj"), None)
            if issuer is not None:
                return _printed(reading, (issuer.left_edge.i, min(last, issuer.right_edge.i + 1)), issuer)
    if last - first > 2 or not reading.doc[first].is_lower:
        value = speaker(reading, first, last)
        span = reading.doc[first:last]
        if value.name or last - first > 2:
            return Source(span.text, value.name, value.kind, ((span.start_char, span.end_char),))
    return _last(reading, first)


def _last(reading: Reading, token: int) -> Source | None:
    found = _before(reading, token, _REACH)
    return _of_mention(found[-1]) if found else None


def _inherited(reading: Reading, speech: Speech) -> Source | None:
    """ ", adding that": the subject of the verb above."""
    node = reading.doc[speech.head]
    for _ in range(4):
        if node.head.i == node.i:
            return None
        node = node.head
        subject = next((c for c in node.children if c.dep_ in {"nsubj"}), None)
        if subject is not None:
            if subject.pos_ == "PRON":
                return _behind_pronoun(reading, subject)
            mentions = reading.overlapping(subject.i, subject.i + 1, [MentionLabel.SOURCE])
            return _of_mention(mentions[0]) if mentions else None
    return None


def is_speaker(reading: Reading, source: Source) -> bool:
    """Whether a source can speak for itself: a person, body or group, and no medium that only relays."""
    if source.kind is SourceKind.MEDIA:
        return _has_master(reading, source)
    if source.kind is not SourceKind.OTHER or source.name:
        return True
    start, end = source.spans[0] if source.spans else (0, 0)
    return any(m.start < end and start < m.end and isinstance(m.value, ActorValue | PersonValue)
               and getattr(m.value, "kind", "") not in {"people", "pronoun"} for m in reading.mentions)


def _has_master(reading: Reading, source: Source) -> bool:
    """Whether a medium is the voice of a state or party."""
    known = reading.resolvers.actors.find(source.name or source.text)
    if known is not None and len(known.lineage) > 1:
        return True
    words = set(source.text.casefold().replace("-", " ").split())
    return bool(words & {"state", "run", "affiliated", "linked", "official"})


def same_speaker(a: Source, b: Source) -> bool:
    """Whether two sources are one: a name in common, or most words of the shorter phrase."""
    if a.name and b.name:
        return a.name == b.name
    left, right = _words(a.text), _words(b.text)
    return bool(left and right) and len(left & right) >= 0.6 * min(len(left), len(right))


def _words(text: str) -> frozenset[str]:
    return frozenset(w.strip(".,()'’s") for w in text.casefold().split() if w not in _SMALL)
