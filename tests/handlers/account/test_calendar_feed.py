"""Whatever changes an event of a calendar, its SEQUENCE rises and never falls (RFC 5545, 3.8.7.4)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from data.enums import CorrectedField, DayKind, Role
from data.errors import Refused
from data.models import Correction, DayOff, Task
from data.plans.draft import PlanDraft
from data.plans.reading import read_plan
from data.plans.storing.apply import apply
from data.registry.duties import duty_lines, extensions, progress, revisions
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.registry.duties.progress_entries import Actor
from data.registry.office import agencies, audit
from data.registry.office.working_calendar import working_calendar
from data.registry.plans import external_deadlines, task_lines
from data.seeds import seed
from data.store import Session
from handlers.views.account import calendar_feed
from handlers.views.plans.remarks import for_registry
from tests import factories as make
from tests.data.plans.drafts import moved, rewritten
from tests.databases.registries import PLAN_175, Shelf, with_plan_175
from tests.handlers.chat import Office

OFFICER, SUPERVISOR = Actor(1, "chat"), Actor(2, "chat")
SAID = ("DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES")
"""What of an event its reader sees, beside the alarms."""

Act = Callable[[Session, DutyLine, Office, int], object]


def _report(session: Session, row: DutyLine, at: Office, n: int) -> None:
    document = Document(f"{n + 1}/KH", at.clock.today() - timedelta(n))
    progress.report(session, row.id, row.version, document, OFFICER, at.clock.now(), at.clock.today())


def _read_again(session: Session, row: DutyLine, at: Office, n: int) -> None:
    """The plan comes with another title, or another date."""
    draft = _draft()
    changed = rewritten(draft, row.code, lambda task: replace(task, title=f"{task.title} {n}"))
    if row.due_on and n % 2:
        changed = rewritten(draft, row.code, moved(row.due_on + timedelta(n)))
    apply(session, changed, now=at.clock.now(), actor="test")


def _date(session: Session, _row: DutyLine, at: Office, n: int) -> None:
    owed = next(one for one in duty_lines.list_duties(session) if one.code == "I.1")
    seen = external_deadlines.find(session, owed.deadline_id)
    day = date(2024, 5, 1) + timedelta(n)
    external_deadlines.set_date(session, seen, day, "9/BNV", officer_id=2, now=at.clock.now())


def _correct(session: Session, row: DutyLine, at: Office, n: int) -> None:
    """As whoever corrects a reading does: the task, and the line that says so."""
    task = session.get(Task, task_lines.get_task(session, row.deadline_id).task_id)
    assert task
    session.add(
        Correction(
            task_id=make.known(task.id),
            field=CorrectedField.TITLE,
            before=task.title,
            after=f"đã sửa {n}",
            reason="gõ nhầm",
            document_number="1/SNV",
            at=at.clock.now(),
            officer_id=2,
            channel="chat",
        )
    )
    task.title = f"đã sửa {n}"
    session.add(task)


def _enter_day_off(session: Session, row: DutyLine, at: Office, _n: int) -> None:
    """As `days import` does."""
    if row.due_on and session.get(DayOff, row.due_on) is None:
        session.add(DayOff(day=row.due_on, kind=DayKind.OFF, name="nghỉ bù", document="1/TTg"))
        audit.record_action(session, now=at.clock.now(), actor="days import", action="days.enter", subject="1")


ACTS: dict[str, Act] = {
    "advance": lambda s, row, at, n: progress.advance(s, row.id, row.version, n, OFFICER, at.clock.now()),
    "report": _report,
    "confirm": lambda s, row, at, _n: progress.confirm(s, row.id, row.version, SUPERVISOR, at.clock.now()),
    "undo": lambda s, row, at, _n: progress.undo(s, row.id, row.version, OFFICER, at.clock.now()),
    "ask": lambda s, row, at, n: extensions.request(
        s, row.id, at.clock.today() + timedelta(n + 40), "chờ ý kiến", OFFICER, at.clock.now()
    ),
    "agree": lambda s, row, at, _n: extensions.agree(s, row.id, row.version, SUPERVISOR, at.clock.now()),
    "read again": _read_again,
    "date": _date,
    "correct": _correct,
    "day off": _enter_day_off,
    "nothing": lambda *_: None,
}
HISTORIES = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 5), st.integers(0, 30), st.sampled_from([0, 1, 30])),
    min_size=4,
    max_size=9,
)
"""What is done, to which of a few duties, a number, and how many days pass before."""
CODES = ("I.2", "I.5", "IV.1", "TC.1", "TC.2", "TC.3")


def _draft() -> PlanDraft[str]:
    return for_registry(read_plan(seed(PLAN_175)))


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES)
def test_what_changes_an_event_raises_its_sequence(shelf: Shelf, history: list[tuple[str, int, int, int]]) -> None:
    with shelf.lent(with_plan_175) as store:
        house = Office(store)
        house.officer("snv")
        house.officer("snv", Role.SUPERVISOR)
        before = _events(house)
        for act, which, number, days in history:
            house.later(days=days, minutes=1)
            _attempt(house, ACTS[act], CODES[which], number)
            after = _events(house)
            for uid in before.keys() & after.keys():
                was, became = before[uid], after[uid]
                assert became["SEQUENCE"] >= was["SEQUENCE"]
                assert became["LAST-MODIFIED"].dt >= was["LAST-MODIFIED"].dt
                if _said(was) != _said(became):
                    assert became["SEQUENCE"] > was["SEQUENCE"], act
                    assert became["LAST-MODIFIED"].dt > was["LAST-MODIFIED"].dt, act
            before = after


def _attempt(house: Office, act: Act, code: str, number: int) -> None:
    with house.store.read() as session:
        row = next(one for one in duty_lines.list_duties(session, codes=[code]) if one.agency_code == "snv")
    try:
        with house.store.write() as session:
            act(session, row, house, number)
    except Refused:
        pass


def _events(house: Office) -> dict[str, Any]:
    """The events of Sở Nội vụ, by their names."""
    with house.store.read() as session:
        agency = agencies.find(session, "snv")
        rows, revised = duty_lines.list_by_agency(session, agency.id), revisions.list_by_agency(session, agency.id)
        calendar = working_calendar(session)
    file = calendar_feed.build_feed(agency, rows, revised, house.clock.now(), calendar)
    return {str(one["UID"]): one for one in Calendar.from_ical(file).walk("VEVENT")}


def _said(event: Any) -> list[bytes]:
    alarms = [alarm["TRIGGER"].to_ical() for alarm in event.walk("VALARM")]
    return [event[name].to_ical() for name in SAID] + alarms
