"""Natural case for headlines and capitals, so that tagger and rules see prose.

A text all in capitals is read in natural case as a whole, a headline or shouted sentence by the model alone.

Evidence in order: the same word inside a sentence of this article; the model's own word list; else the
word stays as it is (title case) or gets an initial capital (capitals).
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import cast

import numpy as np
from spacy.attrs import IS_ALPHA, IS_UPPER, LENGTH  # type: ignore[import-not-found]  # no stub
from spacy.language import Language
from spacy.pipeline import Lemmatizer

from extractors.columns import texts
from extractors.reading import Reading, Sentence, Zone
from extractors.text.namecase import is_common, names_in, people_in

MIN_SHOUTED = 0.7  # share of alphabetic words in capitals from which a sentence counts as shouted
MIN_LETTERS = 3  # alphabetic words without which nothing is shouted
MIN_TITLED = 0.6  # share of longer words with a capital from which a headline counts as title case


_PARTS = ("noun", "verb", "adj", "adv")
_VOWELS = frozenset("aeiouy")


@cache
def known_words(nlp: Language, parts: tuple[str, ...] = _PARTS) -> frozenset[str]:
    """Common nouns, verbs, adjectives and adverbs that the model's lemmatiser lists (WordNet), irregular forms too."""
    if not nlp.has_pipe("lemmatizer"):
        return frozenset()
    lookups = cast("Lemmatizer", nlp.get_pipe("lemmatizer")).lookups
    if not lookups.has_table("lemma_index"):
        return frozenset()
    index, irregular = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    forms = (words.get(part, ()) for words in (index, irregular) for part in parts)
    return frozenset(word for words in forms for word in words)


def _inside_counts(reading: Reading) -> Counter[str]:
    """How the article writes its words away from sentence starts and headlines."""
    cached: Counter[str] | None = reading.doc.user_data.get("case_counts")
    if cached is None:
        cached = Counter()
        for sentence in reading.sentences:
            if sentence.zone is Zone.TITLE:
                continue
            words = texts(reading.doc)[sentence.first + 1:sentence.last]
            if words and not _shouted(words) and not all(w.isupper() for w in words if w.isalpha()):
                cached.update(words)
        reading.doc.user_data["case_counts"] = cached
    return cached


def _shouted(words: list[str]) -> bool:
    letters = [w for w in words if w.isalpha() and len(w) > 1]
    return len(letters) >= MIN_LETTERS and sum(w.isupper() for w in letters) >= MIN_SHOUTED * len(letters)


def _titled(words: list[str]) -> bool:
    longer = [w for w in words if w.isalpha() and len(w) > 3]
    return len(longer) >= 3 and sum(w[:1].isupper() for w in longer) >= MIN_TITLED * len(longer)


def _natural(word: str, counts: Counter[str], known: frozenset[str]) -> str:
    lower, capital = word.lower(), word.capitalize()
    if len(word) < 2 or not word.isalpha():
        return word
    if counts[lower] or counts[word] or counts[capital]:
        return max((lower, word, capital), key=lambda w: counts[w])
    if is_common(lower, known):
        return lower
    return capital if word.isupper() and (len(word) > 4 or not _VOWELS.isdisjoint(lower[1:])) else word


def cased_words(reading: Reading, sentence: Sentence, known: frozenset[str]) -> list[str] | None:
    """Words of a headline or shouted sentence in natural case, for the model; null where they stay as they are."""
    words = texts(reading.doc)[sentence.first:sentence.last]
    if _shouted(words) or (sentence.zone is Zone.TITLE and _titled(words)):
        return _cased(reading, words, known)
    return None


def _cased(reading: Reading, words: list[str], known: frozenset[str]) -> list[str]:
    counts, stops = _inside_counts(reading), reading.doc.vocab
    names = names_in(reading, words, known)
    words = [names.get(i) or (w.lower() if stops[w.lower()].is_stop and w != "I" else _natural(w, counts, known))
             for i, w in enumerate(words)]
    first = next((i for i, w in enumerate(words) if w[:1].isalnum()), 0)
    words[first] = words[first][:1].upper() + words[first][1:]
    return words


def is_shouted(reading: Reading) -> bool:
    """Whether an article is all in capitals, its title aside."""
    flags = reading.doc.to_array([IS_ALPHA, IS_UPPER, LENGTH])
    body = np.ones(len(flags), dtype=bool)
    for sentence in reading.sentences:
        body[sentence.first:sentence.last] = sentence.zone is not Zone.TITLE
    letters = flags[body & (flags[:, 0] > 0) & (flags[:, 2] > 1)]
    return len(letters) >= MIN_LETTERS and int(letters[:, 1].sum()) >= MIN_SHOUTED * len(letters)


def natural_case(reading: Reading, nlp: Language) -> str:
    """An article's text in natural case, character for character as long as it was."""
    content, known, verbs = list(reading.content), known_words(nlp), known_words(nlp, ("verb",))
    for sentence in reading.sentences:
        tokens = reading.doc[sentence.first:sentence.last]
        words = _cased(reading, [t.text for t in tokens], known)
        people = people_in(reading, words, known, verbs)
        for token, word in zip(tokens, (people.get(i, w) for i, w in enumerate(words)), strict=True):
            if len(word) == len(token):
                content[token.idx:token.idx + len(word)] = word
    return "".join(content)


def opened(reading: Reading) -> str:
    """A text with a capital at the head of each sentence."""
    content = list(reading.content)
    for sentence in reading.sentences:
        at = reading.doc[sentence.first].idx
        content[at] = content[at].upper() if len(content[at].upper()) == 1 else content[at]
    return "".join(content)
