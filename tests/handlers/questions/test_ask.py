"""A sentence is answered from the registry: exactly, only with what the asker may see, and without a change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from data.enums import Part, Role, State
from data.files.folder import FilesInFolder
from data.models import AgencyAlias, Duty, Participation, ProgressEntry
from data.registry.duties import duty_lines
from data.registry.office import agencies
from data.registry.people import identities
from data.registry.people.identities import Identity
from data.store import Store
from data.text import fold
from handlers.base.messages import Incoming
from handlers.base.turn import Turn
from handlers.dispatch import sentences
from handlers.questions.answering.answer import Answer
from handlers.questions.answering.answerer import answer
from tests import factories
from tests.data.rules.calendars import CALENDAR
from tests.databases.registries import Databases, empty

TODAY = date(2024, 2, 26)
NOW = datetime(2024, 2, 26, 2, 0, tzinfo=UTC)

OFFICER, ELSEWHERE, SUPERVISOR = "officer", "elsewhere", "supervisor"


@dataclass(frozen=True, slots=True)
class Office:
    """A registry with Sở Tư pháp, Sở Y tế, Sở Công Thương, and Sở Nội vụ, which supervises."""

    store: Store

    def ask(self, sentence: str, chat_id: str = OFFICER) -> Answer:
        with self.store.read() as session:
            return answer(session, self.who(session, chat_id), sentence, TODAY, CALENDAR)

    def who(self, session: Session, chat_id: str) -> Identity:
        found = identities.identify(session, "telegram", chat_id)
        assert found
        return found

    def duty(self, code: str) -> Duty:
        with self.store.read() as session:
            return session.exec(select(Duty).where(Duty.id == self.ids(session)[code])).one()

    def ids(self, session: Session) -> dict[str, int]:
        return {
            f"{row.code} {row.due_on}" if row.code == "TC.2" else row.code: row.id
            for row in duty_lines.list_duties(session)
        }


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest) -> Iterator[Office]:
    """One registry for the whole module: asking never writes, so no test can spoil it for another."""
    databases: Databases = request.getfixturevalue(request.param)
    store = Store(databases.copy_of(empty))
    _fill(store)
    yield Office(store)
    store.close()


def _fill(store: Store) -> None:
    with store.write() as session:
        stp = factories.agency(session)
        syt = factories.agency(session, "syt", "Sở Y tế")
        snv = factories.agency(session, "snv", "Sở Nội vụ")
        sct = factories.agency(session, "sct", "Sở Công Thương")
        for one in (stp, syt, snv, sct):
            session.add(AgencyAlias(agency_id=factories.known(one.id), alias=one.name, folded=fold(one.name)))
        factories.officer(session, stp, chat_id=OFFICER)
        factories.officer(session, syt, chat_id=ELSEWHERE)
        factories.officer(session, snv, chat_id=SUPERVISOR, role=Role.SUPERVISOR)
        plan = factories.plan(session)
        rows = (
            ("II.1", "Kế hoạch rà soát văn bản", date(2023, 12, 31), State.DONE),
            ("II.2", "Kế hoạch thi hành pháp luật", date(2024, 1, 31), State.NOT_STARTED),
            ("II.3", "Kế hoạch kiểm tra thi hành pháp luật", date(2024, 2, 29), State.IN_PROGRESS),
            ("TC.2", "Báo cáo cải cách hành chính", date(2024, 3, 15), State.NOT_STARTED),
            ("TC.2", "Báo cáo cải cách hành chính", date(2024, 6, 15), State.NOT_STARTED),
            ("VI.4", "Thanh tra, kiểm tra cải cách tài chính", None, State.NOT_STARTED),
        )
        for position, (code, title, due_on, state) in enumerate(rows):
            owed = factories.deadline(session, plan, due_on, code=code, title=title, position=position)
            factories.duty(session, stp, owed, state=state, version=3)
        factories.deadline(session, plan, date(2024, 3, 31), code="I.2", title="Kế hoạch hoạt động của Ban Chỉ đạo")
        for code, title, due_on in (
            ("V.7", "Đề án phát triển nhân lực ngành Y tế", date(2024, 12, 31)),
            ("V.8", "Quy định phụ cấp ngành Y", date(2024, 1, 31)),
        ):
            owed = factories.deadline(session, plan, due_on, code=code, title=title)
            factories.duty(session, syt, owed)
            session.add(
                Participation(task_id=owed.task_id, agency_id=factories.known(stp.id), part=Part.COORDINATING)
            )
        for number in range(20):
            owed = factories.deadline(session, plan, date(2024, 10, 1), code=f"IX.{number}", title="Việc của ngành")
            factories.duty(session, sct, owed)


def tasks(found: Answer) -> list[tuple[str, str, str | None]]:
    return [(item.task, item.agency, item.due_on.isoformat() if item.due_on else None) for item in found.items]


II_2, II_3 = ("II.2", "stp", "2024-01-31"), ("II.3", "stp", "2024-02-29")
TC_2, TC_2_JUNE = ("TC.2", "stp", "2024-03-15"), ("TC.2", "stp", "2024-06-15")
II_1, VI_4, V_7 = ("II.1", "stp", "2023-12-31"), ("VI.4", "stp", None), ("V.7", "syt", "2024-12-31")


@pytest.mark.parametrize(
    ("sentence", "intent", "items"),
    [
        ("cơ quan tôi còn nợ gì", "list", [II_2, II_3, TC_2, TC_2_JUNE, VI_4]),
        ("tuần này phải nộp gì", "list", [II_3]),
        ("ngay mai co viec gi", "list", []),
        ("quý này còn gì", "list", [II_2, II_3, TC_2]),
        ("việc quá hạn", "list", [II_2]),
        ("việc đã xong", "list", [II_1]),
        ("tất cả việc", "list", [II_1, II_2, II_3, TC_2, TC_2_JUNE, VI_4]),
        ("kế hoạch kiểm tra", "list", [II_3]),
        ("thi hanh phap luat", "list", [II_2, II_3]),
        ("nhân lực y tế", "list", [V_7]),
        ("báo cáo CCHC", "list", [TC_2, TC_2_JUNE]),
        ("luật kế hoạch", "unknown", []),
        ("Sở Tư pháp tuần này còn gì", "list", [II_3]),
        ("còn mấy việc trong quý này", "count", [II_2, II_3, TC_2]),
        ("việc tiếp theo", "next", [II_2]),
        ("II.3 đến đâu rồi", "card", [II_3]),
        ("TC.2", "card", [TC_2, TC_2_JUNE]),
        ("TC.2 tháng 6", "card", [TC_2_JUNE]),
        ("V.7", "card", [V_7]),
        ("hạn của TC.2", "when", [TC_2, TC_2_JUNE]),
        ("khi nào nộp kế hoạch kiểm tra", "when", [II_3]),
        ("ai chủ trì V.7", "who", [V_7]),
        ("II.3 xong rồi", "report_progress", [II_3]),
        ("II.3 xong chưa", "card", [II_3]),
        ("tình hình chung", "summary", []),
        ("trợ giúp", "help", []),
        ("thời tiết hôm nay", "unknown", []),
        ("xin chào", "greeting", []),
        ("hoàn tác", "undo", []),
        ("hoan tac", "undo", []),
        ("bấm nhầm rồi", "small_talk", []),
        ("chào em, quý 2 còn gì", "list", [TC_2_JUNE]),
        ("dạ cảm ơn bạn nhiều", "thanks", []),
        ("ok", "thanks", []),
        ("cảm ơn, II.3 xong rồi", "report_progress", [II_3]),
        ("cảm ơn luật kế hoạch", "unknown", []),
        ("việc nào chưa quá hạn", "list", [II_3, TC_2, TC_2_JUNE, VI_4]),
        ("đề án", "list", [V_7]),
        ("án gì", "unknown", []),
    ],
)
def test_answers_with_exactly_the_duties_that_were_meant(
    office: Office, sentence: str, intent: str, items: list[tuple[str, str, str | None]]
) -> None:
    found = office.ask(sentence)
    assert (found.intent, tasks(found)) == (intent, items)
    assert found.reply.text


def test_the_json_is_that_of_the_contract(office: Office) -> None:
    assert office.ask("sở mình còn nợ gì trong tháng này?").as_json() == {
        "intent": "list",
        "agency": "stp",
        "from": "2024-02-01",
        "to": "2024-02-29",
        "filter": "open",
        "items": [{"plan": "175/KH-UBND", "task": "II.3", "agency": "stp", "due_on": "2024-02-29"}],
        "count": 1,
        "needs_confirmation": False,
        "text": "Hiểu là: tháng 2/2024 · Sở Tư pháp · chưa xong\n"
        "🟠 II.3  KH kiểm tra thi hành pháp luật · T5 29/02, còn 3 ngày",
    }


@pytest.mark.parametrize(
    ("sentence", "understood"),
    [
        ("quý 2 còn gì", "Hiểu là: Quý II/2024 · Sở Tư pháp · chưa xong"),
        ("năm nay đã xong gì", "Hiểu là: năm 2024 · Sở Tư pháp · đã xong"),
        ("hôm nay nộp gì", "Hiểu là: Thứ Hai, 26/02/2024 · Sở Tư pháp · chưa xong"),
        ("tuần này nộp gì", "Hiểu là: 26/02/2024 – 03/03/2024 · Sở Tư pháp · chưa xong"),
        ("kế hoạch pháp luật quá hạn", "Hiểu là: Sở Tư pháp · quá hạn · có chữ “kế hoạch pháp luật”"),
    ],
)
def test_says_in_one_line_how_it_was_understood(office: Office, sentence: str, understood: str) -> None:
    assert office.ask(sentence).reply.text.splitlines()[0] == understood


def test_a_report_is_asked_back_and_changes_nothing(office: Office) -> None:
    found = office.ask("II.3 xong rồi")
    duty = office.duty("II.3")
    assert found.needs_confirmation
    assert "Anh/chị muốn báo II.3 đã xong?" in found.reply.text
    assert found.reply.buttons[0][0].value == f"done:{duty.id}:{duty.version}"
    assert (duty.state, duty.version) == (State.IN_PROGRESS, 3)
    with office.store.read() as session:
        assert not session.exec(select(ProgressEntry)).all()


@pytest.mark.parametrize("sentence", ["xin gia hạn II.3 đến 20/2/2024", "nhắc tôi TC.2 ngày 1/2/2024"])
def test_a_day_that_has_passed_is_not_offered(office: Office, sentence: str) -> None:
    found = office.ask(sentence)
    assert not found.needs_confirmation
    assert "Cần một ngày sau hôm nay" in found.reply.text


def test_a_report_of_a_code_with_several_dates_asks_which(office: Office) -> None:
    found = office.ask("đã nộp TC.2")
    with office.store.read() as session:
        ids = office.ids(session)
    assert [button.value for row in found.reply.buttons for button in row] == [
        f"done:{ids['TC.2 2024-03-15']}:3",
        f"done:{ids['TC.2 2024-06-15']}:3",
    ]
    assert found.needs_confirmation


@pytest.mark.parametrize("sentence", ["II.1 xong rồi", "V.7 xong rồi"])
def test_a_report_of_what_is_done_or_of_others_shows_it_and_offers_no_change(office: Office, sentence: str) -> None:
    found = office.ask(sentence)
    assert not found.needs_confirmation
    assert not [button for row in found.reply.buttons for button in row if button.value.startswith("done:")]


@pytest.mark.parametrize("sentence", ["II.3", "II.3 xong rồi", "hạn của II.3", "ai chủ trì II.3", "II.3 đến đâu rồi"])
def test_of_a_task_of_another_agency_the_plan_is_told_and_no_progress(office: Office, sentence: str) -> None:
    found = office.ask(sentence, ELSEWHERE)
    assert (tasks(found), found.needs_confirmation) == ([II_3], False)
    assert "kiểm tra thi hành pháp luật" in found.reply.text
    assert "Tình trạng" not in found.reply.text
    values = [button.value for row in found.reply.buttons for button in row]
    assert not [value for value in values if value.startswith(("card:", "task:", "tasknote:", "done:"))]


@pytest.mark.parametrize(
    "sentence",
    ["Sở Tư pháp xong II.3 chưa", "II.99"],
)
def test_how_far_another_agency_is_stays_theirs(office: Office, sentence: str) -> None:
    found = office.ask(sentence, ELSEWHERE)
    assert found.items == ()
    assert "II.3" not in found.reply.text


def test_whether_a_task_of_others_is_overdue_tells_what_the_plan_says_alone(office: Office) -> None:
    found = office.ask("kế hoạch kiểm tra quá hạn chưa", ELSEWHERE)
    assert (tasks(found), found.needs_confirmation) == ([II_3], False)
    assert not any(word in found.reply.text for word in ("Tình trạng", "quá hạn", "🔴", "chưa xong"))


def test_who_leads_and_when_is_told_whoever_is_named(office: Office) -> None:
    found = office.ask("Sở Tư pháp khi nào phải nộp kế hoạch kiểm tra", ELSEWHERE)
    assert (found.intent, tasks(found)) == ("when", [II_3])


def test_another_agencys_list_is_refused_to_an_officer(office: Office) -> None:
    found = office.ask("Sở Tư pháp còn nợ gì", ELSEWHERE)
    assert found.items == ()
    assert "Anh/chị chỉ" in found.reply.text


def test_a_task_of_others_tells_its_deadline_and_lead_but_not_how_far_it_is(office: Office) -> None:
    text = office.ask("V.7").reply.text
    assert "31/12/2024" in text
    assert "cơ quan chủ trì cập nhật tiến độ" in text
    assert "Tình trạng" not in text


def test_several_tasks_of_others_are_listed_without_saying_that_they_are_late(office: Office) -> None:
    assert office.ask("ngành y").reply.text.splitlines() == [
        "Hiểu là: Sở Tư pháp · có chữ “ngành y” · phối hợp",
        "V.8  Quy định phụ cấp ngành Y · T4 31/01",
        "V.7  Đề án phát triển nhân lực ngành Y tế · T3 31/12",
    ]


def test_who_oversees_sees_every_agency(office: Office) -> None:
    assert tasks(office.ask("sở tư pháp quá hạn việc gì", SUPERVISOR)) == [II_2]
    assert tasks(office.ask("II.3", SUPERVISOR)) == [II_3]
    assert not office.ask("II.3 xong rồi", SUPERVISOR).needs_confirmation


V_8 = ("V.8", "syt", "2024-01-31")


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("bao nhiêu việc quá hạn", [II_2, V_8]),
        ("việc quá hạn", [II_2, V_8]),
        ("tuần này phải nộp gì", [II_3]),
        ("cơ quan tôi quá hạn gì", []),
        ("chờ xác nhận", []),
    ],
)
def test_who_oversees_and_names_no_agency_asks_of_the_province(
    office: Office, sentence: str, items: list[tuple[str, str, str | None]]
) -> None:
    found = office.ask(sentence, SUPERVISOR)
    assert tasks(found) == items
    assert found.agency == ("snv" if "cơ quan tôi" in sentence else None)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [("việc quá hạn", "sumv:0"), ("chờ xác nhận", "sumw:0"), ("toàn tỉnh quý 4 còn gì", "sum:all")],
)
def test_an_answer_of_the_province_leads_to_its_full_list(office: Office, sentence: str, value: str) -> None:
    assert office.ask(sentence, SUPERVISOR).reply.buttons[-1][0].value == value


@pytest.mark.parametrize("sentence", ["ai chậm nhất", "cơ quan nào chậm nhất", "sở nào quá hạn nhiều nhất"])
def test_who_is_latest_is_answered_with_the_figures(office: Office, sentence: str) -> None:
    found = office.ask(sentence, SUPERVISOR)
    assert found.intent == "summary"
    assert "Quá hạn nhiều nhất: Sở" in found.reply.body


def test_who_oversees_gets_guesses_and_examples_of_the_province(office: Office) -> None:
    found = office.ask("việc quá hạn visa", SUPERVISOR)
    assert [button.value for button in found.reply.buttons[0]] == ["sumv:0", "sum:all"]
    for example in ("bao nhiêu việc quá hạn", "việc chờ xác nhận", "ai chậm nhất", "Sở Y tế chưa xong việc gì"):
        assert f"“{example}”" in found.reply.body
        assert f"“{example}”" in office.ask("trợ giúp", SUPERVISOR).reply.body
        assert office.ask(example, SUPERVISOR).intent != "unknown"


def test_where_nothing_falls_in_the_time_asked_for_what_is_overdue_is_not_kept_back(office: Office) -> None:
    said = office.ask("ngày mai có việc gì").reply
    assert said.body == "Không có việc nào.\nCòn 1 việc quá hạn."
    assert said.buttons[-1][0].value == "list:v:0"
    assert "quá hạn" not in office.ask("tháng 12 đã xong việc gì").reply.body


def test_the_guesses_are_named_for_who_has_no_buttons(office: Office) -> None:
    assert office.ask("việc quá hạn visa").reply.body.endswith(
        "Anh/chị muốn xem “🔴 Việc quá hạn” hay “📋 Việc chưa xong”?"
    )


def test_what_is_not_understood_gets_an_example_and_two_guesses(office: Office) -> None:
    found = office.ask("việc quá hạn visa")
    (guesses,) = found.reply.buttons
    assert found.intent == "unknown"
    assert "Ví dụ" in found.reply.text
    assert [button.value for button in guesses] == ["list:v:0", "list:o:0"]


def test_a_long_list_fits_one_screen_and_leads_to_the_rest(office: Office) -> None:
    found = office.ask("Sở Công Thương quý 4 còn gì", SUPERVISOR)
    with office.store.read() as session:
        trade = agencies.find(session, "sct")
    assert found.count == 20
    assert "… và 8 việc nữa" in found.reply.text
    assert found.reply.buttons[-1][0].value == f"list:o:0:{trade.id}"


def test_the_chat_answers_as_the_shell_does(office: Office) -> None:
    with office.store.read() as session:
        turn = Turn(
            incoming=Incoming("telegram", OFFICER, "1", NOW, text="tuần này phải nộp gì"),
            session=session,
            identity=office.who(session, OFFICER),
            now=NOW,
            today=TODAY,
            calendar=CALENDAR,
            commands=(),
            files=FilesInFolder(Path("nothing is read")),
            public_url=None,
            open_registry=office.store.read,
            wall=NOW,
        )
        assert sentences.answer_typed(turn, "tuần này phải nộp gì") == office.ask("tuần này phải nộp gì").reply
