"""Files that are not taken in, and not handed out: refused in a sentence, before anything is fetched or kept."""

import re
from datetime import UTC, datetime

import pytest

from data.accepted_files import TYPES
from data.enums import Role
from data.registry.duties import proofs
from data.registry.people import received_files
from tests.data.documents_of_attackers import paragraph, word
from tests.files import PDF, PROGRAM
from tests.handlers.changes.test_attachments import DOCUMENT, attached, opens_files
from tests.handlers.chat import REFUSED, Office, Person

TOO_BIG = 20 * 1024 * 1024 + 1
WRONG_TYPE = "Tôi không nhận loại tệp này. Anh/chị gửi một trong các loại: PDF, Word (.docx), Excel (.xlsx), "
DISGUISED = "Nội dung tệp không đúng với đuôi tên của nó nên tôi không nhận."
FAMILIES = {"doc": "Word", "docx": "Word", "xls": "Excel", "xlsx": "Excel", "jpeg": "JPG", "tif": "TIFF"}


@pytest.mark.parametrize(
    ("name", "content", "size", "said"),
    [
        ("setup.exe", b"", 100, WRONG_TYPE),
        ("video.mp4", b"", 100, WRONG_TYPE),
        ("KH 12.pdf", b"", 60 * 1024 * 1024, "Tệp quá 20 MB nên không nhận được qua đây."),
        ("KH 12.pdf", b"", 0, "Tệp này trống."),
    ],
)
def test_what_can_be_told_from_name_and_size_is_refused_before_it_is_fetched(
    office: Office, officer: Person, name: str, content: bytes, size: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.files, "save", lambda _content: pytest.fail("it was fetched"))
    opens_files(officer)
    assert officer.sends(name, content, size=size).body.startswith(said)
    assert office.changes(office.duty("II.3")) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("KH 12.pdf", PROGRAM, DISGUISED),
        ("KH 12.pdf", PDF + b"x" * TOO_BIG, "Tệp quá 20 MB nên không nhận được qua đây."),
        ("KH 12.pdf", b"", "Tệp này trống."),
    ],
)
def test_what_only_the_content_tells_is_refused_and_not_kept(
    office: Office, officer: Person, name: str, content: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.files, "save", lambda _content: pytest.fail("it was kept"))
    opens_files(officer)
    assert officer.sends(name, content).body.startswith(said)
    assert office.changes(office.duty("II.3")) == []


@pytest.mark.parametrize("ending", TYPES)
def test_the_refusal_names_every_type_that_is_taken(officer: Person, ending: str) -> None:
    told = officer.sends("setup.exe", PROGRAM, "II.3").body
    assert re.search(rf"\b{FAMILIES.get(ending, ending.upper())}\b", told)


@pytest.mark.parametrize(("name", "caption"), [("TỐI MẬT.pdf", ""), ("a.pdf", "văn bản (Mật)")])
def test_what_is_marked_secret_is_refused_unread(
    office: Office, officer: Person, name: str, caption: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.files, "save", lambda _content: pytest.fail("it was kept"))
    opens_files(officer)
    assert officer.sends(name, PDF, caption).body.startswith("Nội dung có dấu hiệu mật nên không được ghi lại.")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_another_agency_gets_neither_list_nor_file(office: Office, officer: Person, role: Role) -> None:
    officer.sends("KH 12.pdf", PDF, "II.3 bản ký")
    with office.store.read() as session:
        [proof] = proofs.list_current(session, office.duty("II.3").id)
    other = office.officer("vp-ubnd", role)
    for value in (f"file:{proof.id}", f"files:{office.duty('II.3').id}:0", "file:999"):
        refused = other.presses(value)
        assert refused.body.startswith(REFUSED), value
        assert refused.files == ()


def test_another_agency_cannot_add_one(office: Office) -> None:
    other = office.officer("vp-ubnd")
    other.sends("KH 12.pdf", PDF)
    assert other.presses(f"attach:{office.duty('II.3').id}").body.startswith(REFUSED)
    assert attached(office) == []


def test_a_stranger_gets_no_further_than_the_door(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.files, "save", lambda _content: pytest.fail("it was fetched"))
    assert "mã mời" in office.stranger().sends("KH 12.pdf", PDF, "II.3").text


def test_where_words_are_waited_for_a_file_is_refused(office: Office, officer: Person, supervisor: Person) -> None:
    officer.says("/nhiemvu II.3")
    officer.taps("✅ Đã xong")
    officer.says(DOCUMENT)
    supervisor.presses(f"card:{office.duty('II.3').id}")
    supervisor.taps("↩️ Trả lại")
    assert supervisor.sends("a.pdf", PDF, "TC.3").body.startswith("Câu hỏi đang chờ cần trả lời bằng chữ")
    assert supervisor.records("thiếu phụ lục").body.startswith("↩️ Đã trả lại II.3")


def test_a_file_that_the_folder_has_lost_is_told(office: Office, officer: Person) -> None:
    officer.sends("KH 12.pdf", PDF + b" lost", "II.3 bản ký")
    officer.presses(f"files:{office.duty('II.3').id}:0")
    with office.store.read() as session:
        office.files.delete(proofs.list_digests(session), datetime.max.replace(tzinfo=UTC))
    assert officer.taps("1. KH 12.pdf").body.startswith("Tệp này không còn trong kho của bot.")
    assert officer.screen.files == ()


@pytest.mark.parametrize(("limit", "most"), [("FILES_PER_DAY", 2), ("BYTES_PER_DAY", len(PDF) * 2 + 4)])
def test_what_is_over_the_quota_of_the_day_is_refused_until_tomorrow(
    office: Office, officer: Person, limit: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(received_files, limit, most)
    for content in (PDF + b" 1", PDF + b" 2"):
        officer.sends("KH.pdf", content, "II.3 bản ký")
    assert "không lưu thêm" in officer.sends("KH.pdf", PDF + b" 1", "II.3 bản ký").body
    assert office.changes(office.duty("II.3")) == ["attached", "attached"]
    with monkeypatch.context() as untouched:
        untouched.setattr(office.files, "save", lambda _content: pytest.fail("it was kept"))
        assert officer.sends("KH.pdf", PDF + b" 3", "II.3 bản ký").body.startswith("Hôm nay anh/chị đã gửi đủ")
    office.later(days=1)
    officer.sends("KH.pdf", PDF + b" 3", "II.3 bản ký")
    assert office.changes(office.duty("II.3")) == ["attached"] * 3


@pytest.mark.parametrize("name", ["a.doc", "a.XLS", "a.docm", "a.xlsm", "a.rtf"])
def test_files_that_can_hold_macros_are_told_to_be_saved_as_others(officer: Person, name: str) -> None:
    assert "lưu lại thành .docx, .xlsx hoặc PDF" in officer.sends(name, PROGRAM, "II.3").body


def test_a_mark_inside_a_file_is_refused_and_nothing_is_kept(
    office: Office, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.files, "save", lambda _content: pytest.fail("it was kept"))
    refused = officer.sends("KH.docx", word(body=paragraph("TỐI MẬT")), "II.3 bản ký")
    assert refused.body.startswith("Nội dung có dấu hiệu mật nên không được ghi lại.")
    assert refused.if_deleted
    assert office.changes(office.duty("II.3")) == []
