"""The munitions catalogue: look-up by name and by calibre, sources for every fact, clear errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.normalise.munitions import CatalogueError, load_munitions, read_file


@pytest.mark.parametrize(
    ("name", "munition"),
    [
        ("shahed 136", "shahed-136"),
        ("BM-21 Grad", "grad"),
        ("غراد", "grad"),
        ("Badr-1P", "badr-1"),
        ("tochka-u", "tochka"),
    ],
)
def test_find_ignores_case_and_hyphens(name: str, munition: str) -> None:
    found = load_munitions().find(name)
    assert found is not None
    assert found.munition_id == munition


def test_katyusha_has_no_calibre() -> None:
    found = load_munitions().find("Katyusha")
    assert found is not None
    assert found.calibre_mm is None


def test_family_depends_on_class() -> None:
    catalogue = load_munitions()
    rocket, shell = catalogue.family("rocket", 122), catalogue.family("artillery_shell", 122)
    assert rocket is not None
    assert shell is not None
    assert "Grad" in rocket.designation
    assert "howitzer" in shell.designation
    assert catalogue.family("rocket", 123) is None


def test_range_check() -> None:
    catalogue = load_munitions()
    grad, katyusha = catalogue.find("Grad"), catalogue.find("Katyusha")
    assert grad is not None
    assert katyusha is not None
    assert catalogue.within_range(grad, 30_000) is True
    assert catalogue.within_range(grad, 300_000) is False
    assert catalogue.within_range(katyusha, 1) is None


def test_fact_without_source_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_text(
        '[[munition]]\nid = "x"\ndesignation = "X"\nclass = "rocket"\ncalibre_mm = 99\nsources = { class = "s" }\n'
    )
    with pytest.raises(CatalogueError, match=r"odd\.toml: row x: no source for calibre_mm"):
        read_file(path)


def test_unknown_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_text('[[munition]]\nid = "x"\ndesignation = "X"\nclass = "rocket"\ncaliber = 99\nsources = {}\n')
    with pytest.raises(CatalogueError, match="caliber"):
        read_file(path)
