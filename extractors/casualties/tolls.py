"""From single tellings of harm to one figure for an event: parts are not added to wholes, nor the same man twice.

A `Told` is one casualty mention in the scope of an event. `figure` gives the best-supported count of one effect:
the latest toll ("rose to 14"), else the whole that most tellings support, else the number of single persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.casualties.blows import summed
from extractors.casualties.harm import CasualtyValue
from extractors.casualties.others import with_others
from extractors.casualties.told import Claim, Told
from extractors.numbers import NumberKind
from extractors.reading import Reading, Zone
from models.event import Count
from models.vocabulary import Effect, Party

_HEAD_ZONES = frozenset({Zone.TITLE, Zone.LEAD})


def figure(told: Sequence[Told], effect: Effect, reading: Reading) -> Count | None:
    """The count of one effect for an event, null where the text is silent."""
    relevant = [t for t in told if effect in t.value.effects and not t.value.cumulative]
    positive = [
        t
        for t in relevant
        if not t.value.zero and t.value.party is not Party.PERPETRATOR and t.value.effects == (effect,)
    ]
    claims = _claims(_current(_beside_the_dead([t for t in positive if not t.value.weak], told, effect)))
    dead = (
        _claims(
            [
                t
                for t in told
                if t.value.effects == (Effect.KILLED,)
                and not t.value.cumulative
                and not t.value.zero
                and t.value.party is not Party.PERPETRATOR
                and not t.value.weak
            ]
        )
        if effect is Effect.WOUNDED
        else []
    )
    if effect is Effect.WOUNDED:
        claims = [c for c in claims if not _same_person(c, dead)]
    found = _decided(claims)
    if found is None:
        weak = [t for t in positive if t.value.weak]
        found = _hinted(weak, dead, reading) if effect is Effect.WOUNDED else _one_dead(weak)
    if found is not None:
        return _count(found, reading)
    elsewhere = effect is Effect.KILLED and any(
        t.value.effects == (Effect.WOUNDED,) and not (t.value.zero or t.value.weak or t.value.cumulative) for t in told
    )
    denied = next((t for t in relevant if t.value.zero and not (elsewhere and t.value.of_there)), None)
    return _count(Claim((denied,), 0, 0, 0), reading) if denied else None


def _beside_the_dead(told: Sequence[Told], every: Sequence[Told], effect: Effect) -> Sequence[Told]:
    """ "13 were hurt ... one bomb killed a man and hurt two others": others than the dead, and not than those 13"""
    first = {t.sentence: t.mention.first for t in reversed(told)}
    dead = {t.sentence: t.mention.first for t in reversed(every)
            if effect is Effect.WOUNDED and t.value.effects == (Effect.KILLED,) and t.value.number and not t.value.zero}
    return [replace(t, value=replace(t.value, more=False)) if t.value.more and not t.single
            and dead.get(t.sentence, t.mention.first) < t.mention.first == first[t.sentence] else t for t in told]


def _current(told: Sequence[Told]) -> Sequence[Told]:
    """Without first counts, where a later one is told."""
    later = [t for t in told if not t.value.former]
    counted = any(t.value.number is not None and t.value.number.best and not t.single for t in later)
    return later if counted else told


def _decided(claims: Sequence[Claim]) -> Claim | None:
    """A number of people or single persons, whichever title and lead tell; the sum of what several blows did."""
    if (total := summed(claims)) is not None:
        return total
    whole, persons = _whole(claims), _persons(claims)
    if whole is None or persons is None:
        return whole or persons
    announced = [c for c in claims if c.told[0].zone in _HEAD_ZONES]
    if whole.best is None or (announced and all(c.of_one for c in announced)):
        return persons
    return whole


def _one_dead(weak: Sequence[Told]) -> Claim | None:
    """ "fatal shooting", "a murder charge": somebody died, the text does not say who or how many"""
    return Claim(tuple(weak[:1]), 1, 1, 1) if weak else None


def _claims(told: Sequence[Told]) -> list[Claim]:
    """Tellings by harm word, coordinated groups added; parts ("one of them died") only where no whole is told."""
    whole = [t for t in told if not t.value.part and not _is_told_part(t, told)]
    by_word: dict[int, list[Told]] = {}
    for item in whole or told:
        by_word.setdefault(item.mention.head, []).append(item)
    return [_claim(items) for items in by_word.values()]


def _is_told_part(item: Told, told: Sequence[Told]) -> bool:
    """Whether what one telling counts another counts as a part of more: the five children of a headline among "seven
    people, including five children"."""
    number, noun = item.value.number, item.value.victim.casefold().split()[-1:]
    if number is None or not number.best or item.single or item.value.generic or item.value.toll:
        return False
    parts = {t.sentence for t in told if t.value.part and t.value.number is not None
             and t.value.number.best == number.best and t.value.victim.casefold().split()[-1:] == noun}
    return any(t.sentence in parts and not t.value.part and t.value.number is not None
               and (t.value.number.best or 0) > number.best for t in told)


def _claim(items: Sequence[Told]) -> Claim:
    numbers = [t.value.number for t in items]
    known = [n for n in numbers if n is not None]
    if len(known) < len(numbers) or not known:
        least = sum(n.low or n.best or 0 for n in known) + 2 * (len(numbers) - len(known))
        return Claim(tuple(items), least, None, None)
    best = None if any(n.best is None for n in known) else sum(n.best or 0 for n in known)
    low = None if any(n.low is None for n in known) else sum(n.low or 0 for n in known)
    high = None if any(n.high is None for n in known) else sum(n.high or 0 for n in known)
    return Claim(tuple(items), low, best, high)


def _whole(claims: Sequence[Claim]) -> Claim | None:
    """The claim of more than one person that weighs most; a toll outweighs all, "others" are added."""
    groups = [c for c in claims if not c.of_one]
    announced = [c for c in groups if c.of_all and not c.told[0].value.toll and c.told[0].zone in _HEAD_ZONES]
    sure = max((c.best or 0 for c in announced), default=0)  # above those of "was among 14 policemen who died"
    tolls = [c for c in groups if c.told[0].value.toll and c.best is not None and not (sure and _is_estimate(c))
             and (c.told[0].value.generic or c.best >= sure)]  # fmt: skip
    if tolls:
        return max(tolls, key=lambda c: c.best or 0)
    if not groups:
        return None
    votes: dict[int | None, float] = {}
    for claim in groups:
        votes[claim.best] = votes.get(claim.best, 0.0) + claim.weight
    known = [c for c in groups if c.best is not None] or groups
    best = max(known, key=lambda c: (votes[c.best], -c.told[0].mention.first))
    return with_others(_of_all(_sum_before(best, known), known), claims)


def _is_estimate(claim: Claim) -> bool:
    return claim.told[0].value.estimate


def _of_all(best: Claim, claims: Sequence[Claim]) -> Claim:
    """ "killed three of its members ... the ministry reported four dead": who counts all outweighs one side's loss"""
    if best.of_all or best.told[0].value.more:
        return best
    larger = [c for c in claims if c.of_all and (c.best or 0) > (best.best or 0)]
    return next((c for c in larger if c.told[0].value.reported and c.told[0].zone is Zone.BODY), best)


def _sum_before(best: Claim, known: Sequence[Claim]) -> Claim:
    """A larger number that the lead tells before one told once: "65 killed; one shell killed all 22 on a bus" """
    if best.best is None or sum(c.best == best.best for c in known) > 1:
        return best
    first = best.told[0].mention.first
    sums = (c for c in known if c.told[0].zone is Zone.LEAD and c.told[0].mention.first < first)
    return next((c for c in sums if c.best is not None and c.best > best.best), best)


def _persons(claims: Sequence[Claim]) -> Claim | None:
    """How many different single persons are told of: by name, by "another", by coordination."""
    persons: list[Told] = []
    for claim in claims:
        for item in claim.told:
            if item.single and (not persons or _another(item, persons)):
                persons.append(item)
    if not persons:
        return None
    total = len(persons)
    return Claim(tuple(persons), total, total, total)


def _another(item: Told, persons: Sequence[Told]) -> bool:
    """Whether a telling adds a person to those known."""
    named = [p for p in persons if p.value.name]
    if item.value.more:  # "another was hurt ... another man was taken to hospital" is one, beside the dead
        return not persons[0].value.more or item.sentence == persons[-1].sentence
    if item.value.name and named:
        return not any(_namesake(item, p) for p in named) and len(named) >= len(persons)
    return False


def _namesake(one: Told, other: Told) -> bool:
    """Whether two names are one man's: "Ana Reis Lobo", then "Ana Reis" or "Reis"."""
    return one.value.name in other.value.victim.split() or other.value.name in one.value.victim.split()


def _same_person(claim: Claim, dead: Sequence[Claim]) -> bool:
    """Whether the one person wounded is the one who died."""
    if not claim.of_one:
        return False
    hurt = claim.told[0]
    for item in (t for c in dead if c.of_one for t in c.told):
        if item.value.group == hurt.value.group:
            return True
        if hurt.value.more or item.value.more or item.sentence == hurt.sentence:
            return False
        if hurt.value.name and item.value.name:
            return hurt.value.name == item.value.name
        if hurt.value.owned and not item.value.owned and not (hurt.value.weak and _same_noun(hurt, item)):
            return False  # "killing one; his wife was wounded"
        return item.value.definite or hurt.value.definite
    return False


def _same_noun(one: Told, other: Told) -> bool:
    return one.value.victim.split()[-1:] == other.value.victim.split()[-1:]


def _hinted(weak: Sequence[Told], dead: Sequence[Claim], reading: Reading) -> Claim | None:
    """Who was shot or taken to hospital and is not told to have died; "shooting residents" tells of the dead."""
    claims = _claims(weak)
    whole = _whole(claims)
    deaths = _decided(dead)
    lost = (deaths.best or deaths.low or 0) if deaths else 0
    if whole is not None and whole.best is not None:
        left = whole.best - lost
        return Claim(whole.told, left, left, left) if left > 0 else None
    if whole is not None and not (lost and all(t.is_bare(reading) for t in whole.told)):
        return whole
    singles = [c for c in claims if not _same_person(c, dead)]
    if lost:
        singles = [c for c in singles if _is_another(c.told[0].value) or _is_beside(c.told[0], dead) or (
            c.told[0].value.name and not _named_dead(c, dead))]
    return _persons(singles)


def _is_another(value: CasualtyValue) -> bool:
    """Whether who is hurt stands beside the dead: "another man", "his wife" """
    return value.more or value.owned


def _is_beside(hurt: Told, dead: Sequence[Claim]) -> bool:
    """ "a cook was killed and a man of 60 was taken to hospital": told anew behind who died, in one sentence"""
    number = hurt.value.number
    if number is None or number.kind is not NumberKind.ARTICLE or hurt.mention.rule != "casualty.condition":
        return False
    told = [t for c in dead if c.of_one for t in c.told if t.sentence == hurt.sentence]
    return bool(told) and all(t.value.group[1] <= hurt.value.group[0] for t in told)


def _named_dead(claim: Claim, dead: Sequence[Claim]) -> bool:
    names = {t.value.name for c in dead for t in c.told}
    return claim.told[0].value.name in names or None in names


def _count(claim: Claim, reading: Reading) -> Count:
    spans = tuple(sorted({t.span(reading) for t in claim.told}))
    text = reading.content[spans[0][0] : spans[0][1]]
    return Count(claim.low, claim.best, claim.high, text, spans)
