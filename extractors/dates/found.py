"""Where the date expressions of an article stand, found once: near words and figures that can be part of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.attrs import SHAPE  # type: ignore[import-not-found]  # no stub
from spacy.tokens import Doc

from extractors.columns import places_of, tokens
from extractors.dates.grammar import cue_words, expressions
from extractors.reading import Reading
from extractors.resolve import TimeExpression

REACH = 9  # tokens of one expression on either side of its cue word
_YEAR_BEFORE = frozenset({"in", "since", "of", "by", "until", "from", "during", "before", "after", "through", "to",
                          "and", "late", "early", "mid", "(", "between", "fiscal", "-", "–", "the"})
_COPYRIGHT = frozenset({"©", "copyright", "(c)"})
_PARTS = frozenset({"end", "start", "beginning", "half", "part", "rest", "course", "remainder", "month", "middle"})
_PERIOD_BEFORE = frozenset({"for", "in", "during", "of", "over", "through", "within"})
_CLOCK_BEFORE = frozenset({"at", "around", "about", "by", "from", "until", "to", "before", "after", "between", "and"})
_SHAPES = ("dddd", "ddddx", "dddd-dd-dd", "d:dd", "dd:dd", "dd/dd/dddd", "d/d/dddd", "dd/d/dddd", "d/dd/dddd",
           "dd.dd.dddd", "d.d.dddd", "dd/dd/dd", "dddd-dd-ddXdd:dd", "dddd-dd-ddXdd:dd:ddX", "dddd-dd-ddXdd:dd:dd",
           "dddd'x", "dddd’x", "ddx", "Xxx-dddd", "Xxx-dd", "dd.d.dddd", "d.dd.dddd", "d/dd", "ddxx", "dxx")


def _windows(reading: Reading) -> Iterator[tuple[int, int]]:
    """Token ranges around cue words, inside their sentences, overlapping ones joined."""
    shapes = {reading.doc.vocab.strings[shape] for shape in _SHAPES}
    figures = (place for place, shape in enumerate(reading.doc.to_array(SHAPE).tolist()) if shape in shapes)
    start = end = -1
    for hit in sorted({*places_of(reading.doc, cue_words()), *figures}):
        sentence = reading.sentence_at(hit)
        first, last = max(sentence.first, hit - REACH), min(sentence.last, hit + REACH + 1)
        if first > end or first == end == sentence.first:
            if end > start:
                yield start, end
            start = max(first, end)
        end = max(end, last)
    if end > start:
        yield start, end


def found_in(reading: Reading) -> Sequence[tuple[int, int, TimeExpression]]:
    """(first token, last token, structure) of every expression, found once per article."""
    doc = reading.doc
    if "time_expressions" not in doc.user_data:
        found = []
        for first, last in _windows(reading):
            span = doc[first:last]
            for start, end, expression in expressions(span.text):
                tokens = doc.char_span(span.start_char + start, span.start_char + end, alignment_mode="expand")
                if tokens is not None:
                    found.append((tokens.start, tokens.end, expression))
        doc.user_data["time_expressions"] = found
    cached: list[tuple[int, int, TimeExpression]] = doc.user_data["time_expressions"]
    return cached


def means_time(doc: Doc, first: int, last: int, expression: TimeExpression) -> bool:
    """Whether a bare number is a year or a time of day, a month's name no person's, and a quarter no part of a town."""
    before = doc[first - 1].lower_ if first else ""
    labels = {t.ent_type_ for t in tokens(doc)[first:last]}
    if expression.kind == "year" and last - first == 1:
        if before in _COPYRIGHT:
            return False
        counted = doc[first].dep_ == "nummod" and "DATE" not in labels
        return not counted and ("DATE" in labels or before in _YEAR_BEFORE)
    if expression.kind == "clock" and expression.unit is None:
        return before in _CLOCK_BEFORE or "TIME" in labels
    if doc[first:last].text.casefold() == "the quarter":  # "the quarter was shelled" is a part of a town
        whole = doc[first - 2].lower_ if first > 1 else ""
        return before in _PERIOD_BEFORE and (before != "of" or whole in _PARTS)  # "the entrance of the quarter"
    return not (expression.kind == "month" and last - first == 1 and "PERSON" in labels)
