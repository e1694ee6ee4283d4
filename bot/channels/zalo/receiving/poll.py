"""Polling for updates, as long as the process lives.

Zalo hands out one update a call and lets nobody confirm any. Whether it comes again until another is there, or is
gone once it was handed out, differs between reports: so each is put into the journal first, what comes again is
passed over, and polls that bring nothing new are a second apart.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from math import inf

from bot.channels.receiving.phases import Bot, Phase, Phases
from bot.channels.receiving.reception import NOT_OURS, Reception, always
from bot.channels.zalo.client import ZaloClient
from bot.channels.zalo.receiving.connection import ask_own_id, refuse_webhook
from bot.channels.zalo.receiving.updates import find_update_id
from scheduler.sending.errors import Rejected

LONG_POLL = 30
"""Seconds that Zalo may keep a call open while nothing happens."""
SHORT_POLL = 1
"""The same after a loss, to know soon that all is well again."""
FLOOR = 1.0
"""Seconds between the beginnings of two polls of which the first brought nothing new."""
WEBHOOK_EVERY = 120.0
"""Seconds between two looks whether updates go to a webhook: Zalo need not say so when it is polled."""
_REMEMBERED = 200
"""The last updates of this process: what comes again and again is not looked up each time."""


class Poller:
    """The polling loop, which gives updates to `reception` and tells `phases` how it goes.

    `on_connected` is given the bot's own id, before any update is read; `count` the number of new updates. Where it
    is for another process to poll (`may_poll`), it only answers what is handed on to it.
    """

    def __init__(
        self,
        bot: Bot,
        client: ZaloClient,
        reception: Reception,
        phases: Phases,
        on_connected: Callable[[str], None],
        count: Callable[[int], None],
        may_poll: Callable[[], bool] = always,
    ) -> None:
        self._bot = bot
        self._client = client
        self._reception = reception
        self._phases = phases
        self._on_connected = on_connected
        self._count = count
        self._may_poll = may_poll
        self._looked_at = -inf
        self._seen: deque[str] = deque(maxlen=_REMEMBERED)

    async def run(self) -> None:
        """Poll until cancelled. Continues after network errors, a refused token, and a webhook, which it leaves: this
        bot is one of several that the process serves.
        """
        await self._phases.until_done(self._connect)
        await self._phases.until_done(self._take_up_left_overs)
        async with self._reception.following_others():
            while True:
                await self._phases.until_done(self._receive)

    async def _connect(self) -> Phase:
        self._on_connected(await ask_own_id(self._client))
        return Phase.RECEIVING

    async def _take_up_left_overs(self) -> Phase:
        await self._reception.take_up_left_overs()
        return Phase.RECEIVING

    async def _receive(self) -> Phase:
        if not self._may_poll():
            await asyncio.sleep(NOT_OURS)
            return Phase.RECEIVING
        now = asyncio.get_running_loop().time
        began, phase = now(), self._phases.state.phase
        if phase is Phase.REFUSED:
            await ask_own_id(self._client)
        if phase is Phase.WEBHOOK or began - self._looked_at >= WEBHOOK_EVERY:
            await refuse_webhook(self._client)
            self._looked_at = began
        try:
            answer = await self._client.get_updates(LONG_POLL if phase is Phase.RECEIVING else SHORT_POLL)
        except Rejected:
            await refuse_webhook(self._client)
            raise
        fresh = {update_id: raw for raw in answer if (update_id := self._get_new_id(raw))}
        new = await self._reception.take(fresh)
        self._seen.extend(fresh)
        self._count(new)
        if not new:
            await asyncio.sleep(began + FLOOR - now())
        return Phase.RECEIVING

    def _get_new_id(self, raw: object) -> str | None:
        """Return what tells an update from others; None for one that this process has taken, or that has nothing."""
        update_id = find_update_id(raw, self._bot.name)
        return None if update_id in self._seen else update_id
