"""Browsers that are told of messages while the page is closed, kept in the registry."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.registry.access import run_reading, run_writing
from data.registry.people.page_sessions import OpenSession
from data.registry.reach import push_subscriptions
from data.registry.reach.push_subscriptions import Subscription
from data.store import Session, Store


class RegistryBrowsers:
    """The browsers of one registry (`bot.channels.web.browser_notices.Subscriptions`); `wall` is the real time."""

    def __init__(self, store: Store, wall: Callable[[], datetime]) -> None:
        self._store = store
        self._wall = wall

    async def list_open(self, chat_id: str) -> Sequence[Subscription]:
        """Return the browsers that are told of a chat's messages."""
        wall = self._wall()
        return await run_reading(self._store, lambda session: push_subscriptions.list_open(session, chat_id, wall))

    async def forget(self, ids: list[int]) -> None:
        """Delete browsers that are gone."""
        await run_writing(self._store, lambda session: push_subscriptions.forget(session, ids))

    async def add(self, page: OpenSession, officer_id: int, endpoint: str, public_key: str, secret: str) -> None:
        """Tell the browser of an officer's session of messages from now on."""
        wall = self._wall()

        def add(session: Session) -> None:
            push_subscriptions.subscribe(session, page, officer_id, endpoint, public_key, secret, wall)

        await run_writing(self._store, add)

    async def go_on(self, page: OpenSession, officer_id: int, endpoint: str) -> bool:
        """Tell a browser further, from a new session; False for one that is told of nothing of this officer's."""
        return await run_writing(
            self._store, lambda session: push_subscriptions.go_on(session, page, officer_id, endpoint)
        )

    async def remove(self, endpoint: str) -> None:
        """Tell a browser of nothing any more."""
        await run_writing(self._store, lambda session: push_subscriptions.unsubscribe(session, endpoint))
