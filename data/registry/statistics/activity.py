"""Changes of duties by the day on which they were made, without those that were taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam
from sqlmodel import Session

from data.enums import Change, Kind, State
from data.models import Officer, ProgressEntry
from data.registry.duties.duty_query import AGENCY, DUTY, OWED, select_duties
from data.registry.duties.history import entries_in_force
from data.registry.sql.batches import in_batches
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import list_parameter, table_of


@dataclass(frozen=True, slots=True)
class Activity:
    """A change of a duty.

    `at` is its instant (UTC), `percent` and `document_number` are those it set; the rest is the duty as it is now.
    """

    at: datetime
    version: int
    change: Change
    percent: int
    document_number: str | None
    officer_name: str
    duty_id: int
    state: State
    code: str
    title: str
    folded_title: str
    label: str
    kind: Kind
    due_on: date | None
    plan_number: str
    plan_year: int
    agency_id: int
    agency_code: str
    agency_short_name: str
    plan_id: int
    told_plan: str


_ENTRY, _OFFICER = table_of(ProgressEntry).c, table_of(Officer).c
_MADE = (
    select_duties(
        Activity,
        at=_ENTRY.at,
        version=_ENTRY.version,
        change=_ENTRY.change,
        percent=_ENTRY.percent,
        document_number=_ENTRY.document_number,
        officer_name=_OFFICER.name,
    )
    .join(table_of(ProgressEntry), _ENTRY.duty_id == DUTY.id)
    .join(table_of(Officer), _ENTRY.officer_id == _OFFICER.id)
    .where(OWED, _ENTRY.at >= bindparam("since"), _ENTRY.at < bindparam("until"))
    .order_by(_ENTRY.at.desc(), _ENTRY.id.desc())
)
_MADE_BY_ONE = _MADE.where(AGENCY.id == bindparam("agency_id"))


@dataclass(frozen=True, slots=True)
class _Version:
    """A change as far as it matters for what was undone."""

    duty_id: int
    version: int
    change: Change


_VERSIONS = (
    select_lines(_Version, _ENTRY).where(_ENTRY.duty_id.in_(list_parameter("ids"))).order_by(_ENTRY.version.desc())
)


def list_activity(session: Session, since: datetime, until: datetime, agency_id: int | None = None) -> list[Activity]:
    """Return the changes from `since` to before `until` (UTC) that still count, the latest first, of all agencies or
    of one."""
    if agency_id is None:
        made = fetch(session, _MADE, since=since, until=until)
    else:
        made = fetch(session, _MADE_BY_ONE, since=since, until=until, agency_id=agency_id)
    in_force = _versions_in_force(session, {one.duty_id for one in made})
    return [one for one in made if (one.duty_id, one.version) in in_force]


def _versions_in_force(session: Session, duty_ids: Collection[int]) -> set[tuple[int, int]]:
    of_duty: dict[int, list[_Version]] = {}
    for ids in in_batches(duty_ids):
        for one in fetch(session, _VERSIONS, ids=ids):
            of_duty.setdefault(one.duty_id, []).append(one)
    return {(one.duty_id, one.version) for entries in of_duty.values() for one in entries_in_force(entries)}
