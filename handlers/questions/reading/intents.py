"""Intent and status of a question, from the phrases that it contains."""

from handlers.base.query import Intent, Query, Status
from handlers.questions.reading.phrase_extraction import ExtractedPhrases

_STATES = (
    Status.WAITING,
    Status.RETURNED,
    Status.EXTENSION,
    Status.LATE,
    Status.CONTINUOUS,
    Status.UNDATED,
    Status.NOT_STARTED,
    Status.IN_PROGRESS,
    Status.OVERDUE,
    Status.IN_TIME,
    Status.OPEN,
    Status.DONE,
    Status.ALL,
)
"""The order in which one of several named states is chosen: what is overdue is open as well."""

_ASKED_ANYWHERE = ("intent.card", "intent.what")
_FEW = 3
_DONE_OR_NOT = ("roi", "chua")
_OF_REQUESTS = {Status.EXTENSION, Status.RETURNED}
"""States of single duties, which are listed: “có ai xin gia hạn không” asks what, from whom, until when."""
_OF_DUTIES = ("intent.count", "intent.what", "intent.which", "intent.when")
_LISTING = ("intent.list", "intent.told", "intent.which", "intent.whoever")
_LISTED = (Intent.LIST, Intent.COUNT, Intent.NEXT)
_SHARES = ("part.coordinating", "part.lead", "agency.own", "agency.everyone")


def find_intent(query: Query, extracted: ExtractedPhrases) -> Intent | None:
    """Return the intent of a question; None if the phrases make no question.

    WHO, WHEN and CARD may come without a duty: then the context of the conversation names it.
    """
    limited = _is_limited(query, extracted)
    bare_who = extracted.has("intent.whoever") and not limited
    if extracted.has("intent.undo") and not query.codes:
        return Intent.UNDO
    if extracted.has("intent.help") and not (query.about_tasks or limited or query.agencies):
        return Intent.HELP
    if asks_for_agencies(query, extracted):
        return Intent.AGENCIES
    if extracted.has("intent.count") and not query.codes and not extracted.has("intent.which", "intent.told"):
        return Intent.COUNT
    if query.report and extracted.has("intent.reports", "intent.when"):
        return Intent.WHEN
    owed_by = extracted.has("intent.whoever") and query.about_tasks and not _find_judgements(extracted)
    if extracted.has("intent.who") or bare_who or (owed_by and _find_statuses(extracted) == {Status.OPEN}):
        return Intent.WHO
    if extracted.has("intent.when"):
        return _list_or_when(query, extracted)
    if extracted.has("intent.next", "intent.report_turn"):
        return Intent.NEXT
    if extracted.has("intent.summary") and not (query.about_tasks or _find_statuses(extracted) or _has_start(query)):
        return Intent.SUMMARY
    return _task_intent(query, extracted, limited=limited)


def _list_or_when(query: Query, extracted: ExtractedPhrases) -> Intent:
    """Return LIST for a question about a certain time and no certain duty: “hạn ngày 30/6 có gì”, “các hạn tuần
    này”.
    """
    period = query.period
    if period is None or query.about_tasks:
        return Intent.WHEN
    of_day = period.first == period.last
    asks_what = extracted.has("intent.what", "intent.list")
    return Intent.LIST if asks_what or not (of_day or extracted.asked_of.when) else Intent.WHEN


def asks_for_agencies(query: Query, extracted: ExtractedPhrases) -> bool:
    """Return whether agencies are asked for by their progress: “huyện nào chưa nộp”, “bao nhiêu sở xong TC.1”."""
    if extracted.has("part.coordinating") or not _OF_REQUESTS.isdisjoint(_find_statuses(extracted)):
        return False
    if extracted.has("intent.agencies"):
        return True
    judged = bool(_find_judgements(extracted)) or extracted.ending in _DONE_OR_NOT
    if extracted.has("intent.whoever") or extracted.asked_of.doers:
        return judged and not extracted.has("intent.count", "intent.summary")
    if not extracted.has("agency.everyone") or extracted.asked_of.duties or extracted.has(*_OF_DUTIES):
        return False
    return (query.about_tasks and (judged or extracted.has("intent.card"))) or (extracted.asked_of.plural and judged)


def _find_judgements(extracted: ExtractedPhrases) -> set[Status]:
    """Return the states that say how far somebody is, rather than that something is owed: “phải nộp”."""
    owing = set() if extracted.asked_of.unfinished else {Status.OPEN}
    return _find_statuses(extracted) - {Status.ALL, Status.UNDATED} - owing


def find_agency_status(extracted: ExtractedPhrases) -> Status:
    """Return the state of the agencies that are asked for; “xong chưa” asks for those that are not."""
    said = _find_statuses(extracted)
    if extracted.asked_of.unfinished and Status.OVERDUE not in said:
        return Status.OPEN
    if found := next((state for state in (Status.WAITING, Status.OVERDUE, Status.OPEN) if state in said), None):
        return found
    if extracted.ending == "chua":
        return Status.OPEN
    counted = extracted.has("intent.agencies") or (extracted.ending == "roi" and not extracted.has("intent.card"))
    return Status.DONE if counted or said & {Status.DONE, Status.IN_TIME} else Status.OPEN


def find_courtesy(extracted: ExtractedPhrases) -> Intent:
    """Return the intent of a sentence without a question: a greeting, thanks or UNKNOWN."""
    polite = {"courtesy.greeting": Intent.GREETING, "courtesy.thanks": Intent.THANKS}
    return polite.get(extracted.courtesy, Intent.UNKNOWN)


def _has_start(query: Query) -> bool:
    """Return whether the period of `query` has a beginning; “đến nay” has none."""
    return bool(query.period and query.period.first)


def _task_intent(query: Query, extracted: ExtractedPhrases, *, limited: bool) -> Intent | None:
    if (query.codes or query.ordinal) and not extracted.has("intent.whoever"):
        return Intent.CARD
    if extracted.has("intent.card") and not extracted.has("status.overdue"):
        if query.about_tasks:
            return Intent.CARD
        if not limited:
            return Intent.SUMMARY if extracted.has(*_SHARES) or query.agencies else Intent.CARD
    about = query.about_tasks or _find_statuses(extracted) or query.agencies or extracted.has(*_SHARES)
    if query.period and (extracted.fillers <= _FEW or extracted.has("intent.what", "intent.card")):
        about = True  # among more words, the day is not what the sentence is about
    return Intent.LIST if about or extracted.has(*_LISTING) else None


def find_status(extracted: ExtractedPhrases, intent: Intent) -> Status | None:
    """Return the state of the duties that are asked about; None if the intent does not depend on it."""
    if intent is Intent.AGENCIES:
        return find_agency_status(extracted)
    if intent not in _LISTED:
        return None
    if intent is Intent.NEXT:
        return Status.OPEN
    said = _find_statuses(extracted)
    otherwise = Status.ALL if extracted.has("intent.card") else Status.OPEN
    return next((state for state in _STATES if state in said), otherwise)


def find_stated(extracted: ExtractedPhrases) -> Status | None:
    """Return the state that is named, None without one."""
    return next((state for state in _STATES if state in _find_statuses(extracted)), None)


def _is_limited(query: Query, extracted: ExtractedPhrases) -> bool:
    return bool(query.period or _find_statuses(extracted))


def _find_statuses(extracted: ExtractedPhrases) -> set[Status]:
    return {Status(name.removeprefix("status.")) for name in extracted.phrases if name.startswith("status.")}


def is_elliptic(query: Query, extracted: ExtractedPhrases) -> bool:
    """Return whether the sentence says only how it differs from the one before: “còn quý sau?”, “của Sở Y tế thì
    sao”.

    A complete question does not, though it may begin like one: “việc nào quá hạn”, “còn bao nhiêu việc”.
    """
    if extracted.phrases[-1:] == ("follow.up",):
        return True
    if any(name.startswith("intent.") and name not in _ASKED_ANYWHERE for name in extracted.phrases):
        return False
    if extracted.phrases[:1] == ("follow.up",) and not extracted.agency_first:
        return True
    agency_named = bool(extracted.agencies) or extracted.has("agency.own", "agency.everyone")
    of_agency = agency_named and extracted.has("intent.card", "intent.what")
    return not (query.codes or of_agency or (_is_limited(query, extracted) and extracted.has("intent.what")))
