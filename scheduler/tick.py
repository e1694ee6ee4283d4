"""One beat of the office, which an engine may call as often as it likes, from several processes at once."""

import asyncio
from typing import Any

from data.errors import NhacviecError
from data.registry.office import audit, audit_chain, health, heartbeats
from data.registry.office.succession import mergers
from scheduler.change_notices.planner import plan_changes
from scheduler.change_notices.quota_warnings import plan_quota_warnings
from scheduler.change_notices.relinked_chats import plan_relinked
from scheduler.housekeeping import delete_expired
from scheduler.identities.planner import plan_people
from scheduler.planning.planner import Planned, plan_due
from scheduler.requested_reminders.planner import plan_requested
from scheduler.sending import retry_policy
from scheduler.sending.postman import Postman


async def tick(postman: Postman[Any]) -> None:
    """Plan what is due and what has changed, send it on the postman's channels, and note that the office is well.

    An error is noted for `status` before it is raised, as far as the registry can still be written. The clock of a
    rehearsal stands still until the messages are out, or a fast one would miss mornings that no real office misses.
    """
    try:
        with postman.clock.stand_still() as still:
            try:
                planned = await asyncio.to_thread(_plan, postman)
                confirmed = await postman.deliver_due()
                still.idle = planned == Planned() and not confirmed
            finally:
                still.until = postman.planning.hours.last_call(postman.clock.now(), postman.planning.calendar)
        await asyncio.to_thread(_finish, postman)
    except Exception as error:
        await asyncio.to_thread(_record_trouble, postman, _describe(error))
        raise


async def plan_and_tidy(postman: Postman[Any]) -> None:
    """Do all of a tick but the sending, which another process may be at. Raises as `tick`."""
    try:
        await asyncio.to_thread(_plan, postman)
        await asyncio.to_thread(_finish, postman)
    except Exception as error:
        await asyncio.to_thread(_record_trouble, postman, _describe(error))
        raise


def _describe(error: Exception) -> str:
    return str(error) if isinstance(error, NhacviecError) else type(error).__name__


def _plan(postman: Postman[Any]) -> Planned:
    clock = postman.clock
    with postman.store.write() as session:
        before = heartbeats.get_last_beat(session, health.ENGINE)
        if before and retry_policy.shift_if_set_back(session, before.at, clock.wall()):
            heartbeats.record_beat(session, health.ENGINE, clock.wall(), before.trouble)
        mergers.pass_what_is_left(session, clock.now())
        planned = plan_due(session, clock.now(), postman.planning, wall=clock.wall())
        plan_changes(session, clock.now(), postman.planning, wall=clock.wall())
        plan_relinked(session, clock.now(), postman.planning, wall=clock.wall())
        plan_quota_warnings(session, clock.now(), postman.planning, wall=clock.wall())
        plan_requested(session, clock.now(), postman.planning, wall=clock.wall())
        plan_people(session, clock.now(), postman.planning, wall=clock.wall())
        return planned


def _finish(postman: Postman[Any]) -> None:
    with postman.store.write() as session:
        delete_expired(session, postman.planning.retention, now=postman.clock.now(), wall=postman.clock.wall())
        audit.record_repeated_refusals(session, postman.clock.now())
        heartbeats.record_beat(session, health.ENGINE, postman.clock.wall(), None)
    audit_chain.seal(postman.store, postman.clock.now())


def _record_trouble(postman: Postman[Any], trouble: str) -> None:
    with postman.store.write() as session:
        heartbeats.record_beat(session, health.ENGINE, postman.clock.wall(), trouble)
