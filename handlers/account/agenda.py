"""The next 30 days of an agency: as a list, as a file, and as a calendar to subscribe to."""

from datetime import datetime, timedelta

from data.enums import State
from data.registry.duties import duty_lines, revisions
from data.registry.office import agencies
from data.registry.people import calendar_links
from data.rules.calendar import WorkingCalendar
from data.rules.standing import MONTH
from data.store import Session
from handlers.base.callback_data.account import RenewFeed, RevokeFeed, SendCalendar, ShowAgenda, ShowFeed
from handlers.base.messages import Attachment, Reply
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.base.turn import Turn
from handlers.views.account import agenda as view
from handlers.views.account import calendar_feed

ADDRESS = "{public_url}/lich/{token}.ics"
"""The address of a calendar; `bot.http.calendar_feed` serves it."""


def show(turn: Turn, _words: str) -> Reply:
    """Show what is due within 30 days (/lich)."""
    return show_page(turn, ShowAgenda())


def show_page(turn: Turn, tapped: ShowAgenda) -> Reply:
    """Show a page of what is due within 30 days."""
    rows = duty_lines.list_by_agency(turn.session, turn.me.agency_id)
    last = turn.today + timedelta(days=MONTH)
    due = [
        row
        for row in rows
        if row.due_on and turn.today <= row.due_on <= last and row.state is not State.NOT_APPLICABLE
    ]
    overdue = len(Selection(status=Status.OVERDUE).select(rows, turn.today, turn.calendar))
    return view.agenda_page(
        view.Agenda(turn.me.agency_short_name, turn.today, last, due, overdue), tapped.page, turn.calendar
    )


def send_file(turn: Turn, _tapped: SendCalendar) -> Reply:
    """Send the whole calendar of the agency as a file."""
    agency = agencies.get(turn.session, turn.me.agency_id)
    rows = duty_lines.list_by_agency(turn.session, agency.id)
    revised = revisions.list_by_agency(turn.session, agency.id)
    now, calendar = turn.now, turn.calendar
    return view.calendar_file(
        Attachment(
            calendar_feed.file_name(agency),
            calendar_feed.MEDIA_TYPE,
            make=lambda: calendar_feed.build_feed(agency, rows, revised, now, calendar),
        )
    )


def render_subscribed_calendar(
    session: Session, token: str, now: datetime, calendar: WorkingCalendar
) -> bytes | None:
    """Return the calendar of a secret address as of `now` (UTC); None if the address does not exist any more."""
    agency_id = calendar_links.find_agency(session, token)
    if agency_id is None:
        return None
    rows, revised = duty_lines.list_by_agency(session, agency_id), revisions.list_by_agency(session, agency_id)
    return calendar_feed.build_feed(agencies.get(session, agency_id), rows, revised, now, calendar)


def show_or_create_feed(turn: Turn, _tapped: ShowFeed) -> Reply:
    """Show the address of the calendar; if there is none yet, create it."""
    if turn.public_url and (made_at := calendar_links.get_created_at(turn.session, turn.me.officer_id)):
        return view.feed_exists(made_at)
    return renew_feed(turn, RenewFeed())


def renew_feed(turn: Turn, _tapped: RenewFeed) -> Reply:
    """Create an address that replaces the one before."""
    if turn.public_url is None:
        return view.no_address()
    token = calendar_links.create_link(turn.session, turn.me.officer_id, turn.now)
    return view.feed_created(ADDRESS.format(public_url=turn.public_url, token=token))


def revoke_feed(turn: Turn, _tapped: RevokeFeed) -> Reply:
    """Revoke the address of the calendar."""
    return view.feed_revoked(existed=calendar_links.delete_link(turn.session, turn.me.officer_id, turn.now))
