"""👤 Giao cho: an agency says which of its officers sees to a duty."""

from data.errors import NotAllowed, NotFound
from data.registry.duties import assignments as registry
from handlers.base.messages import Reply
from handlers.base.permissions import own_duty
from handlers.base.turn import Turn
from handlers.changes.progress import done, unchanged
from handlers.views.changes import assignments as view

NOBODY = 0


def ask(turn: Turn, value: str) -> Reply:
    """The button of a card: offers the officers of the agency. Raises Stale for what is finished."""
    duty = own_duty(turn, int(value))
    unchanged(turn, duty, duty.version)
    colleagues = registry.list_colleagues(turn.session, duty.agency_id)
    return view.question(duty, colleagues, registry.get_assignee(turn.session, duty.id), me=turn.me.officer_id)


def hand_to(turn: Turn, value: str) -> Reply:
    """A tapped colleague: "17:3:5"; "17:3:0" is nobody in particular. Raises Stale and NotAllowed."""
    tapped, seen, officer_id = (int(part) for part in value.split(":"))
    duty = own_duty(turn, tapped)
    chosen = None if officer_id == NOBODY else officer_id
    try:
        registry.assign(turn.session, duty.id, seen, chosen, turn.actor, turn.now)
    except NotFound as error:
        raise NotAllowed("hand.stranger") from error
    return done(turn, duty.id)
