"""Which articles, and which sentences of them, are worth the neural model: decided on tokens alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from spacy.attrs import IS_ALPHA, IS_ASCII, IS_STOP  # type: ignore[import-not-found]  # no stub

from extractors.context import words
from extractors.events.needs import HAND_SENTENCES
from extractors.lexicon import Entry, Hit
from extractors.reading import Reading, Sentence, Zone
from extractors.registry import lexicon_for
from models.vocabulary import ExtractStatus

FULL = ExtractStatus.EXTRACTED
MIN_WORDS_FOR_LANGUAGE = 25
MIN_STOP_SHARE = 0.12  # English news has .35 to .5 stop words; other languages of Latin script under .08
LEAD_SENTENCES = 4  # sentences after the title that are always read: they date, place and announce the news
CARRIERS = ("trigger", "weapon", "casualty", "launcher", "gate")  # lexicons whose hits make a sentence worth it
BARE_LEAD = 1  # the same where neither title nor lead report an attack and few sentences do
MANY = 3  # sentences that report attacks, from which an article tells of them and does not only recall one
EVIDENCE = ("weapon", "launcher", "casualty")
FORCES = frozenset({"base", "troops", "police"})  # targets that nobody attacks with words
VAGUE = frozenset({"generic"})
MIN_PROSE_TOKENS = 6  # shorter ones are date and place lines
_CARRYING_KINDS = frozenset({"verb", "intransitive", "state", "condition", "noun", "toll", "hint", "launching",
                             "status"})
_SOLID = frozenset({"always", "beset", "weapon", "armed", "drawn", "aimed", "struck", "impact", "firearm", "warlike",
                     "done", "torched", "thrown", "with"})  # needs
UNARMED_NEEDS = _SOLID - {"weapon", "drawn", "aimed", "thrown", "done", "torched", "with"}
RAIDERS = "raiders"
KILLING = "kill"  # how words begin that tell of harm done on purpose
_DEEDS = frozenset({"sending", "putting", "moving", "flying", "spoiling", "losing", "meeting"})
_OF_NO_DEED = frozenset({"small_arms", "other", "generic", "license"})  # classes of weapons


def verdict(reading: Reading) -> ExtractStatus:
    """Whether an article is read: English (or unsaid and English by its stop words) and with a word for an attack."""
    if not is_english(reading):
        return ExtractStatus.UNSUPPORTED_LANGUAGE
    return ExtractStatus.EXTRACTED if _reporting(reading) else ExtractStatus.NO_ATTACK


def announces(reading: Reading) -> bool:
    """Whether title or lead report an attack; else the article is about something else and at most recalls some."""
    return bool({s.index for s in _announcing(reading.sentences)} & _reporting(reading))


def _reporting(reading: Reading) -> frozenset[int]:
    """Sentences with a trigger that can open an event."""
    hits = lexicon_for("trigger").hits(reading.doc)
    return reading.once("reporting", lambda: frozenset(
        index for hit, index in zip(hits, _sentences_of(reading, hits), strict=True)
        if _can_report(reading, hit, reading.sentences[index]) and _is_grave(reading, hit, index)
    ).union(with_deeds(reading)))


def with_deeds(reading: Reading) -> Iterator[int]:
    """Opening sentences in which a munition is told beside a deed or harm, or harm beside people who come armed."""
    opening = {s.index for s in _announcing(reading.sentences)}
    munitions = [h for h in lexicon_for("weapon").hits(reading.doc) if is_munition_entry(h.entry)]
    harmed = opening.intersection(_with_words(reading, ("casualty",)))
    if not (munitions or harmed):
        return
    deeds = lexicon_for("deed").hits(reading.doc)
    armed = opening.intersection(_sentences_of(reading, munitions))
    done = opening.intersection(_sentences_of(reading, [h for h in deeds if h.code in _DEEDS]))
    raided = opening.intersection(_sentences_of(reading, [h for h in deeds if h.code == RAIDERS]))
    yield from (armed & (done | harmed)) | (harmed & raided)


def is_munition_entry(entry: Entry) -> bool:
    """Whether an entry of the weapon lexicon is a munition that something can be done with."""
    return entry.code not in _OF_NO_DEED and not entry.attrs.get("implied")


def _sentences_of(reading: Reading, hits: Sequence[Hit]) -> list[int]:
    """The index of the sentence of each hit."""
    starts = reading.once("starts", lambda: np.array([s.first for s in reading.sentences]))
    found: list[int] = (np.searchsorted(starts, [h.first for h in hits], side="right") - 1).tolist()
    return found


def _is_grave(reading: Reading, hit: Hit, here: int) -> bool:
    """Whether a trigger tells of violence by itself or beside a weapon, a force or harm: politicians attack too."""
    if hit.code not in VAGUE:
        return True
    evidence = reading.once("evidence", lambda: _evidence(reading))
    return not evidence.isdisjoint((here - 1, here, here + 1))


def _evidence(reading: Reading) -> frozenset[int]:
    forces = [hit for hit in lexicon_for("target").hits(reading.doc) if hit.code in FORCES]
    return frozenset(_with_words(reading, EVIDENCE)) | frozenset(_sentences_of(reading, forces))


def _can_report(reading: Reading, hit: Hit, sentence: Sentence) -> bool:
    """Whether a trigger can open an event by what its entry asks for; "killed" can, harm with a munition too."""
    needs = needs_of_trigger(hit.entry)
    if sentence.zone is Zone.FURNITURE:
        return False
    solid = needs & _SOLID
    if "firearm" in solid:
        near = reading.sentences[max(0, sentence.index - HAND_SENTENCES):sentence.index + HAND_SENTENCES + 1]
        told = {t.lower_ for t in reading.doc[near[0].first:near[-1].last]}
        return bool(told & words("bearer")) or any(near[0].first <= h.first < near[-1].last
                                                   for h in lexicon_for("weapon").hits(reading.doc))
    if solid & UNARMED_NEEDS:
        return True
    if "harm" in needs and reading.doc[hit.first].lower_.startswith(KILLING):
        return True
    armed = reading.once("armed", lambda: set(_sentences_of(reading, lexicon_for("weapon").hits(reading.doc))))
    return sentence.index in armed and bool(solid or "harm" in needs)


def needs_of_trigger(entry: Entry) -> frozenset[str]:
    """What a trigger's entry asks for, as a noun and as a verb."""
    return frozenset({str(entry.attrs["noun"]), str(entry.attrs["verb"])})


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
    news = announces(reading)
    told = news or len(_reporting(reading)) >= MANY
    opening = {s.index for s in _announcing(reading.sentences, LEAD_SENTENCES if told else BARE_LEAD)}
    carrying = set(_with_words(reading, CARRIERS))
    if not news:  # the article is about something else: only what stands beside an attack counts
        carrying = {i for i in carrying if not _reporting(reading).isdisjoint((i - 1, i, i + 1))}
    chosen = opening | carrying
    back, speech = _openings(reading)
    for before, sentence in pairwise(reading.sentences):
        if before.index in chosen and sentence.index in speech and sentence.zone is not Zone.FURNITURE:
            chosen.add(sentence.index)
    chosen |= {a.index for a, b in pairwise(reading.sentences) if b.index in chosen and b.index in back}
    return sorted(chosen)


def _announcing(sentences: Sequence[Sentence], left: int = LEAD_SENTENCES) -> Iterator[Sentence]:
    """Title, dateline and the first sentences of prose."""
    for sentence in sentences:
        if sentence.zone in {Zone.TITLE, Zone.DATELINE}:
            yield sentence
        elif sentence.zone is not Zone.FURNITURE and left:
            left -= sentence.last - sentence.first > MIN_PROSE_TOKENS
            yield sentence


def _with_words(reading: Reading, lexicons: Sequence[str]) -> Iterator[int]:
    """Indices of the sentences with a word of one of the lexicons."""
    found = [hit for name in lexicons for hit in lexicon_for(name).hits(reading.doc) if not is_idle_entry(hit.entry)]
    for index in dict.fromkeys(_sentences_of(reading, found)):
        if reading.sentences[index].zone is not Zone.FURNITURE:
            yield index


def is_idle_entry(entry: Entry) -> bool:
    """Whether a hit alone does not make a sentence worth it: victims without harm, mere context."""
    kind = entry.attrs.get("kind")
    return entry.code in {"continues", "speech"} or (kind is not None and kind not in _CARRYING_KINDS)


def _openings(reading: Reading) -> tuple[set[int], set[int]]:
    """Sentences that open with a word that points back, and those that report what someone says."""
    back, speech = set(), set()
    hits = lexicon_for("gate").hits(reading.doc)
    for hit, index in zip(hits, _sentences_of(reading, hits), strict=True):
        if hit.code == "speech":
            speech.add(index)
        elif hit.code == "continues" and hit.first <= reading.sentences[index].first + 1:
            back.add(index)
    return back, speech
