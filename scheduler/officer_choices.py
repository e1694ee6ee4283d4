"""Rules of an officer's own choices: stages left out, pauses, snoozes, the hour. Pure; dates are dates in Viet Nam.

A choice never hides a deadline. The day itself and all that is overdue come in spite of a pause, and so does the
day before; a snooze ends on the last day to act at the latest, and where that is past, with the next weekly
reminder.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from data.enums import DeliveryKind
from data.registry.outbox.reminders import Skipped
from data.registry.people.preferences import NO_CHOICE, Preferences
from data.registry.people.snoozes import Snoozed
from data.rules.calendar import WorkingCalendar
from data.rules.digest_hours import digest_at
from data.rules.reminder_reasons import DutyFacts, Reason, owed_on, why_remind
from data.rules.sending_hours import SendingHours
from data.rules.snoozes import latest_return
from data.rules.stages import DAYS_BEFORE, Policy, Stage, occurrences
from data.rules.standing import remind_by
from scheduler.context import Planning

DISPENSABLE = frozenset(DAYS_BEFORE) - {Stage.T_0}
"""Stages that an officer may leave out."""

IN_SPITE_OF_A_PAUSE = frozenset({Stage.T_1, Stage.T_0, Stage.OVERDUE, Stage.WEEKLY})
IN_SPITE_OF_A_SNOOZE = frozenset({Stage.T_0, Stage.OVERDUE})


@dataclass(frozen=True, slots=True)
class OfficerChoices:
    """Choices of one officer: for all duties, and snoozes by the ids of duties."""

    preferences: Preferences = NO_CHOICE
    snoozes: Mapping[int, Snoozed] = field(default_factory=dict)

    def policy(self, policy: Policy) -> Policy:
        """Return `policy` without the stages that the officer leaves out."""
        left_out = self.preferences.left_out & DISPENSABLE
        if not left_out:
            return policy
        return replace(policy, before=policy.before - left_out, year_end_before=policy.year_end_before - left_out)


NO_CHOICES = OfficerChoices()


def why_remind_officer(
    duty: DutyFacts,
    day: date,
    planning: Planning,
    choices: OfficerChoices,
    snoozed: Snoozed | None,
) -> Reason | None:
    """Return the reason to remind an officer with `choices` on `day`, or None; `snoozed` is their snooze of the duty.

    Reminders that a pause or a snooze keeps back have a reason too: see `held_back`. On the day on which a snooze
    ends there always is one: that of the stage reached by then if no other falls on that day.
    """
    own = choices.policy(planning.policy)
    reason = why_remind(duty, day, planning.calendar, own)
    if snoozed and (due_on := owed_on(duty, day)) and day == returns_on(due_on, snoozed, planning.calendar):
        reason = replace(
            reason or _stage_reached(due_on, day, planning.calendar, own, snoozed), snoozed_on=snoozed.since
        )
    resumes_on = choices.preferences.resumes_on
    if reason and resumes_on and day < resumes_on:
        reason = replace(reason, resumes_on=resumes_on)
    return reason


def held_back(
    reason: Reason, day: date, calendar: WorkingCalendar, choices: OfficerChoices, snoozed: Snoozed | None
) -> Skipped | None:
    """Return the choice that keeps this reminder from going out on `day`, or None."""
    resumes_on = choices.preferences.resumes_on
    if resumes_on and day < resumes_on and reason.stage not in IN_SPITE_OF_A_PAUSE:
        return Skipped.PAUSED
    if snoozed is None or reason.stage in IN_SPITE_OF_A_SNOOZE:
        return None
    return Skipped.SNOOZED if snoozed.since <= day < returns_on(reason.due_on, snoozed, calendar) else None


def returns_on(due_on: date, snoozed: Snoozed, calendar: WorkingCalendar) -> date:
    """Return the working day on which a snoozed duty is reminded of again."""
    return min(calendar.on_or_after(snoozed.until), latest_return(due_on, snoozed.since, calendar))


def due_at(
    slot: date, preferences: Preferences, hours: SendingHours, kind: DeliveryKind = DeliveryKind.DIGEST
) -> datetime:
    """Return the instant (UTC) at which a message of `slot` is due to an officer who chose so.

    The hour that somebody chose for their digest stands, whatever the sending hours are.
    """
    own = kind is DeliveryKind.DIGEST and preferences is not NO_CHOICE
    return digest_at(slot, preferences.hour) if own else hours.nearest(slot, preferences.hour)


def _stage_reached(due_on: date, day: date, calendar: WorkingCalendar, policy: Policy, snoozed: Snoozed) -> Reason:
    """Return the reason by the stage that a duty has reached on `day`; before all stages, the first."""
    passed = occurrences(due_on, calendar, policy, until=day)
    return Reason(
        stage=passed[-1].stage if passed else policy.stages_before(due_on)[-1],
        due_on=due_on,
        remind_by=remind_by(due_on, calendar),
        days_left=(due_on - day).days,
        falls_on=snoozed.until,
        send_on=day,
        moved_because=calendar.why_off(snoozed.until),
    )
