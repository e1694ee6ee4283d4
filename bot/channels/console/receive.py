"""Lines of a terminal, or of a program's output, read into `Incoming`."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.channels.channel import Capabilities
from handlers.base.messages import Incoming

CHANNEL = "console"

_BUTTON_VALUE = re.compile(r"[a-z_]+:[!-~]*")
"""The verb of a route and what follows it, without a space: a button of an earlier run, never a sentence."""


@dataclass(frozen=True, slots=True)
class ConsoleChat:
    """The chat of one run of the console. `run` is unique, so no line counts as answered before.

    `taps` is True for a program, which gives back the values of buttons; a person is given numbered choices.
    """

    chat_id: str
    run: str
    taps: bool

    @property
    def capabilities(self) -> Capabilities:
        """Return the features of a terminal: buttons only for a program, no pushes, no limit to a text."""
        return Capabilities(
            buttons=self.taps,
            edits=False,
            files_in=False,
            files_out=True,
            pictures=False,
            groups=False,
            writes_first=False,
        )

    def read_line(self, line: str, number: int, at: datetime, shown: Collection[str] = ()) -> Incoming:
        """Return line `number` of this run, read at `at` (UTC). `shown` are the button values shown so far."""
        pressed = line if self.taps and (line in shown or _BUTTON_VALUE.fullmatch(line)) else None
        return Incoming(
            channel=CHANNEL,
            chat_id=self.chat_id,
            update_id=f"{self.run}:{number}",
            at=at,
            text="" if pressed else line,
            pressed=pressed,
            has_buttons=self.capabilities.buttons,
        )
