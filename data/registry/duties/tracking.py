"""Facts of a duty's history beside its state: the last note, who confirmed it, why a later date was asked for.

Undone entries tell nothing. The history is read duty by duty, in the order of `records.list_duties`, so that a plan
of any size takes no more memory than a small one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from sqlmodel import Session

from data.enums import ADDITIONS, Change
from data.models import Officer, ProgressEntry
from data.registry.duties import history
from data.registry.duties.duty_query import DUTY, select_duties
from data.registry.duties.records import IN_ORDER, DutyRecord, Scope, within
from data.registry.sql.lines import stream
from data.registry.sql.rows import table_of
from data.registry.statistics.states_then import join_then

_ENTRY, _OFFICER = table_of(ProgressEntry).c, table_of(Officer).c
_BATCH_SIZE = 1000
_CONFIRMING = (Change.CONFIRMED, Change.SELF_CONFIRMED)


@dataclass(frozen=True, slots=True)
class Tracking:
    """Facts of the history of a duty. Instants are UTC; "" and None where there is nothing.

    `results` of a continuous duty are by the report periods they are for ("2024-q1"); whenever they came in.

    `self_confirmed`: who confirmed is of the agency that reported.
    `delay_reason` is the reason of the last request for a later date, `return_reason` why the report was sent back
    last, `exempted_because` why the duty does not apply.
    """

    note: str = ""
    noted_at: datetime | None = None
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    self_confirmed: bool = False
    delay_reason: str = ""
    return_reason: str = ""
    exempted_because: str = ""
    results: Mapping[str, str] = field(default_factory=dict)


NOTHING = Tracking()


@dataclass(frozen=True, slots=True)
class _Entry:
    duty_id: int
    version: int
    change: Change
    reason: str | None
    report_period: str | None
    at: datetime
    officer_name: str


_ENTRIES = (
    select_duties(
        _Entry,
        duty_id=DUTY.id,
        version=_ENTRY.version,
        change=_ENTRY.change,
        reason=_ENTRY.reason,
        report_period=_ENTRY.report_period,
        at=_ENTRY.at,
        officer_name=_OFFICER.name,
    )
    .join(table_of(ProgressEntry), _ENTRY.duty_id == DUTY.id)
    .join(table_of(Officer), _ENTRY.officer_id == _OFFICER.id)
    .order_by(*IN_ORDER, _ENTRY.version)
)


def list_tracking(session: Session, scope: Scope, until: datetime | None = None) -> Iterator[tuple[int, Tracking]]:
    """Yield the duties in `scope` that have a history, by their ids, in the order of `records.list_duties`.

    With `until` (UTC) only what happened before it is told, but for the results of periods: they come in after it.
    """
    query = _ENTRIES if scope.until is None else join_then(_ENTRIES)
    entries = stream(session, within(query, scope), _BATCH_SIZE, **scope.values)
    for duty_id, of_duty in groupby(entries, lambda entry: entry.duty_id):
        yield duty_id, _read(list(of_duty), until)


def beside(
    duties: Iterable[DutyRecord], tracking: Iterable[tuple[int, Tracking]]
) -> Iterator[tuple[DutyRecord, Tracking]]:
    """Yield each duty with its tracking; both come in the same order, and not every duty has a history."""
    rest = iter(tracking)
    told_id, told = next(rest, (0, NOTHING))
    for duty in duties:
        if duty.id == told_id:
            yield duty, told
            told_id, told = next(rest, (0, NOTHING))
        else:
            yield duty, NOTHING


def _read(entries: Sequence[_Entry], until: datetime | None) -> Tracking:
    in_force = history.entries_in_force([entry for entry in entries[::-1] if until is None or entry.at < until])
    results = [one for one in history.entries_in_force(entries[::-1]) if one.change is Change.RESULT]
    note = _last(in_force, Change.NOTED, Change.RESULT)
    asked, returned = _last(in_force, Change.EXTENSION_ASKED), _last(in_force, Change.RETURNED)
    decided = next((entry for entry in in_force if entry.change not in ADDITIONS), None)
    confirmed = decided if decided and decided.change in _CONFIRMING else None
    exempted = decided if decided and decided.change is Change.EXEMPTED else None
    return Tracking(
        note=note.reason or "" if note else "",
        noted_at=note.at if note else None,
        confirmed_by=confirmed.officer_name if confirmed else "",
        confirmed_at=confirmed.at if confirmed else None,
        self_confirmed=confirmed is not None and confirmed.change is Change.SELF_CONFIRMED,
        delay_reason=asked.reason or "" if asked else "",
        return_reason=returned.reason or "" if returned else "",
        exempted_because=exempted.reason or "" if exempted else "",
        results={one.report_period: one.reason or "" for one in results[::-1] if one.report_period},
    )


def _last(entries: Iterable[_Entry], *changes: Change) -> _Entry | None:
    return next((entry for entry in entries if entry.change in changes), None)
