"""Codes and people as they are talked about: who joined, who agrees, who is still in office."""

from dataclasses import replace

import pytest
from sqlmodel import col, select

from data.enums import PeopleCause, Role
from data.models import Invitation, Officer, PeopleNotice
from data.registry.office import agencies
from data.registry.people import invitations, officers
from data.registry.people.invitations import Invited
from tests.handlers.chat import Office, Person
from tests.handlers.post import post_comes

OLD = "Nút này không còn dùng được"
OUTSIDE = "Anh/chị cần mã mời để sử dụng."


def invited(office: Office, of: str = "stp", role: Role = Role.OFFICER, **facts: object) -> Invited:
    with office.store.write() as session:
        return invitations.invite(
            session,
            agency_id=agencies.find(session, of).id,
            role=role,
            now=office.clock.now(),
            actor="test",
            **{"name": "Nguyễn Văn An", "sure": True, **facts},  # type: ignore[arg-type]
        )


def newcomer(office: Office, code: str, *, account: str = "An NV", has_buttons: bool = True) -> Person:
    """Somebody types a code under an account."""
    person = office.stranger(has_buttons=has_buttons)
    person.chat = replace(person.chat, sender_name=account, account="@annv")
    person.says(f"/thamgia {code}")
    return person


def causes(office: Office) -> list[PeopleCause]:
    with office.store.read() as session:
        return [row.cause for row in session.exec(select(PeopleNotice).order_by(col(PeopleNotice.id)))]


def officer_id(office: Office, name: str) -> int:
    with office.store.read() as session:
        found = session.exec(select(Officer.id).where(Officer.name == name)).one()
    assert found is not None
    return found


@pytest.fixture
def admin(office: Office) -> Person:
    return office.officer("snv", Role.ADMIN, name="Giang")


def at_work(office: Office) -> None:
    """09:00 of the day: within the sending hours, half an hour after whatever was done."""
    office.later(hours=1)


def test_a_colleague_sees_the_account_and_says_that_it_is_right(office: Office, officer: Person) -> None:
    newcomer(office, invited(office).code)
    at_work(office)
    post_comes(office, officer)
    assert officer.screen.heading == "👤 Nguyễn Văn An vào làm cán bộ đầu mối, Sở Tư pháp"
    assert "Tài khoản: “An NV (@annv)”, kênh chat" in officer.screen.body
    assert officer.taps("Đúng").heading == "✅ Đã xác nhận đúng người"
    head = office.officer("stp", Role.HEAD, name="Chi")
    assert "Cán bộ A đã xác nhận đúng người" in head.presses("vouch:1").body
    assert not list(head.buttons())


def test_a_colleague_revokes_and_administrators_are_told(office: Office, officer: Person, admin: Person) -> None:
    impostor = newcomer(office, invited(office).code)
    impostor.presses(f"percent:{office.duty('II.3').id}:0:50")
    at_work(office)
    post_comes(office, officer)
    revoke = next(one.value for one in officer.buttons() if one.text == "Thu hồi")
    said = officer.presses(revoke)
    assert said.heading == "🚫 Đã thu hồi Nguyễn Văn An"
    assert "đã cập nhật 1 lần" in said.body
    assert OUTSIDE in impostor.says("/nhiemvu").body
    assert "Cán bộ A đã thu hồi" in officer.presses(revoke).body, "tapped twice"
    assert causes(office).count(PeopleCause.REVOKED) == 1
    post_comes(office, admin)
    assert admin.screen.heading == "🚫 Một tài khoản vừa bị thu hồi"
    assert "Cán bộ A cho biết tài khoản “An NV (@annv)” không phải Nguyễn Văn An" in admin.screen.body


def test_forged_and_foreign_buttons_tell_and_change_nothing(office: Office, officer: Person) -> None:
    newcomer(office, invited(office).code)
    for stranger in (office.officer("stc"), office.officer("snv", Role.SUPERVISOR)):
        for verb in ("joined", "vouch", "revoke"):
            for code in (1, 999):
                assert stranger.presses(f"{verb}:{code}").body.startswith(OLD)
    for verb in ("approve", "cancelcode", "vouchall", "askdismiss"):
        assert officer.presses(f"{verb}:1").body.startswith("Lệnh này dành cho quản trị.")
    assert officer.presses("still:999").body.startswith(OLD)
    assert officer.presses("leaveoffice:999:2024-02-26").body.startswith(OLD)
    with office.store.read() as session:
        assert session.get_one(Officer, officer_id(office, "Nguyễn Văn An")).active


def test_nobody_decides_on_themselves_or_unconfirmed_on_others(office: Office, admin: Person) -> None:
    first = newcomer(office, invited(office).code)
    newcomer(office, invited(office, name="Lê Bình").code, account="Bình")
    for tap in ("vouch:1", "revoke:1", "vouch:2", "revoke:2"):
        assert first.presses(tap).body.startswith("Anh/chị không tự xác nhận hay thu hồi")
    assert admin.presses("vouch:1").heading.startswith("✅")
    assert first.presses("revoke:2").heading.startswith("🚫")


def test_once_vouched_for_only_an_administrator_revokes(office: Office, officer: Person, admin: Person) -> None:
    newcomer(office, invited(office).code)
    officer.presses("vouch:1")
    assert officer.presses("revoke:1").body.startswith("Đã có người xác nhận đúng")
    assert admin.presses("revoke:1").heading.startswith("🚫")
    assert PeopleCause.REVOKED not in causes(office), "the administrator knows"


def test_the_only_administrator_is_removed_by_nobody(office: Office, admin: Person) -> None:
    me = officer_id(office, "Giang")
    assert "quản trị duy nhất" in admin.presses(f"notstill:{me}").body
    assert "quản trị duy nhất" in admin.presses(f"leaveoffice:{me}:2024-02-26").body
    assert admin.presses(f"dismiss:{me}:2024-02-26").body.startswith(OLD)
    admin.says(f"/thamgia {invited(office).code}")
    assert [one.text for one in admin.buttons()] == ["➕ Kiêm nhiệm thêm ở Sở Tư pháp", "Thôi, giữ như cũ"], (
        "no moving away"
    )
    second = newcomer(office, invited(office, "snv", Role.ADMIN, name="Hoa").code, account="Hoa")
    assert admin.presses("revoke:2").heading.startswith("🚫")
    assert OUTSIDE in second.says("/toi").body


def test_a_forwarded_code_is_said_to_whom_it_was_meant_for(office: Office, admin: Person) -> None:
    code = invited(office).code
    newcomer(office, code, account="Người Khác")
    meant = office.stranger()
    meant.chat = replace(meant.chat, sender_name="An thật")
    said = meant.says(f"/thamgia {code}").body
    assert said.startswith("Mã mời này đã được dùng. Tài khoản “Người Khác (@annv)” dùng lúc 26/02")
    meant.says(f"/thamgia {code}")
    at_work(office)
    assert causes(office).count(PeopleCause.CONTESTED) == 1
    with office.store.write() as session:
        for notice in session.exec(select(PeopleNotice).where(PeopleNotice.cause != PeopleCause.CONTESTED)):
            session.delete(notice)
    post_comes(office, admin)
    assert admin.screen.heading == "⚠️ Một mã mời, hai tài khoản"
    assert "Tài khoản “An thật” đã gõ lại mã này" in admin.screen.body
    assert admin.taps("Thu hồi").heading.startswith("🚫")
    assert meant.says(f"/thamgia {code}").body.startswith("Mã mời này đã được dùng. Mỗi mã chỉ dùng một lần")


def test_the_code_that_linked_a_chat_typed_again_is_no_fault(office: Office) -> None:
    code = invited(office).code
    person = newcomer(office, code)
    for _again in range(7):
        assert person.says(f"/start {code}").heading == "Anh/chị là Nguyễn Văn An"
    assert PeopleCause.CONTESTED not in causes(office)


def test_a_code_waits_for_the_second_administrator(office: Office, admin: Person) -> None:
    second = office.officer("snv", Role.ADMIN, name="Hoa")
    made = invited(office, "snv", Role.SUPERVISOR, created_by_id=officer_id(office, "Giang"))
    person = office.stranger()
    for _try in range(6):
        assert person.says(f"/thamgia {made.code}").body.startswith("Mã mời này còn chờ một cán bộ quản trị thứ hai")
    at_work(office)
    post_comes(office, admin, second)
    assert admin.screen.heading != second.screen.heading
    assert second.screen.heading == "🔑 Mã mời chờ anh/chị đồng ý"
    assert admin.presses(f"approve:{made.id}").body.startswith("Anh/chị đã cấp mã này")
    assert second.taps("Đồng ý").heading == "✅ Đã đồng ý"
    assert "quản trị khác đồng ý" in second.presses(f"approve:{made.id}").body
    assert "giám sát của Sở Nội vụ" in person.says(f"/thamgia {made.code}").body


def test_a_second_administrator_may_cancel(office: Office, admin: Person) -> None:
    office.officer("snv", Role.ADMIN, name="Hoa")
    made = invited(office, "snv", Role.ADMIN)
    assert admin.presses(f"cancelcode:{made.id}").heading == "🚫 Đã hủy mã mời"
    for verb in ("approve", "cancelcode"):
        assert "đã hủy hoặc đã hết hạn" in admin.presses(f"{verb}:{made.id}").body
    assert office.stranger().says(f"/thamgia {made.code}").body.startswith("Mã mời này đã bị thu hồi.")


def test_several_who_joined_are_confirmed_one_by_one_or_together(office: Office, admin: Person) -> None:
    for name in ("An", "Bình", "Chi"):
        newcomer(office, invited(office, name=name).code, account=name)
    at_work(office)
    with office.store.write() as session:
        for notice in session.exec(select(PeopleNotice).where(PeopleNotice.cause == PeopleCause.JOINED)):
            session.delete(notice)
    post_comes(office, admin)
    assert admin.screen.heading == "👤 3 cán bộ vừa vào bằng mã mời"
    message = admin.screen
    assert admin.taps("An · Sở Tư pháp").heading == "👤 An vào làm cán bộ đầu mối, Sở Tư pháp"
    admin.taps("Thu hồi")
    admin.screen = message
    assert admin.taps("Đúng cả 3 người").body.splitlines() == [
        f"{name}, cán bộ đầu mối, Sở Tư pháp" for name in ("Bình", "Chi")
    ]
    admin.screen = message
    assert "từ trước" in admin.taps("Đúng cả 3 người").body


def silent(office: Office, *people: Person) -> None:
    """Sixty days pass; it is a Friday, and the post comes."""
    office.later(days=60, hours=3)
    post_comes(office, *people)


@pytest.mark.parametrize("has_buttons", [True, False])
def test_a_silent_officer_says_that_they_are_still_in_office(office: Office, has_buttons: bool) -> None:
    person = office.officer("stp", has_buttons=has_buttons)
    silent(office, person)
    assert person.screen.heading == "❓ Anh/chị còn là cán bộ đầu mối của Sở Tư pháp?"
    assert "Đã 60 ngày" in person.screen.body
    reply = person.taps("Còn")
    assert reply.body.startswith("✅ Đã ghi: anh/chị còn là")


def test_who_has_left_says_so_twice_and_administrators_hear(office: Office, officer: Person, admin: Person) -> None:
    silent(office, officer)
    officer.taps("Không còn")
    assert "Chưa có gì thay đổi." in officer.screen.body
    assert officer.taps("Tôi vẫn còn").body.startswith("✅")
    assert officer.presses(f"notstill:{officer_id(office, 'Cán bộ A')}").heading.startswith("Anh/chị thôi làm")
    closing = next(one.value for one in officer.buttons() if one.text == "Đúng, tôi đã thôi")
    office.later(days=7)
    assert officer.presses(closing).heading.startswith("Anh/chị thôi làm"), "an old button asks again"
    assert officer.taps("Đúng, tôi đã thôi").heading == "Đã ghi"
    assert OUTSIDE in officer.says("/nhiemvu").body
    post_comes(office, admin)
    assert admin.screen.heading == "👋 Một cán bộ vừa thôi"
    assert "không còn cán bộ đầu mối nào nhận nhắc" in admin.screen.body


def test_the_question_can_be_answered_at_any_time_by_toi(office: Office) -> None:
    person = office.officer("stp", has_buttons=False)
    office.later(days=364)
    person.says("/nhiemvu")
    office.later(days=1, hours=3)
    post_comes(office, person)
    assert "Mỗi năm tôi hỏi lại một lần" in person.screen.body
    office.later(hours=3)
    assert "❓ Anh/chị còn là cán bộ đầu mối" in person.says("/toi").body
    assert person.says("1").body.startswith("✅ Đã ghi")
    assert "❓" not in person.says("/toi").body


def test_an_administrator_ends_the_office_of_who_did_not_answer(
    office: Office, officer: Person, admin: Person
) -> None:
    at = officer_id(office, "Cán bộ A")
    asked = admin.presses(f"askdismiss:{at}")
    assert "Chưa có gì thay đổi." in asked.body
    assert admin.taps("Đồng ý ngừng liên kết").heading == "Đã ghi"
    assert OUTSIDE in officer.says("/nhiemvu").body
    assert admin.presses(f"askdismiss:{at}").body.startswith(OLD)


def test_nobody_confirms_what_they_reported_in_an_earlier_role(office: Office, supervisor: Person) -> None:
    person = office.officer("stp", name="An")
    duty = office.duty("II.3")
    person.presses(f"done:{duty.id}:{duty.version}")
    person.says("12/KH-UBND 20/02/2024")
    person.presses(f"extend:{office.duty('II.2').id}")
    person.records("15/03/2024 chờ ý kiến")
    person.says(f"/thamgia {invited(office, 'snv', Role.SUPERVISOR).code}")
    person.taps("Chuyển sang Sở Nội vụ")
    reported, asked = office.duty("II.3"), office.duty("II.2")
    assert "✅ Xác nhận" not in [one.text for one in person.buttons()]
    assert person.presses(f"confirm:{reported.id}:{reported.version}").body.startswith("Anh/chị không tự xác nhận")
    assert person.presses(f"agree:{asked.id}:{asked.version}").body.startswith("Anh/chị không tự trả lời")
    person.presses(f"request:{asked.id}")
    assert not any(one.value.startswith(("agree", "refuse")) for one in person.buttons())
    supervisor.presses(f"confirm:{reported.id}:{reported.version}")
    assert office.changes(reported)[-1] == "confirmed"


def test_an_ended_agency_is_named_as_such(office: Office) -> None:
    code = invited(office).code
    with office.store.write() as session:
        from data.models import Agency

        session.get_one(Agency, agencies.find(session, "stp").id).last_day = office.clock.now().date().replace(day=1)
    assert office.stranger().says(f"/thamgia {code}").body.startswith("Cơ quan của mã mời này đã kết thúc")


def test_the_codes_of_an_impostor_go_with_them(office: Office, admin: Person) -> None:
    second = newcomer(office, invited(office, "snv", Role.ADMIN, name="Hoa").code)
    made = invited(office, created_by_id=officer_id(office, "Hoa"))
    admin.presses("revoke:1")
    assert OUTSIDE in second.says("/toi").body
    assert office.stranger().says(f"/thamgia {made.code}").body.startswith("Mã mời này đã bị thu hồi.")
    with office.store.read() as session:
        assert session.get_one(Invitation, 1).revoked_by_id == officer_id(office, "Giang")
        assert [one.name for one in officers.list_officers(session)] == ["Giang"]
