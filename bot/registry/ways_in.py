"""Ways to officers' pages for the links of mails, kept in the registry."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from urllib.parse import quote

from bot.registry.access import run_reading, run_writing
from data.enums import Role
from data.registry.people import identities, sign_in_links
from data.registry.reach.mail_addresses import CHANNEL
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

    async def offer(self, address: str) -> WayIn | None:
        """Return a new way for the officer with this mail address, good for a day; None for nobody's."""
        if self._public_url is None:
            return await run_reading(self._store, partial(self._offer, None, address))
        return await run_writing(self._store, partial(self._offer, self._public_url, address))

    def _offer(self, public_url: str | None, address: str, session: Session) -> WayIn | None:
        reader = identities.identify(session, CHANNEL, address)
        if reader is None:
            return None
        wall = self._wall()
        until, is_reminded = wall + sign_in_links.VALID_IN_MAIL, reader.role is Role.OFFICER
        if public_url is None:
            return WayIn(reader.name, until, is_reminded, None)
        token = sign_in_links.create_link_of_mail(session, reader.officer_id, wall)
        way = ADDRESS.format(public_url=public_url, token=token)
        return WayIn(reader.name, until, is_reminded, lambda value: f"{way}?{SHOWN}={quote(value, safe=':')}")
