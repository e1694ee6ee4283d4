"""A duty handed to a colleague: it stays the agency's, everybody there goes on seeing it and hearing of it."""

import pytest

from data.enums import Role
from data.models import Officer
from data.registry.duties import records
from data.registry.duties.records import DutyRecord
from data.registry.plans import plans
from tests.handlers.changes.test_progress import reports
from tests.handlers.chat import Office, Person
from tests.handlers.post import post_comes
from tests.scheduler.office import morning


def records_of(office: Office, code: str) -> list[DutyRecord]:
    """The rows of a task as they are handed out."""
    with office.store.read() as session:
        every = records.list_duties(session, records.Scope([plans.find(session).id]))
        return [one for one in every if one.code == code]


@pytest.fixture
def colleague(office: Office, officer: Person) -> Person:
    """A second focal officer of Sở Tư pháp."""
    return office.officer("stp", name="Cán bộ B")


def hands(officer: Person, to: str, code: str = "II.3") -> str:
    """From the card to the answer."""
    officer.says(f"/nhiemvu {code}")
    officer.taps("👤 Giao cho")
    return officer.taps(to).body


def test_the_officers_of_the_agency_are_offered_and_the_card_names_the_chosen(
    office: Office, officer: Person, colleague: Person
) -> None:
    office.officer("stc", name="Người cơ quan khác")
    officer.says("/nhiemvu II.3")
    asked = officer.taps("👤 Giao cho")
    assert [button.text for button in officer.buttons()] == ["Cán bộ A (tôi)", "Cán bộ B", "‹ Xem II.3"]
    assert asked.body.startswith("Giao cho ai? Việc vẫn là của cơ quan")
    assert officer.taps("Cán bộ B").body.startswith("✅ Đã giao II.3 cho Cán bộ B.")
    assert "\nPhụ trách: Cán bộ B\n" in officer.taps("Xem II.3").body
    assert "\nPhụ trách: Cán bộ B\n" in colleague.says("/nhiemvu II.3").body
    assert office.changes(office.duty("II.3")) == ["assigned"]


def test_the_workbook_names_the_chosen(office: Office, officer: Person, colleague: Person) -> None:
    hands(officer, "Cán bộ B")
    assert [one.responsible for one in records_of(office, "II.3")] == ["Cán bộ B"]


def test_it_can_be_taken_from_them_and_undone(office: Office, officer: Person, colleague: Person) -> None:
    hands(officer, "Cán bộ B")
    said = hands(officer, "Thôi giao riêng")
    assert said.startswith("✅ II.3 không còn giao riêng cho ai.")
    officer.taps("Hoàn tác")
    assert "Phụ trách: Cán bộ B" in officer.says("/nhiemvu II.3").body
    assert "giao cho Cán bộ B" in officer.taps("📜 Lịch sử").body


def test_marking_keeps_who_sees_to_it(office: Office, officer: Person, colleague: Person) -> None:
    hands(officer, "Cán bộ B")
    reports(officer)
    assert "Phụ trách: Cán bộ B" in officer.says("/nhiemvu II.3").body


def test_all_are_reminded_as_before_and_the_chosen_reads_that_it_is_theirs(
    office: Office, officer: Person, colleague: Person
) -> None:
    hands(officer, "Cán bộ B")
    post_comes(office)
    office.clock.move_to(morning("2024-02-28"))
    post_comes(office, officer, colleague)
    [line] = [line for line in colleague.screen.body.splitlines() if " II.3 " in line]
    assert line.endswith("còn 1 ngày (anh/chị phụ trách)")
    [line] = [line for line in officer.screen.body.splitlines() if " II.3 " in line]
    assert line.endswith("còn 1 ngày")


def test_who_has_left_sees_to_nothing_and_cannot_be_chosen(
    office: Office, officer: Person, colleague: Person
) -> None:
    hands(officer, "Cán bộ B")
    officer.says("/nhiemvu II.2")
    officer.taps("👤 Giao cho")
    stale = next(button.value for button in officer.buttons() if button.text == "Cán bộ B")
    with office.store.write() as session:
        session.get_one(Officer, 2).active = False
    assert officer.presses(stale).body.startswith("Người này không còn là cán bộ của cơ quan")
    assert "Phụ trách" not in officer.says("/nhiemvu II.3").body
    assert [one.responsible for one in records_of(office, "II.3")] == [None]


def test_nobody_hands_out_the_duties_of_another_agency(office: Office, officer: Person) -> None:
    duty = office.duty("II.3")
    for role in Role:
        stranger = office.officer("stc", role)
        for value in (f"hand:{duty.id}", f"handto:{duty.id}:{duty.version}:1"):
            assert "Anh/chị chỉ" in stranger.presses(value).body
    assert office.changes(duty) == []


def test_an_officer_of_another_agency_is_not_handed_anything(office: Office, officer: Person) -> None:
    office.officer("stc")
    duty = office.duty("II.3")
    assert officer.presses(f"handto:{duty.id}:{duty.version}:2").body.startswith("Người này không còn là cán bộ")
