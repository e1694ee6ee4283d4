"""The card of a duty, as its reader may see it."""

from datetime import date

from data.registry import duties, extensions, handing, history, proofs, snoozes
from data.registry.duties import DutyLine
from data.registry.history import EntryFacts
from data.registry.people import Identity
from data.store import Session
from data.words import FINISHED, Change, Kind, Role
from handlers.conversation import Reply
from handlers.views import duty_card
from scheduler.calendar import WorkingCalendar
from scheduler.wishes import can_wait, returns_on


def card_for(
    session: Session,
    me: Identity,
    duty: DutyLine,
    today: date,
    calendar: WorkingCalendar,
    *,
    back: str = "",
    undoable: bool = False,
) -> Reply:
    """The card of a duty that `me` may see, on `today` (Viet Nam); `back` is the button of the page before it.

    `undoable`: they changed it just now, and can take that back.
    """
    task, entries = duties.task(session, duty.deadline_id), history.of_duty(session, duty.id)
    card = duty_card.Card(
        duty=duty,
        task=task,
        last=history.last_change(entries),
        returned=_sent_back(duty, entries),
        refused=_refused(entries),
        files=len(proofs.of_duty(session, duty.id)),
        extension=extensions.of_duty(session, duty.id),
        responsible=handing.responsible(session, duty.id),
        mine=duty.agency_id == me.agency_id,
        judging=me.role is Role.SUPERVISOR,
        reported_it=history.reporter(entries) == me.officer_id,
        dating=task.kind is Kind.EXTERNAL and task.standing_agency_id == me.agency_id,
        snoozable=me.role is Role.OFFICER and duty.agency_id == me.agency_id and waits(duty, today, calendar),
        snoozed_until=_snoozed_until(session, me, duty, today, calendar),
        undoable=undoable,
        back=back,
    )
    return duty_card.duty_card(card, today, calendar)


def waits(duty: DutyLine, today: date, calendar: WorkingCalendar) -> bool:
    """Whether a duty is open and can be put off on `today`."""
    return duty.state not in FINISHED and duty.due_on is not None and can_wait(duty.due_on, today, calendar)


def _sent_back(duty: DutyLine, entries: list[EntryFacts]) -> EntryFacts | None:
    """Why the agency owes the duty again, for as long as it does: marking progress, and undoing, change nothing."""
    if duty.state in FINISHED:
        return None
    return next((entry for entry in history.standing(entries) if entry.change is Change.RETURNED), None)


def _refused(entries: list[EntryFacts]) -> EntryFacts | None:
    """The report that was sent back last."""
    earlier = history.before(entries, Change.RETURNED)
    return next((entry for entry in earlier if entry.change is Change.REPORTED), None)


def _snoozed_until(
    session: Session, me: Identity, duty: DutyLine, today: date, calendar: WorkingCalendar
) -> date | None:
    """The day on which the reader hears of the duty again; None if they did not put it off, or it has come."""
    snoozed = snoozes.of_duty(session, duty.id, me.officer_id)
    if snoozed is None or duty.due_on is None or duty.state in FINISHED:
        return None
    until = returns_on(duty.due_on, snoozed, calendar)
    return until if until > today else None
