"""Who is said to have done it, in words of responsibility: claimed, blamed, suspected, denied, unclaimed.

Yields helper mentions (not shown) whose value names the actor's token, the speaker's token and the stance. The
actors of the attack words themselves ("Russian forces struck") are read in `extractors.filling.attributions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from extractors.lexicon import FOLDER, Entry, expand, read_entries
from extractors.mention import Mention
from extractors.reading import Reading, reading_of
from extractors.speech.words import lemma_of
from models.vocabulary import AttributionStance, MentionLabel

AFTER = ("actor", "person", "cue", "source")
_PREDICATES = frozenset({"prep", "acomp", "attr", "advmod"})
_DEEDS = frozenset({"attack", "strike", "bombing", "assault", "raid", "killing", "incident", "blast",
                    "explosion", "ambush"})
_SERIES = frozenset({"series", "string", "wave", "number", "spate"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class AttributionValue:
    """A stance on an actor; tokens are heads of phrases, null where the text names none."""

    stance: AttributionStance
    actor: int | None
    speaker: int | None
    series: bool = False  # it speaks of many attacks ("blamed for a string of attacks"), not of this one


@cache
def terms(role: str) -> Mapping[str, tuple[tuple[str, ...], Entry]]:
    """Entry by first word, with the words that must follow, for one role; a first word has one entry in a role."""
    found: dict[str, tuple[tuple[str, ...], Entry]] = {}
    for entry in read_entries(FOLDER / "attribution.toml").entry:
        if entry.attrs["role"] == role:
            for term in entry.terms:
                for phrase in expand(term):
                    first, *rest = phrase.split()
                    found[first] = (tuple(rest), entry)
    return found


def extract(doc: Doc) -> Iterator[Mention]:
    """One helper mention for each word of responsibility."""
    reading = reading_of(doc)
    for token in doc:
        if token.pos_ in {"VERB", "AUX"}:
            yield from _of_verb(reading, token)
            yield from _of_predicate(reading, token)
        elif token.pos_ == "NOUN" and lemma_of(token) == "claim":
            yield from _of_claim(reading, token)


def _mention(reading: Reading, token: Token, stance: str, actor: Token | None, speaker: Token | None,
             rule: str) -> Mention:
    value = AttributionValue(AttributionStance(stance), actor.i if actor else None, speaker.i if speaker else None,
                             _of_series(token))
    return reading.mention(MentionLabel.CUE, token.i, token.i + 1, f"attribution.{rule}", head=token.i,
                           value=value, shown=False)


def _of_series(token: Token) -> bool:
    """Whether what is claimed or blamed is a number of attacks."""
    deeds = [_child(token, "dobj"), _child(token, "nsubjpass")]
    for child in (token, *token.children):
        if child.lower_ in {"for", "of", "behind"} and child.pos_ in {"ADP", "SCONJ"}:
            deeds += [t for t in child.subtree if t.i > child.i]
    return any(d is not None and d.tag_ in {"NNS", "NN"} and _many(d) for d in deeds)


def _many(noun: Token) -> bool:
    plural = noun.tag_ == "NNS" and lemma_of(noun) in _DEEDS
    return plural or (lemma_of(noun) in _SERIES and _pobj(noun, "of") is not None)


def _child(token: Token, *deps: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def _pobj(token: Token, *words: str) -> Token | None:
    """Object of one of the prepositions below a token."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in words:
            found = _child(child, "pobj")
            if found is not None:
                return found
    return None


def subject(verb: Token) -> Token | None:
    """Own subject, or that of the verb above in a chain."""
    for _ in range(4):
        found = _child(verb, *_SUBJECTS)
        if found is not None:
            return found
        if verb.dep_ not in {"conj", "xcomp", "advcl", "pcomp"}:
            return verb.head if verb.dep_ in {"relcl", "acl"} else None
        verb = verb.head
    return None


def _of_verb(reading: Reading, verb: Token) -> Iterator[Mention]:
    lemma = lemma_of(verb)
    if (hit := terms("subject").get(lemma)) and _follows(verb, hit[0]) and _has_object(verb, hit[1]):
        yield from _claims(reading, verb, hit[1].code)
    elif (hit := terms("object").get(lemma)) and _follows(verb, hit[0]):
        yield from _accuses(reading, verb)
    elif hit := terms("prep").get(lemma):
        actor = _pobj(verb, *hit[0], "on", "to")
        if actor is not None:
            yield _mention(reading, verb, "accused", actor, None if _passive(verb) else subject(verb), "prep")
    elif lemma in terms("passive") and _passive(verb) and _is_of_deed(verb):
        owner = _owner(verb)
        yield _mention(reading, verb, "suspected", owner or _child(verb, "nsubjpass"), _pobj(verb, "by"), "passive")


def _owner(verb: Token) -> Token | None:
    """ "a drone believed to belong to X": X."""
    inner = _child(verb, "xcomp")
    return _pobj(inner, "to") if inner is not None and lemma_of(inner) == "belong" else None


def _follows(verb: Token, words: tuple[str, ...]) -> bool:
    """Whether the particles of a term stand right behind its verb ("own up")."""
    return all(any(t.lower_ == w for t in verb.doc[verb.i + 1:verb.i + 4]) for w in words)


def _is_of_deed(verb: Token) -> bool:
    """Whether one is suspected of a deed: "of firing", "to have carried out", "to be behind"."""
    of = _child(verb, "prep")
    if of is not None and of.lower_ == "of":
        return True
    to = _child(verb, "xcomp", "ccomp")
    if to is None:
        return False
    words = {t.lower_ for t in to.subtree}
    acts = lemma_of(to) in terms("light") and _child(to, "dobj") is not None
    return lemma_of(to) == "belong" or bool(words & set(terms("predicate"))) or acts


def _passive(verb: Token) -> bool:
    return _child(verb, "nsubjpass", "auxpass") is not None or (verb.dep_ == "acl" and verb.tag_ == "VBN")


def _has_object(verb: Token, entry: Entry) -> bool:
    """Whether a responsibility noun is the verb's object or passive subject, or nothing more is asked."""
    wanted = entry.attrs.get("object")
    if wanted is None:
        return True
    nouns = [t for t in (_child(verb, "dobj"), _child(verb, "nsubjpass")) if t is not None]
    nouns += [c for n in nouns for c in n.conjuncts]
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBN":
        nouns.append(verb.head)
    if any(lemma_of(n) in wanted for n in nouns):
        return True
    return entry.code == "denied" and _child(verb, "xcomp", "ccomp") is not None and lemma_of(verb) == "deny"


def _claims(reading: Reading, verb: Token, code: str) -> Iterator[Mention]:
    actor = _pobj(verb, "by") if _passive(verb) else subject(verb)
    if code == "claimed" and (_negated(verb) or (actor is not None and is_nobody(actor))):
        yield _mention(reading, verb, "unclaimed", None, None, "unclaimed")
    elif code == "denied" and _child(verb, "ccomp") is not None and not _denies_self(verb):
        return
    elif (actor is not None and lemma_of(verb) not in {"take", "accept", "assume"}) or _responsible(verb):
        yield _mention(reading, verb, code, actor, actor, code)


def _responsible(verb: Token) -> bool:
    """Whether the object is responsibility or credit itself."""
    nouns = (_child(verb, "dobj"), _child(verb, "nsubjpass"))
    return any(n is not None and lemma_of(n) in {"responsibility", "credit"} for n in nouns)


def _denies_self(verb: Token) -> bool:
    """Whether what is denied is the denier's own deed: "denied that it had fired"."""
    clause = _child(verb, "ccomp")
    inner = _child(clause, *_SUBJECTS) if clause is not None else None
    if (inner is not None and inner.dep_ == "expl") or (clause is not None and _child(clause, "expl") is not None):
        return False
    return inner is None or inner.lower_ in {"it", "they", "he", "she", "we", "its", "their"} or \
        any(t.lower_ in {"its", "their", "his"} for t in inner.subtree)


def _negated(verb: Token) -> bool:
    return _child(verb, "neg") is not None or any(c.lower_ in {"not", "never", "n't"} for c in verb.children)


def is_nobody(token: Token) -> bool:
    """Whether a phrase is "no group", "nobody", "any faction", "none of the groups"."""
    words = {t.lower_ for t in token.subtree}
    negations = terms("negation")
    return token.lower_ in {"nobody", "none", "anyone", "anybody"} or \
        any(c.lower_ in negations and c.dep_ in {"det", "neg", "preconj"} for c in token.children) or \
        {"no", "one"} <= words or "nobody" in words


def _accuses(reading: Reading, verb: Token) -> Iterator[Mention]:
    passive = _passive(verb)
    actor = _child(verb, "nsubjpass") if passive else _child(verb, "dobj")
    on = _pobj(verb, "on")
    if on is not None and lemma_of(verb) == "blame":
        actor = on
    elif passive and actor is None and verb.dep_ in {"acl", "relcl"}:
        actor = verb.head
    if actor is not None and not _negated(verb):
        accuser = _pobj(verb, "by") if passive else subject(verb)
        for one in (actor, *actor.conjuncts):
            yield _mention(reading, verb, "accused", one, accuser, "object")


def _of_predicate(reading: Reading, verb: Token) -> Iterator[Mention]:
    """ "X was behind it", "X is to blame", "those who fired were X", "it was X that struck"."""
    did = _child(verb, "dobj")
    if lemma_of(verb) == "do" and did is not None and did.lower_ in {"it", "this"} and subject(verb) is not None:
        yield _mention(reading, verb, "stated", subject(verb), None, "did")
    if lemma_of(verb) not in {"be", "stand", "lie"}:
        return
    work = _child(verb, "attr")
    if work is not None and lemma_of(work) in {"work", "handiwork", "doing"} and not _negated(verb):
        yield _mention(reading, verb, "stated", _pobj(work, "of") or _child(work, "poss"), None, "work")
    named = _child(verb, "attr")
    if named is not None and _is_doer(_child(verb, "nsubj")) and not _negated(verb):
        yield _mention(reading, verb, "stated", named, None, "doer")
    for child in verb.children:
        held = lemma_of(child) == "blame" and child.dep_ == "xcomp"
        if held or (child.i > verb.i and child.lower_ in terms("predicate") and child.dep_ in _PREDICATES):
            yield from _blames(reading, verb, child)


def _blames(reading: Reading, verb: Token, word: Token) -> Iterator[Mention]:
    actor = subject(verb)
    if actor is None or _negated(verb) or (actor.pos_ == "PRON" and actor.lower_ in {"who", "what", "it"}):
        return
    if is_nobody(actor):
        yield _mention(reading, word, "unclaimed", None, None, "unclaimed")
    elif verb.dep_ == "xcomp" and _passive(verb.head):
        stance = "suspected" if lemma_of(verb.head) in terms("passive") else "accused"
        yield _mention(reading, word, stance, actor, _pobj(verb.head, "by"), "predicate")
    else:
        yield _mention(reading, word, "suspected" if _hedged(word) else "stated", actor, None, "predicate")


def _is_doer(word: Token | None) -> bool:
    """Whether a subject stands for whoever did it: "those who", "the perpetrators", "the attackers"."""
    if word is None:
        return False
    return lemma_of(word) in {"perpetrator", "culprit", "attacker", "assailant"} or \
        (word.lower_ in {"those", "they"} and any(c.dep_ == "relcl" for c in word.children))


def _hedged(word: Token) -> bool:
    return any(c.lower_ in terms("hedge") for c in (*word.lefts, *word.head.children))


def _of_claim(reading: Reading, noun: Token) -> Iterator[Mention]:
    """ "no claim of responsibility", "a claim of responsibility by X"."""
    if not any(t.lower_ in {"responsibility", "credit"} for t in noun.subtree):
        return
    above = noun.head
    negated = any(c.lower_ == "no" for c in noun.children) or (above.pos_ in {"VERB", "AUX"} and _negated(above))
    negated = negated or (noun.dep_ == "pobj" and above.lower_ == "without")
    if negated:
        yield _mention(reading, noun, "unclaimed", None, None, "no_claim")
    else:
        inside = next((t for t in noun.subtree if t.lower_ in {"responsibility", "credit"}), noun)
        actor = _pobj(noun, "by", "from") or _pobj(inside, "by", "from") or _child(noun, "poss")
        if actor is not None:
            yield _mention(reading, noun, "claimed", actor, actor, "claim")
