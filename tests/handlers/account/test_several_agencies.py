"""One person serves several agencies: what is said names the one that is spoken for, one message tells of all."""

import pytest
from sqlmodel import select

from data.enums import DeliveryKind, Role
from data.models import ChatLink, Delivery
from data.registry.office import agencies, audit_log
from data.registry.office.audit_log import AuditFilter
from data.registry.office.succession import moved_people
from data.registry.people import identities, invitations, offices, page_sessions, preferences
from data.registry.reach import mail_addresses, push_orders
from handlers.base.messages import Reply
from tests.handlers.busy_office import invited_to
from tests.handlers.chat import REFUSED, Office, Person
from tests.handlers.post import letters_for

SPEAKS = "👤 Nói thay: {agency}"


def joins(office: Office, person: Person, of: str, role: Role = Role.OFFICER) -> Reply:
    """Somebody who is an officer here becomes one of another agency as well."""
    question = person.says(f"/thamgia {invited_to(office, of, role)}")
    assert "hay chuyển sang đó?" in question.heading
    [add] = [button for button in person.buttons() if button.text.startswith("➕ Thêm")]
    return person.presses(add.value)


def spoken_for(reply: Reply) -> str:
    """The agency that an answer names; "" for none."""
    first = reply.heading.splitlines()[0] if reply.heading else ""
    return first.removeprefix("👤 Nói thay: ") if first.startswith("👤") else ""


@pytest.fixture
def both(office: Office) -> Person:
    """Somebody of Sở Tư pháp and of Sở Tài chính, who speaks for the latter, where they were added last."""
    person = office.officer("stp", name="Nguyễn Văn An")
    joins(office, person, "stc")
    return person


def test_with_one_agency_nothing_looks_different(office: Office) -> None:
    person = office.officer("stp")
    for words in ("/nhiemvu", "/toi", "/nhac", "II.3", "/khongco", "/canbo"):
        assert "Nói thay" not in person.says(words).text


def test_a_second_code_adds_or_moves(office: Office) -> None:
    person = office.officer("stp", name="Nguyễn Văn An")
    greeting = joins(office, person, "stc")
    assert "Sở Tài chính" in greeting.text
    assert "vẫn là cán bộ đầu mối của Sở Tư pháp" in greeting.body
    assert spoken_for(person.says("/nhiemvu")) == "Sở Tài chính"
    same = person.says(f"/thamgia {invited_to(office, 'stp', Role.HEAD)}")
    assert not any("Thêm" in button.text for button in person.buttons()), "another role there: they move"
    assert "Chuyển chat này" in same.text


@pytest.mark.parametrize(("words", "several"), [("thêm", True), ("chuyển", False)])
def test_what_is_meant_may_be_typed_and_a_yes_means_neither(office: Office, words: str, several: bool) -> None:
    person = office.officer("stp", name="Nguyễn Văn An")
    person.says(f"/thamgia {invited_to(office, 'stc', Role.OFFICER)}")
    assert "hay chuyển sang đó?" in person.says("đồng ý").heading, "to which of both?"
    person.says(words)
    assert "Sở Tài chính" in person.says("/toi").text
    assert ("Sở Tư pháp" in person.screen.body) is several


def test_who_is_spoken_for_is_switched_by_a_tap_by_words_and_shown(office: Office, both: Person) -> None:
    assert spoken_for(both.says("/toi")) == "Sở Tài chính"
    assert spoken_for(both.taps("Nói thay: Sở Tư pháp")) == "Sở Tư pháp"
    listed = both.says("/nhiemvu")
    assert spoken_for(listed) == "Sở Tư pháp"
    assert "II.3" in listed.body
    assert spoken_for(both.says("/toi so tai chinh")) == "Sở Tài chính"
    for words in ("/nhiemvu", "/lich", "/nhac", "/trogiup", "/tieptheo", "bao nhiêu việc quá hạn?", "/khongco"):
        assert spoken_for(both.says(words)) == "Sở Tài chính", words


def test_on_a_channel_without_buttons_it_is_typed(office: Office) -> None:
    person = office.officer("stp", name="Nguyễn Văn An", has_buttons=False)
    question = person.says(f"/thamgia {invited_to(office, 'stc', Role.OFFICER)}")
    assert "Thêm" in question.choices
    assert "Sở Tài chính" in person.says("thêm").text
    assert spoken_for(person.says("/toi")) == "Sở Tài chính"
    numbers = [line for line in person.screen.text.splitlines() if "Nói thay: Sở Tư pháp" in line]
    number = numbers[-1].split(".")[0].strip().split()[0]
    assert spoken_for(person.says(number)) == "Sở Tư pháp"


def test_one_message_tells_of_all_and_each_line_is_its_agencys(office: Office, both: Person) -> None:
    [digest] = [letter for letter in letters_for(office, both) if "⏰" in letter.heading]
    assert "Sở Tư pháp, Sở Tài chính" in digest.heading
    assert [line for line in digest.body.splitlines() if line.startswith("—")] == [
        "— Sở Tư pháp —",
        "— Sở Tài chính —",
    ]
    duty = office.duty("II.3")
    shown = both.presses(f"card:{duty.id}")
    assert spoken_for(shown) == "Sở Tư pháp", "a tap on its line speaks for its agency"
    both.presses(f"done:{duty.id}:{duty.version}")
    both.says("12/BC-STP 26/02/2024")
    assert office.changes(duty) != []
    with office.store.read() as session:
        rows = session.exec(select(Delivery).where(Delivery.kind == DeliveryKind.DIGEST)).all()
    assert len([row for row in rows if row.channel == "chat"]) == 1


def test_a_whole_digest_waits_and_is_explained(office: Office, both: Person) -> None:
    [digest] = [letter for letter in letters_for(office, both) if "⏰" in letter.heading]
    values = {button.text: button.value for row in digest.buttons for button in row}
    why = both.presses(values["❓ Vì sao tôi được nhắc?"])
    assert not why.body.startswith(REFUSED)
    codes = [line.split()[1] for line in digest.body.splitlines() if line[:1] in "🔴🟠🟡"]
    assert all(code in why.text for code in codes)
    assert not both.presses(values["💤 Mai nhắc lại"]).body.startswith(REFUSED)


def test_a_forged_button_of_a_third_agency_is_refused(office: Office, both: Person) -> None:
    third = office.duties("syt")[0]
    for verb in ("card:{}", "history:{}", "done:{}:0", "progress:{}:0", "snooze:{}"):
        assert both.presses(verb.format(third.id)).body.startswith(REFUSED)
    with office.store.read() as session:
        of_third = identities.identify(session, "chat", both.chat.chat_id)
    assert of_third
    assert both.presses("speak:999").body.startswith("Nút này không còn dùng được")
    other = office.officer("syt", name="Người khác")
    with office.store.read() as session:
        foreign = identities.identify(session, "chat", other.chat.chat_id)
    assert foreign
    both.presses(f"speak:{foreign.officer_id}")
    assert spoken_for(both.says("/toi")) == "Sở Tài chính"


def test_leaving_one_leaves_the_other(office: Office, both: Person) -> None:
    both.says("/toi")
    both.taps("Thôi làm ở Sở Tài chính")
    both.taps("Đúng, tôi đã thôi")
    shown = both.says("/toi")
    assert "Sở Tư pháp" in shown.body
    assert "Nói thay" not in shown.text
    letters = [letter for letter in letters_for(office, both) if "⏰" in letter.heading]
    assert [("Sở Tư pháp" in one.heading, "Sở Tài chính" in one.heading) for one in letters] == [(True, False)]


def test_people_who_administer_see_both(office: Office, both: Person) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Giang")
    admin.says("/canbo Nguyễn Văn An")
    [first, *_others] = [button for button in admin.buttons() if button.value.startswith("person:")]
    card = admin.presses(first.value)
    assert "Sở Tư pháp" in card.body
    assert (
        "Cũng là cán bộ đầu mối của Sở Tài chính" in card.body or "Cũng là cán bộ đầu mối của Sở Tư pháp" in card.body
    )


def test_each_act_names_the_officer_of_its_agency_and_nobody_confirms_themselves(office: Office) -> None:
    person = office.officer("stp", name="Nguyễn Văn An")
    joins(office, person, "snv", Role.SUPERVISOR)
    duty = office.duty("II.3")
    person.says("/toi so tu phap")
    person.presses(f"done:{duty.id}:{duty.version}")
    person.says("12/BC-STP 26/02/2024")
    person.says("/toi so noi vu")
    reported = office.duty("II.3")
    refused = person.presses(f"confirm:{reported.id}:{reported.version}")
    assert "xác nhận" in refused.body
    assert office.duty("II.3").version == reported.version, "in neither of their roles"
    with office.store.read() as session:
        acts = [line.action for line in audit_log.stream(session, AuditFilter())]
        links = session.exec(select(ChatLink).where(ChatLink.chat_id == person.chat.chat_id)).all()
    assert "officer.add" in acts
    assert "officer.speak" in acts
    assert sum(link.speaking for link in links) == 1


def test_a_digest_that_waits_goes_on_without_who_left(office: Office, both: Person) -> None:
    office.clock.move_to(office.clock.now().replace(hour=0, minute=5))
    assert letters_for(office, both) == []
    with office.store.read() as session:
        lead = session.exec(select(Delivery)).one()
    assert lead
    both.says("/toi so tu phap")
    both.says("/toi")
    both.taps("Thôi làm ở Sở Tư pháp")
    both.taps("Đúng, tôi đã thôi")
    office.clock.move_to(office.clock.now().replace(hour=1, minute=1))
    [digest] = [letter for letter in letters_for(office, both) if "⏰" in letter.heading]
    assert "Sở Tài chính" in digest.heading
    assert "Sở Tư pháp" not in digest.text


def test_a_code_for_another_agency_can_be_used_once(office: Office, both: Person) -> None:
    code = invited_to(office, "syt", Role.OFFICER)
    both.says(f"/thamgia {code}")
    [add] = [button.value for button in both.buttons() if button.text.startswith("➕")]
    both.presses(add)
    assert both.presses(add).body.startswith("Nút này không còn")
    with office.store.read() as session:
        assert invitations.find_used_by(session, code) is not None


def test_who_served_both_is_one_officer_when_they_merge(office: Office, both: Person) -> None:
    with office.store.write() as session:
        old, successor = agencies.find(session, "stp"), agencies.find(session, "stc")
        moved_people.move_people(session, old, successor, now=office.clock.now(), actor="test")
    shown = both.says("/toi")
    assert "Sở Tài chính" in shown.body
    assert "Nói thay" not in shown.text


def test_a_transfer_of_one_keeps_the_other(office: Office, both: Person) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Giang")
    with office.store.read() as session:
        me = identities.identify(session, "chat", both.chat.chat_id)
        to = agencies.find(session, "syt").id
    assert me
    admin.presses(f"move:{me.officer_id}:officer:{to}:2024-02-26")
    assert spoken_for(both.says("/toi")) == "Sở Y tế"
    assert "Cũng là cán bộ đầu mối của Sở Tư pháp" in both.screen.body


def test_a_mail_address_and_the_page_are_those_of_both(office: Office, both: Person) -> None:
    with office.store.write() as session:
        me = identities.identify(session, "chat", both.chat.chat_id)
        assert me
        mail_addresses.save_address(session, me.officer_id, "an@stp.gov.vn", office.clock.now())
        page_sessions.get_chat_of(session, me.officer_id, office.clock.now())
        for one in offices.list_beside(session, me.officer_id):
            ways = {way.provider for way in push_orders.list_ways(session, one)}
            assert ways == {"chat", "email", "web"}
            assert not mail_addresses.is_of_somebody_else(session, one, "an@stp.gov.vn")
        mail_addresses.remove_address(session, me.officer_id, office.clock.now())
        assert [mail_addresses.find_address(session, one) for one in offices.list_beside(session, me.officer_id)] == [
            None,
            None,
        ]


def test_the_hour_is_one_and_the_stages_are_each_agencys(office: Office, both: Person) -> None:
    both.presses("sethour:7")
    both.presses("leaveout:T-7")
    with office.store.read() as session:
        me = identities.identify(session, "chat", both.chat.chat_id)
        assert me
        chosen = [preferences.get(session, one) for one in offices.list_beside(session, me.officer_id)]
    assert [one.hour for one in chosen] == [7, 7]
    assert sorted(len(one.left_out) for one in chosen) == [0, 1]


def test_all_of_a_person_is_erased(office: Office, both: Person) -> None:
    with office.store.read() as session:
        me = identities.identify(session, "chat", both.chat.chat_id)
    assert me
    both.presses(f"askerase:{me.officer_id}")
    both.presses(f"eraseme:{me.officer_id}:2024-02-26")
    assert "mã mời" in both.says("/toi").body
    with office.store.read() as session:
        assert not session.exec(select(ChatLink).where(ChatLink.chat_id == both.chat.chat_id)).all()
