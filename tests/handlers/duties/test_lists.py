"""/nhiemvu: what an agency owes, on one screen."""

import re

import pytest

from handlers.views.base.formatting import shorten
from tests.handlers.chat import Office, Person

ROW = re.compile(r"^  (?=[IVXLC]+\.|TC\.)", re.MULTILINE)


def test_the_list_begins_with_what_is_urgent_and_counts_what_comes_later(reader: Person) -> None:
    reply = reader.says("/nhiemvu")
    assert reply.heading == "📋 Sở Tư pháp · KH 175/KH-UBND (2024)"
    assert reply.body.splitlines() == [
        "Thứ Hai, 26/02/2024 · chưa xong 13, đã xong 0",
        "",
        "🔴 Quá hạn (5)",
        "  II.1  KH kiểm tra, rà soát VBQPPL năm 2024 · hạn 31/12/2023, quá hạn 57 ngày",
        "  II.2  KH công tác thi hành pháp luật về xử lý VPHC… · hạn 31/01, quá hạn 26 ngày",
        "  II.4  KH theo dõi tình hình thi hành pháp luật trên… · hạn 31/01, quá hạn 26 ngày",
        "  II.5  KH phổ biến giáo dục pháp luật; hoà giải ở cơ… · hạn 31/01, quá hạn 26 ngày",
        "  TC.1  Ban hành KH CCHC năm 2024 của cơ quan, đơn vị… · hạn 31/01, quá hạn 26 ngày",
        "🟠 7 ngày tới (1)",
        "  II.3  KH kiểm tra công tác thi hành pháp luật về xử… · T5 29/02, còn 3 ngày",
        "🟡 30 ngày tới (1)",
        "  TC.2  Báo cáo CCHC, Quý I · T6 15/03, còn 18 ngày",
        "⚪ Sau đó (6) …",
    ]


def test_every_row_has_its_button(reader: Person) -> None:
    reader.says("/nhiemvu")
    assert [button.text for button in reader.buttons()] == [
        *("II.1", "II.2", "II.4", "II.5", "TC.1", "II.3", "TC.2"),
        *("Quý này", "Tất cả", "Phối hợp", "›"),
    ]
    assert reader.taps("II.3").heading.startswith("II.3 · ")


def test_a_code_that_stands_twice_is_told_apart_by_its_date(reader: Person) -> None:
    reply = reader.says("/nhiemvu TC.2")
    assert [button.text for button in reply.buttons[0]] == ["TC.2 15/03", "TC.2 15/06", "TC.2 15/09", "TC.2 15/12"]
    assert "6 tháng" in reply.body
    assert "Thứ Bảy, 15/06/2024 (ngày nghỉ)" in reader.taps("TC.2 15/06").body


def test_pages_hold_every_duty_once_and_turn_both_ways(office: Office) -> None:
    officer = office.officer("snv")
    officer.says("/nhiemvu tất cả")
    rows = len(ROW.findall(officer.screen.body))
    while any(button.text == "›" for button in officer.buttons()):
        reply = officer.taps("›")
        assert reply.replaces
        assert len(ROW.findall(reply.body)) <= 12
        rows += len(ROW.findall(reply.body))
    assert rows == len(office.duties("snv")) == 30
    assert officer.taps("‹").body != reply.body


def test_a_page_beyond_the_end_is_the_last_one(reader: Person) -> None:
    assert reader.presses("list:o:9999").body == reader.presses("list:o:1").body


@pytest.mark.parametrize(
    ("words", "said", "codes"),
    [
        ("quá hạn", "quá hạn (5)", ["II.1", "II.2", "II.4", "II.5", "TC.1"]),
        ("QUA HAN", "quá hạn (5)", ["II.1", "II.2", "II.4", "II.5", "TC.1"]),
        ("quý 2", "Quý II (1)", ["TC.2"]),
        ("Quý II", "Quý II (1)", ["TC.2"]),
        ("q2/2024", "Quý II (1)", ["TC.2"]),
        ("tháng 2", "tháng 2 (1)", ["II.3"]),
        ("t02/2024", "tháng 2 (1)", ["II.3"]),
        ("tháng 5", "tháng 5 (0)", []),
        ("đã xong", "đã xong (0)", []),
        ("không hạn", "không ghi thời hạn (0)", []),
        ("lĩnh vực II", "lĩnh vực II (5)", ["II.1", "II.2", "II.4", "II.5", "II.3"]),
        ("hòa giải", "có chữ “hòa giải” (1)", ["II.5"]),
        ("ho\u0300a gia\u0309i", "có chữ “hòa giải” (1)", ["II.5"]),
        ("hoa giai", "có chữ “hoa giai” (1)", ["II.5"]),
        ("xử lý VI PHẠM", "có chữ “xử lý VI PHẠM” (2)", ["II.2", "II.3"]),
        ("<b>&", "có chữ “b” (11)", None),
    ],
)
def test_a_filter_says_what_it_shows(reader: Person, words: str, said: str, codes: list[str] | None) -> None:
    reply = reader.says(f"/nhiemvu {words}")
    assert f"Đang xem: {said}" in reply.body
    if codes is not None:
        assert re.findall(r"^  ((?:[IVXLC]+|TC)\.\d+)", reply.body, re.MULTILINE) == codes
    assert ("Không có nhiệm vụ nào." in reply.body) == (codes == [])


@pytest.mark.parametrize("words", ["", "còn nợ", "!!!", "😀"])
def test_what_filters_nothing_shows_what_is_owed(reader: Person, words: str) -> None:
    assert reader.says(f"/nhiemvu {words}").body == reader.says("/nhiemvu").body


def test_a_keyword_keeps_its_accents_on_the_button_of_a_page(reader: Person) -> None:
    said = reader.says("/nhiemvu công tác thi hành").body
    assert "Đang xem: có chữ “công tác thi hành” (" in said
    assert reader.presses("list:kcông tác thi hành:0").body == said


def test_of_a_long_keyword_whole_words_are_looked_for(reader: Person) -> None:
    assert (
        "có chữ “thi hành pháp luật về xử lý” (2)" in reader.says("/nhiemvu thi hành pháp luật về xử lý vipham").body
    )
    assert "có chữ “xxxxxxxxxx" in reader.says("/nhiemvu " + "x" * 99).body


@pytest.mark.parametrize("typed", ["II.3", "ii.3", " II.3 "])
def test_a_code_that_names_one_duty_opens_its_card(reader: Person, typed: str) -> None:
    assert reader.says(f"/nhiemvu {typed}").heading.startswith("II.3 · Kế hoạch kiểm tra")


def test_an_unknown_code_offers_the_nearest_ones(reader: Person) -> None:
    reply = reader.says("/nhiemvu II.9")
    assert reply.body.startswith("Không thấy mã II.9 trong nhiệm vụ của cơ quan anh/chị. Gần nhất: II.")
    assert reader.taps(next(reader.buttons()).text).heading.startswith("II.")


def test_what_is_done_leaves_the_list_and_is_counted(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.2")
    officer.taps("✅ Đã xong")
    officer.says("12/KH-UBND 26/02/2024")
    reply = officer.taps("‹ Danh sách")
    assert "chưa xong 12, đã xong 0, chờ xác nhận 1" in reply.body
    assert "II.2" not in reply.body
    assert "Đang xem: đã xong (0), chờ xác nhận (1)" in officer.says("/nhiemvu đã xong").body
    assert "⏳ Chờ xác nhận (1)\n  II.2 " in officer.says("/nhiemvu đã xong").body


def test_an_agency_that_owes_nothing_is_told_so(office: Office) -> None:
    reply = office.officer("bhxh").says("/nhiemvu")
    assert "Cơ quan đã hoàn thành mọi nhiệm vụ." in reply.body


def test_this_quarter_is_offered_in_the_year_of_the_plan_only(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu")
    assert officer.taps("Quý này").body.splitlines()[1] == "Đang xem: Quý I (6)"
    office.later(days=366)
    officer.says("/nhiemvu")
    assert "Quý này" not in [button.text for button in officer.buttons()]


def test_next_is_what_is_due_first(reader: Person) -> None:
    assert reader.says("/tieptheo").heading.startswith("II.1 · ")


@pytest.mark.parametrize("letters", [20, 48, 80])
def test_no_title_of_the_plan_is_cut_inside_a_word(office: Office, letters: int) -> None:
    for code in ("stp", "snv", "vp-ubnd"):
        for row in office.duties(code):
            short = shorten(row.title, letters)
            whole = shorten(row.title, 1000)
            assert len(short) <= letters
            assert short == whole or whole[len(short) - 1 :].lstrip(" ,;.-–:(") != whole
            assert short == whole or whole.startswith(short[:-1])
            assert short == whole or not whole[len(short) - 1].isalnum()
