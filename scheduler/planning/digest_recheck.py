"""Last check of a digest before it goes out: each planned reminder against the registry as it is at this moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.enums import FINISHED
from data.registry.outbox import digests, reminders
from data.registry.outbox.claims import Claimed
from data.registry.outbox.digests import Addressee, PlannedReminder
from data.registry.outbox.reminders import Skipped
from data.rules.escalation import audience_of, own_audience
from data.rules.reminder_reasons import DutyFacts, Reason
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.context import Planning
from scheduler.escalation.lines import EscalationLine, escalation_line, is_still_due
from scheduler.officer_choices import NO_CHOICES, OfficerChoices, held_back, why_remind_officer
from scheduler.planning.digest import DigestFacts, DigestLine, make_line
from scheduler.planning.snapshot import choices_of


@dataclass(frozen=True, slots=True)
class _Recheck:
    """The officer, their choices and the rules by which every reminder of one delivery is checked."""

    officer_id: int
    to: Addressee
    choices: OfficerChoices
    today: date
    planning: Planning


def recheck_digests(
    session: Session, batch: Sequence[Claimed], now: datetime, planning: Planning
) -> list[tuple[Claimed, DigestFacts | None]]:
    """Return the digests as they are at the office's `now`, None for one of which no line is left.

    A line stays while the duty is open, the officer is active, reachable and still one of those it is for, its
    deadline has not moved, no later reminder of it has been planned, and the officer has not chosen to hear of it
    later or not at all. The reminder of any other line is marked as skipped, with the reason.
    """
    ids = [claimed.id for claimed in batch]
    to, rows = digests.get_addressees(session, ids), digests.list_planned_reminders(session, ids)
    choices = choices_of(session, {claimed.officer_id for claimed in batch})
    found: list[tuple[Claimed, DigestFacts | None]] = []
    for claimed in batch:
        chosen = choices.get(claimed.officer_id, NO_CHOICES)
        check = _Recheck(claimed.officer_id, to[claimed.id], chosen, viet_nam_date(now), planning)
        lines, escalations = _check_and_skip(session, rows[claimed.id], check)
        facts = _facts(claimed, check.to, now, lines, escalations) if lines or escalations else None
        found.append((claimed, facts))
    return found


def _check_and_skip(
    session: Session, rows: Iterable[PlannedReminder], check: _Recheck
) -> tuple[tuple[DigestLine, ...], tuple[EscalationLine, ...]]:
    """Return the lines that stay; mark the other reminders as skipped."""
    lines, escalations = [], []
    for row in rows:
        found = _line_or_skip(row, check)
        if isinstance(found, Skipped):
            reminders.mark_skipped(session, row.reminder_id, found)
        elif isinstance(found, DigestLine):
            lines.append(found)
        else:
            escalations.append(found)
    return tuple(lines), tuple(escalations)


def _line_or_skip(row: PlannedReminder, check: _Recheck) -> DigestLine | EscalationLine | Skipped:
    """Return the line of a reminder, or the first reason to skip it: those of any reminder before its own."""
    if because := _why_skip(row, check):
        return because
    if row.cause:
        return escalation_line(row, row.cause) if is_still_due(row, row.cause, check.planning) else Skipped.MOVED
    reason = _reason_as_chosen(row, check)
    return reason if isinstance(reason, Skipped) else _digest_line(row, reason, check)


def _why_skip(row: PlannedReminder, check: _Recheck) -> Skipped | None:
    """Return the reason to skip a reminder, whether of the agency's own stages or an escalation."""
    if not check.to.reachable:
        return Skipped.UNREACHABLE
    if row.withdrawn or not _is_for(row, check.to):
        return Skipped.NOT_THEIRS
    if row.state in FINISHED:
        return Skipped.FINISHED
    if row.overtaken:
        return Skipped.OVERTAKEN
    if row.send_on < check.today - check.planning.policy.look_back:
        return Skipped.EXPIRED
    return None


def _is_for(row: PlannedReminder, to: Addressee) -> bool:
    """Return True if the officer has a role and an agency that such a reminder is planned for."""
    # By the stored cause: a head who became a supervisor is not told as one what was planned for them as a head.
    audience = (
        audience_of(row.cause, row.agency_id, row.standing_agency_id) if row.cause else own_audience(row.agency_id)
    )
    return audience is not None and to.agency_id == audience.agency_id and to.role in audience.roles


def _reason_as_chosen(row: PlannedReminder, check: _Recheck) -> Reason | Skipped:
    """Return the stage as it was planned, unless its deadline or the officer's choices have changed."""
    facts, snoozed = DutyFacts(row.due_on, row.issued_on, row.state), check.choices.snoozes.get(row.duty_id)
    planning = check.planning
    reason = why_remind_officer(facts, row.send_on, planning, check.choices, snoozed)
    if reason is None or (reason.stage, reason.falls_on) != (row.stage, row.falls_on):
        return Skipped.LEFT_OUT if row.stage in check.choices.preferences.left_out else Skipped.MOVED
    return held_back(reason, check.today, planning.calendar, check.choices, snoozed) or reason


def _facts(
    claimed: Claimed,
    to: Addressee,
    now: datetime,
    lines: tuple[DigestLine, ...],
    escalations: tuple[EscalationLine, ...],
) -> DigestFacts:
    return DigestFacts(
        delivery_id=claimed.id,
        officer_name=to.officer_name,
        agency_id=to.agency_id,
        agency_short_name=to.agency_short_name,
        due_at=claimed.due_at,
        at=now,
        lines=lines,
        escalations=escalations,
    )


def _digest_line(row: PlannedReminder, reason: Reason, check: _Recheck) -> DigestLine:
    yours = row.responsible_id == check.officer_id
    return make_line(row, row.duty_id, reason, check.planning.calendar, yours=yours, reopened_at=row.reopened_at)
