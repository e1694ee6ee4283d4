"""The chain over progress and audit entries: each is sealed with its hash and that of the seal before it.

Sealing is a step of its own, after the rows were committed (by each tick, after each command of the shell): an act
of an officer pays nothing for it. What is not sealed yet is the newest. A row that was changed, deleted, put between
others or dated back contradicts the chain; who rewrites the whole chain needs other heads than were noted elsewhere
(`nhacviec db check` and `db backup` print the head).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, RowMapping, Select, Table, func, select
from sqlmodel import Session

from data.enums import AuditSource
from data.errors import RegistryUnusable
from data.models import AuditEntry, AuditSeal, ProgressEntry
from data.registry.office.audit_hashes import digest, hash_row, plain
from data.registry.office.audit_redaction import list_redacted
from data.registry.sql.rows import fetch_rows, insert_all, table_of
from data.store import Store

_BEGINNING = "0" * 64
_TOLERANCE = timedelta(days=1)
"""How much earlier than the seals before it a row may be dated: clocks of processes differ, and are set."""
_AT_ONCE = 5000
"""Rows that are sealed in one transaction."""
_PIECE = 5000
"""Rows that one statement of a check reads."""

_TABLES: Mapping[AuditSource, Table] = {
    AuditSource.PROGRESS: table_of(ProgressEntry),
    AuditSource.AUDIT: table_of(AuditEntry),
}
_SEAL = table_of(AuditSeal)
_LOCK = "LOCK TABLE progress_entry, audit_entry, audit_seal IN SHARE ROW EXCLUSIVE MODE"
"""While it is held nobody writes: a row that is written later has a higher id than all that are sealed."""


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last seal: how many there are and its hash; and how many rows are not sealed yet."""

    sealed: int
    hash: str
    unsealed: int


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first place at which the chain does not hold.

    `fault` is one of: changed (the row), missing (the row), inserted (a row between sealed ones), backdated (a row),
    link (the seal itself). `position` is that of the seal, `row_id` the key of the row in its table.
    """

    position: int
    source: AuditSource
    row_id: int
    fault: str


def seal(store: Store, sealed_at: datetime | None) -> int:
    """Seal the oldest of what was committed and is not sealed yet; return how many rows.

    `sealed_at` is the office's now (UTC). Returns 0 where somebody else writes or seals just then:
    the next call makes up for it.
    """
    with store.read() as session:
        if get_head(session).unsealed == 0:  # most ticks: nobody's writing need wait for a lock
            return 0
    try:
        with store.write() as session:
            _lock(session, wait=False)
            return _seal_batch(session, sealed_at)
    except RegistryUnusable as error:
        if error.reason != "locked":
            raise
        return 0


def seal_all(session: Session) -> int:
    """Seal all that is there, after an upgrade; return how many rows. Waits for those who write."""
    _lock(session, wait=True)
    return sum(iter(lambda: _seal_batch(session, None), 0))


def get_head(session: Session) -> ChainHead:
    """Return the head of the chain."""
    position, chain_hash = _last_seal(session)
    unsealed = sum(
        fetch_rows(session, select(func.count()).where(table.c.id > _last_sealed(session, source))).scalar_one()
        for source, table in _TABLES.items()
    )
    return ChainHead(position, chain_hash, unsealed)


def find_broken_link(session: Session) -> BrokenLink | None:
    """Return the first place at which the chain is broken; None if it holds. Reads all of it."""
    found = [_find_broken_seal(session)]
    found += [_find_broken_row(session, source) for source in _TABLES]
    found += [_find_inserted(session, source) for source in _TABLES]
    return min((one for one in found if one), key=lambda one: one.position, default=None)


def _lock(session: Session, *, wait: bool) -> None:
    """Keep others from writing history. Without `wait` the database refuses where somebody writes just then."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().exec_driver_sql(_LOCK if wait else f"{_LOCK} NOWAIT")


def _seal_batch(session: Session, sealed_at: datetime | None) -> int:
    position, chain_hash = _last_seal(session)
    seals = []
    for source, row_id, content_hash in _list_unsealed(session):
        position += 1
        chain_hash = _link_hash(chain_hash, position, source, row_id, content_hash, sealed_at)
        seals.append(
            {
                "position": position,
                "source": source,
                "row_id": row_id,
                "content_hash": content_hash,
                "chain_hash": chain_hash,
                "sealed_at": sealed_at,
            }
        )
    insert_all(session, AuditSeal, seals)
    return len(seals)


def _list_unsealed(session: Session) -> Iterator[tuple[AuditSource, int, str]]:
    for source, table in _TABLES.items():
        newer = select(table).where(table.c.id > _last_sealed(session, source)).order_by(table.c.id).limit(_AT_ONCE)
        for row in fetch_rows(session, newer).mappings():
            yield source, row["id"], hash_row(row, table)


def _last_seal(session: Session) -> tuple[int, str]:
    query = select(_SEAL.c.position, _SEAL.c.chain_hash).order_by(_SEAL.c.position.desc()).limit(1)
    row = fetch_rows(session, query).first()
    return (row.position, row.chain_hash) if row else (0, _BEGINNING)


def _last_sealed(session: Session, source: AuditSource) -> int:
    query = select(func.max(_SEAL.c.row_id)).where(_SEAL.c.source == source)
    return fetch_rows(session, query).scalar_one() or 0


def _find_broken_seal(session: Session) -> BrokenLink | None:
    """Return the first seal that does not follow from the one before it, or is not in the order of the rows."""
    chain_hash, last = _BEGINNING, dict.fromkeys(_TABLES, 0)
    for expected, row in enumerate(_in_pieces(session, select(_SEAL), _SEAL.c.position), 1):
        source, row_id = row["source"], row["row_id"]
        chain_hash = _link_hash(chain_hash, expected, source, row_id, row["content_hash"], row["sealed_at"])
        if row["position"] != expected or row["chain_hash"] != chain_hash or row_id <= last[source]:
            return BrokenLink(expected, source, row_id, "link")
        last[source] = row_id
    return None


def _find_broken_row(session: Session, source: AuditSource) -> BrokenLink | None:
    """Return the first sealed row of a table that is gone, not what it was, or older than what it follows."""
    table = _TABLES[source]
    query = (
        select(_SEAL.c.position, _SEAL.c.row_id, _SEAL.c.content_hash, _SEAL.c.sealed_at, table)
        .join_from(_SEAL, table, table.c.id == _SEAL.c.row_id, isouter=True)
        .where(_SEAL.c.source == source)
    )
    redacted = list_redacted(session)
    batch: datetime | None = None
    earliest: datetime | None = None
    for row in _in_pieces(session, query, _SEAL.c.position):
        if row["sealed_at"] != batch:
            earliest = _earliest_of_batch(batch, row["sealed_at"])
            batch = row["sealed_at"]
        if fault := _fault_of(row, table, earliest, redacted.get((source.value, row["row_id"]))):
            return BrokenLink(row["position"], source, row["row_id"], fault)
    return None


def _fault_of(row: RowMapping, table: Table, earliest: datetime | None, redacted: str | None) -> str:
    """Return what is wrong with a row beside its seal; "" for nothing.

    `redacted` is its hash since a name was taken out of it, None for a row that is to be as it was.
    """
    if row["id"] is None:
        return "missing"
    if hash_row(row, table) not in (row["content_hash"], redacted):
        return "changed"
    return "backdated" if earliest and row["at"] < earliest else ""


def _earliest_of_batch(before: datetime | None, sealed_at: datetime | None) -> datetime | None:
    """Return the earliest instant that rows sealed then may bear: what was there before had been sealed.

    None after an upgrade, and where the clock was set back in between: then nothing follows.
    """
    return before - _TOLERANCE if before and sealed_at and sealed_at >= before else None


def _find_inserted(session: Session, source: AuditSource) -> BrokenLink | None:
    """Return the first row that stands between sealed ones and has no seal."""
    table = _TABLES[source]
    query = (
        select(table.c.id, _SEAL.c.position)
        .join_from(table, _SEAL, (_SEAL.c.row_id == table.c.id) & (_SEAL.c.source == source), isouter=True)
        .where(table.c.id <= _last_sealed(session, source))
    )
    rows = _in_pieces(session, query, table.c.id)
    row_id = next((row["id"] for row in rows if row["position"] is None), None)
    if row_id is None:
        return None
    after = select(func.min(_SEAL.c.position)).where(_SEAL.c.source == source, _SEAL.c.row_id > row_id)
    return BrokenLink(fetch_rows(session, after).scalar_one(), source, row_id, "inserted")


def _in_pieces(session: Session, query: Select[Any], key: Column[int]) -> Iterator[RowMapping]:
    """Yield the rows of a query in the order of their `key`, a column of it.

    A statement reads no more than a piece: of a long history one alone would take longer than a server lets it.
    """
    ordered = query.order_by(key).limit(_PIECE)
    rows = fetch_rows(session, ordered).mappings().all()
    while rows:
        yield from rows
        rows = fetch_rows(session, ordered.where(key > rows[-1][key.name])).mappings().all()


def _link_hash(
    previous: str, position: int, source: str, row_id: int, content_hash: str, sealed_at: datetime | None
) -> str:
    when = plain(sealed_at) if sealed_at else ""
    return digest("\n".join((previous, str(position), str(source), str(row_id), content_hash, str(when))))
