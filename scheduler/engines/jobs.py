"""Jobs that an engine calls again and again."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from data.errors import NhacviecError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is done at once and then `every` so often (real time), never twice at a time.

    What is due is found in the registry, so a run that was missed costs nothing. `is_shared`: of all processes on the
    registry one does it each time; else each does.
    """

    name: str
    run: Callable[[], Awaitable[None]]
    every: timedelta
    is_shared: bool = False

    async def run_logged(self) -> None:
        """Run; an error is logged, and the next run makes up for it."""
        try:
            await self.run()
        except NhacviecError as error:
            logger.error("%s failed, the next one makes up for it: %s", self.name, error)
        except Exception:
            logger.exception("%s failed, the next one makes up for it", self.name)


class Engine(Protocol):
    """What drives the jobs of a process."""

    def start(self) -> None:
        """Start on the running event loop."""
        ...

    async def stop(self) -> None:
        """Start no more jobs, cancel those that run and wait for their end, some seconds at most."""
        ...
