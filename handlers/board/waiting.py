"""What waits for a decision: reports, requests for extensions, proposed exemptions; and whom to remind."""

from data.enums import Change, Role
from data.registry.duties import extensions, history, proofs
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.outbox import requested_reminders
from data.registry.people.succession.same_person import is_same_person
from data.registry.plans import exemptions
from handlers.base.board.filters import BoardFilter, DutyState, read_filter
from handlers.base.board.look import Asked, Look
from handlers.base.board.paging import read_page
from handlers.base.messages import Reply
from handlers.base.permissions import oversees
from handlers.board.choosing import choose_duties
from handlers.board.duty import decides_on
from handlers.board.overview import get_figures
from handlers.views.board.listed import Listed, list_fetched, list_part
from handlers.views.board.work import waiting as view
from handlers.views.board.work.waiting import Reported, Slow, WaitingFacts
from handlers.views.changes import exemptions as exemption_view
from handlers.views.changes import extensions as extension_view

ROWS = 8
"""Reports of a page: so many can be decided on at once (`handlers.base.callback_data.packed_duties`)."""
_SLOW = 10


def show(look: Look, asked: Asked) -> str:
    """Show what waits, of all agencies or of one's own. Raises NotAllowed and BadAnswer."""
    look.check_sees_figures()
    return view.page(look, read_facts(look, asked), read_filter(asked.query))


def read_facts(look: Look, asked: Asked) -> WaitingFacts:
    """Read what waits, a page of each kind. Raises BadAnswer."""
    waiting = choose_duties(look, BoardFilter(state=DutyState.WAITING))
    page = waiting.fetch_page(read_page(asked.query, view.REPORTS), ROWS)
    reports = list_fetched([_reported(look, row) for row in page.lines], page.total, page.first, ROWS)
    if not oversees(look.me):
        return WaitingFacts(reports, None, None, ())
    return WaitingFacts(reports, _extensions(look, asked), _exemptions(look, asked), _list_slow(look))


def _reported(look: Look, duty: DutyLine) -> Reported:
    entries = history.list_entries(look.session, duty.id)
    entry = next((one for one in entries if one.change is Change.REPORTED), None)
    return Reported(duty, entry, tuple(proofs.list_current(look.session, duty.id)), decides=decides_on(look, duty.id))


def _extensions(look: Look, asked: Asked) -> Listed[Reply]:
    shown = list_part(extensions.list_waiting(look.session), read_page(asked.query, view.EXTENSIONS), ROWS)
    cards = []
    for duty, _until in shown.rows:
        wish = extensions.get_extension(look.session, duty.id)
        mine = is_same_person(look.session, wish.asked_by_id, look.me.officer_id)
        judges = look.me.role is Role.SUPERVISOR and not mine
        cards.append(extension_view.request_card(duty, wish, look.today, look.calendar, judges=judges))
    return shown.showing(cards)


def _exemptions(look: Look, asked: Asked) -> Listed[Reply]:
    shown = list_part(exemptions.list_waiting(look.session), read_page(asked.query, view.EXEMPTIONS), ROWS)
    cards = []
    for duty, _reason in shown.rows:
        wish = exemptions.get_request(look.session, duty.id)
        if wish is None:
            continue
        mine = is_same_person(look.session, wish.asked_by_id, look.me.officer_id)
        judges = decides_on(look, duty.id) and not mine
        cards.append(exemption_view.request_card(duty, wish, look.today, judges=judges))
    return shown.showing(cards)


def _list_slow(look: Look) -> tuple[Slow, ...]:
    """Return the agencies with the most overdue duties, and whether they were reminded today."""
    counted = get_figures(look, BoardFilter()).figures.counted
    reminded = requested_reminders.list_reminded(look.session, look.today)
    unheard = {agency.id for agency in agencies.list_without_officer(look.session)}
    late = [part for part in counted.agencies if part.figures.open_overdue]
    late.sort(key=lambda part: (-part.figures.open_overdue, part.name))
    return tuple(
        Slow(
            part.agency_id,
            part.name,
            part.figures.open_overdue,
            part.agency_id in reminded,
            part.agency_id in unheard,
        )
        for part in late[:_SLOW]
        if part.agency_id is not None
    )
