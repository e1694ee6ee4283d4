"""/nhatky: administrators see what was done; files handed out, wrong codes and refused taps are in it."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from data.enums import Role
from data.models import AuditEntry, Proof
from data.registry.office import audit
from handlers.views.overview.audit_words import facts_text, side_text
from tests.files import PDF
from tests.handlers.chat import Office, Person


@pytest.fixture
def admin(office: Office) -> Person:
    return office.officer("snv", Role.ADMIN, name="Quản trị viên")


def acts(office: Office, action: str) -> list[AuditEntry]:
    with office.store.read() as session:
        return list(session.exec(select(AuditEntry).where(col(AuditEntry.action) == action)))


def test_a_change_is_shown_with_its_author_and_what_it_was_before(office: Office, admin: Person) -> None:
    officer = office.officer("stp", name="Cán bộ Tư pháp")
    officer.presses(f"percent:{office.duty('II.3').id}:0:50")
    shown = admin.says("/nhatky").text
    assert "Cán bộ Tư pháp (Sở Tư pháp): tiến độ 175/KH-UBND II.3" in shown
    assert "tình trạng: chưa bắt đầu → đang làm" in shown
    assert "phần trăm: 0 → 50" in shown


def test_it_is_turned_over_and_narrowed_to_a_kind_a_day_and_an_agency(office: Office, admin: Person) -> None:
    officer = office.officer("stp", name="Cán bộ Tư pháp")
    for version, percent in enumerate(range(10, 100, 10)):
        officer.presses(f"percent:{office.duty('II.3').id}:{version}:{percent}")
    assert "phần trăm: 80 → 90" in admin.says("/nhatky").text
    admin.taps("›")
    assert "phần trăm: 0 → 10" in admin.screen.text
    admin.taps("‹")
    admin.taps("Cán bộ")
    assert "tiến độ" not in admin.screen.text
    assert "liên kết chat" in admin.screen.text
    admin.taps("Nhiệm vụ")
    assert "liên kết chat" not in admin.screen.text
    assert "Không có gì được ghi" in admin.says("/nhatky 12/1").text
    assert "tiến độ" in admin.says("/nhatky hôm nay").text
    assert "tiến độ" in admin.says("/nhatky stp").text
    assert "tiến độ" not in admin.says("/nhatky stc").text
    assert admin.says("/nhatky zzz").text.startswith("Không thấy cơ quan")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.SUPERVISOR])
def test_nobody_else_sees_it_and_a_forged_button_is_noted(office: Office, role: Role) -> None:
    other = office.officer("snv", role)
    for reply in (other.says("/nhatky"), other.presses("audit:0:all:0")):
        assert reply.text == "Lệnh này dành cho quản trị."
    assert "/nhatky" not in other.says("/trogiup").text
    [refused] = acts(office, "tap.refused")
    assert refused.subject == "/nhatky role.administering"


def test_a_stranger_is_told_nothing_and_the_tap_is_noted(office: Office) -> None:
    stranger = office.stranger()
    assert "mã mời" in stranger.presses("audit:0:all:0").text
    assert "mã mời" in stranger.presses("no such button").text
    [refused] = acts(office, "tap.refused")
    assert (refused.actor, refused.subject) == (f"chat:{stranger.chat.chat_id}", "forged")


def test_another_agencys_duty_that_was_tapped_is_noted_and_a_stale_tap_is_not(office: Office) -> None:
    duty = office.duty("II.3")
    other, own = office.officer("stc"), office.officer("stp")
    own.presses(f"percent:{duty.id}:0:50")
    own.presses(f"percent:{duty.id}:0:60")
    other.presses(f"card:{duty.id}")
    [refused] = acts(office, "tap.refused")
    assert (refused.subject, refused.channel) == ("card duty.see", "chat")


def test_a_flood_of_wrong_codes_and_forged_taps_is_counted(office: Office, admin: Person) -> None:
    stranger = office.stranger()
    for number in range(30):
        stranger.says(f"/thamgia SAI{number}")
        stranger.presses("card:1")
    assert [entry.subject for entry in acts(office, "code.wrong")] == ["unknown"]
    with office.store.write() as session:
        audit.record_repeated_refusals(session, office.clock.now() + timedelta(hours=1))
    assert [len(acts(office, action)) for action in ("code.wrong", "tap.refused")] == [2, 2]
    admin.says("/nhatky")
    admin.taps("Bị từ chối")
    assert f"chat lạ {stranger.chat.chat_id}: gõ sai mã unknown" in admin.screen.text
    assert "số lần: 29" in admin.screen.text
    assert "SAI" not in admin.screen.text


def test_files_that_are_handed_out_are_noted(office: Office, admin: Person) -> None:
    officer = office.officer("stp", name="Cán bộ Tư pháp")
    officer.sends("ke-hoach.pdf", PDF, "II.3 bản ký")
    with office.store.read() as session:
        [sent] = session.exec(select(Proof)).all()
    officer.presses(f"file:{sent.id}")
    officer.presses("ics:")
    admin.presses("xlsx:all")
    [proof] = acts(office, "proof.send")
    assert proof.subject == f"proof:{sent.id} II.3 ke-hoach.pdf"
    assert [entry.subject.rpartition(".")[2] for entry in acts(office, "export.send")] == ["ics", "xlsx"]


def test_dates_and_instants_are_read_as_everywhere_else() -> None:
    told = facts_text(
        {"due_on": None}, {"due_on": "2024-12-16", "opened_at": "2024-02-26 01:00:00.5+00:00", "times": 3}
    )
    assert told == "hạn: – → 16/12/2024; mở lúc: 26/02/2024 08:00; số lần: 3"


def test_every_fact_that_the_code_writes_has_a_name() -> None:
    """What stands in `before={...}` and `after={...}` of an act is shown by a word, not by its key."""
    written = {
        key
        for room in ("data", "handlers", "scheduler", "bot")
        for path in Path(room).rglob("*.py")
        for key in _facts_in(path)
    }
    assert {"state_of_nobody"} <= _facts_in_text("record(after={'state_of_nobody': 1})")
    assert len(written) > 40
    assert [key for key in sorted(written) if side_text({key: 1}).startswith(f"{key}:")] == []


def _facts_in(path: Path) -> set[str]:
    return _facts_in_text(path.read_text())


def _facts_in_text(code: str) -> set[str]:
    calls = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    given = (word.value for call in calls for word in call.keywords if word.arg in ("before", "after"))
    dicts = (node for value in given for node in ast.walk(value) if isinstance(node, ast.Dict))
    return {str(key.value) for one in dicts for key in one.keys if isinstance(key, ast.Constant)}
