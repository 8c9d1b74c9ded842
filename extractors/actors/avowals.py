"""How the accused owns up in passing: "said it had struck a command post", "said the attack was in reply to ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from extractors.actors.agents import agent_at
from extractors.actors.naming import Naming
from extractors.actors.responsibility import is_attack, is_negated, is_passive, object_of, subject, terms
from extractors.actors.siding import of_one_state, same_actor
from extractors.context import words
from extractors.reading import Reading, reading_of
from extractors.speech.find import governing
from extractors.speech.quotes import is_of_others
from extractors.speech.words import lemma_of
from extractors.tree import child_of, children
from models.event import Attribution
from models.vocabulary import AttributionStance, MentionLabel

RULE = "avowed"
STRUCK = "struck"  # the same of what was told before: "said it had hit the terminal"
_ARMED = frozenset({"armed_group", "umbrella"})
_SELF = frozenset({"it", "they", "we"})
_OWN = frozenset({"its", "their", "our"})
_THEIRS = frozenset({"theirs", "ours"})
_SENDING = frozenset({"aim", "fire", "launch", "send", "direct", "shoot"})
_NAMED = frozenset({AttributionStance.ACCUSED, AttributionStance.SUSPECTED, AttributionStance.STATED})
_PREDICATES = frozenset({"attr", "prep", "acomp"})


def by_avowal(verb: Token) -> Iterator[Naming]:
    """What a speaker says of a deed that only its doer would say; it counts where the speaker is named as the doer."""
    speech = governing(verb.doc, verb.i)
    if speech is None or speech.speaker is None or speech.code == "denies" or is_negated(verb):
        return
    if any(c.lower_ in words("modal") for c in children(verb)):
        return
    doer = child_of(verb, "nsubj")
    if lemma_of(verb) in terms("blow") and not is_passive(verb) and doer is not None and _is_speaker(doer) \
            and verb.tag_ not in {"VBZ", "VBP"}:
        yield Naming(verb, "stated", doer, None, STRUCK if _is_told_of(verb) else RULE)
    elif doer is not None and (_killed_some(verb, doer, verb.doc[speech.speaker]) or (_tells_deed(verb) and (
            _is_own(doer) if speech.code == "claims" else _is_of_own_band(doer, verb.doc[speech.speaker])))):
        speaker = verb.doc[speech.speaker]
        yield Naming(verb, "claimed", speaker, speaker, "own_men")
    elif doer is not None and _is_theirs(verb, doer):
        speaker = verb.doc[speech.speaker]
        yield Naming(verb, "claimed", speaker, speaker, "owned")
    elif (reply := _reply(verb, doer or child_of(verb, "nsubjpass"))) is not None:
        speaker = verb.doc[speech.speaker]
        yield Naming(verb, "claimed", speaker, speaker, "replied" if _has_own(reply) else RULE)


def _is_speaker(word: Token) -> bool:
    """Whether a pronoun may be whoever speaks: in a quotation only "we"."""
    return word.lower_ in _SELF and not is_of_others(reading_of(word.doc), word)


def _is_told_of(verb: Token) -> bool:
    what = child_of(verb, "dobj")
    return what is not None and (what.lower_ in {"it", "them"} or any(c.lower_ == "the" for c in what.lefts)) \
        and object_of(what, "of", "in", "near", "at") is None


def _killed_some(verb: Token, doer: Token, speaker: Token) -> bool:
    """ "said it had killed 15 soldiers", said an armed group"""
    agent = agent_at(reading_of(verb.doc), speaker.i)
    told = lemma_of(verb) in terms("harm") and not is_passive(verb) and child_of(verb, "dobj") is not None
    return told and _is_speaker(doer) and agent is not None and agent.kind in _ARMED


def _is_theirs(verb: Token, deed: Token) -> bool:
    """ "the salvo was its own", "the drones were theirs"."""
    whose = child_of(verb, "attr")
    sent = {lemma_of(deed)} & {*terms("deed"), *terms("sent")} or \
        reading_of(verb.doc).overlapping(deed.i, deed.i + 1, [MentionLabel.WEAPON])
    return bool(sent) and lemma_of(verb) == "be" and whose is not None and (
        whose.lower_ in _THEIRS or (whose.lower_ == "own" and _has_own(whose)))


def _is_own(doer: Token) -> bool:
    """Whether who did it is the speaker or the speaker's men."""
    return doer.lower_ in _SELF or _has_own(doer)


def _is_of_own_band(doer: Token, speaker: Token) -> bool:
    """Whether an armed group tells of what its men did: "one of its fighters", "soldiers of the Caliphate"."""
    agent = agent_at(reading_of(doer.doc), speaker.i)
    if agent is None or agent.kind not in _ARMED:
        return False
    whole = object_of(doer, "of")
    men = whole if whole is not None and doer.pos_ in {"NUM", "DET", "PRON"} else doer
    belongs = whole is not None and (whole.lower_ in words("a group's own") or
                                     (whole.lower_ == "own" and _has_own(whole)))
    return lemma_of(men) in {*terms("member"), *terms("unknown")} and (_has_own(men) or belongs) \
        and lemma_of(doer.head) != "shoot"  # whom they shot may be an attacker


def _has_own(word: Token) -> bool:
    return any(c.lower_ in _OWN for c in word.lefts)


def _is_deed(verb: Token) -> bool:
    """Whether a verb tells of an attack carried out, and not of what is always done."""
    done = {*terms("blow"), *terms("did"), *terms("harm")}
    return (lemma_of(verb) in done or is_attack(verb)) and not is_passive(verb) and verb.tag_ not in {"VBZ", "VBP"}


def _tells_deed(verb: Token) -> bool:
    """Whether men attack here or do so next: "got within metres of the gate before setting off his belt"."""
    acts = [child_of(c, "pcomp") for c in children(verb) if c.dep_ == "prep" and c.lower_ in {"before", "by"}]
    return _is_deed(verb) or any(act is not None and _is_deed(act) for act in acts)


def owns_fire(doc: Doc, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether what somebody says tells of munitions that were fired or aimed, by nobody named."""
    verbs = [t for first, last in ranges for t in doc[first:last] if lemma_of(t) in _SENDING and is_passive(t)]
    for verb in verbs:
        sent = child_of(verb, "nsubjpass")
        near = () if sent is None else reading_of(doc).overlapping(sent.left_edge.i, sent.right_edge.i + 1,
                                                                   [MentionLabel.WEAPON])
        if near and child_of(verb, "agent") is None:
            return True
    return False


def by_footage(reading: Reading, verb: Token) -> Iterator[Naming]:
    """ "X released a video of the launch", "posted footage that shows the attack": an armed group's claim."""
    shown = child_of(verb, "dobj") if lemma_of(verb) in terms("airing") else None
    if shown is None or lemma_of(shown) not in terms("footage"):
        return
    whose, told = subject(verb), [t for t in shown.subtree if t.i > shown.i]
    agent = agent_at(reading, whose.i) if whose is not None else None
    own = agent is not None and agent.kind in _ARMED and not is_negated(verb)
    if own and any(is_attack(t) or lemma_of(t) in {*terms("deed"), *terms("shot")} for t in told):
        yield Naming(verb, "claimed", whose, whose, "footage")


def by_adoption(reading: Reading, verb: Token) -> Iterator[Naming]:
    """ "X called the attacker a fighter of the caliphate", "named the bomber as one of its men"."""
    whose = subject(verb) if lemma_of(verb) in {*terms("naming"), *terms("branding")} else None
    agent = agent_at(reading, whose.i) if whose is not None and not is_passive(verb) else None
    if agent is None or agent.kind not in _ARMED or is_negated(verb):
        return
    after = [t for t in verb.subtree if t.i > verb.i]
    man = next((t for t in after if lemma_of(t) in terms("anaphor")), None)
    men = [t for t in after if man is not None and t.i > man.i and lemma_of(t) in terms("member")]
    if any(_has_own(t) or any(u.lower_ in words("a group's own") for u in t.subtree if u.i > t.i) for t in men):
        yield Naming(verb, "claimed", whose, whose, "adopted")


def _reply(verb: Token, deed: Token | None) -> Token | None:
    """What gives a deed as an answer: "the attack was a response to", "the barrage was its reply"."""
    if deed is None or not ({lemma_of(deed)} & {*terms("deed"), *terms("sent")} or deed.lower_ in {"it", "they"}):
        return None
    reasons = [c for c in children(verb) if c.dep_ in _PREDICATES and c.i > verb.i]
    reasons += [o for c in reasons for o in children(c) if o.dep_ == "pobj"]
    return next((t for t in reasons if lemma_of(t) in terms("reply")), None)


def is_idle(reading: Reading, item: Attribution, kept: Sequence[Attribution]) -> bool:
    """Whether a speaker's own strike is no answer to being named as the doer of this one."""
    if item.rule not in {f"attribution.{RULE}", f"attribution.{STRUCK}"}:
        return False
    named = [k for k in kept if k.stance in _NAMED and k.rule != item.rule and k.actor]
    if not named and item.rule.endswith(STRUCK):
        return False
    return not any(same_actor(k, item) or of_one_state(reading, k.actor, item.actor) for k in named)
