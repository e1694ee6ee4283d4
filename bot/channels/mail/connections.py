"""Connections to the mail server: a few, each used for one mail after another and closed when nothing is left."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import monotonic

import aiosmtplib

from bot.channels.mail.errors import CLOSING, classify
from bot.mail_server import MailServer
from scheduler.sending.errors import Passing, SendFailed, SlowDown, Unknown

CONNECTIONS = 4
"""The most connections at a time: servers of agencies allow few from one sender."""
IDLE_SECONDS = 5.0
"""How long a connection may lie unused: after that the server may have closed it."""
WAIT_SECONDS = 40.0
"""How long a mail waits for a free connection."""
PREPARE_SECONDS = 30.0
"""How long connecting, and naming sender and recipient, may take."""
ANSWER_SECONDS = 45.0
"""How long the server may take to answer a mail's content."""
RETRY_SECONDS = 5.0
"""After how long a mail that found no free connection is tried again."""
_QUIT_SECONDS = 5.0


class Connections:
    """Connections to one server, opened when they are needed. A mail has `answer` seconds to be answered."""

    def __init__(
        self, server: MailServer, context: ssl.SSLContext | None = None, answer: float = ANSWER_SECONDS
    ) -> None:
        self._server = server
        self._context = context
        self._answer = answer
        self._places = asyncio.Semaphore(CONNECTIONS)
        self._idle: list[tuple[float, aiosmtplib.SMTP]] = []

    def __repr__(self) -> str:
        return "Connections()"

    async def hand_in(self, sender: str, recipient: str, content: bytes) -> None:
        """Hand a mail to the server.

        Raises Unknown where it may have been taken: once its content was on the way and no answer came; else another
        `SendFailed`.
        """
        async with self._place():
            client = await self._begin(sender, recipient)
            try:
                await client.data(content, timeout=self._answer)
            except aiosmtplib.SMTPDataError as error:
                self._keep(client)
                failed: SendFailed = classify(error)
            except (aiosmtplib.SMTPException, OSError) as error:
                client.close()
                failed = Unknown(type(error).__name__)
            except asyncio.CancelledError:
                client.close()
                raise
            else:
                self._keep(client)
                return
        raise failed

    async def check(self, sender: str) -> None:
        """Connect, log in, announce the sender (MAIL FROM) and keep the connection. Raises `SendFailed`.

        A server may let somebody log in and take nothing from them: a connection alone says little.
        """
        async with self._place():
            try:
                async with asyncio.timeout(PREPARE_SECONDS):
                    self._keep(await self._try_sender(await self._open(), sender))
            except TimeoutError:
                failed: SendFailed = Passing("no answer")
            except (aiosmtplib.SMTPException, OSError) as error:
                failed = classify(error)
            else:
                return
        raise failed

    async def close(self) -> None:
        """Close the connections that are not in use."""
        while self._idle:
            _since, client = self._idle.pop()
            await _quit(client)

    async def close_idle(self) -> None:
        """Close the connections that nobody has used for `IDLE_SECONDS`."""
        old = [entry for entry in self._idle if monotonic() - entry[0] > IDLE_SECONDS]
        self._idle = [entry for entry in self._idle if entry not in old]
        for _since, client in old:
            await _quit(client)

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self._places.acquire()
        except TimeoutError:
            raise SlowDown(RETRY_SECONDS) from None
        try:
            yield
        finally:
            self._places.release()

    async def _begin(self, sender: str, recipient: str) -> aiosmtplib.SMTP:
        """Return a connection on which the server has accepted sender and recipient: an idle one, or a new one where
        that was closed.
        """
        try:
            async with asyncio.timeout(PREPARE_SECONDS):
                while client := self._take_idle():
                    try:
                        return await self._send_addresses(client, sender, recipient)
                    except (aiosmtplib.SMTPServerDisconnected, ConnectionError):
                        continue
                    except aiosmtplib.SMTPSenderRefused as error:
                        if error.code != CLOSING:
                            raise
                return await self._send_addresses(await self._open(), sender, recipient)
        except TimeoutError:
            failed: SendFailed = Passing("no answer")
        except (aiosmtplib.SMTPException, OSError) as error:
            failed = classify(error)
        raise failed

    async def _send_addresses(self, client: aiosmtplib.SMTP, sender: str, recipient: str) -> aiosmtplib.SMTP:
        try:
            await client.mail(sender)
            await client.rcpt(recipient)
        except aiosmtplib.SMTPRecipientRefused:
            with suppress(aiosmtplib.SMTPException, OSError):
                await client.rset()
                self._keep(client)
            raise
        except BaseException:
            client.close()
            raise
        return client

    async def _try_sender(self, client: aiosmtplib.SMTP, sender: str) -> aiosmtplib.SMTP:
        try:
            await client.mail(sender)
            await client.rset()
        except BaseException:
            client.close()
            raise
        return client

    async def _open(self) -> aiosmtplib.SMTP:
        client = aiosmtplib.SMTP(
            hostname=self._server.host,
            port=self._server.port,
            use_tls=self._server.encrypts_first,
            start_tls=self._server.upgrades,
            tls_context=self._context,
            username=self._server.username,
            password=self._server.password,
            timeout=PREPARE_SECONDS,
        )
        try:
            await client.connect()
        except BaseException:
            client.close()
            raise
        return client

    def _take_idle(self) -> aiosmtplib.SMTP | None:
        while self._idle:
            since, client = self._idle.pop()
            if client.is_connected and monotonic() - since <= IDLE_SECONDS:
                return client
            client.close()
        return None

    def _keep(self, client: aiosmtplib.SMTP) -> None:
        if client.is_connected:
            self._idle.append((monotonic(), client))


async def _quit(client: aiosmtplib.SMTP) -> None:
    with suppress(aiosmtplib.SMTPException, OSError):
        await client.quit(timeout=_QUIT_SECONDS)
    client.close()
