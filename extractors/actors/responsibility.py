"""Words of responsibility (`data/lexicons/attribution.toml`) and the structure around them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Token

from extractors.context import words
from extractors.lexicon import FOLDER, Entry, expand, read_entries
from extractors.reading import reading_of
from extractors.speech.words import lemma_of
from extractors.tree import child_of, children
from models.vocabulary import MentionLabel

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@cache
def terms(role: str) -> Mapping[str, tuple[tuple[str, ...], Entry]]:
    """Entry by first word, with the words that must follow, for one role; a first word has one entry in a role.

    A verb of role "prep" goes with any of its prepositions."""
    found: dict[str, tuple[tuple[str, ...], Entry]] = {}
    for entry in read_entries(FOLDER / "attribution.toml").entry:
        if entry.attrs["role"] == role:
            for term in entry.terms:
                for phrase in expand(term):
                    first, *rest = phrase.split()
                    if role == "prep" and first in found:  # "point at", "point to"
                        rest = [*found[first][0], *rest]
                    found[first] = (tuple(rest), entry)
    return found


def object_of(token: Token, *words: str) -> Token | None:
    """Object of one of the prepositions below a token."""
    for child in children(token):
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in words:
            found = child_of(child, "pobj")
            if found is not None:
                return found
    return None


def blamed_for(deed: Token) -> Token | None:
    """Who is blamed for the object of a verb, behind the last "on" that brings no day.

    "blamed the attack on rebels", "blamed the attack on the base on rebels".
    """
    verb = deed.head
    if deed.dep_ not in {"dobj", "obj", "nsubjpass"} or not {lemma_of(verb)} & {*terms("object"), *terms("prep")}:
        return None
    tops = [c for c in (*children(deed), *children(verb)) if c.lower_ == "on" and c.i > deed.i]
    inner = {t for c in tops for t in c.subtree if t.lower_ == "on" and t.dep_ == "prep"}
    found = [child_of(on, "pobj") for on in sorted(inner, key=lambda t: t.i)]
    return next((t for t in reversed(found) if t is not None and t.ent_type_ not in {"DATE", "TIME"}), None)


def subject(verb: Token) -> Token | None:
    """Own subject, or that of the verb above in a chain."""
    for _ in range(4):
        found = child_of(verb, *_SUBJECTS)
        if found is not None:
            return found
        if verb.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "acomp"}:
            return verb.head if verb.dep_ in {"relcl", "acl"} else None
        verb = verb.head
    return None


def accuser_of(verb: Token) -> Token | None:
    """The subject of a verb of blame; no attack blames anybody ("said there was no sign that the raid was theirs and
    accused X"): then whoever the verbs above tell of."""
    found = subject(verb)
    if found is None or not is_thing(found):
        return found
    above = (child_of(t, "nsubj") for t in verb.ancestors if t.pos_ in {"VERB", "AUX"})
    return next((t for t in above if t is not None and not is_thing(t)), None)


def puts_down(verb: Token) -> bool:
    """ "put the attack down to X": an accusation, and no deed of who puts"""
    return lemma_of(verb) == "put" and any(c.dep_ == "prt" and c.lower_ == "down" for c in children(verb))


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject suffers it."""
    return child_of(verb, "nsubjpass", "auxpass") is not None or (verb.dep_ == "acl" and verb.tag_ == "VBN")


def is_negated(verb: Token) -> bool:
    """Whether a negation hangs on the verb."""
    return any(c.dep_ == "neg" or c.lower_ in {"not", "never", "n't"} for c in children(verb))


def is_nobody(token: Token) -> bool:
    """Whether a phrase is "no group", "nobody", "any faction", "none of the groups"."""
    words = {t.lower_ for t in token.subtree}
    negations = terms("negation")
    return token.lower_ in {"nobody", "none", "anyone", "anybody"} or \
        any(c.lower_ in negations and c.dep_ in {"det", "neg", "preconj"} for c in token.lefts) or \
        {"no", "one"} <= words or "nobody" in words


def follows(verb: Token, words: tuple[str, ...]) -> bool:
    """Whether the particles of a term stand right behind its verb ("own up")."""
    return all(any(t.lower_ == w for t in verb.doc[verb.i + 1:verb.i + 4]) for w in words)


def last_object(top: Token, after: Token, word: str) -> Token | None:
    """The object of the last such preposition behind a token, however deep the parser hung it."""
    found = [child_of(t, "pobj") for t in top.subtree if t.i > after.i and t.lower_ == word]
    return next((t for t in reversed(found) if t is not None and t.ent_type_ not in {"DATE", "TIME"}), None)


def is_hedged(word: Token) -> bool:
    """Whether "suspected", "likely" or the like stands beside a word or its head."""
    return any(c.lower_ in terms("hedge") for c in (*word.lefts, *children(word.head)))


def is_supposed(actor: Token) -> bool:
    """Whether an actor's own phrase calls it suspected or alleged: "by suspected rebels"."""
    return any(c.lower_ in terms("hedge") and c.dep_ in {"amod", "advmod"} for c in actor.lefts)


def is_habit(verb: Token) -> bool:
    """Whether what is denied is a habit ("denies that it targets civilians") and not one attack."""
    if lemma_of(verb) not in {"deny", "reject", "dispute"}:
        return False
    if any(c.lower_ in words("habitual") for c in children(verb)):
        return True  # "Moscow regularly denies that its jets bomb civilians"
    clause = child_of(verb, "ccomp", "xcomp")
    held = child_of(clause, "dobj") if clause is not None and clause.lower_ == "having" else None
    if held is not None and verb.tag_ in {"VBZ", "VBP"} and lemma_of(held) not in terms("share"):
        return True  # "denies having an armed wing"
    if clause is not None and clause.tag_ == "VBG" and clause.dep_ == "xcomp":  # "denied targeting civilians"
        whom = child_of(clause, "dobj") or object_of(clause, "at")
        return whom is not None and whom.tag_ == "NNS" and \
            not any(c.dep_ in {"det", "nummod", "poss"} for c in whom.lefts)
    if clause is not None and clause.tag_ == "VBN" and lemma_of(clause) not in terms("tie"):
        return any(c.dep_ == "auxpass" and c.tag_ in {"VBZ", "VBP"} for c in clause.lefts)  # "that its soil is used"
    return clause is not None and clause.tag_ in {"VBZ", "VBP"} and lemma_of(clause) != "be" \
        and child_of(clause, "aux") is None


def of_series(token: Token) -> bool:
    """Whether what is claimed or blamed is a number of attacks."""
    deeds = [child_of(token, "dobj"), child_of(token, "nsubjpass")]
    for child in (token, *children(token)):
        if child.lower_ in {"for", "of", "behind"} and child.pos_ in {"ADP", "SCONJ"}:
            deeds += [t for t in child.subtree if t.i > child.i]
    if lemma_of(token) == "hold" and any(_is_any(t) for t in token.subtree if t.i > token.i and t.dep_ == "pobj"):
        return True
    return any(d is not None and d.tag_ in {"NNS", "NN"} and _many(d) for d in deeds)


def _is_any(noun: Token) -> bool:
    """Whether what one is held responsible for is "all fire", "every attack"."""
    return any(c.lower_ in {"all", "any", "every"} and c.dep_ in {"det", "predet"} for c in noun.lefts)


def _many(noun: Token) -> bool:
    """Whether a noun is several deeds: "attacks", "a string of attacks"."""
    # "the attacks" were told, "most of the attacks", "the recent attacks" are more than that
    told = any(c.lower_ in {"the", "these", "both"} for c in children(noun)) \
        and (noun.head.lower_ != "of" or noun.head.head.pos_ == "VERB") \
        and child_of(noun, "amod", "relcl") is None and object_of(noun, "since", "over") is None
    plural = noun.tag_ == "NNS" and lemma_of(noun) in terms("deed") and not told
    return plural or (lemma_of(noun) in terms("many") and object_of(noun, "of") is not None)


def takes_lives(claimed: Token) -> bool:
    """Whether what is claimed is no deed: "the war has claimed 5,000 lives", "thousands of lives"."""
    return any(t is not None and lemma_of(t) in words("claimed by death") for t in (claimed, object_of(claimed, "of")))


def is_attack(noun: Token) -> bool:
    """Whether a noun is one of the article's words for an attack ("claimed the rocket fire")."""
    return any(m.head == noun.i for m in reading_of(noun.doc).overlapping(noun.i, noun.i + 1, [MentionLabel.TRIGGER]))


def is_thing(noun: Token) -> bool:
    """Whether what is blamed on somebody is a deed or munition and no actor itself."""
    return bool(reading_of(noun.doc).overlapping(noun.i, noun.i + 1, [MentionLabel.TRIGGER, MentionLabel.WEAPON])) \
        or lemma_of(noun) in terms("deed")
