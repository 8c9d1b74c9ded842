"""When and where somebody says something, which the parser gives to what is said: "said on Monday it had killed 15";
verbs of saying that it takes for participles: "The spokesman, X, announced on Monday that"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.strings import get_string_id
from spacy.symbols import NOUN, PROPN  # type: ignore[import-not-found]  # no stub

from extractors.neural.headverbs import DEP, HEAD, POS, TAG, heads_of, words_of

_ACL, _CCOMP, _NSUBJ, _NSUBJPASS, _PREP, _ROOT = (get_string_id(label) for label in (
    "acl", "ccomp", "nsubj", "nsubjpass", "prep", "ROOT"))
_NOUNS = frozenset({NOUN, PROPN})
_PASSIVE = frozenset({"by", "of", "to", "as"})  # behind a participle: "claimed by", "reported to have"
_PAST = get_string_id("VBD")
_FINITE = frozenset({_PAST, *(get_string_id(tag) for tag in ("VBZ", "VBP", "MD"))})
_SUBJECTS = (_NSUBJ, _NSUBJPASS)
_PHRASES = frozenset({_PREP, *(get_string_id(label) for label in ("advcl", "advmod", "npadvmod"))})
_SAID = frozenset({"said", "says", "announced", "reported", "claimed", "stated", "declared", "confirmed",
                   "told", "wrote"})
MAX_WAY = 3  # tokens from the verb to the phrase: "told the agency on Monday"


def mend(words: Sequence[str], rows: np.ndarray) -> None:
    """Hang on a verb of saying its subject and the phrase that follows it, in the rows of one sentence, in place."""
    if "." in words[-2:]:
        _raise(words, rows)
    if _SAID.isdisjoint(words):
        return
    heads = heads_of(rows)
    moved = False
    for clause in np.flatnonzero(rows[:, DEP] == _CCOMP):
        saying = int(heads[clause])
        if words[saying] not in _SAID:
            continue
        if saying > clause:
            moved = _give_back(words, rows, heads, int(clause), saying) or moved
            continue
        below = np.flatnonzero(heads == clause)
        subject = next((int(c) for c in below if rows[c, DEP] in _SUBJECTS), int(clause))
        for phrase in below.tolist():
            if rows[phrase, DEP] == _PREP and saying < phrase <= saying + MAX_WAY and phrase < subject and (
                    "," not in words[saying:phrase]):
                heads[phrase], moved = saying, True
    if moved:
        rows[:, HEAD] = (heads - np.arange(len(rows))).astype(np.uint64)


def _give_back(words: Sequence[str], rows: np.ndarray, heads: np.ndarray, clause: int, saying: int) -> bool:
    """Hang on what is said the phrases that stand before its speaker: "hit X on Monday, the mayor said"."""
    below = np.flatnonzero(heads == saying).tolist()
    speaker = next((c for c in below if rows[c, DEP] in _SUBJECTS and c > clause), None)
    if speaker is None:
        return False
    ends = [n for n in range(clause + 1, speaker) if words[n] == ","]
    loose = [c for c in below if ends and clause < c < ends[-1] and rows[c, DEP] in _PHRASES]
    for phrase in loose:
        heads[phrase] = clause
    return bool(loose)


def _raise(words: Sequence[str], rows: np.ndarray) -> None:
    """Let the participle of saying in a sentence without a verb be its verb: "The spokesman, X, announced that"."""
    told = words_of("told")
    place = next((n for n, word in enumerate(words[:-2]) if word in told and rows[n, DEP] == _ACL), None)
    if place is None or words[place + 1] in _PASSIVE:
        return
    heads = heads_of(rows)
    top = int(heads[place])
    while heads[top] != top:
        top = int(heads[top])
    if rows[top, POS] in _NOUNS and top < place and _FINITE.isdisjoint(rows[:place, TAG].tolist()):
        heads[place] = heads[top] = place
        rows[place, DEP], rows[place, TAG], rows[top, DEP] = _ROOT, _PAST, _NSUBJ
        rows[:, HEAD] = (heads - np.arange(len(rows))).astype(np.uint64)
