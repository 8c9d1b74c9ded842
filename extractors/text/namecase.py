"""Which words of a text in capitals are names: groups and places of the catalogues, peoples, months.

A word list cannot tell: it holds "peru" and "monday" among its nouns. A place that is a common word too ("lima",
"mobile") is one only behind a preposition of place or before a comma.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence

from extractors.places.toponyms import doubtful, terms
from extractors.reading import Reading

LONGEST = 8  # words of a name that is looked up
MOST_LETTERS = 8  # of an acronym
LARGE = 50_000  # inhabitants from which a town is meant by a word that is a common noun too
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("er", ""), ("er", "e"), ("est", ""))
_SURE = frozenset({"country", "capital", "region", "sea"})
_GROUPS = frozenset({"armed_group", "umbrella"})
_SHORT = 4  # letters of a group's name that is taken for an acronym
_AT = frozenset({"in", "at", "near", "from", "to", "of", "outside", "around", "between"})
_DAYS = frozenset({*calendar.day_name, *calendar.month_name} - {"", "March", "May"})
_DATED = frozenset({*calendar.month_abbr, "Sept", "March", "May"} - {""})  # months beside a number only


def names_in(reading: Reading, words: Sequence[str], known: frozenset[str]) -> dict[int, str]:
    """The form of each word that belongs to a name, by its index; ``known`` are the common words."""
    titled = [titlecase(w) for w in words]
    found: dict[int, str] = {}
    token = 0
    while token < len(words):
        size = _length(reading, words, titled, token, known) if words[token][:1].isalpha() else 0
        found.update(_cased(reading, words, titled, range(token, token + size)))
        token += size or 1
    found.update({i: w for i, w in enumerate(words) if _is_acronym(words, i) and not is_common(w.lower(), known)})
    return found


def _length(reading: Reading, words: Sequence[str], titled: Sequence[str], at: int, known: frozenset[str]) -> int:
    """How many words from one on are a name; an article before it is none of them."""
    if words[at].casefold() == "the":
        return 0
    ahead, resolvers = titled[at:at + LONGEST], reading.resolvers
    group, place = resolvers.actors.longest(ahead), resolvers.places.longest(ahead)
    size = max(group, place)
    common = all(is_common(w.lower(), known) for w in words[at:at + size])
    if size > 1 and (group == size or not common or _is_located(words, at, size) or _is_known(reading, ahead[:size])):
        return size
    one = titled[at]
    if one in _DAYS or one in _DATED:
        return int(one in _DAYS or any(w[:1].isdigit() for w in _around(words, at)))
    if reading.doc.vocab[one.lower()].is_stop:
        return 0
    if resolvers.places.demonym(one) is not None or resolvers.places.demonym(one.removesuffix("s")) is not None:
        return 1
    if _is_group(reading, words[at]):
        return 1
    towns = resolvers.places.candidates(one) if place else ()
    if not towns or one.lower() in doubtful():
        return 0
    if not is_common(one.lower(), known) or (len(one) > _SHORT - 1 and _is_known(reading, [one])):
        return 1
    return int(towns[0].population >= LARGE and _is_located(words, at, 1))


def _is_known(reading: Reading, name: Sequence[str]) -> bool:
    """Whether a name is a country's, a capital's or a sea's."""
    found = reading.resolvers.places.candidates(" ".join(name))
    return bool(found) and found[0].kind in _SURE


def _is_located(words: Sequence[str], at: int, size: int) -> bool:
    """Whether a phrase stands where a place does: "in Lima", "Lima, 9 January"."""
    before, behind = words[at - 1:at] if at else [], words[at + size:at + size + 1]
    return any(w.lower() in _AT for w in before) or list(behind) in ([","], ["("])


def _cased(reading: Reading, words: Sequence[str], titled: Sequence[str], name: range) -> Iterator[tuple[int, str]]:
    for index in name:
        lower = words[index].lower()
        small = len(name) > 1 and (reading.doc.vocab[lower].is_stop or lower in terms("particle"))
        initials = len(lower) <= _SHORT and _is_group(reading, words[index])
        short = len(lower) < 2 or (len(name) == 1 and (initials or _is_acronym(words, index)))
        yield index, lower if small else words[index] if short else titled[index]


def _is_group(reading: Reading, word: str) -> bool:
    known = reading.resolvers.actors.find(word)
    return known is not None and known.kind in _GROUPS


def _is_acronym(words: Sequence[str], index: int) -> bool:
    """Whether a word stands alone in brackets, or before the brackets that spell it out: "[FMLN]", "MRTA [Tupac"."""
    word, behind = words[index], list(words[index + 1:index + 3])
    if not (word.isupper() and 2 <= len(word) <= MOST_LETTERS):
        return False
    spelt_out = behind[:1] in (["["], ["("]) and behind[1:] and behind[1][:1] == word[:1] and len(behind[1]) > len(word)
    return bool(spelt_out) or _around(words, index) in (["(", ")"], ["[", "]"])


def _around(words: Sequence[str], index: int) -> list[str]:
    return [*words[max(0, index - 1):index], *words[index + 1:index + 2]]


def titlecase(word: str) -> str:
    """A word with one capital, or one behind its apostrophe: "D'Aubuisson"."""
    head, mark, tail = word.partition("'")
    return head.capitalize() + mark + tail.capitalize() if head.isalpha() and (tail.isalpha() or not mark) else word


def people_in(reading: Reading, cased: Sequence[str], known: frozenset[str],
              verbs: frozenset[str]) -> dict[int, str]:
    """Titles, and names of persons that are common words too, beside what is only a name: "General Ponce"."""
    found: dict[int, str] = {}
    forms = list(cased)
    for index in [*reversed(range(len(forms))), *range(len(forms))]:  # first names by last ones, then these by titles
        form = forms[index]
        if not form.islower() or not form.isalpha() or reading.doc.vocab[form].is_stop:
            continue
        before, behind = forms[index - 1] if index else "", forms[index + 1] if index + 1 < len(forms) else ""
        name = form not in verbs and _is_place(reading, form)
        opens = _is_name(behind, known) and (name or form in terms("honorific") or form in doubtful())
        if opens or (name and (_is_name(before, known) or before.lower() in terms("honorific"))):
            found[index] = forms[index] = form.capitalize()
    return found


def _is_place(reading: Reading, form: str) -> bool:
    """Whether a common word is a town's name and so, in Romance languages, a family's."""
    return form not in doubtful() and reading.resolvers.places.longest([form.capitalize()]) == 1


def _is_name(form: str, known: frozenset[str]) -> bool:
    return form.istitle() and form.isalpha() and not is_common(form.lower(), known)


def is_common(lower: str, known: frozenset[str]) -> bool:
    """Whether a word is one of the common words or a form of one ("authorities", "exploded")."""
    if lower in known or lower.endswith(("ing", "ed")):
        return True
    return any(lower.endswith(end) and lower.removesuffix(end) + base in known for end, base in _ENDINGS)
