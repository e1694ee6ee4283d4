"""Consistency checks of a registry: `nhacviec db check`."""

from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlmodel import col

from data.enums import COMPLETED, DeliveryState
from data.files import Files
from data.models import Delivery, Duty, ProgressEntry
from data.registry.duties import proofs
from data.registry.office import audit_chain
from data.store import Store


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken rule, with the number of rows or the thing concerned."""

    rule: str
    detail: str


def find_faults(store: Store) -> list[Fault]:
    """Return the rules that the registry breaks; empty for a healthy one. Changes nothing."""
    with store.read() as session:
        counts = ((rule, session.execute(query).scalar_one()) for rule, query in _rules().items())
        found = [Fault(rule, str(count)) for rule, count in counts if count]
        if broken := audit_chain.find_broken_link(session):
            found.append(Fault(f"chain.{broken.fault}", f"{broken.source}_entry {broken.row_id}"))
    return _check_sqlite_file(store) + found


def find_lost_files(store: Store, files: Files) -> list[Fault]:
    """Return a fault if proof files are missing, as after restoring the registry alone."""
    with store.read() as session:
        missing = files.list_missing(proofs.list_digests(session))
    return [Fault("files", str(len(missing)))] if missing else []


def _check_sqlite_file(store: Store) -> list[Fault]:
    """Return the faults that SQLite finds in its file; PostgreSQL checks its own."""
    with store.connection() as connection:
        if connection.dialect.name != "sqlite":
            return []
        torn = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    found = [] if torn == ["ok"] else [Fault("file", str(torn[0]))]
    return found + ([Fault("references", str(len(orphans)))] if orphans else [])


def _rules() -> dict[str, Select[int]]:
    entries = select(func.count()).where(col(ProgressEntry.duty_id) == col(Duty.id)).scalar_subquery()
    newest = select(col(ProgressEntry.duty_id)).where(
        col(ProgressEntry.duty_id) == col(Duty.id),
        col(ProgressEntry.version) == col(Duty.version),
        col(ProgressEntry.state) == col(Duty.state),
        col(ProgressEntry.extended_to).is_not_distinct_from(col(Duty.extended_to)),
    )
    duty, delivery = select(func.count()).select_from(Duty), select(func.count()).select_from(Delivery)
    completed = col(Duty.state).in_(COMPLETED)
    return {
        "entries": duty.where(col(Duty.version) != entries),
        "state": duty.where(col(Duty.version) > 0, ~newest.exists()),
        "completed": duty.where(completed != col(Duty.completed_on).is_not(None)),
        "sent": delivery.where(
            col(Delivery.state) == DeliveryState.SENT,
            or_(col(Delivery.message_id).is_(None), col(Delivery.sent_at).is_(None)),
        ),
    }
