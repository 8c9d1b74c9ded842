"""Synthetic but realistic tellings of attacks: made-up places and outlets, several tellings an event, known truth.

Everything follows from the seed. Events fall `PER_DAY` to a day, so a store of more events covers more days, as a real
one does. Each telling has figures of its own, a wording that shares names with the others, and sometimes gaps.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.article import content_of, content_sha256
from models.event import (
    Casualty,
    Count,
    EventDate,
    ExtractedEvent,
    Extraction,
    Place,
    Source,
    Statement,
    Target,
    Trigger,
    Weapon,
)
from models.stored import ArticleText
from models.vocabulary import (
    Assertion,
    DateMethod,
    Effect,
    EventType,
    ExtractStatus,
    Party,
    Salience,
    SourceKind,
    StatementStance,
    TargetClass,
    WeaponClass,
)  # fmt: skip

FIRST_DAY = date(2010, 1, 1)
PER_DAY = 60
SITES = 4000
OUTLETS = 300
SYLLABLES = (
    *("ba", "dra", "kel", "mor", "sin", "ta", "vu", "zha", "lem", "qor", "pha", "nid", "ros", "ghe", "wi", "jul"),
    *("ak", "ber", "cho", "dis", "el", "fra", "gun", "hom", "ik", "jan", "ko", "lut", "mi", "nar", "op", "pel"),
)
KINDS = (
    (EventType.ROCKET_ATTACK, WeaponClass.ROCKET, "rockets"),
    (EventType.DRONE_ATTACK, WeaponClass.DRONE, "drones"),
    (EventType.SHELLING, WeaponClass.ARTILLERY_SHELL, "shells"),
    (EventType.AIRSTRIKE, WeaponClass.AERIAL_BOMB, "bombs"),
    (EventType.BOMBING, WeaponClass.BOMB, "a bomb"),
    (EventType.SHOOTING, WeaponClass.SMALL_ARMS, "guns"),
)
FILLER = (
    "People in {0} said that they heard it from far away and that many windows broke.",
    "The road to {0} was closed for some hours while teams looked for what was left.",
    "It was not clear at first who was behind it, and nobody from the {0} group had said anything by the evening.",
    "The head of the {0} council asked people to stay at home until the work was over.",
    "Schools in {0} will be closed on the following day, the education office said.",
    "There will be an investigation, and its results are to be made public, the {0} command said in a short note.",
)


def name(dice: random.Random, parts: int = 3) -> str:
    """A made-up name."""
    return "".join(dice.choice(SYLLABLES) for _ in range(parts)).capitalize()


@dataclass(frozen=True, slots=True)
class Attack:
    """The truth behind some tellings."""

    number: int
    day: date
    place: Place
    kind: int
    killed: int
    wounded: int
    people: tuple[str, ...]


class World:
    """Sites and outlets of one seed."""

    def __init__(self, seed: int = 1) -> None:
        dice = random.Random(seed)
        self.seed = seed
        self.sites = tuple(self._site(dice, n) for n in range(SITES))
        self.outlets = tuple(f"{name(dice, 2).lower()}{n}.example" for n in range(OUTLETS))

    def _site(self, dice: random.Random, number: int) -> Place:
        town = f"{name(dice)} {dice.choice(('Base', 'Camp', 'Crossing', 'Market', 'Village'))}"
        lat, lon = dice.uniform(12, 52), dice.uniform(-5, 75)
        country = ("IQ", "SY", "YE", "UA", "PK", "NG")[int(lon / 81 * 6) % 6]
        return Place(town, town, "at", f"made:{number}", country, None, lat, lon, 1, 2000, ((0, 4),), "place.made")

    def attack(self, number: int) -> Attack:
        """Attack ``number``; days follow from the numbers."""
        dice = random.Random(self.seed * 1_000_003 + number)
        day = FIRST_DAY + timedelta(days=number // PER_DAY)
        people = tuple(f"{name(dice, 2)} {name(dice, 3)}" for _ in range(3))
        kind = dice.randrange(len(KINDS))
        return Attack(
            number, day, dice.choice(self.sites), kind, int(dice.expovariate(0.4)), int(dice.expovariate(0.15)), people
        )

    def tellings(self, number: int, most: int = 6) -> Iterator[tuple[ArticleText, Extraction]]:
        """The articles that tell of an attack: one for more than half of them, up to ``most``."""
        attack = self.attack(number)
        dice = random.Random(self.seed * 7_000_003 + number)
        for turn in range(min(most, 1 + int(dice.expovariate(0.9)))):
            yield telling(attack, turn, dice, self.outlets[dice.randrange(OUTLETS)])


def telling(attack: Attack, turn: int, dice: random.Random, outlet: str) -> tuple[ArticleText, Extraction]:
    """One article's telling of an attack."""
    kind, weapon, words = KINDS[attack.kind]
    killed = attack.killed + (dice.random() < 0.15)
    title = f"{killed} killed as {words} hit {attack.place.name}"
    first, second, third = attack.people
    lead = f"{words.capitalize()} struck {attack.place.name} on {attack.day:%A}, killing {killed}, {first} said."
    rest = f"{second} of the district office and {third}, a doctor, told of {attack.wounded} wounded."
    more = (line.format(dice.choice((name(dice), *first.split()))) for line in dice.sample(FILLER, 4))
    text = "\n".join((lead, rest, *more))
    url = f"https://{outlet}/{attack.day:%Y/%m/%d}/{attack.number}-{turn}"
    published = (attack.day + timedelta(days=dice.choice((0, 0, 1)))).isoformat()
    content = content_of(title, text)
    found = event(attack, kind, weapon, words, killed, content, dice)
    kept = ArticleText(url, url, text, title, published, None, "en", outlet)
    extraction = Extraction(url, url, content_sha256(content), "en", "made+1", ExtractStatus.EXTRACTED, (found,))
    return kept, extraction


def event(
    attack: Attack, kind: EventType, weapon: WeaponClass, words: str, killed: int, content: str, dice: random.Random
) -> ExtractedEvent:
    """What a reader would make of the telling."""

    def spans(text: str) -> tuple[tuple[int, int], ...]:
        start = content.lower().find(text.lower())
        return ((start, start + len(text)),) if start >= 0 else ()

    dead = Count(killed, killed, killed, str(killed), spans(f"killing {killed}"))
    hurt = Count(
        attack.wounded, attack.wounded, attack.wounded, str(attack.wounded), spans(f"{attack.wounded} wounded")
    )
    speaker = Source(attack.people[0], attack.people[0], SourceKind.GOVERNMENT, spans(attack.people[0]))
    when = EventDate(
        attack.day,
        attack.day,
        1,
        DateMethod.WEEKDAY,
        None,
        f"{attack.day:%A}",
        spans(f"on {attack.day:%A}"),
        "date.made",
    )
    missing = dice.random()
    return ExtractedEvent(
        event_type=kind,
        assertion=Assertion.ASSERTED,
        salience=Salience.MAIN,
        trigger=Trigger("struck", spans("struck"), "trigger.made"),
        date=None if missing < 0.1 else when,
        place=None if missing > 0.93 else replace(attack.place, spans=spans(attack.place.name)),
        weapons=(Weapon(weapon, words, None, None, None, None, None, None, words, spans(words), "weapon.made"),),
        launchers=(),
        targets=(Target(TargetClass.BASE, attack.place.name, None, spans(attack.place.name), "target.made"),),
        attributions=(),
        outcomes=(),
        casualties=(Casualty(Effect.KILLED, Party.UNKNOWN, dead, False, None, speaker, dead.spans, "casualty.made"),),
        killed=dead,
        wounded=hurt,
        statements=(Statement(speaker, "said", StatementStance.SAYS, speaker.spans, "statement.made"),),
    )
