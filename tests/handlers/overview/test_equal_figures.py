"""Whatever happened, all that tells figures tells the same ones: the chat, the shell, the workbook, the report."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import docx
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.cli.json_output.summary import summary_json
from data.consistency import find_faults
from data.enums import FINISHED, OPEN, Change, JudgedBy, ReportKind, Role, State
from data.errors import Refused
from data.exports.spreadsheet import HEADING_ROW
from data.models import Task
from data.registry.duties import duty_lines, extensions, progress
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.registry.duties.progress_entries import Actor, lock_progress, stale_error, write_entry
from data.registry.office import agencies
from data.registry.people import identities
from data.registry.plans import plans
from data.registry.plans.scope import active_plans
from data.rules import report_periods
from data.rules.agency_levels import Level
from data.rules.standing import OWED, Standing
from data.rules.viet_nam_time import end_of
from data.schema import open_registry
from data.store import Session
from handlers.base.board.filters import STANDINGS, BoardFilter, DutyState
from handlers.base.board.look import Asked, Look
from handlers.board import overview
from handlers.board.choosing import choose_duties
from handlers.overview.exports import read_periodic_report
from handlers.views.base.names import standing_name
from handlers.views.overview.periodic_report import build_document
from handlers.views.overview.report.head import Issuer
from scheduler.statistics.as_of import AsOf, as_of
from scheduler.statistics.figures import NONE, count_duties, judge
from scheduler.statistics.headline import compute_headline
from scheduler.statistics.overview import count_overview
from tests import factories as make
from tests.databases.registries import Shelf
from tests.handlers.chat import Office, Person
from tests.handlers.overview.test_summary import figures
from tests.handlers.overview.workbooks import rows_of

AGENCIES = ("stp", "stc", "snv")
DATES = ("2023-12-29", "2024-01-31", "2024-02-24", "2024-02-26", "2024-03-30", "2024-06-30", "2024-12-31", None)
"""One before the year of the plan, a Saturday, the day itself, another Saturday, and none."""
IN_BODY = ("I.1", "I.6")
"""Tasks without a section."""
LISTED = {
    DutyState.DONE: "done",
    DutyState.DONE_ON_TIME: "done_on_time",
    DutyState.DONE_LATE: "done_late",
    DutyState.OVERDUE: "open_overdue",
    DutyState.IN_TIME: "open_in_time",
    DutyState.WAITING: "waiting",
}
"""The figure that the list of a state is as long as, whatever the board takes a state to mean."""
OFFICER, SUPERVISOR = Actor(1, "chat"), Actor(2, "chat")
NAMES = [found.value for found in Standing]
IN_JSON = ["reported" if name == "waiting" else name for name in NAMES]
BRIEF = re.compile(
    r"✅ (\d+)/(\d+)(?: \(\d+ %\))?(?: · ⏳ (\d+))?(?: · 🔴 (\d+))?(?: · ⚪ (\d+))?(?: · 🔵 (\d+))?(?: · ➖ (\d+))?"
)

Act = Callable[[Session, DutyLine, Office, int], object]

ACTS: dict[str, Act] = {
    "advance": lambda s, row, at, n: progress.advance(s, row.id, row.version, n, OFFICER, at.clock.now()),
    "report": lambda s, row, at, n: progress.report(
        s, row.id, row.version, _document(at, n), OFFICER, at.clock.now(), at.clock.today()
    ),
    "confirm": lambda s, row, at, _n: progress.confirm(s, row.id, row.version, SUPERVISOR, at.clock.now()),
    "send back": lambda s, row, at, _n: progress.send_back(
        s, row.id, row.version, "thiếu phụ lục", SUPERVISOR, at.clock.now()
    ),
    "undo": lambda s, row, at, _n: progress.undo(s, row.id, row.version, OFFICER, at.clock.now()),
    "note": lambda s, row, at, _n: progress.add_note(s, row.id, "đang lấy ý kiến", OFFICER, at.clock.now()),
    "ask": lambda s, row, at, n: extensions.request(
        s, row.id, at.clock.today() + timedelta(n), "chờ ý kiến", OFFICER, at.clock.now()
    ),
    "exempt": lambda s, row, at, _n: _exempt(s, row, at),
    "agree": lambda s, row, at, _n: extensions.agree(s, row.id, row.version, SUPERVISOR, at.clock.now()),
}
HISTORIES = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 23), st.integers(0, 99), st.sampled_from([0, 0, 1, 30])),
    max_size=25,
)
"""What is done, to which duty, a number, and how many days pass before."""


EVERY_WAY = [
    *((act, which, 1, 0) for which in (0, 12) for act in ("report", "confirm")),
    ("report", 15, 1, 0),
    ("exempt", 18, 0, 0),
    ("ask", 13, 20, 0),
    ("agree", 13, 0, 0),
]
"""Done late, done in time, reported, exempted, put off; what is left is overdue, not yet due or without a date."""
Told = dict[str | None, list[int]]
"""The figures of each agency, and under None those of all."""


def _exempt(session: Session, row: DutyLine, at: Office) -> None:
    """Write that the duty need not be done."""
    version, before = lock_progress(session, row.id)
    if before.state in FINISHED:
        raise stale_error(session, row.id)
    became = replace(before, state=State.NOT_APPLICABLE)
    write_entry(session, row.id, version, Change.EXEMPTED, became, SUPERVISOR, at.clock.now(), "không phát sinh")


def _document(at: Office, n: int) -> Document:
    """A document of some day of the last three months; now and then there is none."""
    if n % 7 == 0:
        return Document(none_because="đã họp")
    return Document(f"{n}/KH", at.clock.today() - timedelta(n))


def small_plan(url: str) -> None:
    """Three agencies owe each of eight deadlines, of which two stand in the body."""
    store = open_registry(url)
    with store.write() as session:
        rows = [make.agency(session, code, f"Cơ quan {code}") for code in AGENCIES]
        rows[0].kind, rows[1].kind = Level.DEPARTMENT, Level.COMMUNE
        plan = make.plan(session)
        for number, day in enumerate(DATES):
            due_on = date.fromisoformat(day) if day else None
            owed = make.deadline(session, plan, due_on, code=f"I.{number}", in_body=f"I.{number}" in IN_BODY)
            if number % 3 == 0:
                session.get_one(Task, owed.task_id).judged_by = JudgedBy.RECEIVED
            for agency in rows:
                make.duty(session, agency, owed)
        make.officer(session, rows[0])
        make.officer(session, rows[2], role=Role.SUPERVISOR)
    store.close()


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES)
@example([("advance", 0, 0, 30)] * 5)
def test_all_figures_are_equal_and_add_up(shelf: Shelf, history: list[tuple[str, int, int, int]]) -> None:
    with shelf.lent(small_plan) as store:
        equal_after(Office(store), history)


def test_all_figures_are_equal_where_duties_stand_in_every_way(shelf: Shelf) -> None:
    """Few histories of chance confirm what they reported, late and in time: this one leaves no figure at nothing."""
    with shelf.lent(small_plan) as store:
        house = Office(store)
        equal_after(house, EVERY_WAY)
        assert 0 not in _counted(house)[None]


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES)
def test_the_figures_of_a_day_that_has_passed_are_those_it_ended_with(
    shelf: Shelf, history: list[tuple[str, int, int, int]]
) -> None:
    with shelf.lent(small_plan) as store:
        house, ended = Office(store), dict[date, tuple[list[object], Told]]()
        for act, which, number, days in history:
            house.later(days=days)
            _attempt(house, ACTS[act], which, number)
            ended[house.clock.today()] = _overviews(house, None), _counted(house)
        house.later(days=40)
        for day, (counted, _told) in ended.items():
            assert _overviews(house, day) == counted
        for day, (_counts, expected) in list(ended.items())[-1:]:
            for told in (_in_a_past_workbook, _in_a_past_report, _in_the_chat_of_the_past):
                shown = told(house, day)
                assert shown == {code: expected[code] for code in (None, *shown)}, told.__name__


def _in_a_past_workbook(house: Office, day: date) -> Told:
    return _counts_of_workbook(_file(house, f"xlsxon:{day}:all"))


def _in_a_past_report(house: Office, day: date) -> Told:
    with house.store.read() as session:
        plan = plans.find(session)
        period = report_periods.period(plan, ReportKind.HALF_YEAR)
        at = as_of(plan, day, house.clock.today())
        facts = read_periodic_report(session, plan, None, period, at, house.calendar)
        return {None: _counts_of_report(build_document(facts, Issuer()))}


def _in_the_chat_of_the_past(house: Office, day: date) -> Told:
    asker, words = _supervisor(house), f"tính đến {day:%d/%m/%Y}"
    told: Told = {code: figures(asker.says(f"/tonghop {code} {words}").body) for code in AGENCIES}
    assert figures(asker.says(f"tình hình {words} thế nào").body) == figures(asker.says(f"/tonghop {words}").body)
    return {None: figures(asker.screen.body), **told}


def _overviews(house: Office, day: date | None) -> list[object]:
    """All tables and headlines of the province and of an agency, live or as of the end of a day."""
    with house.store.read() as session:
        plan, agency = active_plans(session), agencies.find(session, "stp").id
        at = AsOf(day, end_of(day)) if day else AsOf(house.clock.today())
        return [
            count(session, plan, at.day, house.calendar, of, until=at.until)
            for count in (count_overview, compute_headline)
            for of in (None, agency)
        ]


def equal_after(house: Office, history: list[tuple[str, int, int, int]]) -> None:
    for act, which, number, days in history:
        house.later(days=days)
        written = _attempt(house, ACTS[act], which, number)
        assert written in (0, 1), "a change has exactly one entry"
    assert find_faults(house.store) == []
    expected = _counted(house)
    assert {code: sum(seven) for code, seven in expected.items()} == {None: 24, "stp": 8, "stc": 8, "snv": 8}
    for told in (_in_tables, _in_json, _in_the_workbook, _in_the_report, _in_the_chat, _on_the_board):
        shown = told(house)
        assert shown == {code: expected[code] for code in (None, *shown)}, told.__name__


def _attempt(house: Office, act: Act, which: int, number: int) -> int:
    """How many entries came of it."""
    with house.store.read() as session:
        row = duty_lines.list_duties(session)[which]
    try:
        with house.store.write() as session:
            act(session, row, house, number)
    except Refused:
        pass
    with house.store.read() as session:
        return duty_lines.get_line(session, row.id).version - row.version


def _counted(house: Office) -> Told:
    """Duty by duty."""
    with house.store.read() as session:
        rows = duty_lines.list_duties(session)
    own: dict[str | None, list[DutyLine]] = {None: rows}
    own |= {code: [row for row in rows if row.agency_code == code] for code in AGENCIES}
    today, calendar = house.clock.today(), house.calendar
    return {code: _figures(count_duties(of, today, calendar)) for code, of in own.items()}


def _figures(of: object) -> list[int]:
    return [getattr(of, name) for name in NAMES]


def _in_tables(house: Office) -> Told:
    """By agency; by section, quarter, lead and task they come to the same."""
    with house.store.read() as session:
        plan = active_plans(session)
        counted = count_overview(session, plan, house.clock.today(), house.calendar)
        first = compute_headline(session, plan, house.clock.today(), house.calendar)
    whole = _figures(counted.whole)
    assert _figures(counted.by_task) == _tasks_one_by_one(house)
    for parts in (counted.sections, counted.levels, counted.periods, counted.leads, counted.tasks):
        assert [sum(column) for column in zip(*(_figures(part.figures) for part in parts), strict=True)] == whole
    assert first.whole == counted.whole
    assert {late.agency_code: late.count for late in first.latest} == {
        part.key: part.figures.open_overdue for part in counted.agencies if part.figures.open_overdue
    }
    return {None: whole, **{part.key: _figures(part.figures) for part in counted.agencies}}


def _tasks_one_by_one(house: Office) -> list[int]:
    """Tasks by the duties of each that are owed: the worst of their standings is the task's."""
    with house.store.read() as session:
        rows = duty_lines.list_duties(session)
    judged = judge(rows, house.clock.today(), house.calendar)
    worst = ("open_overdue", "open_in_time", "waiting", "done_late", "done_on_time", "no_date", "not_applicable")
    counts = Counter(
        min((one.verdict.standing.value for one in judged if one.duty.code == code), key=worst.index)
        for code in {row.code for row in rows}
    )
    return [counts[name] for name in NAMES]


def _in_json(house: Office) -> Told:
    with house.store.read() as session:
        plan = active_plans(session)
        counted = count_overview(session, plan, house.clock.today(), house.calendar)
        document = summary_json(counted, None)
    assert [document["tasks"][name] for name in IN_JSON] == _tasks_one_by_one(house)
    parts = {part["agency"]: part for part in document["agencies"]}
    return {key: [part[name] for name in IN_JSON] for key, part in {None: document, **parts}.items()}


def _in_the_workbook(house: Office) -> Told:
    history = _book(_file(house, "xlsx:all"))["Lịch sử"]
    assert len(list(history.iter_rows(min_row=HEADING_ROW + 1))) == max(1, _entries(house))
    return _counts_of_workbook(_file(house, "xlsx:all"))


def _counts_of_workbook(content: bytes) -> Told:
    """The sheet of agencies; the sheet of duties, counted line by line, comes to the same."""
    book = _book(content)
    told: Told = {row["Mã cơ quan"]: list(row.values())[5:-1] for row in rows_of(book, "Cơ quan")}
    names = [standing_name(found) for found in Standing]
    judged = Counter(row["Đánh giá"] for row in rows_of(book, "Theo dõi"))
    assert [judged[name] for name in names] == told[None]
    tasks = rows_of(book, "Nhiệm vụ")
    assert [sum(row[name.capitalize()] for row in tasks) for name in names] == told[None]
    return told


def _book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content), read_only=True)


def _in_the_report(house: Office) -> Told:
    """The table of fields of the whole province's report and of an agency's, of today.

    What is handed out after its period is of the last day of it: then the report is asked for today's figures.
    """
    told: Told = {}
    with house.store.read() as session:
        agency = agencies.find(session, "stc")
        period = report_periods.period(plans.find(session), ReportKind.HALF_YEAR)
    if house.clock.today() > period.last:
        return _in_a_past_report(house, house.clock.today())
    for at, code in (("all", None), (f"a{agency.id}", agency.code)):
        told[code] = _counts_of_report(_file(house, f"report:half:{at}"))
    return told


def _counts_of_report(content: bytes) -> list[int]:
    (fields,) = (one for one in docx.Document(BytesIO(content)).tables if one.cell(0, 0).text == "Lĩnh vực")
    rows = [[int(cell.text) for cell in row.cells[1:]] for row in fields.rows[1:]]
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]
    assert rows[-1][0] == sum(rows[-1][1:-1])
    return rows[-1][1:]


def _in_the_chat(house: Office) -> Told:
    """/tonghop of all and of each agency, and the briefer lines of the tables."""
    asker = _supervisor(house)
    told: Told = {None: figures(asker.says("/tonghop").body)}
    told |= {code: figures(asker.says(f"/tonghop {code}").body) for code in AGENCIES}
    on_time, late, in_time, overdue, no_date, waiting, exempted = told[None]
    whole = [on_time + late, sum(told[None]) - exempted, waiting, overdue, in_time, no_date, exempted]
    for value in ("suma:0", "sums:", "sumq:", "suml:", "sumk:0:all"):
        lines = BRIEF.findall(asker.presses(value).body)
        assert [sum(int(number or 0) for number in column) for column in zip(*lines, strict=True)] == whole, value
    return told


def _on_the_board(house: Office) -> Told:
    """The first page; months, ranking and burn-up come to the same, and each figure counts the list it opens."""
    asker = _supervisor(house)
    with house.store.read() as session:
        me = identities.identify(session, asker.chat.channel, asker.chat.chat_id)
        assert me
        look = Look(session, me, house.clock.now(), house.clock.today(), house.calendar)
        facts = overview.read_facts(look, BoardFilter())
        board = facts.board
        whole = _figures(board.counted.whole)
        assert board.counted == count_overview(session, facts.board.counted.plans, look.today, look.calendar)
        months = overview.read_months(look, facts, board.counted.agencies)
        dated = [found for found in Standing if found is not Standing.NO_DATE]
        for found in dated:
            told = sum(figures.of(found) for figures in months.figures.values())
            undated = sum(part.figures.of(found) for part in board.counted.periods if not part.key)
            assert told + undated == board.counted.whole.of(found)
        assert {one.part.key: one.part.figures for one in board.ranking} == {
            part.key: part.figures for part in board.counted.agencies if part.figures.judged
        }
        assert (board.burn_up.done[-1][1] if board.burn_up.done else 0) == board.counted.whole.done
        first = compute_headline(session, board.counted.plans, look.today, look.calendar)
        assert (board.since, board.asked) == (first.since, first.asked)
        for state, standings in STANDINGS.items():
            listed = choose_duties(look, BoardFilter(state=state)).fetch_page(0, 5)
            assert listed.total == sum(board.counted.whole.of(found) for found in standings), state
        for state, name in LISTED.items():
            listed = choose_duties(look, BoardFilter(state=state)).fetch_page(0, 5)
            assert listed.total == getattr(board.counted.whole, name), state
        assert _shown(overview.show(look, Asked({}, {}))) == [board.counted.whole.of(found) for found in OWED]
        _equal_in_parts(look, duty_lines.list_duties(session))
    return {None: whole, **{part.key: _figures(part.figures) for part in board.counted.agencies}}


def _equal_in_parts(look: Look, rows: list[DutyLine]) -> None:
    """What is filtered is counted as duty by duty, in both counts of the board; each figure opens a list as long."""
    quarter, days = (date(2024, 1, 1), date(2024, 3, 31)), (date(2024, 2, 24), date(2024, 6, 30))
    agency = rows[0].agency_id
    cases: list[tuple[BoardFilter, Callable[[DutyLine], bool]]] = [
        (BoardFilter(section="I"), lambda row: row.code not in IN_BODY),
        (BoardFilter(section="TC"), lambda row: row.code in IN_BODY),
        (BoardFilter(quarter="2024-Q1"), lambda row: _is_within(row, quarter)),
        (BoardFilter(quarter="khong"), lambda row: row.due_on is None),
        (BoardFilter(due=days), lambda row: _is_within(row, days)),
        (BoardFilter(due=days, quarter="2024-Q1"), lambda row: _is_within(row, days) and _is_within(row, quarter)),
        (BoardFilter(agency_id=agency, section="I"), lambda row: row.agency_id == agency and row.code not in IN_BODY),
        (BoardFilter(level=Level.OTHER), lambda row: row.agency_code == "snv"),
        (BoardFilter(level=Level.COMMUNE, due=days), lambda row: row.agency_code == "stc" and _is_within(row, days)),
    ]
    for chosen, is_meant in cases:
        meant = [row for row in rows if is_meant(row)]
        expected = count_duties(meant, look.today, look.calendar)
        board = overview.get_figures(look, chosen).figures
        assert board.counted.whole == expected
        for parts in (board.counted.agencies, board.counted.levels, board.counted.tasks):
            assert sum((part.figures for part in parts), NONE) == expected
        for state, standings in STANDINGS.items():
            listed = choose_duties(look, replace(chosen, state=state)).fetch_page(0, 50)
            assert listed.total == sum(expected.of(found) for found in standings), state
            assert {line.id for line in listed.lines} <= {row.id for row in meant}
        open_ = choose_duties(look, replace(chosen, state=DutyState.OPEN)).fetch_page(0, 50)
        assert {line.id for line in open_.lines} == {row.id for row in meant if row.state in OPEN}


def _is_within(row: DutyLine, days: tuple[date, date]) -> bool:
    return row.due_on is not None and days[0] <= row.due_on <= days[1]


def _shown(page: str) -> list[int]:
    """The tiles of the first page."""
    tiles = page.partition('<ul class="tiles">')[2].partition("</ul>")[0]
    return [int(number) for number in re.findall(r"<b>(\d+)</b>", tiles)]


def _file(house: Office, button: str) -> bytes:
    """The one file that comes of a button of the supervisor."""
    (file,) = _supervisor(house).presses(button).files
    return file.content


def _supervisor(house: Office) -> Person:
    return house.officer("snv", Role.SUPERVISOR)


def _entries(house: Office) -> int:
    with house.store.read() as session:
        return sum(row.version for row in duty_lines.list_duties(session))
