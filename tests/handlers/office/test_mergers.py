"""Mergers in the chat: typed in one sentence, asked about where both owe the same, written by one tap."""

import pytest
from sqlmodel import col, select

from data.enums import Role
from data.models import Agency, AuditEntry, Officer
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.directories import AskMerger, RecordMerger
from tests.handlers.chat import Office, Person

SENTENCE = "Sở Kế hoạch và Đầu tư vào Sở Tài chính từ 02/01/2024 theo 12/NQ-HĐND"


@pytest.fixture
def admin(office: Office) -> Person:
    return office.officer("snv", Role.ADMIN, name="Quản trị viên")


def asked(person: Person) -> Person:
    person.presses(encode(AskMerger()))
    return person


def last_day(office: Office, code: str) -> str:
    with office.store.read() as session:
        return str(session.exec(select(col(Agency.last_day)).where(col(Agency.code) == code)).one())


def test_states_that_differ_and_people_are_asked_about_before_anything_is_written(
    office: Office, admin: Person
) -> None:
    old, new = office.officer("skhdt", name="Cán bộ Kế hoạch"), office.officer("stc")
    shared = next(
        (mine, other)
        for mine in office.duties("skhdt")
        for other in office.duties("stc")
        if mine.deadline_id == other.deadline_id
    )
    for person, duty, percent in ((old, shared[0], 60), (new, shared[1], 20)):
        person.presses(f"percent:{duty.id}:0:{percent}")
    shown = asked(admin).says(SENTENCE).body
    assert f"{shared[0].code} (KH 175/KH-UBND" in shown
    assert "Chuyển sang Sở Tài chính?" in admin.taps("Sở KH&ĐT: đang làm 60%").body
    preview = admin.taps("Chuyển tất cả").body
    assert "Sở Kế hoạch và Đầu tư kết thúc; Sở Tài chính tiếp nhận từ 02/01/2024, theo 12/NQ-HĐND." in preview
    assert "• Chuyển theo: Cán bộ Kế hoạch" in preview
    assert last_day(office, "skhdt") == "None"
    done = admin.taps("Ghi sáp nhập").body
    assert done.startswith("✅ Sở Tài chính đã tiếp nhận: ")
    assert last_day(office, "skhdt") == "2024-01-01"
    assert next(one.percent for one in office.duties("stc") if one.id == shared[1].id) == 60
    with office.store.read() as session:
        moved = session.exec(select(Officer).where(Officer.name == "Cán bộ Kế hoạch")).one()
        assert session.get_one(Agency, moved.agency_id).code == "stc"
        [entry] = session.exec(select(AuditEntry).where(col(AuditEntry.action) == "agency.merge"))
    assert entry.channel == "chat"


def test_who_has_nobody_is_merged_without_that_question(office: Office, admin: Person) -> None:
    assert "Tôi sẽ ghi như sau:" in asked(admin).says(SENTENCE).body
    admin.taps("Thôi, để sau")
    assert last_day(office, "skhdt") == "None"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Sở Kế hoạch và Đầu tư", "Chưa thấy cơ quan kết thúc và cơ quan tiếp nhận"),
        ("Sở Kế hoạch và Đầu tư vào Sở Tài chính theo 12/NQ-HĐND", "Chưa thấy ngày"),
        ("Sở Kế hoạch và Đầu tư vào Sở Tài chính từ 31/02/2024 theo 12/NQ", "không có trong lịch"),
        ("Sở Kế hoạch và Đầu tư vào Sở Tài chính từ 02/01/2024", "Chưa thấy số văn bản"),
        ("Sở Không Có vào Sở Tài chính từ 02/01/2024 theo 12/NQ-HĐND", "Không thấy cơ quan"),
        ("Sở Tài chính vào Sở Tài chính từ 02/01/2024 theo 12/NQ-HĐND", "không thể sáp nhập vào chính mình"),
        ("Sở Kế hoạch và Đầu tư vào Sở Tài chính từ 01/01/2030 theo 12/NQ-HĐND", "chưa đến"),
    ],
)
def test_what_cannot_be_is_said_and_asked_again(office: Office, admin: Person, typed: str, said: str) -> None:
    assert said in asked(admin).says(typed).text
    assert last_day(office, "skhdt") == "None"
    assert "Tôi sẽ ghi như sau:" in admin.says(SENTENCE).body


def test_an_agency_that_ended_has_one_successor_and_takes_nothing_over(office: Office, admin: Person) -> None:
    asked(admin).says(SENTENCE)
    admin.taps("Ghi sáp nhập")
    split = asked(admin).says("Sở Kế hoạch và Đầu tư vào Sở Nội vụ từ 02/01/2024 theo 13/NQ-HĐND").body
    assert "việc đã chuyển sang Sở Tài chính" in split
    circle = admin.says("Sở Tài chính vào Sở Kế hoạch và Đầu tư từ 02/01/2024 theo 13/NQ-HĐND").body
    assert "nên không tiếp nhận được" in circle


def test_a_button_of_another_merger_records_nothing(office: Office, admin: Person) -> None:
    asked(admin).says(SENTENCE)
    admin.presses(encode(RecordMerger("0" * 12)))
    assert last_day(office, "skhdt") == "None"
