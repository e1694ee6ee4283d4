"""People who are notified of a change, named below it for its author."""

from collections.abc import Sequence

from data.enums import Change, Role
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.history import EntryFacts
from data.registry.outbox import change_notices
from data.registry.outbox.change_notices import NotifiedPerson
from data.rules.notification_times import asks_for_decision, earliest_notice, next_batched_notice
from handlers.base.turn import Turn
from handlers.views.changes import notified_people as view


def describe_notified_of_page(turn: Turn, rows: Sequence[DutyLine]) -> str:
    """Return who is notified of a supervisor's decision on several duties, and when."""
    return _describe(turn, rows, asks_supervisors=False)


def describe_notified(turn: Turn, duty: DutyLine, entry: EntryFacts) -> str:
    """Return in one line who is notified of a change, and when; "" if nobody can be notified."""
    return describe_notified_of_changes(turn, [(duty, entry)])


def describe_notified_of_changes(turn: Turn, changes: Sequence[tuple[DutyLine, EntryFacts]]) -> str:
    """Return in one line who is notified of several changes, and when; "" if nobody can be notified.

    Of an undoing, only those are notified who were told of the undone change, so nobody is named for it.
    """
    told = [(duty, entry) for duty, entry in changes if entry.change is not Change.UNDONE]
    asks = any(asks_for_decision(entry.change, entry.state) for _duty, entry in told)
    return _describe(turn, [duty for duty, _entry in told], asks_supervisors=asks)


def _describe(turn: Turn, duties: Sequence[DutyLine], *, asks_supervisors: bool) -> str:
    people = dict.fromkeys(person for duty in duties for person in _list_concerned(turn, duty))
    supervised = asks_supervisors and bool(
        change_notices.list_people(turn.session, Role.SUPERVISOR, agency_id=None, but=turn.me.officer_id)
    )
    soon = earliest_notice(turn.now, turn.calendar, turn.hours)
    later = next_batched_notice(turn.now, turn.calendar, turn.hours)
    return view.notified_line(list(people), soon, later if supervised else None, turn.now)


def _list_concerned(turn: Turn, duty: DutyLine) -> list[NotifiedPerson]:
    """Return the agency's other officers, and those of its heads who took part in what became of the duty."""
    me = turn.me.officer_id
    colleagues = change_notices.list_people(turn.session, Role.OFFICER, agency_id=duty.agency_id, but=me)
    heads = change_notices.list_people(turn.session, Role.HEAD, agency_id=duty.agency_id, but=me)
    took_part = change_notices.list_participants(turn.session, {duty.id}) if heads else set()
    return [*colleagues, *(head for head in heads if (duty.id, head.officer_id) in took_part)]
