"""Closing and reopening of plans, and which tasks of a newer plan take over."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, col, select

from data.errors import NotFound, PlanNotChanged
from data.models import AuditEntry, Plan
from data.registry.duties import duty_lines
from data.registry.plans import plan_closing, plans, task_lines
from data.registry.plans.plan_closing import OpenTask
from data.registry.plans.scope import active_plans, choose_plans
from data.registry.plans.task_pairs import pair_tasks
from data.store import Store
from data.text import fold
from tests import factories as make

NOW = datetime(2025, 1, 6, 2, tzinfo=UTC)
OLD, NEW = "175/KH-UBND", "20/KH-UBND"


def two_plans(session: Session) -> tuple[int, int]:
    """A plan of 2024 and the one of 2025, each with tasks I.1 and I.2, owed by one agency; return their ids."""
    agency = make.agency(session)
    old = make.plan(session, OLD)
    new = make.plan(session, NEW, issued_on=date(2024, 12, 25), year=2025)
    for plan, year in ((old, 2024), (new, 2025)):
        for code, title in (("I.1", "Kế hoạch kiểm tra cải cách hành chính"), ("I.2", "Đào tạo cán bộ")):
            owed = make.deadline(session, plan, date(year, 3, 29), code=code, title=f"{title} năm {year}")
            make.duty(session, agency, owed)
    return make.known(old.id), make.known(new.id)


def close(session: Session, plan_id: int, into: int | None = None, carried: dict[int, int] | None = None) -> None:
    plan_closing.close(session, plan_id, now=NOW, actor="test", successor_id=into, carried=carried)


def test_nothing_of_a_closed_plan_is_listed_and_all_of_it_can_be_asked_for(store: Store) -> None:
    with store.write() as session:
        old, new = two_plans(session)
        assert [row.told_plan for row in duty_lines.list_duties(session)] == ["175", "175", "20", "20"]
        close(session, old)
        assert active_plans(session).ids == [new]
        assert {(row.plan_id, row.told_plan) for row in duty_lines.list_duties(session)} == {(new, "")}
        assert {(row.plan_id, row.told_plan) for row in duty_lines.list_by_agency(session, 1, old)} == {(old, "175")}
        assert choose_plans(session, OLD).ids == [old]
        assert [entry.subject for entry in session.exec(select(AuditEntry))] == [OLD]


def test_two_plans_with_one_serial_are_told_by_their_whole_numbers(store: Store) -> None:
    with store.write() as session:
        agency = make.agency(session)
        for number in (OLD, "175/KH-SNV"):
            make.duty(session, agency, make.deadline(session, make.plan(session, number), date(2024, 3, 29)))
        assert {row.told_plan for row in duty_lines.list_duties(session)} == {OLD, "175/KH-SNV"}
        with pytest.raises(NotFound) as refused:
            plans.find(session, "175")
        assert set(refused.value.nearest) == {OLD, "175/KH-SNV"}


@pytest.mark.parametrize("written", ["175/kh–ubnd", "175", "KH 175 / KH-UBND"])
def test_a_plan_is_found_by_any_spelling(store: Store, written: str) -> None:
    with store.write() as session:
        old, _new = two_plans(session)
        assert plans.find(session, written).id == old


def test_a_closed_plan_is_not_closed_again_and_an_active_one_not_reopened(store: Store) -> None:
    with store.write() as session:
        old, new = two_plans(session)
        close(session, old)
        with pytest.raises(PlanNotChanged) as again:
            close(session, old)
        assert again.value.reason == "closed"
        plan_closing.reopen(session, old, now=NOW, actor="test")
        with pytest.raises(PlanNotChanged) as open_:
            plan_closing.reopen(session, old, now=NOW, actor="test")
        assert open_.value.reason == "active"
        with pytest.raises(PlanNotChanged) as backwards:
            close(session, new, old, {})
        assert backwards.value.reason == "not_newer"


def test_a_plan_whose_tasks_were_carried_is_not_reopened_and_its_cards_say_where_they_went(store: Store) -> None:
    with store.write() as session:
        old, new = two_plans(session)
        pairs = pair_tasks(
            plan_closing.list_open_tasks(session, old), plan_closing.list_tasks_to_carry_to(session, new)
        )
        close(session, old, new, pairs)
        with pytest.raises(PlanNotChanged) as refused:
            plan_closing.reopen(session, old, now=NOW, actor="test")
        assert (refused.value.reason, refused.value.other) == ("carried", NEW)
        [ours] = [row for row in duty_lines.list_by_agency(session, 1, old) if row.code == "I.1"]
        [theirs] = [row for row in duty_lines.list_by_agency(session, 1, new) if row.code == "I.1"]
        to = task_lines.get_task(session, ours.deadline_id).carried_to
        came = task_lines.get_task(session, theirs.deadline_id).carried_from
        assert to
        assert came
        assert ((to.code, to.plan_number), (came.code, came.plan_number)) == (("I.1", NEW), ("I.1", OLD))
        assert session.exec(select(Plan.successor_id).where(col(Plan.id) == old)).one() == new


def task(number: int, code: str, title: str) -> OpenTask:
    return OpenTask(number, code, title, fold(title), 1)


@pytest.mark.parametrize(
    ("old", "new", "paired"),
    [
        ("I.1 Kế hoạch kiểm tra năm 2024", "I.1 Kế hoạch kiểm tra năm 2025", True),
        ("I.1 Kế hoạch kiểm tra cải cách hành chính", "II.4 Kế hoạch kiểm tra cải cách hành chính", True),
        ("I.1 Kế hoạch kiểm tra", "I.1 Đề án vị trí việc làm", False),
        ("I.1 Kế hoạch kiểm tra", "II.4 Kế hoạch tuyên truyền", False),
    ],
)
def test_tasks_are_paired_by_title_and_code(old: str, new: str, paired: bool) -> None:
    ours, theirs = task(1, *old.split(" ", 1)), task(2, *new.split(" ", 1))
    assert pair_tasks([ours], [theirs]) == ({1: 2} if paired else {})


def test_a_task_takes_over_from_one_only_the_most_alike() -> None:
    ours = [task(1, "I.1", "Kế hoạch kiểm tra nội bộ"), task(2, "I.2", "Kế hoạch kiểm tra")]
    assert pair_tasks(ours, [task(9, "I.2", "Kế hoạch kiểm tra")]) == {2: 9}
