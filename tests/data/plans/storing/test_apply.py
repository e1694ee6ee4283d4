"""A plan enters the registry, and enters it again without losing anything."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, col

from data.enums import Kind, Role, State
from data.models import Agency, Deadline, Duty, Task
from data.plans.draft import PlanDraft, TaskDraft
from data.plans.storing.apply import Changes, preview_changes
from data.plans.storing.stored_plan import read_stored_plan
from data.registry.duties import duty_lines, history, progress
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.registry.duties.progress_entries import Actor
from data.registry.office import agencies
from data.registry.people import identities
from data.registry.plans import task_lines
from data.registry.statistics import tallies
from data.store import Store
from tests.data.plans.drafts import NOW, entered, moved, rewritten, without

TODAY = date(2024, 2, 26)


def owed(session: Session, of: str, code: str) -> list[DutyLine]:
    """What an agency owes under a code, by date."""
    return [row for row in duty_lines.list_by_agency(session, agencies.find(session, of).id) if row.code == code]


def report(store: Store, of: str, code: str) -> int:
    """The first such duty is reported done; returns its key."""
    with store.write() as session:
        duty = owed(session, of, code)[0]
        me = identities.enrol(
            session, agency_id=duty.agency_id, role=Role.OFFICER, name="A", channel="chat", chat_id="1", now=NOW
        )
        document = Document("12/KH-UBND", TODAY)
        progress.report(session, duty.id, duty.version, document, Actor(me.officer_id, "chat"), NOW, TODAY)
        return duty.id


def test_the_first_reading_adds_every_task(store: Store, draft: PlanDraft[str]) -> None:
    with store.read() as session:
        assert preview_changes(session, draft) == Changes(added=43)
    assert entered(store, draft) == Changes(added=43)


@pytest.mark.parametrize(
    ("code", "count"),
    [("snv", 30), ("stp", 13), ("vp-ubnd", 13), ("skhcn", 8), ("tien-hai", 5), ("xa-12433", 1), ("bhxh", 0)],
)
def test_every_agency_owes_what_the_plan_says(library: Store, code: str, count: int) -> None:
    with library.read() as session:
        assert len(duty_lines.list_by_agency(session, agencies.find(session, code).id)) == count


def test_the_whole_of_the_plan_is_owed_by_somebody(library: Store) -> None:
    with library.read() as session:
        assert session.execute(select(func.count()).select_from(Agency)).scalar_one() == 294
        assert session.execute(select(func.count()).select_from(Task)).scalar_one() == 43
        assert sum(tally.count for tally in tallies.count_by_task(session, [1])) == 487
        assert len(owed(session, "snv", "TC.2")) == 4
        assert len(owed(session, "tien-hai", "TC.2")) == 4
        assert len(owed(session, "xa-12433", "TC.2")) == 0


def test_a_plan_is_shown_as_it_was_read(library: Store, draft: PlanDraft[str]) -> None:
    def facts(task: TaskDraft[str]) -> TaskDraft[str]:
        lead, coordinating = sorted(task.lead_agencies), sorted(task.coordinating_agencies)
        return replace(task, lead_agencies=tuple(lead), coordinating_agencies=tuple(coordinating))

    with library.read() as session:
        shown = read_stored_plan(session)
    assert [facts(task) for task in shown.tasks] == [facts(task) for task in draft.tasks]
    for name in ("number", "title", "issuer", "issued_on", "year", "sections", "warnings"):
        assert getattr(shown, name) == getattr(draft, name)


def test_the_second_reading_keeps_every_task_and_adds_no_row(planned: Store, draft: PlanDraft[str]) -> None:
    def counted() -> list[int]:
        with planned.read() as session:
            return [
                session.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (Agency, Task, Deadline, Duty)
            ]

    before = counted()
    assert entered(planned, draft) == Changes(kept=43)
    assert counted() == before


def test_a_reported_duty_is_still_reported_after_a_second_reading(planned: Store, draft: PlanDraft[str]) -> None:
    key = report(planned, "stp", "II.3")
    entered(planned, draft)
    with planned.read() as session:
        assert duty_lines.get_line(session, key).state is State.REPORTED


def test_a_moved_date_keeps_its_progress(planned: Store, draft: PlanDraft[str]) -> None:
    key = report(planned, "stp", "II.3")
    assert entered(planned, rewritten(draft, "II.3", moved(date(2024, 4, 30)))) == Changes(changed=1, kept=42)
    with planned.read() as session:
        (line,) = owed(session, "stp", "II.3")
    assert (line.id, line.due_on, line.state) == (key, date(2024, 4, 30), State.REPORTED)


def test_a_date_between_two_others_leaves_their_progress_where_it_was(planned: Store, draft: PlanDraft[str]) -> None:
    key = report(planned, "snv", "TC.2")
    days = [date(2024, 3, 15), date(2024, 5, 1), date(2024, 6, 15), date(2024, 9, 15), date(2024, 12, 15)]
    entered(planned, rewritten(draft, "TC.2", moved(*days)))
    with planned.read() as session:
        lines = owed(session, "snv", "TC.2")
    assert [line.due_on for line in lines] == days
    assert [line.id for line in lines if line.state is State.REPORTED] == [key]


def test_a_date_that_is_gone_is_owed_no_more_and_comes_back_with_its_history(
    planned: Store, draft: PlanDraft[str]
) -> None:
    key = report(planned, "snv", "TC.2")
    entered(planned, rewritten(draft, "TC.2", moved(date(2024, 6, 15), date(2024, 9, 15), date(2024, 12, 15))))
    with planned.read() as session:
        assert len(owed(session, "snv", "TC.2")) == 3
        assert session.get_one(Duty, key).withdrawn
    assert entered(planned, draft) == Changes(changed=1, kept=42)
    with planned.read() as session:
        assert len(owed(session, "snv", "TC.2")) == 4
        assert len(history.list_entries(session, key)) == 1


def test_a_removed_row_is_withdrawn_and_not_deleted(planned: Store, draft: PlanDraft[str]) -> None:
    key = report(planned, "stp", "II.3")
    assert entered(planned, without(draft, "II.3")) == Changes(removed=1, kept=42)
    with planned.read() as session:
        assert owed(session, "stp", "II.3") == []
        assert "II.3" not in {
            row.code for row in task_lines.list_coordinated(session, agencies.find(session, "stc").id)
        }
        assert "II.3" not in {task.code for task in read_stored_plan(session).tasks}
        assert session.get_one(Duty, key).state is State.REPORTED
        assert sum(tally.count for tally in tallies.count_by_task(session, [1])) == 486


def test_a_row_that_comes_back_brings_its_progress(planned: Store, draft: PlanDraft[str]) -> None:
    key = report(planned, "stp", "II.3")
    entered(planned, without(draft, "II.3"))
    assert entered(planned, draft) == Changes(added=1, kept=42)
    with planned.read() as session:
        (line,) = owed(session, "stp", "II.3")
        assert (line.id, line.state) == (key, State.REPORTED)
        assert "II.3" in {row.code for row in task_lines.list_coordinated(session, agencies.find(session, "stc").id)}


def test_a_new_lead_owes_it_from_now_on_and_the_old_one_no_more(planned: Store, draft: PlanDraft[str]) -> None:
    key = report(planned, "stp", "II.3")
    other = rewritten(draft, "II.3", lambda task: replace(task, lead=("Sở Tài chính",), lead_agencies=("stc",)))
    assert entered(planned, other) == Changes(changed=1, kept=42)
    with planned.read() as session:
        assert owed(session, "stp", "II.3") == []
        assert [line.state for line in owed(session, "stc", "II.3")] == [State.NOT_STARTED]
    entered(planned, draft)
    with planned.read() as session:
        assert [(line.id, line.state) for line in owed(session, "stp", "II.3")] == [(key, State.REPORTED)]
        assert owed(session, "stc", "II.3") == []


def test_a_task_that_gets_its_date_later_keeps_its_progress(planned: Store, draft: PlanDraft[str]) -> None:
    key = report(planned, "vp-ubnd", "III.2")
    dated = rewritten(
        draft, "III.2", lambda task: replace(moved(date(2024, 10, 1))(task), kind=Kind.ONCE, timeframe="01/10/2024")
    )
    entered(planned, dated)
    with planned.read() as session:
        (line,) = owed(session, "vp-ubnd", "III.2")
    assert (line.id, line.due_on, line.state) == (key, date(2024, 10, 1), State.REPORTED)


def test_what_is_previewed_is_what_becomes(planned: Store, draft: PlanDraft[str]) -> None:
    other = without(rewritten(draft, "I.2", moved(date(2024, 5, 5))), "VII.1")
    with planned.read() as session:
        foreseen = preview_changes(session, other)
    assert foreseen == entered(planned, other) == Changes(changed=1, removed=1, kept=41)


def test_a_second_plan_stands_beside_the_first(planned: Store, draft: PlanDraft[str]) -> None:
    other = replace(draft, number="12/KH-UBND", year=2025, issued_on=date(2024, 12, 30))
    assert entered(planned, other) == Changes(added=43)
    with planned.read() as session:
        assert read_stored_plan(session).number == "12/KH-UBND"
        assert read_stored_plan(session, "175/KH-UBND").number == "175/KH-UBND"
        assert len(owed(session, "stp", "II.3")) == 2


def test_a_directory_read_again_updates_names_and_forgets_no_agency(planned: Store, draft: PlanDraft[str]) -> None:
    first, *rest = draft.directory.agencies
    renamed = replace(draft.directory, agencies=(replace(first, name="Văn phòng UBND", aliases=("VP",)), *rest[:-1]))
    entered(planned, replace(draft, directory=renamed))
    with planned.read() as session:
        assert agencies.find(session, "VP").name == "Văn phòng UBND"
        assert session.execute(select(func.count()).select_from(Agency)).scalar_one() == 294
        named = select(col(Agency.code)).where(col(Agency.code) == rest[-1].code)
        assert session.execute(named).scalar_one() == rest[-1].code
