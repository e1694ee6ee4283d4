"""Reminders due on the planned days, with the choices of officers who made any."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.registry.duties import open_duties
from data.registry.duties.open_duties import OpenDuty
from data.registry.people import preferences, snoozes
from data.registry.people.preferences import NO_CHOICE, Preferences
from data.registry.people.snoozes import Snoozed
from data.rules.calendar import ONE_DAY
from data.store import Session
from scheduler.context import Planning
from scheduler.officer_choices import NO_CHOICES, OfficerChoices
from scheduler.planning.due_reminders import DueReminder, due_reminders_on


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The input of a planning run over `days`, in order; the last is the slot.

    `due` are the reminders by the plan's own stages. `choices` are those of officers who chose anything, by id;
    `snoozed` are the open duties that some of them put off, by id.
    """

    days: Sequence[date]
    due: Sequence[DueReminder]
    choices: Mapping[int, OfficerChoices]
    snoozed: Mapping[int, OpenDuty]
    planning: Planning

    def choices_for(self, officer_id: int) -> OfficerChoices:
        """Return the choices of an officer, or the defaults."""
        return self.choices.get(officer_id, NO_CHOICES)

    @property
    def duties(self) -> dict[int, OpenDuty]:
        """Return all duties that somebody may be reminded of, by id."""
        return {**self.snoozed, **{found.duty.id: found.duty for found in self.due}}


def take_snapshot(
    session: Session,
    days: Sequence[date],
    planning: Planning,
    *,
    agency_id: int | None = None,
) -> Snapshot:
    """Read what is due on `days`, of all agencies or of one."""
    # A snooze that ended on a day off ends on the working day after it.
    snoozed = snoozes.list_active(session, since=planning.calendar.before(days[0]) + ONE_DAY)
    return Snapshot(
        days=days,
        due=[found for day in days for found in due_reminders_on(session, day, planning, agency_id=agency_id)],
        choices=_by_officer(preferences.get_all(session), snoozed),
        snoozed={
            duty.id: duty
            for duty in open_duties.list_by_ids(session, {duty_id for one in snoozed.values() for duty_id in one})
        },
        planning=planning,
    )


def choices_of(session: Session, officer_ids: Collection[int]) -> dict[int, OfficerChoices]:
    """Return the choices of these officers, by id; those who chose nothing are left out."""
    return _by_officer(preferences.get_many(session, officer_ids), snoozes.list_for_officers(session, officer_ids))


def _by_officer(
    chosen: Mapping[int, Preferences], snoozed: Mapping[int, Mapping[int, Snoozed]]
) -> dict[int, OfficerChoices]:
    return {
        officer_id: OfficerChoices(chosen.get(officer_id, NO_CHOICE), snoozed.get(officer_id, {}))
        for officer_id in chosen.keys() | snoozed.keys()
    }
