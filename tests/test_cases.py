"""Every marked-up sentence holds, and each extractor has a lexicon and a case file of its name."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

import pytest
from marked import FOLDER, Case, Mark, read_cases

from extractors import nlp, registry
from extractors.lexicon import FOLDER as LEXICONS
from extractors.mention import Mention
from extractors.read import Reader
from pipeline.normalise import make_resolvers

NAMES = [e.name for e in registry.extractors()]
CASES = [case for path in sorted(FOLDER.glob("*.toml")) if path.stem in NAMES for case in read_cases(path)]
MAIN_KEYS = ("class", "class_", "weapon_class", "event_type", "effect", "stance", "code", "kind", "name", "country",
             "start")
MIN_CASES = 40


@cache
def mentions() -> dict[tuple[str, str], list[Mention]]:
    """Mentions by (article, extractor), all cases read in one pass of the model."""
    reader = Reader(make_resolvers())
    readings = [reader._open(case.article) for case in CASES]
    nlp.read_sentences(nlp.load(), readings, [[s.index for s in r.sentences] for r in readings])
    found: dict[tuple[str, str], list[Mention]] = {}
    for reading in readings:
        for extractor in registry.extractors():
            own = list(extractor.extract(reading.doc))
            reading.mentions.extend(own)
            found[reading.article.id, extractor.name] = own
    return found


def values(mention: Mention) -> dict[str, Any]:
    """All attributes of a mention in one mapping, nested ones as mappings."""
    detail = asdict(mention.value) if is_dataclass(mention.value) and not isinstance(mention.value, type) else {}
    return {**detail, **(mention.norm or {}), "label": mention.label, "rule": mention.rule}


def plain(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).lower() if value is None or isinstance(value, bool) else str(value)


def holds(mark: Mark, mention: Mention) -> bool:
    """Whether a mention bears the code and the attributes of a mark."""
    known = values(mention)
    if mark.code and mark.code not in {plain(known[k]) for k in MAIN_KEYS if k in known} | {str(mention.label)}:
        return False
    return all(plain(look_up(known, key)) == wanted for key, wanted in mark.attributes.items())


def look_up(known: Any, path: str) -> Any:
    for part in path.split("."):
        known = known.get(part) if isinstance(known, dict) else getattr(known, part, None)
    return known


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    found = mentions()[case.article.id, case.name]
    for mark in case.marks:
        here = [m for m in found if m.span == (mark.start, mark.end)]
        assert any(holds(mark, m) for m in here), f"{mark.surface!r} {mark.code} {mark.attributes}: got " + str(
            [(m.text, values(m)) for m in here or found])
    for surface in case.absent:
        assert surface not in {m.text for m in found}


@pytest.mark.parametrize("name", NAMES)
def test_extractor_has_lexicon_and_cases(name: str) -> None:
    assert (LEXICONS / f"{name}.toml").is_file()
    cases = list(read_cases(FOLDER / f"{name}.toml"))
    assert len(cases) >= MIN_CASES
    assert len({c.article.text for c in cases}) == len(cases)
