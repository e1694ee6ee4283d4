"""An office on disk whose process has a bot on Zalo, a mail server and a page, and can be killed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import col, select, update

from bot.http.listening import listen
from data.enums import DeliveryState, Role
from data.models import Agency, Delivery
from data.registry.people import identities, page_sessions
from data.registry.reach import mail_addresses
from scheduler.clock import SystemClock
from tests.acceptance.house import House
from tests.acceptance.ways.mixed_office import SENDER
from tests.acceptance.ways.seats import MAIL, PAGE, ZALO
from tests.loopback.mail.server import MailServer
from tests.loopback.server import BotApi
from tests.loopback.zalo.server import TOKEN, ZaloApi


class MixedHouse(House):
    """An office with officers on Zalo, by mail and on the page, and none on Telegram."""

    def __init__(self, folder: Path, database_url: str, zalo: ZaloApi, mail: MailServer) -> None:
        super().__init__(folder, database_url, BotApi())  # which nobody starts
        self.zalo, self.mail = zalo, mail
        self.officers: list[int] = []

    def environment(self, **settings: str) -> dict[str, str]:
        """See `House.environment`."""
        with listen(0) as free:
            port = free.getsockname()[1]
        ours = {
            "zalo_token": TOKEN,
            "zalo_base_url": self.zalo.base_url,
            "smtp_url": self.mail.url,
            "mail_from": SENDER,
            "page": "true",
            "http_port": f"{port}",
            "public_url": f"http://127.0.0.1:{port}",
        }
        kept = super().environment(**ours | settings)
        return {name: value for name, value in kept.items() if not name.startswith("NHACVIEC_TELEGRAM_")}

    def enrol(self, number: int, now: datetime) -> None:
        """Enrol officers, each of another agency: a third of them on each way, and by mail besides."""
        with self.registry.write() as session:
            of = session.exec(select(Agency.id).order_by(col(Agency.code).desc()).limit(number)).all()
            for place, agency_id in enumerate(one for one in of if one):
                way, chat_id = [(ZALO, f"{place:020x}"), (PAGE, f"page{place}"), (MAIL, _address_of(place))][
                    place % 3
                ]
                if way == ZALO:
                    self.zalo.bot.chats[chat_id] = "Cán bộ"
                    way = f"zalo-{self.zalo.bot.number}"
                me = identities.enrol(
                    session,
                    agency_id=agency_id,
                    role=Role.OFFICER,
                    name=f"Cán bộ {place}",
                    channel=way,
                    chat_id=chat_id,
                    now=now,
                )
                self.officers.append(me.officer_id)
                if way == PAGE:
                    wall, actor = SystemClock().wall(), f"officer:{me.officer_id}"
                    page_sessions.open_session(session, chat_id, now=now, wall=wall, actor=actor)
                elif way != MAIL:
                    mail_addresses.save_address(session, me.officer_id, _address_of(place), now)

    def list_in_flight(self) -> Sequence[int]:
        """Return the officers whose messages a process that was killed had on their way, as far as it had noted."""
        query = select(Delivery.officer_id).where(col(Delivery.state) == DeliveryState.SENDING)
        with self.registry.read() as session:
            return session.exec(query).all()

    def let_leases_end(self) -> None:
        """Let the time pass after which what a dead process had on its way is another's."""
        ended = SystemClock().wall() - timedelta(seconds=1)
        with self.registry.write() as session:
            held = update(Delivery).where(col(Delivery.state) == DeliveryState.SENDING)
            session.execute(held.values(lease_until=ended))


def _address_of(place: int) -> str:
    return f"canbo{place}@coquan.gov.vn"
