"""A task that waits for somebody else's document gets its date from a person, with that document."""

from datetime import date

import pytest
from sqlmodel import col, select

from data.enums import Role
from data.models import AuditEntry
from data.plans.reading import read_plan
from data.plans.storing.apply import apply, preview_changes
from data.seeds import seed
from handlers.views.plans.remarks import for_registry
from tests.databases.registries import PLAN_175
from tests.handlers.chat import Office, Person
from tests.handlers.post import post_comes
from tests.scheduler.office import morning


@pytest.fixture
def asked(office: Office) -> Person:
    """A supervisor of Nội vụ on the morning of 01/03, with the monthly question about I.1 on the screen."""
    office.clock.move_to(morning("2024-02-28"))
    supervisor = office.officer("snv", Role.SUPERVISOR)
    office.clock.move_to(morning("2024-03-01"))
    post_comes(office, supervisor)
    return supervisor


def test_the_standing_body_is_asked_in_its_digest(asked: Person) -> None:
    assert "Hạn theo sự kiện hoặc văn bản khác, đã có ngày chưa?\n🔵 I.1 " in asked.screen.body
    asked.taps("❓ Vì sao tôi được nhắc?")
    assert "I.1: hạn theo sự kiện hoặc văn bản khác, chưa có ngày" in asked.screen.text


def test_date_and_document_are_one_answer(office: Office, asked: Person) -> None:
    question = asked.taps("I.1 nhập hạn")
    assert "Kế hoạch ghi: Theo Kế hoạch của Bộ Nội vụ." in question.body
    reply = asked.says("30/6/2024 theo Kế hoạch 123/KH-BNV")
    assert "Đã ghi hạn của I.1. Hạn: Chủ Nhật, 30/06/2024 (ngày nghỉ)" in reply.body
    assert "theo Kế hoạch 123/KH-BNV" in reply.body
    duty = office.duty("I.1", "snv")
    assert (duty.due_on, duty.label) == (date(2024, 6, 30), "Theo Kế hoạch của Bộ Nội vụ")


def test_the_card_names_the_document_and_keeps_the_words_of_the_plan(office: Office, asked: Person) -> None:
    answer(asked, "30/06/2024 theo 123/KH-BNV")
    card = asked.presses(f"card:{office.duty('I.1', 'snv').id}")
    assert "Thời gian trong kế hoạch: Theo Kế hoạch của Bộ Nội vụ\nHạn theo văn bản: 123/KH-BNV" in card.body
    assert "📅 Sửa hạn" in [button.text for button in asked.buttons()]


def test_who_entered_it_stays_in_the_trace_and_so_does_what_was_mended(office: Office, asked: Person) -> None:
    answer(asked, "30/06/2024 theo 123/KH-BNV")
    asked.taps("📅 Sửa hạn I.1")
    asked.says("15/07/2024 theo 124/KH-BNV")
    with office.store.read() as session:
        entries = select(AuditEntry).where(col(AuditEntry.action) == "deadline.date").order_by(col(AuditEntry.id))
        found = [(entry.actor, entry.subject) for entry in session.exec(entries)]
    assert found == [
        ("officer:1", "175/KH-UBND I.1 2024-06-30 123/KH-BNV"),
        ("officer:1", "175/KH-UBND I.1 2024-07-15 124/KH-BNV"),
    ]


def test_reading_the_plan_again_keeps_the_date(office: Office, asked: Person) -> None:
    answer(asked, "30/06/2024 theo 123/KH-BNV")
    draft = for_registry(read_plan(seed(PLAN_175)))
    with office.store.write() as session:
        assert preview_changes(session, draft).kept == len(draft.tasks)
        apply(session, draft, now=office.clock.now(), actor="test")
    assert office.duty("I.1", "snv").due_on == date(2024, 6, 30)


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ("có rồi", "Chưa thấy hạn"),
        ("123/KH-BNV 30/06/2024", "Chưa thấy hạn"),
        ("31/06/2024 theo 123/KH-BNV", "không có trong lịch"),
        ("30/06/2024", "Chưa thấy số văn bản"),
        ("30/06/2024 theo công văn", "Chưa thấy số văn bản"),
        ("28/12/2023 theo 123/KH-BNV", "trước ngày ký kế hoạch"),
        ("30/06/2044 theo 123/KH-BNV", "sau năm kế hoạch"),
        (f"30/06/2024 theo 123/{'K' * 100}", "quá 100 ký tự"),
    ],
)
def test_what_cannot_be_read_changes_nothing_and_is_asked_again(
    office: Office, asked: Person, said: str, because: str
) -> None:
    refused = answer(asked, said)
    assert because in refused
    assert office.duty("I.1", "snv").due_on is None
    assert "Đã ghi hạn" in asked.says("30-6-2024, 123/KH-BNV ngày 15/01/2024").body


@pytest.mark.parametrize(
    "said",
    [
        "hạn: 30.6.2024, 123/KH-BNV",
        "ngày 30 tháng 6 năm 2024 theo 123/KH-BNV",
        "Hạn ngày: 30/06/24 Theo 123/KH-BNV",
        "đến hết ngày 30/6/2024 - 123/KH-BNV",
    ],
)
def test_the_date_is_read_as_everywhere_else(office: Office, asked: Person, said: str) -> None:
    assert "Hạn: Chủ Nhật, 30/06/2024 (ngày nghỉ)" in answer(asked, said)
    assert "theo 123/KH-BNV." in asked.screen.body


def test_a_colleague_who_was_first_is_not_overwritten(office: Office, asked: Person) -> None:
    colleague = office.officer("snv", name="Cán bộ B")
    card = f"card:{office.duty('I.1', 'snv').id}"
    colleague.presses(card)
    colleague.taps("📅 Nhập hạn")
    answer(asked, "30/06/2024 theo 123/KH-BNV")
    reply = colleague.says("15/07/2024 theo 124/KH-BNV")
    assert "vừa được người khác ghi. Hạn: Chủ Nhật, 30/06/2024" in reply.body
    assert office.duty("I.1", "snv").due_on == date(2024, 6, 30)


def test_only_the_standing_body_enters_a_date(office: Office, asked: Person) -> None:
    deadline = office.duty("I.1", "snv").deadline_id
    for role in (Role.OFFICER, Role.SUPERVISOR, Role.ADMIN):
        outsider = office.officer("stp", role)
        outsider.presses(f"date:{deadline}")
        outsider.says("30/06/2024 theo 123/KH-BNV")
    assert office.duty("I.1", "snv").due_on is None


def test_a_task_that_the_plan_dates_itself_is_not_dated_by_hand(office: Office, asked: Person) -> None:
    reply = asked.presses(f"date:{office.duty('I.2', 'snv').deadline_id}")
    assert "Không nhập được ngày" in reply.body


def answer(person: Person, said: str) -> str:
    person.taps("I.1 nhập hạn")
    return person.says(said).body
