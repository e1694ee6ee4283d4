"""Captions that report: the report is proposed with the file as its proof, and written by a tap alone."""

import pytest

from tests.files import JPEG, PDF
from tests.handlers.changes.test_attachments import attached
from tests.handlers.chat import Office, Person

PROPOSED = "Tôi sẽ ghi như sau:"


@pytest.mark.parametrize(
    ("caption", "said"),
    [
        ("II.4 xong roi, 18/KH-UBND 20/2/2024", "II.4 đã xong. Văn bản: 18/KH-UBND ngày 20/02/2024; kèm 1 tệp"),
        ("II.4 xong rồi, số 18/KH-UBND ngày 20/02/2024", "18/KH-UBND ngày 20/02/2024; kèm 1 tệp"),
        ("Đã ban hành II.4, 18/KH-UBND 20-2-24", "18/KH-UBND ngày 20/02/2024; kèm 1 tệp"),
        ("ii.4 18/KH-UBND 20/2/2024", "18/KH-UBND ngày 20/02/2024; kèm 1 tệp"),
        ("18/KH-UBND 20/2 II.4", "18/KH-UBND ngày 20/02/2024; kèm 1 tệp"),
        ("II.4 xong rồi, không có văn bản vì đã họp trực tiếp", "Không có văn bản"),
        ("II.4 80%", "II.4: 80%."),
        ("II.4 làm được 80%, đang lấy ý kiến các sở", "Ghi chú: đang lấy ý kiến các sở"),
    ],
)
def test_a_caption_that_reports_proposes_the_report_and_writes_nothing(
    office: Office, officer: Person, caption: str, said: str
) -> None:
    reply = officer.sends("KH 18.pdf", PDF, caption)
    assert PROPOSED in reply.body
    assert said in reply.body
    assert [button.text for button in officer.buttons()] == ["Ghi nhận", "Sửa", "Thôi"]
    assert office.changes(office.duty("II.4")) == []
    officer.taps("Ghi nhận")
    done = "%" not in caption
    assert office.changes(office.duty("II.4")) == (["reported"] if done else ["attached", "progress"])
    assert attached(office, "II.4") == ["KH 18.pdf"]


@pytest.mark.parametrize("left", ["Thôi", "thôi", "để sau", "không"])
def test_a_proposed_report_that_is_left_keeps_nothing(office: Office, officer: Person, left: str) -> None:
    officer.sends("KH 18.pdf", PDF, "II.4 xong rồi, 18/KH-UBND 20/2/2024")
    officer.says(left)
    assert office.changes(office.duty("II.4")) == []
    assert attached(office, "II.4") == []


def test_what_is_mended_keeps_the_file(office: Office, officer: Person) -> None:
    officer.sends("KH 18.pdf", PDF, "II.4 xong rồi, 18/KH-UBND 20/2/2024")
    officer.taps("Sửa")
    assert "19/KH-UBND ngày 21/02/2024; kèm 1 tệp" in officer.says("19/KH-UBND 21/2/2024").body
    assert office.changes(office.duty("II.4")) == ["reported"]
    assert attached(office, "II.4") == ["KH 18.pdf"]


@pytest.mark.parametrize("caption", ["II.4", "ii.4", " II.4. ", "(II.4)"])
def test_a_caption_with_only_a_code_asks(office: Office, officer: Person, caption: str) -> None:
    assert "Anh/chị báo II.4 đã xong, hay chỉ đính kèm?" in officer.sends("KH 18.pdf", PDF, caption).body
    assert office.changes(office.duty("II.4")) == []


@pytest.mark.parametrize("answer", ["📎 Chỉ đính kèm", "chỉ đính kèm thôi", "dinh kem", "lưu thôi"])
def test_a_file_with_a_code_is_only_attached_if_so_said(office: Office, officer: Person, answer: str) -> None:
    officer.sends("KH 18.pdf", PDF, "II.4")
    officer.says(answer)
    assert office.changes(office.duty("II.4")) == ["attached"]


@pytest.mark.parametrize("answer", ["✅ Báo II.4 đã xong", "báo xong", "xong rồi", "bao cao"])
def test_a_file_with_a_code_becomes_a_report_once_its_document_is_said(
    office: Office, officer: Person, answer: str
) -> None:
    officer.sends("KH 18.pdf", PDF, "II.4")
    assert "Gõ số, ký hiệu và ngày" in officer.says(answer).body
    assert "18/KH-UBND ngày 20/02/2024; kèm 1 tệp" in officer.says("18/KH-UBND 20/2/2024").body
    assert office.changes(office.duty("II.4")) == ["reported"]
    assert attached(office, "II.4") == ["KH 18.pdf"]


def test_the_document_may_answer_at_once(office: Office, officer: Person) -> None:
    officer.sends("KH 18.pdf", PDF, "II.4")
    assert PROPOSED in officer.says("18/KH-UBND 20/2/2024").body
    officer.taps("Ghi nhận")
    assert office.changes(office.duty("II.4")) == ["reported"]


def test_a_report_without_its_document_asks_for_it_and_keeps_the_file(office: Office, officer: Person) -> None:
    said = officer.sends("KH 18.pdf", PDF, "II.4 xong rồi")
    assert "sẽ ghi cùng báo cáo" in said.body
    assert office.changes(office.duty("II.4")) == []
    officer.says("18/KH-UBND 20/2/2024")
    assert attached(office, "II.4") == ["KH 18.pdf"]


@pytest.mark.parametrize("pictures", [2, 3, 5])
@pytest.mark.parametrize("tapped_after", [1, 2])
def test_an_album_is_one_report(office: Office, officer: Person, pictures: int, tapped_after: int) -> None:
    for number in range(1, pictures + 1):
        caption = "II.4 xong rồi, 18/KH-UBND 20/2/2024" if number == 1 else ""
        officer.sends(f"{number}.jpg", JPEG + bytes([number]), caption, album="7")
        if number == tapped_after:
            officer.taps("Ghi nhận")
    assert office.changes(office.duty("II.4")) == ["reported"] + ["attached"] * (pictures - tapped_after)
    assert len(attached(office, "II.4")) == pictures


def test_any_card_of_an_album_writes_the_one_report(office: Office, officer: Person) -> None:
    officer.sends("1.jpg", JPEG + b"1", "II.4 xong rồi, 18/KH-UBND 20/2/2024", album="7")
    first = next(officer.buttons()).value
    assert "kèm 2 tệp" in officer.sends("2.jpg", JPEG + b"2", album="7").body
    officer.presses(first)
    assert attached(office, "II.4") == ["1.jpg", "2.jpg"]
    assert "không còn dùng được" in officer.presses(first).body
    assert office.changes(office.duty("II.4")) == ["reported"]


@pytest.mark.parametrize("at", [1, 2, 3])
def test_the_caption_may_be_that_of_any_picture(office: Office, officer: Person, at: int) -> None:
    for number in (1, 2, 3):
        officer.sends(f"{number}.jpg", JPEG + bytes([number]), "II.4" if number == at else "", album="7")
    officer.taps("📎 Chỉ đính kèm")
    assert len(attached(office, "II.4")) == 3


def test_a_report_of_several_dates_asks_which_and_stays_a_report(office: Office, officer: Person) -> None:
    officer.sends("bc.pdf", PDF, "TC.2 xong rồi, 20/BC-STP 20/2/2024")
    first = next(officer.buttons())
    assert first.text.startswith("TC.2 ")
    officer.presses(first.value)
    assert PROPOSED in officer.screen.body
    officer.taps("Ghi nhận")
    assert office.changes(office.duty("TC.2")) == ["reported"]


def test_a_caption_names_the_date_that_it_reports(office: Office, officer: Person) -> None:
    said = officer.sends("bc.pdf", PDF, "TC.2 quý 1 xong rồi, 20/BC-STP 20/2/2024")
    assert "Quý I" in said.heading
    assert PROPOSED in said.body


@pytest.mark.parametrize(
    "caption",
    [
        "II.4 bản ký",
        "II.4 chưa xong",
        "II.4 báo cáo quý 1",
        "bản chụp của II.4 gửi anh",
        "II.4 bản ký 18/KH-UBND ngày 20/2/2024",
    ],
)
def test_a_caption_that_is_no_report_is_kept_with_the_file(office: Office, officer: Person, caption: str) -> None:
    officer.sends("KH 18.pdf", PDF, caption)
    assert office.changes(office.duty("II.4")) == ["attached"]


@pytest.mark.parametrize(
    "caption",
    [
        "II.4 dự kiến 80%",
        "II.4 phấn đấu 80%",
        "II.4 mục tiêu 80%",
        "II.4 tưởng 80% rồi",
        "II.4 định ghi 80%",
        "II.4 đừng ghi xong, 18/KH-UBND 20/2/2024",
        "II.4 xong rồi, khoan ghi xong, 18/KH-UBND 20/2/2024",
        "II.4 xong rồi nhưng chưa báo hoàn thành, 18/KH-UBND 20/2/2024",
        "II.4 80% nếu tính cả dự thảo",
        "II.4 suýt được 80%",
    ],
)
def test_a_caption_proposes_nothing_that_is_not_meant(office: Office, officer: Person, caption: str) -> None:
    assert PROPOSED not in officer.sends("KH 18.pdf", PDF, caption).body
    assert "reported" not in office.changes(office.duty("II.4"))
    assert "progress" not in office.changes(office.duty("II.4"))


def test_a_caption_reports_nothing_of_others_and_nothing_twice(office: Office, officer: Person) -> None:
    other = office.officer("vp-ubnd")
    assert PROPOSED not in other.sends("KH 18.pdf", PDF, "II.4 xong rồi, 18/KH-UBND 20/2/2024").body
    officer.sends("KH 18.pdf", PDF, "II.4 xong rồi, 18/KH-UBND 20/2/2024")
    officer.taps("Ghi nhận")
    assert PROPOSED not in officer.sends("x.pdf", PDF + b"2", "II.4 xong rồi, 18/KH-UBND 20/2/2024").body
    assert office.changes(office.duty("II.4")) == ["reported", "attached"]


@pytest.mark.parametrize("opened", ["📎 Văn bản", "✏️ Tiến độ", "✅ Đã xong"])
def test_a_caption_with_its_code_reports_whatever_card_is_open(office: Office, officer: Person, opened: str) -> None:
    officer.says("/nhiemvu II.3")
    officer.taps(opened)
    said = officer.sends("KH 18.pdf", PDF, "II.4 xong rồi, 18/KH-UBND 20/2/2024")
    assert PROPOSED in said.body
    assert office.changes(office.duty("II.3")) == office.changes(office.duty("II.4")) == []


@pytest.mark.parametrize("caption", ["II.3 xong rồi, 12/KH-UBND 20/2/2024", "xong rồi, 12/KH-UBND 20/2/2024"])
def test_a_whole_report_answers_the_question_for_the_document(office: Office, officer: Person, caption: str) -> None:
    officer.says("/nhiemvu II.3")
    officer.taps("✅ Đã xong")
    officer.sends("KH 12.pdf", PDF, caption)
    assert office.changes(office.duty("II.3")) == ["reported"]
    assert attached(office) == ["KH 12.pdf"]


@pytest.mark.parametrize(
    "caption",
    [
        "II.4 xong chưa?",
        "II.4 xong chua",
        "II.4 hạn khi nào",
        "nhờ em xem giúp II.4 còn thiếu gì không?",
        "II.4 được bao nhiêu phần trăm rồi?",
        "II.4 xong? 18/KH-UBND 20/2/2024",
        "hủy II.4",
    ],
)
@pytest.mark.parametrize("album", ["", "7"])
def test_a_caption_that_is_meant_for_the_bot_becomes_no_note_unasked(
    office: Office, officer: Person, caption: str, album: str
) -> None:
    officer.sends("1.jpg", JPEG + b"1", caption, album=album)
    assert office.changes(office.duty("II.4")) == []
    if album:
        officer.sends("2.jpg", JPEG + b"2", album=album)
    officer.taps("Đây là chú thích")
    if album:
        officer.sends("3.jpg", JPEG + b"3", album=album)
    officer.sends("khac.pdf", PDF)
    assert attached(office, "II.4") == (["1.jpg", "2.jpg", "3.jpg"] if album else ["1.jpg"])


@pytest.mark.parametrize("caption", ["không phải II.4", "không phải II.4 xong"])
def test_a_code_that_is_denied_names_no_duty(office: Office, officer: Person, caption: str) -> None:
    assert "Tệp này là của việc nào?" in officer.sends("KH 18.pdf", PDF, caption).body
    officer.says("không phải II.4")
    assert office.changes(office.duty("II.4")) == []
    officer.says("không phải II.4 mà II.3")
    assert (office.changes(office.duty("II.4")), attached(office, "II.3")) == ([], ["KH 18.pdf"])


@pytest.mark.parametrize("caption", ["II.3 và II.4 xong", "II.4 xong II.5 80%", "II.3, II.4 bản ký", "II.3 II.4"])
def test_a_caption_of_several_codes_asks_which(office: Office, officer: Person, caption: str) -> None:
    codes = {code for code in ("II.3", "II.4", "II.5") if code in caption}
    assert "Tệp này là của việc nào?" in officer.sends("KH 18.pdf", PDF, caption).body
    assert {button.text.split()[0] for button in officer.buttons()} == codes | {"Thôi,"}
    assert not any(office.changes(office.duty(code)) for code in codes)


@pytest.mark.parametrize("answer", ["không đính kèm", "chưa xong", "kèm hay báo", "chưa báo cáo", "không phải kèm"])
def test_a_purpose_that_is_denied_or_open_is_none(office: Office, officer: Person, answer: str) -> None:
    officer.sends("KH 18.pdf", PDF, "II.4")
    officer.says(answer)
    assert "Gõ số, ký hiệu và ngày" not in officer.screen.body
    assert office.changes(office.duty("II.4")) == []
    officer.says("chỉ đính kèm")
    assert office.changes(office.duty("II.4")) == ["attached"]


@pytest.mark.parametrize("caption", ["13/KH-UBND 21/2/2024", "II.3 xong, 13/KH-UBND 21/2/2024"])
def test_a_second_document_below_a_proposal_is_proposed_in_its_place(
    office: Office, officer: Person, caption: str
) -> None:
    officer.sends("KH 12.pdf", PDF, "II.3 xong rồi, 12/KH-UBND 20/2/2024")
    said = officer.sends("KH 13.pdf", PDF + b"2", caption)
    assert "13/KH-UBND ngày 21/02/2024" in said.body
    assert "12/KH-UBND" not in said.body
    assert office.changes(office.duty("II.3")) == []
    officer.taps("Ghi nhận")
    assert office.changes(office.duty("II.3")) == ["reported"]
    assert office.duty("II.3").document_number == "13/KH-UBND"
