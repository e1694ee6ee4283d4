"""What a try without an answer means: one chat's trouble, or a channel that answers nobody.

A message that had no answer is repeated once, and set aside when the repeat has none either, as long as others get
answers. A channel is silent when two messages have had no answer since it last answered, or when a message that it
has never answered anybody beside: nothing is set aside then, since that says nothing about the message. Each try may
still arrive, so a silent channel is tried with one message at a time, the one tried longest ago; a message waits
twice as long after each of its own tries.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from data.registry.outbox import channel_answers, claims
from data.registry.outbox.channel_answers import NOBODY_ANSWERED, UNANSWERED
from data.registry.outbox.claims import Claimed
from data.store import Session

_SEVERAL = 2


def list_silent_channels(session: Session, channels: Collection[str], wall: datetime) -> set[str]:
    """Return those of `channels` that have left several messages in a row without an answer."""
    found = channel_answers.list_unanswered(session, channels, wall)
    return {channel for channel, ids in found.items() if len(ids) >= _SEVERAL}


def may_repeat(session: Session, claimed: Claimed, *, wall: datetime, lease: timedelta, pause: timedelta) -> bool:
    """Keep that a try had no answer by `wall`; False, and nothing is kept, where it has used up the repeat.

    The claim is kept until its lease ends, and for `pause` at least. `lease` is that under which it was made.
    """
    until = claims.get_lease_end(session, claimed)
    if until is None:  # another's by now
        return True
    answered = channel_answers.get_last_answer(session, claimed.channel, wall)
    others = channel_answers.list_unanswered(session, {claimed.channel}, wall).get(claimed.channel, set()) - {
        claimed.id
    }
    counted = claimed.error == UNANSWERED
    if counted and not others:
        return False
    heard = answered is not None and answered >= until - lease
    error = UNANSWERED if counted or (heard and not others) else NOBODY_ANSWERED
    claims.record_unanswered(session, claimed, error, at=wall, lease_until=max(until, wall + pause))
    return True
