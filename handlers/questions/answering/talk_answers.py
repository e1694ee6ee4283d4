"""Answer questions about people and days; offer a pause, or to hand duties over."""

from collections.abc import Sequence
from datetime import date, timedelta

from data.enums import Role
from data.errors import NotAllowed, NotFound
from data.registry.office import agencies
from data.registry.people import assignments, officers
from data.registry.people.assignments import Colleague
from data.rules.calendar import ONE_DAY
from data.text import fold
from handlers.base.permissions import oversees
from handlers.base.query import Intent, Period, Query
from handlers.parsing.dates import check_coming
from handlers.questions.answering.answer import Answer, to_items
from handlers.questions.answering.change_offers import own_open_duties, shown_instead_of
from handlers.questions.answering.executor import Executor
from handlers.questions.answering.scope import Scope
from handlers.views.questions import days as days_view
from handlers.views.questions import people as view

TALK = (Intent.PEOPLE, Intent.ME, Intent.PAUSE, Intent.CALENDAR)
"""Intents that are about no duty."""

_SELF = frozenset({"toi", "em", "minh", "tui", "to"})
_A_YEAR = 366
_LONGEST_BREAK = 31  # days off in a row


def answer_talk(executor: Executor, query: Query, sentence: str) -> Answer:
    """Answer one of `TALK`. Raises NotAllowed, NotFound and BadAnswer."""
    match query.intent:
        case Intent.PEOPLE:
            return _answer_people(executor, query)
        case Intent.PAUSE:
            return _offer_pause(executor, query, sentence)
        case Intent.CALENDAR:
            return _answer_calendar(executor, query)
    return Answer(Intent.ME, view.about_me(executor.me), executor.me.agency_code)


def _answer_people(executor: Executor, query: Query) -> Answer:
    """Answer with the focal officers of an agency; its others are shown only to that agency and to supervisors."""
    if query.everyone:
        return _answer_without_officer(executor)
    me, vocabulary = executor.me, executor.vocabulary
    if len(query.agencies) > 1:
        meant = [vocabulary.agencies[code] for code in query.agencies]
        raise NotFound("agency", meant[0].name, tuple(f"{one.short_name} ({one.code})" for one in meant[:3]))
    code = query.agencies[0] if query.agencies else me.agency_code
    agency = vocabulary.agencies[code]
    every = officers.list_officers(executor.session, agency.id)
    whole = agency.id == me.agency_id or oversees(me)
    shown = [line for line in every if whole or line.role is Role.OFFICER]
    return Answer(Intent.PEOPLE, view.officers_of(agency, shown), agency.code)


def _answer_without_officer(executor: Executor) -> Answer:
    if not oversees(executor.me):
        raise NotAllowed("agency.see")
    found = agencies.list_without_officer(executor.session)
    return Answer(
        Intent.PEOPLE,
        view.without_officer(found),
        count=len(found),
        agencies=tuple(agency.code for agency in found),
    )


def _offer_pause(executor: Executor, query: Query, sentence: str) -> Answer:
    """Offer to pause the reminders until the officer is back; where no day was said, a button asks for it."""
    if executor.me.role is not Role.OFFICER:
        raise NotAllowed("role.reminded")
    last = query.period.last if query.period else None
    resumes_on = check_coming(executor.calendar.after(last), executor.today) if last else None
    said = view.pause_question(last, resumes_on, sentence)
    return Answer(
        Intent.PAUSE, said, executor.me.agency_code, Period(None, last) if last else None, needs_confirmation=True
    )


def offer_hand_over(executor: Executor, scope: Scope, sentence: str) -> Answer:
    """Offer to assign duties to the colleague who was named: “giao II.5 cho chị Hoa”."""
    rows = own_open_duties(executor, scope)
    if not rows:
        return shown_instead_of(executor, scope)
    colleagues = assignments.list_colleagues(executor.session, executor.me.agency_id)
    person = scope.query.person
    named = _find_named(colleagues, person, executor.me.officer_id)
    said = view.hand_over_question(rows, person, named, colleagues, sentence, executor.today)
    return Answer(Intent.HAND_OVER, said, executor.me.agency_code, items=to_items(rows), needs_confirmation=True)


def _find_named(colleagues: Sequence[Colleague], person: str, me: int) -> list[Colleague]:
    """Return the colleagues whose name ends with the words of `person`, or has them all."""
    words = fold(person).split()
    if len(words) == 1 and words[0] in _SELF:
        return [one for one in colleagues if one.id == me]
    names = {one.id: fold(one.name).split() for one in colleagues}
    ending = [one for one in colleagues if words and names[one.id][-len(words) :] == words]
    return ending or [one for one in colleagues if words and set(words) <= set(names[one.id])]


def _answer_calendar(executor: Executor, query: Query) -> Answer:
    """Answer whether and why a day is off, with the days off around it; of several days, which are off."""
    period = query.period or (_find_holiday(executor, query.holiday) if query.holiday else None)
    first, last = (period.first, period.last) if period else (executor.today, executor.today)
    first, last = first or last or executor.today, last or first or executor.today
    if (last - first).days > _LONGEST_BREAK:
        first = last  # a long time, such as “hết năm”: only its last day is answered
    off = [day for day in _days(first, last) if executor.calendar.why_off(day)]
    if first == last or len(off) == (last - first).days + 1:
        around = _days_off_around(executor, first)
        reason = executor.calendar.why_off(first)
        said = days_view.day_answer(first, reason, around, executor.today, executor.calendar.after(first))
        shown = Period(around[0], around[-1]) if around else Period(first, first)
        return Answer(Intent.CALENDAR, said, period=shown, day=first, off=reason is not None)
    reasons = {day: executor.calendar.why_off(day) or "" for day in off}
    said = days_view.days_answer(first, last, reasons)
    return Answer(Intent.CALENDAR, said, period=Period(first, last), day=first, off=first in reasons)


def _find_holiday(executor: Executor, name: str) -> Period | None:
    """Return the first day of the coming holiday of that name, as a period."""
    found = [
        day
        for day in _days(executor.today, executor.today + timedelta(days=_A_YEAR))
        if name in fold(executor.calendar.why_off(day) or "")
    ]
    return Period(found[0], found[0]) if found else None


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def _days_off_around(executor: Executor, day: date) -> list[date]:
    """Return the days off in a row of which `day` is one; empty for a working day."""
    if executor.calendar.is_working(day):
        return []
    first, last = day, day
    while not executor.calendar.is_working(first - ONE_DAY):
        first -= ONE_DAY
    while not executor.calendar.is_working(last + ONE_DAY):
        last += ONE_DAY
    return _days(first, last)
