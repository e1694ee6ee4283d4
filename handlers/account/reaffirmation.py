"""Whether somebody is still in office: their own answer, and what an administrator makes of none."""

from data.enums import PeopleCause
from data.errors import NotFound
from data.registry.people import officers, offices, people_notices, reaffirmations
from data.registry.people.officers import OfficerFacts
from data.registry.people.succession import closing
from handlers.base.callback_data.people import AskDismissal, AskLeaving, DismissOfficer, LeaveOffice, StayInOffice
from handlers.base.messages import Reply
from handlers.base.turn import Turn
from handlers.views.account import reaffirmation as view
from handlers.views.base import refusals


def stay(turn: Turn, tapped: StayInOffice) -> Reply:
    """Save that the officer is still in office."""
    if tapped.officer_id != turn.me.officer_id:
        return refusals.old_button()
    reaffirmations.affirm(turn.session, turn.me.officer_id, turn.now)
    return view.stays(turn.me)


def ask_leaving(turn: Turn, tapped: AskLeaving) -> Reply:
    """Ask once more whether the officer has left. Raises NotAllowed for the last administrator."""
    if tapped.officer_id != turn.me.officer_id:
        return refusals.old_button()
    closing.check_not_last_administrator(turn.session, turn.me.officer_id)
    return view.leaving_question(turn.me, turn.today)


def leave(turn: Turn, tapped: LeaveOffice) -> Reply:
    """Close the officer's own identity; administrators are told. Raises NotAllowed for the last administrator."""
    me = turn.me
    if tapped.officer_id != me.officer_id:
        return refusals.old_button()
    if tapped.shown_on != turn.today:
        return ask_leaving(turn, AskLeaving(me.officer_id))
    officers.deactivate(turn.session, me.officer_id, now=turn.now, actor=f"officer:{me.officer_id}")
    people_notices.record_notice(turn.session, PeopleCause.LEFT, now=turn.now, officer_id=me.officer_id)
    still = offices.list_of_person(turn.session, me.officer_id)
    return view.left(me, [one.agency_short_name for one in still])


def ask_dismissal(turn: Turn, tapped: AskDismissal) -> Reply:
    """Ask an administrator once more whether somebody's office ends."""
    found = _find_other(turn, tapped.officer_id)
    return view.dismissal_question(found, turn.today) if found else refusals.old_button()


def dismiss(turn: Turn, tapped: DismissOfficer) -> Reply:
    """End somebody's office. Raises NotAllowed for the last administrator."""
    found = _find_other(turn, tapped.officer_id)
    if found is None:
        return refusals.old_button()
    if tapped.shown_on != turn.today:
        return view.dismissal_question(found, turn.today)
    officers.deactivate(turn.session, found.id, now=turn.now, actor=f"officer:{turn.me.officer_id}")
    return view.dismissed(found)


def _find_other(turn: Turn, officer_id: int) -> OfficerFacts | None:
    """Return an officer in office who is not the administrator themselves, in whichever agency; else None."""
    try:
        found = officers.get_facts(turn.session, officer_id)
    except NotFound:
        return None
    mine = offices.list_ids(turn.session, turn.me.officer_id)
    return found if found.active and found.id not in mine else None
