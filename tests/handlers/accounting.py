"""Whether what a unit of work changed is accounted for: which records it changed, and what it wrote of that."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import col, select

from data.database.durable_acts import _PLACE_OF_NAME, _WORK_TABLES
from data.models import AuditEntry, ProgressEntry
from data.store import Store

ENTRIES = {"audit_entry", "progress_entry"}
COUNTED = {
    "audit_seal": "made of the entries",
    "refused_act": "counts of refusals, each hour an entry",
    "join_attempt": "counts of wrong codes, each an entry",
    "received_file": "counts for the quota; a file that is kept is a proof, with its entry",
    "channel_month": "counts of messages",
    "quota_warning": "who was told of the counts",
    "page_message": "what was shown",
    "page_file": "what was shown",
    "download": "what was handed out, with its entry",
}
"""Tables besides those of work whose rows decide nothing, and why none of them needs an entry of its own."""


@dataclass
class Unit:
    """What one unit of work did: the tables of records that it changed, and the entries it wrote."""

    changed: set[str] = field(default_factory=set)
    entries: list[AuditEntry] = field(default_factory=list)
    progress: list[ProgressEntry] = field(default_factory=list)

    def fault(self) -> str:
        """Why it is not accounted for; "" if it is."""
        if not self.changed:
            return ""
        if not self.entries and not self.progress:
            return f"no entry of {sorted(self.changed)}"
        for entry in self.entries:
            if not entry.actor or not entry.channel:
                return f"{entry.action}: actor {entry.actor!r}, channel {entry.channel!r}"
        for one in self.progress:
            if not (one.officer_id or one.plan_id if hasattr(one, "plan_id") else True):
                return "progress of nobody"
        if not self.progress and not any(entry.before or entry.after for entry in self.entries):
            return f"neither before nor after in {[entry.action for entry in self.entries]} of {sorted(self.changed)}"
        return ""


@contextmanager
def watched(store: Store) -> Iterator[Unit]:
    """Yield the unit of what happens in the block; complete when it ends."""
    unit, last = Unit(), _last_entries(store)
    changed: set[str] = set()

    def note(_connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        if (table := _table_of(statement)) and cursor.rowcount != 0:
            changed.add(table)

    engines = {id(engine): engine for engine in (_base(store._engine), _base(store._hasty))}.values()
    for engine in engines:
        event.listen(engine, "after_cursor_execute", note)
    try:
        yield unit
    finally:
        for engine in engines:
            event.remove(engine, "after_cursor_execute", note)
    unit.changed |= changed - _WORK_TABLES - COUNTED.keys() - ENTRIES
    with store.read() as session:
        unit.entries += session.exec(select(AuditEntry).where(col(AuditEntry.id) > last[0])).all()
        unit.progress += session.exec(select(ProgressEntry).where(col(ProgressEntry.id) > last[1])).all()


def _base(engine: Engine) -> Engine:
    """The engine that one with other options was made of: events of both are its."""
    return getattr(engine, "_proxied", engine)


def _last_entries(store: Store) -> tuple[int, int]:
    with store.read() as session:
        found = [
            session.exec(select(model.id).order_by(col(model.id).desc()).limit(1)).first()
            for model in (AuditEntry, ProgressEntry)
        ]
    return found[0] or 0, found[1] or 0


def _table_of(statement: str) -> str:
    words = statement.split(None, 3)
    place = _PLACE_OF_NAME.get(words[0]) if words else None
    return words[place].strip('"') if place is not None and len(words) > place else ""
