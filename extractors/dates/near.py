"""The grammar of days told from other days or by a name: "the following Monday", "the 14th", "noon", "9/11"."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.dates.lexicon import any_of, spaced, terms, values
from extractors.dates.structure import named, number_of, part_of
from extractors.resolve import TimeExpression

Match = re.Match[str]
Rules = list[tuple[str, Callable[[Match], TimeExpression | None]]]
NEXT_WEEK = "following"  # of a weekday: the first one after the day told before
_ORDER = ("first", "second", "third", "fourth", "last")
WEEK_BEFORE = "preceding"
SAME_PERIOD = "same"  # of a quarter: whatever period was told before


def rules() -> Rules:
    """Pattern and structure of each."""
    weekday, part = rf"(?P<w>{any_of('weekday')})", rf"(?:\s+(?P<p>{any_of('part')}))?"
    ordinal = r"the\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)"
    before = "|".join(rf"(?<=\b{w}\s)" for w in ("on", "by", "since", "until", r"night\sof", r"morning\sof"))
    in_list = r"(?!\s*(?:,|-|and|or|to)\s*(?:the\s+)?\d+(?:st|nd|rd|th)\s+[a-z])"  # "the 3rd and 4th floors"
    bare_end = in_list + rf"(?=\s*(?:[,.;:)]|$)|\s+(?:{spaced(terms('closed'))})\b)"
    return [
        (rf"the\s+(?P<way>following|next|previous|preceding)\s+{weekday}{part}", _weekday_from),
        (rf"the\s+{weekday}{part}\s+(?P<way>before|after)(?=\s*(?:[,.;)]|$))", _weekday_from),
        (rf"(?##){ordinal}\s+of\s+(?P<when>last|this|next)\s+month", _day_of_month),
        (rf"(?##)(?:{before}){ordinal}{bare_end}", _day_of_month),
        (rf"(?##){weekday},?\s+{ordinal}{bare_end}", _day_of_month),
        (rf"the\s+{weekday}\s+before\s+last|a\s+week\s+(?:ago|last)\s+(?:on\s+)?{weekday.replace('<w>', '<w2>')}"
         rf"|last\s+{weekday.replace('<w>', '<w3>')}\s+week", _weekday_before_last),
        (rf"(?#last)the\s+(?P<p>{any_of('part')})\s+before\s+last", _night_before_last),
        (r"(?#last)(?:the\s+)?(?P<u>week|month|year)\s+before\s+last", _period_before_last),
        (rf"(?#before after)the\s+(?P<p>{any_of('part')})\s+(?P<way>before|after)(?=\s*(?:[,.;)]|$))", _night_from),
        (rf"{any_of('hour')}", _hour),
        (r"(?##)(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)\s*(?:GMT|UTC|hours|hrs)", _hour_by_figures),
        (r"(?#period quarter)(?:the\s+)?(?:like|same|comparable|corresponding|year-ago|year-earlier)"
         r"\s+(?:period|quarter)"
         r"\s+(?:(?:of|in)\s+(?:(?:19|20)\d\d|last\s+year)|last\s+year|a\s+year\s+(?:ago|earlier)|(?:19|20)\d\d)",
         _year_before),
        (rf"{any_of('known')}", _known),
        (rf"(?#weekend)(?<!long\s)weekend(?=\s+(?:{spaced(terms('weekend deed'))})\b)", _weekend),
        (rf"(?##)(?:the\s+)?(?P<y>(?:19|20)\d\d)(?:['’]s)?\s+(?P<q>{'|'.join(_ORDER[:4])})[\s-]quarter", _quarter),
        (rf"the\s+(?P<n>{'|'.join(_ORDER)})\s+{weekday}\s+(?:in|of)\s+(?P<m>{any_of('month')})"
         r"(?:,?\s+(?P<y>(?:19|20)\d\d))?", _weekday_in_month),
    ]


def _weekday_from(match: Match) -> TimeExpression | None:
    if not named(match["w"]):
        return None
    which = NEXT_WEEK if match["way"].casefold() in {"following", "next", "after"} else WEEK_BEFORE
    return TimeExpression("weekday", weekday=number_of("weekday", match["w"]), which=which, part=part_of(match))


def _day_of_month(match: Match) -> TimeExpression:
    when = match.groupdict().get("when")
    return TimeExpression("date", day=int(match["d"]), week=when.casefold() if when else None)


def _year_before(match: Match) -> TimeExpression:
    """ "the same period last year": a quarter or month where one was told, else a year"""
    which = SAME_PERIOD if "period" in match.group().casefold() else "last"
    return TimeExpression("shift", offset=-4, unit="quarter", which=which)


def _weekday_before_last(match: Match) -> TimeExpression | None:
    """ "the Tuesday before last", "a week ago Tuesday", "last Tuesday week": the one before the latest"""
    word = match["w"] or match["w2"] or match["w3"]
    return TimeExpression("weekday", weekday=number_of("weekday", word), offset=-1) if named(word) else None


def _night_before_last(match: Match) -> TimeExpression:
    return TimeExpression("day", offset=-2, part=part_of(match))


def _period_before_last(match: Match) -> TimeExpression:
    return TimeExpression("ago", offset=-2, unit=match["u"].casefold())


def _night_from(match: Match) -> TimeExpression:
    offset = 1 if match["way"].casefold() == "after" else -1
    return TimeExpression("shift", offset=offset, unit="day", part=part_of(match))


def _hour(match: Match) -> TimeExpression:
    number = number_of("hour", match.group()) or 0
    return TimeExpression("clock", unit="word", part=f"{number:02d}:00")


def _hour_by_figures(match: Match) -> TimeExpression:
    return TimeExpression("clock", unit="zone", part=f"{match['h']}:{match['min']}")


def _weekend(_match: Match) -> TimeExpression:
    """ "a weekend shooting" """
    return TimeExpression("unit", which="the", unit="weekend")


def _quarter(match: Match) -> TimeExpression:
    """ "the 1988 third quarter" """
    return TimeExpression("quarter", offset=_ORDER.index(match["q"].casefold()) + 1, year=int(match["y"]))


def _weekday_in_month(match: Match) -> TimeExpression:
    """ "the first Saturday in June", "the last Monday of May 2011", as feasts that move are told"""
    place = _ORDER.index(match["n"].casefold()) + 1
    rule = f"{number_of('month', match['m'])}/{number_of('weekday', match['w'])}/{place if place <= 4 else -1}"
    return TimeExpression("feast", unit=rule, year=int(match["y"]) if match["y"] else None)


def _known(match: Match) -> TimeExpression | None:
    day = values("known").get(match.group().casefold())
    if day is None:
        return None
    year, rest = divmod(int(day), 10000)
    return TimeExpression("date", year=year, month=rest // 100, day=rest % 100)
