"""Munitions of one event: which classes, the most specific name of each, and the salvo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.attributes.launcher import LauncherValue
from extractors.attributes.outcome import OutcomeValue
from extractors.attributes.series import SeriesValue
from extractors.attributes.weapon import WeaponValue, family_name
from extractors.context import words
from extractors.dates.other_days import is_earlier
from extractors.draft import Draft
from extractors.filling.day import first_day
from extractors.filling.weapon_classes import IMPLIED, NEAR, classes_of, weapon_value
from extractors.mention import Mention
from extractors.munitions.interceptors import without_defenders
from extractors.munitions.kinds_listed import is_of, kinds_apart, listed_kinds, wholes
from extractors.munitions.lent import joint_totals, without_lent_numbers, without_others
from extractors.munitions.salvo import outcome_mentions, salvo_of
from extractors.numbers import Number, NumberKind
from extractors.reading import Reading, Zone
from models.event import Weapon
from models.vocabulary import EventType, LauncherClass, MentionLabel, Salience, WeaponClass

_C = WeaponClass
FOUND = "found_before_launch"


def fill(draft: Draft, reading: Reading) -> tuple[Weapon, ...]:
    """One weapon for each class and calibre that the event was carried out with."""
    told = [
        (r, m)
        for r, m in draft.mentions(reading, MentionLabel.WEAPON)
        if isinstance(m.value, WeaponValue) and _in_scope(draft, reading, r, m)
    ]
    told = without_defenders(reading, _without_carriers(reading, told))
    told = without_lent_numbers(draft, told, joint_totals(reading, told))
    classes = classes_of(draft, reading, told)
    weapons: list[Weapon] = []
    for kind in (*classes, *(listed_kinds(draft, reading, classes[0]) if classes else ())):
        mine = [m for _, m in told if weapon_value(m).weapon_class is kind]
        weapons += _weapons(draft, reading, kind, mine, [m for _, m in told if _bare_calibre(reading, kind, m)])
    return tuple(_aerial(draft, w) for w in weapons) or _implied(draft)


def _aerial(draft: Draft, weapon: Weapon) -> Weapon:
    """The bombs of an airstrike are aerial ones."""
    dropped = draft.event_type is EventType.AIRSTRIKE and weapon.class_ is _C.BOMB
    return replace(weapon, class_=_C.AERIAL_BOMB) if dropped else weapon


def _without_carriers(reading: Reading, told: Sequence[tuple[int, Mention]]) -> list[tuple[int, Mention]]:
    """What was sent off, without the drones that sent it off: "a drone fired two missiles"; not of mere explosives"""
    carriers = {n for m in reading.labelled(MentionLabel.LAUNCHER) if isinstance(m.value, LauncherValue)
                and m.value.launcher_class is LauncherClass.DRONE for n in range(m.first, m.last)}  # fmt: skip
    kept = [(r, m) for r, m in told if m.head not in carriers]
    return kept if any(_is_named(m) for _, m in kept) else list(told)


def _is_named(mention: Mention) -> bool:
    """Whether a munition is told by its kind: no "airstrike", "drone attack" or "explosive charge" """
    value = weapon_value(mention)
    vague = value.weapon_class is _C.AERIAL_BOMB and not words("any charge").isdisjoint(mention.text.casefold().split())
    return not (value.implied or value.modifier or vague)


def _used(draft: Draft, reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Munitions whose number may be the salvo's: fired, of no earlier day, no running total."""
    values = reading.once("outcomes", lambda: [
        m.value for m in reading.labelled(MentionLabel.CUE) if isinstance(m.value, OutcomeValue)])
    found = {v.weapon.first for v in values  # no "a third was found on its launcher" of two that struck
             if v.outcome == FOUND and v.weapon is not None and not v.told.further}  # fmt: skip
    main = draft.salience is Salience.MAIN
    start = first_day(draft, reading) if main else None
    held = {m.value.capacity.first for m in reading.labelled(MentionLabel.LAUNCHER)
            if isinstance(m.value, LauncherValue) and m.value.capacity is not None}  # fmt: skip
    fired = {v.number.first for v in values if v.outcome == "fired" and v.number is not None}
    return [
        m for m in mentions
        if m.first not in found
        and ((number := weapon_value(m).number) is None or number.first not in held - fired)
        and not _of_series(reading, weapon_value(m).number)
        and not (main and is_earlier(reading, m, start))
    ]  # fmt: skip


def _bare_calibre(reading: Reading, kind: WeaponClass, mention: Mention) -> bool:
    """ "They were of 107 mm": a calibre without its noun that the class is known to have"""
    value = weapon_value(mention)
    if value.weapon_class is not None or value.calibre_mm is None:
        return False
    return reading.resolvers.munitions.family(str(kind), value.calibre_mm) is not None


def _in_scope(draft: Draft, reading: Reading, rank: int, mention: Mention) -> bool:
    if reading.sentence_at(mention.head).zone is Zone.FURNITURE:
        return False
    return rank < 2 or draft.salience is Salience.MAIN


def _of_series(reading: Reading, number: Number | None) -> bool:
    """Whether a number of munitions is a running total: no salvo of this event"""
    return number is not None and any(
        isinstance(m.value, SeriesValue) and m.value.number.first == number.first
        for m in reading.overlapping(number.first, number.last, (MentionLabel.CUE,))
    )


def _weapons(
    draft: Draft, reading: Reading, kind: WeaponClass, mentions: Sequence[Mention], bare: Sequence[Mention]
) -> list[Weapon]:
    """The most fully told munition with the salvo, then those of another name or calibre in the event's sentences."""
    ranked = sorted(mentions, key=lambda m: (draft.rank.get(m.head, 9), m.first))
    named = _most_specific([m for m in ranked if weapon_value(m).designation and _may_name(draft, kind, m)])
    sized = [m for m in (*ranked, *bare) if weapon_value(m).calibre_mm]
    plain = [m for m in ranked if not weapon_value(m).modifier and not weapon_value(m).implied] or ranked
    both = [m for m in named if weapon_value(m).calibre_mm]
    lead = (both or named or [m for m in sized if m in ranked] or plain)[0]
    source = lead if weapon_value(lead).calibre_mm else (sized or [lead])[0]
    first = _row(reading, kind, lead, source)
    rows = [first]
    for other in [*named, *sized]:
        row = _row(reading, kind, other, other)
        known = {(r.designation, r.calibre_mm) for r in rows}
        new = row.calibre_mm not in {None, first.calibre_mm} or (
            row.calibre_mm is None and row.designation not in {r.designation for r in rows}
        )
        near = draft.rank.get(other.head, 9) < NEAR
        fires = reading.overlapping(other.first, other.last, [MentionLabel.LAUNCHER])  # "Grads fired from BM-21s"
        if new and near and not fires and (row.designation, row.calibre_mm) not in known:
            rows.append(row)
    for other in kinds_apart(reading, [m for m in ranked if draft.rank.get(m.head, 9) < NEAR]):
        if not any(is_of(other, row) for row in rows):
            rows.append(_row(reading, kind, other, other))
    return _with_salvos(draft, reading, rows, mentions)


def _most_specific(named: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that name less of a munition: "Falaq" beside "Falaq-1"; one counted apart is kept."""
    words = {m.first: frozenset(re.split(r"[-\s]+", (weapon_value(m).designation or "").casefold())) for m in named}
    counted = {m.first: n.best for m in named if (n := weapon_value(m).number) is not None}
    return [m for m in named if not any(
        words[m.first] < words[o.first] and counted.get(m.first) in {None, counted.get(o.first)} for o in named)]


def _with_salvos(draft: Draft, reading: Reading, rows: Sequence[Weapon], mentions: Sequence[Mention]) -> list[Weapon]:
    """Each munition with its own figures where it has any; the first has those that name none of the others."""
    counted = _used(draft, reading, mentions)
    joint = joint_totals(reading, draft.mentions(reading, MentionLabel.WEAPON))
    most = _most_of(counted) if _has_others(draft, reading, mentions) else None
    told = [
        (r, m) for r, m in without_others(draft, outcome_mentions(draft, reading), joint)
        if isinstance(m.value, OutcomeValue) and not _of_series(reading, m.value.number)
        and not (most is not None and m.value.weapon is None and m.value.number and m.value.number.value > most)
    ]  # fmt: skip
    own = {n: [m for m in counted if is_of(m, row)] for n, row in enumerate(rows[1:], 1)}
    own = {n: found for n, found in own.items() if any(weapon_value(m).number is not None for m in found)}
    apart = {m.first for found in own.values() for m in found}
    apart |= set(wholes(rows[0], counted, own)) if own else set()
    salvos = {n: salvo_of(draft, reading, found, _of_these(told, {m.first for m in found})) for n, found in own.items()}
    several = bool(own) and rows[0].designation is not None
    rest = [(r, m) for r, m in told if _weapon_of(m) not in apart and not (several and _is_of_all(m))]
    salvos[0] = salvo_of(draft, reading, [m for m in counted if m.first not in apart], rest)
    return [
        replace(row, fired=s.fired, landed=s.landed, intercepted=s.intercepted, failed=s.failed)
        if (s := salvos.get(n)) is not None else row
        for n, row in enumerate(rows)
    ]  # fmt: skip


def _most_of(mentions: Sequence[Mention]) -> int | None:
    """The largest number that is told of munitions, null for none."""
    numbers = (weapon_value(m).number for m in mentions)
    return max((n.value for n in numbers if n is not None and n.kind is not NumberKind.ARTICLE), default=None)


def _has_others(draft: Draft, reading: Reading, mentions: Sequence[Mention]) -> bool:
    """Whether the event tells how many there were of another kind too: "28 were destroyed" are not of two missiles"""
    kinds = {weapon_value(m).weapon_class for m in mentions}
    values = (m.value for r, m in draft.mentions(reading, MentionLabel.WEAPON) if r < NEAR)
    return any(isinstance(v, WeaponValue) and v.number is not None and v.weapon_class is not None
               and v.weapon_class not in kinds for v in values)


def _weapon_of(mention: Mention) -> int:
    """Where the munition of a predicate is named; -1 where none is."""
    value = mention.value
    return value.weapon.first if isinstance(value, OutcomeValue) and value.weapon is not None else -1


def _is_of_all(mention: Mention) -> bool:
    """ "five missiles were shot down" of Iskanders and Kinzhals: so many of all kinds together"""
    value = mention.value
    arms = value.weapon.value if isinstance(value, OutcomeValue) and value.weapon is not None else None
    return isinstance(arms, WeaponValue) and arms.number is not None and arms.designation is None and (
        arms.calibre_mm is None and arms.plural)


def _of_these(told: Sequence[tuple[int, Mention]], firsts: set[int]) -> list[tuple[int, Mention]]:
    """Predicates over munitions that are named by certain mentions."""
    return [(r, m) for r, m in told if _weapon_of(m) in firsts]


def _may_name(draft: Draft, kind: WeaponClass, mention: Mention) -> bool:
    """A designation counts from any sentence of the report; a rifle's only from the event's own clause."""
    rank = draft.rank.get(mention.head, 9)
    return rank == 0 if kind is _C.SMALL_ARMS else rank < NEAR or draft.salience is Salience.MAIN


def _row(reading: Reading, kind: WeaponClass, mention: Mention, source: Mention) -> Weapon:
    """One munition; the calibre may stand in another mention."""
    value, calibre = weapon_value(mention), weapon_value(source).calibre_mm
    told = WeaponValue(kind, value.designation, calibre)
    spans = tuple(sorted({mention.span, source.span})) if calibre is not None else (mention.span,)
    name = family_name(told, reading.resolvers.munitions)
    return Weapon(kind, mention.text, name, _number(calibre), None, None, None, None, mention.text, spans, mention.rule)


def _number(calibre: float | None) -> int | float | None:
    return int(calibre) if calibre is not None and calibre == int(calibre) else calibre


def _implied(draft: Draft) -> tuple[Weapon, ...]:
    """The class that the type of attack says by itself, quoted by its trigger."""
    kind = IMPLIED.get(draft.event_type)
    if kind is None:
        return ()
    trigger = draft.frames[0].trigger
    return (
        Weapon(
            kind, trigger.text, None, None, None, None, None, None, trigger.text, (trigger.span,), "weapons.implied"
        ),
    )
