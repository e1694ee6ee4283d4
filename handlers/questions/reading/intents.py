"""What an officer wants to know, and of duties in which state: decided from the phrases that were heard."""

from handlers.base.query import Intent, Query, Status
from handlers.questions.reading.phrase_extraction import ExtractedPhrases

_STATES = (
    Status.WAITING,
    Status.UNDATED,
    Status.OVERDUE,
    Status.IN_TIME,
    Status.OPEN,
    Status.DONE,
    Status.ALL,
)
"""Where several are said, the first is meant: what is overdue is open as well."""

_ASKED_ANYWHERE = ("intent.card", "intent.what")
_FEW = 3
_DONE_OR_NOT = ("roi", "chua")
_LISTED = (Intent.LIST, Intent.COUNT, Intent.NEXT)
_SHARES = ("part.coordinating", "part.lead", "agency.own", "agency.everyone")


def find_intent(query: Query, heard: ExtractedPhrases) -> Intent | None:
    """None where the words make no question. WHO, WHEN, CARD may lack what they ask of: then it was said before."""
    limited = _is_limited(query, heard)
    bare_who = heard.says("intent.whoever") and not limited
    if heard.says("intent.undo") and not (query.codes or query.ordinal):
        return Intent.UNDO
    if heard.says("intent.help") and not (query.about_tasks or limited or query.agencies):
        return Intent.HELP
    if asks_for_agencies(query, heard):
        return Intent.AGENCIES
    if heard.says("intent.count") and not query.codes and not heard.says("intent.which"):
        return Intent.COUNT
    if query.report and heard.says("intent.reports", "intent.when"):
        return Intent.WHEN
    if heard.says("intent.who") or bare_who:
        return Intent.WHO
    if heard.says("intent.when"):
        return Intent.WHEN
    if heard.says("intent.next"):
        return Intent.NEXT
    if heard.says("intent.summary") and not (query.about_tasks or _find_statuses(heard) or _has_start(query)):
        return Intent.SUMMARY
    return _task_intent(query, heard, limited=limited)


def asks_for_agencies(query: Query, heard: ExtractedPhrases) -> bool:
    """Whether agencies are asked for by how far they are: “huyện nào chưa nộp”, “bao nhiêu sở xong TC.1”."""
    if heard.says("part.coordinating"):
        return False
    if heard.says("intent.agencies"):
        return True
    judged = bool(_find_statuses(heard) - {Status.ALL, Status.UNDATED}) or heard.ending in _DONE_OR_NOT
    if heard.says("intent.whoever") or heard.doers:
        return judged and not heard.says("intent.count", "intent.summary")
    if heard.sort is None or heard.duties or heard.says("intent.count", "intent.what", "intent.which", "intent.when"):
        return False
    return query.about_tasks and (judged or heard.says("intent.card"))


def find_agency_status(heard: ExtractedPhrases) -> Status:
    """In which state the agencies are that are asked for; “xong chưa” asks for those that are not."""
    said = _find_statuses(heard)
    if found := next((state for state in (Status.WAITING, Status.OVERDUE, Status.OPEN) if state in said), None):
        return found
    if heard.ending == "chua" or (not said & {Status.DONE, Status.IN_TIME} and heard.ending != "roi"):
        return Status.OPEN
    return Status.DONE


def find_courtesy(heard: ExtractedPhrases) -> Intent:
    """What a sentence without a question is about."""
    polite = {"courtesy.greeting": Intent.GREETING, "courtesy.thanks": Intent.THANKS}
    return polite.get(heard.courtesy, Intent.UNKNOWN)


def _has_start(query: Query) -> bool:
    """Whether a period with a beginning is meant; “đến nay” has none."""
    return bool(query.period and query.period.first)


def _task_intent(query: Query, heard: ExtractedPhrases, *, limited: bool) -> Intent | None:
    if (query.codes or query.ordinal) and not heard.says("intent.whoever"):
        return Intent.CARD
    if heard.says("intent.card") and not heard.says("status.overdue"):
        if query.about_tasks:
            return Intent.CARD
        if not limited:
            return Intent.SUMMARY if heard.says(*_SHARES) or query.agencies else Intent.CARD
    about = query.about_tasks or _find_statuses(heard) or query.agencies or heard.says(*_SHARES)
    if query.period and (heard.fillers <= _FEW or heard.says("intent.what", "intent.card")):
        about = True  # with more words around it the day is not what the sentence is about
    return Intent.LIST if about or heard.says("intent.list", "intent.which", "intent.whoever") else None


def find_status(heard: ExtractedPhrases, intent: Intent) -> Status | None:
    """None where the state plays no part."""
    if intent is Intent.AGENCIES:
        return find_agency_status(heard)
    if intent not in _LISTED:
        return None
    if intent is Intent.NEXT:
        return Status.OPEN
    said = _find_statuses(heard)
    otherwise = Status.ALL if heard.says("intent.card") else Status.OPEN
    return next((state for state in _STATES if state in said), otherwise)


def find_stated(heard: ExtractedPhrases) -> Status | None:
    """The state that is named; None without one."""
    return next((state for state in _STATES if state in _find_statuses(heard)), None)


def _is_limited(query: Query, heard: ExtractedPhrases) -> bool:
    return bool(query.period or _find_statuses(heard))


def _find_statuses(heard: ExtractedPhrases) -> set[Status]:
    return {Status(name.removeprefix("status.")) for name in heard.phrases if name.startswith("status.")}


def is_elliptic(query: Query, heard: ExtractedPhrases) -> bool:
    """Whether the sentence only says what is different from the one before: “còn quý sau?”, “của Sở Y tế thì sao”.

    What asks on its own does not: “việc nào quá hạn”, “còn bao nhiêu việc” for all that it begins like one.
    """
    if heard.phrases[-1:] == ("follow.up",):
        return True
    if any(name.startswith("intent.") and name not in _ASKED_ANYWHERE for name in heard.phrases):
        return False
    if heard.phrases[:1] == ("follow.up",):
        return True
    of_agency = bool(heard.agencies) and heard.says("intent.card")
    return not (query.codes or of_agency or (_is_limited(query, heard) and heard.says("intent.what")))
