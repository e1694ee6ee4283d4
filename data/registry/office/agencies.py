"""Agencies, found by code, name or alias."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.enums import CONSOLE, OPEN, Role
from data.errors import NotFound
from data.models import Agency, AgencyAlias, AgencyDirectory, ChatLink, Deadline, Duty, Officer, Plan, Task
from data.registry.duties.duty_query import OWED
from data.registry.sql.lines import fetch, fetch_first, select_lines
from data.registry.sql.rows import table_of
from data.text import fold

_OF_PROVINCE = " tinh "
_NEAREST = 3
_NEAR_ENOUGH = 70  # rapidfuzz's score of 100: below it a guess helps nobody


@dataclass(frozen=True, slots=True)
class AgencyFact:
    """An agency. `parent_id` is the agency above it: of a commune, its district. `last_day` is in Viet Nam."""

    id: int
    code: str
    name: str
    short_name: str
    kind: str
    parent_id: int | None = None
    last_day: date | None = None


_AGENCY, _ALIAS = table_of(Agency).c, table_of(AgencyAlias).c
_FACTS = select_lines(AgencyFact, _AGENCY)
_ALL = _FACTS.order_by(_AGENCY.id)
_BY_ID = _FACTS.where(_AGENCY.id == bindparam("agency_id"))
_BY_CODE = _FACTS.where(_AGENCY.code == bindparam("word"))
_BY_ALIAS = (
    _FACTS.join(table_of(AgencyAlias), _ALIAS.agency_id == _AGENCY.id)
    .where(_ALIAS.folded == bindparam("word"))
    .order_by(_AGENCY.id)
)


def find_placed(session: Session, words: str, today: date) -> AgencyFact | None:
    """Return the agency of a place that is named without "UBND": "phường Việt Trì"; None for any other words.

    So people are listed by whoever pastes them; in a sentence the place is not yet its agency.
    """
    said = fold(words)
    if not said.startswith(("xa ", "phuong ", "dac khu ", "thi tran ", "tinh ", "thanh pho ")):
        return None
    return find_named(session, f"UBND {words}", today)


def list_all(session: Session) -> list[AgencyFact]:
    """Return all agencies, in the order they were entered."""
    return fetch(session, _ALL)


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """An agency in a list to choose from. `within` is the agency above it, "" where there is none."""

    code: str
    name: str
    kind: str
    within: str
    aliases: tuple[str, ...]


def list_directory(session: Session) -> list[DirectoryEntry]:
    """Return all agencies with the names by which they can be searched."""
    above = aliased(Agency)
    aliases: dict[int, list[str]] = {}
    for agency_id, alias in session.execute(select(col(AgencyAlias.agency_id), col(AgencyAlias.alias))):
        aliases.setdefault(agency_id, []).append(alias)
    rows = session.execute(
        select(col(Agency.id), col(Agency.code), col(Agency.name), col(Agency.kind), col(above.short_name))
        .outerjoin(above, col(Agency.parent_id) == col(above.id))
        .order_by(col(Agency.id))
    )
    return [
        DirectoryEntry(code, name, kind, within or "", tuple(aliases.get(key or 0, ())))
        for key, code, name, kind, within in rows
    ]


def list_aliases(session: Session, agency_id: int) -> list[str]:
    """Return the other names of an agency in the order of the directory: abbreviations first."""
    query = (
        select(col(AgencyAlias.alias)).where(col(AgencyAlias.agency_id) == agency_id).order_by(col(AgencyAlias.id))
    )
    return list(session.execute(query).scalars())


def find(session: Session, words: str, day: date | None = None) -> AgencyFact:
    """Return the agency with this code, name or alias, in any case and with or without accents.

    Of several that carry the name the one is meant that exists on `day` (Viet Nam) by its own days and those of its
    directory: of the two directories of a merged province the one of that day. Without a day it is the one that has
    not ended.

    Raises NotFound with the nearest names; also when several agencies carry the name, which are then the nearest.
    Where there are none at all, it is a plan that is not found: agencies come with the first.
    """
    found = _list_named(session, words)
    if one := _the_one(session, found, day):
        return one
    if session.execute(select(col(Agency.id)).limit(1)).first() is None:
        raise NotFound("plan", "")
    same_name = tuple(f"{agency.short_name} ({agency.code})" for agency in found)
    raise NotFound("agency", words, same_name or _nearest(session, words))


def find_named(session: Session, words: str, day: date | None = None) -> AgencyFact | None:
    """Return the agency as `find` does; None for words that name none or several."""
    return _the_one(session, _list_named(session, words), day)


def _the_one(session: Session, found: Sequence[AgencyFact], day: date | None) -> AgencyFact | None:
    if len(found) <= 1:
        return found[0] if found else None
    existing = _list_existing(session, [agency.id for agency in found], day)
    of_day = [agency for agency in found if agency.id in existing]
    return of_day[0] if len(of_day) == 1 else None


def _list_existing(session: Session, ids: Sequence[int], day: date | None) -> set[int]:
    """Return those of some agencies that exist on a day, by their own days and those of their directories.

    Without a day those that have not ended.
    """
    within = aliased(AgencyDirectory)
    first = func.coalesce(col(Agency.first_day), col(within.first_day))
    last = func.coalesce(col(Agency.last_day), col(within.last_day))
    terms = [or_(first.is_(None), first <= day), or_(last.is_(None), last >= day)] if day else [last.is_(None)]
    query = (
        select(col(Agency.id))
        .outerjoin(within, col(Agency.directory_id) == col(within.id))
        .where(col(Agency.id).in_(ids), *terms)
    )
    return {key for key in session.execute(query).scalars() if key is not None}


def _list_named(session: Session, words: str) -> list[AgencyFact]:
    folded = fold(words)
    found = fetch(session, _BY_CODE, word=words.strip().lower()) or fetch(session, _BY_ALIAS, word=folded)
    return found or _list_of_province(session, folded)


def _list_of_province(session: Session, folded: str) -> list[AgencyFact]:
    """Return the agencies named with their province: "so tu phap tinh hung yen"."""
    name, said, province = folded.rpartition(_OF_PROVINCE)
    if not said:
        return []
    known = session.execute(select(col(AgencyDirectory.id), col(AgencyDirectory.province)))
    theirs = [directory_id for directory_id, its_province in known if fold(its_province) == province]
    return fetch(session, _BY_ALIAS.where(_AGENCY.directory_id.in_(theirs)), word=name)


def _nearest(session: Session, words: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process, utils

    rows = session.execute(
        select(col(Agency.code), col(Agency.short_name), col(AgencyAlias.folded)).join(
            AgencyAlias, col(AgencyAlias.agency_id) == col(Agency.id)
        )
    ).all()
    best = process.extract(
        fold(words),
        [row.folded for row in rows],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=_NEAREST * 3,
        score_cutoff=_NEAR_ENOUGH,
    )
    names = dict.fromkeys(f"{rows[at].short_name} ({rows[at].code})" for _, _, at in best)
    return tuple(names)[:_NEAREST]


_OFFICER, _LINK, _DUTY = (table_of(model).c for model in (Officer, ChatLink, Duty))
_REACHABLE = (
    select(_OFFICER.agency_id)
    .join_from(table_of(Officer), table_of(ChatLink), _LINK.officer_id == _OFFICER.id)
    .where(
        _OFFICER.role == Role.OFFICER,
        _OFFICER.active,
        _LINK.unreachable_since.is_(None),
        _LINK.channel != CONSOLE,
    )
)
_DEADLINE, _TASK, _PLAN = (table_of(model).c for model in (Deadline, Task, Plan))
_OF_CLOSED_PLANS = (
    select(_DEADLINE.id)
    .join_from(table_of(Deadline), table_of(Task), _DEADLINE.task_id == _TASK.id)
    .join(table_of(Plan), _TASK.plan_id == _PLAN.id)
    .where(_PLAN.closed_at.is_not(None))
)
_OWES = exists().where(
    _DUTY.agency_id == _AGENCY.id,
    _DUTY.state.in_(OPEN),
    OWED,
    _DUTY.deadline_id.not_in(_OF_CLOSED_PLANS),
)
# The cheap condition first: most agencies have an officer, so few are asked what they owe.
_UNREACHABLE = (_AGENCY.id.not_in(_REACHABLE), _OWES)
_WITHOUT_OFFICER = _ALL.where(*_UNREACHABLE)
_COUNT_WITHOUT_OFFICER = select(func.count()).select_from(table_of(Agency)).where(*_UNREACHABLE)


def list_without_officer(session: Session) -> list[AgencyFact]:
    """Return agencies with open duties of active plans and no active focal officer with a reachable chat."""
    return fetch(session, _WITHOUT_OFFICER)


def count_without_officer(session: Session) -> int:
    """Return how many agencies `list_without_officer` finds."""
    count: int = session.execute(_COUNT_WITHOUT_OFFICER).scalar_one()
    return count


def get(session: Session, agency_id: int) -> AgencyFact:
    """Return an agency. Raises NotFound."""
    found = fetch_first(session, _BY_ID, agency_id=agency_id)
    if found is None:
        raise NotFound("agency", str(agency_id))
    return found
