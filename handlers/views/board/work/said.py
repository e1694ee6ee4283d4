"""What the chat says, shown on a page: its words, and its buttons as forms that need no script."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from handlers.base.board.form import BUTTON, CHOSEN, SHOWN, SURE, TOKEN, TYPED
from handlers.base.board.look import Look, Told
from handlers.base.board.offered import is_offered
from handlers.base.callback_data.changes import AskRefusal, AskReturn
from handlers.base.callback_data.codec import Payload, decode
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.duties import SendFile
from handlers.base.callback_data.obligations import AskExemptionRefusal, AskOwedAgain
from handlers.base.messages import Button, Reply

FIELDS = {"button": BUTTON, "typed": TYPED, "sure": SURE, "token": TOKEN, "chosen": CHOSEN, "shown": SHOWN}
"""The names of fields, for templates."""
_FOR_A_REASON: frozenset[type[Payload]] = frozenset({AskReturn, AskRefusal, AskExemptionRefusal, AskOwedAgain})
"""Buttons that ask for nothing but a reason: it is typed beside them, and saved at once."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A button. `asks`: a reason is typed beside it. `link` leads to a file, "" for a form. `leaves`: only leaves."""

    label: str
    value: str
    asks: bool = False
    link: str = ""
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message of the chat: its heading, its lines, its buttons that the board has too."""

    heading: str
    lines: tuple[str, ...]
    taps: tuple[Tap, ...]


def speak(look: Look, reply: Reply) -> Spoken:
    """Return a message for a page."""
    lines = reply.body.split("\n") if reply.body else []
    return Spoken(reply.heading, tuple(lines), tuple(_taps(look, (one for row in reply.buttons for one in row))))


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that stands in the page itself, since it is kept nowhere: a link by which it is saved."""

    name: str
    link: str


def list_saved(told: Told) -> list[Saved]:
    """Return the files of what was done."""
    return [
        Saved(file.name, f"data:{file.media_type};base64,{b64encode(file.content).decode()}") for file in told.files
    ]


def _taps(look: Look, buttons: Iterable[Button]) -> Iterable[Tap]:
    for one in buttons:
        payload = decode(one.value)
        if isinstance(payload, SendFile):
            yield Tap(one.text, one.value, link=f"{look.root}tep/{payload.proof_id}")
        elif isinstance(payload, LeaveQuestion):
            yield Tap(one.text, one.value, leaves=True)
        elif is_offered(payload):
            yield Tap(one.text, one.value, asks=type(payload) in _FOR_A_REASON)
