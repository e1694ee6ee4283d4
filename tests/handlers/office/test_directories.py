"""/cauhinh: an office gets its agencies by taps or typed names, and nothing is written before it was shown."""

import pytest
from sqlmodel import col, select

from data.enums import Role
from data.models import Agency, AuditEntry
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.directories import WriteProvince
from tests.handlers.chat import Office, Person


@pytest.fixture
def admin(office: Office) -> Person:
    return office.officer("snv", Role.ADMIN, name="Quản trị viên")


def codes(office: Office, beginning: str = "") -> set[str]:
    with office.store.read() as session:
        return set(session.exec(select(Agency.code).where(col(Agency.code).startswith(beginning))))


def test_a_province_is_typed_shown_with_what_not_all_have_and_written_by_one_tap(
    office: Office, admin: Person
) -> None:
    before = codes(office)
    assert "Các danh mục trong sổ:" in admin.says("/cauhinh").body
    assert "Tỉnh, thành phố nào?" in admin.taps("Cấp tỉnh").body
    shown = admin.says("hưng yên").body
    assert "Danh mục Tỉnh Hưng Yên, từ 01/07/2025:" in shown
    assert "UBND các xã, phường, đặc khu (104)" in shown
    assert "Sở Ngoại vụ" not in shown
    assert "Sở Ngoại vụ" in admin.taps("+ Sở Ngoại vụ").body
    assert codes(office) == before
    assert "thêm 148, sửa 0, giữ nguyên 0 cơ quan" in admin.taps("Ghi danh mục").body
    assert codes(office) >= before | {"sngv", "stc-hung-yen-2025"}
    assert "• Tỉnh Hưng Yên: 148 cơ quan, từ 01/07/2025" in admin.taps("‹ Các danh mục").body
    with office.store.read() as session:
        [entry] = session.exec(select(AuditEntry).where(AuditEntry.subject == "hung-yen-2025"))
    assert (entry.action, entry.actor[:8], entry.channel) == ("agency.directory", "officer:", "chat")
    again = admin.presses(encode(WriteProvince("33", 1)))
    assert again.body == "Sổ đã có danh mục Tỉnh Hưng Yên, không có gì thay đổi."


def test_agencies_beside_the_departments_are_taken_in_or_left_by_a_tap(office: Office, admin: Person) -> None:
    admin.says("/cauhinh hưng yên")
    assert "BHXH tỉnh" in admin.screen.body
    assert "BHXH tỉnh" not in admin.taps("✓ Công an, quân sự, ngành dọc, tư pháp").body
    assert "BHXH tỉnh" in admin.taps("+ Công an, quân sự, ngành dọc, tư pháp").body
    admin.taps("✓ Cơ quan Đảng")
    admin.taps("Ghi danh mục")
    assert {"ca-tinh-hung-yen-2025", "mttq"} <= codes(office)
    assert "btc-tu" not in codes(office)


def test_those_of_a_commune_are_named_after_its_kind(office: Office, admin: Person) -> None:
    admin.says("/cauhinh")
    admin.taps("Cấp xã")
    admin.taps("Hưng Yên")
    assert "Công an phường" in admin.says("phường phố hiến").body
    assert "UBMTTQ phường" not in admin.taps("✓ Mặt trận, đoàn thể").body
    admin.taps("Ghi danh mục")
    assert "ca-xa" in codes(office)
    assert "mttq-xa" not in codes(office)


def test_a_commune_is_found_by_taps_over_pages(office: Office, admin: Person) -> None:
    admin.says("/cauhinh")
    admin.taps("Cấp xã")
    admin.taps("Hưng Yên")
    admin.taps("›")
    assert "xã, phường, đặc khu nào?" in admin.screen.body
    assert "Phòng Kinh tế, Hạ tầng và Đô thị" not in admin.screen.body
    shown = admin.says("phường phố hiến").body
    assert "UBND phường Phố Hiến" in shown
    assert "Phòng KT, HT&ĐT" in shown
    assert "thêm 16" in admin.taps("Ghi danh mục").body


def test_a_ministry_is_named_shown_and_confirmed(office: Office, admin: Person) -> None:
    admin.says("/cauhinh")
    admin.taps("Đơn vị của bộ")
    assert "Vụ Pháp chế" in admin.says("Bộ Nội vụ").text or "Vụ PC" in admin.screen.text
    assert "Đã ghi danh mục Bộ Nội vụ" in admin.taps("Ghi nhận").body


@pytest.mark.parametrize(("level", "typed"), [("Cấp tỉnh", "Thái Bình"), ("Cấp tỉnh", "Lào Xa")])
def test_what_is_no_province_of_today_is_asked_again(office: Office, admin: Person, level: str, typed: str) -> None:
    admin.says("/cauhinh")
    admin.taps(level)
    assert "34 tỉnh, thành phố" in admin.says(typed).body
    assert "Danh mục Tỉnh Lào Cai" in admin.says("Lào Cai").body


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.SUPERVISOR])
def test_others_than_administrators_may_not(office: Office, role: Role) -> None:
    person = office.officer("stp", role)
    before = codes(office)
    assert "Lệnh này dành cho" in person.says("/cauhinh").text
    person.presses(encode(WriteProvince("33")))
    assert codes(office) == before
