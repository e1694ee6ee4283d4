"""A conversation as a test tells it: somebody says or taps something, and sees a reply."""

import asyncio
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from data.accepted_files import name_ending
from data.enums import Role
from data.errors import PlanUnreadable
from data.files.folder import FilesInFolder
from data.plans.formats import confined
from data.plans.formats.kinds import kind_of
from data.registry.duties import duty_lines, history
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.people import identities
from data.registry.people.joining.entrances import Entrances
from data.rules.calendar import WorkingCalendar
from data.store import Store
from handlers.account import agenda
from handlers.base import uploads
from handlers.base.callback_data.codec import decode, encode
from handlers.base.file_inspection import inspect_file, is_inspected
from handlers.base.messages import BUTTON_VALUE_BYTES, Button, Incoming, Reply, Upload
from handlers.base.turn import NO_ENTRANCES
from handlers.dispatch.turns import TurnProcessor
from handlers.office.plan_reading import PlanNeeded
from scheduler.testing import FixedClock
from tests.handlers.morning import MORNING

REFUSED = ("Anh/chị chỉ xem được", "Anh/chị chỉ cập nhật được", "Lệnh này dành cho")
"""Beginnings of what is answered where somebody may not see or do a thing."""

LETTERS = 2000
"""What one message holds on every channel (conversation: "Where a channel has no buttons")."""

UNSAYABLE = re.compile(r"\bNone\b|\w+\(\w+=|\n\n\n")
"""What only a fault of the program could say."""

_numbers = count(1)
_FOLDER = TemporaryDirectory(prefix="nhacviec-files-")


@dataclass
class Office:
    """A registry, a clock that stands still, and the reception that people talk to."""

    store: Store
    clock: FixedClock = field(default_factory=lambda: FixedClock(MORNING))
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    files: FilesInFolder = field(default_factory=lambda: FilesInFolder(Path(_FOLDER.name)))
    public_url: str | None = None
    has_page: bool = False
    mail_domains: tuple[str, ...] = ()
    entrances: Entrances = NO_ENTRANCES

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """The process ends and another begins."""
        self.reception = TurnProcessor(
            self.store,
            self.clock,
            self.calendar,
            self.files,
            self.public_url,
            has_page=self.has_page,
            mail_domains=self.mail_domains,
            entrances=self.entrances,
        )

    def subscribed(self, token: str) -> bytes | None:
        """What a calendar program gets at the address with this secret."""
        with self.store.read() as session:
            return agenda.render_subscribed_calendar(session, token, self.clock.now(), self.calendar)

    def answer(self, incoming: Incoming) -> Reply | None:
        """As the process does: files are fetched where they are wanted, and made before they are shown."""
        while True:
            try:
                reply = self.reception.answer(incoming)
                break
            except PlanNeeded as needed:
                incoming = needed.prepare(incoming)
            except uploads.DocumentsNeeded as needed:
                is_plan = isinstance(needed, uploads.PlansNeeded)
                fetched = [self._read(file, is_plan=is_plan) for file in needed.files or incoming.files]
                incoming = replace(incoming, files=tuple(fetched))
            except uploads.FilesNeeded:
                fetched = [self._take(incoming, file) for file in incoming.files]
                incoming = replace(incoming, files=tuple(fetched))
        return self.reception.make_files(reply) if reply else None

    def _take(self, incoming: Incoming, file: Upload) -> Upload:
        """As the process does, without a child process."""
        content, kind = asyncio.run(_content(file)), name_ending(file.name)
        fault = uploads.find_content_fault(file, content)
        if not fault and is_inspected(kind):
            fault = inspect_file(kind, content)
        if not fault and not self.reception.count_file(incoming, content):
            fault = "file_quota"
        return replace(file, fault=fault) if fault else uploads.store_upload(file, content, self.files)

    def _read(self, file: Upload, *, is_plan: bool) -> Upload:
        """As the process does, without a child process."""
        content = asyncio.run(_content(file))
        kind = name_ending(file.name)
        fault = uploads.find_content_fault(file, content, is_plan=is_plan)
        fault = fault or (inspect_file(kind, content) if is_inspected(kind) else "")
        try:
            document = None if fault else confined.read_content(kind_of(file.name, content), content)
        except PlanUnreadable as error:
            return replace(file, fault="list_unreadable", unreadable=error)
        return replace(file, fault=fault or None, document=document)

    def later(self, **by: float) -> None:
        """Time passes."""
        self.clock.move_to(self.clock.now() + timedelta(**by))

    def stranger(self, *, has_buttons: bool = True, chat_id: str | None = None) -> "Person":
        """Somebody whose chat is linked to nobody; a new one, unless it is told which."""
        chat_id = chat_id or f"chat-{next(_numbers)}"
        return Person(self, Incoming("chat", chat_id, "", MORNING, has_buttons=has_buttons))

    def officer(
        self,
        of: str = "stp",
        role: Role = Role.OFFICER,
        *,
        name: str = "Cán bộ A",
        has_buttons: bool = True,
        chat_id: str | None = None,
    ) -> "Person":
        """Somebody of the agency with the code `of`, whose chat is linked."""
        person = self.stranger(has_buttons=has_buttons, chat_id=chat_id)
        with self.store.write() as session:
            identities.enrol(
                session,
                agency_id=agencies.find(session, of).id,
                role=role,
                name=name,
                channel=person.chat.channel,
                chat_id=person.chat.chat_id,
                now=self.clock.now(),
            )
        return person

    def duty(self, code: str, of: str = "stp") -> DutyLine:
        """The first duty that an agency owes under a code."""
        return next(row for row in self.duties(of) if row.code == code)

    def duties(self, of: str = "stp") -> list[DutyLine]:
        """Everything an agency owes or owed, by date."""
        with self.store.read() as session:
            return duty_lines.list_by_agency(session, agencies.find(session, of).id)

    def changes(self, duty: DutyLine) -> list[str]:
        """What was noted of a duty, the first entry first."""
        with self.store.read() as session:
            return [entry.change.value for entry in reversed(history.list_entries(session, duty.id))]


@dataclass
class Person:
    """One chat. `screen` is the last reply it was shown."""

    office: Office
    chat: Incoming
    screen: Reply = field(default_factory=Reply)

    def says(self, text: str) -> Reply:
        """Types and sends `text`."""
        return self._sends(text=text)

    def records(self, text: str) -> Reply:
        """Types what is shown before it is written, and says that it is right."""
        self.says(text)
        return self.taps("Ghi nhận")

    def taps(self, words: str) -> Reply:
        """Taps the button with these words on the screen."""
        values = [button.value for button in self.buttons() if button.text == words]
        assert len(values) == 1, f"{words!r} is not one of {[button.text for button in self.buttons()]}"
        return self.presses(values[0])

    def presses(self, value: str) -> Reply:
        """Sends the value of a button, wherever it is from."""
        return self._sends(pressed=value)

    def sends(
        self, name: str, content: bytes, caption: str = "", *, size: int | None = None, album: str = ""
    ) -> Reply:
        """Sends a file, of an `album` or alone; `size` is what the channel tells of it, None for nothing."""

        async def fetch() -> bytes:
            return content

        incoming = replace(self.update(caption), files=(Upload(name, size, fetch),), album=album)
        reply = self.hears(incoming)
        assert reply is not None, "a new update is always answered"
        return reply

    def sends_withheld(self) -> Reply:
        """Sends what the channel does not pass on, such as a document."""
        reply = self.hears(replace(self.update(), withheld=True))
        assert reply is not None, "a new update is always answered"
        return reply

    def hears(self, incoming: Incoming) -> Reply | None:
        """What this very update is answered with; None for one that was answered before."""
        reply = self.office.answer(incoming)
        if reply is not None:
            check(reply, has_buttons=incoming.has_buttons)
            self.screen = reply
        return reply

    def update(self, text: str = "", pressed: str | None = None) -> Incoming:
        """A new update from this chat."""
        now = self.office.clock.now()
        number = f"{os.getpid()}-{next(_numbers)}"  # another process may have made the registry, in conversations
        return replace(self.chat, update_id=number, at=now, text=text, pressed=pressed)

    def buttons(self) -> Iterator[Button]:
        """The buttons on the screen."""
        return (button for row in self.screen.buttons for button in row)

    def _sends(self, text: str = "", pressed: str | None = None) -> Reply:
        reply = self.hears(self.update(text, pressed))
        assert reply is not None, "a new update is always answered"
        return reply


async def _content(file: Upload) -> bytes:
    return await file.fetch()


def check(reply: Reply, *, has_buttons: bool = True) -> None:
    """What every reply keeps to, whatever it is about."""
    assert reply.text.strip()
    assert len(reply.text) <= LETTERS
    assert not UNSAYABLE.search(reply.text), reply.text
    buttons = [button for row in reply.buttons for button in row]
    assert has_buttons or not buttons
    assert all(reply.buttons), "a row without buttons"
    assert len({button.value for button in buttons}) == len(buttons), "two buttons that do the same"
    for button in buttons:
        assert button.text.strip()
        assert len(button.value.encode()) <= BUTTON_VALUE_BYTES
        carried = decode(button.value)
        assert carried is not None, f"no route takes {button.value!r}"
        assert encode(carried) == button.value
