"""Questions to a dependency tree: clauses and distances."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from spacy.attrs import HEAD  # type: ignore[import-not-found]  # no stub
from spacy.tokens import Doc, Token

from extractors.columns import tokens

_NOMINAL = frozenset({"compound", "amod", "nummod", "poss", "det", "nmod"})
FAR = 1000  # between two trees
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
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
        yield from (c for c in children(top.head) if c.dep_ in _NOMINAL)
    stack = [top, *_shared_subject(top)]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(c for c in children(node) if c.i in keep or not _opens_clause(c))


def _shared_subject(verb: Token) -> list[Token]:
    """The subject that a verb shares with the verb that it is joined to ("bombs were dropped and hit a shop")."""
    if verb.dep_ != "conj" or any(c.dep_ in _SUBJECT for c in children(verb)):
        return []
    return [c for c in children(verb.head) if c.dep_ in _SUBJECT]


def _opens_clause(token: Token) -> bool:
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    if token.dep_ in {"ccomp", "parataxis", "advcl"}:
        return True
    return token.dep_ == "conj" and any(c.dep_ in _SUBJECT for c in children(token))


def heads_of(doc: Doc) -> list[int]:
    """The index of each token's head, read once; ask only after the model pass."""
    found: list[int] | None = doc.user_data.get("heads")
    if found is None:
        found = doc.user_data["heads"] = (doc.to_array(HEAD).astype(np.int64) + np.arange(len(doc))).tolist()
    return found


def children(token: Token) -> Sequence[Token]:
    """A token's children in text order, as `Token.children` gives them at many times the price; ask only after the
    model pass."""
    doc = token.doc
    found: list[list[Token]] | None = doc.user_data.get("children")
    if found is None:
        found = doc.user_data["children"] = [[] for _ in range(len(doc))]
        for place, (child, head) in enumerate(zip(tokens(doc), heads_of(doc), strict=True)):
            if head != place:
                found[head].append(child)
    return found[token.i]


def child_of(token: Token, *labels: str) -> Token | None:
    """The first child with one of the dependency labels."""
    for child in children(token):
        if child.dep_ in labels:
            return child
    return None


def root_of(doc: Doc, first: int, last: int) -> int:
    """The token of ``[first, last)`` that is nearest to its sentence's root, as `Span.root` gives it."""
    last = min(last, len(doc))
    if last - first == 1:
        return first
    heads = heads_of(doc)
    top = next((i for i in range(first, last) if heads[i] == i), None)
    if top is not None:
        return top
    outer = (i for i in range(first, last) if not first <= heads[i] < last)
    return min(outer, key=lambda i: _depth(doc, i), default=first)


def _depth(doc: Doc, token: int) -> int:
    """Arcs between a token and its root; a bare punctuation mark or space counts as the deepest."""
    word = tokens(doc)[token]
    if (word.is_punct or word.is_space) and not children(word):
        return len(doc) - 1
    return len(path_up(heads_of(doc), token)) - 1


def path_up(heads: list[int], token: int) -> list[int]:
    """Token indices from a token to its root."""
    path = [token]
    while (head := heads[token]) != token:
        path.append(head)
        token = head
    return path


def distance(a: Token, b: Token) -> int:
    """Number of arcs between two tokens of one tree; large for two trees."""
    heads = heads_of(a.doc)
    depth = {i: n for n, i in enumerate(path_up(heads, a.i))}
    for steps, i in enumerate(path_up(heads, b.i)):
        if i in depth:
            return steps + depth[i]
    return FAR


def distances(doc: Doc, token: int, first: int, last: int) -> list[int]:
    """The distance of each of the tokens ``[first, last)`` to a token."""
    heads = heads_of(doc)
    known = {i: n for n, i in enumerate(path_up(heads, token))}
    for start in range(first, last):
        path, node = [], start
        while node not in known and heads[node] != node:
            path.append(node)
            node = heads[node]
        gap = known.setdefault(node, FAR)
        for n, below in enumerate(reversed(path), start=1):
            known[below] = min(FAR, gap + n)
    return [known[n] for n in range(first, last)]
