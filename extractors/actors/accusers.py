"""Who accuses, where the parser joined the accusation to what the accuser says of their own side."""

from __future__ import annotations

from spacy.tokens import Token

from extractors.speech.find import governing

_OWN = frozenset({"its", "their", "our", "his", "her"})
_SELF = frozenset({"it", "they", "he", "she", "we"})


def above_own(accuser: Token | None, verb: Token) -> Token | None:
    """Who speaks, where the subject of a verb of blame is the speaker's own side in a clause told before: "denied that
    its men had done it and blamed X", "said he had no part in it, and pointed the finger at X"."""
    if accuser is None or verb.dep_ != "conj":
        return accuser
    own = accuser.lower_ in _SELF or any(c.dep_ == "poss" and c.lower_ in _OWN for c in accuser.lefts)
    speech = governing(verb.doc, verb.i) if own else None
    if speech is None or speech.speaker is None or speech.head == verb.i:
        return accuser
    speaker = verb.doc[speech.speaker]
    return accuser if speaker.pos_ == "PRON" else speaker
