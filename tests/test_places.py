"""Names to places: spellings, containment, document context, outlet's home, sea; and the tables that a person edits."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extractors.resolve import PlaceQuery, ResolvedPlace
from pipeline.errors import ConfigError
from pipeline.normalise.disambiguate import distance_km
from pipeline.normalise.gazetteer_tables import FOLDER, DemonymRow, SiteRow, read_rows, split_aliases
from pipeline.normalise.places import gazetteer
from pipeline.normalise.spelling import fold


def chosen(*queries: PlaceQuery | str, url: str | None = None) -> list[ResolvedPlace]:
    asked = [PlaceQuery(q) if isinstance(q, str) else q for q in queries]
    return [p for p in gazetteer().choose(asked, url) if p is not None]


@pytest.mark.parametrize(
    "name", ["Al-Asad", "Ain al-Asad", "Ayn al-Assad", "Ein al-Asad", "عين الأسد", "AL-ASAD AIR BASE"]
)
def test_spellings_of_one_base_are_one_id(name: str) -> None:
    assert chosen(name)[0].gazetteer_id == "airportsdata:ORAA"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ar-Raqqah", "al Raqqah"),
        ("St. Louis", "Saint Louis"),
        ("Ma'rib", "Marib"),
        ("Deir ez-Zor", "deir al-zor"),
        ("Łódź", "lodz"),
        ("أربيل", "اربيل"),
    ],
)
def test_fold_joins_spellings(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_tokens_never_substrings() -> None:
    places = gazetteer()
    assert places.longest(["ambassador"]) == 0
    assert places.longest(["Al", "-", "Asad", "said"]) == 3
    assert places.longest(["St.", "Louis", "police"]) == 2


def test_container_decides() -> None:
    assert chosen(PlaceQuery("Hit", ("Anbar", "Iraq")))[0].country == "IQ"
    assert chosen(PlaceQuery("Paris", ("Texas",)))[0].admin1 == "Texas"


def test_names_of_a_document_decide_together() -> None:
    assert [p.country for p in chosen("Tripoli", "Beirut", "Sidon")] == ["LB"] * 3
    assert [p.country for p in chosen("Tripoli", "Misrata", "Benghazi")] == ["LY"] * 3
    assert chosen("Alexandria", "Rapides Parish")[0].admin1 == "Louisiana"


def test_inhabitants_decide_last() -> None:
    assert chosen("Paris")[0].country == "FR"
    assert chosen("Alexandria", "Cairo")[0].country == "EG"


def test_another_spelling_goes_before_a_name_of_old() -> None:
    (town,) = chosen("Sloviansk")  # as Nikopol once was
    assert (town.name, town.admin1) == ("Slovyansk", "Donetsk")


def test_home_of_the_outlet() -> None:
    assert chosen("Paris", url="https://theparisnews.com/a")[0].admin1 == "Texas"
    assert chosen("Athens", url="https://www.athensreview.com/a")[0].admin1 == "Texas"


def test_type_word_narrows() -> None:
    province = chosen(PlaceQuery("Idlib", kinds=frozenset({"admin1"})))[0]
    assert (province.kind, province.precision) == ("admin1", 4)
    assert chosen("Idlib")[0].kind == "city"


def test_sea_is_its_own_country() -> None:
    assert {p.country for p in chosen("Red Sea", "Gulf of Aden", "Strait of Hormuz", "Bab al-Mandab")} == {"XS"}
    assert {p.precision for p in chosen("Red Sea", "Black Sea")} == {7}


def test_unknown_name_is_null() -> None:
    assert list(gazetteer().choose([PlaceQuery("Qwertzuiop")])) == [None]


def test_acronym_is_no_town() -> None:
    assert chosen("U.S.")[0].name == "United States"
    assert chosen("UAE")[0].country == "AE"


def test_demonyms() -> None:
    places = gazetteer()
    assert places.demonym("Iraqi") == "IQ"
    assert places.demonym("South Korean") == "KR"
    assert places.demonym("Kurdish") == ""
    assert places.demonym("rocket") is None


def sites() -> list[SiteRow]:
    return list(read_rows(SiteRow, FOLDER / "sites.csv"))


def test_sites_are_many_unique_and_sourced() -> None:
    rows = sites()
    assert len(rows) >= 400
    assert len({r.id for r in rows}) == len(rows)
    assert {r.source for r in rows} <= {"Wikipedia", "GeoNames", "airportsdata", "OpenStreetMap", "Wikidata"}
    assert sum(any(not a.isascii() for a in split_aliases(r.aliases)) for r in rows) >= 250


def test_sites_lie_in_their_divisions() -> None:
    with (FOLDER / "admin1.csv").open(encoding="utf-8", newline="") as stream:
        known = {(r["country"], r["name"]) for r in csv.DictReader(stream)}
    assert [r.id for r in sites() if r.admin1 and (r.country, r.admin1) not in known] == []


def test_site_lies_near_the_towns_of_its_country() -> None:
    far = []
    for row in sites():
        here = ResolvedPlace(row.name, row.id, row.kind, row.country, None, row.lat, row.lon, 1, 1)
        homes = gazetteer().candidates(gazetteer().country_name(row.country) or "")
        if row.country != "XS" and homes and distance_km(here, homes[0]) > 8_000:
            far.append(row.id)
    assert far == []


def test_bad_row_names_file_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "demonyms.csv"
    file.write_text("country,words,source\nIQ,Iraqi,Wikipedia\nIRAQ,Iraqis,Wikipedia\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"demonyms\.csv:3: country"):
        list(read_rows(DemonymRow, file))


def test_whose_fighters_are_named_votes_among_namesakes() -> None:
    asked = [PlaceQuery("Kuito")]
    (angola,) = gazetteer().choose(asked, None, {"AO": 2})
    assert angola is not None
    assert angola.country == "AO"
