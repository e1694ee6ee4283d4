"""/trang and /thoat: the way to the officer's own page, and out of it."""

import re

import pytest
from sqlmodel import col, select

from data.enums import Role
from data.models import AuditEntry, ChatLink
from data.registry.office import agencies
from data.registry.people import offices, page_sessions
from data.registry.people.page_sessions import find_session
from data.registry.people.sign_in_links import TOKEN, find_link
from data.rules.limits.terms import SIGN_IN_LINK_TERM
from handlers.base.messages import Reply
from handlers.dispatch.stored_reply import dump_reply, load_reply
from tests.handlers.chat import Office, Person

PUBLIC_URL = "https://nhacviec.example.vn"


@pytest.fixture
def paged(office: Office) -> Office:
    """A bot that serves a page on the network."""
    office.public_url, office.has_page = PUBLIC_URL, True
    office.restart()
    return office


def way_in(reply: Reply) -> str:
    """The secret in the address that a reply shows."""
    found = re.match(rf"{PUBLIC_URL}/trang/vao/({TOKEN})\n", reply.body)
    assert found
    return found[1]


def sit(office: Office, person: Person) -> str:
    """Opens the page of somebody; returns the secret of the session."""
    with office.store.write() as session:
        link = session.exec(select(ChatLink).where(col(ChatLink.chat_id) == person.chat.chat_id)).one()
        chat = page_sessions.get_or_link_chat(session, link.officer_id, office.clock.now())
        clock = office.clock
        return page_sessions.open_session(session, chat, now=clock.now(), wall=clock.wall(), actor="officer:1")


def is_in(office: Office, token: str) -> bool:
    with office.store.read() as session:
        return find_session(session, token, office.clock.wall()) is not None


@pytest.mark.parametrize("typed", ["/trang", "trang", "Mở trang", "/Trang "])
def test_an_address_is_given_that_lets_in_with_ones_own_name(paged: Office, typed: str) -> None:
    reply = paged.officer("stp", name="Nguyễn Văn A").says(typed)
    with paged.store.read() as session:
        found = find_link(session, way_in(reply), paged.clock.wall())
    assert found
    assert (found.name, found.role) == ("Nguyễn Văn A", Role.OFFICER)
    assert "“Vào với tên Nguyễn Văn A”" in reply.body
    assert "10 phút" in reply.body
    assert reply.body.endswith("Máy nào 30 ngày không mở trang thì phải vào lại. Thoát trên mọi máy: /thoat")


def test_what_is_kept_of_the_answer_holds_no_address(paged: Office) -> None:
    reply = paged.officer("stp").says("/trang")
    assert reply.unkept
    assert way_in(reply) not in reply.unkept
    assert load_reply(dump_reply(reply)).unkept == reply.unkept


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMIN])
def test_those_who_see_the_work_of_others_are_let_in_for_a_working_day(paged: Office, role: Role) -> None:
    assert "Mỗi lần vào dùng được 8 giờ." in paged.officer("snv", role).says("/trang").body


@pytest.mark.parametrize("speaking", [Role.OFFICER, Role.SUPERVISOR])
def test_who_oversees_beside_another_role_is_told_how_long_a_browser_is_good_for_each(
    paged: Office, speaking: Role
) -> None:
    me = paged.officer("stp" if speaking is Role.OFFICER else "snv", speaking)
    with paged.store.write() as session:
        there = agencies.find(session, "syt").id
        link = session.exec(select(ChatLink).where(col(ChatLink.chat_id) == me.chat.chat_id)).one()
        beside = Role.OFFICER if speaking is Role.SUPERVISOR else Role.SUPERVISOR
        offices.add(session, link.officer_id, agency_id=there, role=beside, last_day=None, now=paged.clock.now())
    told = me.says("/trang").body
    assert "8 giờ với vai trò giám sát, quản trị. Với vai trò khác của anh/chị, máy nào 30 ngày không mở" in told
    assert "Mỗi lần vào dùng được 8 giờ." not in told


def test_without_a_page_the_command_says_so_and_stands_in_no_menu(office: Office, officer: Person) -> None:
    assert "chưa mở trang làm việc" in officer.says("/trang").body
    assert "/trang" not in officer.says("/trogiup").body
    assert officer.says("trang").body != officer.says("/trang").body


def test_with_a_page_the_menu_has_both_commands(paged: Office) -> None:
    said = paged.officer("stp").says("/trogiup").body
    assert "/trang – mở trang làm việc" in said
    assert "/thoat – thoát trang" in said


def test_a_stranger_is_given_no_address(paged: Office) -> None:
    for typed in ("/trang", "trang", "/thoat"):
        assert PUBLIC_URL not in paged.stranger().says(typed).text


@pytest.mark.parametrize("typed", ["/thoat", "đăng xuất", "thoát trang"])
def test_leaving_ends_all_ones_own_sessions_and_nobody_elses(paged: Office, typed: str) -> None:
    mine, other = paged.officer("stp"), paged.officer("stp", name="Cán bộ B")
    tokens, others = [sit(paged, mine) for _ in range(2)], sit(paged, other)
    assert mine.says(typed).body.startswith("Đã thoát trang trên tất cả các máy (2).")
    assert [is_in(paged, token) for token in tokens] == [False, False]
    assert is_in(paged, others)
    assert mine.says("/thoat").body == "Anh/chị không mở trang ở máy nào."


def test_an_administrator_sees_whose_page_is_open_and_ends_it(paged: Office) -> None:
    officer, admin = paged.officer("stp", name="Nguyễn Văn A"), paged.officer("snv", Role.ADMIN, name="Quản trị")
    token = sit(paged, officer)
    admin.says("/trang")
    shown = admin.taps("Ai đang mở trang")
    assert (shown.heading, shown.body.split(",")[0]) == ("🖥 Đang mở trang: 1 người", "Nguyễn Văn A · cán bộ đầu mối")
    assert admin.taps("Thoát: Nguyễn Văn A").body == (
        "Đã thoát trang của Nguyễn Văn A (Sở Tư pháp) trên tất cả các máy (1)."
    )
    assert not is_in(paged, token)
    assert admin.taps("‹ Ai đang mở trang").body == "Hiện không có ai mở trang."
    with paged.store.read() as session:
        last = session.exec(select(AuditEntry).where(col(AuditEntry.action) == "page.sign_out")).one()
    assert last.actor != last.subject


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.SUPERVISOR])
def test_nobody_else_sees_or_ends_the_pages_of_others(paged: Office, role: Role) -> None:
    token = sit(paged, paged.officer("stp", name="Nguyễn Văn A"))
    other = paged.officer("snv", role)
    for value in ("pages:", "pages:0", "endpages:1"):
        assert "Nguyễn Văn A" not in other.presses(value).text
    assert is_in(paged, token)


def test_a_question_that_is_open_takes_the_word_as_its_answer(paged: Office) -> None:
    officer = paged.officer("stp")
    officer.says("/capnhat II.3")
    officer.taps("✅ Đã xong")
    assert PUBLIC_URL not in officer.says("trang").text
    assert PUBLIC_URL in officer.says("/trang").text
    assert SIGN_IN_LINK_TERM.total_seconds() == 600


def test_a_document_that_the_channel_withholds_is_asked_for_on_the_page(paged: Office) -> None:
    reply = paged.officer("stp", name="Nguyễn Văn A", has_buttons=False).sends_withheld()
    found = re.search(rf"\n{PUBLIC_URL}/trang/vao/({TOKEN})\n", reply.body)
    assert found
    with paged.store.read() as session:
        signs_in = find_link(session, found[1], paged.clock.wall())
    assert signs_in
    assert signs_in.name == "Nguyễn Văn A"


def test_without_a_page_a_photo_or_the_number_is_asked_for(office: Office) -> None:
    reply = office.officer("stp", has_buttons=False).sends_withheld()
    assert "gửi ảnh chụp văn bản ở đây, hoặc gõ số và ngày văn bản" in reply.body
    assert "/trang/" not in reply.body
