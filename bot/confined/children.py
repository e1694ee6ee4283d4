"""The bot's side: a function of ours, run on a content in a child process."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from contextlib import suppress

from bot.confined.limits import DEFAULT, Limits

CHILDREN = 2
"""Children at the same time. A chat has one at most, since its updates are answered one by one."""


class ChildFailed(Exception):
    """A child that gave no answer: `str(error)` says why; `began` is False where it could not be started at all."""

    def __init__(self, why: str, *, began: bool = True) -> None:
        super().__init__(why)
        self.began = began


class Children:
    """Child processes for untrusted contents, `at_once` at the same time; whoever comes later waits."""

    def __init__(self, limits: Limits = DEFAULT, at_once: int = CHILDREN) -> None:
        self._limits = limits
        self._places = asyncio.Semaphore(at_once)

    async def run(self, work: Callable[[str, bytes], str], kind: str, content: bytes) -> str:
        """Return `work(kind, content)`, of a child. `work` is a function of a module, which the child imports.

        Raises ChildFailed; what `work` raises is such a failure too. A child that is not needed any more is killed.
        """
        async with self._places:
            try:
                child = await self._start(work, kind)
            except OSError as error:
                raise ChildFailed(f"not started: {error.strerror}", began=False) from error
            try:
                async with asyncio.timeout(self._limits.wall):
                    return await self._talk(child, content)
            except TimeoutError:
                raise ChildFailed("too slow") from None
            finally:
                await _end(child)

    async def _start(self, work: Callable[[str, bytes], str], kind: str) -> Process:
        limits = self._limits
        return await asyncio.create_subprocess_exec(
            # isolated, without bytecode to write, in UTF-8 whatever the system speaks
            *(sys.executable, "-I", "-B", "-X", "utf8", "-m", "bot.confined.child"),
            *(work.__module__, work.__name__, kind, str(limits.memory), str(limits.cpu)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,  # a traceback may quote the content
            env={},
            cwd="/",
        )

    async def _talk(self, child: Process, content: bytes) -> str:
        assert child.stdin  # noqa: S101 - a pipe, as asked for
        assert child.stdout  # noqa: S101
        feeding = asyncio.create_task(_feed(child.stdin, content))
        answer = bytearray()
        try:
            while piece := await child.stdout.read(1 << 16):
                answer += piece
                if len(answer) > self._limits.answer:
                    raise ChildFailed("too long an answer")
            code = await child.wait()
        finally:
            feeding.cancel()
            with suppress(asyncio.CancelledError):
                await feeding
        if code != 0:
            raise ChildFailed(f"ended with {code}")
        return answer.decode("utf-8", "replace")


async def _feed(pipe: asyncio.StreamWriter, content: bytes) -> None:
    with suppress(OSError):  # it ended before it had read everything
        pipe.write(content)
        await pipe.drain()
        pipe.close()
        await pipe.wait_closed()


async def _end(child: Process) -> None:
    if child.returncode is None:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()
