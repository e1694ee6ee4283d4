"""The account that something came from, as others see it."""

from data.enums import ACCOUNT_LETTERS, NAME_LETTERS
from data.text import printable
from handlers.base.messages import Incoming
from handlers.locales import _


def account_of(incoming: Incoming) -> str:
    """Return the sender's account as others see it: "An NV (@annv)"."""
    name = name_of(incoming) or _("không có tên")
    address = printable(incoming.account).strip()
    return (f"{name} ({address})" if address else name)[:ACCOUNT_LETTERS]


def name_of(incoming: Incoming) -> str:
    """Return the name on the sender's account; "" where the channel does not tell."""
    return printable(incoming.sender_name).strip()[:NAME_LETTERS]
