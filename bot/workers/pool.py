"""The bot's side: workers that are started when a file is asked for, and end when nobody asks any more.

Not `concurrent.futures`: its workers keep their memory for good, one that hangs cannot be ended, and they would
outlive a bot that is killed.
"""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

from bot.workers import frames
from data.errors import RegistryUnusable
from handlers.base.messages import FileWork, WorkFailed

WORKERS = 2
"""Files that are made at the same time; whoever comes later waits."""
LONGEST = 300.0
"""Seconds for one file: the workbook of a province with 230,000 duties takes less than a fifth."""
IDLE = 60.0
"""Seconds after its last file for which a worker stays: to start one takes half a second, to keep it 60 MB."""

_TO_END = 5.0
"""Seconds for a worker that has closed its pipes to end by itself."""

_log = logging.getLogger(__name__)


class Workers:
    """Up to `at_once` worker processes on one registry."""

    def __init__(
        self, registry: frames.Registry, at_once: int = WORKERS, *, longest: float = LONGEST, idle: float = IDLE
    ) -> None:
        self._registry = registry
        self._longest = longest
        self._idle = idle
        self._places = asyncio.Semaphore(at_once)
        self._resting: list[Process] = []
        self._retirement: asyncio.TimerHandle | None = None
        self._ended: set[asyncio.Task[None]] = set()

    @property
    def resting(self) -> int:
        """Return how many workers wait for work."""
        return len(self._resting)

    async def make(self, work: FileWork) -> bytes:
        """Return `work` done by a worker. Raises WorkFailed, or the NhacviecError that it raised.

        A worker that hangs, and one whose caller is cancelled, is killed. Work that cannot be handed over takes none.
        """
        async with self._places:
            packed = _pack(work)
            worker = self._resting.pop() if self._resting else await self._start()
            try:
                async with asyncio.timeout(self._longest):
                    answer = await _ask(worker, packed)
            except TimeoutError:
                await _kill(worker)
                raise WorkFailed("too slow") from None
            except (OSError, EOFError):
                await _wait_for_end(worker)
                raise WorkFailed(f"a worker ended with {worker.returncode}") from None
            except BaseException:
                await _kill(worker)
                raise
            if isinstance(answer, frames.Refused) and isinstance(answer.error, RegistryUnusable):
                await _kill(worker)  # it may have opened a file that was replaced since
            else:
                self._rest(worker)
        return _read_answer(answer)

    async def close(self) -> None:
        """End the workers that rest."""
        if self._retirement:
            self._retirement.cancel()
        self._retire()
        await asyncio.gather(*self._ended)

    async def _start(self) -> Process:
        # A registry on a server may take its password from the environment; our own settings are of no use to it.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NHACVIEC_")}
        try:
            worker = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-B", "-X", "utf8", "-m", "bot.workers.child"),
                stdin=PIPE,
                stdout=PIPE,
                env=environment,
            )
            assert worker.stdin  # noqa: S101 - a pipe, as asked for
            worker.stdin.write(frames.pack(self._registry))
        except OSError as error:
            raise WorkFailed(f"no worker: {error.strerror}") from error
        return worker

    def _rest(self, worker: Process) -> None:
        self._resting.append(worker)
        if self._retirement:
            self._retirement.cancel()
        self._retirement = asyncio.get_running_loop().call_later(self._idle, self._retire)

    def _retire(self) -> None:
        while self._resting:
            ending = asyncio.create_task(_end(self._resting.pop()))
            self._ended.add(ending)
            ending.add_done_callback(self._ended.discard)


def _pack(work: FileWork) -> bytes:
    """Return the frame of `work`. Raises WorkFailed for what cannot be pickled: pickle itself raises anything."""
    try:
        return frames.pack(work)
    except Exception as error:
        raise WorkFailed(f"not to be handed over: {type(error).__name__}") from error


async def _ask(worker: Process, packed: bytes) -> frames.Answer:
    assert worker.stdin  # noqa: S101 - pipes, as asked for
    assert worker.stdout  # noqa: S101
    worker.stdin.write(packed)
    await worker.stdin.drain()
    head = await worker.stdout.readexactly(frames.LENGTH.size)
    answer: frames.Answer = frames.unpack(await worker.stdout.readexactly(*frames.LENGTH.unpack(head)))
    return answer


def _read_answer(answer: frames.Answer) -> bytes:
    if isinstance(answer, frames.Refused):
        raise answer.error
    if isinstance(answer, frames.Failed):
        raise WorkFailed(f"{answer.error}\n{answer.places}")
    return answer.content


async def _end(worker: Process) -> None:
    """Let a worker end by itself: its input is closed, and it does nothing."""
    assert worker.stdin  # noqa: S101
    worker.stdin.close()
    await worker.wait()


async def _wait_for_end(worker: Process) -> None:
    """Wait for a worker whose pipes are closed, and kill it if it lives on all the same.

    It is not killed at once: `kill` looks first whether the process has ended, and so takes its status from asyncio.
    """
    try:
        async with asyncio.timeout(_TO_END):
            await worker.wait()
    except TimeoutError:
        await _kill(worker)


async def _kill(worker: Process) -> None:
    with suppress(ProcessLookupError):
        worker.kill()
    await worker.wait()
