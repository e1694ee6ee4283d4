"""Reminders go on to the successor's officers, and nobody hears the same twice."""

from data.models import Agency
from data.registry.office.succession import mergers
from data.registry.office.succession.mergers import Merger
from data.rules.viet_nam_time import viet_nam_date
from data.store import Store
from tests import factories as make
from tests.scheduler.office import DUE, Office, morning, seat


async def test_the_successors_officers_are_reminded_once_and_those_who_moved_not_again(store: Store) -> None:
    office = Office(store)
    with store.write() as session:
        old, new = make.agency(session, "skhdt", "Sở Kế hoạch và Đầu tư"), make.agency(session, "stc", "Sở Tài chính")
        make.duty(session, old, make.deadline(session, make.plan(session), DUE, code="I.1"))
    seat(office, old, chat_id="moved")
    seat(office, new, chat_id="there")
    await office.tick(morning("2024-03-08"))
    at = morning("2024-03-08", 14)
    office.clock.move_to(at)
    _merge(store, old, new)
    for day in ("2024-03-08", "2024-03-11", "2024-03-12", "2024-03-13", "2024-03-14"):
        await office.tick(morning(day, 15))
    told = [
        (chat, facts.day.isoformat(), line.reason.stage.value)
        for chat, facts in office.postbox.arrived
        for line in facts.lines
    ]
    assert sorted(told) == sorted(set(told))
    assert [one for one in told if one[0] == "moved"] == [
        ("moved", "2024-03-08", "T-7"),
        ("moved", "2024-03-12", "T-3"),
        ("moved", "2024-03-14", "T-1"),
    ]
    assert [one[1:] for one in told if one[0] == "there"][-2:] == [("2024-03-12", "T-3"), ("2024-03-14", "T-1")]


def _merge(store: Store, old: Agency, new: Agency) -> None:
    now = morning("2024-03-08", 14)
    merger = Merger((old.code,), new.code, viet_nam_date(now), "01/NQ")
    with store.write() as session:
        mergers.merge(session, merger, today=viet_nam_date(now), now=now, actor="test")
