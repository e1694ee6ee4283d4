"""An office whose officers are on Zalo alone."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from data.enums import Role
from data.registry.conversations import journal
from data.registry.office import agencies
from data.registry.people import identities
from data.store import Store
from tests.acceptance.house import NOW, House
from tests.loopback.server import BotApi
from tests.loopback.zalo.people import Person
from tests.loopback.zalo.server import TOKEN, ZaloApi

CHANNEL = "zalo-4455667788"


class ZaloHouse(House):
    """An office on disk with one bot on Zalo and none on Telegram."""

    def __init__(self, folder: Path, database_url: str, zalo: ZaloApi) -> None:
        super().__init__(folder, database_url, BotApi())  # which nobody starts
        self.zalo = zalo

    def environment(self, **settings: str) -> dict[str, str]:
        ours = {"zalo_token": TOKEN, "zalo_base_url": self.zalo.base_url} | settings
        kept = super().environment(**ours)
        return {name: value for name, value in kept.items() if not name.startswith("NHACVIEC_TELEGRAM_")}

    def enrol_officers(self, number: int) -> list[Person]:
        """Enrol officers of Sở Tư pháp, each with a chat of their own."""
        people = [self.zalo.person(f"chat{place:04d}") for place in range(number)]
        with self.opened() as store, store.write() as session:
            agency = agencies.find(session, "stp").id
            for person in people:
                identities.enrol(
                    session,
                    agency_id=agency,
                    role=Role.OFFICER,
                    name="Cán bộ",
                    channel=CHANNEL,
                    chat_id=person.chat_id,
                    now=NOW,
                )
        return people

    @contextmanager
    def opened(self) -> Iterator[Store]:
        store = Store(self.database_url)
        yield store
        store.close()

    def list_unanswered(self) -> Sequence[str]:
        """Return the chats of what the journal holds without an answer."""
        with self.opened() as store, store.read() as session:
            return [update.chat_id for update in journal.list_open(session, CHANNEL)]
