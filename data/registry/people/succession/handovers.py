"""Handing over of what waits for an officer to who else their person is, where two of them meet in one agency."""

from typing import Any

from sqlalchemy import and_, bindparam, delete, or_, select, update
from sqlmodel import Session

from data.enums import DeliveryState
from data.models import Absence, ChatLink, Delivery, Duty, News, Reminder, Snooze
from data.registry.people import offices
from data.registry.sql.rows import execute_count, fetch_rows, list_parameter, table_of

_DUTY, _ABSENCE, _SNOOZE, _REMINDER, _NEWS = (table_of(model).c for model in (Duty, Absence, Snooze, Reminder, News))
_DELIVERY, _LINK = table_of(Delivery).c, table_of(ChatLink).c
_THEIR_SNOOZE, _THEIR_REMINDER, _THEIR_NEWS, _THEIR_DELIVERY, _THEIR_LINK = (
    table_of(model).alias("theirs") for model in (Snooze, Reminder, News, Delivery, ChatLink)
)
_FROM: Any = bindparam("from_id")
_TO: Any = bindparam("to_id")
_ASSIGN = update(table_of(Duty)).where(_DUTY.responsible_id == _FROM).values(responsible_id=_TO)
_DEPUTISE = (
    update(table_of(Absence))
    .where(_ABSENCE.deputy_id == _FROM, _ABSENCE.officer_id != _TO, _ABSENCE.ended_at.is_(None))
    .values(deputy_id=_TO)
)
_SNOOZE_AS = (
    update(table_of(Snooze))
    .where(
        _SNOOZE.officer_id == _FROM,
        ~select(_THEIR_SNOOZE.c.duty_id)
        .where(_THEIR_SNOOZE.c.officer_id == _TO, _THEIR_SNOOZE.c.duty_id == _SNOOZE.duty_id)
        .exists(),
    )
    .values(officer_id=_TO)
)
_FREE = (
    select(_DELIVERY.id)
    .where(
        _DELIVERY.officer_id == _FROM,
        _DELIVERY.group_chat_id.is_(None),
        _DELIVERY.state == DeliveryState.PENDING,
        ~select(_THEIR_DELIVERY.c.id)
        .where(
            _THEIR_DELIVERY.c.officer_id == _TO,
            _THEIR_DELIVERY.c.kind == _DELIVERY.kind,
            _THEIR_DELIVERY.c.slot == _DELIVERY.slot,
            _THEIR_DELIVERY.c.channel == _DELIVERY.channel,
            _THEIR_DELIVERY.c.number == _DELIVERY.number,
        )
        .exists(),
    )
    .order_by(_DELIVERY.id)
    .with_for_update()
)
_SAME_CHAT = (
    select(_THEIR_LINK.c.id)
    .join_from(
        _THEIR_LINK,
        table_of(ChatLink),
        and_(_THEIR_LINK.c.channel == _LINK.channel, _THEIR_LINK.c.chat_id == _LINK.chat_id),
    )
    .where(_LINK.id == _DELIVERY.chat_link_id, _THEIR_LINK.c.officer_id == _TO)
    .correlate(table_of(Delivery))
    .scalar_subquery()
)
_MOVED = list_parameter("ids")
_READDRESS = update(table_of(Delivery)).where(_DELIVERY.id.in_(_MOVED)).values(officer_id=_TO)
_TO_THE_SAME_CHAT = (
    update(table_of(Delivery))
    .where(_DELIVERY.id.in_(_MOVED), _SAME_CHAT.is_not(None))
    .values(chat_link_id=_SAME_CHAT)
)
_TELL = (
    update(table_of(News))
    .where(
        _NEWS.officer_id == _FROM,
        _NEWS.delivery_id.in_(_MOVED),
        ~select(_THEIR_NEWS.c.entry_id)
        .where(_THEIR_NEWS.c.officer_id == _TO, _THEIR_NEWS.c.entry_id == _NEWS.entry_id)
        .exists(),
    )
    .values(officer_id=_TO)
)
_TOLD_ALREADY = delete(table_of(News)).where(_NEWS.officer_id == _FROM, _NEWS.delivery_id.in_(_MOVED))
_REMIND = (
    update(table_of(Reminder))
    .where(
        _REMINDER.officer_id == _FROM,
        or_(
            _REMINDER.delivery_id.in_(_MOVED),
            and_(
                _REMINDER.delivery_id.is_(None),
                _REMINDER.duty_id.in_(select(_DUTY.id).where(_DUTY.agency_id == bindparam("of_agency"))),
            ),
        ),
        ~select(_THEIR_REMINDER.c.id)
        .where(
            _THEIR_REMINDER.c.officer_id == _TO,
            _THEIR_REMINDER.c.duty_id == _REMINDER.duty_id,
            _THEIR_REMINDER.c.stage == _REMINDER.stage,
            _THEIR_REMINDER.c.falls_on == _REMINDER.falls_on,
        )
        .exists(),
    )
    .values(officer_id=_TO)
)


def hand_over(session: Session, from_id: int, to_id: int, agency_id: int) -> None:
    """Let an officer take over from who else their person was in an agency.

    Theirs are the chats that spoke for that one, what was assigned and put off, what waits to be sent, and what was
    heard of the agency's duties already.

    What the one who takes over has as well stays theirs: their own snooze of a duty, their own digest of the day.
    """
    session.flush()
    offices.let_speak_instead(session, from_id, to_id)
    both = {"from_id": from_id, "to_id": to_id}
    for statement in (_ASSIGN, _DEPUTISE, _SNOOZE_AS):
        execute_count(session, statement, **both)
    moved = [*fetch_rows(session, _FREE, **both).scalars()]
    execute_count(session, _REMIND, **both, ids=moved, of_agency=agency_id)
    if moved:
        execute_count(session, _TELL, **both, ids=moved)
        execute_count(session, _TOLD_ALREADY, from_id=from_id, ids=moved)
        execute_count(session, _TO_THE_SAME_CHAT, to_id=to_id, ids=moved)
        execute_count(session, _READDRESS, to_id=to_id, ids=moved)
    session.expire_all()
