"""The tables of `phrases.toml`, and the patterns of their phrases."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from data.text import nfc

_FILE = Path(__file__).with_name("phrases.toml")
_TOKEN = re.compile(r"[()|]|[^()|\s]+")
_SIGN = frozenset("(|)")

Choice: TypeAlias = "tuple[Pattern, ...]"
Pattern: TypeAlias = "tuple[str | Choice, ...]"
"""Words, and groups of patterns of which one is said; an optional group has an empty pattern."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The parsed tables. `sets` are phrases that others are made of: a pattern holds the very object of its set.
    `phrases` are patterns by "table.name", in the order of the file, which explains the other tables.
    """

    tones: Mapping[str, str]
    shorthand: Mapping[str, str]
    beside: Mapping[str, Mapping[str, Any]]
    abbreviations: Mapping[str, str]
    times: tuple[str, ...]
    common: tuple[str, ...]
    sets: Mapping[str, Choice]
    phrases: Mapping[str, tuple[Pattern, ...]]


@cache
def load_tables() -> Tables:
    """Return the tables, read once in the life of a process."""
    read = tomllib.loads(nfc(_FILE.read_text(encoding="utf-8")))
    tones, shorthand, beside, abbreviations, sets = (
        read.pop(name) for name in ("tones", "shorthand", "shorthand_beside", "abbreviations", "sets")
    )
    times, common = (tuple(read.pop(name)["words"]) for name in ("times", "common"))
    known: dict[str, Choice] = {}
    for name, said in sets.items():
        known[name] = _choice(said, known)
    phrases = {
        f"{table}.{name}": tuple(_pattern(pattern, known) for pattern in said)
        for table, lists in read.items()
        for name, said in lists.items()
    }
    return Tables(tones, shorthand, beside, abbreviations, times, common, known, phrases)


def _pattern(said: str, sets: Mapping[str, Choice]) -> Pattern:
    (pattern,) = _choice(said, sets)
    return pattern


def _choice(said: str, sets: Mapping[str, Choice]) -> Choice:
    if _SIGN.isdisjoint(said):
        return (tuple(_part(word, sets) for word in said.split()),)
    return _read(iter(_TOKEN.findall(said)), sets)


def _read(tokens: Iterator[str], sets: Mapping[str, Choice]) -> Choice:
    """Read patterns up to the bracket that ends their group, or to the end."""
    patterns: list[Pattern] = []
    parts: list[str | Choice] = []
    for token in tokens:
        match token:
            case "(":
                parts.append(_read(tokens, sets))
            case "|":
                patterns.append(tuple(parts))
                parts = []
            case ")":
                break
            case _:
                parts.append(_part(token, sets))
    return (*patterns, tuple(parts))


def _part(word: str, sets: Mapping[str, Choice]) -> "str | Choice":
    return sets[word[1:-1]] if word[0] == "<" else word
