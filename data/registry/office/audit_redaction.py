"""Names taken out of sealed history: the act that does it says which rows, and what they are since.

A row whose content contradicts its seal is a forgery, unless such an act names it with the hash of what it holds now.
So nobody takes a name out without leaving an act that says so, and `nhacviec db check` still finds all else.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Table, or_, select, update
from sqlmodel import Session, col

from data.enums import AuditSource
from data.models import AuditEntry, ProgressEntry
from data.registry.office.audit_hashes import hash_row
from data.registry.sql.rows import execute_count, fetch_rows, table_of

ERASE = "officer.erase"
"""The act, whose `after` names the rows under `ROWS`."""
ROWS = "rows"
_AUDIT, _PROGRESS = table_of(AuditEntry), table_of(ProgressEntry)


def redact(session: Session, words: Collection[str], label: str) -> dict[str, str]:
    """Put `label` in place of each of `words` where it is a whole fact, person or note of the history.

    Returns the hashes of the rows as they are now, by "audit:12" and "progress:7", for the act that tells of it.
    """
    wanted = {word for word in words if word}
    if not wanted:
        return {}
    return _redact_audit(session, wanted, label) | _redact_notes(session, wanted, label)


def list_redacted(session: Session) -> Mapping[tuple[str, int], str]:
    """Return the hashes of all rows out of which names were taken, by table and id; the last act counts."""
    query = select(col(AuditEntry.after)).where(col(AuditEntry.action) == ERASE).order_by(col(AuditEntry.id))
    found: dict[tuple[str, int], str] = {}
    for written in session.execute(query).scalars():
        for key, content_hash in (json.loads(written or "{}").get(ROWS) or {}).items():
            source, _colon, row_id = key.partition(":")
            found[source, int(row_id)] = content_hash
    return found


def _redact_audit(session: Session, wanted: set[str], label: str) -> dict[str, str]:
    columns = (_AUDIT.c.person, _AUDIT.c.before, _AUDIT.c.after)
    mentions = or_(*(column.contains(_as_written(word), autoescape=True) for word in wanted for column in columns))
    hashes: dict[str, str] = {}
    for row in fetch_rows(session, select(_AUDIT).where(mentions).order_by(_AUDIT.c.id)).mappings().all():
        became = {
            "person": label if row["person"] in wanted else row["person"],
            "before": _redact_json(row["before"], wanted, label),
            "after": _redact_json(row["after"], wanted, label),
        }
        if any(row[name] != value for name, value in became.items()):
            hashes |= _save(session, _AUDIT, AuditSource.AUDIT, row["id"], became)
    return hashes


def _redact_notes(session: Session, wanted: set[str], label: str) -> dict[str, str]:
    """Take names out of the notes of assignments, which hold nothing else."""
    query = select(_PROGRESS.c.id).where(_PROGRESS.c.reason.in_(wanted)).order_by(_PROGRESS.c.id)
    hashes: dict[str, str] = {}
    for row_id in fetch_rows(session, query).scalars().all():
        hashes |= _save(session, _PROGRESS, AuditSource.PROGRESS, row_id, {"reason": label})
    return hashes


def _save(
    session: Session, table: Table, source: AuditSource, row_id: int, values: Mapping[str, Any]
) -> dict[str, str]:
    execute_count(session, update(table).where(table.c.id == row_id).values(**values))
    row = fetch_rows(session, select(table).where(table.c.id == row_id)).mappings().one()
    return {f"{source.value}:{row_id}": hash_row(row, table)}


def _as_written(word: str) -> str:
    """Return a word as it stands within JSON."""
    return json.dumps(word, ensure_ascii=False)[1:-1]


def _redact_json(written: str | None, wanted: set[str], label: str) -> str | None:
    if written is None:
        return None
    facts = json.loads(written)
    became = {name: label if isinstance(value, str) and value in wanted else value for name, value in facts.items()}
    return written if became == facts else json.dumps(became, ensure_ascii=False, sort_keys=True)
