"""Several reports in one message: one card, each or all by a tap, and what was not understood is said."""

from datetime import date
from typing import Any

import pytest

from data.enums import Role
from data.registry.people import identities
from handlers.questions.answering.answerer import answer
from tests.handlers.chat import Office, Person

HEADING = "Tin của anh/chị có {count} báo cáo"


def written(office: Office) -> dict[str, list[str]]:
    return {duty.code: office.changes(duty) for duty in office.duties() if office.changes(duty)}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("II.2 xong 12/KH-UBND 20/2; II.5 80%", {"II.2": "reported", "II.5": "progress"}),
        ("II.2 xong, 12/KH-UBND ngày 20/2/2024, II.5 đang làm 80%", {"II.2": "reported", "II.5": "progress"}),
        ("ii.2 60% ii.5 80%", {"II.2": "progress", "II.5": "progress"}),
        ("II.2 60%\nII.3 70%\nII.5 80%", {"II.2": "progress", "II.3": "progress", "II.5": "progress"}),
        ("II.2 được 60% và II.5 được 80%", {"II.2": "progress", "II.5": "progress"}),
        ("II.2, II.5 xong rồi, không có văn bản vì đã họp", {"II.2": "reported", "II.5": "reported"}),
        ("chào anh, II.2 60%; II.5 80%; cảm ơn anh", {"II.2": "progress", "II.5": "progress"}),
        ("II.2 12/KH-UBND 20/2/2024; II.5 đã làm được nửa rồi", {"II.2": "reported", "II.5": "progress"}),
    ],
)
def test_all_reports_of_a_message_are_written_by_one_tap(
    office: Office, officer: Person, text: str, codes: dict[str, str]
) -> None:
    card = officer.says(text)
    assert card.heading == HEADING.format(count=len(codes))
    assert "Chưa hiểu" not in card.body
    assert written(office) == {}
    officer.taps(f"Ghi tất cả ({len(codes)})")
    assert written(office) == {code: [change] for code, change in codes.items()}


def test_each_report_is_written_by_its_own_tap_and_once(office: Office, officer: Person) -> None:
    officer.says("II.2 xong 12/KH-UBND 20/2; II.5 80%")
    taps = {button.text: button.value for button in officer.buttons()}
    officer.taps("Ghi II.5")
    assert officer.screen.body.endswith("Còn chờ ghi: II.2.")
    assert written(office) == {"II.5": ["progress"]}
    assert "không còn dùng được" in officer.presses(taps["Ghi II.5"]).body
    officer.presses(taps["Ghi II.2"])
    for value in taps.values():
        officer.presses(value)
    assert written(office) == {"II.2": ["reported"], "II.5": ["progress"]}


@pytest.mark.parametrize("yes", ["đúng", "ok em", "ghi nhận", "Ghi tất cả (2)", "ghi tat ca"])
def test_a_yes_writes_all(office: Office, officer: Person, yes: str) -> None:
    officer.says("II.2 60%; II.5 80%")
    officer.says(yes)
    assert written(office) == {"II.2": ["progress"], "II.5": ["progress"]}


@pytest.mark.parametrize(
    "other", ["thôi", "để sau", "không phải", "II.3 hạn khi nào", "bao nhiêu việc quá hạn", "abc"]
)
def test_nothing_else_writes_any(office: Office, officer: Person, other: str) -> None:
    officer.says("II.2 60%; II.5 80%")
    officer.says(other)
    assert written(office) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("II.2 60%; II.5 80%; số liệu gửi sau ạ", "Chưa hiểu: “số liệu gửi sau ạ”."),
        ("II.2 60%; II.5 80%; II.3 đang chờ số liệu", "Chưa hiểu: “II.3 đang chờ số liệu”."),
        ("II.2 60%; II.5 80%; TC.2 xong", "Của mốc nào: 15/03, 15/06, 15/09, 15/12?"),
        ("II.2 60%; II.5 80%; III.1 50%", "III.1: cơ quan anh/chị không có việc này hoặc đã báo xong."),
        ("II.2 60%; II.5 80%; II.2 70%", "II.2 được nêu hai lần nên chưa ghi lần nào."),
        ("II.2 xong; II.5 80%", "còn thiếu số và ngày văn bản"),
        ("II.2 xong 12/KH-UBND 1/3/2024; II.5 80%", "Ngày văn bản"),
    ],
)
def test_what_is_not_understood_or_cannot_be_written_is_said(
    office: Office, officer: Person, text: str, said: str
) -> None:
    assert said in officer.says(text).body
    tap = next(button for button in officer.buttons() if button.text.startswith("Ghi "))
    officer.presses(tap.value)
    assert set(written(office)) <= {"II.2", "II.5"}
    assert written(office).get("II.5") == ["progress"]


def test_of_several_deadlines_the_officer_chooses_one(office: Office, officer: Person) -> None:
    officer.says("II.2 60%; II.5 80%; TC.2 30%")
    officer.taps("Ghi 2 việc đã rõ mốc")
    assert written(office) == {"II.2": ["progress"], "II.5": ["progress"]}
    assert officer.screen.body.endswith("Còn chờ ghi: TC.2 · 15/03, TC.2 · 15/06, TC.2 · 15/09, TC.2 · 15/12.")
    taps = {button.text: button.value for button in officer.buttons()}
    officer.presses(taps["Ghi TC.2 · 15/06"])
    for value in taps.values():
        officer.presses(value)
    changed = [duty.due_on for duty in office.duties() if duty.code == "TC.2" and office.changes(duty)]
    assert changed == [date(2024, 6, 15)]


@pytest.mark.parametrize("yes", ["đúng", "ok em"])
def test_a_yes_chooses_no_deadline(office: Office, officer: Person, yes: str) -> None:
    officer.says("II.2 60%; TC.2 30%")
    officer.says(yes)
    assert written(office) == {"II.2": ["progress"]}
    assert "Của mốc nào: 15/03, 15/06, 15/09, 15/12?" in officer.says(yes).body
    assert written(office) == {"II.2": ["progress"]}


def test_a_report_of_several_deadlines_is_told_once(officer: Person) -> None:
    told = asked(officer, "II.2 60%; TC.2 30%")
    assert [(one["task"], one["percent"]) for one in told["reports"]] == [("II.2", 60), ("TC.2", 30)]
    assert [item["task"] for item in told["items"]] == ["II.2", *["TC.2"] * 4]


@pytest.mark.parametrize(
    "text",
    [
        "II.2 60%; II.5 xong chưa",
        "II.2 xong 12/KH-UBND 20/2; II.5 hạn khi nào?",
        "II.2 60%; II.5 bao giờ phải nộp",
        "II.2 60%; II.5 ai làm",
        "II.2 và II.5 ai chủ trì",
        "II.2 và II.5 xong chưa",
        "II.2; II.5",
    ],
)
def test_a_question_among_them_makes_it_no_report(office: Office, officer: Person, text: str) -> None:
    officer.says(text)
    assert not any(button.text.startswith("Ghi ") for button in officer.buttons())
    officer.says("đúng")
    assert written(office) == {}


def test_a_report_that_a_colleague_was_first_with_keeps_back_no_other(office: Office, officer: Person) -> None:
    officer.says("II.2 60%; II.5 80%")
    duty = office.duty("II.2")
    office.officer("stp", name="Cán bộ B").presses(f"percent:{duty.id}:{duty.version}:30")
    said = officer.taps("Ghi tất cả (2)").body
    assert "✅ Đã ghi II.5: 80%." in said
    assert "⚠️ II.2 đã được Cán bộ B cập nhật" in said
    assert written(office) == {"II.2": ["progress"], "II.5": ["progress"]}


def test_the_card_is_of_who_typed_it_and_of_its_day(office: Office, officer: Person) -> None:
    officer.says("II.2 60%; II.5 80%")
    everything = next(officer.buttons()).value
    assert "không còn dùng được" in office.officer("stp", name="B").presses(everything).body
    office.later(hours=13)
    assert officer.presses(everything).body.startswith("Câu hỏi trước đã quá lâu")
    assert written(office) == {}


def test_who_oversees_reports_nothing_of_others(office: Office) -> None:
    supervisor = office.officer("snv", Role.SUPERVISOR)
    supervisor.says("II.2 60%; II.5 80%")
    assert not any(button.text.startswith("Ghi ") for button in supervisor.buttons())


def test_on_a_channel_without_buttons_the_numbers_choose(office: Office) -> None:
    typist = office.officer("stp", has_buttons=False)
    assert "1 Ghi tất cả (2)\n2 Ghi II.2 · 3 Ghi II.5" in typist.says("II.2 60%; II.5 80%").choices
    typist.says("3")
    assert written(office) == {"II.5": ["progress"]}


def asked(person: Person, text: str) -> dict[str, Any]:
    """The document of `ask --json`."""
    office, chat = person.office, person.chat
    with office.store.read() as session:
        me = identities.identify(session, chat.channel, chat.chat_id)
        assert me is not None
        return answer(session, me, text, date(2024, 2, 26), office.calendar).as_json()


def test_programs_read_every_report(reader: Person) -> None:
    found = asked(reader, "II.2 xong 12/KH-UBND 20/2; II.5 80%")
    assert (found["intent"], found["needs_confirmation"]) == ("report_progress", True)
    assert found["reports"] == [
        {
            "task": "II.2",
            "agency": "stp",
            "document_number": "12/KH-UBND",
            "document_date": "2024-02-20",
            "percent": 100,
        },
        {"task": "II.5", "agency": "stp", "document_number": None, "document_date": None, "percent": 80},
    ]
    assert [item["task"] for item in found["items"]] == ["II.2", "II.5"]


@pytest.mark.parametrize("text", ["II.2 xong rồi", "II.2 60%"])
def test_a_single_report_is_told_to_programs_as_well(reader: Person, text: str) -> None:
    [report] = asked(reader, text)["reports"]
    assert (report["task"], report["percent"]) == ("II.2", 60 if "%" in text else 100)


def test_other_answers_have_no_reports(reader: Person) -> None:
    assert "reports" not in asked(reader, "tuần này phải nộp gì")


@pytest.mark.parametrize("yes", ["ok", "đúng", "vâng ạ", "ghi nhận"])
def test_a_yes_after_another_answer_writes_none_but_shows_them_again(
    office: Office, officer: Person, yes: str
) -> None:
    officer.says("II.2 60%; II.3 70%; II.5 80%")
    officer.taps("Ghi II.3")
    officer.says("II.1 hạn khi nào?")
    officer.says(yes)
    assert written(office) == {"II.3": ["progress"]}
    assert officer.screen.heading == HEADING.format(count=2)
    assert "60%" in officer.screen.body
    officer.says(yes)
    assert written(office) == {"II.2": ["progress"], "II.3": ["progress"], "II.5": ["progress"]}


def test_what_was_saved_waits_for_confirmation_says_who_is_told_and_can_be_undone(
    office: Office, officer: Person, supervisor: Person
) -> None:
    office.officer("stp", name="Cán bộ B")
    officer.says("II.2 xong 12/KH-UBND 20/2; II.5 80%")
    saved = officer.taps("Ghi tất cả (2)").body.splitlines()
    assert saved[2:] == [
        "⏳ Chờ cơ quan theo dõi kế hoạch xác nhận.",
        "📣 Sẽ báo ngay cho Cán bộ B; báo giám sát lúc 08:30.",
    ]
    officer.taps("Hoàn tác II.2")
    assert written(office) == {"II.2": ["reported", "undone"], "II.5": ["progress"]}


@pytest.mark.parametrize("number", ["1", "2"])
def test_a_number_is_no_yes_to_all(office: Office, officer: Person, number: str) -> None:
    officer.says("II.2 60%; II.5 80%")
    assert "vẫn chờ, chưa được ghi" in officer.says(number).body
    assert written(office) == {}
