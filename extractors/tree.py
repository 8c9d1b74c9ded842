"""Questions to a dependency tree: clauses and distances."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

_NOMINAL = frozenset({"compound", "amod", "nummod", "poss", "det", "nmod"})
_CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis", "acl", "pcomp"})


def clause_head(token: Token) -> Token:
    """The verb (or root) that governs the clause of a token."""
    node = token
    while node.head.i != node.i and not (node.dep_ in _CLAUSAL and node.pos_ in {"VERB", "AUX"}):
        node = node.head
    return node


def clause_of(token: Token) -> Iterator[Token]:
    """Tokens of the clause of a token: below its head verb, without other full clauses except its own chain."""
    top = clause_head(token)
    keep = {t.i for t in (token, *token.ancestors)}
    if top.dep_ in {"relcl", "acl"}:
        yield top.head
        yield from (c for c in top.head.children if c.dep_ in _NOMINAL)
    stack = [top]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(c for c in node.children if c.i in keep or not _opens_clause(c))


def _opens_clause(token: Token) -> bool:
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    if token.dep_ in {"ccomp", "parataxis", "advcl"}:
        return True
    return token.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)


def path_up(token: Token) -> list[int]:
    """Token indices from a token to its root."""
    return [token.i, *(t.i for t in token.ancestors)]


def distance(a: Token, b: Token) -> int:
    """Number of arcs between two tokens of one tree; large for two trees."""
    up_a, up_b = path_up(a), path_up(b)
    depth = {i: n for n, i in enumerate(up_a)}
    for steps, i in enumerate(up_b):
        if i in depth:
            return steps + depth[i]
    return 1000
