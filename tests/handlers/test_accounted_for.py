"""Whatever somebody taps or types: what changes a record leaves an entry: before or after, by whom and where.

Only what may be typed is listed by hand: buttons are those of the routes and the screens, questions those that
were asked.
"""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from sqlmodel import col, select

from data.enums import Role
from data.models import Dialogue
from handlers.base.callback_data.codec import decode
from handlers.base.steps import Step
from handlers.dispatch.routes import BUTTONS, COMMANDS
from tests.files import PDF
from tests.handlers.accounting import Unit, watched
from tests.handlers.chat import REFUSED, Office, Person
from tests.handlers.dispatch.test_roles import sample
from tests.handlers.steps import Steps

TYPED = {
    Step.DOCUMENT: ("12/KH-UBND 26/02/2024", "không có"),
    Step.PERCENT: ("50% đang lấy ý kiến",),
    Step.NOTE: ("đang chờ ý kiến của Sở Tài chính",),
    Step.DUTY_OF_FILES: ("II.3",),
    Step.RETURN_REASON: ("thiếu phụ lục kèm theo",),
    Step.EXTENSION: ("15/03/2024 chờ ý kiến của Sở Tài chính",),
    Step.REFUSAL_REASON: ("đã gia hạn một lần rồi",),
    Step.EXEMPTION: ("không phát sinh, 45/SNV-CCHC 20/02/2024",),
    Step.EXEMPTION_WISH: ("đã gộp vào kế hoạch chung của tỉnh",),
    Step.EXEMPTION_REFUSAL: ("vẫn thuộc trách nhiệm của cơ quan",),
    Step.OWED_AGAIN: ("đã rà soát lại",),
    Step.CORRECTION: (
        "Sở Tài chính, 581/BNV-CCHC 20/02/2024, đọc sai cột",
        "Báo cáo, 581/BNV-CCHC 20/02/2024, sai tên",
    ),
    Step.RESULT: ("14 quyết định, 112 thủ tục hành chính",),
    Step.EARLIER: ("12/KH-UBND 20/02/2024", "tất cả"),
    Step.TASK_NOTE: ("đã gửi góp ý",),
    Step.HOUR: ("9",),
    Step.PAUSE_END: ("15/03/2024",),
    Step.SNOOZE_DAY: ("27/02/2024",),
    Step.EXTERNAL_DEADLINE: ("20/03/2024 581/BNV-CCHC 20/02/2024",),
}
"""What is typed at each question. Those that wait for a yes are answered by their buttons."""
BY_BUTTONS = {Step.FILE, Step.SWITCH_OFFICE, Step.REPORTS, Step.PROPOSAL}
"""Questions answered by a tap or a file."""
YES = {"record", "recordall", "recordone", "mend", "aside", "planended", "planopened"}
ENDING = {"eraseme", "leaveoffice"}
"""What ends the walk: the chat is nobody's afterwards."""
SENTENCES = (
    "II.3 xong rồi, 12/KH-UBND 26/02/2024",
    "II.1 được 50%",
    "II.1, II.3 xong rồi",
    "nhắc Sở Tư pháp nộp báo cáo TC.1",
)
TIMES, DEEPEST = 2, 4
"""How often a verb is tapped and a question answered by one person, and after how many steps."""


@dataclass
class Walk:
    """The walk of one person over everything that can be tapped; `wrote` are the keys that changed a record."""

    person: Person
    turns: int = 0
    wrote: dict[str, Unit] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    answered: set[str] = field(default_factory=set)
    waiting: "deque[tuple[str, ...]]" = field(default_factory=deque)

    ending: "deque[tuple[str, ...]]" = field(default_factory=deque)

    def over(self, first: Sequence[tuple[str, ...]]) -> None:
        """Go over all ways from `first`; a way is what is tapped (">…") and typed, one after another."""
        self.waiting.extend(first)
        while self.waiting or self.ending:
            self._go((self.waiting or self.ending).popleft())

    def _go(self, way: tuple[str, ...]) -> None:
        for step in way[:-1]:
            self._do(step)
        key = self._do(way[-1])
        if self.person.screen.body.startswith(REFUSED):
            return
        self._follow(way, key)

    def _do(self, step: str) -> str:
        self.turns += 1
        asked = self._question()
        with watched(self.person.office.store) as unit:
            if step.startswith(">"):
                self.person.presses(self._as_shown(step[1:]))
            elif step == "📎":
                self.person.sends("KH 12.pdf", PDF)
            else:
                self.person.says(step)
        payload = decode(step[1:]) if step.startswith(">") else None
        key = payload.key if payload else f"typed at {asked}" if asked else "typed"
        if unit.changed:
            self.wrote.setdefault(key, unit)
        if fault := unit.fault():
            self.faults.setdefault(key, fault)
        if asked and not step.startswith(">"):
            self.answered.add(asked)
        return key

    def _as_shown(self, value: str) -> str:
        """What a button carries now: a yes is to what was shown last."""
        payload = decode(value)
        if payload is None or payload.key not in YES:
            return value
        return next((one.value for one in self.person.buttons() if one.value.split(":")[0] == payload.key), value)

    def _follow(self, way: tuple[str, ...], key: str) -> None:
        """Queue what is new after a way: buttons with a verb not tapped from such a screen, and typed answers."""
        for button in self.person.buttons():
            payload = decode(button.value)
            verb = payload.key if payload else ""
            told = f"{key} > {verb}" if verb in YES else verb
            if self.seen[told] < TIMES and len(way) < DEEPEST:
                self.seen[told] += 1
                (self.ending if verb in ENDING else self.waiting).append((*way, f">{button.value}"))
        asked = self._question()
        if asked and self.seen[f"? {asked}"] < TIMES and len(way) < DEEPEST:
            self.seen[f"? {asked}"] += 1
            for text in (*TYPED.get(Step(asked), ()), *(("📎",) if asked == Step.FILE else ())):
                self.waiting.append((*way, text))

    def _question(self) -> str:
        with self.person.office.store.read() as session:
            found = session.exec(
                select(Dialogue.step).where(col(Dialogue.chat_id) == self.person.chat.chat_id)
            ).first()
        return found or ""


def walk(office: Office, person: Person) -> Walk:
    owed = office.duties()
    duty = next((row for row in owed if row.code == "II.3"), owed[0])  # it may have got another lead meanwhile
    begun = Walk(person)
    begun.over(
        [(f"/{route.key}",) for route in COMMANDS]
        + [(f">{sample(tap.key, duty.id, duty.deadline_id)}",) for tap in BUTTONS if tap.key not in ENDING]
        + [(sentence,) for sentence in SENTENCES]
        + [("📎",)]
    )
    return begun


WROTE = {
    "officer": {"record", "undo", "until", "keep", "setpause", "newfeed"},
    "head": {"record", "undo", "sethour"},
    "supervisor": {"record", "agree", "agreeexempt", "confirms", "undos", "urge", "typed at date", "planended"},
    "coordinator": {"record", "typed at tasknote", "attach", "undo"},
    "administrator": {"record", "typed at date", "sethour", "undo"},
}
"""Some of what must have been found to change a record: a walk that finds nothing proves nothing."""

WALKERS: dict[str, Callable[[Steps], Person]] = {
    "officer": lambda steps: steps.officer,
    "head": lambda steps: steps.office.officer("stp", Role.HEAD, name="Lãnh đạo"),
    "supervisor": lambda steps: steps.supervisor,
    "coordinator": lambda steps: steps.coordinator,
    "administrator": lambda steps: steps.office.officer("snv", Role.ADMIN, name="Quản trị"),
}


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("who", WALKERS)
def test_whatever_is_tapped_or_typed_leaves_its_entry(steps: Steps, who: str) -> None:
    steps.office.public_url, steps.office.has_page = "https://nhacviec.vidu.vn", True
    steps.office.restart()
    found = walk(steps.office, WALKERS[who](steps))
    assert found.faults == {}
    assert found.wrote.keys() >= WROTE[who], "the walk no longer reaches what it reached"
