"""Who else is told, and what is asked, written into the officers' digests of a slot."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from data.enums import DeliveryKind, Role
from data.registry.outbox import deliveries, recipients, reminders
from data.registry.outbox.recipients import Recipient
from data.registry.outbox.reminders import NewReminder
from data.registry.people import preferences
from data.registry.people.preferences import NO_CHOICE, Preferences
from data.rules.hours import digest_at
from data.rules.stages import Stage
from data.store import Session
from scheduler.context import Planning
from scheduler.escalation.due_escalations import Escalation, escalations_on
from scheduler.officer_choices import due_at

_NO_DIGEST = 0

Shares = Mapping[Recipient, Sequence[Escalation]]


def plan_escalations(
    session: Session,
    days: Sequence[date],
    planning: Planning,
    *,
    now: datetime,
    wall: datetime,
) -> tuple[int, int]:
    """Adds what goes out on `days` to the digests of the last of them that still wait, and opens those missing.

    Nothing is added twice, nor of days before an officer was linked or the plan was read in. Returns how many
    reminders and how many digests were written.
    """
    found = [call for day in days for call in escalations_on(session, day, planning)]
    if not found:
        return 0, 0
    slot, waiting = days[-1], deliveries.find_digests(session, days[-1])
    chosen = preferences.get_all(session)
    shares = _shares(session, found, planning.channels, chosen, since=days[0])
    open_to = {one: calls for one, calls in shares.items() if waiting.get(one.officer_id, _NO_DIGEST) is not None}
    without = {
        one: due_at(slot, chosen.get(one.officer_id, NO_CHOICE), planning.hours)
        for one in open_to
        if one.officer_id not in waiting
    }
    opened = deliveries.create_messages(session, DeliveryKind.DIGEST, without, slot, now=now, wall=wall)
    digests = {**waiting, **opened}
    rows = [
        NewReminder(*call.key(one.officer_id), call.send_on, delivery_id=digests[one.officer_id], cause=call.cause)
        for one, calls in open_to.items()
        for call in calls
    ]
    reminders.save_new(session, rows)
    return len(rows), len(opened)


def _shares(
    session: Session,
    found: Sequence[Escalation],
    channels: Collection[str],
    chosen: Mapping[int, Preferences],
    *,
    since: date,
) -> Shares:
    by_roles: dict[frozenset[Role], dict[int, list[Escalation]]] = defaultdict(lambda: defaultdict(list))
    for call in found:
        by_roles[call.told.roles][call.told.agency_id].append(call)
    known = reminders.list_known(session, {call.duty.id for call in found}, since=since)
    shares: dict[Recipient, list[Escalation]] = defaultdict(list)
    for roles, of_agency in by_roles.items():
        for one in recipients.list_reachable(session, of_agency, channels, roles):
            wishes = chosen.get(one.officer_id, NO_CHOICE)
            heard = [call for call in of_agency[one.agency_id] if _hears(one, call, wishes)]
            if new := [call for call in heard if call.key(one.officer_id) not in known]:
                shares[one].extend(new)
    return shares


def _hears(recipient: Recipient, call: Escalation, wishes: Preferences) -> bool:
    """Nobody is told of days before they were there or the plan was read in, and who is away is asked nothing."""
    if call.stage is Stage.ASK and wishes.resumes_on and call.send_on < wishes.resumes_on:
        return False
    return max(recipient.linked_at, call.duty.imported_at) <= digest_at(call.send_on, wishes.hour)
