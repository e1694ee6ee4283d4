"""What an open duty waits for is seen wherever it stands: a later date that was asked for, a report sent back."""

import pytest

from tests.handlers.chat import Office, Person

ASKED = "🕓 đang xin gia hạn đến 15/03"
RETURNED = "↩️ bị trả lại"


@pytest.fixture
def asked(office: Office, officer: Person) -> None:
    officer.presses(f"extend:{office.duty('II.3').id}")
    officer.records("15/03/2024 chờ ý kiến")


@pytest.fixture
def returned(office: Office, officer: Person, supervisor: Person) -> None:
    officer.presses(f"done:{office.duty('II.3').id}:{office.duty('II.3').version}")
    officer.says("12/KH-UBND 26/02/2024")
    supervisor.presses(f"return:{office.duty('II.3').id}:{office.duty('II.3').version}")
    assert supervisor.records("thiếu phụ lục").body.startswith("↩️ Đã trả lại II.3")


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    "said", ["/nhiemvu", "/nhiemvu tháng 2", "tuần này phải nộp gì", "II.3 hạn khi nào", "việc chưa xong"]
)
def test_a_pending_extension_is_seen_in_lists_and_answers(officer: Person, said: str) -> None:
    lines = officer.says(said).body.splitlines()
    assert [line for line in lines if ASKED in line]
    assert all("II.3" in line or "Hạn:" in line for line in lines if ASKED in line)


@pytest.mark.usefixtures("asked")
def test_who_oversees_sees_it_in_the_tables(officer: Person, supervisor: Person, office: Office) -> None:
    agency_id = office.duty("II.3").agency_id
    assert ASKED in supervisor.presses(f"list:o:0:{agency_id}").body
    assert ASKED in supervisor.says("Sở Tư pháp tháng 2 phải nộp gì").body


@pytest.mark.usefixtures("asked")
def test_what_was_decided_on_is_pending_no_more(office: Office, officer: Person, supervisor: Person) -> None:
    duty = office.duty("II.3")
    supervisor.presses(f"refuse:{duty.id}:{duty.version}")
    assert supervisor.records("đủ thời gian").body.startswith("↩️ Đã từ chối gia hạn II.3")
    assert ASKED not in officer.says("/nhiemvu").body


@pytest.mark.usefixtures("asked")
def test_an_agreed_one_is_told_as_agreed(office: Office, officer: Person, supervisor: Person) -> None:
    duty = office.duty("II.3")
    assert supervisor.presses(f"agree:{duty.id}:{duty.version}").body.startswith("✅ Đã đồng ý gia hạn")
    assert ASKED not in officer.says("/nhiemvu").body


@pytest.mark.usefixtures("returned")
@pytest.mark.parametrize("said", ["/nhiemvu", "tuần này phải nộp gì"])
def test_what_was_sent_back_is_seen_as_such(officer: Person, said: str) -> None:
    [line] = [line for line in officer.says(said).body.splitlines() if "II.3" in line]
    assert RETURNED in line
    assert "✅" not in line


def test_the_list_of_what_waits_has_titles(office: Office, officer: Person, supervisor: Person) -> None:
    for code in ("II.2", "II.3"):
        duty = office.duty(code)
        officer.presses(f"done:{duty.id}:{duty.version}")
        officer.says("12/KH-UBND 26/02/2024")
    lines = supervisor.says("/tonghop chờ xác nhận").body.splitlines()
    assert (
        "⏳ II.3 · Sở Tư pháp · KH kiểm tra công tác thi hành pháp luật về xử… · 12/KH-UBND ngày 26/02/2024" in lines
    )
