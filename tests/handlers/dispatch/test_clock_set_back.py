"""What a chat was asked, offered and told by a clock that was ahead is not waited for until that day comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from data.enums import Role
from data.registry.office import agencies
from data.registry.people import invitations, preferences
from tests.handlers.chat import Office

A_MONTH = timedelta(days=30)


@contextmanager
def ahead(office: Office) -> Iterator[None]:
    """The office's clock shows a month later while the block runs."""
    now = office.clock.now()
    office.clock.move_to(now + A_MONTH)
    yield
    office.clock.move_to(now)


def test_an_open_question_is_as_old_as_one_of_long_ago(office: Office) -> None:
    officer = office.officer("stp")
    with ahead(office):
        officer.presses("hour:")
    officer.says("14")
    with office.store.read() as session:
        assert preferences.get(session, 1).hour == 8


def test_numbered_choices_have_expired(office: Office) -> None:
    person = office.officer("stp", has_buttons=False)
    with ahead(office):
        person.says("/nhac")
    assert "Giờ gửi bản tin" not in person.says("1").text
    assert person.screen.heading != "🕗 Giờ gửi bản tin"


def test_a_question_does_not_go_on_from_one_that_lies_in_the_future(office: Office) -> None:
    told, stranger = office.officer("stp"), office.officer("stp")
    with ahead(office):
        told.says("tháng này phải nộp gì")
    assert told.says("còn quá hạn?").text == stranger.says("còn quá hạn?").text


def test_a_change_that_lies_in_the_future_cannot_be_undone(office: Office) -> None:
    officer = office.officer("stp")
    with ahead(office):
        duty = office.duty("II.3")
        officer.presses(f"percent:{duty.id}:{duty.version}:50")
        undo = next(button.value for button in officer.buttons() if button.value.startswith("undo:"))
    officer.presses(undo)
    assert office.changes(office.duty("II.3")) == ["progress"]


def test_wrong_codes_of_a_clock_ahead_lock_nobody_out(office: Office) -> None:
    with office.store.write() as session:
        agency_id = agencies.find(session, "stp").id
        code = invitations.invite(
            session, agency_id=agency_id, name="", now=office.clock.now(), role=Role.OFFICER, actor="test"
        ).code
    person = office.stranger()
    with ahead(office):
        for _ in range(5):
            person.says("/start SAI-MA-MOI")
    assert "chờ một giờ" not in person.says(f"/start {code}").body
