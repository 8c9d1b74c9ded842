"""Which articles, and which sentences of them, are worth the neural model: decided on tokens alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from spacy.attrs import IS_ALPHA, IS_ASCII, IS_STOP  # type: ignore[import-not-found]  # no stub

from extractors.context import words
from extractors.lexicon import Hit
from extractors.needs import HAND_SENTENCES
from extractors.reading import Reading, Sentence, Zone
from extractors.registry import lexicon_for
from models.vocabulary import ExtractStatus

FULL = ExtractStatus.EXTRACTED
MIN_WORDS_FOR_LANGUAGE = 25
MIN_STOP_SHARE = 0.12  # English news has .35 to .5 stop words; other languages of Latin script under .08
LEAD_SENTENCES = 4  # sentences after the title that are always read: they date, place and announce the news
CARRIERS = ("weapon", "casualty", "launcher", "gate")  # lexicons whose hits make a sentence worth it
MIN_PROSE_TOKENS = 6  # shorter ones are date and place lines
_CARRYING_KINDS = frozenset({"verb", "intransitive", "state", "condition", "noun", "toll", "hint", "launching",
                             "status"})
_SOLID = frozenset({"always", "weapon", "armed", "drawn", "firearm", "warlike"})  # needs


def verdict(reading: Reading) -> ExtractStatus:
    """Whether an article is read: English (or unsaid and English by its stop words) and with a word for an attack."""
    if not is_english(reading):
        return ExtractStatus.UNSUPPORTED_LANGUAGE
    if not any(_can_report(reading, hit) for hit in lexicon_for("trigger").hits(reading.doc)):
        return ExtractStatus.NO_ATTACK
    return ExtractStatus.EXTRACTED


def _can_report(reading: Reading, hit: Hit) -> bool:
    """Whether a trigger can open an event by what its entry asks for; "killed" can, harm with a munition too."""
    needs = {str(hit.entry.attrs["noun"]), str(hit.entry.attrs["verb"])}
    sentence = reading.sentence_at(hit.first)
    if sentence.zone is Zone.FURNITURE:
        return False
    solid = needs & _SOLID
    if "firearm" in solid:
        near = reading.sentences[max(0, sentence.index - HAND_SENTENCES):sentence.index + HAND_SENTENCES + 1]
        told = {t.lower_ for t in reading.doc[near[0].first:near[-1].last]}
        return bool(told & words("bearer")) or any(near[0].first <= h.first < near[-1].last
                                                   for h in lexicon_for("weapon").hits(reading.doc))
    if solid - {"weapon", "drawn"}:
        return True
    if "harm" in needs and reading.doc[hit.first].lower_.startswith("kill"):
        return True
    armed = any(sentence.first <= h.first < sentence.last for h in lexicon_for("weapon").hits(reading.doc))
    return armed and bool(solid or "harm" in needs)


def is_english(reading: Reading) -> bool:
    """By the article's stated language, checked against its words when there are enough of them."""
    flags = reading.doc.to_array([IS_ALPHA, IS_ASCII, IS_STOP]).astype(bool)
    words = flags[flags[:, 0]] if len(flags) else flags.reshape(0, 3)
    count, plain, stops = len(words), int(words[:, 1].sum()), int(words[:, 2].sum())
    stated = (reading.article.language or "en").split("-")[0].casefold()
    if count < MIN_WORDS_FOR_LANGUAGE:
        return stated == "en" and (not count or plain * 2 >= count)
    return stops >= MIN_STOP_SHARE * count


def chosen_sentences(reading: Reading, status: ExtractStatus, *, full: bool) -> list[int]:
    """Indices of the sentences that the model reads, ascending."""
    if full:
        return [s.index for s in reading.sentences]
    if status is not ExtractStatus.EXTRACTED:
        return []
    announcing = {s.index for s in _announcing(reading.sentences)}
    telling = set(_with_words(reading, ("trigger",)))
    carrying = telling | set(_with_words(reading, CARRIERS))
    if not announcing & telling:  # the article is about something else: only what stands beside an attack counts
        carrying = {i for i in carrying if telling & {i - 1, i, i + 1}}
    chosen = announcing | carrying
    back, speech = _openings(reading)
    for before, sentence in pairwise(reading.sentences):
        if before.index in chosen and sentence.index in speech and sentence.zone is not Zone.FURNITURE:
            chosen.add(sentence.index)
    chosen |= {a.index for a, b in pairwise(reading.sentences) if b.index in chosen and b.index in back}
    return sorted(chosen)


def _announcing(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Title, dateline and the first sentences of prose."""
    left = LEAD_SENTENCES
    for sentence in sentences:
        if sentence.zone in {Zone.TITLE, Zone.DATELINE}:
            yield sentence
        elif sentence.zone is not Zone.FURNITURE and left:
            left -= sentence.last - sentence.first > MIN_PROSE_TOKENS
            yield sentence


def _with_words(reading: Reading, lexicons: Sequence[str]) -> Iterator[int]:
    """Indices of the sentences with a word of one of the lexicons."""
    found = {hit.first for name in lexicons for hit in lexicon_for(name).hits(reading.doc) if not _is_idle(hit)}
    starts = np.array([s.first for s in reading.sentences])
    for index in np.unique(np.searchsorted(starts, sorted(found), side="right") - 1).tolist():
        if reading.sentences[index].zone is not Zone.FURNITURE:
            yield index


def _is_idle(hit: Hit) -> bool:
    """Whether a hit alone does not make a sentence worth it: victims without harm, mere context."""
    kind = hit.entry.attrs.get("kind")
    return hit.code in {"continues", "speech"} or (kind is not None and kind not in _CARRYING_KINDS)


def _openings(reading: Reading) -> tuple[set[int], set[int]]:
    """Sentences that open with a word that points back, and those that report what someone says."""
    back, speech = set(), set()
    for hit in lexicon_for("gate").hits(reading.doc):
        sentence = reading.sentence_at(hit.first)
        if hit.code == "speech":
            speech.add(sentence.index)
        elif hit.code == "continues" and hit.first <= sentence.first + 1:
            back.add(sentence.index)
    return back, speech
