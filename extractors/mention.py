"""What extractors yield: coded spans of one article, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from models.event import Norm, Span
from models.vocabulary import MentionLabel


@dataclass(frozen=True, slots=True)
class Mention:
    """A coded span of an article.

    ``first`` and ``last`` are token indices ``[first, last)``, ``start`` and ``end`` characters of content.
    ``head`` is the token that stands for the phrase in the dependency tree. ``value`` is the extractor's
    own frozen detail (a ``WeaponValue``, ``CasualtyValue`` ...) for the slot fillers; ``norm`` is what the
    contract's ``mentions[].norm`` shows. ``shown`` false keeps a helper mention out of the output.
    """

    label: MentionLabel
    first: int
    last: int
    head: int
    start: int
    end: int
    text: str
    rule: str
    norm: Norm | None = None
    value: object | None = None
    shown: bool = True

    @property
    def span(self) -> Span:
        """Character span."""
        return (self.start, self.end)
