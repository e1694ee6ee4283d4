"""Hashes of rows of the history, as their seals hold them."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256

from sqlalchemy import RowMapping, Table


def hash_row(row: RowMapping, table: Table) -> str:
    """Return the hash of a row, the same on every database.

    Empty columns are left out, so that a column that is added later, and is empty in old rows, changes no hash.
    """
    content = {name: plain(row[name]) for name in table.c.keys() if row[name] is not None}  # noqa: SIM118 - no dict
    return digest(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def plain(value: object) -> object:
    """Return an instant (UTC) or a date as a text, anything else as it is."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def digest(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()
