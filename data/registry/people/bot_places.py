"""Places at bots that serve only so many people."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from data.models import ChatLink, Invitation, Officer


def count_people(session: Session, now: datetime) -> dict[str, int]:
    """Return how many people each channel serves at `now` (UTC), with those whom an open invitation sends there."""
    linked = (
        select(col(ChatLink.channel), func.count(func.distinct(col(ChatLink.chat_id))))
        .join(Officer, col(Officer.id) == col(ChatLink.officer_id))
        .where(col(Officer.active), col(ChatLink.unreachable_since).is_(None))
        .group_by(col(ChatLink.channel))
    )
    invited = (
        select(col(Invitation.channel), func.count(col(Invitation.id)))
        .where(
            col(Invitation.channel).is_not(None),
            col(Invitation.used_at).is_(None),
            col(Invitation.revoked_at).is_(None),
            col(Invitation.expires_at) > now,
        )
        .group_by(col(Invitation.channel))
    )
    found: dict[str, int] = {}
    for channel, number in [*session.execute(linked), *session.execute(invited)]:
        found[channel] = found.get(channel, 0) + number
    return found


def find_room(session: Session, channels: Sequence[str], places: int, now: datetime) -> str | None:
    """Return the first of `channels` that serves fewer people than it has `places` (0: any number); None if all are
    full."""
    people = count_people(session, now)
    return next((one for one in channels if not places or people.get(one, 0) < places), None)
