"""The grammar of date expressions: text to structure, without a calendar.

Words come from `data/lexicons/date.toml`; what an expression amounts to is for `Resolvers.dates` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from extractors.dates import near as timenear
from extractors.dates import structure as made
from extractors.dates.lexicon import any_of, needed_by, spaced, terms, values, words_in
from extractors.resolve import TimeExpression

Match = re.Match[str]
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_ANY_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)"  # beside a month also one of long ago
_DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR_OF = r"(?:\s+of)?\s+(?P<when>last|this|next)\s+year(?!['’])"
_DASH = r"\s*(?:-|–|—|to|through|until|and|or)\s*(?:the\s+)?"


@cache
def _patterns() -> tuple[tuple[frozenset[str], re.Pattern[str], Callable[[Match], TimeExpression | None]], ...]:
    """(words of which a text must have one, pattern, what to make of a match)."""
    rules = [*timenear.rules(), *_named_days(), *_short_years(), *_nights(), *_counted_days(), *_periods()]
    return tuple((needed_by(text), re.compile(rf"(?<![\w.,:/-])(?:{text})(?![\w-]|[:/.,]\d)", re.I), make)
                 for text, make in rules)


_Rules = list[tuple[str, Callable[[Match], TimeExpression | None]]]
_WHICH = r"(?P<which>last|past|previous|prior|this|the\s+same|current|next|coming|the\s+following)"


def _edge() -> str:
    return rf"(?:(?:{spaced(terms('edge'))})[\s-]+)?"


def _named_days() -> _Rules:
    """Days by their number, month or weekday."""
    month, weekday = rf"(?P<m>{any_of('month')})(?!\w)", rf"(?P<w>{any_of('weekday')})(?!\w)"
    part, date_year = rf"(?P<p>{any_of('part')})", rf"(?:,?\s+{_ANY_YEAR}\b|{_YEAR_OF})?"
    to, second = r"(?:-|–|—|to|through|until)", rf"(?P<m2>{any_of('month')})\s+"  # "May 29 and June 2" are two days
    day_to = rf"(?:(?:{_DASH}|(?<=\d)\s*{to}\s*(?:the\s+)?{second})(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?)?"
    edge, which = _edge(), _WHICH
    this = r"(?:(?:this\s+)?(?P<which>past|last)\s+|this\s+)?"
    counted = rf"(?!(?<=\bin\s)(?:{any_of('month')})\s+\d+\s+[a-z-]+s\b)"  # "In January 13 drones hit"
    lead = counted + rf"(?:(?:{any_of('weekday')}),?\s+(?:the\s+)?(?:{any_of('part')})?,?\s*(?:of\s+)?)?"
    return [
        (rf"(?##){_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)"
         r"(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?", made.numeric),
        (r"(?##)(?P<d>\d{1,2})(?P<sep>[/.])(?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d|\d\d)", made.slashed),
        (rf"{lead}{edge}{this}{month}\s+{_DAY}{day_to}(?!\d){date_year}", made.day),
        (rf"(?<=\bbetween\s){month}\s+{_DAY}\s+and\s+{second}(?P<d2>[0-3]?\d)(?!\d){date_year}", made.day),
        (rf"{lead}{edge}{_DAY}(?:{_DASH}(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?)?\s+(?:of\s+)?{month}{date_year}", made.day),
        (rf"{edge}{month},?\s+(?:of\s+)?{_ANY_YEAR}", made.month),
        (rf"{edge}(?:{which}\s+)?{month}(?:\s+(?:of\s+)?(?P<when>last|this|next)\s+year)?", made.bare_month),
        (
            rf"{edge}(?:{which}\s+)?{edge}{weekday}(?:\s+{part})?(?:,?\s+(?:of\s+)?(?P<when>last|this|next)\s+week)?",
            made.weekday,
        ),
    ]


def _short_years() -> _Rules:
    """Days, years and decades with two figures for the year."""
    month = "|".join(sorted(t for t in values("month") if len(t) == 3))
    year = rf"(?:{_YEAR}|['’]?(?P<y2>\d\d))"
    return [
        (rf"(?##){_DAY}(?P<sep>[\s-])(?P<m>{month})(?P=sep){year}", made.short_day),
        (r"(?##)['’](?P<y2>\d\d)", made.short_year),
        (rf"(?##)the\s+{_edge()}['’]?(?P<decade>[2-9]0)['’]?s", made.short_decade),
    ]


def _nights() -> _Rules:
    """Nights between two days: the second is meant, on which most of the night is."""
    weekday = any_of("weekday")
    return [
        (
            rf"(?:overnight|(?:the\s+)?night)\s+(?:(?:of|from|between)\s+)?"
            rf"(?:(?:{weekday})(?:\s+night)?\s*(?:-|–|to|into|and|till|until)|to|into)\s*(?P<w>{weekday})",
            made.night_into,
        ),
        (rf"(?#overnight)overnight\s+(?:on\s+)?(?P<w>{weekday})", made.night_into),
    ]


def _counted_days() -> _Rules:
    """Times told from another time."""
    part, edge = rf"(?P<p>{any_of('part')})", _edge()
    count, unit = rf"(?P<n>\d+|{any_of('count')})", rf"(?P<u>{any_of('unit')})s?"
    return [
        (rf"{edge}(?P<day>{any_of('day')})(?:\s+{part})?", made.near_day),
        (
            rf"(?#day this)(?:earlier|later)\s+(?:in\s+)?the\s+day|{edge}this\s+{part}",
            lambda m: TimeExpression("day", offset=0, part=made.part_of(m)),
        ),
        (rf"(?#ago)(?:(?:about|nearly|almost|some|around|exactly|just|only|more\s+than)\s+)?{count}[\s-]+{unit}s?\s+ago",
         made.ago),
        (rf"(?#later earlier before after afterward afterwards previously prior){count}\s+{unit}\s+"
         r"(?P<way>later|earlier|before|after|afterwards?|previously|prior)", made.later),
        (
            rf"the\s+(?P<which>next|following|previous|preceding|prior|same)\s+(?:{unit}|{part})|that\s+(?:(?P<u2>day|week|month|year)|(?P<p2>{any_of('part')}))"
            r"|the\s+(?P<u3>day|week|month|year)\s+(?P<way>before|after)",
            made.neighbour,
        ),
        (r"(?#year month week)(?:the\s+)?(?P<u>year|month|week)-(?:earlier|ago)"
         r"(?:\s+(?P<q>quarter|period))?", made.earlier),
        (
            r"(?#quarter latest)the\s+(?:(?P<which>latest|most\s+recent|just-ended)\s+)?(?P<u>quarter)"
            r"|the\s+latest\s+(?P<u2>month|week)",
            made.latest,
        ),
        (rf"(?:{spaced(terms('edge'))})[\s-]+the\s+{unit}|(?:year|month)(?:['’]s|[\s-])\s*end", made.whole),
    ]


def _periods() -> _Rules:
    """Weeks, quarters, years and feasts, spans back from now, clocks."""
    edge, which = _edge(), _WHICH
    count, unit = rf"(?P<n>\d+|{any_of('count')})", rf"(?P<u>{any_of('unit')})s?"
    beside = rf"(?:(?:the\s+)?(?P<eve>eve)\s+of\s+|(?:the|{count})\s+days?\s+(?P<way>before|after)\s+)?"
    return [
        (rf"(?#last past previous)(?:the\s+)?(?:last|past|previous)\s+{count}\s+{unit}", made.span),
        (r"(?#day)(?:the\s+)?past\s+day|(?:(?<=over\s)|(?<=during\s)|(?<=within\s))the\s+last\s+day(?!\s+of)",
         made.day_past),
        (
            rf"(?#week month year quarter weekend decade century){edge}(?:the\s+)?{which}\s+"
            r"(?P<u>week|month|year|quarter|weekend|decade|century|fiscal\s+year)\b",
            made.unit,
        ),
        (
            rf"(?#quarter){edge}(?:the\s+)?(?:(?P<which>last|this|next)\s+year['’]s\s+)?(?P<q>first|second|third|fourth)[\s-]quarter"
            rf"(?:,?\s+(?:of\s+)?(?:{_YEAR}|(?P<when>last|this|next)\s+year))?",
            made.quarter,
        ),
        (rf"(?##)(?:{edge}|fiscal\s+(?:year\s+)?){_YEAR}", lambda m: TimeExpression("year", year=int(m["y"]))),
        (
            rf"(?##)(?:the\s+)?{edge}(?P<decade>(?:19|20)\d0)['’]?s",
            lambda m: TimeExpression("decade", year=int(m["decade"])),
        ),
        (rf"{beside}(?P<name>{any_of('holiday')})", made.holiday),
        (rf"{beside}(?P<name>{any_of('feast')})", made.feast),
        (r"(?#weekend)the\s+weekend(?!\s+of)", lambda _: TimeExpression("unit", which="the", unit="weekend")),
        (
            r"(?##)(?P<h>\d{1,2})(?:[:.](?P<min>\d\d))?\s*(?P<ap>[ap])\.?\s?m\b\.?|(?P<h2>[01]?\d|2[0-3]):(?P<min2>[0-5]\d)(?:\s*(?:hours|hrs|h))?",
            made.clock,
        ),
    ]


@cache
def cue_words() -> frozenset[str]:
    """Lower-case tokens near which an expression can stand."""
    words = {
        w
        for code in ("month", "weekday", "part", "day", "unit", "holiday", "feast", "hour", "known")
        for t in values(code)
        for w in t.split()
    }
    words |= {f"{u}s" for u in values("unit")} | {
        "weekend",
        "a.m.",
        "p.m.",
        "am",
        "pm",
        "a.m",
        "p.m",
        "nights",
        "mornings",
    }
    return frozenset(words | {w.rstrip(".") for w in words}) - {
        "the",
        "before",
        "after",
        "of",
        "last",
        "new",
        "may",
    } | {"may"}


def expressions(text: str) -> Iterator[tuple[int, int, TimeExpression]]:
    """(start, end, structure) of every expression; the longest wins, then the first."""
    found, words = [], words_in(text)
    for order, (needed, pattern, make) in enumerate(_patterns()):
        for match in pattern.finditer(text) if not needed or not words.isdisjoint(needed) else ():
            if (made := make(match)) is not None:
                found.append((match.start() - match.end(), match.start(), order, match.end(), made))
    taken: set[int] = set()
    kept = []
    for _, start, _, end, made in sorted(found, key=lambda f: f[:4]):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, made))
    yield from sorted(kept, key=lambda k: k[0])
