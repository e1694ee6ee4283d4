"""One person serves several agencies: every answer names the one spoken for, each duty is its agency's."""

import csv
import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session, select

from data.enums import DeliveryKind, Role
from data.errors import NotAllowed
from data.models import Agency, AuditEntry, ChatLink, Delivery, Duty, Officer, Plan, ProgressEntry
from data.registry.duties.progress_entries import Actor
from data.registry.office import agencies
from data.registry.office.succession import moved_people
from data.registry.people import identities, invitations, offices
from data.registry.plans import exemptions
from data.text import fold
from handlers.account import speaking
from handlers.base.messages import Button, Reply
from handlers.dispatch import numbered_choices
from handlers.views.account import speaking as view
from tests.handlers.busy_office import id_of, invited_to
from tests.handlers.chat import REFUSED, Office, Person
from tests.handlers.office.test_invitations import codes_in
from tests.handlers.post import letters_for

NAMES = "👤 Đang làm việc cho: "


def joins(office: Office, person: Person, of: str, role: Role = Role.OFFICER) -> Reply:
    """Somebody who is an officer here becomes one of another agency as well."""
    question = person.says(f"/thamgia {invited_to(office, of, role)}")
    assert "Kiêm nhiệm thêm ở" in question.heading
    [add] = [button for button in person.buttons() if button.text.startswith("➕ Kiêm nhiệm thêm ở")]
    return person.presses(add.value)


def spoken_for(reply: Reply) -> str:
    """The agency that an answer names; "" for none."""
    first = reply.heading.splitlines()[0] if reply.heading else ""
    return first.removeprefix(NAMES) if first.startswith(NAMES) else ""


def links_of(session: Session, person: Person) -> list[ChatLink]:
    return list(session.exec(select(ChatLink).where(ChatLink.chat_id == person.chat.chat_id)).all())


@pytest.fixture
def both(office: Office) -> Person:
    """Somebody of Sở Tư pháp and of Sở Tài chính, whose chat speaks for the latter, where they were added last."""
    person = office.officer("stp", name="Nguyễn Văn An")
    joins(office, person, "stc")
    return person


def test_with_one_agency_nothing_looks_different(office: Office) -> None:
    person = office.officer("stp")
    for words in ("/nhiemvu", "/toi", "/nhac", "II.3", "/khongco", "/canbo", "tôi đang làm việc cho ai"):
        shown = person.says(words)
        assert NAMES not in shown.text
        assert not any("🔁" in button.text for button in person.buttons())
        assert shown.speaker == ""


def test_a_second_code_adds_or_moves(office: Office) -> None:
    person = office.officer("stp", name="Nguyễn Văn An")
    greeting = joins(office, person, "stc")
    assert spoken_for(greeting) == "Sở Tài chính"
    assert "vẫn là cán bộ đầu mối của Sở Tư pháp" in greeting.body
    assert spoken_for(person.says("/nhiemvu")) == "Sở Tài chính"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_one_agency_is_served_once(office: Office, both: Person, role: Role) -> None:
    said = both.says(f"/thamgia {invited_to(office, 'stp', role)}").body
    assert said.startswith("Anh/chị đã có vai trò ở cơ quan này, nên mã chưa được dùng")
    assert not any(button.value.startswith(("switch", "addoffice")) for button in both.buttons())
    assert {one.agency_short_name for one in offices_of(office, both)} == {"Sở Tư pháp", "Sở Tài chính"}


@pytest.mark.parametrize("several", [False, True])
def test_a_code_for_the_agency_spoken_for_changes_a_role_or_nothing(office: Office, *, several: bool) -> None:
    person = office.officer("stp", name="Nguyễn Văn An")
    if several:
        joins(office, person, "stc")
    here = "stc" if several else "stp"
    before = id_of(office, person)
    same = invited_to(office, here)
    assert "nên mã chưa được dùng" in person.says(f"/thamgia {same}").body
    assert not any(button.value.startswith(("switch", "addoffice")) for button in person.buttons())
    colleague = office.stranger()
    colleague.says(f"/thamgia {same}")
    assert id_of(office, colleague) != before, "whom it is for may still use it"
    asked = person.says(f"/thamgia {invited_to(office, here, Role.HEAD)}")
    assert asked.heading.splitlines()[-1].startswith("Đổi vai trò ở Sở")
    assert [button.text for button in person.buttons()][:2] == ["Đổi vai trò", "Thôi, giữ như cũ"]
    assert id_of(office, person) == before
    person.taps("Đổi vai trò")
    assert "Vai trò: lãnh đạo cơ quan" in person.says("/toi").body
    assert len(offices_of(office, person)) == 1 + several


def offices_of(office: Office, person: Person) -> list[offices.Office]:
    with office.store.read() as session:
        return offices.list_of_chat(session, "chat", person.chat.chat_id)


@pytest.mark.parametrize(("words", "several"), [("thêm", True), ("kiêm nhiệm", True), ("chuyển", False)])
def test_what_is_meant_may_be_typed_and_a_yes_means_neither(office: Office, words: str, several: bool) -> None:
    person = office.officer("stp", name="Nguyễn Văn An")
    person.says(f"/thamgia {invited_to(office, 'stc')}")
    assert "hay chuyển sang đó?" in person.says("đồng ý").heading, "to which of both?"
    person.says(words)
    assert "Sở Tài chính" in person.says("/toi").text
    assert ("Sở Tư pháp" in person.screen.body) is several


def test_who_is_spoken_for_is_switched_by_a_tap_and_by_words(office: Office, both: Person) -> None:
    assert spoken_for(both.says("/toi")) == "Sở Tài chính"
    assert "Cũng là cán bộ đầu mối của Sở Tư pháp" in both.screen.body
    assert spoken_for(both.taps("🔁 Chuyển sang Sở Tư pháp")) == "Sở Tư pháp"
    listed = both.says("/nhiemvu")
    assert spoken_for(listed) == "Sở Tư pháp"
    assert "II.3" in listed.body
    assert spoken_for(both.says("/toi so tai chinh")) == "Sở Tài chính"
    assert spoken_for(both.says("/toi tu phap")) == "Sở Tư pháp"
    assert spoken_for(both.says("chuyen sang tai chinh")) == "Sở Tài chính"
    assert spoken_for(both.says("chuyển sang sở tư pháp")) == "Sở Tư pháp"
    assert spoken_for(both.says("tôi đang nói thay ai?")) == "Sở Tư pháp"
    for words in ("/nhiemvu", "/lich", "/nhac", "/trogiup", "bao nhiêu việc quá hạn?", "/khongco", "/canbo"):
        assert spoken_for(both.says(words)) == "Sở Tư pháp", words
        assert any(button.text == "🔁 Chuyển sang Sở Tài chính" for button in both.buttons()), words


def test_on_a_channel_without_buttons_a_number_switches(office: Office) -> None:
    person = office.officer("stp", name="Nguyễn Văn An", has_buttons=False)
    person.says(f"/thamgia {invited_to(office, 'stc')}")
    assert spoken_for(person.says("thêm")) == "Sở Tài chính"
    shown = person.says("/nhiemvu").text
    [line] = [one for one in shown.splitlines() if "Chuyển sang Sở Tư pháp" in one]
    number = line.split("Chuyển sang Sở Tư pháp")[0].split()[-1]
    assert spoken_for(person.says(number)) == "Sở Tư pháp"


def test_with_three_a_button_leads_to_all(office: Office, both: Person) -> None:
    joins(office, both, "syt")
    both.says("/nhiemvu")
    assert spoken_for(both.taps("🔁 Đổi cơ quan")) == "Sở Y tế"
    assert spoken_for(both.taps("🔁 Chuyển sang Sở Tư pháp")) == "Sở Tư pháp"


def test_each_agency_has_its_digest_and_a_tap_on_it_speaks_for_it(office: Office, both: Person) -> None:
    digests = [letter for letter in letters_for(office, both) if "⏰" in letter.heading]
    assert sorted("Tư pháp" in one.heading for one in digests) == [False, True]
    [of_justice] = [one for one in digests if "Sở Tư pháp" in one.heading]
    assert "Tài chính" not in of_justice.text
    values = {button.text: button.value for row in of_justice.buttons for button in row}
    assert spoken_for(both.presses(values["❓ Vì sao tôi được nhắc?"])) == "Sở Tư pháp"
    both.says("chuyển sang sở tài chính")
    assert spoken_for(both.presses(values["💤 Mai nhắc lại"])) == "Sở Tư pháp"
    assert not both.screen.body.startswith(REFUSED)
    with office.store.read() as session:
        rows = session.exec(select(Delivery).where(Delivery.kind == DeliveryKind.DIGEST)).all()
    assert len({row.officer_id for row in rows}) == len(rows) == 2


def test_a_tap_on_a_duty_is_its_agencys_and_what_follows_too(office: Office, both: Person) -> None:
    duty = office.duty("II.3")
    assert spoken_for(both.presses(f"done:{duty.id}:{duty.version}")) == "Sở Tư pháp"
    both.says("12/BC-STP 26/02/2024")
    with office.store.read() as session:
        [entry] = session.exec(select(ProgressEntry)).all()
        assert session.get_one(Officer, entry.officer_id).agency_id == duty.agency_id


def test_a_tap_that_is_refused_is_still_that_agencys(office: Office, both: Person) -> None:
    duty = office.duty("II.3")
    both.presses(f"percent:{duty.id}:{duty.version}:50")
    both.says("chuyển sang sở tài chính")
    stale = both.presses(f"percent:{duty.id}:{duty.version}:60")
    assert spoken_for(stale) == "Sở Tư pháp"


def test_a_question_of_one_agency_is_not_answered_for_another(office: Office, both: Person) -> None:
    duty = office.duty("II.3")
    both.presses(f"done:{duty.id}:{duty.version}")
    both.says("/toi")
    both.presses(f"done:{duty.id}:{duty.version}")
    both.presses(f"speak:{next(one.officer_id for one in offices_of(office, both) if not one.speaking)}")
    both.says("12/BC-STP 26/02/2024")
    assert office.changes(duty) == []


def test_what_is_named_is_looked_for_in_the_agency_spoken_for(office: Office, both: Person) -> None:
    asked = both.says("Xây dựng Kế hoạch xong rồi").heading
    assert "Anh/chị muốn báo VI.2 đã xong?" in asked, "I.2 of the other agency fits better"


def test_a_question_that_is_open_takes_no_switch_for_its_answer(office: Office, both: Person) -> None:
    duty = office.duty("II.3")
    both.presses(f"note:{duty.id}")
    assert spoken_for(both.says("tôi đang làm việc cho ai?")) == "Sở Tư pháp"
    assert spoken_for(both.says("chuyển sang sở tài chính")) == "Sở Tài chính"
    assert office.changes(duty) == []


def test_an_open_question_goes_on_when_who_is_not_spoken_for_leaves(office: Office, both: Person) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Giang")
    duty = office.duty("II.3")
    both.presses(f"done:{duty.id}:{duty.version}")
    [other] = [one for one in offices_of(office, both) if not one.speaking]
    admin.presses(f"dismiss:{other.officer_id}:2024-02-26")
    both.says("12/BC-STP 26/02/2024")
    assert office.changes(duty) == ["reported"]


def test_nobody_hears_of_what_they_did_in_another_role(office: Office) -> None:
    person = office.officer("stp", name="Nguyễn Văn An")
    joins(office, person, "snv", Role.SUPERVISOR)
    other = office.officer("snv", Role.SUPERVISOR, name="Giám sát khác")
    duty = office.duty("II.3")
    person.presses(f"done:{duty.id}:{duty.version}")
    person.says("12/BC-STP 26/02/2024")
    letters_for(office, person)
    with office.store.read() as session:
        told = session.exec(select(Delivery.officer_id).where(Delivery.kind == DeliveryKind.CHANGE)).all()
    assert list(told) == [id_of(office, other)]


def test_a_reply_is_that_of_whom_the_message_was_for(office: Office, both: Person) -> None:
    duty = office.duty("II.3")
    shown = both.presses(f"card:{duty.id}")
    office.reception.remember("chat", both.chat.chat_id, "77", shown)
    both.says("chuyển sang sở tài chính")
    both.chat = replace(both.chat, reply_to="77")
    answered = both.says("hạn khi nào?")
    assert spoken_for(answered) == "Sở Tư pháp"
    assert "II.3" in answered.text


@pytest.mark.parametrize("value", ["cmd:nhiemvu", "cmd:nhac", "list:o:0"])
def test_a_tap_below_a_message_that_is_about_no_duty_is_that_of_whom_the_message_was_for(
    office: Office, both: Person, value: str
) -> None:
    both.says("chuyển sang sở tư pháp")
    shown = both.says("/toi")
    assert shown.reader == id_of(office, both)
    office.reception.remember("chat", both.chat.chat_id, "80", shown)
    both.says("chuyển sang sở tài chính")
    both.chat = replace(both.chat, message_id="80")
    assert spoken_for(both.presses(value)) == "Sở Tư pháp"


def test_what_is_said_of_the_open_question_is_said_by_whom_it_was_asked(office: Office, both: Person) -> None:
    office.reception.remember("chat", both.chat.chat_id, "81", both.says("/toi"))
    duty = office.duty("II.3")
    assert spoken_for(both.presses(f"done:{duty.id}:{duty.version}")) == "Sở Tư pháp"
    both.chat = replace(both.chat, message_id="81")
    assert spoken_for(both.presses("cmd:huy")) == "Sở Tư pháp"
    both.chat = replace(both.chat, message_id=None)
    both.says("12/BC-STP 26/02/2024")
    assert office.changes(duty) == []


def test_a_number_is_that_of_whom_its_message_was_for(office: Office) -> None:
    person = office.officer("stp", name="Nguyễn Văn An", has_buttons=False)
    person.says(f"/thamgia {invited_to(office, 'stc')}")
    person.says("thêm")
    [first] = [one for one in offices_of(office, person) if not one.speaking]
    with office.store.write() as session:
        pushed = Reply(body="of the first", buttons=((Button("Nhắc", "cmd:nhac"),),), reader=first.officer_id)
        chat = ("chat", person.chat.chat_id)
        shown, _choices = numbered_choices.number_pushed_choices(session, *chat, pushed, office.clock.now())
    number = shown.choices.split()[0]
    assert spoken_for(person.says(number)) == "Sở Tư pháp"


def test_every_answer_says_whom_it_is_for(office: Office, both: Person) -> None:
    for words in ("/nhiemvu", "/khongco", "II.4000", "bao nhiêu việc quá hạn?"):
        assert both.says(words).reader == id_of(office, both), words
    alone = office.officer("syt", name="Một mình")
    assert alone.says("/nhiemvu").reader == id_of(office, alone)
    assert office.stranger().says("/nhiemvu").reader is None


def test_a_forged_button_of_a_third_agency_is_refused_and_tells_nothing(office: Office, both: Person) -> None:
    third = office.duties("syt")[0]
    for verb in ("card:{}", "history:{}", "done:{}:0", "progress:{}:0", "snooze:{}"):
        refused = both.presses(verb.format(third.id))
        assert refused.body.startswith(REFUSED)
        assert third.title[:20] not in refused.text
    other = office.officer("syt", name="Người khác")
    for number in (999, id_of(office, other)):
        assert both.presses(f"speak:{number}").body.startswith("Nút này không còn dùng được")
    assert spoken_for(both.says("/toi")) == "Sở Tài chính"


def test_leaving_one_leaves_nothing_of_it_and_the_other_whole(office: Office, both: Person) -> None:
    left = office.duties("stc")[0]
    card = both.presses(f"card:{left.id}")
    office.reception.remember("chat", both.chat.chat_id, "78", card)
    both.says("/toi")
    both.taps("Thôi làm ở Sở Tài chính")
    said = both.taps("Đúng, tôi đã thôi")
    assert "vẫn làm việc cho Sở Tư pháp" in said.body
    assert NAMES not in said.text
    shown = both.says("/toi")
    assert "Sở Tư pháp" in shown.body
    assert "Sở Tài chính" not in shown.text
    assert both.presses(f"card:{left.id}").body.startswith(REFUSED)
    both.chat = replace(both.chat, reply_to="78")
    assert left.title[:20] not in both.says("hạn khi nào?").text
    both.chat = replace(both.chat, reply_to=None)
    letters = [letter for letter in letters_for(office, both) if "⏰" in letter.heading]
    assert [("Sở Tư pháp" in one.heading, "Sở Tài chính" in one.heading) for one in letters] == [(True, False)]


def test_nobody_confirms_what_they_reported_in_another_agency(office: Office) -> None:
    person = office.officer("stp", name="Nguyễn Văn An")
    joins(office, person, "snv", Role.SUPERVISOR)
    duty = office.duty("II.3")
    person.presses(f"done:{duty.id}:{duty.version}")
    person.says("12/BC-STP 26/02/2024")
    reported = office.duty("II.3")
    assert reported.version > duty.version
    refused = person.presses(f"confirm:{reported.id}:{reported.version}")
    assert "không tự xác nhận" in refused.body
    assert spoken_for(refused) == "Sở Nội vụ (giám sát)"
    colleague = office.officer("stp", name="Trần Thị Bình")
    colleague.presses(f"undo:{reported.id}:{reported.version}")
    assert office.duty("II.3").version == reported.version


def test_nobody_sends_back_what_they_reported_in_another_agency(office: Office) -> None:
    person = office.officer("stp", name="Nguyễn Văn An")
    joins(office, person, "snv", Role.SUPERVISOR)
    duty = office.duty("II.3")
    person.presses(f"done:{duty.id}:{duty.version}")
    person.says("12/BC-STP 26/02/2024")
    reported = office.duty("II.3")
    refused = person.presses(f"return:{reported.id}:{reported.version}")
    assert "không tự trả lại việc do chính mình báo" in refused.body
    assert spoken_for(refused) == "Sở Nội vụ (giám sát)"
    person.presses(f"card:{reported.id}")
    assert not {"↩️ Trả lại", "✅ Xác nhận"} & {button.text for button in person.buttons()}


@pytest.mark.parametrize("leaves", [False, True])
@pytest.mark.parametrize("self_confirmation", [False, True])
def test_nobody_exempts_from_what_they_proposed_in_another_agency(
    office: Office, *, leaves: bool, self_confirmation: bool
) -> None:
    with office.store.write() as session:
        session.exec(select(Plan)).one().self_confirmation = self_confirmation
    person = office.officer("stp", name="Nguyễn Văn An")
    joins(office, person, "snv", Role.SUPERVISOR)
    duty = office.duty("II.3")
    person.presses(f"exempt:{duty.id}:{duty.version}")
    assert spoken_for(person.records("không thuộc chức năng")) == "Sở Tư pháp (cán bộ đầu mối)"
    if leaves:
        me = id_of(office, person)
        person.presses(f"notstill:{me}")
        person.taps("Đúng, tôi đã thôi")
    else:
        person.says("chuyển sang sở nội vụ")
    [supervisor] = [one for one in offices_of(office, person) if one.role is Role.SUPERVISOR]
    actor, now = Actor(supervisor.officer_id, "chat"), office.clock.now()
    version = office.duty("II.3").version
    with office.store.write() as session, pytest.raises(NotAllowed, match=r"exemption\.decide_own"):
        exemptions.exempt(session, duty.id, version, "không phát sinh", None, actor, now)
    assert office.changes(duty) == ["exemption_asked"]


def test_an_administrator_does_nothing_to_who_they_are_elsewhere(office: Office) -> None:
    person = office.officer("snv", Role.ADMIN, name="Nguyễn Văn An")
    joins(office, person, "stp")
    me = id_of(office, person)
    card = person.presses(f"person:{me}")
    assert spoken_for(card) == "Sở Nội vụ (quản trị)", "who alone may see it"
    assert [button.text for button in person.buttons()][:1] == ["Đổi họ tên"]
    with office.store.read() as session:
        to = agencies.find(session, "syt").id
    for value in (f"askdismiss:{me}", f"askrole:{me}", f"move:{me}:head:{to}:2024-02-26"):
        assert person.presses(value).body.startswith("Nút này không còn")


def test_a_supervisors_list_is_asked_for_by_who_is_one(office: Office) -> None:
    person = office.officer("stp", name="Nguyễn Văn An")
    joins(office, person, "snv", Role.SUPERVISOR)
    person.says("chuyển sang sở tư pháp")
    assert person.says("/tonghop").body.startswith(REFUSED)
    assert spoken_for(person.presses("sumv:0")) == "Sở Nội vụ (giám sát)"


def test_a_code_for_a_new_telephone_takes_both_along_and_leaves_the_old_chat_nothing(
    office: Office, both: Person
) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Giang")
    [other] = [one for one in offices_of(office, both) if not one.speaking]
    asked = admin.presses(f"asknewphone:{other.officer_id}:officer")
    assert "Vai trò ở Sở Tài chính cũng chuyển sang chat mới." in asked.body
    (code,) = codes_in(admin.taps("Cấp mã"))
    phone = office.stranger()
    assert spoken_for(phone.says(code)) == "Sở Tư pháp"
    assert {one.agency_short_name for one in offices_of(office, phone)} == {"Sở Tư pháp", "Sở Tài chính"}
    assert "mã mời" in both.says("/toi").body
    assert "mã mời" in both.presses("list:o:0").body


def test_a_code_that_replaces_one_of_several_typed_in_their_own_chat_replaces_that_one_alone(
    office: Office, both: Person
) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Giang")
    before = {one.agency_short_name: one.officer_id for one in offices_of(office, both)}
    admin.presses(f"asknewphone:{before['Sở Tư pháp']}:officer")
    (code,) = codes_in(admin.taps("Cấp mã"))
    assert spoken_for(both.says(f"/thamgia {code}")) == "Sở Tư pháp"
    after = {one.agency_short_name: one.officer_id for one in offices_of(office, both)}
    assert after["Sở Tài chính"] == before["Sở Tài chính"]
    assert after["Sở Tư pháp"] != before["Sở Tư pháp"]


def test_people_who_administer_see_both(office: Office, both: Person) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Giang")
    card = admin.presses(f"person:{id_of(office, both)}")
    assert "Sở Tài chính" in card.body
    assert "Cũng là cán bộ đầu mối của Sở Tư pháp" in card.body


def test_a_code_is_used_once_and_the_chat_speaks_for_one(office: Office, both: Person) -> None:
    code = invited_to(office, "syt")
    both.says(f"/thamgia {code}")
    [add] = [button.value for button in both.buttons() if button.text.startswith("➕")]
    both.presses(add)
    assert both.presses(add).body.startswith("Nút này không còn")
    with office.store.read() as session:
        assert invitations.find_used_by(session, code) is not None
        assert [link.speaking for link in links_of(session, both)].count(True) == 1
        acts = [entry.action for entry in session.exec(select(AuditEntry)).all()]
    assert {"officer.add"} <= set(acts)


def test_who_served_both_is_one_officer_when_they_merge(office: Office, both: Person) -> None:
    with office.store.write() as session:
        old, successor = agencies.find(session, "stp"), agencies.find(session, "stc")
        moved_people.move_people(session, old, successor, now=office.clock.now(), actor="test")
    shown = both.says("/toi")
    assert "Sở Tài chính" in shown.body
    assert NAMES not in shown.text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_who_served_both_in_whatever_roles_is_who_they_were_in_the_successor(office: Office, role: Role) -> None:
    person = office.officer("stp", role, name="Nguyễn Văn An")
    joins(office, person, "stc")
    joins(office, person, "syt")
    person.says("chuyển sang sở tư pháp")
    [closed] = [one.officer_id for one in offices_of(office, person) if one.speaking]
    [stays] = [one.officer_id for one in offices_of(office, person) if one.agency_short_name == "Sở Tài chính"]
    owed = office.duty("II.3")
    with office.store.write() as session:
        session.get_one(Duty, owed.id).responsible_id = closed
        old, successor = agencies.find(session, "stp"), agencies.find(session, "stc")
        moved_people.move_people(session, old, successor, now=office.clock.now(), actor="test")
    with office.store.read() as session:
        assert session.get_one(Duty, owed.id).responsible_id == stays
        assert not session.get_one(Officer, closed).active
    assert [one.officer_id for one in offices_of(office, person) if one.speaking] == [stays]
    assert {one.role for one in offices_of(office, person)} == {Role.OFFICER}


def test_a_transfer_of_one_keeps_the_other_and_goes_nowhere_twice(office: Office, both: Person) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Giang")
    me = id_of(office, both)
    with office.store.read() as session:
        there, free = (agencies.find(session, code).id for code in ("stp", "syt"))
    assert "đã có vai trò ở cơ quan ấy" in admin.presses(f"move:{me}:officer:{there}:2024-02-26").body
    admin.presses(f"move:{me}:officer:{free}:2024-02-26")
    assert spoken_for(both.says("/toi")) == "Sở Y tế"
    assert "Cũng là cán bộ đầu mối của Sở Tư pháp" in both.screen.body


def test_all_of_a_person_is_erased(office: Office, both: Person) -> None:
    me = id_of(office, both)
    assert (
        "Anh/chị thôi nhiệm vụ ở tất cả các cơ quan: Sở Tư pháp, Sở Tài chính." in both.presses(f"askerase:{me}").body
    )
    both.presses(f"eraseme:{me}:2024-02-26")
    assert "mã mời" in both.says("/toi").body
    with office.store.read() as session:
        assert links_of(session, both) == []
        assert "Nguyễn Văn An" not in {one.name for one in session.exec(select(Officer)).all()}


def test_a_button_of_yesterday_still_switches(office: Office, both: Person) -> None:
    office.later(days=1)
    other = next(one for one in offices_of(office, both) if not one.speaking)
    assert spoken_for(both.presses(f"speak:{other.officer_id}")) == other.agency_short_name
    with office.store.read() as session:
        me = identities.identify(session, "chat", both.chat.chat_id)
    assert me
    assert me.several


def test_the_button_is_not_offered_twice(office: Office, both: Person) -> None:
    shown = view.with_speaker(view.spoken_for(offices_of(office, both)), offices_of(office, both))
    values = [button.value for row in shown.buttons for button in row]
    assert len(values) == len(set(values))


@pytest.mark.parametrize("typed", ["chuyển sang sở y tế", "chuyen sang So Y te", "làm việc cho Sở Y tế"])
def test_an_agency_that_the_person_does_not_serve_is_refused_with_those_they_do(both: Person, typed: str) -> None:
    said = both.says(typed)
    assert said.body == (
        "Anh/chị không làm việc cho Sở Y tế. Đang làm việc cho Sở Tài chính; chuyển được sang: Sở Tư pháp."
    )
    assert "🔁 Chuyển sang Sở Tư pháp" in [button.text for button in both.buttons()]
    assert spoken_for(said) == "Sở Tài chính"


def test_the_label_of_an_open_question_may_be_typed_though_it_names_an_agency_not_served(
    office: Office, both: Person
) -> None:
    both.says(f"/thamgia {invited_to(office, 'syt')}")
    assert "Chuyển sang Sở Y tế" in [button.text for button in both.buttons()]
    both.says("chuyển sang sở y tế")
    assert {one.agency_short_name for one in offices_of(office, both)} == {"Sở Y tế", "Sở Tư pháp"}


@pytest.mark.parametrize("typed", ["chuyển sang Sở Y tế", "làm việc cho Sở Y tế"])
def test_a_note_may_name_an_agency_not_served(office: Office, both: Person, typed: str) -> None:
    duty = office.duty("II.3")
    both.presses(f"note:{duty.id}")
    assert typed in both.says(typed).text
    assert "Anh/chị không làm việc cho" not in both.screen.text


@pytest.mark.parametrize("to", ["Sở Y tế", "Sở Tài chính"])
def test_to_which_agency_an_officer_goes_is_answered_in_the_words_of_the_question(office: Office, to: str) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Quản trị viên")
    joins(office, admin, "stc")
    officer = office.officer("stp", name="Nguyễn Văn An")
    assert admin.presses(f"askagency:{id_of(office, officer)}").heading
    asked = admin.says(f"chuyển sang {to}")
    assert "Đồng ý chuyển" in [button.text for button in admin.buttons()]
    assert f"cán bộ đầu mối, {to}" in asked.body


@pytest.mark.parametrize("typed", ["có", "đồng ý", "thêm"])
def test_the_only_administrator_serves_elsewhere_as_well_by_a_typed_yes(office: Office, typed: str) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Quản trị viên")
    admin.says(f"/thamgia {invited_to(office, 'stp', Role.OFFICER)}")
    again = admin.says("chuyển")
    assert again.heading == "Kiêm nhiệm thêm ở Sở Tư pháp?"
    assert "quản trị duy nhất" in again.body
    admin.says(typed)
    assert {one.agency_short_name for one in offices_of(office, admin)} == {"Sở Nội vụ", "Sở Tư pháp"}


def test_the_only_administrator_is_offered_to_serve_elsewhere_as_well_and_not_to_move(office: Office) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Quản trị viên")
    question = admin.says(f"/thamgia {invited_to(office, 'stp', Role.OFFICER)}")
    assert question.heading == "Kiêm nhiệm thêm ở Sở Tư pháp?"
    assert [button.text for button in admin.buttons()] == ["➕ Kiêm nhiệm thêm ở Sở Tư pháp", "Thôi, giữ như cũ"]
    assert "cán bộ đầu mối của Sở Tư pháp" in admin.taps("➕ Kiêm nhiệm thêm ở Sở Tư pháp").body


TIMES = [
    *(
        f"{unit} {after}".strip()
        for unit in ("tháng", "năm", "tuần", "quý", "ngày")
        for after in ("", "sau", "tới", "này", "nay")
    ),
    *(f"quý {one}" for one in ("I", "II", "một", "hai", "ba", "bốn", "tư")),
    *(f"tháng {one}" for one in ("2", "ba", "tư", "năm", "mười", "giêng", "chạp", "8 năm 2024")),
    *(f"thứ {one}" for one in ("hai", "ba", "tư", "năm", "sáu", "bảy", "2 tuần sau")),
    *("mai", "mai sớm", "mốt", "ngày mai", "hôm sau", "chủ nhật", "đầu tháng", "cuối tháng", "cuối năm", "giữa tuần"),
    *(
        "đầu quý III",
        "cuối quý",
        "đầu năm sau",
        "xuân",
        "hè",
        "thu",
        "đông",
        "năm Giáp Thìn",
        "sau",
        "chiều",
        "trưa mai",
    ),
]


def as_offices(*names: tuple[str, str]) -> list[offices.Office]:
    return [offices.Office(at, Role.OFFICER, at, *name, speaking=False) for at, name in enumerate(names)]


def catalogue() -> list[offices.Office]:
    """Every agency of the seeds and every commune and district of the country, as they are written."""
    seeds = Path("data/seeds")
    found = set()
    for file in sorted(seeds.rglob("*.csv*")):
        read = gzip.open if file.suffix == ".gz" else open
        with read(file, "rt", encoding="utf-8") as rows:
            found |= {
                (row["name"], row.get("short_name") or row["name"])
                for row in csv.DictReader(line for line in rows if not line.startswith("#"))
                if row.get("name") and not row.get("date")
            }
    return as_offices(*sorted(found))


def test_no_words_of_time_are_taken_for_an_agency() -> None:
    every = catalogue()
    assert len(every) > 3000
    of_time = {word for said in TIMES for word in fold(said).split()}
    alike = [one for one in every if of_time & set(fold(one.agency_name).split())]
    assert len(alike) > 100
    for said in dict.fromkeys([*TIMES, *map(fold, TIMES)]):
        assert [one.agency_name for one in alike if speaking.is_name_of(one, said)] == [], said


SOME = as_offices(
    ("UBND xã Vũ Thắng", "xã Vũ Thắng"),
    ("UBND xã Nam Cường", "xã Nam Cường"),
    ("UBND xã Quốc Tuấn", "xã Quốc Tuấn"),
    ("UBND huyện Mai Sơn", "huyện Mai Sơn"),
    ("Sở Tư pháp", "Sở Tư pháp"),
    ("Sở Y tế", "Sở Y tế"),
    ("UBND xã Nam Sầu", "xã Nam Sầu"),
    ("UBND xã Tháng Năm", "xã Tháng Năm"),
    ("UBND xã Thăng Ba", "xã Thăng Ba"),
    ("UBND xã Nam Mỗi", "xã Nam Mỗi"),
    ("UBND xã Thu Hải", "xã Thu Hải"),
)


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize(
    ("said", "unasked", "beside_a_question"),
    [
        *((f"{one} {time}?", "", "") for one in ("sang", "sáng", "chuyển sang") for time in ("tháng", "năm", "tuần")),
        *(
            (said, "", "")
            for said in ("sáng mai", "sang mai", "sang quý", "sang nam", "Sáng Y tế", "chuyển sáng Sở Y tế")
        ),
        ("Sang Sở Tư pháp", "Sở Tư pháp", "Sở Tư pháp"),
        ("chuyen sang so tu phap.", "Sở Tư pháp", "Sở Tư pháp"),
        ("Chuyển sang tư pháp!", "Sở Tư pháp", ""),
        ("nói thay mai sơn", "huyện Mai Sơn", ""),
        *((said, "Sở Tư pháp", "") for said in ("chuyen sang tu phap", "doi sang tu phap", "chuyển sang tu phap")),
        ("lam viec cho mai son", "huyện Mai Sơn", ""),
        *((f"chuyen sang {time}", "", "") for time in ("nam sau", "thang ba", "thang nam", "nam moi", "thu hai")),
        *(
            (said, "", "")
            for said in (
                "sang tư pháp",
                "sang tu phap",
                "chuyển sang pháp",
                "chuyen sang tu pháp",
                "chuyển sang ư pháp",
            )
        ),
        *((said, "", "") for said in ("chuyển sang", "sang", "làm việc cho sở", "đổi sang UBND xã")),
    ],
)
def test_an_agency_is_switched_to_by_its_name_or_by_whole_words_of_it(
    said: str, unasked: str, beside_a_question: str, *, asked: bool
) -> None:
    found = speaking.find_switch(SOME, said, asked=asked)
    assert (found.agency_short_name if found else "") == (beside_a_question if asked else unasked)


def test_a_time_is_the_answer_to_the_question_and_no_switch(office: Office, both: Person) -> None:
    with office.store.write() as session:
        renamed = session.get_one(Agency, agencies.find(session, "stp").id)
        renamed.name, renamed.short_name = "UBND huyện Mai Sơn", "huyện Mai Sơn"
    duty = office.duties("stc")[0]
    for said in ("sáng mai", "sang mai", "chuyển sang mai sơn"):
        assert "Nhắc lại vào ngày nào?" in both.presses(f"snooze:{duty.id}").text
        assert spoken_for(both.says(said)) == "Sở Tài chính", said
    both.presses(f"snooze:{duty.id}")
    assert spoken_for(both.says("chuyển sang huyện mai sơn")) == "huyện Mai Sơn"
