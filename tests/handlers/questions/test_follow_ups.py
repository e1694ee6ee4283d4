"""A second sentence that means something only after the first."""

import re
from datetime import time

import pytest

from data.enums import Role
from data.registry.office import agencies
from data.registry.people import identities
from data.rules.viet_nam_time import at_hour, viet_nam_date
from handlers.base.messages import Reply
from handlers.base.query import Intent, Query
from handlers.questions.answering.context import Context
from handlers.questions.answering.executor import Executor
from handlers.questions.lexicon.vocabulary import get_vocabulary
from tests.handlers.account.test_speaking import joins
from tests.handlers.chat import Office, Person
from tests.handlers.questions.corpus.cases import FollowUp, follow_ups

WRITING, JUDGING = follow_ups("writing"), follow_ups("judging")
NINE = time(9, 0)

_CODE = re.compile(r"\b(?:TC|[IVX]+)\.\d+[a-z]?\b(?!\.)")  # "VI.1.b" is a place in the plan
_EXAMPLE = re.compile("“[^”]*”")


def shown(reply: Reply) -> set[str]:
    """The tasks that an answer is about; an example of how to ask is in quotation marks and no answer."""
    return set(_CODE.findall(_EXAMPLE.sub("", reply.text)))


def talk(office: Office, pair: FollowUp) -> Reply:
    """What the second sentence of a pair is answered with."""
    office.clock.move_to(at_hour(pair.today, NINE))
    person = office.officer(pair.person.agency, pair.person.role)
    person.says(pair.first)
    office.later(minutes=pair.minutes)
    return person.says(pair.then)


@pytest.mark.parametrize("part", [WRITING, JUDGING], ids=["writing", "judging"])
def test_what_follows_is_understood_from_what_was_asked(office: Office, part: tuple[FollowUp, ...]) -> None:
    replies = [(pair, talk(office, pair)) for pair in part]
    right = sum(shown(reply) == pair.tasks and pair.says in reply.text for pair, reply in replies)
    asked = len(replies)
    print(f"{right} of {asked}")
    assert right == asked


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("tuần này phải nộp gì", "việc nào quá hạn"),
        ("tuần này phải nộp gì", "viec nao qua han"),
        ("việc nào quá hạn", "TC.2"),
        ("việc nào quá hạn", "năm sau có gì"),
        ("ai chủ trì III.4", "còn bao nhiêu việc"),
        ("ai chủ trì III.4", "việc nào sắp hết hạn"),
        ("hạn của II.1", "cuối tháng"),
        ("/nhiemvu II.3", "tháng 3"),
        ("/nhiemvu II.3", "quá hạn"),
        ("/nhiemvu II.3", "qua han"),
        ("II.3 đến đâu rồi", "chờ xác nhận"),
    ],
)
def test_what_asks_on_its_own_is_answered_as_if_nothing_had_been_asked(office: Office, first: str, then: str) -> None:
    officer = office.officer("stp")
    officer.says(first)
    assert officer.says(then).text == office.officer("stp").says(then).text


@pytest.mark.parametrize("then", ["quá hạn chưa", "qua han chua", "quá hạn à?", "bị trả lại không"])
def test_a_state_that_is_asked_about_below_a_card_is_that_of_its_duty(office: Office, then: str) -> None:
    officer = office.officer("stp")
    officer.says("/nhiemvu II.3")
    assert officer.says(then).heading.startswith("II.3 · ")


def moved(office: Office, person: Person, to: str) -> None:
    """The officer took an invitation of another agency in the same chat."""
    with office.store.write() as session:
        identities.enrol(
            session,
            agency_id=agencies.find(session, to).id,
            role=Role.OFFICER,
            name="Cán bộ A",
            channel=person.chat.channel,
            chat_id=person.chat.chat_id,
            now=office.clock.now(),
        )


def numbered(person: Person) -> Reply:
    """What an officer is answered who asks for the second of what was shown."""
    return person.says("cái thứ hai")


def test_each_chat_goes_on_from_its_own_question(office: Office) -> None:
    first, second = office.officer("stp"), office.officer("stttt")
    first.says("quý này còn nợ gì")
    second.says("quý 3 phải làm gì")
    assert shown(numbered(first)) == {"II.3"}
    assert shown(numbered(second)) == {"VII.3"}


def test_it_goes_on_in_another_process(office: Office) -> None:
    officer = office.officer("stp")
    officer.says("quý này còn nợ gì")
    office.restart()
    assert shown(numbered(officer)) == {"II.3"}


def test_a_question_of_ten_minutes_ago_is_still_known_and_an_older_one_is_not(office: Office) -> None:
    officer = office.officer("stp")
    officer.says("quý này còn nợ gì")
    office.later(minutes=9, seconds=59)
    assert shown(numbered(officer)) == {"II.3"}
    officer.says("quý này còn nợ gì")
    office.later(minutes=10, seconds=1)
    assert shown(numbered(officer)) == set()


def test_an_officer_who_is_now_of_another_agency_does_not_go_on_from_the_old_one(office: Office) -> None:
    """The chat speaks for somebody else: what was asked before may not be shown to them."""
    officer = office.officer("snv")
    officer.says("quý này còn nợ gì")
    moved(office, officer, "stp")
    assert not {"I.2", "I.5", "V.1", "TC.3"} & shown(numbered(officer))


@pytest.mark.parametrize("before", ["/nhiemvu II.3", "việc nào quá hạn", "II.3 thế nào", "báo cáo quý 1 hạn khi nào"])
@pytest.mark.parametrize("whole", ["cơ quan mình còn việc gì", "co quan minh con viec gi", "Sở Tư pháp còn việc gì"])
def test_a_whole_question_takes_nothing_from_what_was_said_before(office: Office, before: str, whole: str) -> None:
    alone, after = office.officer("stp"), office.officer("stp", name="Cán bộ B")
    after.says(before)
    assert after.says(whole).text == alone.says(whole).text


@pytest.mark.parametrize("before", ["/nhiemvu II.3", "II.3 xong rồi", "xong rồi"])
@pytest.mark.parametrize("document", ["12/KH-UBND 26/02/2024", "so 12/KH-UBND ngay 26/2"])
def test_a_document_alone_is_that_of_the_duty_shown_last(office: Office, before: str, document: str) -> None:
    officer, written = office.officer("stp"), office.changes(office.duty("II.3"))
    officer.says("/nhiemvu II.3")
    officer.says(before)
    offer = officer.says(document)
    assert offer.heading == "Anh/chị muốn báo II.3 đã xong?"
    assert "Văn bản: 12/KH-UBND ngày 26/02/2024" in offer.body
    assert office.changes(office.duty("II.3")) == written


def test_what_was_told_before_and_is_another_agencys_by_now_is_not_meant(office: Office) -> None:
    person = office.officer("stp", name="Nguyễn Văn An")
    joins(office, person, "stc")
    own, others = office.duties("stc")[0], office.duties("stp")[0]
    with office.store.read() as session:
        me = identities.identify(session, "chat", person.chat.chat_id)
        assert me
        told = Context(Query(Intent.LIST), (f"card:{own.id}", f"card:{others.id}"))
        today = viet_nam_date(office.clock.now())
        executor = Executor(session, me, today, office.calendar, get_vocabulary(session), told)
        assert [row.id for row in executor.told_duties()] == [own.id]
