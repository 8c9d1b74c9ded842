"""Times as feeds and pages write them: ISO 8601, RFC 822 and its many misspellings, bylines in several languages.

Never guesses a date from words alone ("yesterday") and never fills in a missing year.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from pathlib import Path

_NAMES = Path(__file__).resolve().parent.parent / "data" / "calendar" / "names.toml"
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_OFFSET = r"[+-]\s?\d{1,2}(?::?\d{2})?"
_ISO = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)"
    r"(?:(?:\s*t\s*|\s+)(?P<H>\d\d):?(?P<M>\d\d)(?::?(?P<S>\d\d)(?:[.,:]\d+)?)?)?"
    rf"\s*(?P<zone>z|utc|gmt|(?:utc|gmt)?\s?{_OFFSET})?(?:\[[\w/+-]+\])?"
)
_CLOCK = re.compile(
    r"(?<![\d.])(?P<H>\d{1,2})"
    r"(?:\s?[:h時시]\s?(?P<M>\d{1,2})(?:\s?[:分분]\s?(?P<S>\d{1,2})(?:[.,]\d+)?)?|\.(?P<M2>\d\d)(?=\s?(?:uhr|[ap]\.?m)))"
)
_ZONE = re.compile(rf"(?:\b(?:utc|gmt)\s?)?(?<![\d-])(?P<offset>{_OFFSET})(?![\d/.:-])|\b(?P<name>[a-z]{{1,4}})\b")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s,/-]*(?:de |of |دي )?@(\d+)@[\s,./-]*(?:de |del )?(\d{4}|\d\d)(?!\d)"
)
_MONTH_DAY = re.compile(r"@(\d+)@[\s.]*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)(\d{4})[\s.-]*@(\d+)@[\s.-]*(\d{1,2})(?!\d)")
_EARLIEST = 1990


@dataclass(frozen=True, slots=True)
class Moment:
    """A parsed time: aware; ``zoned`` says that the text itself gave the zone, ``day_only`` that it gave no hour."""

    value: datetime
    zoned: bool
    day_only: bool

    def isoformat(self) -> str:
        """ISO 8601 with what the text said and no more: no hour, no zone where it had none."""
        if self.day_only:
            return self.value.date().isoformat()
        return (self.value if self.zoned else self.value.replace(tzinfo=None)).isoformat()


@lru_cache(maxsize=4096)
def parse_timestamp(text: str, zone: tzinfo = UTC, *, month_first: bool = False) -> Moment | None:
    """The time that a string states; ``zone`` is the outlet's, for a string without one.

    ``month_first`` reads 07/08/2022 as 8 July. None when no format fits or the date is impossible.
    """
    folded = _fold(text)
    if not folded or len(folded) > 200:
        return None
    try:
        if match := _ISO.fullmatch(folded):
            return _iso(match, zone)
        if re.fullmatch(r"\d{10}|\d{13}", folded):
            return Moment(datetime.fromtimestamp(int(folded[:10]), UTC), True, False)
        return _free(folded, zone, month_first)
    except (ValueError, OverflowError):
        return None


def plausible(moment: datetime, now: datetime, ahead: timedelta = timedelta(days=1)) -> bool:
    """Whether a publication time may be true: not before the web, not in the future beyond zone errors."""
    return moment.year >= _EARLIEST and moment <= now + ahead


def _fold(text: str) -> str:
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text))
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    return " ".join(text.casefold().split())


def _iso(match: re.Match[str], zone: tzinfo) -> Moment:
    hour, minute, second = (int(match[k] or 0) for k in "HMS")
    given = _zone_of(match["zone"], zone)
    moment = datetime(int(match["y"]), int(match["m"]), int(match["d"]), tzinfo=given or zone)
    moment += timedelta(hours=hour, minutes=min(minute, 59), seconds=min(second, 59))
    return Moment(moment, given is not None, match["H"] is None)


def _free(text: str, zone: tzinfo, month_first: bool) -> Moment | None:
    clock = _CLOCK.search(text)
    rest, given, time_of_day = text, None, timedelta(0)
    if clock:
        time_of_day, end = _clock(clock, text)
        given = _zone_after(text[end : end + 40], zone)
        rest = f"{text[: clock.start()]} | {text[end:]}"
    day = _day(rest, month_first)
    if day is None or time_of_day >= timedelta(days=2):
        return None
    return Moment(datetime(*day, tzinfo=given or zone) + time_of_day, given is not None, clock is None)


def _clock(match: re.Match[str], text: str) -> tuple[timedelta, int]:
    """Time of day and where it ends; understands am and pm before or after it."""
    hour, end = int(match["H"]), match.end()
    after = re.match(r"\s?([^\W\d_.]+(?:\.\w\.?)?)", text[end:])
    before = re.search(r"([^\W\d_]+)\s?$", text[: match.start()])
    halves = _table()[2]
    if after and after[1] in halves:
        end += after.end()
    half = halves.get(after[1] if after else "") or halves.get(before[1] if before else "")
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    minute = int(match["M"] or match["M2"] or 0)
    if hour > 24 or minute > 59:
        raise ValueError("not a time of day")
    return timedelta(hours=hour, minutes=minute, seconds=min(int(match["S"] or 0), 59)), end


def _zone_after(text: str, zone: tzinfo) -> tzinfo | None:
    for match in _ZONE.finditer(text):
        if found := _zone_of(match["offset"] or match["name"], zone):
            return found
    return None


def _zone_of(text: str | None, zone: tzinfo) -> tzinfo | None:
    if not text:
        return None
    if match := re.search(r"([+-])\s?(\d{1,2}):?(\d\d)?$", text):
        size = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(size if match[1] == "+" else -size) if size < timedelta(hours=15) else None
    for month in (1, 7):
        local = datetime(2024, month, 1, tzinfo=zone)
        if text == (local.tzname() or "").casefold() and (size_or_none := local.utcoffset()) is not None:
            return timezone(size_or_none)
    hours = _table()[1].get(text.strip())
    return None if hours is None else timezone(timedelta(hours=hours))


def _day(text: str, month_first: bool) -> tuple[int, int, int] | None:
    """Year, month, day of a text without its time of day."""
    if match := _YEAR_FIRST.search(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _YEAR_LAST.search(text):
        first, second, year = int(match[1]), int(match[3]), _full_year(match[4])
        swapped = second > 12 or (month_first and match[2] == "/" and first <= 12)
        return (year, first, second) if swapped else (year, second, first)
    named = _month_pattern().sub(lambda m: f"@{_table()[0][m[0]]}@", text)
    if match := _YEAR_MONTH.search(named):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _MONTH_DAY.search(named):
        return int(match[3]), int(match[1]), int(match[2])
    if match := _DAY_MONTH.search(named):
        return _full_year(match[3]), int(match[2]), int(match[1])
    if match := re.search(r"@(\d+)@\s(\d{1,2})\s.*?\b(\d{4})\b", named):  # asctime: the year comes last
        return int(match[3]), int(match[1]), int(match[2])
    return None


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 70 else 2000)


@cache
def _table() -> tuple[dict[str, int], dict[str, float], dict[str, str]]:
    """Month names, zone abbreviations (hours from UTC) and halves of the day."""
    data = tomllib.loads(_NAMES.read_text(encoding="utf-8"))
    months = {_fold(name): int(number) for number, names in data["months"].items() for name in names}
    zones = {**data["zones"]["hours"], **data["zones"]["halves"]}
    halves = {_fold(word): half for half, words in data["halves_of_day"].items() for word in words}
    return months, zones, halves


@cache
def _month_pattern() -> re.Pattern[str]:
    names = sorted(_table()[0], key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, names))})(?![^\W\d_])")
