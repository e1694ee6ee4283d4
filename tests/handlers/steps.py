"""Every question that waits for words: how it is opened, and by whom."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from data.enums import Role
from data.store import Store
from tests.databases.registries import built_on, with_plan_175
from tests.files import PDF
from tests.handlers.chat import Office, Person

FREE = (
    *("none", "reason", "page", "extension", "refusal", "note", "tasknote"),
    *("exemptwish", "exemptrefusal", "owedagain", "result"),
)
"""Those that take any words at all."""

FORMED = (
    "document",
    "exempt",
    "correction",
    "earlier",
    "percent",
    "file",
    "whose",
    "later",
    "date",
    "hour",
    "pause",
    "snooze",
)
"""Those that ask for something of a certain form."""


_CHATS = ("step-officer", "step-supervisor", "step-coordinator")


@built_on(with_plan_175)
def with_steps(url: str) -> None:
    """Make a registry with plan 175 one in which each of these questions can be asked (`Steps`)."""
    store = Store(url)
    office = Office(store)
    officer = office.officer("stp", chat_id=_CHATS[0])
    supervisor = office.officer("snv", Role.SUPERVISOR, name="Giám sát", chat_id=_CHATS[1])
    office.officer("stc", name="Cán bộ tài chính", chat_id=_CHATS[2])
    for code in ("II.4", "II.5"):
        officer.presses(f"done:{_at(office, code)}")
        officer.says("12/KH-UBND 26/02/2024")
    officer.presses(f"extend:{office.duty('II.2').id}")
    officer.records("15/03/2024 chờ ý kiến")
    officer.presses(f"exempt:{_at(office, 'TC.1')}")
    officer.records("đã gộp vào kế hoạch chung của tỉnh")
    supervisor.presses(f"exempt:{_at(office, 'TC.1', 'stc')}")
    supervisor.records("không phát sinh, 45/SNV-CCHC 20/02/2024")
    store.close()


def _at(office: Office, code: str, of: str = "stp") -> str:
    duty = office.duty(code, of)
    return f"{duty.id}:{duty.version}"


@dataclass
class Steps:
    """An office, `with_steps`, in which each of these questions can be asked again and again."""

    office: Office
    officer: Person = field(init=False)
    supervisor: Person = field(init=False)
    coordinator: Person = field(init=False)
    _openers: dict[str, Callable[[], Person]] = field(init=False)

    def __post_init__(self) -> None:
        self.officer, self.supervisor, self.coordinator = (self.office.stranger(chat_id=chat) for chat in _CHATS)
        tapped: dict[str, tuple[Person, Callable[[], str]]] = {
            "document": (self.officer, lambda: f"done:{_at(self.office, 'II.3')}"),
            "percent": (self.officer, lambda: f"progress:{_at(self.office, 'II.3')}"),
            "note": (self.officer, lambda: f"note:{self._id('II.3')}"),
            "file": (self.officer, lambda: f"files:{self._id('II.3')}:0"),
            "later": (self.officer, lambda: f"extend:{self._id('II.3')}"),
            "extension": (self.officer, lambda: f"extend:{self._id('II.3')}:2024-03-15"),
            "hour": (self.officer, lambda: "hour:"),
            "pause": (self.officer, lambda: "pause:"),
            "snooze": (self.officer, lambda: f"snooze:{self._id('II.3')}"),
            "reason": (self.supervisor, lambda: f"return:{_at(self.office, 'II.4')}"),
            "refusal": (self.supervisor, lambda: f"refuse:{_at(self.office, 'II.2')}"),
            "date": (self.supervisor, lambda: f"date:{self.office.duty('I.1', 'snv').deadline_id}"),
            "exempt": (self.supervisor, lambda: f"exempt:{_at(self.office, 'II.3')}"),
            "correction": (self.supervisor, lambda: f"fixfield:{self._id('II.3')}:lead"),
            "earlier": (self.officer, lambda: "earlier:"),
            "result": (self.coordinator, lambda: f"result:{self.office.duty('VI.3', 'stc').id}"),
            "exemptwish": (self.officer, lambda: f"exempt:{_at(self.office, 'II.3')}"),
            "exemptrefusal": (self.supervisor, lambda: f"refuseexempt:{_at(self.office, 'TC.1')}"),
            "owedagain": (self.supervisor, lambda: f"owedagain:{_at(self.office, 'TC.1', 'stc')}"),
            "tasknote": (self.coordinator, lambda: f"tasknote:{self.office.duty('II.3').deadline_id}"),
        }
        self._openers = {step: partial(self._taps, by, tap) for step, (by, tap) in tapped.items()}
        self._openers |= {"none": self._none, "whose": self._whose, "page": self._page}

    def open(self, step: str) -> Person:
        """Asks the question; returns whom it is asked."""
        return self._openers[step]()

    def _taps(self, person: Person, value: Callable[[], str]) -> Person:
        person.presses(value())
        return person

    def _none(self) -> Person:
        self.open("document").says("không có")
        return self.officer

    def _whose(self) -> Person:
        self.officer.says("/toi")
        self.officer.sends("KH 12.pdf", PDF)
        return self.officer

    def _page(self) -> Person:
        self.supervisor.says("/tonghop chờ xác nhận")
        self.supervisor.taps("↩️ Trả lại cả trang")
        return self.supervisor

    def _id(self, code: str) -> int:
        return self.office.duty(code).id
