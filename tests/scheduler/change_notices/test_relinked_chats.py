"""Administrators are told of a chat that went from one officer to another, once."""

from datetime import timedelta

import pytest

from data.enums import Role
from data.registry.people import invitations
from data.registry.people.invitations import Account
from data.registry.people.joining import relinkings
from handlers.views.pushes.messages import render_message
from scheduler.change_notices.relinked_chats import RelinkedFacts
from tests import factories as make
from tests.scheduler.office import Office, morning

NINE = morning("2024-03-08", 9)
EVENING = morning("2024-03-08", 20)


@pytest.fixture
def office(office: Office) -> Office:
    """An officer, and nobody else yet."""
    with office.store.write() as session:
        agency = make.agency(session)
        make.agency(session, "snv", "Sở Nội vụ")
        make.officer(session, agency, chat_id="officer", linked_at=NINE)
    office.clock.move_to(NINE)
    return office


def administrator(office: Office, chat_id: str = "admin") -> None:
    with office.store.write() as session:
        body = make.agency(session, f"ad-{chat_id}", "Văn phòng")
        make.officer(session, body, role=Role.ADMIN, chat_id=chat_id, linked_at=NINE)


def relink(office: Office, chat_id: str = "officer") -> None:
    now = office.clock.now()
    with office.store.write() as session:
        code = invitations.invite(session, agency_id=2, role=Role.HEAD, name="B", now=now, actor="test").code
        account = Account("telegram", chat_id, "B", "B (@b)")
        joined = invitations.accept(session, code=code, by=account, now=now).officer_id
        relinkings.record_relinking(session, channel="telegram", left_id=1, joined_id=joined, now=now)


def heard(office: Office) -> list[str]:
    return sorted(chat for chat, facts in office.postbox.besides if isinstance(facts, RelinkedFacts))


async def test_every_administrator_is_told_once_of_each(office: Office) -> None:
    administrator(office)
    administrator(office, "another")
    relink(office)
    for minutes in range(0, 61, 20):
        await office.tick(NINE + timedelta(minutes=minutes))
    assert heard(office) == ["admin", "another"]
    relink(office)
    await office.tick(NINE + timedelta(minutes=90))
    assert heard(office) == ["admin", "admin", "another", "another"]


async def test_it_waits_for_an_administrator_and_for_the_morning(office: Office) -> None:
    office.clock.move_to(EVENING)
    relink(office)
    await office.tick(EVENING)
    administrator(office)
    await office.tick(EVENING + timedelta(minutes=1))
    assert heard(office) == []
    await office.tick(morning("2024-03-11", 9))
    assert heard(office) == ["admin"]


async def test_it_says_what_was_left_and_what_was_joined(office: Office) -> None:
    administrator(office)
    relink(office)
    await office.tick(NINE)
    [facts] = [facts for _chat, facts in office.postbox.besides if isinstance(facts, RelinkedFacts)]
    said = render_message(facts).text
    assert "cán bộ đầu mối, Sở Tư pháp" in said
    assert "Nay: B, lãnh đạo" in said
    assert "Sở Nội vụ" in said
    assert facts.invitation_id is not None, "and it can be taken back at once"
