"""Propose who follows the agencies of before 01/07/2025, by the tables that the program ships."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from data.models import Agency, AgencyDirectory
from data.plans.agencies import national
from data.plans.agencies.groups import SINCE
from data.plans.agencies.names import name_key
from data.registry.office import agencies
from data.registry.office.agencies import AgencyFact


@dataclass(frozen=True, slots=True)
class ProposedMerger:
    """An agency of before that nobody has merged, and who may follow it: several where its commune was divided."""

    old: AgencyFact
    successors: tuple[AgencyFact, ...]


def propose_mergers(session: Session) -> list[ProposedMerger]:
    """Return the agencies of directories from before 01/07/2025 with those of today that took them over.

    Only what the registry has on both sides; a person decides, and says by which document.
    """
    old, new = _list_existing(session, before=True), _list_existing(session, before=False)
    by_code = {agency_code: one for one, agency_code in new if agency_code}
    by_name = {name_key(one.name): one for one, _code in new}
    followed = national.list_successors({code for _one, code in old if code})
    proposed = []
    for one, code in old:
        communes = tuple(by_code[each.code] for each in followed.get(code or "", ()) if each.code in by_code)
        if found := communes or (() if code else _departments(one, by_name)):
            proposed.append(ProposedMerger(one, found))
    return proposed


def _departments(old: AgencyFact, new: dict[str, AgencyFact]) -> tuple[AgencyFact, ...]:
    """Return the department that took one over, or the one that goes on under the same name."""
    name = national.find_new_department(old.name) or old.name
    found = new.get(name_key(name))
    return (found,) if found else ()


def _list_existing(session: Session, *, before: bool) -> list[tuple[AgencyFact, str | None]]:
    """Return the agencies that have not been merged, of directories from before the two levels or since."""
    first = func.coalesce(col(AgencyDirectory.first_day), date.min)
    query = (
        select(col(Agency.id), col(Agency.official_code))
        .join(AgencyDirectory, col(Agency.directory_id) == col(AgencyDirectory.id))
        .where(col(Agency.last_day).is_(None), first < SINCE if before else first >= SINCE)
        .order_by(col(Agency.id))
    )
    facts = {one.id: one for one in agencies.list_all(session)}
    return [(facts[key], code) for key, code in session.execute(query) if key is not None]
