"""Who a phrase is: the actor that a token range names, pronouns and definite nouns taken back to their antecedent."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.actors.definite import earlier, meant
from extractors.actors.described import Agent, bears_name, branch_of, patron_of, state_of, unit_of
from extractors.actors.names import bare, core_of, end_with_ties, is_tied, name_behind, own_name, spelling, told_kind
from extractors.actors.responsibility import is_nobody, object_of, terms
from extractors.attributes.actor import ActorValue, nouns
from extractors.attributes.person import PersonValue
from extractors.context import words
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.speech.find import all_speech, governing
from extractors.speech.papers import issuer_of, papers
from extractors.speech.quotes import is_of_others
from extractors.speech.words import lemma_of
from extractors.text.entries import above_list
from models.vocabulary import MentionLabel

_REACH = 2  # sentences back that a pronoun may look
_NAMERS = frozenset({"nsubj", "nsubjpass", "pobj"})
_RELATIVE = frozenset({"who", "which", "that"})
_PRONOUNS = frozenset({"it", "they", "its", "their", "he", "his", "she", "we", "our", "them", "themselves", "itself"})
_SINGULAR = frozenset({"it", "its", "itself"})  # no plural noun: "a group that officials call a front said that it"
_NOUNS = frozenset({"NOUN", "PROPN"})
_OWN = frozenset({"its", "their", "our", "his"})
_FIRST = frozenset({"we", "our"})
_GROUPS = frozenset({"armed_group", "umbrella"})
_FORCES = frozenset({"state_force", "armed_group"})
_WHO, _KNOWN = (MentionLabel.ACTOR, MentionLabel.PERSON), "actor.catalogue"
_SITES = (MentionLabel.PLACE, MentionLabel.FACILITY)


def agent_at(reading: Reading, token: int) -> Agent | None:
    """The actor whose phrase has a token as its head, or null."""
    return reading.once(("agent", token), lambda: _agent_at(reading, reading.doc[token]))


def _agent_at(reading: Reading, word: Token) -> Agent | None:
    if word.pos_ == "PRON" or word.lower_ in {"its", "their"}:
        return antecedent(reading, word)
    if (patron := patron_of(reading, word)) is not None:
        return patron
    mention = _mention_at(reading, word)
    if (own := _own(reading, word, mention)) is not None:
        return own
    if mention is None:
        return next((a for find in (_part, _branch, _called, state_of, unit_of) if (a := find(reading, word))), None)
    if isinstance(mention.value, PersonValue):
        inner = None if mention.value.name else _members_of(reading, mention) or _named_inside(reading, mention)
        return inner or _person(mention)
    return _nation(reading, word, mention) or _actor(reading, mention)


def _nation(reading: Reading, word: Token, mention: Mention) -> Agent | None:
    """ "the Russians", neither counted nor described, are their state."""
    whole = word.tag_ == "NNPS" and word.ent_type_ == "NORP" and getattr(mention.value, "actor_id", None) is None
    return state_of(reading, word) if whole and not any(c.dep_ in {"nummod", "amod"} for c in word.lefts) else None


def _own(reading: Reading, word: Token, mention: Mention | None) -> Agent | None:
    """ "its men", "their Mirage jets", "our unit": whose they are; named forces and those of states stay themselves."""
    owner = next((c for c in word.lefts if c.dep_ == "poss" and c.lower_ in _OWN), None)
    if owner is None or (mention is not None and getattr(mention.value, "actor_id", None)):
        return None
    kind = getattr(mention.value, "kind", "") if mention is not None else ""
    fits = mention is None or isinstance(mention.value, PersonValue) or kind in _FORCES | {"people"}
    return antecedent(reading, owner) if fits else None


def _part(reading: Reading, word: Token) -> Agent | None:
    """ "one of their militants", "several of the group's men", "remnants of X", "a column of X": the whole."""
    band = lemma_of(word) in {*terms("member"), *terms("unit")} and not bears_name(word)
    many = word.tag_ == "NNS" or band
    inner = object_of(word, "of") if many or word.pos_ in {"NUM", "DET", "ADJ", "PRON"} else None
    agent = agent_at(reading, inner.i) if inner is not None and inner.i != word.i else None
    return None if many and agent is not None and agent.kind not in _GROUPS else agent


def _branch(reading: Reading, word: Token) -> Agent | None:
    """ "the X group's local branch", "the X affiliate in Y" """
    if lemma_of(word) not in terms("unit"):
        return None
    owners = (agent_at(reading, c.i) for c in word.lefts if c.dep_ in {"poss", "compound", "nmod"})
    whole = next((a for a in owners if a is not None and a.actor_id and a.kind in _GROUPS), None)
    return branch_of(reading, word, whole) if whole is not None else None


def _mention_at(reading: Reading, word: Token) -> Mention | None:
    """The longest actor or person mention headed by a token, else the longest that holds it."""
    around = [m for m in reading.overlapping(word.i, word.i + 1, _WHO) if not m.rule.endswith("pronoun")]
    headed = [m for m in around if m.head == word.i or (m.rule == _KNOWN and word.i in {m.first, m.last - 1})]
    headed = headed or [m for m in around if m.last == word.i + 1]
    known = [m for m in headed if m.rule == _KNOWN and m.head == word.i and m.last == word.i + 1]
    return max(known or headed, key=lambda m: (m.last - m.first, m.label is MentionLabel.ACTOR), default=None)


def _person(mention: Mention) -> Agent | None:
    value = mention.value
    if not isinstance(value, PersonValue):
        return None
    if value.name is None and value.kind != "armed_group" and (value.role or "").lower() not in terms("unknown"):
        return None
    return Agent(value.name or bare(mention.text), None, value.kind, None, mention.span, mention.head)


def _actor(reading: Reading, mention: Mention) -> Agent | None:
    value = mention.value
    if not isinstance(value, ActorValue):
        return None
    if value.actor_id is None and (owner := _possessor(reading, mention)) is not None:
        return owner
    if value.actor_id is None and (earlier := meant(reading, mention, value.kind)) is not None:
        return earlier
    inner = None
    if value.actor_id is None:
        head = reading.doc[mention.head]
        inner = _called(reading, head, value.kind) or next(
            (a for find in (_apposed, _members_of, _named_inside) if (a := find(reading, mention))), None)
    if inner is not None:
        return inner
    first, last = mention.first, mention.last
    if value.actor_id is None:
        last = end_with_ties(reading, reading.doc[mention.head], last)
    else:
        first, last = core_of(reading, first, last, value.actor_id)
    where = reading.chars(first, last)
    kind = told_kind(reading, mention) if value.kind == "organisation" and value.actor_id is None else value.kind
    name = spelling(bare(reading.text(first, last)), value)
    return Agent(name, value.actor_id, kind, value.country, where, mention.head)


def _named_inside(reading: Reading, mention: Mention) -> Agent | None:
    """ "the X terror group": X, when it stands before the head as part of the name."""
    for other in reading.overlapping(mention.first, mention.last, [MentionLabel.ACTOR]):
        value = other.value
        before = reading.doc[other.head].dep_ in {"compound", "amod", "nmod"} and other.last <= mention.head \
            and not is_tied(reading.doc, other.last)
        if isinstance(value, ActorValue) and value.kind in {"armed_group", "umbrella"} and value.actor_id and before:
            return _actor(reading, other)
    return None


def _possessor(reading: Reading, mention: Mention) -> Agent | None:
    """ "its jets", "their fighters", "the group's naval units": whose they are."""
    head = reading.doc[mention.head]
    if getattr(mention.value, "kind", "") not in _FORCES:
        return None
    owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
    if owner is None or owner.lower_ in _OWN:
        return antecedent(reading, owner) if owner is not None else None
    entry = nouns().get(lemma_of(owner)) if owner.is_lower and any(c.lower_ == "the" for c in owner.lefts) else None
    return earlier(reading, mention.first, {entry.code}) if entry is not None and entry.code in _GROUPS else None


def _called(reading: Reading, head: Token, kind: str = "armed_group") -> Agent | None:
    """ "a group calling itself X", "an umbrella known as X": X, named by what the text calls it."""
    name = own_name(head)
    if name is None:
        return None
    inner = _mention_at(reading, name)
    if inner is not None and getattr(inner.value, "actor_id", None):
        return _actor(reading, inner)
    return _by_name(reading, kind, name)


def _by_name(reading: Reading, kind: str, name: Token) -> Agent:
    """A group that no list has, by the name that the text gives it: "the Front for the Defence of the Coast"."""
    span = reading.doc[name.left_edge.i:end_with_ties(reading, name, name.right_edge.i + 1)]
    return Agent(bare(span.text), None, kind, None, (span.start_char, span.end_char), name.i)


def _apposed(reading: Reading, mention: Mention) -> Agent | None:
    """ "the guerrilla group X (X's acronym)", "an unknown group, the Army of X": X."""
    if (behind := name_behind(reading, mention)) is not None:
        return _actor(reading, behind)
    head = reading.doc[mention.head]
    for child in head.rights:
        if child.dep_ == "appos" and child.i >= mention.first:
            other = _mention_at(reading, child)
            if other is not None and isinstance(other.value, ActorValue) and other.value.actor_id:
                return _actor(reading, other)
            if head.is_lower and child.pos_ == "PROPN" and getattr(mention.value, "kind", "") in _GROUPS:
                return _by_name(reading, getattr(mention.value, "kind", "armed_group"), child)
    return None


def _members_of(reading: Reading, mention: Mention) -> Agent | None:
    """ "fighters of X", "men of a militia", "groups including X", "terrorists belonging to X": X."""
    head = reading.doc[mention.head]
    if lemma_of(head) not in {*terms("member"), *terms("unknown")}:
        return None
    for bond in head.rights:
        child = next((c for c in bond.rights if c.lower_ == "to"), bond) if lemma_of(bond) == "belong" else bond
        if child.lower_ in {"of", "from", "with", "including"} or child is not bond:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is None or _mention_at(reading, inner) is mention or (
                    child.lower_ == "from" and reading.overlapping(inner.i, inner.i + 1, _SITES)):
                continue
            agent = _own_side(reading, inner) or agent_at(reading, inner.i)
            known = agent is not None and (child.lower_ != "including" or agent.actor_id is not None)
            if known and agent is not None and agent.kind not in {"people", "pronoun"}:
                return agent
    return None


def _own_side(reading: Reading, whole: Token) -> Agent | None:
    """ "soldiers of the Caliphate", said a group of its men: the group."""
    speech = governing(reading.doc, whole.i) if whole.lower_ in words("a group's own") else None
    return agent_at(reading, speech.speaker) if speech is not None and speech.speaker is not None else None


def antecedent(reading: Reading, pronoun: Token) -> Agent | None:
    """The actor that "it", "they" or "its" stands for: subject or speaker of this sentence or of one before."""
    if pronoun.lower_ not in _PRONOUNS | _RELATIVE:
        return None
    if pronoun.lower_ in _RELATIVE:
        return _relative(reading, pronoun)
    if pronoun.lower_ in _FIRST and (own := _voice(reading, pronoun)) is not None:
        return own
    here = reading.sentence_at(pronoun.i)
    voices = {s.speaker for s in all_speech(reading.doc)}
    barred = _own_subjects(pronoun) | (voices if is_of_others(reading, pronoun) else set())
    near = reversed(reading.sentences[max(0, here.index - _REACH):here.index + 1])
    for sentence in (*near, *above_list(reading, here)):
        subjects = [t for t in reading.doc[sentence.first:min(sentence.last, pronoun.i)]
                    if t.pos_ != "PRON" and (t.dep_ in _NAMERS or t.i in voices)
                    and not t.left_edge.i <= pronoun.i <= t.right_edge.i  # no phrase stands for a part of itself
                    and t.i not in barred and not _is_harmed(t) and not is_tied(reading.doc, t.i + 1)
                    and not (pronoun.lower_ in _SINGULAR and (t.tag_ == "NNS" or lemma_of(t) in _persons()))]
        subjects.sort(key=lambda t: (t.dep_ == "pobj", -t.i))
        for word in subjects:
            if word.dep_ == "pobj" and word.i not in voices:
                continue
            if is_nobody(word):
                return None
            issuer = issuer_of(word) if word.i in voices and lemma_of(word) in papers() else None
            agent = agent_at(reading, (issuer or word).i) or _house(reading, word)
            if agent is not None and (agent.actor_id or agent.kind not in {"people"}):
                return agent
    return None


def _persons() -> set[str]:
    """Nouns for single persons, for whom no "it" stands."""
    return {*terms("unknown"), *terms("anaphor")}


def _is_harmed(subject: Token) -> bool:
    """Whether somebody was killed or hurt, and did not go on to kill: "the officers were ambushed. They shot"."""
    return subject.dep_ == "nsubjpass" and lemma_of(subject.head) in terms("harm")


def _house(reading: Reading, speaker: Token) -> Agent | None:
    """Whose officer or source speaks: "a source in the SBU said that its drones" """
    house = object_of(speaker, "in", "at", "within", "from") if lemma_of(speaker) in words("insider") else None
    agent = agent_at(reading, house.i) if house is not None else None
    return agent if agent is not None and agent.actor_id is not None else None


def _voice(reading: Reading, pronoun: Token) -> Agent | None:
    """The group or force that "we" in somebody's words stands for: the speaker's, by name or by the office's."""
    speech = governing(reading.doc, pronoun.i)
    if speech is None or speech.source is None:
        return None
    for mention in reading.overlapping(*speech.source, [MentionLabel.ACTOR]):
        value = mention.value
        if isinstance(value, ActorValue) and value.actor_id and value.kind in _FORCES | _GROUPS:
            return _actor(reading, mention)
    return None


def _own_subjects(pronoun: Token) -> frozenset[int]:
    """Subjects of the clause whose object a pronoun is: it stands for somebody else ("X holds it responsible")."""
    above = pronoun.head.head if pronoun.head.pos_ == "ADJ" else pronoun.head
    if pronoun.dep_ not in {"dobj", "obj"} and above.i == pronoun.head.i:
        return frozenset()
    first = [c for c in above.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i != pronoun.i]
    return frozenset(t.i for f in first for t in (f, *f.conjuncts))


def _relative(reading: Reading, pronoun: Token) -> Agent | None:
    """Whom a relative pronoun stands for; "who" is nobody's motorcycle: "two men on a motorcycle, who"."""
    verb, noun = pronoun.head, pronoun.head.head
    if verb.dep_ != "relcl" or noun.i == pronoun.i or noun.pos_ == "PRON":
        return None
    found = agent_at(reading, noun.i)
    while found is None and pronoun.lower_ == "who" and noun.dep_ == "pobj" and noun.head.head.pos_ in _NOUNS:
        noun = noun.head.head
        found = agent_at(reading, noun.i)
    return found
