"""An agency that takes part in a task of others: it sees the task and may add a note, not a state."""

from data.enums import Role
from data.models import Deadline, Duty
from tests.handlers.chat import Office, Person
from tests.handlers.post import post_comes


def opens(person: Person, code: str = "II.3") -> str:
    """The card of a task of others."""
    return person.says(f"/nhiemvu {code}").body


def test_a_note_reaches_the_lead_with_the_name_of_who_takes_part(office: Office, officer: Person) -> None:
    other = office.officer("stc", name="Cán bộ Tài chính")
    post_comes(office)
    opens(other)
    assert "Cơ quan anh/chị phối hợp; cơ quan chủ trì cập nhật tiến độ." in other.screen.body
    other.taps("📝 Ghi chú cho cơ quan chủ trì")
    assert other.says("?!").body.startswith("Anh/chị gõ ghi chú bằng chữ")
    assert other.records("Đã gửi số liệu").body == "✅ Đã ghi chú vào II.3 cho Sở Tư pháp."
    assert post_comes(office, officer) == 1
    assert "Cán bộ Tài chính: ghi chú (26/02 08:00)\nSở Tài chính: Đã gửi số liệu" in officer.screen.body
    assert "ghi chú\n  Sở Tài chính: Đã gửi số liệu" in _history(office, officer)
    assert office.changes(office.duty("II.3")) == ["noted"]


def test_a_note_changes_nothing_of_the_state(office: Office, officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    officer.taps("50%")
    other = office.officer("stc")
    opens(other)
    other.taps("📝 Ghi chú cho cơ quan chủ trì")
    other.records("Đã gửi số liệu")
    duty = office.duty("II.3")
    assert (duty.state, duty.percent) == ("in_progress", 50)


def test_whoever_takes_part_changes_no_state_and_reads_none(office: Office) -> None:
    other = office.officer("stc")
    duty = office.duty("II.3")
    assert "Tình trạng" not in opens(other)
    at = f"{duty.id}:{duty.version}"
    for value in (
        f"card:{duty.id}",
        f"history:{duty.id}",
        f"done:{at}",
        f"progress:{at}",
        f"percent:{at}:50",
        f"note:{duty.id}",
        f"undo:{at}",
        f"extend:{duty.id}",
        f"hand:{duty.id}",
        f"files:{duty.id}:0",
    ):
        assert "Anh/chị chỉ" in other.presses(value).body, value
    assert office.changes(duty) == []


def test_only_who_coordinates_adds_a_note_to_the_task_of_others(office: Office) -> None:
    shared, led_by_many = office.duty("II.3").deadline_id, office.duty("III.4").deadline_id
    outsider, overseer = office.officer("bhxh"), office.officer("snv", Role.ADMIN)
    lead = office.officer("stc")
    for person, deadline in ((outsider, shared), (lead, led_by_many), (office.officer("stp"), shared)):
        refused = person.presses(f"tasknote:{deadline}").body
        assert refused.startswith(("Anh/chị chỉ xem được", "Chỉ cơ quan phối hợp"))
    overseer.presses(f"task:{led_by_many}")
    assert "📝 Ghi chú cho cơ quan chủ trì" not in [button.text for button in overseer.buttons()]
    assert office.changes(office.duty("II.3")) == office.changes(office.duty("III.4")) == []


def test_a_date_that_the_plan_no_longer_has_takes_no_note(office: Office) -> None:
    other = office.officer("stc")
    opens(other)
    other.taps("📝 Ghi chú cho cơ quan chủ trì")
    duty = office.duty("II.3")
    with office.store.write() as session:
        session.get_one(Duty, duty.id).withdrawn = True
        session.get_one(Deadline, duty.deadline_id).withdrawn = True
    assert "Đã ghi chú" not in other.says("Đã gửi số liệu").body
    assert "Anh/chị chỉ" in other.presses(f"task:{duty.deadline_id}").body


def _history(office: Office, officer: Person) -> str:
    return officer.presses(f"history:{office.duty('II.3').id}").body
