"""/moi as it is talked: people are named, looked at once more, and get their codes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from PIL import Image
from sqlmodel import col, select

from data.enums import Role
from data.models import AuditEntry, Invitation, Officer
from data.registry.office import agencies
from data.registry.people.joining.entrances import Entrance
from data.store import Session
from handlers.base.messages import Reply
from tests.handlers.chat import Office, Person
from tests.handlers.post import post_comes

CODE = re.compile(r"\b[A-Z2-9]{5} [A-Z2-9]{5}\b")


class Doors:
    """A Telegram bot and a page; Zalo has room for one."""

    def find_room(self, session: Session, now: datetime) -> str | None:
        taken = session.exec(select(Invitation).where(col(Invitation.channel) == "zalo-1")).first()
        return None if taken else "zalo-1"

    def list_for(self, code: str, channel: str | None) -> Sequence[Entrance]:
        zalo = [Entrance("Zalo", "https://zalo.example/1", code)] if channel else []
        return [Entrance("Telegram", f"https://t.me/bot?start={code}"), *zalo]

    def group_link(self, code: str) -> str:
        return f"https://t.me/bot?startgroup={code}"


@pytest.fixture
def admin(office: Office) -> Person:
    office.entrances = Doors()
    office.restart()
    return office.officer("snv", Role.ADMIN, name="Giang")


def codes_in(reply: Reply) -> list[str]:
    return [code.replace(" ", "") for code in CODE.findall(reply.text)]


def invitations(office: Office) -> list[Invitation]:
    with office.store.read() as session:
        return list(session.exec(select(Invitation).order_by(col(Invitation.id))))


def joined(office: Office, code: str) -> Person:
    person = office.stranger()
    person.chat = replace(person.chat, sender_name="Tài khoản")
    person.says(code)
    return person


def test_one_person_is_invited_and_comes_in(office: Office, admin: Person) -> None:
    assert admin.says("/moi").heading == "👤 Mời cán bộ"
    shown = admin.says("trần thị bình, so tu phap")
    assert shown.heading == "👤 Mời 1 cán bộ"
    assert shown.body.startswith("1. trần thị bình · cán bộ đầu mối, Sở Tư pháp")
    assert "Chưa có gì được ghi" in shown.body
    assert not invitations(office)
    made = admin.taps("Cấp mã mời")
    assert made.heading == "🔑 Mã mời của trần thị bình"
    (code,) = codes_in(made)
    assert f"Telegram: https://t.me/bot?start={code}" in made.body
    assert "Zalo: mở https://zalo.example/1 rồi gõ mã" in made.body
    assert "đến hết ngày 11/03/2024" in made.body
    assert code not in made.unkept
    (picture,) = made.files
    assert Image.open(BytesIO(picture.content)).format == "PNG"
    assert "cán bộ đầu mối của Sở Tư pháp" in joined(office, code).screen.body
    with office.store.read() as session:
        assert session.exec(select(Invitation)).one().code_hash not in made.text
        acts = session.exec(select(AuditEntry).where(AuditEntry.action == "invitation.create")).all()
        assert [act.actor for act in acts] == [f"officer:{session.exec(select(Officer.id)).first()}"]
        assert "trần thị bình" in (acts[0].after or "")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Trần Thị Bình, Sở Tư pháp, lãnh đạo", "Trần Thị Bình · lãnh đạo cơ quan, Sở Tư pháp"),
        ("Trần Thị Bình; stp; dau moi", "Trần Thị Bình · cán bộ đầu mối, Sở Tư pháp"),
        ("Sở Tư pháp - Trần Thị Bình", "Trần Thị Bình · cán bộ đầu mối, Sở Tư pháp"),
        ("1. Trần Thị Bình, Chuyên viên, Sở Tư pháp, 0912 345 678", "Trần Thị Bình · cán bộ đầu mối, Sở Tư pháp"),
        ("3. Trần Thị Bình\tSở Tư pháp\tđầu mối", "Trần Thị Bình · cán bộ đầu mối, Sở Tư pháp"),
        ("3\tTrần Thị Bình\tSở Tư pháp", "Trần Thị Bình · cán bộ đầu mối, Sở Tư pháp"),
        ("Trần Thị Bình, xã Quỳnh Hoa", "Trần Thị Bình · cán bộ đầu mối, UBND xã Quỳnh Hoa"),
        ("Trần Thị Bình Sở Tư pháp", "Trần Thị Bình · cán bộ đầu mối, Sở Tư pháp"),
        ("tran thi binh o so tu phap", "tran thi binh · cán bộ đầu mối, Sở Tư pháp"),
        ("Bình Trần, binh@example.com, Sở Tư pháp", "Bình Trần · cán bộ đầu mối, Sở Tư pháp"),
    ],
)
def test_a_line_is_read_however_it_is_written(office: Office, admin: Person, typed: str, line: str) -> None:
    assert admin.says(f"/moi {typed}").body.startswith(f"1. {line}\n")


def test_an_agency_alone_is_that_of_who_is_typed_next(office: Office, admin: Person) -> None:
    admin.says("/moi")
    assert admin.says("Sở Tư pháp").heading == "👤 Mời cán bộ của Sở Tư pháp"
    assert admin.says("Trần Thị Bình").body.startswith("1. Trần Thị Bình · cán bộ đầu mối, Sở Tư pháp")


def test_behind_the_command_an_agency_may_stand(office: Office, admin: Person) -> None:
    assert admin.says("/moi Sở Tư pháp").heading == "👤 Mời cán bộ của Sở Tư pháp"
    assert admin.says("Trần Thị Bình").body.startswith("1. Trần Thị Bình · cán bộ đầu mối, Sở Tư pháp")
    more = admin.says("Lê Văn Chi, lãnh đạo")
    assert more.heading == "👤 Mời 2 cán bộ"
    assert "2. Lê Văn Chi · lãnh đạo cơ quan, Sở Tư pháp" in more.body


LIST = """Họ và tên\tĐơn vị\tVai trò
Trần Thị Bình\tSở Tư pháp\tĐầu mối
Lê Văn Chi\tSở Tài chính\tLãnh đạo
Đỗ Dũng\tSở Trên Trời\tĐầu mối
Bùi Thị Én\tSở Y tế\tNhân viên
\tSở Y tế\tĐầu mối
Trần  Thị Bình\tSở Tư pháp\tLãnh đạo
Hồ Giang\tSở Y tế\t"""


def test_of_a_pasted_list_the_right_lines_are_made_and_the_wrong_ones_named(office: Office, admin: Person) -> None:
    admin.says("/moi")
    shown = admin.says(LIST)
    assert shown.heading == "👤 Mời 3 cán bộ"
    assert "3. Hồ Giang · cán bộ đầu mối, Sở Y tế" in shown.body
    assert "⚠️ 4 dòng chưa dùng được" in shown.body
    assert "Dòng 4 “Đỗ Dũng Sở Trên Trời Đầu mối”: không có cơ quan “Sở Trên Trời”" in shown.body
    assert "Dòng 5 “Bùi Thị Én Sở Y tế Nhân viên”: không có vai trò “Nhân viên”" in shown.body
    assert "Dòng 6 “Sở Y tế Đầu mối”: thiếu họ tên" in shown.body
    assert "Dòng 7 “Trần Thị Bình Sở Tư pháp Lãnh đạo”: Trần Thị Bình đã có ở một dòng trên" in shown.body
    assert admin.says("Đỗ Dũng, Sở Xây dựng").heading == "👤 Mời 4 cán bộ"
    made = admin.taps("Cấp 4 mã mời")
    assert made.heading == "🔑 Đã cấp 4 mã mời"
    assert len(set(codes_in(made))) == 4
    (slips,) = made.files
    assert slips.name == "phieu-moi.pdf"
    assert len(pypdfium2.PdfDocument(slips.content)) == 1
    for code in codes_in(made):
        assert joined(office, code).screen.heading.startswith("✅ Chào anh/chị")


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_workbook_is_read_as_a_list_whatever_the_order_of_its_columns(office: Office, admin: Person) -> None:
    rows: list[list[object]] = [
        ["DANH SÁCH CÁN BỘ ĐẦU MỐI"],
        ["STT", "Vai trò", "Đơn vị", "Họ và tên", "Điện thoại"],
        [1, "Đầu mối", "Sở Tư pháp", "Trần Thị Bình", "0912345678"],
        [2, "Lãnh đạo", "Sở Tài chính", "Lê Văn Chi", None],
        [3, None, "Sở Trên Trời", "Đỗ Dũng", None],
    ]
    admin.says("/moi")
    shown = admin.sends("danh-sach.xlsx", workbook(rows))
    assert shown.heading == "👤 Mời 2 cán bộ"
    assert "2. Lê Văn Chi · lãnh đạo cơ quan, Sở Tài chính" in shown.body
    assert "Dòng 5 “3 Sở Trên Trời Đỗ Dũng”: không có cơ quan “Sở Trên Trời”" in shown.body
    assert admin.says("Đỗ Dũng, Sở Y tế").heading == "👤 Mời 3 cán bộ"
    assert len(codes_in(admin.taps("Cấp 3 mã mời"))) == 3


def test_a_file_that_is_no_list_is_refused_and_the_question_stays(office: Office, admin: Person) -> None:
    admin.says("/moi")
    for name, content in (
        ("a.xlsx", b"PK\x03\x04 torn"),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.xlsx", workbook([])),
        ("a.exe", b"MZ"),
    ):
        assert not admin.sends(name, content).heading.startswith("👤"), name
    assert admin.says("Trần Thị Bình, stp").heading == "👤 Mời 1 cán bộ"


def test_a_marked_list_is_refused(office: Office, admin: Person) -> None:
    admin.says("/moi")
    refused = admin.sends("a.xlsx", workbook([["TỐI MẬT"], ["Trần Thị Bình", "Sở Tư pháp"]]))
    assert "không được ghi lại" in refused.body


def test_who_is_in_or_invited_is_not_invited_again(office: Office, admin: Person, officer: Person) -> None:
    admin.says("/moi Trần Thị Bình, stp")
    admin.taps("Cấp mã mời")
    again = admin.says("/moi Trần Thị Bình, stp")
    assert again.heading == "👤 Chưa mời được ai"
    assert "đang có mã chờ" in again.body
    assert admin.taps("Mã đang chờ").heading == "🔑 1 mã mời đang chờ"
    assert "Cán bộ A đã là cán bộ của cơ quan này" in admin.says("/moi Cán bộ A, stp").body


def test_a_sentence_that_names_nobody_is_answered_and_asked_again(office: Office, admin: Person) -> None:
    admin.says("/moi")
    assert "Tôi chưa đọc được ai được mời" in admin.says("abc").body
    assert "Tôi vẫn chờ họ tên và cơ quan" in admin.says("tuần này việc gì đến hạn?").body
    assert admin.says("Trần Thị Bình, stp").heading == "👤 Mời 1 cán bộ"
    admin.says("thôi")
    assert not invitations(office)


def test_a_tap_twice_or_after_the_process_died_gives_the_same_people_other_codes(
    office: Office, admin: Person
) -> None:
    admin.says("/moi Trần Thị Bình, stp")
    first = admin.taps("Cấp mã mời")
    again = admin.presses(next(one.value for one in _buttons_of_preview(office, admin)))
    assert "Mã cấp lần trước không dùng được nữa" in again.body
    assert len(invitations(office)) == 1
    assert "Mã mời này không đúng" in joined(office, codes_in(first)[0]).screen.body
    assert joined(office, codes_in(again)[0]).screen.heading.startswith("✅")


def _buttons_of_preview(office: Office, admin: Person) -> list:  # type: ignore[type-arg]
    from data.registry.conversations import dialogues
    from handlers.base.callback_data.codec import button
    from handlers.base.callback_data.people import MakeInvitations

    with office.store.read() as session:
        question = dialogues.get_question(session, admin.chat.channel, admin.chat.chat_id)
    assert question is not None
    return [button("x", MakeInvitations(question.about["mark"]))]


def test_after_the_codes_what_is_typed_is_a_question_again(office: Office, admin: Person) -> None:
    admin.says("/moi Trần Thị Bình, stp")
    admin.taps("Cấp mã mời")
    assert "Tôi vẫn chờ" not in admin.says("tuần này việc gì đến hạn?").body


def test_a_role_that_sees_all_agencies_is_asked_about_twice(office: Office, admin: Person) -> None:
    second = office.officer("snv", Role.ADMIN, name="Hoa")
    admin.says("/moi Trần Thị Bình, stp, giám sát")
    asked = admin.taps("Cấp mã mời")
    assert asked.heading == "⚠️ Cấp vai trò xem được mọi cơ quan?"
    assert not invitations(office)
    made = admin.taps("Đúng, cấp mã")
    assert "⏳" in made.body
    (code,) = codes_in(made)
    assert "còn chờ một cán bộ quản trị thứ hai" in joined(office, code).screen.body
    assert "Anh/chị đã cấp mã này" in admin.presses("approve:1").body
    second.presses("codeof:1")
    assert second.taps("Đồng ý").heading == "✅ Đã đồng ý"
    assert joined(office, code).screen.heading.startswith("✅ Chào")


def test_codes_that_wait_are_renewed_and_revoked(office: Office, admin: Person) -> None:
    admin.says("/moi stp")
    admin.says("Trần Thị Bình\nLê Văn Chi")
    first, second = codes_in(admin.taps("Cấp 2 mã mời"))
    assert admin.taps("Mã đang chờ").heading == "🔑 2 mã mời đang chờ"
    admin.taps("Trần Thị Bình · Sở Tư pháp")
    (renewed,) = codes_in(admin.taps("Cấp mã khác"))
    assert "không đúng" in joined(office, first).screen.body
    assert joined(office, renewed).screen.heading.startswith("✅")
    assert "đã được dùng" in admin.presses("renewcode:1").body
    admin.presses("codeof:2")
    assert admin.taps("Thu hồi").heading == "🚫 Đã hủy mã mời"
    assert "bị thu hồi" in joined(office, second).screen.body
    assert admin.presses("codes:0").body.startswith("Không có mã mời nào đang chờ")


def test_a_list_of_two_hundred_goes_through_at_once(office: Office, admin: Person) -> None:
    names = [f"Người {chr(97 + at % 26)}{chr(97 + at // 26)} Văn" for at in range(200)]
    admin.says("/moi stp")
    shown = admin.says("\n".join(names))
    assert shown.heading == "👤 Mời 200 cán bộ"
    made = admin.taps("Cấp 200 mã mời")
    assert made.heading == "🔑 Đã cấp 200 mã mời"
    assert len(pypdfium2.PdfDocument(made.files[0].content)) == 25
    assert len(invitations(office)) == 200


def test_too_long_a_list_is_refused_whole(office: Office, admin: Person) -> None:
    admin.says("/moi stp")
    names = "\n".join(f"Người {chr(97 + at % 26)}{chr(97 + at // 26)} Văn" for at in range(201))
    assert "quá 200 người" in admin.says(names).body
    assert not invitations(office)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.SUPERVISOR])
def test_nobody_else_invites(office: Office, role: Role) -> None:
    other = office.officer("stp", role, name="Khác")
    assert other.says("/moi Trần Thị Bình, stp").body.startswith("Lệnh này dành cho quản trị")
    for value in ("makecodes:0123456789ab", "makeoverseers:0123456789ab", "codes:0", "codeof:1", "renewcode:1"):
        assert other.presses(value).body.startswith("Lệnh này dành cho quản trị")


def test_without_buttons_people_are_typed_and_choices_numbered(office: Office, admin: Person) -> None:
    typing = office.officer("snv", Role.ADMIN, name="Hoa", has_buttons=False)
    typing.says("/moi")
    shown = typing.says("1. Trần Thị Bình, stp\n2. Lê Văn Chi, Sở Tài chính")
    assert shown.heading == "👤 Mời 2 cán bộ"
    assert "1 Cấp 2 mã mời" in shown.text
    made = typing.says("1")
    assert made.heading == "🔑 Đã cấp 2 mã mời"
    assert joined(office, codes_in(made)[1]).screen.heading == "✅ Chào anh/chị Lê Văn Chi"


def test_an_office_of_fifty_is_invited_by_one_file_and_reminded_the_next_morning(
    office: Office, admin: Person
) -> None:
    with office.store.read() as session:
        names = [one.name for one in agencies.list_all(session)][:50]
    rows = [
        ["Họ tên", "Cơ quan"],
        *([f"Cán bộ {chr(97 + at % 26)}{chr(97 + at // 26)}", name] for at, name in enumerate(names)),
    ]
    admin.says("/moi")
    assert admin.sends("danh-sach.xlsx", workbook(rows)).heading == "👤 Mời 50 cán bộ"
    admin.taps("Cấp 50 mã mời")
    with office.store.read() as session:
        ids = [one.id for one in session.exec(select(Invitation)).all()]
    people = []
    for invitation_id in ids:
        (code,) = codes_in(admin.presses(f"renewcode:{invitation_id}"))
        people.append(joined(office, code))
    office.later(days=1)
    before = [person.screen for person in people]
    post_comes(office, *people)
    told = [person.screen.heading for person, was in zip(people, before, strict=True) if person.screen is not was]
    assert len([heading for heading in told if heading.startswith("⏰")]) >= 10, told
