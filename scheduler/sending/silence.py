"""Tries without an answer: trouble of one chat, or a channel that answers nobody.

A message that had no answer is repeated once soon. When the repeat has none either while others get answers, during
its try or, where nobody else is repeated just then, during the first one, it may be there twice: it is tried on only
every hour, every two, and so on, until it has an answer or the next digest carries its reminders. A channel is silent
when two messages have had no answer and nobody has since their tries began. Each try may still arrive, so a silent
channel is tried with one message at a time, the one tried longest ago; a message waits twice as long after each of
its own tries. Nothing is ever dropped for want of an answer.
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
    session: Session, claimed: Claimed, *, wall: datetime, lease: timedelta, pause: timedelta, long_pause: timedelta
) -> None:
    """Record that a try had no answer by `wall`, and when the next one is.

    The claim is kept until its lease ends, and for `pause` at least; a message that has used up its repeat waits for
    `long_pause`. `lease` is that under which the claim was made.
    """
    until = claims.get_lease_end(session, claimed)
    if until is None:  # another's by now
        return
    began_at = until - lease
    heard = was_anybody_answered(session, claimed, began_at, wall)
    counted = claimed.error == UNANSWERED
    if counted and (heard or not _list_others(session, claimed, wall)):
        claims.reschedule(session, claimed, again_at=max(until, wall + long_pause), error=UNANSWERED)
        return
    error = UNANSWERED if counted or heard else NOBODY_ANSWERED
    claims.record_unanswered(session, claimed, error, began_at=began_at, lease_until=max(until, wall + pause))


def was_anybody_answered(session: Session, claimed: Claimed, began_at: datetime, wall: datetime) -> bool:
    """Return whether the channel of a try that began at `began_at` has answered anybody since."""
    answered = channel_answers.get_last_answer(session, claimed.channel, wall)
    return answered is not None and answered >= began_at


def _list_others(session: Session, claimed: Claimed, wall: datetime) -> set[int]:
    """Return those on the same channel that were repeated, or have waited in vain since somebody had an answer."""
    waited = channel_answers.list_unanswered(session, {claimed.channel}, wall).get(claimed.channel, set())
    return (waited | channel_answers.list_repeated(session, claimed.channel, wall)) - {claimed.id}
