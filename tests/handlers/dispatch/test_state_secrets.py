"""State-secret material is refused, is not kept, and the officer is told why."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from data.enums import Role
from data.store import Store
from tests.handlers.chat import Office, Person
from tests.handlers.post import post_comes

REFUSED = "Nội dung có dấu hiệu mật nên không được ghi lại."


def everything(store: Store) -> str:
    """All rows of all tables, as text."""
    with store.read() as session:
        return repr([session.execute(select(table)).all() for table in SQLModel.metadata.sorted_tables])


@pytest.mark.parametrize("has_buttons", [True, False])
def test_marked_text_is_refused_wherever_it_is_typed_and_kept_nowhere(
    office: Office, caplog: pytest.LogCaptureFixture, has_buttons: bool
) -> None:
    officer = office.officer("stp", has_buttons=has_buttons)
    marked = "Phương án khu vực Z TUYỆT MẬT"
    with caplog.at_level(0):
        for typed in (marked, f"/nhiemvu {marked}", f"/tonghop {marked}", f"/khongco {marked}"):
            assert officer.says(typed).body.startswith(REFUSED)
        officer.presses(f"done:{office.duty('II.3').id}:0")
        assert officer.says(f"không có, {marked}").body.startswith(REFUSED)
    assert office.changes(office.duty("II.3")) == []
    assert "khu vực Z" not in everything(office.store) + caplog.text


def test_what_was_typed_and_does_not_exist_is_not_logged(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    supervisor = office.officer("snv", Role.SUPERVISOR)
    with caplog.at_level(0):
        assert "IX.99" in supervisor.says("/nhiemvu IX.99").body
        assert "Sở Ngoại giao" in supervisor.says("/tonghop Sở Ngoại giao").body
    assert caplog.text.count("no such") == 2
    assert "IX.99" not in caplog.text
    assert "Ngoại giao" not in caplog.text


def test_after_a_refusal_the_question_is_still_open(office: Office, officer: Person) -> None:
    officer.presses(f"done:{office.duty('II.3').id}:0")
    officer.says("12/KH-UBND (Mật) 26/02/2024")
    assert officer.says("12/KH-UBND 26/02/2024").body.startswith("✅ Đã ghi II.3 là xong.")


def test_the_message_is_deleted_where_the_channel_can_or_the_officer_is_asked_to(officer: Person) -> None:
    reply = officer.says("(Mật) danh sách")
    assert reply.body.splitlines()[0].endswith("anh/chị xóa tin ấy ở cả hai phía ngay.")
    assert reply.if_deleted.splitlines()[0].endswith("Tôi đã xóa tin ấy khỏi cuộc trò chuyện.")
    assert "người phụ trách bảo vệ bí mật" in reply.body


def test_a_text_that_becomes_secret_by_an_edit_is_refused_as_well(officer: Person) -> None:
    reply = officer.hears(replace(officer.update("bản TUYỆT MẬT"), edited=True))
    assert reply
    assert reply.body.startswith(REFUSED)


def test_administrators_hear_that_it_happened_and_where_never_what(office: Office, officer: Person) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Giang")
    head = office.officer("stp", Role.HEAD, name="Chi")
    officer.says("Phương án khu vực Z TUYỆT MẬT")
    officer.says("khu vực Z còn 3 việc")
    office.stranger().says("Phương án khu vực Z TUYỆT MẬT")
    office.later(hours=1)
    post_comes(office, admin, head)
    assert admin.screen.heading == "🔒 Tin có dấu mật đã bị từ chối"
    assert head.screen.heading != admin.screen.heading
    assert admin.screen.body.startswith("• Sở Tư pháp: lúc ")
    assert "khu vực" not in admin.screen.body
    officer.says("bản (Mật)")
    officer.says("/nhiemvu TUYỆT MẬT")
    office.later(hours=1)
    post_comes(office, admin)
    assert "• Sở Tư pháp: lúc " in admin.screen.body, "told by the minute"
