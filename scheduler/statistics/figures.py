"""Figures: the four of the Government's task force, and beside them what those do not judge.

Every place that tells numbers of duties judges them here, by their state and dates.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from operator import add, attrgetter
from typing import Generic, NamedTuple, Protocol, TypeVar

from data.enums import State
from data.rules.calendar import WorkingCalendar
from data.rules.standing import OWED, Standing, Verdict, last_day_on_time, standing

_WHOLE = 100


class Judgeable(Protocol):
    """A duty, or duties with the same state and dates: see `data.registry.duties.duty_lines.DutyLine`."""

    @property
    def state(self) -> State: ...
    @property
    def first_due_on(self) -> date | None: ...
    @property
    def agreed_on(self) -> date | None: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def completed_on(self) -> date | None: ...


class Countable(Judgeable, Protocol):
    """A number of duties with the same state and dates."""

    @property
    def count(self) -> int: ...


One = TypeVar("One", bound=Judgeable)
Many = TypeVar("Many", bound=Countable)


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of duties. Up to `waiting` they add up to `total`; `not_applicable` duties are outside it.

    `extended` of the total have an agreed extension; `done_in_extension` of `done_late` were done by the agreed date.
    """

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    no_date: int = 0
    waiting: int = 0
    not_applicable: int = 0
    extended: int = 0
    done_in_extension: int = 0

    @property
    def total(self) -> int:
        """Return the number of all duties but those that are not applicable."""
        return sum(self.of(found) for found in OWED)

    @property
    def done(self) -> int:
        """Return the number of duties done, on time or late; those without a date are not judged."""
        return self.done_on_time + self.done_late

    @property
    def done_by_agreed(self) -> int:
        """Return the number of duties done by the agreed date, which is the first where none was agreed on."""
        return self.done_on_time + self.done_in_extension

    @property
    def judged(self) -> int:
        """Return the number of duties of which it is known whether they were on time: done, or overdue."""
        return self.done + self.open_overdue

    @property
    def percent_done(self) -> int | None:
        """Return the share of the total that is done; None of nothing."""
        return share(self.done, self.total)

    @property
    def percent_on_time(self) -> int | None:
        """Return the share of what is done that was done by the first deadline; None of nothing."""
        return share(self.done_on_time, self.done)

    @property
    def percent_by_agreed(self) -> int | None:
        """Return the share of what is done that was done by the agreed date; None of nothing."""
        return share(self.done_by_agreed, self.done)

    def of(self, found: Standing) -> int:
        """Return the number of duties with a standing."""
        return int(getattr(self, found.value))

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*map(add, _counts(self), _counts(other)))


_counts = attrgetter(*(field.name for field in fields(Figures)))  # astuple() copies every number deeply
NONE = Figures()
"""Figures of nothing."""


def figures_of(counted: object) -> Figures:
    """Return the figures that something has by the same names."""
    return Figures(*_counts(counted))


def total_of(parts: Iterable[Figures]) -> Figures:
    """Return the figures of all parts together."""
    return Figures(*map(sum, zip(*map(_counts, parts), strict=True)))


def share(count: int, whole: int) -> int | None:
    """Return a share in percent, as it is told beside the count; None of nothing."""
    return round(_WHOLE * count / whole) if whole else None


class Judged(NamedTuple, Generic[One]):
    """A duty, or duties that are judged alike, with the verdict."""

    duty: One
    verdict: Verdict


def judging(today: date, calendar: WorkingCalendar) -> Callable[[Judgeable], Verdict]:
    """Return the function that judges duties as of `today` (Viet Nam), those with the same state and dates once."""

    @cache
    def verdict(
        first_due_on: date | None,
        agreed_on: date | None,
        due_on: date | None,
        state: State,
        completed_on: date | None,
    ) -> Verdict:
        found = standing(due_on, state, completed_on, today, calendar)
        extended = agreed_on != first_due_on and found is not Standing.NOT_APPLICABLE
        in_extension = (
            found is Standing.DONE_LATE
            and completed_on is not None
            and agreed_on is not None
            and completed_on <= last_day_on_time(agreed_on, calendar)
        )
        return Verdict(found, extended, in_extension)

    return lambda duty: verdict(duty.first_due_on, duty.agreed_on, duty.due_on, duty.state, duty.completed_on)


def judge(duties: Iterable[One], today: date, calendar: WorkingCalendar) -> list[Judged[One]]:
    """Judge duties as of `today` (Viet Nam)."""
    verdict_on = judging(today, calendar)
    return [Judged(duty, verdict_on(duty)) for duty in duties]


def add_up(judged: Sequence[Judged[Many]]) -> Figures:
    """Return the figures of duties that are judged."""
    return _figures((one.verdict, one.duty.count) for one in judged)


def count_duties(rows: Iterable[Judgeable], today: date, calendar: WorkingCalendar) -> Figures:
    """Judge single duties as of `today` (Viet Nam) and count them."""
    return _figures((one.verdict, 1) for one in judge(rows, today, calendar))


def count_verdicts(verdicts: Mapping[Verdict, int]) -> Figures:
    """Return the figures of so many duties with each verdict."""
    return _figures(verdicts.items())


def _figures(counted: Iterable[tuple[Verdict, int]]) -> Figures:
    counts = dict.fromkeys(Standing, 0)
    extended = done_in_extension = 0
    for verdict, count in counted:
        counts[verdict.standing] += count
        extended += count if verdict.extended else 0
        done_in_extension += count if verdict.in_extension else 0
    named = {found.value: count for found, count in counts.items()}
    return Figures(**named, extended=extended, done_in_extension=done_in_extension)
