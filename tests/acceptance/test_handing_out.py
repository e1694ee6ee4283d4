"""What the running bot hands out: a calendar under an address of its own, workbook and report as files."""

import socket
from io import BytesIO
from urllib.error import HTTPError
from urllib.request import urlopen

from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook

from data.enums import Role
from tests.acceptance.house import PATIENCE, House
from tests.handlers.overview.workbooks import rows_of

PUBLIC_URL = "https://nhacviec.example.vn"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def fetched(address: str) -> bytes | int:
    """Return what a calendar program gets: the file, or the status of a refusal."""
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            content: bytes = answer.read()
            return content
    except HTTPError as refused:
        return refused.code


def test_an_address_from_the_chat_opens_the_agencys_calendar_until_it_is_taken_back(house: House) -> None:
    port = free_port()
    officer = house.enrol_officer(1)
    with house.running(http_port=str(port), public_url=PUBLIC_URL):
        officer.says("/lich")
        officer.wait_for_message(lambda message: "30 ngày tới" in message.text, PATIENCE)
        officer.taps("🔗 Đường dẫn")
        shown = officer.wait_for_message(lambda message: PUBLIC_URL in message.text)
        path = next(line for line in shown.text.splitlines() if line.startswith(PUBLIC_URL)).removeprefix(PUBLIC_URL)
        address = f"http://127.0.0.1:{port}{path}"
        calendar = fetched(address)
        assert isinstance(calendar, bytes)
        assert Calendar.from_ical(calendar)["X-WR-CALNAME"] == "Nhắc việc · Sở Tư pháp"
        officer.taps("Thu hồi")
        officer.wait_for_message(lambda message: "Đã thu hồi" in message.text)
        assert fetched(address) == 404
    secret = path.removeprefix("/lich/").removesuffix(".ics")
    assert len(secret) == 43
    assert secret not in house.written


def test_workbook_and_report_come_into_the_chat_as_files(house: House) -> None:
    supervisor = house.enrol_officer(2, "snv", Role.SUPERVISOR)
    with house.running():
        supervisor.says("/tonghop")
        supervisor.wait_for_message(lambda message: "Hoàn thành đúng hạn" in message.text, PATIENCE)
        supervisor.taps("Excel")
        book = supervisor.wait_for_message(lambda message: message.file_name.endswith(".xlsx"), PATIENCE)
        assert len(rows_of(load_workbook(BytesIO(book.content)), "Theo dõi")) == 487
        supervisor.taps("Word")
        supervisor.wait_for_message(lambda message: "Chọn kỳ báo cáo" in message.text)
        supervisor.taps("➤ Quý I năm 2024")
        draft = supervisor.wait_for_message(lambda message: message.file_name.endswith(".docx"), PATIENCE)
        written = [one.text for one in Document(BytesIO(draft.content)).paragraphs]
        assert "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH" in written
