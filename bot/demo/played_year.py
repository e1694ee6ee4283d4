"""A year of the demo's office, played before anybody looks: what was reported, returned, put off, reminded of.

But for who is in office nothing is inserted: people tap and type, the scheduler plans and sends each morning. The
dice fall the same on every run.
"""

import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import count
from random import Random

from bot.app import App
from bot.demo.quiet_channel import QuietChannel
from data.enums import OPEN, Role, State
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.people import identities
from data.rules.viet_nam_time import at_hour, viet_nam_date
from data.store import Session
from handlers.base.callback_data.changes import (
    AgreeToExtension,
    AskDocument,
    AskExtension,
    AskNote,
    AskRefusal,
    AskReturn,
    ConfirmPage,
    SetPercent,
)
from handlers.base.callback_data.codec import Payload, decode, encode
from handlers.base.callback_data.conversation import RecordProposal
from handlers.base.callback_data.obligations import AskExemption
from handlers.base.messages import Incoming, Reply
from handlers.views.base.names import role_name
from scheduler.clock import RehearsalClock

CHANNEL = QuietChannel.name
_SEED = 175
_MORNING, _DAY, _REVIEW = time(8, 5), time(9, 30), time(15, 0)
_UNHEARD, _WITH_A_HEAD = 0.03, 0.04
"""The part of the agencies in which nobody has joined, and in which a head has."""
_SENT_BACK, _LEFT_FOR_LATER = 0.06, 0.08
_REVIEW_DAYS = (1, 3)
"""By `date.weekday()`."""
_STILL_TO_REVIEW = timedelta(days=20)
"""Reports younger than this are left unreviewed, for whoever tries the demo."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act of an officer about a duty, given the duty as it stands on that day."""

    duty_id: int
    do: Callable[[DutyLine], Awaitable[None]]


class PlayedYear:
    """The office of `app` from the instant at which its clock stands."""

    def __init__(
        self, app: App, clock: RehearsalClock, standing_body: str, is_enough: threading.Event | None = None
    ) -> None:
        """Begin; supervisors sit in `standing_body` (a code). Once `is_enough` is set, no further day is lived."""
        self._app = app
        self._clock = clock
        self._body = standing_body
        self._is_enough = is_enough or threading.Event()
        self._dice = Random(_SEED)  # noqa: S311 - a play, not a secret
        self._channel = QuietChannel()
        self._updates = count(1)
        self._acts: dict[date, list[Act]] = {}
        self._overseers: list[str] = []

    async def live(self, last: date) -> None:
        """Live until the evening before `last`."""
        first = viet_nam_date(self._clock.now())
        for duty in self._let_in():
            self._plan(duty, first)
        days = (first + timedelta(days=n) for n in range((last - first).days))
        for day in filter(self._app.calendar.is_working, days):
            if self._is_enough.is_set():
                return
            await self._live_through(day)
            if day.weekday() in _REVIEW_DAYS and last - day > _STILL_TO_REVIEW:
                self._clock.move_to(at_hour(day, _REVIEW))
                await self._review()

    def _let_in(self) -> list[DutyLine]:
        """Let officers, some heads and two supervisors in; return the duties of agencies that have an officer."""
        with self._app.store.write() as session:
            duties = duty_lines.list_duties(session)
            body = agencies.find(session, self._body).id
            owing = sorted({duty.agency_id for duty in duties})
            heard = [one for one in owing if one == body or self._dice.random() >= _UNHEARD]
            for agency_id in heard:
                self._enrol(session, agency_id, Role.OFFICER)
                if self._dice.random() < _WITH_A_HEAD:
                    self._enrol(session, agency_id, Role.HEAD)
            for agency_id in (body, next(one for one in heard if one != body)):
                self._enrol(session, agency_id, Role.SUPERVISOR)
                self._overseers.append(_chat_of(agency_id, Role.SUPERVISOR))
        return [duty for duty in duties if duty.agency_id in heard]

    def _enrol(self, session: Session, agency_id: int, role: Role) -> None:
        identities.enrol(
            session,
            agency_id=agency_id,
            role=role,
            name=f"{role_name(role).capitalize()} {agencies.get(session, agency_id).short_name}",
            channel=CHANNEL,
            chat_id=_chat_of(agency_id, role),
            now=self._clock.now(),
        )

    def _plan(self, duty: DutyLine, first: date) -> None:
        """Decide what becomes of a duty, by how its agency works."""
        dice, due = self._dice, duty.due_on
        care = Random(duty.agency_id * _SEED).random()  # noqa: S311 - how its agency works
        if due is None:
            self._on(first + timedelta(days=dice.randint(40, 300)), duty, self._notes)
            return
        if dice.random() < 0.35:
            self._on(due - timedelta(days=dice.randint(16, 40)), duty, self._advances)
        if dice.random() < 0.05:
            self._on(due - timedelta(days=dice.randint(5, 9)), duty, self._asks_for_time)
            due += timedelta(days=10)
        if dice.random() < 0.02:
            self._on(due - timedelta(days=dice.randint(20, 30)), duty, self._asks_for_exemption)
        if dice.random() < 0.05 * (1 - care):
            return  # forgotten
        is_late = dice.random() < 0.04 + 0.3 * (1 - care) ** 2
        lag = dice.randint(1, 25) if is_late else -dice.randint(0, 14)
        self._on(due + timedelta(days=lag), duty, self._reports)
        if dice.random() < 0.5:
            self._on(due + timedelta(days=lag + 20), duty, self._reports)  # again, where it was sent back

    def _on(self, day: date, duty: DutyLine, do: Callable[[DutyLine], Awaitable[None]]) -> None:
        self._acts.setdefault(self._app.calendar.on_or_after(day), []).append(Act(duty.id, do))

    async def _live_through(self, day: date) -> None:
        """Send the morning's reminders, then do what is to be done."""
        self._clock.move_to(at_hour(day, _MORNING))
        await self._app.tick({CHANNEL: self._channel})
        self._clock.move_to(at_hour(day, _DAY))
        for act in self._acts.pop(day, []):
            with self._app.store.read() as session:
                duty = duty_lines.get_line(session, act.duty_id)
            await act.do(duty)

    async def _advances(self, duty: DutyLine) -> None:
        if duty.state in OPEN:
            await self._taps(duty, SetPercent(duty.id, duty.version, self._dice.choice((20, 40, 50, 70))))

    async def _notes(self, duty: DutyLine) -> None:
        await self._taps(duty, AskNote(duty.id))
        await self._types(duty, "Đã triển khai tới các đơn vị trực thuộc.")

    async def _reports(self, duty: DutyLine) -> None:
        if duty.state not in OPEN:
            return
        await self._taps(duty, AskDocument(duty.id, duty.version))
        today = viet_nam_date(self._clock.now())
        number = self._dice.randint(10, 900)
        await self._types(duty, f"{number}/BC-{duty.agency_code.upper()} {today:%d/%m/%Y}")

    async def _asks_for_time(self, duty: DutyLine) -> None:
        if duty.state in OPEN and duty.due_on:
            await self._taps(duty, AskExtension(duty.id, duty.due_on + timedelta(days=14)))
            await self._types(duty, "Chờ số liệu của các đơn vị phối hợp.")

    async def _asks_for_exemption(self, duty: DutyLine) -> None:
        if duty.state in OPEN:
            await self._taps(duty, AskExemption(duty.id, duty.version))
            await self._types(duty, "Không phát sinh nhiệm vụ tại cơ quan trong năm.")

    async def _review(self) -> None:
        """Send a few reports back and confirm most others, page by page; agree to most requests for time."""
        with self._app.store.read() as session:
            waiting = duty_lines.list_duties(session, state=State.REPORTED)
            asked = [duty for duty in duty_lines.list_duties(session) if duty.asked_until and duty.state in OPEN]
        for duty in waiting:
            if self._dice.random() < _SENT_BACK:
                await self._taps(duty, AskReturn(duty.id, duty.version), oversees=True)
                await self._types(duty, "Báo cáo thiếu phụ lục số liệu.", oversees=True)
        for overseer in self._overseers:
            await self._confirm_pages(overseer)
        for duty in asked:
            await self._decide(duty)

    async def _confirm_pages(self, overseer: str) -> None:
        """Confirm pages of what waits, until little is left."""
        while True:
            reply = await self._say(overseer, "/tonghop chờ xác nhận")
            taps = [one.value for row in reply.buttons for one in row] if reply else []
            pages = [value for value in taps if isinstance(decode(value), ConfirmPage)]
            if not pages or self._dice.random() < _LEFT_FOR_LATER:
                return
            await self._say(overseer, pressed=pages[0])

    async def _decide(self, duty: DutyLine) -> None:
        if self._dice.random() < 0.8:
            await self._taps(duty, AgreeToExtension(duty.id, duty.version), oversees=True)
        else:
            await self._taps(duty, AskRefusal(duty.id, duty.version), oversees=True)
            await self._types(duty, "Thời hạn do Chính phủ quy định.", oversees=True)

    async def _taps(self, duty: DutyLine, payload: Payload, *, oversees: bool = False) -> Reply | None:
        return await self._send(duty, oversees=oversees, pressed=encode(payload))

    async def _types(self, duty: DutyLine, text: str, *, oversees: bool = False) -> None:
        """Type an answer; what is shown before it is written is said to be right."""
        reply = await self._send(duty, oversees=oversees, text=text)
        for button in (one for row in reply.buttons for one in row) if reply else ():
            if isinstance(decode(button.value), RecordProposal):
                await self._send(duty, oversees=oversees, pressed=button.value)

    async def _send(
        self, duty: DutyLine, *, oversees: bool, text: str = "", pressed: str | None = None
    ) -> Reply | None:
        return await self._say(
            self._overseer_of(duty) if oversees else _chat_of(duty.agency_id, Role.OFFICER), text, pressed
        )

    async def _say(self, chat: str, text: str = "", pressed: str | None = None) -> Reply | None:
        number, now = next(self._updates), self._clock.now()
        return await self._app.converse(Incoming(CHANNEL, chat, f"y{number}", now, text=text, pressed=pressed))

    def _overseer_of(self, duty: DutyLine) -> str:
        """Return the chat of a supervisor of another agency: nobody confirms what their own reported."""
        first, second = self._overseers
        return second if first == _chat_of(duty.agency_id, Role.SUPERVISOR) else first


def _chat_of(agency_id: int, role: Role) -> str:
    return f"year-{agency_id}-{role}"
