"""Deputies as they are talked of: somebody is away until a day, another stands in, and all comes back by itself."""

from datetime import date

import pytest
from sqlmodel import col, select

from data.enums import Role
from data.models import Absence, AuditEntry, Duty, Invitation, Officer
from data.registry.people import preferences
from tests.handlers.chat import Office, Person
from tests.handlers.office.test_invitations import Doors, codes_in
from tests.handlers.post import post_comes


@pytest.fixture
def admin(office: Office) -> Person:
    office.entrances = Doors()
    office.restart()
    return office.officer("snv", Role.ADMIN, name="Giang")


@pytest.fixture
def deputy(office: Office, officer: Person) -> Person:
    """A colleague; the officer has one duty of their own."""
    duty = office.duty("II.3")
    officer.presses(f"handto:{duty.id}:{duty.version}:{officer_id(office, 'Cán bộ A')}")
    return office.officer("stp", name="Cán bộ B")


def officer_id(office: Office, name: str) -> int:
    with office.store.read() as session:
        found = session.exec(select(Officer.id).where(Officer.name == name)).one()
    assert found is not None
    return found


def assignee(office: Office) -> str | None:
    with office.store.read() as session:
        responsible = session.get_one(Duty, office.duty("II.3").id).responsible_id
        return session.get_one(Officer, responsible).name if responsible else None


def resumes_on(office: Office, name: str) -> date | None:
    with office.store.read() as session:
        return preferences.get(session, officer_id(office, name)).resumes_on


def days_pass(office: Office, number: int) -> None:
    for _day in range(number):
        office.later(days=1)
        post_comes(office)


def test_a_colleague_stands_in_until_a_day_and_gives_back(
    office: Office, officer: Person, deputy: Person, admin: Person
) -> None:
    admin.says("/canbo Cán bộ A")
    admin.taps("Thay khi vắng")
    asked = admin.says("1/3")
    assert asked.heading == "🤝 Ai thay Cán bộ A?"
    assert assignee(office) == "Cán bộ A", "nothing changes before the tap"
    said = admin.taps("Cán bộ B")
    assert "Đến hết 01/03/2024 bot không nhắc Cán bộ A" in said.body
    assert "Cán bộ B thay; 1 việc giao riêng đã chuyển" in said.body
    assert assignee(office) == "Cán bộ B"
    assert resumes_on(office, "Cán bộ A") == date(2024, 3, 2)
    assert "Vắng đến hết 01/03/2024, Cán bộ B thay." in admin.presses("person:1").body
    office.later(hours=1)
    post_comes(office, deputy, officer)
    assert deputy.screen.heading == "🤝 Anh/chị thay Cán bộ A đến hết 01/03/2024"
    assert officer.screen.heading == "⏸ Tôi không nhắc anh/chị đến hết 01/03/2024"
    days_pass(office, 3)
    assert assignee(office) == "Cán bộ B", "the first of March is the last day"
    days_pass(office, 2)
    assert assignee(office) == "Cán bộ A"
    with office.store.read() as session:
        acts = [
            row.action for row in session.exec(select(AuditEntry)) if row.action in ("officer.away", "officer.back")
        ]
        assert acts == ["officer.away", "officer.back"]
        assert session.exec(select(Absence)).one().ended_at is not None


def test_who_is_back_earlier_has_everything_again(
    office: Office, officer: Person, deputy: Person, admin: Person
) -> None:
    admin.presses("deputy:1:2:2024-03-15")
    admin.presses("person:1")
    assert admin.taps("Đã trở lại").body == "Cán bộ A được nhắc lại từ hôm nay.\n1 việc giao riêng đã giao lại."
    assert (assignee(office), resumes_on(office, "Cán bộ A")) == ("Cán bộ A", None)
    assert admin.presses("back:1").body.startswith("Nút này không còn dùng được")


def test_what_was_given_on_meanwhile_is_not_taken_back(
    office: Office, officer: Person, deputy: Person, admin: Person
) -> None:
    admin.presses("deputy:1:2:2024-03-15")
    third = office.officer("stp", name="Cán bộ C")
    duty = office.duty("II.3")
    deputy.presses(f"handto:{duty.id}:{duty.version}:{officer_id(office, 'Cán bộ C')}")
    admin.presses("back:1")
    assert assignee(office) == "Cán bộ C"
    assert third.screen.text == ""


def test_where_there_is_no_colleague_somebody_is_invited_until_that_day(
    office: Office, officer: Person, admin: Person
) -> None:
    admin.says("/canbo Cán bộ A")
    admin.taps("Thay khi vắng")
    assert "Cơ quan không còn cán bộ đầu mối nào khác" in admin.says("01/03/2024").body
    admin.taps("Mời người thay tạm")
    made = admin.says("Lê Văn Tạm")
    assert "hết ngày ấy chat của người thay tự đóng" in made.body
    with office.store.read() as session:
        assert session.exec(select(Invitation)).one().last_day == date(2024, 3, 1)
    temporary = office.stranger()
    temporary.says(codes_in(made)[0])
    assert "Anh/chị là Lê Văn Tạm" in temporary.says("/toi").heading
    days_pass(office, 4)
    assert "Anh/chị là Lê Văn Tạm" in temporary.says("/toi").heading
    days_pass(office, 1)
    assert "Anh/chị cần mã mời" in temporary.says("/toi").body
    with office.store.read() as session:
        gone = session.exec(select(Officer).order_by(col(Officer.id).desc())).first()
        assert gone is not None
        assert (gone.name, gone.active) == ("Lê Văn Tạm", False)


def test_a_day_that_cannot_be_is_asked_again(office: Office, officer: Person, admin: Person) -> None:
    admin.presses("askaway:1")
    for typed in ("hôm qua nhé", "25/02/2024", "31/02"):
        assert not admin.says(typed).heading.startswith("🤝"), typed
    assert admin.says("1/3").heading == "🤝 Ai thay Cán bộ A?"


def test_nobody_of_another_agency_or_role_stands_in(office: Office, officer: Person, admin: Person) -> None:
    office.officer("stc", name="Cán bộ D")
    other = officer_id(office, "Cán bộ D")
    for value in (f"deputy:1:{other}:2024-03-15", "deputy:1:1:2024-03-15", "deputy:1:999:2024-03-15"):
        assert admin.presses(value).body.startswith("Nút này không còn dùng được"), value
    assert admin.presses("askaway:2").body.startswith("Nút này không còn dùng được"), "an administrator"
    assert resumes_on(office, "Cán bộ A") is None
