"""A line of a terminal, or of a program, as an `Incoming`."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from handlers.base.messages import Incoming

CHANNEL = "console"

_BUTTON_VALUE = re.compile(r"[a-z_]+:[!-~]*")
"""The verb of a route and what follows it, without a space: a button of an earlier run, never a sentence."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one sits in a run of the console. `run` is unlike that of any other, so no line counts as seen before.

    `taps` is True for a program, which gives back the values of buttons; a person is given numbered choices.
    """

    chat_id: str
    run: str
    taps: bool

    def incoming(self, line: str, number: int, at: datetime, shown: Collection[str] = ()) -> Incoming:
        """The `number`th line of the run, read at `at` (UTC). `shown` are the values of buttons seen in it."""
        pressed = line if self.taps and (line in shown or _BUTTON_VALUE.fullmatch(line)) else None
        return Incoming(
            channel=CHANNEL,
            chat_id=self.chat_id,
            update_id=f"{self.run}:{number}",
            at=at,
            text="" if pressed else line,
            pressed=pressed,
            has_buttons=self.taps,
        )
