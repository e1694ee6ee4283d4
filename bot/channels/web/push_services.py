"""Notices to browsers that do not show the page, by the push services of their makers.

What a notice says is encrypted for the browser (https://www.rfc-editor.org/rfc/rfc8291); the service knows only that
there is one, and from which server (https://www.rfc-editor.org/rfc/rfc8292).
"""

import asyncio
import json
import logging
from collections.abc import Collection
from urllib.parse import urlsplit

import httpx
from py_vapid import Vapid02
from py_vapid.utils import b64urlencode
from pywebpush import WebPusher, WebPushException

from bot.channels.web.browser_notices import Notice, Subscriptions, notice_of
from data.errors import NhacviecError
from data.registry.reach.push_subscriptions import Subscription
from handlers.views.account.page import unread_behind_sign_in

HOSTS = ("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com")
"""The push services of browsers: an address elsewhere is nobody's browser, and this process does not call it."""
TTL = 12 * 3600
"""Seconds that a service keeps a notice for a browser that does not run: the morning's is of no use the next day."""
TIMEOUT = 10.0
_GONE = {404, 410}
_ENCODING = "aes128gcm"

_log = logging.getLogger(__name__)


class PushServices:
    """The way to browsers, with the server's own key (a secret: 32 bytes in base64) and an address for complaints."""

    def __init__(
        self,
        key: str,
        subject: str,
        subscriptions: Subscriptions,
        hosts: Collection[str] = HOSTS,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._vapid = Vapid02.from_raw(key.encode())
        self._subject = subject
        self._subscriptions = subscriptions
        self._hosts = hosts
        self._http = httpx.AsyncClient(timeout=TIMEOUT, transport=transport, follow_redirects=False)

    def __repr__(self) -> str:
        return "PushServices()"

    @property
    def public_key(self) -> str:
        """Return the key by which browsers know this server, in base64."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        point = self._vapid.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return str(b64urlencode(point))

    def knows(self, endpoint: str) -> bool:
        """Return whether an address is that of a push service."""
        try:
            parts = urlsplit(endpoint)
            host = parts.hostname or ""
            return parts.scheme == "https" and parts.port is None and self._is_service(host) and not parts.username
        except ValueError:
            return False

    async def notify(self, chat_id: str, notice: Notice) -> bool:
        """Tell the browsers of a chat; return whether a service took the notice for one of them. Never raises."""
        try:
            browsers = await self._subscriptions.list_open(chat_id)
            behind = notice_of(unread_behind_sign_in())
            said = [notice if one.signed_in else behind for one in browsers]
            statuses = await asyncio.gather(*map(self._push, browsers, said))
            gone = [one.id for one, status in zip(browsers, statuses, strict=True) if status in _GONE]
            if gone:
                await self._subscriptions.forget(gone)
        except NhacviecError as error:
            _log.warning("web push: %s", error)
            return False
        return any(200 <= status < 300 for status in statuses)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    def _is_service(self, host: str) -> bool:
        return any(host == one or host.endswith(f".{one}") for one in self._hosts)

    async def _push(self, browser: Subscription, notice: Notice) -> int:
        """Hand a notice to the service of a browser; return its status, 0 for no answer."""
        if not self.knows(browser.endpoint):
            return 410
        parts = urlsplit(browser.endpoint)
        told = json.dumps({"title": notice.title, "body": notice.body}).encode()
        keys = {"p256dh": browser.public_key, "auth": browser.secret}
        try:
            body = WebPusher({"endpoint": browser.endpoint, "keys": keys}).encode(told, _ENCODING)["body"]
            signed = self._vapid.sign({"aud": f"{parts.scheme}://{parts.netloc}", "sub": self._subject})
            headers = {**signed, "ttl": f"{TTL}", "content-encoding": _ENCODING, "urgency": "normal"}
            response = await self._http.post(browser.endpoint, content=body, headers=headers)
        except (WebPushException, ValueError, httpx.HTTPError) as error:
            _log.info("web push: %s", type(error).__name__)  # the address in its words is a secret
            return 410 if isinstance(error, (WebPushException, ValueError)) else 0
        if response.status_code >= 400:
            _log.warning("web push: %s answered %d", parts.hostname, response.status_code)
        return response.status_code
