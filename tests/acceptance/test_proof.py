"""A scan travels from an officer's phone into the registry, and from there to the supervisor's."""

from pathlib import Path

import pytest

from data.enums import Role
from tests.acceptance.house import PATIENCE, House
from tests.databases.registries import Databases, with_plan_175
from tests.files import PDF


@pytest.fixture
def database_of_house(databases: Databases) -> str:
    return databases.copy_of(with_plan_175)


def test_a_scan_reports_a_duty_and_the_supervisor_gets_it_after_a_restart(house: House, tmp_path: Path) -> None:
    settings = {"files_dir": str(tmp_path / "files")}
    officer, supervisor = house.enrol_officer(1), house.enrol_officer(2, "snv", Role.SUPERVISOR, "Giám sát")
    with house.running(**settings):
        officer.says("/nhiemvu II.3")
        officer.wait_for_message(lambda message: "✅ Đã xong" in message.labels, PATIENCE)
        officer.taps("✅ Đã xong")
        officer.wait_for_message(lambda message: "ngày của văn bản" in message.text)
        officer.sends_file("KH 12.pdf", PDF, "12/KH-UBND ngày 26/02/2024")
        noted = officer.wait_for_message(lambda message: "Đã ghi II.3" in message.text)
        assert "Văn bản: 12/KH-UBND ngày 26/02/2024; kèm 1 tệp." in noted.text
    with house.running(**settings):
        supervisor.says("/tonghop chờ xác nhận")
        supervisor.wait_for_message(timeout=PATIENCE)
        supervisor.taps("II.3 Sở Tư pháp")
        supervisor.wait_for_message(lambda message: "📎 Văn bản (1)" in message.labels)
        supervisor.taps("📎 Văn bản (1)")
        supervisor.wait_for_message(lambda message: "1. KH 12.pdf" in message.labels)
        supervisor.taps("1. KH 12.pdf")
        sent = supervisor.wait_for_message(lambda message: message.kind == "document")
    assert (sent.file_name, sent.content) == ("KH 12.pdf", PDF)
    kept = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [PDF]


def test_a_program_and_a_file_of_60_megabytes_are_refused_without_being_fetched(house: House) -> None:
    officer = house.enrol_officer(1)
    with house.running():
        officer.sends_file("setup.exe", b"MZ", "II.3")
        said = officer.wait_for_message(timeout=PATIENCE)
        assert said.text.startswith("Tôi không nhận loại tệp này.")
        officer.sends_file("KH 12.pdf", PDF, "II.3", size=60 * 1024 * 1024)
        assert officer.wait_for_message().text.startswith("Tệp quá 20 MB")
    assert house.api.calls("getFile") == []
