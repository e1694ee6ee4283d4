"""What a form of the board asks for: a button of the chat, with what was typed beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.errors import BadAnswer
from handlers.base.callback_data.changes import AskReturnOfPage, ConfirmPage
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.packed_duties import MAX_DUTIES, SeenDuty

SWITCH = "chuyen"
"""The address, below the board's, to which the form is posted that speaks for another agency of its reader."""
BUTTON, TYPED, SURE, TOKEN = "nut", "chu", "luon", "ma"
"""The names of fields: the value of the button, the words, that they are saved at once, the token of the session."""
CHOSEN, SHOWN = "viec", "trang"
"""Fields of duties as "17:3", each in the version that was seen: those that were chosen, and all of the page."""
_DUTY = re.compile(r"([1-9][0-9]{0,8}):([0-9]{1,5})")
_HIGHEST = (2**24, 2**16)
"""Above what a button can carry (`handlers.base.callback_data.packed_duties`)."""
_PAGES = {ConfirmPage.key: ConfirmPage, AskReturnOfPage.key: AskReturnOfPage}


@dataclass(frozen=True, slots=True)
class Form:
    """What was posted. `pressed` is the value of a button, `typed` the words that it asks for, "" for none.

    `is_sure`: what was typed is saved at once, since its author saw all of it in the form.
    """

    pressed: str
    typed: str = ""
    is_sure: bool = False


Fields = Mapping[str, Sequence[str]]


def read_form(fields: Fields) -> Form:
    """Return what the fields ask for. Raises BadAnswer where nothing was chosen, or for what no form has."""
    pressed = _last(fields, BUTTON)
    key, _, which = pressed.partition(":")
    if key in _PAGES and which in (CHOSEN, SHOWN):
        pressed = encode(_PAGES[key](tuple(_read_duties(fields.get(which, ())))))
    if not pressed:
        raise BadAnswer("address", "address_unknown")
    return Form(pressed, _last(fields, TYPED), bool(_last(fields, SURE)))


def write_duty(duty_id: int, version: int) -> str:
    """Return a duty as it was seen, for a field."""
    return f"{duty_id}:{version}"


def _read_duties(written: Sequence[str]) -> list[SeenDuty]:
    """Return duties in the order of their ids, the order in which they are locked."""
    if not written:
        raise BadAnswer("choice", "nothing_chosen")
    found = [_DUTY.fullmatch(one) for one in written[: MAX_DUTIES + 1]]
    read = {(int(one[1]), int(one[2])) for one in found if one}
    if len(read) != len(written) or any(one >= _HIGHEST[0] or seen >= _HIGHEST[1] for one, seen in read):
        raise BadAnswer("address", "address_unknown")
    return sorted(read)


def _last(fields: Fields, name: str) -> str:
    return next(iter(reversed(fields.get(name, ()))), "")
