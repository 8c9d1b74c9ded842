"""Whether a trigger is news: negated, hypothetical, planned, threatened, rehearsed, judged, remembered.

Cues act along the dependency path and not by distance. A trigger noun ("attack") takes cues from its own
modifiers, from the nouns and light verbs that it hangs on ("threat of", "carry out"), and from the first
full verb above; a trigger verb also from its auxiliaries and the chain of verbs that it completes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from extractors.columns import texts
from extractors.customs import is_denied, is_of_youth, is_over, since_long
from extractors.lexicon import FOLDER, read_entries
from extractors.registry import lexicon_for
from extractors.tree import children
from models.vocabulary import Assertion

_COMPLEMENT = frozenset({"xcomp", "ccomp", "advcl", "pcomp", "acl"})
_SINCE = frozenset({"after", "since"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_MODIFIERS = frozenset({"neg", "det", "amod", "compound", "advmod", "nmod", "npadvmod", "preconj", "quantmod",
                        "predet"})
_ANSWERED = frozenset({"dobj", "prep"})
_MAX_CLIMB = 6


@cache
def words(code: str) -> frozenset[str]:
    """A closed word class of `data/lexicons/grammar.toml`."""
    entries = read_entries(FOLDER / "grammar.toml").entry
    return frozenset(term for entry in entries if entry.code == code for term in entry.terms)


@dataclass(frozen=True, slots=True)
class Status:
    """Assertion of a trigger, whether it is told as past, and the cue that decided."""

    assertion: Assertion
    background: bool
    cue: str = ""


_DAYS = frozenset({"DATE", "TIME"})
_ASSERTED = Status(Assertion.ASSERTED, background=False)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ASSERTION = {
    "negated": Assertion.NEGATED, "planned": Assertion.PLANNED, "threatened": Assertion.THREATENED,
    "hypothetical": Assertion.HYPOTHETICAL, "rehearsal": Assertion.HYPOTHETICAL,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word or phrase on a token."""

    code: str
    direction: str
    text: str


def cues_of(doc: Doc) -> dict[int, Cue]:
    """Cue by token index, for every token of each cue phrase; computed once per Doc."""
    cached: dict[int, Cue] | None = doc.user_data.get("cues")
    if cached is None:
        cached = {}
        for hit in lexicon_for("context").hits(doc):
            if hit.last - hit.first == 1 and doc[hit.first].pos_ == "ADP" and hit.code == "past":
                continue  # "slips past defences"
            cue = Cue(hit.code, str(hit.entry.attrs["direction"]), doc[hit.first:hit.last].text)
            cached.update(dict.fromkeys(range(hit.first, hit.last), cue))
        doc.user_data["cues"] = cached
    return cached


def parting(trigger: Token, clause: Iterable[int]) -> str:
    """The strength of a marker that parts an event from those before it: "apart", "beside" or ""."""
    if is_answered(trigger):
        return "apart"
    cues = cues_of(trigger.doc)
    own = {c.i for c in children(trigger)}
    found = {cues[i].code for i in clause if i in cues and (cues[i].direction == "aside" or i in own)}
    return next((code for code in ("apart", "beside") if code in found), "")


def is_answered(trigger: Token) -> bool:
    """Whether it is what another act answers: "to avenge an air strike", "in reprisal for the shelling of"."""
    node = trigger
    while node.dep_ in {"acl", "xcomp"} and node.head.i < node.i:  # "the attempt to strike"
        node = node.head
    node = node.head if node.dep_ == "pobj" else node
    if node.dep_ == "prep" and node.i and node.nbor(-1).lemma_ in words("answering"):  # however "revenge for" is parsed
        return True
    return node.dep_ in _ANSWERED and node.head.lemma_ in words("answering")


def is_cause(trigger: Token) -> bool:
    """Whether another act came after it, as its answer may: "struck two depots after a drone attack on a base"."""
    return trigger.dep_ == "pobj" and trigger.head.lower_ == "after" and not is_definite(trigger)


def cut(trigger: Token) -> bool:
    """Whether a clause stands some time from the one that it hangs on: "hours after rockets hit", "a day before"."""
    return any(t.lower_ in words("span_of_time") or (t.dep_ == "npadvmod" and t.ent_type_ in {"TIME", "DATE"})
               for t in spans_before(trigger))


def shifted(trigger: Token) -> bool:
    """Whether only hours or minutes lie between a clause and the one that it hangs on: the same day for both."""
    return any(t.lower_ in words("span_of_hours") for t in spans_before(trigger))


def spans_before(trigger: Token) -> Iterator[Token]:
    """The words before "after" and "before" at the head of a trigger's clause."""
    above = [c for c in children(trigger.head) if c.dep_ == "prep"] if _is_loose(trigger) else []
    verb = trigger.head.head if trigger.dep_ == "pobj" and trigger.head.dep_ == "prep" else trigger
    below = children(verb) if verb.dep_ == "advcl" else ()  # "two days after seven people were hurt in a blast"
    whole = children(trigger.head) if trigger.dep_ in _SUBJECTS else ()  # "a day after an attack killed two"
    found = (*children(trigger), trigger.head, *above, *below, *whole)
    under = (c for span in found if span.dep_ == "npadvmod" for c in children(span))  # "after" hangs on "a day"
    marks = (c for c in (*found, *under) if c.lower_ in words("sequence") and c.i < trigger.i)
    return (trigger.doc[m.i - 1] for m in marks if m.i)


def _is_loose(verb: Token) -> bool:
    """Whether a verb is joined to another by nothing, as the parser does in "a day after a cook, Ali, 44, was shot"."""
    return verb.dep_ == "conj" and not any(c.dep_ == "cc" and c.i < verb.i for c in verb.head.children)


def status_of(trigger: Token) -> Status:
    """Status of a trigger's head token by the nearest cue on its path, sought once."""
    known: dict[int, Status] = trigger.doc.user_data.setdefault("status", {})
    if trigger.i not in known:
        known[trigger.i] = _status_of(trigger)
    return known[trigger.i]


def _status_of(trigger: Token) -> Status:
    cues = cues_of(trigger.doc)
    background: Status | None = None
    for step, node in enumerate(_path(trigger)):
        found = _at(node, trigger, cues, own=step == 0)
        if found is None:
            continue
        if found.code in _ASSERTION:
            return Status(_ASSERTION[found.code], background is not None, found.text)
        if background is None:
            background = Status(Assertion.ASSERTED, background=True, cue=f"{found.code}: {found.text}")
    if _is_forestalled(trigger):
        return Status(Assertion.HYPOTHETICAL, background=False, cue=trigger.head.text)
    if _is_purpose(trigger, cues):
        return Status(Assertion.HYPOTHETICAL, background=False, cue="to")
    return background or _ASSERTED


def _is_forestalled(trigger: Token) -> bool:
    """Whether a bare noun only names what had not come yet ("found before launch", "minutes from launch")."""
    bare = trigger.tag_ == "NN" and all(c.is_space or c.is_punct for c in children(trigger))
    if not bare or trigger.dep_ != "pobj":
        return False
    ahead, before = trigger.head, trigger.doc[max(trigger.head.i - 1, 0)]
    return ahead.lower_ in words("ahead") or (ahead.lower_ == "from" and before.lower_ in words("span_of_time"))


def _is_purpose(trigger: Token, cues: dict[int, Cue]) -> bool:
    """Whether a verb is an infinitive of aim ("meant to intercept"), not of fact ("used drones to attack")."""
    marked = any(c.dep_ == "aux" and c.lower_ == "to" for c in children(trigger))
    perfect = any(c.dep_ == "aux" and c.lower_ in {"have", "been"} for c in children(trigger))
    if not marked or perfect or trigger.pos_ not in {"VERB", "AUX"}:
        return False
    return not any(_is_factual(t, cues) for t in (trigger.head, trigger.head.head, _verb_above(trigger)) if (
        t.i != trigger.i))


def _verb_above(trigger: Token) -> Token:
    """The verb of "used a launcher on a trolley to fire four rockets", however the infinitive is parsed."""
    node = trigger
    while node.dep_ in {"acl", "pobj", "prep", "dobj"} and node.head.i < node.i:
        node = node.head
    return node


def _is_factual(token: Token, cues: dict[int, Cue]) -> bool:
    """Whether a verb vouches for the infinitive or gerund that completes it ("managed to", "used to")."""
    cue = cues.get(token.i)
    return cue is not None and cue.code == "factual"


def _path(trigger: Token) -> Iterator[Token]:
    """The trigger and those above it whose cues reach it."""
    node = trigger
    yield node
    for _ in range(_MAX_CLIMB):
        head = node.head
        if head.i == node.i or not _reaches(node, head, trigger):
            return
        yield head
        node = head


def _reaches(node: Token, head: Token, trigger: Token) -> bool:
    """Whether cues at ``head`` still speak of the trigger below ``node``."""
    if node.dep_ in {"conj", "appos", "compound"}:
        return True
    if node.dep_ in {"relcl", "parataxis"} or _stands_before(node, head):
        return False
    if node.pos_ in {"VERB", "AUX"}:
        after = any(c.lower_ in _SINCE and c.dep_ == "mark" for c in children(node))
        if node.dep_ == "advcl" and after and _finite(node):
            return False  # "called on them to stop attacks after three were killed"
        if node.dep_ == "advcl" and _finite(node) and any(c.lower_ in words("meanwhile") for c in children(node)):
            return False  # "X mourns 45 soldiers as a missile hits its camp"
        return (node.dep_ in _COMPLEMENT and not (node.dep_ in {"ccomp", "advcl"} and _finite(node)))\
            or (head.i in cues_of(node.doc) and node.dep_ in _COMPLEMENT)
    if head.pos_ in {"VERB", "AUX"} and node.dep_ in {"nsubj", "nsubjpass", "csubj"}:
        return trigger.i == node.i or (head.i in cues_of(node.doc) and trigger.dep_ not in {"acl", "relcl"})
    return True


def _stands_before(node: Token, head: Token) -> bool:
    """Whether a semicolon stands between a clause and the one behind it: "Rocket kills driver; premier vows ..."."""
    return ";" in texts(node.doc)[node.i:head.i]


def _finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.dep_ in {"aux", "auxpass"} and c.tag_ in _FINITE for c in children(verb))


def _hedged_past(verb: Token, modal: Token) -> bool:
    """Whether a modal only hedges what has happened: "may have used"; "could have" is counterfactual."""
    return modal.lower_ in words("hedge") and any(c.dep_ == "aux" and c.lower_ == "have" for c in children(verb))


def is_definite(trigger: Token) -> bool:
    """Whether a noun takes its event for granted: "the attack", "Thursday's attack"."""
    return trigger.pos_ == "NOUN" and any(
        (c.dep_ == "det" and c.lower_ in words("definite")) or (c.dep_ == "poss" and c.ent_type_ in _DAYS)
        for c in children(trigger))


def _is_circumstance(trigger: Token) -> bool:
    """ "no casualties in Monday's strike": what is told to have come of an attack takes it for granted"""
    return trigger.dep_ == "pobj" and trigger.head.lower_ in words("way of harm")


def _at(node: Token, trigger: Token, cues: dict[int, Cue], *, own: bool) -> Cue | None:
    """The cue that a node of the path carries: itself (as governor), its modifiers, its modals."""
    beside = trigger.dep_ == "conj" and trigger.head.i == node.i and trigger.pos_ == node.pos_ == "VERB"
    if not (own or beside) and (cue := cues.get(node.i)) and cue.direction in {"governor", "both"} and (
            cue.code != "factual"):
        return cue
    verbal = node.pos_ in {"VERB", "AUX"}
    known = not own and is_definite(trigger) and (verbal or _is_circumstance(trigger))
    named = node.lemma_ == "be" and trigger.dep_ == "attr" and trigger.head.i == node.i  # "it was no attack"
    light = own or named or not verbal or node.lemma_.lower() in words("light") or _is_factual(node, cues)
    if own and verbal and is_denied(node, words("denying"), words("indefinite")):
        return Cue("negated", "modifier", node.head.text)
    if own and (long := since_long(node, words("long time"))) is not None:
        return Cue("habitual", "modifier", long.text)
    if own and verbal and is_of_youth(node):
        return Cue("past", "modifier", "when")
    if own and is_over(node, words("ending"), words("unit of time")):
        return Cue("past", "modifier", "ended")
    for child in children(node):
        if verbal and (found := _unreal(node, child, light=light and not known)):
            return found
        cue = cues.get(child.i)
        if cue is None or not light or known or cue.direction in {"governor", "aside", "determiner"}:
            continue
        if (cue.code == "habitual" and _is_counted(node)) or (child.dep_ == "npadvmod" and child.tag_ == "JJS"):
            continue  # "hit the depot on Monday, the latest in a series of attacks"
        if child.dep_ == "prep" and child.lower_ == "past" == cue.text.casefold():
            continue  # "shot their way past the guards"
        if child.dep_ in _MODIFIERS or (child.dep_ == "prep" and cue.code in {"past", "habitual"}) or (
                child.dep_ == "acl" and cue.code == "planned"):
            return cue
    return None


def _is_counted(noun: Token) -> bool:
    """Whether a noun is counted among others of a time: "the third such attack this year" is one."""
    return noun.pos_ == "NOUN" and any(c.ent_type_ == "ORDINAL" for c in children(noun))


def _unreal(verb: Token, child: Token, *, light: bool) -> Cue | None:
    """A modal or a condition on a verb; "since" makes what it tells the start of a time."""
    if child.dep_ == "mark" and child.lower_ == "since":
        return Cue("habitual", "modifier", child.text)
    modal = child.dep_ == "aux" and child.lower_ in words("modal") and light and not _hedged_past(verb, child)
    if modal or (child.dep_ == "mark" and child.lower_ in words("conditional")):
        return Cue("hypothetical", "modifier", child.text)
    return None
