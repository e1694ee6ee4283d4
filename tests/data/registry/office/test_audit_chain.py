"""The chain over the history: tampering with one row is found, and two processes keep one chain."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from data.consistency import find_faults
from data.enums import AuditSource, State
from data.models import AuditEntry, AuditSeal, ProgressEntry
from data.registry.duties import progress
from data.registry.duties.progress_entries import Actor
from data.registry.office import audit, audit_chain
from data.registry.office.audit_chain import BrokenLink
from data.schema import downgrade, upgrade
from data.store import Store
from tests import factories as make

NOW = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
PROGRESS, AUDIT = AuditSource.PROGRESS, AuditSource.AUDIT


def act(session: Session, at: datetime, subject: str = "175/KH-UBND") -> None:
    audit.record_action(session, now=at, actor="test", action="plan.apply", subject=subject, after={"tasks": 43})


def history(store: Store, at: datetime) -> None:
    """Two notes on one duty, and two acts beside them."""
    with store.write() as session:
        agency = make.agency(session, code=f"a{at:%m%d}")
        actor = Actor(make.known(make.officer(session, agency).id), "telegram")
        owed = make.duty(
            session, agency, make.deadline(session, make.plan(session, f"{at:%m%d}/KH"), date(2024, 2, 29))
        )
        for note in ("chờ ý kiến", "đã có ý kiến"):
            progress.add_note(session, make.known(owed.id), note, actor, at)
            act(session, at)


@pytest.fixture
def sealed(store: Store) -> Store:
    """Progress entries 1 to 4 and audit entries 1 to 4, in two batches a month apart."""
    for at in (NOW, LATER):
        history(store, at)
        assert audit_chain.seal(store, at) == 4
    return store


def broken(store: Store) -> BrokenLink | None:
    with store.read() as session:
        return audit_chain.find_broken_link(session)


@pytest.fixture(autouse=True)
def _short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check reads the chain in pieces; here of two rows, so that each test crosses their ends."""
    monkeypatch.setattr(audit_chain, "_PIECE", 2)


def test_what_is_written_is_sealed_once_and_holds(sealed: Store) -> None:
    assert audit_chain.seal(sealed, LATER) == 0
    with sealed.read() as session:
        head = audit_chain.get_head(session)
    assert (head.sealed, head.unsealed, broken(sealed)) == (8, 0, None)
    history(sealed, LATER + timedelta(days=1))
    with sealed.read() as session:
        later = audit_chain.get_head(session)
    assert (later.sealed, later.hash, later.unsealed, broken(sealed)) == (8, head.hash, 4, None)
    assert find_faults(sealed) == []


Rows = dict[AuditSource, list[int]]
"""The keys of the rows in the order in which they were written: a server goes on counting from test to test."""


def entry(rows: Rows, number: int) -> Any:
    return col(ProgressEntry.id) == rows[PROGRESS][number]


def acted(rows: Rows, number: int) -> Any:
    return col(AuditEntry.id) == rows[AUDIT][number]


def a_reason(session: Session, rows: Rows) -> None:
    session.execute(update(ProgressEntry).where(entry(rows, 1)).values(reason="khác"))


def a_state_in_the_history(session: Session, rows: Rows) -> None:
    session.execute(update(ProgressEntry).where(entry(rows, 0)).values(state=State.IN_PROGRESS))


def a_subject(session: Session, rows: Rows) -> None:
    session.execute(update(AuditEntry).where(acted(rows, 2)).values(subject="18/KH-UBND"))


def an_instant(session: Session, rows: Rows) -> None:
    session.execute(update(AuditEntry).where(acted(rows, 1)).values(at=NOW + timedelta(seconds=1)))


def an_act_deleted(session: Session, rows: Rows) -> None:
    session.execute(delete(AuditEntry).where(acted(rows, 1)))


def the_last_act_deleted(session: Session, rows: Rows) -> None:
    session.execute(delete(AuditEntry).where(acted(rows, 3)))


def two_acts_swapped(session: Session, rows: Rows) -> None:
    first, other = rows[AUDIT][0], rows[AUDIT][2]
    for key, to in ((first, 0), (other, first), (0, other)):
        session.execute(update(AuditEntry).where(col(AuditEntry.id) == key).values(id=to))


def an_act_and_its_seal_deleted(session: Session, rows: Rows) -> None:
    an_act_deleted(session, rows)
    session.execute(delete(AuditSeal).where(col(AuditSeal.position) == 4))


def an_act_behind_another_number(session: Session, rows: Rows) -> None:
    """The row and its seal agree; the chain does not."""
    last = rows[AUDIT][3]
    session.execute(update(AuditEntry).where(acted(rows, 3)).values(id=last + 1))
    session.execute(update(AuditSeal).where(col(AuditSeal.position) == 8).values(row_id=last + 1))
    rows[AUDIT][3] += 1


def two_seals_swapped(session: Session, rows: Rows) -> None:
    for position, to in ((1, 99), (2, 1), (99, 2)):
        session.execute(update(AuditSeal).where(col(AuditSeal.position) == position).values(position=to))


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (a_reason, (2, PROGRESS, 1, "changed")),
        (a_state_in_the_history, (1, PROGRESS, 0, "changed")),
        (a_subject, (7, AUDIT, 2, "changed")),
        (an_instant, (4, AUDIT, 1, "changed")),
        (an_act_deleted, (4, AUDIT, 1, "missing")),
        (the_last_act_deleted, (8, AUDIT, 3, "missing")),
        (two_acts_swapped, (3, AUDIT, 0, "changed")),
        (an_act_and_its_seal_deleted, (4, PROGRESS, 2, "link")),
        (an_act_behind_another_number, (8, AUDIT, 3, "link")),
        (two_seals_swapped, (1, PROGRESS, 1, "link")),
    ],
)
def test_tampering_with_one_row_is_found_and_the_first_that_is_broken_named(
    sealed: Store, tamper: Callable[[Session, Rows], None], found: tuple[int, AuditSource, int, str]
) -> None:
    rows = rows_of(sealed)
    with sealed.write() as session:
        tamper(session, rows)
    position, source, number, fault = found
    assert broken(sealed) == BrokenLink(position, source, rows[source][number], fault)
    rules = {one.rule: one.detail for one in find_faults(sealed)}
    assert rules[f"chain.{fault}"] == f"{source}_entry {rows[source][number]}"


def rows_of(store: Store) -> Rows:
    with store.read() as session:
        links = session.execute(select(AuditSeal).order_by(col(AuditSeal.position))).scalars().all()
    return {source: [link.row_id for link in links if link.source is source] for source in AuditSource}


def test_a_row_put_between_sealed_ones_is_found(store: Store) -> None:
    with store.write() as session:
        for key in (1, 3):
            session.add(AuditEntry(id=key, at=NOW, actor="test", action="plan.apply", subject=""))
    audit_chain.seal(store, NOW)
    with store.write() as session:
        session.add(AuditEntry(id=2, at=NOW, actor="test", action="plan.apply", subject=""))
    assert broken(store) == BrokenLink(2, AUDIT, 2, "inserted")
    assert audit_chain.seal(store, LATER) == 0  # it is not made good


def test_a_row_that_is_added_later_and_dated_back_is_found_though_it_was_sealed(sealed: Store) -> None:
    with sealed.write() as session:
        act(session, LATER - timedelta(days=2))
    audit_chain.seal(sealed, LATER + timedelta(days=1))
    assert broken(sealed) == BrokenLink(9, AUDIT, rows_of(sealed)[AUDIT][-1], "backdated")


def test_a_clock_that_was_ahead_and_is_set_right_breaks_nothing(sealed: Store) -> None:
    with sealed.write() as session:
        act(session, NOW + timedelta(days=1))
    audit_chain.seal(sealed, NOW + timedelta(days=1))
    assert broken(sealed) is None


def test_an_upgrade_seals_the_history_that_is_there(store: Store) -> None:
    history(store, NOW)
    downgrade(store, "0018")
    upgrade(store)
    with store.read() as session:
        head = audit_chain.get_head(session)
        assert {*session.execute(select(col(AuditSeal.sealed_at))).scalars()} == {None}
    assert (head.sealed, head.unsealed, broken(store)) == (4, 0, None)
    history(store, LATER)
    assert (audit_chain.seal(store, LATER), broken(store)) == (4, None)


def test_the_hash_of_a_row_is_the_same_for_ever(store: Store) -> None:
    """A column that is added to a sealed table has to be empty in the rows that are there."""
    with store.write() as session:
        session.add(
            AuditEntry(id=1, at=NOW, actor="officer:12", action="snooze", subject="duty:7", after='{"a": "ă"}')
        )
    audit_chain.seal(store, NOW)
    with store.read() as session:
        link = session.get_one(AuditSeal, 1)
    assert link.content_hash == "f11e1333db99aceb88b0eb0c8f6765825b8befbe22aa5305953314bdf1b45f64"
    assert link.chain_hash == "0d2ec378b292b01e63bd541dc197cc2c8935b067107f01579e27c58fbd392cb5"


@pytest.fixture
def others(database_url: str) -> Iterator[tuple[Store, Store]]:
    """The same registry, open in two processes."""
    with closing(Store(database_url)) as one, closing(Store(database_url)) as other:
        yield one, other


def test_two_processes_that_write_and_seal_at_once_keep_one_chain(others: tuple[Store, Store]) -> None:
    def work(store: Store) -> None:
        for number in range(12):
            with store.write() as session:
                act(session, NOW, str(number))
            audit_chain.seal(store, NOW)

    threads = [threading.Thread(target=work, args=(store,)) for store in (*others, *others)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    audit_chain.seal(others[0], NOW)
    with others[1].read() as session:
        head = audit_chain.get_head(session)
    assert (head.sealed, head.unsealed, broken(others[1])) == (48, 0, None)


def test_while_somebody_writes_on_a_server_nothing_is_sealed_and_nobody_waits(
    new_postgresql: Callable[[], str],
) -> None:
    """Else a row with a lower number could be committed after those that were sealed."""
    url = new_postgresql()
    with closing(Store(url)) as one, closing(Store(url)) as other:
        with one.write() as session:
            act(session, NOW)
            session.flush()
            with other.write() as quicker:
                act(quicker, NOW)
            assert audit_chain.seal(other, NOW) == 0
        assert audit_chain.seal(other, NOW) == 2
        assert broken(one) is None
