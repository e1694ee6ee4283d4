"""Two administrators at one draft in the same second: it is begun once, and written once."""

import pytest
from sqlmodel import col, select

from data.enums import DraftState, Role
from data.models import WaitingPlan
from tests.handlers.chat import Office, Person
from tests.handlers.dispatch.test_at_once import at_once

pytestmark = pytest.mark.locks


@pytest.fixture
def both(office: Office) -> tuple[Person, Person]:
    return (
        office.officer("snv", Role.ADMIN, name="Giang"),
        office.officer("snv", Role.ADMIN, name="Hà"),
    )


def drafts(office: Office) -> list[DraftState]:
    with office.store.read() as session:
        return list(session.execute(select(col(WaitingPlan.state)).order_by(col(WaitingPlan.id))).scalars())


def test_last_years_plan_is_drafted_once(office: Office, both: tuple[Person, Person]) -> None:
    for person in both:
        person.says("/kehoach")
        person.taps("📥 Nhập kế hoạch")
    at_once(*(lambda person=person: person.taps("Lập năm 2025 từ KH 175/KH-UBND") for person in both))
    assert drafts(office) == [DraftState.OPEN]


def test_a_draft_is_written_once(office: Office, both: tuple[Person, Person]) -> None:
    for person in both:
        person.says("/kehoach")
        person.taps("📥 Nhập kế hoạch")
        person.taps("Lập năm 2025 từ KH 175/KH-UBND")
        person.taps("Xem bản nháp")
    first, second = both
    first.taps("Trả lời câu hỏi (36)")
    first.taps("Giữ cả 36 việc")
    first.taps("Nêu số và ngày")
    first.says("9/KH-UBND ngày 02/01/2024")
    second.says("/kehoach")
    second.taps("📥 Nhập kế hoạch")
    second.taps("Lập năm 2025 từ KH 175/KH-UBND")
    second.taps("Xem bản nháp")
    replies = at_once(*(lambda person=person: person.taps("Ghi vào sổ") for person in both))
    assert drafts(office) == [DraftState.APPLIED]
    assert len({reply.body for reply in replies}) == 2
