"""/nhatky: administrators see what was done; files handed out, wrong codes and refused taps are in it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from data.enums import AuditSource, Role
from data.models import AuditEntry, Proof
from data.registry.office import audit, audit_log
from data.registry.office.audit_log import AuditFilter, AuditLine
from handlers.views.overview.audit_subjects import subject_text
from handlers.views.overview.audit_words import facts_text
from tests.files import PDF
from tests.handlers.chat import Office, Person
from tests.handlers.overview.bare_facts import list_bare


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
    assert f"chat lạ {stranger.chat.chat_id}: gõ sai mã" in admin.screen.text
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


def line(action: str, before: dict[str, Any], after: dict[str, Any], subject: str = "") -> AuditLine:
    at = datetime(2024, 2, 26, 1, tzinfo=UTC)
    return AuditLine(AuditSource.AUDIT, 1, at, "x", "", "", "", action, subject, before, after, None, NAMES)


NAMES = {"officer:12": "Trần Thị B (Sở Tư pháp)", "agency:4": "Sở Tài chính", "code:snv": "Sở Nội vụ"}
TOLD: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    (
        "deadline.date",
        {"due_on": None},
        {"due_on": "2024-12-16", "opened_at": "2024-02-26 01:00:00.5+00:00", "times": 3},
        "hạn: – → 16/12/2024; mở lúc: 26/02/2024 08:00; số lần: 3",
    ),
    (
        "plan.apply",
        {},
        {"tasks": {"added": 43, "changed": 0, "removed": 0, "kept": 0}, "confirmation": True, "standing_body": "snv"},
        "nhiệm vụ: thêm 43; cần giám sát xác nhận: có; cơ quan thường trực: Sở Nội vụ",
    ),
    (
        "plan.apply",
        {"year": 2024, "title": "Cải cách hành chính"},
        {"year": 2025, "title": "Cải cách hành chính", "tasks": {"added": 3, "kept": 37, "changed": 0, "removed": 0}},
        "năm: 2024 → 2025; nhiệm vụ: thêm 3, giữ nguyên 37",
    ),
    ("reminder.request", {}, {"duties": [12, 14]}, "nhắc về việc số: 12, 14"),
    (
        "officer.away",
        {},
        {"duties": [12], "deputy_id": 12},
        "việc giao riêng số: 12; người thay: Trần Thị B (Sở Tư pháp)",
    ),
    ("officer.speak", {"officer_id": 7}, {"officer_id": 12}, "cán bộ: cán bộ số 7 → Trần Thị B (Sở Tư pháp)"),
    ("task.change", {"kind": "recurring"}, {"kind": "once"}, "loại: định kỳ → một lần"),
    ("agency.change", {"kind": "commune"}, {"kind": "commune"}, "cấp: UBND cấp xã"),
    (
        "group.begin",
        {"digest": False},
        {"digest": True, "channel": "zalo-1"},
        "gửi bản tin: không → có; kênh: Zalo 1",
    ),
    ("joining.ask", {}, {"outcome": "approved", "agency_id": 4}, "quyết định: cho vào; cơ quan: Sở Tài chính"),
    ("preferences.choose", {"left_out": []}, {"left_out": ["T-7"]}, "không nhắc: – → trước 7 ngày"),
    ("plan.correct", {"due_on:3": "2024-03-01"}, {"due_on:3": "2024-04-01"}, "hạn: 01/03/2024 → 01/04/2024"),
    ("settings.start", {"a": 1, "b": 2}, {"a": 1, "b": 3}, "NHACVIEC_B: 2 → 3"),
]


@pytest.mark.parametrize(("action", "before", "after", "told"), TOLD)
def test_facts_are_told_by_their_act_in_words(
    action: str, before: dict[str, Any], after: dict[str, Any], told: str
) -> None:
    assert facts_text(line(action, before, after)) == told


@pytest.mark.parametrize(
    ("action", "subject", "told"),
    [
        ("tap.refused", "/nhat-ky role.administering", "trang Nhật ký: Lệnh này dành cho quản trị."),
        ("tap.refused", "/nhat-ky.csv role.administering", "trang Nhật ký: Lệnh này dành cho quản trị."),
        ("tap.refused", "/ role.figures", "trang Tổng quan: Số liệu tổng hợp dành cho lãnh đạo, giám sát, quản trị."),
        ("tap.refused", "/nhatky role.administering", "/nhatky: Lệnh này dành cho quản trị."),
        ("tap.refused", "card duty.see", "bấm một nút: Anh/chị chỉ xem được việc của cơ quan mình."),
        ("tap.refused", "forged", "nút không do bot gửi ra"),
        ("page.sign_in", "officer:12", "Trần Thị B (Sở Tư pháp)"),
        ("group.begin", "group:3 agency:4", "nhóm chat 3 Sở Tài chính"),
        ("plan.draft", "draft:1", "bản nháp 1"),
        ("chat.link", "web", "trang làm việc"),
        ("agency.change", "snv", "Sở Nội vụ"),
        ("deadline.move", "175/KH-UBND I.1 2024-03-01 → undated", "175/KH-UBND I.1 01/03/2024 → không ghi thời hạn"),
        ("invitation.create", "invitation:3 agency:4 officer", "mã mời 3 Sở Tài chính cán bộ đầu mối"),
    ],
)
def test_what_an_act_was_done_to_is_told_in_words(action: str, subject: str, told: str) -> None:
    assert subject_text(line(action, {}, {}, subject)) == told


def test_the_demo_s_plan_is_told_without_keys_and_with_its_number_of_tasks(office: Office, admin: Person) -> None:
    with office.store.read() as session:
        lines = list(audit_log.stream(session, AuditFilter()))
    [applied] = [one for one in lines if one.action == "plan.apply"]
    assert "nhiệm vụ: thêm 43" in facts_text(applied)
    assert list_bare(office) == set()


def test_a_key_without_a_name_is_found(office: Office) -> None:
    with office.store.write() as session:
        audit.record_action(
            session, now=office.clock.now(), actor="x", action="snooze", subject="", after={"state_of_nobody": 1}
        )
    assert list_bare(office) == {("snooze", "state_of_nobody")}
