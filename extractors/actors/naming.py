"""Predicates that name whoever did it: "X was behind it", "it was planted by X", "it was X that struck"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from extractors.actors.responsibility import (
    is_hedged,
    is_negated,
    is_nobody,
    is_passive,
    is_thing,
    object_of,
    subject,
    terms,
)
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.find import governing
from extractors.speech.words import lemma_of
from extractors.tree import child_of, children
from models.vocabulary import MentionLabel

MAX_HELD = 16  # tokens between "holds" and "responsible"
_AT_OTHER_TIMES = frozenset({"has", "have", "'ve", "’ve"})  # "has since targeted militias"
_ANSWERABLE = frozenset({"responsible", "accountable", "answerable", "liable"})
_PREDICATES = frozenset({"prep", "acomp", "attr", "advmod"})


@dataclass(frozen=True, slots=True)
class Naming:
    """A stance on an actor at a word; tokens are heads of phrases."""

    word: Token
    stance: str
    actor: Token | None
    speaker: Token | None
    rule: str


def by_predicate(reading: Reading, verb: Token) -> Iterator[Naming]:
    """ "X was behind it", "X is to blame", "those who fired were X", "it was X that struck"."""
    yield from _of_doing(reading, verb)
    lemma = lemma_of(verb)
    if lemma == "hold" and not is_negated(verb):
        yield from _holds(verb)
    if lemma == "belong" and (is_doer(child_of(verb, "nsubj")) or _are_attackers(reading, verb)):
        yield Naming(verb, "stated", object_of(verb, "to"), None, "doer")
    if lemma not in {"be", "stand", "lie"}:
        return
    work = child_of(verb, "attr")
    if work is not None and lemma_of(work) in {"work", "handiwork", "doing"} and not is_negated(verb):
        stance = "suspected" if lemma_of(verb.head) in terms("passive") or is_hedged(work) else "stated"
        yield Naming(verb, stance, object_of(work, "of") or child_of(work, "poss"), None, "work")
    if work is not None and lemma_of(work) == "suspect" and not is_negated(verb):
        yield Naming(work, "suspected", subject(verb), None, "predicate")
    named = child_of(verb, "attr")
    if named is not None and _is_cleft(verb, named):
        yield Naming(verb, "stated", named, None, "cleft")
    if named is not None and is_doer(child_of(verb, "nsubj")) and not is_negated(verb):
        yield Naming(verb, "stated", named, None, "doer")
    member = object_of(verb, "from", "of") if is_doer(child_of(verb, "nsubj")) and not is_negated(verb) else None
    if member is not None:
        yield Naming(verb, "stated", member, None, "member")
    for child in children(verb):
        held = lemma_of(child) == "blame" and child.dep_ == "xcomp"
        if held or (child.i > verb.i and child.lower_ in terms("predicate") and child.dep_ in _PREDICATES):
            yield from _blames(verb, child)


def _are_attackers(reading: Reading, verb: Token) -> bool:
    """Whether "they" in somebody's words goes back to the attackers of the sentence before."""
    they = child_of(verb, "nsubj")
    if they is None or they.lower_ not in {"they", "he"} or governing(verb.doc, verb.i) is None:
        return False
    here = reading.sentence_at(verb.i)
    before = reading.sentences[max(0, here.index - 1):here.index]
    return any(lemma_of(t) in terms("anaphor") for s in before for t in verb.doc[s.first:s.last])


def _holds(verb: Token) -> Iterator[Naming]:
    """ "S holds X responsible", "X is held responsible by S"."""
    word = next((t for t in verb.subtree if t.i > verb.i and t.lower_ in _ANSWERABLE), None)
    if word is None or word.i - verb.i > MAX_HELD or any(c.lower_ in words("modal") for c in children(verb)):
        return  # "we will hold X responsible if"
    passive = is_passive(verb)
    actor = child_of(verb, "nsubjpass") if passive else \
        child_of(word, "nsubj") or child_of(verb, "dobj") or child_of(word.head, "nsubj")
    speaker = object_of(verb, "by") if passive else subject(verb)
    if actor is not None and (speaker is None or actor.i != speaker.i):
        yield Naming(verb, "accused", actor, speaker, "holds")


def _of_doing(reading: Reading, verb: Token) -> Iterator[Naming]:
    """ "X did it", "X launched them", "X carried out the attack", "it was planted by X"."""
    lemma = lemma_of(verb)
    if lemma in {*terms("blow"), *terms("aim"), "fire", "shoot"} and (by := _who_struck_it(verb)) is not None:
        yield Naming(verb, "suspected" if _is_doubted(verb) else "stated", by, None, "did")
    if (lemma in terms("aim") or lemma in terms("overrun")) and not is_negated(verb):
        yield from _of_aiming(reading, verb)
    if lemma == "do" and child_of(verb, "dobj") is None and any(c.lower_ == "so" for c in children(verb)) \
            and (doer := child_of(verb, "nsubj")) is not None and doer.pos_ == "PRON" and not is_negated(verb):
        yield Naming(verb, "stated", doer, None, "did")  # "said it did so because"
    if lemma not in terms("did") or is_negated(verb):
        return
    if verb.dep_ in {"acl", "ccomp"} and verb.head.pos_ == "NOUN" and lemma_of(verb.head) in terms("charge"):
        return  # "rejected the accusation that it fired them"
    at = object_of(verb, "at")
    if at is not None and at.lower_ in words("threshold"):
        return  # "laid the massacre at the door of X"
    passive = is_passive(verb)
    deed = child_of(verb, "nsubjpass", "nsubj") if passive else child_of(verb, "dobj")
    deed = verb.head if passive and deed is None and verb.dep_ in {"acl", "relcl"} else deed
    actor = object_of(verb, "by") if passive else child_of(verb, "nsubj")
    if deed is None or actor is None:
        return
    known = _is_known_deed(reading, deed, passive) or _is_own_mission(actor, deed)
    if not (known or (not passive and _is_sent(reading, verb, deed))):
        return
    speech = governing(reading.doc, verb.i) if actor.pos_ == "PRON" else None
    if speech is not None and speech.speaker is not None and is_nobody(reading.doc[speech.speaker]):
        yield Naming(verb, "unclaimed", None, None, "unclaimed")
    else:
        yield Naming(verb, "suspected" if _is_doubted(verb) else "stated", actor, None, "did")


def _who_struck_it(verb: Token) -> Token | None:
    """ "said that X destroyed it", "that X had shelled them": what was told before is done by a third party"""
    if is_passive(verb):  # "said it was likely targeted by X"
        doer, what = object_of(verb, "by"), child_of(verb, "nsubjpass")
    else:
        doer, what = child_of(verb, "nsubj"), child_of(verb, "dobj") or object_of(verb, "on", "at")
    if doer is None or what is None or doer.pos_ == "PRON" or is_negated(verb) or verb.tag_ not in {"VBD", "VBN"}:
        return None
    at_other_times = any(c.lower_ in _AT_OTHER_TIMES for c in children(verb))
    again = what.lower_ in {"it", "them", "they"} and governing(verb.doc, verb.i) is not None and not at_other_times
    return doer if again and not is_thing(doer) else None


def _is_doubted(verb: Token) -> bool:
    """Whether a deed is only thought to be one's: "was planted, presumably by X", "whether it was planted by X"."""
    beside = (*children(verb), *(b for a in children(verb) if a.lower_ == "by" for b in a.lefts))
    return any(c.lower_ in terms("hedge") or c.lower_ in {"whether", "if"} for c in beside)


def _of_aiming(reading: Reading, verb: Token) -> Iterator[Naming]:
    """ "said it had targeted militants", "said that Russia used rocket launchers": who aims or fires in a speech."""
    actor, speech = child_of(verb, "nsubj"), governing(reading.doc, verb.i)
    other = any(c.lower_ in words("modal") or c.lower_ in _AT_OTHER_TIMES for c in children(verb))
    unreal = other or is_passive(verb) or verb.tag_ in {"VBZ", "VBP"}
    aimed = verb.tag_ == "VBD" and object_of(verb, "against", "at") is not None
    if actor is None or (speech is None and not aimed) or unreal or actor.lower_ in {"who", "which", "that"}:
        return
    used = child_of(verb, "dobj")
    if lemma_of(verb) in terms("overrun"):
        control = lemma_of(verb) != "take" or (used is not None and used.lower_ == "control")
        if actor.pos_ == "PRON" and control:
            yield Naming(verb, "stated", actor, None, "did")
        return
    arms = used is not None and reading.overlapping(used.i, used.i + 1, [MentionLabel.WEAPON, MentionLabel.LAUNCHER])
    if lemma_of(verb) not in {"use", "employ"} or arms:
        yield Naming(verb, "stated", actor, None, "did")


def _is_sent(reading: Reading, verb: Token, arms: Token) -> bool:
    """Whether munitions are sent against somebody ("sent forty drones against the town")."""
    ways = {"against", "at", "toward", "towards", "into", "over"}
    against = any(t.lower_ in ways and t.i > arms.i for t in verb.subtree)
    return against and lemma_of(verb) == "send" and bool(
        reading.overlapping(arms.i, arms.i + 1, [MentionLabel.WEAPON]))


def _is_known_deed(reading: Reading, deed: Token, passive: bool) -> bool:
    """Whether a phrase stands for what was told: "it", "them", "the attack", "the bomber"; a munition of a passive."""
    if deed.lower_ in {"it", "them", "this", "they", "which"} or (passive and deed.tag_ == "WDT"):
        return True
    if lemma_of(deed) in {"all", "both"} or any(c.lower_ in {"all", "both"} and deed.pos_ == "NUM" for c in deed.lefts):
        return True
    definite = any(c.lower_ in {"the", "this", "that", "these"} or c.dep_ == "poss" for c in children(deed))
    named = lemma_of(deed) in {*terms("deed"), *terms("bare")}
    munition = passive and bool(reading.overlapping(deed.i, deed.i + 1, [MentionLabel.WEAPON]))
    return definite and (named or munition)


def _is_own_mission(actor: Token, deed: Token) -> bool:
    """Whether somebody tells of what they set out to do: "they had carried out Operation Dawn", "an operation with" """
    named = (t.lower_ for t in deed.doc[deed.left_edge.i:deed.i])
    told = governing(deed.doc, deed.i) is not None
    itself = actor.pos_ == "PRON" and actor.lower_ not in {"who", "which", "that"}
    own = itself or (told and lemma_of(actor) in words("own forces"))
    return own and not {lemma_of(deed), *named}.isdisjoint(terms("mission"))


def _is_cleft(verb: Token, named: Token) -> bool:
    """Whether "it was X that struck" names the attacker."""
    first = child_of(verb, "nsubj", "expl")
    if first is None or first.lower_ != "it" or named.pos_ not in {"PROPN", "NOUN"}:
        return False
    below = (c for word in (verb, named) for c in children(word) if c.i > named.i)
    return any(any(t.lower_ in {"that", "who", "which"} for t in children(c))
               and lemma_of(c) in {*terms("light"), *terms("harm")} and not is_passive(c)
               for c in below if c.dep_ in {"ccomp", "relcl", "advcl"})


def _is_another(word: Token) -> bool:
    """Whether the deed is one that was only compared with: "X was behind that one"."""
    return any(deed.lower_ == "one" and any(c.lower_ == "that" for c in deed.lefts) for deed in children(word))


def _blames(verb: Token, word: Token) -> Iterator[Naming]:
    actor, speech = subject(verb), governing(verb.doc, verb.i)
    voice = verb.doc[speech.speaker] if speech is not None and speech.speaker is not None else None
    unknown = {"who", "what"} if voice is not None else {"who", "what", "it"}
    if actor is None or is_negated(verb) or _is_another(word) or (actor.pos_ == "PRON" and actor.lower_ in unknown):
        return
    if is_nobody(actor) or (actor.pos_ == "PRON" and voice is not None and is_nobody(voice)):
        yield Naming(word, "unclaimed", None, None, "unclaimed")
    elif verb.dep_ == "xcomp" and is_passive(verb.head):
        stance = "suspected" if lemma_of(verb.head) in terms("passive") else "accused"
        yield Naming(word, stance, actor, object_of(verb.head, "by"), "predicate")
    else:
        yield Naming(word, "suspected" if is_hedged(word) else "stated", actor, None, "predicate")


def is_doer(word: Token | None) -> bool:
    """Whether a subject stands for whoever did it: "those who", "the perpetrators", "the attackers"."""
    if word is None:
        return False
    return lemma_of(word) in {*terms("anaphor"), *terms("predicate")} or \
        (word.lower_ in {"those", "they"} and any(c.dep_ == "relcl" for c in children(word)))


def is_by(word: Token | None) -> bool:
    """Whether a passive names "men" or "fighters" as those who did it: "killed by men believed to be herders"."""
    return word is not None and word.dep_ == "pobj" and word.head.lower_ == "by" and \
        lemma_of(word) in {*terms("unknown"), *terms("member")}


def owner(verb: Token) -> Token | None:
    """ "a drone believed to belong to X", "gunmen thought to be from X": X."""
    inner = child_of(verb, "xcomp")
    if inner is None or lemma_of(inner) not in {"belong", "be"}:
        return None
    if lemma_of(inner) == "belong":
        return object_of(inner, "to")
    doer = is_doer(subject(verb)) or is_by(subject(verb))
    return (object_of(inner, "of", "from", "with") or child_of(inner, "attr")) if doer else None


def is_of_deed(verb: Token) -> bool:
    """Whether one is suspected of a deed: "of firing", "to have carried out", "to be behind"."""
    of = child_of(verb, "prep")
    if of is not None and of.lower_ == "of":
        return True
    to = child_of(verb, "xcomp", "ccomp")
    if to is None:
        return False
    words = {t.lower_ for t in to.subtree} - {"to"}
    acts = lemma_of(to) in terms("light") and child_of(to, "dobj") is not None
    return lemma_of(to) == "belong" or bool(words & set(terms("predicate"))) or acts or owner(verb) is not None
