"""Two plans, whatever happened and whatever their readings were corrected to: lists tell the same as figures do."""

import re
from collections import Counter
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cli.json_output.duties import duties_json
from bot.cli.json_output.summary import summary_json
from data.consistency import find_faults
from data.enums import FINISHED, OPEN, CorrectedField, Part, Role, State
from data.errors import Refused
from data.models import Deadline, Participation
from data.plans.storing import corrections
from data.plans.storing.corrections import Ground, NewValue
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.scope import active_plans
from data.rules.viet_nam_time import end_of
from data.schema import open_registry
from data.store import Session
from scheduler.statistics.figures import Figures, count_duties
from scheduler.statistics.headline import compute_headline
from scheduler.statistics.overview import count_overview
from tests import factories as make
from tests.databases.registries import Shelf
from tests.factories import known
from tests.handlers.chat import Office
from tests.handlers.overview.test_equal_figures import (
    ACTS,
    AGENCIES,
    SUPERVISOR,
    _counts_of_workbook,
    _figures,
    _file,
)

DUE = {
    "175/KH-UBND": ("2024-01-31", "2024-02-26", "2024-06-30", None),
    "20/KH-UBND": ("2024-02-24", "2024-03-30", "2024-12-31"),
}
CORRECTIONS = {"move": CorrectedField.DUE_ON, "lead": CorrectedField.LEAD, "cover": CorrectedField.COVERED_BY}
HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(sorted({*ACTS, *CORRECTIONS})),
        st.integers(0, 20),
        st.integers(0, 99),
        st.sampled_from([0, 0, 1, 30]),
    ),
    min_size=5,
    max_size=20,
)
"""What is done, to which duty, a number, and how many days pass before."""
OF_LIST = re.compile(r"chưa xong (\d+), đã xong (\d+)(?:, chờ xác nhận (\d+))?(?:, không phải thực hiện (\d+))?")


def two_plans(url: str) -> None:
    """Three agencies owe each deadline of two plans."""
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
        make.officer(session, rows[0])
        make.officer(session, rows[2], role=Role.SUPERVISOR)
    store.close()


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES)
def test_lists_of_today_and_of_every_day_tell_what_figures_tell(
    shelf: Shelf, history: list[tuple[str, int, int, int]]
) -> None:
    with shelf.lent(two_plans) as store:
        house = Office(store)
        ended: dict[date, list[DutyLine]] = {}
        for act, which, number, days in history:
            house.later(days=days)
            _attempt(house, act, which, number)
            ended[house.clock.today()] = _listed(house)
        assert find_faults(store) == []
        rows = _listed(house)
        whole = count_duties(rows, house.clock.today(), house.calendar)
        _equal_in_json(house, rows, whole)
        _equal_in_the_chat(house, rows)
        assert _counts_of_workbook(_file(house, "xlsx:all"))[None] == _figures(whole)
        house.later(days=40)
        for day, then in ended.items():
            _equal_in_the_past(house, day, then)


def _listed(house: Office) -> list[DutyLine]:
    with house.store.read() as session:
        return duty_lines.list_duties(session)


def _attempt(house: Office, act: str, which: int, number: int) -> None:
    rows = _listed(house)
    row = rows[which % len(rows)]
    try:
        with house.store.write() as session:
            if act in CORRECTIONS:
                _correct(session, row, CORRECTIONS[act], number, house)
            else:
                ACTS[act](session, row, house, number)
    except Refused:
        pass


def _correct(session: Session, row: DutyLine, field: CorrectedField, number: int, house: Office) -> None:
    owed = session.get_one(Deadline, row.deadline_id)
    values = {
        CorrectedField.DUE_ON: date(2024, 1 + number % 12, 1 + number % 28).isoformat(),
        CorrectedField.LEAD: ",".join(AGENCIES[number % 3 :]),
        CorrectedField.COVERED_BY: f"I.{1 + number % 4}",
    }
    ground = Ground("đọc nhầm", "1/CV", house.clock.now(), SUPERVISOR)
    deadline_id = row.deadline_id if field is CorrectedField.DUE_ON else None
    corrections.correct(session, owed.task_id, [NewValue(field, values[field], deadline_id)], ground, "sửa")


def _equal_in_json(house: Office, rows: list[DutyLine], whole: Figures) -> None:
    today = house.clock.today()
    with house.store.read() as session:
        summed = summary_json(count_overview(session, active_plans(session), today, house.calendar), None)
    listed = duties_json(rows, today, house.calendar, set())["duties"]
    assert summed["total"] == len(listed) - whole.not_applicable == whole.total
    assert summed["open_overdue"] == sum(one["overdue"] for one in listed)
    assert summed["reported"] == sum(one["state"] == State.REPORTED for one in listed)
    assert summed["not_applicable"] == sum(one["not_applicable"] for one in listed)
    for name in ("total", "done_on_time", "done_late", "open_overdue", "extended"):
        assert summed[name] == sum(plan[name] for plan in summed["plans"])
    for plan in summed["plans"]:
        of_plan = [row for row in rows if row.plan_number == plan["plan"]]
        assert plan["total"] == count_duties(of_plan, today, house.calendar).total


def _equal_in_the_chat(house: Office, rows: list[DutyLine]) -> None:
    """The figures above each agency's own list, and the agencies that an answer names."""
    for code in AGENCIES:
        told = OF_LIST.search(house.officer(code).says("/nhiemvu tất cả").body)
        states = Counter(row.state for row in rows if row.agency_code == code)
        expected = [
            sum(states[one] for one in OPEN),
            states[State.DONE],
            states[State.REPORTED],
            states[State.NOT_APPLICABLE],
        ]
        assert told
        assert [int(found or 0) for found in told.groups()] == expected
    asker = house.officer("snv", Role.SUPERVISOR)
    for code in ("I.4", "I.1"):
        open_ = {row.agency_code for row in rows if row.code == code and row.state not in FINISHED}
        if {row.plan_number for row in rows if row.code == code} == {"175/KH-UBND"} and open_:
            said = asker.says(f"cơ quan nào chưa nộp {code}").body
            assert all(f"Cơ quan {one}" in said for one in open_), said


def _equal_in_the_past(house: Office, day: date, then: list[DutyLine]) -> None:
    with house.store.read() as session:
        scope, until = active_plans(session), end_of(day)
        listed = duty_lines.list_as_of(session, scope.ids, until)
        assert [(row.id, row.state, row.first_due_on, row.due_on, row.completed_on) for row in listed] == [
            (row.id, row.state, row.first_due_on, row.due_on, row.completed_on) for row in then
        ]
        expected = count_duties(then, day, house.calendar)
        for count in (compute_headline, count_overview):
            assert count(session, scope, day, house.calendar, until=until).whole == expected
