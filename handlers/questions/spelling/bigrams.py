"""Pairs of words that follow each other in some phrase: evidence for what a mistyped word was meant to be."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from handlers.questions.lexicon.phrase_tables import Choice, Pattern, load_tables
from handlers.questions.lexicon.words import to_word, tokenize

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Edges:
    """The words with which a part of a phrase may begin and end; `empty` if it may be left out."""

    first: frozenset[str]
    last: frozenset[str]
    empty: bool


@cache
def phrase_bigrams() -> frozenset[Pair]:
    """Return all pairs of the phrase tables, without accents; computed at the first mistyped word."""
    times = (pairwise(said.folded for said in tokenize(phrase)) for phrase in load_tables().times)
    patterns = [pattern for some in load_tables().phrases.values() for pattern in some]
    patterns += [pattern for choice in load_tables().sets.values() for pattern in choice]
    known: dict[int, _Edges] = {}
    return frozenset(pair for some in times for pair in some).union(*(_pairs(pattern, known) for pattern in patterns))


def _pairs(pattern: Pattern, known: dict[int, _Edges]) -> Iterator[Pair]:
    """Yield the pairs of one pattern. `known` caches the edges of groups by id: a set of the tables is one object
    everywhere.
    """
    before: frozenset[str] = frozenset()
    for part in pattern:
        edges = _edges(part, known)
        yield from ((one, other) for one in before for other in edges.first)
        before = edges.last | before if edges.empty else edges.last
        if not isinstance(part, str):
            for choice in part:
                yield from _pairs(choice, known)


def _edges(part: "str | Choice", known: dict[int, _Edges]) -> _Edges:
    if isinstance(part, str):
        said = frozenset((to_word(part).folded,))
        return _Edges(said, said, empty=False)
    if id(part) not in known:
        ways = [_edges_of(pattern, known) for pattern in part]
        first = frozenset[str]().union(*(way.first for way in ways))
        last = frozenset[str]().union(*(way.last for way in ways))
        known[id(part)] = _Edges(first, last, any(way.empty for way in ways))
    return known[id(part)]


def _edges_of(pattern: Pattern, known: dict[int, _Edges]) -> _Edges:
    parts = [_edges(part, known) for part in pattern]
    return _Edges(_outer_words(parts, "first"), _outer_words(parts[::-1], "last"), all(part.empty for part in parts))


def _outer_words(parts: list[_Edges], side: str) -> frozenset[str]:
    """Return the words with which a row of parts may begin, or, for "last" with the row reversed, end."""
    said: frozenset[str] = frozenset()
    for part in parts:
        said |= part.first if side == "first" else part.last
        if not part.empty:
            break
    return said
