"""An office in which everything goes on at once, so that each button finds something that it can change."""

from dataclasses import replace

from data.enums import Role
from data.plans.formats.document import Cell, Document, Paragraph, Table, TableRow
from data.registry.office import agencies
from data.registry.people import identities, invitations
from tests.data.plans.formats.made_files import word_of
from tests.handlers.account.test_page import sit
from tests.handlers.chat import Office, Person
from tests.handlers.office.test_invitations import Doors
from tests.handlers.steps import Steps

ADMINISTRATORS = ("Quản trị một", "Quản trị hai")
"""Their names, and the ids of their chats. The first sent the plans in, the second let somebody be away."""
ADDRESS = "an.tran@stp.thaibinh.gov.vn"
TO_APPROVE, TO_CANCEL, WAITING = 3, 4, 5
"""Ids of invitations: two of supervisors that wait for a second administrator; one that nobody used."""
AWAY = 3
"""Who is away: the coordinator."""
_HEAD = ("STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
_ROWS = (
    ("1", "Xây dựng kế hoạch chuyển đổi số", "Kế hoạch", "Sở Nội vụ", "Các sở, ban, ngành", "Quý I/2024"),
    ("2", "Vận động hội viên dùng dịch vụ công", "Báo cáo", "{unknown}", "Sở Tư pháp", "Quý II/2024"),
)
_UNKNOWN = ("Liên hiệp các hội", "Ban Liên lạc đồng hương", "Tổ Công tác chung")


def make_busy(steps: Steps) -> None:
    """Let people wait to be let in, codes to be approved, plans to be applied; somebody is away, something mended."""
    office = steps.office
    office.public_url, office.has_page = "https://nhacviec.vidu.vn", True
    office.mail_domains, office.entrances = ("gov.vn",), Doors()
    office.restart()
    first, second = (office.officer("snv", Role.ADMIN, name=name, chat_id=name) for name in ADMINISTRATORS)
    office.officer("skhdt", name="Cán bộ Kế hoạch")
    for name in ("Hồ Thị An", "Hồ Thị Bình"):
        _stranger(office, name).says(f"/thamgia {invited(office, name, Role.OFFICER)}")
    for name in ("Lê Văn Chi", "Lê Văn Dũng"):
        invited(office, name, Role.SUPERVISOR)
    invited(office, "Lê Văn Em", Role.OFFICER)
    for name in ("Đỗ Thị Giáp", "Đỗ Thị Hạnh"):
        _stranger(office, name).says(f"/xinvao {name}, so tu phap")
    for number, name in enumerate(("ke-hoach-a.docx", "ke-hoach-b.docx", "ke-hoach-c.docx")):
        first.says("/kehoach")
        first.taps("📥 Nhập kế hoạch")
        first.sends(name, a_plan(number))
    second.presses(f"deputy:{id_of(office, steps.coordinator)}:0:2024-03-01")
    steps.supervisor.presses(f"fixfield:{office.duty('II.1').id}:lead")
    steps.supervisor.records("Sở Tài chính, 581/BNV-CCHC 20/02/2024, đọc sai cột")
    sit(office, steps.officer)


def invited(office: Office, name: str, role: Role) -> str:
    """Return the code of somebody who is invited."""
    with office.store.write() as session:
        return invitations.invite(
            session,
            agency_id=agencies.find(session, "stp").id,
            role=role,
            name=name,
            now=office.clock.now(),
            actor="test",
            sure=True,
        ).code


def a_plan(number: int) -> bytes:
    """Return a plan in Word in which one name of an agency has to be asked about."""
    return word_of(_plan(number))


def id_of(office: Office, person: Person) -> int:
    """Return the number of an officer."""
    with office.store.read() as session:
        found = identities.identify(session, person.chat.channel, person.chat.chat_id)
    assert found
    return found.officer_id


def _stranger(office: Office, name: str) -> Person:
    person = office.stranger()
    person.chat = replace(person.chat, sender_name=name, account="@mau")
    return person


def _plan(number: int) -> Document:
    rows = [tuple(cell.format(unknown=_UNKNOWN[number]) for cell in row) for row in (_HEAD, *_ROWS)]
    grid = tuple(TableRow(tuple(map(Cell, row)), line) for line, row in enumerate(rows, 6))
    head = (
        *(Paragraph(f"Số: {77 + number}/KH-UBND", 1), Paragraph("Thái Bình, ngày 10 tháng 01 năm 2024", 2)),
        *(Paragraph("KẾ HOẠCH", 3), Paragraph("Chuyển đổi số tỉnh Thái Bình năm 2024", 4), Paragraph("", 5)),
    )
    return Document((*head, Table(grid)))
