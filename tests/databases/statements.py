"""Statements that the house makes under test: which test led to which, on which database."""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event

if TYPE_CHECKING:
    from types import FrameType

_VALUE = re.compile(r"%\(\w+\)s(?:::[A-Z]+(?: WITH TIME ZONE| WITHOUT TIME ZONE| PRECISION)?)?|:\w+|\?")
"""A value's place in a statement, however a database writes it. What it quotes differs as well."""
_TABLE = re.compile(r"\b\w+\.")
"""Before a column that is returned: SQLite is told the column alone."""
_ROOT = Path(__file__).parents[2]
_TESTS = f"{_ROOT / 'tests'}/"
_HOUSE = tuple(f"{_ROOT / room}/" for room in ("bot", "handlers", "scheduler", "data"))


class StatementLog:
    """The statements that were made since the last `take`, by the kind of database: their words, and how often.

    Statements without a construct of SQLAlchemy (pragmas, locks) are of one database, and not noted; nor is what a
    test asks the registry by itself.
    """

    def __init__(self) -> None:
        self._made: dict[str, Counter[str]] = {}
        self._words: dict[int, tuple[object, str]] = {}
        self._words_by_key: dict[object, str] = {}

    def listen(self) -> None:
        """Begin to note."""
        event.listen(Engine, "before_cursor_execute", self._note)

    def stop(self) -> None:
        """Note no more."""
        event.remove(Engine, "before_cursor_execute", self._note)

    def take(self) -> dict[str, Counter[str]]:
        """Return what was noted, and begin anew."""
        made, self._made = self._made, {}
        return made

    def _note(self, connection: Any, _cursor: object, _text: str, _values: object, context: Any, _many: bool) -> None:
        compiled = getattr(context, "compiled", None)
        # The stack is walked only until a statement is known as the house's: it takes as long as the statement.
        if compiled and (id(compiled) in self._words or _is_made_by_the_house()):
            self._made.setdefault(connection.dialect.name, Counter())[self._words_of(compiled)] += 1

    def _words_of(self, compiled: Any) -> str:
        if known := self._words.get(id(compiled)):
            return known[1]
        key = compiled.cache_key.key if compiled.cache_key else None
        words = self._words_by_key.get(key) or words_of(str(compiled.statement))
        if key is not None:
            self._words_by_key[key] = words
        self._words[id(compiled)] = (compiled, words)  # kept, or another would have its id
        return words


def _is_made_by_the_house() -> bool:
    """Return whether a module of the house, and not a test itself, makes the statement under way."""
    frame: FrameType | None = sys._getframe(2)
    while frame := frame.f_back if frame else None:
        place = frame.f_code.co_filename
        if place.startswith(_HOUSE):
            return True
        if place.startswith(_TESTS):
            return False
    return False


def words_of(statement: str) -> str:
    """Return a statement in the words that it has for every kind of database."""
    alike, returning, columns = _VALUE.sub("?", statement).replace('"', "").partition(" RETURNING ")
    return alike + returning + _TABLE.sub("", columns)
