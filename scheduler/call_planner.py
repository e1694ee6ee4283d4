"""Who else is told, and what is asked, written into the officers' digests of a slot."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from data.registry import deliveries, preferences, recipients, reminders
from data.registry.preferences import NO_CHOICE, Preferences
from data.registry.recipients import Recipient
from data.registry.reminders import NewReminder
from data.store import Session
from data.words import DeliveryKind, Role
from scheduler.calendar import WorkingCalendar
from scheduler.calls import Call, calls_on
from scheduler.slots import digest_at
from scheduler.stages import Policy, Stage
from scheduler.wishes import due_at

_NO_DIGEST = 0

Shares = Mapping[Recipient, Sequence[Call]]


def plan_calls(
    session: Session,
    days: Sequence[date],
    calendar: WorkingCalendar,
    policy: Policy,
    channels: Collection[str],
    *,
    now: datetime,
    wall: datetime,
) -> tuple[int, int]:
    """Adds what goes out on `days` to the digests of the last of them that still wait, and opens those missing.

    Nothing is added twice, nor of days before an officer was linked or the plan was read in. Returns how many
    reminders and how many digests were written.
    """
    found = [call for day in days for call in calls_on(session, day, calendar, policy)]
    if not found:
        return 0, 0
    slot, waiting = days[-1], deliveries.digests_of(session, days[-1])
    chosen = preferences.everybodys(session)
    shares = _shares(session, found, channels, chosen, since=days[0])
    open_to = {one: calls for one, calls in shares.items() if waiting.get(one.officer_id, _NO_DIGEST) is not None}
    without = {
        one: due_at(slot, chosen.get(one.officer_id, NO_CHOICE), policy.hours)
        for one in open_to
        if one.officer_id not in waiting
    }
    opened = deliveries.open_messages(session, DeliveryKind.DIGEST, without, slot, now=now, wall=wall)
    digests = {**waiting, **opened}
    rows = [
        NewReminder(*call.key(one.officer_id), call.send_on, delivery_id=digests[one.officer_id])
        for one, calls in open_to.items()
        for call in calls
    ]
    reminders.add(session, rows)
    return len(rows), len(opened)


def _shares(
    session: Session,
    found: Sequence[Call],
    channels: Collection[str],
    chosen: Mapping[int, Preferences],
    *,
    since: date,
) -> Shares:
    by_roles: dict[frozenset[Role], dict[int, list[Call]]] = defaultdict(lambda: defaultdict(list))
    for call in found:
        by_roles[call.told.roles][call.told.agency_id].append(call)
    known = reminders.known(session, {call.duty.id for call in found}, since=since)
    shares: dict[Recipient, list[Call]] = defaultdict(list)
    for roles, of_agency in by_roles.items():
        for one in recipients.reachable(session, of_agency, channels, roles):
            wishes = chosen.get(one.officer_id, NO_CHOICE)
            heard = [call for call in of_agency[one.agency_id] if _hears(one, call, wishes)]
            if new := [call for call in heard if call.key(one.officer_id) not in known]:
                shares[one].extend(new)
    return shares


def _hears(recipient: Recipient, call: Call, wishes: Preferences) -> bool:
    """Nobody is told of days before they were there or the plan was read in, and who is away is asked nothing."""
    if call.stage is Stage.ASK and wishes.resumes_on and call.send_on < wishes.resumes_on:
        return False
    return max(recipient.linked_at, call.duty.imported_at) <= digest_at(call.send_on, wishes.hour)
