"""Closed vocabularies of the event model; each value notes the codebook row that it answers to.

Sources: ACLED codebook (sub-event types), UCDP GED codebook (precision scales), GTD codebook
(weapon and target types), PLOVER (modes). The strings are the wire format and never change.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class EventType(StrEnum):
    """What kind of armed attack it was."""

    ROCKET_ATTACK = "rocket_attack"  # ACLED: Shelling/artillery/missile attack; unguided rockets
    MISSILE_ATTACK = "missile_attack"  # ACLED: Shelling/artillery/missile attack; guided
    DRONE_ATTACK = "drone_attack"  # ACLED: Air/drone strike; PLOVER mode drone
    AIRSTRIKE = "airstrike"  # ACLED: Air/drone strike; PLOVER mode aerial
    SHELLING = "shelling"  # ACLED: Shelling/artillery/missile attack; tube artillery, mortars
    BOMBING = "bombing"  # ACLED: Remote explosive/landmine/IED; GTD Bombing/Explosion
    SUICIDE_BOMBING = "suicide_bombing"  # ACLED: Suicide bomb; GTD suicide = 1
    GRENADE_ATTACK = "grenade_attack"  # ACLED: Grenade
    SHOOTING = "shooting"  # ACLED: Attack; PLOVER mode firearms
    ARMED_CLASH = "armed_clash"  # ACLED: Armed clash
    ARSON = "arson"  # GTD weapon type Incendiary
    ABDUCTION = "abduction"  # ACLED: Abduction/forced disappearance
    OTHER_ATTACK = "other_attack"  # ACLED: Attack


class Assertion(StrEnum):
    """Whether the text says that it happened (PLOVER's auxiliary modes)."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"
    THREATENED = "threatened"


class Salience(StrEnum):
    """What the article reports (main) or recalls (background)."""

    MAIN = "main"
    BACKGROUND = "background"


class DateMethod(StrEnum):
    """How a date was read."""

    EXPLICIT = "explicit"
    WEEKDAY = "weekday"
    RELATIVE = "relative"
    DATELINE = "dateline"
    PUBLICATION = "publication"


class DatePrecision(IntEnum):
    """UCDP GED date_prec."""

    DAY = 1
    FEW_DAYS = 2
    WEEK = 3
    MONTH = 4
    YEAR = 5


class PlacePrecision(IntEnum):
    """UCDP GED where_prec."""

    EXACT = 1
    NEAR = 2
    SECOND_ORDER = 3
    FIRST_ORDER = 4
    FEATURE = 5
    COUNTRY = 6
    SEA = 7


class WeaponClass(StrEnum):
    """Munition or means of attack (GTD weaptype, refined)."""

    ROCKET = "rocket"
    MISSILE = "missile"
    DRONE = "drone"
    AERIAL_BOMB = "aerial_bomb"
    ARTILLERY_SHELL = "artillery_shell"
    MORTAR = "mortar"
    BOMB = "bomb"
    VEHICLE_BOMB = "vehicle_bomb"
    SUICIDE_VEST = "suicide_vest"
    MINE = "mine"
    GRENADE = "grenade"
    SMALL_ARMS = "small_arms"
    INCENDIARY = "incendiary"
    OTHER = "other"


class LauncherClass(StrEnum):
    """What a munition was fired from."""

    TRUCK = "truck"
    TRAILER = "trailer"
    RAIL = "rail"
    TUBE = "tube"
    MULTIPLE_ROCKET_LAUNCHER = "multiple_rocket_launcher"
    IMPROVISED = "improvised"
    SHIP = "ship"
    AIRCRAFT = "aircraft"
    DRONE = "drone"
    OTHER = "other"


class LauncherStatus(StrEnum):
    """What became of a launcher."""

    USED = "used"
    FOUND = "found"
    SEIZED = "seized"
    DESTROYED = "destroyed"
    ABANDONED = "abandoned"


class TargetClass(StrEnum):
    """What was aimed at or struck (GTD targtype, refined)."""

    BASE = "base"
    TROOPS = "troops"
    POLICE = "police"
    DIPLOMATIC = "diplomatic"
    GOVERNMENT = "government"
    CIVILIANS = "civilians"
    INFRASTRUCTURE = "infrastructure"
    ENERGY = "energy"
    SHIP = "ship"
    AIRCRAFT = "aircraft"
    VEHICLE = "vehicle"
    RESIDENTIAL = "residential"
    RELIGIOUS = "religious"
    HEALTH = "health"
    EDUCATION = "education"
    MEDIA = "media"
    AID = "aid"
    ARMED_GROUP = "armed_group"
    LEADER = "leader"
    OTHER = "other"


class AttributionStance(StrEnum):
    """How an actor is tied to an attack."""

    CLAIMED = "claimed"
    ACCUSED = "accused"
    SUSPECTED = "suspected"
    DENIED = "denied"
    STATED = "stated"
    UNCLAIMED = "unclaimed"


class SourceKind(StrEnum):
    """Who speaks."""

    MILITARY = "military"
    GOVERNMENT = "government"
    POLICE = "police"
    ARMED_GROUP = "armed_group"
    MONITOR = "monitor"
    INTERNATIONAL = "international"
    MEDIA = "media"
    WITNESS = "witness"
    MEDICAL = "medical"
    ANALYST = "analyst"
    ANONYMOUS = "anonymous"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of the attack; an event has a set of these."""

    HIT = "hit"
    MISSED = "missed"
    INTERCEPTED = "intercepted"
    FAILED = "failed"
    FOUND_BEFORE_LAUNCH = "found_before_launch"
    NO_DAMAGE = "no_damage"
    DAMAGE = "damage"


class Effect(StrEnum):
    """What happened to people."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    ABDUCTED = "abducted"


class Party(StrEnum):
    """Whose people."""

    CIVILIAN = "civilian"
    MILITARY = "military"
    POLICE = "police"
    PERPETRATOR = "perpetrator"
    UNKNOWN = "unknown"


class StatementStance(StrEnum):
    """What a source says of an attack."""

    SAYS = "says"
    CONFIRMS = "confirms"
    DENIES = "denies"
    BLAMES = "blames"
    CLAIMS = "claims"
    CANNOT_CONFIRM = "cannot_confirm"


class PlaceRelation(StrEnum):
    """How the event lies to the named place."""

    AT = "at"
    IN = "in"
    NEAR = "near"
    OUTSKIRTS = "outskirts"
    OFF = "off"
    OFFSET = "offset"  # "20 km west of Hit"
    BETWEEN = "between"


class MentionLabel(StrEnum):
    """Labels of the mentions that `strikelog extract` writes."""

    WEAPON = "WEAPON"
    LAUNCHER = "LAUNCHER"
    PLATFORM = "PLATFORM"
    ACTOR = "ACTOR"
    PERSON = "PERSON"
    PLACE = "PLACE"
    FACILITY = "FACILITY"
    NATIONALITY = "NATIONALITY"
    DATE = "DATE"
    QUANTITY = "QUANTITY"
    CASUALTY = "CASUALTY"
    SOURCE = "SOURCE"
    CUE = "CUE"
    TRIGGER = "TRIGGER"


class ExtractStatus(StrEnum):
    """What became of an article in extract."""

    EXTRACTED = "extracted"
    NO_ATTACK = "no_attack"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    FAILED = "failed"


class CleanStatus(StrEnum):
    """What became of a page in clean."""

    CLEANED = "cleaned"
    EMPTY = "empty"
    BLOCKED = "blocked"
    PAYWALLED = "paywalled"
    NOT_ARTICLE = "not_article"
    FAILED = "failed"


class Fate(StrEnum):
    """What became of an item of a run: the closed set that the run report counts."""

    DONE = "done"
    SKIPPED = "skipped"
    RETRY = "retry"
    QUARANTINED = "quarantined"
