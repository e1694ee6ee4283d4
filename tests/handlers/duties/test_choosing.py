"""/capnhat without a code asks which duty, in words."""

from data.enums import Role
from tests.handlers.chat import Office, Person


def test_without_a_code_it_asks_which_one(officer: Person) -> None:
    reply = officer.says("/capnhat")
    asked, _empty, listed = reply.body.partition("\n\n")
    assert asked == "Anh/chị chọn một việc để cập nhật: chạm mã bên dưới, hoặc gõ /capnhat II.1."
    assert listed.startswith("Thứ Hai, 26/02/2024 · chưa xong 13")
    assert "✅ Đã xong" in [button.text for row in officer.taps("II.3").buttons for button in row]


def test_without_buttons_the_choice_stands_in_words(office: Office) -> None:
    person = office.officer(has_buttons=False)
    assert "Anh/chị chọn một việc để cập nhật" in person.says("/capnhat").body
    assert " · 6 II.3 · " in person.screen.choices
    assert person.says("6").heading.startswith("II.3 · ")


def test_where_nothing_is_owed_there_is_nothing_to_choose(office: Office) -> None:
    assert "chọn một việc" not in office.officer("bhxh").says("/capnhat").body


def test_a_supervisor_marks_what_their_own_agency_owes(office: Office) -> None:
    supervisor = office.officer("snv", Role.SUPERVISOR)
    assert "chưa xong" in supervisor.says("/capnhat TC.2").body
    assert "Cơ quan thực hiện" not in supervisor.taps("TC.2 15/03").body
    assert "✅ Đã xong" in [button.text for row in supervisor.screen.buttons for button in row]
    assert "Cơ quan thực hiện · trang 1/11" in supervisor.says("/nhiemvu TC.2").body


def test_a_supervisor_who_names_a_task_of_others_sees_how_far_it_is(office: Office) -> None:
    supervisor = office.officer("snv", Role.SUPERVISOR)
    card = supervisor.says("/capnhat II.3").body
    assert "Cơ quan thực hiện: Sở Tư pháp" in card
    assert "Tình trạng: chưa bắt đầu" in card
