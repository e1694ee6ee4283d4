"""One beat of the office: plan what is due and what has changed, deliver it, tidy up, say that all is well.

Whatever drives it may call it as often as it likes, from several processes at once: the rows decide.
"""

import asyncio
from typing import Any

from data.errors import NhacviecError
from data.registry.office import health, heartbeats
from scheduler.change_notifications.planner import plan_changes
from scheduler.housekeeping import delete_expired
from scheduler.planning.planner import Planned, plan_due
from scheduler.requested_reminders.planner import plan_requested
from scheduler.sending import retry_policy
from scheduler.sending.postman import Postman


async def tick(postman: Postman[Any]) -> None:
    """Reminds the officers who can be reached on the postman's channels.

    Whatever it raises is kept in the engine's pulse first, as far as the registry can still be written. The clock of
    a rehearsal is held until the post is out, or a fast one would miss mornings that no real office misses.
    """
    try:
        with postman.clock.held() as hold:
            try:
                planned = await asyncio.to_thread(_plan, postman)
                confirmed = await postman.deliver_due()
                hold.idle = planned == Planned() and not confirmed
            finally:
                hold.until = postman.policy.hours.last_call(postman.clock.now(), postman.calendar)
        await asyncio.to_thread(_close, postman)
    except Exception as error:
        trouble = str(error) if isinstance(error, NhacviecError) else type(error).__name__
        await asyncio.to_thread(_note, postman, trouble)
        raise


def _plan(postman: Postman[Any]) -> Planned:
    clock = postman.clock
    with postman.store.write() as session:
        before = heartbeats.get_last_beat(session, health.ENGINE)
        if before and retry_policy.follow_set_back(session, before.at, clock.wall()):
            heartbeats.record_beat(session, health.ENGINE, clock.wall(), before.trouble)
        planned = plan_due(
            session, clock.now(), postman.calendar, postman.policy, postman.channels, wall=clock.wall()
        )
        plan_changes(
            session,
            clock.now(),
            postman.calendar,
            postman.channels,
            wall=clock.wall(),
            hours=postman.policy.hours,
        )
        plan_requested(
            session,
            clock.now(),
            postman.calendar,
            postman.channels,
            wall=clock.wall(),
            hours=postman.policy.hours,
        )
        return planned


def _close(postman: Postman[Any]) -> None:
    with postman.store.write() as session:
        delete_expired(session, now=postman.clock.now(), wall=postman.clock.wall())
        heartbeats.record_beat(session, health.ENGINE, postman.clock.wall(), None)


def _note(postman: Postman[Any], trouble: str) -> None:
    with postman.store.write() as session:
        heartbeats.record_beat(session, health.ENGINE, postman.clock.wall(), trouble)
