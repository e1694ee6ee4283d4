"""Three plans, whatever happened and whatever their readings were corrected to: lists tell the same as figures do."""

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings

from bot.cli.json_output.duties import duties_json
from bot.cli.json_output.summary import summary_json
from data.consistency import find_faults
from data.enums import FINISHED, OPEN, Role, State
from data.errors import NoFigures
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.scope import active_plans
from scheduler.statistics.as_of import plans_as_of
from scheduler.statistics.figures import Figures, count_duties
from scheduler.statistics.headline import compute_headline
from scheduler.statistics.overview import count_overview
from tests.databases.registries import Shelf
from tests.handlers.chat import Office
from tests.handlers.overview.histories import AGENCIES, HISTORIES, Day, live, several_plans, today
from tests.handlers.overview.test_equal_figures import _counts_of_workbook, _figures, _file

OF_LIST = re.compile(r"chưa xong (\d+), đã xong (\d+)(?:, chờ xác nhận (\d+))?(?:, không phải thực hiện (\d+))?")


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES)
@example([("close", 0, 0, 0), ("close", 0, 0, 1), ("reopen", 0, 0, 1), ("close", 0, 0, 1), ("close", 0, 0, 0)])
def test_lists_of_today_and_of_every_day_tell_what_figures_tell(
    shelf: Shelf, history: list[tuple[str, int, int, int]]
) -> None:
    with shelf.lent(several_plans) as store:
        house = Office(store)
        ended = live(house, history)
        assert find_faults(store) == []
        if (now := today(house)).plans:
            whole = count_duties(now.rows, house.clock.today(), house.calendar)
            _equal_in_json(house, now.rows, whole)
            _equal_in_the_chat(house, now.rows)
            assert _counts_of_workbook(_file(house, "xlsx:all"))[None] == _figures(whole)
        house.later(days=40)
        for day, then in ended.items():
            _equal_in_the_past(house, day, then)


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
        states = Counter(row.state for row in rows if row.agency_code == code)
        expected = [
            sum(states[one] for one in OPEN),
            states[State.DONE],
            states[State.REPORTED],
            states[State.NOT_APPLICABLE],
        ]
        told = OF_LIST.search(house.officer(code).says("/nhiemvu tất cả").body)
        assert [int(found or 0) for found in (told.groups() if told else (0,) * 4)] == expected
    asker = house.officer("snv", Role.SUPERVISOR)
    for code in ("I.4", "I.1"):
        open_ = {row.agency_code for row in rows if row.code == code and row.state not in FINISHED}
        if {row.plan_number for row in rows if row.code == code} == {"175/KH-UBND"} and open_:
            said = asker.says(f"cơ quan nào chưa nộp {code}").body
            assert all(f"Cơ quan {one}" in said for one in open_), said


def _equal_in_the_past(house: Office, day: date, then: Day) -> None:
    with house.store.read() as session:
        if not then.plans:
            with pytest.raises(NoFigures):
                plans_as_of(session, day, house.clock.today())
            return
        scope, at = plans_as_of(session, day, house.clock.today())
        assert scope.numbers == then.plans
        listed = duty_lines.list_as_of(session, scope.ids, at.until or house.clock.now())
        assert _facts(listed) == _facts(then.rows)
        expected = count_duties(then.rows, day, house.calendar)
        for count in (compute_headline, count_overview):
            assert count(session, scope, day, house.calendar, until=at.until).whole == expected


def _facts(rows: list[DutyLine]) -> set[tuple[object, ...]]:
    return {(row.id, row.state, row.first_due_on, row.due_on, row.agreed_on, row.completed_on) for row in rows}
