"""Lists of a day that has passed: by /nhiemvu and by sentences, as the duties stood at its end."""

import pytest

from tests.handlers.chat import Office, Person
from tests.handlers.overview.test_summary import confirm_all, report


@pytest.fixture
def lived(office: Office, supervisor: Person) -> Office:
    """A month after II.3 was reported on 27/02 and confirmed on 28/02."""
    assert supervisor
    office.later(days=1)
    report(office.officer("stp"), "II.3", "12/KH-UBND 26/02/2024")
    office.later(days=1)
    confirm_all(office)
    office.later(days=30)
    return office


@pytest.mark.parametrize(
    ("sentence", "understood", "has"),
    [
        ("việc chưa xong tính đến 27/2", "toàn tỉnh · chưa xong · như cuối ngày 27/02/2024", "🔴 II.2"),
        ("việc quá hạn tính đến 27/2", "toàn tỉnh · quá hạn · như cuối ngày 27/02/2024", "quá hạn 58 ngày"),
        (
            "tính đến 27/2 có bao nhiêu việc chờ xác nhận",
            "toàn tỉnh · chờ xác nhận · như cuối ngày 27/02/2024",
            "1 việc.\n⏳ II.3",
        ),
        (
            "việc đã xong tính đến 28/2 của Sở Tư pháp",
            "Sở Tư pháp · đã xong · như cuối ngày 28/02/2024",
            "✅ II.3",
        ),
        (
            "việc đã xong tính đến 26/2 của Sở Tư pháp",
            "Sở Tư pháp · đã xong · như cuối ngày 26/02/2024",
            "Không có việc nào.",
        ),
        ("II.3 tính đến 27/2", "II.3 · toàn tỉnh · tất cả · như cuối ngày 27/02/2024", "⏳ II.3"),
    ],
)
def test_a_sentence_lists_duties_as_they_stood(
    lived: Office, supervisor: Person, sentence: str, understood: str, has: str
) -> None:
    screen = supervisor.says(sentence)
    assert screen.heading == f"Hiểu là: {understood}"
    assert has in screen.body


def test_the_own_list_of_a_day(lived: Office) -> None:
    officer = lived.officer("stp")
    shown = officer.says("/nhiemvu tất cả tính đến 27/2").body
    assert shown.startswith("Danh sách như cuối ngày, theo lịch sử cập nhật.\nThứ Ba, 27/02/2024 · chưa xong")
    assert "⏳ Chờ xác nhận (1)\n  II.3" in shown
    assert "✅ Đã xong (1)\n  II.3" in officer.says("/nhiemvu tất cả tính đến 28/2").body
    assert officer.says("/nhiemvu tính đến 31/12/2030").body.startswith("Ngày 31/12/2030 chưa tới")
    assert officer.says("/nhiemvu tính đến hôm nay").body == officer.says("/nhiemvu").body
