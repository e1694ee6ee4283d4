"""An office in which everything goes on at once, so that each button finds something that it can change."""

from dataclasses import replace

from data.enums import Role
from data.registry.office import agencies
from data.registry.people import identities, invitations
from data.registry.reach import group_chats
from tests.data.plans.formats.made_files import word_of
from tests.handlers.account.test_page import sit
from tests.handlers.chat import Office, Person
from tests.handlers.office.test_draft_sentences import NO_DUTY, REPORT, SAME, plan
from tests.handlers.office.test_invitations import Doors
from tests.handlers.office.test_plan_drafts import ROWS
from tests.handlers.steps import Steps

ADMINISTRATORS = ("Quản trị một", "Quản trị hai")
"""Their names, and the ids of their chats. The first sent the plans in, the second let somebody be away."""
ADDRESS = "an.tran@stp.thaibinh.gov.vn"
TO_APPROVE, TO_CANCEL, WAITING = 3, 4, 5
"""Ids of invitations: two of supervisors that wait for a second administrator; one that nobody used."""
AWAY = 3
"""Who is away: the coordinator."""
UNKNOWN = ("Liên hiệp các hội", "Ban Liên lạc đồng hương", "Tổ Công tác chung")
"""Names of agencies that have to be asked about, one in each of the first plans."""


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
    for name in UNKNOWN:
        _send_plan(first, a_plan(name))
    _send_plan(first, word_of(plan(REPORT, SAME, NO_DUTY, number="81")))
    second.presses(f"deputy:{id_of(office, steps.coordinator)}:0:2024-03-01")
    steps.supervisor.presses(f"fixfield:{office.duty('II.1').id}:lead")
    steps.supervisor.records("Sở Tài chính, 581/BNV-CCHC 20/02/2024, đọc sai cột")
    sit(office, steps.officer)
    with office.store.write() as session:
        me = id_of(office, steps.officer)
        code = group_chats.ask(session, agencies.find(session, "stp").id, me, office.clock.now())
        group_chats.begin(session, code, channel="telegram", chat_id="-100", now=office.clock.now())


def invited(office: Office, name: str, role: Role) -> str:
    """Return the code of somebody who is invited."""
    return invited_to(office, "stp", role, name)


def invited_to(office: Office, of: str, role: Role = Role.OFFICER, name: str = "") -> str:
    """Return the code of somebody who is invited to an agency."""
    with office.store.write() as session:
        return invitations.invite(
            session,
            agency_id=agencies.find(session, of).id,
            role=role,
            name=name,
            now=office.clock.now(),
            actor="test",
            sure=True,
        ).code


def a_plan(name: str) -> bytes:
    """Return a plan in Word of which a task is led by an agency of this name."""
    row = ("2", "Vận động hội viên dùng dịch vụ công", "Báo cáo", name, "Sở Tư pháp", "Quý II/2024")
    return word_of(plan(rows=(ROWS[0], row), number=str(77 + len(name) % 4)))


def _send_plan(person: Person, content: bytes) -> None:
    person.says("/kehoach")
    person.taps("📥 Nhập kế hoạch")
    person.sends("ke-hoach.docx", content)


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
