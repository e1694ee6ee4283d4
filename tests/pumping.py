"""Strings that are slow for a slow pattern: a repeated part, and an end that does not fit.

A pattern tells by itself what to try: everything is made of its own words, letters and classes.
"""

import re
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from time import thread_time
from types import FrameType
from typing import Any

_TASTES = (125, 500)
"""Letters of two tries; a pattern that takes less than `_NOTHING` for the second is fast for any message."""
_SHORT, _LONG = 2000, 8000
"""Letters of the longest message that is read, and four times as many."""
_NOTHING, _LITTLE, _LIMIT = 0.0001, 0.004, 0.2
"""Seconds of CPU: less is not looked at further, not measured, or given up as endless."""
_GROWTH = 8
"""What is linear takes four times as long for four times the letters, what is quadratic sixteen times."""
_TRIES = 5
"""A machine that is busy with something else only adds to a time: what is slow is slow each time."""
_SAMPLES = 18  # of one part of a pattern
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_ALPHABET = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_WORD: " ",
}
_ANYTHING = "a1 A.-/đ\n"
_TAILS = ("", "\0", " \0")

Parsed = Iterable[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Pumped:
    """A text of `unit` again and again, between `head` and `tail`."""

    head: str
    unit: str
    tail: str

    def of(self, letters: int) -> str:
        """As a text of so many letters and its tail."""
        return (self.head + self.unit * (letters // len(self.unit) + 1))[:letters] + self.tail


class _TooSlow(Exception):
    pass


def runs_away(pattern: re.Pattern[Any], looks: Iterable[str] = ("search", "fullmatch")) -> Pumped | None:
    """Return a text on which `pattern` takes more than linear time; None if there is none.

    `looks` are the methods by which it is used. For the main thread: only there a match can be stopped.
    """
    before = signal.signal(signal.SIGPROF, _stop)
    try:
        found = ((text, getattr(pattern, look)) for text in _texts(pattern) for look in looks)
        return next((text for text, look in found if _is_slow(pattern, look, text)), None)
    finally:
        signal.signal(signal.SIGPROF, before)


def _is_slow(pattern: re.Pattern[Any], look: Callable[[Any], object], text: Pumped) -> bool:
    def cpu(letters: int) -> float:
        said = text.of(letters)
        return _cpu(partial(look, said if isinstance(pattern.pattern, str) else said.encode("latin-1", "ignore")))

    first, second = _TASTES
    if cpu(first) <= _NOTHING / 16:
        return False
    # A collection of garbage in the midst of a try looks endless: that one is tried again, as the others are.
    if min(cpu(first) for _again in range(_TRIES)) >= _LIMIT:
        return True
    return cpu(second) > _NOTHING and _grows(cpu)


def _grows(cpu: Callable[[int], float]) -> bool:
    """Return whether long texts take more than their share, each beside a short one: a machine has slow seconds."""

    def takes_more() -> bool:
        short, long = cpu(_SHORT), cpu(_LONG)
        return long >= _LIMIT or (long > _LITTLE and long > _GROWTH * short)

    return all(takes_more() for _again in range(_TRIES))


def _cpu(work: "partial[object]") -> float:
    began = thread_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, _LIMIT)
        work()
        signal.setitimer(signal.ITIMER_PROF, 0)
    except _TooSlow:
        return _LIMIT
    return thread_time() - began


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _TooSlow


def _texts(pattern: re.Pattern[Any]) -> Iterator[Pumped]:
    parsed = _parser.parse(pattern.pattern, pattern.flags & ~(0 if isinstance(pattern.pattern, str) else re.UNICODE))
    repeated = list(_repeated(parsed, ""))
    heads = dict.fromkeys(["", *(head for head, _units in repeated)])
    units = dict.fromkeys([*(unit for _head, units in repeated for unit in units), *_matched(parsed), " ", "\n"])
    every = dict.fromkeys(said for unit in units if unit for said in (unit, f"{unit} "))
    return (Pumped(head, unit, tail) for head in heads for unit in every for tail in _TAILS)


def _repeated(parsed: Parsed, head: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the repeated parts of `parsed`, each with something that leads there."""
    for kind, about in parsed:
        if kind in _REPEATS and about[1] > 1:
            yield head, _matched(about[2])
        for inner in _inside(kind, about):
            yield from _repeated(inner, head)
        head += _matched_by(kind, about)[0]


def _inside(kind: Any, about: Any) -> list[Parsed]:
    if kind in _REPEATS:
        return [about[2]]
    if kind is op.BRANCH:
        return list(about[1])
    if kind is op.SUBPATTERN:
        return [about[3]]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [about[1]]
    return [about] if kind is op.ATOMIC_GROUP else []


def _matched(parsed: Parsed) -> list[str]:
    """Yield some strings that fit, covering each way of every part."""
    some = [""]
    for kind, about in parsed:
        first, *others = _matched_by(kind, about)
        some = list(dict.fromkeys([*(said + first for said in some), *(some[0] + other for other in others)]))
    return some[:_SAMPLES]


def _matched_by(kind: Any, about: Any) -> list[str]:
    if kind in _REPEATS:
        least = about[0]
        return [said * max(least, 1) for said in _matched(about[2])] + ([] if least else [""])
    if kind is op.LITERAL:
        return [chr(about)]
    if kind is op.IN:
        return _of_class(about)
    if kind in (op.ANY, op.NOT_LITERAL):
        return ["b" if about == ord("a") else "a"]
    if kind in (op.BRANCH, op.SUBPATTERN, op.ATOMIC_GROUP):
        return list(dict.fromkeys(said for inner in _inside(kind, about) for said in _matched(inner)))
    if kind is op.ASSERT and about[0] < 0:
        return _matched(about[1])  # what stands before is not there by itself
    return [""]


def _of_class(about: Parsed) -> list[str]:
    """Yield a letter for each part of a class; for a negated one, letters outside it."""
    letters, negated = [], False
    for kind, value in about:
        negated = negated or kind is op.NEGATE
        if kind is op.CATEGORY:
            letters.append(_ALPHABET[value])
        elif kind is not op.NEGATE:
            letters.append(chr(value if kind is op.LITERAL else value[0]))
    return ([letter for letter in _ANYTHING if letter not in letters] if negated else letters) or ["a"]
