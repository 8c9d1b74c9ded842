"""The word lists of `data/pages/words.toml`, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parents[2] / "data" / "pages" / "words.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """One attribute a list of the file; all lower case but the agencies."""

    author_prefixes: tuple[str, ...]
    author_joiners: tuple[str, ...]
    author_roles: tuple[str, ...]
    nobody: frozenset[str]
    boilerplate_starts: tuple[str, ...]
    boilerplate_whole: frozenset[str]
    boilerplate_inside: tuple[str, ...]
    other_reading: frozenset[str]
    live_titles: tuple[str, ...]
    correction_starts: tuple[str, ...]
    challenge: tuple[str, ...]
    challenge_markup: tuple[str, ...]
    consent: tuple[str, ...]
    paywall: tuple[str, ...]
    agencies: dict[str, str]
    english: frozenset[str]


@cache
def words() -> Words:
    """The lists; an empty one is an error, since it would switch a rule off in silence."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    for section, lists in data.items():
        for name, listed in lists.items():
            if not listed:
                raise ValueError(f"{_FILE.name}: {section}.{name} is empty")
    authors, boilerplate, walls = data["authors"], data["boilerplate"], data["walls"]
    return Words(
        author_prefixes=tuple(authors["prefixes"]),
        author_joiners=tuple(authors["joiners"]),
        author_roles=tuple(authors["roles"]),
        nobody=frozenset(authors["nobody"]),
        boilerplate_starts=tuple(boilerplate["starts"]),
        boilerplate_whole=frozenset(boilerplate["whole"]),
        boilerplate_inside=tuple(boilerplate["inside"]),
        other_reading=frozenset(boilerplate["sections"]),
        live_titles=tuple(data["live"]["titles"]),
        correction_starts=tuple(data["corrections"]["starts"]),
        challenge=tuple(walls["challenge"]),
        challenge_markup=tuple(walls["challenge_markup"]),
        consent=tuple(walls["consent"]),
        paywall=tuple(walls["paywall"]),
        agencies=dict(data["agencies"]["signs"]),
        english=frozenset(data["language"]["english"]),
    )
