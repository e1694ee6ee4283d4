"""/nhac, "Gửi qua": the ways on which an officer is told, and which of them is tried first."""

import json
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from data.models import AuditEntry, ChatLink
from data.registry.people import identities
from data.registry.reach import mail_addresses
from data.registry.reach.push_orders import list_ways
from data.store import Session
from tests.handlers.chat import Office, Person


@pytest.fixture
def an(office: Office) -> Person:
    """An officer who talks here, and can be told on Telegram, on two Zalo bots, by mail and on the page."""
    person = office.officer()
    me = officer_of(office, person)
    with office.store.write() as session:
        for day, (channel, chat_id) in enumerate(
            [("telegram", "7"), ("zalo-1", "a"), ("zalo-2", "b"), ("email", "an@stp.gov.vn"), ("web", "w")], 1
        ):
            link(session, me, channel=channel, chat_id=chat_id, linked_at=office.clock.now() + timedelta(day))
    return person


def link(session: Session, officer_id: int, *, channel: str, chat_id: str, linked_at: datetime) -> None:
    session.add(ChatLink(officer_id=officer_id, channel=channel, chat_id=chat_id, linked_at=linked_at))


def officer_of(office: Office, person: Person) -> int:
    with office.store.read() as session:
        me = identities.identify(session, person.chat.channel, person.chat.chat_id)
        assert me
        return me.officer_id


def ways_of(office: Office, person: Person) -> list[str]:
    with office.store.read() as session:
        return [way.provider for way in list_ways(session, officer_of(office, person))]


def line_of(person: Person) -> str:
    return next((line for line in person.screen.body.split("\n") if line.startswith("Gửi qua")), "")


def test_who_has_one_way_is_asked_nothing(office: Office) -> None:
    person = office.officer()
    person.says("/nhac")
    assert line_of(person) == ""
    assert "trước" not in str([button.text for button in person.buttons()])


def test_chats_come_before_mail_and_the_page_the_latest_first(office: Office, an: Person) -> None:
    an.says("/nhac")
    assert line_of(an).startswith("Gửi qua: Zalo, Telegram, Chat, thư, trang làm việc.")
    taps = [button.text for button in an.buttons() if "trước" in button.text]
    assert taps == ["⬆️ Telegram trước", "⬆️ Chat trước", "⬆️ Thư trước", "⬆️ Trang làm việc trước"]


def test_a_tap_puts_a_way_first_and_the_others_stay_as_they_were(office: Office, an: Person) -> None:
    an.says("/nhac")
    an.taps("⬆️ Thư trước")
    assert line_of(an).startswith("Gửi qua: thư, Zalo, Telegram, Chat, trang làm việc.")
    an.taps("⬆️ Telegram trước")
    assert ways_of(office, an) == ["telegram", "email", "zalo", "chat", "web"]
    with office.store.read() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.action == "push.order")).all()
        first, second = ((json.loads(row.before or ""), json.loads(row.after or "")) for row in rows)
    assert first == (
        {"ways": ["zalo", "telegram", "chat", "email", "web"]},
        {"ways": ["email", "zalo", "telegram", "chat", "web"]},
    )
    assert second[0] == first[1]
    assert {row.channel for row in rows} == {"chat"}


def test_the_same_order_again_is_no_change(office: Office, an: Person) -> None:
    an.presses("first:zalo")
    with office.store.read() as session:
        assert session.exec(select(AuditEntry).where(AuditEntry.action == "push.order")).all() == []


def test_a_way_that_is_none_of_the_officers_changes_nothing(office: Office, an: Person) -> None:
    before = ways_of(office, an)
    an.presses("first:viber")
    assert ways_of(office, an) == before


def test_a_way_that_does_not_work_is_not_named(office: Office, an: Person) -> None:
    with office.store.write() as session:
        mail_addresses.remove_address(session, officer_of(office, an), office.clock.now())
        for channel, chat_id in (("zalo-1", "a"), ("zalo-2", "b")):
            identities.mark_unreachable(session, channel, chat_id, office.clock.now())
    an.says("/nhac")
    assert line_of(an).startswith("Gửi qua: Telegram, Chat, trang làm việc.")


def test_a_way_that_came_later_is_tried_after_those_that_were_chosen(office: Office) -> None:
    person = office.officer()
    me = officer_of(office, person)
    with office.store.write() as session:
        link(session, me, channel="web", chat_id="w", linked_at=office.clock.now())
    person.presses("first:web")
    with office.store.write() as session:
        link(session, me, channel="zalo-1", chat_id="a", linked_at=office.clock.now() + timedelta(1))
    assert ways_of(office, person) == ["web", "chat", "zalo"]
