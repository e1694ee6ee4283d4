"""/canbo as it is talked: who is linked where, and what an administrator changes of it."""

from dataclasses import replace

import pytest
from sqlmodel import col, select

from data.enums import Role
from data.models import AuditEntry, Invitation, Officer, Preference
from data.registry.people import preferences
from data.registry.people.preferences import Preferences
from data.registry.people.succession.same_person import is_same_person
from tests.handlers.chat import Office, Person
from tests.handlers.office.test_invitations import Doors, codes_in
from tests.handlers.post import post_comes

OUTSIDE = "Anh/chị cần mã mời để sử dụng."


@pytest.fixture
def admin(office: Office) -> Person:
    office.entrances = Doors()
    office.restart()
    return office.officer("snv", Role.ADMIN, name="Giang")


def get_officers(office: Office, name: str) -> list[Officer]:
    with office.store.read() as session:
        return list(session.exec(select(Officer).where(Officer.name == name).order_by(col(Officer.id))))


def acts(office: Office, action: str) -> list[AuditEntry]:
    with office.store.read() as session:
        return list(session.exec(select(AuditEntry).where(AuditEntry.action == action)))


def test_everybody_stands_in_a_list_and_has_a_card(office: Office, officer: Person, admin: Person) -> None:
    shown = admin.says("/canbo")
    assert shown.heading == "👥 2 cán bộ"
    assert "• Cán bộ A · cán bộ đầu mối, Sở Tư pháp; chat" in shown.body
    card = admin.taps("Cán bộ A · Sở Tư pháp")
    assert card.heading == "👤 Cán bộ A"
    assert "cán bộ đầu mối, Sở Tư pháp\nchat: từ 26/02/2024, nhắn gần nhất 26/02/2024" in card.body
    office.later(days=2)
    officer.says("/toi")
    assert "nhắn gần nhất 28/02/2024" in admin.presses("person:1").body


def test_who_joined_by_a_code_is_shown_with_the_account(office: Office, admin: Person) -> None:
    admin.says("/moi An, stp")
    newcomer = office.stranger()
    newcomer.chat = replace(newcomer.chat, sender_name="An NV")
    newcomer.says(codes_in(admin.taps("Cấp mã mời"))[0])
    assert "Tài khoản “An NV”, chưa ai xác nhận đúng người" in admin.says("/canbo An").body
    assert admin.taps("Đúng").heading == "✅ Đã xác nhận đúng người"
    assert "Giang đã xác nhận đúng người" in admin.says("/canbo An").body


def test_commands_may_be_typed_as_words(office: Office, officer: Person, admin: Person) -> None:
    assert admin.says("Mời cán bộ").heading == "👤 Mời cán bộ"
    admin.says("thôi")
    assert admin.says("danh sách cán bộ").heading == "👥 2 cán bộ"
    assert officer.says("mời cán bộ").body.startswith("Lệnh này dành cho quản trị")
    assert officer.says("dữ liệu của tôi").heading == "🗂 Dữ liệu tôi giữ về anh/chị"


def test_people_are_found_by_agency_and_by_name(office: Office, officer: Person, admin: Person) -> None:
    office.officer("stc", name="Cán bộ B")
    assert admin.says("/canbo Sở Tư pháp").heading == "👥 Sở Tư pháp: 1 cán bộ"
    assert admin.says("/canbo giang").heading == "👤 Giang"
    assert admin.says("/canbo can bo").heading == "👥 2 cán bộ tên có “can bo”"
    assert "Không có cán bộ hay cơ quan nào tên" in admin.says("/canbo Sở Tư phap hhh").body


def test_a_name_is_corrected(office: Office, officer: Person, admin: Person) -> None:
    admin.says("/canbo Cán bộ A")
    admin.taps("Đổi họ tên")
    assert "không có chữ số" in admin.says("B2").body
    assert admin.says("Cán bộ Đúng Tên").body == "Cán bộ A nay là Cán bộ Đúng Tên (Sở Tư pháp)."
    (act,) = acts(office, "officer.rename")
    assert (act.before, act.after) == ('{"name": "Cán bộ A"}', '{"name": "Cán bộ Đúng Tên"}')


def test_an_officer_becomes_the_head_and_keeps_chat_and_wishes(
    office: Office, officer: Person, admin: Person
) -> None:
    me = get_officers(office, "Cán bộ A")[0].id or 0
    with office.store.write() as session:
        preferences.save(session, me, Preferences(hour=7), now=office.clock.now())
    officer.presses(f"percent:{office.duty('II.3').id}:0:50")
    admin.says("/canbo Cán bộ A")
    admin.taps("Đổi vai trò")
    asked = admin.taps("Lãnh đạo cơ quan")
    assert "Hiện nay: cán bộ đầu mối, Sở Tư pháp" in asked.body
    assert len(get_officers(office, "Cán bộ A")) == 1
    assert admin.taps("Đồng ý chuyển").body == (
        "Cán bộ A nay là lãnh đạo cơ quan của Sở Tư pháp (trước: cán bộ đầu mối, Sở Tư pháp)."
    )
    before, after = get_officers(office, "Cán bộ A")
    assert (before.active, after.active) == (False, True)
    assert "lãnh đạo cơ quan" in officer.says("/toi").body
    with office.store.read() as session:
        assert is_same_person(session, before.id, after.id)
        assert [(row.officer_id, row.hour) for row in session.exec(select(Preference))] == [(after.id, 7)]
    (act,) = acts(office, "officer.transfer")
    assert '"role": "officer"' in (act.before or "")
    assert '"role": "head"' in (act.after or "")
    office.later(hours=1)
    post_comes(office, officer)
    assert officer.screen.heading == "🔁 Anh/chị nay là lãnh đạo cơ quan của Sở Tư pháp"
    assert "Trước đó: cán bộ đầu mối, Sở Tư pháp" in officer.screen.body


def test_an_officer_goes_to_another_agency(office: Office, officer: Person, admin: Person) -> None:
    admin.says("/canbo Cán bộ A")
    admin.taps("Chuyển cơ quan")
    assert "Gần nhất: Sở Tài chính" in admin.says("So Tai chinhh").body
    admin.says("Sở Tài chính")
    admin.taps("Đồng ý chuyển")
    assert "Cơ quan: Sở Tài chính" in officer.says("/toi").body
    assert "chỉ xem được việc của cơ quan mình" in officer.presses(f"card:{office.duty('II.3').id}").body


def test_where_nothing_changes_nothing_is_asked(office: Office, officer: Person, admin: Person) -> None:
    admin.says("/canbo Cán bộ A")
    admin.taps("Chuyển cơ quan")
    assert admin.says("stp").body.endswith("Không có gì thay đổi.")


def test_a_role_that_sees_everything_is_given_by_a_code(office: Office, officer: Person, admin: Person) -> None:
    refused = admin.presses("move:1:supervisor:1:2024-02-26").body
    assert refused.startswith("Vai trò giám sát, quản trị chỉ cấp bằng mã")
    admin.says("/canbo Cán bộ A")
    admin.taps("Đổi vai trò")
    assert admin.taps("Giám sát").heading == "🔑 Cấp mã giám sát?"
    (first,) = codes_in(admin.taps("Cấp mã"))
    (again,) = codes_in(admin.presses("newphone:1:supervisor"))
    with office.store.read() as session:
        assert len(session.exec(select(Invitation)).all()) == 1, "a tap that is taken twice"
    assert "không đúng" in officer.says(f"/thamgia {first}").body
    officer.says(f"/thamgia {again}")
    officer.taps("Đổi vai trò")
    assert "Vai trò: giám sát" in officer.says("/toi").body
    assert [one.active for one in get_officers(office, "Cán bộ A")] == [False, True]


def test_a_new_telephone_replaces_the_old_one(office: Office, officer: Person, admin: Person) -> None:
    admin.says("/canbo Cán bộ A")
    asked = admin.taps("Mã đổi máy")
    assert "chat cũ không xem, không nhận gì nữa" in asked.body
    (code,) = codes_in(admin.taps("Cấp mã"))
    assert "Cơ quan" in officer.says("/toi").body, "nothing changes before the code is used"
    phone = office.stranger()
    assert phone.says(code).heading == "✅ Chào anh/chị Cán bộ A"
    assert OUTSIDE in officer.says("/toi").body


def test_somebody_is_let_go(office: Office, officer: Person, admin: Person) -> None:
    admin.says("/canbo Cán bộ A")
    admin.taps("Ngừng liên kết")
    assert admin.taps("Đồng ý ngừng liên kết").heading == "Đã ghi"
    assert OUTSIDE in officer.says("/toi").body
    assert admin.presses("person:1").body.startswith("Nút này không còn dùng được")


def test_an_administrator_changes_of_themselves_only_the_name(office: Office, admin: Person) -> None:
    admin.says("/canbo Giang")
    assert {button.text for button in admin.buttons()} == {"Đổi họ tên", "‹ Cán bộ"}
    for value in ("askrole:1", "askagency:1", "move:1:head:1:2024-02-26", "newphone:1:officer"):
        assert admin.presses(value).body.startswith("Nút này không còn dùng được"), value


def test_the_last_administrator_stays_whoever_taps(office: Office, admin: Person) -> None:
    second = office.officer("snv", Role.ADMIN, name="Hoa")
    admin.presses("moveto:2:head:1")
    assert admin.presses("move:2:head:1:2024-02-26").heading == "✅ Đã chuyển"
    assert second.presses("move:1:head:1:2024-02-26").body.startswith("Lệnh này dành cho quản trị")
