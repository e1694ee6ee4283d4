"""Random histories of three plans: what officers and supervisors do, readings corrected, plans closed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st

from data.enums import CorrectedField, JudgedBy, Part, Role
from data.errors import Refused
from data.models import Deadline, Participation
from data.plans.storing import corrections
from data.plans.storing.corrections import Ground, NewValue
from data.registry.duties import duty_lines, extensions, progress
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.registry.duties.progress_entries import Actor
from data.registry.plans import exemptions, plan_closing, plans
from data.schema import open_registry
from data.store import Session
from tests import factories as make
from tests.factories import known
from tests.handlers.chat import Office

AGENCIES = ("stp", "stc", "snv")
OFFICER, SUPERVISOR = Actor(1, "chat"), Actor(2, "chat")
"""Officer of the first agency, supervisor of the last."""
DUE = {
    "175/KH-UBND": ("2024-01-31", "2024-02-26", "2024-06-30", None),
    "20/KH-UBND": ("2024-02-24", "2024-03-30", "2024-12-31"),
    "33/KH-UBND": ("2024-02-29", None),
}
"""Dates of the tasks I.1, I.2, … of each plan: codes are the same in all of them."""

Act = Callable[[Session, DutyLine, Office, int], object]


def several_plans(url: str) -> None:
    """Three agencies owe each deadline of three plans, of which the last is judged by receipt."""
    store = open_registry(url)
    with store.write() as session:
        rows = [make.agency(session, code, f"Cơ quan {code}") for code in AGENCIES]
        for number, days in DUE.items():
            plan = make.plan(session, number)
            for place, day in enumerate(days):
                owed = make.deadline(session, plan, date.fromisoformat(day) if day else None, code=f"I.{place + 1}")
                for agency in rows:
                    make.duty(session, agency, owed)
                    session.add(Participation(task_id=owed.task_id, agency_id=known(agency.id), part=Part.LEAD))
        plan.judged_by = JudgedBy.RECEIVED
        make.officer(session, rows[0])
        make.officer(session, rows[2], role=Role.SUPERVISOR)
    store.close()


def _document(at: Office, n: int) -> Document:
    """A document of some day of the last three months; now and then there is none."""
    if n % 7 == 0:
        return Document(none_because="đã họp")
    return Document(f"{n}/KH", at.clock.today() - timedelta(n))


def _correct(of: CorrectedField, value: Callable[[int], str]) -> Act:
    def act(session: Session, row: DutyLine, at: Office, number: int) -> None:
        task_id = session.get_one(Deadline, row.deadline_id).task_id
        deadline_id = row.deadline_id if of is CorrectedField.DUE_ON else None
        ground = Ground("đọc nhầm", "1/CV", at.clock.now(), SUPERVISOR)
        corrections.correct(session, task_id, [NewValue(of, value(number), deadline_id)], ground, "sửa")

    return act


def _close(session: Session, row: DutyLine, at: Office, _number: int) -> None:
    plan_closing.close(session, row.plan_id, now=at.clock.now(), actor="test")


def _reopen(session: Session, _row: DutyLine, at: Office, number: int) -> None:
    every = plans.list_plans(session)
    plan_closing.reopen(session, every[number % len(every)].id, now=at.clock.now(), actor="test")


ACTS: dict[str, Act] = {
    "advance": lambda s, row, at, n: progress.advance(s, row.id, row.version, n, OFFICER, at.clock.now()),
    "report": lambda s, row, at, n: progress.report(
        s, row.id, row.version, _document(at, n), OFFICER, at.clock.now(), at.clock.today()
    ),
    "confirm": lambda s, row, at, _n: progress.confirm(s, row.id, row.version, SUPERVISOR, at.clock.now()),
    "send back": lambda s, row, at, _n: progress.send_back(
        s, row.id, row.version, "thiếu phụ lục", SUPERVISOR, at.clock.now()
    ),
    "undo": lambda s, row, at, n: progress.undo(
        s, row.id, row.version, SUPERVISOR if n % 2 else OFFICER, at.clock.now()
    ),
    "note": lambda s, row, at, _n: progress.add_note(s, row.id, "đang lấy ý kiến", OFFICER, at.clock.now()),
    "ask": lambda s, row, at, n: extensions.request(
        s, row.id, at.clock.today() + timedelta(n), "chờ ý kiến", OFFICER, at.clock.now()
    ),
    "agree": lambda s, row, at, _n: extensions.agree(s, row.id, row.version, SUPERVISOR, at.clock.now()),
    "refuse": lambda s, row, at, _n: extensions.refuse(
        s, row.id, row.version, "không đủ căn cứ", SUPERVISOR, at.clock.now()
    ),
    "exempt": lambda s, row, at, n: exemptions.exempt(
        s,
        row.id,
        row.version,
        "không phát sinh",
        ("3/CV", at.clock.today()) if n % 2 else None,
        SUPERVISOR,
        at.clock.now(),
    ),
    "propose": lambda s, row, at, _n: exemptions.request(s, row.id, "không phát sinh", OFFICER, at.clock.now()),
    "accept": lambda s, row, at, _n: exemptions.agree(s, row.id, row.version, SUPERVISOR, at.clock.now()),
    "owe again": lambda s, row, at, _n: exemptions.take_back(
        s, row.id, row.version, "có phát sinh", SUPERVISOR, at.clock.now()
    ),
    "move": _correct(CorrectedField.DUE_ON, lambda n: date(2024, 1 + n % 12, 1 + n % 28).isoformat()),
    "lead": _correct(CorrectedField.LEAD, lambda n: ",".join(AGENCIES[n % 3 :])),
    "cover": _correct(CorrectedField.COVERED_BY, lambda n: f"I.{1 + n % 4}"),
    "judge": _correct(CorrectedField.JUDGED_BY, lambda n: list(JudgedBy)[n % 2].value),
    "name": _correct(CorrectedField.TITLE, lambda n: f"Kế hoạch kiểm tra {n}"),
    "close": _close,
    "reopen": _reopen,
}
"""What is done to a duty, or with its task or plan; a number chooses how."""

HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(sorted(ACTS)), st.integers(0, 26), st.integers(0, 99), st.sampled_from([0, 0, 1, 1, 30])
    ),
    min_size=5,
    max_size=25,
)
"""What is done, to which duty, a number, and how many days pass before."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it ended: the duties of the plans that were active then, and these plans, the latest first."""

    rows: list[DutyLine] = field(default_factory=list)
    plans: tuple[str, ...] = ()


def live(house: Office, history: list[tuple[str, int, int, int]]) -> dict[date, Day]:
    """Do what can be done of a history; return each of its days as it ended."""
    ended: dict[date, Day] = {}
    rows = today(house).rows
    for act, which, number, days in history:
        house.later(days=days)
        rows = today(house).rows or rows
        try:
            with house.store.write() as session:
                ACTS[act](session, rows[which % len(rows)], house, number)
        except Refused:
            pass
        ended[house.clock.today()] = today(house)
    return ended


def today(house: Office) -> Day:
    """The duties of the active plans as they are."""
    with house.store.read() as session:
        active = tuple(plan.number for plan in plans.list_plans(session) if plan.active)
        return Day(duty_lines.list_duties(session), active)
