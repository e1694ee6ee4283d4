"""Replies to a message, and sentences below the card shown last: the duty need not be named again."""

from dataclasses import replace
from itertools import count

import pytest
from sqlmodel import select

from data.enums import Role
from data.models import Officer, ShownMessage
from data.registry.office import agencies
from data.registry.people import identities
from handlers.base.callback_data.codec import decode
from handlers.base.callback_data.duties import ShowDuties, ShowDuty
from handlers.base.messages import Reply, Upload
from tests.files import PDF
from tests.handlers.chat import Office, Person

_numbers = count(1)
UNKNOWN = "Tôi không tìm thấy việc nào của cơ quan anh/chị còn cập nhật được trong tin này."

SAID = {
    "xong rồi": "Anh/chị muốn báo II.3 đã xong?",
    "xong roi": "Anh/chị muốn báo II.3 đã xong?",
    "đã xong, 12/KH-UBND ngày 20/2": "Văn bản: 12/KH-UBND ngày 20/02/2024",
    "đang làm 60%": "II.3: 60%.",
    "dang lam duoc 60 phan tram": "II.3: 60%.",
    "60%, chờ các sở góp ý": "Ghi chú: chờ các sở góp ý",
    "hạn khi nào": "Hạn: Thứ Năm, 29/02/2024",
    "han khi nao?": "Hạn: Thứ Năm, 29/02/2024",
    "ai chủ trì": "Chủ trì: Sở Tư pháp",
    "xin gia hạn đến 20/3 vì chờ thẩm định": "Xin gia hạn II.3 đến Thứ Tư, 20/03/2024.\nLý do: chờ thẩm định",
    "xin gia hạn đến 20/3": "Anh/chị muốn xin gia hạn II.3 đến Thứ Tư, 20/03/2024?",
    "nhắc tôi thứ tư": "Nhắc lại II.3 vào Thứ Tư, 28/02/2024?",
}


def shown(person: Person, *, saved: bool = True) -> str:
    """The id of what stands on the screen, as the channel tells the process."""
    message_id = f"m{next(_numbers)}"
    chat = person.chat
    person.office.reception.remember(chat.channel, chat.chat_id, message_id, person.screen)
    if saved:
        person.office.reception.save_shown()
    return message_id


def replies(person: Person, text: str, to: str, quoted: str = "") -> Reply:
    reply = person.hears(replace(person.update(text), reply_to=to, quoted=quoted))
    assert reply is not None
    return reply


def nothing_written(office: Office) -> bool:
    return not any(office.changes(duty) for duty in office.duties())


def duties_on(person: Person) -> set[int]:
    return {found.duty_id for one in person.buttons() if isinstance(found := decode(one.value), ShowDuty)}


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_a_reply_to_a_card_is_about_its_duty(office: Office, officer: Person, text: str, said: str) -> None:
    officer.says("/nhiemvu II.3")
    card = shown(officer)
    officer.says("/nhiemvu II.2")
    office.later(days=3)
    office.clock.move_to(office.clock.now().replace(day=26, month=2))
    office.restart()
    assert said in replies(officer, text, card).text
    assert nothing_written(office)


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_a_sentence_below_a_card_is_about_its_duty(office: Office, officer: Person, text: str, said: str) -> None:
    officer.presses(f"card:{office.duty('II.3').id}")
    office.restart()
    assert said in officer.says(text).text
    assert nothing_written(office)


def test_what_was_proposed_is_written_by_the_tap(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    card = shown(officer)
    replies(officer, "đang làm 60%, chờ góp ý", card)
    officer.taps("Ghi nhận")
    replies(officer, "xin gia hạn đến 20/3 vì chờ thẩm định", card)
    officer.taps("Ghi nhận")
    assert office.changes(office.duty("II.3")) == ["progress", "extension_asked"]


def test_the_last_change_of_the_duty_is_taken_back_by_a_tap(office: Office, officer: Person) -> None:
    officer.presses(f"percent:{office.duty('II.3').id}:0:50")
    card = shown(officer)
    officer.presses(f"percent:{office.duty('II.2').id}:0:50")
    assert replies(officer, "hoàn tác", card).heading == "Hoàn tác II.3?"
    assert office.changes(office.duty("II.3")) == ["progress"]
    officer.taps("Hoàn tác")
    assert office.changes(office.duty("II.3")) == ["progress", "undone"]
    assert office.changes(office.duty("II.2")) == ["progress"]


@pytest.mark.parametrize("text", ["xong rồi", "đang làm 60%", "xin gia hạn đến 20/3", "nhắc tôi thứ tư", "hoàn tác"])
def test_a_reply_to_a_list_asks_which(office: Office, officer: Person, text: str) -> None:
    officer.says("/nhiemvu")
    codes = {duty.code for duty in office.duties() if duty.id in duties_on(officer)}
    replies(officer, text, shown(officer))
    assert {one.text for one in officer.buttons()} == codes
    assert nothing_written(office)


def test_the_tap_goes_on_as_the_sentence_would_have(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu")
    listed = shown(officer)
    replies(officer, "xong rồi, 12/KH-UBND 20/2", listed)
    assert "12/KH-UBND ngày 20/02/2024" in officer.taps("II.2").body
    replies(officer, "được 60%", listed)
    assert "Đã ghi II.3: 60%" in officer.taps("II.3").body


SAID_OF_A_LINE = {
    "2": "II.2 · Xây dựng Kế hoạch",
    "việc thứ 2": "II.2 · Xây dựng Kế hoạch",
    "cái số 2 thế nào rồi": "II.2 · Xây dựng Kế hoạch",
    "duyệt cái thứ hai": "II.2 · Xây dựng Kế hoạch",
    "cái đầu chưa xong": "II.1 · Kế hoạch kiểm tra",
    "cái đầu xong rồi": "Anh/chị muốn báo II.1 đã xong?",
    "xong cái đầu rồi": "Anh/chị muốn báo II.1 đã xong?",
    "2 xong rồi": "Anh/chị muốn báo II.2 đã xong?",
    "so 2 xong roi": "Anh/chị muốn báo II.2 đã xong?",
    "dòng 2 xong rồi, 12/KH-UBND 20/2": "Văn bản: 12/KH-UBND ngày 20/02/2024",
    "2 60%": "II.2: 60%",
    "cái cuối đang làm 60%": "TC.2: 60%.",
    "dòng thứ hai hạn khi nào": "II.2 · ",
    "giao cái thứ 2 cho chị Hoa": "Anh/chị muốn giao II.2 cho Hoa?",
    "hoàn tác cái đầu": "Trong 15 phút sau khi ghi",
    "cái thứ 40 xong rồi": "Tôi chưa hiểu câu này.",
}


@pytest.mark.parametrize(("text", "said"), SAID_OF_A_LINE.items())
def test_a_reply_to_a_list_may_name_a_line(office: Office, officer: Person, text: str, said: str) -> None:
    officer.says("/nhiemvu")
    assert said in replies(officer, text, shown(officer)).text
    assert nothing_written(office)


SAID_OF_LINES = {
    "việc 1 và việc 3 xong rồi": ["II.1", "II.4"],
    "viec 1 va 3 xong roi": ["II.1", "II.4"],
    "1, 3 xong rồi": ["II.1", "II.4"],
    "cái đầu xong, cái thứ hai 50%": ["II.1", "II.2"],
    "cái đầu xong 12/KH-UBND 20/2; cái cuối 50%": ["II.1", "TC.2"],
}


@pytest.mark.parametrize(("text", "codes"), SAID_OF_LINES.items())
def test_a_reply_to_a_list_may_report_several_lines(
    office: Office, officer: Person, text: str, codes: list[str]
) -> None:
    officer.says("/nhiemvu")
    said = replies(officer, text, shown(officer))
    assert said.heading == "Tin của anh/chị có 2 báo cáo"
    assert [line.split()[1] for line in said.body.splitlines() if line.startswith(("⚠", "✏", "✅"))] == codes
    assert nothing_written(office)


@pytest.mark.parametrize("text", ["việc 1 và việc 3 xong rồi", "cái số 2 thế nào rồi", "giao cái thứ 2 cho chị Hoa"])
def test_a_line_named_in_reply_to_a_list_answers_no_question_about_another(
    office: Office, officer: Person, text: str
) -> None:
    officer.says("/nhiemvu")
    listed = shown(officer)
    assert "Ghi chú" in officer.says("báo cáo quý 1 được 60%, chờ góp ý").text
    assert "Ghi chú" not in replies(officer, text, listed).text
    assert nothing_written(office)


@pytest.mark.parametrize(("text", "quoted"), [("II.2 xong rồi", ""), ("xong rồi", "II.2  KH thi hành pháp luật")])
def test_a_reply_to_a_list_may_name_the_duty(office: Office, officer: Person, text: str, quoted: str) -> None:
    officer.says("/nhiemvu")
    assert replies(officer, text, shown(officer), quoted).heading == "Anh/chị muốn báo II.2 đã xong?"


def test_of_several_dates_the_one_on_the_list_is_meant(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu")
    said = replies(officer, "TC.2 xong rồi", shown(officer))
    assert said.heading == "Anh/chị muốn báo TC.2 đã xong?"


@pytest.mark.parametrize("text", ["xong rồi", "đang làm 60%", "hạn khi nào", "hoàn tác", "xin gia hạn đến 20/3"])
def test_a_message_that_is_not_known_gives_nothing(office: Office, officer: Person, text: str) -> None:
    officer.presses(f"card:{office.duty('II.3').id}")
    assert UNKNOWN in replies(officer, text, "m0").body
    assert not duties_on(officer)


def test_a_message_of_somebody_else_gives_nothing(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    card = shown(officer)
    other = office.officer("stc")
    assert UNKNOWN in replies(other, "xong rồi", card).body
    another = Person(office, replace(officer.chat, chat_id=officer.chat.chat_id + "x"))
    assert "mã mời" in replies(another, "xong rồi", card).body


def test_a_chat_that_went_to_another_officer_knows_nothing_of_the_one_before(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    card = shown(officer)
    with office.store.write() as session:
        identities.enrol(
            session,
            agency_id=office.duty("TC.1", "stc").agency_id,
            role=Role.OFFICER,
            name="Khác",
            channel=officer.chat.channel,
            chat_id=officer.chat.chat_id,
            now=office.clock.now(),
        )
    for said in (replies(officer, "xong rồi", card), officer.says("hạn khi nào")):
        assert "II.3" not in said.text.replace("II.3 xong rồi", "")


def test_an_officer_who_moved_reads_no_duty_of_the_agency_before(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    card = shown(officer)
    with office.store.write() as session:
        session.exec(select(Officer)).one().agency_id = office.duty("TC.1", "stc").agency_id
    for text in ("xong rồi", "hạn khi nào", "đang làm 60%"):
        assert "kiểm tra công tác thi hành pháp luật" not in replies(officer, text, card).text


def test_a_message_that_was_edited_is_about_what_it_shows_now(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    message, chat = shown(officer), officer.chat
    officer.presses("list:d:0")
    office.reception.remember(chat.channel, chat.chat_id, message, officer.screen)
    assert UNKNOWN in replies(officer, "xong rồi", message).body


def test_an_open_question_is_answered_unless_the_reply_is_to_another_duty(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.2")
    other = shown(officer)
    duty = office.duty("II.3")
    officer.presses(f"done:{duty.id}:{duty.version}")
    question = shown(officer)
    aside = replies(officer, "xong rồi", other)
    assert "Anh/chị muốn báo II.2 đã xong?" in aside.text
    assert "Tôi vẫn chờ số và ngày văn bản của II.3" in aside.body
    assert "Đã ghi II.3 là xong" in replies(officer, "12/KH-UBND 20/2/2024", question).body


@pytest.mark.parametrize(
    "text", ["tuần này phải nộp gì", "II.2", "xin chào", "việc nào quá hạn", "bao nhiêu việc chưa xong"]
)
def test_what_stands_on_its_own_is_answered_as_ever(office: Office, officer: Person, text: str) -> None:
    asked = officer.says(text)
    officer.says("/nhiemvu II.3")
    assert replies(officer, text, shown(officer)).text == asked.text


def test_a_caption_in_reply_or_below_a_card_reports_its_duty(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    said = officer.sends("KH 12.pdf", PDF, "xong rồi, 12/KH-UBND 20/2/2024")
    assert "II.3 đã xong. Văn bản: 12/KH-UBND ngày 20/02/2024; kèm 1 tệp" in said.body
    officer.taps("Ghi nhận")
    assert office.changes(office.duty("II.3")) == ["reported"]


def test_a_list_shown_after_the_card_is_what_is_spoken_of(officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    officer.says("/nhiemvu")
    assert "Anh/chị muốn báo" not in officer.says("xong rồi").heading
    assert isinstance(decode(next(officer.buttons()).value), ShowDuties | ShowDuty)


def test_what_was_shown_is_saved_once_by_the_next_turn_or_the_next_tick(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    card = shown(officer, saved=False)
    assert kept_messages(office) == []
    office.reception.save_shown()
    assert kept_messages(office) == [card]
    officer.says("/nhiemvu II.2")
    other = shown(officer, saved=False)
    officer.says("/capnhat II.4000")  # refused, and all that its turn did with it
    officer.says("/toi")
    assert kept_messages(office) == [card, other]


def kept_messages(office: Office) -> list[str]:
    with office.store.read() as session:
        return list(session.exec(select(ShownMessage.message_id).order_by(ShownMessage.message_id)))


@pytest.mark.parametrize("caption", ["18/KH-UBND 20/2/2024", "xong rồi, 18/KH-UBND 20/2/2024", "60%", "", "bản ký"])
@pytest.mark.parametrize("opened", ["done", "percent", "attach", "proposal"])
def test_a_file_in_reply_to_another_card_answers_no_open_question(
    office: Office, officer: Person, opened: str, caption: str
) -> None:
    officer.says("/nhiemvu II.4")
    card = shown(officer)
    officer.says("/nhiemvu II.3")
    if opened == "proposal":
        officer.sends("KH 12.pdf", PDF, "II.3 xong rồi, 12/KH-UBND 20/2/2024")
    else:
        officer.taps({"done": "✅ Đã xong", "percent": "✏️ Tiến độ", "attach": "📎 Văn bản"}[opened])
    replies_with_file(officer, caption, card)
    assert nothing_written(office)
    assert "II.3" not in officer.screen.heading


@pytest.mark.parametrize("text", ["12/KH-UBND 20/2/2024", "xong rồi", "60%"])
def test_a_reply_to_a_message_of_a_former_officer_answers_no_open_question(office: Office, text: str) -> None:
    person = office.officer("snv")
    person.says("/nhiemvu TC.1")
    card = shown(person)
    relink(office, person, "stp")
    person.says("/nhiemvu II.3")
    person.taps("✅ Đã xong")
    assert UNKNOWN in replies(person, text, card).text
    assert nothing_written(office)
    person.says("12/KH-UBND 20/2/2024")
    assert office.changes(office.duty("II.3")) == ["reported"]


def replies_with_file(person: Person, caption: str, to: str) -> None:
    async def fetch() -> bytes:
        return PDF + b"reply"

    person.hears(replace(person.update(caption), files=(Upload("KH 18.pdf", None, fetch),), reply_to=to))


def relink(office: Office, person: Person, agency: str) -> None:
    with office.store.write() as session:
        identities.enrol(
            session,
            agency_id=agencies.find(session, agency).id,
            role=Role.OFFICER,
            name="Cán bộ B",
            channel=person.chat.channel,
            chat_id=person.chat.chat_id,
            now=office.clock.now(),
        )


def test_what_cannot_be_saved_fails_one_turn_at_the_most(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    chat = officer.chat
    office.reception.remember(chat.channel, chat.chat_id, None, officer.screen)  # type: ignore[arg-type]
    officer.says("/toi")
    assert "Sở Tư pháp" in officer.says("/toi").body
