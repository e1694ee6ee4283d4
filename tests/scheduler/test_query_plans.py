"""A beat of the office takes as long in its tenth year as in its first: SQLite says how it answers statements."""

import re
from collections.abc import Iterator

import pytest
from sqlmodel import col, select

from data.enums import Role
from data.models import Agency, Duty, Officer
from data.registry.duties import progress
from data.registry.duties.progress_entries import Actor
from data.store import Store
from scheduler.change_notices.recheck import ChangeFacts, ReviewFacts
from scheduler.planning.unreachable_notices import NoticeFacts
from scheduler.planning.weekly_summaries import SummaryFacts
from tests import factories as make
from tests.databases.query_plans import statements
from tests.databases.registries import SqliteFiles, with_plan_175
from tests.scheduler.office import Office, morning

GROWING = {"delivery", "journal", "news", "progress_entry", "reminder", "snooze"}
"""Tables to which every week adds. Of these only `journal` is ever thrown away, after seven days."""

BEFORE, MONDAY = "2024-03-08", "2024-03-11"
"""TC.1 is overdue everywhere, and the figures of the week go out."""


@pytest.fixture
def office(sqlite: SqliteFiles) -> Iterator[Office]:
    """Plan 175, and in each of three agencies two focal officers; a supervisor and an administrator besides."""
    store = Store(sqlite.copy_of(with_plan_175))
    with store.write() as session:
        for agency in session.exec(select(Agency).where(col(Agency.code).in_(["snv", "stc", "stp"]))):
            make.officer(session, agency)
            make.officer(session, agency)
            if agency.code == "snv":
                make.officer(session, agency, role=Role.SUPERVISOR)
                make.officer(session, agency, role=Role.ADMIN)
    yield Office(store)
    store.close()


async def test_no_beat_reads_a_table_that_only_grows_from_end_to_end(office: Office) -> None:
    await office.tick(morning(BEFORE))
    with statements() as asked:
        await office.tick(morning(MONDAY))
        report(office)
        await office.tick(morning(MONDAY, 9))
    told = {type(facts) for _, facts in office.postbox.besides}
    assert told == {SummaryFacts, NoticeFacts, ChangeFacts, ReviewFacts}
    assert {table for table in GROWING if not any(table in statement for statement in asked)} == set()
    read_through = [one for one, steps in asked.items() if GROWING & set(scanned(one, steps))]
    assert read_through == []


def report(office: Office) -> None:
    """An officer reports a duty, of which a colleague and the supervisor hear."""
    with office.store.write() as session:
        officer = session.exec(select(Officer).order_by(col(Officer.id))).first()
        assert officer is not None
        duty = session.exec(select(Duty).where(Duty.agency_id == officer.agency_id).order_by(col(Duty.id))).first()
        assert duty is not None
        document = progress.Document(none_because="họp")
        actor = Actor(make.known(officer.id), "telegram")
        progress.report(session, make.known(duty.id), 0, document, actor, office.clock.now(), office.clock.today())


def scanned(statement: str, steps: list[str]) -> Iterator[str]:
    """The tables that are read from end to end, be it an index of them."""
    tables = {alias: table for table, alias in re.findall(r"(\w+) AS (\w+)", statement)}
    names = (step.split()[1] for step in steps if step.startswith("SCAN"))
    return (tables.get(name, name) for name in names)
