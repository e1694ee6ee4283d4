"""The card of a duty, as its reader may see it."""

from datetime import date

from data.enums import FINISHED, Change, CorrectedField, Kind, Role
from data.registry.duties import extensions, history, proofs, results
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.history import EntryFacts
from data.registry.people import assignments, snoozes
from data.registry.people.identities import Identity
from data.registry.people.succession.same_person import is_same_person
from data.registry.plans import corrections, exemptions, task_lines
from data.registry.plans.self_confirmation import find_own_report, list_other_supervisors
from data.rules.calendar import WorkingCalendar
from data.rules.snoozes import can_wait
from data.store import Session
from handlers.base.callback_data.codec import Payload
from handlers.base.messages import Reply
from handlers.base.permissions import may_correct
from handlers.views.duties import correction_lines, duty_card
from handlers.views.duties.card_facts import Card, Confirmation
from scheduler.officer_choices import returns_on


def render_duty_card(
    session: Session,
    me: Identity,
    duty: DutyLine,
    today: date,
    calendar: WorkingCalendar,
    *,
    back: Payload | None = None,
    undoable: bool = False,
) -> Reply:
    """Render the card of a duty that `me` may see, on `today` (Viet Nam); `back` is the page before it.

    `undoable`: they changed it just now, and can undo that.
    """
    task, entries = task_lines.get_task(session, duty.deadline_id), history.list_entries(session, duty.id)
    card = Card(
        duty=duty,
        task=task,
        last=history.last_state_change(entries),
        returned=_find_return(duty, entries),
        refused=_find_refused_report(entries),
        files=len(proofs.list_current(session, duty.id)),
        extension=extensions.get_extension(session, duty.id),
        exemption=exemptions.get_request(session, duty.id),
        responsible=assignments.get_assignee(session, duty.id),
        results=results.results_in_force(entries),
        corrections=_describe_corrections(session, task.task_id, duty.deadline_id),
        correcting=may_correct(me, task.standing_agency_id),
        mine=duty.agency_id == me.agency_id,
        judging=me.role is Role.SUPERVISOR,
        confirmation=_find_confirmation(session, me, duty, entries),
        dating=task.kind is Kind.EXTERNAL and task.standing_agency_id == me.agency_id,
        snoozable=me.role is Role.OFFICER and duty.agency_id == me.agency_id and can_snooze(duty, today, calendar),
        snoozed_until=_find_snooze_end(session, me, duty, today, calendar),
        undoable=undoable,
        back=back,
    )
    return duty_card.duty_card(card, today, calendar)


def can_snooze(duty: DutyLine, today: date, calendar: WorkingCalendar) -> bool:
    """Return whether a duty is open and can be put off on `today`."""
    return duty.state not in FINISHED and duty.due_on is not None and can_wait(duty.due_on, today, calendar)


def _find_confirmation(session: Session, me: Identity, duty: DutyLine, entries: list[EntryFacts]) -> Confirmation:
    if not me.officer_id:  # `nhacviec ask` asks for an agency, as no officer of it
        return Confirmation(allowed=False, own=duty.agency_id == me.agency_id, by_others=None)
    own = find_own_report(session, duty.id, me.officer_id)
    others = list_other_supervisors(session, duty.agency_id) if own.is_refused else []
    return Confirmation(
        allowed=not own.is_refused and not is_same_person(session, history.get_reporter(entries), me.officer_id),
        own=own.is_own,
        by_others=tuple(others) if own.is_refused else None,
    )


def _describe_corrections(session: Session, task_id: int, deadline_id: int) -> tuple[str, ...]:
    made = corrections.list_in_force(session, task_id)
    leads = [f"{one.before},{one.after}" for one in made if one.field is CorrectedField.LEAD]
    codes = {code for lead in leads for code in lead.replace(corrections.DISPLACED, ",").split(",")}
    names = corrections.get_short_names(session, codes) if codes else {}
    covered = corrections.list_covered(session, task_id)
    return (*correction_lines.card_lines(made, deadline_id, names), *correction_lines.covered_lines(covered))


def _find_return(duty: DutyLine, entries: list[EntryFacts]) -> EntryFacts | None:
    """Return the sending back that the agency still has to act on; None if there is none.

    Later progress, and undoing it, change nothing of that.
    """
    if duty.state in FINISHED:
        return None
    return next((entry for entry in history.entries_in_force(entries) if entry.change is Change.RETURNED), None)


def _find_refused_report(entries: list[EntryFacts]) -> EntryFacts | None:
    """Return the report that was sent back last."""
    earlier = history.entries_before(entries, Change.RETURNED)
    return next((entry for entry in earlier if entry.change is Change.REPORTED), None)


def _find_snooze_end(
    session: Session, me: Identity, duty: DutyLine, today: date, calendar: WorkingCalendar
) -> date | None:
    """Return the day on which the reader is reminded again; None if they did not put the duty off, or the day has
    come.
    """
    snoozed = snoozes.get(session, duty.id, me.officer_id)
    if snoozed is None or duty.due_on is None or duty.state in FINISHED:
        return None
    until = returns_on(duty.due_on, snoozed, calendar)
    return until if until > today else None
