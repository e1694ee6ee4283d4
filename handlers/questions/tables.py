"""The tables of `phrases.toml`, and the phrases that its patterns stand for."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.text import nfc

_FILE = Path(__file__).with_name("phrases.toml")


@dataclass(frozen=True, slots=True)
class Tables:
    """`phrases`: patterns by "table.name", in the order of the file; see there for the others."""

    tones: Mapping[str, str]
    shorthand: Mapping[str, str]
    abbreviations: Mapping[str, str]
    sets: Mapping[str, str]
    phrases: Mapping[str, tuple[str, ...]]


@cache
def tables() -> Tables:
    """Read once in the life of a process."""
    read = tomllib.loads(nfc(_FILE.read_text(encoding="utf-8")))
    named = [read.pop(name) for name in ("tones", "shorthand", "abbreviations", "sets")]
    phrases = {f"{table}.{name}": tuple(said) for table, lists in read.items() for name, said in lists.items()}
    return Tables(*named, phrases)


Phrase = tuple[str, ...]


def ways_to_say(pattern: str) -> list[Phrase]:
    """Every phrase that a pattern stands for, as words."""
    ways: list[Phrase] = [()]
    for part in _parts(pattern):
        if part.startswith("("):
            options = [way for choice in _choices(part[1:-1]) for way in ways_to_say(choice)]
        elif part.startswith("<"):
            options = _set(part[1:-1])
        else:
            options = [(part,)]
        ways = [way + option for way in ways for option in options]
    return ways


@cache
def _set(name: str) -> list[Phrase]:
    return [way for choice in _choices(tables().sets[name]) for way in ways_to_say(choice)]


def _parts(pattern: str) -> Iterator[str]:
    """Words and groups, from left to right."""
    depth, part = 0, ""
    for sign in pattern + " ":
        depth += (sign == "(") - (sign == ")")
        if sign == " " and not depth:
            if part:
                yield part
            part = ""
        else:
            part += sign


def _choices(group: str) -> list[str]:
    """What stands between the bars of a group, outside of groups within it."""
    found, depth = [""], 0
    for sign in group:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found
