"""How SQLite answers what it is asked: by which index, or by reading a table from end to end."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


@contextmanager
def statements() -> Iterator[dict[str, list[str]]]:
    """What SQLite is asked while the block runs, each statement with the steps in which it is answered."""
    steps: dict[str, list[str]] = {}

    def explain(_: object, cursor: sqlite3.Cursor, statement: str, values: Any, context: object, many: bool) -> None:
        if not many and statement.startswith(("SELECT", "UPDATE", "DELETE")):
            asked = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            steps[statement] = [step for *_, step in asked]

    event.listen(Engine, "before_cursor_execute", explain)
    try:
        yield steps
    finally:
        event.remove(Engine, "before_cursor_execute", explain)
