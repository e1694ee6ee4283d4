"""/dulieu as it is talked: what is kept, a copy of it, and its erasure with the acts kept under the role."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import inspect, text
from sqlmodel import select

from data.enums import Role
from data.models import AuditEntry, Officer
from data.registry.office import audit_chain
from data.store import Store
from tests.handlers.account.test_who_is_who import invited
from tests.handlers.chat import Office, Person

OUTSIDE = "Anh/chị cần mã mời để sử dụng."
NAME, ACCOUNT = "Hồ Thị Riêng", "Tài khoản Riêng (@rieng)"


@pytest.fixture
def me(office: Office) -> Person:
    """Somebody who joined by a code, is reminded at their own hour, and has reported something."""
    office.officer("snv", Role.ADMIN, name="Giang")
    person = office.stranger()
    person.chat = replace(person.chat, sender_name="Tài khoản Riêng", account="@rieng")
    assert "Xem, nhận bản sao, xóa: /dulieu" in person.says(invited(office, name=NAME).code).body
    person.presses("sethour:7")
    person.presses(f"percent:{office.duty('II.3').id}:0:50")
    return person


def everything(store: Store) -> str:
    """All that the registry holds, as one text."""
    with store.read() as session:
        connection = session.connection()
        tables = inspect(connection).get_table_names()
        return "\n".join(str(row) for name in tables for row in connection.execute(text(f'SELECT * FROM "{name}"')))


def sealed(store: Store) -> None:
    while audit_chain.seal(store, None):
        pass


def test_everybody_sees_what_is_kept_of_them_and_why(office: Office, me: Person) -> None:
    shown = me.says("/dulieu")
    assert f"• Họ tên, cơ quan, vai trò: {NAME}, cán bộ đầu mối, Sở Tư pháp." in shown.body
    assert ACCOUNT in shown.body
    assert "• Việc đã ghi: 1 lần" in shown.body
    assert "91/2025/QH15" in shown.body


def test_everybody_is_given_a_copy(office: Office, me: Person) -> None:
    me.says("/dulieu")
    (file,) = me.taps("Nhận bản sao").files
    book = openpyxl.load_workbook(BytesIO(file.content))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {NAME, ACCOUNT, "Sở Tư pháp", "07:00", "II.3", "tiến độ", "liên kết chat"} <= set(cells)


def test_erased_they_are_nobody_and_their_acts_stay_under_the_role(office: Office, me: Person) -> None:
    sealed(office.store)
    chat_id = me.chat.chat_id
    me.says("/dulieu")
    asked = me.taps("Xóa dữ liệu của tôi")
    assert "đứng dưới tên “cán bộ đầu mối (đã xóa tên)”, Sở Tư pháp" in asked.body
    assert NAME in everything(office.store), "nothing is erased before the second tap"
    assert me.taps("Đúng, xóa").heading == "Đã xóa"
    assert OUTSIDE in me.says("/toi").body
    left = everything(office.store)
    assert NAME not in left
    assert "rieng" not in left
    colleague = office.officer("stp", name="Cán bộ B")
    assert "cán bộ đầu mối (đã xóa tên)" in colleague.presses(f"history:{office.duty('II.3').id}").body
    with office.store.read() as session:
        erased = session.exec(select(Officer).where(Officer.name == "cán bộ đầu mối (đã xóa tên)")).one()
        assert not erased.active
        assert session.exec(select(AuditEntry).where(AuditEntry.action == "officer.erase")).one()
        links = text("SELECT count(*) FROM chat_link WHERE chat_id = :chat_id")
        assert session.connection().execute(links, {"chat_id": chat_id}).scalar() == 0


def test_the_chain_holds_after_an_erasure_and_finds_a_forger_all_the_same(office: Office, me: Person) -> None:
    sealed(office.store)
    me.says("/dulieu")
    me.taps("Xóa dữ liệu của tôi")
    me.taps("Đúng, xóa")
    for _when in ("before the act is sealed", "after"):
        with office.store.read() as session:
            assert audit_chain.find_broken_link(session) is None
        sealed(office.store)
    with office.store.write() as session:
        row = session.exec(select(AuditEntry).where(AuditEntry.action == "chat.link")).all()[-1]
        row.after = (row.after or "").replace("officer", "head")
    with office.store.read() as session:
        broken = audit_chain.find_broken_link(session)
    assert broken is not None
    assert (broken.row_id, broken.fault) == (row.id, "changed")


def test_the_only_administrator_cannot_be_erased(office: Office) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Giang")
    admin.says("/dulieu")
    assert "quản trị duy nhất" in admin.taps("Xóa dữ liệu của tôi").body
    assert "quản trị duy nhất" in admin.presses("eraseme:1:2024-02-26").body


def test_nobody_erases_another(office: Office, me: Person) -> None:
    other = office.officer("stc")
    for value in ("askerase:2", "eraseme:2:2024-02-26"):
        assert other.presses(value).body.startswith("Nút này không còn dùng được")
    assert NAME in everything(office.store)
