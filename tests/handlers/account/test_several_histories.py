"""A law: whatever somebody of several agencies joins, leaves, switches and taps, nothing of one is told as another's.

What is shown belongs to the agency that they speak for at that moment, unless they speak for a supervisor; every act
stands under the agency of its duty, and nobody decides on what an agency of theirs reported. A command
below an old message is that of whom it was for. The chat speaks for one of them, and each agency's reminders are all
told, each once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from random import Random

import pytest
from sqlmodel import select

from data.enums import Change, DeliveryState, ReminderState, Role
from data.models import ChatLink, Delivery, Duty, News, Officer, ProgressEntry, Reminder
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.people import offices
from data.registry.people.offices import Office as Served
from data.registry.people.succession.same_person import list_persons
from data.registry.plans import task_lines
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.messages import Reply
from handlers.dispatch.routes import commands_for
from tests.handlers.busy_office import invited_to
from tests.handlers.chat import REFUSED, Office, Person
from tests.handlers.post import letters_for

HOME, OTHER, BODY = "stp", "stc", "snv"
NAMES = {"Sở Tư pháp": HOME, "Sở Tài chính": OTHER, "Sở Nội vụ": BODY}
"""Agencies by the names in answers; in the last one they are a supervisor."""
STEPS = 40
DECISIONS = (Change.CONFIRMED, Change.SELF_CONFIRMED, Change.RETURNED)


@dataclass
class History:
    """One person's way between two agencies and the body that follows the plan, as a seed has it."""

    office: Office
    person: Person
    random: Random
    colleagues: dict[str, Person] = field(default_factory=dict)
    values: list[tuple[str, str | None, int | None]] = field(default_factory=list)
    """Buttons that were shown, however long ago, with the message and whom it was for, where that is known."""
    numbers: Iterator[int] = field(default_factory=count)

    def served(self) -> list[Served]:
        with self.office.store.read() as session:
            return offices.list_of_chat(session, "chat", self.person.chat.chat_id)

    def duties(self, of: str) -> list[DutyLine]:
        return self.office.duties(of)[:6]

    def keep(self, *pushed: Reply) -> None:
        self.values += [(one.value, None, None) for reply in pushed for row in reply.buttons for one in row]

    def keep_answer(self) -> None:
        shown, message_id = self.person.screen, f"m{next(self.numbers)}"
        self.office.reception.remember("chat", self.person.chat.chat_id, message_id, shown)
        self.values += [(one.value, message_id, shown.reader) for row in shown.buttons for one in row]

    def supervises(self) -> bool:
        return any(one.role is Role.SUPERVISOR for one in self.served())

    def join(self) -> None:
        free = {HOME, OTHER, BODY} - {self.code_of(one) for one in self.served()}
        if not free or not self.served():
            return
        code = self.random.choice(sorted(free))
        role = Role.SUPERVISOR if code == BODY else Role.OFFICER
        self.person.says(f"/thamgia {invited_to(self.office, code, role)}")
        [add] = [one for one in self.person.buttons() if one.text.startswith("➕")]
        self.person.presses(add.value)

    def leave(self) -> None:
        if len(self.served()) > 1:
            self.person.says("/toi")
            [leave] = [one for one in self.person.buttons() if one.text.startswith("Thôi làm ở")]
            self.person.presses(leave.value)
            self.person.taps("Đúng, tôi đã thôi")

    def switch(self) -> None:
        self.person.presses(f"speak:{self.random.choice([one.officer_id for one in self.served()])}")

    def ask(self) -> None:
        line = self.random.choice(self.duties(self.random.choice([HOME, OTHER])))
        named = [line.code, f"{line.code} hạn khi nào?", f"{line.title} đến đâu rồi?", "việc của Sở Tài chính"]
        self.person.says(self.random.choice(["/nhiemvu", "/toi", "/lich", "việc nào quá hạn?", "/tieptheo", *named]))

    def reply(self) -> None:
        if not self.values:
            return
        _value, message_id, reader = self.random.choice(self.values)
        before, chat = {one.officer_id for one in self.served()}, self.person.chat
        self.person.chat = replace(chat, reply_to=message_id)
        self.person.says(self.random.choice(["hạn khi nào?", "việc này là gì?", "60%", "việc thứ hai"]))
        self.person.chat = chat
        if reader in before:
            assert [one.officer_id for one in self.served() if one.speaking] == [reader]

    def tap(self) -> None:
        code = self.random.choice([HOME, OTHER])
        line = self.random.choice(self.duties(code))
        verb = self.random.choice(
            [
                "card:{0}",
                "history:{0}",
                "done:{0}:{1}",
                "percent:{0}:{1}:50",
                "undo:{0}:{1}",
                "snooze:{0}",
                "note:{0}",
                "confirm:{0}:{1}",
                "return:{0}:{1}",
            ]
        )
        shown = self.person.presses(verb.format(line.id, line.version))
        is_served = code in {self.code_of(one) for one in self.served()}
        if not self.supervises() and (verb.startswith("card") or not is_served):
            assert shown.body.startswith(REFUSED) is not is_served, f"{verb} of {code}: {shown.text}"
        if is_served and shown.speaker and not verb.startswith(("confirm", "return")):
            assert [self.code_of(one) for one in self.served() if one.speaking] == [code]

    def tap_old(self) -> None:
        if not self.values:
            return
        value, message_id, reader = self.random.choice(self.values)
        if value.startswith(("leaveoffice", "eraseme", "switch", "addoffice")):
            return
        before, chat = {one.officer_id for one in self.served()}, self.person.chat
        self.person.chat = replace(chat, message_id=message_id)
        self.person.presses(value)
        self.person.chat = chat
        if value.startswith("cmd:") and reader in before:
            assert [one.officer_id for one in self.served() if one.speaking] == [reader], value

    def report(self) -> None:
        code = self.random.choice([HOME, OTHER])
        line = self.random.choice(self.duties(code))
        self.colleagues[code].presses(f"done:{line.id}:{line.version}")
        self.colleagues[code].says("12/BC 26/02/2024")

    def type_answer(self) -> None:
        self.person.says(self.random.choice(["12/BC 26/02/2024", "60", "đang chờ ý kiến", "thôi"]))

    def code_of(self, one: Served) -> str:
        return NAMES[one.agency_short_name]

    def check(self) -> None:
        served = self.served()
        reply = self.person.screen
        speaking = [one for one in served if one.speaking]
        assert len(speaking) == 1
        assert (reply.speaker != "") is (len(served) > 1)
        if reply.speaker:
            assert reply.speaker == speaking[0].agency_short_name
        if speaking[0].role is not Role.SUPERVISOR:
            self.check_nothing_but(speaking[0], reply)

    def check_told_to(self, me: Served, said: str) -> None:
        """What was just told, with the files of it that are text, is of the one spoken for, who is still that."""
        assert [one.officer_id for one in self.served() if one.speaking] == [me.officer_id], said
        self.check_nothing_but(me, self.person.screen)
        for file in self.person.screen.files:
            if file.media_type.startswith("text/"):
                self.check_nothing_but(me, Reply(body=file.content.decode().replace("\r\n ", "")))

    def check_nothing_but(self, me: Served, reply: Reply) -> None:
        """Nothing is told of an agency but the one spoken for: neither of one that was left nor of another one.

        Tasks of others in which it takes part are its own as well.
        """
        with self.office.store.read() as session:
            mine = {task.title for task in task_lines.list_coordinated(session, me.agency_id)}
        mine |= {line.title for line in self.office.duties(self.code_of(me))}
        for code in {HOME, OTHER} - {self.code_of(me)}:
            for title in {line.title for line in self.office.duties(code)} - mine:
                assert title[:40] not in reply.text, f"{title} of {code}, told to {me.agency_short_name}"
        with self.office.store.read() as session:
            for value in [one.value for row in reply.buttons for one in row]:
                if value.startswith("card:"):
                    assert duty_lines.get_line(session, int(value.split(":")[1])).agency_id == me.agency_id


@pytest.mark.parametrize("seed", range(4))
def test_nothing_of_one_agency_is_told_or_done_as_anothers(office: Office, seed: int) -> None:
    person = office.officer(HOME, name="Nguyễn Văn An")
    colleagues = {code: office.officer(code, name=f"Đồng nghiệp {code}") for code in (HOME, OTHER)}
    history = History(office, person, Random(seed), colleagues)
    history.keep(*letters_for(office, person))
    acts = [
        *[history.join] * 2,
        history.leave,
        *[history.switch] * 2,
        *[history.ask] * 3,
        history.reply,
        *[history.tap] * 5,
        *[history.tap_old] * 4,
        *[history.type_answer] * 2,
        history.report,
    ]
    for step in range(STEPS):
        history.random.choice(acts)()
        history.keep_answer()
        history.check()
        if step % 10 == 9:
            next_morning(history)
    check_acts(office)


LOOKS = (
    "list",
    "hour",
    "why",
    "ics",
    "sum",
    "suma",
    "sums",
    "sumt",
    "earlier",
    "files",
    "calendar",
    "groups",
    "mail",
)
"""Verbs of buttons that only show something, pressed wherever they are found."""


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_whatever_is_asked_for_one_agency_tells_nothing_of_the_other(office: Office, role: Role) -> None:
    person = office.officer(HOME, role, name="Nguyễn Văn An")
    colleagues = {code: office.officer(code, name=f"Đồng nghiệp {code}") for code in (HOME, OTHER)}
    history = History(office, person, Random(0), colleagues)
    person.says(f"/thamgia {invited_to(office, OTHER, role)}")
    person.presses(next(one.value for one in person.buttons() if one.text.startswith("➕")))
    everything = [line for code in (HOME, OTHER) for line in office.duties(code)]
    commands = [f"/{one.name}" for one in commands_for(role)]
    named = [words for line in everything[::3] for words in (line.code, f"{line.code} đến đâu rồi?", line.title[:60])]
    asked = ["việc nào quá hạn?", "tháng này có việc gì", "việc của Sở Tài chính", "việc của Sở Tư pháp", "tất cả"]
    for me in history.served():
        person.presses(f"speak:{me.officer_id}")
        for words in (*commands, *asked, *named):
            person.says(words)
            history.check_told_to(me, words)
            for value in [one.value for one in person.buttons() if one.value.partition(":")[0] in LOOKS]:
                person.presses(value)
                history.check_told_to(me, f"{words}, {value}")


def next_morning(history: History) -> None:
    """The next day's digests: one for each agency that is served, of what is its own, all told and each once."""
    office = history.office
    office.later(days=1)
    while not office.calendar.is_working(viet_nam_date(office.clock.now())):
        office.later(days=1)
    letters = [letter for letter in letters_for(office, history.person) if "⏰" in letter.heading]
    for letter in letters:
        [told] = [one for one in history.served() if one.agency_short_name in letter.heading]
        assert sum(name in letter.heading for name in NAMES) == 1
        if told.role is not Role.SUPERVISOR:
            history.check_nothing_but(told, letter)
    assert len({letter.heading for letter in letters}) == len(letters)
    history.keep(*letters)
    with office.store.read() as session:
        news = select(News.officer_id, ProgressEntry.duty_id).join(ProgressEntry)
        pairs = [*session.exec(news).all(), *session.exec(select(Reminder.officer_id, Reminder.duty_id)).all()]
        for officer_id, duty_id in pairs:
            to, duty = session.get_one(Officer, officer_id), session.get_one(Duty, duty_id)
            assert to.role is Role.SUPERVISOR or to.agency_id == duty.agency_id
        for reminder in session.exec(select(Reminder).where(Reminder.state == ReminderState.SENT)).all():
            delivery = session.get_one(Delivery, reminder.delivery_id)
            assert (delivery.officer_id, delivery.state) == (reminder.officer_id, DeliveryState.SENT)
        waiting = session.exec(select(Reminder).where(Reminder.state == ReminderState.PLANNED)).all()
        assert all(session.get_one(Officer, one.officer_id).active for one in waiting)
        carried = [session.get_one(Delivery, one.delivery_id) for one in waiting if one.delivery_id]
        assert all(one.due_at > office.clock.now() for one in carried)


def check_acts(office: Office) -> None:
    """Acts of a duty are by officers of its agency, decisions by who never served it; each chat speaks for one."""
    with office.store.read() as session:
        for entry in session.exec(select(ProgressEntry)).all():
            line = duty_lines.get_line(session, entry.duty_id)
            by = session.get_one(Officer, entry.officer_id)
            if by.role is Role.OFFICER:
                assert by.agency_id == line.agency_id
                continue
            whose = list_persons(session, {entry.officer_id})[entry.officer_id]
            for one in whose if entry.change in DECISIONS else ():
                served = session.get_one(Officer, one)
                assert served.agency_id != line.agency_id or served.created_at > entry.at
        chats = session.exec(select(ChatLink)).all()
        for chat_id in {link.chat_id for link in chats}:
            assert sum(link.speaking for link in chats if link.chat_id == chat_id) == 1
