"""What attackers say of those whom they harmed and of what they fired: nothing where anybody else gives a figure."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from extractors.casualties.told import Told
from extractors.casualties.toll_speakers import teller
from extractors.context import words
from extractors.mention import Mention
from extractors.reading import Reading
from extractors.tree import child_of
from models.vocabulary import Effect, SourceKind

_JOINED = frozenset({"advcl", "xcomp", "conj"})


def by_others_than_attackers(told: Sequence[Told], effect: Effect, reading: Reading) -> Sequence[Told]:
    """The tellings without the figures that attackers give of one effect, where others give one.

    Others who tell of wounded alone tell of no dead."""
    counted = [t for t in told if t.value.number is not None and not t.value.weak]
    boasts = [t for t in counted if effect in t.value.effects and is_boast(reading, t.mention)]
    others = [t for t in counted if t not in boasts and (effect is Effect.KILLED or effect in t.value.effects)
              and not is_boast(reading, t.mention)] if boasts else []
    return [t for t in told if t not in boasts] if others else told


def is_boast(reading: Reading, harm: Mention) -> bool:
    """Whether an armed group tells of harm or munitions, or a speaker of what its own forces did: "said its troops hit
    a camp, killing 60"."""
    source = teller(reading, harm)
    return source is not None and (source.kind is SourceKind.ARMED_GROUP or _is_own_deed(reading.doc[harm.head]))


def _is_own_deed(harm: Token) -> bool:
    """Whether the one who does the harm is the speaker's own."""
    if harm.pos_ != "VERB":
        return False
    verb = harm
    while verb.dep_ in _JOINED and child_of(verb, "nsubj") is None and verb.head.i != verb.i:
        verb = verb.head
    doer = child_of(verb, "nsubj")
    return doer is not None and any(t.lower_ in words("own") for t in (doer, *doer.children))
