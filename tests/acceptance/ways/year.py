"""A year on Zalo, by mail and on the page: what happens on which working day, to the ways and to who uses them."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from data.rules.digest_hours import digest_at
from tests.acceptance.ways.mixed_office import MixedOffice, until
from tests.acceptance.ways.seats import MAIL, PAGE, ZALO, Seat, Seats
from tests.loopback.mail.server import MailServer
from tests.loopback.zalo.server import ZaloApi

PERIOD = 40
"""Mornings after which everything happens again, to somebody else."""
HOUR = 8
ZALO_DOWN, MAIL_DOWN = range(6, 11), range(9, 14)
"""Days of a period on which the bot's token is refused, and on which the mail server takes nothing from the bot: on
two of them only the page is left."""
ZALO_CLOSED, MAILBOX_GONE = range(18, 26), range(22, 31)
"""Days on which somebody's chat on Zalo is closed, and somebody's mailbox is unknown."""
ON_HOLIDAY = range(28, 38)
"""Days on which nobody looks at the page."""
SWITCHED_EVERY = 5


class MixedYear:
    """The life of an office between two dates; `expected` is the way that was right for each seat on each morning."""

    def __init__(self, office: MixedOffice, seats: Seats, zalo: ZaloApi, mail: MailServer) -> None:
        self._office, self._seats, self._zalo, self._mail = office, seats, zalo, mail
        self._dice = Random(14)
        self.down: set[str] = set()
        self.expected: dict[tuple[date, int], str | None] = {}

    async def live(self, days: Sequence[date]) -> None:
        """Live through the mornings on which something goes out, and one more on which everything works again."""
        for number, day in enumerate(days):
            self._office.clock.move_to(digest_at(day, HOUR) - timedelta(hours=1))
            await self._change_ways(number % PERIOD)
            first_ones = number // PERIOD % len(self._seats.all)
            await self._begin(number % PERIOD, self._seats.all[first_ones:] + self._seats.all[:first_ones])
            await self._send(day)
        await self._change_ways(0)
        await self._send(self._office.app.calendar.after(days[-1]))

    async def _send(self, day: date) -> None:
        """Note which way is right for each on this morning, and let it come."""
        for seat in self._seats.all:
            self.expected[day, seat.officer_id] = seat.right_way(day, self.down)
        await self._office.morning(digest_at(day, HOUR))

    async def _change_ways(self, number: int) -> None:
        """Let the bot and the mail server be refused, or work again."""
        if (number in ZALO_DOWN) != (ZALO in self.down):
            self.down ^= {ZALO}
            [bot] = self._office.bots
            self._zalo.bot.refused = ZALO in self.down
            await until(lambda: bool(bot.trouble) == self._zalo.bot.refused)
        if (number in MAIL_DOWN) != (MAIL in self.down):
            self.down ^= {MAIL}
            self._mail.rules.sender = "550 5.7.1 not allowed to send" if MAIL in self.down else ""
            await until(lambda: MAIL in self.down or not self._office.mail.trouble)

    async def _begin(self, number: int, seats: Sequence[Seat]) -> None:
        """Let people do what they do on a day of the period; `seats` are those whose turn it is first."""
        for seat in self._seats.all:
            if PAGE in seat.ways and number not in ON_HOLIDAY:
                await self._seats.look_at_page(seat)
        if number % SWITCHED_EVERY == 0:
            for seat in self._seats.all:
                await self._seats.choose_first(seat, self._dice.choice(seat.ways))
        if number == ZALO_CLOSED.start:
            self._seats.close_zalo(_with_both(seats))
        if number == ZALO_CLOSED.stop:
            await self._seats.write_on_zalo(self._closed(ZALO))
        if number == MAILBOX_GONE.start:
            self._seats.close_mailbox(_with_both(seats))
        if number == MAILBOX_GONE.stop:
            self._seats.give_address_again(self._closed(MAIL))

    def _closed(self, way: str) -> Seat:
        return next(seat for seat in self._seats.all if way in seat.closed)


def _with_both(seats: Sequence[Seat]) -> Seat:
    """Return the first who has a chat and a mailbox, both open: the page may not be looked at for days."""
    return next(seat for seat in seats if {ZALO, MAIL} <= {*seat.ways} and not seat.closed)
