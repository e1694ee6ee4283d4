"""Three plans, whatever happened: reports, pictures, calendars, the board and messages tell what lists tell."""

import asyncio
import re
from collections import Counter
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import docx
import icalendar
from hypothesis import HealthCheck, example, given, settings

from data.enums import OPEN, ReportKind, Role, State
from data.registry.board.choice import Chosen
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.plans import plans
from data.registry.plans.scope import active_plans
from data.registry.statistics import tallies
from data.rules import report_periods
from data.rules.stages import Policy
from data.rules.standing import OWED, Standing
from data.store import Session
from handlers.overview.exports import make_report
from handlers.views.base.names import state_name
from handlers.views.overview import charts
from handlers.views.overview.report.wording import STANDINGS
from handlers.views.pushes.messages import render_message
from scheduler.context import Planning
from scheduler.planning.digest import DigestFacts
from scheduler.planning.weekly_summaries import SummaryFacts
from scheduler.sending.postman import Postman
from scheduler.statistics.as_of import AsOf, plans_as_of
from scheduler.statistics.board import count_board
from scheduler.statistics.burn_up import compute_burn_up
from scheduler.statistics.figures import NONE, count_duties
from scheduler.statistics.months import count_months
from scheduler.statistics.overview import count_overview
from scheduler.tick import tick
from tests.databases.registries import Shelf
from tests.handlers.chat import Office
from tests.handlers.overview.histories import AGENCIES, HISTORIES, Day, live, several_plans, today
from tests.handlers.overview.test_summary import figures
from tests.scheduler.office import CHANNELS, Postbox, morning

IN_WORDS = "|".join(STANDINGS.values())
TOLD = re.compile(rf"({IN_WORDS}) (\d+) \(")
"""A figure of a sentence of the report."""
SUBJECT = re.compile(r"(\d+) việc (quá hạn|đến hạn tuần này|sắp đến hạn|cần theo dõi)")


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES)
@example([("report", 3, 1, 0), ("confirm", 3, 0, 1), ("exempt", 5, 1, 0), ("report", 12, 7, 0), ("close", 20, 0, 1)])
def test_files_and_messages_tell_what_lists_tell(shelf: Shelf, history: list[tuple[str, int, int, int]]) -> None:
    with shelf.lent(several_plans) as store:
        house = Office(store)
        ended = live(house, history)
        now = today(house)
        _equal_in_files(house, house.clock.today(), now)
        _equal_in_calendars(house, now)
        _equal_on_the_board(house, now)
        asyncio.run(_equal_in_messages(house, now))
        house.later(days=40)
        for day, then in list(ended.items())[-1:]:
            _equal_in_files(house, day, then)


def _equal_in_files(house: Office, day: date, told: Day) -> None:
    """The report of each plan, and the pictures of all."""
    if not told.plans:
        return
    with house.store.read() as session:
        _scope, at = plans_as_of(session, day, house.clock.today())
        for number in told.plans:
            rows = [row for row in told.rows if row.plan_number == number]
            _equal_in_report(house, session, number, at, rows, None)
        own = [row for row in rows if row.agency_code == "stc"]
        _equal_in_report(house, session, number, at, own, "stc")
        for agency in (None, "snv"):
            _equal_in_pictures(
                house, session, at, [row for row in told.rows if agency in (None, row.agency_code)], agency
            )


def _expected(house: Office, rows: list[DutyLine], day: date) -> dict[Standing, int]:
    counted = count_duties(rows, day, house.calendar)
    return {found: counted.of(found) for found in Standing}


def _equal_in_report(
    house: Office, session: Session, number: str, at: AsOf, rows: list[DutyLine], agency: str | None
) -> None:
    """Each table of figures, each sentence above it, and the deadlines told with all who owe them."""
    plan = plans.find(session, number)
    issuer = agencies.find(session, agency) if agency else None
    period = report_periods.period(plan, ReportKind.HALF_YEAR)
    made = docx.Document(BytesIO(make_report(session, plan, issuer, period, at, house.calendar)))
    expected = _expected(house, rows, at.day)
    (fields,) = (table for table in made.tables if table.cell(0, 0).text == "Lĩnh vực")
    total = [int(cell.text) for cell in fields.rows[-1].cells[1:]]
    assert total == [sum(expected[found] for found in OWED), *(expected[found] for found in STANDINGS)]
    said = [paragraph.text for paragraph in made.paragraphs]
    owed = {found: expected[found] for found in OWED if expected[found]}
    assert _figures_in(next((one for one in said if one.startswith("Tính đến ngày")), "")) == owed
    by_level = [_figures_in(one) for one in said if re.match(r"- .* cơ quan\): \d+ ", one)]
    assert not by_level or sum(by_level, Counter()) == owed
    assert _rows_of_annex(made) == len({row.deadline_id for row in rows})


def _figures_in(sentence: str) -> Counter[Standing]:
    """The figures of a sentence by standing."""
    names = {words: found for found, words in STANDINGS.items()}
    return Counter({names[words]: int(count) for words, count in TOLD.findall(sentence)})


def _rows_of_annex(made: Any) -> int:
    """The deadlines in the table of tasks, which stands in the report or in its annex."""
    (table,) = (one for one in made.tables if "Nhiệm vụ, sản phẩm" in [cell.text for cell in one.rows[0].cells])
    return sum(len({cell.text for cell in row.cells}) > 1 for row in table.rows[1:])


def _equal_in_pictures(house: Office, session: Session, at: AsOf, rows: list[DutyLine], code: str | None) -> None:
    """The bars of each picture add up to the figures; the curves of the year end at what was planned and done."""
    agency = agencies.find(session, code) if code else None
    scope, _at = plans_as_of(session, at.day, house.clock.today())
    of = agency.id if agency else None
    counted = count_overview(session, scope, at.day, house.calendar, of, until=at.until)
    year = compute_burn_up(tallies.count_by_dates(session, scope.ids, of, until=at.until))
    expected = _expected(house, rows, at.day)
    drawn: list[Any] = [charts.standings(counted, agency), charts.levels(counted), charts.tasks(counted, agency)]
    for picture in drawn:
        bars = [counts for _name, _note, counts in picture.keywords["rows"]]
        assert [sum(column) for column in zip(*bars, strict=True)] == [expected[found] for found in OWED] or not rows
    curves: Any = charts.whole_year(counted, year, agency)
    dated = [row for row in rows if row.first_due_on and row.state is not State.NOT_APPLICABLE]
    done = [row for row in dated if row.state is State.DONE]
    ends = [steps[-1][1] if steps else 0 for steps in (curves.keywords["planned"], curves.keywords["done"])]
    assert ends == [len(dated), len(done)]
    assert len(done) == expected[Standing.DONE_ON_TIME] + expected[Standing.DONE_LATE]


def _equal_on_the_board(house: Office, now: Day) -> None:
    """The board's tables, months and curves, of all agencies and of one."""
    if not now.plans:
        return
    with house.store.read() as session:
        for code in (None, "snv"):
            agency_id = agencies.find(session, code).id if code else None
            scope, day = active_plans(session), house.clock.today()
            chosen = Chosen(tuple(scope.ids), agency_id)
            board = count_board(session, scope, chosen, day, house.calendar)
            rows = [row for row in now.rows if code in (None, row.agency_code)]
            whole = count_duties(rows, day, house.calendar)
            assert board.counted == count_overview(session, scope, day, house.calendar, agency_id)
            assert board.counted.whole == whole
            assert {part.key for part in board.counted.of_plans} == set(now.plans)
            dated = count_duties([row for row in rows if row.due_on], day, house.calendar)
            every = [one.id for one in agencies.list_all(session)]
            months = count_months(session, chosen, every, board.years, day, house.calendar)
            assert sum(months.figures.values(), NONE) == dated
            assert {month for _agency, month in months.figures} <= set(months.months)
            assert sum((one.part.figures.judged for one in board.ranking), 0) == whole.judged
            assert board.burn_up.done[-1:] == () or board.burn_up.done[-1][1] == whole.done


def _equal_in_calendars(house: Office, now: Day) -> None:
    """Each agency's calendar has all that it owes by a date, by how far it is."""
    for code in AGENCIES:
        officer, own = house.officer(code), [row for row in now.rows if row.agency_code == code]
        officer.says("/lich")
        late = [tap.text for tap in officer.buttons() if tap.text.startswith("🔴 Quá hạn")]
        overdue = _expected(house, own, house.clock.today())[Standing.OPEN_OVERDUE]
        assert late == ([f"🔴 Quá hạn ({overdue})"] if overdue else [])
        (file,) = officer.taps("📅 Tệp lịch").files
        events: list[Any] = icalendar.Calendar.from_ical(file.content).walk("VEVENT")
        states = Counter(str(event["categories"].cats[0]) for event in events)
        assert states == Counter(state_name(row.state) for row in own if row.due_on)


async def _equal_in_messages(house: Office, now: Day) -> None:
    """What the next week begins with: the week's figures, and digests that judge each duty as the lists do."""
    box = Postbox()
    supervisor = house.officer("snv", Role.SUPERVISOR)
    heads = {house.officer(code, Role.HEAD).chat.chat_id: code for code in AGENCIES}
    monday = house.clock.today() + timedelta(7 - house.clock.today().weekday())
    house.clock.move_to(morning(house.calendar.on_or_after(monday).isoformat()))
    planning = Planning(house.calendar, Policy(), CHANNELS | {"chat"})
    await tick(Postman(house.store, house.clock, planning, lambda facts: facts, box.send))
    day, seen = house.clock.today(), {row.id: row for row in now.rows}
    for chat_id, facts in box.besides:
        if isinstance(facts, SummaryFacts):
            code = heads.get(chat_id)
            rows = [row for row in now.rows if code in (None, row.agency_code)]
            assert figures(render_message(facts).body) == list(_expected(house, rows, day).values()), code
    assert {chat_id for chat_id, facts in box.besides if isinstance(facts, SummaryFacts)} >= (
        {supervisor.chat.chat_id} if now.plans else set()
    )
    for _chat_id, digest in box.arrived:
        _equal_in_digest(house, digest, seen)


def _equal_in_digest(house: Office, digest: DigestFacts, seen: dict[int, DutyLine]) -> None:
    """A digest is of open duties of active plans, and counts as overdue what the figures do."""
    day, lines = digest.day, [seen[line.duty_id] for line in digest.lines]
    assert all(row.state in OPEN and row.agency_id == digest.agency_id for row in lines)
    counts = {words: int(count) for count, words in SUBJECT.findall(render_message(digest).mail_subject)}
    assert counts.get("quá hạn", 0) == _expected(house, lines, day)[Standing.OPEN_OVERDUE]
    assert sum(counts.values()) == len(digest.lines) + len(digest.escalations)
    assert sum("🔴" in line for line in render_message(digest).body.splitlines()[: len(lines)]) == counts.get(
        "quá hạn", 0
    )
