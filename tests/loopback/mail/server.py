"""The server in a thread with its own loop."""

import asyncio
import ssl
import threading
import warnings
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.loopback.mail.letters import Arrived, find_faults

CERTIFICATE = Path(__file__).with_name("localhost.pem")
NAME, PASSWORD = "nhacviec@coquan.gov.vn", "mật-khẩu:/@1"


@dataclass
class Rules:
    """How a server behaves. `refusals` are answers to RCPT by address, `passing` to the next so many RCPTs.

    `silent`: so many mails are taken and the connection is lost before the answer. `encrypts`: "" for never, "first"
    from the beginning, "later" by STARTTLS, without which nothing goes on. `logs_in`: nobody hands in without.
    """

    refusals: dict[str, str] = field(default_factory=dict)
    passing: dict[str, int] = field(default_factory=dict)
    sender: str = ""
    content: str = ""
    silent: int = 0
    encrypts: str = ""
    logs_in: bool = False


class MailServer:
    """A running server: `with MailServer() as server:` serves it until the block ends; what it objects to fails."""

    def __init__(self, rules: Rules | None = None) -> None:
        self.rules = rules or Rules()
        self.port = 0
        self.arrived: list[Arrived] = []
        self.faults: list[str] = []
        self.sessions = self.senders = 0
        self.recipients: Counter[str] = Counter()
        self._started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="mail", daemon=True)
        self._loop: asyncio.AbstractEventLoop
        self._leave: asyncio.Event

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._started.wait(60):
            raise RuntimeError("the mail server did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._leave.set)
        self._thread.join(10)
        if kind is None:
            assert self.faults == []

    @property
    def url(self) -> str:
        """The address, as the settings want it."""
        return f"smtp://127.0.0.1:{self.port}"

    def to(self, address: str) -> list[Arrived]:
        """The mails to an address, in the order in which they came."""
        return [one for one in list(self.arrived) if one.recipient == address]

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.recipients[address] += 1
        if self.rules.passing.get(address, 0) > 0:
            self.rules.passing[address] -= 1
            return "451 4.3.2 try again later"
        if refusal := self.rules.refusals.get(address, self.rules.refusals.get("*")):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_MAIL(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.senders += 1
        if self.rules.sender:
            return self.rules.sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.rules.content:
            return self.rules.content
        assert isinstance(envelope.original_content, bytes)
        taken = Arrived(str(envelope.mail_from), envelope.rcpt_tos[0], envelope.original_content)
        self.faults += find_faults(taken)
        if len(envelope.rcpt_tos) != 1:
            self.faults.append("several recipients see each other")
        self.arrived.append(taken)
        if self.rules.silent:
            self.rules.silent -= 1
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return "250 2.0.0 OK"

    def _check_password(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, told: Any
    ) -> AuthResult:
        known = LoginPassword(NAME.encode(), PASSWORD.encode())
        return AuthResult(success=told == known, handled=False)

    def _protocol(self, context: ssl.SSLContext) -> SMTP:
        self.sessions += 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it knows STARTTLS alone as encryption
            return SMTP(
                self,
                hostname="localhost",
                tls_context=context if self.rules.encrypts == "later" else None,
                require_starttls=self.rules.encrypts == "later",
                auth_required=self.rules.logs_in,
                auth_require_tls=self.rules.encrypts == "later",
                authenticator=self._check_password,
                loop=asyncio.get_running_loop(),
            )

    async def _serve(self) -> None:
        self._loop, self._leave = asyncio.get_running_loop(), asyncio.Event()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server = await self._loop.create_server(
            lambda: self._protocol(context),
            "127.0.0.1",
            0,
            ssl=context if self.rules.encrypts == "first" else None,
        )
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        await self._leave.wait()
        server.close()


def trusting() -> ssl.SSLContext:
    """A client's trust in this server alone."""
    return ssl.create_default_context(cafile=CERTIFICATE)
