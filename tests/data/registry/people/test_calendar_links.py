"""An address of a calendar: a secret that is shown once, replaced, taken back."""

import asyncio
import re
from datetime import UTC, datetime

import pytest
from sqlmodel import Session, col, select

from data.models import AuditEntry, CalendarLink, Officer
from data.registry.people import calendar_links
from data.registry.people.calendar_links import TOKEN, create_link, delete_link, find_agency, get_created_at
from data.store import Store
from tests import factories as make

NOW = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)
LATER = datetime(2024, 2, 27, 1, 0, tzinfo=UTC)


@pytest.fixture
def officer(store: Store) -> Officer:
    with store.write() as session:
        return make.officer(session, make.agency(session))


def linked(store: Store, officer: Officer) -> str:
    with store.write() as session:
        return create_link(session, make.known(officer.id), NOW)


def opens(store: Store, token: str) -> int | None:
    with store.read() as session:
        return find_agency(session, token)


def test_a_secret_opens_the_calendar_of_its_officers_agency(store: Store, officer: Officer) -> None:
    token = linked(store, officer)
    assert re.fullmatch(TOKEN, token)
    assert opens(store, token) == officer.agency_id
    with store.read() as session:
        assert get_created_at(session, make.known(officer.id)) == NOW


def test_only_its_hash_is_kept(store: Store, officer: Officer) -> None:
    token = linked(store, officer)
    with store.read() as session:
        row = session.exec(select(CalendarLink)).one()
        assert token not in repr(row.model_dump())
        assert token not in " ".join(f"{one.actor} {one.subject}" for one in session.exec(select(AuditEntry)))


def test_a_new_secret_takes_the_place_of_the_old(store: Store, officer: Officer) -> None:
    before, after = linked(store, officer), linked(store, officer)
    assert before != after
    assert (opens(store, before), opens(store, after)) == (None, officer.agency_id)


async def test_of_two_made_in_the_same_moment_one_opens_and_none_fails(store: Store, officer: Officer) -> None:
    tokens = await asyncio.gather(*(asyncio.to_thread(linked, store, officer) for _ in range(8)))
    assert [opens(store, token) for token in tokens].count(officer.agency_id) == 1


def test_a_colleague_has_an_address_of_their_own(store: Store, officer: Officer) -> None:
    token = linked(store, officer)
    with store.write() as session:
        colleague = Officer(agency_id=officer.agency_id, name="Cán bộ B", role=officer.role, created_at=NOW)
        session.add(colleague)
        session.flush()
        create_link(session, make.known(colleague.id), NOW)
    assert opens(store, token) == officer.agency_id


def test_what_was_revoked_opens_nothing(store: Store, officer: Officer) -> None:
    token = linked(store, officer)
    with store.write() as session:
        assert delete_link(session, make.known(officer.id), LATER)
        assert not delete_link(session, make.known(officer.id), LATER)
        assert get_created_at(session, make.known(officer.id)) is None
    assert opens(store, token) is None


def test_who_has_left_takes_the_address_along(store: Store, officer: Officer) -> None:
    token = linked(store, officer)
    with store.write() as session:
        left = session.exec(select(Officer)).one()
        left.active = False
        session.add(left)
    assert opens(store, token) is None


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "' OR 1=1 --"])
def test_another_secret_opens_nothing(store: Store, officer: Officer, token: str) -> None:
    linked(store, officer)
    assert opens(store, token) is None


def test_making_and_revoking_leave_a_trace(store: Store, officer: Officer) -> None:
    linked(store, officer)
    with store.write() as session:
        calendar_links.delete_link(session, make.known(officer.id), LATER)
    with store.read() as session:
        assert traces(session) == ["calendar.link", "calendar.unlink"]


def traces(session: Session) -> list[str]:
    return list(session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))))
