"""A whole office is set up on a phone by somebody who reads only the bot, from nothing to the first digests."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from data.enums import Role
from data.errors import NotAllowed
from data.models import Agency, Officer, Task
from data.plans.formats.document import Cell, Document, Paragraph, Table, TableRow
from data.registry.office import first_start
from data.registry.people.invitations import invite as make_invitation
from data.registry.people.joining.first_administrator import NO_AGENCY_YET
from scheduler.testing import FixedClock
from tests import factories as make
from tests.data.plans.formats.made_files import word_of
from tests.databases.registries import Shelf, empty
from tests.handlers.chat import Office, Person
from tests.handlers.office.test_invitations import codes_in, invitations, joined
from tests.handlers.post import post_comes

START = datetime(2026, 1, 12, 2, 0, tzinfo=UTC)
"""Monday, 09:00 in Viet Nam."""
HEAD = ("TT", "Nội dung công việc", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Hoàn thành")
COMMUNES = 44


@pytest.fixture
def office(shelf: Shelf) -> Iterator[Office]:
    with shelf.lent(empty) as store:
        yield Office(store, FixedClock(START))


def plan() -> Document:
    """A plan with what plans bring: a merged lead, a group row, a sentence, an unknown and an unnamed agency."""
    rows = (
        ("I", "Thể chế", *("Thể chế",) * 4),
        ("1", "Ban hành quy chế", "Quy chế", "Sở Nội vụ", "các đơn vị liên quan", "15/01/2026"),
        ("2", "Rà soát văn bản", "Báo cáo", "Sở Tư pháp", "Sở Nội vụ", "Trước 20/01/2026"),
        ("II", "Cấp xã", *("Cấp xã",) * 4),
        ("1", "Công khai thủ tục", "Báo cáo", "UBND các xã, phường, đặc khu", "", "16/01/2026"),
        ("2", "Tuyên truyền", "Tin bài", "Trung tâm Truyền thông đa phương tiện", "", "Quý I/2026"),
    )
    lines = (
        *("Số: 08/KH-UBND", "Hưng Yên, ngày 05 tháng 01 năm 2026", "KẾ HOẠCH"),
        *("Cải cách hành chính tỉnh Hưng Yên năm 2026", "I. Tổ chức thực hiện"),
        "Sở Nội vụ tổng hợp, báo cáo UBND tỉnh trước ngày 05/12/2026.",
    )
    table = Table(tuple(TableRow(tuple(map(Cell, row)), line) for line, row in enumerate((HEAD, *rows), 10)))
    return Document((*(Paragraph(text, line) for line, text in enumerate(lines, 1)), table))


def first_administrator(office: Office) -> Person:
    """Somebody types the code that the first start printed."""
    with office.store.write() as session:
        first_start.invite_first(session, now=START, actor="officer first")
        code = first_start.invite_first(session, now=START, actor="officer first").code
    admin = office.stranger()
    admin.says(code)
    return admin


def test_an_office_is_set_up_from_nothing_by_reading_the_bot_alone(office: Office) -> None:
    admin = first_administrator(office)
    assert "cơ quan dùng bot thuộc cấp nào" in admin.screen.text
    admin.taps("Cấp tỉnh")
    admin.says("hung yen")
    admin.taps(next(one.text for one in admin.buttons() if one.text.startswith("Ghi")))
    admin.taps("Chọn cơ quan của tôi")
    admin.says("Sở Nội vụ")
    assert "Anh/chị là cán bộ quản trị của Sở Nội vụ" in admin.screen.text

    admin.taps("📥 Nhập kế hoạch")
    admin.sends("ke-hoach-2026.docx", word_of(plan()))
    admin.taps(next(one.text for one in admin.buttons() if one.text.startswith("Trả lời câu hỏi")))
    while "câu hỏi" in admin.screen.heading:
        said = admin.screen.text
        if "phải theo dõi không" in said:
            admin.taps("Là nhiệm vụ")
        elif "không ghi cơ quan chủ trì" in said:
            admin.taps("Sở Nội vụ")
        elif "mà không nêu tên" in said:
            admin.taps("Không cơ quan nào ở đây")
        else:
            admin.taps("Là cơ quan mới")
    admin.taps("Ghi vào sổ")
    with office.store.read() as session:
        assert len(session.exec(select(Task)).all()) == 5
        names = session.exec(select(Agency.name).where(Agency.kind == "commune")).all()[:COMMUNES]

    of = (*names, *("Sở Nội vụ",) * 2, *("Sở Tư pháp",) * 2, "Sở Tài chính", "Trung tâm Truyền thông đa phương tiện")
    assert len(of) == 50
    admin.says("/moi")
    admin.says("\n".join(f"Nguyễn Văn {chr(65 + n // 26)}{chr(65 + n % 26)}, {name}" for n, name in enumerate(of)))
    admin.taps("Cấp 50 mã mời")
    assert admin.screen.files[0].name == "phieu-moi.pdf"
    people = []
    for made in invitations(office)[2:]:
        (code,) = codes_in(admin.presses(f"renewcode:{made.id}"))
        people.append(joined(office, code))
    with office.store.read() as session:
        assert len(session.exec(select(Officer).where(Officer.role == Role.OFFICER, Officer.active)).all()) == 50

    office.clock.move_to(datetime(2026, 1, 13, 1, 0, tzinfo=UTC))
    post_comes(office, *people)
    told = {name for name, person in zip(of, people, strict=True) if "⏰" in person.screen.heading}
    assert told >= set(names)
    assert "Công khai thủ tục" in people[0].screen.text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("cấp xã", "Tỉnh, thành phố nào?"),
        ("Cap tinh", "Tỉnh, thành phố nào?"),
        ("đơn vị thuộc bộ", "Tên bộ"),
        ("Bộ Nội vụ", "Bộ Nội vụ"),
        ("Phú Thọ", "Danh mục Tỉnh Phú Thọ"),
        ("ubnd tinh phu tho", "Danh mục Tỉnh Phú Thọ"),
        ("phường Long Xuyên, tỉnh An Giang", "Danh mục Phường Long Xuyên, Tỉnh An Giang"),
        ("UBND phuong long xuyen an giang", "Danh mục Phường Long Xuyên, Tỉnh An Giang"),
        ("phường Long Xuyên", "Danh mục Phường Long Xuyên, Tỉnh An Giang"),
        ("chúng tôi là Bộ Nội vụ.", "Danh mục Bộ Nội vụ:"),
        ("bo noi vu", "Danh mục bo noi vu:"),
        ("Bố Hạ", "Danh mục Xã Bố Hạ"),
        ("bo trach quang tri", "Danh mục Xã Bố Trạch"),
        ("bỏ qua", "Hoặc gõ tên tỉnh, xã, phường"),
        ("bo qua", "Hoặc gõ tên tỉnh, xã, phường"),
        ("bố trí", "Hoặc gõ tên tỉnh, xã, phường"),
        ("bộ phận một cửa", "Hoặc gõ tên tỉnh, xã, phường"),
        ("Bộ Chỉ huy quân sự tỉnh", "Hoặc gõ tên tỉnh, xã, phường"),
        ("bao nhiêu việc quá hạn", "Hoặc gõ tên tỉnh, xã, phường"),
        ("phu tjo", "Hoặc gõ tên tỉnh, xã, phường"),
    ],
)
def test_the_first_question_is_answered_by_typing_and_asked_again_by_anything_else(
    office: Office, typed: str, shown: str
) -> None:
    admin = first_administrator(office)
    assert shown in admin.says(typed).text
    assert admin.buttons()


def test_a_first_administrator_without_a_name_is_asked_for_it_and_corrects_it_themselves(office: Office) -> None:
    admin = first_administrator(office)
    with office.store.write() as session:
        officer = session.exec(select(Officer).where(Officer.role == Role.ADMIN)).one()
        officer.name = "cán bộ chưa rõ tên"
        session.add(officer)
    admin.says("Hưng Yên")
    admin.taps("Ghi danh mục")
    proposed = admin.says("Sở Nội vụ")
    assert "chưa có gì thay đổi" in proposed.body
    with office.store.read() as session:
        assert session.exec(select(Agency.code).join(Officer)).one() == NO_AGENCY_YET
    assert "Anh/chị cho biết họ tên" in admin.taps("Tôi thuộc Sở Nội vụ").body
    for no_name in ("An", "Sở Nội vụ", "so noi vu", "- -"):
        assert "họ tên" in admin.says(no_name).body
    assert "✅ Chào anh/chị Đỗ Văn F." in admin.says("Đỗ Văn F").body
    assert "gửi kế hoạch vào đây" in admin.screen.body
    assert "Đổi họ tên" in admin.says("tôi tên là Đỗ Văn G").body
    admin.taps("✏️ Đổi họ tên")
    assert "Đỗ Văn F nay là Đỗ Văn G" in admin.says("Đỗ Văn G").body


@pytest.mark.parametrize(("typed", "heading"), [("mời cán bộ", "👤 Mời cán bộ"), ("Danh sách cán bộ", "👥 1 cán bộ")])
def test_the_words_of_a_command_are_no_name_of_the_first_administrator(
    office: Office, typed: str, heading: str
) -> None:
    with office.store.write() as session:
        make.agency(session, "snv", "Sở Nội vụ")
    admin = first_administrator(office)
    with office.store.write() as session:
        session.exec(select(Officer)).one().name = "cán bộ chưa rõ tên"
    admin.taps("Chọn cơ quan của tôi")
    assert "Anh/chị cho biết họ tên" in admin.taps("Sở Nội vụ").body
    assert admin.says(typed).heading == heading
    with office.store.read() as session:
        assert session.exec(select(Officer.name)).one() == "cán bộ chưa rõ tên"


def test_the_first_code_is_made_while_there_is_no_administrator(office: Office) -> None:
    admin = first_administrator(office)
    with office.store.write() as session, pytest.raises(NotAllowed):
        first_start.invite_first(session, now=START, actor="officer first")
    assert "Cơ quan đang thiết lập" in admin.screen.text


def test_of_two_codes_of_a_first_start_one_can_be_used(office: Office) -> None:
    with office.store.write() as session:
        code = first_start.invite_first(session, now=START, actor="officer first").code
        agency = session.exec(select(Agency.id)).one()
        assert agency
        other = make_invitation(session, agency_id=agency, role=Role.ADMIN, name="", now=START, actor="x", sure=True)
    admin, late = office.stranger(), office.stranger()
    admin.says(code)
    late.says(other.code)
    assert "đã bị thu hồi" in late.screen.text
    with office.store.read() as session:
        assert len(session.exec(select(Officer)).all()) == 1


def test_where_a_plan_was_imported_before_the_first_administrator_chooses_among_its_agencies(office: Office) -> None:
    with office.store.write() as session:
        make.agency(session, "snv", "Sở Nội vụ")
    admin = first_administrator(office)
    assert "thuộc cấp nào" not in admin.screen.text
    admin.taps("Chọn cơ quan của tôi")
    admin.taps("Sở Nội vụ")
    assert "Anh/chị là cán bộ quản trị của Sở Nội vụ" in admin.screen.text
