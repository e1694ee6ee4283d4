"""One duty on the board: where it stands, what happened, its files, who was reminded."""

from data.enums import Role
from data.registry.board.reminded import list_reminded
from data.registry.duties import history, proofs
from data.registry.plans import task_lines
from data.registry.plans.corrections import find_task_of_duty
from data.registry.plans.self_confirmation import find_own_report
from handlers.base.board.filters import read_filter
from handlers.base.board.look import Asked, Look
from handlers.base.permissions import get_visible_duty, may_correct
from handlers.views.board import duty as view


def show(look: Look, asked: Asked) -> str:
    """Show one duty. Raises NotAllowed for one that may not be seen and for one that does not exist alike."""
    duty = get_visible_duty(look, asked.read_id("duty_id"))
    facts = view.DutyPage(
        duty=duty,
        task=task_lines.get_task(look.session, duty.deadline_id),
        entries=tuple(history.list_entries(look.session, duty.id)),
        earlier=tuple(history.list_earlier_histories(look.session, duty.id)),
        proofs=tuple(proofs.list_current(look.session, duty.id)),
        reminded=tuple(list_reminded(look.session, duty.id)),
        decides=decides_on(look, duty.id),
        corrects=may_correct(look.me, find_task_of_duty(look.session, duty.id).standing_agency_id),
    )
    return view.page(look, facts, read_filter(asked.query))


def decides_on(look: Look, duty_id: int) -> bool:
    """Return whether the officer may decide on what an agency says of its duty."""
    is_supervisor = look.me.role is Role.SUPERVISOR
    return is_supervisor and not find_own_report(look.session, duty_id, look.me.officer_id).is_refused
