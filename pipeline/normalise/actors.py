"""The catalogue of actors: `data/actors/*.csv` behind the protocol `extractors.resolve.Actors`.

A name is found by its folded words (case, accents, apostrophes, hyphens, the Arabic article and known
transliterations aside), else by composition: a state and a role ("Turkish warplanes", "Russia's defence
ministry"), or a known name with a generic noun and descriptions around it ("Iran-backed Houthi rebels").
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from extractors.resolve import ResolvedActor
from pipeline.errors import ConfigError
from pipeline.normalise.sounds import is_telling, joined, sound, sound_of

FOLDER = Path(__file__).parents[2] / "data" / "actors"
_TRANSLITERATED = frozenset({"armed_group", "umbrella"})
MAX_ACRONYM = 5
MAX_WORDS = 9
_APOSTROPHES = re.compile("['’‘`´ʻʼʾʿ]")
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_DOTS = re.compile(r"(?<=\b\w)\.")
_SUN = re.compile(r"\b(?:an|as|ash|at|ad|ar|az)[-‑](?=\w{3})", re.IGNORECASE)  # the article before sun letters
_WORD = re.compile(r"\w+")
_BACKED = re.compile(r"\b[\w.]+\s?-\s?(?:backed|aligned|supported|led|linked|allied|affiliated|sponsored)\b")
_NAME_ARTICLES = frozenset({"al", "el", "ul", "-", "‑", "'", "’"})
_ARTICLES = frozenset({"the", "al", "el", "ul", "a", "an"})


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of `actors.csv`."""

    id: str
    name: str
    kind: str
    country: str | None
    parent: str | None
    facade_of: str | None
    aliases: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class State:
    """One row of `states.csv`: the words that stand for a state, its government and its forces."""

    country: str
    words: tuple[str, ...]
    government: str
    force: str


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows of a CSV file; raises ConfigError where a row's length is wrong."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if None in row or None in row.values():
                raise ConfigError("as many cells as the header has are needed", file=path, line=number)
            yield number, row


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def read_actors(path: Path) -> Mapping[str, Actor]:
    """Actors by id; raises ConfigError on a second id or an unknown parent."""
    actors: dict[str, Actor] = {}
    for number, row in rows(path):
        if row["id"] in actors:
            raise ConfigError("the id stands twice", file=path, line=number, key=row["id"], todo="merge the rows")
        actors[row["id"]] = Actor(
            row["id"],
            row["name"],
            row["kind"],
            row["country"] or None,
            row["parent"] or None,
            row["facade_of"] or None,
            _many(row["aliases"]),
            row["source"],
        )
    for actor in actors.values():
        for other in (actor.parent, actor.facade_of):
            if other and other not in actors:
                raise ConfigError(f"{other!r} is no id of this file", file=path, key=actor.id, todo="correct the id")
    return actors


def read_states(path: Path) -> tuple[State, ...]:
    """States in file order."""
    return tuple(
        State(r["country"], (r["name"], *_many(r["demonyms"]), *_many(r["acts_as"])), r["government"], r["force"])
        for _, r in rows(path)
    )


def _bare(text: str) -> str:
    """Lower case without accents; Arabic keeps its letters, loses its vowel marks."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def is_acronym(name: str) -> bool:
    """Whether a name is short and all capitals, so that only capitals match it."""
    bare = name.replace(".", "").replace("-", "")
    return bare.isupper() and bare.isascii() and len(bare) <= MAX_ACRONYM


class ActorCatalogue:
    """Lookup of names; implements `extractors.resolve.Actors`."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.actors = read_actors(folder / "actors.csv")
        self._spellings = {r["variant"]: r["standard"] for _, r in rows(folder / "spellings.csv")}
        self._roles = {r["word"]: r["kind"] for _, r in rows(folder / "roles.csv")}
        self._acronyms: dict[str, str] = {}
        self._names: dict[tuple[str, ...], str] = {}
        self._states: dict[tuple[str, ...], State] = {}
        for actor in self.actors.values():
            for name in (actor.name, *actor.aliases):
                self._add(name, actor.id)
        for state in read_states(folder / "states.csv"):
            for word in state.words:
                self._states.setdefault(self.fold(word), state)
        self._leaders = {self.fold(name): force for name, force in self._led(folder / "leaders.csv")}
        self._longest_leader = max(map(len, self._leaders), default=0)
        self._sounds = self._sounding()
        self._starts = frozenset(key[:end] for key in self._sounds for end in range(1, len(key) + 1))
        self._reach: dict[str, int] = {}  # words of the longest name by its first word
        for key in self._names:
            self._reach[key[0]] = max(self._reach.get(key[0], 0), len(key))
        self._word = lru_cache(maxsize=50_000)(self._folded)
        self._cached = lru_cache(maxsize=50_000)(self._find)

    def _add(self, name: str, actor_id: str) -> None:
        if is_acronym(name):
            owner = self._acronyms.setdefault(name.replace(".", "").replace("-", ""), actor_id)
        else:
            owner = self._names.setdefault(self.fold(name), actor_id)
        if owner != actor_id:
            raise ConfigError(f"{name!r} is a name of {owner} too", key=actor_id, todo="keep it in one row")

    def _led(self, path: Path) -> Iterator[tuple[str, str]]:
        """(name of a leader, id of the forces of the state that he or she speaks for); ConfigError on another state."""
        forces = {state.country: state.force for state in self._states.values()}
        for number, row in rows(path):
            if row["country"] not in forces:
                raise ConfigError("no state of states.csv has this code", file=path, line=number, key=row["country"],
                                  todo="correct the code or add the state")
            yield from ((name, forces[row["country"]]) for name in _many(row["names"]))

    def _sounding(self) -> dict[str, str]:
        """Owner by the sound of a group's name; names of two owners that sound alike have none."""
        owners: dict[str, set[str]] = {}
        for actor in self.actors.values():
            for name in (actor.name, *actor.aliases) if actor.kind in _TRANSLITERATED else ():
                numbered = any(c.isdigit() for c in name)  # "17 November" sounds like any November
                if not numbered and not is_acronym(name) and is_telling(key := sound_of(name)):
                    owners.setdefault(key, set()).add(actor.id)
        return {key: next(iter(ids)) for key, ids in owners.items() if len(ids) == 1}

    @lru_cache(maxsize=50_000)  # noqa: B019 - one instance lives as long as the process
    def fold(self, name: str) -> tuple[str, ...]:
        """Words of a name as they are compared."""
        return self._folded(name) or tuple(_WORD.findall(_bare(name)))

    def _folded(self, name: str) -> tuple[str, ...]:
        text = _SUN.sub("al-", _DOTS.sub("", _POSSESSIVE.sub("", name)))
        words = (self._spellings.get(w, w) for w in _WORD.findall(_bare(_APOSTROPHES.sub("", text))))
        return tuple(w for w in words if w not in _ARTICLES)

    def find(self, name: str) -> ResolvedActor | None:
        """The actor that bears a name, alias or composition, or null."""
        return self._cached(name)

    def commanded_by(self, words: Sequence[str]) -> ResolvedActor | None:
        """The forces of the state that a person named in some words speaks for, or null."""
        told = self.fold(" ".join(words))
        runs = (told[at:at + size] for size in range(self._longest_leader, 0, -1) for at in range(len(told)))
        force = next((self._leaders[run] for run in runs if run in self._leaders), None)
        return self._resolved(force) if force else None

    def _find(self, name: str) -> ResolvedActor | None:
        known = self._known(name)
        if known is None:
            bare = _BACKED.sub(" ", name)
            known = self._known(bare) or self._composed(self.fold(bare), bare)
        return self._resolved(known) if known else self._owned(name)

    def _owned(self, name: str) -> ResolvedActor | None:
        """The known actor of "Iran's Revolutionary Guard Corps", which must be of that state."""
        state, mark, rest = name.replace("’", "'").partition("'s ")
        owner = self._states.get(self.fold(state)) if mark else None
        found = self.find(rest) if owner is not None else None
        return found if found is not None and owner is not None and found.country == owner.country else None

    def _known(self, name: str) -> str | None:
        short = name.strip().removeprefix("the ").removeprefix("The ").replace(".", "").replace("-", "")
        return self._acronyms.get(short) or self._names.get(self.fold(name)) or self._alike(name.strip())

    def _alike(self, name: str) -> str | None:
        """Owner of a name that sounds like this one, which must be written as a name."""
        return self._sounds.get(sound_of(name)) if name[:1].isupper() or name[:3].lower() in {"al ", "al-"} else None

    def _composed(self, words: tuple[str, ...], name: str) -> str | None:
        """Owner of "<state> <roles>" or "<known name> <generic nouns>"."""
        if "of" in words[1:-1]:  # "Armed Forces of Armenia" as "Armenia Armed Forces"
            cut = words.index("of")
            words = (*words[cut + 1:], *words[:cut]) if words[cut + 1:] in self._states else words
        roles = [i for i, w in enumerate(words) if self._roles.get(w)]
        if not words or not roles or roles[-1] != len(words) - 1:
            return None
        end = len(words)
        while end and words[end - 1] in self._roles:
            end -= 1
        head, kinds = words[:end], {self._roles[w] for w in words[end:]}
        if kinds == {"generic"}:
            owner = self._names.get(head) or self._known(" ".join(name.split()[: -len(words[end:])]))
            return None if owner and self.actors[owner].kind == "government" else owner  # "Yemen rebels"
        state = self._states.get(head)
        if state is None:
            return None
        return state.force if "state_force" in kinds and "government" not in kinds else state.government

    def _resolved(self, actor_id: str) -> ResolvedActor:
        actor = self.actors[actor_id]
        return ResolvedActor(actor.id, actor.name, actor.kind, actor.country, self.lineage(actor_id))

    def longest(self, words: Sequence[str]) -> int:
        """How many of the leading words form the longest known name; 0 if none."""
        best = self._short(words)
        key: tuple[str, ...] = ()
        for size, word in enumerate(words[:MAX_WORDS], start=1):
            parts = self._word(word)
            key = (*key, *parts)
            if not key:
                if word.lower() not in _NAME_ARTICLES:
                    break
                continue
            if len(key) > self._reach.get(key[0], 0):
                break
            if parts and key in self._names:
                best = max(best, size)
        return best or self._longest_alike(words)

    def _longest_alike(self, words: Sequence[str]) -> int:
        """The same for names that only sound like a known one."""
        best, key = 0, ""
        for size, word in enumerate(words[:MAX_WORDS], start=1):
            part = sound(word)
            key = joined(key, part)
            if key and key not in self._starts:
                break
            if part and key in self._sounds and words[0][:1].isupper():
                best = size
        return best

    def _short(self, words: Sequence[str]) -> int:
        """Tokens of an acronym at the head: one, or three of a hyphenated one; 0 if none."""
        if "".join(words[:3]).replace("-", "").replace(".", "") in self._acronyms and words[1:2] == ["-"]:
            return 3
        return int(bool(words) and words[0].replace(".", "") in self._acronyms)

    def lineage(self, actor_id: str) -> tuple[str, ...]:
        """Ids of an actor and of all that it is part or front of, nearest first."""
        found: list[str] = []
        queue = [actor_id]
        while queue:
            current = queue.pop(0)
            if current in found or current not in self.actors:
                continue
            found.append(current)
            actor = self.actors[current]
            queue += [other for other in (actor.facade_of, actor.parent) if other]
        return tuple(found)


@cache
def actor_catalogue() -> ActorCatalogue:
    """The shipped catalogue, read once per process."""
    return ActorCatalogue()
