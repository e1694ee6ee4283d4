"""What a message was about: of answers as they were shown, of pushes from the outbox."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from data.enums import Change, DeliveryKind, DeliveryState, State
from data.models import ChatLink, Delivery, News, ProgressEntry, Reminder, ShownMessage
from data.registry.conversations import shown_messages
from data.registry.conversations.shown_messages import Shown
from data.store import Session, Store
from tests import factories as make
from tests.scheduler.office import morning

EIGHT = morning("2024-03-08")
DAY = date(2024, 3, 8)


def delivered(session: Session, officer_id: int, *, state: DeliveryState = DeliveryState.SENT) -> int:
    link = session.exec(select(ChatLink).where(col(ChatLink.officer_id) == officer_id)).one()
    row = Delivery(
        officer_id=officer_id,
        chat_link_id=make.known(link.id),
        channel="telegram",
        kind=DeliveryKind.DIGEST,
        slot=DAY,
        state=state,
        planned_at=EIGHT,
        due_at=EIGHT,
        next_attempt_at=EIGHT,
        message_id="55",
        sent_at=EIGHT,
    )
    session.add(row)
    session.flush()
    return make.known(row.id)


@pytest.fixture
def owed(store: Store) -> list[int]:
    """Three duties of an agency with two officers, in chats "first" and "second"."""
    with store.write() as session:
        agency, plan = make.agency(session), make.plan(session)
        for chat in ("first", "second"):
            make.officer(session, agency, chat_id=chat, linked_at=EIGHT)
        return [make.known(make.duty(session, agency, make.deadline(session, plan, DAY)).id) for _ in range(3)]


def test_a_digest_is_about_the_duties_that_it_reminded_of(store: Store, owed: list[int]) -> None:
    with store.write() as session:
        delivery = delivered(session, 1)
        for duty_id in owed[:2]:
            session.add(
                Reminder(duty_id=duty_id, officer_id=1, stage="T0", falls_on=DAY, send_on=DAY, delivery_id=delivery)
            )
    with store.read() as session:
        assert shown_messages.list_sent_duties(session, "telegram", "first", "55", 1) == owed[:2]
        for channel, chat, message, officer in (
            ("telegram", "second", "55", 2),
            ("telegram", "first", "55", 2),
            ("telegram", "first", "56", 1),
            ("web", "first", "55", 1),
        ):
            assert shown_messages.list_sent_duties(session, channel, chat, message, officer) == []


def test_a_notice_is_about_the_duty_that_was_changed(store: Store, owed: list[int]) -> None:
    with store.write() as session:
        delivery = delivered(session, 2)
        entry = ProgressEntry(
            duty_id=owed[2],
            version=1,
            at=EIGHT,
            officer_id=1,
            channel="telegram",
            change=Change.NOTED,
            state=State.NOT_STARTED,
            percent=0,
        )
        session.add(entry)
        session.flush()
        session.add(News(entry_id=make.known(entry.id), officer_id=2, delivery_id=delivery))
    with store.read() as session:
        assert shown_messages.list_sent_duties(session, "telegram", "second", "55", 2) == [owed[2]]


def test_what_was_not_sent_is_about_nothing(store: Store, owed: list[int]) -> None:
    with store.write() as session:
        delivery = delivered(session, 1, state=DeliveryState.PENDING)
        session.add(
            Reminder(duty_id=owed[0], officer_id=1, stage="T0", falls_on=DAY, send_on=DAY, delivery_id=delivery)
        )
    with store.read() as session:
        assert shown_messages.list_sent_duties(session, "telegram", "first", "55", 1) == []


@pytest.mark.usefixtures("owed")
def test_an_answer_is_about_what_it_showed_last_and_to_its_reader_alone(store: Store) -> None:
    with store.write() as session:
        for items in (("card:1", "card:2"), ("card:3",)):
            shown_messages.save(session, Shown("telegram", "first", "9", items, EIGHT))
    with store.read() as session:
        assert shown_messages.get_items(session, "telegram", "first", "9", 1) == ["card:3"]
        assert shown_messages.get_items(session, "telegram", "first", "9", 2) == []
        assert shown_messages.get_items(session, "telegram", "first", "10", 1) == []


@pytest.mark.usefixtures("owed")
def test_a_message_that_is_about_nothing_now_or_stands_in_nobodys_chat_is_not_kept(store: Store) -> None:
    with store.write() as session:
        for chat, items in (("first", ("card:1",)), ("first", ()), ("nobody", ("card:1",))):
            shown_messages.save(session, Shown("telegram", chat, "9", items, EIGHT))
    with store.read() as session:
        assert session.exec(select(ShownMessage)).all() == []


@pytest.mark.usefixtures("owed")
def test_whom_a_message_was_for_is_kept_where_it_is_named_and_the_chat_is_theirs(store: Store) -> None:
    with store.write() as session:
        for reader in (1, 2):
            shown_messages.save(session, Shown("telegram", "first", f"{reader}", (), EIGHT, reader))
    with store.read() as session:
        readers = [shown_messages.list_readers(session, "telegram", "first", one) for one in ("1", "2", "3")]
        assert readers == [{1}, set(), set()]
        assert shown_messages.get_items(session, "telegram", "first", "1", 1) == []


@pytest.mark.usefixtures("owed")
def test_old_messages_are_deleted(store: Store) -> None:
    with store.write() as session:
        for message_id, wall in (("1", EIGHT), ("2", EIGHT + timedelta(days=1))):
            shown_messages.save(session, Shown("telegram", "first", message_id, ("card:1",), wall))
    with store.write() as session:
        assert shown_messages.delete_before(session, EIGHT + timedelta(hours=1)) == 1
    with store.read() as session:
        assert shown_messages.get_items(session, "telegram", "first", "1", 1) == []
        assert shown_messages.get_items(session, "telegram", "first", "2", 1) == ["card:1"]
