"""Pages of the duties of plans that are chosen by what they are, whose and how they stand, in SQL alone.

A page costs what it shows and one count over an index, however many duties there are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from sqlalchemy import case, func, select
from sqlmodel import Session

from data.models import Deadline, Task
from data.registry.board.choice import Chosen, all_conditions, place_of_plan
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.duty_query import AGENCY, DEADLINE, DUTY, TASK, select_duties
from data.registry.sql.batches import in_batches
from data.registry.sql.lines import Line, LineQuery, fetch
from data.registry.sql.rows import table_of
from data.rules.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class DutyPage:
    """A page of duties, and how many there are in all; `first` is the place of the first of these, from 0."""

    lines: tuple[DutyLine, ...]
    total: int
    first: int


class DutyChoice:
    """The duties of `chosen` as of `today` (Viet Nam), for statements on duties with their deadlines."""

    def __init__(self, session: Session, chosen: Chosen, today: date, calendar: WorkingCalendar) -> None:
        self._session = session
        self._conditions = all_conditions(session, chosen, today, calendar)
        self._place_of_plan = place_of_plan(chosen)

    def within(self, query: LineQuery[Line]) -> LineQuery[Line]:
        """Return `query`, made of `duty_query.select_duties`, for the chosen duties only."""
        return query.where(*self._conditions)

    def fetch_page(self, place: int, size: int) -> DutyPage:
        """Return a page of `size` duties: by deadline, undated last, then plan by plan as chosen, then by agency.

        A `place` behind the last page shows that.
        """
        counted = self._count_by_deadline()
        total = sum(counted.values())
        place = max(0, min(place, (total - 1) // size))
        first = place * size
        ends = dict(zip(counted, accumulate(counted.values()), strict=True))
        shown = [one for one, end in ends.items() if end > first and end - counted[one] < first + size]
        before = ends[shown[0]] - counted[shown[0]] if shown else 0
        place_of = case({one: at for at, one in enumerate(shown)}, value=DUTY.deadline_id) if shown else DUTY.id
        query = self.within(_LINES.where(DUTY.deadline_id.in_(shown))).order_by(place_of, AGENCY.id)
        lines = fetch(self._session, LineQuery(DutyLine, query.statement.offset(first - before).limit(size)))
        return DutyPage(tuple(lines), total, first)

    def stream(self) -> Iterator[DutyLine]:
        """Yield all of them in the order of `fetch_page`, read deadline by deadline in batches."""
        for deadlines in in_batches(list(self._count_by_deadline())):
            place_of = case({one: at for at, one in enumerate(deadlines)}, value=DUTY.deadline_id)
            query = self.within(_LINES.where(DUTY.deadline_id.in_(deadlines)))
            yield from fetch(self._session, query.order_by(place_of, AGENCY.id))

    def _count_by_deadline(self) -> Mapping[int, int]:
        """Return how many duties of each deadline are chosen, in the order of the list.

        In two steps: counted by one key, which an index has in its order; only what is found is put in order.
        """
        of_deadlines = table_of(Deadline).join(table_of(Task), DEADLINE.task_id == TASK.id)
        counted = (
            select(DUTY.deadline_id, func.count().label("duties"))
            .select_from(of_deadlines.join(DUTY.id.table, DUTY.deadline_id == DEADLINE.id))
            .where(*self._conditions)
            .group_by(DUTY.deadline_id)
            .subquery("of_deadline")
        )
        found = counted.c
        ordered = (
            select(found.deadline_id, found.duties)
            .select_from(of_deadlines.join(counted, found.deadline_id == DEADLINE.id))
            .order_by(
                *(DEADLINE.due_on.is_(None), DEADLINE.due_on),
                *(self._place_of_plan, TASK.position, DEADLINE.position, found.deadline_id),
            )
        )
        return {deadline_id: count for deadline_id, count in self._session.execute(ordered)}  # noqa: C416 - typed rows


_LINES = select_duties(DutyLine)
