"""Buttons that change duties, or ask for what a change needs."""

from datetime import date

from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import Id, Page, Percent, SeenDuties


class DutyAsSeen(Payload):
    """A duty in the version that the reader of the button saw: a later version is never changed by it."""

    duty_id: Id
    version: Id


class AskDocument(DutyAsSeen, verb="done"):
    """A duty is done; by which document?"""


class ReportTyped(DutyAsSeen, verb="reported"):
    """A duty is done by the document that was typed with the sentence."""


class AskPercent(DutyAsSeen, verb="progress"):
    """How far is a duty?"""


class SetPercent(DutyAsSeen, verb="percent"):
    """A duty is as far as this."""

    percent: Percent


class AskNote(Payload, verb="note"):
    """A note to a duty."""

    duty_id: Id


class UndoChange(DutyAsSeen, verb="undo"):
    """The last change of a duty is taken back."""


class AttachFiles(Payload, verb="attach"):
    """Files that came in unasked are for this duty."""

    duty_id: Id


class AskExtension(Payload, verb="extend"):
    """A later deadline is wanted; until when, if that was said already, and why?"""

    duty_id: Id
    until: date | None = None


class ShowRequests(Payload, verb="asks"):
    """A page of the requests for later deadlines."""

    page: Page = 0


class ShowRequest(Payload, verb="request"):
    """The request for a later deadline of a duty."""

    duty_id: Id


class AgreeToExtension(DutyAsSeen, verb="agree"):
    """A request is agreed to."""


class AskRefusal(DutyAsSeen, verb="refuse"):
    """A request is refused; why?"""


class AskAssignee(Payload, verb="hand"):
    """Which officer sees to a duty?"""

    duty_id: Id


NOBODY = 0


class AssignDuty(DutyAsSeen, verb="handto"):
    """An officer sees to a duty; `NOBODY` for none in particular."""

    officer_id: Id


class AskTaskNote(Payload, verb="tasknote"):
    """A note to those who lead a task."""

    deadline_id: Id


class AskDeadline(Payload, verb="date"):
    """The date of a task that waits for somebody else's document."""

    deadline_id: Id


class ConfirmReport(DutyAsSeen, verb="confirm"):
    """A report is accepted."""


class AskReturn(DutyAsSeen, verb="return"):
    """A report is sent back; why?"""


class PageAsSeen(Payload):
    """The duties of a page, each in the version that was seen."""

    duties: SeenDuties


class ConfirmPage(PageAsSeen, verb="confirms"):
    """The reports of a page are accepted."""


class AskReturnOfPage(PageAsSeen, verb="returns"):
    """The reports of a page are sent back; why?"""


class UndoPage(PageAsSeen, verb="undos"):
    """The decision on a page is taken back."""
