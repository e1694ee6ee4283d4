"""SQLite's plans of statements: by which index it answers, or by a full scan."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


@contextmanager
def statements() -> Iterator[dict[str, list[str]]]:
    """Collect SQLite's statements while the block runs, each with the steps of its plan."""
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
