"""Who is said to have done it, in words of responsibility: claimed, blamed, suspected, denied, unclaimed.

Yields helper mentions (not shown) whose value names the actor's token, the speaker's token and the stance. The
actors of the attack words themselves ("Russian forces struck") are read in `extractors.filling.attributions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from extractors.actors.accusers import above_own
from extractors.actors.avowals import by_adoption, by_avowal, by_footage
from extractors.actors.charges import by_claim, by_label, by_sign
from extractors.actors.denials import denies_self, own_side
from extractors.actors.disowning import by_disowning
from extractors.actors.naming import Naming, by_predicate, is_of_deed, owner
from extractors.actors.origins import by_make, by_origin
from extractors.actors.responsibility import (
    accuser_of,
    blamed_for,
    follows,
    is_attack,
    is_habit,
    is_negated,
    is_nobody,
    is_passive,
    is_thing,
    last_object,
    object_of,
    of_series,
    puts_down,
    subject,
    takes_lives,
    terms,
)
from extractors.actors.suspicion import by_suspicion
from extractors.columns import places_of, tagged
from extractors.context import words
from extractors.lexicon import Entry
from extractors.mention import Mention
from extractors.reading import Reading, reading_of
from extractors.speech.words import lemma_of
from extractors.tree import child_of, children
from models.vocabulary import AttributionStance, MentionLabel

_BACK = 8  # tokens before "that X claimed" in which what was claimed may stand
_NEAR = 40  # tokens between blame for many attacks and the denial that answers it
AFTER = ("actor", "person", "cue", "source", "weapon")


@dataclass(frozen=True, slots=True)
class AttributionValue:
    """A stance on an actor; tokens are heads of phrases, null where the text names none."""

    stance: AttributionStance
    actor: int | None
    speaker: int | None
    series: bool = False  # it speaks of many attacks ("blamed for a string of attacks"), not of this one


def extract(doc: Doc) -> Iterator[Mention]:
    """One helper mention for each word of responsibility; a denial of "them" is of the many attacks blamed before."""
    many: int | None = None
    for mention in _found(doc):
        value = mention.value
        if isinstance(value, AttributionValue):
            if many is not None and mention.head - many < _NEAR and _denies_them(doc[mention.head], value):
                value = replace(value, series=True)
            many = mention.head if value.series else None
        yield replace(mention, value=value)
        if isinstance(value, AttributionValue):
            yield from (replace(mention, value=replace(value, actor=other)) for other in _beside(doc, value))


def _beside(doc: Doc, value: AttributionValue) -> Iterator[int]:
    """Others whom a stance names in one breath: "pointed at X and Y", "claimed by X and Y"."""
    actor = doc[value.actor] if value.actor is not None and value.actor != value.speaker else None
    if actor is not None and actor.dep_ != "conj":
        yield from (t.i for t in actor.conjuncts if t.i > actor.i and t.pos_ in {"NOUN", "PROPN"})


def _denies_them(word: Token, value: AttributionValue) -> bool:
    return value.stance is AttributionStance.DENIED and any(
        t.lower_ in {"them", "those"} for t in word.subtree if t.i > word.i)


def _found(doc: Doc) -> Iterator[Mention]:
    reading = reading_of(doc)
    for token in tagged(doc, "VERB", "AUX", "NOUN", "PROPN"):
        if token.pos_ in {"VERB", "AUX"}:
            yield from _of_verb(reading, token)
            named = (*by_predicate(reading, token), *by_disowning(reading, token), *by_origin(reading, token),
                     *by_make(reading, token))
            for n in named or (*by_suspicion(reading, token), *by_footage(reading, token), *by_adoption(reading, token),
                               *by_avowal(token)):
                yield _mention(reading, n.word, n.stance, n.actor, n.speaker, n.rule)
        else:
            for n in _by_noun(token):
                yield _mention(reading, n.word, n.stance, n.actor, n.speaker, n.rule)
    for place in places_of(doc, {"claim", "claimed", "responsibility"}):
        for n in by_label(reading, doc[place]):
            yield _mention(reading, n.word, n.stance, n.actor, n.speaker, n.rule)
    for place in places_of(doc, {"unclaimed"}):
        yield from _left_unclaimed(reading, doc[place])


def _by_noun(noun: Token) -> Iterator[Naming]:
    if noun.pos_ == "NOUN" and lemma_of(noun) == "claim":
        yield from by_claim(noun)
    elif lemma_of(noun) in terms("sign"):  # "Suspicion" at the head of a sentence may pass for a name
        yield from by_sign(noun)


def _left_unclaimed(reading: Reading, word: Token) -> Iterator[Mention]:
    """ "the attack went unclaimed", "the unclaimed bombing" """
    above = subject(word.head) if word.dep_ in {"acomp", "oprd", "advcl", "attr", "advmod"} else word.head
    if above is not None and is_attack(above):
        yield _mention(reading, word, "unclaimed", None, None, "unclaimed")


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
    elif (hit := terms("owning").get(lemma)) and _has_object(verb, hit[1]):  # "owned the assault": no "up" behind it
        yield from _claims(reading, verb, "claimed")
    elif (hit := terms("object").get(lemma)) and follows(verb, hit[0]):
        yield from _accuses(reading, verb)
    elif lemma in terms("tie") and (deed := object_of(verb, "to", "in", "with")) is not None:
        if lemma_of(deed) in terms("deed"):
            yield from _accuses(reading, verb)
        elif (tied := child_of(verb, "dobj", "nsubjpass")) is not None and is_thing(tied) and not is_negated(verb):
            accuser = object_of(verb, "by") if is_passive(verb) else above_own(subject(verb), verb)
            yield _mention(reading, verb, "accused", deed, accuser, "prep")
    elif lemma == "involve" and is_passive(verb) and not is_negated(verb):
        yield _mention(reading, verb, "stated", child_of(verb, "nsubjpass"), None, "doer")
    elif lemma == "come" and any(c.lower_ == "forward" for c in children(verb)):
        who = subject(verb)
        if who is not None and is_nobody(who):
            yield _mention(reading, verb, "unclaimed", None, None, "unclaimed")
    elif lemma in words("laying") and (door := _threshold(verb)) is not None:
        yield _mention(reading, verb, "accused", door, above_own(subject(verb), verb), "prep")
    elif (preps := ("to",) if puts_down(verb) else terms("prep").get(lemma, ((), None))[0]):
        actor = object_of(verb, *preps) or last_object(verb, verb, preps[0])
        if actor is not None:
            accuser = object_of(verb, "by") if is_passive(verb) else above_own(subject(verb), verb)
            if accuser is not None and lemma_of(accuser) in terms("evidence"):
                accuser = None  # "evidence pointed to X", said whoever tells of the evidence
            for one in _each(actor):
                yield _mention(reading, verb, "accused", one, accuser, "prep")
    elif lemma in terms("passive") and not is_passive(verb) and owner(verb) is None:
        yield from _suspects(reading, verb)
    elif lemma in terms("passive") and (is_of_deed(verb) or _is_all(verb)):
        actor = owner(verb) or child_of(verb, "nsubjpass")
        yield _mention(reading, verb, "suspected", actor, object_of(verb, "by"), "passive")


def _threshold(verb: Token) -> Token | None:
    """ "laid the massacre at the door of X", "at X's feet": X"""
    at = object_of(verb, "at")
    return (object_of(at, "of") or child_of(at, "poss")) if at is not None and at.lower_ in words("threshold") else None


def _is_all(verb: Token) -> bool:
    """ "X is suspected", where nothing is said of what."""
    return lemma_of(verb) == "suspect" and child_of(verb, "nsubjpass") is not None and not is_negated(verb) \
        and not any(c.dep_ in {"prep", "xcomp", "ccomp"} for c in verb.rights)


def _suspects(reading: Reading, verb: Token) -> Iterator[Mention]:
    """ "police suspect X", where no clause tells of what."""
    actor = child_of(verb, "dobj")
    if lemma_of(verb) == "suspect" and actor is not None and child_of(verb, "ccomp") is None and not is_negated(verb):
        yield _mention(reading, verb, "suspected", actor, subject(verb), "suspects")


def _has_object(verb: Token, entry: Entry) -> bool:
    """Whether a responsibility noun is the verb's object or passive subject, or nothing more is asked."""
    wanted = entry.attrs.get("object")
    if wanted is None:
        return True
    nouns = [t for t in (child_of(verb, "dobj"), child_of(verb, "nsubjpass")) if t is not None]
    nouns += [c for n in nouns for c in n.conjuncts]
    if lemma_of(verb) == "claim" and any(takes_lives(n) for n in nouns):
        return False
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBN":
        nouns.append(verb.head)
    doer = subject(verb)
    if doer is not None and is_nobody(doer) and any(n.lower_ in words("told_deeds") for n in nouns):
        return True
    if any(lemma_of(n) in wanted or ((entry.code == "claimed" or lemma_of(verb) == "deny") and is_attack(n))
           for n in nouns):
        return True
    if _of_it(verb) and lemma_of(verb) in {"claim", "deny"}:
        return True
    if lemma_of(verb) == "claim" and is_passive(verb) and any(is_thing(n) for n in nouns):
        return True  # "the rocket was claimed by"
    if lemma_of(verb) == "claim" and (_to_have_done(verb) or _relates(verb)):
        return True
    if lemma_of(verb) == "distance" and any(n.pos_ == "PRON" for n in nouns):
        return True
    return entry.code == "denied" and child_of(verb, "xcomp", "ccomp") is not None and lemma_of(verb) == "deny"


def _relates(verb: Token) -> bool:
    """ "hurt by a bomb at a hostel that X later claimed", also where "that" was taken for a conjunction"""
    that = next((c for c in verb.lefts if c.lower_ in {"that", "which"}), None)
    if that is None or verb.tag_ != "VBD" or child_of(verb, "ccomp", "xcomp") is not None:
        return False
    return child_of(verb, "dobj") in {None, that} and any(is_thing(t) for t in verb.doc[max(0, that.i - _BACK):that.i])


def _to_have_done(verb: Token) -> bool:
    """ "claimed to have killed 30 soldiers": what one boasts of is one's own deed"""
    deed = child_of(verb, "xcomp")
    return deed is not None and any(c.lower_ == "have" for c in deed.lefts) and (
        lemma_of(deed) in {*terms("harm"), *terms("did"), *terms("blow"), *terms("overrun")})


def _of_it(verb: Token) -> bool:
    """Whether a verb's object is no more than "it" and nothing tells more: "has since claimed it", "denied it"."""
    what = child_of(verb, "dobj")
    return what is not None and what.lower_ in {"it", "this"} and child_of(verb, "ccomp", "xcomp", "oprd") is None


def _claims(reading: Reading, verb: Token, code: str) -> Iterator[Mention]:
    actor = object_of(verb, "by") if is_passive(verb) else subject(verb)
    if _of_it(verb) and is_negated(verb) and actor is not None and not is_nobody(actor):
        return  # "praised the attack but did not claim it"
    if code == "claimed" and (is_negated(verb) or (actor is not None and is_nobody(actor))):
        yield _mention(reading, verb, "unclaimed", None, None, "unclaimed")
    elif code == "denied" and (is_habit(verb) or not denies_self(verb)):
        return
    elif (actor is not None and lemma_of(verb) not in {"take", "accept", "assume"}) or _responsible(verb):
        bare = _of_it(verb) and lemma_of(verb) == "deny"
        side = own_side(verb)
        for one in _each(actor):
            yield _mention(reading, verb, code, side or one, one, f"{code}_it" if bare else code)


def _each(actor: Token | None) -> tuple[Token | None, ...]:
    """Each of several by name that claim or deny: "both the Front and the Brigades have claimed it"."""
    if actor is None or actor.pos_ != "PROPN":
        return (actor,)
    return (actor, *(c for c in actor.conjuncts if c.pos_ == "PROPN"))


def _responsible(verb: Token) -> bool:
    """Whether the object is responsibility or credit itself."""
    nouns = (child_of(verb, "dobj"), child_of(verb, "nsubjpass"))
    return any(n is not None and lemma_of(n) in {"responsibility", "credit"} for n in nouns)


def _accuses(reading: Reading, verb: Token) -> Iterator[Mention]:
    passive = is_passive(verb)
    actor = child_of(verb, "nsubjpass") if passive else child_of(verb, "dobj")
    on = blamed_for(actor) if actor is not None else object_of(verb, "on")
    if on is not None and lemma_of(verb) == "blame" and on.ent_type_ not in {"DATE", "TIME"} and (
            not passive or actor is None or is_thing(actor)):
        actor = on
    elif passive and actor is None and verb.dep_ in {"acl", "relcl"}:
        actor = verb.head
    if actor is not None and not is_negated(verb) and not _for_something_else(reading, verb):
        accuser = object_of(verb, "by") if passive else above_own(accuser_of(verb), verb)
        yield _mention(reading, verb, "accused", actor, accuser, "object")


def _charge(of: Token) -> Token | None:
    """The verb behind "of" or "for", also where the parser took it for an adjective ("of extorting bus firms")."""
    thing = child_of(of, "pobj")
    first = of.doc[of.i + 1] if of.i + 1 < len(of.doc) else None
    read_wrong = first is not None and thing is not None and first.tag_ == "VBG" and first.head.i == thing.i
    return child_of(of, "pcomp") or (first if read_wrong else None)


def _for_something_else(reading: Reading, verb: Token) -> bool:
    """Whether what one is blamed for is told by a verb that is no attack: "blamed them for breaking the truce"."""
    whom = child_of(verb, "dobj")
    for child in (*verb.rights, *(whom.rights if whom is not None else ())):
        deed = _charge(child) if child.lower_ in {"for", "of"} else None
        if deed is not None and lemma_of(deed) in words("omitting"):
            return True
        if deed is not None:
            acts = {t for role in ("deed", "did", "harm", "share", "predicate") for t in terms(role)}
            known = acts - words("particle")
            own = {t.i for t in deed.subtree} - {t.i for c in deed.subtree if c.dep_ == "relcl" for t in c.subtree}
            told = reading.headed_in(own, (MentionLabel.TRIGGER,))  # not "of arming those who have fired rockets"
            return not told and not {lemma_of(t) for t in deed.subtree if t.i in own} & known
    return False
