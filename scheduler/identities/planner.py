"""Messages about who is who: each notice is put into the outbox once, for those whom its cause concerns."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from data.enums import DeliveryKind, PeopleCause, Role
from data.registry.outbox import deliveries, recipients
from data.registry.outbox.recipients import Recipient
from data.registry.people import people_notices
from data.registry.people.joining import joinings
from data.registry.people.people_notices import Notice
from data.registry.people.succession import absences
from data.rules.notification_times import earliest_notice, next_batched_notice
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.context import Planning
from scheduler.identities.reaffirmation import ask_officers

ASKED_AT = 10
"""The hour (Viet Nam) of a day's questions whether somebody is still in office: after the digests."""

TOGETHER = 8
"""Most people in one message to administrators."""

_COLLEAGUES = frozenset({Role.OFFICER, Role.HEAD, Role.SUPERVISOR})
_TOLD_TOGETHER = (PeopleCause.JOINED_TO_ADMIN, PeopleCause.MARKED)
_OF_ONESELF = (PeopleCause.STILL, PeopleCause.TRANSFERRED, PeopleCause.WELCOMED, PeopleCause.DEPUTISED)
_NOT_URGENT = (PeopleCause.STILL, PeopleCause.UNANSWERED)


def plan_people(session: Session, now: datetime, planning: Planning, *, wall: datetime) -> None:
    """Create the messages of all notices that can be told; the others wait.

    Administrators hear of who joined, and of refused messages, half an hour's together, so that a week in which many
    are invited does not flood them; of a chat that spoke for somebody else before they hear otherwise
    (`relinked_chats`). While none can be reached, what they are to hear waits.
    """
    absences.end_due(session, viet_nam_date(now), now)
    ask_officers(session, now, planning)
    waiting = people_notices.list_unplanned(session)
    if not waiting or not planning.channels:
        return
    administrators = recipients.list_all_reachable(session, planning.channels, {Role.ADMIN})
    if administrators:
        ripe = [notice for notice in waiting if _is_ripe(notice, now, planning)]
        people_notices.mark_planned(session, [notice.id for notice in ripe], now)
        for told in _group(session, ripe):
            _create(session, told, administrators, now, planning, wall)
    asked = _list_asked(session, waiting, planning)
    for notice in waiting:
        if notice.cause in _OF_ONESELF:
            _create(session, [notice], asked.get(notice.officer_id, []), now, planning, wall)
        elif notice.cause is PeopleCause.JOINED:
            _create(session, [notice], _list_colleagues(session, notice, planning), now, planning, wall)
        elif notice.cause not in _TOLD_TOGETHER:
            others = [one for one in administrators if one.officer_id != notice.by_id]
            if others:
                _create(session, [notice], others, now, planning, wall)


def _is_ripe(notice: Notice, now: datetime, planning: Planning) -> bool:
    """Return whether a notice is for administrators together, and its half hour is over."""
    together = notice.cause in _TOLD_TOGETHER
    return together and next_batched_notice(notice.at, planning.calendar, planning.hours) <= now


def _group(session: Session, ripe: Sequence[Notice]) -> Iterator[Sequence[Notice]]:
    """Return the notices of each message to administrators: some who joined, all refused messages."""
    joined = [one for one in ripe if one.cause is PeopleCause.JOINED_TO_ADMIN]
    joined = [one for one in joined if not _was_linked_before(session, one)]
    for first in range(0, len(joined), TOGETHER):
        yield joined[first : first + TOGETHER]
    refused = [one for one in ripe if one.cause is PeopleCause.MARKED]
    if refused:
        yield refused


def _was_linked_before(session: Session, notice: Notice) -> bool:
    joining = notice.invitation_id and joinings.find_joining(session, notice.invitation_id)
    return bool(joining and joining.left_name)


def _list_asked(
    session: Session, waiting: Sequence[Notice], planning: Planning
) -> Mapping[int | None, Sequence[Recipient]]:
    """Return the officers who are told or asked about themselves, by id."""
    if all(notice.cause not in _OF_ONESELF for notice in waiting):
        return {}
    everybody = recipients.list_all_reachable(session, planning.channels, frozenset(Role))
    return {one.officer_id: [one] for one in everybody}


def _list_colleagues(session: Session, notice: Notice, planning: Planning) -> Sequence[Recipient]:
    """Return the people of the agency that somebody joined."""
    joining = notice.invitation_id and joinings.find_joining(session, notice.invitation_id)
    agency_ids = {joining.agency_id} if joining else set()
    found = recipients.list_reachable(session, agency_ids, planning.channels, _COLLEAGUES)
    return [one for one in found if one.officer_id != notice.officer_id]


def _create(
    session: Session,
    told: Sequence[Notice],
    audience: Sequence[Recipient],
    now: datetime,
    planning: Planning,
    wall: datetime,
) -> None:
    """Create a message for each of the audience that tells these notices; its number is the id of the first."""
    due_at = earliest_notice(now, planning.calendar, planning.hours)
    if told[0].cause in _NOT_URGENT:
        due_at = max(due_at, planning.hours.nearest(viet_nam_date(due_at), ASKED_AT))
    deliveries.create_messages(
        session,
        DeliveryKind.PEOPLE,
        dict.fromkeys(audience, due_at),
        viet_nam_date(due_at),
        now=now,
        wall=wall,
        number=told[0].id,
    )
    people_notices.mark_planned(session, [one.id for one in told], now, told[0].id)
