"""Who is said to have done it, in words of responsibility: claimed, blamed, suspected, denied, unclaimed.

Yields helper mentions (not shown) whose value names the actor's token, the speaker's token and the stance. The
actors of the attack words themselves ("Russian forces struck") are read in `extractors.filling.attributions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.lexicon import Entry
from extractors.mention import Mention
from extractors.reading import Reading, reading_of
from extractors.responsibility import (
    child_of,
    follows,
    is_habit,
    is_hedged,
    is_negated,
    is_nobody,
    is_passive,
    object_of,
    of_series,
    subject,
    terms,
)
from extractors.speech.words import lemma_of
from models.vocabulary import AttributionStance, MentionLabel

AFTER = ("actor", "person", "cue", "source", "weapon")
MAX_HELD = 16  # tokens between "holds" and "responsible"
_PREDICATES = frozenset({"prep", "acomp", "attr", "advmod"})


@dataclass(frozen=True, slots=True)
class AttributionValue:
    """A stance on an actor; tokens are heads of phrases, null where the text names none."""

    stance: AttributionStance
    actor: int | None
    speaker: int | None
    series: bool = False  # it speaks of many attacks ("blamed for a string of attacks"), not of this one


def extract(doc: Doc) -> Iterator[Mention]:
    """One helper mention for each word of responsibility."""
    reading = reading_of(doc)
    for token in doc:
        if token.pos_ in {"VERB", "AUX"}:
            yield from _of_verb(reading, token)
            yield from _of_predicate(reading, token)
        elif token.pos_ == "NOUN" and lemma_of(token) == "claim":
            yield from _of_claim(reading, token)
        elif token.pos_ == "NOUN" and lemma_of(token) in terms("sign"):
            yield from _of_sign(reading, token)


def _mention(reading: Reading, token: Token, stance: str, actor: Token | None, speaker: Token | None,
             rule: str) -> Mention:
    value = AttributionValue(AttributionStance(stance), actor.i if actor else None, speaker.i if speaker else None,
                             of_series(token))
    return reading.mention(MentionLabel.CUE, token.i, token.i + 1, f"attribution.{rule}", head=token.i,
                           value=value, shown=False)


def _of_verb(reading: Reading, verb: Token) -> Iterator[Mention]:
    lemma = lemma_of(verb)
    if (hit := terms("subject").get(lemma)) and follows(verb, hit[0]) and _has_object(verb, hit[1]):
        yield from _claims(reading, verb, hit[1].code)
    elif (hit := terms("object").get(lemma)) and follows(verb, hit[0]):
        yield from _accuses(reading, verb)
    elif lemma in terms("tie") and (deed := object_of(verb, "to", "in", "with")) is not None:
        if lemma_of(deed) in terms("deed"):
            yield from _accuses(reading, verb)
    elif hit := terms("prep").get(lemma):
        actor = object_of(verb, *hit[0], "on", "to")
        if actor is not None:
            yield _mention(reading, verb, "accused", actor, None if is_passive(verb) else subject(verb), "prep")
    elif lemma in terms("passive") and not is_passive(verb) and _owner(verb) is None:
        yield from _suspects(reading, verb)
    elif lemma in terms("passive") and _is_of_deed(verb):
        actor = _owner(verb) or child_of(verb, "nsubjpass")
        yield _mention(reading, verb, "suspected", actor, object_of(verb, "by"), "passive")


def _suspects(reading: Reading, verb: Token) -> Iterator[Mention]:
    """ "police suspect X", where no clause tells of what."""
    actor = child_of(verb, "dobj")
    if lemma_of(verb) == "suspect" and actor is not None and child_of(verb, "ccomp") is None and not is_negated(verb):
        yield _mention(reading, verb, "suspected", actor, subject(verb), "suspects")


def _of_sign(reading: Reading, noun: Token) -> Iterator[Mention]:
    """ "bore the hallmarks of X", "suspicion fell on X", "put the blame on X"."""
    stance = terms("sign")[lemma_of(noun)][1].code
    verb = noun.head if noun.head.pos_ in {"VERB", "AUX"} else None
    actor = object_of(noun, "of") if stance == "suspected" else None
    for above in (noun, verb):
        if actor is None and above is not None:
            actor = object_of(above, "on", "upon", "at", "to", "with") or _last_on(noun, above)
    if actor is not None and verb is not None and not is_negated(verb):
        speaker = subject(verb) if noun.dep_ == "dobj" and stance == "accused" else None
        yield _mention(reading, noun, stance, actor, speaker, "sign")


def _last_on(noun: Token, top: Token) -> Token | None:
    """The object of an "on" behind a noun, however deep the parser hung it."""
    found = [child_of(t, "pobj") for t in top.subtree if t.i > noun.i and t.lower_ == "on"]
    return next((t for t in reversed(found) if t is not None and t.ent_type_ not in {"DATE", "TIME"}), None)


def _owner(verb: Token) -> Token | None:
    """ "a drone believed to belong to X", "gunmen thought to be from X": X."""
    inner = child_of(verb, "xcomp")
    if inner is None or lemma_of(inner) not in {"belong", "be"}:
        return None
    if lemma_of(inner) == "belong":
        return object_of(inner, "to")
    doer = _is_doer(subject(verb))
    return (object_of(inner, "of", "from", "with") or child_of(inner, "attr")) if doer else None


def _is_of_deed(verb: Token) -> bool:
    """Whether one is suspected of a deed: "of firing", "to have carried out", "to be behind"."""
    of = child_of(verb, "prep")
    if of is not None and of.lower_ == "of":
        return True
    to = child_of(verb, "xcomp", "ccomp")
    if to is None:
        return False
    words = {t.lower_ for t in to.subtree} - {"to"}
    acts = lemma_of(to) in terms("light") and child_of(to, "dobj") is not None
    return lemma_of(to) == "belong" or bool(words & set(terms("predicate"))) or acts or _owner(verb) is not None


def _has_object(verb: Token, entry: Entry) -> bool:
    """Whether a responsibility noun is the verb's object or passive subject, or nothing more is asked."""
    wanted = entry.attrs.get("object")
    if wanted is None:
        return True
    nouns = [t for t in (child_of(verb, "dobj"), child_of(verb, "nsubjpass")) if t is not None]
    nouns += [c for n in nouns for c in n.conjuncts]
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBN":
        nouns.append(verb.head)
    if any(lemma_of(n) in wanted for n in nouns):
        return True
    return entry.code == "denied" and child_of(verb, "xcomp", "ccomp") is not None and lemma_of(verb) == "deny"


def _claims(reading: Reading, verb: Token, code: str) -> Iterator[Mention]:
    actor = object_of(verb, "by") if is_passive(verb) else subject(verb)
    if code == "claimed" and (is_negated(verb) or (actor is not None and is_nobody(actor))):
        yield _mention(reading, verb, "unclaimed", None, None, "unclaimed")
    elif code == "denied" and child_of(verb, "ccomp") is not None and not _denies_self(verb):
        return
    elif (actor is not None and lemma_of(verb) not in {"take", "accept", "assume"}) or _responsible(verb):
        yield _mention(reading, verb, code, actor, actor, code)


def _responsible(verb: Token) -> bool:
    """Whether the object is responsibility or credit itself."""
    nouns = (child_of(verb, "dobj"), child_of(verb, "nsubjpass"))
    return any(n is not None and lemma_of(n) in {"responsibility", "credit"} for n in nouns)


def _denies_self(verb: Token) -> bool:
    """Whether what is denied is the denier's own deed: "denied that it had fired"."""
    clause = child_of(verb, "ccomp")
    if clause is None or child_of(clause, "expl") is not None:
        return clause is None
    if is_habit(verb):
        return False
    inner = child_of(clause, "nsubj", "nsubjpass")
    return inner is None or inner.lower_ in {"it", "they", "he", "she", "we", "its", "their"} or \
        any(t.lower_ in {"its", "their", "his"} for t in inner.subtree)


def _accuses(reading: Reading, verb: Token) -> Iterator[Mention]:
    passive = is_passive(verb)
    actor = child_of(verb, "nsubjpass") if passive else child_of(verb, "dobj")
    on = object_of(verb, "on") or (object_of(actor, "on") if actor is not None else None)
    if on is not None and lemma_of(verb) == "blame":
        actor = on
    elif passive and actor is None and verb.dep_ in {"acl", "relcl"}:
        actor = verb.head
    if actor is not None and not is_negated(verb):
        accuser = object_of(verb, "by") if passive else subject(verb)
        for one in (actor, *actor.conjuncts):
            yield _mention(reading, verb, "accused", one, accuser, "object")


def _of_predicate(reading: Reading, verb: Token) -> Iterator[Mention]:
    """ "X was behind it", "X is to blame", "those who fired were X", "it was X that struck"."""
    yield from _of_doing(reading, verb)
    if lemma_of(verb) == "hold" and not is_negated(verb):
        yield from _holds(reading, verb)
    if lemma_of(verb) == "belong" and _is_doer(child_of(verb, "nsubj")):
        yield _mention(reading, verb, "stated", object_of(verb, "to"), None, "doer")
    if lemma_of(verb) not in {"be", "stand", "lie"}:
        return
    work = child_of(verb, "attr")
    if work is not None and lemma_of(work) in {"work", "handiwork", "doing"} and not is_negated(verb):
        yield _mention(reading, verb, "stated", object_of(work, "of") or child_of(work, "poss"), None, "work")
    named = child_of(verb, "attr")
    if named is not None and _is_cleft(verb, named):
        yield _mention(reading, verb, "stated", named, None, "cleft")
    if named is not None and _is_doer(child_of(verb, "nsubj")) and not is_negated(verb):
        yield _mention(reading, verb, "stated", named, None, "doer")
    for child in verb.children:
        held = lemma_of(child) == "blame" and child.dep_ == "xcomp"
        if held or (child.i > verb.i and child.lower_ in terms("predicate") and child.dep_ in _PREDICATES):
            yield from _blames(reading, verb, child)


def _holds(reading: Reading, verb: Token) -> Iterator[Mention]:
    """ "S holds X responsible", "X is held responsible by S"."""
    word = next((t for t in verb.subtree if t.i > verb.i and t.lower_ in {"responsible", "accountable"}), None)
    if word is None or word.i - verb.i > MAX_HELD:
        return
    passive = is_passive(verb)
    actor = child_of(verb, "nsubjpass") if passive else \
        child_of(word, "nsubj") or child_of(word.head, "nsubj", "dobj") or child_of(verb, "dobj")
    speaker = object_of(verb, "by") if passive else subject(verb)
    if actor is not None and (speaker is None or actor.i != speaker.i):
        yield _mention(reading, verb, "accused", actor, speaker, "holds")


def _of_doing(reading: Reading, verb: Token) -> Iterator[Mention]:
    """ "X did it", "X launched them", "X carried out the attack", "it was planted by X"."""
    if lemma_of(verb) not in terms("did") or is_negated(verb):
        return
    passive = is_passive(verb)
    deed = child_of(verb, "nsubjpass") if passive else child_of(verb, "dobj")
    deed = verb.head if passive and deed is None and verb.dep_ in {"acl", "relcl"} else deed
    actor = object_of(verb, "by") if passive else child_of(verb, "nsubj")
    if deed is not None and actor is not None and _is_known_deed(reading, deed, passive):
        yield _mention(reading, verb, "stated", actor, None, "did")


def _is_known_deed(reading: Reading, deed: Token, passive: bool) -> bool:
    """Whether a phrase stands for what was told: "it", "them", "the attack", "the bomber"; a munition of a passive."""
    if deed.lower_ in {"it", "them", "this", "they", "which"}:
        return True
    definite = any(c.lower_ in {"the", "this", "that", "these"} or c.dep_ == "poss" for c in deed.children)
    named = lemma_of(deed) in {*terms("deed"), *terms("bare")}
    munition = passive and bool(reading.overlapping(deed.i, deed.i + 1, [MentionLabel.WEAPON]))
    return definite and (named or munition)


def _is_cleft(verb: Token, named: Token) -> bool:
    """Whether "it was X that struck" names the attacker."""
    first = child_of(verb, "nsubj", "expl")
    if first is None or first.lower_ != "it" or named.pos_ not in {"PROPN", "NOUN"}:
        return False
    clauses = [c for c in (*verb.children, *named.children) if c.dep_ in {"ccomp", "relcl", "advcl"} and c.i > named.i]
    return any(any(t.lower_ in {"that", "who", "which"} for t in c.children)
               and lemma_of(c) in {*terms("light"), *terms("harm")} and not is_passive(c) for c in clauses)


def _blames(reading: Reading, verb: Token, word: Token) -> Iterator[Mention]:
    actor = subject(verb)
    if actor is None or is_negated(verb) or (actor.pos_ == "PRON" and actor.lower_ in {"who", "what", "it"}):
        return
    if is_nobody(actor):
        yield _mention(reading, word, "unclaimed", None, None, "unclaimed")
    elif verb.dep_ == "xcomp" and is_passive(verb.head):
        stance = "suspected" if lemma_of(verb.head) in terms("passive") else "accused"
        yield _mention(reading, word, stance, actor, object_of(verb.head, "by"), "predicate")
    else:
        yield _mention(reading, word, "suspected" if is_hedged(word) else "stated", actor, None, "predicate")


def _is_doer(word: Token | None) -> bool:
    """Whether a subject stands for whoever did it: "those who", "the perpetrators", "the attackers"."""
    if word is None:
        return False
    return lemma_of(word) in {*terms("anaphor"), *terms("predicate")} or \
        (word.lower_ in {"those", "they"} and any(c.dep_ == "relcl" for c in word.children))


def _of_claim(reading: Reading, noun: Token) -> Iterator[Mention]:
    """ "no claim of responsibility", "a claim of responsibility by X"."""
    if not any(t.lower_ in {"responsibility", "credit"} for t in noun.subtree):
        return
    above = noun.head
    negated = any(c.lower_ == "no" for c in noun.children) or (above.pos_ in {"VERB", "AUX"} and is_negated(above))
    negated = negated or (noun.dep_ == "pobj" and above.lower_ == "without")
    if negated:
        yield _mention(reading, noun, "unclaimed", None, None, "no_claim")
    else:
        inside = next((t for t in noun.subtree if t.lower_ in {"responsibility", "credit"}), noun)
        actor = object_of(noun, "by", "from") or object_of(inside, "by", "from") or child_of(noun, "poss")
        if actor is not None:
            yield _mention(reading, noun, "claimed", actor, actor, "claim")
