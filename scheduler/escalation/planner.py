"""Planning of escalations and questions: reminders in the digests of a slot."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from data.registry.outbox import deliveries, recipients, reminders
from data.registry.outbox.recipients import Recipient
from data.registry.outbox.reminders import NewReminder
from data.registry.people import preferences
from data.registry.people.preferences import NO_CHOICE, Preferences
from data.rules.digest_hours import digest_at
from data.rules.stages import Stage
from data.store import Session
from scheduler.context import Planning
from scheduler.escalation.due_escalations import Escalation, escalations_on
from scheduler.officer_choices import due_at

if TYPE_CHECKING:
    from data.enums import Role

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
    """Add the escalations of `days` to the digests of the last day that still wait; create digests that are missing.

    Nothing is added twice, nor of days before an officer was linked or the plan was read in. Return the numbers of
    reminders and of digests written.
    """
    found = [escalation for day in days for escalation in escalations_on(session, day, planning)]
    if not found:
        return 0, 0
    slot, waiting = days[-1], deliveries.find_digests(session, days[-1])
    chosen = preferences.get_all(session)
    shares = _shares(session, found, planning.channels, chosen, since=days[0])
    waits = {one: of for one, of in shares.items() if waiting.get(one.officer_id, _NO_DIGEST) is not None}
    without = {
        one: due_at(slot, chosen.get(one.officer_id, NO_CHOICE), planning.hours)
        for one in waits
        if one.officer_id not in waiting
    }
    opened, created = deliveries.open_digests(session, without, slot, now=now, wall=wall)
    digests = {**waiting, **opened}
    rows = [
        NewReminder(*new.key(one.officer_id), new.send_on, delivery_id=digests[one.officer_id], cause=new.cause)
        for one, escalations in waits.items()
        for new in escalations
    ]
    reminders.save_new(session, rows)
    return len(rows), created


def _shares(
    session: Session,
    found: Sequence[Escalation],
    channels: Collection[str],
    chosen: Mapping[int, Preferences],
    *,
    since: date,
) -> Shares:
    by_roles: dict[frozenset[Role], dict[int, list[Escalation]]] = defaultdict(lambda: defaultdict(list))
    for escalation in found:
        by_roles[escalation.told.roles][escalation.told.agency_id].append(escalation)
    known = reminders.list_known(session, {escalation.duty.id for escalation in found}, since=since)
    shares: dict[Recipient, list[Escalation]] = defaultdict(list)
    for roles, of_agency in by_roles.items():
        for one in recipients.list_reachable(session, of_agency, channels, roles):
            choices = chosen.get(one.officer_id, NO_CHOICE)
            theirs = [each for each in of_agency[one.agency_id] if _may_be_told(one, each, choices)]
            if new := [each for each in theirs if each.key(one.officer_id) not in known]:
                shares[one].extend(new)
    return shares


def _may_be_told(recipient: Recipient, escalation: Escalation, choices: Preferences) -> bool:
    """Return False for a day before the officer was linked or the plan read in, and for a question in their pause."""
    if escalation.stage is Stage.ASK and choices.resumes_on and escalation.send_on < choices.resumes_on:
        return False
    return max(recipient.linked_at, escalation.duty.imported_at) <= digest_at(escalation.send_on, choices.hour)
