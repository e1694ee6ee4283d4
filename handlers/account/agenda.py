"""The next 30 days of an agency, as a list, as a file and under an address of its own."""

from datetime import datetime, timedelta

from data.registry.duties import duty_lines
from data.registry.office import agencies
from data.registry.people import calendar_links
from data.rules.calendar import WorkingCalendar
from data.rules.standing import MONTH
from data.store import Session
from handlers.base.messages import Attachment, Reply
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.base.turn import Turn
from handlers.views.account import agenda as view
from handlers.views.account import calendar_feed

ADDRESS = "{public_url}/lich/{token}.ics"
"""Where `bot.http.calendar_feed` answers."""


def show(turn: Turn, _words: str) -> Reply:
    """/lich: what is due within 30 days."""
    return page(turn, "0")


def page(turn: Turn, number: str) -> Reply:
    """A page of it."""
    rows = duty_lines.list_by_agency(turn.session, turn.me.agency_id)
    last = turn.today + timedelta(days=MONTH)
    due = [row for row in rows if row.due_on and turn.today <= row.due_on <= last]
    overdue = len(Selection(status=Status.OVERDUE).select(rows, turn.today, turn.calendar))
    return view.days(view.Days(turn.me.agency_short_name, turn.today, last, due, overdue), int(number), turn.calendar)


def file(turn: Turn, _value: str) -> Reply:
    """The whole calendar of the agency as a file."""
    agency = agencies.get(turn.session, turn.me.agency_id)
    rows = duty_lines.list_by_agency(turn.session, agency.id)
    now, calendar = turn.now, turn.calendar
    return view.file(
        Attachment(
            calendar_feed.file_name(agency),
            calendar_feed.MEDIA_TYPE,
            make=lambda: calendar_feed.feed(agency, rows, now, calendar),
        )
    )


def subscribed(session: Session, token: str, now: datetime, calendar: WorkingCalendar) -> bytes | None:
    """The calendar behind an address, by its secret, at `now` (UTC); None for one that opens none, or no more."""
    agency_id = calendar_links.agency_of(session, token)
    if agency_id is None:
        return None
    return calendar_feed.feed(
        agencies.get(session, agency_id), duty_lines.list_by_agency(session, agency_id), now, calendar
    )


def link(turn: Turn, _value: str) -> Reply:
    """The address to subscribe to: a first one is made at once, another only when asked for."""
    if turn.public_url and (made_at := calendar_links.made_at(turn.session, turn.me.officer_id)):
        return view.made_before(made_at)
    return renew(turn, "")


def renew(turn: Turn, _value: str) -> Reply:
    """An address in place of the one before."""
    if turn.public_url is None:
        return view.no_address()
    token = calendar_links.renew(turn.session, turn.me.officer_id, turn.now)
    return view.made(ADDRESS.format(public_url=turn.public_url, token=token))


def revoke(turn: Turn, _value: str) -> Reply:
    """No address any more."""
    return view.revoked(existed=calendar_links.revoke(turn.session, turn.me.officer_id, turn.now))
