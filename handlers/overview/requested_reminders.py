"""Reminders of an agency that a supervisor asks for: shown first, then sent."""

from data.enums import FINISHED
from data.errors import NotFound
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.outbox import requested_reminders
from data.rules.notification_times import earliest_notice
from handlers.base.callback_data.overview import OfferReminders, SendReminders
from handlers.base.messages import Reply
from handlers.base.query import Intent, Query
from handlers.base.turn import Turn
from handlers.open_questions import side_answers
from handlers.questions.answering.executor import Executor
from handlers.questions.answering.reminder_offers import offer_reminders
from handlers.questions.lexicon.vocabulary import get_vocabulary
from handlers.views.questions import reminders as view


def offer(turn: Turn, tapped: OfferReminders) -> Reply:
    """Show which duties an agency would be reminded of, and the message that it would get; keep both for the tap that
    asks for it. Raises NotFound for an agency that is not there.
    """
    agency, vocabulary = agencies.get(turn.session, tapped.agency_id), get_vocabulary(turn.session)
    if agency.code not in vocabulary.agencies:
        raise NotFound("agency", agency.code)
    executor = Executor(turn.session, turn.me, turn.today, turn.calendar, vocabulary, None)
    found = offer_reminders(executor, Query(Intent.REMIND, agencies=(agency.code,)))
    return side_answers.remember(turn, found).reply


def request(turn: Turn, tapped: SendReminders) -> Reply:
    """Store a reminder for each agency that was shown with this button (📣), at most one a day; the next tick sends
    them.

    What has been done in between is left out; nobody is reminded who was not shown.
    """
    shown = side_answers.last_context(turn)
    if shown is None or shown.query.intent is not Intent.REMIND or shown.mark != tapped.mark:
        return view.outdated()
    lines = duty_lines.list_by_ids(turn.session, shown.duties, only_active=True)
    rows = [row for row in lines if row.state not in FINISHED]
    unreachable = {agency.id for agency in agencies.list_without_officer(turn.session)}
    told: list[DutyLine] = []
    already: list[DutyLine] = []  # reminded today
    for agency_id in sorted({row.agency_id for row in rows}):
        owed = [row for row in rows if row.agency_id == agency_id]
        (told if _save(turn, agency_id, owed) else already).extend(owed)
    unheard = [
        row for row in (*told, *already) if row.agency_id in unreachable
    ]  # it waits, however often it is asked
    told, already = ([row for row in rows if row.agency_id not in unreachable] for rows in (told, already))
    later = earliest_notice(turn.now, turn.calendar, turn.hours) > turn.now
    return view.sent(told, already, unheard, later=later)


def _save(turn: Turn, agency_id: int, owed: list[DutyLine]) -> bool:
    """Store a request; return False where the agency was reminded today already."""
    duty_ids = [row.id for row in owed]
    return requested_reminders.save_request(
        turn.session, agency_id, duty_ids, turn.me.officer_id, turn.today, turn.now
    )
