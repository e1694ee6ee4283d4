"""A merger passes on what is owed: nothing is lost or doubled, and days before it stay as they were."""

import json
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from data.enums import Change, State
from data.errors import AgencyNotMerged
from data.models import Agency, AuditEntry, Duty, Officer
from data.registry.duties import history, progress
from data.registry.duties.progress_entries import Actor
from data.registry.office.succession import mergers
from data.registry.office.succession.mergers import Merged, Merger
from data.registry.reach import group_chats
from data.registry.statistics.tallies import count_by_task
from data.store import Store
from tests import factories as make
from tests.databases.registries import delete_all_rows
from tests.scheduler.office import morning

TODAY = date(2024, 3, 8)
NOW = morning("2024-03-08")
BEFORE = morning("2024-03-01")
DUE = date(2024, 3, 29)


def merge(
    session: Session,
    *old: str,
    into: str,
    taken: dict[int, bool] | None = None,
    now: datetime = NOW,
    move: bool = True,
) -> Merged:
    merger = Merger(old, into, TODAY, "01/NQ", taken or {}, move)
    return mergers.merge(session, merger, today=TODAY, now=now, actor="test")


def agencies(session: Session, count: int) -> list[Agency]:
    return [make.agency(session, f"a{at}", f"Cơ quan {at}") for at in range(count)]


def owed(session: Session) -> dict[tuple[str, int], Duty]:
    """The duties that somebody owes, by agency and deadline."""
    rows = session.exec(select(Agency.code, Duty).join(Duty).where(col(Duty.withdrawn).is_(False)))
    return {(code, duty.deadline_id): duty for code, duty in rows}


def test_what_is_owed_passes_with_what_was_said_last(store: Store) -> None:
    with store.write() as session:
        old, new = agencies(session, 2)
        officer = make.known(make.officer(session, old).id)
        at = make.deadline(session, make.plan(session), DUE)
        duty = make.known(make.duty(session, old, at).id)
        progress.advance(session, duty, 0, 60, Actor(officer, "telegram"), BEFORE)
        done = merge(session, "a0", into="a1")
        [(key, passed)] = owed(session).items()
        assert (done.passed, done.joined, done.officers) == (1, 0, 1)
        assert (key, passed.state, passed.percent) == (("a1", at.id), State.IN_PROGRESS, 60)
        [entry] = history.list_entries(session, make.known(passed.id))
        [before] = history.list_earlier_histories(session, make.known(passed.id))
        assert (entry.change, entry.reason) == (Change.PASSED, "Cơ quan 0")
        assert [(one.change, one.percent) for one in before.entries] == [(Change.PROGRESS, 60)]
        assert session.get_one(Officer, officer).agency_id == new.id
        with pytest.raises(Exception, match="undo"):
            progress.undo(session, make.known(passed.id), 1, Actor(officer, "telegram"), NOW)


def test_groups_that_get_the_digest_get_that_of_the_successor(store: Store) -> None:
    with store.write() as session:
        old, new = agencies(session, 2)
        officer = make.known(make.officer(session, old).id)
        for chat_id in ("open", "ended"):
            code = group_chats.ask(session, make.known(old.id), officer, BEFORE)
            assert group_chats.begin(session, code, channel="telegram", chat_id=chat_id, now=BEFORE)
        group_chats.end_chat(session, "telegram", "ended", now=BEFORE, actor="test")
        merge(session, "a0", into="a1")
        [group] = group_chats.list_open(session)
        assert [one.id for one in group_chats.list_open(session, make.known(new.id))] == [group.id]
        acts = session.exec(select(AuditEntry).where(AuditEntry.action == "group.move")).all()
        assert [one.subject for one in acts] == [f"group:{group.id}"]


def test_what_was_finished_stays_with_who_finished_it(store: Store) -> None:
    with store.write() as session:
        old, _new = agencies(session, 2)
        make.duty(session, old, make.deadline(session, make.plan(session), DUE), state=State.DONE)
        assert merge(session, "a0", into="a1").passed == 0
        assert [code for code, _at in owed(session)] == ["a0"]


@pytest.mark.parametrize(("take", "percent"), [(True, 60), (False, 20)])
def test_two_that_owe_the_same_become_one_in_the_state_that_a_person_chooses(
    store: Store, take: bool, percent: int
) -> None:
    with store.write() as session:
        old, new = agencies(session, 2)
        at = make.deadline(session, make.plan(session), DUE)
        for one, said in ((old, 60), (new, 20)):
            actor = Actor(make.known(make.officer(session, one).id), "telegram")
            progress.advance(session, make.known(make.duty(session, one, at).id), 0, said, actor, BEFORE)
        with pytest.raises(AgencyNotMerged, match="differing"):
            merge(session, "a0", into="a1")
        [question] = mergers.list_questions(session, Merger(("a0",), "a1", TODAY, "01/NQ"), TODAY)
        assert (question.old_percent, question.percent) == (60, 20)
        done = merge(session, "a0", into="a1", taken={question.duty_id: take})
        [passed] = owed(session).values()
        assert (done.passed, done.joined, passed.percent) == (0, 1, percent)
        assert len(history.list_earlier_histories(session, make.known(passed.id))) == 1


@pytest.mark.parametrize(
    ("old", "into", "reason"),
    [
        (("a1",), "a1", "same"),
        (("a0",), "a2", "ended"),  # a split: it has one successor already
        (("a1",), "a0", "successor_ended"),  # a circle
        (("a2", "a2"), "a1", "twice"),
    ],
)
def test_circles_and_splits_are_refused(store: Store, old: tuple[str, ...], into: str, reason: str) -> None:
    with store.write() as session:
        agencies(session, 3)
        merge(session, "a0", into="a1")
        with pytest.raises(AgencyNotMerged, match=reason):
            merge(session, *old, into=into)


def test_a_merger_of_a_day_to_come_is_refused(store: Store) -> None:
    with store.write() as session:
        agencies(session, 2)
        with pytest.raises(AgencyNotMerged, match="future"):
            mergers.check_merger(session, Merger(("a0",), "a1", TODAY + timedelta(1), "01/NQ"), TODAY)


def test_what_an_agency_owes_again_after_its_end_passes_on_with_the_next_beat(store: Store) -> None:
    with store.write() as session:
        old, _new = agencies(session, 2)
        duty = make.duty(session, old, make.deadline(session, make.plan(session), DUE), state=State.DONE)
        merge(session, "a0", into="a1")
        session.get_one(Duty, duty.id).state = State.RETURNED
        session.flush()
        make.officer(session, old)
        assert mergers.pass_what_is_left(session, NOW) == 1
        assert [code for code, _at in owed(session)] == ["a1"]
        [entry] = session.exec(select(AuditEntry).where(col(AuditEntry.action) == "duty.pass"))
        assert (entry.actor, json.loads(entry.after or "")["agency"]) == ("succession", "a1")
        assert mergers.pass_what_is_left(session, NOW) == 0


@st.composite
def offices(draw: st.DrawFn) -> tuple[dict[tuple[int, int], int], list[tuple[int, int]]]:
    """How far agencies are with deadlines (100: done), and mergers one after another, possible ones or not."""
    at = st.tuples(st.integers(0, 4), st.integers(0, 2))
    duties = draw(st.dictionaries(at, st.sampled_from([0, 20, 60, 100]), min_size=1))
    return duties, draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=6))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(office=offices())
def test_nothing_is_lost_or_doubled_and_past_figures_stay(
    store: Store, office: tuple[dict[tuple[int, int], int], list[tuple[int, int]]]
) -> None:
    duties, steps = office
    with store.write() as session:
        delete_all_rows(session)
        every, plan = agencies(session, 5), make.plan(session)
        due = [make.deadline(session, plan, DUE) for _ in range(3)]
        for (agency, deadline), percent in duties.items():
            row = make.duty(
                session, every[agency], due[deadline], state=State.DONE if percent == 100 else State.NOT_STARTED
            )
            if 0 < percent < 100:
                actor = Actor(make.known(make.officer(session, every[agency]).id), "telegram")
                progress.advance(session, make.known(row.id), 0, percent, actor, BEFORE)
        owner = list(range(5))
        told: dict[datetime, object] = {}
        for at, (old, new) in enumerate(steps):
            now = NOW + timedelta(hours=at)
            told[now] = count_by_task(session, [make.known(plan.id)], until=now)
            try:
                merge(session, f"a{old}", into=f"a{new}", taken=AnyChoice(), now=now)
            except AgencyNotMerged:
                continue
            owner = [new if one == old else one for one in owner]
            assert all(told[then] == count_by_task(session, [make.known(plan.id)], until=then) for then in told)
        left = {(f"a{owner[agency]}", due[at].id) for (agency, at), percent in duties.items() if percent < 100}
        done = {(f"a{agency}", due[at].id) for (agency, at), percent in duties.items() if percent == 100}
        assert set(owed(session)) == left | done


class AnyChoice(dict[int, bool]):
    """Goes on in the successor's own state, whatever is asked."""

    def __contains__(self, key: object) -> bool:
        return True
