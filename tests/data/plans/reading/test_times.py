"""Variants that no catalogue has: the rules must carry over. The plan is of 2024 throughout."""

from datetime import date

import pytest

from data.plans.times.timeframe import Timeframe, read_timeframe
from handlers.views.plans.remarks import render_reason

QUARTERS = "2024-03-31 2024-06-30 2024-09-30 2024-12-31"

WRITTEN_DIFFERENTLY = [
    ("quí II/2024", "2024-06-30"),
    ("QUÝ III NĂM 2024", "2024-09-30"),
    ("Quý 4/2025", "2025-12-31"),
    ("Quý IV, năm 2024", "2024-12-31"),
    ("Quý I/năm 2024", "2024-03-31"),
    ("QIV/2024", "2024-12-31"),
    ("quy ii nam 2024", "2024-06-30"),
    ("T6/2024", "2024-06-30"),
    ("tháng 6-2024", "2024-06-30"),
    ("tháng 6/năm 2024", "2024-06-30"),
    ("30.6.2024", "2024-06-30"),
    ("30-06-2024", "2024-06-30"),
    ("ngày 5 tháng 9 năm 2025", "2025-09-05"),
    ("ngày 5 tháng 9", "2024-09-05"),
    ("Xong trước ngày 30 tháng 6 năm 2024.", "2024-06-29"),
]

PERIODS = [
    ("cuối tháng 6", "2024-06-30"),
    ("đến hết tháng 9", "2024-09-30"),
    ("Hết quý II", "2024-06-30"),
    ("Xong trong tháng 8", "2024-08-31"),
    ("Cuối năm", "2024-12-31"),
    ("nửa đầu năm", "2024-06-30"),
    ("6 tháng cuối năm", "2024-12-31"),
    ("06 tháng đầu năm 2025", "2025-06-30"),
    ("9 tháng đầu năm", "2024-09-30"),
    ("Quý I năm sau", "2025-03-31"),
    ("Hạ tuần tháng 9", "2024-09-30"),
    ("Trong tháng 6 (chậm nhất ngày 25)", "2024-06-25"),
    ("Trong quý I, chậm nhất 25/3", "2024-03-25"),
    ("Hoàn thành 20 nhiệm vụ trong quý III", "2024-09-30"),
    # A period is told by a day in the month after it, where words say so.
    ("Tháng 6 (trước ngày 5/7)", "2024-07-04"),
    ("Báo cáo quý I, trước 15/4", "2024-04-14"),
    ("Quý IV trước ngày 10/01", "2025-01-09"),
    # A day of the week beside its date tells nothing; "thứ hai" may count something else.
    ("Thứ Sáu, ngày 21/6/2024", "2024-06-21"),
    ("Chủ nhật 23/6/2024", "2024-06-23"),
    ("Sáng thứ Hai (17/6/2024)", "2024-06-17"),
    ("Giai đoạn thứ hai: quý III/2024", "2024-09-30"),
]

BEFORE = [
    ("hoàn thành trước tháng 7/2025", "2025-06-30"),
    ("Trước quý III/2025", "2025-06-30"),
    ("chậm nhất trước ngày 15/6", "2024-06-14"),
    ("Trước ngày 01/01/2025", "2024-12-31"),
    ("Trước ngày 15/01 năm sau", "2025-01-14"),
    ("Không muộn hơn ngày 30/6/2024", "2024-06-30"),
    ("Trước sáng ngày 20/6/2024", "2024-06-19"),
    ("Trước thứ Sáu ngày 21/6/2024", "2024-06-20"),
    ("Trước giờ hành chính ngày 17/6/2024", "2024-06-16"),
    ("Trước lễ 30/4", "2024-04-29"),
    ("Trước lúc 17 giờ ngày 20/6/2024", "2024-06-20"),
    # At 17:00 of the 15th, the 15th is still in time.
    ("Trước 17h00 ngày 15/6/2024", "2024-06-15"),
]

RANGES = [
    ("Từ quý II đến quý IV/2024", "2024-12-31"),
    ("Quý II - Quý III/2024", "2024-09-30"),
    ("Quý II-III/2024", "2024-09-30"),
    ("Tháng 6-12/2024", "2024-12-31"),
    ("tháng 4 đến 6/2024", "2024-06-30"),
    ("15/6-30/6/2024", "2024-06-30"),
    ("Từ ngày 15 đến ngày 20/6/2024", "2024-06-20"),
    ("Quý IV/2023 - Quý I/2024", "2024-03-31"),
    ("Từ quý I đến hết năm 2024", "2024-12-31"),
    # Time goes forward: the end is in the year after.
    ("Từ tháng 11/2024 đến tháng 02", "2025-02-28"),
    ("Từ tháng 11 đến tháng 02/2025", "2025-02-28"),
    ("Đến năm 2025, định hướng đến năm 2030", "2025-12-31"),
]

LISTS = [
    ("15/6; 15/12", "2024-06-15 2024-12-15"),
    ("trong tháng 5 và tháng 10", "2024-05-31 2024-10-31"),
    ("Quý II, III/2025", "2025-06-30 2025-09-30"),
    ("6 tháng đầu năm và cả năm", "2024-06-30 2024-12-31"),
    ("Quý I và Quý III", "2024-03-31 2024-09-30"),
    ("Các tháng 3, 6, 9 và 12/2024", QUARTERS),
    ("Năm 2024 và 2025", "2024-12-31 2025-12-31"),
    ("Thí điểm năm 2024, nhân rộng năm 2025", "2024-12-31 2025-12-31"),
    # "Trước" goes for both days.
    ("Trước ngày 15/6 và ngày 15/12/2024", "2024-06-14 2024-12-14"),
    # A period may say of what the day behind it is.
    (
        "Quý I trước 15/3; 6 tháng trước 15/6; quý III trước 15/9; năm trước 15/12/2024",
        "2024-03-14 2024-06-14 2024-09-14 2024-12-14",
    ),
    ("Quý I: ngày 20/3; Quý II (trước ngày 20/6)", "2024-03-20 2024-06-19"),
    ("Tháng 6\n15/7", "2024-06-30 2024-07-15"),
    ("Tháng 3 30/4", "2024-03-31 2024-04-30"),
    ("Báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12", "2024-06-14 2024-12-14"),
]

COMING_BACK = [
    ("Mỗi quý 1 lần", QUARTERS),
    ("1 lần/quý", QUARTERS),
    ("3 tháng/lần", QUARTERS),
    ("Quý, 6 tháng, năm", QUARTERS),
    ("Báo cáo Quý I, 6 tháng, 9 tháng và năm 2024", QUARTERS),
    ("6 tháng; 9 tháng; năm", "2024-06-30 2024-09-30 2024-12-31"),
    ("Ba tháng một lần", QUARTERS),
    ("4 lần/năm", QUARTERS),
    ("Mỗi năm 2 lần", "2024-06-30 2024-12-31"),
    ("Mỗi quý một lớp/bản", QUARTERS),
    ("Mỗi quý 01 phiên", QUARTERS),
    ("Mỗi quý ít nhất 01 lần", QUARTERS),
    ("6 tháng, năm", "2024-06-30 2024-12-31"),
    ("6 tháng 1 lần", "2024-06-30 2024-12-31"),
    ("2 lần/năm", "2024-06-30 2024-12-31"),
    ("Định kỳ 6 tháng, hằng năm", "2024-06-30 2024-12-31"),
    ("Trước ngày 15/6 và 15/12 hằng năm", "2024-06-14 2024-12-14"),
    ("Quý I hằng năm", "2024-03-31"),
    ("Từ năm 2025, hằng năm", "2025-12-31"),
    ("Hằng quý (trước ngày 20 của tháng cuối quý)", "2024-03-19 2024-06-19 2024-09-19 2024-12-19"),
    # The report of a quarter is due when the next one has begun.
    ("Trước ngày 05 của tháng đầu quý sau", "2024-04-04 2024-07-04 2024-10-04 2025-01-04"),
]

NO_DATE = [
    ("Thường xuyên năm 2024", "continuous"),
    ("Cả năm", "continuous"),
    ("Trực 24/7", "continuous"),
    ("Sau tháng 6/2024", "continuous"),
    ("Theo quy định", "external"),
    ("Ngay khi có hướng dẫn", "external"),
    ("Trong 6 tháng kể từ ngày ban hành", "external"),
    # The date is that of the other document.
    ("Theo Kế hoạch số 135/KH-UBND ngày 12/10/2023", "external"),
    ("Theo Kế hoạch của Bộ Nội vụ năm 2024", "external"),
]

UNCERTAIN = [
    ("", "continuous", ""),
    ("Hỏa tốc", "external", ""),
    ("Định kỳ theo quy định", "recurring", ""),
    ("Hằng tuần", "continuous", ""),
    ("31/02", "once", ""),
    ("29/02/2025", "once", ""),
    ("Tháng 13/2024", "once", ""),
    ("Quý V/2024", "once", ""),
    ("31/4; 30/6", "once", "2024-06-30"),
    ("Đầu tháng 6/2024", "once", "2024-06-10"),
    ("Giữa năm 2024", "once", "2024-06-30"),
    ("15/6/24", "once", "2024-06-15"),
    ("Dự kiến tháng 6/2024", "once", "2024-06-30"),
    ("Tháng 12, tháng 01/2025", "multiple", "2024-12-31 2025-01-31"),
    ("Năm 2024, sau khi Chính phủ ban hành Nghị định", "once", "2024-12-31"),
    ("Hai tháng một lần", "recurring", ""),
    ("Trung tuần tháng 6/2024", "once", "2024-06-15"),
    ("Thượng tuần tháng 9/2024", "once", "2024-09-10"),
    ("Trong quý I, chậm nhất ngày 25", "once", "2024-03-31"),
    # The period may be a step of its own, the day may go for both months.
    ("Dự thảo tháng 3, trước 30/4 ban hành", "once", "2024-04-29"),
    ("Khảo sát tháng 4 hoàn thành trước 15/5", "once", "2024-05-14"),
    ("Tập huấn quý II, chậm nhất 15/7/2024", "once", "2024-07-15"),
    ("Trong tháng 6 và tháng 9 (trước ngày 25)", "multiple", "2024-06-30 2024-09-24"),
    # An event names a year, and no day of it.
    ("Mùa khô năm 2024", "once", "2024-12-31"),
    ("Trước mùa mưa bão năm 2024", "once", "2024-12-31"),
    ("Dịp hè 2024", "once", "2024-12-31"),
    ("Trước kỳ họp HĐND tỉnh tháng 7/2024", "once", "2024-07-31"),
    ("Trước Đại hội Đảng bộ tỉnh năm 2024", "once", "2024-12-31"),
    ("Trước ngày khai mạc, tháng 4/2024", "once", "2024-04-30"),
    ("Tháng 9/2024 (trước khai giảng)", "once", "2024-09-30"),
    ("Tuần đầu tháng 6/2024", "once", "2024-06-10"),
    ("Chủ nhật tuần đầu hằng quý", "recurring", QUARTERS),
    ("6 tháng đầu năm: 80; cả năm: 200", "multiple", "2024-06-30 2024-12-31"),
    ("Quý IV trước ngày 10/01/2025", "once", "2025-01-09"),
    ("Trước thềm năm học mới tháng 8/2024", "once", "2024-08-31"),
    ("Trong quý I/2024 hoặc khi có yêu cầu", "once", "2024-03-31"),
    ("Trong vòng 30 ngày kể từ ngày 01/7/2024", "external", ""),
    ("Thường xuyên, hoàn thành trước 30/11/2024", "once", "2024-11-29"),
    ("Hàng quý, tháng 6 và tháng 12/2024", "recurring", QUARTERS),
]


def _dates(read: Timeframe) -> list[date]:
    return [deadline.due_on for deadline in read.deadlines]


def _said(days: str) -> list[date]:
    return [date.fromisoformat(day) for day in days.split()]


@pytest.mark.parametrize(("text", "day"), [*WRITTEN_DIFFERENTLY, *PERIODS, *BEFORE, *RANGES])
def test_one_date_is_read_with_certainty(text: str, day: str) -> None:
    read = read_timeframe(text, 2024)
    assert (_dates(read), read.kind) == (_said(day), "once")
    assert read.certain == (text != "15/6/24"), render_reason(read)


@pytest.mark.parametrize(("text", "days"), LISTS)
def test_every_item_of_a_list_is_a_date_of_its_own(text: str, days: str) -> None:
    read = read_timeframe(text, 2024)
    assert (_dates(read), read.kind, read.certain) == (_said(days), "multiple", True)


@pytest.mark.parametrize(("text", "days"), COMING_BACK)
def test_what_comes_back_has_the_dates_of_one_year(text: str, days: str) -> None:
    read = read_timeframe(text, 2024)
    assert (_dates(read), read.kind, read.certain) == (_said(days), "recurring", True)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Hàng tháng", "2024-01-31", "2024-02-29"),
        ("ngày 25 hàng tháng", "2024-01-25", "2024-02-25"),
        ("Ngày 31 hằng tháng", "2024-01-31", "2024-02-29"),
        ("20 hàng tháng", "2024-01-20", "2024-02-20"),
        ("Mỗi tháng 02 buổi", "2024-01-31", "2024-02-29"),
        ("trước ngày 01 hằng tháng", "2023-12-31", "2024-01-31"),
    ],
)
def test_every_month_has_its_date_even_the_short_ones(text: str, first: str, second: str) -> None:
    read = read_timeframe(text, 2024)
    assert len(read.deadlines) == 12
    assert _dates(read)[:2] == _said(f"{first} {second}")


@pytest.mark.parametrize(("text", "kind"), NO_DATE)
def test_no_date_is_made_up(text: str, kind: str) -> None:
    read = read_timeframe(text, 2024)
    assert (read.kind, read.deadlines, read.certain) == (kind, (), True)


@pytest.mark.parametrize(("text", "kind", "days"), UNCERTAIN)
def test_what_is_ambiguous_is_read_by_rule_and_put_before_a_person(text: str, kind: str, days: str) -> None:
    read = read_timeframe(text, 2024)
    assert (read.kind, _dates(read), read.certain) == (kind, _said(days), False)
    assert render_reason(read).endswith("Cần người kiểm tra lại.")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Tháng 02/2024", ["Tháng 02/2024"]),
        ("đề xuất trước ngày 15/3/2026", ["Trước ngày 15/3/2026"]),
        ("Kế hoạch ban hành trong tháng 01/2024", ["Tháng 01/2024"]),
        ("Từ tháng 3 đến tháng 10", ["Từ tháng 3 đến tháng 10"]),
        ("Quý II, III/2024", ["Quý II", "Quý III/2024"]),
        ("Trước 15/6 và 15/12", ["Trước 15/6", "Trước 15/12"]),
        ("hằng quý, 6 tháng, năm", ["Quý I", "6 tháng", "Quý III", "năm"]),
        ("Hằng quý", ["Quý I", "Quý II", "Quý III", "Quý IV"]),
    ],
)
def test_a_date_keeps_the_words_it_comes_from(text: str, labels: list[str]) -> None:
    assert [deadline.label for deadline in read_timeframe(text, 2024).deadlines] == labels


def test_the_reason_names_words_and_date() -> None:
    said = render_reason(read_timeframe("Trước ngày 15/12", 2024))
    assert "“Trước ngày 15/12” là ngày 14/12/2024" in said
    assert "hạn là ngày liền trước" in said
