"""Which words of an article speak of which event."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.context import cues_of, words
from extractors.draft import SHARED, Frame
from extractors.events.gapped import is_gapped
from extractors.munitions.pointing import pointed
from extractors.reading import Reading, Sentence, Zone
from extractors.text.entries import entries_of
from extractors.tree import FAR, distances

Rank = dict[int, int]


def ranks_of(reading: Reading, frames: Sequence[Sequence[Frame]], mains: Sequence[bool], events: int) -> list[Rank]:
    """For each event (its frames), the rank of every token in its scope; see `extractors.draft.Draft.rank`. Behind the
    first ``events`` stand attacks at large, which nothing goes on about.

    A sentence with triggers belongs to their events, token by token to the nearest trigger in the tree. A sentence
    without any continues the event before it in its paragraph, else the only main event, else all main events; of
    these, or of all told so far, the one whose munitions it goes on about ("both rockets fell in a field"). In a
    list-like article it continues nothing but its own entry.
    """
    told: dict[int, list[tuple[int, Frame]]] = {}
    for number, own in enumerate(frames):
        for frame in own:
            told.setdefault(frame.sentence, []).append((number, frame))
    ranks: list[Rank] = [{} for _ in frames]
    main_numbers = [n for n, main in enumerate(mains) if main]
    current: list[int] = main_numbers
    paragraph = aside = -1
    seen: dict[int, None] = {}  # numbers of events, the last told at the end
    entries, entry = entries_of(reading), None
    for sentence in reading.sentences:
        if sentence.zone is Zone.FURNITURE:
            continue
        at = entries.get(sentence.index)
        at = at if at is not None and at.own else None
        if at is not None and at is not entry:
            current, paragraph, seen = [], sentence.paragraph, {}
        entry = at
        if here := told.get(sentence.index):
            _share(reading, sentence, here, ranks)
            _give_back(reading, sentence, here, [n for n in current if mains[n]], ranks, mains)
            current = list(dict.fromkeys(n for n, _ in here if n < events)) or current
            seen = {**{n: None for n in seen if n not in current}, **dict.fromkeys(current)}
        elif opens_apart(reading, sentence):
            current, aside = [], sentence.paragraph
        elif sentence.paragraph != aside:
            if at is None and sentence.paragraph != paragraph and not set(current) & set(main_numbers):
                current = main_numbers
            known = pointed(reading, sentence, frames, current, list(seen))
            first = min(known, key=lambda n: min(f.token for f in frames[n]), default=-1)
            for number in known:  # a headline without a trigger is that of the first before it is another's
                rank = SHARED if sentence.zone is Zone.TITLE and number != first else 2
                ranks[number].update(dict.fromkeys(range(sentence.first, sentence.last), rank))
        paragraph = sentence.paragraph
    return ranks


def opens_apart(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence opens with what sets it elsewhere: "In a separate incident, a drone fell into a garden"."""
    cues = cues_of(reading.doc)
    cue = next((cues[i] for i in range(sentence.first, min(sentence.first + 2, sentence.last)) if i in cues), None)
    if cue is None or cue.code != "apart" or cue.direction != "aside" or sentence.zone is Zone.TITLE:
        return False
    return not set(cue.text.casefold().split()).isdisjoint(words("set elsewhere"))


def _share(reading: Reading, sentence: Sentence, here: Sequence[tuple[int, Frame]], ranks: list[Rank]) -> None:
    """Give each token of a sentence to the event whose trigger is nearest in the tree, or whose verbless part it is."""
    indices = range(sentence.first, sentence.last)
    if len({n for n, _ in here}) == 1:
        clauses = frozenset[int]().union(*(f.clause for _, f in here))
        ranks[here[0][0]].update((index, 0 if index in clauses else 1) for index in indices)
        return
    gaps = [distances(reading.doc, f.token, sentence.first, sentence.last) for _, f in here]
    parts = [f.clause if is_gapped(f) else None for _, f in here]
    for index, gap_row in zip(indices, zip(*gaps, strict=True), strict=True):
        held = any(p is not None and index in p for p in parts)
        row = [gap if (p is not None and index in p) or not (held or p is not None) else FAR
               for gap, p in zip(gap_row, parts, strict=True)]
        best = min(row)
        for gap, (number, _) in zip(row, here, strict=True):
            if gap == best:
                ranks[number][index] = 0


def _give_back(reading: Reading, sentence: Sentence, here: Sequence[tuple[int, Frame]], before: Sequence[int],
               ranks: list[Rank], mains: Sequence[bool]) -> None:
    """Leave what a sentence says of the news to the news, where only a relative clause in it recalls another attack:
    "suspicion fell on militias whose supporters clashed with police on Friday"."""
    told = {n for n, _ in here}
    clauses = [_relative_clause(reading, frame) for _, frame in here]
    if len(told) != 1 or any(mains[n] for n in told) or not before or not all(clauses):
        return
    (number,) = told
    inside = frozenset[int]().union(*clauses)
    for index in range(sentence.first, sentence.last):
        if index not in inside:
            ranks[number].pop(index, None)
            for main in before:
                ranks[main][index] = 2


def _relative_clause(reading: Reading, frame: Frame) -> frozenset[int]:
    """Tokens of the relative clause that a trigger stands in; empty for one in a clause of its own."""
    word = reading.doc[frame.token]
    verb = next((t for t in (word, *word.ancestors) if t.dep_ == "relcl"), None)
    if verb is None:
        return frozenset()
    day = {verb.head.i} if any(c.lower_ == "when" for c in verb.children) else set()  # "since 2003, when ..."
    return frozenset({t.i for t in verb.subtree} | day)
