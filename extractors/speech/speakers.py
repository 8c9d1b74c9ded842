"""Who speaks: the source behind a speech, pronouns and "the statement" taken back to whom they stand for."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.actors.acronyms import introduced
from extractors.actors.agents import agent_at
from extractors.actors.described import Agent
from extractors.actors.names import own_name
from extractors.actors.responsibility import is_nobody, object_of
from extractors.attributes.person import PersonValue, titles
from extractors.attributes.source import SpeakerValue, speaker
from extractors.context import words
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.speech.papers import is_hearsay, issuer_of, papers
from extractors.speech.quotes import is_quoted
from extractors.speech.retold import member_of, relayed
from extractors.speech.spans import phrase_range
from extractors.speech.verbs import Speech
from extractors.speech.words import is_told, lemma_of
from models.event import Source
from models.vocabulary import MentionLabel, SourceKind

_REACH = 4  # sentences back
MAX_WORDS = 14  # of a source's text: name, office and apposition
_SITES = (MentionLabel.PLACE, MentionLabel.FACILITY)
_WHERE = frozenset({"in", "at", "near"})
_PERSONAL = frozenset({"he", "she"})
_GROUPS = frozenset({"it", "they"})
_RELATIVE = frozenset({"who", "which", "that"})
_ARMED = frozenset({"armed_group", "umbrella"})


def sources_of(reading: Reading, speech: Speech) -> tuple[Source, ...]:
    """The sources of a speech, one for each of "X and Y"; none when nobody is named."""
    return reading.once(("sources", speech), lambda: _sources_of(reading, speech))


def _sources_of(reading: Reading, speech: Speech) -> tuple[Source, ...]:
    if speech.speaker is not None and is_nobody(reading.doc[speech.speaker]):
        return ()
    behind = relayed(reading, speech)
    if behind is not None:
        return (printed(reading, phrase_range(behind), behind),)
    if speech.rule == "label" and speech.source and _is_dateline(reading, *speech.source):
        return ()
    first = source_of(reading, speech)
    if first is None or speech.source is None or speech.speaker is None:
        return (first,) if first is not None else ()
    parts = [reading.doc[speech.speaker], *reading.doc[speech.speaker].conjuncts]
    if len(parts) < 2 or not all(_stands_alone(p) for p in parts) or not _are_joined(parts):
        return (first,)
    last = speech.source[1]
    heads = [p for p in parts if p.i < last]
    ends = [_end_before(reading, b) for b in heads[1:]] + [last]
    ranges = [(max(p.left_edge.i, speech.source[0]), max(p.i + 1, end), p) for p, end in zip(heads, ends, strict=True)]
    return tuple(printed(reading, (start, end), part) for start, end, part in ranges)


def _end_before(reading: Reading, part: Token) -> int:
    """End of the speaker before one more ("a member of the force and residents")."""
    end = part.left_edge.i
    while end > 0 and (reading.doc[end - 1].is_punct or reading.doc[end - 1].dep_ in {"cc", "preconj"}):
        end -= 1
    return end


def _is_dateline(reading: Reading, first: int, last: int) -> bool:
    """Whether what stands before a colon is a place ("HAJJAH: ...") and no speaker."""
    if reading.overlapping(first, last, _SITES):
        return True
    name = reading.doc[last - 1].text
    if any(t.text == name and t.dep_ == "pobj" and t.head.lower_ in _WHERE for t in reading.doc):
        return True
    return bool(reading.resolvers.places.candidates(reading.doc[first:last].text))


def _are_joined(parts: list[Token]) -> bool:
    """Whether "and" stands between speakers: an office and its holder, "the force's spokesman, Capt. X", are one."""
    between = parts[0].doc[parts[0].i:parts[-1].i]
    return any(t.dep_ in {"cc", "preconj"} or t.lower_ in {"and", "or", "&"} for t in between)


def _stands_alone(word: Token) -> bool:
    """Whether a conjunct is a speaker by itself and no half of "NATO and provincial officials"."""
    return word.ent_type_ in {"ORG", "PERSON"} or word.tag_ in {"NNS", "NNP", "NNPS"} or \
        any(c.dep_ in {"det", "poss"} for c in word.lefts)


def source_of(reading: Reading, speech: Speech) -> Source | None:
    """The source of a speech, of several the first; null when nobody is named."""
    if speech.source is None or speech.speaker is None:
        return _inherited(reading, speech)
    word = reading.doc[speech.speaker]
    picked = member_of(reading, word)
    if picked is not None:
        return printed(reading, picked, reading.doc[picked[0]:picked[1]].root)
    if word.pos_ == "PRON" or word.lower_ in _PERSONAL | _GROUPS:
        return _behind_pronoun(reading, word)
    if lemma_of(word) in papers():
        return _behind_document(reading, word, speech.source)
    if lemma_of(word) in {"attack", "strike"}:
        return None
    return printed(reading, speech.source, word)


def printed(reading: Reading, source: tuple[int, int], word: Token) -> Source:
    """The phrase itself, or the fuller one that "the official" goes back to."""
    first, last = source[0], _before_participle(reading, *source)
    held = reading.overlapping(word.i, word.i + 1, [MentionLabel.ACTOR])
    first = min([first, *(m.first for m in held if m.rule == "actor.catalogue" and m.last == word.i + 1)])
    last = max([last, *(m.last for m in _hyphenated(reading, last))])
    called = own_name(word) if word.is_lower else None
    issuer = object_of(word, "of") if lemma_of(word) in words("mouthpiece") else called
    value = speaker(reading, *(phrase_range(issuer) if issuer is not None else (first, last)))
    definite = reading.doc[first].lower_ in {"the", "this"} or (first > 0 and reading.doc[first - 1].lower_ == "the")
    if last - first <= 2 and definite and word.is_lower and value.name is None:
        earlier = _antecedent(reading, first, word, value.kind)
        if earlier is not None:
            return _of_mention(earlier)
    long = introduced(reading).get(word.text)
    name = value.name or (long.text if long is not None else None) or _master(reading, word)
    return Source(_text(reading, first, last), name, value.kind, (_span(reading, first, last),))


def _hyphenated(reading: Reading, last: int) -> list[Mention]:
    """The names with hyphens that the end of a phrase cuts: "Jaish-e|-Mohammad", "Adel al|-Jubeir"."""
    if last >= len(reading.doc) or reading.doc[last].text != "-" or reading.doc[last].whitespace_:
        return []
    return [m for m in reading.overlapping(last, last + 1, [MentionLabel.ACTOR, MentionLabel.PERSON])
            if m.first < last < m.last]


def _before_participle(reading: Reading, first: int, last: int) -> int:
    """End of a speaker's phrase before ", accused by the government of the attack" or ", seen by many as a front"."""
    for i in range(first + 2, last):
        token = reading.doc[i]
        if token.dep_ == "acl" and token.tag_ == "VBN" and reading.doc[i - 1].text == ",":
            return i - 1
    return last


def _master(reading: Reading, word: Token) -> str | None:
    """The group that "the group", "its spokesman" or "the group's spokesman" goes back to."""
    owner = next((c for c in word.children if c.dep_ == "poss"), None)
    if owner is None and not (word.is_lower and any(c.lower_ in {"the", "this"} for c in word.children)):
        return None
    agent = agent_at(reading, (owner or word).i)
    return agent.name if agent is not None and agent.actor_id and agent.kind in _ARMED else None


def _span(reading: Reading, first: int, last: int) -> tuple[int, int]:
    span = reading.doc[first:last]
    return span.start_char, span.end_char


def _text(reading: Reading, first: int, last: int) -> str:
    """A speaker's phrase with its office and apposition, without its relative clauses."""
    doc = reading.doc
    stop = min(last, first + MAX_WORDS)
    for i in range(first + 1, stop):
        if doc[i].lower_ in _RELATIVE or doc[i].dep_ == "relcl":
            stop = i
            break
    while stop < last and doc[stop].pos_ == "PROPN":  # no name is cut in two
        stop += 1
    while stop - 1 > first and doc[stop - 1].is_punct and doc[stop - 1].text != ")":
        stop -= 1
    return doc[first:stop].text


def _antecedent(reading: Reading, first: int, word: Token, kind: SourceKind) -> Mention | None:
    """What "the source" or "the army" goes back to: the same noun in a longer phrase, else a name of the kind."""
    earlier = [m for m in _before(reading, first, _REACH * 2) if m.last - m.first > 1]
    same = [m for m in earlier if m.last - m.first > 2
            and any(t.lower_ == word.lower_ for t in reading.doc[m.first:m.last])]
    if same or (earlier and lemma_of(word) == "source"):
        return (same or earlier)[-1]
    named = [m for m in earlier if isinstance(m.value, SpeakerValue) and m.value.kind is kind and m.value.name]
    return named[-1] if named and kind is not SourceKind.OTHER else None


def _of_mention(mention: Mention) -> Source:
    value = mention.value
    if not isinstance(value, SpeakerValue):
        raise TypeError(f"{mention.label} at {mention.start} is no speaker")
    return Source(mention.text.split(", who")[0], value.name, value.kind, (mention.span,))


def _before(reading: Reading, token: int, reach: int) -> list[Mention]:
    """SOURCE mentions before a token, in reach, that are no pronouns or documents."""
    here = reading.sentence_at(token).index
    start = reading.sentences[max(0, here - reach)].first
    found = [m for m in reading.overlapping(start, token, [MentionLabel.SOURCE])
             if start <= m.first and m.last <= token and reading.doc[m.head].pos_ != "PRON"
             and lemma_of(reading.doc[m.head]) not in papers()]
    return sorted(found, key=lambda m: (m.first, m.last))


def _is_person(reading: Reading, mention: Mention) -> bool:
    held = reading.overlapping(mention.first, mention.last, [MentionLabel.PERSON])
    return any(isinstance(m.value, PersonValue) for m in held) or lemma_of(reading.doc[mention.head]) in titles()


def _behind_pronoun(reading: Reading, word: Token) -> Source | None:
    if word.lower_ in _RELATIVE:
        return _relative(reading, word)
    if word.lower_ not in _PERSONAL | _GROUPS:
        return None
    personal = word.lower_ in _PERSONAL
    found = [m for m in _before(reading, word.i, _REACH) if _is_person(reading, m) == personal
             and _agrees(reading.doc[m.head], word)]
    if found:
        return _of_mention(found[-1])
    if personal:
        return _named_before(reading, word)
    agent = agent_at(reading, word.i)
    return _of_agent(agent) if agent is not None else None


def _agrees(head: Token, pronoun: Token) -> bool:
    """Whether a speaker may be "it" or "they": one source is not "they", several are not "it"."""
    if pronoun.lower_ == "they":
        return head.tag_ != "NN" or lemma_of(head) in words("collective")
    return pronoun.lower_ != "it" or head.tag_ != "NNS"


def _relative(reading: Reading, word: Token) -> Source | None:
    head = word.head.head
    if word.head.dep_ != "relcl" or head.i >= word.i or head.pos_ in {"PRON", "DET"}:
        return None
    return printed(reading, (head.left_edge.i, head.i + 1), head)


def _named_before(reading: Reading, word: Token) -> Source | None:
    """The nearest named person before "he" in this sentence or the one before."""
    here = reading.sentence_at(word.i).index
    start = reading.sentences[max(0, here - 1)].first
    quoting = not is_quoted(reading, word)  # whoever speaks is nobody whom the words before only tell of
    people = [m for m in reading.overlapping(start, word.i, [MentionLabel.PERSON]) if start <= m.first
              and m.last <= word.i and isinstance(m.value, PersonValue) and m.value.name
              and not (quoting and is_quoted(reading, reading.doc[m.head]))]
    people.sort(key=lambda m: (m.first, m.last))
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
    issuer = issuer_of(word)
    if issuer is not None and issuer.dep_ == "poss":
        return _behind_pronoun(reading, issuer) if issuer.pos_ == "PRON" else _part(reading, issuer, first, word.i)
    if issuer is not None:
        return _part(reading, issuer, first, max(last, issuer.i + 1))
    issuers = [c for c in word.children if c.dep_ in {"compound", "nmod"} or (c.dep_ == "amod" and (
        c.is_title or speaker(reading, c.i, c.i + 1).kind is not SourceKind.OTHER))]
    if not issuers:
        return None if is_hearsay(word) else _last(reading, first)
    return printed(reading, (max(first, min(c.left_edge.i for c in issuers)), word.i), issuers[-1])


def _part(reading: Reading, word: Token, first: int, last: int) -> Source:
    """The issuer named inside a document's phrase."""
    start, end = max(first, word.left_edge.i), min(last, word.right_edge.i + 1)
    while end - 1 > start and reading.doc[end - 1].tag_ == "POS":
        end -= 1
    return printed(reading, (start, max(end, word.i + 1)), word)


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
        subject = next((c for c in node.children if c.dep_ == "nsubj"), None)
        if subject is not None and not is_told(node):
            if subject.pos_ == "PRON":
                return _behind_pronoun(reading, subject)
            mentions = reading.overlapping(subject.i, subject.i + 1, [MentionLabel.SOURCE])
            return _of_mention(mentions[0]) if mentions else printed(reading, phrase_range(subject, node.i), subject)
    return None
