"""A conversation on standard input and output: a line in, a reply out, until the end of the input."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from bot.channels import Converse
from bot.channels.console.receive import Seat
from bot.channels.console.send import as_json, as_text, saved
from handlers.base.messages import Incoming, Reply

_PROMPT = "> "


def talk(converse: Converse, seat: Seat, now: Callable[[], datetime]) -> None:
    """Answers every line; `now` is the office's instant (UTC). Ctrl-D and Ctrl-C end the conversation."""
    lines = _typed() if sys.stdin.isatty() else _piped(sys.stdin)
    written = as_json if seat.taps else as_text
    shown: set[str] = set()
    with suppress(KeyboardInterrupt), asyncio.Runner() as runner:
        for number, line in enumerate(lines, start=1):
            reply = runner.run(_turn(converse, seat.incoming(line, number, now(), shown)))
            if reply is not None:
                shown |= {button.value for row in reply.buttons for button in row}
                sys.stdout.write(written(reply, saved(reply.files)) + "\n")
                sys.stdout.flush()
    if sys.stdin.isatty():
        sys.stdout.write("\n")  # the shell's own prompt begins a line


async def _turn(converse: Converse, incoming: Incoming) -> Reply | None:
    return await converse(incoming)


def _piped(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line.rstrip("\r\n")


def _typed() -> Iterator[str]:
    import readline  # noqa: F401 - gives input() its history and arrow keys

    while True:
        try:
            yield input(_PROMPT)
        except EOFError:
            return
