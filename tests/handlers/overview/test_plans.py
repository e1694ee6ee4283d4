"""Several plans alive in the chat: each told apart, looked at alone, closed and reopened."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from data.enums import Role
from data.models import Agency, AuditEntry
from data.registry.plans import plans
from tests import factories as make
from tests.handlers.chat import Office, Person

NEW = "20/KH-UBND"
_NO_YEAR = "Trong sổ không có kế hoạch năm 2023. Sổ đang có: 175/KH-UBND (2024)."
_NO_NUMBER = "Không thấy kế hoạch 999 trong sổ. Sổ đang có: 175/KH-UBND."
READ_AT = datetime(2024, 2, 20, tzinfo=UTC)


def add_plan_20(office: Office) -> None:
    """A newer plan whose codes are those of plan 175: II.3 with the same title, I.1 with another."""
    with office.store.write() as session:
        plan = make.plan(session, NEW, issued_on=date(2024, 2, 15), year=2025, imported_at=READ_AT)
        title = office.duty("II.3").title
        for code, words, owing in (("II.3", title, "stp"), ("I.1", "Đề án chuyển đổi số", "snv")):
            owed = make.deadline(session, plan, date(2025, 3, 31), code=code, title=words)
            make.duty(session, _agency(session, owing), owed)


def _agency(session: Session, code: str) -> Agency:
    return session.exec(select(Agency).where(Agency.code == code)).one()


@pytest.fixture
def two(office: Office) -> Office:
    add_plan_20(office)
    return office


def test_with_one_plan_alive_no_list_names_it(office: Office, supervisor: Person) -> None:
    assert "(KH" not in office.officer("stp").says("/nhiemvu").text
    assert supervisor.says("/tonghop").heading.startswith("📊 KH 175/KH-UBND · đến")
    assert not any("KH 175" in tap.text for tap in supervisor.buttons())


def test_lists_name_the_plan_where_two_are_alive(two: Office) -> None:
    officer = two.officer("stp")
    said = officer.says("/nhiemvu tất cả").text
    assert "II.3 (KH 175)" in said
    assert "KH 175/KH-UBND (2024) · KH 20/KH-UBND (2025)" in said


def test_a_code_of_two_plans_is_asked_about_with_both(two: Office, supervisor: Person) -> None:
    for person in (two.officer("stp"), supervisor):
        said = person.says("/nhiemvu II.3").text
        assert "Mã II.3 có trong 2 kế hoạch" in said
        assert "KH 175/KH-UBND: II.3" in said
        assert "KH 20/KH-UBND: II.3" in said
        assert "Kế hoạch: 20/KH-UBND" in person.taps("II.3 · KH 20/KH-UBND").text
    old_button = supervisor.presses("code:II.3").text
    assert "Mã II.3 có trong 2 kế hoạch" in old_button


def test_figures_are_of_all_plans_and_of_each(two: Office, supervisor: Person) -> None:
    said = supervisor.says("/tonghop")
    assert said.heading.startswith("📊 2 kế hoạch: 20/KH-UBND, 175/KH-UBND · đến")
    assert "Tổng số: 489" in said.body
    assert "KH 20/KH-UBND: ✅ 0/2" in said.body
    alone = supervisor.taps("KH 20/KH-UBND")
    assert alone.heading.startswith("📊 KH 20/KH-UBND · đến")
    assert "Tổng số: 2\n" in alone.body + "\n"
    assert "I (KH" not in supervisor.taps("Theo lĩnh vực").text
    supervisor.says("/tonghop lĩnh vực")
    assert {"I (KH 20)", "I (KH 175)"} <= {tap.text for tap in supervisor.buttons()}
    assert "Lĩnh vực I có trong 2 kế hoạch" in supervisor.presses("sum:sI").text


def test_a_report_in_word_asks_for_one_plan(two: Office, supervisor: Person) -> None:
    assert "Anh/chị chọn kế hoạch" in supervisor.presses("docx:all").text
    assert "Chọn kỳ báo cáo" in supervisor.taps("KH 175/KH-UBND").text


@pytest.mark.parametrize(
    ("words", "of", "total"),
    [
        ("kế hoạch 20", "KH 20/KH-UBND · đến Thứ Hai, 26/02/2024", 2),
        ("KH 175", "KH 175/KH-UBND · đến Thứ Hai, 26/02/2024", 487),
        ("KH 20 tính đến 25/2", "KH 20/KH-UBND · đến Chủ Nhật, 25/02/2024", 2),
        ("stp kế hoạch 175/KH–UBND", "Sở Tư pháp", 13),
        ("KH 20 quý 1/2025", "Quý I/2025", 2),
    ],
)
def test_figures_of_one_plan_are_asked_for_in_words(
    two: Office, supervisor: Person, words: str, of: str, total: int
) -> None:
    said = supervisor.says(f"/tonghop {words}")
    assert said.heading.endswith(of)
    assert f"Tổng số: {total}\n" in said.body + "\n"


def test_a_sentence_chooses_a_plan(two: Office, supervisor: Person) -> None:
    assert "KH 20/KH-UBND" in supervisor.says("kế hoạch 20 tình hình thế nào").heading
    for words in ("kế hoạch 20 còn gì", "kế hoạch năm sau còn gì", "kế hoạch năm 2025 còn gì"):
        said = two.officer("stp").says(words).text
        assert "II.3" in said
        assert "II.1" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("kế hoạch năm ngoái", _NO_YEAR),
        ("ke hoach nam 2023 the nao", _NO_YEAR),
        ("việc quá hạn của kế hoạch năm trước", _NO_YEAR),
        ("xuất Excel kế hoạch 2023", _NO_YEAR),
        ("kế hoạch 999", _NO_NUMBER),
        ("kế hoạch 999 tháng 3 phải nộp gì", _NO_NUMBER),
        ("II.3 của KH 999", _NO_NUMBER),
        ("sở nào chậm trong kế hoạch 999", _NO_NUMBER),
        ("/tonghop kế hoạch 999", _NO_NUMBER),
        ("/tonghop kế hoạch năm ngoái", _NO_YEAR),
        ("/kehoach 999", _NO_NUMBER),
        ("/kehoach năm 2023", _NO_YEAR),
    ],
)
def test_a_plan_that_is_not_there_is_said_not_to_be(supervisor: Person, words: str, said: str) -> None:
    assert supervisor.says(words).body == said


@pytest.mark.parametrize(
    "words", ["kế hoạch năm 2024 thế nào", "II.3 đã ban hành kế hoạch 40", "II.3: kế hoạch 22/KH-UBND"]
)
def test_other_words_ask_of_no_plan_that_is_missing(supervisor: Person, words: str) -> None:
    assert "Sổ đang có" not in supervisor.says(words).text


def test_a_plan_is_closed_by_one_tap_after_all_was_shown(two: Office, supervisor: Person) -> None:
    assert "đang theo dõi" in supervisor.says("/kehoach").text
    supervisor.presses(f"planclose:{_id(two, '175')}")
    shown = supervisor.taps("Chuyển sang KH 20/KH-UBND").text
    assert "→ II.3" in shown
    assert "Chưa có gì được ghi" in shown
    assert _closed(two) == []
    supervisor.taps("Để lại II.3")
    assert "✖️ II.3" in supervisor.taps("Đóng kế hoạch").text or _closed(two) == ["175/KH-UBND"]
    assert _closed(two) == ["175/KH-UBND"]
    assert "Kế hoạch 175/KH-UBND đã đóng từ trước" in supervisor.presses(f"planclose:{_id(two, '175')}").text
    assert "đã đóng" in supervisor.says("/kehoach 175").heading


def test_carried_duties_say_where_they_went(two: Office, supervisor: Person) -> None:
    old = two.duty("II.3")
    supervisor.presses(f"planclose:{_id(two, '175')}")
    supervisor.taps("Chuyển sang KH 20/KH-UBND")
    supervisor.taps("Đóng kế hoạch")
    assert "➡️ Chuyển sang II.3 của KH 20/KH-UBND" in two.officer("stp").presses(f"card:{old.id}").text
    assert "Không mở lại được" in supervisor.presses(f"planopen:{_id(two, '175')}").text
    assert [row.plan_number for row in two.duties("stp")] == [NEW]


def test_a_plan_closed_without_a_successor_is_opened_again(two: Office, supervisor: Person) -> None:
    supervisor.presses(f"planend:{_id(two, '175')}:0:0:0")
    supervisor.taps("Đóng kế hoạch")
    supervisor.taps("Mở lại")
    supervisor.taps("Mở lại kế hoạch")
    assert _closed(two) == []
    with two.store.read() as session:
        assert [entry.action for entry in session.exec(select(AuditEntry))][-2:] == ["plan.close", "plan.reopen"]


def test_a_past_day_counts_the_plans_active_then_even_if_all_are_closed(two: Office, supervisor: Person) -> None:
    for days, number, act in ((1, "175", "Đóng"), (3, "175", "Mở lại"), (3, "175", "Đóng"), (1, "20", "Đóng")):
        two.later(days=days)
        supervisor.presses(f"plan{'end' if act == 'Đóng' else 'open'}:{_id(two, number)}{':0:0:0' * (act == 'Đóng')}")
        supervisor.taps(f"{act} kế hoạch")
    two.later(days=1)
    both, one = "2 kế hoạch: 20/KH-UBND, 175/KH-UBND", "KH 20/KH-UBND"
    for day, plans_then in (("26/2", both), ("27/2", one), ("29/2", one), ("1/3", both), ("4/3", one)):
        shown = supervisor.says(f"/tonghop tính đến {day}")
        assert shown.heading.startswith(f"📊 {plans_then} · đến"), day
        assert supervisor.taps("Excel").files[0].name.startswith("2-ke-hoach" if plans_then == both else "20"), day
    assert "mọi kế hoạch đều đã đóng" in supervisor.says("/tonghop tính đến 5/3").body


def test_what_changed_since_it_was_shown_is_shown_again(two: Office, supervisor: Person) -> None:
    supervisor.presses(f"planend:{_id(two, '175')}:0:0:0")
    [value] = [tap.value for tap in supervisor.buttons() if tap.text == "Đóng kế hoạch"]
    officer = two.officer("stp")
    officer.presses(f"done:{two.duty('II.3').id}:0")
    officer.says("12/KH-STP 20/02/2024")
    assert "đã thay đổi sau khi anh/chị xem" in supervisor.presses(value).text
    assert _closed(two) == []


def test_only_who_oversees_closes(two: Office) -> None:
    for role in (Role.OFFICER, Role.HEAD):
        person = two.officer("stp", role)
        assert "Đóng" not in {tap.text for row in person.says("/kehoach").buttons for tap in row}
        assert person.presses(f"planclose:{_id(two, '175')}").text.startswith("Lệnh này dành cho")


def _id(office: Office, number: str) -> int:
    with office.store.read() as session:
        return plans.find(session, number).id


def _closed(office: Office) -> list[str]:
    with office.store.read() as session:
        return [plan.number for plan in plans.list_plans(session) if not plan.active]
