"""What an extractor version covers: the data that shapes a reading, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.lexicon import lexicon_hash


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("lexicons/weapon.toml", "words/doubtful_places.txt", "sources.toml", "linking.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("first", "utf-8")
    return tmp_path


def changed(data: Path, name: str) -> bool:
    """Whether a change of one file makes another version."""
    before = lexicon_hash(data)
    (data / name).write_text("second", "utf-8")
    lexicon_hash.cache_clear()
    return lexicon_hash(data) != before


@pytest.mark.parametrize("name", ["lexicons/weapon.toml", "words/doubtful_places.txt"])
def test_what_shapes_a_reading_makes_another_version(data: Path, name: str) -> None:
    assert changed(data, name)


@pytest.mark.parametrize("name", ["sources.toml", "linking.toml", "floors.toml"])
def test_other_data_needs_no_new_reading(data: Path, name: str) -> None:
    assert not changed(data, name)
