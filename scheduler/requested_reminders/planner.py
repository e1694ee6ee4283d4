"""Messages for the reminders that supervisors asked for: written into the outbox once, whatever happens."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from data.enums import DeliveryKind
from data.registry.outbox import deliveries, recipients, requested_reminders
from data.registry.outbox.recipients import Recipient
from data.rules.notification_times import earliest_notice
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.context import Planning


def plan_requested(
    session: Session,
    now: datetime,
    planning: Planning,
    *,
    wall: datetime,
) -> None:
    """Open a message to each focal officer of every agency for which a reminder was asked for.

    It goes out at once, or when the next working day begins. An agency without a reachable officer waits for one
    until the day is over.
    """
    requested = requested_reminders.claim_unplanned(session)
    if not requested:
        return
    agency_ids = {request.agency_id for request in requested}
    of_agency = _by_agency(recipients.list_reachable(session, agency_ids, planning.channels))
    due_at = earliest_notice(now, planning.calendar, planning.hours)
    today = viet_nam_date(now)
    waits = [one.id for one in requested if not of_agency[one.agency_id] and one.day == today]
    requested_reminders.release(session, waits)
    for request in requested:
        deliveries.create_messages(
            session,
            DeliveryKind.REQUESTED,
            dict.fromkeys(of_agency[request.agency_id], due_at),
            viet_nam_date(due_at),
            now=now,
            wall=wall,
            number=request.id,
        )


def _by_agency(found: Iterable[Recipient]) -> dict[int, list[Recipient]]:
    of_agency: dict[int, list[Recipient]] = defaultdict(list)
    for one in found:
        of_agency[one.agency_id].append(one)
    return of_agency
