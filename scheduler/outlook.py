"""What there is to tell in a slot, and how those want to hear it who said so."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.registry import owed, preferences, snoozes
from data.registry.owed import OwedDuty
from data.registry.preferences import NO_CHOICE, Preferences
from data.registry.snoozes import Snoozed
from data.store import Session
from scheduler.calendar import ONE_DAY, WorkingCalendar
from scheduler.owing import Owing, owing_on
from scheduler.stages import Policy
from scheduler.wishes import NO_WISHES, Wishes


@dataclass(frozen=True, slots=True)
class Outlook:
    """What goes out on `days`, in order; the last is the slot.

    `owing` is what everybody concerned is told. `wishes` are those of officers who chose anything, by their ids;
    `snoozed` are the open duties that some of them put off, by id.
    """

    days: Sequence[date]
    owing: Sequence[Owing]
    wishes: Mapping[int, Wishes]
    snoozed: Mapping[int, OwedDuty]
    calendar: WorkingCalendar
    policy: Policy

    def wishes_of(self, officer_id: int) -> Wishes:
        """What the officer chose, or the defaults."""
        return self.wishes.get(officer_id, NO_WISHES)

    @property
    def duties(self) -> dict[int, OwedDuty]:
        """All that somebody may be told of, by id."""
        return {**self.snoozed, **{found.duty.id: found.duty for found in self.owing}}


def outlook(
    session: Session,
    days: Sequence[date],
    calendar: WorkingCalendar,
    policy: Policy,
    *,
    agency_id: int | None = None,
) -> Outlook:
    """As the registry has it now; of all agencies or of one."""
    # A snooze that ended on a day off ends on the working day after it.
    snoozed = snoozes.active(session, since=calendar.before(days[0]) + ONE_DAY)
    return Outlook(
        days=days,
        owing=[found for day in days for found in owing_on(session, day, calendar, policy, agency_id=agency_id)],
        wishes=_together(preferences.everybodys(session), snoozed),
        snoozed={
            duty.id: duty for duty in owed.some(session, {duty_id for one in snoozed.values() for duty_id in one})
        },
        calendar=calendar,
        policy=policy,
    )


def wishes_of(session: Session, officer_ids: Collection[int]) -> dict[int, Wishes]:
    """By officer, of a few; whoever chose nothing is not among them."""
    return _together(preferences.of(session, officer_ids), snoozes.of_some(session, officer_ids))


def _together(chosen: Mapping[int, Preferences], snoozed: Mapping[int, Mapping[int, Snoozed]]) -> dict[int, Wishes]:
    return {
        officer_id: Wishes(chosen.get(officer_id, NO_CHOICE), snoozed.get(officer_id, {}))
        for officer_id in chosen.keys() | snoozed.keys()
    }
