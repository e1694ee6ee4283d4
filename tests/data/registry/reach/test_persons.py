"""What becomes of a person's ways to be told: they go along to another agency, and are erased with the person."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from data.enums import Role
from data.models import AuditEntry, ChatLink, Dialogue, MailCode, PushOrder
from data.registry.conversations import dialogues
from data.registry.conversations.dialogues import Question
from data.registry.office import audit_chain
from data.registry.people.personal import erasure, kept
from data.registry.people.succession import closing, transfers
from data.registry.reach import mail_addresses, mail_codes, push_orders
from data.registry.reach.mail_codes import Outcome
from data.store import Store
from tests import factories as make

NOW = datetime(2024, 3, 8, 1, tzinfo=UTC)
FIRST, SECOND = "an.tran@stp.coquan.gov.vn", "an@snv.coquan.gov.vn"


def mailed(store: Store) -> int:
    """An officer with two addresses, one after the other, and mail before all else."""
    with store.write() as session:
        agency = make.agency(session)
        make.officer(session, agency, role=Role.ADMIN)
        key = make.known(make.officer(session, agency, name="Trần Thị An").id)
        for address in (FIRST, SECOND):
            code = mail_codes.create_code(session, key, address, NOW)
            assert code
            assert mail_codes.confirm(session, key, code, now=NOW, wall=NOW) is Outcome.CONFIRMED
        push_orders.set_first(session, key, "email", NOW)
    return key


def test_the_address_and_the_order_go_along(store: Store) -> None:
    key = mailed(store)
    with store.write() as session:
        other = make.agency(session, "snv", "Sở Nội vụ")
        new = transfers.transfer(session, key, agency_id=make.known(other.id), role=Role.OFFICER, now=NOW, by_id=1)
        found = mail_addresses.find_address(session, new)
        assert found
        assert found.address == SECOND
        assert [way.provider for way in push_orders.list_ways(session, new)] == ["email", "telegram"]
        assert push_orders.get_orders(session, [key]) == {}


def test_of_a_person_who_is_erased_no_address_is_left(store: Store) -> None:
    key = mailed(store)
    with store.write() as session:
        assert SECOND in kept.read(session, key).officers[0].accounts
    audit_chain.seal(store, NOW)
    with store.write() as session:
        erasure.erase(session, key, label=lambda _role: "đã xóa", now=NOW, actor="test")
    with store.read() as session:
        written = str([(row.before, row.after) for row in session.exec(select(AuditEntry)).all()])
        assert FIRST not in written
        assert SECOND not in written
        assert session.exec(select(MailCode)).all() == []
        assert session.exec(select(PushOrder)).all() == []
        assert not [link for link in session.exec(select(ChatLink)).all() if "@" in link.chat_id]


@pytest.mark.parametrize("end", ["closed", "erased"])
def test_nothing_that_was_typed_at_the_board_is_left(store: Store, end: str) -> None:
    key = mailed(store)
    with store.write() as session:
        if end == "erased":
            closing.close_identity(session, key, NOW)  # what was typed since is erased as well
        for one in (key, key + 1):
            question = Question("reason", NOW, {"typed": "riêng"})
            dialogues.open_question(session, dialogues.BOARD, str(one), question)
    with store.write() as session:
        if end == "erased":
            erasure.erase(session, key, label=lambda _role: "đã xóa", now=NOW, actor="test")
        else:
            closing.close_identity(session, key, NOW)
    with store.read() as session:
        assert [row.chat_id for row in session.exec(select(Dialogue)).all()] == [str(key + 1)], "another's stays"
