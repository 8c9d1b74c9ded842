"""From the match of a date expression to its structure."""

from __future__ import annotations

import re

from extractors.dates.lexicon import values
from extractors.resolve import TimeExpression

Match = re.Match[str]
CENTURY_PIVOT = 60  # two-digit years below it are of this century


def number_of(code: str, text: str | None) -> int | None:
    """The value of a term, or of a number in figures."""
    if text is None:
        return None
    key = re.sub(r"\s+", " ", text.casefold()).replace("’", "'")
    found = values(code).get(key, key)
    return int(found) if str(found).lstrip("-").isdigit() else None


_LIKE_WORDS = frozenset({"may", "march", "august"})
SHORTEST_NAME = 4  # letters; "sun" and "dec" in lower case are other words


def named(word: str) -> bool:
    """Whether a word names a month or weekday: in capitals, or in full where that is no other word."""
    whole = word.isalpha() and len(word) >= SHORTEST_NAME and word.casefold() not in {"sept", "tues", "thurs"}
    return word[0].isupper() or (whole and word not in _LIKE_WORDS)


def part_of(match: Match) -> str | None:
    """The time of day that an expression names."""
    groups = match.groupdict()
    text = groups.get("p") or groups.get("p2")
    head = match.group().casefold()
    if text is None:
        return next((p for p in ("morning", "evening", "night") if head.startswith((f"the {p} of", f"{p} of"))), None)
    return str(values("part")[text.casefold()])


def _whole_year(two: str) -> int:
    """1996 of "96" and 2025 of "25"."""
    return int(two) + (2000 if int(two) < CENTURY_PIVOT else 1900)


def short_day(match: Match) -> TimeExpression | None:
    """ "10 Mar 25" and "10-Mar-2025"."""
    month = number_of("month", match["m"])
    if match["m"][0].islower() or not 1 <= int(match["d"]) <= 31:
        return None
    return TimeExpression("date", year=int(match["y"] or _whole_year(match["y2"])), month=month, day=int(match["d"]))


def short_year(match: Match) -> TimeExpression | None:
    """ "in '96", which without a word for time before it may be a figure that a quotation opens with."""
    if not _BEFORE_MONTH.search(match.string[max(0, match.start() - 10):match.start()]):
        return None
    return TimeExpression("year", year=_whole_year(match["y2"]))


def short_decade(match: Match) -> TimeExpression:
    """ "the '80s"."""
    return TimeExpression("decade", year=1900 + int(match["decade"]))


def night_into(match: Match) -> TimeExpression | None:
    """ "overnight from Monday to Tuesday"."""
    if not match["w"][0].isupper():
        return None
    return TimeExpression("weekday", weekday=number_of("weekday", match["w"]), part="night")


def numeric(match: Match) -> TimeExpression | None:
    """ "2021-03-04"."""
    return TimeExpression("date", year=int(match["y"]), month=int(match["m"]), day=int(match["d"]))


def slashed(match: Match) -> TimeExpression | None:
    """ "3/4/2021": month first unless that cannot be."""
    year = int(match["y"])
    if len(match["y"]) == 2:
        year = _whole_year(match["y"])
    first, second = int(match["d"]), int(match["m"])
    if match["sep"] == "/" and second <= 31 and first <= 12:
        return TimeExpression("date", year=year, month=first, day=second, swappable=second <= 12)
    return TimeExpression("date", year=year, month=second, day=first) if second <= 12 and first <= 31 else None


def day(match: Match) -> TimeExpression | None:
    """ "Wednesday, March 3 to 5, 2021" and "3 March"."""
    groups = match.groupdict()
    month, day = number_of("month", match["m"]), int(match["d"])
    if month is None or not 1 <= day <= 31 or not named(match["m"]):
        return None
    last = int(groups["d2"]) if groups.get("d2") else None
    week = next((v for t, v in values("weekday").items() if match.group().casefold().startswith(t)), None)
    return TimeExpression(
        "date",
        year=int(match["y"]) if match["y"] else None,
        month=month,
        day=day,
        last_month=number_of("month", groups.get("m2")),
        last_day=last,
        weekday=int(week) if week is not None else None,
        which="last" if groups.get("which") else None,
        week=groups["when"].casefold() if groups.get("when") else None,
        part=part_of(match),
    )


def month(match: Match) -> TimeExpression | None:
    """ "March 2021"."""
    return TimeExpression("month", year=int(match["y"]), month=number_of("month", match["m"]))


_AMBIGUOUS = frozenset({"may", "march", "mar.", "sun.", "sat.", "mon.", "wed."})
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|of|until|till|from|by|during|after|before|to|and|through|for|between|every)\s+$", re.I
)


def bare_month(match: Match) -> TimeExpression | None:
    """ "last March"; a bare "may" only behind a preposition."""
    groups = match.groupdict()
    word = match["m"]
    if not named(word):
        return None
    plain = match.group() == word
    if (
        plain
        and word.casefold() in _AMBIGUOUS
        and not _BEFORE_MONTH.search(match.string[max(0, match.start() - 10) : match.start()])
    ):
        return None
    return TimeExpression("month", month=number_of("month", word), which=_which(groups["which"] or groups["when"]))


def _which(text: str | None) -> str | None:
    word = re.sub(r"\s+", " ", text.casefold()) if text else None
    return {
        "past": "last",
        "previous": "last",
        "prior": "last",
        "the same": "this",
        "current": "this",
        "coming": "next",
        "the following": "next",
    }.get(word or "", word)


def weekday(match: Match) -> TimeExpression | None:
    """ "early Thursday", "Monday of last week"."""
    if not named(match["w"]):
        return None
    plain = match.group() == match["w"]
    if plain and match["w"].casefold() in _AMBIGUOUS:
        return None
    when = _which(match["when"])
    return TimeExpression(
        "weekday",
        weekday=number_of("weekday", match["w"]),
        which=_which(match["which"]),
        week=when,
        part=part_of(match) or _early(match),
    )


def _early(match: Match) -> str | None:
    head = match.group().casefold()
    return (
        "morning"
        if head.startswith(("early", "the early", "the morning")) or "hours of" in head
        else "night"
        if head.startswith("late")
        else None
    )


def near_day(match: Match) -> TimeExpression | None:
    """ "yesterday morning"."""
    word = re.sub(r"\s+", " ", match["day"].casefold())
    part = part_of(match) or ("night" if "night" in word else _early(match))
    return TimeExpression("day", offset=number_of("day", word), part=part)


def ago(match: Match) -> TimeExpression | None:
    """ "two days ago"."""
    return TimeExpression("ago", offset=-(number_of("count", match["n"]) or 1), unit=str(match["u"]).casefold())


def later(match: Match) -> TimeExpression | None:
    """ "two days later"."""
    sign = 1 if match["way"].casefold() in {"later", "after", "afterward", "afterwards"} else -1
    return TimeExpression("shift", offset=sign * (number_of("count", match["n"]) or 1), unit=match["u"].casefold())


def neighbour(match: Match) -> TimeExpression | None:
    """ "the following day", "that night"."""
    groups = match.groupdict()
    way = (groups["way"] or "").casefold()
    which = (groups["which"] or "").casefold()
    offset = (
        1
        if which in ("next", "following") or way == "after"
        else -1
        if which in ("previous", "preceding", "prior") or way
        else 0
    )
    unit = (groups["u"] or groups["u2"] or groups["u3"] or "day").casefold()
    whole = "whole" if unit == "week" else None  # "the previous week" is no day, as "a week before" is
    return TimeExpression("shift", offset=offset, unit=unit, which=whole, part=part_of(match))


def earlier(match: Match) -> TimeExpression | None:
    """ "the year-earlier quarter": without a quarter before it, that of the last whole one."""
    if match["q"] and match["u"].casefold() == "year":
        return TimeExpression("shift", offset=-4, unit="quarter", which="last")
    return TimeExpression("shift", offset=-1, unit=match["u"].casefold())


def latest(match: Match) -> TimeExpression | None:
    """ "the latest quarter": the one told before, else the last whole one."""
    if match["u2"]:
        return TimeExpression("unit", which="last", unit=match["u2"].casefold())
    return TimeExpression("shift", offset=0, unit="quarter", which="last")


def whole(match: Match) -> TimeExpression | None:
    """ "the end of the month": the period is kept whole."""
    unit = (match["u"] or match.group().split("-")[0].split()[0].split("'")[0].split("’")[0]).casefold()
    return TimeExpression("unit", which="this", unit=unit)


def span(match: Match) -> TimeExpression | None:
    """ "the past 24 hours"."""
    count = number_of("count", match["n"])
    return TimeExpression("span", offset=-count, unit=match["u"].casefold()) if count else None


def day_past(_match: Match) -> TimeExpression | None:
    """ "over the past day"."""
    return TimeExpression("span", offset=-1, unit="day")


def unit(match: Match) -> TimeExpression | None:
    """ "last week"."""
    unit = "year" if "year" in match["u"].casefold() else match["u"].casefold()
    return TimeExpression("unit", which=_which(match["which"]), unit=unit)


def quarter(match: Match) -> TimeExpression | None:
    """ "the third quarter of 1990"."""
    number = ("first", "second", "third", "fourth").index(match["q"].casefold()) + 1
    return TimeExpression(
        "quarter",
        offset=number,
        year=int(match["y"]) if match["y"] else None,
        which=_which(match["when"] or match["which"]),
    )


def holiday(match: Match) -> TimeExpression | None:
    """ "Christmas Day", "the eve of All Saints' Day", "two days after Christmas"."""
    number = number_of("holiday", match["name"])
    if not number or not match["name"][0].isupper():
        return None
    return TimeExpression("date", month=number // 100, day=number % 100, offset=_days_from(match))


def feast(match: Match) -> TimeExpression | None:
    """ "Easter Monday", "the day before Thanksgiving": its rule as written in the lexicon."""
    word = re.sub(r"\s+", " ", match["name"].casefold()).replace("’", "'")
    if not match["name"][0].isupper():
        return None
    return TimeExpression("feast", unit=str(values("feast")[word]), offset=_days_from(match))


def _days_from(match: Match) -> int | None:
    """By how many days a time lies behind the feast that it is told from."""
    way = (match["way"] or "").casefold()
    count = number_of("count", match["n"]) or 1
    return {"before": -count, "after": count}.get(way, -1 if match["eve"] else None)


def clock(match: Match) -> TimeExpression | None:
    """ "7:05 p.m.": the part of the day as HH:MM; ``unit`` tells a.m. or p.m. was said."""
    hour, minute = int(match["h"] or match["h2"]), int(match["min"] or match["min2"] or 0)
    if match["ap"]:
        hour = hour % 12 + (12 if match["ap"].casefold() == "p" else 0)
    return (
        TimeExpression("clock", unit=match["ap"], part=f"{hour:02d}:{minute:02d}")
        if hour < 24 and minute < 60
        else None
    )
