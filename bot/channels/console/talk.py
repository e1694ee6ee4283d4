"""A conversation on standard input and output: one line in, one reply out."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from bot.channels.channel import Converse
from bot.channels.console.receive import ConsoleChat
from bot.channels.console.send import as_json, as_text, save_files
from handlers.base.messages import Incoming, Reply

_PROMPT = "> "


def talk(converse: Converse, chat: ConsoleChat, now: Callable[[], datetime]) -> None:
    """Answer every line until the input ends; `now` is the office's time (UTC). Ctrl-D and Ctrl-C end it too."""
    lines = _read_terminal() if sys.stdin.isatty() else _read_lines(sys.stdin)
    render = as_json if chat.taps else as_text
    shown: set[str] = set()  # values of buttons: only these may be typed back
    with suppress(KeyboardInterrupt), asyncio.Runner() as runner:
        for number, line in enumerate(lines, start=1):
            reply = runner.run(_turn(converse, chat.read_line(line, number, now(), shown)))
            if reply is not None:
                shown |= {button.value for row in reply.buttons for button in row}
                sys.stdout.write(render(reply, save_files(reply.files)) + "\n")
                sys.stdout.flush()
    if sys.stdin.isatty():
        sys.stdout.write("\n")  # the shell's own prompt begins a line


async def _turn(converse: Converse, incoming: Incoming) -> Reply | None:
    return await converse(incoming)  # `Runner.run` takes a coroutine only


def _read_lines(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line.rstrip("\r\n")


def _read_terminal() -> Iterator[str]:
    import readline  # noqa: F401 - gives input() its history and arrow keys

    while True:
        try:
            yield input(_PROMPT)
        except EOFError:
            return
