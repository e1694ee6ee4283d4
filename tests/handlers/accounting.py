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
    "mail_code": "a question on its way: the address has its entry once its code was typed, and so has a wrong code",
    "received_file": "counts for the quota; a file that is kept is a proof, with its entry",
    "channel_month": "counts of messages",
    "quota_warning": "who was told of the counts",
    "page_message": "what was shown",
    "page_file": "what was shown",
    "download": "what was handed out, with its entry",
}
"""Tables besides those of work whose rows decide nothing, and why none of them needs an entry of its own."""
OF_PROGRESS = {"duty", "proof", "extension_request"}
"""What a progress entry tells: it repeats what the duty became, and the one before it what the duty was."""


@dataclass
class Unit:
    """What one unit of work did: the ways in which it changed each table of records, and the entries it wrote."""

    changed: dict[str, set[str]] = field(default_factory=dict)
    entries: list[AuditEntry] = field(default_factory=list)
    progress: list[ProgressEntry] = field(default_factory=list)

    def fault(self) -> str:
        """Why it is not accounted for; "" if it is."""
        untold = self.changed.keys() - (OF_PROGRESS if self.progress else set())
        if not untold:
            return ""
        if not self.entries:
            return f"no entry of {sorted(untold)}"
        nobodys = [entry.action for entry in self.entries if not entry.actor or not entry.channel]
        if nobodys:
            return f"{nobodys} do not say who or where"
        told = {side for entry in self.entries for side in ("before", "after") if getattr(entry, side)}
        if missing := self._sides(untold) - told:
            return f"{sorted(missing)} missing in {[entry.action for entry in self.entries]} of {self.changed}"
        return ""

    def _sides(self, tables: set[str]) -> set[str]:
        """What entries must tell: what was updated, before and after; else what there is now, or was."""
        ways = set().union(*(self.changed[table] for table in tables))
        if ways == {"UPDATE"}:
            return {"before", "after"}
        return {"before"} if ways == {"DELETE"} else {"after"}


@contextmanager
def watched(store: Store) -> Iterator[Unit]:
    """Yield the unit of what happens in the block; complete when it ends."""
    unit, last = Unit(), _last_entries(store)

    def note(_connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        way, table = _change(statement)
        if table and cursor.rowcount != 0:
            unit.changed.setdefault(table, set()).add(way)

    engines = {id(engine): engine for engine in (_base(store._engine), _base(store._hasty))}.values()
    for engine in engines:
        event.listen(engine, "after_cursor_execute", note)
    try:
        yield unit
    finally:
        for engine in engines:
            event.remove(engine, "after_cursor_execute", note)
    for table in _WORK_TABLES | COUNTED.keys() | ENTRIES:
        unit.changed.pop(table, None)
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


def _change(statement: str) -> tuple[str, str]:
    """How a statement changes which table; empty for one that only reads."""
    words = statement.split(None, 3)
    place = _PLACE_OF_NAME.get(words[0]) if words else None
    return (words[0], words[place].strip('"')) if place is not None and len(words) > place else ("", "")
