"""Natural case for headlines and capitals, so that the tagger sees prose.

Evidence in order: the same word inside a sentence of this article; the model's own word list; else the
word stays as it is (title case) or gets an initial capital (capitals).
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import cast

from spacy.attrs import SPACY  # type: ignore[import-not-found]  # no stub
from spacy.language import Language
from spacy.pipeline import Lemmatizer

from extractors.columns import texts
from extractors.reading import Reading, Sentence, Zone

MIN_SHOUTED = 0.7  # share of alphabetic words in capitals from which a sentence counts as shouted
MIN_TITLED = 0.6  # share of longer words with a capital from which a headline counts as title case


_PARTS = ("noun", "verb", "adj", "adv")


@cache
def known_words(nlp: Language) -> frozenset[str]:
    """Common nouns, verbs, adjectives and adverbs that the model's lemmatiser lists (WordNet)."""
    if not nlp.has_pipe("lemmatizer"):
        return frozenset()
    lookups = cast("Lemmatizer", nlp.get_pipe("lemmatizer")).lookups
    if not lookups.has_table("lemma_index"):
        return frozenset()
    table = lookups.get_table("lemma_index")
    return frozenset(word for part in _PARTS for word in table.get(part, ()))


def _inside_counts(reading: Reading) -> Counter[str]:
    """How the article writes its words away from sentence starts and headlines."""
    cached: Counter[str] | None = reading.doc.user_data.get("case_counts")
    if cached is None:
        cached = Counter()
        for sentence in reading.sentences:
            if sentence.zone is Zone.TITLE:
                continue
            words = texts(reading.doc)[sentence.first + 1:sentence.last]
            if words and not _shouted(words):
                cached.update(words)
        reading.doc.user_data["case_counts"] = cached
    return cached


def _shouted(words: list[str]) -> bool:
    letters = [w for w in words if w.isalpha() and len(w) > 1]
    return len(letters) >= 3 and sum(w.isupper() for w in letters) >= MIN_SHOUTED * len(letters)


def _titled(words: list[str]) -> bool:
    longer = [w for w in words if w.isalpha() and len(w) > 3]
    return len(longer) >= 3 and sum(w[:1].isupper() for w in longer) >= MIN_TITLED * len(longer)


def _natural(word: str, counts: Counter[str], known: frozenset[str]) -> str:
    lower, capital = word.lower(), word.capitalize()
    if len(word) < 2 or not word.isalpha():
        return word
    if counts[lower] or counts[word] or counts[capital]:
        return max((lower, word, capital), key=lambda w: counts[w])
    if lower in known or lower.endswith(("ing", "ed")):
        return lower
    if lower.endswith("s") and lower[:-1] in known:
        return lower
    return capital if word.isupper() and len(word) > 4 else word


def cased_words(reading: Reading, sentence: Sentence, known: frozenset[str]) -> tuple[list[str], list[bool]]:
    """Words (in natural case) and whether a space follows each, for the model."""
    words = texts(reading.doc)[sentence.first:sentence.last]
    spaces = reading.once("spaces", lambda: reading.doc.to_array(SPACY).astype(bool).tolist())
    spaces = spaces[sentence.first:sentence.last]
    if _shouted(words) or (sentence.zone is Zone.TITLE and _titled(words)):
        counts = _inside_counts(reading)
        stops = reading.doc.vocab
        words = [w.lower() if stops[w.lower()].is_stop else _natural(w, counts, known) for w in words]
        words[0] = words[0][:1].upper() + words[0][1:]
    return words, spaces
