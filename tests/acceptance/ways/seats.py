"""Officers of an office on several ways, and the way that is right for each on a morning."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from data.enums import Role
from data.registry.office import agencies
from data.registry.people import identities, page_sessions, sign_in_links
from data.registry.reach import mail_addresses
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.reach import TryFirst
from handlers.base.messages import Incoming
from tests.acceptance.rehearsal.seats import STANDING_BODY
from tests.acceptance.ways.mixed_office import MixedOffice
from tests.loopback.mail.server import MailServer
from tests.loopback.zalo.people import Person
from tests.loopback.zalo.server import ZaloApi

ZALO, MAIL, PAGE = "zalo", "email", "web"
UNKNOWN_MAILBOX = "550 5.1.1 no such mailbox"
WEEK = timedelta(days=7)

ROOMS: Sequence[tuple[str, Role, tuple[str, ...]]] = (
    ("stp", Role.OFFICER, (ZALO, MAIL, PAGE)),
    ("stp", Role.HEAD, (ZALO, MAIL)),
    ("stc", Role.OFFICER, (ZALO, MAIL)),
    ("stc", Role.OFFICER, (MAIL, PAGE)),
    (STANDING_BODY, Role.OFFICER, (ZALO, PAGE)),
    (STANDING_BODY, Role.SUPERVISOR, (ZALO, MAIL, PAGE)),
    ("vp-ubnd", Role.OFFICER, (ZALO, MAIL, PAGE)),
    ("tp-thai-binh", Role.OFFICER, (MAIL, PAGE)),
    ("vu-thu", Role.OFFICER, (ZALO, MAIL)),
    ("vu-thu", Role.HEAD, (MAIL, PAGE)),
)
"""Who sits where, with their ways as they are tried before anybody chooses: a chat, then mail, then the page."""


@dataclass
class Seat:
    """An officer. `ways` are in the order in which they want to be told; `closed` are those that take nothing now."""

    officer_id: int
    ways: list[str]
    person: Person
    address: str
    page_chat: str = ""
    token: str = ""
    closed: set[str] = field(default_factory=set)
    seen_on: date = date.min

    def right_way(self, day: date, down: Collection[str]) -> str | None:
        """Return the way on which they are to hear on a day on which those of `down` do not work; None for none."""
        return next((way for way in self.ways if way not in down and self._takes(way, day)), None)

    def _takes(self, way: str, day: date) -> bool:
        return way not in self.closed and (way != PAGE or day - self.seen_on < WEEK)


class Seats:
    """The officers of a `MixedOffice`, with what they do about their ways."""

    def __init__(self, office: MixedOffice, zalo: ZaloApi, mail: MailServer) -> None:
        self._office, self._mail = office, mail
        self._acts = 0
        self.answers: list[tuple[str, str, str]] = []
        """The messages on Zalo that answer what was typed there: way, chat and id."""
        self.holders: dict[tuple[str, Role], list[int]] = defaultdict(list)
        self.all = [self._take(number, *room, zalo) for number, room in enumerate(ROOMS, 1)]

    def _take(self, number: int, code: str, role: Role, ways: tuple[str, ...], zalo: ZaloApi) -> Seat:
        office, now = self._office, self._office.clock.now()
        person, address = zalo.person(f"{number:020x}"), f"canbo{number}@coquan.gov.vn"
        person.bot.chats[person.chat_id] = "Cán bộ"
        with office.store.write() as session:
            agency = agencies.find(session, code).id
            me = identities.enrol(
                session,
                agency_id=agency,
                role=role,
                name=f"Cán bộ {number}",
                channel=office.bots[0].name if ZALO in ways else PAGE,
                chat_id=person.chat_id if ZALO in ways else page_sessions.new_chat_id(),
                now=now,
            )
            seat = Seat(me.officer_id, list(ways), person, address)
            if MAIL in ways:
                mail_addresses.save_address(session, me.officer_id, address, now)
            if PAGE in ways:
                seat.page_chat = page_sessions.get_or_link_chat(session, me.officer_id, now)
        self.holders[code, role].append(seat.officer_id)
        return seat

    async def look_at_page(self, seat: Seat) -> None:
        """Open the page, which is a way for a week from then on. A session that lasted too long is begun anew."""
        office, now = self._office, self._office.clock.now()
        if await office.sessions.find(seat.token) is None:
            with office.store.write() as session:
                link = sign_in_links.create_link(session, seat.officer_id, now=now, wall=now, actor="officer:1")
            seat.token = await office.sessions.let_in(link) or ""
        seat.seen_on = office.clock.today()

    async def choose_first(self, seat: Seat, way: str) -> None:
        """Tap at /nhac what is to be tried first: on Zalo, or on the page."""
        office = self._office
        if ZALO in seat.ways and ZALO not in seat.closed:
            chat = (office.bots[0].name, seat.person.chat_id)
        elif seat.seen_on == office.clock.today():
            chat = (PAGE, seat.page_chat)
        else:
            return
        self._acts += 1
        tap = Incoming(*chat, f"tap{self._acts}", office.clock.now(), pressed=encode(TryFirst(way)), message_id="1")
        assert await office.app.converse(tap)
        seat.ways = [way, *(one for one in seat.ways if one != way)]

    def close_zalo(self, seat: Seat) -> None:
        """Let the bot's messages to them be refused."""
        seat.person.bot.chats.pop(seat.person.chat_id)
        seat.closed.add(ZALO)

    async def write_on_zalo(self, seat: Seat) -> None:
        """Write to the bot, which opens the chat again."""
        seat.person.says("/toi")
        answer = await seat.person.sees()
        self.answers.append((ZALO, answer.chat_id, answer.message_id))
        seat.closed.discard(ZALO)

    def close_mailbox(self, seat: Seat) -> None:
        """Let the mail server know their mailbox no more."""
        self._mail.rules.refusals[seat.address] = UNKNOWN_MAILBOX
        seat.closed.add(MAIL)

    def give_address_again(self, seat: Seat) -> None:
        """Confirm the address anew, at which there is a mailbox again."""
        self._mail.rules.refusals.pop(seat.address)
        with self._office.store.write() as session:
            mail_addresses.save_address(session, seat.officer_id, seat.address, self._office.clock.now())
        seat.closed.discard(MAIL)
