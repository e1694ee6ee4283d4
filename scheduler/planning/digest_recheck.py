"""The last look before a message goes out: what was planned, as it is at this moment."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.enums import FINISHED, DeliveryState
from data.registry.outbox import claims, digests, escalations, reminders
from data.registry.outbox.claims import Claimed
from data.registry.outbox.digests import Addressee, CarriedReminder
from data.registry.outbox.reminders import Skipped
from data.rules.calendar import WorkingCalendar
from data.rules.reasons import DutyFacts, Reason
from data.rules.stages import Policy
from data.rules.standing import last_day_on_time
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.escalation.recheck import EscalationLine, recheck_escalations
from scheduler.planning.digest import DigestFacts, DigestLine
from scheduler.planning.preferences import NO_CHOICES, OfficerChoices, held_back, why_remind_officer
from scheduler.planning.snapshot import choices_of

NOTHING_LEFT = "nothing left to say"


def recheck(
    session: Session, batch: Sequence[Claimed], now: datetime, calendar: WorkingCalendar, policy: Policy
) -> list[tuple[Claimed, DigestFacts]]:
    """The digests as they are at the office's `now`; a delivery of which nothing holds is skipped and left out.

    A line holds while the duty is open and owed by the officer's agency, its deadline has not moved, no later
    stage has been planned, the officer is active and reachable, and has not chosen to hear of it later or not at
    all. One that does not is skipped with the reason.
    """
    ids = [claimed.id for claimed in batch]
    to, rows = digests.get_addressees(session, ids), digests.list_carried(session, ids)
    besides = escalations.list_planned(session, ids)
    wishes = choices_of(session, {claimed.officer_id for claimed in batch})
    held = []
    for claimed in batch:
        addressee = to[claimed.id]
        wished = wishes.get(claimed.officer_id, NO_CHOICES)
        look = _Look(claimed.officer_id, addressee, wished, viet_nam_date(now), calendar, policy)
        lines = tuple(_lines(session, rows[claimed.id], look))
        calls = tuple(
            recheck_escalations(
                session, besides[claimed.id], look.today, calendar, policy, reachable=addressee.reachable
            )
        )
        if lines or calls:
            held.append((claimed, _facts(claimed, addressee, now, lines, calls)))
        else:
            claims.close(session, claimed, DeliveryState.SKIPPED, NOTHING_LEFT)
    return held


@dataclass(frozen=True, slots=True)
class _Look:
    """What every line of one delivery is judged by."""

    officer_id: int
    to: Addressee
    wishes: OfficerChoices
    today: date
    calendar: WorkingCalendar
    policy: Policy


def _facts(
    claimed: Claimed, to: Addressee, now: datetime, lines: tuple[DigestLine, ...], calls: tuple[EscalationLine, ...]
) -> DigestFacts:
    return DigestFacts(
        delivery_id=claimed.id,
        officer_name=to.officer_name,
        agency_id=to.agency_id,
        agency_short_name=to.agency_short_name,
        due_at=claimed.due_at,
        at=now,
        lines=lines,
        calls=calls,
    )


def _lines(session: Session, rows: Iterable[CarriedReminder], look: _Look) -> Iterator[DigestLine]:
    for row in rows:
        found = _reason(row, look)
        if isinstance(found, Skipped):
            reminders.mark_skipped(session, row.reminder_id, found)
        else:
            yield _line(row, found, look)


def _reason(row: CarriedReminder, look: _Look) -> Reason | Skipped:
    if not look.to.reachable:
        return Skipped.UNREACHABLE
    if row.withdrawn or row.agency_id != look.to.agency_id:
        return Skipped.NOT_THEIRS
    if row.state in FINISHED:
        return Skipped.FINISHED
    if row.overtaken:
        return Skipped.OVERTAKEN
    if row.send_on < look.today - look.policy.look_back:
        return Skipped.EXPIRED
    return _as_wished(row, look)


def _as_wished(row: CarriedReminder, look: _Look) -> Reason | Skipped:
    """The stage as it was planned, unless its deadline or the officer's wishes have changed."""
    facts, snoozed = DutyFacts(row.due_on, row.issued_on, row.state), look.wishes.snoozes.get(row.duty_id)
    reason = why_remind_officer(facts, row.send_on, look.calendar, look.policy, look.wishes, snoozed)
    if reason is None or (reason.stage, reason.falls_on) != (row.stage, row.falls_on):
        return Skipped.LEFT_OUT if row.stage in look.wishes.preferences.left_out else Skipped.MOVED
    return held_back(reason, look.today, look.calendar, look.wishes, snoozed) or reason


def _line(row: CarriedReminder, reason: Reason, look: _Look) -> DigestLine:
    return DigestLine(
        duty_id=row.duty_id,
        version=row.version,
        code=row.code,
        title=row.title,
        label=row.label,
        kind=row.kind,
        due_on=reason.due_on,
        first_due_on=row.first_due_on,
        reason=reason,
        on_time_until=last_day_on_time(reason.due_on, look.calendar, next_working_day=look.policy.next_working_day),
        yours=row.responsible_id == look.officer_id,
        reopened_at=row.reopened_at,
        asked_until=row.asked_until,
        state=row.state,
    )
