"""Planning of change notices: each change of a duty is written into the outbox once, with its recipients."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from data.enums import DeliveryKind, Role
from data.registry.outbox import change_notices, deliveries, recipients
from data.registry.outbox.change_notices import UnannouncedChange
from data.registry.outbox.recipients import Recipient
from data.registry.people.succession.same_person import list_persons
from data.rules.notification_times import asks_for_decision, earliest_notice, next_batched_notice
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.context import Planning

SUPERVISORS = frozenset({Role.SUPERVISOR})
HEADS = frozenset({Role.HEAD})

Authors = Mapping[int, Collection[int]]
"""All whom the person of each author is or was."""
NoticeRows = list[tuple[int, int, int]]
"""Ids of entry, officer and delivery: which change an officer is told of, and in which message."""


def plan_changes(
    session: Session,
    now: datetime,
    planning: Planning,
    *,
    wall: datetime,
) -> None:
    """Create a message for each change and each focal officer of the agency, and one for each supervisor.

    An agency's head is told too where they took part in the duty; a supervisor's message is about all that waits for
    a decision. Nobody is told of what they did themselves, in whichever of their roles, nor of what was done before
    they were linked.
    """
    changes = change_notices.claim_unannounced(session)
    if changes:
        authors = list_persons(session, {change.officer_id for change in changes})
        rows = _create_for_agencies(session, changes, authors, planning, now=now, wall=wall)
        rows += _create_for_supervisors(session, changes, authors, planning, now=now, wall=wall)
        change_notices.add_recipients(session, rows)


def _create_for_agencies(
    session: Session,
    changes: Sequence[UnannouncedChange],
    authors: Authors,
    planning: Planning,
    *,
    now: datetime,
    wall: datetime,
) -> NoticeRows:
    due_at = earliest_notice(now, planning.calendar, planning.hours)
    agencies = {change.agency_id for change in changes}
    officers = _by_agency(recipients.list_reachable(session, agencies, planning.channels))
    heads = _by_agency(recipients.list_reachable(session, agencies, planning.channels, HEADS))
    took_part = change_notices.list_participants(session, {change.duty_id for change in changes}) if heads else set()
    rows: NoticeRows = []
    for change in changes:
        involved = [one for one in heads[change.agency_id] if (change.duty_id, one.officer_id) in took_part]
        audience = [one for one in (*officers[change.agency_id], *involved) if _may_be_told(one, change, authors)]
        rows += _create_notices(session, change, audience, due_at, now=now, wall=wall)
    return rows


def _create_for_supervisors(
    session: Session,
    changes: Sequence[UnannouncedChange],
    authors: Authors,
    planning: Planning,
    *,
    now: datetime,
    wall: datetime,
) -> NoticeRows:
    # A change that is planned after its half hour, by a tick that came late, goes out at once.
    waiting: dict[datetime, list[UnannouncedChange]] = defaultdict(list)
    for change in changes:
        if asks_for_decision(change.change, change.state):
            together_at = next_batched_notice(change.at, planning.calendar, planning.hours)
            waiting[earliest_notice(max(together_at, now), planning.calendar, planning.hours)].append(change)
    supervisors = recipients.list_all_reachable(session, planning.channels, SUPERVISORS) if waiting else []
    rows: NoticeRows = []
    for due_at, together in waiting.items():
        opened = deliveries.find_pending(
            session, DeliveryKind.CHANGE, due_at, {one.officer_id for one in supervisors}
        )
        for change in together:
            audience = [one for one in supervisors if _may_be_told(one, change, authors)]
            without = [one for one in audience if one.officer_id not in opened]
            told = _create_notices(session, change, without, due_at, now=now, wall=wall)
            opened |= {officer_id: delivery_id for _, officer_id, delivery_id in told}
            rows += [(change.entry_id, one.officer_id, opened[one.officer_id]) for one in audience]
    return rows


def _create_notices(
    session: Session,
    change: UnannouncedChange,
    audience: Sequence[Recipient],
    due_at: datetime,
    *,
    now: datetime,
    wall: datetime,
) -> NoticeRows:
    """Create a message about one change for each of the audience; return the rows that note it."""
    opened = deliveries.create_messages(
        session,
        DeliveryKind.CHANGE,
        dict.fromkeys(audience, due_at),
        viet_nam_date(due_at),
        now=now,
        wall=wall,
        number=change.entry_id,
    )
    return [(change.entry_id, officer_id, delivery_id) for officer_id, delivery_id in opened.items()]


def _by_agency(found: Iterable[Recipient]) -> dict[int, list[Recipient]]:
    of: dict[int, list[Recipient]] = defaultdict(list)
    for one in found:
        of[one.agency_id].append(one)
    return of


def _may_be_told(recipient: Recipient, change: UnannouncedChange, authors: Authors) -> bool:
    return recipient.officer_id not in authors[change.officer_id] and recipient.linked_at <= change.at
