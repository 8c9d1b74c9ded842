"""The catalogue of munitions in `data/munitions/`: designations, families by calibre, ranges in metres."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractors.resolve import ResolvedMunition
from models.vocabulary import WeaponClass

FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "munitions"
_FACTS = ("calibre_mm", "max_range_m", "launcher")


class CatalogueError(ValueError):
    """A munitions file is wrong; the message names file, row and key."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    class_: WeaponClass = Field(alias="class")
    calibre_mm: float | None = Field(default=None, gt=0)
    max_range_m: int | None = Field(default=None, gt=0)
    launcher: str | None = None
    sources: dict[str, str]


class MunitionRow(_Row):
    """One munition; ``guarded`` names count only beside a weapon word."""

    id: str
    designation: str
    aliases: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()


class FamilyRow(_Row):
    """What class and calibre say together."""

    name: str


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    munition: tuple[MunitionRow, ...] = ()
    family: tuple[FamilyRow, ...] = ()


def read_file(path: Path) -> _File:
    """One catalogue file; raises CatalogueError with file and key, also for a fact without a source."""
    try:
        content = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise CatalogueError(f"{path}: {error}. Correct the row and run again.") from error
    rows: tuple[MunitionRow | FamilyRow, ...] = (*content.munition, *content.family)
    for row in rows:
        missing = [f for f in _FACTS if getattr(row, f) is not None and f not in row.sources]
        if missing:
            name = row.name if isinstance(row, FamilyRow) else row.id
            raise CatalogueError(f"{path}: row {name}: no source for {', '.join(missing)}. Name one in `sources`.")
    return content


def fold(name: str) -> str:
    """A name without case, hyphens and double blanks."""
    return " ".join(name.casefold().replace("-", " ").replace("’", "'").split())


class MunitionCatalogue:
    """Look-up by name and by class and calibre."""

    def __init__(self, rows: Sequence[MunitionRow], families: Sequence[FamilyRow]) -> None:
        self._rows = rows
        self._names: dict[str, MunitionRow] = {}
        for row in rows:
            for name in (row.designation, *row.aliases, *row.guarded):
                other = self._names.setdefault(fold(name), row)
                if other is not row:
                    raise CatalogueError(f"name {name!r} stands in two rows: {other.id} and {row.id}. Keep one.")
        self._families: Mapping[tuple[WeaponClass, float], FamilyRow] = {
            (f.class_, f.calibre_mm or 0.0): f for f in families
        }

    def names(self) -> Iterator[tuple[str, bool]]:
        """All names, each with whether it needs a weapon word beside it."""
        for row in self._rows:
            guarded = {fold(g) for g in row.guarded}
            for name in (row.designation, *row.aliases, *row.guarded):
                yield name, fold(name) in guarded

    def find(self, name: str) -> ResolvedMunition | None:
        """The munition that bears a name or alias, or null."""
        row = self._names.get(fold(name))
        if row is None:
            return None
        return ResolvedMunition(row.id, row.designation, row.class_, row.calibre_mm, row.max_range_m)

    def family(self, weapon_class: str, calibre_mm: float) -> ResolvedMunition | None:
        """The family of a calibre within a weapon class ("rocket", 122), or null."""
        row = self._families.get((WeaponClass(weapon_class), calibre_mm))
        if row is None:
            return None
        return ResolvedMunition(f"{row.class_}-{calibre_mm:g}", row.name, row.class_, row.calibre_mm, row.max_range_m)

    def within_range(self, munition: ResolvedMunition, distance_m: float) -> bool | None:
        """Whether a munition reaches that far; null where its range is unknown."""
        return None if munition.max_range_m is None else distance_m <= munition.max_range_m


@cache
def load_munitions(folder: Path = FOLDER) -> MunitionCatalogue:
    """The catalogue, read once per process."""
    files = [read_file(p) for p in sorted(folder.glob("*.toml"))]
    if not files:
        raise CatalogueError(f"{folder}: no catalogue files. Reinstall, or point to a folder that has them.")
    return MunitionCatalogue([r for f in files for r in f.munition], [r for f in files for r in f.family])
