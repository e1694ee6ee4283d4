"""A month that is used up: administrators are told of each level once, and what matters most goes out longest."""

from datetime import UTC, date, datetime, timedelta

import pytest

from data.enums import QuotaLevel, Role
from data.registry.office import agencies, channel_months
from data.registry.people import bot_places, identities, invitations
from data.registry.people.invitations import Account
from data.rules.calendar import WorkingCalendar
from data.rules.limits.quotas import quota_level_of
from data.rules.stages import Policy
from data.rules.viet_nam_time import month_of, next_month_begins
from data.store import Store
from handlers.views.pushes.messages import render_message
from scheduler.change_notices.quota_warnings import plan_quota_warnings, recheck_quota_warnings
from scheduler.context import Planning
from scheduler.sending import retry_policy

NOW = datetime(2024, 2, 26, 2, 0, tzinfo=UTC)
MONTH = date(2024, 2, 1)
PLANNING = Planning(WorkingCalendar(), Policy(), {"zalo-1", "telegram"})


def enrol(store: Store, role: Role, channel: str, chat_id: str) -> int:
    with store.write() as session:
        return identities.enrol(
            session,
            agency_id=agencies.find(session, "stp").id,
            role=role,
            name="Cán bộ A",
            channel=channel,
            chat_id=chat_id,
            now=NOW,
        ).officer_id


@pytest.mark.parametrize(
    ("sent", "allowed", "level"),
    [
        (2399, 3000, None),
        (2400, 3000, QuotaLevel.WARNING),
        (2849, 3000, QuotaLevel.WARNING),
        (2850, 3000, QuotaLevel.SCARCE),
        (9, 0, None),
    ],
)
def test_a_level_is_reached_at_its_part(sent: int, allowed: int, level: QuotaLevel | None) -> None:
    assert quota_level_of(sent, allowed) is level


def test_administrators_are_told_of_each_level_once(planned: Store) -> None:
    enrol(planned, Role.ADMIN, "telegram", "a")
    enrol(planned, Role.OFFICER, "zalo-1", "b")
    said = []
    for sent in (70, 10, 1, 14, 1):
        with planned.write() as session:
            channel_months.record_messages(session, "zalo-1", MONTH, sent=sent, allowed=100)
    with planned.write() as session:
        for _ in range(2):
            channel_months.mark_spent(session, "zalo-1", MONTH, allowed=100, wall=NOW)
        for _ in range(2):
            plan_quota_warnings(session, NOW, PLANNING, wall=NOW)
        claimed = retry_policy.claim_due(session, ["telegram", "zalo-1"], 9, now=NOW, wall=NOW)
        said = [render_message(facts).text for _one, facts in recheck_quota_warnings(session, claimed) if facts]
    assert len(said) == 3
    assert "đã gửi 80 tin" in said[0]
    assert "chỉ gửi bản tin sáng, tổng hợp và trả lời; " in said[1]
    assert "không nhận thêm tin nào" in said[2]


def test_another_month_begins_with_nothing_sent(planned: Store) -> None:
    with planned.write() as session:
        channel_months.mark_spent(session, "zalo-1", MONTH, allowed=100, wall=NOW)
        assert channel_months.list_usages(session, MONTH)["zalo-1"].spent_at == NOW
        assert channel_months.list_usages(session, date(2024, 3, 1)) == {}


def test_a_month_ends_at_midnight_in_viet_nam() -> None:
    end = datetime(2024, 2, 29, 17, 0, tzinfo=UTC)
    assert next_month_begins(NOW) == next_month_begins(end - timedelta(seconds=1)) == end
    assert (month_of(end - timedelta(seconds=1)), month_of(end)) == (MONTH, date(2024, 3, 1))


def test_120_officers_find_room_at_three_bots(planned: Store) -> None:
    bots, named = ["zalo-1", "zalo-2", "zalo-3"], []
    with planned.write() as session:
        agency = agencies.find(session, "stp").id
        for _ in range(120):
            named.append(bot_places.find_room(session, bots, 50, NOW))
            invitations.invite(
                session,
                agency_id=agency,
                role=Role.OFFICER,
                name="Cán bộ A",
                now=NOW,
                actor="test",
                channel=named[-1],
            )
    assert [named.count(bot) for bot in bots] == [50, 50, 20]


def test_an_officer_who_moves_stays_who_they_are_and_frees_their_place(planned: Store) -> None:
    officer_id = enrol(planned, Role.OFFICER, "zalo-1", "here")
    with planned.write() as session:
        moved = invitations.invite_to_move(session, officer_id, channel="zalo-2", now=NOW, actor="test")
        assert bot_places.count_people(session, NOW) == {"zalo-1": 1, "zalo-2": 1}
        account = Account("zalo-2", "there", "ai đó", "ai đó")
        me = invitations.accept(session, code=moved.code, by=account, now=NOW)
        assert (me.officer_id, me.name) == (officer_id, "Cán bộ A")
        assert bot_places.count_people(session, NOW) == {"zalo-2": 1}
