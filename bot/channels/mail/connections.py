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

AT_ONCE = 4
"""Connections: servers of agencies allow few from one sender."""
IDLE = 5.0
"""Seconds after which a connection that nobody used may have been closed by the server: another is opened."""
PLACE = 40.0
PREPARE = 30.0
ANSWER = 45.0
"""Seconds that a mail waits for a connection, that all has which is said before it, and that the answer to it has."""
PLACE_PAUSE = 5.0


class Connections:
    """Connections to one server, opened when they are needed. A mail has `answer` seconds to be answered."""

    def __init__(self, server: MailServer, context: ssl.SSLContext | None = None, answer: float = ANSWER) -> None:
        self._server = server
        self._context = context
        self._answer = answer
        self._places = asyncio.Semaphore(AT_ONCE)
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
        """Open a connection, say whose mail would come, and keep it. Raises `SendFailed`.

        A server may let somebody log in and take nothing from them: a connection alone says little.
        """
        async with self._place():
            try:
                async with asyncio.timeout(PREPARE):
                    self._keep(await self._try_sender(await self._open(), sender))
            except TimeoutError:
                failed: SendFailed = Passing("no answer")
            except (aiosmtplib.SMTPException, OSError) as error:
                failed = classify(error)
            else:
                return
        raise failed

    async def close(self) -> None:
        """Take leave of the server."""
        while self._idle:
            _since, client = self._idle.pop()
            await _quit(client)

    async def close_idle(self) -> None:
        """Take leave on the connections that nobody has used for `IDLE` seconds."""
        old = [entry for entry in self._idle if monotonic() - entry[0] > IDLE]
        self._idle = [entry for entry in self._idle if entry not in old]
        for _since, client in old:
            await _quit(client)

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(PLACE):
                await self._places.acquire()
        except TimeoutError:
            raise SlowDown(PLACE_PAUSE) from None
        try:
            yield
        finally:
            self._places.release()

    async def _begin(self, sender: str, recipient: str) -> aiosmtplib.SMTP:
        """Return a connection on which sender and recipient were taken. One that was used before may have been closed
        meanwhile: then a new one is tried.
        """
        try:
            async with asyncio.timeout(PREPARE):
                while client := self._take_idle():
                    try:
                        return await self._address(client, sender, recipient)
                    except (aiosmtplib.SMTPServerDisconnected, ConnectionError):
                        continue
                    except aiosmtplib.SMTPSenderRefused as error:
                        if error.code != CLOSING:
                            raise
                return await self._address(await self._open(), sender, recipient)
        except TimeoutError:
            failed: SendFailed = Passing("no answer")
        except (aiosmtplib.SMTPException, OSError) as error:
            failed = classify(error)
        raise failed

    async def _address(self, client: aiosmtplib.SMTP, sender: str, recipient: str) -> aiosmtplib.SMTP:
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
            timeout=PREPARE,
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
            if client.is_connected and monotonic() - since <= IDLE:
                return client
            client.close()
        return None

    def _keep(self, client: aiosmtplib.SMTP) -> None:
        if client.is_connected:
            self._idle.append((monotonic(), client))


async def _quit(client: aiosmtplib.SMTP) -> None:
    with suppress(aiosmtplib.SMTPException, OSError):
        await client.quit(timeout=IDLE)
    client.close()
