"""What is the news of an article: its day, its announcing sentences, and themes that are no new attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Token

from extractors.attributes.date import DateValue, day_of_writing
from extractors.columns import tokens
from extractors.context import cues_of, is_definite
from extractors.dates.dayacts import Act, act_of, holds_over, is_told_of, verb_of
from extractors.draft import Frame
from extractors.events.themes import Theme, is_overruled, theme_of
from extractors.reading import Reading, Sentence, Zone
from extractors.text.entries import entries_of
from extractors.tree import clause_of, distance
from models.vocabulary import MentionLabel

Days = tuple[date, date]

OLD_DAYS = 7  # a dated frame this long before the news is background
LEAD_SENTENCES = 3  # prose sentences after the title that announce the news
MIN_PROSE_TOKENS = 6
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_AFTER = frozenset({"judged", "remembered"})  # cues of what comes after an attack
_PREDICATE = frozenset({"acomp", "oprd", "attr"})  # "found guilty on Tuesday"
_BOUNDS = frozenset({"since", "until", "till", "by", "before", "between"})
_TOP = frozenset({"ROOT", "ccomp", "conj"})
_PAST = frozenset({"memory", "mourning", "history", "award", "obituary"})  # themes of what is long past
_LATER = _PAST | {"court"}  # themes of what comes after an attack
_STRUCK = frozenset({"dobj", "nsubjpass"})  # "a drone hit the war museum"
_TIME_OF = frozenset({"prep", "npadvmod"})  # "a month after the truce, jets bombed"
_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "ccomp", "conj"})


@dataclass(frozen=True, slots=True)
class News:
    """What the article announces.

    ``day`` is publication or the first day of title and lead; ``announcing`` the sentences of title and lead;
    ``theme`` names what the article is about if it is no new attack, ``drops`` that its attack words speak of that;
    ``listed`` that no attack is announced but by the entries of a list.
    """

    day: date | None
    announcing: frozenset[int]
    theme: str | None
    drops: bool
    listed: bool = False


def news_of(reading: Reading, frames: Sequence[Frame]) -> News:
    """Read the news of an article off its title and lead."""
    announcing = _announcing(reading)
    theme = theme_of(reading, announcing)
    told = [f for f in frames if f.sentence in announcing and not f.background]
    if theme is not None and not theme.drops and any(
            (_foremost(reading, f, theme) or (theme.code in _LATER and _of_harm(reading, f, told, theme)))
            and _before_theme(reading, f, theme.words) and not _is_bare_title(reading, f, theme) for f in told):
        theme = None
    dated = theme is not None and theme.yields == "day"
    fresh = (f for f in told if not _is_long_past(reading, f) and not (dated and frame_days(reading, f) is None))
    if theme is not None and theme.drops and is_overruled(reading, theme, list(fresh)):
        theme = None
    entries = entries_of(reading)
    listed = not any(f.sentence in announcing and f.sentence not in entries and not f.generic for f in frames)
    return News(_day(reading, frames), announcing, theme.code if theme else None, bool(theme and theme.drops), listed)


def _announcing(reading: Reading) -> frozenset[int]:
    titles = [s.index for s in reading.sentences if s.zone is Zone.TITLE]
    prose = [s.index for s in reading.sentences if s.zone in {Zone.LEAD, Zone.BODY} and _is_prose(reading, s)]
    return frozenset(titles + prose[:LEAD_SENTENCES])


def _is_prose(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is long enough and no mere date or place line."""
    words = [t for t in tokens(reading.doc)[sentence.first:sentence.last] if t.is_alpha]
    return len(words) >= MIN_PROSE_TOKENS and any(t.pos_ in {"VERB", "AUX"} for t in words)


def _foremost(reading: Reading, frame: Frame, theme: Theme) -> bool:
    """Whether a trigger is what its sentence reports: its root or an argument of it, and no theme word is."""
    if theme.code == "search" and frame.event_type is None:  # "dawn raids" may be those of the police
        return False
    token = reading.doc[frame.token]
    top = token.head
    while top.head.i != top.i and top.dep_ in {"ccomp", "conj", "xcomp"}:
        top = top.head
    direct = token.dep_ == "ROOT" or (token.head.dep_ in _TOP and token.dep_ in _ARGUMENT)
    around = {token.head.i: token.head, top.i: top}.values()
    subjects = {c.i for t in around for c in t.children if c.dep_ not in _TIME_OF and not (
        t.i == token.i and c.dep_ in _STRUCK and theme.code in _PAST)}
    return direct and _tells(frame) and not theme.words & ({token.head.i, top.i} | subjects)


def _tells(frame: Frame) -> bool:
    """Whether a frame is an attack's own: harm with what did it is ("a shell killed a poet")."""
    return not frame.generic or frame.instrument is not None


def _of_harm(reading: Reading, frame: Frame, frames: Sequence[Frame], theme: Theme) -> bool:
    """Whether a trigger tells how people came to the harm that its sentence reports, with its day or in a sentence
    before the theme: "two were killed on Monday when a grenade was thrown into a crowd"."""
    root = next(t for t in (reading.doc[frame.token], *reading.doc[frame.token].ancestors) if t.head.i == t.i)
    harm = any(f.generic and f.token == root.i for f in frames)
    first = min((reading.sentence_at(t).index for t in theme.words), default=0)
    fresh = frame.sentence < first or frame_days(reading, frame) is not None
    return harm and frame.event_type is not None and not frame.generic and fresh


def _is_bare_title(reading: Reading, frame: Frame, theme: Theme) -> bool:
    """Whether a title tells of an attack without its day, and the text goes on that this is remembered: "The night
    they bombed the bakery" """
    title = reading.sentences[frame.sentence].zone is Zone.TITLE
    if theme.code == "report":  # "dropped a bomb on a village in 2023, a group said in a report"
        return frame_days(reading, frame) is None
    return theme.code == "memory" and title and frame_days(reading, frame) is None and not any(
        reading.sentence_at(t).zone is Zone.TITLE for t in theme.words)


def _before_theme(reading: Reading, frame: Frame, theme_words: frozenset[int]) -> bool:
    """Whether a trigger stands no later than the sentence that sets the theme, or has a day of the last week."""
    if not theme_words or frame.sentence <= reading.sentence_at(min(theme_words)).index:
        return True
    sentence = reading.sentences[frame.sentence]
    if "that day" in reading.text(sentence.first, sentence.last).casefold():
        return False  # on whichever day the text speaks of
    days, written = frame_days(reading, frame), day_of_writing(reading)
    return days is not None and (written is None or days[1] >= written - timedelta(days=OLD_DAYS))


def _is_long_past(reading: Reading, frame: Frame) -> bool:
    days, written = frame_days(reading, frame), day_of_writing(reading)
    return days is not None and written is not None and days[1] < written - timedelta(days=OLD_DAYS)


def _day(reading: Reading, frames: Sequence[Frame]) -> date | None:
    written = day_of_writing(reading)
    if written is not None:
        return written
    for frame in frames:
        days = frame_days(reading, frame)
        if days and (days[1] - days[0]).days <= 6:
            return days[1]
    return None


def frame_days(reading: Reading, frame: Frame) -> Days | None:
    """First and last day of the date that stands closest to a trigger in its sentence."""
    sentence = reading.sentences[frame.sentence]
    token, written = reading.doc[frame.token], day_of_writing(reading)
    every = reading.overlapping(sentence.first, sentence.last, [MentionLabel.DATE])
    for mention in every:
        value = mention.value
        if is_told_of(reading.doc[mention.head], token) and isinstance(value, DateValue) and value.resolved is not None:
            return value.days()
    dated = [(m.head not in frame.clause and not holds_over(reading.doc[m.head], token),
              distance(token, reading.doc[m.head]), m.first, m.value.days())
             for m in every if isinstance(m.value, DateValue) and is_day_of_act(m.value, written)
             and _modifies(token, reading.doc[m.head]) and not _dates_justice(token, reading.doc[m.head])
             and not _is_of_another_act(reading.doc[m.head], frame)]
    outside, _, _, days = min(dated, key=lambda row: row[:3], default=(True, 0, 0, None))
    return None if outside and _rivals(reading, sentence) > 1 else days


def days_above(reading: Reading, frame: Frame) -> Days | None:
    """The days of the clause whose outcome is harm: "in September a depot exploded, killing twelve"."""
    word = reading.doc[frame.token]
    above = word.head
    if not frame.generic or word.dep_ != "advcl" or word.tag_ != "VBG" or above.pos_ != "VERB":
        return None
    return frame_days(reading, replace(frame, token=above.i, clause=frozenset(t.i for t in clause_of(above))))


def _modifies(trigger: Token, day: Token) -> bool:
    """Whether a date can date the trigger: a definite noun ("the attack") takes only what hangs on it."""
    return not is_definite(trigger) or trigger.is_ancestor(day) or (
        trigger.dep_ in _SUBJECT and trigger.head.is_ancestor(day))


def _dates_justice(trigger: Token, day: Token) -> bool:
    """Whether a date is that of a sentence, a charge or a memorial: it hangs on a verb of them above the trigger."""
    verb = next((t for t in day.ancestors if t.pos_ == "VERB" or t.i == trigger.i), trigger)
    if verb.i == trigger.i:
        return False
    cues = [cues_of(day.doc).get(t.i) for t in (verb, *(c for c in verb.children if c.dep_ in _PREDICATE))]
    return any(cue is not None and cue.code in _AFTER for cue in cues)


def _is_of_another_act(day: Token, frame: Frame) -> bool:
    """Whether a date is that of a statement, or of an arrest that is told before its reason ("held on Monday for")."""
    act = act_of(day, (frame.token,))
    if act is Act.SAYING and day.i < frame.token and any(
            c.dep_ == "aux" and c.lower_ == "had" for c in day.doc[frame.token].children):
        return True  # "said on Monday it had killed 15 soldiers"
    return act is Act.COUNT or (act is not None and (day.i not in frame.clause or (
        act is Act.AFTER and (day.i < frame.token or _explains(day, day.doc[frame.token]))) or (
        act is Act.SAYING and day.i < frame.token and _explains(day, day.doc[frame.token]))))


def _explains(day: Token, trigger: Token) -> bool:
    """Whether an attack only tells of whom or of what something else happened ("those sought in a shooting")."""
    verb = verb_of(day)
    return trigger.pos_ == "NOUN" and verb is not None and verb.is_ancestor(trigger)


def is_day_of_act(value: DateValue, written: date | None) -> bool:
    """Whether a date can be when something happened: no bare clock time, no bound ("since Friday"), not to come."""
    if value.resolved is None or value.expression.kind == "clock" or (
            value.preposition in _BOUNDS and not value.is_range):
        return False
    return written is None or value.resolved.start <= written


def _rivals(reading: Reading, sentence: Sentence) -> int:
    return len(reading.overlapping(sentence.first, sentence.last, [MentionLabel.TRIGGER]))


def is_old(days: Days | None, news: News) -> bool:
    """Whether a dated frame lies too long before the news to be it."""
    return days is not None and news.day is not None and days[1] < news.day - timedelta(days=OLD_DAYS)


def names_recent_day(reading: Reading, news: News) -> bool:
    """Whether title and lead name a day of the week before the writing: "The truck was driven up on Sunday", where the
    mourning itself is of the day of writing."""
    if news.day is None:
        return False
    held = (reading.sentences[n] for n in news.announcing)
    days = (m.value.days() for s in held for m in reading.overlapping(s.first, s.last, [MentionLabel.DATE])
            if isinstance(m.value, DateValue) and is_day_of_act(m.value, news.day))
    return any(d is not None and d[0] == d[1] < news.day and not is_old(d, news) for d in days)
