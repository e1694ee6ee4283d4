"""Open duties that were due before their agency could use the bot: before the plan was read in, or anybody joined."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from data.enums import OPEN
from data.models import ChatLink, Officer
from data.registry.duties import duty_lines, open_duties
from data.registry.duties.duty_lines import DutyLine
from data.rules.viet_nam_time import viet_nam_date


def list_earlier(session: Session, agency_id: int) -> list[tuple[DutyLine, date]]:
    """Return the duties, by date, each with the day (Viet Nam) from which the agency used the bot for its plan."""
    joined = select(func.min(ChatLink.linked_at)).join(Officer, col(ChatLink.officer_id) == col(Officer.id))
    first: datetime | None = session.execute(joined.where(col(Officer.agency_id) == agency_id)).scalar_one()
    lines = [row for row in duty_lines.list_by_agency(session, agency_id) if row.state in OPEN and row.due_on]
    imported = {duty.id: duty.imported_at for duty in open_duties.list_by_ids(session, [row.id for row in lines])}
    found = []
    for row in lines:
        began = viet_nam_date(max(filter(None, (first, imported.get(row.id))))) if row.id in imported else None
        if began and row.due_on and row.due_on < began:
            found.append((row, began))
    return found
