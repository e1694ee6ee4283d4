"""Lists of an agency's duties, the next duty, the card of a duty, its history."""

from collections.abc import Sequence
from contextlib import suppress

from data.enums import FINISHED, Part
from data.errors import NotFound
from data.registry.duties import duty_lines, history, progress, proofs
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.plans import task_lines
from data.registry.plans.corrections import find_covering_code
from data.registry.plans.earlier_duties import list_earlier
from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.duties import (
    ShowDuties,
    ShowDuty,
    ShowHistory,
    ShowTask,
    ShowTaskByCode,
    ShowTaskOfPlan,
)
from handlers.base.list_filters import STILL_OWED, read_filter
from handlers.base.messages import Reply
from handlers.base.permissions import check_visible_agency, get_visible_duty, get_visible_task, oversees
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.base.turn import Turn
from handlers.duties import task_agencies
from handlers.duties.duty_card import render_duty_card
from handlers.views.duties import duty_card, lists, which_plan
from handlers.views.duties import history as history_view
from handlers.views.duties.correction_lines import covered_reply
from handlers.views.duties.lists import Listing


def show(turn: Turn, words: str) -> Reply:
    """Answer /nhiemvu with the agency's list, filtered by `words`; a code that names one duty opens its card.

    For an officer who oversees all agencies, a code opens what all of them owe under it.
    """
    by = read_filter(words)
    if not by.codes:
        return show_own(turn, words)
    if covering := find_covering_code(turn.session, by.codes[0]):
        return covered_reply(_show_code(turn, covering), by.codes[0], covering)
    return _show_code(turn, by.codes[0])


def _show_code(turn: Turn, code: str) -> Reply:
    """Show what is owed under a code: of all agencies to who oversees them. Raises NotFound."""
    if oversees(turn.me):
        with suppress(NotFound):
            return task_agencies.show_by_code(turn, code)
    return show_own(turn, code)


def show_own(turn: Turn, words: str) -> Reply:
    """Show the agency's own list or card; a code that it does not owe opens that of all agencies, for those who
    oversee.

    Raises NotFound with the nearest codes of its own.
    """
    by = read_filter(words)
    if by.codes:
        return _show_own_code(turn, by)
    return _render_page(turn, by, 0, turn.me.agency_id)


def show_page(turn: Turn, tapped: ShowDuties) -> Reply:
    """Show a page of an agency's list; of one's own if the button names no agency."""
    agency_id = turn.me.agency_id if tapped.agency_id is None else tapped.agency_id
    return _render_page(turn, tapped.by, tapped.page, agency_id)


def show_by_code(turn: Turn, tapped: ShowTaskByCode) -> Reply:
    """Show what is owed under a tapped code, as if it had been typed after /nhiemvu."""
    return show(turn, tapped.code)


def show_task_of_plan(turn: Turn, tapped: ShowTaskOfPlan) -> Reply:
    """Show what is owed under a tapped code of one plan."""
    if oversees(turn.me):
        with suppress(NotFound):
            return task_agencies.show_by_code(turn, tapped.code, plan_id=tapped.plan_id)
    return _show_own_code(turn, Selection(codes=(tapped.code,), plan_id=tapped.plan_id))


def show_next(turn: Turn, _words: str) -> Reply:
    """Answer /tieptheo with the open duty that is due first, overdue ones before all."""
    owed = [row for row in duty_lines.list_by_agency(turn.session, turn.me.agency_id) if row.state not in FINISHED]
    if not owed:
        return _render_page(turn, STILL_OWED, 0, turn.me.agency_id)
    return render_card(turn, owed[0])


def show_card(turn: Turn, tapped: ShowDuty) -> Reply:
    """Show the card of a tapped duty, with the way back to the page that it stood on."""
    return render_card(turn, get_visible_duty(turn, tapped.duty_id), back=tapped.back)


def render_card(turn: Turn, duty: DutyLine, *, back: Payload | None = None) -> Reply:
    """Render the card as this officer may see it; a change that they made just now can be undone on it."""
    own = progress.find_undoable(turn.session, duty.id, turn.actor, turn.now)
    undoable = own is not None and own.version == duty.version
    return render_duty_card(turn.session, turn.me, duty, turn.today, turn.calendar, back=back, undoable=undoable)


def show_coordinated_task(turn: Turn, tapped: ShowTask) -> Reply:
    """Show a task in which the agency takes part."""
    found = get_visible_task(turn, tapped.deadline_id)
    takes_part = task_lines.get_part(turn.session, found.task_id, turn.me.agency_id) is Part.COORDINATING
    return duty_card.task_card(found, turn.today, turn.calendar, note_on=tapped.deadline_id if takes_part else None)


def show_history(turn: Turn, tapped: ShowHistory) -> Reply:
    """Show all changes of a duty."""
    duty = get_visible_duty(turn, tapped.duty_id)
    entries, files = history.list_entries(turn.session, duty.id), proofs.list_all(turn.session, duty.id)
    before = history.list_earlier_histories(turn.session, duty.id)
    return history_view.history(duty, entries, files, turn.today, before)


def _show_own_code(turn: Turn, by: Selection) -> Reply:
    """Show what the agency owes, or takes part in, under a code."""
    every = duty_lines.list_by_agency(turn.session, turn.me.agency_id, by.plan_id)
    if found := by.select_tasks(every):
        if which_plan.is_of_several(found):
            return which_plan.ask_which_task(by.codes[0], found, turn.today)
        if len(found) == 1:
            return render_card(turn, found[0])
        return _render_page(turn, by, 0, turn.me.agency_id)
    if oversees(turn.me) and task_agencies.list_owing_duties(turn, by.codes[0], by.plan_id):
        return task_agencies.show_by_code(turn, by.codes[0], plan_id=by.plan_id)
    others = task_lines.list_coordinated(turn.session, turn.me.agency_id, by.plan_id)
    if shared := by.select_tasks(others):
        if which_plan.is_of_several(shared):
            return which_plan.ask_which_task(by.codes[0], shared, turn.today)
        return show_coordinated_task(turn, ShowTask(shared[0].deadline_id))
    raise NotFound("task", by.codes[0], nearest_codes(by.codes[0], [row.code for row in every]))


def nearest_codes(code: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Return up to three of `codes` that are spelled most like `code`."""
    from rapidfuzz import fuzz, process

    best = process.extract(code, list(dict.fromkeys(codes)), scorer=fuzz.ratio, limit=3)
    return tuple(match for match, *_rest in best)


def _render_page(turn: Turn, by: Selection, number: int, agency_id: int) -> Reply:
    own = check_visible_agency(turn, agency_id) == turn.me.agency_id
    name = turn.me.agency_short_name if own else agencies.get(turn.session, agency_id).short_name
    earlier = len(list_earlier(turn.session, agency_id)) if own and by.status is Status.OVERDUE else 0
    listing = Listing(name, None if own else agency_id, by, number, turn.today, earlier)
    if by.part is Part.COORDINATING:
        return lists.task_list(listing, task_lines.list_coordinated(turn.session, agency_id, by.plan_id))
    every = duty_lines.list_by_agency(turn.session, agency_id, by.plan_id)
    return lists.duty_list(listing, every, by.select(every, turn.today, turn.calendar), turn.calendar)
