"""Retry policy of deliveries: claims under a lease, pauses between tries, and when to give up.

Policy: rather a rare duplicate than a miss. Only what can never arrive is given up at once; an outage is
waited out however long it takes, since the next morning's digest takes over what still waits.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial

from data.enums import DeliveryKind, DeliveryState
from data.registry.outbox import channel_answers, channel_pauses, claims, clock_reset, reminders, rerouting, waiting
from data.registry.outbox.channel_answers import NOBODY_ANSWERED, NOR_OTHERS, UNANSWERED
from data.registry.outbox.claims import Claimed
from data.registry.outbox.reminders import Skipped
from data.registry.people import identities
from data.registry.reach import group_chats, mail_addresses
from data.rules.instants import UNSURE
from data.rules.sending_hours import EVERYTHING, Sendable
from data.store import Session
from scheduler.context import Planning
from scheduler.sending import silence
from scheduler.sending.errors import ChatMoved, Rejected, SendFailed, SlowDown, Unknown, Unreachable

LEASE = timedelta(minutes=2)
"""Real time after which a claim without an outcome is another's, unless told otherwise."""

FAULTS = 5
"""Tries after which a message that breaks the program itself is set aside."""

LEFT_OUT_WHEN_SCARCE = frozenset({DeliveryKind.CHANGE, DeliveryKind.REQUESTED})
"""Messages that are not sent where a month's are scarce: they go another way, or the next digest tells the same."""

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=15)
"""Between two tries, for `LEASE`; a shorter lease, where answers are sooner given up, shortens them alike."""
ONE_REPEAT = frozenset({mail_addresses.CHANNEL})
"""Channels on which a message without an answer is repeated once: mail servers keep what they took, however slow."""
FOR_THE_NEXT_DIGEST = timedelta(days=60)
"""Longer than anything is caught up: what it carries goes into the officer's next digest, or is too old by then."""
FIRST_LONG_PAUSE = timedelta(hours=1)
LONGEST_LONG_PAUSE = timedelta(hours=4)
"""The same for a message that may have arrived twice already."""


def claim_due(
    session: Session,
    channels: Collection[str],
    limit: int,
    *,
    now: datetime,
    wall: datetime,
    lease: timedelta = LEASE,
    on_the_way: Collection[int] = (),
    sendable: Sendable = EVERYTHING,
    holder: str | None = None,
) -> list[Claimed]:
    """Claim up to `limit` deliveries that are due at the office's `now` and may be tried at `wall` (real), by age.

    They are this caller's for the length of `lease`, or as long as the process `holder` is there. Deliveries of other
    channels than `channels` are left to a process that has them, or wait until they are back. Those that the caller
    has `on_the_way`, by id, are not claimed again, though their leases may have run out while the machine was asleep.
    Of a silent channel one is claimed, and none while another is on its way; of one that asked for a pause none.
    """
    take = partial(
        claims.claim,
        session,
        but=on_the_way,
        kinds=sendable.kinds,
        due_from=sendable.due_from,
        now=now,
        wall=wall,
        lease_until=wall + lease,
        holder=holder,
    )
    open_channels = set(channels) - channel_pauses.list_paused(session, channels, wall)
    silent = silence.list_silent_channels(session, open_channels, wall)
    taken = take(channels=sorted(open_channels - silent), limit=limit)
    for channel in sorted(silent):
        if limit > len(taken) and not claims.has_running_claim(session, channel, wall):
            taken += take(channels=[channel], limit=1)
    return taken


def record_answers(
    session: Session, results: Iterable[tuple[Claimed, str | Exception]], wall: datetime, lease: timedelta = LEASE
) -> None:
    """Record at `wall` (real) the channels that gave a definite answer: yes, no, later, or somewhere else.

    What failed while one of them answered nobody need not wait any more.
    """
    definite = (str, Unreachable, ChatMoved, SlowDown, Rejected)
    channels = sorted({claimed.channel for claimed, result in results if isinstance(result, definite)})
    for channel in channels:
        channel_answers.record_answer(session, channel, wall)
    if channels:
        waiting.end_waits(session, channels, wall, lease)


def end_waits(session: Session, channel: str, wall: datetime) -> None:
    """Let what failed while `channel` answered nobody be tried again from `wall` (real) on: it receives again."""
    waiting.end_waits(session, {channel}, wall, LEASE)


def resume(session: Session, channel: str, wall: datetime) -> None:
    """End the pause of a channel, and let what waited for its end be tried from `wall` (real) on."""
    channel_pauses.end_pause(session, channel, wall)
    waiting.try_all_now(session, channel, wall)


def mark_sent(session: Session, sent: Mapping[int, str], now: datetime) -> None:
    """Mark deliveries as sent at the office's `now`; `sent` are the provider's message ids, by delivery."""
    if sent:
        claims.mark_sent(session, sent, now)
        reminders.mark_sent(session, sent)


def mark_failed(
    session: Session,
    claimed: Claimed,
    error: Exception,
    *,
    now: datetime,
    wall: datetime,
    lease: timedelta = LEASE,
    channels: Collection[str] = (),
) -> None:
    """Reschedule or give up a delivery by the class of its error; any but a SendFailed is this program's fault.

    One whose chat is closed goes to another of its officer on one of `channels`, or on its own.
    """
    match error:
        case ChatMoved(chat_id=new) if identities.move_chat(session, claimed.channel, claimed.chat_id, new):
            group_chats.move(session, claimed.channel, claimed.chat_id, new)
            _reschedule(session, claimed, wall, error)
        case Unreachable() | ChatMoved():  # or moved to where somebody else is written to already
            identities.mark_unreachable(session, claimed.channel, claimed.chat_id, now)
            group_chats.end_chat(session, claimed.channel, claimed.chat_id, now=now, actor="clock")
            if rerouting.readdress(session, claimed.id, channels):
                _reschedule(session, claimed, wall, error)
            else:
                _give_up(session, claimed, Skipped.UNREACHABLE, error)
        case SlowDown(retry_after=seconds, one_chat=one_chat):
            until = wall + timedelta(seconds=seconds)
            _reschedule(session, claimed, until, error)
            if not one_chat:
                channel_pauses.pause_channel(session, claimed.channel, until)
        case Unknown():
            _record_unanswered(session, claimed, error, wall, lease)
        case Rejected():
            _give_up(session, claimed, Skipped.SET_ASIDE, error)
        case SendFailed():
            _put_off(session, claimed, error, wall, lease)
        case _ if claimed.attempts < FAULTS:
            _reschedule(session, claimed, wall + backoff(claimed, lease), error)
        case _:
            _give_up(session, claimed, Skipped.SET_ASIDE, error)


def take_other_ways(session: Session, planning: Planning, wall: datetime) -> int:
    """Readdress what waits on channels that send nothing, or nothing of its kind, to other ways of its officers;
    return how many messages that were.
    """
    working = planning.working_channels
    moved = rerouting.leave_channels(session, planning.down, working, wall)
    return moved + rerouting.leave_channels(
        session, planning.scarce, working - frozenset(planning.scarce), wall, LEFT_OUT_WHEN_SCARCE
    )


def shift_if_set_back(session: Session, last_beat: datetime, wall: datetime) -> bool:
    """Shift waits back if the world's clock was set back since `last_beat`, so that none is longer; return if so."""
    by = last_beat - wall
    if by <= UNSURE:
        return False
    clock_reset.shift_waits(session, by)
    channel_pauses.shift_pauses(session, by)
    return True


def backoff(claimed: Claimed, lease: timedelta = LEASE) -> timedelta:
    """Return the pause before the next try: twice as long each time, and not the same for all.

    The spread comes from the row's number, so that what failed together does not come back together.
    """
    doubled = min(FIRST_PAUSE * (1 << min(claimed.attempts - 1, 10)), LONGEST_PAUSE)
    return doubled * (1 + claimed.id % 16 / 32) * (lease / LEASE)


def long_pause(claimed: Claimed, lease: timedelta = LEASE) -> timedelta:
    """Return the pause after a second try without an answer and each later one: twice as long each time."""
    doubled = min(FIRST_LONG_PAUSE * (1 << min(max(claimed.attempts - 2, 0), 10)), LONGEST_LONG_PAUSE)
    return doubled * (lease / LEASE)


def _record_unanswered(
    session: Session, claimed: Claimed, error: Exception, wall: datetime, lease: timedelta
) -> None:
    """Record a try without an answer: from now on the message goes no other way.

    What may have arrived twice where one repeat is all is sent no more: what a digest carries goes into the officer's
    next one, any other message is set aside.
    """
    claims.mark_in_doubt(session, claimed)
    if claimed.channel not in ONE_REPEAT or claimed.error not in (UNANSWERED, NOBODY_ANSWERED):
        silence.record_unanswered(
            session,
            claimed,
            wall=wall,
            lease=lease,
            pause=backoff(claimed, lease),
            long_pause=long_pause(claimed, lease),
        )
    elif claimed.kind is DeliveryKind.DIGEST:
        claims.reschedule(session, claimed, again_at=wall + FOR_THE_NEXT_DIGEST, error=UNANSWERED)
    else:
        _give_up(session, claimed, Skipped.SET_ASIDE, error)


def _put_off(session: Session, claimed: Claimed, error: Exception, wall: datetime, lease: timedelta) -> None:
    """Reschedule a delivery after a pause, which ends sooner if its channel answered nobody else either meanwhile."""
    until = claims.get_lease_end(session, claimed)
    if until is not None:
        others = silence.was_anybody_answered(session, claimed, until - lease, wall)
        _reschedule(session, claimed, wall + backoff(claimed, lease), error, "" if others else NOR_OTHERS)


def _reschedule(session: Session, claimed: Claimed, at: datetime, error: Exception, ending: str = "") -> None:
    unanswered = claimed.error if claimed.error in (UNANSWERED, NOBODY_ANSWERED) else None  # it stays counted
    claims.reschedule(session, claimed, again_at=at, error=unanswered or f"{describe_fault(error)}{ending}")


def _give_up(session: Session, claimed: Claimed, because: Skipped, error: Exception) -> None:
    if claims.close(session, claimed, DeliveryState.FAILED, describe_fault(error)):
        reminders.mark_all_skipped(session, claimed.id, because)


def describe_fault(error: Exception) -> str:
    """Return a line for the log and the delivery: the class of an error, and its text if it is a channel's."""
    # A fault's own words may hold what an officer wrote; the errors of a channel never do.
    said = str(error) if isinstance(error, SendFailed) else ""
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
