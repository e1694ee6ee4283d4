"""Ways to officers' pages for the links of mails, kept in the registry."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from urllib.parse import quote

from bot.registry.access import run_reading, run_writing
from data.enums import Role
from data.registry.people import officers, offices, sign_in_links
from data.registry.reach.mail_addresses import CHANNEL
from data.rules.limits.terms import MAILED_LINK_TERM
from data.store import Session, Store
from handlers.account.page import ADDRESS
from handlers.views.pushes.letters import WayIn

SHOWN = "xem"
"""The parameter of an address that says what is shown first: the value of a button."""


class RegistryWaysIn:
    """The ways of one registry (`bot.channels.mail.ways_in.WaysIn`); `wall` is the real time (UTC).

    `public_url` is None where there is no page.
    """

    def __init__(self, store: Store, wall: Callable[[], datetime], public_url: str | None) -> None:
        self._store = store
        self._wall = wall
        self._public_url = public_url

    async def offer(self, address: str, reader: int | None) -> WayIn | None:
        """Return a new way for the reader of a mail to this address, good for a day; None where it is not theirs.

        Whoever serves several agencies has the address in all of them: the way is that of whom the mail is for.
        """
        if self._public_url is None:
            return await run_reading(self._store, partial(self._offer, None, address, reader))
        return await run_writing(self._store, partial(self._offer, self._public_url, address, reader))

    def _offer(self, public_url: str | None, address: str, reader: int | None, session: Session) -> WayIn | None:
        known = offices.list_of_chat(session, CHANNEL, address)
        found = [one for one in known if reader is None or one.officer_id == reader]
        if len(found) != 1:
            return None
        [who] = found
        name, wall = officers.get_facts(session, who.officer_id).name, self._wall()
        until, is_reminded = wall + MAILED_LINK_TERM, who.role is Role.OFFICER
        if public_url is None:
            return WayIn(name, until, is_reminded, None)
        token = sign_in_links.create_link_of_mail(session, who.officer_id, wall)
        way = ADDRESS.format(public_url=public_url, token=token)
        return WayIn(name, until, is_reminded, lambda value: f"{way}?{SHOWN}={quote(value, safe=':')}")
