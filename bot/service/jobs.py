"""The jobs of the process, and the engine that drives them."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from bot.app import App
from bot.channels.channel import Channel
from bot.orphan_files import EVERY, delete_orphans
from bot.settings import Settings
from bot.standby.company import Company
from bot.standby.pushing import Pushing
from data.files import Files
from scheduler.engines.jobs import Engine, Job
from scheduler.engines.local import LocalEngine

_TICK = timedelta(seconds=20)
_REHEARSED = timedelta(minutes=30)
_SHORTEST_TICK = timedelta(milliseconds=50)
_PUSH = timedelta(seconds=1)
"""Real time between two looks of the process that pushes at what is due, while it is not at it; and at what others
that are gone were sending.
"""


def build_engine(
    app: App, files: Files, channels: Mapping[str, Channel], company: Company, settings: Settings
) -> Engine:
    """Return the engine that drives this process: of several that serve together one plans, and one pushes."""
    tidying = Job("files", partial(asyncio.to_thread, delete_orphans, app.store, files, app.clock), EVERY, True)
    every = _tick_length(settings)
    if company.presence is None:
        jobs = [Job("a tick", partial(app.beat, channels), every), tidying]
        if company.process:  # others may have served before
            jobs.append(Job("claims", app.beats.free_claims, _PUSH))
        return LocalEngine(jobs)
    from data.database.job_queue import prepare_queue
    from scheduler.engines.cluster import ClusterEngine  # takes 10 MB

    pushing = Pushing(company.presence, app, channels)
    planning = Job("plan", partial(app.beats.plan, channels), every, is_shared=True)
    server = app.store.server
    assert server is not None  # noqa: S101 - a registry in a file has no company
    pushes = [Job("push", pushing.run, _PUSH), Job("claims", pushing.free_claims, _PUSH)]
    return ClusterEngine([planning, tidying, *pushes], partial(prepare_queue, server))


def _tick_length(settings: Settings) -> timedelta:
    """Return the real time between two ticks: a fast rehearsal needs short ones to meet every officer's hour."""
    return max(_SHORTEST_TICK, min(_TICK, _REHEARSED / settings.clock_rate))
