"""/nhac, "Nhận qua thư": the address, the code that confirms it, and what becomes of both."""

import json
import re
from datetime import timedelta

import pytest
from sqlmodel import col, select

from data.models import AuditEntry, RefusedAct
from data.registry.people import identities, officers
from data.registry.reach import mail_addresses, mail_codes
from data.registry.reach.mail_codes import Outcome
from data.rules.limits.quotas import MAIL_CODE_TRIES, MAIL_CODES_PER_DAY
from data.rules.limits.terms import MAIL_CODE_TERM
from handlers.base.messages import Letter
from tests.handlers.chat import Office, Person

ADDRESS = "an.tran@stp.thaibinh.gov.vn"


@pytest.fixture
def posting(office: Office) -> Office:
    """An office that sends mails."""
    office.mail_domains = ("gov.vn",)
    office.restart()
    return office


def officer_id(office: Office, person: Person) -> int:
    with office.store.read() as session:
        me = identities.identify(session, person.chat.channel, person.chat.chat_id)
        assert me
        return me.officer_id


def address_of(office: Office, person: Person) -> str | None:
    with office.store.read() as session:
        found = mail_addresses.find_address(session, officer_id(office, person))
        return found.address if found else None


def letter_of(person: Person) -> Letter:
    assert person.screen.letter
    return person.screen.letter


def code_of(person: Person) -> str:
    """The code in the mail that went with the last answer."""
    match = re.search(r"\d{6}", letter_of(person).reply.heading)
    assert match
    return match[0]


def gives(person: Person, address: str = ADDRESS) -> str:
    """Gives an address; returns the code that was sent there."""
    person.says("/nhac")
    person.taps("📧 Nhận qua thư")
    person.says(address)
    return code_of(person)


def another(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_an_address_is_used_once_its_code_was_typed(posting: Office) -> None:
    an = posting.officer(name="Trần Thị An")
    code = gives(an)
    assert letter_of(an).address == ADDRESS
    assert "Trần Thị An" in letter_of(an).reply.body
    assert code not in an.screen.text
    assert address_of(posting, an) is None
    an.says(f" {code[:3]} {code[3:]} ")
    assert f"Đã xác nhận {ADDRESS}" in an.screen.body
    assert address_of(posting, an) == ADDRESS
    an.says("/nhac")
    an.taps(f"📧 {ADDRESS}")
    assert f"Địa chỉ: {ADDRESS}, xác nhận" in an.screen.body


def test_no_mail_no_offer(office: Office) -> None:
    an = office.officer()
    an.says("/nhac")
    assert "thư" not in " ".join(button.text for button in an.buttons())
    an.presses("mail:")
    assert "chưa gửi thư" in an.screen.body


@pytest.mark.parametrize("address", ["an.tran@gmail.com", "an@gov.vn.evil.com", "an@notgov.vn"])
def test_an_address_elsewhere_is_not_taken(posting: Office, address: str) -> None:
    an = posting.officer()
    an.says("/nhac")
    an.taps("📧 Nhận qua thư")
    an.says(address)
    assert "không phải địa chỉ thư công vụ" in an.screen.body
    assert an.screen.letter is None
    an.says(ADDRESS.upper())
    assert letter_of(an).address == ADDRESS


@pytest.mark.parametrize(
    "typed", ["an.tran", "an tran@gov.vn", "an@@gov.vn", "an@gov", "một địa chỉ", "an@-x.gov.vn"]
)
def test_what_is_no_address_is_asked_for_again(posting: Office, typed: str) -> None:
    an = posting.officer()
    an.says("/nhac")
    an.taps("📧 Nhận qua thư")
    an.says(typed)
    assert "Chưa đọc được địa chỉ thư" in an.screen.body
    an.says(ADDRESS)
    assert letter_of(an).address == ADDRESS


def test_wrong_codes_are_counted_and_the_right_one_comes_too_late_then(posting: Office) -> None:
    an = posting.officer()
    code = gives(an)
    for _ in range(MAIL_CODE_TRIES - 1):
        an.says(another(code))
        assert "Mã chưa đúng" in an.screen.body
    an.says(another(code))
    assert f"gõ sai {MAIL_CODE_TRIES} lần" in an.screen.body
    with posting.store.read() as session:
        told = session.exec(select(AuditEntry).where(AuditEntry.action == "code.wrong")).all()
        counted = session.exec(select(RefusedAct)).one().times
    assert [(entry.subject, entry.channel) for entry in told] == [("email", "chat")]
    assert counted == MAIL_CODE_TRIES, "the others of the hour are told together"
    an.presses("mailcode:")
    fresh = code_of(an)
    an.says(code if code != fresh else another(fresh))
    assert "Mã chưa đúng" in an.screen.body
    an.says(fresh)
    assert address_of(posting, an) == ADDRESS


def test_after_all_tries_even_the_right_code_is_void(posting: Office) -> None:
    an = posting.officer()
    code = gives(an)
    for _ in range(MAIL_CODE_TRIES):
        an.says(another(code))
    with posting.store.write() as session:
        me, now = officer_id(posting, an), posting.clock.now()
        assert mail_codes.confirm(session, me, code, now=now, wall=now) is Outcome.TOO_MANY
    assert address_of(posting, an) is None


def test_what_is_no_code_is_not_counted(posting: Office) -> None:
    an = posting.officer()
    code = gives(an)
    for _ in range(2 * MAIL_CODE_TRIES):
        an.says("12345")
        assert "Cần mã gồm 6 chữ số" in an.screen.body
    an.says(code)
    assert address_of(posting, an) == ADDRESS


def test_a_code_expires(posting: Office) -> None:
    an = posting.officer()
    code = gives(an)
    posting.clock.ahead = MAIL_CODE_TERM + timedelta(seconds=1)
    an.says(code)
    assert "đã hết hạn" in an.screen.body
    assert address_of(posting, an) is None


def test_a_code_is_good_once(posting: Office) -> None:
    an = posting.officer()
    code = gives(an)
    an.says(code)
    an.presses("endmail:")
    assert address_of(posting, an) is None
    an.presses("mailcode:")
    assert an.screen.letter is None
    assert "gõ địa chỉ thư công vụ" in an.screen.body


def test_a_day_has_so_many_codes(posting: Office) -> None:
    an = posting.officer()
    gives(an)
    for _ in range(MAIL_CODES_PER_DAY - 1):
        an.presses("mailcode:")
        assert an.screen.letter
    an.presses("mailcode:")
    assert an.screen.letter is None
    assert "đã gửi đủ" in an.screen.body
    posting.clock.ahead = timedelta(days=1)
    gives(an)


def test_another_address_typed_in_place_of_the_code_is_taken_as_one(posting: Office) -> None:
    an = posting.officer()
    gives(an, "sai.dia.chi@stp.thaibinh.gov.vn")
    an.says(ADDRESS)
    assert letter_of(an).address == ADDRESS
    an.says(code_of(an))
    assert address_of(posting, an) == ADDRESS


def test_an_address_is_one_officers_and_comes_free_when_they_leave(posting: Office) -> None:
    an, binh = posting.officer(name="An"), posting.officer(name="Bình")
    an.says(gives(an))
    binh.says(gives(binh))
    assert "của một cán bộ khác" in binh.screen.body
    assert address_of(posting, binh) is None
    with posting.store.write() as session:
        officers.deactivate(session, officer_id(posting, an), now=posting.clock.now(), actor="test")
    binh.says(gives(binh))
    assert address_of(posting, binh) == ADDRESS


def test_an_address_that_was_refused_is_said_and_can_be_confirmed_again(posting: Office) -> None:
    an = posting.officer()
    an.says(gives(an))
    with posting.store.write() as session:
        identities.mark_unreachable(session, mail_addresses.CHANNEL, ADDRESS, posting.clock.now())
    an.says("/nhac")
    an.taps(f"⚠️ {ADDRESS}")
    assert "máy chủ thư không nhận thư" in an.screen.body
    an.taps("Xác nhận lại")
    an.says(code_of(an))
    an.says("/nhac")
    assert f"📧 {ADDRESS}" in [button.text for button in an.buttons()]


def test_changes_of_the_address_stand_in_the_audit_trail(posting: Office) -> None:
    an = posting.officer()
    an.says(gives(an))
    an.presses("mail:")
    an.says("an@snv.thaibinh.gov.vn")
    an.says(code_of(an))
    an.presses("endmail:")
    with posting.store.read() as session:
        rows = session.exec(
            select(AuditEntry).where(AuditEntry.action.startswith("mail.")).order_by(col(AuditEntry.id))
        ).all()
        found = [(row.action, json.loads(row.before or ""), json.loads(row.after or ""), row.channel) for row in rows]
    first, second = {"address": ADDRESS}, {"address": "an@snv.thaibinh.gov.vn"}
    assert found == [
        ("mail.confirm", {"address": None}, first, "chat"),
        ("mail.confirm", first, second, "chat"),
        ("mail.remove", second, {"address": None}, "chat"),
    ]
    assert {row.actor for row in rows} == {f"officer:{officer_id(posting, an)}"}


def test_by_typed_text_alone(posting: Office) -> None:
    """As on Zalo: the settings are numbered, the address and the code are typed."""
    an = posting.officer(has_buttons=False)
    an.says("/nhac")
    number = re.search(r"(\d+) Nhận qua thư", an.screen.text)
    assert number, an.screen.text
    an.says(number[1])
    an.says(ADDRESS)
    an.says(code_of(an))
    assert address_of(posting, an) == ADDRESS
