"""Tries without an answer: trouble of one chat, or a channel that answers nobody.

A message that had no answer is repeated once, and set aside when the repeat has none either, as long as others get
answers: while its try runs or, where nobody else is repeated just then, while the first one ran. A channel is silent
when two messages have had no answer and nobody has since their tries began. Nothing is set aside then: that says
nothing about a message. Each try may still arrive, so a silent channel is tried with one message at a time, the one
tried longest ago; a message waits twice as long after each of its own tries.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from data.registry.outbox import channel_answers, claims
from data.registry.outbox.channel_answers import NOBODY_ANSWERED, UNANSWERED
from data.registry.outbox.claims import Claimed
from data.store import Session

_SEVERAL = 2


def list_silent_channels(session: Session, channels: Collection[str], wall: datetime) -> set[str]:
    """Return those of `channels` that have left several messages, and everybody since, without an answer."""
    found = channel_answers.list_unanswered(session, channels, wall)
    return {channel for channel, ids in found.items() if len(ids) >= _SEVERAL}


def record_unanswered(
    session: Session, claimed: Claimed, *, wall: datetime, lease: timedelta, pause: timedelta
) -> bool:
    """Record that a try had no answer by `wall`; return False, and record nothing, if it has used up its repeat.

    The claim is kept until its lease ends, and for `pause` at least. `lease` is that under which it was made.
    """
    until = claims.get_lease_end(session, claimed)
    if until is None:  # another's by now
        return True
    began_at, answered = until - lease, channel_answers.get_last_answer(session, claimed.channel, wall)
    heard = answered is not None and answered >= began_at
    counted = claimed.error == UNANSWERED
    if counted and (heard or not _list_others(session, claimed, wall)):
        return False
    error = UNANSWERED if counted or heard else NOBODY_ANSWERED
    claims.record_unanswered(session, claimed, error, began_at=began_at, lease_until=max(until, wall + pause))
    return True


def _list_others(session: Session, claimed: Claimed, wall: datetime) -> set[int]:
    """Return those on the same channel that were repeated, or have waited in vain since somebody had an answer."""
    waited = channel_answers.list_unanswered(session, {claimed.channel}, wall).get(claimed.channel, set())
    return (waited | channel_answers.list_repeated(session, claimed.channel, wall)) - {claimed.id}
