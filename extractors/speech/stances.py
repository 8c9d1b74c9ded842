"""What stance words of speech take by themselves, and whether they say anything at all of an attack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from extractors.actors.responsibility import is_negated, terms
from extractors.columns import tokens
from extractors.context import words
from extractors.reading import Reading
from extractors.speech.content import contents
from extractors.speech.judging import tells
from extractors.speech.retold import relayed
from extractors.speech.verbs import Speech
from extractors.speech.words import lemma_of, sense_of
from extractors.tree import child_of
from models.vocabulary import StatementStance

_STANCES: Mapping[str, StatementStance] = {
    "confirms": StatementStance.CONFIRMS, "claims": StatementStance.SAYS, "denies": StatementStance.DENIES,
    "blames": StatementStance.BLAMES, "says": StatementStance.SAYS, "according": StatementStance.SAYS,
    "label": StatementStance.SAYS,
}


def stance_of(reading: Reading, speech: Speech) -> StatementStance | None:
    """The stance by the words of speech alone; null where they take none."""
    return reading.once(("stance", speech), lambda: _stance_of_words(reading, speech))


def _stance_of_words(reading: Reading, speech: Speech) -> StatementStance | None:
    if speech.code == "thinks" and relayed(reading, speech) is not None:
        return StatementStance.SAYS
    if _is_unsure(reading, speech):
        return StatementStance.CANNOT_CONFIRM
    if tells(reading, speech) or (speech.code == "denies" and is_negated(reading.doc[speech.head])):
        return StatementStance.SAYS  # "did not rule out that", "did not deny"
    return _STANCES.get(speech.code)


def says_nothing(reading: Reading, speech: Speech) -> bool:
    """ "did not comment", "declined to say", "stopped short of claiming it": no word on the attack."""
    if stance_of(reading, speech) is not StatementStance.SAYS:
        return False
    shown = child_of(reading.doc[speech.head], "dobj")
    if shown is not None and lemma_of(shown) in terms("footage") and not contents(reading.doc, speech):
        return True  # "local media published photos of the truck"
    return any(t.lower_ in words("unsure") or lemma_of(t) in words("unsure") or t.lower_ == "short"
               for t in tokens(reading.doc)[speech.cue[0]:speech.cue[1]])


def is_policy(reading: Reading, speech: Speech) -> bool:
    """ "said it only hits military sites", "does not target civilians": what one does at all times, and no attack."""
    for first, last in contents(reading.doc, speech):
        for verb in tokens(reading.doc)[first:last]:
            if verb.head.i == speech.head and lemma_of(verb) in {*terms("aim"), *terms("blow")}:
                doer = child_of(verb, "nsubj")
                timeless = verb.tag_ in {"VBZ", "VBP"} or any(c.tag_ in {"VBZ", "VBP"} and lemma_of(c) == "do"
                                                              for c in verb.lefts)
                return timeless and doer is not None and child_of(verb, "auxpass") is None
    return False


def only_mourns(reading: Reading, speech: Speech) -> bool:
    """ "tweeted her condolences", "expressed solidarity": kind words, and none on what happened."""
    said = child_of(reading.doc[speech.head], "dobj")
    return said is not None and lemma_of(said) in words("sympathy") and not contents(reading.doc, speech)


def is_aside(reading: Reading, speech: Speech) -> bool:
    """Whether speech only dates what the sentence tells: "days after the president said", "since X announced"."""
    verb = reading.doc[speech.head]
    top = verb.head if verb.dep_ == "conj" else verb
    if top.dep_ == "pcomp" and top.head.lower_ in words("dating"):
        return True
    return top.dep_ in {"advcl", "relcl", "acl"} and any(
        c.dep_ == "mark" and c.lower_ in words("dating") for c in top.children)


def _is_unsure(reading: Reading, speech: Speech) -> bool:
    """ "could not confirm", "said it was unable to verify", "neither confirm nor deny"."""
    doc = reading.doc
    verb = doc[speech.head]
    above = verb.head if verb.dep_ == "conj" else verb
    if speech.code == "confirms" or (speech.code == "denies" and above.i != verb.i):
        return any(t.lower_ in words("unsure") or lemma_of(t) in words("unsure")
                   for t in (*doc[speech.cue[0]:speech.cue[1]], *above.lefts, *_above(above)))
    if _STANCES.get(speech.code) is not StatementStance.SAYS:
        return False
    said = [t for first, last in contents(doc, speech) for t in tokens(doc)[first:last]]
    return any(sense is not None and sense.entry.code == "confirms" and _lacks(t)
               for t in said if t.pos_ == "VERB" for sense in [sense_of(t)])


def _lacks(verb: Token) -> bool:
    """Whether a verb of confirming is negated, by itself or by what it completes."""
    return any(t.lower_ in words("unsure") or lemma_of(t) in words("unsure") for t in (*verb.lefts, *_above(verb)))


def _above(verb: Token) -> Iterator[Token]:
    """The words that a verb completes: "unable to verify", "was not able to verify"."""
    if verb.dep_ == "xcomp":
        yield from (verb.head, *verb.head.lefts)
        if verb.head.dep_ == "acomp":
            yield from verb.head.head.children
