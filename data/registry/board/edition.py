"""The edition of the registry: whether anything was recorded since figures were counted."""

from sqlalchemy import func, select
from sqlmodel import Session

from data.models import AuditEntry, ProgressEntry
from data.registry.sql.rows import fetch_rows, table_of

Edition = tuple[int, int]

_LAST = tuple(select(func.coalesce(func.max(table_of(one).c.id), 0)) for one in (ProgressEntry, AuditEntry))


def get_edition(session: Session) -> Edition:
    """Return the numbers of the last entry of a history and of the audit trail: every act leaves one of them.

    On PostgreSQL a number may be committed after a higher one, so that nothing is told from it for long.
    """
    entry, act = (fetch_rows(session, query).scalar_one() for query in _LAST)
    return entry, act
