"""Coming in with an invitation, and what is seen from outside."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from data.enums import NAME_LETTERS, Role
from data.models import ChatLink, Invitation, Officer
from data.registry.office import agencies
from data.registry.people import invitations
from handlers.dispatch.routes import BUTTONS, COMMANDS
from handlers.dispatch.turns import A_STRANGER
from tests.handlers.chat import Office, Person

WELCOME = "✅ Chào anh/chị"
OUTSIDE = "Anh/chị cần mã mời để sử dụng."


def invitation(office: Office, of: str = "stp", role: Role = Role.OFFICER, name: str = "Cán bộ A") -> str:
    """A fresh code."""
    with office.store.write() as session:
        agency = agencies.find(session, of)
        return invitations.invite(
            session, agency_id=agency.id, role=role, name=name, now=office.clock.now(), actor="test"
        ).code


def linked(session: Session, person: Person) -> int:
    """How many officers the person's chat speaks for."""
    return len(session.exec(select(ChatLink).where(col(ChatLink.chat_id) == person.chat.chat_id)).all())


@pytest.mark.parametrize("typed", ["/thamgia {}", "/start {}", "/THAMGIA {}", "/thamgia  {} ", "/thamgia\n{}"])
def test_a_code_links_the_chat_to_its_agency_and_role(office: Office, typed: str) -> None:
    person = office.stranger()
    reply = person.says(typed.format(invitation(office)))
    assert reply.heading.startswith(WELCOME)
    assert "Từ nay anh/chị là cán bộ đầu mối của Sở Tư pháp." in reply.body
    assert "Sở Tư pháp" in person.taps("📋 Nhiệm vụ").heading


@pytest.mark.parametrize(
    ("invited", "account", "called"),
    [
        ("Tên trong mã mời", "Tên tài khoản", "Tên trong mã mời"),
        ("", "Tên tài khoản", "Tên tài khoản"),
        ("", " ", "cán bộ chưa rõ tên"),
        ("", "Tên" * 100, ("Tên" * 100)[:NAME_LETTERS]),
    ],
)
def test_an_officer_is_called_as_invited_or_else_as_on_the_account(
    office: Office, invited: str, account: str, called: str
) -> None:
    person = office.stranger()
    person.chat = replace(person.chat, sender_name=account)
    assert person.says(f"/thamgia {invitation(office, name=invited)}").heading == f"✅ Chào anh/chị {called}"


def test_a_code_may_be_typed_in_small_letters(office: Office) -> None:
    assert office.stranger().says(f"/thamgia {invitation(office).lower()}").heading.startswith(WELCOME)


def test_a_code_works_once(office: Office) -> None:
    code = invitation(office)
    office.stranger().says(f"/thamgia {code}")
    assert office.stranger().says(f"/thamgia {code}").body.startswith("Mã mời này đã được dùng.")


def test_a_code_ends_after_a_fortnight(office: Office) -> None:
    code = invitation(office)
    office.later(days=14)
    assert office.stranger().says(f"/thamgia {code}").body.startswith("Mã mời này đã hết hạn.")


def test_after_five_wrong_codes_an_hour_must_pass(office: Office) -> None:
    code, person = invitation(office), office.stranger()
    for _try in range(5):
        assert person.says("/thamgia SAIMASAIMA").body.startswith("Mã mời này không đúng.")
    assert "chờ một giờ" in person.says(f"/thamgia {code}").body
    assert office.stranger().says("/thamgia SAIMASAIMA").body.startswith("Mã mời này không đúng.")
    office.later(hours=1)
    assert person.says(f"/thamgia {code}").heading.startswith(WELCOME)


def test_the_registry_holds_the_hash_of_a_code_only(office: Office) -> None:
    code = invitation(office)
    with office.store.read() as session:
        row = session.exec(select(Invitation)).one()
    assert code not in repr(row.model_dump())
    assert len(row.code_hash) == 64


def test_a_chat_can_come_in_again_for_another_agency(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    officer.taps("✅ Đã xong")
    asked = officer.says(f"/thamgia {invitation(office, of='vp-ubnd')}").body
    assert "Cán bộ A, cán bộ đầu mối, Sở Tư pháp" in asked
    assert "cán bộ đầu mối, Văn phòng UBND tỉnh" in asked
    assert officer.says("/nhiemvu").heading.startswith("📋 Sở Tư pháp")
    officer.says(f"/thamgia {invitation(office, of='vp-ubnd')}")
    assert "Văn phòng UBND tỉnh" in officer.taps("Chuyển sang VP UBND tỉnh").body
    assert officer.says("/nhiemvu").heading.startswith("📋 VP UBND tỉnh")
    assert "Anh/chị chỉ" in officer.presses(f"card:{office.duty('II.3').id}").body
    with office.store.read() as session:
        assert linked(session, officer) == 1


@pytest.mark.parametrize("words", ["chuyển", "Chuyển.", "chuyen sang"])
def test_a_linked_chat_changes_office_by_a_word_as_well(office: Office, officer: Person, words: str) -> None:
    officer.says(f"/thamgia {invitation(office, of='vp-ubnd', role=Role.HEAD)}")
    assert "lãnh đạo cơ quan của Văn phòng UBND tỉnh" in officer.says(words).body
    assert officer.says("/nhiemvu").heading.startswith("📋 VP UBND tỉnh")


@pytest.mark.parametrize(
    "words", ["thôi", "Thôi, giữ như cũ", "không", "để sau", "/huy", "II.3", "tuần này phải nộp gì"]
)
def test_a_linked_chat_stays_where_it_is_without_a_yes(office: Office, officer: Person, words: str) -> None:
    code = invitation(office, of="vp-ubnd")
    officer.says(f"/thamgia {code}")
    officer.says(words)
    assert officer.says("/start").body.startswith("Vai trò: cán bộ đầu mối\nCơ quan: Sở Tư pháp")
    assert office.stranger().says(f"/thamgia {code}").heading.startswith(WELCOME), "the code is not used up"


def test_the_button_of_a_change_of_office_works_for_the_code_typed_last_in_this_chat(
    office: Office, officer: Person
) -> None:
    officer.says(f"/thamgia {invitation(office, of='vp-ubnd')}")
    first = next(officer.buttons()).value
    colleague = office.officer("stc")
    assert colleague.presses(first).body.startswith("Nút này không còn dùng được")
    officer.says(f"/thamgia {invitation(office, of='stc')}")
    assert officer.presses(first).body.startswith("Nút này không còn dùng được")
    officer.says("/huy")
    assert officer.presses(first).body.startswith("Nút này không còn dùng được")
    for person, agency in ((officer, "Sở Tư pháp"), (colleague, "Sở Tài chính")):
        assert agency in person.says("/start").body


@pytest.mark.parametrize("words", ["ok", "chuyển", "thêm"])
def test_a_yes_after_another_answer_changes_no_office_but_asks_again(
    office: Office, officer: Person, words: str
) -> None:
    officer.says(f"/start {invitation(office, 'snv')}")
    officer.says("II.3 hạn khi nào?")
    assert officer.says(words).heading == "Kiêm nhiệm thêm ở Sở Nội vụ, hay chuyển sang đó?"
    assert "Sở Tư pháp" in officer.says("/start").text
    officer.says(f"/start {invitation(office, 'snv')}")
    officer.says("II.3 hạn khi nào?")
    officer.says(words)
    assert officer.says("chuyển").heading.startswith(WELCOME)


def test_a_change_of_office_that_waited_for_too_long_is_none(office: Office, officer: Person) -> None:
    officer.says(f"/thamgia {invitation(office, of='vp-ubnd')}")
    office.later(hours=13)
    assert officer.taps("Chuyển sang VP UBND tỉnh").body.startswith("Câu hỏi trước đã quá lâu")
    assert "Sở Tư pháp" in officer.says("/start").body


def test_a_code_that_somebody_else_used_meanwhile_changes_no_office(office: Office, officer: Person) -> None:
    code = invitation(office, of="vp-ubnd")
    officer.says(f"/thamgia {code}")
    tap = next(officer.buttons()).value
    office.stranger().says(f"/thamgia {code}")
    assert officer.presses(tap).body.startswith("Mã mời này đã được dùng.")
    assert "Sở Tư pháp" in officer.says("/start").body


@pytest.mark.parametrize(
    "written",
    [
        "{0} {1}",
        "{0}-{1}",
        "{0} - {1}",
        "{0}–{1}",
        "{0}\u2011{1}",
        "{0}\u00a0{1}",
        " {0}.{1}. ",
        "“{0}{1}”",
        "{0}\n{1}",
    ],
)
@pytest.mark.parametrize("case", [str.upper, str.lower, str.title])
def test_a_code_may_be_typed_in_groups(office: Office, written: str, case: Callable[[str], str]) -> None:
    code = case(invitation(office))
    assert office.stranger().says("/thamgia " + written.format(code[:5], code[5:])).heading.startswith(WELCOME)


def test_an_edited_message_is_answered_with_one_line_and_changes_nothing(office: Office, officer: Person) -> None:
    duty = office.duty("II.3")
    officer.presses(f"done:{duty.id}:{duty.version}")
    said = officer.hears(replace(officer.update("12/KH-UBND 20/02/2024"), edited=True))
    assert said is not None
    assert said.body.startswith("Tôi không đọc lại tin đã sửa")
    assert "\n" not in said.text
    assert not said.buttons
    assert office.changes(duty) == []
    assert "Đã ghi II.3 là xong" in officer.says("12/KH-UBND 20/02/2024").body, "the question is still open"


def test_an_edit_takes_no_numbers_away(office: Office) -> None:
    typist = office.officer(has_buttons=False)
    typist.says("/nhiemvu II.3")
    typist.hears(replace(typist.update("sửa"), edited=True))
    assert "số, ký hiệu và ngày" in typist.says("1").body


def test_edits_of_strangers_and_in_groups(office: Office, officer: Person) -> None:
    stranger = office.stranger()
    said = stranger.hears(replace(stranger.update("II.3"), edited=True))
    assert said is not None
    assert OUTSIDE in said.body
    assert said.at_most_every == A_STRANGER
    assert officer.hears(replace(officer.update("/nhiemvu"), edited=True, private=False)) is None


def test_a_wrong_code_leaves_a_linked_chat_as_it_was(officer: Person) -> None:
    assert officer.says("/thamgia SAIMASAIMA").body.startswith("Mã mời này không đúng.")
    assert officer.says("/nhiemvu").heading.startswith("📋 Sở Tư pháp")


def test_without_an_invitation_no_command_and_no_sentence_shows_anything(office: Office) -> None:
    person = office.stranger()
    for typed in (*(f"/{route.key}" for route in COMMANDS), "II.3", "tuần này phải nộp gì", "1", "", "/zzz", "😀"):
        reply = person.says(typed)
        assert OUTSIDE in reply.body, typed
        assert not reply.buttons


def test_without_an_invitation_no_button_shows_anything(office: Office) -> None:
    person, duty = office.stranger(), office.duty("II.3")
    values = ["o:0", f"{duty.id}", f"{duty.id}:0", f"{duty.id}:0:50", "II.3", "all", "0", ""]
    for verb in (*(route.key for route in BUTTONS), "cmd", "zzz"):
        for value in values:
            reply = person.presses(f"{verb}:{value}")
            assert "II.3" not in reply.text
            assert not reply.buttons
    assert person.presses("cmd:nhiemvu").body.startswith(OUTSIDE)
    assert office.changes(duty) == []


def test_an_officer_who_left_is_a_stranger(office: Office, officer: Person) -> None:
    with office.store.write() as session:
        session.exec(select(Officer)).one().active = False
    assert OUTSIDE in officer.says("/nhiemvu").body


@pytest.mark.parametrize("said", ["xin chào", "/start", "/nhiemvu", "/khongco", "/starrt", "", "x" * 3000, "bí mật"])
def test_a_stranger_is_answered_once_a_minute(office: Office, said: str) -> None:
    assert office.stranger().says(said).at_most_every == A_STRANGER


def test_a_strangers_taps_and_files_are_answered_once_a_minute(office: Office) -> None:
    person = office.stranger()
    replies = [person.presses("list:o:0"), person.presses("???"), person.sends("KH 12.pdf", b"%PDF")]
    assert {reply.at_most_every for reply in replies} == {A_STRANGER}


def test_who_has_a_code_is_answered_at_once(office: Office) -> None:
    person = office.stranger()
    person.says("/start")
    assert person.says(f"/thamgia {invitation(office)}").at_most_every is None
    assert person.says("/nhiemvu").at_most_every is None


def test_a_wrong_code_is_said_at_once_as_often_as_one_may_try(office: Office) -> None:
    person = office.stranger()
    tries = [person.says("/thamgia SAIMASAIMA").at_most_every for _ in range(8)]
    assert tries == [None] * 5 + [A_STRANGER] * 3


def test_a_group_is_told_once_an_hour(office: Office) -> None:
    person = office.officer()
    person.chat = replace(person.chat, private=False)
    assert person.says("/nhiemvu").at_most_every == timedelta(days=30)


def test_in_a_group_nothing_of_an_agency_is_shown(officer: Person) -> None:
    officer.chat = replace(officer.chat, private=False)
    for typed in ("/nhiemvu", "II.3", "/toi"):
        assert officer.says(typed).body.startswith("Trong nhóm tôi chỉ gửi bản tin sáng")


@pytest.mark.parametrize("spelled", [str, str.lower, lambda code: f"{code[:5]} - {code[5:]}"])
def test_a_code_alone_asks_in_a_linked_chat_as_well(
    office: Office, officer: Person, spelled: Callable[[str], str]
) -> None:
    assert (
        officer.says(spelled(invitation(office, of="vp-ubnd"))).heading
        == "Kiêm nhiệm thêm ở VP UBND tỉnh, hay chuyển sang đó?"
    )
    assert "Sở Tư pháp" in officer.says("/start").body


def test_a_code_is_never_taken_for_the_content_of_what_was_asked(office: Office, officer: Person) -> None:
    duty = office.duty("II.3")
    officer.presses(f"note:{duty.id}")
    assert (
        officer.says(invitation(office, of="vp-ubnd")).heading
        == "Kiêm nhiệm thêm ở VP UBND tỉnh, hay chuyển sang đó?"
    )
    assert office.changes(duty) == []


def test_ten_letters_that_are_no_code_are_a_sentence(officer: Person) -> None:
    assert "Mã mời" not in officer.says("nhac sua qua").body
