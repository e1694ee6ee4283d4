"""Sending of a thousand digests by mail through the whole bot, to a strict server on loopback."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update
from sqlmodel import col

from benchmarks.registries.provinces import MORNING, create_provinces
from benchmarks.target import Target
from bot.http.listening import listen
from data.models import ChatLink
from data.registry.reach.mail_addresses import CHANNEL
from data.rules.digest_hours import slot_opens_at
from data.schema import open_registry
from tests.loopback.mail.server import MailServer

MAILS = 1_000
LIMIT = 20.0
PATIENCE = 120.0
_FROM = "nhacviec@coquan.gov.vn"


def measure_mails(folder: Path) -> Iterator[Target]:
    """Measure from the first mail to the last, each with links of its own to the reader's page."""
    registry = folder / "mails.db"
    address = create_provinces(registry, MAILS, agencies=MAILS, overdue=0)
    _move_to_mail(address)
    with MailServer() as server:
        seconds = _push(server, address)
        connections, arrived = server.sessions, {one.recipient for one in server.arrived}
    detail = f"{len(arrived)} người nhận, {connections} kết nối"
    yield Target(f"Gửi {MAILS} thư qua SMTP trên cùng máy", seconds, LIMIT, "s", detail)


def _move_to_mail(address: str) -> None:
    """Give every officer a confirmed address in place of their chat."""
    store = open_registry(address)
    with store.write() as session:
        mailed = "canbo" + col(ChatLink.chat_id) + "@coquan.gov.vn"
        session.execute(update(ChatLink).values(channel=CHANNEL, chat_id=mailed))
    store.close()


def _push(server: MailServer, address: str) -> float:
    """Run a bot that starts on the morning until all mails are there; return how long they took."""
    with listen(0, "127.0.0.1") as free:
        port = free.getsockname()[1]
    ours = {
        "DATABASE_URL": address,
        "NOW": (slot_opens_at(MORNING) + timedelta(hours=3)).isoformat(),
        "SMTP_URL": server.url,
        "MAIL_FROM": _FROM,
        "PAGE": "true",
        "HTTP_PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "LOG_LEVEL": "WARNING",
    }
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NHACVIEC_")}
    command = [sys.executable, "-m", "bot", "run"]
    with subprocess.Popen(command, env=clean | {f"NHACVIEC_{name}": ours[name] for name in ours}) as process:
        try:
            return _watch(server)
        finally:
            process.terminate()


def _watch(server: MailServer) -> float:
    began, ends = None, time.monotonic() + PATIENCE
    while len(server.arrived) < MAILS and time.monotonic() < ends:
        began = began or (time.monotonic() if server.arrived else None)
        time.sleep(0.005)
    return time.monotonic() - (began or 0.0)
