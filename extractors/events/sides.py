"""For which country an attack was carried out: by its doers, by whose guns they are, by a munition's nationality."""

from __future__ import annotations

from extractors.actors.agents import agent_at
from extractors.attributes.actor import ActorValue
from extractors.attributes.weapon import WeaponValue
from extractors.context import words
from extractors.draft import Frame, TokenRange
from extractors.events.unlike import is_stopping
from extractors.reading import Reading
from models.vocabulary import MentionLabel


def sides_of(reading: Reading, frame: Frame) -> frozenset[str]:
    """Countries of the known actors who carried out an attack; none where munitions were stopped."""
    agent = frame.agent or _owners(reading, frame) or _whose_munition(reading, frame)
    if agent is None or frame.generic or is_stopping(reading, frame):
        return frozenset()
    found = reading.overlapping(*agent, [MentionLabel.ACTOR, MentionLabel.NATIONALITY])
    told = [m.value.country if isinstance(m.value, ActorValue) else (m.norm or {}).get("country") for m in found]
    owner = reading.doc[agent[0]] if not found else None
    if owner is not None and owner.lower_ in words("own") and (whose := agent_at(reading, owner.i)) is not None:
        told = [whose.country]  # "its artillery", said the army
    return frozenset(str(country) for country in told if country)


def _owners(reading: Reading, frame: Frame) -> TokenRange | None:
    """Those whose guns or aircraft do it: "howitzers of the Turkish army shelled X"."""
    guns = (c for c in reading.doc[frame.token].children if c.dep_ == "nsubj")
    whose = (n for gun in guns for c in gun.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj")
    return next(((n.left_edge.i, n.right_edge.i + 1) for n in whose), None)


def _whose_munition(reading: Reading, frame: Frame) -> TokenRange | None:
    """The nationality before a munition of no name that does it: "Ukrainian drones hit X"; a name's is where it was
    made."""
    if frame.instrument is None:
        return None
    munition = reading.doc[slice(*frame.instrument)].root
    named = any(isinstance(m.value, WeaponValue) and m.value.designation is not None
                for m in reading.overlapping(munition.i, munition.i + 1, [MentionLabel.WEAPON]))
    whose = (c for c in munition.children if c.dep_ in {"amod", "compound"})
    found = (c for c in whose if reading.overlapping(c.i, c.i + 1, [MentionLabel.NATIONALITY]))
    return next(((c.i, c.i + 1) for c in found if munition.dep_ == "nsubj"), None) if not named else None
