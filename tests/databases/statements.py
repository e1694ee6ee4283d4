"""Statements that tests make: which test made which, on which database."""

import re
from collections import Counter
from typing import Any

from sqlalchemy import Engine, event

_VALUE = re.compile(r"%\(\w+\)s(?:::[A-Z]+(?: WITH TIME ZONE| WITHOUT TIME ZONE| PRECISION)?)?|:\w+|\?")
"""A value's place in a statement, however a database writes it. What it quotes differs as well."""


class StatementLog:
    """The statements that were made since the last `take`, by the kind of database: their words, and how often.

    Statements without a construct of SQLAlchemy (pragmas, locks) are of one database, and not noted.
    """

    def __init__(self) -> None:
        self._made: dict[str, Counter[str]] = {}
        self._words: dict[int, tuple[object, str]] = {}
        self._words_by_key: dict[object, str] = {}

    def listen(self) -> None:
        """Begin to note."""
        event.listen(Engine, "before_cursor_execute", self._note)

    def take(self) -> dict[str, Counter[str]]:
        """Return what was noted, and begin anew."""
        made, self._made = self._made, {}
        return made

    def _note(self, connection: Any, _cursor: object, _text: str, _values: object, context: Any, _many: bool) -> None:
        if compiled := getattr(context, "compiled", None):
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


def words_of(statement: str) -> str:
    """Return a statement in the words that it has for every kind of database."""
    return _VALUE.sub("?", statement).replace('"', "")
