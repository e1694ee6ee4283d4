"""State-secret material is refused, is not kept, and the officer is told why."""

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from data.enums import Role
from data.store import Store
from handlers.base.state_secrets import looks_secret
from tests.handlers.chat import Office, Person

REFUSED = "Nội dung có dấu hiệu mật nên không được ghi lại."


@pytest.mark.parametrize(
    "text",
    [
        "TUYỆT MẬT",
        "Tối mật",
        "tối mật",
        "Tuyệt Mật",
        "văn bản MẬT số 12",
        "(Mật)",
        "Mật",
        "12/KH-UBND (Mật) 28/02/2024",
        "12/KH-UBND - Mật, 28/02/2024",
        "Độ mật: Mật",
        "độ mật A",
        "đã đóng dấu mật",
        "tài liệu mật của tỉnh",
        "Không có, vì là công văn mật",
        "To\u0302\u0301i ma\u0323\u0302t",
    ],
)
def test_a_mark_of_secrecy_is_seen(text: str) -> None:
    assert looks_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "bảo vệ bí mật nhà nước",
        "BÍ MẬT NHÀ NƯỚC",
        "BẢO MẬT THÔNG TIN",
        "bảo mật",
        "mật độ dân số",
        "MẬT ĐỘ",
        "mật khẩu",
        "MẬT KHẨU",
        "sản phẩm mật ong",
        "Mật ong hoa nhãn",
        "cơ mật viện",
        "tôi mất điện thoại",
        "12/KH-UBND 28/02/2024",
        "",
    ],
)
def test_words_that_only_sound_like_it_are_not(text: str) -> None:
    assert not looks_secret(text)


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
