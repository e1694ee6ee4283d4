"""What a turn leaves about who is who besides its answer: who wrote, whose code was refused, who sent a secret."""

from datetime import datetime, timedelta

from data.enums import PeopleCause
from data.errors import InvitationRefused, Refused, is_secret
from data.registry.people import identities, offices, people_notices, reaffirmations
from data.registry.people.identities import Identity
from data.registry.people.joining import attempts, joinings
from data.rules.instants import within
from data.store import Session
from handlers.base.messages import Incoming
from handlers.base.turn import Turn
from handlers.views.base.accounts import account_of

_NO_FAILURE = ("too_many_tries", "unapproved")
"""Refusals of codes that nobody guessed."""

_HEARD_EVERY = timedelta(days=1)


def record_heard(session: Session, incoming: Incoming, me: Identity | None, now: datetime) -> None:
    """Save that an officer wrote, once a day: more often is not worth a row."""
    if me is None:
        return
    is_news = me.heard_at is None or not within(me.heard_at, now, _HEARD_EVERY)
    if me.unreachable_since or is_news:
        identities.mark_heard(session, incoming.channel, incoming.chat_id, now)
        for one in offices.list_ids(session, me.officer_id):
            reaffirmations.close_as_heard(session, one, now)


def record_refusal(turn: Turn, error: Refused) -> bool:
    """Save what administrators hear of a refusal; return whether it is one of a code that may have been guessed."""
    if is_secret(error) and turn.identity:
        people_notices.record_notice(
            turn.session, PeopleCause.MARKED, now=turn.now, officer_id=turn.identity.officer_id
        )
    if not isinstance(error, InvitationRefused):
        return False
    chat = turn.incoming
    if error.invitation_id is not None:
        joinings.record_contest(turn.session, error.invitation_id, account_of(chat), turn.now)
    if error.reason in _NO_FAILURE:
        return False
    attempts.record_failure(turn.session, chat.channel, chat.chat_id, turn.now)
    return True
