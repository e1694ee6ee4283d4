"""/xinvao as it is talked: somebody without a code asks, an administrator lets them in by a tap."""

from dataclasses import replace

import pytest
from sqlmodel import select

from data.enums import Role
from data.models import AuditEntry, Invitation, JoinRequest, Officer
from tests.handlers.chat import Office, Person
from tests.handlers.post import post_comes

ASKED = "📨 Đã gửi đề nghị"


@pytest.fixture
def admin(office: Office) -> Person:
    return office.officer("snv", Role.ADMIN, name="Giang")


@pytest.fixture
def stranger(office: Office) -> Person:
    person = office.stranger()
    person.chat = replace(person.chat, sender_name="An NV", account="@annv")
    return person


def requests(office: Office) -> list[JoinRequest]:
    with office.store.read() as session:
        return list(session.exec(select(JoinRequest)))


def test_a_stranger_asks_and_is_let_in_by_one_tap(
    office: Office, admin: Person, officer: Person, stranger: Person
) -> None:
    assert "gõ trong một dòng /xinvao, họ tên, dấu phẩy, cơ quan" in stranger.says("xin chào").body
    asked = stranger.says("/xinvao Hồ Thị An, so tu phap")
    assert asked.heading == ASKED
    assert "Hồ Thị An, cán bộ đầu mối, Sở Tư pháp" in asked.body
    assert "Anh/chị cần mã mời" in stranger.says("/nhiemvu").body, "nothing is open before the tap"
    office.later(hours=1)
    post_comes(office, admin)
    assert admin.screen.heading == "📨 Hồ Thị An xin vào làm cán bộ đầu mối, Sở Tư pháp"
    assert "Tài khoản: “An NV (@annv)”, kênh chat" in admin.screen.body
    assert admin.taps("Đồng ý").body.startswith("Hồ Thị An nay là cán bộ đầu mối của Sở Tư pháp")
    assert "Anh/chị là Hồ Thị An" in stranger.says("/toi").heading
    office.later(minutes=5)
    post_comes(office, stranger, officer)
    assert stranger.screen.heading == "✅ Chào anh/chị Hồ Thị An"
    assert officer.screen.heading == "👤 Hồ Thị An vào làm cán bộ đầu mối, Sở Tư pháp"
    with office.store.read() as session:
        code = session.exec(select(Invitation)).one()
        assert (code.account, code.vouched_by_id) == ("An NV (@annv)", 1)
        acts = [row.action for row in session.exec(select(AuditEntry)) if row.action.startswith("joining.")]
    assert acts == ["joining.ask", "joining.let_in"]


def test_a_stranger_is_turned_away(office: Office, admin: Person, stranger: Person) -> None:
    stranger.says("/xinvao Hồ Thị An, stp, lãnh đạo")
    assert admin.says("/canbo").heading == "👥 1 cán bộ"
    shown = admin.taps("📨 Xin vào (1)")
    assert "1. Hồ Thị An · lãnh đạo cơ quan, Sở Tư pháp" in shown.body
    assert admin.taps("1. Từ chối").heading == "🚫 Đã từ chối"
    assert "Anh/chị cần mã mời" in stranger.says("/toi").body
    assert admin.presses("letin:1").body == "Đề nghị này đã bị từ chối từ trước. Không có gì thay đổi."
    assert admin.presses("joinasks:0").body == "Không có ai xin vào."


def test_two_administrators_decide_once(office: Office, admin: Person, stranger: Person) -> None:
    second = office.officer("snv", Role.ADMIN, name="Hoa")
    stranger.says("/xinvao Hồ Thị An, stp")
    admin.presses("letin:1")
    for tap in ("letin:1", "turnaway:1"):
        assert second.presses(tap).body == "Người này đã được cho vào từ trước. Không có gì thay đổi."
    with office.store.read() as session:
        assert len(session.exec(select(Officer).where(Officer.name == "Hồ Thị An")).all()) == 1


def test_a_later_request_replaces_the_one_before(office: Office, admin: Person, stranger: Person) -> None:
    stranger.says("/xinvao Hồ Thị An, stp")
    stranger.says("/xinvao Hồ Thị An, Sở Tài chính")
    assert "Người này đã gửi đề nghị khác" in admin.presses("letin:1").body
    assert "Sở Tài chính" in admin.presses("letin:2").body


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Anh/chị cần mã mời"),
        ("Hồ Thị An", "Anh/chị gõ trong một dòng"),
        ("1234, stp", "Anh/chị gõ trong một dòng"),
        ("Hồ Thị An, Sở Tai chinhh", "Không có cơ quan “Sở Tai chinhh”. Gần nhất: Sở Tài chính"),
        ("Hồ Thị An, stp, quản trị", "Vai trò quản trị chỉ cấp bằng mã mời"),
        ("Hồ Thị An, snv, giám sát", "Vai trò giám sát chỉ cấp bằng mã mời"),
    ],
)
def test_what_cannot_be_asked_is_said_and_not_kept(office: Office, stranger: Person, typed: str, said: str) -> None:
    assert stranger.says(f"/xinvao {typed}").body.startswith(said)
    assert not requests(office)


def test_a_chat_asks_three_times_an_hour(office: Office, stranger: Person) -> None:
    for _again in range(3):
        assert stranger.says("/xinvao Hồ Thị An, stp").heading == ASKED
    assert "đã có quá nhiều" in stranger.says("/xinvao Hồ Thị An, stp").body
    office.later(hours=2)
    assert stranger.says("/xinvao Hồ Thị An, stp").heading == ASKED


def test_a_request_that_waited_too_long_lets_nobody_in(office: Office, admin: Person, stranger: Person) -> None:
    stranger.says("/xinvao Hồ Thị An, stp")
    office.later(days=15)
    assert admin.presses("letin:1").body == "Đề nghị này đã quá hạn. Không có gì thay đổi."


def test_who_is_in_is_told_so(officer: Person) -> None:
    assert officer.says("/xinvao Hồ Thị An, stp").heading == "Anh/chị là Cán bộ A"
