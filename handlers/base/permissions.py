"""Permissions to see and change duties and tasks, checked anew on every command and every tap."""

from typing import Protocol

from data.enums import OVERSEEING, Part, Role
from data.errors import NotAllowed, NotFound
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.people.identities import Identity
from data.registry.plans import task_lines
from data.registry.plans.task_lines import TaskFacts
from data.store import Session
from handlers.base.turn import Turn


class Asker(Protocol):
    """Who asks, and the registry in which it is looked up: a turn of a chat, or a look at the board."""

    @property
    def session(self) -> Session: ...
    @property
    def me(self) -> Identity: ...


def oversees(identity: Identity) -> bool:
    """Return whether this officer sees all agencies."""
    return identity.role in OVERSEEING


def check_may_speak(turn: Turn, role: Role) -> None:
    """Check that somebody in this role may be spoken for where the turn came from.

    Raises NotAllowed("page.too_old") for a role that sees all agencies on a page that was opened too long ago: else
    the session of another of their roles, which lasts for weeks, would be one of this role.
    """
    if role in OVERSEEING and not turn.incoming.may_oversee:
        raise NotAllowed("page.too_old")


def may_correct(identity: Identity, standing_agency_id: int | None) -> bool:
    """Return whether this officer may correct the reading of a plan that an agency follows: its supervisors, and
    administrators.
    """
    if identity.role is Role.SUPERVISOR:
        return standing_agency_id in (None, identity.agency_id)
    return identity.role is Role.ADMIN


def get_visible_duty(turn: Asker, duty_id: int) -> DutyLine:
    """Return a duty of the officer's agency; any duty for those who oversee.

    Raises NotAllowed for another agency's duty and for one that does not exist alike, so that made-up buttons tell
    nothing.
    """
    try:
        found = duty_lines.get_line(turn.session, duty_id)
    except NotFound as error:
        raise NotAllowed("duty.see") from error
    if found.agency_id != turn.me.agency_id and not oversees(turn.me):
        raise NotAllowed("duty.see")
    return found


def get_own_duty(turn: Turn, duty_id: int) -> DutyLine:
    """Return a duty of the officer's own agency, to be changed. Raises NotAllowed."""
    found = get_visible_duty(turn, duty_id)
    if found.agency_id != turn.me.agency_id:
        raise NotAllowed("duty.change")
    return found


def get_visible_task(turn: Asker, deadline_id: int) -> TaskFacts:
    """Return a task in which the officer's agency takes part; any task for those who oversee. Raises NotAllowed."""
    try:
        found = task_lines.get_task(turn.session, deadline_id)
    except NotFound as error:
        raise NotAllowed("task.see") from error
    if task_lines.get_part(turn.session, found.task_id, turn.me.agency_id) is None and not oversees(turn.me):
        raise NotAllowed("task.see")
    return found


def get_coordinated_task(turn: Turn, deadline_id: int) -> TaskFacts:
    """Return a task of others in which the officer's agency takes part, to which it may add a note. Raises
    NotAllowed.
    """
    found = get_visible_task(turn, deadline_id)
    if task_lines.get_part(turn.session, found.task_id, turn.me.agency_id) is not Part.COORDINATING:
        raise NotAllowed("task.note")
    return found


def check_visible_agency(turn: Asker, agency_id: int) -> int:
    """Return the id of the agency. Raises NotAllowed for another agency, unless the officer oversees."""
    if agency_id != turn.me.agency_id and not oversees(turn.me):
        raise NotAllowed("agency.see")
    return agency_id
